/* call_tables.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/call_tables.h"

#include "compat.h"
#include "epan/call_fields.h"
#include "epan/preferences.h"
#include "epan/record.h"
#include "stats/record_table.h"

struct call_table {
    struct record_table table; /* first: Wireshark's callbacks know this */
    enum sip_record_kind kind;
    GHashTable *rows;                 /* by record */
    unsigned shown;                   /* columns */
    unsigned column[SIP_COLUMNS_MAX]; /* which of the kind's columns each of the table is */
};

static struct call_table tables[SIP_RECORD_KINDS];

/* tshark prints the cells of a column alike, and ends a row where nothing is in one: there all of them
 * are texts. */
static void begin(struct record_table *self)
{
    struct call_table *table = (struct call_table *)self;

    if (table->rows == NULL) {
        table->rows = g_hash_table_new(NULL, NULL);
    }
    g_hash_table_remove_all(table->rows);
    for (unsigned i = 0; self->in_tshark && i < table->shown; i++) {
        self->ui.fields[i].type = TABLE_ITEM_STRING;
    }
}

static char *cell_text(const struct sip_column *column, const struct sip_cell *cell)
{
    if (!cell->is_set || (column->type == SIP_CELL_TEXT && cell->text[0] == '\0')) {
        return g_strdup("-");
    }
    switch ((enum sip_cell_type)column->type) {
    case SIP_CELL_TEXT:
        return g_strdup(cell->text);
    case SIP_CELL_DURATION:
        return g_strdup_printf("%.3f", (double)cell->number / 1e6);
    default:
        return g_strdup_printf("%" G_GINT64_FORMAT, cell->number);
    }
}

static void fill_as_text(stat_tap_table_item_type *item, const struct sip_column *column,
                         const struct sip_cell *cell)
{
    char *text = cell_text(column, cell);

    record_table_set_text(item, g_intern_string(text));
    g_free(text);
}

static void fill(stat_tap_table_item_type *item, const struct sip_column *column,
                 const struct sip_cell *cell)
{
    if (!cell->is_set) {
        record_table_set_empty(item);
    } else if (column->type == SIP_CELL_TEXT) {
        record_table_set_text(item, g_intern_string(cell->text));
    } else if (column->type == SIP_CELL_DURATION) {
        record_table_set_number(item, (double)cell->number / 1e6);
    } else {
        record_table_set_count(item, (guint)cell->number);
    }
}

static void fill_row(struct call_table *table, stat_tap_table_item_type *row,
                     struct sip_record *record)
{
    GStringChunk *texts = g_string_chunk_new(512);
    struct sip_cell cells[SIP_COLUMNS_MAX];
    struct sip_clock clock = record_clock();
    unsigned count;
    const struct sip_column *columns = sip_columns(table->kind, &count);

    sip_describe(record, &clock, &call_fields_names, preferences_language(), texts, cells);
    for (unsigned i = 0; i < table->shown; i++) {
        unsigned c = table->column[i];
        (table->table.in_tshark ? fill_as_text : fill)(&row[i], &columns[c], &cells[c]);
    }
    row[0].user_data.uint_value = record->number;
    g_string_chunk_free(texts);
}

static void count(struct record_table *self, const struct message_record *message)
{
    struct call_table *table = (struct call_table *)self;
    struct sip_record *record = sip_record_listed(message->part_of);

    if (record == NULL || record->kind != table->kind) {
        return;
    }
    stat_tap_table_item_type *row = g_hash_table_lookup(table->rows, record);
    if (row == NULL) {
        row = record_table_add_row(self);
        g_hash_table_insert(table->rows, record, row);
    } else if (self->in_tshark) {
        return; /* all is known when the first of its messages is counted */
    }
    fill_row(table, row, record);
}

/* By number. */
static int compare(const void *row_a, const void *row_b)
{
    const stat_tap_table_item_type *a = *(stat_tap_table_item_type *const *)row_a;
    const stat_tap_table_item_type *b = *(stat_tap_table_item_type *const *)row_b;

    return (a[0].user_data.uint_value > b[0].user_data.uint_value) -
           (a[0].user_data.uint_value < b[0].user_data.uint_value);
}

static stat_tap_table_item describe(const struct sip_column *column)
{
    static const stat_tap_table_item_enum types[] = {
        [SIP_CELL_TEXT] = TABLE_ITEM_STRING, [SIP_CELL_COUNT] = TABLE_ITEM_UINT,
        [SIP_CELL_FRAME] = TABLE_ITEM_UINT,  [SIP_CELL_DURATION] = TABLE_ITEM_FLOAT,
        [SIP_CELL_TIME] = TABLE_ITEM_STRING,
    };
    bool is_text = column->type == SIP_CELL_TEXT;
    char *format = g_strdup_printf("%%%s%us", is_text ? "-" : "", column->width);
    stat_tap_table_item item = {types[column->type], is_text ? TAP_ALIGN_LEFT : TAP_ALIGN_RIGHT,
                                column->title, g_intern_string(format)};

    g_free(format);
    return item;
}

static void register_table(enum sip_record_kind kind, const char *title, const char *command)
{
    struct call_table *table = &tables[kind];
    unsigned columns_count;
    const struct sip_column *columns = sip_columns(kind, &columns_count);
    stat_tap_table_item *items = g_new0(stat_tap_table_item, columns_count); /* for good */

    table->kind = kind;
    for (unsigned i = 0; i < columns_count; i++) {
        if ((columns[i].places & SIP_COLUMN_TABLE) != 0) {
            table->column[table->shown] = i;
            items[table->shown++] = describe(&columns[i]);
        }
    }
    table->table = (struct record_table){
        .ui = {.group = COMPAT_TELEPHONY_MENU,
               .title = title,
               .cli_string = command,
               .nfields = table->shown,
               .fields = items},
        .begin = begin,
        .count = count,
        .compare = compare,
    };
    record_table_register(&table->table);
}

void call_tables_register(void)
{
    register_table(SIP_RECORD_CALL, SIP_PHRASE("SIP Response Calls"), "sip_response,calls");
    register_table(SIP_RECORD_REGISTRATION, SIP_PHRASE("SIP Response Registrations"),
                   "sip_response,registrations");
    register_table(SIP_RECORD_SUBSCRIPTION, SIP_PHRASE("SIP Response Subscriptions"),
                   "sip_response,subscriptions");
    register_table(SIP_RECORD_REQUEST, SIP_PHRASE("SIP Response Refused Requests"),
                   "sip_response,requests");
}
