/* offer_answer.c
 * Whether offer and answer come at all, and in which message (RFC 3261 section 13, RFC 3264, RFC 6337).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/exchange.h"
#include "rules/engine/readings.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"

static enum sip_presence session_came_before(const struct sip_context *context)
{
    return sip_exchange_came_before(context->transaction, sip_message_to_tag(context->message));
}

/* An answer in an unreliable response is a preview only: it does not count. */
static const struct sip_response *preview_of(const struct sip_transaction *t, struct sip_slice tag)
{
    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        if (r->code < 200 && r->has_sdp && sip_exchange_same_dialog(r, tag)) {
            return r;
        }
    }
    return NULL;
}

/* "audio, video", or no more than that it was a session. */
static void describe(const struct sip_context *context, struct sip_slice offer, char *text,
                     size_t size)
{
    if (offer.p != NULL) {
        sip_list_streams(context, offer, text, size);
    } else {
        sip_piece(context, text, size, "a session");
    }
}

static enum sip_verdict no_answer(const struct sip_context *context, struct sip_finding *finding,
                                  struct sip_slice offer, const struct sip_response *preview)
{
    char streams[SIP_EVIDENCE_SIZE / 2];
    char unreliable[80] = "";

    describe(context, offer, streams, sizeof(streams));
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

static bool knows_prack(const struct sip_message *m)
{
    return sip_message_presence(m, SIP_HDR_ALLOW) != SIP_PRESENT || !m->headers_complete ||
           sip_values_contain(m, SIP_HDR_ALLOW, "PRACK");
}

/* Whether the server has sent another response reliably: then one more may have come, with its PRACK, that the
 * capture lacks both. One that does not is not expected to. */
static bool sends_reliably(const struct sip_transaction *t, struct sip_slice tag)
{
    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        if (r->code < 200 && r->rseq != 0 && sip_exchange_same_dialog(r, tag)) {
            return true;
        }
    }
    return false;
}

/* Whether a response shows when it comes that there was no reliable one that the capture lacks: nothing allows it, or
 * its server cannot do that, or has sent unreliably what matters. Otherwise the end of the request tells, if that is
 * kept until then. */
static bool is_certain(const struct sip_context *context, const struct sip_message *m)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice tag = sip_message_to_tag(m);

    return !t->lists_100rel || !knows_prack(m) || preview_of(t, tag) != NULL ||
           (!sip_transaction_keeps_request(t) && !sends_reliably(t, tag));
}

/* Whether all is known that will be of the client's requests: the call is over, or the capture. One that goes on has
 * its media: there was an answer. */
static bool is_over(const struct sip_context *context, const struct sip_dialog *d)
{
    const struct sip_transaction *t = context->transaction;

    return (d != NULL && d->ended_frame != 0) ||
           (!t->untimed && context->now - t->final_time < sip_timer_64_t1(context));
}

/* The first 2xx to an INVITE, where its session description is missing for sure, and only the end shows that: no CSeq
 * number of the client is missing, that of a PRACK. NULL: it is not missing, or that was said at once, or is not
 * known. What a proxy hands on is at fault where the proxy has it from. */
static const struct sip_response *lacks_session(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_message room;
    const struct sip_message *ok =
        t->final_code / 100 == 2 && t->lists_100rel ? sip_transaction_final(t, &room) : NULL;
    struct sip_slice sdp;

    if (ok == NULL || t->request_cut || t->branches != NULL ||
        sip_message_session(ok, &sdp) != SIP_ABSENT || is_certain(context, ok)) {
        return NULL;
    }
    struct sip_slice tag = sip_message_to_tag(ok);
    unsigned server;
    const struct sip_dialog *d = sip_dialog_with_tag(context, tag, &server);
    bool settled = (!sends_reliably(t, tag) && is_over(context, d)) ||
                   sip_exchange_proof(d, t, t->final_frame) != NULL;
    return settled && sip_exchange_came_before(t, tag) == SIP_ABSENT
               ? sip_transaction_response(t, 200, 299, tag)
               : NULL;
}

static enum sip_verdict check_answer_at_end(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    char streams[SIP_EVIDENCE_SIZE / 2];
    struct sip_slice offer;
    const struct sip_response *ok = lacks_session(context);

    if (ok == NULL || sip_session_asked(context, &offer) != SIP_PRESENT) {
        return SIP_UNDECIDED;
    }
    describe(context, offer, streams, sizeof(streams));
    return sip_broken_at(finding, context, ok, 0, "no SDP, but frame %u offered %s%s",
                         context->transaction->request_frame, streams, "");
}

static enum sip_verdict check_answer_missing(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice offer, answer;

    if (context->packet == NULL) {
        return check_answer_at_end(context, finding);
    }
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
    if (here == SIP_PERHAPS || before == SIP_PERHAPS || !is_certain(context, context->message)) {
        return SIP_UNDECIDED;
    }
    return no_answer(context, finding, offer, preview_of(t, sip_message_to_tag(context->message)));
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

/* The INVITE itself is broken: what it meant to bring is not known. */
static bool promises_body(const struct sip_message *invite)
{
    return invite->body.n == 0 && sip_message_has(invite, SIP_HDR_CONTENT_TYPE);
}

/* The first reliable provisional response, where its PRACK shows at the end that there was none before: it has the
 * number behind that of the INVITE. */
static const struct sip_response *lacks_first_offer(const struct sip_transaction *t)
{
    const struct sip_response *r = t->responses;

    while (r != NULL && r->rseq == 0) {
        r = r->next;
    }
    return r != NULL && r->code > 100 && r->code < 200 && !r->has_sdp && !r->uncertain &&
                   r->prack != NULL && !t->prack_unknown &&
                   r->prack->cseq_number == t->cseq_number + 1
               ? r
               : NULL;
}

static enum sip_verdict check_offer_at_end(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *r;
    struct sip_slice asked;

    if (!t->lists_100rel || sip_session_asked(context, &asked) != SIP_ABSENT ||
        promises_body(context->request)) {
        return SIP_UNDECIDED;
    }
    r = lacks_first_offer(t);
    r = r != NULL ? r : lacks_session(context);
    return r != NULL ? sip_broken_at(finding, context, r, 0,
                                     "no SDP, nor was there any in frame %u", t->request_frame)
                     : SIP_UNDECIDED;
}

static enum sip_verdict check_offer_missing(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    struct sip_slice offer;

    if (context->packet == NULL) {
        return check_offer_at_end(context, finding);
    }
    if (!is_reliable(context) || (is_provisional(context) && !is_first_reliable(context)) ||
        find_offer(context, &offer) != SIP_ABSENT) {
        return SIP_NOT_APPLICABLE;
    }
    if (context->request != NULL && promises_body(context->request)) {
        return SIP_UNDECIDED;
    }
    enum sip_presence here = sip_session_given(context, &offer);
    enum sip_presence before = session_came_before(context);
    if (here == SIP_PRESENT || before == SIP_PRESENT) {
        return SIP_KEPT;
    }
    if (here == SIP_PERHAPS || before == SIP_PERHAPS || !is_certain(context, context->message)) {
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
        .ends = true,
        .check = check_answer_missing,
        .problem = "No SDP answer in the 2xx to an INVITE with an offer",
        .requirement = "A 2xx to an INVITE with an offer contains the answer, unless a reliable "
                       "1xx already did",
        .remedy = "The UAS must put its answer into the 2xx, or earlier into a reliable 1xx. SDP "
                  "in an unreliable 1xx is not enough.",
        .silence = "Not reported where an earlier 1xx that may have been reliable was cut off, "
                   "where a PRACK acknowledges one that was not captured, or where a body is "
                   "encoded, encrypted or only referenced. Each fork is checked separately. Where "
                   "the INVITE lists 100rel, this is judged at the end: not reported where the "
                   "caller's CSeq numbers leave one out, which may be that of a PRACK, or where "
                   "the call goes on.",
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
        .ends = true,
        .check = check_offer_missing,
        .problem = "No SDP offer in the response to an INVITE without offer",
        .requirement = "The first reliable non-failure response (1xx or 2xx) to an INVITE without "
                       "offer contains an offer",
        .remedy = "The UAS must put an offer into its first reliable response other than a "
                  "failure: the first reliable 1xx, or else the 2xx.",
        .silence = "Not reported where a session description may be in another format, encrypted, "
                   "only referenced, or in an earlier reliable response that was cut off, or not "
                   "captured: the caller's CSeq numbers leave one out, which may be that of its "
                   "PRACK.",
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
