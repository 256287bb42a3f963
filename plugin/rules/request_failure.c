/* request_failure.c
 * Request failures: what each 4xx must carry, and which methods it may answer.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"
#include "sip/body.h"
#include "sip/value.h"

/* Tables 2 and 3 of RFC 3261, and those of its extensions, ask no header field of a failure to
 * ACK, which is never answered, or to CANCEL, which nobody can send again. */
#define NEITHER_ACK_NOR_CANCEL SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL))

/* The one header field of the entry must be there and, since its grammar demands it, say
 * something. */
static enum sip_verdict check_listed(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    enum sip_verdict verdict = sip_check_required(context, finding);

    if (verdict != SIP_KEPT || sip_values_count(m, context->rule->headers[0]) > 0) {
        return verdict;
    }
    if (!m->headers_complete) { /* a row with values may have been cut off */
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context,
                      sip_row_bytes(sip_message_row(m, context->rule->headers[0])), "%s is empty",
                      sip_header_name(context->rule->headers[0]));
}

/* The same for a number of seconds. */
static enum sip_verdict check_seconds(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    enum sip_verdict verdict = check_listed(context, finding);
    struct sip_values it = sip_values_of(context->message, context->rule->headers[0]);
    struct sip_slice value;
    uint32_t seconds;

    if (verdict != SIP_KEPT || !sip_values_next(&it, &value) ||
        sip_value_seconds(value, &seconds)) {
        return verdict;
    }
    return sip_broken(finding, context, sip_row_bytes(it.row), "%s: %.*s is no number of seconds",
                      sip_header_name(context->rule->headers[0]), SIP_ARG(value));
}

/* Whether products know this method although it is not registered: a 405 from them is correct. */
static bool is_vendor_method(struct sip_slice method)
{
    static const char *const names[] = {"BENOTIFY", "KDMQ", "NEGOTIATE", "PING", "SERVICE"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (sip_slice_is(method, names[i])) {
            return true;
        }
    }
    return false;
}

static bool allow_lists(const struct sip_message *m, struct sip_slice method)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_ALLOW);
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_equal(value, method)) {
            return true;
        }
    }
    return false;
}

static enum sip_verdict check_405_vs_501(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (is_vendor_method(m->method_name) || allow_lists(m, m->method_name)) {
        return SIP_NOT_APPLICABLE;
    }
    return m->headers_complete
               ? sip_broken(finding, context, SIP_START_LINE, "405 to %.*s, no registered method",
                            SIP_ARG(m->method_name))
               : SIP_UNDECIDED;
}

static enum sip_verdict check_501_baseline(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    switch (sip_message_presence(m, SIP_HDR_ALLOW)) {
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    case SIP_PRESENT:
        /* No INVITE, then no calls to end either; and OPTIONS must get the very code that an
         * INVITE would get (RFC 3261 section 11.2). */
        if (!allow_lists(m, SIP_SLICE("INVITE"))) {
            return m->headers_complete ? SIP_NOT_APPLICABLE : SIP_UNDECIDED;
        }
        break;
    }
    return sip_broken(finding, context, SIP_START_LINE, "%.*s to %.*s%s", SIP_ARG(m->code_text),
                      SIP_ARG(m->method_name),
                      sip_message_has(m, SIP_HDR_ALLOW) ? ", though Allow lists INVITE" : "");
}

static enum sip_verdict check_408_non_invite(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (m->method == SIP_METHOD_REGISTER && context->ims) {
        return SIP_NOT_APPLICABLE;
    }
    if (m->method == SIP_METHOD_REGISTER && !m->headers_complete) {
        return SIP_UNDECIDED;
    }
    return sip_check_code(context, finding);
}

static enum sip_verdict check_421_secagree(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    if (context->ims || !sip_values_contain(context->message, SIP_HDR_REQUIRE, "sec-agree")) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_check_required(context, finding);
}

static enum sip_verdict check_min_se_below_90(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_MIN_SE);
    enum sip_verdict verdict = SIP_NOT_APPLICABLE;
    struct sip_slice value;
    uint32_t seconds;

    while (sip_values_next(&it, &value)) {
        if (sip_value_seconds(value, &seconds)) {
            if (seconds < 90) {
                return sip_broken(finding, context, sip_row_bytes(it.row), "Min-SE: %.*s",
                                  SIP_ARG(value));
            }
            verdict = SIP_KEPT;
        }
    }
    return verdict;
}

static enum sip_verdict check_493_cert(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    /* RFC 3261 asks for a certs-only pkcs7-mime body; signed data and a bare certificate hand over
     * the key as well. */
    static const char *const bearers[] = {
        "application/pkcs7-mime",      "application/x-pkcs7-mime",      "application/pkix-cert",
        "application/pkcs7-signature", "application/x-pkcs7-signature",
    };
    bool perhaps = false;
    struct sip_part part;

    for (size_t i = 0; i < sizeof(bearers) / sizeof(bearers[0]); i++) {
        switch (sip_message_part(context->message, bearers[i], &part)) {
        case SIP_PRESENT:
            return SIP_KEPT;
        case SIP_PERHAPS:
            perhaps = true;
            break;
        case SIP_ABSENT:
            break;
        }
    }
    return perhaps ? SIP_UNDECIDED
                   : sip_broken(finding, context, SIP_START_LINE, "no certificate in the body");
}

static enum sip_verdict check_494_require(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_REQUIRE);

    if (sip_values_contain(m, SIP_HDR_REQUIRE, "sec-agree")) {
        return SIP_KEPT;
    }
    /* Without Require it may answer a client that asked for sec-agree itself: only the request
     * tells. A Require shows that the server makes the demands. */
    if (!m->headers_complete || (row == NULL && context->request == NULL)) {
        return SIP_UNDECIDED;
    }
    if (context->request != NULL &&
        sip_values_contain(context->request, SIP_HDR_REQUIRE, "sec-agree")) {
        return SIP_KEPT;
    }
    if (row == NULL) {
        return sip_broken_by(finding, context, context->transaction->request_frame,
                             (struct sip_slice){NULL, 0},
                             "no Require, and none with sec-agree in frame %u either",
                             context->transaction->request_frame);
    }
    return sip_broken(finding, context, sip_row_bytes(row), "Require: %.*s, without sec-agree",
                      SIP_ARG(row->value));
}

const struct sip_rule sip_rules_request_failure[] = {
    {
        .id = "405-allow-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §21.4.6",
        .see = "RFC 3261 §8.2.1; RFC 3261 §20.5",
        .codes = "405",
        .methods = NEITHER_ACK_NOR_CANCEL,
        .headers = {SIP_HDR_ALLOW},
        .check = sip_check_required,
        .problem = "405 without Allow",
        .requirement = "A 405 lists in Allow the methods that are valid for the address",
        .remedy = "The server must add Allow with the methods that it accepts for this address.",
        .silence = "Not reported when Allow is present but empty, which is legal: no method is "
                   "accepted. Not reported when the request is CANCEL, for which Allow is not "
                   "required (RFC 3261, table 2).",
    },
    {
        .id = "405-vs-501",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.5.2",
        .see = "RFC 3261 §8.2.1; RFC 3261 §21.4.6",
        .codes = "405",
        .methods = SIP_M(OTHER),
        .check = check_405_vs_501,
        .problem = "405 instead of 501 to an unregistered method",
        .requirement = "A server that does not recognize the method responds with 501; 405 is for "
                       "a known method that is not allowed here",
        .remedy = "The server should respond with 501 if it does not know the method. A 405 says "
                  "that it knows the method and does not allow it for this address.",
        .silence = "Not reported when the server may well know the method: vendor methods "
                   "(SERVICE, BENOTIFY, NEGOTIATE, KDMQ, PING) and methods that Allow in the "
                   "response lists. A 501 to a registered method is not reported either, since it "
                   "is correct where the server does not know the method.",
    },
    {
        .id = "501-baseline-method",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §11",
        .see = "RFC 3261 §13.1; RFC 3261 §11.2",
        .codes = "405,501",
        .methods = SIP_M(OPTIONS) | SIP_M(BYE) | SIP_M(CANCEL),
        .check = check_501_baseline,
        .problem = "OPTIONS, BYE or CANCEL refused as unsupported",
        .requirement = "Every user agent supports OPTIONS; one that accepts INVITE also supports "
                       "BYE and CANCEL",
        .remedy = "The server must support OPTIONS. If it accepts INVITE, it must support BYE and "
                  "CANCEL too.",
        .silence =
            "Not reported when Allow in the response does not list INVITE: a registrar or presence "
            "server has no calls to end, and handles OPTIONS as it would handle INVITE.",
    },
    {
        .id = "408-non-invite",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4320 §4.2",
        .see = "RFC 4321 §1.4",
        .looks_back = true,
        .codes = "408",
        .methods = SIP_M_NOT(SIP_M(INVITE) | SIP_M(ACK)),
        .check = check_408_non_invite,
        .problem = "408 sent to a non-INVITE request",
        .requirement = "A transaction-stateful element sends 408 to INVITE only",
        .remedy = "The server or proxy must let the transaction expire without a final response. "
                  "By the time of the 408 the client has given up.",
        .silence = "Not reported when REGISTER gets 408 in an IMS network, whose profile provides "
                   "for it. The rule does not bind stateless elements, but these do not wait for a "
                   "response either.",
    },
    {
        .id = "410-vs-404",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §21.4.10",
        .codes = "410",
        .check = sip_check_code,
        .problem = "410 declares the address permanently gone",
        .requirement =
            "410 is for an address known to be permanently gone; otherwise the server uses 404",
        .remedy = "The server should use 404 unless it knows that the address is permanently gone. "
                  "If it does know, there is nothing to fix.",
    },
    {
        .id = "413-retry-after",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §21.4.11",
        .codes = "413",
        .headers = {SIP_HDR_RETRY_AFTER},
        .check = sip_check_required,
        .problem = "413 without Retry-After",
        .requirement =
            "If the size limit is temporary, a 413 gives in Retry-After the time to wait",
        .remedy = "The server should add Retry-After if the limit is temporary. If it is "
                  "permanent, there is nothing to fix.",
    },
    {
        .id = "415-accept-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §21.4.13",
        .see = "RFC 3261 §8.2.3; RFC 3428 §9; RFC 3903 §11.1.1; RFC 5621 §8.4",
        .codes = "415",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL) | SIP_M(INFO)),
        .headers = {SIP_HDR_ACCEPT, SIP_HDR_ACCEPT_ENCODING, SIP_HDR_ACCEPT_LANGUAGE},
        .check = sip_check_required,
        .problem = "415 without Accept, Accept-Encoding or Accept-Language",
        .requirement = "A 415 lists the acceptable media types, encodings or languages",
        .remedy = "The server must add Accept, Accept-Encoding or Accept-Language, depending on "
                  "what was wrong with the body. Without it the client cannot correct its request.",
        .silence = "Not reported when the request is INFO, for which RFC 6086 §6.1 makes Accept "
                   "optional. Any one of the three header fields is enough, since only the request "
                   "shows which is needed; each of them may be empty.",
    },
    {
        .id = "417-accept-resource-priority",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 4412 §3.2",
        .see = "RFC 4412 §4.6.2",
        .codes = "417",
        .headers = {SIP_HDR_ACCEPT_RESOURCE_PRIORITY},
        .check = sip_check_required,
        .problem = "417 without Accept-Resource-Priority",
        .requirement = "The accepted priorities are not withheld from a 417: "
                       "Accept-Resource-Priority lists them",
        .remedy = "The server should list the accepted priorities in Accept-Resource-Priority. "
                  "Local policy may hide them, but this makes troubleshooting harder.",
    },
    {
        .id = "420-unsupported-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §21.4.15",
        .see = "RFC 3261 §8.2.2.3; RFC 3261 §16.3",
        .codes = "420",
        .methods = NEITHER_ACK_NOR_CANCEL,
        .headers = {SIP_HDR_UNSUPPORTED},
        .check = check_listed,
        .problem = "420 without Unsupported",
        .requirement =
            "A 420 lists in Unsupported the option tags that the server does not understand",
        .remedy = "The server must list in Unsupported the option tags of Require or Proxy-Require "
                  "that it does not understand. Without the list the client cannot retry.",
        .silence = "Not reported when the request is CANCEL: see 420-to-cancel.",
    },
    {
        .id = "420-to-cancel",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.2.3",
        .see = "RFC 3261 §9.2",
        .codes = "420",
        .methods = SIP_M(CANCEL),
        .check = sip_check_code,
        .problem = "420 sent to CANCEL",
        .requirement = "Require is ignored in CANCEL, so CANCEL never gets 420",
        .remedy = "The server must ignore Require and Proxy-Require in CANCEL and respond with 200 "
                  "or 481.",
    },
    {
        .id = "421-require-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §21.4.16",
        .see = "RFC 3261 §8.2.4",
        .codes = "421",
        .methods = NEITHER_ACK_NOR_CANCEL,
        .headers = {SIP_HDR_REQUIRE},
        .check = check_listed,
        .problem = "421 without Require",
        .requirement = "A 421 lists in Require the extensions that the client has to support",
        .remedy = "The server must list in Require the option tags that it needs. Without them the "
                  "client cannot know which extension is missing.",
    },
    {
        .id = "421-secagree-security-server",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3329 §2.3.2",
        .looks_back = true,
        .codes = "421",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL) | SIP_M(PRACK)),
        .headers = {SIP_HDR_SECURITY_SERVER},
        .check = check_421_secagree,
        .problem = "421 for sec-agree without Security-Server",
        .requirement = "A 421 that requires sec-agree lists the server's security mechanisms in "
                       "Security-Server",
        .remedy = "The first-hop server must list its security mechanisms in Security-Server.",
        .silence = "Not reported when the network is an IMS network, where the mechanisms come in "
                   "the 401 to REGISTER.",
    },
    {
        .id = "422-min-se-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §6",
        .see = "RFC 4028 §8.1; RFC 4028 §9",
        .codes = "422",
        .methods = NEITHER_ACK_NOR_CANCEL,
        .headers = {SIP_HDR_MIN_SE},
        .check = check_seconds,
        .problem = "422 without a valid Min-SE",
        .requirement = "A 422 gives in Min-SE the shortest session interval that is accepted",
        .remedy = "The server or proxy that sent the 422 must add Min-SE with its minimum in "
                  "seconds. Without it the client cannot know which interval to ask for.",
    },
    {
        .id = "422-min-se-below-90",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4028 §5",
        .see = "RFC 4028 §8.1; RFC 4028 §9",
        .codes = "422",
        .check = check_min_se_below_90,
        .problem = "422 with Min-SE below 90 seconds",
        .requirement = "Min-SE is never less than 90 seconds",
        .remedy = "The server or proxy that sent the 422 must raise its minimum session interval "
                  "to at least 90 seconds.",
        .silence = "Not reported when the response is not a 422: Min-SE itself is out of place "
                   "there, see min-se-outside-422.",
    },
    {
        .id = "423-min-expires-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §10.3",
        .see = "RFC 3261 §20.23; RFC 3903 §6; RFC 6665 §4.2.1.1",
        .codes = "423",
        .methods = SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH),
        .headers = {SIP_HDR_MIN_EXPIRES},
        .check = check_seconds,
        .problem = "423 without a valid Min-Expires",
        .requirement =
            "A 423 gives in Min-Expires the shortest expiration interval that is accepted",
        .remedy = "The server must add Min-Expires with its minimum in seconds. Without it the "
                  "client cannot know which interval to ask for.",
        .silence = "Not reported when no RFC defines 423 for the method.",
    },
    {
        .id = "424-geolocation-error-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 6442 §4.3",
        .see = "RFC 6442 §4.4",
        .codes = "424",
        .methods = NEITHER_ACK_NOR_CANCEL,
        .headers = {SIP_HDR_GEOLOCATION_ERROR},
        .check = check_listed,
        .problem = "424 without Geolocation-Error",
        .requirement = "A 424 gives in Geolocation-Error what is wrong with the location",
        .remedy = "The server or proxy that rejected the location must add Geolocation-Error with "
                  "an error code.",
    },
    {
        .id = "425-alertmsg-error-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 8876 §5.1",
        .see = "RFC 8876 §5.2",
        .codes = "425",
        .methods = NEITHER_ACK_NOR_CANCEL,
        .headers = {SIP_HDR_ALERTMSG_ERROR},
        .check = check_listed,
        .problem = "425 without AlertMsg-Error",
        .requirement = "A 425 gives in AlertMsg-Error what is wrong with the alert",
        .remedy = "The server or proxy that rejected the alert must add AlertMsg-Error with an "
                  "error code.",
    },
    {
        .id = "469-recv-info-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 6086 §4.2.2",
        .see = "RFC 6086 §7.1; RFC 6086 §11.6",
        .codes = "469",
        .methods = SIP_M(INFO),
        .headers = {SIP_HDR_RECV_INFO},
        .check = sip_check_required,
        .problem = "469 without Recv-Info",
        .requirement =
            "A 469 lists in Recv-Info the Info Packages that the user agent is willing to receive",
        .remedy = "The user agent that received the INFO must add Recv-Info, empty if it accepts "
                  "no Info Package.",
        .silence = "Not reported when Recv-Info is present but empty, which is legal: no Info "
                   "Package is accepted.",
    },
    {
        .id = "470-permission-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 5360 §5.9.2",
        .see = "RFC 5360 §5.9.1; RFC 5360 §5.9.3",
        .codes = "470",
        .headers = {SIP_HDR_PERMISSION_MISSING},
        .check = sip_check_required,
        .problem = "470 without Permission-Missing",
        .requirement =
            "A 470 lists in Permission-Missing the URIs for which the relay has no permission",
        .remedy = "The relay should list these URIs in Permission-Missing. Otherwise the client "
                  "has to find them by other means.",
    },
    {
        .id = "485-contact-missing",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §16.5",
        .see = "RFC 3261 §21.4.23",
        .codes = "485",
        .methods = NEITHER_ACK_NOR_CANCEL,
        .headers = {SIP_HDR_CONTACT},
        .check = sip_check_required,
        .problem = "485 without Contact",
        .requirement = "A 485 lists in Contact the addresses that may have been meant",
        .remedy = "The server or proxy should list the possible addresses in Contact, unless "
                  "privacy forbids it.",
    },
    {
        .id = "487-to-cancel",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §21.4.25",
        .see = "RFC 3261 §9.2",
        .codes = "487",
        .methods = SIP_M(CANCEL),
        .check = sip_check_code,
        .problem = "487 sent to CANCEL",
        .requirement = "487 is the response to the cancelled request, never to the CANCEL itself",
        .remedy = "The server must respond to CANCEL with 200, or with 481 if no transaction "
                  "matches. The 487 belongs to the INVITE.",
    },
    {
        .id = "487-non-invite",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §9.2",
        .see = "RFC 3261 §15.1.2; RFC 6665 §4.6",
        .codes = "487",
        .methods = SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH) | SIP_M(BYE),
        .check = sip_check_code,
        .problem = "487 to REGISTER, SUBSCRIBE, PUBLISH or BYE",
        .requirement = "487 is sent to requests that CANCEL or BYE terminated, in practice almost "
                       "only to INVITE",
        .remedy =
            "The server must complete the request even if a CANCEL arrives, because CANCEL has no "
            "effect on methods other than INVITE. Check first whether there was a CANCEL.",
        .silence = "Not reported when the method, other than BYE, is common within a call: a BYE "
                   "ends the pending requests of its dialog, and 487 is recommended for them.",
    },
    {
        .id = "488-warning-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §13.3.1.3",
        .see = "RFC 3261 §14.2; RFC 3311 §5.2; RFC 6794 §4.4.5.2",
        .codes = "488",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .headers = {SIP_HDR_WARNING, SIP_HDR_POLICY_CONTACT},
        .check = sip_check_required,
        .problem = "488 without Warning",
        .requirement = "A 488 explains in Warning why the offer was rejected",
        .remedy = "The user agent that rejected the offer should add a Warning with the reason. A "
                  "session description alone does not explain the rejection.",
        .silence = "Not reported when Policy-Contact is present, which directs the client to a "
                   "policy server (RFC 6794).",
    },
    {
        .id = "489-allow-events-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 6665 §4.4.4",
        .see = "RFC 3265 §7.2; RFC 6665 §8.3.2",
        .codes = "489",
        .methods = SIP_M(SUBSCRIBE),
        .headers = {SIP_HDR_ALLOW_EVENTS},
        .check = sip_check_required,
        .problem = "489 to SUBSCRIBE without Allow-Events",
        .requirement = "A 489 to SUBSCRIBE lists in Allow-Events the supported event packages",
        .remedy = "The notifier should list its event packages in Allow-Events, so that the "
                  "subscriber can choose another one.",
        .silence = "Not reported when the request is NOTIFY: its receiver need not be a notifier, "
                   "and only RFC 3265, now obsolete, required Allow-Events there.",
    },
    {
        .id = "489-publish-allow-events-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3903 §11.1.1",
        .see = "RFC 3903 §6; RFC 3261 §20",
        .codes = "489",
        .methods = SIP_M(PUBLISH),
        .headers = {SIP_HDR_ALLOW_EVENTS},
        .check = sip_check_required,
        .problem = "489 to PUBLISH without Allow-Events",
        .requirement =
            "A 489 to PUBLISH lists in Allow-Events the event packages that can be published",
        .remedy = "The event state compositor must list its event packages in Allow-Events.",
    },
    {
        .id = "489-context",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 6665 §8.3.2",
        .see = "RFC 3903 §6; RFC 5057 §5.1",
        .codes = "489",
        .methods = SIP_M_NOT(SIP_M(SUBSCRIBE) | SIP_M(NOTIFY) | SIP_M(PUBLISH) | SIP_M(REFER) |
                             SIP_M(ACK) | SIP_M(OTHER)),
        .check = sip_check_code,
        .problem = "489 to a method that has no event package",
        .requirement =
            "489 is sent only to requests with an event package: SUBSCRIBE, NOTIFY and PUBLISH",
        .remedy = "The server should use a code that fits the method. A client can only treat this "
                  "489 as a 400.",
        .silence = "Not reported when the request is REFER, which subscribes implicitly, or when "
                   "the method is not registered.",
    },
    {
        .id = "493-cert-missing",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §23.2",
        .see = "RFC 3261 §21.4.28; RFC 8591 §7.3",
        .codes = "493",
        .check = check_493_cert,
        .problem = "493 without a certificate",
        .requirement = "A 493 contains the certificate to encrypt with",
        .remedy = "The callee's user agent should send its certificate in a certs-only body. "
                  "Without it the client concludes that encrypted bodies are not possible at all.",
        .silence = "Not reported when the response has any S/MIME body, whatever it contains.",
    },
    {
        .id = "494-security-server-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3329 §2.3.1",
        .see = "RFC 3329 §2.3.2",
        .codes = "494",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL) | SIP_M(PRACK)),
        .headers = {SIP_HDR_SECURITY_SERVER},
        .check = check_listed,
        .problem = "494 without Security-Server",
        .requirement = "A 494 lists the server's security mechanisms in Security-Server",
        .remedy = "The first-hop server must list its mechanisms in Security-Server, whatever the "
                  "client has offered.",
    },
    {
        .id = "494-require-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3329 §2.3.2",
        .see = "RFC 3329 §2.3.1",
        .looks_back = true,
        .codes = "494",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL) | SIP_M(PRACK)),
        .check = check_494_require,
        .problem = "494 without Require: sec-agree",
        .requirement = "A 494 sent on the server's own initiative has sec-agree in Require",
        .remedy = "The first-hop server must add sec-agree to Require.",
        .silence = "Not reported when the client itself required sec-agree, or when the response "
                   "has no Require and the request was not captured.",
    },
};

SIP_SUBJECT_END(request_failure);
