/* dialog.c
 * What a dialog asks of its requests and responses: one INVITE at a time, the remote target, how it
 * ends, and the NOTIFY that a subscription is owed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "rules/response.h"
#include "rules/subjects.h"
#include "rules/timers.h"
#include "sip/body.h"
#include "sip/host.h"
#include "sip/uri.h"
#include "sip/value.h"
#include "sip/via.h"

/* Two packets closer than this may have changed places on their way into the capture. */
#define REORDERED (SIP_SECOND / 20)

/* A reaction within this time is a machine's: nobody hangs up so fast. */
#define NO_HUMAN (SIP_SECOND / 5)

/* NOTIFY within this time of a 204 is what the SUBSCRIBE triggered. */
#define TRIGGERED (2 * SIP_SECOND)

/* The dialog, if it can be told who sent what in it on this hop. */
static const struct sip_dialog *dialog_of(const struct sip_context *context)
{
    return context->dialog != NULL && !context->dialog->ambiguous ? context->dialog : NULL;
}

static const struct sip_dialog *confirmed_dialog(const struct sip_context *context)
{
    const struct sip_dialog *dialog = dialog_of(context);
    return dialog != NULL && dialog->confirmed_frame != 0 ? dialog : NULL;
}

/* The side that sent the request of the message, and the other one. */
static const struct sip_dialog_side *client_side(const struct sip_context *context)
{
    return &context->dialog->sides[sip_dialog_client(context->dialog, context->message)];
}

static const struct sip_dialog_side *server_side(const struct sip_context *context)
{
    return &context->dialog->sides[!sip_dialog_client(context->dialog, context->message)];
}

static bool has_offer(const struct sip_message *m)
{
    struct sip_part part;
    return sip_message_part(m, "application/sdp", &part) == SIP_PRESENT;
}

/* --- Overlapping INVITEs and offers --- */

/* Whether a request was still without a final response when something else passed. A request
 * whose final response may only not have been captured was not: it has an ACK, or its client has
 * long given up. */
static bool was_pending(const struct sip_context *context, const struct sip_transaction *t,
                        int64_t at)
{
    if (t == NULL || t == context->transaction || t->request_frame == 0 ||
        t->request_time + REORDERED > at) {
        return false;
    }
    if (t->final_frame != 0) {
        return t->final_time > at + REORDERED;
    }
    bool waits = t->method == SIP_METHOD_INVITE && t->last_response != NULL && t->cancel == NULL;
    int64_t patience = waits ? sip_timer_c(context) : sip_timer_64_t1(context);
    return t->ack_frame == 0 && at - t->request_time < patience;
}

/* Whether the offer of a pending request is unanswered for sure, or was until its final response. A
 * PRACK tells of a provisional response that was not captured, and may have answered it. */
static bool offer_unanswered(const struct sip_dialog *dialog, const struct sip_transaction *t)
{
    const struct sip_response *response = t->responses;

    if (dialog->offer == t && !dialog->previewed && !t->prack_unknown) {
        return true;
    }
    while (response != NULL && response->code == 100) {
        response = response->next;
    }
    return t->offers && (response == NULL || response->code >= 200);
}

/* What a request has run into. */
struct overlap {
    const struct sip_transaction *other; /* NULL: nothing */
    bool own;                            /* the server sent it; else the client, before this one */
};

/* Only the requests of one kind, which of an INVITE and of an UPDATE without offer are of its own
 * method. An earlier one of the client must be unanswered even now: when the server had this one
 * before it, and answered, cannot be told from here. */
static bool overlaps(const struct sip_context *context, const struct sip_transaction *const *sent,
                     bool own, bool offers_only, struct overlap *overlap)
{
    const struct sip_transaction *t = context->transaction;

    for (unsigned i = 0; i < SIP_DIALOG_KEPT; i++) {
        const struct sip_transaction *other = sent[i];
        if (other != NULL && (!offers_only || offer_unanswered(context->dialog, other)) &&
            was_pending(context, other, t->request_time) &&
            (own || (other->final_frame == 0 && other->cseq_number < t->cseq_number))) {
            *overlap = (struct overlap){other, own};
            return true;
        }
    }
    return false;
}

/* RFC 3261 section 14.2; RFC 3311 section 5.2. */
static struct overlap find_overlap(const struct sip_context *context)
{
    const struct sip_dialog_side *client, *server;
    struct overlap overlap = {NULL, false};

    if (dialog_of(context) == NULL) {
        return overlap;
    }
    client = client_side(context);
    server = server_side(context);
    if (context->message->method == SIP_METHOD_INVITE) {
        (void)(overlaps(context, server->invites, true, false, &overlap) ||
               overlaps(context, client->invites, false, false, &overlap));
    } else if (!has_offer(context->request)) {
        overlaps(context, client->updates, false, false, &overlap);
    } else {
        (void)(overlaps(context, server->updates, true, true, &overlap) ||
               overlaps(context, server->invites, true, true, &overlap) ||
               overlaps(context, client->updates, false, false, &overlap) ||
               overlaps(context, client->invites, false, true, &overlap));
    }
    return overlap;
}

static enum sip_verdict check_glare_code(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    struct overlap overlap = find_overlap(context);

    if (overlap.other == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    enum sip_verdict verdict = sip_broken(
        finding, context, context->message->code_text,
        "%u to %s, while the %s %s in frame %u was %s", context->message->code,
        sip_method_name(context->message->method), overlap.own ? "server's own" : "client's",
        sip_method_name(overlap.other->method), overlap.other->request_frame,
        overlap.own ? "pending: 491" : "unanswered: 500");
    finding->related = overlap.other->request_frame;
    return verdict;
}

static enum sip_verdict check_glare_retry_after(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    struct overlap overlap = find_overlap(context);
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_RETRY_AFTER);
    enum sip_verdict verdict;
    uint32_t seconds = 0;

    if (overlap.other == NULL || overlap.own) {
        return SIP_NOT_APPLICABLE;
    }
    if (row != NULL && sip_value_seconds(row->value, &seconds) && seconds > 10) {
        verdict = sip_broken(finding, context, sip_row_bytes(row),
                             "Retry-After is %u; the %s in frame %u was unanswered", seconds,
                             sip_method_name(overlap.other->method), overlap.other->request_frame);
    } else if (sip_message_presence(context->message, SIP_HDR_RETRY_AFTER) == SIP_ABSENT) {
        verdict = sip_broken(finding, context, SIP_START_LINE,
                             "Retry-After absent; the %s in frame %u was unanswered",
                             sip_method_name(overlap.other->method), overlap.other->request_frame);
    } else {
        return row != NULL ? SIP_KEPT : SIP_UNDECIDED;
    }
    finding->related = overlap.other->request_frame;
    return verdict;
}

/* Whether nothing of these had to do with the time from a while before the request until now. */
static bool at_rest(const struct sip_context *context, const struct sip_transaction *const *sent)
{
    const struct sip_transaction *t = sent[0] == context->transaction ? sent[1] : sent[0];

    if (t == NULL) {
        return true;
    }
    int64_t last = t->ack_frame != 0 ? t->ack_time : t->final_time;
    return t->final_frame != 0 && (t->method != SIP_METHOD_INVITE || t->ack_frame != 0) &&
           last + 4 * sip_timer_t1(context) < context->transaction->request_time;
}

static enum sip_verdict check_491(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_dialog *dialog = confirmed_dialog(context);

    if (dialog == NULL || !dialog->from_start || dialog->ended_frame != 0) {
        return SIP_NOT_APPLICABLE;
    }
    for (int i = 0; i < 2; i++) {
        if (!at_rest(context, dialog->sides[i].invites) ||
            !at_rest(context, dialog->sides[i].updates)) {
            return SIP_KEPT;
        }
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "%s answered by 491, no other was pending here",
                      sip_method_name(context->message->method));
}

/* An INVITE of the other side that the sender of this one had begun to answer: the two did not
 * cross. */
static const struct sip_transaction *known_and_pending(const struct sip_context *context)
{
    const struct sip_transaction *const *sent = server_side(context)->invites;
    const char *tag = client_side(context)->tag;
    int64_t time = context->transaction->request_time;

    for (unsigned i = 0; i < SIP_DIALOG_KEPT; i++) {
        if (!was_pending(context, sent[i], time)) {
            continue;
        }
        for (const struct sip_response *r = sent[i]->responses; r != NULL; r = r->next) {
            if (r->code > 100 && r->code < 200 && r->time + REORDERED < time && r->to_tag != NULL &&
                g_str_equal(r->to_tag, tag)) {
                return sent[i];
            }
        }
    }
    return NULL;
}

/* The sender's INVITE before this one. That a response to it with the tag of the dialog came by
 * shows that it is of the dialog, and that its final response would have been seen. */
static const struct sip_transaction *own_and_pending(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction->attempt;
    struct sip_slice tag = sip_message_tag(context->message, SIP_HDR_TO);

    if (t == NULL || t->cseq_number >= context->transaction->cseq_number ||
        !was_pending(context, t, context->transaction->request_time)) {
        return NULL;
    }
    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        if (r->to_tag != NULL &&
            sip_slice_equal((struct sip_slice){r->to_tag, strlen(r->to_tag)}, tag)) {
            return t;
        }
    }
    return NULL;
}

static enum sip_verdict check_pending(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    if (dialog_of(context) == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_transaction *own = own_and_pending(context);
    const struct sip_transaction *t = own ? own : known_and_pending(context);
    if (t == NULL) {
        return SIP_KEPT;
    }
    enum sip_verdict verdict =
        sip_broken(finding, context, SIP_START_LINE,
                   "INVITE %u %.1f s after the INVITE %u of %s, still unanswered",
                   context->transaction->cseq_number,
                   sip_seconds(context->transaction->request_time - t->request_time),
                   t->cseq_number, own ? "the same side" : "the other side");
    finding->related = t->request_frame;
    return verdict;
}

static enum sip_verdict check_low_cseq(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_dialog *dialog = dialog_of(context);
    const struct sip_transaction *higher = dialog != NULL ? client_side(context)->accepted : NULL;
    const struct sip_message *m = context->message;

    if (higher == NULL || !m->has_cseq_number || m->cseq_number >= higher->cseq_number) {
        return dialog != NULL ? SIP_KEPT : SIP_NOT_APPLICABLE;
    }
    const struct sip_response *ok =
        sip_transaction_response(higher, 200, 299, sip_message_tag(m, SIP_HDR_TO));
    if (ok == NULL || ok->time + REORDERED > context->transaction->request_time) {
        return SIP_KEPT;
    }
    enum sip_verdict verdict = sip_broken(finding, context, m->code_text,
                                          "%u to CSeq %u, after CSeq %u was accepted in frame %u",
                                          m->code, m->cseq_number, higher->cseq_number, ok->frame);
    finding->related = ok->frame;
    return verdict;
}

/* --- The ACK to a 2xx --- */

/* Whether the URI of a Contact or Route came back as it was given. Whoever writes out the default
 * port, or drops a parameter, has not missed the target. */
static bool same_target(struct sip_slice given, struct sip_slice used)
{
    struct sip_uri a, b;

    if (sip_uri_equal(given, used)) {
        return true;
    }
    if (!sip_uri_read(given, &a) || !sip_uri_read(used, &b) || !sip_uri_is_sip(&a) ||
        !sip_uri_is_sip(&b) || !sip_slice_equal(a.user, b.user) ||
        !sip_host_equal(a.host, b.host)) {
        return false;
    }
    struct sip_slice port = a.port.p == NULL ? b.port : a.port;
    return sip_slice_equal(a.port, b.port) ||
           ((a.port.p == NULL || b.port.p == NULL) &&
            (sip_slice_is(port, "5060") || sip_slice_is(port, "5061")));
}

/* The ACK's Route against the route set: the Record-Route that made it the other way round, if its
 * client made the dialog (RFC 3261 section 12.1.2). A strict router among them changes the request URI
 * too: nothing is said then. frame: where that Record-Route was. */
static enum sip_verdict judge_route(const struct sip_context *context, uint32_t frame,
                                    struct sip_finding *finding)
{
    struct sip_routes set, routes;
    enum sip_verdict verdict = SIP_KEPT;

    if (!sip_dialog_routes(context->dialog, sip_dialog_client(context->dialog, context->message),
                           &set) ||
        !sip_message_routes(context->message, SIP_HDR_ROUTE, &routes)) {
        return SIP_UNDECIDED;
    }
    if (!set.loose) {
        return SIP_NOT_APPLICABLE;
    }
    if (routes.count != set.count) {
        verdict = sip_broken(finding, context, routes.count > 0 ? routes.uris[0] : SIP_START_LINE,
                             "%u values of Route, %u of Record-Route in frame %u", routes.count,
                             set.count, frame);
    }
    for (unsigned i = 0; i < set.count && verdict == SIP_KEPT; i++) {
        if (!same_target(set.uris[i], routes.uris[i])) {
            verdict = sip_broken(finding, context, routes.uris[i],
                                 "Route %u is %.*s; Record-Route in frame %u had %.*s there", i + 1,
                                 SIP_ARG(routes.uris[i]), frame, SIP_ARG(set.uris[i]));
        }
    }
    if (verdict == SIP_BROKEN) {
        finding->related = frame;
    }
    return verdict;
}

static bool same_tag(const struct sip_message *a, const struct sip_message *b,
                     enum sip_header_id id)
{
    struct sip_slice tag = sip_message_tag(a, id);
    return tag.p != NULL && sip_slice_equal(tag, sip_message_tag(b, id));
}

/* The 2xx that the ACK is for, if the remote target is its Contact beyond doubt: the server has not
 * sent a request since that could have moved it. */
static const struct sip_response *acknowledged(const struct sip_context *context,
                                               const struct sip_transaction *invite)
{
    const struct sip_dialog_side *server = server_side(context);
    const struct sip_response *r = invite->responses;

    while (r != NULL && (r->code < 200 || r->code > 299 || r->frame != server->target_frame)) {
        r = r->next;
    }
    return r != NULL && (server->last == NULL || server->last->request_time < r->time) ? r : NULL;
}

/* Whether a target can be used as a Request-URI as it is. */
static bool is_plain_target(const char *target)
{
    struct sip_uri uri;

    return target != NULL && sip_uri_read(sip_kept_slice(target), &uri) && sip_uri_is_sip(&uri) &&
           uri.headers.p == NULL && !sip_value_param(uri.params, "method", NULL);
}

/* A strict router is ahead: the target has moved to the end of Route (RFC 3261 section
 * 12.2.1.1). */
static bool target_is_last_route(const struct sip_message *ack, struct sip_slice target)
{
    struct sip_routes routes;

    return !sip_message_routes(ack, SIP_HDR_ROUTE, &routes) ||
           (routes.count > 0 && same_target(target, routes.uris[routes.count - 1]));
}

/* Only on the hop of the user agent itself: what a proxy passes on may have been changed on both ways,
 * and Route becomes shorter with every hop. A re-INVITE leaves the route set as the dialog has it,
 * whatever proxies record again. */
static enum sip_verdict check_ack(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *ack = context->message;
    const struct sip_dialog *dialog = context->dialog;
    const struct sip_transaction *invite = context->transaction->invite;

    if (dialog == NULL || invite == NULL || client_side(context)->agent == 0 ||
        client_side(context)->agent != sip_message_agent(ack) ||
        !is_plain_target(server_side(context)->target)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_response *ok = acknowledged(context, invite);
    struct sip_slice target = sip_kept_slice(server_side(context)->target);
    if (ok == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (!same_target(target, ack->uri) && !target_is_last_route(ack, target)) {
        return sip_broken_by(finding, context, ok->frame, ack->uri,
                             "Request-URI is %.*s, Contact in frame %u was %.*s", SIP_ARG(ack->uri),
                             ok->frame, SIP_ARG(target));
    }
    if (invite->request_frame != 0 && !invite->in_dialog) {
        return judge_route(context, ok->frame, finding);
    }
    return dialog->ambiguous ? SIP_UNDECIDED
                             : judge_route(context, dialog->confirmed_frame, finding);
}

/* --- How a dialog ends --- */

/* Whether this answers the first BYE in a dialog that was confirmed, with no BYE of the peer's that
 * it may have crossed. */
static bool answers_first_bye(const struct sip_context *context)
{
    const struct sip_dialog *dialog = confirmed_dialog(context);
    const struct sip_transaction *accepted = dialog != NULL ? client_side(context)->accepted : NULL;

    return dialog != NULL && dialog->ended_frame == context->transaction->request_frame &&
           !server_side(context)->said_bye &&
           (accepted == NULL || context->transaction->cseq_number >= accepted->cseq_number);
}

static enum sip_verdict check_bye(const struct sip_context *context, struct sip_finding *finding)
{
    if (!answers_first_bye(context)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, context->message->code_text,
                      "%.*s %.*s to BYE in the dialog that frame %u confirmed",
                      SIP_ARG(context->message->code_text), SIP_ARG(context->message->phrase),
                      context->dialog->confirmed_frame);
}

static enum sip_verdict check_destroyed(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_dialog *dialog = confirmed_dialog(context);

    if (dialog == NULL || dialog->ended_frame != 0 ||
        sip_message_tag(context->request, SIP_HDR_TO).p == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, context->message->code_text,
                      "%u to %s %s that frame %u confirmed", context->message->code,
                      sip_method_name(context->message->method),
                      context->message->code == 480 ? "ends the call" : "destroys the dialog",
                      dialog->confirmed_frame);
}

/* The sender's request before this one, if it failed and the sender knew. */
static const struct sip_transaction *known_failure(const struct sip_context *context)
{
    const struct sip_transaction *last =
        confirmed_dialog(context) != NULL ? client_side(context)->last : NULL;

    return last != NULL && last->final_code >= 300 &&
                   last->cseq_number < context->transaction->cseq_number
               ? last
               : NULL;
}

static enum sip_verdict check_gone(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *last = known_failure(context);

    if (last == NULL || (last->method != SIP_METHOD_INVITE && last->method != SIP_METHOD_UPDATE) ||
        (last->final_code != 481 && last->final_code != 408)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_transaction *peer = server_side(context)->last;
    if (last->final_time + sip_crossing_time(context) > context->now ||
        (peer != NULL && peer->request_time > last->final_time)) {
        return SIP_KEPT;
    }
    enum sip_verdict verdict = sip_broken(
        finding, context, SIP_START_LINE, "%s, %.1f s after the %u to %s in frame %u",
        sip_method_name(context->message->method), sip_seconds(context->now - last->final_time),
        last->final_code, sip_method_name(last->method), last->final_frame);
    finding->related = last->final_frame;
    return verdict;
}

static enum sip_verdict check_killed(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *last = known_failure(context);

    if (last == NULL || (last->final_code != 424 && last->final_code != 425 &&
                         last->final_code != 433 && last->final_code != 469)) {
        return SIP_NOT_APPLICABLE;
    }
    int64_t after = context->now - last->final_time;
    if (after < 0 || after > NO_HUMAN) {
        return SIP_KEPT;
    }
    enum sip_verdict verdict =
        sip_broken(finding, context, SIP_START_LINE, "BYE %.0f ms after the %u to %s in frame %u",
                   sip_seconds(after) * 1000, last->final_code, sip_method_name(last->method),
                   last->final_frame);
    finding->related = last->final_frame;
    return verdict;
}

/* The session timer runs from the last 2xx; a refresh that was tried and failed is another
 * story. */
static bool refresh_was_tried(const struct sip_dialog *dialog)
{
    for (int i = 0; i < 2; i++) {
        const struct sip_transaction *invite = dialog->sides[i].invites[0];
        const struct sip_transaction *update = dialog->sides[i].updates[0];
        if ((invite != NULL && invite->request_time > dialog->session_time) ||
            (update != NULL && update->request_time > dialog->session_time)) {
            return true;
        }
    }
    return false;
}

static enum sip_verdict check_refresh(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_dialog *dialog = confirmed_dialog(context);

    if (dialog == NULL || dialog->session_interval == 0 || dialog->sides[0].said_bye ||
        dialog->sides[1].said_bye) {
        return SIP_NOT_APPLICABLE;
    }
    int64_t interval = dialog->session_interval * SIP_SECOND;
    int64_t passed = context->now - dialog->session_time;
    int64_t early = interval / 3 < 32 * SIP_SECOND ? interval / 3 : 32 * SIP_SECOND;
    if (passed < interval - early || refresh_was_tried(dialog)) {
        return SIP_KEPT;
    }
    enum sip_verdict verdict =
        sip_broken(finding, context, SIP_START_LINE,
                   "BYE %.1f s after Session-Expires: %u in frame %u, and no refresh in between",
                   sip_seconds(passed), dialog->session_interval, dialog->session_frame);
    finding->related = dialog->session_frame;
    return verdict;
}

/* --- Subscriptions --- */

/* The same dialog and the same event: id=… tells subscriptions in one dialog apart. */
static bool same_subscription(const struct sip_message *a, const struct sip_message *b)
{
    struct sip_slice one = sip_message_value(a, SIP_HDR_EVENT);
    struct sip_slice other = sip_message_value(b, SIP_HDR_EVENT);
    struct sip_slice id = {NULL, 0}, other_id = {NULL, 0};

    sip_value_param(one, "id", &id);
    sip_value_param(other, "id", &other_id);
    return same_tag(a, b, SIP_HDR_FROM) && same_tag(a, b, SIP_HDR_TO) && one.p != NULL &&
           other.p != NULL && sip_slice_equal(id, other_id) &&
           sip_slice_equal_nocase(sip_value_main(one), sip_value_main(other));
}

static enum sip_verdict check_subscription_gone(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    const struct sip_transaction *failed = context->transaction->attempt;

    if (!same_subscription(context->message, context->failed_request)) {
        return SIP_NOT_APPLICABLE;
    }
    if (failed->final_time + sip_crossing_time(context) > context->now) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "%s again, %.1f s after the %u in frame %u",
                      sip_method_name(context->message->method),
                      sip_seconds(context->now - failed->final_time), failed->final_code,
                      failed->final_frame);
}

/* Whether a URI names the address of an endpoint; with_port: and its port. */
static bool uri_names(struct sip_slice text, const struct sip_endpoint *endpoint, bool with_port)
{
    struct sip_endpoint named = {.port = 5060};
    uint32_t port = 5060;
    struct sip_uri uri;

    if (!sip_uri_read(text, &uri) || !sip_slice_is(uri.scheme, "sip")) {
        return false;
    }
    named.family = (uint8_t)sip_host_address(uri.host, named.address);
    return named.family != 0 && sip_endpoint_same_address(&named, endpoint) &&
           (uri.port.p == NULL || sip_slice_to_u32(uri.port, &port)) &&
           (!with_port || port == endpoint->port);
}

static bool header_names(const struct sip_message *m, enum sip_header_id id,
                         const struct sip_endpoint *endpoint, bool with_port)
{
    struct sip_values it = sip_values_of(m, id);
    struct sip_slice value;
    struct sip_address address;

    while (sip_values_next(&it, &value)) {
        if (sip_address_read(value, &address) && uri_names(address.uri, endpoint, with_port)) {
            return true;
        }
    }
    return false;
}

/* Whether one of the proxies that stay in the path is at the endpoint: the 2xx to a request within the
 * dialog need not name them again. */
static bool path_names(const struct sip_context *context, const struct sip_endpoint *endpoint,
                       bool with_port)
{
    struct sip_routes routes;

    if (header_names(context->message, SIP_HDR_RECORD_ROUTE, endpoint, with_port)) {
        return true;
    }
    if (!sip_dialog_routes(context->dialog, context->dialog->maker, &routes)) {
        return false;
    }
    for (unsigned i = 0; i < routes.count; i++) {
        if (uri_names(routes.uris[i], endpoint, with_port)) {
            return true;
        }
    }
    return false;
}

/* Whether the NOTIFY must run over this hop, where it would have been seen: both ends are named as
 * the agent itself or as a proxy that stays in the path; or requests of that side came this way. */
static bool would_be_seen(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;

    return server_side(context)->last != NULL ||
           ((header_names(context->request, SIP_HDR_CONTACT, &t->hop->client, true) ||
             path_names(context, &t->hop->client, true)) &&
            (header_names(context->message, SIP_HDR_CONTACT, &t->hop->server, false) ||
             path_names(context, &t->hop->server, false)));
}

/* The REFER makes no subscription, or its NOTIFYs go to somebody else's (RFC 7614). */
static bool refer_without_subscription(const struct sip_context *context)
{
    return sip_response_refers_alone(context) ||
           sip_message_has(context->message, SIP_HDR_REFER_EVENTS_AT);
}

static enum sip_verdict check_no_notify(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    int64_t waited = context->now - t->final_time;

    if (context->dialog == NULL || client_side(context)->party == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (context->message->method == SIP_METHOD_REFER && refer_without_subscription(context)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_party *party = client_side(context)->party;
    if (party->notify_frame != 0 && party->notify_time + REORDERED > t->request_time) {
        return SIP_KEPT;
    }
    if (waited <= sip_timer_64_t1(context) || !would_be_seen(context)) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE, "%.*s to %s, and no NOTIFY within %.0f s",
                      SIP_ARG(context->message->code_text),
                      sip_method_name(context->message->method),
                      sip_seconds(sip_timer_64_t1(context)));
}

static enum sip_verdict check_204(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t =
        dialog_of(context) != NULL ? server_side(context)->accepted : NULL;
    const struct sip_row *etag = sip_message_row(context->message, SIP_HDR_SIP_ETAG);
    const struct sip_message *subscribe;
    struct sip_message room;

    if (t == NULL || t->method != SIP_METHOD_SUBSCRIBE || t->final_code != 204 ||
        context->now - t->final_time < REORDERED || context->now - t->final_time > TRIGGERED ||
        etag == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_slice state = sip_message_value(context->message, SIP_HDR_SUBSCRIPTION_STATE);
    subscribe = sip_transaction_request(t, &room);
    if (subscribe == NULL || !sip_slice_is(sip_value_main(state), "active") ||
        !sip_slice_equal(sip_message_value(subscribe, SIP_HDR_SUPPRESS_IF_MATCH), etag->value)) {
        return SIP_KEPT; /* the state has changed, or the subscription has */
    }
    enum sip_verdict verdict = sip_broken(finding, context, sip_row_bytes(etag),
                                          "SIP-ETag %.*s, which the 204 in frame %u was about",
                                          SIP_ARG(etag->value), t->final_frame);
    finding->related = t->final_frame;
    return verdict;
}

#define DIALOG_UNKNOWN                                                                             \
    "Silent where the capture does not hold what made the dialog on this hop, and where two hops " \
    "run between the same addresses. "

const struct sip_rule sip_rules_dialog[] = {
    {
        .id = "ack-2xx-wrong-target",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.2.2.4",
        .see = "RFC 3261 §12.1.2; RFC 3261 §12.2.1.1",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .check = check_ack,
        .problem = "ACK does not follow the Contact or Record-Route of the 2xx",
        .requirement = "The ACK to a 2xx has its Contact as Request-URI and its reversed "
                       "Record-Route as Route",
        .remedy = "The client must take the Request-URI of the ACK from the Contact of the 2xx, "
                  "and Route from its Record-Route in reverse order.",
        .silence =
            "Only reported on the client's own hop, where INVITE and ACK have one Via and the "
            "INVITE has no Record-Route: proxies remove Route values and may rewrite Contact. A "
            "re-INVITE keeps the route set of the first 2xx. Not reported for Route where the "
            "route set contains a strict router or the messages that created the dialog were not "
            "captured; not reported at all where the peer has sent a request since the 2xx, or "
            "where only one of the two URIs has a default port or a parameter.",
    },
    {
        .id = "bye-not-2xx",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §15.1.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "400,402,403,406,412,423,480,486,488,491,600,603,606",
        .methods = SIP_M(BYE),
        .check = check_bye,
        .problem = "BYE for an existing dialog rejected",
        .requirement = "A BYE that matches a dialog gets a 2xx",
        .remedy =
            "The server must accept a BYE that matches a dialog: the call is over in any case.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Not reported for "
                   "challenges, for codes that any server or proxy may send to a request it cannot "
                   "handle (404, 413 to 421, 482, 483, 5xx), for 481, which 481-to-bye covers, or "
                   "where both sides have sent BYE.",
    },
    {
        .id = "481-to-bye",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §15.1.2",
        .see = "RFC 3261 §15.1.1; RFC 5407 §3.2.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "481",
        .methods = SIP_M(BYE),
        .check = check_bye,
        .problem = "BYE rejected with 481: the peer no longer knows the dialog",
        .requirement = "A BYE for an existing dialog gets a 2xx; after a 481 the client treats the "
                       "dialog as ended",
        .remedy = "First check that the tags, Request-URI, Route and CSeq of the BYE are right. If "
                  "they are, find out why the server lost the call (restart, timer, failover to "
                  "another server); the client must treat the dialog as ended.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Not reported where "
                   "both sides have sent BYE: the two may have crossed.",
    },
    {
        .id = "reinvite-while-pending",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §14.1",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .check = check_pending,
        .problem = "Re-INVITE sent while another INVITE is pending",
        .requirement =
            "No INVITE is sent in a dialog while another INVITE is in progress in either direction",
        .remedy = "The client must wait for the final response to the earlier INVITE, from either "
                  "side, before it sends a new one.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Not reported where "
                   "INVITEs of both sides cross, which is no fault: an INVITE of the other side "
                   "matters only if the sender had begun to respond to it. Not reported where the "
                   "missing final response may simply not have been captured.",
    },
    {
        .id = "glare-wrong-code",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §14.2",
        .see = "RFC 3311 §5.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx,400,486,488,606",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .check = check_glare_code,
        .problem = "Overlapping INVITE or offer not rejected with 491 or 500",
        .requirement = "An INVITE or offer that overlaps a pending one is rejected with 491 or 500",
        .remedy =
            "The server must send 491 while its own INVITE or offer is pending, and 500 with "
            "Retry-After while an earlier INVITE, UPDATE or offer of the client is unanswered.",
        .silence =
            "Not reported where the capture lacks the messages that created the dialog on this "
            "hop, or where two hops run between the same addresses. Not reported where the two "
            "requests are so close that their order in the capture proves nothing, or for codes "
            "that may have other reasons (challenges, 481, 4xx of proxies, 5xx). An offer is taken "
            "as answered by any provisional response with a session description, reliable or not.",
    },
    {
        .id = "500-glare-retry-after-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §14.2",
        .see = "RFC 3311 §5.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "500",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .check = check_glare_retry_after,
        .problem = "Retry-After missing or above 10 s in the 500 for an overlap",
        .requirement = "A 500 to an overlapping INVITE or UPDATE contains Retry-After with a "
                       "random value from 0 to 10 seconds",
        .remedy = "The server must add Retry-After with a random value from 0 to 10 seconds.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Not reported where "
                   "the client's earlier request had been answered when the 500 came: it may then "
                   "have another reason.",
    },
    {
        .id = "491-without-glare",
        /* A note in the catalogue. A server that stands between two calls passes on the 491 of the
         * other one (RFC 3725): where the glare was, not whose fault it is, is what this tells. */
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §14.2",
        .see = "RFC 3311 §5.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "491",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .check = check_491,
        .problem = "491 though no other INVITE or offer was pending here",
        .requirement = "491 is sent only where a request collides with another INVITE or offer",
        .remedy = "First look for the pending request in the call on the far side of the server, "
                  "which may only pass the 491 on. If there is none, the server has failed to "
                  "close a transaction.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Only reported "
                   "where the dialog was captured from its start and every INVITE and UPDATE in it "
                   "had been over for some time.",
    },
    {
        .id = "500-low-cseq",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.2.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL)),
        .check = check_low_cseq,
        .problem = "In-dialog request with a lower CSeq accepted",
        .requirement =
            "A request in a dialog whose CSeq is lower than the previous one is rejected with 500",
        .remedy = "The client must increase CSeq with each request in a dialog. The server must "
                  "reject a request that is out of order with 500.",
        .silence =
            "Not reported where the capture lacks the messages that created the dialog on this "
            "hop, or where two hops run between the same addresses. Only reported where the server "
            "had accepted the higher number with a 2xx before the lower one passed: a request "
            "rejected by a proxy may not have reached the server, and packets can be reordered.",
    },
    {
        .id = "dialog-gone-481-408",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §12.2.1.2",
        .see = "RFC 3261 §14.1; RFC 5057 §5.1; RFC 5057 §5.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(INVITE) | SIP_M(UPDATE) | SIP_M(INFO) | SIP_M(PRACK),
        .check = check_gone,
        .problem = "Dialog kept in use after 481 or 408, instead of a BYE",
        .requirement = "After 481 or 408 to an INVITE or UPDATE in a dialog, the client ends the "
                       "dialog with BYE",
        .remedy = "The client should end the call with BYE: its peer no longer knows the dialog or "
                  "cannot be reached.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Not reported for "
                   "requests of other usages of the dialog, for 481 to CANCEL, PRACK, INFO or "
                   "NOTIFY, which concerns only these, where the peer has sent a request since, or "
                   "within one round trip. Only the first request is reported.",
    },
    {
        .id = "dialog-destroying-code",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 5057 §5.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "404,410,416,480,484,485,502,604",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .check = check_destroyed,
        .problem = "In-dialog INVITE/UPDATE failed with a dialog-ending code",
        .requirement = "An INVITE or UPDATE in a dialog still reaches its target",
        .remedy = "First check Contact and Record-Route in the messages that created the dialog: "
                  "they decide where the request goes. The client should treat the call as ended.",
        .silence =
            "Not reported where the capture lacks the messages that created the dialog on this "
            "hop, or where two hops run between the same addresses. Not reported for 483, which "
            "may pass with a higher Max-Forwards, or for 405, 489 and 501, which mostly concern "
            "only the method. 482 is covered by 482-no-loop-visible, what follows a 481 by "
            "dialog-gone-481-408, and subscriptions by subscription-terminated-by-code.",
    },
    {
        .id = "failure-must-not-kill-dialog",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6086 §4.2.1",
        .see = "RFC 6442 §4.3; RFC 8876 §5.1; RFC 5079 §4",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE),
        .check = check_killed,
        .problem = "Call ended because of a 424, 425, 433 or 469",
        .requirement = "A 424, 425, 433 or 469 to a request in a dialog does not end the dialog",
        .remedy = "The client must keep the call: only this one request has failed.",
        .silence =
            "Not reported where the capture lacks the messages that created the dialog on this "
            "hop, or where two hops run between the same addresses. Only reported for a BYE within "
            "0.2 s: later, a user may have hung up. Not reported after a 488, where the session is "
            "not possible as requested and the client is free to end it.",
    },
    {
        .id = "se-refresh-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §10",
        .see = "RFC 4028 §7.2; RFC 4028 §9",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE),
        .check = check_refresh,
        .problem = "Session not refreshed before its expiry",
        .requirement = "The session is refreshed with INVITE or UPDATE before it expires",
        .remedy = "The user agent that is the refresher must send INVITE or UPDATE before the "
                  "session expires, best after half of Session-Expires.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Only reported with "
                   "the BYE that ends the session when it expires, or up to 32 s or a third of the "
                   "interval earlier, whichever is shorter. Not reported where a refresh was tried "
                   "and failed, or where the last 2xx had no Session-Expires.",
    },
    {
        .id = "subscribe-no-notify",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 6665 §4.2.2",
        .see = "RFC 6665 §4.2.1.2; RFC 6665 §4.1.2.4",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "200-203,205-299",
        .methods = SIP_M(SUBSCRIBE),
        .check = check_no_notify,
        .problem = "SUBSCRIBE accepted, but no NOTIFY followed",
        .requirement = "A 2xx to SUBSCRIBE is immediately followed by a NOTIFY",
        .remedy = "The notifier must send NOTIFY for every SUBSCRIBE that it accepts, even for one "
                  "that ends the subscription.",
        .silence = "Only reported where the NOTIFY has to take the same hop: Contact or "
                   "Record-Route contain its two addresses, or the notifier has sent other "
                   "requests over it. Not reported where the capture ends within 64*T1. Any NOTIFY "
                   "to this subscriber is enough, from any source, even one sent before the 2xx.",
    },
    {
        .id = "refer-no-notify",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3515 §2.4.4",
        .see = "RFC 3515 §2.4.2; RFC 4488 §4; RFC 7614 §4.3",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(REFER),
        .check = check_no_notify,
        .problem = "REFER accepted, but no NOTIFY followed",
        .requirement =
            "A 2xx to REFER is followed by a NOTIFY, unless the REFER creates no subscription",
        .remedy = "The user agent that accepts a REFER must send NOTIFY at once, and again with "
                  "the final result.",
        .silence = "Not reported where Refer-Sub: false, explicitsub or nosub prevent the "
                   "subscription, or where subscribe-no-notify would not be reported: the same "
                   "conditions apply to the hop and to the end of the capture.",
    },
    {
        .id = "204-then-notify",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 5839 §6.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(NOTIFY),
        .check = check_204,
        .problem = "NOTIFY with unchanged state sent after a 204 to SUBSCRIBE",
        .requirement = "After a 204 to SUBSCRIBE, no NOTIFY is sent for the same state",
        .remedy = "The notifier must send either 204 and no NOTIFY, or 200 and a NOTIFY.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Only reported for "
                   "a NOTIFY within 2 s that is active and has the SIP-ETag of Suppress-If-Match: "
                   "any other NOTIFY reports a change.",
    },
    {
        .id = "subscription-terminated-by-code",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 6665 §4.1.2.2",
        .see = "RFC 6665 §4.2.2; RFC 5057 §5.1",
        .when = SIP_ON_RETRY,
        .codes = "404,405,410,416,480-485,489,501,604",
        .methods = SIP_M(SUBSCRIBE) | SIP_M(NOTIFY),
        .check = check_subscription_gone,
        .problem = "Request sent in a subscription that a failure had ended",
        .requirement =
            "After a failure code that ends a subscription, no SUBSCRIBE or NOTIFY is sent in it",
        .remedy =
            "The subscriber must subscribe again with a new Call-ID and From tag after its "
            "SUBSCRIBE failed. The notifier must remove the subscription after its NOTIFY failed.",
        .silence = "Not reported when the request follows within one round trip, because its "
                   "sender cannot know of the failure yet, or when it is for another event or id "
                   "in the same dialog.",
    },
};

SIP_SUBJECT_END(dialog);
