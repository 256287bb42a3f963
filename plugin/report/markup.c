/* markup.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/markup.h"

#include <stdbool.h>
#include <string.h>

#include "report/text.h"

#define MAX_INLINE 300 /* characters of a code span */

static gsize longest_run(const char *text)
{
    gsize longest = 0, run = 0;

    for (; *text != '\0'; text++) {
        run = *text == '`' ? run + 1 : 0;
        longest = MAX(longest, run);
    }
    return longest;
}

static void append_times(GString *out, char c, gsize n)
{
    while (n-- > 0) {
        g_string_append_c(out, c);
    }
}

void report_markup_code(GString *out, const char *text)
{
    GString *cut = g_string_new(NULL);

    report_text_append_cut(cut, text, MAX_INLINE);
    gsize ticks = longest_run(cut->str) + 1;
    bool pad = cut->len == 0 || strchr("` ", cut->str[0]) || strchr("` ", cut->str[cut->len - 1]);
    append_times(out, '`', ticks);
    g_string_append(out, pad ? " " : "");
    g_string_append(out, cut->str);
    g_string_append(out, pad ? " " : "");
    append_times(out, '`', ticks);
    g_string_free(cut, TRUE);
}

/* In a table a bar ends the cell, even in a code span: one that looks alike takes its place. */
void report_markup_cell(GString *out, const char *text)
{
    char **parts = g_strsplit(text, "|", -1);
    char *without = g_strjoinv("¦", parts);

    report_markup_code(out, without);
    g_free(without);
    g_strfreev(parts);
}

void report_markup_prose(GString *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        bool inside = p > text && g_ascii_isalnum(p[-1]) && g_ascii_isalnum(p[1]);
        if (strchr("\\`*[]<>|&~", *p) != NULL || (*p == '_' && !inside)) {
            g_string_append_c(out, '\\');
        }
        g_string_append_c(out, *p);
    }
}

void report_markup_block(GString *out, const char *text)
{
    gsize ticks = MAX(longest_run(text) + 1, 3), n = strlen(text);

    while (n > 0 && text[n - 1] == '\n') {
        n--;
    }
    append_times(out, '`', ticks);
    g_string_append(out, "text\n");
    g_string_append_len(out, text, (gssize)n);
    g_string_append_c(out, '\n');
    append_times(out, '`', ticks);
    g_string_append(out, "\n\n");
}
