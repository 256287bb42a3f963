/* way_back.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects/way_back.h"

#include <string.h>

#include "sip/value.h"

bool sip_top_vias_fit(const struct sip_context *context)
{
    return sip_asked_via(context)->host.n > 0 && sip_given_via(context)->host.n > 0 &&
           sip_response_matches(context);
}

static bool is_loopback(const struct sip_endpoint *e)
{
    static const uint8_t loopback[16] = {[15] = 1};
    return e->family == 4 ? e->address[0] == 127 : memcmp(e->address, loopback, 16) == 0;
}

/* Addresses that somebody may translate before the server sees them (RFC 1918, RFC 6598, RFC 3927,
 * RFC 4193, RFC 4291). */
static bool is_private(const struct sip_endpoint *e)
{
    const uint8_t *a = e->address;

    if (e->family == 6) {
        return (a[0] & 0xfe) == 0xfc || (a[0] == 0xfe && (a[1] & 0xc0) == 0x80);
    }
    return a[0] == 10 || (a[0] == 172 && (a[1] & 0xf0) == 16) || (a[0] == 192 && a[1] == 168) ||
           (a[0] == 100 && (a[1] & 0xc0) == 64) || (a[0] == 169 && a[1] == 254);
}

bool sip_via_carried_as_said(const struct sip_via *via, enum sip_transport transport)
{
    static const char *const names[] = {[SIP_TRANSPORT_UDP] = "UDP",
                                        [SIP_TRANSPORT_TCP] = "TCP",
                                        [SIP_TRANSPORT_TLS] = "TLS",
                                        [SIP_TRANSPORT_SCTP] = "SCTP"};
    bool known = transport < sizeof(names) / sizeof(names[0]) && names[transport] != NULL;

    return known && sip_slice_is(via->transport, names[transport]);
}

bool sip_ends_are_known(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;

    return t->hop->client.family != 0 && t->transport == context->packet->transport &&
           (t->responses == NULL || t->responses->frame >= t->request_frame);
}

enum sip_verdict sip_received_is_due(const struct sip_context *context, const struct sip_via *asked)
{
    const struct sip_transaction *t = context->transaction;

    if (!sip_ends_are_known(context) || is_loopback(&t->hop->client) ||
        !sip_via_carried_as_said(asked, t->transport) ||
        !sip_endpoint_same_address(&context->packet->source, &t->hop->server) ||
        !sip_endpoint_same_address(&context->packet->destination, &t->hop->client)) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_endpoint named = sip_endpoint_of_host(asked->host);
    if (named.family == 0) {
        return SIP_BROKEN; /* a name: received is due in any case */
    }
    if (sip_endpoint_same_address(&named, &t->hop->client)) {
        return SIP_KEPT;
    }
    /* A client that knows its public address from STUN names it in Via: behind the NAT the two are
     * the same. */
    return named.family != t->hop->client.family || is_private(&t->hop->client) ? SIP_UNDECIDED
                                                                                : SIP_BROKEN;
}

bool sip_server_may_be_nat(const struct sip_context *context)
{
    const struct sip_hop *hop = context->transaction->hop;

    return is_private(&hop->client) && !is_private(&hop->server);
}

uint16_t sip_via_rport(const struct sip_via *via)
{
    uint32_t port;
    return sip_slice_to_u32(via->rport, &port) && port <= UINT16_MAX ? (uint16_t)port : 0;
}

uint16_t sip_via_due_port(const struct sip_via *via)
{
    uint16_t rport = via->received.n > 0 ? sip_via_rport(via) : 0;
    return rport != 0 ? rport : sip_via_port(via);
}

bool sip_due_destination(const struct sip_context *context, const struct sip_via *via,
                         struct sip_endpoint *due)
{
    const struct sip_endpoint *client = &context->transaction->hop->client;
    bool received = via->received.n > 0;
    uint16_t rport = sip_via_rport(via);

    *due = sip_endpoint_of_host(received ? via->received : via->host);
    due->port = sip_via_due_port(via);
    return context->packet->transport == SIP_TRANSPORT_UDP && sip_ends_are_known(context) &&
           sip_via_carried_as_said(via, SIP_TRANSPORT_UDP) && via->maddr.p == NULL &&
           due->port != 0 && sip_endpoint_same_address(due, client) &&
           (rport == 0 || rport == client->port);
}

/* Whether a Via leads to the endpoint: by its address, or by a name that somebody looked up. */
static bool leads_to(const struct sip_via *via, const struct sip_endpoint *end)
{
    struct sip_endpoint named =
        sip_endpoint_of_host(via->received.n > 0 ? via->received : via->host);

    return named.family == 0 || sip_endpoint_same_address(&named, end);
}

/* The top Via is the address that the response was sent from, and is not what a server says of a client that
 * has the same address behind a NAT. A name is the address that it was received from. Connections have other
 * ports. */
static bool top_is_sender(const struct sip_packet *packet, const struct sip_via *via)
{
    const struct sip_endpoint *source = &packet->source;

    if (sip_via_port(via) != source->port && !sip_transport_is_reliable(packet->transport)) {
        return false;
    }
    struct sip_endpoint named = sip_endpoint_of_host(via->host);
    if (named.family == 0) {
        named = sip_endpoint_of_host(via->received);
    }
    return named.family != 0 && sip_endpoint_same_address(&named, source) &&
           !sip_endpoint_same_address(source, &packet->destination) && via->maddr.p == NULL &&
           (via->received.n == 0 || leads_to(via, source));
}

/* Whether the request that bore this Via was seen to leave the sender of the response. */
static bool sender_sent_request(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;

    for (unsigned i = 0; t != NULL && i < SIP_TRANSACTION_MAX_BRANCHES; t = t->next, i++) {
        if (t->request_frame != 0 && t->identity == context->transaction->identity &&
            sip_endpoint_same_address(&t->hop->client, &context->packet->source)) {
            return true;
        }
    }
    return false;
}

/* Whether the response has one Via more than the request that its client sent to its sender: the one on top, and
 * below it those of the request. */
static bool has_via_above_request(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction, *like = t ? t->attempt : NULL;
    struct sip_values it = sip_values_of(context->message, SIP_HDR_VIA);
    const struct sip_message *request;
    struct sip_message room;
    struct sip_slice value;
    struct sip_via next;

    if (like == NULL || t->request_frame != 0 || like->cseq_number != t->cseq_number ||
        !sip_endpoint_same_address(&like->hop->server, &context->packet->source) ||
        (request = sip_transaction_request(like, &room)) == NULL) {
        return false;
    }
    return request->headers_complete && context->message->headers_complete &&
           sip_values_count(context->message, SIP_HDR_VIA) ==
               sip_values_count(request, SIP_HDR_VIA) + 1 &&
           sip_values_next(&it, &value) && sip_values_next(&it, &value) &&
           sip_via_read(value, &next) && sip_via_same_sent_by(&next, &request->top_via) &&
           next.branch.n > 0 && sip_slice_equal_nocase(next.branch, request->top_via.branch);
}

/* Nobody here knows the address of a name, but the requests show whose it is. */
static bool named_via_is_left(const struct sip_context *context)
{
    const struct sip_packet *packet = context->packet;

    return !sip_endpoint_same_address(&packet->source, &packet->destination) &&
           (sender_sent_request(context) || has_via_above_request(context));
}

/* Whether the host of a Via is a name that nobody added an address to. */
static bool is_bare_name(const struct sip_via *via)
{
    return sip_endpoint_of_host(via->host).family == 0 && via->received.n == 0 &&
           via->maddr.p == NULL;
}

bool sip_via_own_left(const struct sip_context *context)
{
    const struct sip_via *top = sip_given_via(context);
    struct sip_values it = sip_values_of(context->message, SIP_HDR_VIA);
    struct sip_slice value;
    struct sip_via next;

    if (top->host.n == 0 || !(is_bare_name(top) || top_is_sender(context->packet, top))) {
        return false;
    }
    if (context->transaction != NULL && context->transaction->request_frame != 0 &&
        (context->request == NULL ||
         (sip_via_same_sent_by(sip_asked_via(context), top) &&
          sip_slice_equal_nocase(sip_asked_via(context)->branch, top->branch)))) {
        return false; /* the sender of the request had it so */
    }
    if (is_bare_name(top)) {
        return named_via_is_left(context);
    }
    if (sender_sent_request(context)) {
        return true;
    }
    return sip_values_next(&it, &value) && sip_values_next(&it, &value) &&
           sip_via_read(value, &next) && leads_to(&next, &context->packet->destination);
}
