/* order.h
 * What every renderer asks of a report: order, counts, and the same words for the same things.
 * Texts that are returned are new, to be freed with g_free.
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
void report_groups_free(GArray *groups);

/* The findings of one severity. */
guint64 report_groups_count(const GArray *groups, enum sip_severity severity);

/* Whether any of the captures has SIP messages. */
bool report_has_messages(const struct report *report);

guint32 report_dialog_first_frame(const struct report_dialog *dialog);

/* The worst severity of a dialog's findings; 0 if it has none. */
unsigned report_dialog_severity(const struct report_dialog *dialog);

/* The dialogs of a capture that went the same way: the same messages between the same roles with
 * the same findings. Arrays of report_dialog, the worst first, then in order of their first message; in
 * an array that frees them. */
GPtrArray *report_alike(const struct report_capture *capture);

/* A message in short: "420 Bad Extension to INVITE", "INVITE". */
char *report_subject(bool is_response, const char *start_line, const char *method,
                     enum sip_language language);

/* "2026-01-05T09:00:00.000000Z"; NULL for 0, and for what no calendar has. */
char *report_time_of_day(gint64 time);

/* "7.043": seconds with so many decimals, at most 6. */
char *report_seconds(gint64 time, int decimals);

/* "192.0.2.1:5060", "[2001:db8::1]:5060"; without port where it is 0. */
char *report_end_text(const struct report_end *end);

/* "1 finding", "2 findings"; in French "0 constat", "2 autres constats". The word is in the
 * singular, and English; its plural is made with s: in English the last word has it, in French each. */
char *report_number_of(guint64 number, const char *word, enum sip_language language);

#endif
