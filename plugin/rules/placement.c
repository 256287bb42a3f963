/* placement.c
 * Headers in their place: which header field belongs in which response.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "rules/subjects.h"
#include "sip/body.h"
#include "sip/code.h"
#include "sip/uri.h"
#include "sip/value.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* All of them together are one fact: "Max-Forwards: 70; Subject: Lunch". Only header fields that
 * their RFC gives to requests alone. */
static enum sip_verdict check_request_header(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    static const enum sip_header_id ids[] = {
        SIP_HDR_MAX_FORWARDS,
        SIP_HDR_ROUTE,
        SIP_HDR_AUTHORIZATION,
        SIP_HDR_PROXY_AUTHORIZATION,
        SIP_HDR_PROXY_REQUIRE,
        SIP_HDR_PRIORITY,
        SIP_HDR_SUBJECT,
        SIP_HDR_IN_REPLY_TO,
        SIP_HDR_REFER_TO,
        SIP_HDR_REFERRED_BY,
        SIP_HDR_REPLACES,
        SIP_HDR_JOIN,
        SIP_HDR_RACK,
        SIP_HDR_SIP_IF_MATCH,
        SIP_HDR_SUPPRESS_IF_MATCH,
        SIP_HDR_IDENTITY,
        SIP_HDR_RESOURCE_PRIORITY,
        SIP_HDR_MAX_BREADTH,
        SIP_HDR_SECURITY_CLIENT,
        SIP_HDR_SECURITY_VERIFY,
    };
    const struct sip_row *first = NULL;
    char seen[SIP_EVIDENCE_SIZE] = "";
    size_t used = 0;

    for (size_t i = 0; i < COUNT(ids); i++) {
        const struct sip_row *row = sip_message_row(context->message, ids[i]);
        if (row != NULL && used < sizeof(seen)) {
            int shown = row->value.n < 40 ? (int)row->value.n : 40;
            used +=
                (size_t)snprintf(seen + used, sizeof(seen) - used, "%s%s: %.*s", first ? "; " : "",
                                 sip_header_name(ids[i]), shown, row->value.p);
            first = first ? first : row;
        }
    }
    return first ? sip_broken(finding, context, sip_row_bytes(first), "%s", seen) : SIP_KEPT;
}

/* The header fields listed belong in a 2xx to one of the methods and nowhere else. */
static enum sip_verdict misplaced_but_in_2xx(const struct sip_context *context,
                                             struct sip_finding *finding, sip_methods methods)
{
    const struct sip_message *m = context->message;

    if (m->code / 100 == 2 && m->method == SIP_METHOD_UNKNOWN) {
        return SIP_UNDECIDED;
    }
    if (m->code / 100 == 2 && (methods & (UINT32_C(1) << m->method))) {
        return SIP_KEPT;
    }
    return sip_check_misplaced(context, finding);
}

static enum sip_verdict check_but_in_2xx_session(const struct sip_context *context,
                                                 struct sip_finding *finding)
{
    return misplaced_but_in_2xx(context, finding, SIP_M(INVITE) | SIP_M(UPDATE));
}

static enum sip_verdict check_but_in_2xx_register(const struct sip_context *context,
                                                  struct sip_finding *finding)
{
    return misplaced_but_in_2xx(context, finding, SIP_M(REGISTER));
}

/* An unregistered code may define the header field for itself. */
static enum sip_verdict check_retry_after_code(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    if (sip_code_find(context->message->code) == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_check_misplaced(context, finding);
}

/* Zero is asked for in two places: by a 500 that parts two crossing INVITEs or UPDATEs ("between
 * 0 and 10 seconds"), and by a 503 to REGISTER that sends the client to another server. */
static bool zero_is_meant(const struct sip_message *m)
{
    return (m->code == 500 && (m->method == SIP_METHOD_INVITE || m->method == SIP_METHOD_UPDATE)) ||
           (m->code == 503 && m->method == SIP_METHOD_REGISTER);
}

static enum sip_verdict check_retry_after_value(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    const uint32_t day = 86400;
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_RETRY_AFTER);
    uint32_t seconds;

    if (row == NULL || !sip_value_seconds(row->value, &seconds)) {
        return SIP_NOT_APPLICABLE;
    }
    if (seconds > day || (seconds == 0 && !zero_is_meant(m))) {
        return sip_broken(finding, context, sip_row_bytes(row), "Retry-After: %.*s in a %u to %.*s",
                          SIP_ARG(row->value), m->code, SIP_ARG(m->method_name));
    }
    return SIP_KEPT;
}

/* The word before the first LWS; *rest gets what follows that LWS. */
static struct sip_slice first_word(struct sip_slice text, struct sip_slice *rest)
{
    size_t n = 0;

    while (n < text.n && !sip_is_lws(text.p[n])) {
        n++;
    }
    *rest = sip_slice_trim((struct sip_slice){text.p + n, text.n - n});
    return (struct sip_slice){text.p, n};
}

/* What is wrong with a warning-value, or NULL. More than one SP between the parts does no harm. */
static const char *warning_fault(struct sip_slice value)
{
    struct sip_slice rest, code = first_word(value, &rest), agent = first_word(rest, &rest);
    uint32_t number;
    bool closed = false;
    size_t i = 1;

    if (code.n != 3 || !sip_slice_to_u32(code, &number)) {
        return "it does not begin with a code of three digits";
    }
    if (agent.n == 0 || agent.p[0] == '"') {
        return "no agent between code and text";
    }
    for (; i < rest.n && rest.p[0] == '"' && !closed; i++) {
        closed = rest.p[i] == '"';
        i += rest.p[i] == '\\';
    }
    return closed && i == rest.n ? NULL : "its text is not a quoted string";
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
                              SIP_ARG(value), fault);
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

/* The cause of the first Reason value of a protocol; *row is where it stands. */
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

/* Only the two protocols of RFC 3326: one that was registered later may say what several values
 * mean, as STIR does. */
static enum sip_verdict check_reason_twice(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    static const char *const protocols[] = {"Q.850", "SIP"};
    struct sip_slice first, second;

    for (size_t i = 0; i < COUNT(protocols); i++) {
        struct sip_values it = sip_values_of(context->message, SIP_HDR_REASON);
        if (next_reason(&it, protocols[i], &first) && next_reason(&it, protocols[i], &second)) {
            return sip_broken(finding, context, sip_row_bytes(it.row), "%.*s and %.*s",
                              SIP_ARG(first), SIP_ARG(second));
        }
    }
    return SIP_KEPT;
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
    {1, CAUSE_NUMBER, 404, "unallocated number"},
    {2, CAUSE_NUMBER, 404, "no route to network"},
    {3, CAUSE_NUMBER, 404, "no route to destination"},
    {17, CAUSE_BUSY, 486, "user busy"},
    {18, CAUSE_NO_REPLY, 408, "no user responding"},
    {19, CAUSE_NO_REPLY, 480, "no answer from the user"},
    {20, CAUSE_NO_REPLY, 480, "subscriber absent"},
    {22, CAUSE_NUMBER, 410, "number changed"},
    {23, CAUSE_NUMBER, 410, "redirection to new destination"},
    {26, CAUSE_NUMBER, 404, "non-selected user clearing"},
    {27, CAUSE_NETWORK, 502, "destination out of order"},
    {28, CAUSE_NUMBER, 484, "address incomplete"},
    {38, CAUSE_NETWORK, 503, "network out of order"},
    {41, CAUSE_NETWORK, 503, "temporary failure"},
    {42, CAUSE_NETWORK, 503, "switching equipment congestion"},
    {47, CAUSE_NETWORK, 503, "resource unavailable"},
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
    for (size_t i = 0; i < COUNT(q850_causes); i++) {
        const struct q850_cause *known = &q850_causes[i];
        if (known->cause == cause && known->kind != kind) {
            return sip_broken(finding, context, sip_row_bytes(row),
                              "%u with Q.850 cause %u, %s, which maps to %u", m->code,
                              (unsigned)cause, known->name, (unsigned)known->code);
        }
    }
    return SIP_KEPT;
}

/* IMS (TS 33.203, TS 24.229) hands out Security-Server in the challenge to a REGISTER, and its
 * own mechanisms elsewhere too. context->ims is no help: the header field itself sets it. */
static bool is_security_of_ims(const struct sip_message *m)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_SECURITY_SERVER);
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_is(sip_value_main(value), "ipsec-3gpp") ||
            sip_value_param(value, "mediasec", NULL)) {
            return true;
        }
    }
    return m->code == 401 && (m->method == SIP_METHOD_REGISTER || m->method == SIP_METHOD_UNKNOWN);
}

static enum sip_verdict check_security_server(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    if (is_security_of_ims(context->message)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_check_misplaced(context, finding);
}

/* Those that every user agent for calls knows, INVITE first. */
static const struct sip_slice core_methods[] = {
    {"INVITE", 6}, {"ACK", 3}, {"BYE", 3}, {"CANCEL", 6}, {"OPTIONS", 7},
};

/* Its bit; 0 for any other method. */
static unsigned core_method(struct sip_slice value)
{
    struct sip_slice name = value;

    if (value.n > 0 && memchr(value.p, ';', value.n) != NULL) { /* no method has parameters */
        name = sip_value_main(value);
    }
    for (size_t i = 0; i < COUNT(core_methods); i++) {
        struct sip_slice core = core_methods[i];
        if (name.n == core.n && sip_lower(name.p[0]) == sip_lower(core.p[0]) &&
            sip_slice_equal_nocase(name, core)) {
            return 1U << i;
        }
    }
    return 0;
}

/* Which of them Allow lists: bit 0 for the first. Methods are tokens, so that nothing hides a comma. */
static unsigned core_methods_allowed(const struct sip_message *m)
{
    unsigned listed = 0;

    for (const struct sip_row *row = sip_message_row(m, SIP_HDR_ALLOW); row != NULL;
         row = sip_message_next_row(m, row)) {
        struct sip_slice rest = row->value, name;
        while (rest.p != NULL) {
            rest = sip_slice_cut(rest, ',', &name);
            listed |= core_method(sip_slice_trim(name));
        }
    }
    return listed;
}

/* Who lists INVITE understands the methods that come with it; only then is the sender known to be
 * a user agent for calls. The Allow of a 405 is about one address, which need not have OPTIONS. */
static enum sip_verdict check_allow(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    unsigned listed = core_methods_allowed(m);
    char missing[40] = "";
    size_t used = 0;

    if (!(listed & 1)) {
        return SIP_NOT_APPLICABLE;
    }
    for (size_t i = 1; i < COUNT(core_methods) - (m->code == 405); i++) {
        if (!(listed & (1U << i))) {
            used += (size_t)snprintf(missing + used, sizeof(missing) - used, "%s%.*s",
                                     used ? ", " : "", SIP_ARG(core_methods[i]));
        }
    }
    if (used == 0) {
        return SIP_KEPT;
    }
    if (!m->headers_complete) {
        return SIP_UNDECIDED; /* another row may follow */
    }
    return sip_broken(finding, context, sip_row_bytes(sip_message_row(m, SIP_HDR_ALLOW)),
                      "INVITE is listed, but not %s", missing);
}

/* "a=des:qos mandatory local sendrecv" somewhere in the session description. */
static bool has_mandatory_precondition(struct sip_slice sdp)
{
    struct sip_slice rest = sdp, value, word;
    char type;

    while (sip_sdp_next(&rest, &type, &value)) {
        if (type == 'a' && sip_slice_starts_with(value, "des:")) {
            first_word(value, &value);
            word = first_word(value, &value);
            if (sip_slice_is(word, "mandatory")) {
                return true;
            }
        }
    }
    return false;
}

static enum sip_verdict check_precondition_tag(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_part sdp;

    if (context->ims || !has_mandatory_precondition(m->body)) {
        return SIP_NOT_APPLICABLE; /* nearly always, and sooner seen than where the SDP is */
    }
    enum sip_presence presence = sip_message_part(m, "application/sdp", &sdp);
    if (presence == SIP_ABSENT || sip_values_contain(m, SIP_HDR_REQUIRE, "precondition") ||
        (sip_message_has(m, SIP_HDR_RSEQ) && !sip_values_contain(m, SIP_HDR_REQUIRE, "100rel"))) {
        return SIP_NOT_APPLICABLE;
    }
    if (presence == SIP_PERHAPS || !m->headers_complete) {
        return SIP_UNDECIDED;
    }
    if (has_mandatory_precondition(sdp.content)) {
        return sip_broken(finding, context, (struct sip_slice){NULL, 0},
                          "SDP with a mandatory precondition; Require: %.*s",
                          SIP_ARG(sip_message_has(m, SIP_HDR_REQUIRE)
                                      ? sip_message_value(m, SIP_HDR_REQUIRE)
                                      : SIP_SLICE("absent")));
    }
    return SIP_KEPT;
}

/* Ends like most route values, "<sip:192.0.2.1;lr>": need not be read. */
static bool ends_with_lr(struct sip_slice value)
{
    static const char end[] = ";lr>";
    size_t n = sizeof(end) - 1;

    return value.n > n && memcmp(value.p + value.n - n, end, n) == 0;
}

/* The first value of a route header field whose SIP URI has no lr. maddr marks the route of an
 * RFC 2543 proxy, which is strict by right; lr behind the brackets or without any is a mistake of
 * its own, but a loose route. */
static bool find_strict_route(const struct sip_message *m, enum sip_header_id id,
                              struct sip_slice *value, const struct sip_row **row)
{
    struct sip_values it = sip_values_of(m, id);
    struct sip_address address;
    struct sip_uri uri;

    while (sip_values_next(&it, value)) {
        if (ends_with_lr(*value)) {
            continue;
        }
        if (sip_address_read(*value, &address) && sip_uri_read(address.uri, &uri) &&
            sip_uri_is_sip(&uri) && !sip_value_param(uri.params, "lr", NULL) &&
            !sip_value_param(uri.params, "maddr", NULL) &&
            (address.bracketed || !sip_value_param(address.params, "lr", NULL))) {
            *row = it.row;
            return true;
        }
    }
    return false;
}

static enum sip_verdict check_route_lr(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    static const enum sip_header_id of_register[] = {SIP_HDR_PATH, SIP_HDR_SERVICE_ROUTE};
    static const enum sip_header_id of_dialog[] = {SIP_HDR_RECORD_ROUTE};
    const struct sip_message *m = context->message;
    bool is_register = m->method == SIP_METHOD_REGISTER;
    const enum sip_header_id *ids = is_register ? of_register : of_dialog;
    size_t count = is_register ? COUNT(of_register) : COUNT(of_dialog);
    const struct sip_row *row;
    struct sip_slice value;

    for (size_t i = 0; i < count; i++) {
        if (find_strict_route(m, ids[i], &value, &row)) {
            return sip_broken(finding, context, sip_row_bytes(row), "%s: %.*s",
                              sip_header_name(ids[i]), SIP_ARG(value));
        }
    }
    return SIP_KEPT;
}

const struct sip_rule sip_rules_placement[] = {
    {
        .id = "request-header-in-response",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §7.3.2",
        .see = "RFC 3261 §20; RFC 3262 §7.2; RFC 3329 §2.6; RFC 3515 §2.1; RFC 3891 §6.1; "
               "RFC 3892 §3; RFC 3903 §11.3; RFC 3911 §7.1; RFC 4412 §3.3",
        .needs = {SIP_HDR_MAX_FORWARDS,
                  SIP_HDR_ROUTE,
                  SIP_HDR_AUTHORIZATION,
                  SIP_HDR_PROXY_AUTHORIZATION,
                  SIP_HDR_PROXY_REQUIRE,
                  SIP_HDR_PRIORITY,
                  SIP_HDR_SUBJECT,
                  SIP_HDR_IN_REPLY_TO,
                  SIP_HDR_REFER_TO,
                  SIP_HDR_REFERRED_BY,
                  SIP_HDR_REPLACES,
                  SIP_HDR_JOIN,
                  SIP_HDR_RACK,
                  SIP_HDR_SIP_IF_MATCH,
                  SIP_HDR_SUPPRESS_IF_MATCH,
                  SIP_HDR_IDENTITY,
                  SIP_HDR_RESOURCE_PRIORITY,
                  SIP_HDR_MAX_BREADTH,
                  SIP_HDR_SECURITY_CLIENT,
                  SIP_HDR_SECURITY_VERIFY},
        .check = check_request_header,
        .problem = "Request header field in a response",
        .requirement = "Header fields that only make sense in requests are absent from responses",
        .remedy = "The server should not copy this header field from the request. Receivers must "
                  "ignore it.",
        .silence = "Not reported where the header field is a caller preference (Accept-Contact, "
                   "Request-Disposition …), or where no RFC explicitly excludes it from responses.",
    },
    {
        .id = "event-header-in-response",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6665 §8.2.1",
        .headers = {SIP_HDR_EVENT},
        .check = sip_check_misplaced,
        .problem = "Event in a response",
        .requirement = "Event must not appear in a response",
        .remedy = "The user agent that sent the response (for SUBSCRIBE the notifier, for NOTIFY "
                  "the subscriber) must not copy Event from the request. The other side knows from "
                  "its transaction what it requested.",
    },
    {
        .id = "subscription-state-in-response",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6665 §8.2.3",
        .see = "RFC 6665 §4.1.3",
        .headers = {SIP_HDR_SUBSCRIPTION_STATE},
        .check = sip_check_misplaced,
        .problem = "Subscription-State in a response",
        .requirement = "Subscription-State appears in NOTIFY requests only",
        .remedy = "The user agent that sent the response (for SUBSCRIBE the notifier, for NOTIFY "
                  "the subscriber) must remove Subscription-State. The notifier gives the state in "
                  "NOTIFY requests.",
    },
    {
        .id = "min-se-outside-422",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4028 §5",
        .codes = "!422",
        .headers = {SIP_HDR_MIN_SE},
        .check = sip_check_misplaced,
        .problem = "Min-SE in a response other than 422",
        .requirement = "Min-SE is allowed in a 422 response only",
        .remedy = "The server must remove Min-SE from this response. Receivers ignore it.",
    },
    {
        .id = "session-expires-misplaced",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4028 §4",
        .codes = "100-699",
        .headers = {SIP_HDR_SESSION_EXPIRES},
        .needs = {SIP_HDR_SESSION_EXPIRES},
        .check = check_but_in_2xx_session,
        .problem = "Session-Expires outside a 2xx to INVITE or UPDATE",
        .requirement = "The only responses with Session-Expires are 2xx to INVITE or UPDATE",
        .remedy = "The server should give the session interval in the 2xx only.",
    },
    {
        .id = "rseq-outside-1xx",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3262 §7.1",
        .codes = "200-699",
        .headers = {SIP_HDR_RSEQ},
        .check = sip_check_misplaced,
        .problem = "RSeq in a final response",
        .requirement = "RSeq is used in provisional responses only",
        .remedy =
            "The server should remove RSeq from final responses, where no PRACK acknowledges it.",
        .silence = "Not reported when RSeq is in a 100, or in a provisional response to a method "
                   "other than INVITE: other rules report these.",
    },
    {
        .id = "unsupported-outside-420",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §20",
        .see = "RFC 3261 §20.40; RFC 3261 §8.2.2.3",
        .codes = "!420",
        .headers = {SIP_HDR_UNSUPPORTED},
        .check = sip_check_misplaced,
        .problem = "Unsupported in a response other than 420",
        .requirement = "Unsupported is used in a 420 response only",
        .remedy = "The server should remove Unsupported, or reject the request with 420 if the "
                  "client requires an extension that it does not support.",
    },
    {
        .id = "min-expires-outside-423",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §20",
        .see = "RFC 3261 §20.23; RFC 3903 §11.3",
        .codes = "!423",
        .headers = {SIP_HDR_MIN_EXPIRES},
        .check = sip_check_misplaced,
        .problem = "Min-Expires in a response other than 423",
        .requirement = "Min-Expires is used in a 423 response only",
        .remedy = "The server should give its minimum expiration interval in a 423 only.",
    },
    {
        .id = "retry-after-unexpected-code",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §20.33",
        .see = "RFC 3311 §5.2; RFC 6442 §4.4; RFC 8876 §5.2",
        .codes = "!404,413,480,486,500,503,600,603",
        .headers = {SIP_HDR_RETRY_AFTER},
        .needs = {SIP_HDR_RETRY_AFTER},
        .check = check_retry_after_code,
        .problem = "Retry-After with a status code that does not use it",
        .requirement = "Retry-After is defined for 404, 413, 480, 486, 500, 503, 600 and 603",
        .remedy = "The server should choose a code for which Retry-After is defined, such as 503. "
                  "With this one, clients may ignore it.",
        .silence = "Not reported where the code is unregistered: clients treat it as the x00 of "
                   "its class, and its inventor may have defined Retry-After for it.",
    },
    {
        .id = "retry-after-zero-or-huge",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §20.33",
        .see = "RFC 5626 §4.2.1; RFC 3261 §14.2; RFC 3311 §5.2",
        .codes = "404,413,480,486,500,503,600,603",
        .needs = {SIP_HDR_RETRY_AFTER},
        .check = check_retry_after_value,
        .problem = "Retry-After of 0 or of more than a day",
        .requirement = "Retry-After gives a realistic delay: from 1 second to a day",
        .remedy = "The server should give a time after which another attempt makes sense.",
        .silence = "Not reported when 0 is right: in a 500 to INVITE or UPDATE, which separates "
                   "two requests that crossed, and in a 503 to REGISTER, which sends the client "
                   "elsewhere at once.",
    },
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
        .id = "p-associated-uri-misplaced",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 7976 §3",
        .see = "RFC 7315 §5.7",
        .codes = "100-699",
        .headers = {SIP_HDR_P_ASSOCIATED_URI},
        .needs = {SIP_HDR_P_ASSOCIATED_URI},
        .check = check_but_in_2xx_register,
        .problem = "P-Associated-URI outside a 2xx to REGISTER",
        .requirement = "The only responses with P-Associated-URI are 2xx to REGISTER",
        .remedy = "The registrar, or the server that sent this response, should give the user's "
                  "identities in the 2xx to REGISTER only.",
    },
    {
        .id = "security-server-misplaced",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3329 §2.6",
        .codes = "!421,494",
        .headers = {SIP_HDR_SECURITY_SERVER},
        .needs = {SIP_HDR_SECURITY_SERVER},
        .check = check_security_server,
        .problem = "Security-Server in a response other than 421 or 494",
        .requirement = "Security-Server is used in 421 and 494 responses only",
        .remedy = "The server should offer its security mechanisms in a 494 or a 421.",
        .silence = "Not reported where IMS uses it: by design in the 401 to REGISTER (TS 33.203), "
                   "and with its mechanisms ipsec-3gpp and mediasec in other responses.",
    },
    {
        .id = "service-route-misplaced",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3608 §5",
        .codes = "100-699",
        .headers = {SIP_HDR_SERVICE_ROUTE},
        .needs = {SIP_HDR_SERVICE_ROUTE},
        .check = check_but_in_2xx_register,
        .problem = "Service-Route outside a 2xx to REGISTER",
        .requirement = "Service-Route is used in a 2xx to REGISTER only",
        .remedy = "The registrar, or the server that sent this response, should give the service "
                  "route in the 2xx to REGISTER only.",
    },
    {
        .id = "allow-incomplete",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §20.5",
        .see = "RFC 3261 §13.1; RFC 3261 §11",
        .needs = {SIP_HDR_ALLOW},
        .check = check_allow,
        .problem = "Allow with INVITE lacks ACK, BYE, CANCEL or OPTIONS",
        .requirement =
            "Allow lists every method understood: with INVITE also ACK, BYE, CANCEL and OPTIONS",
        .remedy = "The user agent that sent the response must list every method that it "
                  "understands, including ACK and CANCEL.",
        .silence = "Not reported when Allow does not list INVITE: the element may not handle "
                   "calls. OPTIONS may be absent from a 405, whose list concerns one address that "
                   "need not respond to OPTIONS.",
    },
    {
        .id = "response-applied-extension-unlisted",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.4",
        .see = "RFC 3312 §11",
        .looks_back = true,
        .codes = "101-299",
        .methods = SIP_M(INVITE),
        .needs = {SIP_HDR_CONTENT_TYPE},
        .check = check_precondition_tag,
        .problem = "Mandatory preconditions in SDP, but not in Require",
        .requirement =
            "A response with mandatory preconditions in its SDP has precondition in Require",
        .remedy = "The callee's user agent must add precondition to Require, or make the "
                  "preconditions optional.",
        .silence = "Only reported for preconditions, the only other extension that shows in a "
                   "single message. 100rel, session timers and outbound have rules of their own; "
                   "where one of these is missing from Require, this rule is not reported in "
                   "addition. Not reported in IMS, which signals preconditions in Supported.",
    },
    {
        .id = "record-route-in-register-or-publish",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §10.3",
        .see = "RFC 3903 §6",
        .methods = SIP_M(REGISTER) | SIP_M(PUBLISH),
        .headers = {SIP_HDR_RECORD_ROUTE},
        .check = sip_check_misplaced,
        .problem = "Record-Route in a response to REGISTER or PUBLISH",
        .requirement = "A response to REGISTER or PUBLISH has no Record-Route",
        .remedy = "The registrar, or for PUBLISH the presence server, must not return the "
                  "Record-Route of the request. A proxy that wants to receive later requests to "
                  "the registered user agent uses Path.",
    },
    {
        .id = "route-headers-without-lr",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §16.6",
        .see = "RFC 3327 §4; RFC 3608 §5; RFC 3608 §6.3",
        .codes = "101-299",
        .methods = SIP_M(INVITE) | SIP_M(SUBSCRIBE) | SIP_M(REFER) | SIP_M(REGISTER),
        .needs = {SIP_HDR_RECORD_ROUTE, SIP_HDR_PATH, SIP_HDR_SERVICE_ROUTE},
        .check = check_route_lr,
        .problem = "Record-Route, Path or Service-Route URI without lr",
        .requirement = "URIs in Record-Route, Path and Service-Route have the lr parameter",
        .remedy = "The proxy or registrar that inserted the URI must add ;lr to it. Otherwise "
                  "every request along this route is rewritten as for a strict router.",
        .silence = "Not reported when the URI has maddr: it is then the Record-Route of an RFC "
                   "2543 proxy.",
    },
    {
        .id = "geolocation-error-multiple",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 6442 §4.4",
        .headers = {SIP_HDR_GEOLOCATION_ERROR},
        .check = sip_check_single_value,
        .problem = "Several Geolocation-Error codes in one response",
        .requirement = "A response has at most one Geolocation-Error code",
        .remedy = "The server that evaluated the location must choose one of the errors.",
    },
};

SIP_SUBJECT_END(placement);
