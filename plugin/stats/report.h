/* report.h
 * Reports: -z sip_response,report · json · html, and what the window shows (report_window.h).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_STATS_REPORT_H
#define SIP_STATS_REPORT_H

#include <epan/funnel.h>

struct report;

void report_register(void);

/* In the window: reads the open capture once more and reports on the messages that match the filter
 * (NULL: all); with a frame, on those of the call (with the Call-ID) of its first message instead. To
 * be freed with report_free. NULL: there is no such message, or the filter cannot be used, which the
 * user was told. */
struct report *report_of_window(const funnel_ops_t *ops, const char *filter, guint32 frame);

#endif
