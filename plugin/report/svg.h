/* svg.h
 * Pictures of a report for its HTML page. Colours come from the page's style sheet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_SVG_H
#define SIP_REPORT_SVG_H

#include "report/ladder.h"

/* Appends the ladder with that accessible name. Messages whose text is on the page are links to it:
 * "#c0-f12-0", where 0 is the capture. */
void report_svg_ladder(GString *out, const struct report_ladder *ladder, guint capture,
                       const char *name);

/* Responses by class over the capture's time. */
void report_svg_responses(GString *out, const struct report_capture *capture,
                          enum sip_language language);

/* The time from a request to its first response, over the capture's time. */
void report_svg_times(GString *out, const struct report_capture *capture,
                      enum sip_language language);

/* Whether there is anything to draw. */
bool report_svg_has_responses(const struct report_capture *capture);
bool report_svg_has_times(const struct report_capture *capture);

/* Appends a text as the content of an element or attribute: nothing in it is markup. */
void report_html_text(GString *out, const char *text);

#endif
