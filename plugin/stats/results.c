/* results.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/results.h"

#include <string.h>

#include "calls/calls.h"
#include "compat.h"
#include "epan/preferences.h"
#include "sip/code.h"
#include "stats/record_table.h"

enum { WHAT, VALUE, MEANING, CALLS, SHARE };

static stat_tap_table_item columns[] = {
    [WHAT] = {TABLE_ITEM_STRING, TAP_ALIGN_LEFT, SIP_PHRASE("What"), "%-11s"},
    [VALUE] = {TABLE_ITEM_STRING, TAP_ALIGN_LEFT, SIP_PHRASE("Value"), "%-10s"},
    [MEANING] = {TABLE_ITEM_STRING, TAP_ALIGN_LEFT, SIP_PHRASE("Meaning"), "%-36s"},
    [CALLS] = {TABLE_ITEM_UINT, TAP_ALIGN_RIGHT, SIP_PHRASE("Calls"), "%7u"},
    [SHARE] = {TABLE_ITEM_STRING, TAP_ALIGN_RIGHT, SIP_PHRASE("Share %"), "%7s"},
};

enum what { RESULT, CODE, CAUSE, WHATS };

/* What one call counts for; 0: nothing. */
struct counted {
    unsigned values[WHATS];
};

static struct {
    GHashTable *calls; /* struct sip_call -> struct counted */
    GHashTable *rows;  /* what and value -> its cells */
} state;

static void begin(struct record_table *self)
{
    (void)self;
    if (state.calls == NULL) {
        state.calls = g_hash_table_new_full(NULL, NULL, NULL, g_free);
        state.rows = g_hash_table_new(NULL, NULL);
    }
    g_hash_table_remove_all(state.calls);
    g_hash_table_remove_all(state.rows);
}

static const char *meaning_of(enum what what, unsigned value)
{
    static const char *const results[] = {
        [SIP_CALL_ANSWERED] = SIP_PHRASE("answered, and over"),
        [SIP_CALL_STILL_UP] = SIP_PHRASE("answered, and no end captured"),
        [SIP_CALL_BUSY] = SIP_PHRASE("the callee is busy"),
        [SIP_CALL_DECLINED] = SIP_PHRASE("the callee does not want it"),
        [SIP_CALL_CANCELLED] = SIP_PHRASE("the caller gave up"),
        [SIP_CALL_NO_ANSWER] = SIP_PHRASE("it rang, and nobody answered"),
        [SIP_CALL_FAILED] = SIP_PHRASE("any other failure, or silence"),
        [SIP_CALL_INCOMPLETE] = SIP_PHRASE("the capture does not show it"),
    };
    const struct sip_code *code = what == CODE ? sip_code_find(value) : NULL;
    const char *name = what == RESULT ? results[value]
                       : what == CODE ? (code != NULL ? code->name : NULL)
                                      : sip_q850_name(value);

    return what == CODE && name != NULL
               ? name
               : preferences_text(name != NULL ? name : SIP_PHRASE("(not registered)"));
}

static stat_tap_table_item_type *row_of(struct record_table *self, enum what what, unsigned value)
{
    static const char *const whats[] = {SIP_PHRASE("Result"), SIP_PHRASE("Final code"),
                                        SIP_PHRASE("Q.850 cause")};
    gpointer key = GUINT_TO_POINTER(what << 16 | value);
    stat_tap_table_item_type *row = g_hash_table_lookup(state.rows, key);

    if (row == NULL) {
        char *number = g_strdup_printf("%u", value);
        row = record_table_add_row(self);
        record_table_set_text(&row[WHAT], preferences_text(whats[what]));
        row[WHAT].user_data.uint_value = what;
        record_table_set_text(&row[VALUE], what == RESULT
                                               ? preferences_text(sip_call_result_name(value))
                                               : g_intern_string(number));
        row[VALUE].user_data.uint_value = value;
        record_table_set_text(&row[MEANING], g_intern_string(meaning_of(what, value)));
        record_table_set_count(&row[CALLS], 0);
        g_hash_table_insert(state.rows, key, row);
        g_free(number);
    }
    return row;
}

/* Of all calls, whatever is known of them. */
static void set_shares(void)
{
    guint all = g_hash_table_size(state.calls);
    GHashTableIter iter;
    gpointer value;

    for (g_hash_table_iter_init(&iter, state.rows); g_hash_table_iter_next(&iter, NULL, &value);) {
        stat_tap_table_item_type *row = value;
        char *share = g_strdup_printf("%.1f", 100.0 * row[CALLS].value.uint_value / all);
        record_table_set_text(&row[SHARE], g_intern_string(share));
        g_free(share);
    }
}

static struct counted counted_of(const struct sip_call *call)
{
    struct sip_clock clock = record_clock();
    struct sip_outcome_of_call outcome = sip_call_outcome(call, &clock);

    return (struct counted){{outcome.result, outcome.code,
                             outcome.cause.protocol == SIP_CAUSE_Q850 ? outcome.cause.number : 0}};
}

/* What is known of a call may be more than when it was counted before. */
static void count(struct record_table *self, const struct message_record *message)
{
    struct sip_record *record = sip_record_listed(message->part_of);
    struct sip_call *call = record != NULL ? sip_record_call(record) : NULL;
    struct counted *before = call != NULL ? g_hash_table_lookup(state.calls, call) : NULL;

    if (call == NULL || (before != NULL && self->in_tshark)) {
        return;
    }
    struct counted now = counted_of(call);
    if (before != NULL && memcmp(before, &now, sizeof now) == 0) {
        return;
    }
    for (unsigned what = 0; what < WHATS; what++) {
        if (before != NULL && before->values[what] != 0) {
            row_of(self, what, before->values[what])[CALLS].value.uint_value--;
        }
        if (now.values[what] != 0) {
            row_of(self, what, now.values[what])[CALLS].value.uint_value++;
        }
    }
    g_hash_table_insert(state.calls, call, g_memdup2(&now, sizeof now));
    set_shares();
}

/* Results, codes and causes, the most frequent of each first. */
static int compare(const void *row_a, const void *row_b)
{
    const stat_tap_table_item_type *a = *(stat_tap_table_item_type *const *)row_a;
    const stat_tap_table_item_type *b = *(stat_tap_table_item_type *const *)row_b;
    guint what_a = a[WHAT].user_data.uint_value, what_b = b[WHAT].user_data.uint_value;
    guint count_a = a[CALLS].value.uint_value, count_b = b[CALLS].value.uint_value;
    guint value_a = a[VALUE].user_data.uint_value, value_b = b[VALUE].user_data.uint_value;

    return what_a != what_b     ? (what_a > what_b) - (what_a < what_b)
           : count_a != count_b ? (count_a < count_b) - (count_a > count_b)
                                : (value_a > value_b) - (value_a < value_b);
}

static struct record_table table = {
    .ui = {.group = COMPAT_TELEPHONY_MENU,
           .title = SIP_PHRASE("SIP Response Call Results"),
           .cli_string = "sip_response,results",
           .nfields = G_N_ELEMENTS(columns),
           .fields = columns},
    .begin = begin,
    .count = count,
    .compare = compare,
};

void results_register(void)
{
    record_table_register(&table);
}
