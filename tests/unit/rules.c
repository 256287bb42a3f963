/* rules.c
 * Tests of plugin/rules: the table itself, and the choice of the rules that judge a response.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "capture.h"
#include "guard.h"
#include "rules/engine/choice.h"
#include "rules/engine/readings.h"
#include "rules/engine/table.h"

void test_rules_register(void);

static bool matches(const char *pattern, const char *text)
{
    return g_regex_match_simple(pattern, text, 0, 0);
}

#define PLACE                                  \
    "(RFC [0-9]{4}( §[0-9A-Z]+(\\.[0-9]+)*)?" \
    "|ATIS-[0-9]+"                             \
    "|3GPP TS [0-9.]+( §[0-9A-Za-z.]+)?)"

/* So many characters, on one line, with a full stop at the end or without. */
static void check_text(const char *text, glong shortest, glong longest, bool full_stop)
{
    g_assert_nonnull(text);
    g_assert_true(g_utf8_validate(text, -1, NULL));
    g_assert_cmpint(g_utf8_strlen(text, -1), >=, shortest);
    g_assert_cmpint(g_utf8_strlen(text, -1), <=, longest);
    g_assert_true(matches(full_stop ? "^\\S.*\\.$" : "^\\S.*[^\\s.]$", text));
    g_assert_null(strstr(text, "  ")); /* a slip where a literal was continued */
}

static void check_texts(const struct sip_rule *rule)
{
    g_assert_cmpint(rule->strength, >=, SIP_MUST);
    g_assert_cmpint(rule->strength, <=, SIP_HEURISTIC);
    g_assert_nonnull(rule->reference);
    g_assert_true(matches("^" PLACE "$", rule->reference));
    g_assert_true(rule->see == NULL || matches("^" PLACE "(; " PLACE ")*$", rule->see));
    check_text(rule->problem, 8, 60, false);
    check_text(rule->requirement, 10, 140, false);
    check_text(rule->remedy, 10, 400, true);
    if (rule->silence != NULL) {
        check_text(rule->silence, 10, 1000, true);
    }
}

/* What a rule explains are other rules, none twice. */
static void check_explains(const struct sip_rule *rule)
{
    for (int i = 0; i < SIP_RULE_MAX_EXPLAINS && rule->explains[i] != NULL; i++) {
        g_assert_cmpint(sip_rule_find(rule->explains[i]), >=, 0);
        g_assert_cmpstr(rule->explains[i], !=, rule->id);
        for (int j = 0; j < i; j++) {
            g_assert_cmpstr(rule->explains[i], !=, rule->explains[j]);
        }
        const struct sip_rule *other = sip_rule_at((unsigned)sip_rule_find(rule->explains[i]));
        for (int j = 0; j < SIP_RULE_MAX_EXPLAINS && other->explains[j] != NULL; j++) {
            g_assert_cmpstr(rule->id, !=, other->explains[j]); /* else both would be chats */
        }
    }
}

/* No two rules say that the same is wrong. */
static void test_problems(void)
{
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (unsigned i = 0; i < sip_rules_count(); i++) {
        g_test_message("%s", sip_rule_at(i)->id);
        g_assert_true(g_hash_table_add(seen, (gpointer)sip_rule_at(i)->problem));
    }
    g_hash_table_unref(seen);
}

/* The headers of an entry stand without a gap, and those checks that live on them have some. */
static void check_headers(const struct sip_rule *rule)
{
    for (int i = 1; i < SIP_RULE_MAX_HEADERS; i++) {
        g_assert_true(rule->headers[i] == SIP_HDR_OTHER || rule->headers[i - 1] != SIP_HDR_OTHER);
    }
    if (rule->check == sip_check_required || rule->check == sip_check_misplaced ||
        rule->check == sip_check_single_value) {
        g_assert_cmpint(rule->headers[0], !=, SIP_HDR_OTHER);
    }
}

static void test_entries(void)
{
    g_assert_cmpuint(sip_rules_count(), >, 0);
    for (unsigned i = 0; i < sip_rules_count(); i++) {
        const struct sip_rule *rule = sip_rule_at(i);

        g_assert_nonnull(rule->id);
        g_test_message("%s", rule->id);
        g_assert_true(matches("^[0-9a-z]+(-[0-9a-z]+)+$", rule->id));
        g_assert_cmpint(rule->severity, >=, SIP_CHAT);
        g_assert_cmpint(rule->severity, <=, SIP_ERROR);
        g_assert_cmpint(rule->group, >=, SIP_GROUP_PROTOCOL);
        g_assert_cmpint(rule->group, <=, SIP_GROUP_ASSUMPTION);
        g_assert_true(sip_codes_valid(rule->codes));
        g_assert_true(rule->check != NULL);
        check_texts(rule);
        check_explains(rule);
        check_headers(rule);
    }
}

/* An id finds its own entry: so there is none twice. */
static void test_find(void)
{
    for (unsigned i = 0; i < sip_rules_count(); i++) {
        g_test_message("%s", sip_rule_at(i)->id);
        g_assert_cmpint(sip_rule_find(sip_rule_at(i)->id), ==, (int)i);
    }
    g_assert_cmpint(sip_rule_find("no-such-rule"), ==, -1);
    g_assert_cmpint(sip_rule_find(""), ==, -1);
}

/* What history drops early: of no 2xx that ends all does a rule speak at the end. */
static void test_dropped_early(void)
{
    for (unsigned i = 0; i < sip_rules_count(); i++) {
        const struct sip_rule *rule = sip_rule_at(i);

        g_test_message("%s", rule->id);
        for (int method = SIP_METHOD_ACK; method < SIP_METHOD_COUNT; method++) {
            for (unsigned code = 200; code < 300; code++) {
                g_assert_false(rule->when == SIP_AT_END_OF_FINAL &&
                               sip_method_ends_with_2xx((enum sip_method)method) &&
                               sip_rule_admits(rule, code, (enum sip_method)method));
            }
        }
    }
}

static void test_codes_valid(void)
{
    static const char *const valid[] = {
        "420",  "4xx",      "101-199",         "401,407", "401, 407",
        "!2xx", "!423,5xx", "200-203,205-299", "100-699", "100-100",
    };
    static const char *const invalid[] = {
        "",
        "!",
        "42",
        "700",
        "099",
        "0xx",
        "7xx",
        "4x",
        "4xxx",
        "200-",
        "-200",
        "299-200",
        "600-700",
        "420,",
        ",420",
        "420 ",
        "abc",
        "420;421",
        "!!420",
        "2xx-299",
        "4294967496",
        "100-4294967496",       /* 2**32 + 200 */
        "18446744073709551816", /* 2**64 + 200 */
    };

    g_assert_true(sip_codes_valid(NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(valid); i++) {
        g_test_message("%s", valid[i]);
        g_assert_true(sip_codes_valid(valid[i]));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(invalid); i++) {
        g_test_message("%s", invalid[i]);
        g_assert_false(sip_codes_valid(invalid[i]));
    }
}

static void test_admits_codes(void)
{
    static const struct {
        const char *codes;
        unsigned code;
        bool admitted;
    } cases[] = {
        {NULL, 0, true},         {NULL, 200, true},        {"420", 420, true},
        {"420", 421, false},     {"420", 0, false},        {"2xx", 199, false},
        {"2xx", 200, true},      {"2xx", 299, true},       {"2xx", 300, false},
        {"101-199", 100, false}, {"101-199", 101, true},   {"101-199", 199, true},
        {"101-199", 200, false}, {"401,407", 401, true},   {"401,407", 407, true},
        {"401,407", 404, false}, {"!2xx", 200, false},     {"!2xx", 300, true},
        {"!2xx", 0, false},      {"!401,407", 407, false}, {"!401,407", 404, true},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const struct sip_rule rule = {.codes = cases[i].codes, .methods = SIP_M_ANY};

        g_test_message("%s: %u", cases[i].codes ? cases[i].codes : "any", cases[i].code);
        g_assert_cmpint(sip_rule_admits(&rule, cases[i].code, SIP_METHOD_INVITE), ==,
                        cases[i].admitted);
    }
}

static void test_admits_methods(void)
{
    const struct sip_rule two = {.methods = SIP_M(INVITE) | SIP_M(UPDATE)};
    const struct sip_rule others = {.methods = SIP_M_NOT(SIP_M(INVITE) | SIP_M(UPDATE))};
    const struct sip_rule any = {.methods = SIP_M_ANY};

    for (int method = SIP_METHOD_UNKNOWN; method < SIP_METHOD_COUNT; method++) {
        bool is_one = method == SIP_METHOD_INVITE || method == SIP_METHOD_UPDATE;

        g_test_message("%s", sip_method_name((enum sip_method)method));
        g_assert_cmpint(sip_rule_admits(&two, 200, (enum sip_method)method), ==, is_one);
        /* A method that could not be read is none of the others. */
        g_assert_cmpint(sip_rule_admits(&others, 200, (enum sip_method)method), ==,
                        !is_one && method != SIP_METHOD_UNKNOWN);
        g_assert_true(sip_rule_admits(&any, 200, (enum sip_method)method));
    }
}

struct heard {
    unsigned number; /* the rule listened for */
    unsigned count;
    char *evidence;
};

static void hear(void *user, unsigned number, const struct sip_finding *finding)
{
    struct heard *heard = user;

    if (number == heard->number) {
        heard->count++;
        g_free(heard->evidence);
        heard->evidence = g_strdup(finding->evidence);
        g_assert_nonnull(finding->where.p);
    }
}

static void judge(struct sip_choice *choice, const char *text, struct heard *heard)
{
    static struct sip_message m;
    struct sip_slice bytes = guard_text(text);
    const struct sip_packet packet = {.transport = SIP_TRANSPORT_UDP};
    const struct sip_context context = {.message = &m, .packet = &packet};

    g_assert_true(sip_message_read(&m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
    heard->count = 0;
    sip_judge(choice, &context, hear, heard);
    guard_release();
}

/* A rule is heard while it is switched on, and where its codes and methods admit the response. */
static void test_judge(void)
{
    static const char broken[] = "SIP/2.0 200 OK\r\nCSeq: 1 SUBSCRIBE\r\n\r\n";
    static const char kept[] = "SIP/2.0 200 OK\r\nCSeq: 1 SUBSCRIBE\r\nExpires: 60\r\n\r\n";
    static const char other_method[] = "SIP/2.0 200 OK\r\nCSeq: 1 BYE\r\n\r\n";
    static const char other_code[] = "SIP/2.0 489 Bad Event\r\nCSeq: 1 SUBSCRIBE\r\n\r\n";
    static const char no_code[] = "SIP/2.0 2000 OK\r\nCSeq: 1 SUBSCRIBE\r\n\r\n";
    struct heard heard = {.number = (unsigned)sip_rule_find("2xx-subscribe-expires-missing")};
    struct sip_choice *choice = sip_choice_new();

    judge(choice, broken, &heard);
    g_assert_cmpuint(heard.count, ==, 1);
    g_assert_cmpstr(heard.evidence, ==, "Expires absent from the 200 to SUBSCRIBE");
    judge(choice, kept, &heard);
    g_assert_cmpuint(heard.count, ==, 0);
    judge(choice, other_method, &heard);
    g_assert_cmpuint(heard.count, ==, 0);
    judge(choice, other_code, &heard);
    g_assert_cmpuint(heard.count, ==, 0);
    judge(choice, no_code, &heard);
    g_assert_cmpuint(heard.count, ==, 0);

    sip_choice_set(choice, heard.number, false);
    judge(choice, broken, &heard);
    g_assert_cmpuint(heard.count, ==, 0);
    sip_choice_set(choice, heard.number, true);
    judge(choice, broken, &heard);
    g_assert_cmpuint(heard.count, ==, 1);
    sip_choice_free(choice);
    g_free(heard.evidence);
}

/* Evidence of any length is cut, not overrun. */
static void test_broken(void)
{
    static struct sip_message m;
    const struct sip_context context = {.message = &m};
    struct sip_finding finding;
    struct sip_slice where = guard_text("here");
    char *text = g_strnfill(2 * SIP_EVIDENCE_SIZE, 'x');

    m.start_line = guard_text("SIP/2.0 200 OK");
    g_assert_cmpint(sip_broken(&finding, &context, where, "%s", text), ==, SIP_BROKEN);
    g_assert_cmpuint(strlen(finding.evidence), <, SIP_EVIDENCE_SIZE);
    assert_slice(finding.where, "here");
    sip_broken(&finding, &context, (struct sip_slice){NULL, 0}, "absent");
    assert_slice(finding.where, "SIP/2.0 200 OK");
    g_free(text);
    guard_release();
}

/* A code and a method that the rule speaks of. */
static void admitted(const struct sip_rule *rule, unsigned *code, enum sip_method *method)
{
    for (*code = 100; *code < 700; (*code)++) {
        for (int m = SIP_METHOD_ACK; m <= SIP_METHOD_OTHER; m++) {
            if (sip_rule_admits(rule, *code, (enum sip_method)m)) {
                *method = (enum sip_method)m;
                return;
            }
        }
    }
    g_assert_not_reached();
}

/* Asks the rule about a message without any header field but CSeq: a request, or a response to a request with
 * an offer. */
static enum sip_verdict ask_without_headers(const struct sip_rule *rule)
{
    static struct sip_message m, request;
    static const char offer[] =
        "INVITE sip:a@b SIP/2.0\r\nCSeq: 1 INVITE\r\nContent-Type: application/sdp\r\n\r\n"
        "v=0\r\nt=0 0\r\nm=audio 1 RTP/AVP 0\r\n";
    static struct sip_readings readings;
    struct sip_open open = {.count_use = {.frame = 1, .header = SIP_HDR_AUTHORIZATION}};
    struct sip_hop hop = {.server = {.family = 0}};
    struct sip_transaction t = {.request_frame = 1, .hop = &hop, .open = &open};
    struct sip_finding finding;
    enum sip_method method;
    unsigned code;

    admitted(rule, &code, &method);
    const char *name = sip_method_name(method);
    char *text = rule->when == SIP_ON_REQUEST || rule->when == SIP_AT_END
                     ? g_strdup_printf("%s sip:a@b SIP/2.0\r\nCSeq: 1 %s\r\n\r\n", name, name)
                     : g_strdup_printf("SIP/2.0 %u X\r\nCSeq: 1 %s\r\n\r\n", code, name);
    const struct sip_packet packet = {.message = &m, .transport = SIP_TRANSPORT_UDP, .frame = 2};
    const struct sip_context context = {.rule = rule,
                                        .message = &m,
                                        .packet = &packet,
                                        .request = &request,
                                        .transaction = &t,
                                        .readings = &readings};
    sip_readings_clear(&readings);
    g_assert_true(sip_message_read(&m, (struct sip_slice){text, strlen(text)}, strlen(text), false,
                                   SIP_FRAMING_DATAGRAM));
    g_assert_true(sip_message_read(&request, SIP_SLICE(offer), sizeof(offer) - 1, false,
                                   SIP_FRAMING_DATAGRAM));
    enum sip_verdict verdict = rule->check(&context, &finding);
    g_free(text);
    return verdict;
}

/* A rule that is not asked where the header fields that it needs are missing would be silent. */
static void test_needs(void)
{
    unsigned asked = 0;

    for (unsigned number = 0; number < sip_rules_count(); number++) {
        const struct sip_rule *rule = sip_rule_at(number);
        if (rule->needs[0] != SIP_HDR_OTHER) {
            g_test_message("%s", rule->id);
            g_assert_true(rule->when == SIP_ON_RESPONSE || rule->when == SIP_ON_MATCHED_RESPONSE ||
                          rule->when == SIP_ON_REQUEST || rule->when == SIP_AT_END);
            g_assert_cmpint(ask_without_headers(rule), !=, SIP_BROKEN);
            asked++;
        }
    }
    g_assert_cmpuint(asked, >, 0);
}

/* Contexts of one response: one that holds nothing else, and one whose everything else crashes who
 * looks at it, or is another. */
struct alone {
    struct sip_context bare, trapped;
    unsigned asked, broken;
};

static bool has_what_it_needs(const struct sip_rule *rule, const struct sip_message *m)
{
    bool has = rule->needs[0] == SIP_HDR_OTHER;

    for (int i = 0; i < SIP_RULE_MAX_NEEDS && rule->needs[i] != SIP_HDR_OTHER; i++) {
        has = has || sip_message_has(m, rule->needs[i]);
    }
    return has;
}

static void ask_both(struct alone *alone, const struct sip_rule *rule)
{
    static struct sip_readings readings;
    struct sip_finding bare, trapped;

    alone->bare.rule = alone->trapped.rule = rule;
    alone->bare.readings = alone->trapped.readings = &readings;
    sip_readings_clear(&readings);
    enum sip_verdict verdict = rule->check(&alone->bare, &bare);
    sip_readings_clear(&readings);
    if (rule->check(&alone->trapped, &trapped) != verdict) {
        g_test_message("%s", rule->id);
        g_assert_not_reached();
    }
    alone->asked++;
    if (verdict == SIP_BROKEN) {
        g_assert_cmpstr(bare.evidence, ==, trapped.evidence);
        g_assert_cmpuint(bare.related, ==, 0);
        g_assert_cmpuint(trapped.related, ==, 0);
        g_assert_true(has_what_it_needs(rule, alone->bare.message));
        alone->broken++;
    }
}

static void ask_alone(void *user, const struct sip_packet *packet)
{
    const void *trap = guard_copy(NULL, 0).p; /* a page that cannot be read */
    struct alone *alone = user;

    if (!packet->message->is_response) {
        return;
    }
    alone->bare = (struct sip_context){.message = packet->message, .packet = packet};
    alone->trapped = (struct sip_context){.message = packet->message,
                                          .packet = packet,
                                          .t1 = 1,
                                          .t2 = 1,
                                          .ims = true,
                                          .transaction = trap,
                                          .request = trap,
                                          .dialog = trap,
                                          .original_frame = 1,
                                          .failed_request = trap,
                                          .failure = trap,
                                          .backoff = trap,
                                          .now = INT64_MAX,
                                          .end = trap};
    for (unsigned number = 0; number < sip_rules_count(); number++) {
        const struct sip_rule *rule = sip_rule_at(number);
        if (!sip_rule_needs_history(rule) &&
            sip_rule_admits(rule, packet->message->code, packet->message->method)) {
            ask_both(alone, rule);
        }
    }
}

/* A rule that is said to need no history finds the same whatever the history is: it does not look. */
static void test_alone(void)
{
    struct alone alone = {.asked = 0};

    g_assert_cmpuint(captures_read(ask_alone, &alone), >, 600);
    g_assert_cmpuint(alone.asked, >, 10000);
    g_assert_cmpuint(alone.broken, >, 100);
}

/* One rule that looks back is enough to need history, and none is needed without any. */
static void test_needs_history(void)
{
    struct sip_choice *choice = sip_choice_new();
    int looks_back = sip_rule_find("via-count-mismatch"), alone = sip_rule_find("to-tag-missing");

    g_assert_true(sip_choice_needs_history(choice));
    for (unsigned number = 0; number < sip_rules_count(); number++) {
        sip_choice_set(choice, number, false);
    }
    g_assert_false(sip_choice_needs_history(choice));
    sip_choice_set(choice, (unsigned)alone, true);
    g_assert_false(sip_choice_needs_history(choice));
    sip_choice_set(choice, (unsigned)looks_back, true);
    sip_choice_set(choice, (unsigned)looks_back, true);
    g_assert_true(sip_choice_needs_history(choice));
    sip_choice_set(choice, (unsigned)looks_back, false);
    g_assert_false(sip_choice_needs_history(choice));
    sip_choice_free(choice);
}

void test_rules_register(void)
{
    g_test_add_func("/rules/alone", test_alone);
    g_test_add_func("/rules/needs-history", test_needs_history);
    g_test_add_func("/rules/needs", test_needs);
    g_test_add_func("/rules/entries", test_entries);
    g_test_add_func("/rules/find", test_find);
    g_test_add_func("/rules/problems", test_problems);
    g_test_add_func("/rules/dropped-early", test_dropped_early);
    g_test_add_func("/rules/codes-valid", test_codes_valid);
    g_test_add_func("/rules/admits-codes", test_admits_codes);
    g_test_add_func("/rules/admits-methods", test_admits_methods);
    g_test_add_func("/rules/judge", test_judge);
    g_test_add_func("/rules/broken", test_broken);
}
