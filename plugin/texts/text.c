/* text.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "texts/text.h"

#include <glib.h>

#include "texts/catalogue.h"
#include "texts/fr/french.h"

/* What is looked up, by its key. */
struct lookup {
    GHashTable *rules, *codes, *phrases;
};

static const struct sip_phrase *const french_phrases[] = {sip_french_phrases,
                                                          sip_french_calls,
                                                          sip_french_pages,
                                                          sip_french_evidence,
                                                          sip_french_evidence_message,
                                                          sip_french_evidence_service,
                                                          sip_french_evidence_transaction,
                                                          NULL};
static const struct sip_catalogue french = {sip_french_rules, sip_french_codes, french_phrases};

const struct sip_catalogue *sip_catalogue_of(enum sip_language language)
{
    return language == SIP_FRENCH ? &french : NULL;
}

static struct lookup *make_index(const struct sip_catalogue *catalogue)
{
    struct lookup *lookup = g_new(struct lookup, 1);

    lookup->rules = g_hash_table_new(g_str_hash, g_str_equal);
    lookup->codes = g_hash_table_new(NULL, NULL);
    lookup->phrases = g_hash_table_new(g_str_hash, g_str_equal);
    for (const struct sip_rule_texts *rule = catalogue->rules; rule->id != NULL; rule++) {
        g_hash_table_insert(lookup->rules, (gpointer)rule->id, (gpointer)rule);
    }
    for (const struct sip_code_texts *code = catalogue->codes; code->code != 0; code++) {
        g_hash_table_insert(lookup->codes, GUINT_TO_POINTER(code->code), (gpointer)code);
    }
    for (const struct sip_phrase *const *list = catalogue->phrases; *list != NULL; list++) {
        for (const struct sip_phrase *phrase = *list; phrase->english != NULL; phrase++) {
            g_hash_table_insert(lookup->phrases, (gpointer)phrase->english,
                                (gpointer)phrase->translation);
        }
    }
    return lookup;
}

/* Made on first use, for as long as the process runs; NULL for English. */
static const struct lookup *index_of(enum sip_language language)
{
    static struct lookup *indexes[SIP_LANGUAGES];

    if (sip_catalogue_of(language) == NULL) {
        return NULL;
    }
    if (g_once_init_enter(&indexes[language])) {
        g_once_init_leave(&indexes[language], make_index(sip_catalogue_of(language)));
    }
    return indexes[language];
}

const struct sip_rule_texts *sip_catalogue_rule(enum sip_language language, const char *id)
{
    const struct lookup *lookup = index_of(language);
    return lookup ? g_hash_table_lookup(lookup->rules, id) : NULL;
}

const struct sip_code_texts *sip_catalogue_code(enum sip_language language, unsigned code)
{
    const struct lookup *lookup = index_of(language);
    return lookup ? g_hash_table_lookup(lookup->codes, GUINT_TO_POINTER(code)) : NULL;
}

const char *sip_catalogue_phrase(enum sip_language language, const char *english)
{
    const struct lookup *lookup = index_of(language);
    return lookup ? g_hash_table_lookup(lookup->phrases, english) : NULL;
}

const char *sip_text(const char *english, enum sip_language language)
{
    const char *translation = sip_catalogue_phrase(language, english);

    return translation != NULL ? translation : english;
}
