/* sheet.h
 * A report in Markdown that is being written, and what its phrases are filled with.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_SHEET_H
#define SIP_REPORT_SHEET_H

#include "report/model.h"

struct sheet {
    GString *out;
    const struct report *report;
    enum sip_language language;
    GStringChunk *parts; /* what phrases are filled with */
    GHashTable *drawn;   /* a set: report_message, on ladders */
};

/* Appends a phrase, with parts that are safe in Markdown in the place of $1 … $9. */
#define say(sheet, ...) report_say((sheet)->out, (sheet)->language, __VA_ARGS__, NULL)
#define add(sheet, text) g_string_append((sheet)->out, text)

/* Parts: valid as long as the sheet. */
const char *sheet_keep(struct sheet *sheet, char *text); /* frees it */
const char *sheet_with(struct sheet *sheet, void (*markup)(GString *out, const char *text),
                       const char *text);
const char *sheet_code(struct sheet *sheet, const char *text);
const char *sheet_prose(struct sheet *sheet, const char *text);
const char *sheet_digits(struct sheet *sheet, guint64 number);
const char *sheet_number(struct sheet *sheet, guint64 count, const char *one, const char *many);
const char *sheet_seconds(struct sheet *sheet, gint64 microseconds);
const char *sheet_end(struct sheet *sheet, const struct report_end *end);
const char *sheet_file(struct sheet *sheet, const struct report_capture *capture);

/* A sentence of its own about what there is no room for. */
void sheet_say_left_out(struct sheet *sheet, guint64 count, const char *one, const char *many);

/* What failed in a capture: the beginning of the report. Ladders while octets are left of *room. */
void sheet_append_failures(struct sheet *sheet, const struct report_capture *capture, gsize *room);

/* The addresses that broke rules. */
void sheet_append_devices(struct sheet *sheet, const struct report_capture *capture);

/* The rules that are broken, as report_groups() has them. */
void sheet_append_rules(struct sheet *sheet, const GArray *groups);

/* "2 of 12 calls failed, 1 was not answered; 1 of 1 registrations failed": NULL where nothing did. */
char *sheet_tallies(struct sheet *sheet);

/* A heading: among several captures, with the name of this one. */
void sheet_append_heading(struct sheet *sheet, const char *alone, const char *among,
                          const struct report_capture *capture);

/* Messages of a dialog, or of what failed, as a ladder in a block of code. */
void sheet_append_ladder(struct sheet *sheet, const GPtrArray *messages, guint32 left_out);

#endif
