/* prack.c
 * PRACK and what it acknowledges (RFC 3262).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>

#include "rules/engine/endpoint.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "rules/engine/timers.h"
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
    const struct sip_transaction *prack = first != NULL ? first->prack : NULL;
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
 * client whom a challenge asked for credentials comes again. */
static bool was_refused(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;

    if (t->final_frame == 0) {
        return context->now - t->request_time >= sip_timer_64_t1(context);
    }
    return t->final_code >= 400 && t->final_code != 401 && t->final_code != 407;
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
        bool fits = r->rseq == rack.rseq && (rack.rseq != 0 || r->reliable);
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
};

SIP_SUBJECT_END(prack);
