/* rules.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/rules.h"

#include "compat.h"
#include "epan/preferences.h"
#include "rules/engine/table.h"
#include "stats/record_table.h"

enum { SEVERITY, RULE, COUNT, FIRST_FRAME, REFERENCE, PROBLEM };

static stat_tap_table_item columns[] = {
    [SEVERITY] = {TABLE_ITEM_STRING, TAP_ALIGN_LEFT, "Severity", "%-9s"},
    [RULE] = {TABLE_ITEM_STRING, TAP_ALIGN_LEFT, "Rule", "%-35s"},
    [COUNT] = {TABLE_ITEM_UINT, TAP_ALIGN_RIGHT, "Count", "%6u"},
    [FIRST_FRAME] = {TABLE_ITEM_UINT, TAP_ALIGN_RIGHT, "First frame", "%11u"},
    [REFERENCE] = {TABLE_ITEM_STRING, TAP_ALIGN_LEFT, "Reference", "%-24s"},
    [PROBLEM] = {TABLE_ITEM_STRING, TAP_ALIGN_LEFT, "Problem", "%s"},
};

/* Of each rule, by its number: its row, NULL while it is not broken. */
static GPtrArray *rows;

/* As Wireshark calls them, behind a number: its window sorts a column of words by their letters. */
static const char *const severities[] = {
    [SIP_ERROR] = "1 Error",
    [SIP_WARN] = "2 Warning",
    [SIP_NOTE] = "3 Note",
    [SIP_CHAT] = "4 Chat",
};

static void begin(struct record_table *self)
{
    (void)self;
    if (rows == NULL) {
        rows = g_ptr_array_new();
    }
    g_ptr_array_set_size(rows, 0);
}

static stat_tap_table_item_type *new_row(struct record_table *self, const struct sip_rule *rule,
                                         guint32 frame)
{
    stat_tap_table_item_type *row = record_table_add_row(self);

    record_table_set_text(&row[RULE], g_intern_string(rule->id));
    record_table_set_count(&row[COUNT], 0);
    record_table_set_count(&row[FIRST_FRAME], frame);
    record_table_set_text(&row[SEVERITY], severities[rule->severity]);
    row[SEVERITY].user_data.uint_value = rule->severity;
    record_table_set_text(&row[REFERENCE], g_intern_string(rule->reference));
    record_table_set_text(&row[PROBLEM],
                          g_intern_string(sip_rule_problem(rule, preferences_language())));
    return row;
}

static void count(struct record_table *self, const struct message_record *record, guint32 frame)
{
    for (const struct finding_record *f = record->findings; f != NULL; f = f->next) {
        if (f->rule >= rows->len) {
            g_ptr_array_set_size(rows, f->rule + 1);
        }
        if (rows->pdata[f->rule] == NULL) {
            rows->pdata[f->rule] = new_row(self, sip_rule_at(f->rule), frame);
        }
        stat_tap_table_item_type *row = rows->pdata[f->rule];
        record_table_set_count(&row[COUNT], row[COUNT].value.uint_value + 1);
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
           .title = "SIP Response Rules",
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
