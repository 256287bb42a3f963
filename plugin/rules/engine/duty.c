/* duty.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/duty.h"

#include <glib.h>

#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "sip/host.h"
#include "sip/ip.h"
#include "sip/uri.h"
#include "sip/value.h"

static bool read_duty(const struct sip_context *context, const struct sip_message *request,
                      const struct sip_transaction *t, struct sip_duty *duty)
{
    if (context->dialog == NULL || request == NULL || sip_message_to_tag(request).p == NULL) {
        return false;
    }
    unsigned client = sip_dialog_client(context->dialog, request);
    bool now = context->packet != NULL && request == context->message;
    *duty = (struct sip_duty){
        .context = context,
        .dialog = context->dialog,
        .request = request,
        .transaction = t,
        .sender = &context->dialog->sides[client],
        .peer = &context->dialog->sides[!client],
        .stamp = now ? context->packet->stamp : t->request_time,
        .frame = now ? context->packet->frame : t->request_frame,
    };
    return true;
}

bool sip_duty_read(const struct sip_context *context, struct sip_duty *duty)
{
    const struct sip_message *m = context->message;

    return context->dialog != NULL && !context->dialog->ambiguous &&
           read_duty(context, m->is_response ? context->request : m, context->transaction, duty);
}

bool sip_duty_read_elsewhere(const struct sip_context *context, struct sip_duty *duty)
{
    const struct sip_message *m = context->message;
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *d = sip_dialogs_of_sender(context->dialogs, m, t->hop);
    struct sip_context there = *context;

    if (d == NULL || d->ambiguous || !d->from_start || d->confirmed_frame == 0) {
        return false;
    }
    there.dialog = d;
    if (!read_duty(&there, m, t, duty)) {
        return false;
    }
    duty->context = context;
    return sip_tags_equal(sip_message_to_tag(m), sip_kept_slice(duty->peer->tag));
}

bool sip_duty_read_astray(const struct sip_context *context, struct sip_duty *duty)
{
    const struct sip_message *m = context->message;
    const struct sip_hop *hop = context->transaction->hop;
    const struct sip_dialog *d = sip_dialogs_of_client(context->dialogs, m, hop);
    struct sip_context there = *context;
    struct sip_routes set;

    if (d == NULL || !d->from_start || d->partial || d->confirmed_frame == 0) {
        return false;
    }
    there.dialog = d;
    if (!read_duty(&there, m->is_response ? context->request : m, context->transaction, duty)) {
        return false;
    }
    duty->context = context;
    const struct sip_endpoint *peer = sip_duty_is_maker(duty) ? &d->hop->server : &d->hop->client;
    return sip_duty_routes(duty, &set) && set.count == 0 && duty->peer->target != NULL &&
           !sip_endpoint_same_address(peer, &hop->server) &&
           sip_endpoint_is_at(peer, sip_kept_slice(duty->peer->target));
}

bool sip_duty_of_ack(const struct sip_context *context, const struct sip_transaction *ack,
                     const struct sip_message *m, struct sip_duty *duty)
{
    return read_duty(context, m, ack, duty);
}

bool sip_duty_is_maker(const struct sip_duty *duty)
{
    return duty->sender == &duty->dialog->sides[duty->dialog->maker];
}

/* The first request of the one who made the dialog shows its hop; the other may have sent none that does. */
bool sip_duty_is_own_hop(const struct sip_duty *duty)
{
    uint16_t agent = sip_message_agent(duty->request);

    return agent != 0 &&
           (duty->sender->agent == agent || (duty->sender->agent == 0 && !sip_duty_is_maker(duty)));
}

/* A parameter that one of the two lacks changes nothing either: both lead to the same place. */
bool sip_duty_same_uri(struct sip_slice given, struct sip_slice used)
{
    struct sip_uri a, b;

    if (sip_uri_equal_at(SIP_URI_DIALOG, given, used)) {
        return true;
    }
    if (!sip_uri_read(given, &a) || !sip_uri_read(used, &b) || !sip_uri_is_sip(&a) ||
        !sip_uri_is_sip(&b) || !sip_uri_same_user(&a, &b)) {
        return false;
    }
    struct sip_slice port = a.port.p == NULL ? b.port : a.port;
    return sip_slice_equal(a.port, b.port) ||
           ((a.port.p == NULL || b.port.p == NULL) &&
            (sip_slice_is(port, "5060") || sip_slice_is(port, "5061")));
}

/* How lr is written, and a transport that is the default anyway, is a matter of taste. */
static bool has_params(struct sip_slice params, struct sip_slice wanted)
{
    struct sip_slice name, value, other;

    while (sip_params_next(&wanted, &name, &value)) {
        if (sip_slice_is(name, "lr") || sip_slice_is(name, "transport")) {
            continue;
        }
        if (!sip_params_find(params, name, &other) || (value.p == NULL) != (other.p == NULL) ||
            (value.p != NULL && !sip_slice_equal_nocase(value, other))) {
            return false;
        }
    }
    return true;
}

bool sip_duty_same_as_written(struct sip_slice given, struct sip_slice used)
{
    struct sip_uri a, b;

    return sip_duty_same_uri(given, used) &&
           (sip_slice_equal(given, used) ||
            (sip_uri_read(given, &a) && sip_uri_read(used, &b) && has_params(a.params, b.params) &&
             has_params(b.params, a.params)));
}

static unsigned sender_side(const struct sip_duty *duty)
{
    return (unsigned)(duty->sender - duty->dialog->sides);
}

bool sip_duty_routes(const struct sip_duty *duty, struct sip_routes *set)
{
    return sip_dialog_routes(duty->dialog, sender_side(duty), set);
}

/* Whether the side has sent an INVITE or UPDATE since then. */
static bool has_refreshed_since(const struct sip_dialog_side *side, int64_t time)
{
    for (unsigned i = 0; i < SIP_DIALOG_KEPT; i++) {
        if ((side->invites[i] != NULL && side->invites[i]->last_request_time > time) ||
            (side->updates[i] != NULL && side->updates[i]->last_request_time > time)) {
            return true;
        }
    }
    return false;
}

/* The peer as it has moved to another hop by a re-INVITE that the sender has accepted there, and not come back. NULL: it
 * has not. */
static const struct sip_dialog_side *peer_elsewhere(const struct sip_duty *duty)
{
    const struct sip_dialog *d =
        sip_dialogs_moved(duty->context->dialogs, duty->request, duty->transaction->hop);

    if (d == NULL || d == duty->dialog || d->ambiguous || d->partial || d->confirmed_frame == 0 ||
        !duty->dialog->from_start) {
        return NULL;
    }
    const struct sip_dialog_side *peer = &d->sides[!sip_dialog_client(d, duty->request)];
    bool newer = peer->target_frame > duty->peer->target_frame &&
                 peer->target_time + sip_longest_crossing_time(duty->context) < duty->stamp;
    return newer && sip_tags_equal(sip_kept_slice(peer->tag), sip_kept_slice(duty->peer->tag)) &&
                   !has_refreshed_since(duty->peer, peer->target_time)
               ? peer
               : NULL;
}

bool sip_duty_is_as_before(const struct sip_duty *duty)
{
    const struct sip_dialog_side *moved = peer_elsewhere(duty);
    const struct sip_transaction *last = duty->sender->last;

    if (moved != NULL && (last == NULL || last->request_time < moved->target_time)) {
        return false;
    }

    uint32_t before = duty->request->method == SIP_METHOD_ACK ? duty->sender->ack_addressing
                                                              : duty->sender->addressing;

    return before == sip_dialog_addressing(duty->dialog, sender_side(duty), duty->request);
}

/* --- The Request-URI --- */

/* Whether a target is used as a Request-URI as it is. A GRUU is left to the servers of its domain. */
static bool is_plain_target(const char *target)
{
    struct sip_uri uri;

    return target != NULL && sip_uri_read(sip_kept_slice(target), &uri) && sip_uri_is_sip(&uri) &&
           uri.headers.p == NULL && !sip_value_param(uri.params, "method", NULL) &&
           !sip_value_param(uri.params, "gr", NULL);
}

/* Whether what accepted a request of the sender may have been missed, and with it a new target: the 2xx to
 * an INVITE that has an ACK, or that is long past; the response to an UPDATE. */
static bool may_have_moved(const struct sip_duty *duty, const struct sip_transaction *t)
{
    if (t == NULL || t == duty->transaction || t->final_frame != 0) {
        return false;
    }
    int64_t since = duty->stamp - t->request_time;
    return t->method != SIP_METHOD_INVITE || t->ack_frame != 0 || t->prack_unknown ||
           since > sip_timer_c(duty->context);
}

/* A 2xx without Contact, after a provisional response that had one: the server is at fault first. */
static bool is_contact_forgotten(const struct sip_duty *duty)
{
    const struct sip_dialog *d = duty->dialog;

    return sip_duty_is_maker(duty) && d->confirmed_frame != 0 &&
           d->confirmed_frame != d->first_frame && duty->peer->target_frame == d->first_frame;
}

static bool is_target_certain(const struct sip_duty *duty)
{
    const struct sip_dialog_side *sender = duty->sender, *peer = duty->peer;
    int64_t since = duty->stamp - peer->target_time;

    for (unsigned i = 0; i < SIP_DIALOG_KEPT; i++) {
        if (may_have_moved(duty, sender->invites[i]) || may_have_moved(duty, sender->updates[i])) {
            return false;
        }
    }
    bool known = duty->dialog->from_start && !peer->target_moved;
    bool crossing = !known && since < sip_crossing_time(duty->context) &&
                    duty->transaction->method != SIP_METHOD_ACK;
    return is_plain_target(peer->target) && peer->contact != NULL && !crossing &&
           !is_contact_forgotten(duty);
}

/* Whether what the user agent sends to first is a loose router: it moves nothing. */
static bool begins_loose(const struct sip_duty *duty)
{
    struct sip_routes set;
    struct sip_uri first;

    return sip_duty_is_own_hop(duty) && sip_duty_routes(duty, &set) && set.count > 0 &&
           sip_uri_read(set.uris[0], &first) && sip_value_param(first.params, "lr", NULL);
}

/* A strict router is ahead: the target has moved to the end of Route. */
static bool target_is_last_route(const struct sip_duty *duty, struct sip_slice target)
{
    struct sip_routes routes;

    if (begins_loose(duty)) {
        return false;
    }
    return !sip_message_routes(duty->request, SIP_HDR_ROUTE, &routes) ||
           (routes.count > 0 && sip_duty_same_uri(target, routes.uris[routes.count - 1]));
}

/* An address in a private network, for a peer that is somewhere else. */
static bool is_inner_address(struct sip_slice host, const struct sip_endpoint *peer)
{
    struct sip_ip ip;

    return sip_ip_read(host, &ip) && sip_ip_block_of(ip.family, ip.address) != NULL &&
           memcmp(ip.address, peer->address, sizeof(ip.address)) != 0;
}

/* The peer's own address with another port: a NAT has given its packets a port that the peer does not know. Who
 * listens at the default port is behind none. */
static bool is_port_of_nat(const struct sip_uri *contact, const struct sip_uri *used,
                           const struct sip_endpoint *peer)
{
    struct sip_endpoint named = sip_endpoint_of_host(contact->host);

    return named.family != 0 && sip_endpoint_same_address(&named, peer) && peer->port != 5060 &&
           peer->port != 5061 && sip_uri_same_user(contact, used);
}

/* Behind a NAT, and in a browser, a peer has a Contact that leads nowhere: who helps it sends to where its
 * packets came from. (A browser does not know its address, and writes a name that never resolves: RFC 7118
 * appendix B.1.) It knows itself by the user part, which nobody leaves out. With a route set it is the proxy there that
 * knows the way. */
static bool is_nat_traversal(const struct sip_duty *duty, struct sip_slice target)
{
    const struct sip_transaction *t = duty->transaction;
    bool routed = duty->sender->routes != NULL && duty->sender->routes[0] != '\0';
    struct sip_uri contact, used;

    return !routed && sip_uri_read(target, &contact) && sip_uri_read(duty->request->uri, &used) &&
           sip_response_uri_is(&used, &t->hop->server, t->transport) &&
           (contact.user.n == 0 || used.user.n > 0) &&
           (sip_slice_ends_with(contact.host, ".invalid") ||
            is_inner_address(contact.host, &t->hop->server) ||
            is_port_of_nat(&contact, &used, &t->hop->server));
}

/* A proxy that helps a peer behind NAT rewrites its Contact, and the Request-URI with it. None of them makes that the
 * address of record of the peer, a Contact that it had before, or the Contact of the sender: those the sender has taken
 * itself. */
static bool is_taken_by_sender(const struct sip_duty *duty)
{
    struct sip_slice uri = duty->request->uri;
    struct sip_slice record = sip_message_party(duty->request, SIP_HDR_TO)->address.uri;
    const char *own = duty->sender->target;
    struct sip_routes ahead;
    struct sip_uri used;

    return !duty->transaction->is_branch && sip_duty_is_on_path(duty) &&
           sip_duty_ahead(duty, &ahead) && sip_uri_read(uri, &used) &&
           !sip_response_uri_is(&used, &duty->transaction->hop->server,
                                duty->transaction->transport) &&
           ((record.p != NULL && sip_duty_same_uri(record, uri)) ||
            duty->peer->left == sip_target_hash(uri) ||
            (own != NULL && sip_duty_same_uri(sip_kept_slice(own), uri)));
}

/* Whether a proxy that has passed on what made the dialog sends a request of its own in the name of its client, as one
 * does that ends a call by a timer: it adds no Via to one that was there. */
static bool is_of_proxy(const struct sip_duty *duty)
{
    const struct sip_dialog *d = duty->dialog;

    return sip_duty_is_maker(duty) && d->from_start && !d->partial &&
           !duty->transaction->is_branch && duty->sender->agent == 0 &&
           sip_message_agent(duty->request) != 0;
}

/* Whether the peer's own request has moved the target, and came from there: it is behind no NAT, and no proxy has a
 * reason to send to where it was before. */
static bool has_moved_for_good(const struct sip_dialog_side *peer)
{
    struct sip_uri uri;

    if (!peer->target_moved || peer->target == NULL ||
        !sip_uri_read(sip_kept_slice(peer->target), &uri)) {
        return false;
    }
    for (unsigned i = 0; i < SIP_DIALOG_KEPT; i++) {
        const struct sip_transaction *moves[] = {peer->invites[i], peer->updates[i]};
        for (unsigned j = 0; j < G_N_ELEMENTS(moves); j++) {
            const struct sip_transaction *t = moves[j];
            if (t != NULL && t->request_frame == peer->target_frame) {
                return sip_response_uri_is(&uri, &t->hop->client, t->transport);
            }
        }
    }
    return false;
}

/* Whether such a request of a proxy goes to the Contact that the peer has given up. */
static bool is_left_by_proxy(const struct sip_duty *duty)
{
    return is_of_proxy(duty) && duty->peer->left == sip_target_hash(duty->request->uri) &&
           has_moved_for_good(duty->peer);
}

static enum sip_verdict not_contact(const struct sip_duty *duty, const struct sip_dialog_side *peer,
                                    struct sip_finding *finding)
{
    return sip_broken_by(finding, duty->context, peer->target_frame, duty->request->uri,
                         "Request-URI is %.*s; Contact in frame %u was %.*s",
                         SIP_ARG(duty->request->uri), peer->target_frame,
                         SIP_ARG(sip_kept_slice(peer->target)));
}

/* Of a request to the target that is known on its hop. */
static enum sip_verdict judge_moved(const struct sip_duty *duty, struct sip_finding *finding)
{
    const struct sip_dialog_side *moved = peer_elsewhere(duty);

    if (moved == NULL || sip_duty_same_uri(sip_kept_slice(moved->target), duty->request->uri)) {
        return SIP_KEPT;
    }
    return is_plain_target(moved->target) && (sip_duty_is_own_hop(duty) || is_of_proxy(duty))
               ? not_contact(duty, moved, finding)
               : SIP_UNDECIDED;
}

enum sip_verdict sip_duty_target(const struct sip_duty *duty, struct sip_finding *finding)
{
    struct sip_slice uri = duty->request->uri;
    struct sip_slice target = sip_kept_slice(duty->peer->target);

    if (target.p != NULL && sip_duty_same_uri(target, uri)) {
        return judge_moved(duty, finding);
    }
    if (!is_target_certain(duty) ||
        (!sip_duty_is_own_hop(duty) && !is_taken_by_sender(duty) && !is_left_by_proxy(duty))) {
        return SIP_UNDECIDED;
    }
    if (sip_duty_same_uri(sip_kept_slice(duty->peer->contact), uri) ||
        target_is_last_route(duty, target) || is_nat_traversal(duty, target)) {
        return SIP_KEPT;
    }
    return not_contact(duty, duty->peer, finding);
}

bool sip_duty_misses_contact(const struct sip_duty *duty)
{
    struct sip_slice target = sip_kept_slice(duty->peer->target);

    return target.p != NULL && !sip_duty_same_as_written(target, duty->request->uri) &&
           is_target_certain(duty) && sip_duty_is_on_path(duty) &&
           !sip_duty_same_as_written(sip_kept_slice(duty->peer->contact), duty->request->uri) &&
           !target_is_last_route(duty, target) && !is_nat_traversal(duty, target);
}

enum sip_verdict sip_duty_target_as_written(const struct sip_duty *duty,
                                            struct sip_finding *finding)
{
    return sip_duty_is_own_hop(duty) && sip_duty_misses_contact(duty) &&
                   sip_duty_same_uri(sip_kept_slice(duty->peer->target), duty->request->uri)
               ? not_contact(duty, duty->peer, finding)
               : SIP_KEPT;
}

/* --- CSeq --- */

/* Whether the request with that number was refused for good on this hop, as the client knew, so that this is a new one
 * (RFC 3261 section 8.1.3.5): a 408, 430 or 503 lets it try another server, a challenge is auth-cseq-not-incremented's. */
static bool was_refused_before(const struct sip_transaction *t, const struct sip_duty *duty)
{
    bool for_good = t->final_code / 100 == 4 && !sip_code_is_challenge(t->final_code) &&
                    t->final_code != 408 && t->final_code != 430;

    return for_good && t->hop == duty->transaction->hop &&
           duty->stamp - t->final_time > SIP_CAPTURE_JITTER &&
           (t->method != SIP_METHOD_INVITE || t->ack_frame != 0);
}

/* Of the same method and number it may be the same request on another hop, or tried again. */
enum sip_verdict sip_duty_cseq(const struct sip_duty *duty, struct sip_finding *finding)
{
    const struct sip_transaction *t = duty->transaction, *highest = duty->sender->highest;
    const struct sip_row *row = sip_message_row(duty->request, SIP_HDR_CSEQ);

    if (highest == NULL || row == NULL || !duty->request->has_cseq_number) {
        return SIP_UNDECIDED;
    }
    if (highest == t || highest->request_frame > duty->frame ||
        t->cseq_number > highest->cseq_number) {
        return SIP_KEPT;
    }
    bool same = t->cseq_number == highest->cseq_number;
    if (highest->request_frame == 0) {
        return SIP_UNDECIDED; /* it was not captured */
    }
    if (same ? t->method == highest->method &&
                   !sip_transaction_succeeded_before(highest, duty->stamp) &&
                   !was_refused_before(highest, duty)
             : duty->stamp - highest->request_time < SIP_CAPTURE_JITTER) {
        return SIP_UNDECIDED;
    }
    if (same) {
        return sip_broken_by(finding, duty->context, highest->request_frame, sip_row_bytes(row),
                             "CSeq still %u, as in the %s of frame %u", t->cseq_number,
                             sip_method_name(highest->method), highest->request_frame);
    }
    return sip_broken_by(finding, duty->context, highest->request_frame, sip_row_bytes(row),
                         "CSeq number is %u, but the %s in frame %u had %u", t->cseq_number,
                         sip_method_name(highest->method), highest->request_frame,
                         highest->cseq_number);
}

enum sip_verdict sip_duty_all(const struct sip_duty *duty)
{
    static enum sip_verdict (*const duties[])(const struct sip_duty *, struct sip_finding *) = {
        sip_duty_target, sip_duty_route, sip_duty_cseq};
    enum sip_verdict all = SIP_KEPT;
    struct sip_finding finding;

    for (unsigned i = 0; i < G_N_ELEMENTS(duties); i++) {
        enum sip_verdict one = duties[i](duty, &finding);
        all = one == SIP_BROKEN || (one == SIP_UNDECIDED && all == SIP_KEPT) ? one : all;
    }
    return all;
}
