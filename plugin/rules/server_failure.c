/* server_failure.c
 * Server and global failures: what each 5xx and 6xx must carry.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"
#include "sip/body.h"
#include "sip/value.h"

/* With overload control in force the client learns from oc how long to hold back. */
static enum sip_verdict check_503(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_VIA);
    struct sip_slice via;

    while (sip_values_next(&it, &via)) {
        if (sip_value_param(via, "oc", NULL)) {
            return SIP_NOT_APPLICABLE;
        }
    }
    return sip_check_required(context, finding);
}

/* Whether an attribute names the precondition that failed: "des:qos failure e2e send". RFC 3312
 * section 9 wants "unknown" where the type of the precondition is not known. */
static bool names_failure(struct sip_slice attribute)
{
    return sip_slice_starts_with(attribute, "des:") &&
           (sip_slice_find(attribute, " failure ") || sip_slice_find(attribute, " unknown "));
}

static enum sip_verdict check_580(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_part part;
    struct sip_slice value, port;
    bool failure_named = false;
    char type;

    switch (sip_message_part(m, "application/sdp", &part)) {
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        return sip_broken(finding, context, SIP_START_LINE, "no session description in the body");
    case SIP_PRESENT:
        break;
    }
    for (struct sip_slice rest = part.content; sip_sdp_next(&rest, &type, &value);) {
        failure_named = failure_named || (type == 'a' && names_failure(value));
        if (type == 'm') {
            sip_slice_cut(sip_slice_cut(value, ' ', &port), ' ', &port);
            if (port.n > 0 && !sip_slice_equal(port, SIP_SLICE("0"))) {
                return sip_broken(finding, context, value, "m=%.*s", SIP_ARG(value));
            }
        }
    }
    if (!m->body_complete) {
        return SIP_UNDECIDED;
    }
    return failure_named ? SIP_KEPT
                         : sip_broken(finding, context, part.content,
                                      "no a=des line with the strength failure or unknown");
}

/* The row by which a response betrays that a telephone made it: the instance of a user agent in
 * Contact (RFC 5626), or event packages by which nothing but a telephone is operated. NULL where
 * there is none, or where a cause from elsewhere may stand behind the answer. User-Agent
 * proves nothing: exchanges send it too. */
static const struct sip_row *mark_of_phone(const struct sip_message *m)
{
    static const char *const packages[] = {"talk", "hold", "check-sync"};
    struct sip_values it = sip_values_of(m, SIP_HDR_CONTACT);
    struct sip_slice value;
    struct sip_address contact;

    if (!m->headers_complete || sip_message_has(m, SIP_HDR_REASON) ||
        sip_message_has(m, SIP_HDR_HISTORY_INFO)) {
        return NULL;
    }
    while (sip_values_next(&it, &value)) {
        if (sip_address_read(value, &contact) &&
            sip_value_param(contact.params, "+sip.instance", NULL)) {
            return it.row;
        }
    }
    for (size_t i = 0; i < sizeof(packages) / sizeof(packages[0]); i++) {
        if (sip_values_contain(m, SIP_HDR_ALLOW_EVENTS, packages[i])) {
            return sip_message_row(m, SIP_HDR_ALLOW_EVENTS);
        }
    }
    return NULL;
}

static enum sip_verdict check_busy_phone(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_row *mark = mark_of_phone(context->message);

    if (mark == NULL) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE, "600 from what seems to be a phone: %.*s",
                      SIP_ARG(sip_row_bytes(mark)));
}

static enum sip_verdict check_global(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (m->code == 600 && !m->headers_complete) {
        return SIP_UNDECIDED;
    }
    return m->code == 600 && mark_of_phone(m) != NULL ? SIP_NOT_APPLICABLE
                                                      : sip_check_code(context, finding);
}

/* Whether one of the values of Reason says who blocked the call and how to complain. */
static bool tells_redress(const struct sip_message *m)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_REASON);
    struct sip_slice value, text;

    while (sip_values_next(&it, &value)) {
        if (sip_value_param(value, "text", &text) && sip_slice_starts_with(text, "v=analytics1") &&
            (sip_slice_find(text, "url=") || sip_slice_find(text, "tel=") ||
             sip_slice_find(text, "email="))) {
            return true;
        }
    }
    return false;
}

static enum sip_verdict check_603_plus(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (!sip_slice_is(sip_slice_trim(m->phrase), "Network Blocked")) {
        return SIP_NOT_APPLICABLE;
    }
    if (tells_redress(m)) {
        return SIP_KEPT;
    }
    if (!m->headers_complete || !sip_message_has(m, SIP_HDR_REASON)) {
        return sip_check_required(context, finding);
    }
    const struct sip_row *row = sip_message_row(m, SIP_HDR_REASON);
    return sip_broken(finding, context, sip_row_bytes(row), "Reason: %.*s", SIP_ARG(row->value));
}

static enum sip_verdict check_608_purpose(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, context->rule->headers[0]);
    struct sip_values it = sip_values_of(m, context->rule->headers[0]);
    struct sip_slice value, purpose;

    if (row == NULL) {
        return SIP_NOT_APPLICABLE; /* 608-call-info-missing speaks of that */
    }
    while (sip_values_next(&it, &value)) {
        if (sip_value_param(value, "purpose", &purpose) && sip_slice_is(purpose, "jwscard")) {
            return SIP_KEPT;
        }
    }
    return m->headers_complete ? sip_broken(finding, context, sip_row_bytes(row), "Call-Info: %.*s",
                                            SIP_ARG(row->value))
                               : SIP_UNDECIDED;
}

static enum sip_verdict check_606(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_part part;

    switch (sip_message_part(context->message, "application/sdp", &part)) {
    case SIP_PRESENT:
        return SIP_KEPT;
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    }
    return sip_check_required(context, finding);
}

const struct sip_rule sip_rules_server_failure[] = {
    {
        .id = "503-without-retry-after",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MAY,
        .reference = "RFC 3261 §21.5.4",
        .see = "RFC 3903 §9; RFC 7339 §5.10.2",
        .codes = "503",
        .headers = {SIP_HDR_RETRY_AFTER},
        .check = check_503,
        .problem = "503 without Retry-After",
        .requirement = "A 503 may give in Retry-After the time to wait; without it clients treat "
                       "the 503 as a 500",
        .remedy = "The server should add Retry-After if it wants clients to hold back for a while. "
                  "Without it the 503 is treated as a 500 and no client waits.",
        .silence = "Not reported when a Via has the oc parameter: under overload control "
                   "Retry-After is left out on purpose (RFC 7339).",
    },
    {
        .id = "580-sdp",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3312 §8",
        .see = "RFC 3312 §9",
        .codes = "580",
        .check = check_580,
        .problem = "SDP missing from 580, or not in the prescribed form",
        .requirement = "The SDP in a 580 marks the failed precondition, and all its ports are 0",
        .remedy = "The answerer should return the m= lines of the offer with port 0. It should "
                  "mark the failed precondition in an a=des line with the strength failure.",
        .silence = "Not reported when only the number of m= lines differs from the offer, which "
                   "the response alone does not show. The example in RFC 3312 has a port other "
                   "than 0 by mistake (erratum 3117).",
    },
    {
        .id = "6xx-to-register",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §10.3",
        .codes = "6xx",
        .methods = SIP_M(REGISTER),
        .check = sip_check_code,
        .problem = "6xx sent to REGISTER",
        .requirement = "A registrar does not send 6xx",
        .remedy = "The registrar must refuse a registration with a 4xx or 5xx. The same holds for "
                  "a proxy in front of it.",
    },
    {
        .id = "6xx-global-meaning",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.6",
        .see = "RFC 3261 §16.7; RFC 3261 §21.6.1; RFC 3261 §21.6.2",
        .codes = "6xx",
        .methods = SIP_M(INVITE),
        .check = check_global,
        .problem = "6xx ended the search for the callee on every branch",
        .requirement = "6xx is sent only if no other endpoint of the callee can take the call",
        .remedy = "The callee's user agent should use a 4xx such as 486 if only this device "
                  "refuses the call. The proxies then continue the search.",
        .silence = "Not reported when 600-instead-of-486 is reported.",
    },
    {
        .id = "600-instead-of-486",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §13.3.1.3",
        .see = "RFC 3261 §21.6.1; RFC 4412 §4.6.6",
        .codes = "600",
        .methods = SIP_M(INVITE),
        .check = check_busy_phone,
        .problem = "600 from a single busy phone instead of 486",
        .requirement =
            "A busy phone responds with 486; it cannot know that all other devices are busy too",
        .remedy = "The callee's phone should respond with 486, so that proxies try the callee's "
                  "other devices and voice mail.",
        .silence = "Only reported where Contact has +sip.instance or Allow-Events lists talk, hold "
                   "or check-sync, which indicate a phone: a proxy or an application server may "
                   "know that all devices are busy. Not reported where Reason or History-Info "
                   "points to another cause.",
    },
    {
        .id = "603-plus-incomplete",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "ATIS-1000099",
        .codes = "603",
        .headers = {SIP_HDR_REASON},
        .check = check_603_plus,
        .problem = "603 Network Blocked without the 603+ details in Reason",
        .requirement =
            "A 603 Network Blocked gives in Reason who blocked the call and how to complain",
        .remedy = "The network that blocked the call must add a Reason whose text begins with "
                  "v=analytics1 and contains url, tel or email.",
        .silence = "Only reported where the reason phrase is Network Blocked. The rule is a "
                   "profile of the USA, not of the IETF.",
    },
    {
        .id = "608-call-info-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 8688 §3.1",
        .codes = "608",
        .headers = {SIP_HDR_CALL_INFO},
        .check = sip_check_required,
        .problem = "608 without Call-Info",
        .requirement = "A 608 gives in Call-Info whom to contact about the rejection",
        .remedy = "The intermediary must add Call-Info with a link to its signed jCard, unless "
                  "there are signs that the caller would misuse it.",
    },
    {
        .id = "608-call-info-purpose",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 8688 §3.1",
        .codes = "608",
        .headers = {SIP_HDR_CALL_INFO},
        .check = check_608_purpose,
        .problem = "608 whose Call-Info lacks purpose=jwscard",
        .requirement = "Call-Info in a 608 has purpose=jwscard",
        .remedy = "The intermediary must add purpose=jwscard to the link to its signed jCard. "
                  "Clients look for nothing else.",
        .silence = "Not reported when at least one Call-Info value has purpose=jwscard: further "
                   "values with other purposes do no harm.",
    },
    {
        .id = "606-warning-missing",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MAY,
        .reference = "RFC 3261 §21.6.4",
        .codes = "606",
        .headers = {SIP_HDR_WARNING},
        .check = check_606,
        .problem = "606 without Warning",
        .requirement = "A 606 may list in Warning what the callee could not accept",
        .remedy =
            "The callee's user agent could add a Warning, so that the caller knows what to change.",
        .silence =
            "Not reported when a session description in the body shows what the callee supports.",
    },
};

SIP_SUBJECT_END(server_failure);
