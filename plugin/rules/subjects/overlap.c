/* overlap.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects/overlap.h"

#include "rules/engine/exchange.h"
#include "rules/engine/timers.h"
#include "sip/body.h"

/* Whether a request was still without a final response when something else passed. A request
 * whose final response may only not have been captured was not: it has an ACK, or its client has
 * long given up. */
static bool was_pending(const struct sip_context *context, const struct sip_transaction *t,
                        int64_t at)
{
    if (t == NULL || t == context->transaction || t->request_frame == 0 ||
        t->request_time + SIP_CAPTURE_JITTER > at) {
        return false;
    }
    if (t->final_frame != 0) {
        return t->final_time > at + SIP_CAPTURE_JITTER;
    }
    bool waits = t->method == SIP_METHOD_INVITE && t->last_response != NULL && t->cancel == NULL;
    int64_t patience = waits ? sip_timer_c(context) : sip_timer_64_t1(context);
    return t->ack_frame == 0 && at - t->request_time < patience;
}

/* The same of a request of the server: that it came by before the client's, and the client's 491 after
 * that, is enough. Where two user agents are near to each other, all of this takes a few milliseconds. */
static bool was_own_pending(const struct sip_context *context, const struct sip_transaction *t)
{
    uint32_t frame = context->transaction->request_frame;

    if (t == NULL || t->request_frame == 0 || t->request_frame >= frame || t->final_code != 491) {
        return was_pending(context, t, context->transaction->request_time);
    }
    return t->final_frame > frame;
}

/* An INVITE of the other side that the sender of this one had begun to answer: the two did not
 * cross. */
static const struct sip_transaction *known_and_pending(const struct sip_context *context)
{
    const struct sip_transaction *const *sent = sip_server_side(context)->invites;
    struct sip_slice tag = sip_kept_slice(sip_client_side(context)->tag);
    int64_t stamp = context->transaction->request_time;

    for (unsigned i = 0; i < SIP_DIALOG_KEPT; i++) {
        if (!was_pending(context, sent[i], stamp)) {
            continue;
        }
        for (const struct sip_response *r = sent[i]->responses; r != NULL; r = r->next) {
            if (r->code > 100 && r->code < 200 && r->stamp + SIP_CAPTURE_JITTER < stamp &&
                sip_response_has_tag(r, tag)) {
                return sent[i];
            }
        }
    }
    return NULL;
}

/* The client's request before this one with the same method. That a response to it with the tag of the dialog came
 * by shows that it is of the dialog, and that its final response would have been seen. NULL: none, or not known. */
static const struct sip_transaction *one_before(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction->attempt;
    struct sip_slice tag = sip_message_to_tag(context->message);
    const struct sip_response *r = t != NULL ? t->responses : NULL;

    while (r != NULL && !sip_response_has_tag(r, tag)) {
        r = r->next;
    }
    return r != NULL && t->cseq_number < context->transaction->cseq_number ? t : NULL;
}

struct sip_overlap sip_overlap_with_invite(const struct sip_context *context)
{
    const struct sip_transaction *t = one_before(context);

    if (was_pending(context, t, context->transaction->request_time)) {
        return (struct sip_overlap){.other = t};
    }
    return (struct sip_overlap){.other = known_and_pending(context), .own = true};
}

static bool has_offer(const struct sip_message *m)
{
    struct sip_part part;
    return sip_message_part(m, "application/sdp", &part) == SIP_PRESENT;
}

/* Whether the offer of a pending request is unanswered for sure, or was until its final response. A
 * PRACK tells of a provisional response that was not captured, and may have answered it. */
static bool offer_unanswered(const struct sip_dialog *dialog, const struct sip_transaction *t)
{
    const struct sip_response *response = t->responses;

    if (t->prack_unknown) {
        return false;
    }
    if (dialog->offer == t && !dialog->previewed) {
        return true;
    }
    while (response != NULL && response->code < 200 && !response->has_sdp && !response->uncertain) {
        response = response->next;
    }
    return t->offers && (response == NULL || response->code >= 200);
}

/* Whether a request had no final response when this one got its own, so far as was captured. */
static bool is_unanswered(const struct sip_transaction *other, const struct sip_transaction *t)
{
    return other->final_frame == 0 || (t->final_frame != 0 && other->final_time > t->final_time);
}

/* Whether the request is inside the dialog of a first INVITE, of its client or (own) of its server, that no response
 * before it has made, so far as was captured: one is missing, and may have brought the answer. */
static bool lacks_maker(const struct sip_context *context, const struct sip_transaction *invite,
                        bool own)
{
    struct sip_slice tag = sip_message_tag(context->message, own ? SIP_HDR_FROM : SIP_HDR_TO);
    const struct sip_response *r = invite->responses;

    if (invite->method != SIP_METHOD_INVITE || invite->in_dialog ||
        !context->transaction->in_dialog) {
        return false;
    }
    while (r != NULL &&
           !(r->frame < context->transaction->request_frame && sip_response_has_tag(r, tag))) {
        r = r->next;
    }
    return r == NULL;
}

/* Only the requests of one kind, which of an INVITE and of an UPDATE without offer are of its own
 * method. An earlier one of the client must be unanswered even now: when the server had this one
 * before it, and answered, cannot be told from here. */
static bool overlaps(const struct sip_context *context, const struct sip_transaction *const *sent,
                     bool own, bool offers_only, struct sip_overlap *overlap)
{
    const struct sip_transaction *t = context->transaction;

    for (unsigned i = 0; i <= SIP_DIALOG_KEPT; i++) {
        const struct sip_transaction *other = i < SIP_DIALOG_KEPT ? sent[i]
                                              : own               ? NULL
                                                                  : one_before(context);
        if (other != NULL &&
            (!offers_only ||
             (offer_unanswered(context->dialog, other) && !lacks_maker(context, other, own))) &&
            (own ? was_own_pending(context, other)
                 : was_pending(context, other, t->request_time)) &&
            (own || (other->cseq_number < t->cseq_number && is_unanswered(other, t)))) {
            bool proven = !offers_only || other->method != SIP_METHOD_INVITE ||
                          sip_exchange_proof(context->dialog, other, t->request_frame) != NULL;
            *overlap = (struct sip_overlap){other, own, !proven};
            return true;
        }
    }
    return false;
}

struct sip_overlap sip_overlap_find(const struct sip_context *context)
{
    const struct sip_dialog_side *client, *server;
    struct sip_overlap overlap = {0};

    if (sip_known_dialog(context) == NULL) {
        return overlap;
    }
    client = sip_client_side(context);
    server = sip_server_side(context);
    if (context->message->method == SIP_METHOD_INVITE) {
        (void)(overlaps(context, server->invites, true, false, &overlap) ||
               (has_offer(context->request) &&
                overlaps(context, server->updates, true, true, &overlap)) ||
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

/* The newest of these that came before the response to this one, and is another; NULL: none is known. */
static const struct sip_transaction *newest_before(const struct sip_transaction *t,
                                                   const struct sip_transaction *const *sent)
{
    int64_t until = t->final_frame != 0 ? t->final_time : INT64_MAX;

    for (unsigned i = 0; i < SIP_DIALOG_KEPT; i++) {
        if (sent[i] != NULL && sent[i] != t && sent[i]->request_time < until) {
            return sent[i];
        }
    }
    return NULL;
}

/* Whether nothing of these had to do with the time from a while before the request until its response. */
static bool at_rest(const struct sip_context *context, const struct sip_transaction *const *sent)
{
    const struct sip_transaction *t = newest_before(context->transaction, sent);

    if (t == NULL) {
        return sent[SIP_DIALOG_KEPT - 1] == NULL; /* else those before are forgotten */
    }
    int64_t last = t->ack_frame != 0 ? t->ack_time : t->final_time;
    return t->final_frame != 0 && (t->method != SIP_METHOD_INVITE || t->ack_frame != 0) &&
           last + 4 * sip_timer_t1(context) < context->transaction->request_time;
}

bool sip_side_is_at_rest(const struct sip_context *context, const struct sip_dialog_side *side)
{
    return at_rest(context, side->invites) && at_rest(context, side->updates);
}
