/* language.c
 * The page about what follows the language, and what stays English.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "page.h"

#define MAX_POINTS 8

static const struct {
    const char *heading, *about; /* about: NULL: nothing */
    const char *points[MAX_POINTS];
} parts[] = {
    {
        SIP_PHRASE("What follows the language at once"),
        SIP_PHRASE("Where the preference is changed in the window, Wireshark dissects the packets "
                   "again, and these change:"),
        {
            SIP_PHRASE("problem, evidence, remedy and requirement of each finding: in the packet's "
                       "tree, expert infos, the Info column, packet comments and reports"),
            SIP_PHRASE("meaning, action, advice and outcome of each response, and the names of "
                       "their values, in the packet's tree and in fields such as "
                       "`sip_response.action.desc`"),
            SIP_PHRASE("the evidence and the remedy of custom rules; their own text is shown as "
                       "you wrote it"),
            SIP_PHRASE("reports in Markdown, HTML and JSON, also those of `sip-report`"),
            SIP_PHRASE("words in the tables of calls, registrations, subscriptions, requests, "
                       "results, rules and KPIs, when the table is opened again"),
        },
    },
    {
        SIP_PHRASE("What is fixed when Wireshark starts"),
        SIP_PHRASE(
            "Wireshark registers these once. They are in the language of the preferences "
            "file, whatever `-o` says, and follow a change when Wireshark is started again:"),
        {
            SIP_PHRASE("names and descriptions of fields: in the packet's tree, in the dialog for "
                       "filters, in `tshark -G fields`"),
            SIP_PHRASE("the summaries of the Expert Information dialog where it is grouped by "
                       "summary"),
            SIP_PHRASE("titles and column headings of tables, the entries of menus, and the names "
                       "and descriptions of preferences"),
        },
    },
    {
        SIP_PHRASE("What stays English: what programs and filters read"),
        NULL,
        {
            SIP_PHRASE("ids of rules, names of fields, and the names of values in filters, such as "
                       "`sip_response.action == \"retry later\"`: a filter means the same in all "
                       "languages"),
            SIP_PHRASE(
                "the values of `sip_response.call.result` and the other fields of calls, "
                "registrations, subscriptions and requests, in filters, columns, `-T fields` and "
                "`-T json`; the packet's tree shows their words translated"),
            SIP_PHRASE("keys of JSON, names of columns in CSV, all of `-z sip_response,csv` and "
                       "`-z sip_response,records`, and fixed values of the report's JSON, such as "
                       "`\"severity\": \"error\"`"),
            SIP_PHRASE("the strength of a rule: MUST, SHOULD and so on as in RFC 2119, heuristic, "
                       "custom"),
        },
    },
    {
        SIP_PHRASE("What stays English: SIP and what packets contain"),
        NULL,
        {
            SIP_PHRASE("methods, header fields, parameters, option tags and registered reason "
                       "phrases"),
            SIP_PHRASE("all that is quoted from packets"),
        },
    },
    {
        SIP_PHRASE("What stays English: what is not translated"),
        NULL,
        {
            SIP_PHRASE("the names of values of preferences, which Wireshark writes into its file, "
                       "and the table of custom rules"),
            SIP_PHRASE("messages about a custom rule, a preset or an option that makes no sense"),
            SIP_PHRASE("`--help`, messages and manual pages of `sip-report` and `sip-annotate`"),
            SIP_PHRASE("buttons, colours and columns of the profile *SIP responses*"),
            SIP_PHRASE("the word \"then\" between codecs, as in `PCMU, then G722`"),
            SIP_PHRASE("decimal points in evidence and tables, as Wireshark writes numbers"),
            SIP_PHRASE("Wireshark's own words around these texts: `Expert Info (Error/Protocol)`, "
                       "`Severity level`, `seconds`, `True`, `Topic / Item`"),
            SIP_PHRASE("the documentation, but for the pages about rules, codes, presets and "
                       "languages"),
        },
    },
};

void language_page(GHashTable *pages, enum sip_language language)
{
    struct page page = {g_string_new(""), language};

    page_add(&page, page_in(&page, "# Languages\n\n"
                                   "Generated; do not edit.\n\n"
                                   "The preference *Language*, `sip_response.language`, is `en` or "
                                   "`fr`.\n"));
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        page_format(&page, "\n## %s\n\n", page_in(&page, parts[i].heading));
        if (parts[i].about != NULL) {
            page_format(&page, "%s\n\n", page_in(&page, parts[i].about));
        }
        for (gsize n = 0; n < MAX_POINTS && parts[i].points[n] != NULL; n++) {
            page_format(&page, "- %s\n", page_in(&page, parts[i].points[n]));
        }
    }
    page_finish(pages, &page, g_strdup(language == SIP_FRENCH ? "fr/langues.md" : "languages.md"));
    g_string_free(page.text, TRUE);
}
