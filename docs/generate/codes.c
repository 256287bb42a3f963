/* codes.c
 * The page about status codes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "page.h"
#include "sip/code.h"

static void add_code(struct page *page, const struct sip_code *code)
{
    page_format(page, "### %u %s\n\n%s\n\n", code->code, code->name,
                sip_code_meaning(code, page->language));
    page_format(page, page_in(page, "- What next: **%s**. %s\n"),
                sip_action_text(code->action, page->language),
                sip_code_advice(code, page->language));
    page_format(page, page_in(page, "- Applies to: %s; for how long: %s\n"),
                sip_scope_text(code->scope, page->language),
                sip_permanence_text(code->permanence, page->language));
    if (code->outcome != SIP_OUTCOME_NONE) {
        page_format(page, page_in(page, "- Outcome: %s\n"),
                    sip_outcome_text(code->outcome, page->language));
    }
    if (code->status != SIP_CODE_REGISTERED) {
        page_format(page, page_in(page, "- IANA status: %s\n"),
                    sip_code_status_text(code->status, page->language));
    }
    page_format(page, page_in(page, "- Defined in %s\n\n"), code->reference);
}

static void add_codes(struct page *page)
{
    unsigned digit = 0;

    page_format(
        page,
        page_in(page, "# The status codes\n\n"
                      "Generated from the table of codes; do not edit. All %zu codes that IANA has "
                      "registered for SIP.\n\n"),
        sip_codes_count);
    page_add(
        page,
        page_in(page,
                "A client treats any other code as the x00 code of its class, and any other "
                "provisional code as 183 (RFC 3261 §8.1.3.2): `sip_response.effective_code` says "
                "which. A 503 without Retry-After is treated as 500 (RFC 3261 §21.5.4).\n\n"));
    for (size_t i = 0; i < sip_codes_count; i++) {
        if (sip_codes[i].code / 100 != digit) {
            digit = sip_codes[i].code / 100;
            page_format(page, "## %uxx %s\n\n", digit, sip_class_text(digit, page->language));
        }
        add_code(page, &sip_codes[i]);
    }
}

void code_page(GHashTable *pages, enum sip_language language)
{
    struct page page = {g_string_new(""), language};

    add_codes(&page);
    page_finish(pages, &page, g_strdup(language == SIP_FRENCH ? "fr/codes.md" : "codes.md"));
    g_string_free(page.text, TRUE);
}
