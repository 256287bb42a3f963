/* write_failures.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "report/order.h"
#include "report/shape.h"
#include "report/words.h"
#include "report/writing.h"

#define MAX_FAILURES 100 /* different ones */
#define MAX_NUMBERS 20   /* in a filter */
#define MAX_RULES 5      /* that are named beside a failure */

/* Failures that came to the same end, while they are counted. */
struct group {
    const struct report_failed *first;
    GString *numbers; /* "3, 5": for the filter */
    guint count;
    bool is_fault;
};

static void free_group(gpointer data)
{
    struct group *group = data;

    g_string_free(group->numbers, TRUE);
    g_free(group);
}

/* Faults first; then calls before registrations and so on; then the most frequent, and the first. */
static gint compare_groups(gconstpointer a, gconstpointer b)
{
    const struct group *one = *(const struct group *const *)a;
    const struct group *other = *(const struct group *const *)b;

    if (one->is_fault != other->is_fault) {
        return one->is_fault ? -1 : 1;
    }
    if (one->first->kind != other->first->kind) {
        return one->first->kind > other->first->kind ? 1 : -1;
    }
    if (one->count != other->count) {
        return one->count > other->count ? -1 : 1;
    }
    return (one->first->frame > other->first->frame) - (one->first->frame < other->first->frame);
}

static GPtrArray *groups_of(const GPtrArray *failed)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func(free_group);
    GHashTable *by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < failed->len; i++) {
        const struct report_failed *f = g_ptr_array_index(failed, i);
        char *key = report_failed_key(f);
        struct group *group = g_hash_table_lookup(by_key, key);
        if (group == NULL) {
            group = g_new0(struct group, 1);
            group->first = f;
            group->numbers = g_string_new(NULL);
            group->is_fault = report_failed_is_fault(f);
            g_ptr_array_add(groups, group);
            g_hash_table_insert(by_key, g_steal_pointer(&key), group);
        }
        if (group->count++ < MAX_NUMBERS) {
            g_string_append_printf(group->numbers, "%s%u", group->count > 1 ? ", " : "", f->number);
        }
        g_free(key);
    }
    g_hash_table_unref(by_key);
    g_ptr_array_sort(groups, compare_groups);
    return groups;
}

/* What the address calls itself, without the name of the header field; NULL: not known. */
static const char *software_of(const struct writing *w, const struct report_end *end)
{
    const char *found = NULL;

    for (guint i = 0; i < w->c->sender_order->len; i++) {
        const struct sender *sender = g_ptr_array_index(w->c->sender_order, i);
        if (sender->software->len > 0 && strcmp(sender->address, end->address) == 0 &&
            (found == NULL || sender->port == end->port)) {
            const char *text = g_ptr_array_index(sender->software, 0);
            const char *value = strchr(text, ':');
            found = value != NULL ? value + 1 + strspn(value + 1, " ") : text;
        }
    }
    return found;
}

/* The rules that its messages break, the worst first. */
static void add_rules(const struct writing *w, const GPtrArray *messages, GPtrArray *rules)
{
    GPtrArray *findings = g_ptr_array_new();

    for (guint i = 0; i < messages->len; i++) {
        GPtrArray *own = g_hash_table_lookup(w->findings, g_ptr_array_index(messages, i));
        for (guint j = 0; own != NULL && j < own->len; j++) {
            g_ptr_array_add(findings, g_ptr_array_index(own, j));
        }
    }
    g_ptr_array_sort(findings, report_compare_severity);
    for (guint i = 0; i < findings->len && rules->len < MAX_RULES; i++) {
        const struct report_finding *finding = g_ptr_array_index(findings, i);
        if (report_finding_severity(finding) >= SIP_NOTE &&
            !g_ptr_array_find_with_equal_func(rules, finding->rule->id, g_str_equal, NULL)) {
            g_ptr_array_add(rules, g_strdup(finding->rule->id));
        }
    }
    g_ptr_array_unref(findings);
}

static void set_filter(struct report_failure *to, const struct group *group)
{
    char *filter =
        g_strdup_printf(group->count > 1 ? "sip_response.%s in {%s}" : "sip_response.%s == %s",
                        to->kind, group->numbers->str);

    report_set(&to->filter, filter);
    g_free(filter);
}

static void add_failure(struct writing *w, const struct group *group, const GPtrArray *messages)
{
    const struct report_failed *f = group->first;
    struct report_failure *to = report_object_add(w->capture->failures, &report_failure_shape);

    report_set(&to->kind, report_kind_name(f->kind));
    report_set(&to->result, f->result);
    to->is_fault = group->is_fault;
    to->code = f->code;
    to->count = group->count;
    to->frame = f->frame;
    to->stamp = f->stamp;
    set_filter(to, group);
    report_failed_tell(to, f, w->report->language);
    report_set(&to->software, software_of(w, &to->who));
    if (messages != NULL && messages->len > 0) {
        to->frame = ((const struct kept *)g_ptr_array_index(messages, 0))->frame;
        add_rules(w, messages, to->rules);
        to->left_out = report_write_messages(w, messages, to->messages);
    }
}

/* The messages of the groups' first records: part_of -> GPtrArray of struct kept. */
static GHashTable *messages_of(const struct writing *w, const GPtrArray *groups,
                               const struct report_outcomes *outcomes)
{
    GHashTable *all = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);

    for (guint i = 0; i < MIN(groups->len, MAX_FAILURES); i++) {
        const struct group *group = g_ptr_array_index(groups, i);
        g_hash_table_insert(all, (gpointer)group->first->part_of, g_ptr_array_new());
    }
    for (guint i = 0; i < w->c->messages->len; i++) {
        struct kept *message = g_ptr_array_index(w->c->messages, i);
        const void *part_of = outcomes->part_of(message->record);
        GPtrArray *list = part_of != NULL ? g_hash_table_lookup(all, part_of) : NULL;
        if (list != NULL) {
            g_ptr_array_add(list, message);
        }
    }
    return all;
}

static void add_tallies(struct writing *w, const struct report_outcomes *outcomes)
{
    for (unsigned kind = 0; kind < REPORT_KINDS_OF_RECORD; kind++) {
        if (outcomes->counts[kind] == 0) {
            continue;
        }
        struct report_tally *tally = report_object_add(w->capture->tallies, &report_tally_shape);
        report_set(&tally->kind, report_kind_name((enum report_kind_of_record)kind));
        tally->count = outcomes->counts[kind];
        for (guint i = 0; i < outcomes->failed->len; i++) {
            const struct report_failed *f = g_ptr_array_index(outcomes->failed, i);
            if (f->kind == kind) {
                *(report_failed_is_fault(f) ? &tally->faults : &tally->others) += 1;
            }
        }
    }
}

void report_write_failures(struct writing *w, const struct report_outcomes *outcomes)
{
    GPtrArray *groups = groups_of(outcomes->failed);
    GHashTable *messages = messages_of(w, groups, outcomes);

    add_tallies(w, outcomes);
    for (guint i = 0; i < groups->len; i++) {
        const struct group *group = g_ptr_array_index(groups, i);
        if (i < MAX_FAILURES) {
            add_failure(w, group, g_hash_table_lookup(messages, group->first->part_of));
        } else {
            w->capture->failures_left_out += group->count;
        }
    }
    g_hash_table_unref(messages);
    g_ptr_array_unref(groups);
}
