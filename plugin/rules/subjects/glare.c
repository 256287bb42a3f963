/* glare.c
 * One INVITE and one offer at a time in a dialog (RFC 3261 section 14, RFC 3311).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/attempt.h"
#include "rules/engine/endpoint.h"
#include "rules/subjects/overlap.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

/* A final response that was not captured may have come before. That one came later, or that the server says
 * so, shows that the request was pending. */
static bool is_refused(const struct sip_transaction *t)
{
    return t->final_code == 491 || t->final_code == 500;
}

static enum sip_verdict check_pending(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    if (sip_known_dialog(context) == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_overlap overlap = sip_overlap_with_invite(context);
    const struct sip_transaction *t = overlap.other;
    if (t == NULL) {
        return SIP_KEPT;
    }
    if (t->final_frame == 0 && !is_refused(context->transaction)) {
        return SIP_UNDECIDED;
    }
    enum sip_verdict verdict = sip_broken(
        finding, context, SIP_START_LINE,
        "INVITE with CSeq %u, %.1f s after the INVITE with CSeq %u of %s, still unanswered",
        context->transaction->cseq_number,
        sip_seconds(context->transaction->request_time - t->request_time), t->cseq_number,
        overlap.own ? sip_word(context, "the other side") : sip_word(context, "the same side"));
    finding->related = t->request_frame;
    return verdict;
}

/* Whether a 500 is about an overlap: its Retry-After or its phrase says so. */
static bool speaks_of_overlap(const struct sip_message *m)
{
    return sip_message_has(m, SIP_HDR_RETRY_AFTER) || sip_slice_find(m->phrase, "overlap") != NULL;
}

/* Whether the code may be the one that is due, or have another reason. 491: the server may have something pending
 * that is not seen to be. 500: it may have any other reason, or be about an overlap with the client's. */
static bool may_be_due(const struct sip_context *context, const struct sip_overlap *overlap)
{
    const struct sip_dialog *dialog = context->dialog;
    const struct sip_dialog_side *server = sip_server_side(context);

    switch (context->message->code) {
    case 491:
        return overlap->own || !sip_side_is_at_rest(context, server) ||
               (dialog->offer != NULL && &dialog->sides[dialog->offerer] == server);
    case 500:
        return !overlap->own || !speaks_of_overlap(context->message) ||
               !sip_side_is_at_rest(context, sip_client_side(context));
    default:
        return false;
    }
}

static enum sip_verdict check_glare_code(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    struct sip_overlap overlap = sip_overlap_find(context);

    if (overlap.other == NULL || may_be_due(context, &overlap)) {
        return SIP_NOT_APPLICABLE;
    }
    if (overlap.other->final_frame == 0 || overlap.settled) {
        return SIP_UNDECIDED; /* perhaps it was not captured */
    }
    enum sip_verdict verdict = sip_broken(
        finding, context, context->message->code_text,
        overlap.own
            ? SIP_PHRASE("%u to %s, while the server's own %s in frame %u was pending: 491 is due")
            : SIP_PHRASE("%u to %s, while the client's %s in frame %u was unanswered: 500 is due"),
        context->message->code, sip_method_name(context->message->method),
        sip_method_name(overlap.other->method), overlap.other->request_frame);
    finding->related = overlap.other->request_frame;
    return verdict;
}

static enum sip_verdict check_glare_retry_after(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    struct sip_overlap overlap = sip_overlap_find(context);
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_RETRY_AFTER);
    enum sip_verdict verdict;
    uint32_t seconds = 0;

    if (overlap.other == NULL || overlap.own || overlap.settled) {
        return SIP_NOT_APPLICABLE;
    }
    if (row != NULL && sip_value_seconds(row->value, &seconds) && seconds > 10) {
        verdict = sip_broken(finding, context, sip_row_bytes(row),
                             "Retry-After is %u; the %s in frame %u was unanswered", seconds,
                             sip_method_name(overlap.other->method), overlap.other->request_frame);
    } else if (sip_message_presence(context->message, SIP_HDR_RETRY_AFTER) == SIP_ABSENT) {
        verdict = sip_broken(finding, context, SIP_START_LINE,
                             "Retry-After absent; the %s in frame %u was unanswered",
                             sip_method_name(overlap.other->method), overlap.other->request_frame);
    } else {
        return row != NULL ? SIP_KEPT : SIP_UNDECIDED;
    }
    finding->related = overlap.other->request_frame;
    return verdict;
}

/* How long the client of a 491 waits at most: until then what was pending may still be. */
#define PATIENCE (2 * SIP_SECOND)

/* The client's INVITE or UPDATE before this one, if it met 491, too, some time ago; NULL: it did not. */
static const struct sip_transaction *refused_before(const struct sip_context *context)
{
    const struct sip_dialog_side *client = sip_client_side(context);
    const struct sip_transaction *newest = NULL;

    for (unsigned i = 0; i < 2 * SIP_DIALOG_KEPT; i++) {
        const struct sip_transaction *t = i % 2 ? client->updates[i / 2] : client->invites[i / 2];
        if (t != NULL && t != context->transaction &&
            (newest == NULL || t->request_time > newest->request_time)) {
            newest = t;
        }
    }
    return newest != NULL && newest->final_code == 491 &&
                   context->transaction->request_time - newest->final_time >= PATIENCE &&
                   context->now - newest->final_time <= sip_timer_64_t1(context)
               ? newest
               : NULL;
}

static bool has_success(const struct sip_transaction *const *sent, int64_t since)
{
    for (unsigned i = 0; i < SIP_DIALOG_KEPT; i++) {
        if (sent[i] != NULL && sent[i]->final_code / 100 == 2 && sent[i]->final_time > since) {
            return true;
        }
    }
    return false;
}

/* Nothing of the server was pending, and none of its requests had success since the one before. */
static bool is_491_again(const struct sip_context *context, const struct sip_transaction **before)
{
    const struct sip_dialog *dialog = sip_confirmed_dialog(context);

    *before = dialog != NULL && dialog->ended_frame == 0 ? refused_before(context) : NULL;
    if (*before == NULL) {
        return false;
    }
    const struct sip_dialog_side *server = sip_server_side(context);
    return sip_side_is_at_rest(context, server) &&
           sip_side_missed(server, (*before)->final_frame) == NULL &&
           !has_success(server->invites, (*before)->final_time) &&
           !has_success(server->updates, (*before)->final_time);
}

static enum sip_verdict check_491_again(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_transaction *before;

    if (!is_491_again(context, &before)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken_by(
        finding, context, before->final_frame, SIP_START_LINE,
        "491 again, %.1f s after the one in frame %u, and %s has no request pending "
        "here",
        sip_seconds(context->now - before->final_time), before->final_frame,
        sip_endpoint_text(&context->packet->source).s);
}

static enum sip_verdict check_491(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_dialog *dialog = sip_confirmed_dialog(context);
    const struct sip_transaction *before;

    if (dialog == NULL || !dialog->from_start || dialog->ended_frame != 0 ||
        is_491_again(context, &before)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_side_is_at_rest(context, &dialog->sides[0]) ||
        !sip_side_is_at_rest(context, &dialog->sides[1])) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "%s answered by 491, though no other was pending here",
                      sip_method_name(context->message->method));
}

/* The side that sent the INVITE that began the dialog owns its Call-ID. False where that INVITE was not
 * captured, or took another way long ago. */
static bool owns_call_id(const struct sip_context *context)
{
    const struct sip_dialog *dialog = context->dialog;
    struct sip_slice tag = sip_message_tag(context->message, SIP_HDR_FROM);
    const struct sip_transaction *t = context->transaction->attempt;
    const struct sip_message *first;
    struct sip_message room;

    if (dialog != NULL && dialog->from_start) {
        return sip_dialog_client(dialog, context->message) == dialog->maker;
    }
    for (int tries = 0; t != NULL && tries < 8; t = t->attempt, tries++) {
        first = sip_transaction_request(t, &room);
        if (first != NULL && !sip_message_in_dialog(first)) {
            return sip_tags_equal(tag, sip_message_tag(first, SIP_HDR_FROM));
        }
    }
    return false;
}

#define OWNER_WAITS (21 * SIP_SECOND / 10)

#define SCHEDULING_SLACK (SIP_SECOND / 10)

static enum sip_verdict check_491_backoff(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    int64_t delay = sip_attempt_delay(context);

    if (!sip_message_in_dialog(context->message) || !sip_attempt_repeats(context)) {
        return SIP_NOT_APPLICABLE;
    }
    if (delay >= OWNER_WAITS - SCHEDULING_SLACK) {
        return SIP_KEPT;
    }
    if (!owns_call_id(context)) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "sent %.3f s after the 491 in frame %u, by the side that made the Call-ID",
                      sip_seconds(delay), context->transaction->attempt->final_frame);
}

static enum sip_verdict check_low_cseq(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_dialog *dialog = sip_known_dialog(context);
    const struct sip_transaction *higher =
        dialog != NULL ? sip_client_side(context)->accepted : NULL;
    const struct sip_message *m = context->message;

    if (higher == NULL || !m->has_cseq_number || m->cseq_number >= higher->cseq_number) {
        return dialog != NULL ? SIP_KEPT : SIP_NOT_APPLICABLE;
    }
    const struct sip_response *ok =
        sip_transaction_response(higher, 200, 299, sip_message_to_tag(m));
    if (ok == NULL || ok->stamp + SIP_CAPTURE_JITTER > context->transaction->request_time) {
        return SIP_KEPT;
    }
    enum sip_verdict verdict = sip_broken(finding, context, m->code_text,
                                          "%u to CSeq %u, after CSeq %u was accepted in frame %u",
                                          m->code, m->cseq_number, higher->cseq_number, ok->frame);
    finding->related = ok->frame;
    return verdict;
}

const struct sip_rule sip_rules_glare[] = {
    {
        .id = "reinvite-while-pending",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §14.1",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_pending,
        .problem = "Re-INVITE sent while another INVITE is pending",
        .requirement =
            "No INVITE is sent in a dialog while another INVITE is in progress in either direction",
        .remedy = "The client must wait for the final response to the earlier INVITE, from either "
                  "side, before it sends a new one.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Not reported where "
                   "INVITEs of both sides cross, which is no fault: an INVITE of the other side "
                   "matters only if the sender had begun to respond to it. Not reported where the "
                   "missing final response may simply not have been captured.",
    },
    {
        .id = "glare-wrong-code",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §14.2",
        .see = "RFC 3311 §5.2",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx,400,486,488,491,500,606",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .timed = true,
        .check = check_glare_code,
        .problem = "Wrong status code for an overlapping INVITE or offer",
        .requirement = "An INVITE or offer that overlaps one of the server's own is rejected with "
                       "491, one that overlaps another of its client with 500",
        .remedy =
            "The server must send 491 while its own INVITE or offer is pending, and 500 with "
            "Retry-After while an earlier INVITE, UPDATE or offer of the client is unanswered. For "
            "an UPDATE see RFC 3311 §5.2, for an INVITE RFC 3261 §14.2.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Not reported where "
                   "the two requests are so close that their order in the capture proves nothing, "
                   "or for codes that may have other reasons (challenges, 481, 4xx of proxies, "
                   "other 5xx). A 491 is only reported where the server had had nothing pending "
                   "for some time, a 500 only with Retry-After or \"overlap\" in its phrase and "
                   "where the client had not. An offer is taken as answered by any provisional "
                   "response with a session description, reliable or not, that was captured, or "
                   "that may be missing together with its PRACK.",
    },
    {
        .id = "500-glare-retry-after-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §14.2",
        .see = "RFC 3311 §5.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "500",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .timed = true,
        .check = check_glare_retry_after,
        .problem = "Retry-After missing or above 10 s in the 500 for an overlap",
        .requirement = "A 500 to an overlapping INVITE or UPDATE contains Retry-After with a "
                       "random value from 0 to 10 seconds",
        .remedy = "The server must add Retry-After with a random value from 0 to 10 seconds.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Not reported where "
                   "the client's earlier request had been answered when the 500 came: it may then "
                   "have another reason.",
    },
    {
        .id = "491-again",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §14.2",
        .see = "RFC 3311 §5.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "491",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .timed = true,
        .check = check_491_again,
        .problem = "Second consecutive 491 with no request pending",
        .requirement = "A server sends 491 only while an INVITE or offer of its own is pending",
        .remedy =
            "The server must close its finished transaction, so that the next re-INVITE or UPDATE "
            "can succeed. Check first whether it has a request pending on another path.",
        .silence = "Only reported from 2 s to 64*T1 after the first 491 to the same side, in place "
                   "of 491-without-glare. Not reported where requests of the other side may have "
                   "taken another path or cross this one, or where a request of either side "
                   "succeeded in between.",
    },
    {
        .id = "491-without-glare",
        /* A note in the catalogue. A server between two calls passes on the 491 of the
         * other one (RFC 3725): where the glare was, not whose fault it is, is what this tells. */
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §14.2",
        .see = "RFC 3311 §5.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "491",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .timed = true,
        .check = check_491,
        .problem = "491 though no other INVITE or offer was pending here",
        .requirement = "491 is sent only where a request collides with another INVITE or offer",
        .remedy = "First look for the pending request in the call on the far side of the server, "
                  "which may only pass the 491 on. If there is none, the server has failed to "
                  "close a transaction.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Only reported "
                   "where the dialog was captured from its start and every INVITE and UPDATE in it "
                   "had been over for some time.",
    },
    {
        .id = "491-backoff",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §14.1",
        .when = SIP_ON_RETRY,
        .codes = "491",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_491_backoff,
        .problem = "INVITE retried too soon after 491",
        .requirement =
            "After 491 the owner of the Call-ID waits 2.1 to 4 seconds before it retries",
        .remedy = "The client should wait a random time between 2.1 and 4 seconds if it sent the "
                  "first INVITE of the dialog. Otherwise the two sides may collide again.",
        .silence =
            "Not reported when the other side retries, which may do so at once, or when the first "
            "INVITE of the dialog was not captured. A late retry is not reported, as it may be a "
            "new action of the user. A tolerance of a tenth of a second is allowed.",
    },
    {
        .id = "500-low-cseq",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.2.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL)),
        .timed = true,
        .check = check_low_cseq,
        .problem = "In-dialog request with a lower CSeq accepted",
        .requirement =
            "A request in a dialog whose CSeq is lower than the previous one is rejected with 500",
        .remedy = "The client must increase CSeq with each request in a dialog. The server must "
                  "reject a request that is out of order with 500.",
        .silence =
            "Not reported where the capture lacks the messages that created the dialog on this "
            "hop, or where two hops run between the same addresses. Only reported where the server "
            "had accepted the higher number with a 2xx before the lower one passed: a request "
            "rejected by a proxy may not have reached the server, and packets can be reordered.",
    },
};

SIP_SUBJECT_END(glare);
