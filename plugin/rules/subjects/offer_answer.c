/* offer_answer.c
 * Whether offer and answer come at all, and in which message (RFC 3261 section 13, RFC 3264, RFC 6337).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/exchange.h"
#include "rules/engine/readings.h"
#include "rules/subjects/subjects.h"

static enum sip_presence session_came_before(const struct sip_context *context)
{
    return sip_exchange_came_before(context->transaction, sip_message_to_tag(context->message));
}

/* An answer in an unreliable response is a preview only: it does not count. */
static const struct sip_response *preview_of(const struct sip_context *context)
{
    struct sip_slice tag = sip_message_to_tag(context->message);

    for (const struct sip_response *r = context->transaction->responses; r != NULL; r = r->next) {
        if (r->code < 200 && r->has_sdp && sip_exchange_same_dialog(r, tag)) {
            return r;
        }
    }
    return NULL;
}

static enum sip_verdict no_answer(const struct sip_context *context, struct sip_finding *finding,
                                  struct sip_slice offer)
{
    const struct sip_response *preview = preview_of(context);
    char streams[SIP_EVIDENCE_SIZE / 2];
    char unreliable[80] = "";

    if (offer.p != NULL) {
        sip_list_streams(context, offer, streams, sizeof(streams));
    } else {
        sip_piece(context, streams, sizeof(streams), "a session");
    }
    if (preview != NULL) {
        sip_piece(context, unreliable, sizeof(unreliable),
                  "; the SDP of the %u in frame %u was not sent reliably", (unsigned)preview->code,
                  preview->frame);
    }
    return sip_broken(finding, context, SIP_START_LINE, "no SDP, but frame %u offered %s%s",
                      context->transaction->request_frame, streams, unreliable);
}

/* Whether the request brought an offer. Of one that is not kept any more its dialog may tell. */
static enum sip_presence find_offer(const struct sip_context *context, struct sip_slice *offer)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *dialog = context->dialog;

    if (context->request != NULL) {
        return sip_session_asked(context, offer);
    }
    *offer = (struct sip_slice){NULL, 0};
    if (dialog->offer == t) {
        return dialog->offerer == sip_dialog_client(dialog, context->message) ? SIP_PRESENT
                                                                              : SIP_ABSENT;
    }
    return dialog->agreement == SIP_AGREEMENT_NONE && !t->in_dialog && !t->offers ? SIP_ABSENT
                                                                                  : SIP_PERHAPS;
}

static enum sip_verdict check_answer_missing(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    struct sip_slice offer, answer;

    if (find_offer(context, &offer) != SIP_PRESENT) {
        return SIP_NOT_APPLICABLE;
    }
    enum sip_presence here = sip_session_given(context, &answer);
    if (here == SIP_PRESENT) {
        return SIP_KEPT;
    }
    enum sip_presence before = session_came_before(context);
    if (before == SIP_PRESENT) {
        return SIP_KEPT;
    }
    if (here == SIP_PERHAPS || before == SIP_PERHAPS) {
        return SIP_UNDECIDED;
    }
    return no_answer(context, finding, offer);
}

static bool is_provisional(const struct sip_context *context)
{
    return context->message->code < 200;
}

static bool is_reliable(const struct sip_context *context)
{
    return !is_provisional(context) || sip_message_has(context->message, SIP_HDR_RSEQ);
}

/* Whether an earlier provisional response of the dialog was reliable: this one is not the first. */
static bool is_first_reliable(const struct sip_context *context)
{
    struct sip_slice tag = sip_message_to_tag(context->message);

    for (const struct sip_response *r = context->transaction->responses; r != NULL; r = r->next) {
        if (r->code > 100 && r->code < 200 && r->rseq != 0 && sip_exchange_same_dialog(r, tag)) {
            return false;
        }
    }
    return true;
}

static enum sip_verdict check_offer_missing(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    struct sip_slice offer;

    if (!is_reliable(context) || (is_provisional(context) && !is_first_reliable(context)) ||
        find_offer(context, &offer) != SIP_ABSENT) {
        return SIP_NOT_APPLICABLE;
    }
    if (context->request != NULL && context->request->body.n == 0 &&
        sip_message_has(context->request, SIP_HDR_CONTENT_TYPE)) {
        return SIP_UNDECIDED; /* the INVITE itself is broken: what it meant to bring is not known */
    }
    enum sip_presence here = sip_session_given(context, &offer);
    enum sip_presence before = session_came_before(context);
    if (here == SIP_PRESENT || before == SIP_PRESENT) {
        return SIP_KEPT;
    }
    if (here == SIP_PERHAPS || before == SIP_PERHAPS) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE, "no SDP, nor was there any in frame %u",
                      context->transaction->request_frame);
}

/* Only where the INVITE brought an offer is what the PRACK brings another one, and no answer. */
static enum sip_verdict check_prack_answer_missing(const struct sip_context *context,
                                                   struct sip_finding *finding)
{
    const struct sip_transaction *invite = context->transaction->invite;
    enum sip_verdict verdict = check_answer_missing(context, finding);

    return verdict == SIP_BROKEN && (invite == NULL || !invite->offers) ? SIP_UNDECIDED : verdict;
}

const struct sip_rule sip_rules_offer_answer[] = {
    {
        .id = "2xx-invite-answer-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.3.1.4",
        .see = "RFC 3261 §13.2.1; RFC 3262 §5; RFC 6337 §3.1.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .late = true,
        .check = check_answer_missing,
        .problem = "No SDP answer in the 2xx to an INVITE with an offer",
        .requirement = "A 2xx to an INVITE with an offer contains the answer, unless a reliable "
                       "1xx already did",
        .remedy = "The UAS must put its answer into the 2xx, or earlier into a reliable 1xx. SDP "
                  "in an unreliable 1xx is not enough.",
        .silence = "Not reported where an earlier 1xx that may have been reliable was cut off, "
                   "where a PRACK acknowledges one that was not captured, or where a body is "
                   "encoded, encrypted or only referenced. Each fork is checked separately.",
    },
    {
        .id = "2xx-invite-offer-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.3.1.4",
        .see = "RFC 3261 §13.2.1; RFC 3262 §5",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199,2xx",
        .methods = SIP_M(INVITE),
        .late = true,
        .check = check_offer_missing,
        .problem = "No SDP offer in the response to an INVITE without offer",
        .requirement = "The first reliable non-failure response (1xx or 2xx) to an INVITE without "
                       "offer contains an offer",
        .remedy = "The UAS must put an offer into its first reliable response other than a "
                  "failure: the first reliable 1xx, or else the 2xx.",
        .silence = "Not reported where a session description may be in another format, encrypted, "
                   "only referenced, or in an earlier reliable response that was cut off.",
    },
    {
        .id = "2xx-update-answer-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3311 §5.2",
        /* RFC 3311 mentions a changed description only; RFC 3264 wants an answer even to one
         * that has not changed. */
        .see = "RFC 3264 §8",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(UPDATE),
        .check = check_answer_missing,
        .problem = "No SDP answer in the 2xx to an UPDATE with an offer",
        .requirement = "A 2xx to an UPDATE with an offer contains the answer",
        .remedy = "The UAS must put an answer into its 2xx, or reject the UPDATE with 488 if the "
                  "offer is not acceptable.",
        .silence = "Not reported where a body is cut off, encoded, encrypted or only referenced.",
    },
    {
        .id = "2xx-prack-answer-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §5",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(PRACK),
        .check = check_prack_answer_missing,
        .problem = "No SDP answer in the 2xx to a PRACK with an offer",
        .requirement = "A 2xx to a PRACK with an offer contains the answer",
        .remedy = "The UAS must answer the offer of the PRACK in its 2xx.",
        .silence = "Only reported where the INVITE was captured and contained an offer: otherwise "
                   "the SDP in the PRACK may itself be the answer.",
    },
};

SIP_SUBJECT_END(offer_answer);
