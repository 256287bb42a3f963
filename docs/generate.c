/* generate.c
 * Writes docs/rules.md and docs/codes.md from the tables, and the same in French in docs/fr/:
 * generate rules|codes|regles|codes-fr. For the tests, "generate texts" lists every text in both
 * languages.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "rules/engine/table.h"
#include "sip/code.h"
#include "texts/catalogue.h"

/* Of the page being written. */
static enum sip_language language = SIP_ENGLISH;

static const char *in(const char *english) __attribute__((format_arg(1)));

static const char *in(const char *english)
{
    return sip_text(english, language);
}

static const char *severity(enum sip_severity value)
{
    static const char *const names[] = {
        [SIP_CHAT] = "chat",
        [SIP_NOTE] = "note",
        [SIP_WARN] = "warning",
        [SIP_ERROR] = "error",
    };
    return in(names[value]);
}

static const char *group(enum sip_group value)
{
    static const char *const names[] = {
        [SIP_GROUP_PROTOCOL] = "protocol",
        [SIP_GROUP_RESPONSE_CODE] = "response code",
        [SIP_GROUP_SEQUENCE] = "sequence",
        [SIP_GROUP_MALFORMED] = "malformed",
        [SIP_GROUP_SECURITY] = "security",
        [SIP_GROUP_DEPRECATED] = SIP_TEXT_IN("a group", "deprecated"),
        [SIP_GROUP_ASSUMPTION] = "assumption",
    };
    return in(names[value]);
}

/* The anchor that Markdown viewers give a heading. */
static void print_anchor(const char *title)
{
    for (; *title != '\0'; title = g_utf8_next_char(title)) {
        gunichar c = g_unichar_tolower(g_utf8_get_char(title));
        char utf8[7] = {0};

        g_unichar_to_utf8(c == ' ' ? '-' : c, utf8);
        if (c == ' ' || c == '-' || c == '_' || g_unichar_isalnum(c)) {
            printf("%s", utf8);
        }
    }
}

static void print_filter(const char *id)
{
    printf("`sip_response.");
    for (; *id != '\0'; id++) {
        putchar(*id == '-' ? '_' : *id);
    }
    printf("`");
}

/* Names the methods of a set; a set that lacks few is told by those it lacks. */
static void print_methods(sip_methods methods)
{
    int held = __builtin_popcount(methods & SIP_M_NOT(0) & ((UINT32_C(1) << SIP_METHOD_COUNT) - 1));
    bool except = held > SIP_METHOD_COUNT / 2;
    const char *link = except ? in("; any method but ") : in("; ");

    for (int m = SIP_METHOD_ACK; m < SIP_METHOD_COUNT; m++) {
        if (((methods >> m) & 1) != except) {
            printf("%s%s", link,
                   m == SIP_METHOD_OTHER ? in("methods outside the registry")
                                         : sip_method_name((enum sip_method)m));
            link = ", ";
        }
    }
}

static void print_applies(const struct sip_rule *rule)
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
    };

    printf("%s", in(occasions[rule->when]));
    if (rule->codes != NULL && rule->codes[0] == '!') {
        printf(in(", every code but %s"), rule->codes + 1);
    } else if (rule->codes != NULL) {
        printf(", %s", rule->codes);
    }
    if (rule->methods != SIP_M_ANY) {
        print_methods(rule->methods);
    }
}

static void print_origin(const struct sip_rule *rule)
{
    printf(in("- **%s**, group %s; %s in %s"), severity(rule->severity), group(rule->group),
           sip_strength_name(rule->strength), rule->reference);
    if (rule->see != NULL) {
        printf(in(" (see also %s)"), rule->see);
    }
    printf("\n");
}

static void print_silence(const struct sip_rule *rule)
{
    if (rule->silence != NULL) {
        printf("- %s\n", sip_rule_silence(rule, language));
    }
}

static void print_rule(const struct sip_subject *subject, const struct sip_rule *rule)
{
    const char *captures = in("../captures");

    printf("### `%s`\n\n%s.\n\n", rule->id, sip_rule_requirement(rule, language));
    print_origin(rule);
    printf("%s", in("- Judges: "));
    print_applies(rule);
    printf("%s", in("\n- Filter: "));
    print_filter(rule->id);
    printf(in("\n- To mend: %s\n"), sip_rule_remedy(rule, language));
    print_silence(rule);
    printf(in("- Captures: [broken](%s/%s/%s.breaks.txt), [kept](%s/%s/%s.keeps.txt)\n\n"),
           captures, subject->name, rule->id, captures, subject->name, rule->id);
}

static void print_overview(void)
{
    unsigned count[SIP_ERROR + 1] = {0};

    for (unsigned i = 0; i < sip_rules_count(); i++) {
        count[sip_rule_at(i)->severity]++;
    }
    printf(in("# The rules\n\n"
              "Generated from the table of rules; do not edit. %u rules: %u errors, %u warnings, "
              "%u notes, %u chats.\n\n"),
           sip_rules_count(), count[SIP_ERROR], count[SIP_WARN], count[SIP_NOTE], count[SIP_CHAT]);
    printf("%s",
           in("The preference *Level* decides which are shown: *essential* shows errors and "
              "warnings, *standard* (the default) shows notes too, *pedantic* shows everything. "
              "*Silenced rules* takes the ids below, or patterns such as `2xx-register-*`.\n\n"
              "A rule speaks only where the capture proves its case. A header that may have been "
              "cut off (a short snapshot length, a segment that is missing) is never called "
              "missing.\n\n"));
    for (const struct sip_subject *s = sip_subjects; s->title != NULL; s++) {
        const char *title = in(s->title);
        printf("- [%s](#", title);
        print_anchor(title);
        printf(") (%zu)\n", *s->count);
    }
    printf("\n");
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

static void print_not_judged(void)
{
    printf("%s", in("## Not judged\n\nWhat a capture cannot show:\n\n"));
    for (size_t i = 0; i < G_N_ELEMENTS(not_judged); i++) {
        printf(in("- `%s`: %s\n"), not_judged[i].id, in(not_judged[i].reason));
    }
}

static void print_rules(void)
{
    print_overview();
    for (const struct sip_subject *s = sip_subjects; s->title != NULL; s++) {
        printf("## %s\n\n", in(s->title));
        for (size_t i = 0; i < *s->count; i++) {
            print_rule(s, &s->rules[i]);
        }
    }
    print_not_judged();
}

static void print_code(const struct sip_code *code)
{
    printf("### %u %s\n\n%s\n\n", code->code, code->name, sip_code_meaning(code, language));
    printf(in("- What next: **%s**. %s\n"), sip_action_text(code->action, language),
           sip_code_advice(code, language));
    printf(in("- Reaches: %s; holds: %s\n"), sip_scope_text(code->scope, language),
           sip_permanence_text(code->permanence, language));
    if (code->outcome != SIP_OUTCOME_NONE) {
        printf(in("- Outcome: %s\n"), sip_outcome_text(code->outcome, language));
    }
    if (code->status != SIP_CODE_REGISTERED) {
        printf(in("- Registration: %s\n"), sip_code_status_text(code->status, language));
    }
    printf(in("- Defined in %s\n\n"), code->reference);
}

static void print_codes(void)
{
    unsigned digit = 0;

    printf(in("# The status codes\n\n"
              "Generated from the table of codes; do not edit. All %zu codes that IANA has "
              "registered for SIP.\n\n"),
           sip_codes_count);
    printf("%s",
           in("A client treats any other code as the x00 code of its class, and any other "
              "provisional code as 183 (RFC 3261 §8.1.3.2): `sip_response.effective_code` says "
              "which. A 503 without Retry-After counts as 500 (RFC 3261 §21.5.4).\n\n"));
    for (size_t i = 0; i < sip_codes_count; i++) {
        if (sip_codes[i].code / 100 != digit) {
            digit = sip_codes[i].code / 100;
            printf("## %uxx %s\n\n", digit, sip_class_text(digit, language));
        }
        print_code(&sip_codes[i]);
    }
}

/* One line for each text: what it is, English, French (empty where it is missing). */
static void print_text(const char *kind, const char *of, const char *english, const char *french)
{
    printf("%s\t%s\t%s\t%s\n", kind, of, english, french != NULL ? french : "");
}

static void print_phrase(const char *kind, const char *of, const char *english)
{
    print_text(kind, of, english, sip_catalogue_phrase(SIP_FRENCH, english));
}

static void print_names(const char *kind, unsigned last,
                        const char *(*text)(unsigned, enum sip_language))
{
    for (unsigned value = 0; value <= last; value++) {
        char number[12];
        snprintf(number, sizeof(number), "%u", value);
        print_phrase(kind, number, text(value, SIP_ENGLISH));
    }
}

static void print_texts_of_rule(const struct sip_rule *rule)
{
    static const struct sip_rule_texts nothing = {NULL};
    const struct sip_rule_texts *french = sip_catalogue_rule(SIP_FRENCH, rule->id);

    french = french != NULL ? french : &nothing;
    print_text("problem", rule->id, rule->problem, french->problem);
    print_text("requirement", rule->id, rule->requirement, french->requirement);
    print_text("remedy", rule->id, rule->remedy, french->remedy);
    if (rule->silence != NULL) {
        print_text("silence", rule->id, rule->silence, french->silence);
    }
}

static void print_texts_of_code(const struct sip_code *code)
{
    static const struct sip_code_texts nothing = {0};
    const struct sip_code_texts *french = sip_catalogue_code(SIP_FRENCH, code->code);

    french = french != NULL ? french : &nothing;
    print_text("meaning", code->name, code->meaning, french->meaning);
    print_text("advice", code->name, code->advice, french->advice);
}

static void print_texts(void)
{
    for (unsigned i = 0; i < sip_rules_count(); i++) {
        print_texts_of_rule(sip_rule_at(i));
    }
    for (const struct sip_subject *s = sip_subjects; s->title != NULL; s++) {
        print_phrase("title", s->name, s->title);
    }
    for (size_t i = 0; i < sip_codes_count; i++) {
        print_texts_of_code(&sip_codes[i]);
    }
    print_names("class", 6, sip_class_text);
    print_names("action", SIP_ACTION_STOP, sip_action_text);
    print_names("scope", SIP_SCOPE_EVERYWHERE, sip_scope_text);
    print_names("permanence", SIP_CONDITIONAL, sip_permanence_text);
    print_names("status", SIP_CODE_UNREGISTERED, sip_code_status_text);
    print_names("outcome", SIP_OUTCOME_OTHER_SUCCESS, sip_outcome_text);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *page;
        enum sip_language language;
        void (*print)(void);
    } pages[] = {
        {"rules", SIP_ENGLISH, print_rules}, {"codes", SIP_ENGLISH, print_codes},
        {"regles", SIP_FRENCH, print_rules}, {"codes-fr", SIP_FRENCH, print_codes},
        {"texts", SIP_ENGLISH, print_texts},
    };

    for (size_t i = 0; argc == 2 && i < G_N_ELEMENTS(pages); i++) {
        if (strcmp(argv[1], pages[i].page) == 0) {
            language = pages[i].language;
            pages[i].print();
            return 0;
        }
    }
    fprintf(stderr, "usage: %s rules|codes|regles|codes-fr|texts (writes to standard output)\n",
            argv[0]);
    return 2;
}
