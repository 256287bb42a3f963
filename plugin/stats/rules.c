/* rules.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/rules.h"

#include "compat.h"
#include "epan/frames.h"
#include "epan/preferences.h"
#include "history/kept/hash.h"
#include "history/keys.h"
#include "rules/engine/table.h"
#include "stats/record_table.h"

enum { SEVERITY, RULE, COUNT, FAULTS, PACKETS, SENDERS, FIRST_FRAME, REFERENCE, PROBLEM };

static stat_tap_table_item columns[] = {
    [SEVERITY] = {TABLE_ITEM_STRING, TAP_ALIGN_LEFT, SIP_PHRASE("Severity"), "%-9s"},
    [RULE] = {TABLE_ITEM_STRING, TAP_ALIGN_LEFT, SIP_PHRASE("Rule"), "%-35s"},
    [COUNT] = {TABLE_ITEM_UINT, TAP_ALIGN_RIGHT, SIP_PHRASE("Count"), "%6u"},
    [FAULTS] = {TABLE_ITEM_UINT, TAP_ALIGN_RIGHT, SIP_PHRASE("Faults"), "%6u"},
    [PACKETS] = {TABLE_ITEM_UINT, TAP_ALIGN_RIGHT, SIP_PHRASE("Packets"), "%7u"},
    [SENDERS] = {TABLE_ITEM_UINT, TAP_ALIGN_RIGHT, SIP_PHRASE("Senders"), "%7u"},
    [FIRST_FRAME] = {TABLE_ITEM_UINT, TAP_ALIGN_RIGHT, SIP_PHRASE("First frame"), "%11u"},
    [REFERENCE] = {TABLE_ITEM_STRING, TAP_ALIGN_LEFT, SIP_PHRASE("Reference"), "%-24s"},
    [PROBLEM] = {TABLE_ITEM_STRING, TAP_ALIGN_LEFT, SIP_PHRASE("Problem"), "%s"},
};

/* Of each rule, by its number: its row, NULL while it is not broken. */
static GPtrArray *rows;

/* Who broke which rule: hashes of a rule and an address. */
static GHashTable *senders;

/* As Wireshark calls them, behind a number: its window sorts a column of words by their letters. */
static const char *const severities[] = {
    [SIP_ERROR] = SIP_PHRASE("1 Error"),
    [SIP_WARN] = SIP_PHRASE("2 Warning"),
    [SIP_NOTE] = SIP_PHRASE("3 Note"),
    [SIP_CHAT] = SIP_PHRASE("4 Chat"),
};

static void begin(struct record_table *self)
{
    (void)self;
    if (rows == NULL) {
        rows = g_ptr_array_new();
        senders = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    }
    g_hash_table_remove_all(senders);
    g_ptr_array_set_size(rows, 0);
}

static stat_tap_table_item_type *new_row(struct record_table *self, const struct sip_rule *rule,
                                         guint32 frame)
{
    stat_tap_table_item_type *row = record_table_add_row(self);

    record_table_set_text(&row[RULE], g_intern_string(rule->id));
    record_table_set_count(&row[COUNT], 0);
    record_table_set_count(&row[FAULTS], 0);
    record_table_set_count(&row[PACKETS], 0);
    record_table_set_count(&row[SENDERS], 0);
    record_table_set_count(&row[FIRST_FRAME], frame);
    record_table_set_text(&row[SEVERITY], preferences_text(severities[rule->severity]));
    row[SEVERITY].user_data.uint_value = rule->severity;
    record_table_set_text(&row[REFERENCE], g_intern_string(rule->reference));
    record_table_set_text(&row[PROBLEM],
                          g_intern_string(sip_rule_problem(rule, preferences_language())));
    return row;
}

static void add_count(stat_tap_table_item_type *cell, guint n)
{
    record_table_set_count(cell, cell->value.uint_value + n);
}

/* Whether it is the first time that the sender of the message breaks the rule. */
static bool is_new_sender(const struct message_record *record, unsigned rule)
{
    const struct sip_transaction *t = record->transaction;
    gint64 *key = g_new(gint64, 1);

    *key = (gint64)sip_hash_number(0, rule);
    if (t != NULL) {
        const struct sip_endpoint *end = record->is_response ? &t->hop->server : &t->hop->client;
        *key = (gint64)sip_address_key((guint64)*key, end);
    }
    return g_hash_table_add(senders, key);
}

/* What follows from another finding, or from the same fault of the same sender, is no fault more. */
static void count_finding(stat_tap_table_item_type *row, const struct message_record *record,
                          const struct finding_record *finding)
{
    bool is_fault = finding->explained_by == 0 && finding->same_as == 0;

    add_count(&row[COUNT], 1);
    add_count(&row[FAULTS], is_fault);
    add_count(&row[PACKETS], 1 + finding->copies);
    add_count(&row[SENDERS], is_new_sender(record, finding->rule));
}

static void count(struct record_table *self, const struct message_record *record)
{
    for (const struct finding_record *f = record->findings; f != NULL; f = f->next) {
        if (f->rule >= rows->len) {
            g_ptr_array_set_size(rows, f->rule + 1);
        }
        if (rows->pdata[f->rule] == NULL) {
            rows->pdata[f->rule] = new_row(self, sip_rule_at(f->rule), frames_shown(record->frame));
        }
        count_finding(rows->pdata[f->rule], record, f);
    }
}

/* The gravest first, and the most frequent of them. */
static int compare(const void *row_a, const void *row_b)
{
    const stat_tap_table_item_type *a = *(stat_tap_table_item_type *const *)row_a;
    const stat_tap_table_item_type *b = *(stat_tap_table_item_type *const *)row_b;
    guint severity_a = a[SEVERITY].user_data.uint_value;
    guint severity_b = b[SEVERITY].user_data.uint_value;
    guint count_a = a[COUNT].value.uint_value, count_b = b[COUNT].value.uint_value;

    return severity_a != severity_b ? (severity_a < severity_b) - (severity_a > severity_b)
           : count_a != count_b     ? (count_a < count_b) - (count_a > count_b)
                                : strcmp(a[RULE].value.string_value, b[RULE].value.string_value);
}

static struct record_table table = {
    .ui = {.group = COMPAT_TELEPHONY_MENU,
           .title = SIP_PHRASE("SIP Response Rules"),
           .cli_string = "sip_response,rules",
           .nfields = G_N_ELEMENTS(columns),
           .fields = columns},
    .begin = begin,
    .count = count,
    .compare = compare,
};

void rules_table_register(void)
{
    record_table_register(&table);
}
