/* sheet.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/sheet.h"

#include "report/markup.h"
#include "report/words.h"

const char *sheet_keep(struct sheet *sheet, char *text)
{
    const char *kept = g_string_chunk_insert(sheet->parts, text);

    g_free(text);
    return kept;
}

const char *sheet_with(struct sheet *sheet, void (*markup)(GString *out, const char *text),
                       const char *text)
{
    GString *out = g_string_new(NULL);

    markup(out, text);
    return sheet_keep(sheet, g_string_free(out, FALSE));
}

const char *sheet_code(struct sheet *sheet, const char *text)
{
    return sheet_with(sheet, report_markup_code, text);
}

const char *sheet_prose(struct sheet *sheet, const char *text)
{
    return sheet_with(sheet, report_markup_prose, text);
}

const char *sheet_digits(struct sheet *sheet, guint64 number)
{
    return sheet_keep(sheet, g_strdup_printf("%" G_GUINT64_FORMAT, number));
}

const char *sheet_number(struct sheet *sheet, guint64 count, const char *one, const char *many)
{
    return sheet_keep(sheet, report_number(count, one, many, sheet->language));
}

const char *sheet_seconds(struct sheet *sheet, gint64 microseconds)
{
    char *text = report_seconds(microseconds, 3);
    const char *kept = sheet_keep(sheet, g_strconcat(text, " s", NULL));

    g_free(text);
    return kept;
}

const char *sheet_end(struct sheet *sheet, const struct report_end *end)
{
    char *text = report_end_text(end);
    const char *kept = sheet_code(sheet, text);

    g_free(text);
    return kept;
}

const char *sheet_file(struct sheet *sheet, const struct report_capture *capture)
{
    return capture->file != NULL ? sheet_code(sheet, capture->file)
                                 : sip_text("a capture without name", sheet->language);
}

void sheet_say_left_out(struct sheet *sheet, guint64 count, const char *one, const char *many)
{
    if (count > 0) {
        add(sheet, sheet_number(sheet, count, one, many));
        add(sheet, "\n\n");
    }
}
