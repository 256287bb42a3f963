/* page.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "page.h"

#include <string.h>

const char *page_in(const struct page *page, const char *english)
{
    return sip_text(english, page->language);
}

void page_add(struct page *page, const char *text)
{
    g_string_append(page->text, text);
}

void page_format(struct page *page, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_string_append_vprintf(page->text, format, args);
    va_end(args);
}

/* "RFC 3261 §21.4.15, table 2": https://www.rfc-editor.org/rfc/rfc3261#section-21.4.15 */
static void add_one(struct page *page, const char *reference)
{
    static const char section[] = "§";
    char *end;

    if (!g_str_has_prefix(reference, "RFC ")) {
        page_add(page, reference);
        return;
    }
    guint64 number = g_ascii_strtoull(reference + 4, &end, 10);
    const char *mark = strstr(reference, section);
    page_format(page, "[%s](https://www.rfc-editor.org/rfc/rfc%" G_GUINT64_FORMAT, reference,
                number);
    if (mark != NULL) {
        const char *digits = mark + strlen(section);
        size_t length = strspn(digits, "0123456789.");
        while (length > 0 && digits[length - 1] == '.') {
            length--;
        }
        page_format(page, "#section-%.*s", (int)length, digits);
    }
    page_add(page, ")");
}

void page_add_reference(struct page *page, const char *reference)
{
    char **parts = g_strsplit(reference, "; ", -1);

    for (char **part = parts; *part != NULL; part++) {
        page_add(page, part == parts ? "" : page_in(page, "; "));
        add_one(page, *part);
    }
    g_strfreev(parts);
}

char *page_path_of_subject(const char *name, enum sip_language language)
{
    return g_strdup_printf("%s/%s.md", language == SIP_FRENCH ? "fr/regles" : "rules", name);
}

void page_finish(GHashTable *pages, struct page *page, char *path)
{
    g_hash_table_insert(pages, path, g_string_free(page->text, FALSE));
    page->text = g_string_new("");
}
