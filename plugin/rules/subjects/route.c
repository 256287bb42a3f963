/* route.c
 * Record-Route, and what is not copied into it (RFC 3261 sections 12.1.1 and 16).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "rules/engine/endpoint.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "sip/ip.h"
#include "sip/route.h"
#include "sip/value.h"

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
    size_t count = is_register ? G_N_ELEMENTS(of_register) : G_N_ELEMENTS(of_dialog);
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

/* Whether a Record-Route value came back with all its URI parameters: flow tokens and the like,
 * which a comparison of URIs passes over. It does not pass over a transport that matters. */
static bool is_copy(struct sip_slice sent, struct sip_slice returned)
{
    struct sip_address a, b;
    struct sip_uri x, y;
    struct sip_slice name, value, other;

    if (sip_slice_equal(sent, returned)) {
        return true;
    }
    if (!sip_address_read(sent, &a) || !sip_address_read(returned, &b) ||
        !sip_uri_equal_at(SIP_URI_DIALOG, a.uri, b.uri) || !sip_uri_read(a.uri, &x) ||
        !sip_uri_read(b.uri, &y)) {
        return false;
    }
    while (sip_params_next(&x.params, &name, &value)) {
        if (!sip_slice_is(name, "transport") && !sip_params_find(y.params, name, &other)) {
            return false;
        }
    }
    return true;
}

static enum sip_verdict check_record_route(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_values sent = sip_values_of(context->request, SIP_HDR_RECORD_ROUTE);
    struct sip_values returned = sip_values_of(m, SIP_HDR_RECORD_ROUTE);
    struct sip_slice a, b;

    if (!sip_message_has(context->request, SIP_HDR_RECORD_ROUTE) ||
        !sip_response_makes_dialog(context)) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_response_returns(context, SIP_HDR_RECORD_ROUTE)) {
        return SIP_KEPT;
    }
    unsigned want = sip_values_count(context->request, SIP_HDR_RECORD_ROUTE);
    unsigned got = sip_values_count(m, SIP_HDR_RECORD_ROUTE);
    if (!m->headers_complete) {
        return SIP_UNDECIDED;
    }
    if (got < want) {
        sip_values_next(&sent, &a);
        return sip_broken(finding, context, SIP_START_LINE,
                          "Record-Route values: %u, but %u in frame %u, the first: %.*s", got, want,
                          sip_response_request_frame(context), SIP_ARG(a));
    }
    for (unsigned i = want; i < got; i++) {
        sip_values_next(&returned, &b); /* of proxies behind this hop, which put theirs before */
    }
    while (sip_values_next(&sent, &a) && sip_values_next(&returned, &b)) {
        if (!is_copy(a, b)) {
            return sip_broken(finding, context, b, "Record-Route: %.*s, but in frame %u: %.*s",
                              SIP_ARG(b), sip_response_request_frame(context), SIP_ARG(a));
        }
    }
    return SIP_KEPT;
}

/* Of a host that leads elsewhere, or nowhere, from another host: its kind; NULL of all others. */
static const char *kind_of_dead_end(struct sip_slice host, const struct sip_ip_block **block)
{
    struct sip_ip ip;

    *block = NULL;
    if (!sip_ip_read(host, &ip)) {
        return sip_slice_is(host, "localhost") ? "loopback" : NULL;
    }
    *block = sip_ip_block_of(ip.family, ip.address);
    bool dead = *block != NULL && (!(*block)->hosts || strcmp((*block)->kind, "link-local") == 0);
    return dead ? (*block)->kind : NULL;
}

static bool is_in_block(const struct sip_endpoint *end, const struct sip_ip_block *block)
{
    return sip_ip_block_of(end->family, end->address) == block;
}

/* Whether the value leads nowhere from the other end of the hop. */
static enum sip_verdict judge_dead_end(const struct sip_context *context, struct sip_slice next,
                                       struct sip_finding *finding)
{
    const struct sip_packet *packet = context->packet;
    const struct sip_ip_block *block;
    struct sip_uri uri;

    if (!sip_uri_read(next, &uri)) {
        return SIP_NOT_APPLICABLE;
    }
    const char *kind = kind_of_dead_end(uri.host, &block);
    if (kind == NULL || sip_endpoint_same_address(&packet->source, &packet->destination) ||
        is_in_block(&packet->source, block) || is_in_block(&packet->destination, block)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, next,
                      context->message->is_response
                          ? SIP_PHRASE("%s address in Record-Route %.*s; the response came from %s "
                                       "to %s")
                          : SIP_PHRASE("%s address in Record-Route %.*s; the request came from %s "
                                       "to %s"),
                      sip_word(context, kind), SIP_ARG(next), sip_endpoint_text(&packet->source).s,
                      sip_endpoint_text(&packet->destination).s);
}

/* What is next from here: of a response the last value that was not in the request. It is what the client sends to first,
 * or the proxy that its requests have passed. Of a request that a proxy has passed on it is the first value. */
static enum sip_verdict check_dead_end(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_routes routes;

    if (!sip_message_routes(m, SIP_HDR_RECORD_ROUTE, &routes) || routes.count == 0) {
        return SIP_NOT_APPLICABLE;
    }
    if (!m->is_response) {
        bool passed_on = sip_values_count(m, SIP_HDR_VIA) > 1 && sip_message_to_tag(m).p == NULL;
        return passed_on ? judge_dead_end(context, routes.uris[0], finding) : SIP_NOT_APPLICABLE;
    }
    unsigned before = sip_values_count(context->request, SIP_HDR_RECORD_ROUTE);
    return sip_response_makes_dialog(context) && routes.count > before
               ? judge_dead_end(context, routes.uris[routes.count - 1 - before], finding)
               : SIP_NOT_APPLICABLE;
}

/* --- Route --- */

/* The sent-by of a request that its sender has forwarded: the address that it came from. Of family 0 where the sender is
 * its first client, or where a NAT is between. */
static struct sip_endpoint forwarded_by(const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_endpoint own = sip_endpoint_of_host(m->top_via.host), none = {.family = 0};

    if (own.family == 0 || sip_values_count(m, SIP_HDR_VIA) < 2 ||
        !sip_endpoint_same_address(&own, &packet->source)) {
        return none;
    }
    own.port = sip_via_port(&m->top_via);
    return own;
}

/* A parameter may name another server at the same address and port. */
static bool is_same_transport(const struct sip_uri *uri, const struct sip_via *via)
{
    struct sip_slice transport;

    return !sip_value_param(uri->params, "transport", &transport) ||
           sip_slice_equal_nocase(transport, via->transport);
}

static enum sip_verdict check_own_route(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_packet *packet = context->packet;
    struct sip_endpoint own = forwarded_by(packet);
    struct sip_routes routes;
    struct sip_uri uri;

    if (own.family == 0 || sip_endpoint_same_address(&packet->source, &packet->destination)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_message_routes(context->message, SIP_HDR_ROUTE, &routes) || routes.count == 0) {
        return SIP_UNDECIDED;
    }
    if (!sip_uri_read(routes.uris[0], &uri) || !sip_uri_is_sip(&uri) ||
        !sip_value_param(uri.params, "lr", NULL) ||
        !is_same_transport(&uri, &context->message->top_via) ||
        !sip_response_uri_is(&uri, &own, packet->transport)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, routes.uris[0],
                      "the first of %u routes, %.*s, is the proxy itself, which has sent the "
                      "request on to %s",
                      routes.count, SIP_ARG(routes.uris[0]),
                      sip_endpoint_text(&packet->destination).s);
}

const struct sip_rule sip_rules_route[] = {
    {
        .id = "record-route-in-register-or-publish",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §10.3",
        .see = "RFC 3903 §6",
        .methods = SIP_M(REGISTER) | SIP_M(PUBLISH),
        .headers = {SIP_HDR_RECORD_ROUTE},
        .once = SIP_ONCE_A_SERVER,
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
        .once = SIP_ONCE_A_DIALOG,
        .check = check_route_lr,
        .problem = "Record-Route, Path or Service-Route URI without lr",
        .requirement = "URIs in Record-Route, Path and Service-Route have the lr parameter",
        .remedy = "The proxy or registrar that inserted the URI must add ;lr to it. Otherwise "
                  "every request along this route is rewritten as for a strict router.",
        .silence = "Not reported when the URI has maddr: it is then the Record-Route of an RFC "
                   "2543 proxy.",
        .explains = {"ack-2xx-wrong-target"},
    },
    {
        .id = "record-route-not-copied",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.1.1",
        .see = "RFC 3261 §13.3.1.1; RFC 3261 §16.7",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-198,2xx",
        .methods = SIP_M_DIALOG_MAKING,
        .once = SIP_ONCE_A_USER_AGENT,
        .handed_on = true,
        .check = check_record_route,
        .problem = "Record-Route of the request not copied into the response",
        .requirement = "A response that creates a dialog repeats all Record-Route values of the "
                       "request in the same order",
        .remedy = "The UAS must copy every Record-Route value of the request, including all "
                  "parameters, in the same order.",
        .silence = "Not reported where the response is a 199, which ends a dialog, or belongs to a "
                   "REFER without subscription. Values that proxies behind this hop have put "
                   "before these are ignored.",
        .explains = {"2xx-not-acked", "2xx-repeated-despite-ack", "ack-2xx-wrong-target",
                     "in-dialog-wrong-route", "dialog-destroying-code", "dialog-gone-481-408",
                     "dialog-denied"},
    },
    {
        .id = "record-route-unreachable",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §16.6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-198,2xx",
        .methods = SIP_M_DIALOG_MAKING,
        .requests = SIP_M_DIALOG_MAKING,
        .needs = {SIP_HDR_RECORD_ROUTE},
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_dead_end,
        .problem = "Record-Route with a loopback or link-local address",
        .requirement =
            "The URI that a proxy puts into Record-Route leads to it from the hop on that side",
        .remedy = "The proxy must record itself with the address that it has on this side. ACK and "
                  "BYE go to this URI first and are lost.",
        .silence =
            "Only reported for the value that the client, or the proxy in front of it, sends to "
            "first, and which the request did not have; and for the first value of a request that "
            "a proxy has passed on, to which the callee sends first. Not reported where one of "
            "both ends of the hop has such an address itself, or for values between other proxies.",
        .explains = {"2xx-not-acked", "2xx-repeated-despite-ack", "2xx-retransmitted"},
    },
    {
        .id = "route-own-not-removed",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §16.4",
        .see = "RFC 3261 §16.6; RFC 3261 §16.12",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M_NOT_ACK_CANCEL,
        .needs = {SIP_HDR_ROUTE},
        .once = SIP_ONCE_A_CLIENT,
        .check = check_own_route,
        .problem = "Proxy forwarded a request with its own Route on top",
        .requirement = "A proxy removes the first Route if it leads to itself, and sends the "
                       "request to the next one",
        .remedy = "The proxy must remove its own value from Route before it forwards the request. "
                  "If the request came with that value twice, the proxy or user agent before it "
                  "has added one: correct that one too. The next server may send the request back.",
        .silence = "Only reported where the proxy is known by its address: source, Via and Route "
                   "have the same, the last two with the same port and transport, and there is "
                   "another Via below. Not reported for a URI without lr, or where the proxy sends "
                   "to itself.",
    },
};

SIP_SUBJECT_END(route);
