/* generate.c
 * Writes docs/rules.md and docs/codes.md from the tables: generate rules|codes
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "rules/table.h"
#include "sip/code.h"

static const char *const severities[] = {
    [SIP_CHAT] = "chat", [SIP_NOTE] = "note", [SIP_WARN] = "warning", [SIP_ERROR] = "error",
};

static const char *const groups[] = {
    [SIP_GROUP_PROTOCOL] = "protocol",   [SIP_GROUP_RESPONSE_CODE] = "response code",
    [SIP_GROUP_SEQUENCE] = "sequence",   [SIP_GROUP_MALFORMED] = "malformed",
    [SIP_GROUP_SECURITY] = "security",   [SIP_GROUP_DEPRECATED] = "deprecated",
    [SIP_GROUP_ASSUMPTION] = "assumption",
};

/* The anchor that Markdown viewers give a heading. */
static void print_anchor(const char *title)
{
    for (; *title != '\0'; title++) {
        if (*title == ' ') {
            putchar('-');
        } else if (*title != ',' && *title != '`') {
            putchar(sip_lower(*title));
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
    int in = __builtin_popcount(methods & SIP_M_NOT(0) & ((UINT32_C(1) << SIP_METHOD_COUNT) - 1));
    bool except = in > SIP_METHOD_COUNT / 2;
    const char *link = except ? "; any method but " : "; ";

    for (int m = SIP_METHOD_ACK; m < SIP_METHOD_COUNT; m++) {
        if (((methods >> m) & 1) != except) {
            printf("%s%s", link, m == SIP_METHOD_OTHER ? "methods outside the registry"
                                                        : sip_method_name((enum sip_method)m));
            link = ", ";
        }
    }
}

static void print_applies(const struct sip_rule *rule)
{
    static const char *const occasions[SIP_WHEN_COUNT] = {
        [SIP_ON_RESPONSE] = "responses",
        [SIP_ON_ANSWER] = "responses whose request was captured",
        [SIP_ON_REPEATED_RESPONSE] = "repeated responses",
        [SIP_ON_REQUEST] = "requests",
        [SIP_ON_REPEATED_REQUEST] = "repeated requests",
        [SIP_ON_RETRY] = "requests after a failure",
        [SIP_AT_END] = "requests, when their transaction is over",
        [SIP_AT_END_OF_FINAL] = "final responses, when their transaction is over",
    };

    printf("%s", occasions[rule->when]);
    if (rule->codes != NULL && rule->codes[0] == '!') {
        printf(", every code but %s", rule->codes + 1);
    } else if (rule->codes != NULL) {
        printf(", %s", rule->codes);
    }
    if (rule->methods != SIP_M_ANY) {
        print_methods(rule->methods);
    }
}

static void print_rule(const struct sip_subject *subject, const struct sip_rule *rule)
{
    printf("### `%s`\n\n%s.\n\n", rule->id, rule->summary);
    printf("- **%s**, group %s; %s in %s", severities[rule->severity], groups[rule->group],
           rule->strength, rule->reference);
    if (rule->see != NULL) {
        printf(" (see also %s)", rule->see);
    }
    printf("\n- Judges: ");
    print_applies(rule);
    printf("\n- Filter: ");
    print_filter(rule->id);
    printf("\n- To mend: %s\n", rule->remedy);
    if (rule->silence != NULL) {
        printf("- Silent: %s\n", rule->silence);
    }
    printf("- Captures: [broken](../captures/%s/%s.breaks.txt), "
           "[kept](../captures/%s/%s.keeps.txt)\n\n",
           subject->name, rule->id, subject->name, rule->id);
}

static void print_overview(void)
{
    unsigned count[SIP_ERROR + 1] = {0};

    for (unsigned i = 0; i < sip_rules_count(); i++) {
        count[sip_rule_at(i)->severity]++;
    }
    printf("# The rules\n\n"
           "Generated from the table of rules; do not edit. %u rules: %u errors, %u warnings, "
           "%u notes, %u chats.\n\n"
           "The preference *Level* decides which are shown: *essential* shows errors and "
           "warnings, *standard* (the default) shows notes too, *pedantic* shows everything. "
           "*Silenced rules* takes the ids below, or patterns such as `2xx-register-*`.\n\n"
           "A rule speaks only where the capture proves its case. A header that may have been "
           "cut off (a short snapshot length, a segment that is missing) is never called "
           "missing.\n\n",
           sip_rules_count(), count[SIP_ERROR], count[SIP_WARN], count[SIP_NOTE], count[SIP_CHAT]);
    for (const struct sip_subject *s = sip_subjects; s->title != NULL; s++) {
        printf("- [%s](#", s->title);
        print_anchor(s->title);
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
    printf("## Not judged\n\nWhat a capture cannot show:\n\n");
    for (size_t i = 0; i < sizeof(not_judged) / sizeof(not_judged[0]); i++) {
        printf("- `%s`: %s\n", not_judged[i].id, not_judged[i].reason);
    }
}

static void print_rules(void)
{
    print_overview();
    for (const struct sip_subject *s = sip_subjects; s->title != NULL; s++) {
        printf("## %s\n\n", s->title);
        for (size_t i = 0; i < *s->count; i++) {
            print_rule(s, &s->rules[i]);
        }
    }
    print_not_judged();
}

static void print_code(const struct sip_code *code)
{
    printf("### %u %s\n\n%s\n\n", code->code, code->name, code->meaning);
    printf("- What next: **%s**. %s\n", sip_action_name(code->action), code->advice);
    printf("- Reaches: %s; holds: %s\n", sip_scope_name(code->scope),
           sip_permanence_name(code->permanence));
    if (code->outcome != SIP_OUTCOME_NONE) {
        printf("- Outcome: %s\n", sip_outcome_name(code->outcome));
    }
    if (code->status != SIP_CODE_REGISTERED) {
        printf("- Registration: %s\n", sip_code_status_name(code->status));
    }
    printf("- Defined in %s\n\n", code->reference);
}

static void print_codes(void)
{
    unsigned digit = 0;

    printf("# The status codes\n\n"
           "Generated from the table of codes; do not edit. All %zu codes that IANA has "
           "registered for SIP.\n\n"
           "A client treats any other code as the x00 code of its class, and any other "
           "provisional code as 183 (RFC 3261 §8.1.3.2): `sip_response.effective_code` says "
           "which. A 503 without Retry-After counts as 500 (RFC 3261 §21.5.4).\n\n",
           sip_codes_count);
    for (size_t i = 0; i < sip_codes_count; i++) {
        if (sip_codes[i].code / 100 != digit) {
            digit = sip_codes[i].code / 100;
            printf("## %uxx %s\n\n", digit, sip_class_name(digit));
        }
        print_code(&sip_codes[i]);
    }
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "rules") == 0) {
        print_rules();
    } else if (argc == 2 && strcmp(argv[1], "codes") == 0) {
        print_codes();
    } else {
        fprintf(stderr, "usage: %s rules|codes (writes the page to standard output)\n", argv[0]);
        return 2;
    }
    return 0;
}
