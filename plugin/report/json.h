/* json.h
 * Objects of the model as JSON (RFC 8259), through the writer of Wireshark's utility library.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_JSON_H
#define SIP_REPORT_JSON_H

#include "report/shape.h"

/* One object that holds no places, on one line with its end; to be freed with g_free. */
char *report_json_line(const struct report_shape *shape, const void *object);

/* The same over several lines, of an object that may have lists. */
char *report_json_object(const struct report_shape *shape, const void *object);

/* The whole document of report_json (render.h) without white space, safe inside of an HTML element:
 * it has no "<" and no "&". */
char *report_json_for_html(const struct report *report);

#endif
