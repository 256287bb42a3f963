/* challenger.c
 * Who challenges: a user agent or registrar with 401, a proxy with 407 (RFC 3261 section 22).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/endpoint.h"
#include "rules/engine/readings.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"

/* Whether the request has credentials for the realm in this header field. */
static bool has_credentials(const struct sip_context *context, enum sip_header_id id,
                            struct sip_slice realm)
{
    const struct sip_auths *credentials = sip_auths_of(context, context->request, id);

    return sip_auths_find(credentials, SIP_AUTH_REALM, realm) != NULL;
}

/* A proxy that was seen to forward what the client sent next has not forwarded this: then it was the proxy that
 * spoke. */
static enum sip_verdict check_401_of_proxy(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_message room;

    if (t->final_code != 401 || !t->retry_forwarded || t->branch_count > 0) {
        return SIP_KEPT;
    }
    const struct sip_message *final = sip_transaction_final(t, &room);
    if (final == NULL || t->heard_elsewhere || t->request_varied ||
        sip_message_presence(final, SIP_HDR_PROXY_AUTHENTICATE) != SIP_ABSENT) {
        return SIP_UNDECIDED;
    }
    return sip_broken_at(finding, context, sip_transaction_first(t, 401, 401), t->request_frame,
                         "%s did not forward frame %u, but the request that followed",
                         sip_endpoint_text(&t->hop->server).s, t->request_frame);
}

/* A realm belongs to one protection domain. If the client answered a proxy's challenge for it, and
 * none of a user agent, it was the proxy that spoke. */
static enum sip_verdict check_401_by_proxy(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (context->packet == NULL) {
        return check_401_of_proxy(context, finding);
    }
    if (sip_message_presence(m, SIP_HDR_PROXY_AUTHENTICATE) != SIP_ABSENT ||
        !sip_message_has(context->request, SIP_HDR_PROXY_AUTHORIZATION)) {
        return SIP_NOT_APPLICABLE; /* gathered from several branches (RFC 3261 section 16.7) */
    }
    const struct sip_auths *challenges = sip_auths_of(context, m, SIP_HDR_WWW_AUTHENTICATE);
    for (unsigned i = 0; i < challenges->count; i++) {
        struct sip_slice realm = challenges->all[i].params[SIP_AUTH_REALM];
        if (has_credentials(context, SIP_HDR_PROXY_AUTHORIZATION, realm) &&
            !has_credentials(context, SIP_HDR_AUTHORIZATION, realm)) {
            return sip_broken(finding, context, sip_row_bytes(challenges->all[i].row),
                              "realm \"%.*s\", for which frame %u had Proxy-Authorization",
                              SIP_ARG(realm), context->transaction->request_frame);
        }
    }
    return SIP_KEPT;
}

/* The server that a REGISTER names by its address is the registrar; the one that a SUBSCRIBE within
 * a dialog names is the notifier. Any other may be a proxy in front of them. */
static enum sip_verdict check_407_by_uas(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *request = context->request;

    if (!sip_response_from_target(context) ||
        (request->method == SIP_METHOD_SUBSCRIBE && !sip_message_in_dialog(context->request))) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, SIP_START_LINE, "407 to %.*s, sent by %.*s itself",
                      SIP_ARG(request->method_name), SIP_ARG(request->uri));
}

const struct sip_rule sip_rules_challenger[] = {
    {
        .id = "401-by-proxy",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §22.1",
        .see = "RFC 3261 §16.7",
        .when = SIP_ON_MATCHED_RESPONSE,
        .ends = true,
        .codes = "401",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH)),
        .check = check_401_by_proxy,
        .problem = "401 instead of 407 from a proxy",
        .requirement = "A proxy challenges with 407, never with 401",
        .remedy = "The proxy that has challenged with 407 must not challenge with 401 for the same "
                  "realm: the client already sends its credentials in Proxy-Authorization. Check "
                  "whether a user agent behind it uses that realm too.",
        .silence =
            "Only reported where the request had Proxy-Authorization, and no Authorization, for "
            "the same realm, or where the server was seen to forward the client's next request, "
            "but not this one: nothing else distinguishes a proxy from a user agent. Not reported "
            "where the 401 has Proxy-Authenticate as well, as it may be merged from several "
            "branches. Not reported to REGISTER, SUBSCRIBE and PUBLISH, as registrars, notifiers "
            "and publication servers often share a realm with the proxy.",
    },
    {
        .id = "407-by-uas-or-registrar",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §22.1",
        .see = "RFC 3261 §21.4.2; RFC 6665 §4.2.1.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "407",
        .methods = SIP_M(REGISTER) | SIP_M(SUBSCRIBE),
        .check = check_407_by_uas,
        .problem = "407 instead of 401 from a registrar or notifier",
        .requirement = "Registrars and notifiers challenge with 401; 407 is for proxies",
        .remedy = "The registrar or notifier should send 401 with WWW-Authenticate.",
        .silence =
            "Only reported where the Request-URI is the very address that the request was sent to "
            "and, for SUBSCRIBE, a dialog exists: a proxy in front may well send 407.",
    },
};

SIP_SUBJECT_END(challenger);
