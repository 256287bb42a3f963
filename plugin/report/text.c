/* text.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/text.h"

static void append_ascii(GString *out, unsigned char c, bool lines)
{
    if (c >= ' ' && c < 0x7f) {
        g_string_append_c(out, (char)c);
    } else if (c == '\n' || c == '\t') {
        g_string_append_c(out, lines ? (char)c : ' ');
    } else if (c == '\r' && !lines) {
        g_string_append_c(out, ' ');
    } else {
        g_string_append_unichar(out, c == 0x7f ? 0x2421 : 0x2400u + c);
    }
}

static bool is_plain(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);

    return g_unichar_isprint(c) && type != G_UNICODE_LINE_SEPARATOR &&
           type != G_UNICODE_PARAGRAPH_SEPARATOR && type != G_UNICODE_PRIVATE_USE;
}

/* Appends the character that p begins with; gives its octets. */
static gsize append_one(GString *out, const char *p, gsize n, bool lines)
{
    unsigned char first = (unsigned char)*p;
    gunichar c;

    if (first < 0x80) {
        append_ascii(out, first, lines);
        return 1;
    }
    c = g_utf8_get_char_validated(p, (gssize)MIN(n, 6));
    if (c == (gunichar)-1 || c == (gunichar)-2) {
        g_string_append_printf(out, "\\x%02x", first);
        return 1;
    }
    if (is_plain(c)) {
        g_string_append_unichar(out, c);
    } else {
        g_string_append_printf(out, "<U+%04X>", c);
    }
    return (gsize)g_unichar_to_utf8(c, NULL);
}

void report_text_append(GString *out, const char *octets, gsize n, bool lines)
{
    for (gsize i = 0; i < n;) {
        bool line_end = octets[i] == '\r' && i + 1 < n && octets[i + 1] == '\n';
        i += line_end ? 1 : 0;
        i += append_one(out, octets + i, n - i, lines);
    }
}

void report_text_append_cut(GString *out, const char *text, glong characters)
{
    if (g_utf8_strlen(text, -1) <= characters) {
        g_string_append(out, text);
        return;
    }
    const char *end = g_utf8_offset_to_pointer(text, MAX(characters - 1, 0));
    g_string_append_len(out, text, end - text);
    g_string_append(out, "…");
}

char *report_text_line(const char *octets, gsize n, glong characters)
{
    GString *whole = g_string_new(NULL), *cut = g_string_new(NULL);

    /* No character is more than six octets: what is behind these is cut off in any case. */
    report_text_append(whole, octets, MIN(n, (gsize)characters * 6 + 6), false);
    report_text_append_cut(cut, whole->str, characters);
    g_string_free(whole, TRUE);
    return g_string_free(cut, FALSE);
}
