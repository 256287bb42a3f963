/* rules.c
 * The pages about rules: one a subject.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "page.h"

static const char *group(enum sip_group value)
{
    static const char *const names[] = {
        [SIP_GROUP_PROTOCOL] = "Protocol",     [SIP_GROUP_RESPONSE_CODE] = "Response code",
        [SIP_GROUP_SEQUENCE] = "Sequence",     [SIP_GROUP_MALFORMED] = "Malformed",
        [SIP_GROUP_SECURITY] = "Security",     [SIP_GROUP_DEPRECATED] = "Deprecated",
        [SIP_GROUP_ASSUMPTION] = "Assumption",
    };
    return names[value];
}

static void add_filter(struct page *page, const char *id)
{
    char *name = g_strdelimit(g_strdup(id), "-", '_');

    page_format(page, "`sip_response.%s`", name);
    g_free(name);
}

/* The methods of a set; of a set that lacks few, those that it lacks. */
static void add_methods(struct page *page, sip_methods methods)
{
    int held = 0;

    for (int m = SIP_METHOD_ACK; m < SIP_METHOD_COUNT; m++) {
        held += (methods >> m) & 1;
    }
    bool except = held > SIP_METHOD_COUNT / 2;
    const char *link = except ? page_in(page, "; any method but ") : page_in(page, "; ");
    for (int m = SIP_METHOD_ACK; m < SIP_METHOD_COUNT; m++) {
        if (((methods >> m) & 1) != except) {
            page_format(page, "%s%s", link,
                        m == SIP_METHOD_OTHER ? page_in(page, "methods outside the registry")
                                              : sip_method_name((enum sip_method)m));
            link = ", ";
        }
    }
}

static void add_applies(struct page *page, const struct sip_rule *rule)
{
    static const char *const occasions[SIP_WHEN_COUNT] = {
        [SIP_ON_RESPONSE] = "responses",
        [SIP_ON_MATCHED_RESPONSE] = "responses whose request was captured",
        [SIP_ON_REPEATED_RESPONSE] = "repeated responses",
        [SIP_ON_REQUEST] = "requests",
        [SIP_ON_REPEATED_REQUEST] = "repeated requests",
        [SIP_ON_RETRY] = "requests after a failure",
        [SIP_AT_END] = "requests, when their transaction is over",
        [SIP_AT_END_OF_FINAL] = "final responses, when their transaction is over",
        [SIP_AT_END_OF_GRANT] = "responses, when the binding that they granted has lapsed",
    };

    page_add(page, page_in(page, occasions[rule->when]));
    if (rule->codes != NULL && rule->codes[0] == '!') {
        page_format(page, page_in(page, ", every code but %s"), rule->codes + 1);
    } else if (rule->codes != NULL) {
        page_format(page, ", %s", rule->codes);
    }
    if (rule->methods != SIP_M_ANY) {
        add_methods(page, rule->methods);
    }
    if (rule->acks) {
        page_add(page, page_in(page, "; and ACK"));
    }
}

static void add_requirement(struct page *page, const struct sip_rule *rule)
{
    page_format(page, page_in(page, "%s. (%s, "), sip_rule_requirement(rule, page->language),
                sip_strength_name(rule->strength));
    page_add_reference(page, rule->reference);
    if (rule->see != NULL) {
        page_add(page, page_in(page, "; see also "));
        page_add_reference(page, rule->see);
    }
    page_add(page, ")\n\n");
}

static void add_explains(struct page *page, const struct sip_rule *rule)
{
    if (rule->explains[0] == NULL) {
        return;
    }
    page_add(page, page_in(page, "- May be the cause of: "));
    for (int i = 0; i < SIP_RULE_MAX_EXPLAINS && rule->explains[i] != NULL; i++) {
        page_format(page, "%s`%s`", i > 0 ? ", " : "", rule->explains[i]);
    }
    page_add(page, "\n");
}

static void add_rule(struct page *page, const struct sip_subject *subject,
                     const struct sip_rule *rule)
{
    const char *captures = page->language == SIP_FRENCH ? "../../../captures" : "../../captures";

    page_format(page, "### `%s`\n\n**%s** (%s)\n\n", rule->id,
                sip_rule_problem(rule, page->language),
                sip_severity_text(rule->severity, page->language));
    add_requirement(page, rule);
    page_format(page, page_in(page, "- To fix: %s\n- Checked on: "),
                sip_rule_remedy(rule, page->language));
    add_applies(page, rule);
    page_add(page, page_in(page, "\n- Filter: "));
    add_filter(page, rule->id);
    page_format(page, page_in(page, "; expert group %s\n"), group(rule->group));
    add_explains(page, rule);
    if (rule->silence != NULL) {
        page_format(page, "- %s\n", sip_rule_silence(rule, page->language));
    }
    page_format(page,
                page_in(page, "- Captures: [broken](%s/%s/%s.breaks.txt), "
                              "[kept](%s/%s/%s.keeps.txt)\n\n"),
                captures, subject->name, rule->id, captures, subject->name, rule->id);
}

void rule_pages(GHashTable *pages, enum sip_language language)
{
    struct page page = {g_string_new(""), language};

    for (const struct sip_subject *s = sip_subjects; s->title != NULL; s++) {
        page_format(&page, "# %s\n\n", page_in(&page, s->title));
        page_format(&page,
                    page_in(&page, "Generated from the table of rules; do not edit. "
                                   "[All rules](%s)\n\n"),
                    language == SIP_FRENCH ? "../regles.md" : "../rules.md");
        for (size_t i = 0; i < *s->count; i++) {
            add_rule(&page, s, &s->rules[i]);
        }
        page_finish(pages, &page, page_path_of_subject(s->name, language));
    }
    g_string_free(page.text, TRUE);
}
