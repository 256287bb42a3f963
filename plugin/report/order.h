/* order.h
 * What every renderer asks of a report: order and counts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_ORDER_H
#define SIP_REPORT_ORDER_H

#include "report/model.h"

/* A finding, and the capture that has it. */
struct report_place {
    const struct report_finding *finding;
    guint capture; /* its place in the report's list */
};

/* A rule and all its findings. */
struct report_group {
    const struct report_rule *rule;
    GArray *places; /* of struct report_place, in order */
};

/* The findings by rule: the worst first, then the most frequent, then by id; an array of struct
 * report_group, which report_groups_free frees. */
GArray *report_groups(const struct report *report);
/* The worst of its findings, as they are shown. */
enum sip_severity report_group_severity(const struct report_group *group);

void report_groups_free(GArray *groups);

/* The findings of one severity. */
guint64 report_groups_count(const GArray *groups, enum sip_severity severity);

/* Whether any of the captures has SIP messages. */
bool report_has_messages(const struct report *report);

/* Of two elements of a list of findings: the worse first, as they are shown. */
gint report_compare_severity(gconstpointer a, gconstpointer b);

/* Of two elements of a list of messages: which comes first in the capture. */
gint report_compare_messages(gconstpointer a, gconstpointer b);

guint32 report_dialog_first_frame(const struct report_dialog *dialog);

/* The worst severity of a dialog's findings; 0 if it has none. */
unsigned report_dialog_severity(const struct report_dialog *dialog);

/* The dialogs of a capture that went the same way: the same messages between the same roles with
 * the same findings. Arrays of report_dialog, the worst first, then in order of their first message; in
 * an array that frees them. */
GPtrArray *report_alike(const struct report_capture *capture);

#endif
