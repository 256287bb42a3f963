/* response_address.c
 * The addresses and connections that a response is sent from and to (RFC 3261 section 18.2.2, RFC 3581
 * section 4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/endpoint.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"
#include "rules/subjects/way_back.h"
#include "sip/value.h"

/* Whether the response goes back to where its request came from, and that is right: the client asked for
 * it with rport, whether or not the server says so with received, or it is behind NAT and can be reached
 * nowhere else. */
static bool is_right_way_back(const struct sip_context *context)
{
    const struct sip_endpoint *client = &context->transaction->hop->client;

    if (!sip_endpoint_equal(&context->packet->destination, client)) {
        return false;
    }
    struct sip_endpoint named = sip_endpoint_of_host(sip_asked_via(context)->host);
    return sip_asked_via(context)->rport.p != NULL ||
           sip_via_rport(sip_given_via(context)) == client->port ||
           (named.family != 0 && !sip_endpoint_same_address(&named, client));
}

static enum sip_verdict check_due_destination(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    const struct sip_endpoint *destination = &context->packet->destination;
    const struct sip_via *given = sip_given_via(context);
    struct sip_endpoint due;

    if (destination->port == sip_via_due_port(given) &&
        sip_endpoint_same_address(destination, &context->transaction->hop->client)) {
        return SIP_KEPT; /* of any other address it is not known whether it is due */
    }
    if (!sip_top_vias_fit(context) || !sip_due_destination(context, given, &due)) {
        return SIP_UNDECIDED;
    }
    if (sip_endpoint_equal(destination, &due) || is_right_way_back(context)) {
        return SIP_KEPT;
    }
    /* If the first attempt failed, a name is looked up and another address tried. */
    if (sip_endpoint_of_host(given->host).family == 0 &&
        !sip_endpoint_same_address(destination, &due)) {
        return SIP_UNDECIDED;
    }
    if (sip_via_own_left(context)) {
        return SIP_NOT_APPLICABLE; /* reported by via-own-left-on-top */
    }
    return sip_broken_by(finding, context, sip_response_request_frame(context), given->text,
                         "sent to %s; this Via asks for %s", sip_endpoint_text(destination).s,
                         sip_endpoint_text(&due).s);
}

/* Whether a Via leads to an endpoint, whatever the request was: by received and rport, or by its sent-by. A name
 * may lead anywhere. */
static bool may_lead_to(const struct sip_via *via, const struct sip_endpoint *end)
{
    struct sip_endpoint host =
        sip_endpoint_of_host(via->received.n > 0 ? via->received : via->host);

    return host.family == 0 || sip_endpoint_same_address(&host, end);
}

/* Whether the client neither asks with rport for the port that it sends from, nor shows that a NAT is between: its
 * Via has the address that the packet comes from, but another port. */
static bool wants_port_of_via(const struct sip_transaction *t, const struct sip_via *asked)
{
    struct sip_endpoint named = sip_endpoint_of_host(asked->host);

    return asked->rport.p == NULL && asked->maddr.p == NULL &&
           sip_endpoint_same_address(&named, &t->hop->client) &&
           sip_via_port(asked) != t->hop->client.port;
}

/* Servers are often told to respond to where the request came from, whatever its Via says. Most clients hear it
 * there. One that goes on repeating its request does not. */
static enum sip_verdict check_unheard(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *first = t->responses;

    for (const struct sip_response *r = first; r != NULL; r = r->next) {
        if (!r->to_source) {
            return SIP_KEPT;
        }
    }
    if (first == NULL || !wants_port_of_via(t, &context->message->top_via)) {
        return SIP_KEPT;
    }
    if (t->request_copies < 3 || t->request_varied || t->heard_elsewhere ||
        t->last_request_time - first->stamp < 2 * sip_timer_t1(context)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_at(finding, context, first, t->request_frame,
                         "sent to port %u, where frame %u came from; its Via asks for port %u, "
                         "without rport, and it was sent again for %.1f s",
                         t->hop->client.port, t->request_frame,
                         sip_via_port(&context->message->top_via),
                         sip_seconds(t->last_request_time - first->stamp));
}

/* Behind a NAT, as its Via has another address than its packets come from, and without rport. */
static bool is_behind_nat_without_rport(const struct sip_transaction *t,
                                        const struct sip_message *request)
{
    const struct sip_via *asked = &request->top_via;
    struct sip_endpoint named = sip_endpoint_of_host(asked->host);

    return t->transport == SIP_TRANSPORT_UDP && sip_values_count(request, SIP_HDR_VIA) == 1 &&
           asked->rport.p == NULL && asked->maddr.p == NULL && named.family != 0 &&
           !sip_endpoint_same_address(&named, &t->hop->client) &&
           sip_via_port(asked) != t->hop->client.port;
}

/* The NAT has no way in for the port of Via. That the responses are lost is shown by the client, who goes on. */
static enum sip_verdict check_rport_missing(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *first = t->responses;

    if (first == NULL || !is_behind_nat_without_rport(t, context->message)) {
        return SIP_NOT_APPLICABLE;
    }
    for (const struct sip_response *r = first; r != NULL; r = r->next) {
        if (!r->to_port_of_via) {
            return SIP_KEPT;
        }
    }
    if (first->copies < 2 || t->request_copies < 3 || t->request_varied || t->heard_elsewhere ||
        t->last_request_time - first->stamp < 2 * sip_timer_t1(context)) {
        return SIP_UNDECIDED;
    }
    uint16_t port = sip_via_port(&context->message->top_via);
    return sip_broken_by(finding, context, first->frame, context->message->top_via.text,
                         "from port %u, with port %u in Via and no rport: the %u in frame %u went "
                         "to port %u, and the request was sent again for %.1f s",
                         t->hop->client.port, port, first->code, first->frame, port,
                         sip_seconds(t->last_request_time - first->stamp));
}

/* A proxy that sends a response back to where it came from has lost its way, whatever the request was. */
static enum sip_verdict check_destination(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_packet *packet = context->packet;

    if (packet == NULL) {
        return check_unheard(context, finding);
    }
    if (context->came_from_there != 0 &&
        !may_lead_to(sip_given_via(context), &packet->destination)) {
        return sip_broken_by(finding, context, context->came_from_there,
                             sip_given_via(context)->text,
                             "sent back to %s, from where it came in frame %u with one more Via",
                             sip_endpoint_text(&packet->destination).s, context->came_from_there);
    }
    if (context->transaction == NULL || context->request == NULL || context->original_frame != 0 ||
        packet->overdue) {
        return SIP_UNDECIDED;
    }
    return check_due_destination(context, finding);
}

static enum sip_verdict check_source(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_endpoint *server = &context->transaction->hop->server;
    const struct sip_via *given = sip_given_via(context);
    struct sip_endpoint due;

    if (sip_endpoint_equal(&context->packet->source, server)) {
        return SIP_KEPT;
    }
    if (!sip_top_vias_fit(context) || !sip_due_destination(context, given, &due)) {
        return SIP_UNDECIDED;
    }
    if (given->received.n == 0 || sip_via_rport(given) == 0 || sip_endpoint_is_group(server)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_endpoint_equal(&context->packet->destination, &due)) {
        return SIP_UNDECIDED; /* both ends are others: perhaps another hop */
    }
    return sip_broken(finding, context, SIP_START_LINE, "sent from %s; frame %u went to %s",
                      sip_endpoint_text(&context->packet->source).s,
                      sip_response_request_frame(context), sip_endpoint_text(server).s);
}

/* Another connection to the port in Via may be the one that is left: at the end it is known whether that of the
 * request was still open, as its client went on with it. */
static enum sip_verdict check_connection_left(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_via *asked = &context->message->top_via;
    const struct sip_response *r = t->responses;

    while (r != NULL && !r->other_connection) {
        r = r->next;
    }
    if (r == NULL) {
        return SIP_KEPT;
    }
    if (t->request_copies > 1 || t->request_varied || sip_value_param(asked->text, "alias", NULL) ||
        !sip_via_carried_as_said(asked, t->transport) || t->hop->last_used <= r->stamp) {
        return SIP_UNDECIDED;
    }
    return sip_broken_at(finding, context, r, t->request_frame,
                         "not on the connection of frame %u, from port %u, which was used again "
                         "afterwards",
                         t->request_frame, t->hop->client.port);
}

/* Whether the request's connection is still open cannot be seen when the response comes. But a server that had
 * to open a new one would go to the port in Via: a response to any other port of the client has taken the
 * wrong one of its connections. */
static enum sip_verdict check_connection(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_packet *packet = context->packet;

    if (packet == NULL) {
        return check_connection_left(context, finding);
    }
    const struct sip_via *given = sip_given_via(context);

    if (!sip_transport_is_stream(packet->transport) || !sip_ends_are_known(context) ||
        !sip_top_vias_fit(context) || !sip_via_carried_as_said(given, packet->transport) ||
        !sip_endpoint_equal(&packet->source, &t->hop->server) ||
        !sip_endpoint_same_address(&packet->destination, &t->hop->client)) {
        return SIP_NOT_APPLICABLE;
    }
    uint16_t port = packet->destination.port, rport = sip_via_rport(given);
    if (port == t->hop->client.port) {
        return SIP_KEPT;
    }
    /* A request that was sent again may have come on a connection of its own. */
    if (t->request_copies > 1 || port == sip_via_port(given) ||
        (rport != 0 && rport != t->hop->client.port) ||
        sip_value_param(given->text, "alias", NULL)) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "sent to %s; frame %u came on the connection from port %u",
                      sip_endpoint_text(&packet->destination).s,
                      sip_response_request_frame(context), t->hop->client.port);
}

const struct sip_rule sip_rules_response_address[] = {
    {
        .id = "response-wrong-destination",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §18.2.2",
        .see = "RFC 3581 §4",
        .looks_back = true,
        .ends = true,
        .timed = true,
        .check = check_destination,
        .problem = "Response not sent where its top Via directs it",
        .requirement = "Over UDP, a response is sent to the address and port given by its top Via",
        .remedy = "The server must send to received and rport if both are present, otherwise to "
                  "the port of sent-by (5060 if there is none).",
        .silence = "Not reported when maddr is present, when sent-by is a name and DNS would "
                   "decide, or when received or rport differs from the source of the request as "
                   "captured: there is NAT in between. Nor when the response goes back to where "
                   "its request came from, if the client asked for that with rport or is behind "
                   "NAT; without either, only if the client shows by repeating its request that it "
                   "does not hear there. A proxy that sends a response back to where it came from "
                   "is reported in any case.",
        .explains = {"invite-retrans-after-provisional", "invite-retrans-after-final",
                     "request-retrans-after-final", "2xx-not-acked", "non2xx-not-acked"},
    },
    {
        .id = "rport-missing-behind-nat",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3581 §3",
        .see = "RFC 3261 §18.2.2",
        .when = SIP_AT_END,
        .methods = SIP_M_NOT(SIP_M(ACK)),
        .timed = true,
        .once = SIP_ONCE_A_CLIENT,
        .check = check_rport_missing,
        .problem = "Responses do not reach a client behind NAT without rport",
        .requirement = "A client that may be behind NAT asks with rport for responses to the port "
                       "that it sends from",
        .remedy = "The client should add rport to its Via: without it the server must respond to "
                  "the port in Via, and the NAT drops that. Many servers can be told to respond to "
                  "where the request came from.",
        .silence = "Only reported where all responses went to the address of the client and to the "
                   "port of its Via, one of them twice, and the client went on sending its request "
                   "for at least 2*T1 after it. Only judged on the client's own hop (one Via), "
                   "where Via names another address than the packet comes from.",
        .explains = {"invite-retrans-after-provisional", "invite-retrans-after-final",
                     "request-retrans-after-final", "request-refused"},
    },
    {
        .id = "response-wrong-source",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3581 §4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .check = check_source,
        .problem = "Response not sent from the address the request went to",
        .requirement =
            "With rport, a response is sent from the address and port that received the request",
        .remedy = "The server must respond from the socket that received the request. NAT devices "
                  "and firewalls drop anything else.",
        .silence = "Not reported when rport is not filled in or received is missing (the server "
                   "may then use any of its addresses), when the request went to a multicast "
                   "group, or when there is NAT between the capture point and the server.",
    },
    {
        .id = "response-wrong-connection",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §18.2.2",
        .see = "RFC 5923 §8",
        .when = SIP_ON_MATCHED_RESPONSE,
        .ends = true,
        .timed = true,
        .check = check_connection,
        .problem = "Response sent on another connection than the request",
        .requirement =
            "Over TCP or TLS, a response uses the connection on which the request arrived",
        .remedy = "The server must remember for each transaction the connection of the request, "
                  "and respond on it.",
        .silence = "Only reported when the connection of the request was certainly open: its "
                   "client went on with it, or the response used another connection of the client, "
                   "to a port that is not in Via. Not reported with the alias parameter of RFC "
                   "5923, or when the request was sent more than once.",
    },
};

SIP_SUBJECT_END(response_address);
