/* redirect.c
 * 3xx and other responses that name another target (RFC 3261 section 8.1.3.4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/attempt.h"
#include "rules/engine/endpoint.h"
#include "rules/engine/fields.h"
#include "rules/engine/readings.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

static enum sip_verdict check_body_missing(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (m->body.n > 0 || sip_message_has(m, SIP_HDR_CONTACT)) {
        return SIP_KEPT;
    }
    if (!m->body_complete || !m->headers_complete) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, (struct sip_slice){NULL, 0},
                      "the body is empty, and there is no Contact either");
}

static enum sip_verdict check_305_by_non_uas(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_CONTACT);
    struct sip_address address;
    struct sip_slice value;
    struct sip_uri uri;

    while (sip_values_next(&it, &value)) {
        if (sip_address_read(value, &address) && sip_uri_read(address.uri, &uri) &&
            sip_response_uri_is(&uri, &context->packet->source, context->packet->transport)) {
            return sip_broken(finding, context, sip_row_bytes(it.row),
                              "the proxy to use, %.*s, is where the 305 came from",
                              SIP_ARG(address.uri));
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_3xx_same_uri(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_CONTACT);
    struct sip_address address;
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (!sip_address_read(value, &address)) {
            continue;
        }
        /* Without brackets the parameters are Contact's, but mostly meant to be the URI's. */
        struct sip_slice uri = address.bracketed ? address.uri : value;
        if (sip_uri_equal_at(SIP_URI_BINDING, uri, context->request->uri)) {
            return sip_broken(finding, context, sip_row_bytes(it.row),
                              "Contact %.*s equals the Request-URI %.*s", SIP_ARG(uri),
                              SIP_ARG(context->request->uri));
        }
    }
    return SIP_KEPT;
}

static struct sip_slice request_uri_of(const struct sip_transaction *t)
{
    struct sip_slice method, uri = {NULL, 0};

    sip_slice_cut(sip_slice_cut(sip_open_request(t->open), ' ', &method), ' ', &uri);
    return uri;
}

/* The attempt of the same recursion that tried the URI before: every step of it was redirected, or
 * asked for credentials, and the client went on of itself. next: when it made the next step. */
#define MOST_STEPS 16

static const struct sip_transaction *tried_before(const struct sip_transaction *t, int64_t next,
                                                  struct sip_slice uri)
{
    for (int steps = 0; t != NULL && steps < MOST_STEPS; steps++) {
        bool redirected = t->final_code >= 300 && t->final_code <= 302;
        bool challenged = sip_transaction_is_challenged(t);
        if (!sip_transaction_keeps_request(t) || next - t->final_time > SIP_BY_ITSELF ||
            (!redirected && !challenged)) {
            return NULL;
        }
        if (redirected && sip_uri_equal_at(SIP_URI_BINDING, request_uri_of(t), uri)) {
            return t;
        }
        next = t->request_time;
        t = t->attempt;
    }
    return NULL;
}

static enum sip_verdict check_redirect_loop(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_transaction *attempt = context->transaction->attempt;

    if (sip_message_in_dialog(m) || !sip_message_lists_contact(context->failure, m->uri)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_transaction *before = tried_before(attempt, context->now, m->uri);
    if (before == NULL) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, before->request_frame, m->uri,
                         "%.*s was tried in frame %u already; the %u in frame %u leads back to it",
                         SIP_ARG(m->uri), before->request_frame, context->failure->code,
                         attempt->final_frame);
}

/* Whether all values of Contact that can be read as SIP URIs name another target than this one. False where there
 * is none: the client may not be able to call what else is named. */
static bool leads_elsewhere(const struct sip_message *redirection, struct sip_slice uri)
{
    struct sip_values it = sip_values_of(redirection, SIP_HDR_CONTACT);
    struct sip_address address;
    struct sip_slice value;
    struct sip_uri parts;
    bool found = false;

    while (sip_values_next(&it, &value)) {
        if (!sip_address_read(value, &address) || !sip_uri_read(address.uri, &parts) ||
            sip_uri_equal_at(SIP_URI_BINDING, address.uri, uri)) {
            return false;
        }
        found = found || sip_uri_is_sip(&parts);
    }
    return found;
}

static enum sip_verdict check_not_followed(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *redirection = context->failure;
    const struct sip_transaction *attempt = context->transaction->attempt;

    if (sip_message_in_dialog(m) || !sip_attempt_same_call(context) ||
        sip_attempt_delay(context) > SIP_BY_ITSELF || sip_attempt_is_same_request(context) ||
        !sip_uri_equal_at(SIP_URI_BINDING, m->uri, context->failed_request->uri) ||
        !sip_attempt_repeats(context)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!redirection->headers_complete || !leads_elsewhere(redirection, m->uri)) {
        return SIP_UNDECIDED; /* or 3xx-contact-equals-request-uri is reported */
    }
    return sip_broken_by(finding, context, attempt->final_frame, m->uri,
                         "Request-URI and server are still those of frame %u; Contact of the %u in "
                         "frame %u is %.*s",
                         attempt->request_frame, redirection->code, attempt->final_frame,
                         SIP_ARG(sip_message_value(redirection, SIP_HDR_CONTACT)));
}

/* The address that a Request-URI names for sure; of family 0 where DNS, maddr or Route decides. */
static struct sip_endpoint named_address(const struct sip_message *m, struct sip_uri *uri)
{
    struct sip_slice maddr;

    if (sip_message_presence(m, SIP_HDR_ROUTE) != SIP_ABSENT || !sip_uri_read(m->uri, uri) ||
        sip_value_param(uri->params, "maddr", &maddr)) {
        return (struct sip_endpoint){0};
    }
    return sip_endpoint_of_host(uri->host);
}

/* Whether a request that follows a redirection went to the server that redirected it, though its Request-URI names
 * another one. The first request went to the very address in its Request-URI: nothing tells of an outbound proxy. */
static enum sip_verdict is_sent_back(const struct sip_transaction *t, const struct sip_message *m,
                                     const struct sip_message *first,
                                     const struct sip_message *redirection, struct sip_uri *uri)
{
    if (sip_message_in_dialog(m) || sip_values_count(m, SIP_HDR_VIA) != 1 ||
        !sip_same_server(t, t->attempt) || !sip_message_lists_contact(redirection, m->uri)) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_endpoint then = named_address(first, uri);
    struct sip_endpoint now = named_address(m, uri);
    if (then.family == 0 || now.family == 0 || !sip_endpoint_same_address(&then, &t->hop->server)) {
        return SIP_UNDECIDED;
    }
    return sip_endpoint_same_address(&now, &t->hop->server) ? SIP_KEPT : SIP_BROKEN;
}

static enum sip_verdict check_old_server(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_transaction *t = context->transaction;
    struct sip_uri uri;

    enum sip_verdict verdict = is_sent_back(t, m, context->failed_request, context->failure, &uri);
    if (verdict != SIP_BROKEN) {
        return verdict;
    }
    return sip_broken_by(finding, context, t->attempt->final_frame, m->uri,
                         "the %u in frame %u leads to %.*s; this request for it went to %s again",
                         context->failure->code, t->attempt->final_frame, SIP_ARG(uri.host),
                         sip_endpoint_text(&t->hop->server).s);
}

/* Credentials of the message that came before, octet by octet the same; NULL: there are none. */
static const struct sip_auth *find_kept(const struct sip_context *context,
                                        const struct sip_message *before, enum sip_header_id header)
{
    const struct sip_auths *now = sip_auths_of(context, context->request, header);
    struct sip_auths were;

    if (now->count == 0 || !sip_message_has(before, header)) {
        return NULL;
    }
    sip_auths_read(&were, before, header);
    for (unsigned i = 0; i < now->count; i++) {
        for (unsigned n = 0; n < were.count; n++) {
            if (now->all[i].params[SIP_AUTH_RESPONSE].n > 0 &&
                sip_slice_equal(now->all[i].text, were.all[n].text)) {
                return &now->all[i];
            }
        }
    }
    return NULL;
}

/* Of the first request after a redirection to another server, which refuses it for good. A new challenge would give the
 * client another try. */
static enum sip_verdict check_old_credentials(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *request = context->request;
    const struct sip_transaction *t = context->transaction, *before = sip_attempt_of_call(t);
    struct sip_message room, failure;

    if (before == NULL || before->final_code / 100 != 3 || sip_message_in_dialog(request) ||
        sip_endpoint_same_address(&t->hop->server, &before->hop->server) ||
        sip_values_count(request, SIP_HDR_VIA) != 1 || !sip_response_belongs(context)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_message *redirected = sip_transaction_request(before, &room);
    const struct sip_message *redirection = sip_transaction_final(before, &failure);
    if (redirected == NULL || redirection == NULL) {
        return SIP_UNDECIDED;
    }
    if (!sip_message_lists_contact(redirection, request->uri)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_auth *kept = find_kept(context, redirected, SIP_HDR_PROXY_AUTHORIZATION);
    kept = kept != NULL ? kept : find_kept(context, redirected, SIP_HDR_AUTHORIZATION);
    if (kept == NULL) {
        return SIP_KEPT;
    }
    return sip_broken_by(
        finding, context, t->request_frame, m->code_text,
        "%u %.*s to frame %u, whose %s is still that of frame %u: it was made for %s, with "
        "uri=\"%.*s\"",
        m->code, SIP_ARG(m->phrase), t->request_frame, sip_header_name(kept->header),
        before->request_frame, sip_endpoint_text(&before->hop->server).s,
        SIP_ARG(kept->params[SIP_AUTH_URI]));
}

/* An outbound proxy would have forwarded it. */
static enum sip_verdict check_old_server_refuses(const struct sip_context *context,
                                                 struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction, *attempt = sip_attempt_of_call(t);
    struct sip_message first_room, room;
    struct sip_uri uri;

    if (attempt == NULL || attempt->final_code < 300 || attempt->final_code > 302) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_message *first = sip_transaction_request(attempt, &first_room);
    const struct sip_message *redirection = sip_transaction_final(attempt, &room);
    if (first == NULL || redirection == NULL) {
        return SIP_UNDECIDED;
    }
    enum sip_verdict verdict = is_sent_back(t, context->request, first, redirection, &uri);
    if (verdict != SIP_BROKEN) {
        return verdict;
    }
    return sip_broken_by(finding, context, t->request_frame, SIP_START_LINE,
                         "%s sent the %u in frame %u, which leads to %.*s, and now refuses the "
                         "request for it in frame %u",
                         sip_endpoint_text(&t->hop->server).s, attempt->final_code,
                         attempt->final_frame, SIP_ARG(uri.host), t->request_frame);
}

const struct sip_rule sip_rules_redirect[] = {
    {
        .id = "3xx-contact-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §13.3.1.2",
        .see = "RFC 3261 §21.3.1; RFC 3261 §21.3.2; RFC 3261 §21.3.3; RFC 3261 §16.7",
        .codes = "300-302",
        .headers = {SIP_HDR_CONTACT},
        .check = sip_check_required,
        .problem = "300, 301 or 302 without Contact",
        .requirement = "A 300, 301 or 302 lists the new addresses in Contact",
        .remedy =
            "The server should list in Contact where to try next, or send a failure response. A "
            "proxy that has tried every address itself should not forward the rest.",
    },
    {
        .id = "305-contact-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §21.3.4",
        .codes = "305",
        .headers = {SIP_HDR_CONTACT},
        .check = sip_check_required,
        .problem = "305 without Contact",
        .requirement = "A 305 gives the proxy to use in Contact",
        .remedy = "The server must put the URI of the proxy into Contact, or send another code.",
    },
    {
        .id = "380-body-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.3.5",
        .codes = "380",
        .check = check_body_missing,
        .problem = "380 with neither body nor Contact",
        .requirement = "A 380 describes the alternative services in its body",
        .remedy = "The server should describe the alternatives in the body, or send another code.",
        .silence = "Not reported when Contact gives an alternative: some networks put it there.",
    },
    {
        .id = "485-contact-missing",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §16.5",
        .see = "RFC 3261 §21.4.23",
        .codes = "485",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .headers = {SIP_HDR_CONTACT},
        .check = sip_check_required,
        .problem = "485 without Contact",
        .requirement = "A 485 lists in Contact the addresses that may have been meant",
        .remedy = "The server or proxy should list the possible addresses in Contact, unless "
                  "privacy forbids it.",
    },
    {
        .id = "305-by-non-uas",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §21.3.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "305",
        .check = check_305_by_non_uas,
        .problem = "305 points to the proxy that sent it",
        .requirement = "Only a user agent server sends 305, not the proxy to which it points",
        .remedy = "The proxy must not send 305. It should forward the request, or reject it with "
                  "another code.",
        .silence = "Only reported where Contact is the very address that the response came from: "
                   "the role of any other sender cannot be seen.",
    },
    {
        .id = "3xx-contact-equals-request-uri",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §8.3",
        .see = "RFC 3261 §19.1.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "300,301,302",
        .check = check_3xx_same_uri,
        .problem = "Redirection to the same URI as in the request",
        .requirement = "A redirect server never redirects to a URI equal to the Request-URI",
        .remedy =
            "The redirect server must remove the Request-URI from Contact; it can instead forward "
            "the request or reject it with 404. As it is, the client would come back forever.",
        .silence =
            "Not reported when the URIs differ in transport, port, maddr, ttl, user or method. Not "
            "reported when the code is 305 or 380, which give no new target in this sense.",
    },
    {
        .id = "redirect-loop",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §8.1.3.4",
        .see = "RFC 3261 §16.5",
        .when = SIP_ON_RETRY,
        .codes = "300-302",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .check = check_redirect_loop,
        .problem = "Redirection loop: URI tried a second time",
        .requirement = "A client that follows redirections tries each URI only once",
        .remedy = "The client must remember which URIs it has tried. The operators of the two "
                  "servers should make sure that they do not redirect to each other.",
        .silence = "Not reported when the code is 305, after which the request is repeated through "
                   "a proxy, or when more than five seconds lie between two steps.",
    },
    {
        .id = "redirect-not-followed",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §8.1.3.4",
        .see = "RFC 3261 §21.3.2; RFC 3261 §21.3.3",
        .when = SIP_ON_RETRY,
        .codes = "300-302",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .check = check_not_followed,
        .problem = "Same request sent again to the server that redirected it",
        .requirement = "A client that goes on after a redirection makes its new request of a URI "
                       "in Contact",
        .remedy = "The client must take the Request-URI from Contact of the redirection and send "
                  "the request there, or give up. The same server will redirect it again.",
        .silence = "Only reported where Call-ID, From and To stay the same, within five seconds: "
                   "later it may be a person. Not reported where Contact has no SIP URI or repeats "
                   "the Request-URI (see 3xx-contact-equals-request-uri), or after 305, which "
                   "names a proxy.",
    },
    {
        .id = "redirect-to-old-server",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §8.1.2",
        .see = "RFC 3261 §8.1.3.4",
        .when = SIP_ON_RETRY,
        .codes = "300-302",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .once = SIP_ONCE_A_CLIENT,
        .check = check_old_server,
        .problem = "Redirected request sent to the server that redirected it",
        .requirement = "A request goes to the address in its Request-URI, unless Route or an "
                       "outbound proxy says otherwise",
        .remedy =
            "If the client has no outbound proxy, it must find the destination again from the "
            "Contact of the redirection. If this server is its outbound proxy, that must "
            "forward the request.",
        .silence = "Only reported on the client's own hop, where both Request-URIs have IP "
                   "addresses, the first one that of this server, and there is no Route and no "
                   "maddr. Names are not looked up.",
    },
    {
        .id = "redirect-with-old-credentials",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §22.3",
        .see = "RFC 3261 §8.1.3.4; RFC 7616 §3.4.6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "400,403",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .once = SIP_ONCE_A_CLIENT,
        .check = check_old_credentials,
        .problem = "Redirected request refused; credentials of the old server",
        .requirement = "Credentials are for the server whose challenge they answer, and for one "
                       "Request-URI",
        .remedy = "The client that follows a redirection must leave out the credentials that it "
                  "made for the first server, or compute new ones if the new server has challenged "
                  "it before. Often the request is only copied and its Request-URI changed.",
        .silence =
            "Only reported on the client's own hop (one Via), where the redirection was captured, "
            "its Contact is the new Request-URI, the new server has another address and sends 400 "
            "or 403. Not reported where it challenges: the client can answer that. The refusal may "
            "have another reason.",
    },
    {
        .id = "redirect-refused-by-old-server",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §8.1.3.4",
        .see = "RFC 3261 §8.1.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "403,404,405,482,483,500-599",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .check = check_old_server_refuses,
        .problem = "Redirected request refused by the old server",
        .requirement = "A client that follows a redirection sends its request to the new address",
        .remedy = "The client must find the destination again from the new Request-URI, and drop "
                  "the connection and the address that it had used. If this server is meant to be "
                  "its outbound proxy, it must forward the request.",
        .silence = "Only reported where both Request-URIs have IP addresses, the first one that "
                   "of this server, and there is no Route and no maddr. Whatever else the server "
                   "answers, redirect-to-old-server is about the request.",
    },
};

SIP_SUBJECT_END(redirect);
