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
        .strength = "not applicable",
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
        .summary = "Header fields that mean something in requests only stay out of responses",
        .summary_fr = "Les en-têtes qui n’ont de sens que dans une requête sont absents des "
                      "réponses",
        .remedy = "The sender should not copy this header field from the request; receivers must "
                  "ignore it.",
        .remedy_fr = "L’émetteur ne devrait pas recopier cet en-tête depuis la requête ; les "
                     "récepteurs doivent l’ignorer.",
        .silence = "Preferences of the caller (Accept-Contact, Request-Disposition …) and header "
                   "fields that no RFC keeps out of responses in so many words are not reported.",
    },
    {
        .id = "event-header-in-response",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST NOT",
        .reference = "RFC 6665 §8.2.1",
        .headers = {SIP_HDR_EVENT},
        .check = sip_check_misplaced,
        .summary = "Event stands in no response",
        .summary_fr = "Event ne figure dans aucune réponse",
        .remedy = "The notifier should not copy Event from the request; the subscriber knows from "
                  "its transaction what it asked for.",
        .remedy_fr = "Le notifieur ne devrait pas recopier Event depuis la requête ; l’abonné "
                     "sait par sa transaction ce qu’il a demandé.",
    },
    {
        .id = "subscription-state-in-response",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST NOT",
        .reference = "RFC 6665 §8.2.3",
        .see = "RFC 6665 §4.1.3",
        .headers = {SIP_HDR_SUBSCRIPTION_STATE},
        .check = sip_check_misplaced,
        .summary = "Subscription-State stands in NOTIFY requests and in no response",
        .summary_fr = "Subscription-State figure dans les requêtes NOTIFY et dans aucune réponse",
        .remedy = "The notifier must tell the state in a NOTIFY request instead.",
        .remedy_fr = "Le notifieur doit plutôt indiquer l’état dans une requête NOTIFY.",
    },
    {
        .id = "min-se-outside-422",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST NOT",
        .reference = "RFC 4028 §5",
        .codes = "!422",
        .headers = {SIP_HDR_MIN_SE},
        .check = sip_check_misplaced,
        .summary = "Min-SE stands in no response but 422",
        .summary_fr = "Min-SE ne figure dans aucune autre réponse que 422",
        .remedy = "The sender should leave Min-SE out of this response; receivers ignore it.",
        .remedy_fr = "L’émetteur devrait retirer Min-SE de cette réponse ; les récepteurs "
                     "l’ignorent.",
    },
    {
        .id = "session-expires-misplaced",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "descriptive",
        .reference = "RFC 4028 §4",
        .codes = "100-699",
        .headers = {SIP_HDR_SESSION_EXPIRES},
        .needs = {SIP_HDR_SESSION_EXPIRES},
        .check = check_but_in_2xx_session,
        .summary = "Session-Expires stands in no response but a 2xx to INVITE or UPDATE",
        .summary_fr = "Session-Expires ne figure que dans un 2xx à INVITE ou UPDATE",
        .remedy = "The sender should name the session interval in the 2xx only.",
        .remedy_fr = "L’émetteur ne devrait indiquer l’intervalle de session que dans le 2xx.",
    },
    {
        .id = "rseq-outside-1xx",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "not applicable",
        .reference = "RFC 3262 §7.1",
        .codes = "200-699",
        .headers = {SIP_HDR_RSEQ},
        .check = sip_check_misplaced,
        .summary = "RSeq stands in provisional responses only",
        .summary_fr = "RSeq ne figure que dans les réponses provisoires",
        .remedy = "The server should leave RSeq out of final responses; nothing acknowledges it "
                  "there.",
        .remedy_fr = "Le serveur devrait retirer RSeq des réponses finales ; rien ne l’y acquitte.",
        .silence = "RSeq in a 100, or in a provisional response to another method than INVITE, is "
                   "the matter of rules of their own.",
    },
    {
        .id = "unsupported-outside-420",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "not applicable",
        .reference = "RFC 3261 §20",
        .see = "RFC 3261 §20.40; RFC 3261 §8.2.2.3",
        .codes = "!420",
        .headers = {SIP_HDR_UNSUPPORTED},
        .check = sip_check_misplaced,
        .summary = "Unsupported belongs to 420",
        .summary_fr = "Unsupported est réservé au 420",
        .remedy = "The server should leave Unsupported out, or refuse the request with 420 if it "
                  "cannot do without the extension.",
        .remedy_fr = "Le serveur devrait retirer Unsupported, ou refuser la requête par un 420 "
                     "s’il ne peut se passer de l’extension.",
    },
    {
        .id = "min-expires-outside-423",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "not applicable",
        .reference = "RFC 3261 §20",
        .see = "RFC 3261 §20.23; RFC 3903 §11.3",
        .codes = "!423",
        .headers = {SIP_HDR_MIN_EXPIRES},
        .check = sip_check_misplaced,
        .summary = "Min-Expires belongs to 423",
        .summary_fr = "Min-Expires est réservé au 423",
        .remedy = "The server should name its shortest interval in a 423 only.",
        .remedy_fr = "Le serveur ne devrait annoncer sa durée minimale que dans un 423.",
    },
    {
        .id = "retry-after-unexpected-code",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "not applicable",
        .reference = "RFC 3261 §20.33",
        .see = "RFC 3311 §5.2; RFC 6442 §4.4; RFC 8876 §5.2",
        .codes = "!404,413,480,486,500,503,600,603",
        .headers = {SIP_HDR_RETRY_AFTER},
        .needs = {SIP_HDR_RETRY_AFTER},
        .check = check_retry_after_code,
        .summary = "Retry-After stands where it means something: 404, 413, 480, 486, 500, 503, "
                   "600, 603",
        .summary_fr = "Retry-After figure là où il a un sens : 404, 413, 480, 486, 500, 503, 600, "
                      "603",
        .remedy = "The server should choose a code that goes with Retry-After, 503 for instance; "
                  "in this one clients may ignore it.",
        .remedy_fr = "Le serveur devrait choisir un code qui s’accorde avec Retry-After, par "
                     "exemple 503 ; dans celui-ci, les clients peuvent l’ignorer.",
        .silence = "Unregistered codes are not reported: clients treat them as the x00 of their "
                   "class, and whoever invented one may have defined the header field with it.",
    },
    {
        .id = "retry-after-zero-or-huge",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "heuristic",
        .reference = "RFC 3261 §20.33",
        .see = "RFC 5626 §4.2.1; RFC 3261 §14.2; RFC 3311 §5.2",
        .codes = "404,413,480,486,500,503,600,603",
        .needs = {SIP_HDR_RETRY_AFTER},
        .check = check_retry_after_value,
        .summary = "Retry-After names a time that a client can wait for: 1 second to a day",
        .summary_fr = "Retry-After indique un délai raisonnable pour un client : de 1 s à un jour",
        .remedy = "The server should name a time after which another attempt makes sense.",
        .remedy_fr = "Le serveur devrait indiquer un délai après lequel une nouvelle tentative a "
                     "un sens.",
        .silence = "Zero is right in a 500 to INVITE or UPDATE, which parts two requests that "
                   "crossed, and in a 503 to REGISTER, which sends the client on at once.",
    },
    {
        .id = "warning-malformed",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_MALFORMED,
        .strength = "grammar",
        .reference = "RFC 3261 §20.43",
        .see = "RFC 3261 §25.1",
        .needs = {SIP_HDR_WARNING},
        .check = check_warning,
        .summary = "A Warning is a three-digit code, an agent and a quoted text",
        .summary_fr = "Un Warning se compose d’un code à trois chiffres, d’un agent et d’un texte "
                      "entre guillemets",
        .remedy = "The sender must write it as in: 399 example.com \"What happened\".",
        .remedy_fr = "L’émetteur doit l’écrire sur ce modèle : 399 example.com \"What happened\".",
    },
    {
        .id = "reason-in-100",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "not allowed",
        .reference = "RFC 6432 §3",
        .see = "RFC 9410 §3; RFC 3326 §2",
        .codes = "100",
        .headers = {SIP_HDR_REASON},
        .check = sip_check_misplaced,
        .summary = "Reason stands in any response but 100",
        .summary_fr = "Reason peut figurer dans toute réponse autre que 100",
        .remedy = "The server should put Reason into a response that travels end to end; a 100 "
                  "ends at the next hop.",
        .remedy_fr = "Le serveur devrait placer Reason dans une réponse de bout en bout ; un 100 "
                     "s’arrête au saut suivant.",
    },
    {
        .id = "reason-duplicate-protocol",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 9366 §3",
        .see = "RFC 3326 §2; RFC 9410 §6",
        .needs = {SIP_HDR_REASON},
        .check = check_reason_twice,
        .summary = "Reason has one value for each protocol",
        .summary_fr = "Reason porte une seule valeur par protocole",
        .remedy = "The element that adds a Reason must replace the value of the same protocol "
                  "that is there.",
        .remedy_fr = "L’élément qui ajoute un Reason doit remplacer la valeur déjà présente pour "
                     "le même protocole.",
        .silence = "Speaks of SIP and Q.850 only: protocols registered later may define several "
                   "values, as STIR does.",
    },
    {
        .id = "reason-sip-cause-differs",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "heuristic",
        .reference = "RFC 3326 §2",
        .see = "RFC 6432 §3",
        .looks_back = true,
        .codes = "300-486,488-602,604-699",
        .needs = {SIP_HDR_REASON},
        .check = check_reason_sip,
        .summary = "Reason: SIP repeats the code of the response that it stands in",
        .summary_fr = "Reason: SIP répète le code de la réponse où il figure",
        .remedy = "Whoever changed the code should be asked why; the original one is in Reason.",
        .remedy_fr = "Voyez avec qui a changé le code pour quelle raison il l’a fait ; le code "
                     "d’origine est dans Reason.",
        .silence = "199, 487 and 603 tell in Reason why they were sent, so another code is right "
                   "there; IMS uses Reason in its own ways.",
    },
    {
        .id = "reason-q850-contradicts-code",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "heuristic",
        .reference = "RFC 3398 §7.2.4.1",
        .see = "RFC 3398 §8.2.6.1; RFC 6432 §3",
        .codes = "400-699",
        .needs = {SIP_HDR_REASON},
        .check = check_reason_q850,
        .summary = "The Q.850 cause in Reason and the status code tell the same story",
        .summary_fr = "La cause Q.850 dans Reason et le code de réponse se correspondent",
        .remedy = "The gateway's table of causes and codes should be mended.",
        .remedy_fr = "La table de correspondance entre causes et codes de la passerelle est à "
                     "corriger.",
        .silence = "Operators map by other tables too: only codes about the number (404, 410, 484, "
                   "485, 604) or a busy user (486, 600) are compared, and only with causes that "
                   "certainly are about something else.",
    },
    {
        .id = "p-associated-uri-misplaced",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "descriptive",
        .reference = "RFC 7976 §3",
        .see = "RFC 7315 §5.7",
        .codes = "100-699",
        .headers = {SIP_HDR_P_ASSOCIATED_URI},
        .needs = {SIP_HDR_P_ASSOCIATED_URI},
        .check = check_but_in_2xx_register,
        .summary = "P-Associated-URI stands in no response but a 2xx to REGISTER",
        .summary_fr = "P-Associated-URI ne figure que dans un 2xx à REGISTER",
        .remedy = "The registrar should name the user's identities in the 2xx to REGISTER only.",
        .remedy_fr = "Le registrar ne devrait indiquer les identités de l’utilisateur que dans le "
                     "2xx à REGISTER.",
    },
    {
        .id = "security-server-misplaced",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "descriptive",
        .reference = "RFC 3329 §2.6",
        .codes = "!421,494",
        .headers = {SIP_HDR_SECURITY_SERVER},
        .needs = {SIP_HDR_SECURITY_SERVER},
        .check = check_security_server,
        .summary = "Security-Server belongs to 421 and 494",
        .summary_fr = "Security-Server est réservé aux 421 et 494",
        .remedy = "The server should offer its mechanisms in a 494 or a 421.",
        .remedy_fr = "Le serveur devrait proposer ses mécanismes dans un 494 ou un 421.",
        .silence = "IMS puts it into the 401 to REGISTER by design (TS 33.203), and its mechanisms "
                   "ipsec-3gpp and mediasec into other responses: not reported.",
    },
    {
        .id = "service-route-misplaced",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "not applicable",
        .reference = "RFC 3608 §5",
        .codes = "100-699",
        .headers = {SIP_HDR_SERVICE_ROUTE},
        .needs = {SIP_HDR_SERVICE_ROUTE},
        .check = check_but_in_2xx_register,
        .summary = "Service-Route stands in no response but a 2xx to REGISTER",
        .summary_fr = "Service-Route ne figure que dans un 2xx à REGISTER",
        .remedy = "The registrar should hand out the route with the registration only.",
        .remedy_fr = "Le registrar ne devrait communiquer la route qu’avec l’enregistrement.",
    },
    {
        .id = "allow-incomplete",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §20.5",
        .see = "RFC 3261 §13.1; RFC 3261 §11",
        .needs = {SIP_HDR_ALLOW},
        .check = check_allow,
        .summary = "An Allow with INVITE lists ACK, BYE, CANCEL and OPTIONS too",
        .summary_fr = "Un Allow qui contient INVITE contient aussi ACK, BYE, CANCEL et OPTIONS",
        .remedy = "The sender must list every method that it understands, ACK and CANCEL included.",
        .remedy_fr = "L’émetteur doit énumérer toutes les méthodes qu’il comprend, ACK et CANCEL "
                     "compris.",
        .silence = "An element that does not list INVITE may not be one for calls; the list of a "
                   "405 is about one address, which need not answer OPTIONS.",
    },
    {
        .id = "response-applied-extension-unlisted",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §8.2.4",
        .see = "RFC 3312 §11",
        .looks_back = true,
        .codes = "101-299",
        .methods = SIP_M(INVITE),
        .needs = {SIP_HDR_CONTENT_TYPE},
        .check = check_precondition_tag,
        .summary = "A response with mandatory preconditions says so in Require",
        .summary_fr = "Une réponse à préconditions obligatoires le signale dans Require",
        .remedy = "The callee must add Require: precondition, or make the preconditions optional.",
        .remedy_fr = "L’appelé doit ajouter Require: precondition, ou rendre les préconditions "
                     "facultatives.",
        .silence = "100rel, session timers and outbound have rules of their own, and where one of "
                   "these misses its tag in Require, this rule adds nothing; of the other "
                   "extensions only preconditions show in one message that they were applied. IMS "
                   "signals them in Supported.",
    },
    {
        .id = "record-route-in-register-or-publish",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST NOT",
        .reference = "RFC 3261 §10.3",
        .see = "RFC 3903 §6",
        .methods = SIP_M(REGISTER) | SIP_M(PUBLISH),
        .headers = {SIP_HDR_RECORD_ROUTE},
        .check = sip_check_misplaced,
        .summary = "Responses to REGISTER and PUBLISH carry no Record-Route",
        .summary_fr = "Les réponses à REGISTER et PUBLISH ne portent pas de Record-Route",
        .remedy = "The server must drop the Record-Route of the request; Path is the way to be on "
                  "the route of later requests.",
        .remedy_fr = "Le serveur doit supprimer le Record-Route de la requête ; pour être sur la "
                     "route des requêtes suivantes, c’est Path qu’il faut.",
    },
    {
        .id = "route-headers-without-lr",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §16.6",
        .see = "RFC 3327 §4; RFC 3608 §5; RFC 3608 §6.3",
        .codes = "101-299",
        .methods = SIP_M(INVITE) | SIP_M(SUBSCRIBE) | SIP_M(REFER) | SIP_M(REGISTER),
        .needs = {SIP_HDR_RECORD_ROUTE, SIP_HDR_PATH, SIP_HDR_SERVICE_ROUTE},
        .check = check_route_lr,
        .summary = "URIs in Record-Route, Path and Service-Route carry lr",
        .summary_fr = "Les URI de Record-Route, Path et Service-Route portent lr",
        .remedy = "The proxy or registrar that inserted the URI must add ;lr to it, or every "
                  "request along this route is rewritten for a strict router.",
        .remedy_fr = "Le proxy ou le registrar qui a inséré l’URI doit y ajouter ;lr, sinon toute "
                     "requête sur cette route est réécrite comme pour un routeur strict.",
        .silence = "A URI with maddr is the Record-Route of an RFC 2543 proxy.",
    },
    {
        .id = "geolocation-error-multiple",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 6442 §4.4",
        .headers = {SIP_HDR_GEOLOCATION_ERROR},
        .check = sip_check_single_value,
        .summary = "A response carries at most one Geolocation-Error code",
        .summary_fr = "Une réponse porte au plus un code dans Geolocation-Error",
        .remedy = "The location recipient must choose one of the errors.",
        .remedy_fr = "Le destinataire de la localisation doit choisir l’une des erreurs.",
    },
};

SIP_SUBJECT_END(placement);
