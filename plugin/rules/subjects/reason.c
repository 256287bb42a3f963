/* reason.c
 * Why a response was sent, and what has no place in it (RFC 3261 section 20, RFC 3326).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <stdio.h>

#include "rules/engine/fields.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

/* What is wrong with a warning-value, or NULL. More than one SP between the parts does no harm. */
static const char *warning_fault(struct sip_slice value)
{
    struct sip_slice rest, code = sip_slice_first_word(value, &rest),
                           agent = sip_slice_first_word(rest, &rest);
    uint32_t number;
    bool closed = false;
    size_t i = 1;

    if (code.n != 3 || !sip_slice_to_u32(code, &number)) {
        return SIP_PHRASE("it does not begin with a code of three digits");
    }
    if (agent.n == 0 || agent.p[0] == '"') {
        return SIP_PHRASE("no agent between code and text");
    }
    for (; i < rest.n && rest.p[0] == '"' && !closed; i++) {
        closed = rest.p[i] == '"';
        i += rest.p[i] == '\\';
    }
    return closed && i == rest.n ? NULL : SIP_PHRASE("its text is not a quoted string");
}

static enum sip_verdict check_warning(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_WARNING);
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        const char *fault = warning_fault(value);
        if (fault != NULL) {
            return sip_broken(finding, context, sip_row_bytes(it.row), "Warning: %.*s: %s",
                              SIP_ARG(value), sip_word(context, fault));
        }
    }
    return SIP_KEPT;
}

/* The next Reason value of a protocol. */
static bool next_reason(struct sip_values *it, const char *protocol, struct sip_slice *value)
{
    while (sip_values_next(it, value)) {
        if (sip_slice_is(sip_value_main(*value), protocol)) {
            return true;
        }
    }
    return false;
}

/* Only the two protocols of RFC 3326: one that was registered later may say what several values
 * mean, as STIR does. */
static enum sip_verdict check_reason_twice(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    static const char *const protocols[] = {"Q.850", "SIP"};
    struct sip_slice first, second;

    for (size_t i = 0; i < G_N_ELEMENTS(protocols); i++) {
        struct sip_values it = sip_values_of(context->message, SIP_HDR_REASON);
        if (next_reason(&it, protocols[i], &first) && next_reason(&it, protocols[i], &second)) {
            return sip_broken(finding, context, sip_row_bytes(it.row), "values %.*s and %.*s",
                              SIP_ARG(first), SIP_ARG(second));
        }
    }
    return SIP_KEPT;
}

/* The cause of the first Reason value of a protocol; *row is where it is. */
static bool reason_cause(const struct sip_message *m, const char *protocol, uint32_t *cause,
                         const struct sip_row **row)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_REASON);
    struct sip_slice value, digits;

    if (!next_reason(&it, protocol, &value) || !sip_value_param(value, "cause", &digits)) {
        return false;
    }
    *row = it.row;
    return sip_slice_to_u32(digits, cause);
}

static enum sip_verdict check_reason_sip(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row;
    uint32_t cause;

    if (context->ims || !reason_cause(m, "SIP", &cause, &row)) {
        return SIP_NOT_APPLICABLE;
    }
    if (cause != m->code) {
        return sip_broken(finding, context, sip_row_bytes(row), "Reason: %.*s in a %u",
                          SIP_ARG(row->value), m->code);
    }
    return SIP_KEPT;
}

/* What a Q.850 cause is about, and the code that RFC 3398 section 7.2.4.1 gives it. Operators map
 * by other tables too (Q.1912.5, TS 29.163), so the kinds are compared, not the codes, and what
 * is missing here goes with anything: 16, 31, 127 say too little; 21 and 34 come as busy too. */
enum cause_kind { CAUSE_OPEN, CAUSE_NUMBER, CAUSE_BUSY, CAUSE_NO_REPLY, CAUSE_NETWORK };

static const struct q850_cause {
    uint8_t cause;
    enum cause_kind kind;
    uint16_t code;
    const char *name;
} q850_causes[] = {
    {1, CAUSE_NUMBER, 404, SIP_PHRASE("unallocated number")},
    {2, CAUSE_NUMBER, 404, SIP_PHRASE("no route to network")},
    {3, CAUSE_NUMBER, 404, SIP_PHRASE("no route to destination")},
    {17, CAUSE_BUSY, 486, SIP_PHRASE("user busy")},
    {18, CAUSE_NO_REPLY, 408, SIP_PHRASE("no user responding")},
    {19, CAUSE_NO_REPLY, 480, SIP_PHRASE("no answer from the user")},
    {20, CAUSE_NO_REPLY, 480, SIP_PHRASE("subscriber absent")},
    {22, CAUSE_NUMBER, 410, SIP_PHRASE("number changed")},
    {23, CAUSE_NUMBER, 410, SIP_PHRASE("redirection to new destination")},
    {26, CAUSE_NUMBER, 404, SIP_PHRASE("non-selected user clearing")},
    {27, CAUSE_NETWORK, 502, SIP_PHRASE("destination out of order")},
    {28, CAUSE_NUMBER, 484, SIP_PHRASE("address incomplete")},
    {38, CAUSE_NETWORK, 503, SIP_PHRASE("network out of order")},
    {41, CAUSE_NETWORK, 503, SIP_PHRASE("temporary failure")},
    {42, CAUSE_NETWORK, 503, SIP_PHRASE("switching equipment congestion")},
    {47, CAUSE_NETWORK, 503, SIP_PHRASE("resource unavailable")},
};

/* Codes that say something as definite; all others are used for much. */
static enum cause_kind kind_of_code(unsigned code)
{
    switch (code) {
    case 404:
    case 410:
    case 484:
    case 485:
    case 604:
        return CAUSE_NUMBER;
    case 486:
    case 600:
        return CAUSE_BUSY;
    default:
        return CAUSE_OPEN;
    }
}

static enum sip_verdict check_reason_q850(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    enum cause_kind kind = kind_of_code(m->code);
    const struct sip_row *row;
    uint32_t cause;

    if (kind == CAUSE_OPEN || !reason_cause(m, "Q.850", &cause, &row)) {
        return SIP_NOT_APPLICABLE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(q850_causes); i++) {
        const struct q850_cause *known = &q850_causes[i];
        if (known->cause == cause && known->kind != kind) {
            return sip_broken(finding, context, sip_row_bytes(row),
                              "%u with Q.850 cause %u, %s, which maps to %u", m->code,
                              (unsigned)cause, sip_word(context, known->name),
                              (unsigned)known->code);
        }
    }
    return SIP_KEPT;
}

/* All of them together are one fact: "Max-Forwards: 70; Subject: Lunch". Only header fields that
 * their RFC gives to requests alone. */
/* Copied by so many servers that it says nothing. */
static enum sip_verdict check_max_forwards(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_MAX_FORWARDS);

    return row == NULL ? SIP_KEPT
                       : sip_broken(finding, context, sip_row_bytes(row), "Max-Forwards: %.*s",
                                    SIP_ARG(row->value));
}

static enum sip_verdict check_request_header(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    const enum sip_header_id *ids = context->rule->needs; /* those of the entry */
    const struct sip_row *first = NULL;
    char seen[SIP_EVIDENCE_SIZE] = "";
    size_t used = 0;
    unsigned which = 0;

    for (int i = 0; i < SIP_RULE_MAX_NEEDS && ids[i] != SIP_HDR_OTHER; i++) {
        const struct sip_row *row = sip_message_row(context->message, ids[i]);
        if (row != NULL && used < sizeof(seen)) {
            which |= 1U << i;
            int shown = row->value.n < 40 ? (int)row->value.n : 40;
            used +=
                (size_t)snprintf(seen + used, sizeof(seen) - used, "%s%s: %.*s", first ? "; " : "",
                                 sip_header_name(ids[i]), shown, row->value.p);
            first = first ? first : row;
        }
    }
    if (first == NULL) {
        return SIP_KEPT;
    }
    sip_broken(finding, context, sip_row_bytes(first), "%s", seen);
    finding->reason = which;
    return SIP_BROKEN;
}

const struct sip_rule sip_rules_reason[] = {
    {
        .id = "warning-malformed",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §20.43",
        .see = "RFC 3261 §25.1",
        .needs = {SIP_HDR_WARNING},
        .check = check_warning,
        .problem = "Warning is malformed",
        .requirement = "A Warning consists of a three-digit code, an agent and a quoted text",
        .remedy = "The sender must follow the grammar, as in 399 example.com \"What happened\".",
    },
    {
        .id = "reason-in-100",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6432 §3",
        .see = "RFC 9410 §3; RFC 3326 §2",
        .codes = "100",
        .headers = {SIP_HDR_REASON},
        .check = sip_check_misplaced,
        .problem = "Reason in a 100 Trying",
        .requirement = "Reason may appear in any response except 100",
        .remedy = "The server should put Reason into a response that travels end to end. A 100 "
                  "ends at the next hop.",
    },
    {
        .id = "reason-duplicate-protocol",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 9366 §3",
        .see = "RFC 3326 §2; RFC 9410 §6",
        .needs = {SIP_HDR_REASON},
        .check = check_reason_twice,
        .problem = "Several Reason values for the same protocol",
        .requirement = "Reason has only one value per protocol",
        .remedy = "The element that adds a Reason value must replace the existing value of the "
                  "same protocol.",
        .silence = "Only reported for SIP and Q.850: protocols registered later may define several "
                   "values, as STIR does.",
    },
    {
        .id = "reason-sip-cause-differs",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3326 §2",
        .see = "RFC 6432 §3",
        .looks_back = true,
        .codes = "300-486,488-602,604-699",
        .needs = {SIP_HDR_REASON},
        .check = check_reason_sip,
        .problem = "SIP cause in Reason differs from the status code",
        .requirement = "A SIP cause in Reason equals the status code of the response",
        .remedy = "Check first which proxy, SBC or gateway changed the code, and why. The original "
                  "code is in Reason.",
        .silence =
            "Not reported where another code is right: in a 199, 487 or 603, whose Reason says why "
            "they were sent, and in IMS networks, which use Reason in their own ways.",
    },
    {
        .id = "reason-q850-contradicts-code",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3398 §7.2.4.1",
        .see = "RFC 3398 §8.2.6.1; RFC 6432 §3",
        .codes = "400-699",
        .needs = {SIP_HDR_REASON},
        .check = check_reason_q850,
        .problem = "Q.850 cause contradicts the status code",
        .requirement = "The Q.850 cause in Reason agrees with the status code",
        .remedy = "The gateway should correct its table that maps Q.850 causes to status codes. If "
                  "that is right, look for a proxy or SBC that changed the code.",
        .silence = "Only reported for codes about the number (404, 410, 484, 485, 604) or a busy "
                   "user (486, 600), and only with causes that certainly mean something else: "
                   "operators use other mapping tables too.",
    },
    {
        .id = "request-header-in-response",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §7.3.2",
        .see = "RFC 3261 §20; RFC 3262 §7.2; RFC 3329 §2.6; RFC 3515 §2.1; RFC 3891 §6.1; "
               "RFC 3892 §3; RFC 3903 §11.3; RFC 3911 §7.1; RFC 4412 §3.3",
        .needs = {SIP_HDR_ROUTE, SIP_HDR_AUTHORIZATION, SIP_HDR_PROXY_AUTHORIZATION,
                  SIP_HDR_PROXY_REQUIRE, SIP_HDR_PRIORITY, SIP_HDR_SUBJECT, SIP_HDR_IN_REPLY_TO,
                  SIP_HDR_REFER_TO, SIP_HDR_REFERRED_BY, SIP_HDR_REPLACES, SIP_HDR_JOIN,
                  SIP_HDR_RACK, SIP_HDR_SIP_IF_MATCH, SIP_HDR_SUPPRESS_IF_MATCH, SIP_HDR_IDENTITY,
                  SIP_HDR_RESOURCE_PRIORITY, SIP_HDR_MAX_BREADTH, SIP_HDR_SECURITY_CLIENT,
                  SIP_HDR_SECURITY_VERIFY},
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_request_header,
        .problem = "Request header field in a response",
        .requirement = "Header fields that only make sense in requests are absent from responses",
        .remedy = "The server should not copy this header field from the request. Receivers must "
                  "ignore it.",
        .silence = "Not reported where the header field is a caller preference (Accept-Contact, "
                   "Request-Disposition …), or where no RFC explicitly excludes it from responses. "
                   "Max-Forwards has a rule of its own: max-forwards-in-response.",
    },
    {
        .id = "max-forwards-in-response",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §20",
        .see = "RFC 3261 §7.3.2; RFC 3261 §20.22",
        .needs = {SIP_HDR_MAX_FORWARDS},
        .check = check_max_forwards,
        .problem = "Max-Forwards in a response",
        .requirement = "Max-Forwards is absent from responses",
        .remedy = "The server should not copy Max-Forwards from the request. It does no harm: "
                  "receivers must ignore it.",
    },
};

SIP_SUBJECT_END(reason);
