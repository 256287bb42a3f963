/* kpi_table.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/kpi_table.h"

#include <string.h>

#include "calls/calls.h"
#include "compat.h"
#include "epan/party.h"
#include "epan/preferences.h"
#include "stats/kpi.h"
#include "stats/record_table.h"

enum { SERVER, KPI, MEANING, VALUE, UNIT, COUNT, OF, LEFT_OUT, MINIMUM, MAXIMUM };

/* Values are texts, each with the decimals of its unit: Wireshark's window shows numbers with six. */
static stat_tap_table_item columns[] = {
    [SERVER] = {TABLE_ITEM_STRING, TAP_ALIGN_LEFT, SIP_PHRASE("Server"), "%-21s"},
    [KPI] = {TABLE_ITEM_STRING, TAP_ALIGN_LEFT, SIP_PHRASE("KPI"), "%-14s"},
    [MEANING] = {TABLE_ITEM_STRING, TAP_ALIGN_LEFT, SIP_PHRASE("Meaning"), "%-37s"},
    [VALUE] = {TABLE_ITEM_STRING, TAP_ALIGN_RIGHT, SIP_PHRASE("Value"), "%9s"},
    [UNIT] = {TABLE_ITEM_STRING, TAP_ALIGN_LEFT, SIP_PHRASE("Unit"), "%-4s"},
    [COUNT] = {TABLE_ITEM_UINT, TAP_ALIGN_RIGHT, SIP_PHRASE("Count"), "%7u"},
    [OF] = {TABLE_ITEM_UINT, TAP_ALIGN_RIGHT, SIP_PHRASE("Of"), "%7u"},
    [LEFT_OUT] = {TABLE_ITEM_UINT, TAP_ALIGN_RIGHT, SIP_PHRASE("Left out"), "%8u"},
    [MINIMUM] = {TABLE_ITEM_STRING, TAP_ALIGN_RIGHT, SIP_PHRASE("Minimum"), "%9s"},
    [MAXIMUM] = {TABLE_ITEM_STRING, TAP_ALIGN_RIGHT, SIP_PHRASE("Maximum"), "%9s"},
};

/* One server, or all of them. */
struct server {
    const char *name;
    guint number;                  /* in order of appearance; of all of them: 0 */
    bool answers;                  /* some response of it was captured */
    guint silent_alone[KPI_KINDS]; /* of its silent requests: those that do not count for all */
    struct kpi_requests requests[KPI_KINDS];
    stat_tap_table_item_type *rows[KPI_COUNT]; /* NULL: not shown */
};

static struct {
    struct server all;
    GHashTable *servers;   /* by name, which is interned */
    GHashTable *forwarded; /* a set: transactions that are copies of one that was counted */
    GHashTable *continued; /* a set: those counted as continued, until the next try comes */
    struct kpi_clock clock;
} state;

/* Seconds to a millisecond, all else to a tenth; "-" for what is not defined. */
static void set_value(stat_tap_table_item_type *cell, const struct kpi *kpi, bool defined,
                      double value)
{
    char *text = defined ? g_strdup_printf("%.*f", strcmp(kpi->unit, "s") == 0 ? 3 : 1, value)
                         : g_strdup("-");

    record_table_set_text(cell, g_intern_string(text));
    g_free(text);
}

static void fill_row(stat_tap_table_item_type *row, const char *server, const struct kpi *kpi,
                     const struct kpi_figures *figures)
{
    record_table_set_text(&row[SERVER], server);
    record_table_set_text(&row[KPI], kpi->name);
    record_table_set_text(&row[MEANING], preferences_text(kpi->meaning));
    record_table_set_count(&row[COUNT], figures->count);
    record_table_set_count(&row[OF], figures->of);
    record_table_set_count(&row[LEFT_OUT], figures->left_out);
    record_table_set_text(&row[UNIT], kpi->unit);
    set_value(&row[VALUE], kpi, figures->defined, figures->value);
    set_value(&row[MINIMUM], kpi, figures->has_range, figures->shortest);
    set_value(&row[MAXIMUM], kpi, figures->has_range, figures->longest);
}

static void draw(struct server *server, enum kpi_kind kind, struct record_table *table)
{
    for (unsigned i = 0; i < KPI_COUNT; i++) {
        if (kpis[i].kind != kind) {
            continue;
        }
        if (server->rows[i] == NULL) {
            server->rows[i] = record_table_add_row(table);
            server->rows[i][SERVER].user_data.uint_value = server->number;
            server->rows[i][KPI].user_data.uint_value = i;
        }
        struct kpi_figures figures = kpis[i].figures(&server->requests[kind]);
        fill_row(server->rows[i], server->name, &kpis[i], &figures);
    }
}

static void begin(struct record_table *self)
{
    if (state.servers == NULL) {
        state.servers = g_hash_table_new_full(NULL, NULL, NULL, g_free);
        state.forwarded = g_hash_table_new(NULL, NULL);
        state.continued = g_hash_table_new(NULL, NULL);
    }
    g_hash_table_remove_all(state.servers);
    g_hash_table_remove_all(state.forwarded);
    g_hash_table_remove_all(state.continued);
    state.all = (struct server){.name = preferences_text("(all servers)")};
    for (unsigned kind = 0; kind < KPI_KINDS; kind++) {
        draw(&state.all, kind, self);
    }
}

static struct server *server_of(const struct sip_transaction *t)
{
    char *text = party_name_of(&t->hop->server);
    const char *name = g_intern_string(text);
    struct server *server = g_hash_table_lookup(state.servers, name);

    g_free(text);
    if (server == NULL) {
        server = g_new0(struct server, 1);
        server->name = name;
        server->number = g_hash_table_size(state.servers) + 1;
        g_hash_table_insert(state.servers, (gpointer)name, server);
    }
    return server;
}

/* What a proxy sent on is the same request: for all servers it counts as the proxy got it. */
static bool counts_for_all(const struct sip_transaction *t)
{
    return !g_hash_table_contains(state.forwarded, t);
}

/* Now it is known that answers of this server can be seen: where none came, time ran out. */
static void note_answer(struct server *server, struct record_table *table)
{
    if (server->answers) {
        return;
    }
    server->answers = true;
    for (unsigned kind = 0; kind < KPI_KINDS; kind++) {
        guint *here = server->requests[kind].ends;
        guint *all = state.all.requests[kind].ends;
        guint silent = here[KPI_SILENT];
        if (silent > 0) {
            here[KPI_SILENT] = 0;
            here[KPI_TIMED_OUT] += silent;
            all[KPI_SILENT] -= silent - server->silent_alone[kind];
            all[KPI_TIMED_OUT] += silent - server->silent_alone[kind];
            draw(server, kind, table);
            draw(&state.all, kind, table);
        }
    }
}

/* The try before this one did not end its attempt. */
static void take_back(const struct sip_transaction *t, enum kpi_kind kind,
                      struct record_table *table)
{
    const struct sip_transaction *before = kpi_try_before(t, &state.clock);

    if (before != NULL && g_hash_table_remove(state.continued, before)) {
        struct server *server = server_of(before);
        server->requests[kind].ends[KPI_CONTINUED]--;
        draw(server, kind, table);
        state.all.requests[kind].ends[KPI_CONTINUED] -= counts_for_all(before);
    }
}

/* What became of the session that the INVITE made. */
static void add_session(struct server *server, const struct sip_transaction *t,
                        struct sip_record *part_of)
{
    struct sip_call *call = part_of != NULL ? sip_record_call(part_of) : NULL;
    struct sip_clock clock = record_clock();

    if (call != NULL) {
        struct sip_outcome_of_call outcome = sip_call_outcome(call, &clock);
        kpi_add_session(&server->requests[KPI_SESSION], t, &outcome, &state.clock);
        if (counts_for_all(t)) {
            kpi_add_session(&state.all.requests[KPI_SESSION], t, &outcome, &state.clock);
        }
    }
}

static void add(const struct sip_transaction *t, enum kpi_kind kind, struct sip_record *part_of,
                struct record_table *table)
{
    struct server *server = server_of(t);
    enum kpi_end end;

    if (t->response_count > 0) {
        note_answer(server, table);
    }
    end = kpi_end_of(t, &state.clock);
    end = end == KPI_SILENT && server->answers ? KPI_TIMED_OUT : end;
    if (end == KPI_CONTINUED) {
        g_hash_table_add(state.continued, (gpointer)t);
    }
    kpi_add(&server->requests[kind], t, end, &state.clock);
    if (counts_for_all(t)) {
        kpi_add(&state.all.requests[kind], t, end, &state.clock);
    } else {
        server->silent_alone[kind] += end == KPI_SILENT;
    }
    if (kind == KPI_SESSION && end == KPI_SUCCEEDED) {
        add_session(server, t, part_of);
    }
    draw(server, kind, table);
    draw(&state.all, kind, table);
}

static void count(struct record_table *self, const struct message_record *record)
{
    const struct sip_transaction *t = record->transaction;

    if (t == NULL || record->is_response || record->original != 0 ||
        t->request_frame != record->frame) {
        return;
    }
    enum kpi_kind kind = kpi_kind_of(t);
    if (kind != KPI_NONE) {
        state.clock = (struct kpi_clock){record_newest_time(), preferences_t1(), preferences_t2()};
        take_back(t, kind, self);
        add(t, kind, record->part_of, self);
        for (const struct sip_transaction *b = t->branches; b != NULL; b = b->next_branch) {
            g_hash_table_add(state.forwarded, (gpointer)b);
        }
    }
}

/* Server by server. */
static int compare(const void *row_a, const void *row_b)
{
    const stat_tap_table_item_type *a = *(stat_tap_table_item_type *const *)row_a;
    const stat_tap_table_item_type *b = *(stat_tap_table_item_type *const *)row_b;
    guint server_a = a[SERVER].user_data.uint_value, server_b = b[SERVER].user_data.uint_value;
    guint kpi_a = a[KPI].user_data.uint_value, kpi_b = b[KPI].user_data.uint_value;

    return server_a != server_b ? (server_a > server_b) - (server_a < server_b)
                                : (kpi_a > kpi_b) - (kpi_a < kpi_b);
}

static struct record_table table = {
    .ui = {.group = COMPAT_TELEPHONY_MENU,
           .title = SIP_PHRASE("SIP Response KPIs (RFC 6076)"),
           .cli_string = "sip_response,kpi",
           .nfields = G_N_ELEMENTS(columns),
           .fields = columns},
    .begin = begin,
    .count = count,
    .compare = compare,
};

void kpi_table_register(void)
{
    record_table_register(&table);
}
