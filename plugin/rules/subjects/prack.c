/* prack.c
 * PRACK and what it acknowledges (RFC 3262).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/endpoint.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/prack_code.h"
#include "rules/subjects/prack_owed.h"
#include "rules/subjects/reliable.h"
#include "rules/subjects/subjects.h"
#include "sip/rack.h"

/* The first response of the INVITE that has this RSeq, in one dialog or in any (tag.p == NULL). */
static const struct sip_response *with_rseq(const struct sip_transaction *invite, uint32_t rseq,
                                            struct sip_slice tag)
{
    const struct sip_response *r = invite->responses;

    while (r != NULL &&
           !(r->reliable && r->rseq == rseq && (tag.p == NULL || sip_response_has_tag(r, tag)))) {
        r = r->next;
    }
    return r;
}

/* --- Repeated although acknowledged --- */

/* The newest time of a copy, octet for octet or not. */
static int64_t last_copy(const struct sip_response *first)
{
    int64_t last = INT64_MIN;

    for (const struct sip_response *r = first; r != NULL; r = r->next) {
        if (r->reliable && r->rseq == first->rseq && r->last_time > last &&
            sip_tags_equal(sip_response_to_tag(r), sip_response_to_tag(first))) {
            last = r->last_time;
        }
    }
    return last;
}

static enum sip_verdict check_repeated(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    uint32_t rseq = sip_message_reliable_rseq(context->message);
    struct sip_slice tag = sip_message_to_tag(context->message);

    if (t == NULL || rseq == 0 || tag.p == NULL || t->responses == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_response *first = with_rseq(t, rseq, tag);
    if (first == NULL || sip_reliable_other(context, first) != SIP_ABSENT) {
        return SIP_NOT_APPLICABLE; /* of another one with this RSeq rseq-not-plus-one is reported */
    }
    const struct sip_transaction *prack = first->prack;
    if (prack == NULL || prack->final_code / 100 != 2) {
        return SIP_NOT_APPLICABLE;
    }
    int64_t stop = prack->final_time + sip_timer_t1(context);
    if (context->packet->overdue || t->request_varied ||
        !sip_endpoint_same_address(&prack->hop->server, &t->hop->server) ||
        !sip_endpoint_same_address(&prack->hop->client, &t->hop->client)) {
        return SIP_UNDECIDED;
    }
    if (context->packet->stamp <= stop || last_copy(first) > stop) {
        return SIP_KEPT; /* it may have crossed, or is not the first of them */
    }
    return sip_broken_by(
        finding, context, prack->final_frame, SIP_START_LINE,
        "RSeq %u of frame %u again from %s, %.1f s after frame %u accepted its PRACK (frame %u)",
        rseq, first->frame, sip_endpoint_text(&context->packet->source).s,
        sip_seconds(context->packet->stamp - prack->final_time), prack->final_frame,
        prack->request_frame);
}

/* --- A PRACK that acknowledges nothing --- */

/* Whether all provisional responses of the INVITE were captured, as far as can be told. */
static bool is_followed(const struct sip_transaction *invite)
{
    return invite->request_frame != 0 && !invite->request_varied && !invite->heard_elsewhere &&
           invite->response_count > 0 && invite->response_count < SIP_TRANSACTION_MAX_RESPONSES;
}

static enum sip_verdict unreadable(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_RACK);

    if (row == NULL) {
        return context->message->headers_complete
                   ? sip_broken(finding, context, SIP_START_LINE,
                                "PRACK from %s has no RAck, so it acknowledges no response",
                                sip_endpoint_text(&context->transaction->hop->client).s)
                   : SIP_UNDECIDED;
    }
    return sip_broken(finding, context, sip_row_bytes(row),
                      "RAck: %.*s in the PRACK from %s is not RSeq, CSeq number and method",
                      SIP_ARG(row->value), sip_endpoint_text(&context->transaction->hop->client).s);
}

/* Whether the PRACK was not accepted: where it was, the response may only not have been captured. The
 * client whom a challenge asked for credentials comes again. One that has no response is sent again over UDP: where it
 * came once, the capture lacks its response. */
static bool was_refused(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;

    if (t->final_frame == 0) {
        return context->now - t->request_time >= sip_timer_64_t1(context) &&
               (t->request_copies > 1 || sip_transport_is_reliable(t->transport));
    }
    return t->final_code >= 400 && !sip_transaction_is_challenged(t);
}

/* The INVITE that the client had sent last in the dialog, where RAck names none that was captured. */
static const struct sip_transaction *invite_of_dialog(const struct sip_context *context)
{
    const struct sip_dialog *dialog = context->dialog;

    if (dialog == NULL || !dialog->from_start || dialog->ambiguous) {
        return NULL;
    }
    return dialog->sides[sip_dialog_client(dialog, context->message)].invites[0];
}

static enum sip_verdict names_nothing(const struct sip_context *context,
                                      struct sip_finding *finding,
                                      const struct sip_transaction *invite)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_RACK);
    const struct sip_response *r = invite->responses;
    char known[80];

    while (r != NULL && !r->reliable) {
        r = r->next;
    }
    if (r != NULL) {
        sip_piece(context, known, sizeof(known), "RSeq was %u, in the %u of frame %u", r->rseq,
                  r->code, r->frame);
    } else {
        sip_piece(context, known, sizeof(known), "none was sent reliably");
    }
    return sip_broken_by(
        finding, context, r != NULL ? r->frame : invite->request_frame, sip_row_bytes(row),
        "RAck: %.*s in the PRACK from %s fits no response to INVITE %u of frame %u: %s",
        SIP_ARG(row->value), sip_endpoint_text(&context->transaction->hop->client).s,
        invite->cseq_number, invite->request_frame, known);
}

/* Of one that was accepted all the same prack-unmatched-code is reported. */
static enum sip_verdict check_names_response(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    const struct sip_transaction *invite = context->transaction->invite;
    const struct sip_response *r;
    struct sip_rack rack;

    if (!sip_message_rack(context->message, &rack)) {
        return unreadable(context, finding);
    }
    if (invite == NULL) {
        invite = invite_of_dialog(context);
        return invite != NULL && invite->cseq_number != rack.cseq_number && is_followed(invite) &&
                       was_refused(context)
                   ? names_nothing(context, finding, invite)
                   : SIP_UNDECIDED;
    }
    for (r = invite->responses; r != NULL; r = r->next) {
        bool fits = r->code < 200 && r->rseq == rack.rseq && (rack.rseq != 0 || r->reliable);
        if (r->uncertain || (fits && sip_slice_is(rack.method, "INVITE"))) {
            return r->uncertain ? SIP_UNDECIDED : SIP_KEPT; /* or prack-wrong-dialog is reported */
        }
    }
    return is_followed(invite) && was_refused(context) ? names_nothing(context, finding, invite)
                                                       : SIP_UNDECIDED;
}

/* --- A PRACK in another early dialog --- */

static enum sip_verdict check_dialog(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *invite = context->transaction->invite;
    struct sip_slice tag = sip_message_to_tag(context->message), any = {NULL, 0};
    struct sip_rack rack;

    if (invite == NULL || tag.p == NULL || !sip_message_rack(context->message, &rack) ||
        !sip_slice_is(rack.method, "INVITE")) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_response *meant = with_rseq(invite, rack.rseq, any);
    if (meant == NULL || with_rseq(invite, rack.rseq, tag) != NULL) {
        return meant != NULL ? SIP_KEPT : SIP_NOT_APPLICABLE;
    }
    const struct sip_response *own = sip_transaction_response(invite, 101, 199, tag);
    if (own == NULL || meant->to_tag == NULL || invite->request_varied) {
        return SIP_UNDECIDED; /* of a tag that no response had in-dialog-tag-wrong is reported */
    }
    return sip_broken_by(
        finding, context, meant->frame, tag,
        "RAck: %.*s is that of the %u in frame %u with To tag %s, but the PRACK from %s has To tag "
        "%.*s, that of frame %u",
        SIP_ARG(sip_message_value(context->message, SIP_HDR_RACK)), meant->code, meant->frame,
        meant->to_tag, sip_endpoint_text(&context->packet->source).s, SIP_ARG(tag), own->frame);
}

/* The second reliable response in the dialog of a first one, or NULL. */
static const struct sip_response *second_reliable(const struct sip_response *first)
{
    const struct sip_response *r = first->next;

    while (r != NULL && !(r->reliable && r->rseq > first->rseq &&
                          sip_response_has_tag(r, sip_response_to_tag(first)))) {
        r = r->next;
    }
    return r;
}

static enum sip_verdict check_second_before_prack(const struct sip_context *context,
                                                  struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    if (t->prack_unknown) {
        return SIP_UNDECIDED; /* the first may not be the one that was seen first */
    }
    for (const struct sip_response *r = t->responses; r != NULL && !t->request_varied;
         r = r->next) {
        if (!r->reliable || sip_previous_reliable(t, r, sip_response_to_tag(r)) != NULL) {
            continue;
        }
        const struct sip_response *second = second_reliable(r);
        if (second != NULL && second->stamp + SIP_CAPTURE_JITTER < sip_unacknowledged_at(r)) {
            return sip_broken_at(
                finding, context, second, r->frame,
                "RSeq %u; the %u in frame %u (RSeq %u) was not acknowledged: %s %u", second->rseq,
                r->code, r->frame, r->rseq, sip_word(context, sip_unacknowledged_proof(r)),
                sip_unacknowledged_frame(r, second->frame));
        }
    }
    return SIP_KEPT;
}

static bool has_reliable(const struct sip_transaction *t)
{
    const struct sip_response *r = t->responses;

    while (r != NULL && !r->reliable) {
        r = r->next;
    }
    return r != NULL;
}

static enum sip_verdict check_not_pracked(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    /* Without the offer the server is at fault: see rel1xx-not-offered. */
    if (t->prack_unknown || t->request_varied || !has_reliable(t) ||
        !sip_response_option(context, "100rel")) {
        return SIP_UNDECIDED;
    }
    for (const struct sip_response *r = t->responses; r != NULL && r->code < 200; r = r->next) {
        const struct sip_response *last = sip_previous_reliable(t, r, sip_response_to_tag(r));
        bool in_order = last == NULL || r->rseq == last->rseq + 1;
        if (r->reliable && in_order && sip_prack_left_at_challenge(context, r)) {
            return sip_broken_at(finding, context, r, r->prack->final_frame,
                                 "the PRACK for RSeq %u in frame %u was challenged with %u and not "
                                 "sent again; the %u was sent %u times in %.1f s",
                                 r->rseq, r->prack->request_frame, r->prack->final_code, r->code,
                                 r->copies, sip_seconds(r->last_time - r->stamp));
        }
        if (r->reliable && in_order && sip_lacks_prack(context, r)) {
            return sip_broken_at(finding, context, r, t->request_frame,
                                 "no PRACK for RSeq %u; the %u was sent %u times in %.1f s",
                                 r->rseq, r->code, r->copies, sip_seconds(r->last_time - r->stamp));
        }
    }
    return SIP_KEPT;
}

/* --- A second PRACK for what the first has acknowledged --- */

/* Whether the server has used the RSeq for responses with different codes: then it is at fault. */
static bool is_rseq_shared(const struct sip_transaction *invite, const struct sip_response *first)
{
    for (const struct sip_response *r = first->next; r != NULL; r = r->next) {
        if (r->reliable && r->rseq == first->rseq && r->code != first->code) {
            return true;
        }
    }
    return invite->request_varied;
}

/* Not the same PRACK repeated, or seen on two hops. */
static enum sip_verdict check_again(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction, *invite = t->invite;
    struct sip_rack rack;

    if (invite == NULL || t->is_branch || !sip_message_rack(context->message, &rack)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_response *r =
        with_rseq(invite, rack.rseq, sip_message_to_tag(context->message));
    const struct sip_transaction *first = r != NULL ? r->prack : NULL;
    if (first == NULL || first->hop != t->hop || first->cseq_number >= t->cseq_number ||
        first->request_time > t->request_time || sip_transaction_is_challenged(t)) {
        return SIP_KEPT;
    }
    if (first->final_code / 100 != 2 || is_rseq_shared(invite, r)) {
        return SIP_UNDECIDED; /* what was refused may be tried again */
    }
    return sip_broken_by(
        finding, context, first->request_frame, sip_context_bytes(context, SIP_HDR_RACK),
        "RAck: %.*s with CSeq %u, after the PRACK in frame %u with CSeq %u, which "
        "frame %u accepted; the %u was sent %u times",
        SIP_ARG(sip_message_value(context->message, SIP_HDR_RACK)), t->cseq_number,
        first->request_frame, first->cseq_number, first->final_frame, r->code, r->copies);
}

static enum sip_verdict check_2xx_before_prack(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice dialog = sip_message_to_tag(context->message);

    for (const struct sip_response *r = t->responses; r != NULL && !t->request_varied;
         r = r->next) {
        if (r->reliable && r->has_sdp && sip_response_has_tag(r, dialog) &&
            r->frame < t->final_frame &&
            t->final_time + SIP_CAPTURE_JITTER < sip_unacknowledged_at(r)) {
            return sip_broken_by(
                finding, context, r->frame, SIP_START_LINE,
                "the %u with SDP in frame %u (RSeq %u) was not acknowledged: %s %u", r->code,
                r->frame, r->rseq, sip_word(context, sip_unacknowledged_proof(r)),
                sip_unacknowledged_frame(r, t->final_frame));
        }
    }
    return SIP_KEPT;
}

const struct sip_rule sip_rules_prack[] = {
    {
        .id = "rel1xx-repeated-after-prack",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3262 §3",
        .looks_back = true,
        .codes = "101-199",
        .methods = SIP_M(INVITE),
        .needs = {SIP_HDR_RSEQ},
        .timed = true,
        .check = check_repeated,
        .problem = "Reliable 1xx still repeated after its PRACK was accepted",
        .requirement =
            "The server stops repeating a reliable provisional response once its PRACK has arrived",
        .remedy = "The server must treat the response as acknowledged when it sends 2xx to the "
                  "PRACK, and stop its retransmission timer.",
        .silence = "Only reported where the same server sent 2xx to the PRACK on the same hop, and "
                   "once, on the first copy that comes later than T1 after that 2xx: earlier "
                   "copies may cross it. Packets captured twice are ignored.",
    },
    {
        .id = "prack-for-unreliable",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §7.2",
        .see = "RFC 3262 §3; RFC 3262 §4; RFC 3262 §10",
        .when = SIP_AT_END,
        .methods = SIP_M(PRACK),
        .timed = true,
        .check = check_names_response,
        .problem = "PRACK acknowledges no reliable provisional response",
        .requirement = "RAck of a PRACK repeats RSeq and CSeq of a reliable provisional response",
        .remedy = "The client must send PRACK only to a provisional response with RSeq and "
                  "Require: 100rel, and copy RSeq and CSeq of that response into RAck.",
        .silence =
            "Only reported where RAck cannot be read, or where the PRACK was refused or had no "
            "response: where it was accepted, the response may only not have been captured "
            "(otherwise prack-unmatched-code is reported). Not reported where the INVITE was not "
            "captured, where a provisional response was cut off, where RSeq is 0 (see "
            "rseq-out-of-range), or where RAck fits another early dialog (see prack-wrong-dialog).",
        .explains = {"rel1xx-not-pracked"},
    },
    {
        .id = "prack-again",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §4",
        .when = SIP_AT_END,
        .methods = SIP_M(PRACK),
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_again,
        .problem = "Another PRACK for a response acknowledged before",
        .requirement = "A reliable provisional response that comes again is discarded: it gets no "
                       "new PRACK",
        .remedy = "The client must recognize the copy by dialog, CSeq and RSeq, and drop it. Until "
                  "its PRACK is answered it repeats that PRACK, with the same CSeq.",
        .silence = "Only reported where the first PRACK was accepted, and the second one has a "
                   "higher CSeq number and went the same way. Not reported where either was "
                   "challenged, or where the server has used the RSeq twice (rseq-not-plus-one "
                   "reports that).",
    },
    {
        .id = "prack-wrong-dialog",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §4",
        .see = "RFC 3262 §3; RFC 3261 §12.2.1.1",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(PRACK),
        .check = check_dialog,
        .problem = "PRACK sent in the wrong early dialog",
        .requirement = "A PRACK is sent in the early dialog of the response that it acknowledges",
        .remedy = "The client must take the To tag of the PRACK from the response whose RSeq is in "
                  "RAck. Otherwise the server that sent this response goes on repeating it.",
        .silence =
            "Not reported where several forks use the same RSeq: any early dialog whose RSeq fits "
            "is right. Not reported either where no response has the To tag of the PRACK.",
        .explains = {"rel1xx-not-pracked", "prack-unmatched-code"},
    },
    {
        .id = "rel1xx-second-before-prack",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3262 §3",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_second_before_prack,
        .problem = "Second reliable 1xx before the PRACK of the first",
        .requirement = "The second reliable provisional response waits for the PRACK of the first",
        .remedy = "The server must not send the second one until the first is acknowledged: the "
                  "client cannot know their order.",
        .silence = "Only reported when the PRACK came after the second response, or the first was "
                   "sent again after it. Not reported for the third and later ones, which should "
                   "wait but need not. Each fork is checked separately.",
    },
    {
        .id = "rel1xx-not-pracked",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §4",
        .see = "RFC 3262 §3",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_not_pracked,
        .problem = "Reliable provisional response without PRACK",
        .requirement = "The client acknowledges each reliable provisional response with PRACK",
        .remedy =
            "The client must send a PRACK. Check first whether the response reaches it and "
            "where its PRACK goes: to the Contact of the response, along its Record-Route. One "
            "that was challenged must be sent again with credentials.",
        .silence = "Only reported when the response was sent three times, or when the ACK to a 2xx "
                   "was seen in the same dialog: a PRACK may take another path than the INVITE. "
                   "One that was challenged is none if the response is repeated after that. "
                   "Not reported for responses out of order, which must not be acknowledged, or "
                   "when the INVITE did not offer 100rel. The ACK does not count where the CSeq "
                   "numbers of the client show that one of its requests was not captured.",
        .explains = {"rel1xx-second-before-prack", "2xx-before-prack-of-sdp"},
    },
    {
        .id = "prack-unmatched-code",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx,405,481,501",
        .methods = SIP_M(PRACK),
        .timed = true,
        .check = sip_check_prack_code,
        .problem = "Wrong status code in the response to PRACK",
        .requirement = "A PRACK that matches a pending response gets 2xx, any other gets 481",
        .remedy = "The server must look up dialog, RSeq, CSeq number and method of the PRACK among "
                  "its unacknowledged reliable responses.",
        .silence = "Not reported when the INVITE is completed or cancelled, since its dialog may "
                   "be gone, or when the PRACK refers to a response that was not captured, unless "
                   "the user agent itself responds over TCP or TLS and the stream was captured "
                   "without a gap. Proxies may reject a PRACK with other codes.",
    },
    {
        .id = "2xx-before-prack-of-sdp",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3262 §3",
        .see = "RFC 3262 §5",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_2xx_before_prack,
        .problem = "2xx before the PRACK of a reliable 1xx with SDP",
        .requirement =
            "No 2xx is sent while a reliable provisional response with SDP is unacknowledged",
        .remedy = "The server must not send its 2xx before the PRACK arrives: the client may still "
                  "lack the SDP of the provisional response.",
        .silence = "Only reported when the PRACK came after the 2xx, or the provisional response "
                   "was sent again after it. Each fork is checked separately.",
        .explains = {"provisional-after-final"},
    },
};

SIP_SUBJECT_END(prack);
