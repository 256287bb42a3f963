/* security_agreement.c
 * The agreement between a client and its first proxy (RFC 3329, TS 24.229).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/readings.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"

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

static enum sip_verdict check_421_secagree(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    if (context->ims || !sip_values_contain(context->message, SIP_HDR_REQUIRE, "sec-agree")) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_check_required(context, finding);
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

static enum sip_verdict check_494(const struct sip_context *context, struct sip_finding *finding)
{
    if (sip_response_option(context, "sec-agree")) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "no sec-agree; %s",
                      sip_response_to(context, SIP_HDR_SUPPORTED).text);
}

static enum sip_verdict check_401_security_server(const struct sip_context *context,
                                                  struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *server = sip_message_row(m, SIP_HDR_SECURITY_SERVER);

    if (server != NULL && context->ims) {
        const struct sip_auth *aka =
            sip_auths_find_aka(sip_auths_of(context, m, SIP_HDR_WWW_AUTHENTICATE));
        if (aka != NULL) {
            return sip_broken(finding, context, sip_row_bytes(server),
                              "challenge with %.*s; Security-Server: %.*s",
                              SIP_ARG(aka->params[SIP_AUTH_ALGORITHM]), SIP_ARG(server->value));
        }
    }
    return m->headers_complete ? SIP_NOT_APPLICABLE : SIP_UNDECIDED;
}

const struct sip_rule sip_rules_security_agreement[] = {
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
        .id = "494-security-server-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3329 §2.3.1",
        .see = "RFC 3329 §2.3.2",
        .codes = "494",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL) | SIP_M(PRACK)),
        .headers = {SIP_HDR_SECURITY_SERVER},
        .check = sip_check_listed,
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
    {
        .id = "494-without-sec-agree",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3329 §2.3.2",
        .see = "RFC 3329 §2.3.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "494",
        .check = check_494,
        .problem = "494 to a client that did not offer sec-agree",
        .requirement = "A 494 is sent only to a request that supports or requires sec-agree",
        .remedy = "The server must respond with 421 and Require: sec-agree instead.",
    },
    {
        .id = "ims-401-security-server",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "3GPP TS 33.203 §7.2",
        .see = "3GPP TS 24.229 §5.2.2; RFC 3329 §2.6",
        .looks_back = true,
        .codes = "401",
        .methods = SIP_M(REGISTER),
        .check = check_401_security_server,
        .problem = "IMS registration challenged with AKA",
        .requirement =
            "A 401 with Security-Server is the normal first step of an IMS registration with AKA",
        .remedy = "The terminal sets up its security association and registers again over it. "
                  "There is nothing to fix.",
    },
};

SIP_SUBJECT_END(security_agreement);
