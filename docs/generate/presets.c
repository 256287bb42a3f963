/* presets.c
 * The page about presets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "page.h"
#include "rules/engine/presets.h"

/* From one page to that about a rule, in the same language. To be freed. */
static char *link_to(const char *id, enum sip_language language)
{
    unsigned number = (unsigned)sip_rule_find(id);

    for (const struct sip_subject *s = sip_subjects; s->title != NULL; s++) {
        if (number < *s->count) {
            return g_strdup_printf("%s/%s.md#%s", language == SIP_FRENCH ? "regles" : "rules",
                                   s->name, id);
        }
        number -= (unsigned)*s->count;
    }
    g_assert_not_reached();
}

static void add_preset(struct page *page, const struct sip_preset *preset)
{
    page_format(page, "## `%s` – %s\n\n%s\n\n", preset->name, page_in(page, preset->title),
                page_in(page, preset->known));
    page_add(page, page_in(page, "| rule | severity | why |\n|---|---|---|\n"));
    for (unsigned i = 0; i < SIP_PRESET_MAX_RULES && preset->rules[i].id != NULL; i++) {
        const struct sip_rule *rule = sip_rule_at((unsigned)sip_rule_find(preset->rules[i].id));
        char *link = link_to(rule->id, page->language);
        page_format(page, "| [`%s`](%s) | %s | %s |\n", rule->id, link,
                    sip_severity_text(rule->severity, page->language),
                    page_in(page, preset->rules[i].reason));
        g_free(link);
    }
    page_add(page, "\n");
}

void preset_page(GHashTable *pages, enum sip_language language)
{
    struct page page = {g_string_new(""), language};

    page_add(&page,
             page_in(&page, "# Presets\n\n"
                            "Generated from the table of presets; do not edit.\n\n"
                            "A preset silences the rules that a product breaks on purpose, "
                            "for its own messages only. None is on until you ask for it:\n\n"));
    page_add(&page, "```\n"
                    "tshark -2 -r trace.pcapng -o 'sip_response.preset:asterisk, sipp' …\n"
                    "```\n\n");
    page_add(
        &page,
        page_in(&page, "A device that does not say what it is can be given by its address:\n\n"));
    page_add(&page, "```\n"
                    "-o sip_response.preset:cisco -o 'sip_response.preset_addresses:"
                    "cisco=192.0.2.1, cisco=2001:db8::1'\n"
                    "```\n\n");
    for (unsigned i = 0; i < sip_presets_count; i++) {
        add_preset(&page, &sip_presets_all[i]);
    }
    g_string_truncate(page.text, page.text->len - 1);
    page_finish(pages, &page, g_strdup(language == SIP_FRENCH ? "fr/presets.md" : "presets.md"));
    g_string_free(page.text, TRUE);
}
