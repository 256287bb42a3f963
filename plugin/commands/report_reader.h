/* report_reader.h
 * A report as JSON (docs/json.md) becomes a report as data again.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_COMMANDS_REPORT_READER_H
#define SIP_COMMANDS_REPORT_READER_H

#include <glib.h>

#include "report/shape.h"

/* Adds the captures of the document, and the rules that they need. The last capture added, or NULL
 * with an error: not such a document, then nothing is added. */
struct report_capture *report_read(struct report *report, const char *json, gsize n,
                                   GError **error);

/* A line of "-z sip_response,findings", to be freed with report_object_free. NULL with an error: it
 * is none. */
struct report_line *report_read_line(const char *json, GError **error);

#endif
