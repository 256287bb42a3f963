/* record_table.h
 * A table of Wireshark's (stat_tap_table_ui) that is filled from the records of SIP messages: for
 * tshark's -z, for a window of its own with copying and saving, and for sharkd.
 *
 * Wireshark draws such a table without asking anybody. In the window and sharkd that does no harm:
 * the file has been read before, so what came after a message, or never came, is known when the
 * message is tapped, and it is counted at once. tshark reads and taps in one pass: there records
 * are kept, and counted just before it draws.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_STATS_RECORD_TABLE_H
#define SIP_STATS_RECORD_TABLE_H

#include "epan/record.h"

#include <epan/stat_tap_ui.h>

struct record_table {
    stat_tap_table_ui ui; /* first: Wireshark's part. Title, cli_string, group and fields are filled
                             in by the code that registers the table, all else by record_table_register */

    /* Forgets what was counted and makes the rows that are always there. */
    void (*begin)(struct record_table *self);

    /* Counts a message and brings the rows up to date. Called in the order of the capture. */
    void (*count)(struct record_table *self, const struct message_record *record);

    /* In what order tshark prints rows: for qsort, of pointers to their first cells. A window sorts
     * as its user says. */
    int (*compare)(const void *a, const void *b);

    /* Of record_table.c. */
    stat_tap_table *table;
    guint rows_made; /* more than the table has, if it had more once: windows may point to them */
    bool in_tshark;
    bool listens;    /* in tshark: for when it draws */
    GPtrArray *kept; /* messages, until tshark draws; NULL: nothing is kept */
};

/* Makes the table known to Wireshark. It must live as long as the process. */
void record_table_register(struct record_table *self);

/* A new row: its cells, one for each column, all empty. They stay where they are. A text in them
 * must live as long as the process (g_intern_string), and all cells of a column be of the column's
 * type. tshark leaves out the rest of a row from the first empty cell on. user_data is free. */
stat_tap_table_item_type *record_table_add_row(struct record_table *self);

/* Sets a cell. */
void record_table_set_text(stat_tap_table_item_type *cell, const char *text);
void record_table_set_count(stat_tap_table_item_type *cell, guint count);
void record_table_set_number(stat_tap_table_item_type *cell, double number);
void record_table_set_empty(stat_tap_table_item_type *cell);

#endif
