/* client_answers.c
 * ACK and PRACK that have to answer an offer of the server (RFC 3261 section 13.2.2.4, RFC 3262 section 5, RFC 6337
 * section 2.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/exchange.h"
#include "rules/subjects/reliable.h"
#include "rules/subjects/subjects.h"
#include "sip/rack.h"

/* Whether the INVITE certainly left the offer to its server. One that says that it has a body, and has none, is
 * broken itself. */
static bool asked_for_offer(const struct sip_transaction *invite)
{
    struct sip_message room;
    const struct sip_message *request = sip_transaction_request(invite, &room);
    struct sip_slice sdp;

    return request != NULL && sip_message_session(request, &sdp) == SIP_ABSENT &&
           (request->body.n > 0 || !sip_message_has(request, SIP_HDR_CONTENT_TYPE));
}

/* Whether the offer of a response may have been answered before, or needs no answer any more: an offer and its
 * answer went by in the early dialog, or the caller had cancelled and ends the call anyway. Where the response came
 * again, the first ACK or PRACK to it may not have been captured. */
static bool may_be_settled(const struct sip_transaction *invite, const struct sip_response *offer)
{
    return invite->renegotiated || invite->cancel != NULL || invite->end_explained ||
           offer->copies > 1;
}

/* Whether the message has no session description for sure, though it comes from the client of the INVITE. */
static enum sip_presence answer_here(const struct sip_context *context,
                                     const struct sip_transaction *invite)
{
    const struct sip_message *m = context->message;
    struct sip_slice sdp;
    enum sip_presence here = sip_session_given(context, &sdp);
    bool untyped = m->body.n > 0 && !sip_message_has(m, SIP_HDR_CONTENT_TYPE);
    bool other = !sip_endpoint_same_address(&invite->hop->client, &context->packet->source);

    return here == SIP_ABSENT && (untyped || other) ? SIP_PERHAPS : here;
}

static enum sip_verdict check_ack(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *invite = context->transaction->invite;
    struct sip_slice tag = sip_message_to_tag(context->message), sdp;
    struct sip_message room;
    const struct sip_message *offer = sip_offering_2xx(invite, tag, &room);

    if (offer == NULL || sip_message_session(offer, &sdp) != SIP_PRESENT) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_response *ok = sip_transaction_response(invite, 200, 299, tag);
    enum sip_presence here = answer_here(context, invite);
    if (here == SIP_PRESENT || (ok != NULL && ok->acks > 0)) {
        return SIP_KEPT; /* or the first ACK has answered, or was reported */
    }
    if (here == SIP_PERHAPS || ok == NULL || may_be_settled(invite, ok) ||
        sip_exchange_came_before(invite, tag) != SIP_ABSENT || !asked_for_offer(invite)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, invite->final_frame, SIP_START_LINE,
                         "no SDP, but the %u in frame %u brought the offer: the INVITE in frame %u "
                         "had none",
                         invite->final_code, invite->final_frame, invite->request_frame);
}

/* Whether a reliable response before this one may have brought the offer: this one repeats it. */
static bool may_have_offered_before(const struct sip_transaction *invite,
                                    const struct sip_response *response)
{
    const struct sip_response *r = invite->responses;

    while (r != response && (r->code == 100 || (!r->uncertain && (r->rseq == 0 || !r->has_sdp)) ||
                             !sip_exchange_same_dialog(r, sip_response_to_tag(response)))) {
        r = r->next;
    }
    return r != response || invite->prack_unknown || invite->request_skipped;
}

/* Whether the CSeq number of a PRACK leaves room for another one before it that was not captured. */
static bool follows_gap(const struct sip_context *context)
{
    const struct sip_transaction *highest =
        context->dialog != NULL ? sip_client_side(context)->highest : NULL;

    return highest == NULL || context->transaction->cseq_number > highest->cseq_number + 1;
}

static enum sip_verdict check_prack(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction, *invite = t->invite;
    struct sip_slice tag = sip_message_to_tag(context->message);
    struct sip_rack rack;

    if (invite == NULL || invite->offers || !sip_message_rack(context->message, &rack)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_response *r = sip_reliable_with_rseq(invite, rack.rseq, tag);
    if (r == NULL || r->media == NULL || r->prack != t) {
        return SIP_NOT_APPLICABLE;
    }
    enum sip_presence here = answer_here(context, invite);
    if (here != SIP_ABSENT) {
        return here == SIP_PRESENT ? SIP_KEPT : SIP_UNDECIDED;
    }
    if (may_be_settled(invite, r) || may_have_offered_before(invite, r) || follows_gap(context) ||
        !asked_for_offer(invite)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, r->frame, SIP_START_LINE,
                         "no SDP, but the %u in frame %u brought the offer: the INVITE in frame %u "
                         "had none",
                         r->code, r->frame, invite->request_frame);
}

const struct sip_rule sip_rules_client_answers[] = {
    {
        .id = "ack-answer-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.2.2.4",
        .see = "RFC 3261 §13.2.1; RFC 6337 §2.1",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .once = SIP_ONCE_A_CLIENT,
        .check = check_ack,
        .problem = "No SDP answer in the ACK to a 2xx with an offer",
        .requirement = "The ACK to a 2xx that contains the offer contains the answer",
        .remedy =
            "The client must put its answer into the ACK whenever its INVITE had no SDP, also "
            "in a re-INVITE. If it cannot accept the offer, it still answers, and then sends "
            "BYE.",
        .silence = "Not reported where a reliable 1xx brought the offer, as its PRACK then has the "
                   "answer, where a PRACK or UPDATE with SDP went by before the ACK, or where the "
                   "client had sent CANCEL and the 2xx crossed it. Nor where a body is cut off, "
                   "encrypted or only referenced, or where the ACK comes from another address than "
                   "the INVITE. Only the first ACK to each 2xx is judged, and only if the 2xx had "
                   "not been repeated before.",
        .explains = {"2xx-repeated-despite-ack"},
    },
    {
        .id = "prack-answer-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §5",
        .see = "RFC 3261 §13.2.1; RFC 6337 §2.1",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(PRACK),
        .once = SIP_ONCE_A_CLIENT,
        .check = check_prack,
        .problem = "No SDP answer in the PRACK to a 1xx with an offer",
        .requirement = "The PRACK to the reliable 1xx that contains the offer contains the answer",
        .remedy = "The client must put its answer into the PRACK where its INVITE had no SDP. In "
                  "the ACK it comes too late: there is no early media until then.",
        .silence = "Only reported for the first reliable 1xx with SDP, where the INVITE certainly "
                   "had none. Not reported where an earlier PRACK, another PRACK or UPDATE with "
                   "SDP, or an earlier reliable 1xx may have been lost by the capture, where the "
                   "client had sent CANCEL, where a body is cut off, encrypted or only referenced, "
                   "or where the PRACK comes from another address than the INVITE.",
    },
};

SIP_SUBJECT_END(client_answers);
