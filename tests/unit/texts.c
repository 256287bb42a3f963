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
    for (const struct sip_phrase *const *list = french->phrases; *list != NULL; list++) {
        for (const struct sip_phrase *phrase = *list; phrase->english != NULL; phrase++) {
            g_test_message("%s", phrase->english);
            g_assert_true(g_hash_table_add(seen, (gpointer)phrase->english));
        }
    }
    g_hash_table_unref(seen);
}

#define MAX_ARGUMENTS 32

/* The number in "2$", or 0; *at is put behind it. */
static unsigned position_at(const char **at)
{
    size_t digits = strspn(*at, "0123456789");

    if (digits == 0 || (*at)[digits] != '$') {
        return 0;
    }
    unsigned position = (unsigned)g_ascii_strtoull(*at, NULL, 10);
    *at += digits + 1;
    g_assert_cmpuint(position, <=, MAX_ARGUMENTS);
    return position;
}

/* What the arguments of a format must be, one after the other: "u", "*" (of "%.*s"), "s"; whether they are
 * written in order or by position ("%2$s"). To be freed with g_strfreev. */
static char **arguments_of(const char *format)
{
    char **arguments = g_new0(char *, MAX_ARGUMENTS + 1);
    unsigned next = 0;

    for (const char *at = strchr(format, '%'); at != NULL; at = strchr(at, '%')) {
        at++;
        unsigned position = position_at(&at), star = 0;
        at += strspn(at, "-+ #0123456789.");
        if (*at == '*') {
            at++;
            star = position_at(&at);
            star = star != 0 ? star : ++next;
            g_assert_null(arguments[star - 1]);
            arguments[star - 1] = g_strdup("*");
        }
        size_t length = strspn(at, "hljzt") + 1;
        if (at[length - 1] == '\0') { /* a percent sign that is nothing but that */
            break;
        }
        position = position != 0 ? position : ++next;
        g_assert_null(arguments[position - 1]);
        arguments[position - 1] = g_strndup(at, length);
        at += length;
    }
    return arguments;
}

static bool fits(const char *english, const char *translation)
{
    char **one = arguments_of(english), **other = arguments_of(translation);
    bool same = g_strv_equal((const gchar *const *)one, (const gchar *const *)other);

    g_strfreev(one);
    g_strfreev(other);
    return same;
}

/* The compiler has seen the English formats only. */
static void test_formats(void)
{
    g_assert_true(fits("%u of %.*s", "%2$.*3$s, %1$u") == false);
    g_assert_true(fits("%u of %.*s", "%3$.*2$s, %1$u"));
    g_assert_false(fits("%u of %s", "%s, %u"));
    g_assert_false(fits("%u of %s", "%u"));
    for (const struct sip_phrase *const *list = sip_catalogue_of(SIP_FRENCH)->phrases;
         *list != NULL; list++) {
        for (const struct sip_phrase *phrase = *list; phrase->english != NULL; phrase++) {
            if (!fits(phrase->english, phrase->translation)) {
                g_error("not the same conversions: \"%s\", \"%s\"", phrase->english,
                        phrase->translation);
            }
        }
    }
}

/* What is written does not end within a character, and follows the language. */
static void test_pieces(void)
{
    const struct sip_context english = {0}, french = {.language = SIP_FRENCH};
    char text[32];

    g_assert_cmpuint(sip_piece(&english, text, sizeof(text), "no ACK within %.0f s%s", 32.0, ""),
                     ==, 18);
    g_assert_cmpstr(text, ==, "no ACK within 32 s");
    g_assert_cmpuint(sip_piece(&french, text, sizeof(text), "no ACK within %.0f s%s", 32.0, ""), ==,
                     strlen("pas d’ACK en 32 s"));
    g_assert_cmpstr(text, ==, "pas d’ACK en 32 s");
    for (size_t size = 1; size <= sizeof("pas d’ACK"); size++) {
        size_t length = sip_piece(&french, text, size, "no ACK within %.0f s%s", 32.0, "");
        g_assert_cmpuint(length, ==, size >= 6 && size <= 8 ? 5 : size - 1);
        g_assert_true(g_utf8_validate(text, (gssize)length, NULL));
    }
    g_assert_cmpstr(sip_word(&french, "unchanged"), ==, "tels quels");
    g_assert_cmpstr(sip_word(&english, "unchanged"), ==, "unchanged");
}

void test_texts_register(void)
{
    g_test_add_func("/texts/look-up", test_look_up);
    g_test_add_func("/texts/missing", test_missing);
    g_test_add_func("/texts/no-strays", test_no_strays);
    g_test_add_func("/texts/formats", test_formats);
    g_test_add_func("/texts/pieces", test_pieces);
}
