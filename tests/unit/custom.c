/* custom.c
 * Tests of plugin/rules/engine/custom: what users may write, and what their rules then find.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <string.h>
#include <time.h>

#include "guard.h"
#include "rules/engine/choice.h"
#include "rules/engine/custom.h"
#include "history/transaction.h"
#include "rules/engine/table.h"

void test_custom_register(void);

/* A rule that wants Server in every response, but for what is said otherwise. */
#pragma GCC diagnostic ignored "-Woverride-init"
#define RULE(...)                                                                          \
    &(const struct sip_custom_texts)                                                       \
    {                                                                                      \
        .name = "x", .codes = "", .methods = "", .header = "Server",                       \
        .condition = SIP_CUSTOM_REQUIRED, .pattern = "", .severity = SIP_WARN, .text = "", \
        .given = "", __VA_ARGS__                                                           \
    }

static void assert_check(char *(*check)(const char *), const char *text, const char *wanted)
{
    char *wrong = check(text);

    g_test_message("%s: %s", text, wrong ? wrong : "fine");
    if (wanted == NULL) {
        g_assert_cmpstr(wrong, ==, NULL);
    } else {
        g_assert_nonnull(wrong);
        g_assert_nonnull(strstr(wrong, wanted));
        g_assert_cmpint(wrong[strlen(wrong) - 1], ==, '.');
    }
    g_free(wrong);
}

static void test_checks(void)
{
    char *long_name = g_strnfill(65, 'n'), *long_text = g_strnfill(201, 't'),
         *long_pattern = g_strnfill(257, 'p');

    assert_check(sip_custom_check_name, "house-rule_1.a", NULL);
    assert_check(sip_custom_check_name, "", "needs a name");
    assert_check(sip_custom_check_name, "two words", "needs a name");
    assert_check(sip_custom_check_name, long_name, "1 to 64");
    assert_check(sip_custom_check_codes, "", NULL);
    assert_check(sip_custom_check_codes, "4xx,503", NULL);
    assert_check(sip_custom_check_codes, "4yy", "\"4yy\" is no list of status codes");
    assert_check(sip_custom_check_codes, " ", "no list");
    assert_check(sip_custom_check_codes, "request", NULL);
    assert_check(sip_custom_check_codes, "request,2xx", NULL);
    assert_check(sip_custom_check_codes, "request,", "no list");
    assert_check(sip_custom_check_codes, "requests", "no list");
    assert_check(sip_custom_check_methods, "", NULL);
    assert_check(sip_custom_check_methods, "INVITE, UPDATE", NULL);
    assert_check(sip_custom_check_methods, "INVITE,CALL", "\"CALL\" is no method");
    assert_check(sip_custom_check_methods, "invite", "\"invite\" is no method");
    assert_check(sip_custom_check_methods, "INVITE,", "\"\" is no method");
    assert_check(sip_custom_check_methods, "unknown", "no method");
    assert_check(sip_field_test_check_header, "X-Trunk", NULL);
    assert_check(sip_field_test_check_header, "", "one header field");
    assert_check(sip_field_test_check_header, "Server:", "without the colon");
    assert_check(sip_field_test_check_header, "Server Name", "one header field");
    assert_check(sip_field_test_check_pattern, "", NULL);
    assert_check(sip_field_test_check_pattern, "^Acme/[0-9]+", NULL);
    assert_check(sip_field_test_check_pattern, "(", "\"(\" is no regular expression: ");
    assert_check(sip_field_test_check_pattern, "(*UTF)x", "must not begin");
    assert_check(sip_field_test_check_pattern, long_pattern, "at most 256");
    assert_check(sip_custom_check_given, "", NULL);
    assert_check(sip_custom_check_given, "Require", NULL);
    assert_check(sip_custom_check_given, "!Require contains timer", NULL);
    assert_check(sip_custom_check_given, "User-Agent equals Acme 2", NULL);
    assert_check(sip_custom_check_given, "User-Agent matches ^A.*2$", NULL);
    assert_check(sip_custom_check_given, "!", "one header field");
    assert_check(sip_custom_check_given, "Require timer", "is no condition");
    assert_check(sip_custom_check_given, "Require contains ", "is no condition");
    assert_check(sip_custom_check_given, "Require matches [", "no regular expression");
    assert_check(sip_custom_check_text, "Der Server nennt sich – immer", NULL);
    assert_check(sip_custom_check_text, "", NULL);
    assert_check(sip_custom_check_text, "two\nlines", "one line");
    assert_check(sip_custom_check_text, "\xff", "one line");
    assert_check(sip_custom_check_text, long_text, "at most 200");
    g_free(long_name);
    g_free(long_text);
    g_free(long_pattern);
}

/* The same texts are one rule; its number is beyond those of the table. */
static void test_numbers(void)
{
    unsigned first, again, other;
    const struct sip_rule *rule = sip_custom_rule(RULE(.name = "first"), &first);

    g_assert_nonnull(rule);
    g_assert_true(sip_custom_at(first) == rule);
    g_assert_true(sip_rule_at(sip_rule_number_of_custom(first)) == rule);
    g_assert_cmpstr(rule->id, ==, "custom:first");
    g_assert_true(sip_custom_rule(RULE(.name = "first"), &again) == rule);
    g_assert_cmpuint(again, ==, first);
    g_assert_true(sip_custom_rule(RULE(.name = "first", .severity = SIP_ERROR), &other) != rule);
    g_assert_cmpuint(other, ==, first + 1);
    g_assert_cmpint(sip_rule_find("custom:first"), ==, (int)sip_rule_number_of_custom(other));
    sip_custom_rule(RULE(.name = "first"), &again);
    g_assert_cmpint(sip_rule_find("custom:first"), ==, (int)sip_rule_number_of_custom(first));
    g_assert_cmpint(sip_rule_find("custom:nobody"), ==, -1);
    g_assert_null(sip_custom_rule(RULE(.header = ""), &other));
    g_assert_null(sip_custom_rule(RULE(.pattern = "["), &other));
}

static void test_texts(void)
{
    static const struct {
        enum sip_custom_condition condition;
        const char *pattern, *text, *summary, *remedy;
    } cases[] = {
        {SIP_CUSTOM_REQUIRED, "", "", "Server is required here",
         "The server must send Server here."},
        {SIP_CUSTOM_FORBIDDEN, "", "", "Server is forbidden here",
         "The server must not send Server here."},
        {SIP_CUSTOM_REQUIRED, "^A", "", "Server with a value that matches ^A is required here",
         "The server must send Server with a value that matches ^A here."},
        {SIP_CUSTOM_REQUIRED, "", "We want names", "We want names",
         "The server must send Server here."},
    };
    unsigned place;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const struct sip_rule *rule =
            sip_custom_rule(RULE(.condition = cases[i].condition, .pattern = cases[i].pattern,
                                 .text = cases[i].text),
                            &place);
        g_assert_cmpstr(rule->requirement, ==, cases[i].summary);
        g_assert_cmpstr(rule->remedy, ==, cases[i].remedy);
        g_assert_cmpstr(sip_rule_remedy(rule, SIP_FRENCH), !=, rule->remedy);
        g_assert_cmpstr(rule->reference, ==, "custom rule");
        g_assert_cmpstr(sip_strength_name(rule->strength), ==, "custom");
    }
}

static void hear(void *user, unsigned number, const struct sip_finding *finding)
{
    if (number >= sip_rules_count()) {
        g_string_append_printf(user, "%s [%.*s]", finding->evidence, SIP_ARG(finding->where));
    }
}

static void test_french(void)
{
    unsigned place;
    const struct sip_rule *rule = sip_custom_rule(RULE(.pattern = "^A"), &place);

    g_assert_cmpstr(sip_rule_requirement(rule, SIP_FRENCH), ==,
                    "Server avec une valeur conforme à ^A est exigé ici");
    rule = sip_custom_rule(RULE(.text = "We want names"), &place);
    g_assert_cmpstr(sip_rule_requirement(rule, SIP_FRENCH), ==, "We want names");
    g_assert_cmpstr(sip_rule_remedy(rule, SIP_FRENCH), ==, "Le serveur doit envoyer Server ici.");
}

/* What a rule says of a message of which only the first octets were captured; 0: all. */
static void assert_finds(const struct sip_custom_texts *texts, const char *text, size_t captured,
                         const char *wanted)
{
    static struct sip_message m;
    struct sip_slice bytes = guard_text(text);
    const struct sip_packet packet = {.transport = SIP_TRANSPORT_UDP};
    struct sip_transaction transaction = {0};
    const struct sip_context context = {
        .message = &m, .packet = &packet, .transaction = &transaction};
    struct sip_choice *choice = sip_choice_new();
    GString *heard = g_string_new("");
    size_t reported = bytes.n;
    unsigned place;

    g_test_message("%s", text);
    bytes.n = captured ? captured : bytes.n;
    g_assert_nonnull(sip_custom_rule(texts, &place));
    for (unsigned built_in = 0; built_in < sip_rules_count(); built_in++) {
        sip_choice_set(choice, built_in, false);
    }
    sip_choice_add(choice, sip_rule_number_of_custom(place));
    g_assert_true(sip_message_read(&m, bytes, reported, false, SIP_FRAMING_DATAGRAM));
    sip_judge(choice, &context, hear, heard);
    g_assert_cmpstr(heard->str, ==, wanted);
    g_string_free(heard, TRUE);
    sip_choice_free(choice);
    guard_release();
}

#define OK_TO(method, rows) "SIP/2.0 200 OK\r\nCSeq: 1 " method "\r\n" rows "\r\n"
#define OK(rows) OK_TO("INVITE", rows)

static void test_required(void)
{
    const struct sip_custom_texts *any = RULE();
    const struct sip_custom_texts *acme = RULE(.pattern = "^acme/[0-9]");

    assert_finds(any, OK("Server: Acme\r\n"), 0, "");
    assert_finds(any, OK(""), 0, "Server absent [SIP/2.0 200 OK]");
    assert_finds(any, "OPTIONS sip:a@b SIP/2.0\r\n\r\n", 0, "");
    assert_finds(acme, OK("Server: Acme/2\r\n"), 0, "");
    assert_finds(acme, OK("Server: Other\r\nServer: Acme/2\r\n"), 0, "");
    assert_finds(acme, OK("Server: Other\r\n"), 0,
                 "Server: Other does not match ^acme/[0-9] [Server: Other]");
    assert_finds(acme, OK(""), 0, "Server absent [SIP/2.0 200 OK]");
    assert_finds(RULE(.pattern = "^one two$"), OK("Server: one \r\n  two\r\n"), 0, "");
}

static void test_forbidden(void)
{
    const struct sip_custom_texts *none = RULE(.condition = SIP_CUSTOM_FORBIDDEN);
    const struct sip_custom_texts *old =
        RULE(.condition = SIP_CUSTOM_FORBIDDEN, .pattern = "/1\\.");

    assert_finds(none, OK(""), 0, "");
    assert_finds(none, OK("Server: Acme\r\n"), 0, "Server: Acme [Server: Acme]");
    assert_finds(old, OK("Server: Acme/2.0\r\n"), 0, "");
    assert_finds(old, OK("Server: Acme/2.0\r\nSERVER: Acme/1.9\r\n"), 0,
                 "Server: Acme/1.9 [SERVER: Acme/1.9]");
}

/* Compact names, names that nobody registered, codes and methods. */
static void test_scope(void)
{
    const struct sip_custom_texts *compact = RULE(.header = "m", .condition = SIP_CUSTOM_FORBIDDEN);
    const struct sip_custom_texts *own = RULE(.header = "X-Trunk");

    assert_finds(compact, OK("Contact: <sip:a@b>\r\n"), 0,
                 "Contact: <sip:a@b> [Contact: <sip:a@b>]");
    assert_finds(compact, OK("m: <sip:a@b>\r\n"), 0, "Contact: <sip:a@b> [m: <sip:a@b>]");
    assert_finds(own, OK("x-trunk: 7\r\n"), 0, "");
    assert_finds(own, OK("X-Trunks: 7\r\n"), 0, "X-Trunk absent [SIP/2.0 200 OK]");
    assert_finds(RULE(.codes = "4xx"), OK(""), 0, "");
    assert_finds(RULE(.codes = "!4xx"), OK(""), 0, "Server absent [SIP/2.0 200 OK]");
    assert_finds(RULE(.methods = "BYE, UPDATE"), OK(""), 0, "");
    assert_finds(RULE(.methods = "BYE, UPDATE"), OK_TO("UPDATE", ""), 0,
                 "Server absent [SIP/2.0 200 OK]");
}

static void test_comparisons(void)
{
    const struct sip_custom_texts *contains = RULE(.pattern = "me/1.", .comparison = SIP_CONTAINS);
    const struct sip_custom_texts *equals = RULE(.pattern = "Acme 1", .comparison = SIP_EQUALS);

    assert_finds(contains, OK("Server: Acme/1.2\r\n"), 0, "");
    assert_finds(contains, OK("Server: ACME/1.2\r\n"), 0,
                 "Server: ACME/1.2 does not contain me/1. [Server: ACME/1.2]");
    assert_finds(contains, OK("Server: Acme/112\r\n"), 0,
                 "Server: Acme/112 does not contain me/1. [Server: Acme/112]");
    assert_finds(equals, OK("Server: Acme\r\n 1\r\n"), 0, "");
    assert_finds(equals, OK("Server: Acme 12\r\n"), 0,
                 "Server: Acme 12 is not Acme 1 [Server: Acme 12]");
    assert_finds(
        RULE(.pattern = "Acme 1", .comparison = SIP_EQUALS, .condition = SIP_CUSTOM_FORBIDDEN),
        OK("Server: Acme 1\r\n"), 0, "Server: Acme 1 [Server: Acme 1]");
    assert_finds(RULE(.pattern = "(", .comparison = SIP_CONTAINS), OK("Server: a(b\r\n"), 0, "");
}

#define MESSAGE(rows) "MESSAGE sip:a@b SIP/2.0\r\nCSeq: 1 MESSAGE\r\n" rows "\r\n"

static void test_requests(void)
{
    const struct sip_custom_texts *requests = RULE(.codes = "request");
    const struct sip_custom_texts *both = RULE(.codes = "request,2xx");
    unsigned place;

    assert_finds(requests, MESSAGE("Server: a\r\n"), 0, "");
    assert_finds(requests, MESSAGE(""), 0, "Server absent [MESSAGE sip:a@b SIP/2.0]");
    assert_finds(requests, OK(""), 0, "");
    assert_finds(both, MESSAGE(""), 0, "Server absent [MESSAGE sip:a@b SIP/2.0]");
    assert_finds(both, OK(""), 0, "Server absent [SIP/2.0 200 OK]");
    assert_finds(both, "SIP/2.0 404 No\r\nCSeq: 1 INVITE\r\n\r\n", 0, "");
    assert_finds(RULE(.codes = "request", .methods = "INVITE"), MESSAGE(""), 0, "");
    assert_finds(RULE(.codes = "request,2xx", .methods = "INVITE"), MESSAGE(""), 0, "");
    g_assert_cmpstr(sip_custom_rule(requests, &place)->remedy, ==,
                    "The client must send Server here.");
    g_assert_cmpstr(sip_custom_rule(both, &place)->remedy, ==, "The sender must send Server here.");
}

/* Two header fields: one is wanted where the other is there, or is not. */
static void test_given(void)
{
    const struct sip_custom_texts *with = RULE(.given = "Require contains timer");
    const struct sip_custom_texts *without = RULE(.given = "!Allow");
    size_t within = strlen("SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\nSupp");
    unsigned place;

    assert_finds(with, OK(""), 0, "");
    assert_finds(with, OK("Require: 100rel\r\n"), 0, "");
    assert_finds(with, OK("Require: 100rel, timer\r\n"), 0, "Server absent [SIP/2.0 200 OK]");
    assert_finds(with, OK("Require: timer\r\nServer: a\r\n"), 0, "");
    assert_finds(without, OK(""), 0, "Server absent [SIP/2.0 200 OK]");
    assert_finds(without, OK("Allow: INVITE\r\n"), 0, "");
    assert_finds(RULE(.given = "!Allow", .condition = SIP_CUSTOM_FORBIDDEN),
                 OK("Supported: timer\r\n"), within, "");
    assert_finds(RULE(.given = "!Allow", .header = "CSeq", .condition = SIP_CUSTOM_FORBIDDEN),
                 OK("Supported: timer\r\n"), within, "");
    g_assert_cmpstr(sip_custom_rule(with, &place)->requirement, ==,
                    "Server is required here (only if: Require contains timer)");
}

/* What was cut off is not absent; what is there counts. */
static void test_truncated(void)
{
    static const char text[] = OK("Server: Acme\r\nX-Long: value\r\n");
    size_t within_server = strlen("SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\nServer: Ac");
    size_t behind_server = strlen("SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\nServer: Acme\r\nX");

    assert_finds(RULE(), text, within_server, "");
    assert_finds(RULE(.pattern = "^Other$"), text, behind_server, "");
    assert_finds(RULE(.condition = SIP_CUSTOM_FORBIDDEN), text, within_server, "");
    assert_finds(RULE(.condition = SIP_CUSTOM_FORBIDDEN), text, behind_server,
                 "Server: Acme [Server: Acme]");
}

/* A pattern that would run for years, and a value without end, give no verdict, and soon. */
static void test_limits(void)
{
    char *many = g_strnfill(4000, 'a'), *more = g_strnfill(5000, 'a');
    char *wild = g_strdup_printf(OK("Server: %s!\r\n"), many);
    char *long_value = g_strdup_printf(OK("Server: %s\r\n"), more);
    clock_t start = clock();

    assert_finds(RULE(.pattern = "^(a+)+(a+)+(a+)+$"), wild, 0, "");
    assert_finds(RULE(.pattern = "b"), long_value, 0, "");
    assert_finds(RULE(), long_value, 0, "");
    g_assert_cmpint((gint64)(clock() - start), <, CLOCKS_PER_SEC);
    g_free(many);
    g_free(more);
    g_free(wild);
    g_free(long_value);
}

void test_custom_register(void)
{
    g_test_add_func("/custom/checks", test_checks);
    g_test_add_func("/custom/numbers", test_numbers);
    g_test_add_func("/custom/texts", test_texts);
    g_test_add_func("/custom/french", test_french);
    g_test_add_func("/custom/required", test_required);
    g_test_add_func("/custom/forbidden", test_forbidden);
    g_test_add_func("/custom/scope", test_scope);
    g_test_add_func("/custom/comparisons", test_comparisons);
    g_test_add_func("/custom/requests", test_requests);
    g_test_add_func("/custom/given", test_given);
    g_test_add_func("/custom/truncated", test_truncated);
    g_test_add_func("/custom/limits", test_limits);
}
