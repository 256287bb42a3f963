/* compare_markdown.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "report/compare.h"
#include "report/markup.h"
#include "report/words.h"

/* A comparison that is being written. */
struct sheet {
    GString *out;
    enum sip_language language;
    const GPtrArray *changes;
};

static void say(struct sheet *sheet, const char *phrase)
{
    report_say(sheet->out, sheet->language, phrase, NULL);
}

static guint number_of(const GPtrArray *changes, const char *change)
{
    guint number = 0;

    for (guint i = 0; i < changes->len; i++) {
        number +=
            strcmp(((struct report_change *)g_ptr_array_index(changes, i))->change, change) == 0;
    }
    return number;
}

/* " | 3 of 412 (0.7 %)" */
static void append_rate(struct sheet *sheet, guint64 number, guint64 of)
{
    char *one = g_strdup_printf("%" G_GUINT64_FORMAT, number);
    char *all = g_strdup_printf("%" G_GUINT64_FORMAT, of);
    char *percent = g_strdup_printf("%.3g", of > 0 ? 100.0 * (double)number / (double)of : 0.0);

    g_string_append(sheet->out, " | ");
    if (of == 0) {
        say(sheet, "not in it");
    } else {
        report_say(sheet->out, sheet->language, "$1 of $2 ($3 %)", one, all, percent, NULL);
    }
    g_free(percent);
    g_free(all);
    g_free(one);
}

static void append_device(struct sheet *sheet, const struct report_change *change)
{
    g_string_append(sheet->out, "| ");
    report_markup_cell(sheet->out, change->device);
    if (change->software != NULL) {
        g_string_append(sheet->out, ", ");
        report_markup_cell(sheet->out, change->software);
    }
    g_string_append(sheet->out, " | ");
}

static void append_finding(struct sheet *sheet, const struct report_change *change)
{
    append_device(sheet, change);
    g_string_append_printf(sheet->out, "%s | ",
                           report_severity_text(change->severity, sheet->language));
    report_markup_cell(sheet->out, change->rule);
    g_string_append(sheet->out, " | ");
    report_markup_prose(sheet->out, change->problem);
    g_string_append_printf(sheet->out, " | %u", change->frame);
}

static void append_outcome(struct sheet *sheet, const struct report_change *change)
{
    append_device(sheet, change);
    g_string_append_printf(sheet->out, "%u ", change->code);
    report_markup_prose(sheet->out, change->name != NULL
                                        ? change->name
                                        : sip_text("(unregistered)", sheet->language));
}

/* The table of the changes of one sort, if there are any. */
static void append_table(struct sheet *sheet, const char *change, const char *heading,
                         const char *columns,
                         void (*append)(struct sheet *sheet, const struct report_change *change))
{
    if (number_of(sheet->changes, change) == 0) {
        return;
    }
    g_string_append(sheet->out, "### ");
    say(sheet, heading);
    g_string_append(sheet->out, "\n\n");
    say(sheet, columns);
    g_string_append_c(sheet->out, '\n');
    for (const char *p = sip_text(columns, sheet->language); *p != '\0'; p++) {
        g_string_append(sheet->out, *p == '|' ? (p[1] != '\0' ? "|---" : "|\n") : "");
    }
    for (guint i = 0; i < sheet->changes->len; i++) {
        const struct report_change *c = g_ptr_array_index(sheet->changes, i);
        if (strcmp(c->change, change) == 0) {
            append(sheet, c);
            append_rate(sheet, c->before, c->before_of);
            append_rate(sheet, c->after, c->after_of);
            g_string_append(sheet->out, " |\n");
        }
    }
    g_string_append_c(sheet->out, '\n');
}

static void append_tables(struct sheet *sheet, const GPtrArray *changes, const char *heading,
                          const char *columns,
                          void (*append)(struct sheet *sheet, const struct report_change *change))
{
    sheet->changes = changes;
    g_string_append(sheet->out, "## ");
    say(sheet, heading);
    g_string_append(sheet->out, "\n\n");
    if (changes->len == 0) {
        say(sheet, "No difference.");
        g_string_append(sheet->out, "\n\n");
    }
    append_table(sheet, "new", "New", columns, append);
    append_table(sheet, "more", "More frequent", columns, append);
    append_table(sheet, "less", "Less frequent", columns, append);
    append_table(sheet, "gone", "Gone", columns, append);
}

static const char *file_text(struct sheet *sheet, const char *file, GString *out)
{
    if (file == NULL) {
        return sip_text("a capture without name", sheet->language);
    }
    report_markup_code(out, file);
    return out->str;
}

static void append_head(struct sheet *sheet, const struct report_comparison *comparison)
{
    GString *before = g_string_new(NULL), *after = g_string_new(NULL);
    char *new_ones = report_number(number_of(comparison->findings, "new"), "$1 new finding",
                                   "$1 new findings", sheet->language);
    char *gone = report_number(number_of(comparison->findings, "gone"), "$1 gone finding",
                               "$1 gone findings", sheet->language);

    g_string_append(sheet->out, "# ");
    say(sheet, "SIP comparison");
    g_string_append(sheet->out, "\n\n**");
    report_say(sheet->out, sheet->language, "$1, $2.", new_ones, gone, NULL);
    g_string_append(sheet->out, "** ");
    report_say(sheet->out, sheet->language, "Before: $1. After: $2.",
               file_text(sheet, comparison->before, before),
               file_text(sheet, comparison->after, after), NULL);
    g_string_append(sheet->out, "\n\n");
    g_free(gone);
    g_free(new_ones);
    g_string_free(after, TRUE);
    g_string_free(before, TRUE);
}

char *report_comparison_markdown(const struct report_comparison *comparison)
{
    struct sheet sheet = {
        .out = g_string_new(NULL),
        .language = strcmp(comparison->language, "fr") == 0 ? SIP_FRENCH : SIP_ENGLISH,
    };

    append_head(&sheet, comparison);
    append_tables(&sheet, comparison->findings, "Findings",
                  "| device | severity | rule | what is wrong | frame | before | after |",
                  append_finding);
    append_tables(&sheet, comparison->outcomes, "Final responses",
                  "| device | response | before | after |", append_outcome);
    g_string_append(sheet.out, "---\n\n");
    say(&sheet, "Findings are counted against all messages that a device sent, final responses "
                "against all its final responses. A frame is the first one: of the capture "
                "after, or of the one before where the finding is gone.");
    g_string_append_c(sheet.out, '\n');
    return g_string_free(sheet.out, FALSE);
}
