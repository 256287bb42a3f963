/* order.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/order.h"

#include <string.h>

/* A rule, and how many findings it has. */
struct counted {
    struct report_rule *rule;
    guint64 count;
};

static gint compare(gconstpointer a, gconstpointer b)
{
    const struct counted *one = a, *other = b;

    if (one->rule->severity != other->rule->severity) {
        return one->rule->severity > other->rule->severity ? -1 : 1;
    }
    if (one->count != other->count) {
        return one->count > other->count ? -1 : 1;
    }
    return strcmp(one->rule->id, other->rule->id);
}

GPtrArray *report_rules_in_order(const struct report *report)
{
    GArray *counts = g_array_new(FALSE, FALSE, sizeof(struct counted));
    GPtrArray *rules = g_ptr_array_new();

    for (guint i = 0; i < report->rules->len; i++) {
        struct report_rule *rule = g_ptr_array_index(report->rules, i);
        struct counted counted = {rule, report_rule_count(report, rule)};
        if (counted.count > 0) {
            g_array_append_val(counts, counted);
        }
    }
    g_array_sort(counts, compare);
    for (guint i = 0; i < counts->len; i++) {
        g_ptr_array_add(rules, g_array_index(counts, struct counted, i).rule);
    }
    g_array_unref(counts);
    return rules;
}

guint64 report_rule_count(const struct report *report, const struct report_rule *rule)
{
    guint64 count = 0;

    for (guint i = 0; i < report->captures->len; i++) {
        const struct report_capture *capture = g_ptr_array_index(report->captures, i);
        for (guint j = 0; j < capture->findings->len; j++) {
            const struct report_finding *finding = g_ptr_array_index(capture->findings, j);
            count += finding->rule == rule;
        }
    }
    return count;
}

GPtrArray *report_rule_findings(const struct report_capture *capture,
                                const struct report_rule *rule)
{
    GPtrArray *findings = g_ptr_array_new();

    for (guint i = 0; i < capture->findings->len; i++) {
        struct report_finding *finding = g_ptr_array_index(capture->findings, i);
        if (finding->rule == rule) {
            g_ptr_array_add(findings, finding);
        }
    }
    return findings;
}

guint64 report_severity_count(const struct report *report, enum sip_severity severity)
{
    guint64 count = 0;

    for (guint i = 0; i < report->rules->len; i++) {
        const struct report_rule *rule = g_ptr_array_index(report->rules, i);
        count += rule->severity == severity ? report_rule_count(report, rule) : 0;
    }
    return count;
}

unsigned report_dialog_severity(const struct report_dialog *dialog)
{
    unsigned worst = 0;

    for (guint i = 0; i < dialog->messages->len; i++) {
        const struct report_message *message = g_ptr_array_index(dialog->messages, i);
        for (guint j = 0; j < message->findings->len; j++) {
            const struct report_finding *finding = g_ptr_array_index(message->findings, j);
            worst = MAX(worst, finding->rule->severity);
        }
    }
    return worst;
}

char *report_rule_filter(const struct report_rule *rule)
{
    return g_strdelimit(g_strconcat("sip_response.", rule->id, NULL), "-", '_');
}

char *report_time_of_day(gint64 time)
{
    gint64 second = time / G_USEC_PER_SEC - (time % G_USEC_PER_SEC < 0);
    GDateTime *date = time != 0 ? g_date_time_new_from_unix_utc(second) : NULL;

    if (date == NULL) {
        return NULL;
    }
    char *day = g_date_time_format(date, "%Y-%m-%dT%H:%M:%S");
    char *text = g_strdup_printf("%s.%06dZ", day, (int)(time - second * G_USEC_PER_SEC));
    g_free(day);
    g_date_time_unref(date);
    return text;
}

char *report_end_text(const struct report_end *end)
{
    bool brackets = end->port != 0 && strchr(end->address, ':') != NULL;

    return end->port == 0 ? g_strdup(end->address)
                          : g_strdup_printf(brackets ? "[%s]:%u" : "%s:%u", end->address,
                                            end->port);
}

char *report_number_of(guint64 number, const char *word)
{
    return g_strdup_printf("%" G_GUINT64_FORMAT " %s%s", number, word, number == 1 ? "" : "s");
}
