/* before_ack.c
 * What waits for the ACK to a 2xx: a BYE in its dialog (RFC 3261 sections 13.2.2.4 and 15), and, where the 2xx has
 * brought an offer, the next offer (RFC 3264 section 4). A message that passes before the ACK was sent before the
 * ACK could arrive, wherever the capture was made.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/duty.h"
#include "rules/engine/exchange.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"

/* The 2xx to the INVITE in the dialog of the context, where its only ACK came by after the request that is judged.
 * NULL where an ACK before may have been missed, or where the two may have changed places. */
static const struct sip_response *find_acked_later(const struct sip_context *context,
                                                   const struct sip_transaction *invite)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *d = context->dialog;
    const struct sip_response *ok = NULL;

    for (unsigned side = 0; side < 2 && ok == NULL; side++) {
        ok = sip_transaction_response(invite, 200, 299, sip_kept_slice(d->sides[side].tag));
    }
    if (ok == NULL || ok->frame > t->request_frame || ok->acks != 1 || ok->copies_before_ack != 1 ||
        ok->ack->request_frame < t->request_frame || invite->request_varied ||
        sip_transaction_lost_request(invite, ok->stamp)) {
        return NULL;
    }
    bool in_order = ok->ack->request_time - t->request_time > SIP_CAPTURE_JITTER ||
                    (t->final_frame != 0 && t->final_frame < ok->ack->request_frame);
    return in_order ? ok : NULL;
}

/* Whether the client of the INVITE had its 2xx when it sent the request. A tag that came with the 2xx it knows from
 * nowhere else. */
static bool had_2xx(const struct sip_context *context, const struct sip_response *ok)
{
    const struct sip_transaction *t = context->transaction;
    int64_t since = t->request_time - ok->stamp;
    bool made_dialog = context->dialog->first_frame == ok->frame;

    return since > sip_crossing_time(context) ||
           (made_dialog && since >= t->hop->to_server->quickest);
}

static enum sip_verdict check_bye(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *d = sip_confirmed_dialog(context);
    const struct sip_transaction *invite =
        d != NULL && d->from_start ? sip_dialog_first_invite(d) : NULL;

    if (invite == NULL || t->is_branch) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_response *ok = find_acked_later(context, invite);
    if (ok == NULL || ok->frame != d->confirmed_frame) {
        return SIP_KEPT;
    }
    bool caller = sip_dialog_client(d, context->message) == d->maker;
    if (caller ? !had_2xx(context, ok) : t->request_time - ok->stamp > sip_timer_64_t1(context)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(
        finding, context, ok->ack->request_frame, SIP_START_LINE,
        "%s sent BYE %.0f ms after the %u in frame %u; the ACK to it came in frame %u, %.0f ms "
        "after the BYE",
        caller ? sip_word(context, "the caller") : sip_word(context, "the callee"),
        sip_seconds(t->request_time - ok->stamp) * 1000, ok->code, ok->frame,
        ok->ack->request_frame, sip_seconds(ok->ack->request_time - t->request_time) * 1000);
}

/* The failure by which the callee itself refused the INVITE that has made the dialog; NULL: there is none. */
static const struct sip_response *refusal_of(const struct sip_dialog *d)
{
    const struct sip_transaction *invite = sip_dialog_first_invite(d);
    const struct sip_dialog_side *callee = &d->sides[!d->maker];

    if (invite == NULL || invite->request_varied || invite->final_code < 300 ||
        sip_transaction_first(invite, 200, 299) != NULL) {
        return NULL;
    }
    return sip_transaction_response(invite, 300, 699, sip_kept_slice(callee->tag));
}

/* Who refuses the INVITE has sent no 2xx to it, be it that the capture lacks some packets. */
static enum sip_verdict check_early_bye(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *d = context->dialog;
    struct sip_duty duty;

    if (d == NULL || !d->from_start || d->confirmed_frame != 0 || t->is_branch ||
        !sip_duty_read(context, &duty) || duty.peer != &d->sides[d->maker]) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_response *refusal = refusal_of(d);
    if (refusal == NULL || !sip_duty_is_own_hop(&duty)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, refusal->frame, SIP_START_LINE,
                         "the callee sent BYE in the early dialog of frame %u, and refused the "
                         "INVITE with %u in frame %u",
                         d->first_frame, refusal->code, refusal->frame);
}

/* Whether the 2xx has brought the first offer of its INVITE. */
static bool brings_offer(const struct sip_dialog *d, const struct sip_transaction *invite,
                         const struct sip_response *ok)
{
    return invite->request_frame != 0 && !invite->request_cut && !invite->offers && ok->has_sdp &&
           sip_exchange_came_before(invite, sip_response_to_tag(ok)) == SIP_ABSENT &&
           sip_exchange_proof(d, invite, ok->frame) != NULL;
}

static enum sip_verdict check_offer(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *d = sip_confirmed_dialog(context);

    if (d == NULL || !t->offers || t->is_branch) {
        return SIP_NOT_APPLICABLE;
    }
    unsigned client = sip_dialog_client(d, context->message);
    for (unsigned i = 0; i < 2 * SIP_DIALOG_KEPT; i++) {
        const struct sip_transaction *invite = d->sides[i % 2].invites[i / 2];
        const struct sip_response *ok =
            invite != NULL && invite != t ? find_acked_later(context, invite) : NULL;
        if (ok == NULL || !brings_offer(d, invite, ok) ||
            (i % 2 == client && !had_2xx(context, ok))) {
            continue;
        }
        return sip_broken_by(
            finding, context, ok->ack->request_frame, SIP_START_LINE,
            "offer %.0f ms after the offer of the %u in frame %u, which the ACK in frame %u "
            "answers, %.0f ms later",
            sip_seconds(t->request_time - ok->stamp) * 1000, ok->code, ok->frame,
            ok->ack->request_frame, sip_seconds(ok->ack->request_time - t->request_time) * 1000);
    }
    return SIP_KEPT;
}

/* A re-INVITE of the callee that was refused, before the ACK to its 2xx. What that 2xx has offered is left to
 * check_offer. */
static enum sip_verdict check_reinvite(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *d = sip_confirmed_dialog(context);
    const struct sip_transaction *invite =
        d != NULL && d->from_start ? sip_dialog_first_invite(d) : NULL;

    if (invite == NULL || invite == t || t->is_branch || t->final_code < 400 ||
        sip_transaction_is_challenged(t) || sip_dialog_client(d, context->message) == d->maker) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_response *ok = find_acked_later(context, invite);
    if (ok == NULL || ok->frame != d->confirmed_frame ||
        (t->offers && brings_offer(d, invite, ok))) {
        return SIP_KEPT;
    }
    if (t->request_time - ok->stamp > sip_timer_64_t1(context)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(
        finding, context, ok->ack->request_frame, SIP_START_LINE,
        "re-INVITE of the callee %.0f ms after its %u in frame %u, whose ACK came in frame %u, "
        "%.0f ms later; it was refused with %u",
        sip_seconds(t->request_time - ok->stamp) * 1000, ok->code, ok->frame,
        ok->ack->request_frame, sip_seconds(ok->ack->request_time - t->request_time) * 1000,
        t->final_code);
}

const struct sip_rule sip_rules_before_ack[] = {
    {
        .id = "bye-before-ack",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.2.2.4",
        .see = "RFC 3261 §15",
        .when = SIP_AT_END,
        .methods = SIP_M(BYE),
        .timed = true,
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_bye,
        .problem = "BYE sent before the ACK to the 2xx of its dialog",
        .requirement = "A call is acknowledged first, and then ended: ACK comes before BYE",
        .remedy = "The caller must send ACK as soon as the 2xx comes, also for a fork that it does "
                  "not want, and BYE after that. The callee must wait for the ACK before it sends "
                  "BYE.",
        .silence =
            "Only reported where the ACK was captured after the BYE, with 50 ms between them or "
            "behind the response to the BYE, and where the 2xx came once. Not reported for a BYE "
            "of the caller that may have crossed the 2xx, since it may end an early dialog, or "
            "for one of the callee when 64*T1 have passed. A 2xx without any ACK is reported by "
            "2xx-not-acked.",
        .explains = {"481-to-bye", "dialog-denied"},
    },
    {
        .id = "bye-of-callee-early",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §15",
        .when = SIP_AT_END,
        .methods = SIP_M(BYE),
        .check = check_early_bye,
        .problem = "BYE of the callee for a call that it has not answered",
        .requirement = "The callee ends an early dialog by its response to the INVITE, not by BYE",
        .remedy = "The callee must refuse the INVITE with a 4xx, 5xx or 6xx. A BYE in the early "
                  "dialog may only come from the caller: the INVITE stays pending.",
        .silence = "Only reported on the callee's own hop, where the INVITE and the failure by "
                   "which the callee ended it were captured: without that its 2xx may only not "
                   "have been captured.",
    },
    {
        .id = "offer-before-ack",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3264 §4",
        .see = "RFC 3261 §13.2.2.4; RFC 6337 §2.2",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .needs = {SIP_HDR_CONTENT_TYPE},
        .timed = true,
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_offer,
        .problem = "New offer while the 2xx's offer waits for its ACK",
        .requirement = "An offer in a 2xx is answered in the ACK before either side makes another",
        .remedy = "The client of the INVITE must send its ACK, with the answer, before the next "
                  "INVITE or UPDATE with SDP. The server must wait for that ACK before it offers "
                  "anything else.",
        .silence =
            "Only reported where the INVITE had no offer, no reliable provisional response "
            "brought one, and none can be missing together with its PRACK, the 2xx came once, and "
            "the ACK was captured after the new offer, with 50 ms between them or behind its "
            "response. Not reported where the new offer may have "
            "crossed the 2xx.",
        .explains = {"request-refused"},
    },
    {
        .id = "reinvite-before-ack",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 5407 §2",
        .see = "RFC 3261 §14.1; RFC 6026 §7.1",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .timed = true,
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_reinvite,
        .problem = "Re-INVITE of the callee before the ACK, and refused",
        .requirement = "Between its 2xx and the ACK the callee sends nothing in the dialog but "
                       "copies of the 2xx",
        .remedy = "The callee must wait for the ACK to its 2xx before it sends a re-INVITE: until "
                  "then the caller may take its own INVITE for pending. A B2BUA that reconnects "
                  "media must do the same on each of its sides.",
        .silence = "Only reported where the re-INVITE was refused, and the only ACK was captured "
                   "after it, with 50 ms between them or behind the response to it. Not reported "
                   "where the 2xx was repeated, or when 64*T1 have passed. If the 2xx has made an "
                   "offer, offer-before-ack reports it.",
        .explains = {"bye-after-failed-reinvite"},
    },
};

SIP_SUBJECT_END(before_ack);
