/* order.h
 * What every renderer asks of a report: order, counts, and the same words for the same things.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef REPORT_ORDER_H
#define REPORT_ORDER_H

#include "report/model.h"

/* The rules that have findings: the worst first, then those with the most findings, then by id.
 * A new array, which owns nothing. */
GPtrArray *report_rules_in_order(const struct report *report);

/* How many findings a rule has in all captures. */
guint64 report_rule_count(const struct report *report, const struct report_rule *rule);

/* The findings of a rule in one capture, in order: a new array, which owns nothing. */
GPtrArray *report_rule_findings(const struct report_capture *capture,
                                const struct report_rule *rule);

/* How many findings of a severity there are in all captures. */
guint64 report_severity_count(const struct report *report, enum sip_severity severity);

/* The worst severity of a dialog's findings; 0 if it has none. */
unsigned report_dialog_severity(const struct report_dialog *dialog);

/* "sip_response.420_unsupported_missing", to be freed. */
char *report_rule_filter(const struct report_rule *rule);

/* "2026-01-05T09:00:00.000000Z", to be freed; NULL for 0, and for what no calendar has. */
char *report_time_of_day(gint64 time);

/* "192.0.2.1:5060", "[2001:db8::1]:5060"; without port where it is 0. To be freed. */
char *report_end_text(const struct report_end *end);

/* "1 finding", "2 findings"; word is in the singular and makes its plural with s. To be freed. */
char *report_number_of(guint64 number, const char *word);

#endif
