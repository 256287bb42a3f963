/* line.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/line.h"

static bool is_plain(struct sip_slice text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (!g_ascii_isprint(text.p[i])) {
            return false;
        }
    }
    return true;
}

static GString *readable(struct sip_slice text)
{
    gchar *valid = g_utf8_make_valid(text.p, (gssize)text.n);
    GString *line = g_string_new(NULL);

    for (const gchar *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool space = c == '\r' || c == '\n' || c == '\t';
        g_string_append_unichar(line, space ? ' ' : g_unichar_isprint(c) ? c : 0xFFFD);
    }
    g_free(valid);
    return line;
}

/* The text as a line: itself where it can be shown as it is, else *line, which is new. */
static struct sip_slice as_line(struct sip_slice text, GString **line)
{
    text.n = MIN(text.n, SIP_LINE_MAX);
    if (is_plain(text)) {
        return text;
    }
    *line = readable(text);
    return (struct sip_slice){(*line)->str, (*line)->len};
}

const char *sip_line_keep(struct sip_interned *texts, struct sip_slice text)
{
    g_autoptr(GString) line = NULL;

    return text.p != NULL ? sip_interned_keep(texts, as_line(text, &line)) : NULL;
}

const char *sip_line_copy(GStringChunk *texts, struct sip_slice text)
{
    g_autoptr(GString) line = NULL;

    if (text.p == NULL) {
        return NULL;
    }
    struct sip_slice shown = as_line(text, &line);
    return g_string_chunk_insert_len(texts, shown.p, (gssize)shown.n);
}
