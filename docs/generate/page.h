/* page.h
 * A page of docs/ while it is written: its text, its language, and where it lies.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_DOCS_PAGE_H
#define SIP_DOCS_PAGE_H

#include <glib.h>

#include "rules/engine/table.h"
#include "texts/text.h"

struct page {
    GString *text;
    enum sip_language language;
};

/* A phrase in the language of the page. */
const char *page_in(const struct page *page, const char *english) __attribute__((format_arg(2)));

void page_add(struct page *page, const char *text);
void page_format(struct page *page, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* "RFC 3261 §21.4.15", as a link to that section where it is an RFC; several are separated by "; ". */
void page_add_reference(struct page *page, const char *reference);

/* Where a page is, below docs/: "rules/ack.md", and "fr/regles/ack.md" in French. To be freed. */
char *page_path_of_subject(const char *name, enum sip_language language);

/* The pages about rules, each added to pages: path below docs/, to the text; both owned by it. */
void rule_pages(GHashTable *pages, enum sip_language language);
void index_pages(GHashTable *pages, enum sip_language language);
void code_page(GHashTable *pages, enum sip_language language);
void preset_page(GHashTable *pages, enum sip_language language);
void language_page(GHashTable *pages, enum sip_language language);

/* Puts a finished page among the others. Takes path; the text of page is empty afterwards. */
void page_finish(GHashTable *pages, struct page *page, char *path);

#endif
