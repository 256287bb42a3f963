/* record_table.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/record_table.h"

#include <stdlib.h>

#include "epan/preferences.h"

/* All that were registered: some callbacks are given the inner table only. */
static GSList *tables;

static struct record_table *owner_of(const stat_tap_table *table)
{
    for (GSList *entry = tables; entry != NULL; entry = entry->next) {
        struct record_table *self = entry->data;
        if (self->table == table) {
            return self;
        }
    }
    return NULL;
}

/* Rows are not freed, as a window that shows the table may still look at them. */
static void begin(struct record_table *self)
{
    self->table->num_elements = 0;
    self->begin(self);
}

static void reset_table(stat_tap_table *table)
{
    struct record_table *self = owner_of(table);

    if (self != NULL) {
        begin(self);
    }
}

/* Called for each window, tshark's -z and sharkd's tap; they all share one table. */
static void init_table(stat_tap_table_ui *ui)
{
    struct record_table *self = (struct record_table *)ui;

    self->table = stat_tap_find_table(ui, ui->title);
    if (self->table == NULL) {
        self->table = stat_tap_init_table(ui->title, (int)ui->nfields, 0, NULL);
        self->rows_made = 0;
        stat_tap_add_table(ui, self->table);
    }
    begin(self);
}

/* Wireshark frees the rows that the table has: all of them, then. */
static void free_cell(stat_tap_table *table, guint row, guint column,
                      stat_tap_table_item_type *cell)
{
    struct record_table *self = owner_of(table);

    (void)cell;
    if (self != NULL && row == 0 && column == 0) {
        table->num_elements = self->rows_made;
    }
}

stat_tap_table_item_type *record_table_add_row(struct record_table *self)
{
    stat_tap_table *table = self->table;
    guint row = table->num_elements;

    if (row < self->rows_made) {
        table->num_elements++;
        memset(table->elements[row], 0, table->num_fields * sizeof(stat_tap_table_item_type));
    } else {
        stat_tap_table_item_type *empty = g_new0(stat_tap_table_item_type, table->num_fields);
        stat_tap_init_table_row(table, row, table->num_fields, empty);
        g_free(empty);
        self->rows_made = row + 1;
    }
    return table->elements[row];
}

void record_table_set_text(stat_tap_table_item_type *cell, const char *text)
{
    cell->type = TABLE_ITEM_STRING;
    cell->value.string_value = text;
}

void record_table_set_count(stat_tap_table_item_type *cell, guint count)
{
    cell->type = TABLE_ITEM_UINT;
    cell->value.uint_value = count;
}

void record_table_set_number(stat_tap_table_item_type *cell, double number)
{
    cell->type = TABLE_ITEM_FLOAT;
    cell->value.float_value = number;
}

void record_table_set_empty(stat_tap_table_item_type *cell)
{
    cell->type = TABLE_ITEM_NONE;
}

static void count_kept(void *data)
{
    struct record_table *self = data;

    record_finish();
    for (guint i = 0; self->kept != NULL && i < self->kept->len; i++) {
        self->count(self, g_ptr_array_index(self->kept, i));
    }
    g_clear_pointer(&self->kept, g_ptr_array_unref);
    if (self->table->num_elements > 0) {
        qsort(self->table->elements, self->table->num_elements, sizeof(stat_tap_table_item_type *),
              self->compare);
    }
}

/* The records go with the file. */
static void forget_kept(void)
{
    for (GSList *entry = tables; entry != NULL; entry = entry->next) {
        struct record_table *self = entry->data;
        g_clear_pointer(&self->kept, g_ptr_array_unref);
    }
}

/* Of two listeners, the one that came later draws first: this one comes after the table's own, as
 * that is calling here. */
static bool will_be_counted_late(struct record_table *self)
{
    GString *error;

    if (self->in_tshark && !self->listens) {
        error = register_tap_listener(self->ui.tap_name, self, NULL, TL_REQUIRES_NOTHING, NULL,
                                      NULL, count_kept, NULL);
        self->listens = error == NULL;
        if (error != NULL) {
            g_string_free(error, TRUE);
        }
    }
    return self->listens;
}

static void keep(struct record_table *self, const struct message_record *record)
{
    if (self->kept == NULL) {
        self->kept = g_ptr_array_new();
    }
    g_ptr_array_add(self->kept, (gpointer)record);
}

static tap_packet_status take_message(void *data, packet_info *pinfo, epan_dissect_t *edt,
                                      const void *tapped, tap_flags_t flags)
{
    struct record_table *self = (struct record_table *)((stat_data_t *)data)->stat_tap_data;
    const struct message_record *record = tapped;

    (void)pinfo;
    (void)edt;
    (void)flags;
    if (will_be_counted_late(self)) {
        keep(self, record);
    } else {
        self->count(self, record);
    }
    return TAP_PACKET_REDRAW;
}

/* tshark pads cells as their format says, but not their headings. */
static void pad_headings(stat_tap_table_ui *ui)
{
    for (size_t i = 0; i < ui->nfields; i++) {
        /* After %; negative: to the left. */
        int width = (int)g_ascii_strtoll(ui->fields[i].field_format + 1, NULL, 10);
        const char *name = ui->fields[i].column_name;
        int more =
            (int)(strlen(name) - (size_t)g_utf8_strlen(name, -1)); /* octets than characters */
        char *padded = g_strdup_printf("%*s", width < 0 ? width - more : width + more, name);
        ui->fields[i].column_name = g_intern_string(padded);
        g_free(padded);
    }
}

/* What is wrong with an argument of -z that begins with the name of this table; NULL: nothing. */
static char *complaint(const struct record_table *self, const char *argument)
{
    const char *name = self->ui.cli_string;
    char after = argument[strlen(name)];

    if (after != '\0' && after != ',') {
        return g_strdup_printf("There is no statistic \"%s\": write %s, or %s,FILTER with a "
                               "display filter.",
                               argument, name, name);
    }
    return !self->in_tshark
               ? NULL
               : g_strdup_printf("-z %s can be given once only, as Wireshark would add the numbers "
                                 "up: run tshark once for each filter.",
                                 name);
}

/* Called by tshark alone, once for each -z. */
static void check_argument(const char *argument, const char **filter, char **error)
{
    (void)filter;
    for (GSList *entry = tables; entry != NULL; entry = entry->next) {
        struct record_table *self = entry->data;
        if (g_str_has_prefix(argument, self->ui.cli_string)) {
            *error = complaint(self, argument);
            self->in_tshark = true;
            pad_headings(&self->ui);
        }
    }
}

void record_table_register(struct record_table *self)
{
    static tap_param filter = {PARAM_FILTER, "filter", "Filter", NULL, TRUE};

    enum sip_language language = preferences_language_at_start();

    self->ui.tap_name = "sip_response";
    self->ui.title = sip_text(self->ui.title, language);
    for (size_t i = 0; i < self->ui.nfields; i++) {
        self->ui.fields[i].column_name = sip_text(self->ui.fields[i].column_name, language);
    }
    self->ui.stat_tap_init_cb = init_table;
    self->ui.packet_func = take_message;
    self->ui.stat_tap_reset_table_cb = reset_table;
    self->ui.stat_tap_free_table_item_cb = free_cell;
    self->ui.stat_filter_check_cb = check_argument;
    self->ui.params = &filter;
    self->ui.nparams = 1;
    if (tables == NULL) {
        register_cleanup_routine(forget_kept);
    }
    tables = g_slist_prepend(tables, self);
    register_stat_tap_table_ui(&self->ui);
}
