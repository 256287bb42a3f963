/* ties.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/ties.h"

#include "history/attempts.h"
#include "history/keys.h"
#include "sip/body.h"
#include "sip/rack.h"
#include "sip/sdp.h"

/* Whether the request was cut off before its CSeq. */
static bool is_number_unknown(const struct sip_transaction *t)
{
    return t->request_cut && t->cseq_number == 0;
}

/* Whether a final response with this To tag waits for an ACK, the first or, after another copy of a 2xx,
 * one more. */
static bool waits_for_ack(const struct sip_transaction *invite, struct sip_slice to_tag)
{
    const struct sip_response *ok = sip_transaction_response(invite, 200, 299, to_tag);

    return ok != NULL ? ok->copies > ok->acks
                      : invite->ack_frame == 0 &&
                            sip_transaction_response(invite, 300, 699, to_tag) != NULL;
}

/* Whether an ACK has the CSeq number of an INVITE whose 2xx has its ACK, while the 2xx to another INVITE of its
 * dialog came again without one. */
static bool is_for_other(const struct sip_transaction *invite,
                         const struct sip_transaction *waiting, struct sip_slice to_tag)
{
    const struct sip_response *ok = sip_transaction_response(invite, 200, 299, to_tag);
    const struct sip_response *due =
        waiting != NULL ? sip_transaction_response(waiting, 200, 299, to_tag) : NULL;

    return ok != NULL && due != NULL && ok->acks >= ok->copies && due->copies > 1 &&
           due->acks == 0 && due->frame > ok->frame;
}

/* For an ACK with a CSeq number that is not its INVITE's: the INVITE of its dialog that waits. NULL where an
 * INVITE was cut off before its CSeq: the ACK may be for that one. */
static struct sip_transaction *find_waiting_invite(struct sip_transactions *all,
                                                   const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_slice tag = sip_message_tag(m, SIP_HDR_TO);
    struct sip_transaction *t = sip_newest_invite(all, packet, &packet->source);

    for (int uses = 0; t != NULL && uses < SIP_MAX_USES; t = sip_attempt_of_call(t), uses++) {
        if (is_number_unknown(t)) {
            return NULL;
        }
        if (t->cseq_number != m->cseq_number && t->request_frame != 0 && waits_for_ack(t, tag)) {
            return t;
        }
    }
    return NULL;
}

/* An offer or answer in a PRACK or UPDATE: what the responses to the INVITE say may change. */
static void note_sdp(struct sip_transactions *all, const struct sip_packet *packet,
                     const struct sip_endpoint *client)
{
    struct sip_transaction *invite = sip_newest_invite(all, packet, client);
    struct sip_slice sdp;

    if (invite != NULL && sip_message_session(packet->message, &sdp) != SIP_ABSENT) {
        invite->renegotiated = true;
    }
}

static void link_prack(struct sip_transactions *all, struct sip_transaction *t,
                       const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_slice tag = sip_message_tag(m, SIP_HDR_TO);
    struct sip_rack rack;
    bool known = false;

    if (!sip_message_rack(m, &rack)) {
        return;
    }
    t->invite = sip_find_invite(all, packet, rack.cseq_number);
    if (!sip_slice_is(rack.method, "INVITE")) {
        return; /* no other method has reliable responses: it acknowledges nothing */
    }
    sip_acknowledged_add_prack(
        &all->acknowledged, sip_identity(packet->keys.call_id, rack.cseq_number), rack.rseq, tag);
    if (t->invite == NULL) {
        return;
    }
    for (struct sip_response *r = t->invite->responses; r != NULL; r = r->next) {
        if (r->reliable && r->rseq == rack.rseq && r->to_tag && sip_slice_is(tag, r->to_tag)) {
            if (r->prack == NULL && r->copies == 1) {
                sip_hops_note_reaction(t->invite->hop, packet->stamp - r->stamp);
            }
            /* The one with credentials counts, not the one that was challenged. */
            r->prack = r->prack != NULL && !sip_transaction_is_challenged(r->prack) ? r->prack : t;
            known = true;
        }
    }
    if (!known) {
        t->acknowledges_nothing = true;
        t->invite->prack_unknown = true;
        t->invite->repeats_since_prack = 0;
    }
}

/* The INVITE of a CANCEL that came from another address, with the same Via: where it came from does not matter (RFC
 * 3261 section 17.2.3). NULL: there is none. */
static struct sip_transaction *find_from_elsewhere(struct sip_transactions *all,
                                                   const struct sip_packet *packet)
{
    struct sip_transaction *t = sip_find_invited(all, packet);

    return t != NULL && t->cancel == NULL && t->key == sip_packet_key(packet, SIP_METHOD_INVITE)
               ? t
               : NULL;
}

/* A CANCEL has the branch of what it cancels (RFC 3261 section 9.1). */
static void link_cancel(struct sip_transactions *all, struct sip_transaction *t,
                        const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_transaction *other;

    t->invite = sip_transactions_find(all, SIP_METHOD_INVITE, packet);
    if (t->invite == NULL) {
        t->invite = find_from_elsewhere(all, packet);
    }
    if (t->invite != NULL) {
        t->invite->cancel = t;
        return;
    }
    for (int i = SIP_METHOD_UNKNOWN + 1; i < SIP_METHOD_OTHER && t->intended == NULL; i++) {
        if (i != SIP_METHOD_ACK && i != SIP_METHOD_CANCEL) {
            t->intended = sip_transactions_find(all, (enum sip_method)i, packet);
        }
    }
    other = sip_newest_invite(all, packet, &packet->source);
    if (other == NULL || other->key != sip_packet_key(packet, SIP_METHOD_INVITE)) {
        other = m->has_cseq_number ? sip_find_invite(all, packet, m->cseq_number) : NULL;
        other = other != NULL ? other : sip_find_invited(all, packet);
        if (other != NULL) {
            other->end_explained = true;
        }
    } /* else with its Via, but the CSeq number of another: of the one that was challenged, say */
    t->intended = t->intended ? t->intended : other;
}

/* Whether an ACK may be for this INVITE: its final response is not known, or has the To tag of the ACK and
 * is no failure that was acknowledged before. */
static bool ack_fits(const struct sip_transaction *invite, struct sip_slice to_tag)
{
    if (invite->final_frame == 0) {
        return true;
    }
    return sip_transaction_response(invite, 200, invite->failure_acked ? 299 : 699, to_tag) != NULL;
}

/* For an ACK that has the branch of a failed INVITE, but another CSeq number: that INVITE, where its failure came once
 * more after the last ACK, so that another is due. Otherwise NULL. */
static struct sip_transaction *find_repeated_failure(struct sip_transactions *all,
                                                     const struct sip_packet *packet)
{
    struct sip_transaction *t =
        sip_transactions_newest(all, sip_packet_key(packet, SIP_METHOD_INVITE));
    struct sip_slice tag = sip_message_tag(packet->message, SIP_HDR_TO);
    const struct sip_response *failure =
        t != NULL ? sip_transaction_response(t, 300, 699, tag) : NULL;

    return failure != NULL && t->request_frame != 0 && failure->acks > 0 &&
                   failure->last_time > failure->ack_stamp &&
                   t->cseq_number != packet->message->cseq_number &&
                   sip_endpoint_same_address(&t->hop->client, &packet->source)
               ? t
               : NULL;
}

/* For an ACK that has branch and CSeq number of a failed INVITE on its hop, but another Call-ID: that
 * INVITE. */
static struct sip_transaction *find_renamed_invite(struct sip_transactions *all,
                                                   const struct sip_packet *packet)
{
    struct sip_transaction *t =
        sip_transactions_newest(all, sip_packet_key(packet, SIP_METHOD_INVITE));

    return t != NULL && t->cseq_number == packet->message->cseq_number && t->ack_frame == 0 &&
                   t->final_code >= 300 &&
                   sip_endpoint_same_address(&t->hop->client, &packet->source) &&
                   sip_endpoint_same_address(&t->hop->server, &packet->destination)
               ? t
               : NULL;
}

/* The INVITE with the branch of an ACK is one that failed, and how was not captured; or there is a
 * fault. */
static void link_ack(struct sip_transactions *all, struct sip_transaction *t,
                     const struct sip_packet *packet)
{
    struct sip_slice tag = sip_message_tag(packet->message, SIP_HDR_TO);

    if (!packet->message->has_cseq_number) {
        return;
    }
    t->invite = sip_transactions_find(all, SIP_METHOD_INVITE, packet);
    if (t->invite == NULL) {
        t->invite = sip_find_invite(all, packet, packet->message->cseq_number);
    }
    if (t->invite != NULL && tag.p != NULL &&
        sip_transaction_response(t->invite, 101, 699, tag) == NULL) {
        t->invite->ack_unknown = true;
    }
    struct sip_transaction *waiting = find_waiting_invite(all, packet);
    if (t->invite == NULL || !ack_fits(t->invite, tag) || is_for_other(t->invite, waiting, tag)) {
        t->intended = waiting;
    }
    if (t->intended == NULL) {
        t->intended = find_repeated_failure(all, packet);
    }
    if (t->invite == NULL && t->intended == NULL) {
        t->intended = find_renamed_invite(all, packet);
    }
}

/* Whether the INVITE may belong to the dialog of the message: not if others alone answered it. */
static bool is_in_dialog_of(const struct sip_transaction *t, const struct sip_message *m)
{
    return t->in_dialog || sip_transaction_first(t, 101, 699) == NULL ||
           sip_transaction_response(t, 101, 699, sip_message_tag(m, SIP_HDR_TO)) != NULL ||
           sip_transaction_response(t, 101, 699, sip_message_tag(m, SIP_HDR_FROM)) != NULL;
}

/* A BYE also ends what is still pending in its dialog (RFC 3261 section 15.1.2). */
static void stop_invites(struct sip_transactions *all, const struct sip_packet *packet,
                         const struct sip_endpoint *client)
{
    struct sip_transaction *t = sip_newest_invite(all, packet, client);

    for (int uses = 0; t != NULL && uses < SIP_MAX_USES; t = sip_attempt_of_call(t), uses++) {
        t->end_explained =
            t->end_explained || (t->final_frame == 0 && is_in_dialog_of(t, packet->message));
    }
}

/* A response that belongs to no request here may answer one whose branch was changed on its way. */
static void note_misrouted(struct sip_transaction *t)
{
    struct sip_transaction *attempt = t->attempt;

    for (int uses = 0; attempt != NULL && uses < SIP_MAX_USES;
         attempt = sip_attempt_of_call(attempt), uses++) {
        if (attempt->cseq_number == t->cseq_number) {
            attempt->heard_elsewhere = true;
        }
    }
}

/* The response to a CANCEL that was not captured has its branch, as its INVITE should. */
static void note_lost_cancel(struct sip_transactions *all, const struct sip_packet *packet)
{
    struct sip_transaction *invite = sip_transactions_find(all, SIP_METHOD_INVITE, packet);

    if (invite == NULL) {
        invite = sip_newest_invite(all, packet, &packet->destination); /* it had another branch */
    }
    if (invite != NULL && invite->cseq_number == packet->message->cseq_number) {
        invite->end_explained = true;
    }
}

/* A response whose request was not captured shows that there was one. */
static void note_lost_request(struct sip_transactions *all, const struct sip_transaction *t,
                              const struct sip_packet *packet)
{
    struct sip_transaction *invite;

    /* One that is refused with 481 names nothing. */
    if (t->method == SIP_METHOD_PRACK && packet->message->code != 481 &&
        (invite = sip_newest_invite(all, packet, &t->hop->client)) != NULL) {
        invite->prack_unknown = true;
    }
    if (t->method == SIP_METHOD_PRACK || t->method == SIP_METHOD_UPDATE) {
        note_sdp(all, packet, &t->hop->client);
        note_sdp(all, packet, &t->hop->server);
    } else if (t->method == SIP_METHOD_CANCEL) {
        note_lost_cancel(all, packet);
    } else if (t->method == SIP_METHOD_BYE) {
        stop_invites(all, packet, &t->hop->client);
        stop_invites(all, packet, &t->hop->server);
    }
}

/* Ties a new transaction to those before it. */
void sip_tie_to_others(struct sip_transactions *all, struct sip_transaction *t,
                       const struct sip_packet *packet)
{
    if (t->method != SIP_METHOD_ACK) {
        sip_note_attempt(all, t, packet);
    }
    if (packet->message->is_response) {
        note_misrouted(t);
        note_lost_request(all, t, packet);
    } else if (t->method == SIP_METHOD_CANCEL) {
        link_cancel(all, t, packet);
    } else if (t->method == SIP_METHOD_ACK) {
        link_ack(all, t, packet);
    } else if (t->method == SIP_METHOD_PRACK) {
        link_prack(all, t, packet);
        note_sdp(all, packet, &t->hop->client);
    } else if (t->method == SIP_METHOD_UPDATE) {
        note_sdp(all, packet, &t->hop->client);
        note_sdp(all, packet, &t->hop->server);
    } else if (t->method == SIP_METHOD_BYE) {
        stop_invites(all, packet, &t->hop->client);
        stop_invites(all, packet, &t->hop->server);
    }
}
