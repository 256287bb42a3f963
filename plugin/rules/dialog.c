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
        .strength = "MUST",
        .reference = "RFC 3261 §13.2.2.4",
        .see = "RFC 3261 §12.1.2; RFC 3261 §12.2.1.1",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .check = check_ack,
        .summary = "The ACK to a 2xx goes to its Contact, along its Record-Route turned round",
        .summary_fr = "L’ACK à un 2xx va à son Contact, en suivant son Record-Route inversé",
        .remedy = "The client must take the Request-URI from the Contact of the 2xx, and Route "
                  "from its Record-Route in reverse order.",
        .remedy_fr = "Le client doit prendre la Request-URI dans le Contact du 2xx, et Route dans "
                     "son Record-Route en ordre inverse.",
        .silence = "Only at the client's own hop, where INVITE and ACK have one Via and the "
                   "INVITE no Record-Route: proxies take Route apart and may rewrite Contact. "
                   "A re-INVITE leaves the route set as the first 2xx had it. Silent about Route "
                   "where a strict router is in it, and where what made the dialog was not "
                   "captured; where the peer has sent a request since the 2xx; and about a default "
                   "port or a parameter that one of the two leaves out.",
    },
    {
        .id = "bye-not-2xx",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MUST",
        .reference = "RFC 3261 §15.1.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "400,402,403,406,412,423,480,486,488,491,600,603,606",
        .methods = SIP_M(BYE),
        .check = check_bye,
        .summary = "BYE in a dialog is answered by a 2xx",
        .summary_fr = "Dans un dialogue, BYE reçoit un 2xx",
        .remedy = "The server must accept a BYE that matches a dialog: the call is over anyway.",
        .remedy_fr = "Le serveur doit accepter un BYE qui correspond à un dialogue : l’appel est "
                     "terminé de toute façon.",
        .silence = DIALOG_UNKNOWN
        "Silent about challenges, about codes that any server or proxy "
        "may give to a request it cannot handle (404, 413 to 421, 482, 483, 5xx), "
        "about 481, of which 481-to-bye speaks, and where both sides have sent BYE.",
    },
    {
        .id = "481-to-bye",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MUST",
        .reference = "RFC 3261 §15.1.2",
        .see = "RFC 3261 §15.1.1; RFC 5407 §3.2.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "481",
        .methods = SIP_M(BYE),
        .check = check_bye,
        .summary = "Who is sent BYE still knows the dialog",
        .summary_fr = "Celui qui reçoit BYE connaît encore le dialogue",
        .remedy = "Look for why the peer had forgotten the call: a restart, a timer, another "
                  "server that took over. The client must regard the dialog as ended.",
        .remedy_fr = "Cherchez pourquoi le correspondant avait oublié l’appel : un redémarrage, "
                     "un temporisateur, un autre serveur qui a pris le relais. Le client doit "
                     "considérer le dialogue comme terminé.",
        .silence = DIALOG_UNKNOWN "Silent where both sides have sent BYE: the two may have "
                                  "crossed.",
    },
    {
        .id = "reinvite-while-pending",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST NOT",
        .reference = "RFC 3261 §14.1",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .check = check_pending,
        .summary = "No INVITE in a dialog while another INVITE is in progress",
        .summary_fr = "Pas d’INVITE dans un dialogue tant qu’un autre INVITE y est en cours",
        .remedy = "The client must wait for the final response to the INVITE before, whoever sent "
                  "it.",
        .remedy_fr = "Le client doit attendre la réponse finale à l’INVITE précédent, quel qu’en "
                     "soit l’émetteur.",
        .silence = DIALOG_UNKNOWN
        "INVITEs of both sides that cross are no fault: of the other "
        "side's only those count that the sender had begun to answer. Silent where the "
        "missing final response may only not have been captured.",
    },
    {
        .id = "glare-wrong-code",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST",
        .reference = "RFC 3261 §14.2",
        .see = "RFC 3311 §5.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx,400,486,488,606",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .check = check_glare_code,
        .summary = "An INVITE or offer that meets a pending one is refused with 491 or 500",
        .summary_fr = "Un INVITE ou une offre qui en croise un autre en cours est refusé par 491 "
                      "ou 500",
        .remedy = "The server must answer 491 while its own INVITE or offer is pending, and 500 "
                  "with Retry-After while it owes an answer to the client's earlier one.",
        .remedy_fr = "Le serveur doit répondre 491 tant que son propre INVITE ou sa propre offre "
                     "est en cours, et 500 avec Retry-After tant qu’il n’a pas répondu à ce que "
                     "le client a envoyé auparavant.",
        .silence = DIALOG_UNKNOWN
        "Silent where the two are so close that their order in the "
        "capture proves nothing, and about codes that have other reasons (challenges, "
        "481, 4xx of proxies, 5xx). An offer counts as answered by any provisional "
        "response with a session description, reliable or not.",
    },
    {
        .id = "500-glare-retry-after-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §14.2",
        .see = "RFC 3311 §5.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "500",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .check = check_glare_retry_after,
        .summary = "A 500 to an overlapping INVITE or UPDATE has Retry-After of 0 to 10 seconds",
        .summary_fr = "Un 500 à un INVITE ou UPDATE qui en chevauche un autre a un Retry-After de "
                      "0 à 10 secondes",
        .remedy = "The server must add Retry-After with a random number from 0 to 10.",
        .remedy_fr = "Le serveur doit ajouter Retry-After avec une valeur aléatoire de 0 à 10.",
        .silence = DIALOG_UNKNOWN "Silent unless the client's earlier request is unanswered when "
                                  "the 500 comes: else it may have another reason.",
    },
    {
        .id = "491-without-glare",
        /* A note in the catalogue. A server that stands between two calls passes on the 491 of the
         * other one (RFC 3725): where the glare was, not whose fault it is, is what this tells. */
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "heuristic",
        .reference = "RFC 3261 §14.2",
        .see = "RFC 3311 §5.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "491",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .check = check_491,
        .summary = "491 is for a request that meets another INVITE or offer",
        .summary_fr = "491 est réservé à une requête qui croise un autre INVITE ou une autre offre",
        .remedy = "Look for the pending request in the call beyond the server that answered; if "
                  "there is none, it has forgotten to close a transaction.",
        .remedy_fr = "Cherchez la requête en cours dans l’appel au-delà du serveur qui a "
                     "répondu ; s’il n’y en a pas, il a oublié de clore une transaction.",
        .silence = DIALOG_UNKNOWN "Silent unless the dialog was captured from its start, and "
                                  "every INVITE and UPDATE in it had been over for some time.",
    },
    {
        .id = "500-low-cseq",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST",
        .reference = "RFC 3261 §12.2.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL)),
        .check = check_low_cseq,
        .summary = "A request in a dialog with a lower CSeq than before is refused with 500",
        .summary_fr = "Dans un dialogue, une requête au CSeq inférieur au précédent est refusée "
                      "par 500",
        .remedy = "The client must raise CSeq with each request in a dialog; the server must "
                  "refuse one that is out of order.",
        .remedy_fr = "Le client doit augmenter CSeq à chaque requête d’un dialogue ; le serveur "
                     "doit refuser celle qui n’est pas dans l’ordre.",
        .silence = DIALOG_UNKNOWN
        "A higher number counts only once the server has accepted it "
        "with a 2xx, before the lower one passed: what a proxy refused may not have "
        "reached it, and packets change places.",
    },
    {
        .id = "dialog-gone-481-408",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "SHOULD",
        .reference = "RFC 3261 §12.2.1.2",
        .see = "RFC 3261 §14.1; RFC 5057 §5.1; RFC 5057 §5.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(INVITE) | SIP_M(UPDATE) | SIP_M(INFO) | SIP_M(PRACK),
        .check = check_gone,
        .summary = "After 481 or 408 to INVITE or UPDATE in a dialog nothing but BYE follows",
        .summary_fr = "Après un 481 ou un 408 à INVITE ou UPDATE dans un dialogue, seul BYE peut "
                      "suivre",
        .remedy = "The client should end the call: its peer does not know it any more.",
        .remedy_fr = "Le client devrait mettre fin à l’appel : son correspondant ne le connaît "
                     "plus.",
        .silence = DIALOG_UNKNOWN
        "Silent about requests of other usages of the dialog, about 481 "
        "to CANCEL, PRACK, INFO or NOTIFY, which concerns only them, where the peer "
        "has sent a request since, and within a round trip. Only the first request is "
        "reported.",
    },
    {
        .id = "dialog-destroying-code",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "informational",
        .reference = "RFC 5057 §5.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "404,410,416,480,484,485,502,604",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .check = check_destroyed,
        .summary = "An INVITE or UPDATE in a dialog still finds its target",
        .summary_fr = "Dans un dialogue, un INVITE ou un UPDATE trouve encore sa cible",
        .remedy = "Look at Contact and Record-Route of the messages that made the dialog: the "
                  "request goes where they point. The client should regard the call as ended.",
        .remedy_fr = "Regardez Contact et Record-Route dans les messages qui ont créé le "
                     "dialogue : la requête va là où ils mènent. Le client devrait considérer "
                     "l’appel comme terminé.",
        .silence = DIALOG_UNKNOWN
        "483 may pass with more Max-Forwards; 405, 489 and 501 mostly "
        "concern only the method; of 482 482-no-loop-visible speaks, of what follows "
        "481 dialog-gone-481-408, of subscriptions subscription-terminated-by-code.",
    },
    {
        .id = "failure-must-not-kill-dialog",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST NOT",
        .reference = "RFC 6086 §4.2.1",
        .see = "RFC 6442 §4.3; RFC 8876 §5.1; RFC 5079 §4",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE),
        .check = check_killed,
        .summary = "After 424, 425, 433 or 469 in a dialog the dialog goes on",
        .summary_fr = "Après un 424, 425, 433 ou 469 dans un dialogue, le dialogue continue",
        .remedy = "The client must keep the call: only the one request has failed.",
        .remedy_fr = "Le client doit garder l’appel : seule cette requête a échoué.",
        .silence = DIALOG_UNKNOWN
        "Only a BYE within 0.2 s counts: later somebody may have hung "
        "up. 488 says that the session cannot be as wanted: ending it is the client's "
        "choice.",
    },
    {
        .id = "se-refresh-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST",
        .reference = "RFC 4028 §10",
        .see = "RFC 4028 §7.2; RFC 4028 §9",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE),
        .check = check_refresh,
        .summary = "The session is refreshed by INVITE or UPDATE before it expires",
        .summary_fr = "La session est rafraîchie par INVITE ou UPDATE avant son expiration",
        .remedy = "The refresher must send INVITE or UPDATE after half of Session-Expires.",
        .remedy_fr = "Celui qui est chargé du rafraîchissement doit envoyer INVITE ou UPDATE à la "
                     "moitié de Session-Expires.",
        .silence = DIALOG_UNKNOWN
        "Reported with the BYE that ends the session when it expires, "
        "or up to 32 s or a third of the interval earlier. Silent where a refresh was "
        "tried and failed, and where the last 2xx had no Session-Expires.",
    },
    {
        .id = "subscribe-no-notify",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST",
        .reference = "RFC 6665 §4.2.2",
        .see = "RFC 6665 §4.2.1.2; RFC 6665 §4.1.2.4",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "200-203,205-299",
        .methods = SIP_M(SUBSCRIBE),
        .check = check_no_notify,
        .summary = "A 2xx to SUBSCRIBE is followed by NOTIFY at once",
        .summary_fr = "Un 2xx à SUBSCRIBE est suivi immédiatement d’un NOTIFY",
        .remedy = "The notifier must send NOTIFY to every SUBSCRIBE that it accepts, even to one "
                  "that ends the subscription.",
        .remedy_fr = "Le notifieur doit envoyer un NOTIFY pour chaque SUBSCRIBE accepté, même "
                     "s’il met fin à l’abonnement.",
        .silence = "Any NOTIFY to this subscriber counts, from wherever, also one that came "
                   "before the 2xx. Silent unless the NOTIFY must take the same hop: Contact or "
                   "Record-Route name its two addresses, or the notifier has sent other requests "
                   "over it; and where the capture ends within 64*T1.",
    },
    {
        .id = "refer-no-notify",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST",
        .reference = "RFC 3515 §2.4.4",
        .see = "RFC 3515 §2.4.2; RFC 4488 §4; RFC 7614 §4.3",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(REFER),
        .check = check_no_notify,
        .summary = "A 2xx to REFER is followed by NOTIFY, unless no subscription was wanted",
        .summary_fr = "Un 2xx à REFER est suivi d’un NOTIFY, sauf si aucun abonnement n’était "
                      "voulu",
        .remedy = "Who accepts a REFER must send NOTIFY at once, and at its end at the latest.",
        .remedy_fr = "Qui accepte un REFER doit envoyer un NOTIFY immédiatement, et un autre au "
                     "plus tard à la fin.",
        .silence = "As subscribe-no-notify. Silent where Refer-Sub: false, explicitsub or nosub "
                   "make a REFER without subscription.",
    },
    {
        .id = "204-then-notify",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST",
        .reference = "RFC 5839 §6.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(NOTIFY),
        .check = check_204,
        .summary = "After 204 to SUBSCRIBE no NOTIFY is sent about the same state",
        .summary_fr = "Après un 204 à SUBSCRIBE, aucun NOTIFY n’est envoyé sur le même état",
        .remedy = "The notifier must send either 204 and no NOTIFY, or 200 and NOTIFY.",
        .remedy_fr = "Le notifieur doit envoyer soit un 204 sans NOTIFY, soit un 200 avec NOTIFY.",
        .silence = DIALOG_UNKNOWN "Only a NOTIFY within 2 s that is active and whose SIP-ETag is "
                                  "the one of Suppress-If-Match: any other reports a change.",
    },
    {
        .id = "subscription-terminated-by-code",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST",
        .reference = "RFC 6665 §4.1.2.2",
        .see = "RFC 6665 §4.2.2; RFC 5057 §5.1",
        .when = SIP_ON_RETRY,
        .codes = "404,405,410,416,480-485,489,501,604",
        .methods = SIP_M(SUBSCRIBE) | SIP_M(NOTIFY),
        .check = check_subscription_gone,
        .summary = "What ends a subscription is not followed by a request in it",
        .summary_fr = "Après ce qui met fin à un abonnement, aucune requête n’y est plus envoyée",
        .remedy = "The subscriber must subscribe anew with another Call-ID and From tag; the "
                  "notifier must remove the subscription.",
        .remedy_fr = "L’abonné doit se réabonner avec un autre Call-ID et un autre tag From ; le "
                     "notifieur doit supprimer l’abonnement.",
        .silence = "Silent within a round trip, when the sender cannot know of the failure yet, "
                   "and about another event or id in the same dialog.",
    },
};

SIP_SUBJECT_END(dialog);
