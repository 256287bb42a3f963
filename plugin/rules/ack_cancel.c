/* ack_cancel.c
 * What acknowledges and what cancels an INVITE (RFC 3261 sections 9, 13.2.2.4 and 17.1.1.3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>

#include "rules/subjects.h"
#include "rules/timers.h"
#include "sip/value.h"
#include "sip/via.h"

static struct sip_slice row_of(const struct sip_context *context, enum sip_header_id id)
{
    const struct sip_row *row = sip_message_row(context->message, id);
    return row ? sip_row_bytes(row) : SIP_START_LINE;
}

static struct sip_slice to_tag_of(const struct sip_message *m)
{
    return sip_message_tag(m, SIP_HDR_TO);
}

/* A server repeats its final response until the ACK arrives, or 64*T1 are over: only that it goes
 * on to the end proves that no ACK arrived. One that stops before has an ACK that went another way,
 * or that the capture lost. */
static bool repeated_to_the_end(const struct sip_context *context, const struct sip_response *final)
{
    int64_t end = sip_timer_64_t1(context) - 2 * sip_timer_t2(context);
    return final->last_time - final->time >= end;
}

static enum sip_verdict check_2xx_not_acked(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *final = sip_transaction_first(t, 200, 299);

    if (final == NULL || t->ack_frame != 0 || t->ack_misdirected ||
        context->end->final_acked_anywhere) {
        return SIP_KEPT; /* or ack-cseq-mismatch has spoken */
    }
    /* A client that has moved gets no response to its re-INVITE (RFC 6141 section 5.4). */
    if (context->now - t->final_time <= sip_timer_64_t1(context) ||
        !repeated_to_the_end(context, final) ||
        (t->in_dialog && context->end->client_heard < final->last_time)) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "no ACK within %.0f s; the %u was sent %u times in %.1f s",
                      sip_seconds(sip_timer_64_t1(context)), final->code, final->copies,
                      sip_seconds(final->last_time - final->time));
}

static enum sip_verdict check_non2xx_not_acked(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *final = sip_transaction_first(t, 300, 699);
    char copies[64] = "";

    if (final == NULL || t->ack_frame != 0 || t->ack_misdirected) {
        return SIP_KEPT; /* or ack-non2xx-new-branch, ack-cseq-mismatch have spoken */
    }
    /* Where the server does not repeat it, the client must have been seen to go on. */
    bool certain = t->transport == SIP_TRANSPORT_UDP ? repeated_to_the_end(context, final)
                                                     : context->end->client_heard > final->time;
    if (context->now - t->final_time <= sip_timer_64_t1(context) || !certain) {
        return SIP_UNDECIDED;
    }
    if (final->copies > 1) {
        snprintf(copies, sizeof(copies), "; the %u was sent %u times in %.1f s", final->code,
                 final->copies, sip_seconds(final->last_time - final->time));
    }
    return sip_broken(finding, context, SIP_START_LINE, "no ACK within %.0f s%s",
                      sip_seconds(sip_timer_64_t1(context)), copies);
}

/* RFC 2543 knew no cookie, and no branch for each transaction. */
static bool top_via_has_cookie(const struct sip_message *m)
{
    struct sip_via via;
    return sip_message_top_via(m, &via) && sip_via_has_cookie(&via);
}

/* An ACK as a transaction of its own, with the INVITE of its CSeq number; else NULL. */
static const struct sip_transaction *invite_of_own_ack(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    bool own = t->method == SIP_METHOD_ACK && t->invite != NULL && t->invite->request_frame != 0;

    return own && top_via_has_cookie(context->message) ? t->invite : NULL;
}

static enum sip_verdict check_same_branch(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *invite = invite_of_own_ack(context);
    const struct sip_response *final;

    /* A stateless proxy makes the same branch of the same branch (RFC 3261 section 16.11). */
    if (invite == NULL || sip_values_count(context->message, SIP_HDR_VIA) != 1) {
        return SIP_NOT_APPLICABLE;
    }
    final = sip_transaction_response(invite, 200, 299, to_tag_of(context->message));
    if (final == NULL || !sip_transaction_same_branch(invite, context->transaction)) {
        return SIP_KEPT;
    }
    return sip_broken_by(
        finding, context, invite->request_frame, row_of(context, SIP_HDR_VIA),
        "the branch is that of the INVITE in frame %u, which the %u in frame %u ended",
        invite->request_frame, final->code, final->frame);
}

static enum sip_verdict check_new_branch(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *invite = invite_of_own_ack(context);
    struct sip_slice tag = to_tag_of(context->message);
    const struct sip_response *final;

    if (invite == NULL || invite->ack_frame != 0 || tag.p == NULL ||
        !sip_endpoint_same_address(&invite->hop->server, &context->packet->destination)) {
        return SIP_NOT_APPLICABLE;
    }
    final = sip_transaction_response(invite, 300, 699, tag);
    if (final == NULL || sip_transaction_response(invite, 200, 299, tag) != NULL ||
        sip_transaction_same_branch(invite, context->transaction)) {
        return SIP_KEPT;
    }
    return sip_broken_by(
        finding, context, invite->request_frame, row_of(context, SIP_HDR_VIA),
        "not the branch of the INVITE in frame %u, which the %u in frame %u refused",
        invite->request_frame, final->code, final->frame);
}

static enum sip_verdict check_ack_cseq(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_transaction *invite = context->transaction->intended;
    const struct sip_message *m = context->message;

    if (context->transaction->method != SIP_METHOD_ACK || invite == NULL ||
        invite->ack_misdirected || to_tag_of(m).p == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    /* It may belong to an INVITE of the same dialog from before the capture. */
    if (invite->in_dialog && m->cseq_number < invite->cseq_number) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, invite->request_frame, row_of(context, SIP_HDR_CSEQ),
                         "CSeq number %u; that of the INVITE in frame %u was %u", m->cseq_number,
                         invite->request_frame, invite->cseq_number);
}

static enum sip_verdict check_ack_to(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_message *m = context->message;
    const struct sip_response *final = sip_transaction_first(t, 300, 699);
    struct sip_slice tag = to_tag_of(m);

    /* Peers of RFC 2543 may have no tag in the response. */
    if (t->method != SIP_METHOD_INVITE || final == NULL || final->to_tag == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_transaction_response(t, 300, 699, tag) != NULL) {
        return SIP_KEPT;
    }
    if (!sip_message_has(m, SIP_HDR_TO) || t->response_count == SIP_TRANSACTION_MAX_RESPONSES) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, final->frame, row_of(context, SIP_HDR_TO),
                         "To tag %.*s; that of the %u in frame %u was %s",
                         SIP_ARG(tag.p ? tag : SIP_SLICE("absent")), final->code, final->frame,
                         final->to_tag);
}

/* The INVITE that a CANCEL names, if it was captured before; else NULL. */
static const struct sip_transaction *cancelled(const struct sip_context *context)
{
    const struct sip_transaction *invite = context->transaction->invite;
    return invite != NULL && invite->request_frame != 0 ? invite : NULL;
}

static enum sip_verdict check_before_provisional(const struct sip_context *context,
                                                 struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_transaction *invite = cancelled(context);
    const struct sip_response *first = invite ? invite->responses : NULL;

    if (invite == NULL || invite->heard_elsewhere || invite->request_time >= t->request_time) {
        return SIP_NOT_APPLICABLE;
    }
    if (first == NULL && t->response_count == 0) {
        return SIP_UNDECIDED; /* perhaps nothing of the server is seen here */
    }
    if (first != NULL && first->time - t->request_time < SIP_CAPTURE_JITTER) {
        return SIP_KEPT;
    }
    /* 100 is the first response of a server, and sent once. */
    bool is_first = first != NULL && first->code == 100 && invite->request_copies == 1;
    if (!is_first && !sip_client_unheard(context, invite, t->request_time)) {
        return SIP_UNDECIDED;
    }
    if (first == NULL) {
        sip_broken(finding, context, SIP_START_LINE,
                   "%.3f s after the INVITE in frame %u, which had "
                   "no response",
                   sip_seconds(t->request_time - invite->request_time), invite->request_frame);
    } else {
        sip_broken(finding, context, SIP_START_LINE,
                   "%.3f s after the INVITE in frame %u; its first "
                   "response, %u in frame %u, came %.3f s later",
                   sip_seconds(t->request_time - invite->request_time), invite->request_frame,
                   first->code, first->frame, sip_seconds(first->time - t->request_time));
    }
    finding->related = invite->request_frame;
    return SIP_BROKEN;
}

static enum sip_verdict check_after_final(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *invite = cancelled(context);

    if (invite == NULL || invite->final_frame == 0 ||
        context->packet->time - invite->final_time < sip_crossing_time(context)) {
        return SIP_KEPT; /* or crossed on the way: cancel-crossed-2xx speaks */
    }
    return sip_broken_by(finding, context, invite->final_frame, SIP_START_LINE,
                         "%.1f s after the %u in frame %u",
                         sip_seconds(context->packet->time - invite->final_time),
                         invite->final_code, invite->final_frame);
}

static enum sip_verdict check_crossed(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    char ack[32] = "no ACK was seen";

    /* A re-INVITE may have been carried out already (RFC 6141 section 3.8): no call hangs on it. */
    if (t->cancel == NULL || t->in_dialog) {
        return SIP_NOT_APPLICABLE;
    }
    int64_t before = t->final_time - t->cancel->request_time;
    if (-before >= sip_crossing_time(context)) {
        return SIP_NOT_APPLICABLE; /* cancel-after-final speaks */
    }
    if (t->ack_frame != 0) {
        snprintf(ack, sizeof(ack), "the ACK is in frame %u", t->ack_frame);
    }
    return sip_broken_by(finding, context, t->cancel->request_frame, SIP_START_LINE,
                         "%u %.3f s %s the CANCEL in frame %u; %s", context->message->code,
                         sip_seconds(before < 0 ? -before : before),
                         before < 0 ? "before" : "after", t->cancel->request_frame, ack);
}

/* RFC 2543: no To tag in any response but 100, and no 487 either (RFC 3261 section 9.1). */
static bool server_is_old(const struct sip_transaction *invite)
{
    const struct sip_response *r = sip_transaction_first(invite, 101, 199);
    return r != NULL && r->to_tag == NULL;
}

static enum sip_verdict check_no_487(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_transaction *invite = cancelled(context);

    if (invite == NULL || invite->response_count == 0 || t->final_code / 100 != 2) {
        return SIP_NOT_APPLICABLE;
    }
    if (invite->final_frame != 0) {
        return SIP_KEPT;
    }
    if (context->now - t->final_time <= sip_timer_64_t1(context) || context->end->acked_anywhere ||
        invite->heard_elsewhere || server_is_old(invite)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, invite->request_frame, SIP_START_LINE,
                         "%u in frame %u, but nothing ended the INVITE of frame %u within %.0f s",
                         t->final_code, t->final_frame, invite->request_frame,
                         sip_seconds(sip_timer_64_t1(context)));
}

static enum sip_verdict check_other_final(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    if (t->final_frame != 0 || t->cancel == NULL || t->cancel->final_code / 100 != 2) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken_by(finding, context, t->cancel->request_frame, SIP_START_LINE,
                         "%u after the CANCEL in frame %u was accepted in frame %u",
                         context->message->code, t->cancel->request_frame, t->cancel->final_frame);
}

static enum sip_verdict check_non_invite(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *other = context->transaction->intended;

    if (context->transaction->method != SIP_METHOD_CANCEL || other == NULL ||
        other->request_frame == 0) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken_by(finding, context, other->request_frame, SIP_START_LINE,
                         "CANCEL of the %s in frame %u", sip_method_name(other->method),
                         other->request_frame);
}

/* Whether the INVITE had a final response before its CANCEL had one. An ACK, even one that came
 * later, tells of a response that the capture has not. */
static bool is_over(const struct sip_transaction *invite, const struct sip_context *context)
{
    return invite->final_frame != 0
               ? invite->final_time <= context->transaction->final_time + SIP_CAPTURE_JITTER
               : context->end->acked_anywhere;
}

/* The last provisional response before a frame, or the first of all. */
static const struct sip_response *last_provisional(const struct sip_transaction *invite,
                                                   uint32_t before)
{
    const struct sip_response *last = sip_transaction_first(invite, 100, 199);

    for (const struct sip_response *r = last; r != NULL && r->frame < before; r = r->next) {
        last = r->code < 200 ? r : last;
    }
    return last;
}

static enum sip_verdict check_not_200(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_transaction *invite = cancelled(context);

    /* Without a response of its own the INVITE may never have arrived. */
    if (invite == NULL || invite->provisional_frame == 0 || is_over(invite, context)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_response *pending =
        last_provisional(invite, context->transaction->final_frame);
    return sip_broken_by(finding, context, invite->request_frame, SIP_START_LINE,
                         "%u, but the INVITE of frame %u was still pending, %u in frame %u",
                         context->message->code, invite->request_frame, pending->code,
                         pending->frame);
}

static enum sip_verdict check_487(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_message *m = context->message;
    int64_t waited = context->packet->time - t->request_time;
    uint32_t expires;

    if (t->cancel != NULL || t->end_explained || t->final_frame != 0) {
        return SIP_KEPT;
    }
    /* A second less: clocks, and copies of the INVITE that were lost. */
    if (waited >= sip_timer_c(context) ||
        (sip_value_seconds(sip_message_value(context->request, SIP_HDR_EXPIRES), &expires) &&
         waited >= (expires - (int64_t)1) * SIP_SECOND)) {
        return SIP_KEPT;
    }
    if (t->request_varied || sip_message_presence(m, SIP_HDR_REASON) != SIP_ABSENT) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "487 %.1f s after the INVITE; no CANCEL, no BYE, no Reason, not expired",
                      sip_seconds(waited));
}

static enum sip_verdict check_cancel_tag(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *invite = cancelled(context);
    const struct sip_response *final = invite ? sip_transaction_first(invite, 200, 699) : NULL;
    struct sip_slice tag = to_tag_of(context->message);
    bool user_agent = false;

    for (const struct sip_response *r = invite ? invite->responses : NULL; r != NULL; r = r->next) {
        user_agent = user_agent || r->from_contact;
    }
    if (final == NULL || final->to_tag == NULL || tag.p == NULL || !user_agent) {
        return SIP_UNDECIDED; /* a proxy answers CANCEL itself, with a tag of its own */
    }
    if (sip_slice_is(tag, final->to_tag)) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, final->frame, row_of(context, SIP_HDR_TO),
                         "To tag %.*s; that of the %u to the INVITE in frame %u was %s",
                         SIP_ARG(tag), final->code, final->frame, final->to_tag);
}

const struct sip_rule sip_rules_ack_cancel[] = {
    {
        .id = "2xx-not-acked",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.2.2.4",
        .see = "RFC 3261 §13.3.1.4; RFC 6026 §8.1",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .check = check_2xx_not_acked,
        .problem = "2xx to INVITE never acknowledged",
        .requirement = "The client acknowledges every 2xx to its INVITE",
        .remedy = "The client must send an ACK: check first whether the 2xx reaches it and whether "
                  "its ACK goes to the address in the Contact or Record-Route of the 2xx. The "
                  "server ends such a call with BYE.",
        .silence =
            "Not reported when the server does not repeat its 2xx for nearly 64*T1: it then has "
            "the ACK, which took another path than the INVITE or was lost by the capture. Not "
            "reported either for a re-INVITE whose client has disappeared (RFC 6141 §5.4).",
    },
    {
        .id = "ack-2xx-same-branch",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.1.1.7",
        .see = "RFC 3261 §13.2.2.4; RFC 3261 §17",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .check = check_same_branch,
        .problem = "ACK to a 2xx with the branch of the INVITE",
        .requirement = "The ACK to a 2xx is a transaction of its own, with its own branch",
        .remedy = "The client must create a new branch for the ACK to a 2xx.",
        .silence =
            "Not reported when the ACK has passed proxies, since a stateless one derives the same "
            "branch from the same branch, or when the branch lacks the magic cookie of RFC 3261.",
    },
    {
        .id = "ack-cseq-mismatch",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.2.2.4",
        .see = "RFC 3261 §17.1.1.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .check = check_ack_cseq,
        .problem = "CSeq number of the ACK differs from the INVITE",
        .requirement = "An ACK has the CSeq number of its INVITE",
        .remedy = "The client must copy the number from the INVITE to which the server responded, "
                  "not from an earlier attempt.",
        .silence = "Not reported when the capture may have missed an older INVITE of the dialog.",
    },
    {
        .id = "ack-non2xx-new-branch",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.1.1.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .check = check_new_branch,
        .problem = "ACK to a non-2xx response with a new branch",
        .requirement = "The ACK to a 3xx-6xx has the top Via of its INVITE, branch included",
        .remedy = "The client must put the top Via of the INVITE into the ACK. Otherwise the "
                  "server keeps retransmitting its response.",
        .silence = "Not reported when the To tag does not show which response is acknowledged, or "
                   "when the branch lacks the magic cookie of RFC 3261. Reported once per INVITE.",
    },
    {
        .id = "ack-non2xx-to-mismatch",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.1.1.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .check = check_ack_to,
        .problem = "To tag of the ACK differs from that of the response",
        .requirement = "The ACK to a 3xx-6xx has the To of the response, tag included",
        .remedy = "The client must copy To from the response that it acknowledges.",
        .silence = "Not reported when the response had no To tag: the server follows RFC 2543.",
    },
    {
        .id = "non2xx-not-acked",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.1.1.2",
        .see = "RFC 3261 §17.2.1",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "300-699",
        .methods = SIP_M(INVITE),
        .check = check_non2xx_not_acked,
        .problem = "3xx-6xx to INVITE never acknowledged",
        .requirement = "The client acknowledges a 3xx-6xx to its INVITE, over any transport",
        .remedy = "The client must send an ACK: check first whether the response reaches it (port, "
                  "NAT), and whether its ACK has the branch and To tag that the server expects.",
        .silence = "Not reported when the transport is UDP and the response was not repeated for "
                   "nearly 64*T1: either the server has an ACK that was not captured, or it is "
                   "stateless (RFC 3261 §26.3.2.4).",
    },
    {
        .id = "cancel-before-provisional",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §9.1",
        .when = SIP_AT_END,
        .methods = SIP_M(CANCEL),
        .check = check_before_provisional,
        .problem = "CANCEL sent before any provisional response",
        .requirement = "A CANCEL is sent only after a provisional response to its INVITE",
        .remedy = "The client must wait for the first response before it sends the CANCEL, which "
                  "might otherwise overtake the INVITE.",
        .silence = "Not reported when nothing from the server was captured, or when the response "
                   "came less than 50 ms later. Over UDP, only reported if a 100 came later or the "
                   "INVITE was retransmitted shortly before; otherwise the client may have had a "
                   "response that was not captured.",
    },
    {
        .id = "cancel-after-final",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §9.1",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(CANCEL),
        .check = check_after_final,
        .problem = "CANCEL sent after the final response",
        .requirement = "No CANCEL is sent after the final response: it has no effect",
        .remedy = "The client must end an answered call with BYE, and do nothing about a failed "
                  "one. Check first whether the response reached the client.",
        .silence = "Not reported when the CANCEL may have crossed with the response (up to 1.5 "
                   "times T1 after it).",
    },
    {
        .id = "cancel-crossed-2xx",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 5407 §3.1.2",
        .see = "RFC 3261 §9.1; RFC 3261 §15; RFC 3261 §13.2.2.4",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .check = check_crossed,
        .problem = "CANCEL crossed with the 2xx: the call is up",
        .requirement =
            "A call that is answered in spite of its CANCEL is acknowledged and ended with BYE",
        .remedy = "The client must send ACK and BYE. Otherwise the callee stays in a call without "
                  "a caller.",
        .silence = "Not reported when the request is a re-INVITE, which may already have taken "
                   "effect (RFC 6141 §3.8).",
    },
    {
        .id = "cancel-no-487",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §9.2",
        .see = "RFC 3261 §9.1",
        .when = SIP_AT_END,
        .methods = SIP_M(CANCEL),
        .check = check_no_487,
        .problem = "CANCEL accepted, but the INVITE got no 487",
        .requirement = "A server that accepts a CANCEL ends the INVITE with 487",
        .remedy = "The server must also send a final response to the INVITE itself. The client "
                  "gives up 64*T1 after its CANCEL.",
        .silence = "Not reported when an ACK shows that a final response came, or when the server "
                   "follows RFC 2543, which has no 487.",
    },
    {
        .id = "cancel-other-final",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §9.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "300-486,488-699",
        .methods = SIP_M(INVITE),
        .check = check_other_final,
        .problem = "Cancelled INVITE ended with another code than 487",
        .requirement = "A cancelled INVITE ends with 487",
        .remedy = "The server should respond with 487. If it is a proxy, it may have chosen the "
                  "response of another branch.",
        .silence = "Not reported when the CANCEL was accepted only after the INVITE had ended.",
    },
    {
        .id = "cancel-non-invite",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §9.1",
        .see = "RFC 3261 §9.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(CANCEL),
        .check = check_non_invite,
        .problem = "CANCEL of a request other than INVITE",
        .requirement = "Only an INVITE is cancelled",
        .remedy =
            "The client must wait for the response, which comes soon. CANCEL has no effect here.",
    },
    {
        .id = "cancel-not-200",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §9.2",
        .see = "RFC 3261 §16.10",
        .when = SIP_AT_END_OF_FINAL,
        /* Of the others another rule speaks, or they may have their reason (400, 5xx). */
        .codes = "300-399,402-404,406,408-419,421-486,488-499,600-699",
        .methods = SIP_M(CANCEL),
        .check = check_not_200,
        .problem = "CANCEL refused although the INVITE was pending",
        .requirement = "The response to a CANCEL of a pending INVITE is 200",
        .remedy = "The server must find the INVITE by branch and sent-by of the top Via. Otherwise "
                  "the call keeps ringing.",
        .silence = "Not reported when the INVITE had no response yet, so that the server may not "
                   "know it, or when it had a final response, captured or shown by an ACK. Some "
                   "codes have rules of their own: 401 and 407 (challenge-to-cancel), 405 and 501 "
                   "(501-baseline-method), 420 (420-to-cancel), 487 (487-to-cancel).",
    },
    {
        .id = "487-without-cancel",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.4.25",
        .see = "RFC 3261 §9.2; RFC 3261 §13.3.1; RFC 3261 §15.1.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "487",
        .methods = SIP_M(INVITE),
        .check = check_487,
        .problem = "487 without CANCEL, BYE or expiry",
        .requirement = "A 487 follows a CANCEL, a BYE or the end of Expires",
        .remedy = "The server that gives up by itself should respond with 480 or 408, or say why "
                  "in Reason. Check first which element gave up.",
        .silence = "Not reported when a Reason header field is present, after Timer C (180 s), "
                   "when a proxy gives up, or when a CANCEL with another branch or a BYE from "
                   "either side explains the 487.",
    },
    {
        .id = "cancel-to-tag",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §9.2",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(CANCEL),
        .check = check_cancel_tag,
        .problem = "To tags in the responses to CANCEL and INVITE differ",
        .requirement = "A user agent uses the same To tag in its responses to CANCEL and INVITE",
        .remedy = "The called user agent should use one To tag in all its responses to one call.",
        .silence = "Only reported when the Contact of a response shows that the server is the user "
                   "agent: proxies respond to CANCEL themselves, with tags of their own.",
    },
};
SIP_SUBJECT_END(ack_cancel);
