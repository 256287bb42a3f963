/* call_lists.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/call_lists.h"

#include <epan/packet.h>
#include <epan/stat_tap_ui.h>
#include <epan/tap.h>
#include <stdio.h>
#include <string.h>
#include <wsutil/json_dumper.h>
#include <wsutil/report_message.h>

#include "compat.h"
#include "epan/call_fields.h"
#include "epan/record.h"

#define CSV_COMMAND "sip_response,csv"
#define JSON_COMMAND "sip_response,records"

/* What one -z asks for. */
struct list {
    GHashTable
        *seen; /* a set of messages' records: what they are part of may change until the end */
    bool csv;
    enum sip_record_kind kind; /* of CSV */
};

static const char *const kinds[] = {
    [SIP_RECORD_CALL] = "calls",
    [SIP_RECORD_REGISTRATION] = "registrations",
    [SIP_RECORD_SUBSCRIPTION] = "subscriptions",
    [SIP_RECORD_REQUEST] = "requests",
};

static char *number_text(const struct sip_column *column, const struct sip_cell *cell)
{
    bool is_time = column->type == SIP_CELL_DURATION || column->type == SIP_CELL_TIME;
    gint64 n = cell->number;

    return is_time ? g_strdup_printf("%s%" G_GINT64_FORMAT ".%06d", n < 0 ? "-" : "",
                                     ABS(n / 1000000), (int)ABS(n % 1000000))
                   : g_strdup_printf("%" G_GINT64_FORMAT, n);
}

/* In quotes where it must be (RFC 4180 section 2). */
static void write_csv_text(const char *text)
{
    if (strpbrk(text, "\",\r\n") == NULL) {
        fputs(text, stdout);
        return;
    }
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            putchar('"');
        }
        putchar(*text);
    }
    putchar('"');
}

static void write_csv(const struct sip_column *columns, unsigned count,
                      const struct sip_cell *cells)
{
    for (unsigned i = 0; i < count; i++) {
        if (i > 0) {
            putchar(',');
        }
        if (cells == NULL) {
            write_csv_text(columns[i].name);
        } else if (cells[i].is_set && columns[i].type == SIP_CELL_TEXT) {
            write_csv_text(cells[i].text);
        } else if (cells[i].is_set) {
            char *text = number_text(&columns[i], &cells[i]);
            fputs(text, stdout);
            g_free(text);
        }
    }
    fputs("\r\n", stdout);
}

static void write_json(enum sip_record_kind kind, const struct sip_column *columns, unsigned count,
                       const struct sip_cell *cells)
{
    json_dumper dumper = {.output_file = stdout};

    json_dumper_begin_object(&dumper);
    json_dumper_set_member_name(&dumper, "kind");
    json_dumper_value_string(&dumper, sip_record_kind_name(kind));
    for (unsigned i = 0; i < count; i++) {
        if (!cells[i].is_set) {
            continue;
        }
        json_dumper_set_member_name(&dumper, columns[i].name);
        if (columns[i].type == SIP_CELL_TEXT) {
            json_dumper_value_string(&dumper, cells[i].text);
        } else {
            char *text = number_text(&columns[i], &cells[i]);
            json_dumper_value_anyf(&dumper, "%s", text);
            g_free(text);
        }
    }
    json_dumper_end_object(&dumper);
    json_dumper_finish(&dumper);
}

static void write_record(const struct list *list, struct sip_record *record, GStringChunk *texts)
{
    enum sip_record_kind kind = (enum sip_record_kind)record->kind;
    struct sip_clock clock = record_clock();
    struct sip_cell cells[SIP_COLUMNS_MAX];
    unsigned count;
    const struct sip_column *columns = sip_columns(kind, &count);

    g_string_chunk_clear(texts);
    sip_describe(record, &clock, &call_fields_names, SIP_ENGLISH, texts, cells);
    if (list->csv) {
        write_csv(columns, count, cells);
    } else {
        write_json(kind, columns, count, cells);
    }
}

static tap_packet_status keep(void *user, packet_info *pinfo, epan_dissect_t *edt,
                              const void *tapped, tap_flags_t flags)
{
    struct list *list = user;
    const struct message_record *message = tapped;

    (void)pinfo;
    (void)edt;
    (void)flags;
    if (message->part_of != NULL) {
        g_hash_table_add(list->seen, message->part_of);
    }
    return TAP_PACKET_DONT_REDRAW;
}

static void forget(void *user)
{
    g_hash_table_remove_all(((struct list *)user)->seen);
}

static int compare(const void *a, const void *b)
{
    const struct sip_record *x = *(struct sip_record *const *)a;
    const struct sip_record *y = *(struct sip_record *const *)b;

    return x->kind != y->kind ? (x->kind > y->kind) - (x->kind < y->kind)
                              : (x->number > y->number) - (x->number < y->number);
}

/* Those that are listed, each once. */
static GPtrArray *listed(const struct list *list)
{
    GHashTable *once = g_hash_table_new(NULL, NULL);
    GPtrArray *records = g_ptr_array_new();
    GHashTableIter iter;
    gpointer seen;

    for (g_hash_table_iter_init(&iter, list->seen); g_hash_table_iter_next(&iter, &seen, NULL);) {
        struct sip_record *record = sip_record_listed(seen);
        if (record != NULL && (!list->csv || record->kind == list->kind) &&
            g_hash_table_add(once, record)) {
            g_ptr_array_add(records, record);
        }
    }
    g_hash_table_destroy(once);
    g_ptr_array_sort(records, compare);
    return records;
}

static void draw(void *user)
{
    const struct list *list = user;
    GStringChunk *texts = g_string_chunk_new(1024);

    record_finish();
    GPtrArray *records = listed(list);
    if (list->csv) {
        unsigned count;
        const struct sip_column *columns = sip_columns(list->kind, &count);
        write_csv(columns, count, NULL);
    }
    for (guint i = 0; i < records->len; i++) {
        write_record(list, records->pdata[i], texts);
    }
    g_ptr_array_unref(records);
    g_string_chunk_free(texts);
}

static void end(void *user)
{
    struct list *list = user;

    g_hash_table_destroy(list->seen);
    g_free(list);
}

static bool listen(struct list *list, const char *filter)
{
    GString *error;

    list->seen = g_hash_table_new(NULL, NULL);
    error = register_tap_listener("sip_response", list, filter, TL_REQUIRES_NOTHING, forget, keep,
                                  draw, end);
    if (error != NULL) {
        report_failure("SIP Response Semantics: the filter of the list, \"%s\", cannot be used: %s",
                       filter, error->str);
        g_string_free(error, TRUE);
        end(list);
        return false;
    }
    return true;
}

/* What follows the next comma; NULL: nothing. */
static const char *filter_of(const char *rest)
{
    return rest[0] == ',' && rest[1] != '\0' ? rest + 1 : NULL;
}

static COMPAT_STARTS start_json(const char *argument, void *user)
{
    const char *rest = argument + strlen(JSON_COMMAND);
    bool ok = *rest == '\0' || *rest == ',';

    (void)user;
    if (!ok) {
        report_failure("SIP Response Semantics: \"-z %s\" is not known; write \"-z " JSON_COMMAND
                       "\" or \"-z " JSON_COMMAND ",FILTER\".",
                       argument);
    } else {
        ok = listen(g_new0(struct list, 1), filter_of(rest));
    }
    COMPAT_STARTED(ok);
}

/* The kind that the argument names, and what follows its name; SIP_RECORD_KINDS: none. */
static enum sip_record_kind read_kind(const char *rest, const char **behind)
{
    for (unsigned kind = 0; kind < SIP_RECORD_KINDS; kind++) {
        size_t n = strlen(kinds[kind]);
        if (strncmp(rest, kinds[kind], n) == 0 && (rest[n] == '\0' || rest[n] == ',')) {
            *behind = rest + n;
            return (enum sip_record_kind)kind;
        }
    }
    return SIP_RECORD_KINDS;
}

static COMPAT_STARTS start_csv(const char *argument, void *user)
{
    const char *rest = argument + strlen(CSV_COMMAND), *behind = NULL;
    enum sip_record_kind kind = *rest == ',' ? read_kind(rest + 1, &behind) : SIP_RECORD_KINDS;
    bool ok = kind != SIP_RECORD_KINDS;

    (void)user;
    if (!ok) {
        report_failure("SIP Response Semantics: \"-z %s\" does not say what to list; write \"-z "
                       "" CSV_COMMAND ",KIND\" or \"-z " CSV_COMMAND
                       ",KIND,FILTER\", where KIND is "
                       "calls, registrations, subscriptions or requests.",
                       argument);
    } else {
        struct list *list = g_new0(struct list, 1);
        list->csv = true;
        list->kind = kind;
        ok = listen(list, filter_of(behind));
    }
    COMPAT_STARTED(ok);
}

void call_lists_register(void)
{
    static stat_tap_ui json = {.title = "SIP calls and other records, one a line",
                               .cli_string = JSON_COMMAND,
                               .tap_init_cb = start_json};
    static stat_tap_ui csv = {.title = "SIP calls or other records as CSV",
                              .cli_string = CSV_COMMAND,
                              .tap_init_cb = start_csv};

    register_stat_tap_ui(&json, NULL);
    register_stat_tap_ui(&csv, NULL);
}
