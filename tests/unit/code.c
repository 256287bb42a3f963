/* code.c
 * Tests of plugin/sip/code.c: the table itself, and the questions asked of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "sip/code.h"

void test_code_register(void);

static struct sip_slice slice_of(const char *text)
{
    return (struct sip_slice){text, strlen(text)};
}

static void test_ascending(void)
{
    g_assert_cmpuint(sip_codes_count, ==, 75);
    for (size_t i = 1; i < sip_codes_count; i++) {
        g_assert_cmpuint(sip_codes[i - 1].code, <, sip_codes[i].code);
    }
    g_assert_cmpuint(sip_codes[0].code, ==, 100);
    g_assert_cmpuint(sip_codes[sip_codes_count - 1].code, ==, 608);
}

static void assert_sentence(const char *text)
{
    g_assert_nonnull(text);
    g_assert_cmpuint(strlen(text), >=, 20);
    g_assert_cmpuint(strlen(text), <=, 140);
    g_assert_true(g_ascii_isupper(text[0]));
    g_assert_true(g_str_has_suffix(text, "."));
    g_assert_null(strstr(text, ". ")); /* one sentence */
    g_assert_null(strstr(text, "  ")); /* a slip where a literal was continued */
}

static void test_complete(void)
{
    GRegex *reference = g_regex_new("^RFC [0-9]{4} §[0-9A-Z]+(\\.[0-9]+)*$", 0, 0, NULL);

    for (size_t i = 0; i < sip_codes_count; i++) {
        const struct sip_code *c = &sip_codes[i];

        g_test_message("%u", c->code);
        g_assert_nonnull(c->name);
        g_assert_cmpstr(c->name, !=, "");
        assert_sentence(c->meaning);
        g_assert_cmpuint(strlen(c->meaning), >=, 60);
        assert_sentence(c->advice);
        g_assert_nonnull(c->reference);
        g_assert_true(g_regex_match(reference, c->reference, 0, NULL));
    }
    g_regex_unref(reference);
}

/* What each class says of its members, whatever the code. */
static void test_classes_agree(void)
{
    for (size_t i = 0; i < sip_codes_count; i++) {
        const struct sip_code *c = &sip_codes[i];
        unsigned class_digit = c->code / 100;

        g_test_message("%u", c->code);
        g_assert_cmpint(c->action == SIP_ACTION_WAIT, ==, class_digit == 1);
        g_assert_cmpint(c->action == SIP_ACTION_PROCEED, ==, class_digit == 2);
        g_assert_cmpint(c->action == SIP_ACTION_REDIRECT, ==, class_digit == 3);
        g_assert_cmpint(c->scope == SIP_SCOPE_EVERYWHERE, ==, class_digit == 6);
        g_assert_cmpint(c->permanence == SIP_TRANSIENT, ==, class_digit == 1);
        g_assert_cmpint(c->outcome == SIP_OUTCOME_REDIRECTED, ==, class_digit == 3);
        g_assert_cmpint(c->outcome == SIP_OUTCOME_SERVER_FAULT, ==, class_digit == 5);
        g_assert_cmpint(c->outcome == SIP_OUTCOME_NONE, ==, class_digit == 1 && c->code != 180);
    }
}

static void test_status(void)
{
    for (size_t i = 0; i < sip_codes_count; i++) {
        enum sip_code_status expected = SIP_CODE_REGISTERED;

        if (sip_codes[i].code == 202) {
            expected = SIP_CODE_DEPRECATED;
        } else if (sip_codes[i].code == 402) {
            expected = SIP_CODE_RESERVED;
        }
        g_assert_cmpint(sip_codes[i].status, ==, expected);
    }
}

static void test_find(void)
{
    static const unsigned absent[] = {0, 99, 101, 409, 411, 477, 599, 609, 699, 700, 4294967295U};

    for (size_t i = 0; i < sip_codes_count; i++) {
        g_assert_true(sip_code_find(sip_codes[i].code) == &sip_codes[i]);
        g_assert_true(sip_code_describe(sip_codes[i].code) == &sip_codes[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(absent); i++) {
        g_assert_null(sip_code_find(absent[i]));
    }
}

/* RFC 3261 section 8.1.3.2. */
static void test_effective(void)
{
    static const struct {
        unsigned code, effective;
    } cases[] = {
        {100, 100}, {101, 183}, {179, 183}, {183, 183}, {199, 199}, {201, 200}, {299, 200},
        {303, 300}, {399, 300}, {409, 400}, {420, 420}, {477, 400}, {599, 500}, {601, 600},
        {699, 600}, {0, 0},     {99, 0},    {700, 0},   {1000, 0},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%u", cases[i].code);
        g_assert_cmpuint(sip_code_effective(cases[i].code), ==, cases[i].effective);
        g_assert_true(sip_code_describe(cases[i].code) == sip_code_find(cases[i].effective));
    }
    for (unsigned code = 100; code <= 699; code++) {
        g_assert_nonnull(sip_code_describe(code));
    }
}

static void test_outcome(void)
{
    static const struct {
        unsigned code;
        enum sip_method method;
        enum sip_outcome outcome;
    } cases[] = {
        {100, SIP_METHOD_INVITE, SIP_OUTCOME_NONE},
        {180, SIP_METHOD_INVITE, SIP_OUTCOME_RINGING},
        {180, SIP_METHOD_UNKNOWN, SIP_OUTCOME_RINGING},
        {180, SIP_METHOD_OPTIONS, SIP_OUTCOME_NONE},
        {183, SIP_METHOD_INVITE, SIP_OUTCOME_NONE},
        {200, SIP_METHOD_INVITE, SIP_OUTCOME_ANSWERED},
        {200, SIP_METHOD_REGISTER, SIP_OUTCOME_OTHER_SUCCESS},
        {200, SIP_METHOD_OTHER, SIP_OUTCOME_OTHER_SUCCESS},
        {200, SIP_METHOD_UNKNOWN, SIP_OUTCOME_NONE},
        {202, SIP_METHOD_MESSAGE, SIP_OUTCOME_OTHER_SUCCESS},
        {202, SIP_METHOD_INVITE, SIP_OUTCOME_ANSWERED},
        {204, SIP_METHOD_SUBSCRIBE, SIP_OUTCOME_OTHER_SUCCESS},
        {299, SIP_METHOD_INVITE, SIP_OUTCOME_ANSWERED},
        {299, SIP_METHOD_UNKNOWN, SIP_OUTCOME_NONE},
        {302, SIP_METHOD_INVITE, SIP_OUTCOME_REDIRECTED},
        {401, SIP_METHOD_REGISTER, SIP_OUTCOME_CHALLENGED},
        {407, SIP_METHOD_INVITE, SIP_OUTCOME_CHALLENGED},
        {403, SIP_METHOD_INVITE, SIP_OUTCOME_CLIENT_FAULT},
        {404, SIP_METHOD_INVITE, SIP_OUTCOME_UNAVAILABLE},
        {408, SIP_METHOD_INVITE, SIP_OUTCOME_TIMED_OUT},
        {477, SIP_METHOD_INVITE, SIP_OUTCOME_CLIENT_FAULT},
        {480, SIP_METHOD_INVITE, SIP_OUTCOME_UNAVAILABLE},
        {486, SIP_METHOD_INVITE, SIP_OUTCOME_BUSY},
        {487, SIP_METHOD_INVITE, SIP_OUTCOME_CANCELLED},
        {503, SIP_METHOD_UNKNOWN, SIP_OUTCOME_SERVER_FAULT},
        {600, SIP_METHOD_INVITE, SIP_OUTCOME_BUSY},
        {603, SIP_METHOD_INVITE, SIP_OUTCOME_DECLINED},
        {0, SIP_METHOD_INVITE, SIP_OUTCOME_NONE},
        {700, SIP_METHOD_INVITE, SIP_OUTCOME_NONE},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%u to %s", cases[i].code, sip_method_name(cases[i].method));
        g_assert_cmpint(sip_code_outcome(cases[i].code, cases[i].method), ==, cases[i].outcome);
    }
}

static void test_phrases(void)
{
    static const struct {
        unsigned code;
        const char *phrase;
        bool accepted;
    } cases[] = {
        {486, "Busy Here", true},
        {486, "BUSY HERE", true},
        {486, "busy here", true},
        {486, "Busy Here ", false},
        {486, "Busy Her", false},
        {486, "Busy Everywhere", false},
        {486, "", false},
        {406, "Not Acceptable", true},
        {606, "Not Acceptable", true},
        /* RFC 3261 section 25.1 spells these otherwise than section 21. */
        {414, "Request-URI Too Large", true},
        {480, "Temporarily not available", true},
        {481, "Call Leg/Transaction Does Not Exist", true},
        {500, "Internal Server Error", true},
        {505, "SIP Version not supported", true},
        {604, "Does not exist anywhere", true},
        /* Renamed since, or of other standards. */
        {436, "Bad Identity-Info", true},
        {437, "unsupported certificate", true},
        {481, "Subscription does not exist", true},
        {482, "Merged Request", true},
        {504, "Gateway Time-out", true},
        {603, "Network Blocked", true},
        /* The separator and what spans it are no phrase. */
        {603, "Declined|Network Blocked", false},
        {603, "|", false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const struct sip_code *code = sip_code_find(cases[i].code);

        g_test_message("%u %s", cases[i].code, cases[i].phrase);
        g_assert_cmpint(sip_code_has_phrase(code, slice_of(cases[i].phrase)), ==,
                        cases[i].accepted);
    }
    g_assert_false(sip_code_has_phrase(sip_code_find(486), (struct sip_slice){NULL, 0}));
}

/* Every phrase of the table is accepted in any case, and none stands there twice. */
static void test_phrases_of_table(void)
{
    for (size_t i = 0; i < sip_codes_count; i++) {
        const struct sip_code *c = &sip_codes[i];
        char *joined = g_strjoin("|", c->name, c->alt_names, NULL);
        char **phrases = g_strsplit(joined, "|", -1);

        for (char **p = phrases; *p != NULL; p++) {
            char *upper = g_ascii_strup(*p, -1);

            g_test_message("%u %s", c->code, *p);
            g_assert_cmpstr(*p, !=, "");
            g_assert_true(sip_code_has_phrase(c, slice_of(*p)));
            g_assert_true(sip_code_has_phrase(c, slice_of(upper)));
            for (char **q = phrases; q < p; q++) {
                g_assert_cmpint(g_ascii_strcasecmp(*q, *p), !=, 0);
            }
            g_free(upper);
        }
        g_strfreev(phrases);
        g_free(joined);
    }
}

static void assert_name(const char *name)
{
    g_assert_nonnull(name);
    g_assert_cmpstr(name, !=, "");
    g_assert_cmpstr(name, !=, "unknown");
}

static void test_names(void)
{
    for (unsigned i = 1; i <= 6; i++) {
        assert_name(sip_class_name(i));
    }
    for (int i = SIP_ACTION_WAIT; i <= SIP_ACTION_STOP; i++) {
        assert_name(sip_action_name((enum sip_action)i));
    }
    for (int i = SIP_SCOPE_NEXT_HOP; i <= SIP_SCOPE_EVERYWHERE; i++) {
        assert_name(sip_scope_name((enum sip_scope)i));
    }
    for (int i = SIP_TRANSIENT; i <= SIP_CONDITIONAL; i++) {
        assert_name(sip_permanence_name((enum sip_permanence)i));
    }
    for (int i = SIP_CODE_REGISTERED; i <= SIP_CODE_UNREGISTERED; i++) {
        assert_name(sip_code_status_name((enum sip_code_status)i));
    }
    for (int i = SIP_OUTCOME_NONE; i <= SIP_OUTCOME_OTHER_SUCCESS; i++) {
        assert_name(sip_outcome_name((enum sip_outcome)i));
    }
    for (size_t i = 0; i < sip_codes_count; i++) {
        assert_name(sip_action_name(sip_codes[i].action));
        assert_name(sip_scope_name(sip_codes[i].scope));
        assert_name(sip_permanence_name(sip_codes[i].permanence));
        assert_name(sip_code_status_name(sip_codes[i].status));
        assert_name(sip_outcome_name(sip_codes[i].outcome));
    }
}

/* A text in French, and one that nobody has translated. */
static void test_languages(void)
{
    const struct sip_code untranslated = {.meaning = "A sentence.", .advice = "Another."};

    g_assert_cmpstr(sip_action_text(SIP_ACTION_RETRY_LATER, SIP_ENGLISH), ==, "retry later");
    g_assert_cmpstr(sip_action_text(SIP_ACTION_RETRY_LATER, SIP_FRENCH), ==, "réessayer plus tard");
    g_assert_cmpstr(sip_action_name(SIP_ACTION_RETRY_LATER), ==, "retry later");
    g_assert_cmpstr(sip_class_text(9, SIP_FRENCH), ==, "inconnu");
    g_assert_cmpstr(sip_code_meaning(&untranslated, SIP_FRENCH), ==, "A sentence.");
    g_assert_cmpstr(sip_code_advice(&untranslated, SIP_FRENCH), ==, "Another.");
    g_assert_cmpstr(sip_code_meaning(&sip_codes[0], SIP_FRENCH), !=, sip_codes[0].meaning);
}

/* A class is a digit of a packet: any value gets a name. */
static void test_names_outside(void)
{
    g_assert_cmpstr(sip_class_name(0), ==, "unknown");
    g_assert_cmpstr(sip_class_name(7), ==, "unknown");
    g_assert_cmpstr(sip_class_name(4294967295U), ==, "unknown");
}

void test_code_register(void)
{
    g_test_add_func("/code/ascending", test_ascending);
    g_test_add_func("/code/complete", test_complete);
    g_test_add_func("/code/classes-agree", test_classes_agree);
    g_test_add_func("/code/status", test_status);
    g_test_add_func("/code/find", test_find);
    g_test_add_func("/code/effective", test_effective);
    g_test_add_func("/code/outcome", test_outcome);
    g_test_add_func("/code/phrases", test_phrases);
    g_test_add_func("/code/phrases-of-table", test_phrases_of_table);
    g_test_add_func("/code/names", test_names);
    g_test_add_func("/code/languages", test_languages);
    g_test_add_func("/code/names-outside", test_names_outside);
}
