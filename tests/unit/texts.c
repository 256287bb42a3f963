/* texts.c
 * Tests of plugin/texts: what is looked up, and the French catalogue itself. tests/check-table tests
 * how its texts are written, and which are missing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "rules/engine/table.h"
#include "sip/code.h"
#include "texts/catalogue.h"

void test_texts_register(void);

static void test_look_up(void)
{
    g_assert_cmpstr(sip_text("retry later", SIP_FRENCH), ==, "réessayer plus tard");
    g_assert_cmpstr(sip_text("retry later", SIP_ENGLISH), ==, "retry later");
    g_assert_cmpstr(sip_text("never translated", SIP_FRENCH), ==, "never translated");
    g_assert_null(sip_catalogue_of(SIP_ENGLISH));
    g_assert_null(sip_catalogue_rule(SIP_FRENCH, "no-such-rule"));
    g_assert_null(sip_catalogue_code(SIP_FRENCH, 199 + 700));
}

/* A rule that nobody has translated is shown in English; so is a text that is missing. */
static void test_missing(void)
{
    const struct sip_rule_texts part = {.id = "part", .requirement = "En partie"};
    struct sip_rule rule = {
        .id = "no-such-rule", .problem = "P", .requirement = "R", .remedy = "M.", .silence = "S."};

    g_assert_cmpstr(sip_rule_problem(&rule, SIP_FRENCH), ==, "P");
    g_assert_cmpstr(sip_rule_requirement(&rule, SIP_FRENCH), ==, "R");
    g_assert_cmpstr(sip_rule_remedy(&rule, SIP_FRENCH), ==, "M.");
    g_assert_cmpstr(sip_rule_silence(&rule, SIP_FRENCH), ==, "S.");
    rule.translated[SIP_FRENCH] = &part;
    g_assert_cmpstr(sip_rule_problem(&rule, SIP_FRENCH), ==, "P");
    g_assert_cmpstr(sip_rule_requirement(&rule, SIP_FRENCH), ==, "En partie");
    g_assert_cmpstr(sip_rule_requirement(&rule, SIP_ENGLISH), ==, "R");
}

/* No entry of a rule or code that does not exist, none twice, and no text that English lacks. */
static void test_no_strays(void)
{
    const struct sip_catalogue *french = sip_catalogue_of(SIP_FRENCH);
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (const struct sip_rule_texts *texts = french->rules; texts->id != NULL; texts++) {
        g_test_message("%s", texts->id);
        g_assert_cmpint(sip_rule_find(texts->id), >=, 0);
        const struct sip_rule *rule = sip_rule_at((unsigned)sip_rule_find(texts->id));
        g_assert_true(texts->silence == NULL || rule->silence != NULL);
        g_assert_true(texts == french->rules || strcmp(texts[-1].id, texts->id) < 0);
    }
    for (const struct sip_code_texts *texts = french->codes; texts->code != 0; texts++) {
        g_assert_nonnull(sip_code_find(texts->code));
        g_assert_true(texts == french->codes || texts[-1].code < texts->code);
    }
    for (const struct sip_phrase *phrase = french->phrases; phrase->english != NULL; phrase++) {
        g_test_message("%s", phrase->english);
        g_assert_true(g_hash_table_add(seen, (gpointer)phrase->english));
    }
    g_hash_table_unref(seen);
}

/* The conversions of a format, one after the other: "%u%s". */
static char *conversions_of(const char *format)
{
    GString *all = g_string_new("");

    for (const char *at = strchr(format, '%'); at != NULL; at = strchr(at, '%')) {
        size_t length = 1 + strspn(at + 1, "-+ #0123456789.*hljzt");
        g_string_append_len(all, at, (gssize)length + 1);
        at += length + 1;
    }
    return g_string_free(all, FALSE);
}

/* The compiler has seen the English formats only. */
static void test_formats(void)
{
    for (const struct sip_phrase *phrase = sip_catalogue_of(SIP_FRENCH)->phrases;
         phrase->english != NULL; phrase++) {
        char *english = conversions_of(phrase->english);
        char *french = conversions_of(phrase->translation);
        g_assert_cmpstr(english, ==, french);
        g_free(english);
        g_free(french);
    }
}

void test_texts_register(void)
{
    g_test_add_func("/texts/look-up", test_look_up);
    g_test_add_func("/texts/missing", test_missing);
    g_test_add_func("/texts/no-strays", test_no_strays);
    g_test_add_func("/texts/formats", test_formats);
}
