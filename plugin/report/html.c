/* html.c
 * One page: page.html with the style sheet, the script that draws the report, the report as data for
 * it, and the report as text for a browser without scripts. The style sheet and the script are the
 * only ones that a browser obeys in it: the page has their hashes, and allows nothing else, from no
 * other place.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "report/json.h"
#include "report/page.h"
#include "report/render.h"

/* What "{{=name}}" in a template stands for. */
struct value {
    const char *name; /* NULL ends a list */
    char *text;
};

/* How a phrase is written into a template. */
typedef char *(*escaping)(const char *phrase);

static char *for_html(const char *phrase)
{
    return g_markup_escape_text(phrase, -1);
}

/* Inside of a string in double quotes; other characters than ASCII stay. */
static char *for_script(const char *phrase)
{
    GString *text = g_string_new(phrase);

    g_string_replace(text, "\\", "\\\\", 0);
    g_string_replace(text, "\"", "\\\"", 0);
    return g_string_free(text, FALSE);
}

static void append_value(GString *out, const struct value *values, const char *name)
{
    for (; values != NULL && values->name != NULL; values++) {
        if (strcmp(values->name, name) == 0) {
            g_string_append(out, values->text);
        }
    }
}

/* The template with its values, and its phrases "{{…}}" in that language. */
static char *fill(const char *template, const struct value *values, escaping escape,
                  enum sip_language language)
{
    GString *out = g_string_new(NULL);
    const char *begin, *end;

    while ((begin = strstr(template, "{{")) != NULL && (end = strstr(begin, "}}")) != NULL) {
        char *inside = g_strndup(begin + 2, (gsize)(end - begin - 2));
        g_string_append_len(out, template, begin - template);
        if (inside[0] == '=') {
            append_value(out, values, inside + 1);
        } else {
            char *phrase = escape(sip_text(inside, language));
            g_string_append(out, phrase);
            g_free(phrase);
        }
        g_free(inside);
        template = end + 2;
    }
    g_string_append(out, template);
    return g_string_free(out, FALSE);
}

/* 'sha256-…', as a Content-Security-Policy names what it allows. */
static char *hash_of(const char *content)
{
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize n = sizeof(digest);

    g_checksum_update(checksum, (const guchar *)content, -1);
    g_checksum_get_digest(checksum, digest, &n);
    char *base64 = g_base64_encode(digest, n);
    char *hash = g_strdup_printf("'sha256-%s'", base64);
    g_free(base64);
    g_checksum_free(checksum);
    return hash;
}

static char *text_of(const struct report *report)
{
    char *markdown = report_markdown(report);
    char *text = g_markup_escape_text(markdown, -1);

    g_free(markdown);
    return text;
}

char *report_html(const struct report *report)
{
    char *script = fill(report_page_js, NULL, for_script, report->language);
    struct value values[] = {
        {"language", g_strdup(report->language == SIP_FRENCH ? "fr" : "en")},
        {"style", g_strdup(report_page_css)},
        {"style-hash", hash_of(report_page_css)},
        {"script", script},
        {"script-hash", hash_of(script)},
        {"data", report_json_for_html(report)},
        {"text", text_of(report)},
        {NULL, NULL},
    };
    char *page = fill(report_page_html, values, for_html, report->language);

    for (struct value *value = values; value->name != NULL; value++) {
        g_free(value->text);
    }
    return page;
}
