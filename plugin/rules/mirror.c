/* mirror.c
 * A response mirrors its request: what must be equal, what is filled in, and the way it takes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <arpa/inet.h>
#include <stdio.h>

#include "rules/answer.h"
#include "rules/subjects.h"
#include "sip/host.h"
#include "sip/uri.h"
#include "sip/value.h"
#include "sip/via.h"

static const struct sip_slice status_line = {NULL, 0};

static uint32_t request_frame(const struct sip_context *context)
{
    return context->transaction->request_frame;
}

/* From or To in request and response, where each has exactly one that can be read. */
struct pair {
    struct sip_party_header asked;
    struct sip_party_header given;
};

static bool read_pair(const struct sip_context *context, enum sip_header_id id, struct pair *pair)
{
    pair->asked = *sip_message_party(context->request, id);
    pair->given = *sip_message_party(context->message, id);
    return sip_values_count(context->request, id) == 1 &&
           sip_values_count(context->message, id) == 1 && pair->asked.address.uri.p != NULL &&
           pair->given.address.uri.p != NULL;
}

/* Without angle brackets all parameters are the header's (RFC 3261 section 20.10). Whoever puts
 * brackets around such a URI may take some of them inside. */
static bool same_uri(const struct pair *pair)
{
    const struct sip_address *asked = &pair->asked.address, *given = &pair->given.address;

    if (asked->bracketed == given->bracketed) {
        return sip_uri_equal(asked->uri, given->uri);
    }
    return sip_uri_equal(sip_value_main(asked->uri), sip_value_main(given->uri));
}

/* p == NULL where there is none; "tag=" is none. */
static struct sip_slice tag_of(const struct sip_party_header *party)
{
    return party->tag.n > 0 ? party->tag : (struct sip_slice){NULL, 0};
}

static struct sip_slice or_none(struct sip_slice s)
{
    return s.n > 0 ? s : SIP_SLICE("absent");
}

static bool same_from_tag(const struct sip_context *context)
{
    struct pair from;

    return read_pair(context, SIP_HDR_FROM, &from) &&
           sip_slice_equal_nocase(tag_of(&from.asked), tag_of(&from.given));
}

/* A client that uses one branch for several requests: the response may be to one that was not
 * captured. */
static bool branch_is_reused(const struct sip_transaction *t)
{
    const struct sip_transaction *other = t->next;

    for (int uses = 0; other != NULL && uses < 8; other = other->next, uses++) {
        if (other->identity != t->identity) {
            return true;
        }
    }
    return t->final_frame != 0;
}

static enum sip_verdict header_differs(const struct sip_context *context,
                                       struct sip_finding *finding, enum sip_header_id id)
{
    const struct sip_row *row = sip_message_row(context->message, id);

    return sip_broken(finding, context, sip_row_bytes(row), "%s %.*s; in frame %u it was %.*s",
                      sip_header_name(id), SIP_ARG(row->value), request_frame(context),
                      SIP_ARG(sip_message_value(context->request, id)));
}

static enum sip_verdict check_call_id(const struct sip_rule *rule,
                                      const struct sip_context *context,
                                      struct sip_finding *finding)
{
    (void)rule;
    if (sip_answer_same_call_id(context)) {
        return SIP_KEPT;
    }
    if (sip_values_count(context->message, SIP_HDR_CALL_ID) != 1 || !sip_answer_same_cseq(context) ||
        !same_from_tag(context) || branch_is_reused(context->transaction)) {
        return SIP_UNDECIDED;
    }
    return header_differs(context, finding, SIP_HDR_CALL_ID);
}

static enum sip_verdict check_cseq(const struct sip_rule *rule, const struct sip_context *context,
                                   struct sip_finding *finding)
{
    (void)rule;
    if (sip_answer_same_cseq(context)) {
        return SIP_KEPT;
    }
    if (!context->message->has_cseq_number || !context->request->has_cseq_number ||
        sip_values_count(context->message, SIP_HDR_CSEQ) != 1 || !sip_answer_same_call_id(context) ||
        !same_from_tag(context) || branch_is_reused(context->transaction)) {
        return SIP_UNDECIDED;
    }
    return header_differs(context, finding, SIP_HDR_CSEQ);
}

static enum sip_verdict check_from(const struct sip_rule *rule, const struct sip_context *context,
                                   struct sip_finding *finding)
{
    struct pair from;

    (void)rule;
    if (!sip_answer_matches(context) || !read_pair(context, SIP_HDR_FROM, &from)) {
        return SIP_UNDECIDED;
    }
    if (same_uri(&from) && sip_slice_equal_nocase(tag_of(&from.asked), tag_of(&from.given))) {
        return SIP_KEPT;
    }
    return header_differs(context, finding, SIP_HDR_FROM);
}

static enum sip_verdict check_to_uri(const struct sip_rule *rule, const struct sip_context *context,
                                     struct sip_finding *finding)
{
    struct pair to;

    (void)rule;
    if (!sip_answer_matches(context) || !read_pair(context, SIP_HDR_TO, &to)) {
        return SIP_UNDECIDED;
    }
    return same_uri(&to) ? SIP_KEPT : header_differs(context, finding, SIP_HDR_TO);
}

static enum sip_verdict check_to_tag(const struct sip_rule *rule, const struct sip_context *context,
                                     struct sip_finding *finding)
{
    struct pair to;

    (void)rule;
    if (!sip_answer_matches(context) || !read_pair(context, SIP_HDR_TO, &to)) {
        return SIP_UNDECIDED;
    }
    struct sip_slice asked = tag_of(&to.asked), given = tag_of(&to.given);
    /* Only a 100 may at all be without a tag: of others to-tag-missing speaks. */
    if (asked.n == 0 || (given.n == 0 && context->message->code != 100)) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_slice_equal_nocase(asked, given)) {
        return SIP_KEPT;
    }
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_TO);
    return sip_broken(finding, context, sip_row_bytes(row), "To tag %.*s; in frame %u it was %.*s",
                      SIP_ARG(or_none(given)), request_frame(context), SIP_ARG(asked));
}

static enum sip_verdict check_to_tag_on_100(const struct sip_rule *rule,
                                            const struct sip_context *context,
                                            struct sip_finding *finding)
{
    struct pair to;

    (void)rule;
    if (!sip_answer_matches(context) || !read_pair(context, SIP_HDR_TO, &to)) {
        return SIP_UNDECIDED;
    }
    struct sip_slice given = tag_of(&to.given);
    if (tag_of(&to.asked).n > 0) {
        return SIP_NOT_APPLICABLE;
    }
    return given.n == 0 ? SIP_KEPT
                        : sip_broken(finding, context, given, "To tag %.*s in a 100; in frame %u "
                                     "there was none", SIP_ARG(given), request_frame(context));
}

/* The sender has put itself into Contact and no proxy into Record-Route: it is the user agent
 * server, not somebody who passes the responses of several on. */
static bool is_sent_by_uas(const struct sip_context *context)
{
    const struct sip_message *m = context->message;
    struct sip_values it = sip_values_of(m, SIP_HDR_CONTACT);
    struct sip_slice value;
    struct sip_address contact;
    struct sip_uri uri;
    struct sip_endpoint named = {0, {0}, 0};
    uint32_t port = 5060;

    if (sip_message_presence(m, SIP_HDR_RECORD_ROUTE) != SIP_ABSENT ||
        !sip_values_next(&it, &value) || !sip_address_read(value, &contact) ||
        !sip_uri_read(contact.uri, &uri) ||
        (uri.port.n > 0 && !sip_slice_to_u32(uri.port, &port))) {
        return false;
    }
    named.family = (uint8_t)sip_host_address(uri.host, named.address);
    named.port = (uint16_t)port;
    return named.family != 0 && sip_endpoint_equal(&named, &context->arrival->source);
}

/* The provisional response whose To tag should have been this one's; NULL where there is none, or
 * where several user agents answer: forks, a diversion (181), an early dialog that was ended (199),
 * an earlier 2xx. */
static const struct sip_reply *reply_with_other_tag(const struct sip_transaction *t,
                                                    struct sip_slice tag)
{
    const struct sip_reply *found = NULL;

    for (const struct sip_reply *r = t->replies; r != NULL; r = r->next) {
        if (r->code == 181 || r->code == 199 || r->code >= 200) {
            return NULL;
        }
        if (r->code == 100 || r->to_tag == NULL) {
            continue;
        }
        struct sip_slice before = {r->to_tag, strlen(r->to_tag)};
        bool fork = found != NULL && !sip_slice_is(before, found->to_tag);
        if (fork || sip_slice_equal_nocase(before, tag)) {
            return NULL;
        }
        found = r;
    }
    return found;
}

static enum sip_verdict check_to_tag_changes(const struct sip_rule *rule,
                                             const struct sip_context *context,
                                             struct sip_finding *finding)
{
    struct pair to;

    (void)rule;
    if (!sip_answer_matches(context) || !read_pair(context, SIP_HDR_TO, &to)) {
        return SIP_UNDECIDED;
    }
    struct sip_slice given = tag_of(&to.given);
    if (tag_of(&to.asked).n > 0 || given.n == 0) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_reply *other = reply_with_other_tag(context->transaction, given);
    if (other == NULL || context->ims || !is_sent_by_uas(context)) {
        return SIP_UNDECIDED;
    }
    sip_broken(finding, context, given, "To tag %.*s; the %u in frame %u had %s", SIP_ARG(given),
               other->code, other->frame, other->to_tag);
    finding->related = other->frame;
    return SIP_BROKEN;
}

/* Via. */

static bool read_top_vias(const struct sip_context *context, struct sip_via *asked,
                          struct sip_via *given)
{
    return sip_answer_matches(context) && sip_message_top_via(context->request, asked) &&
           sip_message_top_via(context->message, given);
}

static enum sip_verdict check_via_count(const struct sip_rule *rule,
                                        const struct sip_context *context,
                                        struct sip_finding *finding)
{
    unsigned asked = sip_values_count(context->request, SIP_HDR_VIA);
    unsigned given = sip_values_count(context->message, SIP_HDR_VIA);

    (void)rule;
    if (!sip_answer_matches(context) || !context->message->headers_complete) {
        return SIP_UNDECIDED;
    }
    if (asked == 1) {
        return SIP_NOT_APPLICABLE; /* via-extra-at-uac */
    }
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_VIA);
    return asked == given ? SIP_KEPT
                          : sip_broken(finding, context, sip_row_bytes(row),
                                       "%u Via values; in frame %u there were %u", given,
                                       request_frame(context), asked);
}

static enum sip_verdict check_via_extra(const struct sip_rule *rule,
                                        const struct sip_context *context,
                                        struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_VIA);
    struct sip_slice value;

    (void)rule;
    if (!sip_answer_matches(context) || sip_values_count(context->request, SIP_HDR_VIA) != 1) {
        return SIP_NOT_APPLICABLE;
    }
    sip_values_next(&it, &value);
    if (!sip_values_next(&it, &value)) {
        return context->message->headers_complete ? SIP_KEPT : SIP_UNDECIDED;
    }
    return sip_broken(finding, context, value, "second Via %.*s; in frame %u there was one only",
                      SIP_ARG(value), request_frame(context));
}

static enum sip_verdict check_via_values(const struct sip_rule *rule,
                                         const struct sip_context *context,
                                         struct sip_finding *finding)
{
    struct sip_values ours = sip_values_of(context->request, SIP_HDR_VIA);
    struct sip_values theirs = sip_values_of(context->message, SIP_HDR_VIA);
    struct sip_slice asked_text, given_text;
    struct sip_via asked, given;

    (void)rule;
    if (!sip_answer_matches(context)) {
        return SIP_NOT_APPLICABLE;
    }
    for (unsigned place = 1; sip_values_next(&ours, &asked_text) &&
                             sip_values_next(&theirs, &given_text); place++) {
        if (sip_slice_equal(asked_text, given_text)) {
            continue;
        }
        if (place == 1 ? !read_top_vias(context, &asked, &given)
                       : !sip_via_read(asked_text, &asked) || !sip_via_read(given_text, &given)) {
            return SIP_UNDECIDED;
        }
        if (!sip_via_mirrors(&given, &asked, place == 1)) {
            if (context->message->headers_complete &&
                sip_values_count(context->request, SIP_HDR_VIA) !=
                    sip_values_count(context->message, SIP_HDR_VIA)) {
                return SIP_NOT_APPLICABLE; /* via-count-mismatch */
            }
            return sip_broken(finding, context, given_text,
                              "Via %u is %.*s; in frame %u it was %.*s", place, SIP_ARG(given_text),
                              request_frame(context), SIP_ARG(asked_text));
        }
    }
    return context->message->headers_complete ? SIP_KEPT : SIP_UNDECIDED;
}

/* Addresses. */

struct endpoint_text {
    char s[INET6_ADDRSTRLEN + sizeof("[]:65535")];
};

static struct endpoint_text text_of(const struct sip_endpoint *e)
{
    struct endpoint_text text = {""};
    char address[INET6_ADDRSTRLEN] = "";

    inet_ntop(e->family == 6 ? AF_INET6 : AF_INET, e->address, address, sizeof(address));
    snprintf(text.s, sizeof(text.s), e->family == 6 ? "[%s]:%u" : "%s:%u", address, e->port);
    return text;
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

/* The transport that its Via names is the one that carried a message: nobody has ended TLS, or
 * taken it out of a tunnel, in between. */
static bool is_carried_as_said(const struct sip_via *via, enum sip_transport transport)
{
    static const char *const names[] = {[SIP_TRANSPORT_UDP] = "UDP", [SIP_TRANSPORT_TCP] = "TCP",
                                        [SIP_TRANSPORT_TLS] = "TLS", [SIP_TRANSPORT_SCTP] = "SCTP"};
    bool known = transport < sizeof(names) / sizeof(names[0]) && names[transport] != NULL;

    return known && sip_slice_is(via->transport, names[transport]);
}

/* Whether the transaction's ends are those of its request, which came over this transport too. */
static bool ends_are_known(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;

    return t->client.family != 0 && t->transport == context->arrival->transport &&
           (t->replies == NULL || t->replies->frame >= t->request_frame);
}

/* The number in rport; 0 where it is absent or empty. */
static uint16_t rport_of(const struct sip_via *via)
{
    uint32_t port;
    return sip_slice_to_u32(via->rport, &port) && port <= UINT16_MAX ? (uint16_t)port : 0;
}

/* Whether the server had to add received to the top Via, so far as can be known here. */
static enum sip_verdict received_is_due(const struct sip_context *context,
                                        const struct sip_via *asked)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_endpoint named = {0, {0}, 0};

    if (!ends_are_known(context) || is_loopback(&t->client) ||
        !is_carried_as_said(asked, t->transport) ||
        !sip_endpoint_same_address(&context->arrival->source, &t->server) ||
        !sip_endpoint_same_address(&context->arrival->destination, &t->client)) {
        return SIP_NOT_APPLICABLE;
    }
    named.family = (uint8_t)sip_host_address(asked->host, named.address);
    if (named.family == 0) {
        return SIP_BROKEN; /* a name: received is due in any case */
    }
    if (sip_endpoint_same_address(&named, &t->client)) {
        return SIP_KEPT;
    }
    /* A client that knows its public address from STUN names it in Via: behind the NAT the two are
     * the same. */
    return named.family != t->client.family || is_private(&t->client) ? SIP_UNDECIDED : SIP_BROKEN;
}

static enum sip_verdict check_received(const struct sip_rule *rule,
                                       const struct sip_context *context,
                                       struct sip_finding *finding)
{
    struct sip_via asked, given;

    (void)rule;
    if (!read_top_vias(context, &asked, &given)) {
        return SIP_UNDECIDED;
    }
    if (given.received.n > 0) {
        return SIP_KEPT;
    }
    enum sip_verdict due = received_is_due(context, &asked);
    return due != SIP_BROKEN
               ? due
               : sip_broken(finding, context, given.text,
                            "no received beside %.*s; frame %u came from %s", SIP_ARG(given.host),
                            request_frame(context), text_of(&context->transaction->client).s);
}

static enum sip_verdict check_rport(const struct sip_rule *rule, const struct sip_context *context,
                                    struct sip_finding *finding)
{
    struct sip_via asked, given;

    (void)rule;
    if (!read_top_vias(context, &asked, &given)) {
        return SIP_UNDECIDED;
    }
    if (context->arrival->transport == SIP_TRANSPORT_WEBSOCKET ||
        asked.rport.p == NULL || asked.rport.n > 0) {
        return SIP_NOT_APPLICABLE;
    }
    if (rport_of(&given) == 0) {
        return sip_broken(finding, context, given.text, "rport %s; frame %u asked for it",
                          given.rport.p != NULL ? "without value" : "absent",
                          request_frame(context));
    }
    if (given.received.n > 0 || received_is_due(context, &asked) == SIP_BROKEN) {
        return SIP_KEPT; /* via-received-missing speaks of the latter */
    }
    return sip_broken(finding, context, given.text, "rport=%u without received", rport_of(&given));
}

static uint16_t due_port(const struct sip_via *via)
{
    uint16_t rport = via->received.n > 0 ? rport_of(via) : 0;
    return rport != 0 ? rport : sip_via_port(via);
}

/* Where the Via of a response directs it, over an unreliable transport (RFC 3261 section 18.2.2,
 * RFC 3581 section 4). False where only DNS would tell, or where an address translator stands
 * between here and the server: where what the server saw is not what came by here. */
static bool read_due_destination(const struct sip_context *context, const struct sip_via *via,
                                 struct sip_endpoint *due)
{
    const struct sip_endpoint *client = &context->transaction->client;
    bool received = via->received.n > 0;
    uint16_t rport = rport_of(via);

    due->family = (uint8_t)sip_host_address(received ? via->received : via->host, due->address);
    due->port = due_port(via);
    return context->arrival->transport == SIP_TRANSPORT_UDP && ends_are_known(context) &&
           is_carried_as_said(via, SIP_TRANSPORT_UDP) &&
           via->maddr.p == NULL && due->port != 0 &&
           sip_endpoint_same_address(due, client) && (rport == 0 || rport == client->port);
}

static enum sip_verdict check_destination(const struct sip_rule *rule,
                                          const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_endpoint *destination = &context->arrival->destination;
    struct sip_via asked, given;
    struct sip_endpoint due, named;

    (void)rule;
    if (!read_top_vias(context, &asked, &given)) {
        return SIP_UNDECIDED;
    }
    if (destination->port == due_port(&given) &&
        sip_endpoint_same_address(destination, &context->transaction->client)) {
        return SIP_KEPT; /* of any other address it is not known whether it is due */
    }
    if (!read_due_destination(context, &given, &due)) {
        return SIP_UNDECIDED;
    }
    if (sip_endpoint_equal(destination, &due)) {
        return SIP_KEPT;
    }
    /* If the first attempt failed, a name is looked up and another address tried. */
    if (sip_host_address(given.host, named.address) == 0 &&
        !sip_endpoint_same_address(destination, &due)) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, given.text, "sent to %s; this Via asks for %s",
                      text_of(destination).s, text_of(&due).s);
}

static enum sip_verdict check_source(const struct sip_rule *rule, const struct sip_context *context,
                                     struct sip_finding *finding)
{
    const struct sip_endpoint *server = &context->transaction->server;
    struct sip_via asked, given;
    struct sip_endpoint due;

    (void)rule;
    if (sip_endpoint_equal(&context->arrival->source, server)) {
        return SIP_KEPT;
    }
    if (!read_top_vias(context, &asked, &given) || !read_due_destination(context, &given, &due)) {
        return SIP_UNDECIDED;
    }
    if (given.received.n == 0 || rport_of(&given) == 0 || sip_endpoint_is_group(server)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_endpoint_equal(&context->arrival->destination, &due)) {
        return SIP_UNDECIDED; /* both ends are others: perhaps another hop */
    }
    return sip_broken(finding, context, status_line, "sent from %s; frame %u went to %s",
                      text_of(&context->arrival->source).s, request_frame(context),
                      text_of(server).s);
}

/* Whether the request's connection is still open cannot be seen here. But a server that had to open
 * a new one would go to the port in Via: a response to any other port of the client has taken the
 * wrong one of its connections. */
static enum sip_verdict check_connection(const struct sip_rule *rule,
                                         const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_arrival *arrival = context->arrival;
    struct sip_via asked, given;

    (void)rule;
    if (!sip_transport_is_stream(arrival->transport) || !ends_are_known(context) ||
        !read_top_vias(context, &asked, &given) ||
        !is_carried_as_said(&given, arrival->transport) ||
        !sip_endpoint_equal(&arrival->source, &t->server) ||
        !sip_endpoint_same_address(&arrival->destination, &t->client)) {
        return SIP_NOT_APPLICABLE;
    }
    uint16_t port = arrival->destination.port, rport = rport_of(&given);
    if (port == t->client.port) {
        return SIP_KEPT;
    }
    /* A request that was sent again may have come on a connection of its own. */
    if (t->request_copies > 1 || port == sip_via_port(&given) ||
        (rport != 0 && rport != t->client.port) || sip_value_param(given.text, "alias", NULL)) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, status_line,
                      "sent to %s; frame %u came on the connection from port %u",
                      text_of(&arrival->destination).s, request_frame(context), t->client.port);
}

/* What was offered, and what was copied. */

/* Whether the list holds this token; *entry gets it with its parameters. */
static bool find_token(const struct sip_message *m, enum sip_header_id id, struct sip_slice token,
                       struct sip_slice *entry)
{
    struct sip_values it = sip_values_of(m, id);

    while (sip_values_next(&it, entry)) {
        if (sip_slice_equal_nocase(sip_value_main(*entry), token)) {
            return true;
        }
    }
    return false;
}

/* "q=0", "q=0.000": not acceptable (RFC 2616 section 14.3). */
static bool is_refused(struct sip_slice entry)
{
    struct sip_slice q;

    if (!sip_value_param(entry, "q", &q) || q.n == 0) {
        return false;
    }
    for (size_t i = 0; i < q.n; i++) {
        if (q.p[i] != '0' && q.p[i] != '.') {
            return false;
        }
    }
    return true;
}

static bool accepts_encoding(const struct sip_message *request, struct sip_slice coding)
{
    struct sip_slice entry;

    /* "x-gzip" is an old name of "gzip" (RFC 2616 section 3.5). */
    if (sip_slice_starts_with(coding, "x-")) {
        coding = (struct sip_slice){coding.p + 2, coding.n - 2};
    }
    if (find_token(request, SIP_HDR_ACCEPT_ENCODING, coding, &entry) ||
        find_token(request, SIP_HDR_ACCEPT_ENCODING, SIP_SLICE("*"), &entry)) {
        return !is_refused(entry);
    }
    return sip_slice_is(coding, "identity");
}

static enum sip_verdict check_encoding(const struct sip_rule *rule,
                                       const struct sip_context *context,
                                       struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_CONTENT_ENCODING);
    struct sip_slice coding;

    (void)rule;
    if (!sip_answer_matches(context)) {
        return SIP_UNDECIDED;
    }
    while (sip_values_next(&it, &coding)) {
        if (!accepts_encoding(context->request, coding)) {
            return sip_broken(finding, context, sip_row_bytes(it.row),
                              "Content-Encoding %.*s; Accept-Encoding in frame %u was %.*s",
                              SIP_ARG(coding), request_frame(context),
                              SIP_ARG(or_none(sip_message_value(context->request,
                                                                SIP_HDR_ACCEPT_ENCODING))));
        }
    }
    return SIP_KEPT;
}

/* "ab30317f1a784dc48ff824d0d3715d86;remote=00000000000000000000000000000000" */
static struct sip_slice session_uuids(const struct sip_message *m, struct sip_slice *remote)
{
    struct sip_slice value = sip_message_value(m, SIP_HDR_SESSION_ID);

    if (!sip_value_param(value, "remote", remote)) {
        *remote = (struct sip_slice){NULL, 0};
    }
    return sip_value_main(value);
}

static bool is_nil_uuid(struct sip_slice uuid)
{
    return sip_slice_is(uuid, "00000000000000000000000000000000");
}

static enum sip_verdict check_session_id(const struct sip_rule *rule,
                                         const struct sip_context *context,
                                         struct sip_finding *finding)
{
    struct sip_slice asked_remote, given_remote;
    struct sip_slice asked = session_uuids(context->request, &asked_remote);
    struct sip_slice given = session_uuids(context->message, &given_remote);

    (void)rule;
    /* A request without remote comes from a peer of RFC 7329; so does a response that sends the
     * request's own identifier back (RFC 7989 section 11). */
    if (!sip_answer_matches(context) || asked_remote.n == 0 || asked.n != 32 || is_nil_uuid(asked) ||
        given.n == 0 || sip_slice_equal_nocase(asked, given)) {
        return SIP_NOT_APPLICABLE;
    }
    /* Somebody else's UUID may come from an intermediary that joins calls (section 6). */
    if (given_remote.n > 0 && !is_nil_uuid(given_remote)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context,
                      sip_row_bytes(sip_message_row(context->message, SIP_HDR_SESSION_ID)),
                      "remote %s; the UUID in frame %u was %.*s",
                      given_remote.n > 0 ? "nil" : "absent", request_frame(context),
                      SIP_ARG(asked));
}

/* The server may append how long it needed: "54 0.2". */
static struct sip_slice time_of(struct sip_slice timestamp)
{
    size_t n = 0;

    while (n < timestamp.n && !sip_is_lws(timestamp.p[n])) {
        n++;
    }
    return (struct sip_slice){timestamp.p, n};
}

static enum sip_verdict check_timestamp(const struct sip_rule *rule,
                                        const struct sip_context *context,
                                        struct sip_finding *finding)
{
    struct sip_slice asked = sip_message_value(context->request, SIP_HDR_TIMESTAMP);

    (void)rule;
    if (!sip_answer_matches(context) || asked.n == 0) {
        return SIP_NOT_APPLICABLE;
    }
    switch (sip_message_presence(context->message, SIP_HDR_TIMESTAMP)) {
    case SIP_ABSENT:
        return sip_broken(finding, context, status_line,
                          "Timestamp absent; in frame %u it was %.*s", request_frame(context),
                          SIP_ARG(asked));
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_PRESENT:
        break;
    }
    return sip_slice_equal(time_of(asked),
                           time_of(sip_message_value(context->message, SIP_HDR_TIMESTAMP)))
               ? SIP_KEPT : header_differs(context, finding, SIP_HDR_TIMESTAMP);
}

/* A REGISTER that asks for a flow (RFC 5626 section 4.2). */
static bool registers_flow(const struct sip_message *request)
{
    struct sip_values it = sip_values_of(request, SIP_HDR_CONTACT);
    struct sip_slice value;
    struct sip_address contact;

    while (sip_values_next(&it, &value)) {
        if (sip_address_read(value, &contact) && sip_value_param(contact.params, "reg-id", NULL) &&
            sip_value_param(contact.params, "+sip.instance", NULL)) {
            return true;
        }
    }
    return false;
}

/* Option tags of which a rule of their own speaks: rel1xx-not-offered, se-unsupported-by-uac,
 * outbound-require-without-regid. */
static bool has_its_own_rule(const struct sip_context *context, struct sip_slice tag)
{
    const struct sip_message *m = context->message;
    struct sip_slice expires = sip_message_value(m, SIP_HDR_SESSION_EXPIRES), refresher;

    if (sip_slice_is(tag, "100rel")) {
        return m->code < 200;
    }
    if (sip_slice_is(tag, "outbound")) {
        return m->method == SIP_METHOD_REGISTER && !registers_flow(context->request);
    }
    return sip_slice_is(tag, "timer") && sip_value_param(expires, "refresher", &refresher) &&
           sip_slice_is(refresher, "uac");
}

static enum sip_verdict check_require(const struct sip_rule *rule,
                                      const struct sip_context *context,
                                      struct sip_finding *finding)
{
    static const enum sip_header_id offers[] = {SIP_HDR_SUPPORTED, SIP_HDR_REQUIRE,
                                                SIP_HDR_PROXY_REQUIRE};
    struct sip_values it = sip_values_of(context->message, SIP_HDR_REQUIRE);
    struct sip_slice tag, entry;

    (void)rule;
    if (!sip_answer_matches(context)) {
        return SIP_UNDECIDED;
    }
    while (sip_values_next(&it, &tag)) {
        bool offered = has_its_own_rule(context, tag);
        for (size_t i = 0; i < sizeof(offers) / sizeof(offers[0]) && !offered; i++) {
            offered = find_token(context->request, offers[i], tag, &entry);
        }
        if (!offered) {
            return sip_broken(finding, context, sip_row_bytes(it.row),
                              "Require: %.*s; Supported in frame %u was %.*s", SIP_ARG(tag),
                              request_frame(context),
                              SIP_ARG(or_none(sip_message_value(context->request,
                                                                SIP_HDR_SUPPORTED))));
        }
    }
    return SIP_KEPT;
}

const struct sip_rule sip_rules_mirror[] = {
    {
        .id = "callid-mismatch",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §8.1.1.4; RFC 3261 §20.8",
        .when = SIP_ON_ANSWER,
        .check = check_call_id,
        .summary = "Call-ID comes back exactly as the request had it",
        .summary_fr = "Call-ID revient exactement tel que dans la requête",
        .remedy = "The server, or whoever rewrites addresses in between, must leave Call-ID alone; "
                  "the client cannot tell which call this answers.",
        .remedy_fr = "Le serveur, ou l’équipement intermédiaire qui réécrit les adresses, ne doit "
                     "pas toucher à Call-ID ; le client ne peut pas savoir à quel appel "
                     "correspond cette réponse.",
        .silence = "Silent where CSeq or the From tag differ too, or where the branch has been "
                   "used before: then it answers another request.",
    },
    {
        .id = "cseq-mismatch",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST",
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §20.16; RFC 3261 §17.1.3",
        .when = SIP_ON_ANSWER,
        .check = check_cseq,
        .summary = "CSeq comes back with the number that the request had",
        .summary_fr = "CSeq revient avec le numéro de la requête",
        .remedy = "The server must copy CSeq from the request that it answers.",
        .remedy_fr = "Le serveur doit recopier le CSeq de la requête à laquelle il répond.",
        .silence = "Silent where Call-ID or the From tag differ too, or where the branch has been "
                   "used before: then it answers another request. Another method in CSeq makes "
                   "another transaction: a CANCEL has the branch of its INVITE.",
    },
    {
        .id = "from-mismatch",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §20.20; RFC 3261 §19.1.4",
        .when = SIP_ON_ANSWER,
        .check = check_from,
        .summary = "From comes back with the URI and the tag that the request had",
        .summary_fr = "From revient avec l’URI et le tag de la requête",
        .remedy = "The server, or whoever rewrites addresses in between, must return From as it "
                  "came; the tag is half of the dialog's identity.",
        .remedy_fr = "Le serveur, ou l’équipement intermédiaire qui réécrit les adresses, doit "
                     "renvoyer From tel quel ; le tag est la moitié de l’identité du dialogue.",
        .silence = "Display names and angle brackets do not count, URIs are compared by RFC 3261 "
                   "§19.1.4.",
    },
    {
        .id = "to-uri-mismatch",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §19.1.4",
        .when = SIP_ON_ANSWER,
        .check = check_to_uri,
        .summary = "To comes back with the URI that the request had",
        .summary_fr = "To revient avec l’URI de la requête",
        .remedy = "The server, or whoever rewrites addresses in between, must return the URI of To "
                  "as it came, wherever the call went; who answered belongs into Contact or "
                  "P-Asserted-Identity.",
        .remedy_fr = "Le serveur, ou l’équipement intermédiaire qui réécrit les adresses, doit "
                     "renvoyer l’URI de To telle quelle, où que l’appel ait abouti ; qui a "
                     "répondu s’indique dans Contact ou P-Asserted-Identity.",
        .silence = "Display names and angle brackets do not count, URIs are compared by RFC 3261 "
                   "§19.1.4.",
    },
    {
        .id = "to-tag-mismatch",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §16.7",
        .when = SIP_ON_ANSWER,
        .check = check_to_tag,
        .summary = "A To tag that the request had comes back in the response, 100 included",
        .summary_fr = "Un tag To présent dans la requête revient dans la réponse, 100 compris",
        .remedy = "The server must return the To tag of a request within a dialog, even if it "
                  "knows no such dialog (481).",
        .remedy_fr = "Le serveur doit renvoyer le tag To d’une requête émise dans un dialogue, "
                     "même s’il ne connaît pas ce dialogue (481).",
        .silence = "Of a missing tag, other than in a 100, to-tag-missing speaks.",
    },
    {
        .id = "to-tag-on-100",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "SHOULD NOT",
        .reference = "RFC 3261 §17.2.1",
        .see = "RFC 3261 §8.2.6.2",
        .when = SIP_ON_ANSWER,
        .codes = "100",
        .methods = SIP_M(INVITE),
        .check = check_to_tag_on_100,
        .summary = "A 100 to an INVITE outside a dialog has no tag in To",
        .summary_fr = "Un 100 à un INVITE hors dialogue n’a pas de tag dans To",
        .remedy = "The server should not insert a To tag before somebody has been reached who "
                  "could answer.",
        .remedy_fr = "Le serveur ne devrait pas insérer de tag To avant d’avoir atteint quelqu’un "
                     "qui puisse répondre.",
        .silence = "Other methods may: RFC 3261 §8.2.6.2 says MAY, only the INVITE server "
                   "transaction turns it into a SHOULD NOT.",
    },
    {
        .id = "to-tag-changes",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §13.3.1.1; RFC 3261 §16.7",
        .when = SIP_ON_ANSWER,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .check = check_to_tag_changes,
        .summary = "A user agent answers an INVITE with the To tag of its provisional responses",
        .summary_fr = "Un agent utilisateur répond à un INVITE avec le tag To de ses réponses "
                      "provisoires",
        .remedy = "The user agent server must keep the To tag that it chose first; with another "
                  "one the 2xx belongs to another dialog and the early one never ends.",
        .remedy_fr = "L’UAS doit garder le tag To choisi au départ ; avec un autre, le 2xx relève "
                     "d’un autre dialogue et le dialogue précoce ne se termine jamais.",
        .silence = "Forks, diversions and announcements rightly bring several tags. It speaks of a "
                   "2xx after provisional responses with one other tag only, and only where the "
                   "sender names itself in Contact without Record-Route; never in IMS, after a 181 "
                   "or a 199. A proxy may put a new tag into 3xx-6xx.",
    },
    {
        .id = "via-count-mismatch",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §16.7",
        .when = SIP_ON_ANSWER,
        .check = check_via_count,
        .summary = "On one hop the response has as many Via values as the request",
        .summary_fr = "Sur un même saut, la réponse a autant de valeurs Via que la requête",
        .remedy = "The server must copy all Via values; a proxy must remove its own one, and no "
                  "other.",
        .remedy_fr = "Le serveur doit recopier toutes les valeurs Via ; un proxy doit retirer la "
                     "sienne, et aucune autre.",
        .silence = "If the request had one Via only, via-extra-at-uac speaks. Only messages with "
                   "the same top Via are compared: other hops do not matter.",
    },
    {
        .id = "via-extra-at-uac",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "SHOULD discard",
        .reference = "RFC 3261 §8.1.3.3",
        .see = "RFC 3261 §8.2.6.2",
        .when = SIP_ON_ANSWER,
        .check = check_via_extra,
        .summary = "The response that reaches the client has one Via, the client's own",
        .summary_fr = "La réponse qui parvient au client a un seul Via, celui du client",
        .remedy = "Whoever is named in the second Via must not be there: the server must copy the "
                  "Via of the request and nothing else.",
        .remedy_fr = "L’élément désigné par le second Via n’a rien à y faire : le serveur doit "
                     "recopier le Via de la requête et rien d’autre.",
    },
    {
        .id = "via-value-mismatch",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §20.42; RFC 3261 §18.2.1; RFC 3581 §4; RFC 6223 §4.4; RFC 7339 §4; "
               "RFC 8055 §5",
        .when = SIP_ON_ANSWER,
        .check = check_via_values,
        .summary = "Each Via comes back as it was, but for what the server adds to the top one",
        .summary_fr = "Chaque Via revient inchangé, hormis ce que le serveur ajoute au premier",
        .remedy = "The server, or whoever rewrites addresses in between, must return each Via with "
                  "its sent-by and all its parameters; the hops behind find their way by it.",
        .remedy_fr = "Le serveur, ou l’équipement intermédiaire qui réécrit les adresses, doit "
                     "renvoyer chaque Via avec son sent-by et tous ses paramètres ; les sauts "
                     "suivants s’en servent pour trouver leur chemin.",
        .silence = "White space, case, the order of parameters and how an address is spelled do "
                   "not count. The top Via may get received, rport, keep, oc and further "
                   "parameters. A changed branch or sent-by at the top makes another transaction: "
                   "nothing links that response to the request.",
    },
    {
        .id = "via-received-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §18.2.1",
        .see = "RFC 7118 §5.3",
        .when = SIP_ON_ANSWER,
        .check = check_received,
        .summary = "received is added to a Via that does not name the address it came from",
        .summary_fr = "received complète un Via qui ne donne pas l’adresse d’où vient le paquet",
        .remedy = "The server must add received with the packet's source address; without it "
                  "responses of later hops go to an address that may not be reached.",
        .remedy_fr = "Le serveur doit ajouter received avec l’adresse source du paquet ; sans "
                     "lui, les réponses des sauts suivants partent vers une adresse peut-être "
                     "injoignable.",
        .silence = "Silent over WebSocket (RFC 7118 lets the server omit it), on the loopback, "
                   "where TLS was ended before the server, and where a private source address may "
                   "be translated into the one in Via before the server sees it.",
    },
    {
        .id = "via-rport-unfilled",
        /* A note in the catalogue. But a common phone fills rport and leaves received out where it
         * would repeat sent-by, harmlessly, in every response; and where rport comes back empty the
         * server may simply not know RFC 3581. */
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3581 §4",
        .when = SIP_ON_ANSWER,
        .check = check_rport,
        .summary = "rport is filled with the request's source port, and received added",
        .summary_fr = "rport est renseigné avec le port source de la requête, et received est "
                      "ajouté",
        .remedy = "The server should implement RFC 3581; behind an address translator the client "
                  "cannot be reached otherwise.",
        .remedy_fr = "Le serveur devrait mettre en œuvre la RFC 3581 ; sans elle, un client placé "
                     "derrière un NAT n’est pas joignable.",
        .silence = "A MUST for those who implement RFC 3581; whether the server does cannot be "
                   "seen. Silent over WebSocket.",
    },
    {
        .id = "response-wrong-destination",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §18.2.2",
        .see = "RFC 3581 §4",
        .when = SIP_ON_ANSWER,
        .check = check_destination,
        .summary = "A response over UDP goes where its top Via directs it",
        .summary_fr = "Sur UDP, une réponse va là où l’envoie son premier Via",
        .remedy = "The server must send to received and rport if both are there, else to the port "
                  "of sent-by (5060 if none).",
        .remedy_fr = "Le serveur doit envoyer à received et rport si les deux sont présents, "
                     "sinon au port de sent-by (5060 à défaut).",
        .silence = "Silent with maddr, where sent-by is a name and DNS would decide, and where "
                   "received or rport differ from the request's source as captured: then an "
                   "address translator stands in between.",
    },
    {
        .id = "response-wrong-source",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3581 §4",
        .when = SIP_ON_ANSWER,
        .check = check_source,
        .summary = "With rport the response comes from the address and port the request went to",
        .summary_fr = "Avec rport, la réponse part de l’adresse et du port auxquels la requête "
                      "est arrivée",
        .remedy = "The server must answer from the socket that received the request; address "
                  "translators and firewalls drop anything else.",
        .remedy_fr = "Le serveur doit répondre depuis la socket qui a reçu la requête ; NAT et "
                     "pare-feu rejettent tout le reste.",
        .silence = "Without a filled rport and received a server may answer from any of its "
                   "addresses. Silent for requests to a multicast group, and where an address "
                   "translator stands between the capture and the server.",
    },
    {
        .id = "response-wrong-connection",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §18.2.2",
        .see = "RFC 5923 §8",
        .when = SIP_ON_ANSWER,
        .check = check_connection,
        .summary = "A response over TCP or TLS takes the connection that the request came on",
        .summary_fr = "Sur TCP ou TLS, une réponse emprunte la connexion par laquelle est venue "
                      "la requête",
        .remedy = "The server must remember for each transaction the connection that the request "
                  "came on, and answer there.",
        .remedy_fr = "Le serveur doit retenir, pour chaque transaction, la connexion par laquelle "
                     "la requête est arrivée, et y répondre.",
        .silence = "Whether that connection was still open is not known here: it speaks only "
                   "where the response took another connection of the same client, to a port that "
                   "Via does not name, never with the alias parameter of RFC 5923.",
    },
    {
        .id = "content-encoding-not-offered",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §20.12",
        .see = "RFC 3261 §20.2",
        .when = SIP_ON_ANSWER,
        .check = check_encoding,
        .summary = "A body is encoded only as the request's Accept-Encoding allows",
        .summary_fr = "Un corps n’est encodé que comme le permet l’Accept-Encoding de la requête",
        .remedy = "The server must send the body unencoded, or in an encoding that the client "
                  "offered; without Accept-Encoding there is none but identity.",
        .remedy_fr = "Le serveur doit envoyer le corps non encodé, ou dans un encodage proposé "
                     "par le client ; sans Accept-Encoding, seul identity est permis.",
    },
    {
        .id = "session-id-missing-remote",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 7989 §6",
        .see = "RFC 7989 §11; RFC 7329 §4",
        .when = SIP_ON_ANSWER,
        .check = check_session_id,
        .summary = "Session-ID carries the requester's UUID in remote",
        .summary_fr = "Session-ID porte dans remote l’UUID du demandeur",
        .remedy = "The responder must put the UUID that the request carried into remote.",
        .remedy_fr = "Celui qui répond doit placer dans remote l’UUID que portait la requête.",
        .silence = "Silent where the response has no Session-ID (its sender need not know RFC "
                   "7989), where it returns the request's own identifier (RFC 7329), and where "
                   "remote is somebody else's UUID: calls may have been joined.",
    },
    {
        .id = "100-timestamp-not-copied",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §8.2.6.1",
        .see = "RFC 3261 §20.38",
        .when = SIP_ON_ANSWER,
        .codes = "100",
        .check = check_timestamp,
        .summary = "A 100 returns the Timestamp of the request",
        .summary_fr = "Un 100 renvoie le Timestamp de la requête",
        .remedy = "The server must copy Timestamp into its 100, and may add its delay behind it.",
        .remedy_fr = "Le serveur doit recopier Timestamp dans son 100, et peut y ajouter son "
                     "délai.",
    },
    {
        .id = "response-require-not-supported",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST NOT",
        .reference = "RFC 3261 §8.2.4",
        .when = SIP_ON_ANSWER,
        .codes = "!421,494",
        .check = check_require,
        .summary = "A response requires only extensions that the request supports",
        .summary_fr = "Une réponse n’exige que des extensions que la requête prend en charge",
        .remedy = "The server must do without an extension that is not in Supported, or refuse the "
                  "request with 421.",
        .remedy_fr = "Le serveur doit se passer d’une extension absente de Supported, ou refuser "
                     "la requête par un 421.",
        .silence = "421 and 494 name what the client must support. Of 100rel in a provisional "
                   "response rel1xx-not-offered speaks, of timer with refresher=uac "
                   "se-unsupported-by-uac, of outbound without a flow "
                   "outbound-require-without-regid.",
    },
};

SIP_SUBJECT_END(mirror);
