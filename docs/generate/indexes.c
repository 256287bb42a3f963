/* indexes.c
 * The list of all rules, and the indexes by status code, by header field and by document.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "page.h"
#include "sip/code.h"

/* More codes than this are a class and not codes of its own: the rule is not in the index of them. */
#define MAX_CODES 5

/* A link to a rule, from docs/rules.md or docs/fr/regles.md. */
static void add_link(struct page *page, unsigned number)
{
    for (const struct sip_subject *s = sip_subjects; s->title != NULL; s++) {
        if (number < *s->count) {
            const char *id = s->rules[number].id;
            page_format(page, "[`%s`](%s/%s.md#%s)", id,
                        page->language == SIP_FRENCH ? "regles" : "rules", s->name, id);
            return;
        }
        number -= (unsigned)*s->count;
    }
}

static void add_overview(struct page *page)
{
    unsigned count[SIP_ERROR + 1] = {0};

    for (unsigned i = 0; i < sip_rules_count(); i++) {
        count[sip_rule_at(i)->severity]++;
    }
    page_format(page,
                page_in(page, "# The rules\n\nGenerated from the table of rules; do not edit. %u "
                              "rules: %u errors, %u warnings, %u notes, %u chats.\n\n"),
                sip_rules_count(), count[SIP_ERROR], count[SIP_WARN], count[SIP_NOTE],
                count[SIP_CHAT]);
    page_add(
        page,
        page_in(page,
                "The preference *Level* decides which are shown: *essential* shows errors and "
                "warnings, *standard* (the default) shows notes too, *pedantic* shows "
                "everything. *Silenced rules* takes the ids below, or patterns such as "
                "`2xx-register-*`.\n\nA rule is reported only where the capture proves that it "
                "is broken. A header field that may have been cut off (a short snapshot "
                "length, a lost segment) is never called missing.\n\n"));
}

static void add_strengths(struct page *page)
{
    page_add(page, page_in(page, "## Strengths\n\n"
                                 "| strength | meaning |\n|---|---|\n"
                                 "| MUST, MUST NOT | the document demands or forbids it; a table "
                                 "of header fields that says mandatory or not applicable is meant "
                                 "too |\n"
                                 "| SHOULD, SHOULD NOT | good reasons may allow an exception |\n"
                                 "| MAY | allowed; the finding is about what follows from it |\n"
                                 "| heuristic | no document demands it; practice shows that it "
                                 "causes trouble, or it is information only |\n\n"));
}

static void add_subjects(struct page *page)
{
    page_add(page, page_in(page, "## Subjects\n\n"));
    for (const struct sip_subject *s = sip_subjects; s->title != NULL; s++) {
        page_format(page, "- [%s](%s/%s.md) (%zu)\n", page_in(page, s->title),
                    page->language == SIP_FRENCH ? "regles" : "rules", s->name, *s->count);
    }
    page_add(page, "\n");
}

static void add_table(struct page *page)
{
    page_add(page, page_in(page, "## All rules, the most severe first\n\n"
                                 "| severity | rule | problem |\n|---|---|---|\n"));
    for (int severity = SIP_ERROR; severity >= SIP_CHAT; severity--) {
        for (unsigned i = 0; i < sip_rules_count(); i++) {
            const struct sip_rule *rule = sip_rule_at(i);
            if (rule->severity == (enum sip_severity)severity) {
                page_format(page, "| %s | ", sip_severity_text(rule->severity, page->language));
                add_link(page, i);
                page_format(page, " | %s |\n", sip_rule_problem(rule, page->language));
            }
        }
    }
    page_add(page, "\n");
}

static bool admits(const struct sip_rule *rule, unsigned code)
{
    enum sip_method method = SIP_METHOD_INVITE;

    while (rule->methods != SIP_M_ANY && !(rule->methods & (UINT32_C(1) << method))) {
        method = (enum sip_method)((method + 1) % SIP_METHOD_COUNT);
    }
    return sip_rule_admits(rule, code, method);
}

/* Whether the rule is about a few codes. */
static bool is_about_codes(const struct sip_rule *rule)
{
    unsigned count = 0;

    for (size_t i = 0; i < sip_codes_count && rule->codes != NULL; i++) {
        count += admits(rule, sip_codes[i].code) ? 1 : 0;
    }
    return count > 0 && count <= MAX_CODES;
}

/* A line "term: rule, rule …" for the rules that have. */
static void add_line(struct page *page, const char *term,
                     bool (*has)(const struct sip_rule *, gconstpointer), gconstpointer of)
{
    bool any = false;

    for (unsigned i = 0; i < sip_rules_count(); i++) {
        if (has(sip_rule_at(i), of)) {
            page_format(page, any ? ", " : page_in(page, "- **%s**: "), term);
            add_link(page, i);
            any = true;
        }
    }
    page_add(page, any ? "\n" : "");
}

static bool has_code(const struct sip_rule *rule, gconstpointer of)
{
    return is_about_codes(rule) && admits(rule, GPOINTER_TO_UINT(of));
}

static bool has_header(const struct sip_rule *rule, gconstpointer of)
{
    enum sip_header_id id = (enum sip_header_id)GPOINTER_TO_UINT(of);
    bool has = false;

    for (int i = 0; i < SIP_RULE_MAX_HEADERS && rule->headers[i] != SIP_HDR_OTHER; i++) {
        has = has || rule->headers[i] == id;
    }
    for (int i = 0; i < SIP_RULE_MAX_NEEDS && rule->needs[i] != SIP_HDR_OTHER; i++) {
        has = has || rule->needs[i] == id;
    }
    return has;
}

/* "RFC 3261" of "RFC 3261 §21.4.15". */
static char *document_of(const struct sip_rule *rule)
{
    const char *section = strstr(rule->reference, " §");
    return section != NULL ? g_strndup(rule->reference, (gsize)(section - rule->reference))
                           : g_strdup(rule->reference);
}

static bool has_document(const struct sip_rule *rule, gconstpointer of)
{
    char *document = document_of(rule);
    bool same = strcmp(document, of) == 0;

    g_free(document);
    return same;
}

static void add_codes(struct page *page)
{
    page_add(page, page_in(page, "## By status code\n\n"
                                 "Rules about a whole class of codes are not listed here.\n\n"));
    for (size_t i = 0; i < sip_codes_count; i++) {
        char *term = g_strdup_printf("%u %s", sip_codes[i].code, sip_codes[i].name);
        add_line(page, term, has_code, GUINT_TO_POINTER(sip_codes[i].code));
        g_free(term);
    }
    page_add(page, "\n");
}

static void add_headers(struct page *page)
{
    page_add(page, page_in(page, "## By header field\n\n"));
    for (unsigned id = SIP_HDR_OTHER + 1; id < SIP_HDR_COUNT; id++) {
        add_line(page, sip_header_name((enum sip_header_id)id), has_header, GUINT_TO_POINTER(id));
    }
    page_add(page, "\n");
}

static int by_number(gconstpointer a, gconstpointer b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    return strlen(x) != strlen(y) && g_str_has_prefix(x, "RFC ") && g_str_has_prefix(y, "RFC ")
               ? (strlen(x) < strlen(y) ? -1 : 1)
               : strcmp(x, y);
}

static void add_documents(struct page *page)
{
    GPtrArray *documents = g_ptr_array_new_with_free_func(g_free);

    for (unsigned i = 0; i < sip_rules_count(); i++) {
        char *document = document_of(sip_rule_at(i));
        if (g_ptr_array_find_with_equal_func(documents, document, g_str_equal, NULL)) {
            g_free(document);
        } else {
            g_ptr_array_add(documents, document);
        }
    }
    g_ptr_array_sort(documents, by_number);
    page_add(page, page_in(page, "## By document\n\n"));
    for (unsigned i = 0; i < documents->len; i++) {
        const char *document = g_ptr_array_index(documents, i);
        add_line(page, document, has_document, document);
    }
    page_add(page, "\n");
    g_ptr_array_free(documents, TRUE);
}

/* What SIP's texts demand besides, but no capture can show. */
static const struct {
    const char *id;
    const char *reason;
} not_judged[] = {
    {"433-deanonymised-retry",
     "After a 433 a client must not repeat the request with the caller's name unless the caller "
     "agrees. Whether the caller agreed is not in the packets."},
    {"503-no-failover",
     "After a 503 a client should go on to the next server. Whether there is another one, DNS or "
     "the client's configuration knows."},
    {"best-response-none-408",
     "A proxy that gets no final response from any branch answers 408. That no branch answered is "
     "certain only where every branch was captured, which nothing in the packets tells."},
    {"ims-timers",
     "Over the radio of an IMS network the timers are four times as long. That is no rule about a "
     "message: all rules about time reckon with it where they see an IMS network."},
};

static void add_not_judged(struct page *page)
{
    page_add(page, page_in(page, "## Not judged\n\nWhat a capture cannot show:\n\n"));
    for (size_t i = 0; i < G_N_ELEMENTS(not_judged); i++) {
        page_format(page, page_in(page, "- `%s`: %s\n"), not_judged[i].id,
                    page_in(page, not_judged[i].reason));
    }
}

void index_pages(GHashTable *pages, enum sip_language language)
{
    struct page page = {g_string_new(""), language};

    add_overview(&page);
    add_table(&page);
    add_subjects(&page);
    add_codes(&page);
    add_headers(&page);
    add_documents(&page);
    add_strengths(&page);
    add_not_judged(&page);
    page_finish(pages, &page, g_strdup(language == SIP_FRENCH ? "fr/regles.md" : "rules.md"));
    g_string_free(page.text, TRUE);
}
