/* columns.h
 * The columns of each record, one description for fields, tables, CSV and JSON.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_COLUMNS_H
#define SIP_CALLS_COLUMNS_H

#include <glib.h>

#include "calls/calls.h"
#include "texts/text.h"

enum sip_cell_type {
    SIP_CELL_TEXT,
    SIP_CELL_COUNT,
    SIP_CELL_FRAME,    /* a count that is a frame's number */
    SIP_CELL_DURATION, /* microseconds */
    SIP_CELL_TIME,     /* microseconds, since the epoch of the capture's packets */
};

struct sip_cell {
    const char *text; /* NULL: nothing is said. Valid UTF-8, one line. */
    int64_t number;
    bool is_set; /* of the other types */
};

enum sip_column_place {
    SIP_COLUMN_NUMBER = 1, /* the number of the record: the field of its kind itself */
    SIP_COLUMN_FIELD = 2,  /* is a field: sip_response.call.NAME */
    SIP_COLUMN_TABLE = 4,  /* is shown in tables; CSV and JSON have all */
};

struct sip_column {
    const char *name;  /* "ended_by": of the field, in CSV and JSON */
    const char *title; /* "Ended by" */
    const char *help;  /* one sentence */
    uint8_t type;      /* enum sip_cell_type */
    uint8_t width;     /* in a table of text */
    uint8_t places;    /* enum sip_column_place */
};

/* No record has more. */
#define SIP_COLUMNS_MAX 40

/* The columns of a kind. */
const struct sip_column *sip_columns(enum sip_record_kind kind, unsigned *count);

/* "call", "registration" …: its field, and what it is called in JSON. */
const char *sip_record_kind_name(enum sip_record_kind kind);

/* What the core does not know. */
struct sip_names {
    const char *(*rule)(unsigned number);                   /* the id of a rule */
    char *(*endpoint)(const struct sip_endpoint *endpoint); /* "192.0.2.1:5060": for g_free */
};

/* Fills in the cells of a record, by what was captured until now: as many as its kind has columns.
 * language: of the words in them. What filters and programs read is English in all languages.
 * Texts live as long as the record, or as texts. */
void sip_describe(struct sip_record *record, const struct sip_clock *clock,
                  const struct sip_names *names, enum sip_language language, GStringChunk *texts,
                  struct sip_cell cells[SIP_COLUMNS_MAX]);

#endif
