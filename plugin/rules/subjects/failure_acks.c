/* failure_acks.c
 * A 3xx-6xx to INVITE that is repeated although an ACK to it was sent (RFC 3261 sections 17.1.1.2 and 17.2.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/endpoint.h"
#include "rules/engine/timers.h"
#include "rules/subjects/ack_copies.h"
#include "rules/subjects/subjects.h"

/* The failure, if ACKs with its To tag and the branch of the INVITE passed here, and its server repeated it by its
 * own timer. Another final response may have an ACK of its own. */
static const struct sip_response *acknowledged(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *r = sip_transaction_first(t, 200, 699);
    bool counts = r != NULL && r->code >= 300 && r->frame == t->final_frame && r->acks > 0 &&
                  sip_transaction_first(t, 200, 299) == NULL && r == t->last_response;

    return counts && t->transport == SIP_TRANSPORT_UDP && !t->request_varied &&
                   t->last_request_time < r->stamp
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

const struct sip_rule sip_rules_failure_acks[] = {
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
            "T2 of the capture and those that a copy of the INVITE asked for are left out.",
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
