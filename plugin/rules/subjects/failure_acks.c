/* failure_acks.c
 * The ACK to a 3xx-6xx: whether it comes, and whether it fits (RFC 3261 sections 17.1.1.2, 17.1.1.3 and 17.2.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/endpoint.h"
#include "rules/engine/fields.h"
#include "rules/engine/timers.h"
#include "rules/subjects/ack_copies.h"
#include "rules/subjects/subjects.h"

/* The failure, if ACKs with its To tag and the branch of the INVITE passed here, and its server repeated it by its
 * own timer: no copy of the INVITE came after it but one that may have crossed it. Another final response may have an
 * ACK of its own. */
static const struct sip_response *acknowledged(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *r = sip_transaction_first(t, 200, 699);
    bool counts = r != NULL && r->code >= 300 && r->frame == t->final_frame && r->acks > 0 &&
                  sip_transaction_first(t, 200, 299) == NULL && r == t->last_response;

    return counts && t->transport == SIP_TRANSPORT_UDP && !t->request_varied &&
                   t->last_request_time < r->stamp + sip_crossing_time(context) &&
                   (t->last_request_time < r->stamp || t->last_request_time < t->ack_time)
               ? r
               : NULL;
}

/* Copies without an ACK that show that the client sends no more of them: one may be lost on its way to the client,
 * or its ACK in the capture. */
#define COPIES_NOT_ACKED 3

static enum sip_verdict check_repetition_not_acked(const struct sip_context *context,
                                                   struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *r = acknowledged(context);

    if (r == NULL || sip_copies_without_ack(context, r) < COPIES_NOT_ACKED) {
        return SIP_KEPT;
    }
    if (sip_transaction_lost_request(t, r->stamp)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(
        finding, context, t->ack_frame, SIP_START_LINE,
        "the %u was sent %u times in %.1f s; ACKs from %s: %u, the first in frame %u", r->code,
        r->copies, sip_seconds(r->last_time - r->stamp), sip_endpoint_text(&t->hop->client).s,
        r->acks, t->ack_frame);
}

/* Copies after the first ACK that are too many to have crossed it or one of the others. */
#define COPIES_DESPITE_ACK 4

static enum sip_verdict check_despite_ack(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *r = acknowledged(context);

    if (r == NULL || r->copies < r->copies_before_ack + COPIES_DESPITE_ACK) {
        return SIP_KEPT;
    }
    /* The ACK to the last copy may come after the end of the capture, no other. */
    if (r->copies > r->copies_before_ack + r->acks ||
        r->last_time - t->ack_time < 10 * sip_timer_t1(context)) {
        return SIP_UNDECIDED; /* or non2xx-repetition-not-acked is reported */
    }
    return sip_broken_by(
        finding, context, t->ack_frame, SIP_START_LINE,
        "the %u was sent %u times, the last %.1f s after the ACK in frame %u went to %s; ACKs "
        "that passed here: %u",
        r->code, r->copies, sip_seconds(r->last_time - t->ack_time), t->ack_frame,
        sip_endpoint_text(&t->hop->server).s, r->acks);
}

/* Whether only the sent-by makes it another transaction: ack-non2xx-uri-mismatch. Unknown where the INVITE
 * was not captured whole. */
static enum sip_presence has_branch_of(const struct sip_message *ack,
                                       const struct sip_transaction *invite)
{
    struct sip_message room;
    const struct sip_message *request = sip_transaction_request(invite, &room);

    if (request == NULL) {
        return SIP_PERHAPS;
    }
    return sip_slice_equal(ack->top_via.branch, request->top_via.branch) ? SIP_PRESENT : SIP_ABSENT;
}

static enum sip_verdict check_new_branch(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *invite = sip_invite_of_own_ack(context);
    struct sip_slice tag = sip_message_to_tag(context->message);
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
    enum sip_presence same = has_branch_of(context->message, invite);
    if (same != SIP_ABSENT) {
        return same == SIP_PRESENT ? SIP_KEPT : SIP_UNDECIDED;
    }
    return sip_broken_by(
        finding, context, invite->request_frame, sip_context_bytes(context, SIP_HDR_VIA),
        "branch is not that of the INVITE in frame %u, which the %u in frame %u refused",
        invite->request_frame, final->code, final->frame);
}

static enum sip_verdict check_ack_to(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_message *m = context->message;
    const struct sip_response *final = sip_transaction_first(t, 300, 699);
    struct sip_slice tag = sip_message_to_tag(m);

    /* Peers of RFC 2543 may have no tag in the response. With the tag of another branch see ack-2xx-same-branch. */
    if (t->method != SIP_METHOD_INVITE || final == NULL || final->to_tag == NULL ||
        sip_dialog_sibling_of_ack(context->dialog, t, m) != NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_transaction_response(t, 300, 699, tag) != NULL) {
        return SIP_KEPT;
    }
    if (!sip_message_has(m, SIP_HDR_TO) || t->response_count == SIP_TRANSACTION_MAX_RESPONSES) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, final->frame, sip_context_bytes(context, SIP_HDR_TO),
                         "To tag %.*s; that of the %u in frame %u was %s",
                         SIP_ARG(sip_or_absent(context, tag)), final->code, final->frame,
                         final->to_tag);
}

static enum sip_verdict check_non2xx_not_acked(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *final = sip_transaction_first(t, 300, 699);
    char copies[64] = "";

    if (final == NULL || t->ack_frame != 0 || t->ack_misdirected) {
        return SIP_KEPT; /* or reported by ack-non2xx-new-branch, ack-cseq-mismatch */
    }
    /* Where the server does not repeat it, the client must have been seen to go on. */
    bool goes_on = context->end->client_heard > final->stamp || t->tried_again;
    bool certain =
        sip_lacks_ack(context, final) || (t->transport != SIP_TRANSPORT_UDP && goes_on &&
                                          context->now - final->stamp > sip_timer_64_t1(context));
    if (!certain || !sip_ack_would_be_seen(context, final)) {
        return SIP_UNDECIDED;
    }
    if (final->copies > 1) {
        sip_piece(context, copies, sizeof(copies), "; the %u was sent %u times in %.1f s",
                  final->code, final->copies, sip_seconds(final->last_time - final->stamp));
    }
    return sip_broken(finding, context, SIP_START_LINE, "no ACK within %.0f s%s",
                      sip_seconds_without_ack(context, final), copies);
}

const struct sip_rule sip_rules_failure_acks[] = {
    {
        .id = "ack-non2xx-new-branch",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.1.1.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .once = SIP_ONCE_A_CLIENT,
        .check = check_new_branch,
        .problem = "ACK to a non-2xx response with a new branch",
        .requirement = "The ACK to a 3xx-6xx has the top Via of its INVITE, branch included",
        .remedy = "The client must put the top Via of the INVITE into the ACK. Otherwise the "
                  "server keeps retransmitting its response.",
        .silence = "Not reported when the To tag does not show which response is acknowledged, or "
                   "when the branch lacks the magic cookie of RFC 3261. Reported once per INVITE.",
        .explains = {"non2xx-retrans-on-reliable", "invite-retrans-after-final"},
    },
    {
        .id = "ack-non2xx-to-mismatch",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.1.1.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .once = SIP_ONCE_A_CLIENT,
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
        .alone = true,
        .timed = true,
        .check = check_non2xx_not_acked,
        .problem = "3xx-6xx to INVITE never acknowledged",
        .requirement = "The client acknowledges a 3xx-6xx to its INVITE, over any transport",
        .remedy = "The client must send an ACK: check first whether the response reaches it (port, "
                  "NAT), and whether its ACK has the branch and To tag that the server expects.",
        .silence =
            "Not reported when the transport is UDP and the response was not repeated for "
            "nearly 64*T1 (7 s where it still was when the capture ended): either the server "
            "has an ACK that was not captured, or it is stateless (RFC 3261 §26.3.2.4).",
    },
    {
        .id = "non2xx-repetition-not-acked",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.1.1.2",
        .see = "RFC 3261 §17.2.1",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "300-699",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_repetition_not_acked,
        .problem = "Repeated 3xx-6xx left without a new ACK",
        .requirement = "The client sends the ACK again for every repetition of a 3xx-6xx, for 32 s",
        .remedy = "The client must keep the transaction until Timer D fires, and send its ACK "
                  "again each time a copy of the response arrives: the first may have been lost.",
        .silence =
            "Only reported over UDP, where an ACK to this response was seen and there are "
            "at least three ACKs fewer than copies. Copies captured twice, those in the last "
            "T2 of the capture and those that a copy of the INVITE asked for are left out; one "
            "copy that crossed the response does no harm.",
    },
    {
        .id = "non2xx-repeated-despite-ack",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.2.1",
        .see = "RFC 3261 §17.1.1.3; RFC 3261 §17.2.3",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "300-699",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_despite_ack,
        .problem = "3xx-6xx still repeated although it was acknowledged",
        .requirement = "The server stops repeating its 3xx-6xx to INVITE once the ACK arrives",
        .remedy = "Check first whether the ACK reaches the server: the capture shows only that it "
                  "passed here. If it does, the server must match it to the INVITE by branch, "
                  "sent-by and CSeq, and stop repeating the response.",
        .silence = "Only reported over UDP, where an ACK with the branch of the INVITE and the To "
                   "tag of the response passed on this hop after every copy (but perhaps the "
                   "last), at least 4 copies came after the first ACK, and the last of them 10 "
                   "times T1 after it: one or two late copies merely cross the ACK. Where three "
                   "ACKs or more are missing, non2xx-repetition-not-acked is reported, and another "
                   "branch or To tag by ack-non2xx-new-branch or ack-non2xx-to-mismatch.",
    },
};

SIP_SUBJECT_END(failure_acks);
