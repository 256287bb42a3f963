/* order.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/order.h"

#include <string.h>

enum sip_severity report_group_severity(const struct report_group *group)
{
    enum sip_severity worst = SIP_CHAT;

    for (guint i = 0; i < group->places->len; i++) {
        worst = MAX(worst, report_finding_severity(
                               g_array_index(group->places, struct report_place, i).finding));
    }
    return worst;
}

static gint compare_groups(gconstpointer a, gconstpointer b)
{
    const struct report_group *one = a, *other = b;

    enum sip_severity severity = report_group_severity(one);

    if (severity != report_group_severity(other)) {
        return severity > report_group_severity(other) ? -1 : 1;
    }
    if (one->places->len != other->places->len) {
        return one->places->len > other->places->len ? -1 : 1;
    }
    return strcmp(one->rule->id, other->rule->id);
}

/* The group of a rule, made if it is new. */
static struct report_group *group_of(GArray *groups, GHashTable *numbers,
                                     const struct report_rule *rule)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, rule)); /* from 1 */

    if (number == 0) {
        struct report_group group = {rule, g_array_new(FALSE, FALSE, sizeof(struct report_place))};
        g_array_append_val(groups, group);
        number = groups->len;
        g_hash_table_insert(numbers, (gpointer)rule, GUINT_TO_POINTER(number));
    }
    return &g_array_index(groups, struct report_group, number - 1);
}

GArray *report_groups(const struct report *report)
{
    GArray *groups = g_array_new(FALSE, FALSE, sizeof(struct report_group));
    GHashTable *numbers = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < report->captures->len; i++) {
        const struct report_capture *capture = g_ptr_array_index(report->captures, i);
        for (guint j = 0; j < capture->findings->len; j++) {
            struct report_place place = {g_ptr_array_index(capture->findings, j), i};
            struct report_group *group = group_of(groups, numbers, place.finding->rule);
            g_array_append_val(group->places, place);
        }
    }
    g_hash_table_unref(numbers);
    g_array_sort(groups, compare_groups);
    return groups;
}

void report_groups_free(GArray *groups)
{
    for (guint i = 0; i < groups->len; i++) {
        g_array_unref(g_array_index(groups, struct report_group, i).places);
    }
    g_array_unref(groups);
}

guint64 report_groups_count(const GArray *groups, enum sip_severity severity)
{
    guint64 count = 0;

    for (guint i = 0; i < groups->len; i++) {
        const struct report_group *group = &g_array_index(groups, struct report_group, i);
        for (guint j = 0; j < group->places->len; j++) {
            count += report_finding_severity(
                         g_array_index(group->places, struct report_place, j).finding) == severity;
        }
    }
    return count;
}

bool report_has_messages(const struct report *report)
{
    for (guint i = 0; i < report->captures->len; i++) {
        const struct report_capture *capture = g_ptr_array_index(report->captures, i);
        if (capture->requests + capture->responses > 0) {
            return true;
        }
    }
    return false;
}

guint32 report_dialog_first_frame(const struct report_dialog *dialog)
{
    const struct report_message *message = g_ptr_array_index(dialog->messages, 0);
    return message->frame;
}

unsigned report_dialog_severity(const struct report_dialog *dialog)
{
    unsigned worst = 0;

    for (guint i = 0; i < dialog->messages->len; i++) {
        const struct report_message *message = g_ptr_array_index(dialog->messages, i);
        for (guint j = 0; j < message->findings->len; j++) {
            const struct report_finding *finding = g_ptr_array_index(message->findings, j);
            worst = MAX(worst, report_finding_severity(finding));
        }
    }
    return worst;
}

/* Adds who sends to whom: hosts are numbered as they appear. */
static void append_role(GString *shape, GPtrArray *hosts, const char *address)
{
    guint number = 0;

    while (number < hosts->len && strcmp(g_ptr_array_index(hosts, number), address) != 0) {
        number++;
    }
    if (number == hosts->len) {
        g_ptr_array_add(hosts, (gpointer)address);
    }
    g_string_append_printf(shape, "%u ", number);
}

/* Equal for dialogs that went the same way. */
static char *shape_of(const struct report_dialog *dialog)
{
    GString *shape = g_string_new(NULL);
    GPtrArray *hosts = g_ptr_array_new();

    for (guint i = 0; i < dialog->messages->len; i++) {
        const struct report_message *m = g_ptr_array_index(dialog->messages, i);
        append_role(shape, hosts, m->source.address);
        append_role(shape, hosts, m->destination.address);
        g_string_append_printf(shape, "%d %u %s %d %u", m->is_response, m->code,
                               m->method ? m->method : "", m->original != 0, m->left_out);
        for (guint j = 0; j < m->findings->len; j++) {
            const struct report_finding *finding = g_ptr_array_index(m->findings, j);
            g_string_append_printf(shape, " %s", finding->rule->id);
        }
        g_string_append_c(shape, '\n');
    }
    g_ptr_array_unref(hosts);
    return g_string_free(shape, FALSE);
}

static gint compare_alike(gconstpointer a, gconstpointer b)
{
    const GPtrArray *one = *(const GPtrArray *const *)a, *other = *(const GPtrArray *const *)b;
    unsigned severity = report_dialog_severity(g_ptr_array_index(one, 0));
    unsigned other_severity = report_dialog_severity(g_ptr_array_index(other, 0));

    return (severity < other_severity) - (severity > other_severity);
}

GPtrArray *report_alike(const struct report_capture *capture)
{
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    GHashTable *by_shape = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < capture->dialogs->len; i++) {
        struct report_dialog *dialog = g_ptr_array_index(capture->dialogs, i);
        char *shape = shape_of(dialog);
        GPtrArray *alike = g_hash_table_lookup(by_shape, shape);
        if (alike == NULL) {
            alike = g_ptr_array_new();
            g_ptr_array_add(all, alike);
            g_hash_table_insert(by_shape, shape, alike);
        } else {
            g_free(shape);
        }
        g_ptr_array_add(alike, dialog);
    }
    g_hash_table_unref(by_shape);
    g_ptr_array_sort(all, compare_alike); /* stable */
    return all;
}

gint report_compare_severity(gconstpointer a, gconstpointer b)
{
    const struct report_finding *one = *(const struct report_finding *const *)a;
    const struct report_finding *other = *(const struct report_finding *const *)b;

    return (report_finding_severity(one) < report_finding_severity(other)) -
           (report_finding_severity(one) > report_finding_severity(other));
}

gint report_compare_messages(gconstpointer a, gconstpointer b)
{
    const struct report_message *one = *(const struct report_message *const *)a;
    const struct report_message *other = *(const struct report_message *const *)b;

    if (one->frame != other->frame) {
        return one->frame > other->frame ? 1 : -1;
    }
    return (one->item > other->item) - (one->item < other->item);
}
