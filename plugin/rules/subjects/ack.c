/* ack.c
 * The ACK to a 2xx (RFC 3261 section 13.2.2.4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>

#include "rules/engine/call_drop.h"
#include "rules/engine/duty.h"
#include "rules/engine/timers.h"
#include "rules/subjects/ack_copies.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

/* When the client was last heard to send: to the server, or past it to the fork that it has acknowledged. Of a proxy
 * whose other side is seen, the fork behind it tells. */
static int64_t client_heard(const struct sip_context *context, const struct sip_response *acked)
{
    bool past = acked->acks > 0 && context->transaction->branches == NULL;
    int64_t there = past ? acked->ack->hop->to_server->last : 0;
    return MAX(context->end->client_heard, there);
}

/* The 2xx of another fork: each needs an ACK of its own, also where BYE follows (RFC 3261 section 13.2.2.4). */
static enum sip_verdict check_forks(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *first = sip_transaction_first(t, 200, 299);

    for (const struct sip_response *r = first->next; r != NULL; r = r->next) {
        if (r->code / 100 == 2 && r->to_tag != NULL && r->acks == 0 && !r->acked_elsewhere &&
            !sip_response_has_tag(first, sip_response_to_tag(r)) && sip_lacks_ack(context, r) &&
            sip_ack_would_be_seen(context, r) && client_heard(context, first) > r->last_time) {
            return sip_broken_at(finding, context, r, first->frame,
                                 "no ACK within %.0f s; this %u with To tag %s was sent %u times "
                                 "in %.1f s",
                                 sip_seconds_without_ack(context, r), r->code, r->to_tag, r->copies,
                                 sip_seconds(r->last_time - r->stamp));
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_2xx_not_acked(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *final = sip_transaction_first(t, 200, 299);

    if (final != NULL && t->ack_frame != 0 && !t->ack_misdirected) {
        return check_forks(context, finding);
    }
    if (final == NULL || t->ack_frame != 0 || t->ack_misdirected ||
        context->end->final_acked_anywhere) {
        return SIP_KEPT; /* or ack-cseq-mismatch has spoken */
    }
    /* A client that has moved gets no response to its re-INVITE (RFC 6141 section 5.4). */
    if (!sip_lacks_ack(context, final) || !sip_ack_would_be_seen(context, final) ||
        (t->in_dialog && context->end->client_heard < final->last_time)) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "no ACK within %.0f s; the %u was sent %u times in %.1f s%s%s",
                      sip_seconds_without_ack(context, final), final->code, final->copies,
                      sip_seconds(final->last_time - final->stamp), sip_ack_due_text(context).s,
                      sip_end_of_call_text(context, final).s);
}

/* Whether the user agent itself has given the ACK the branch of its INVITE: a stateless proxy makes the same branch of
 * the same branch (RFC 3261 section 16.11), so that behind proxies the last Via tells. */
static bool is_branch_of_agent(const struct sip_message *ack, const struct sip_transaction *invite)
{
    const struct sip_message *request;
    struct sip_message room;
    struct sip_via own, was;

    if (sip_values_count(ack, SIP_HDR_VIA) == 1) {
        return true;
    }
    request = sip_transaction_request(invite, &room);
    return request != NULL && sip_via_read(sip_values_last(ack, SIP_HDR_VIA), &own) &&
           sip_via_read(sip_values_last(request, SIP_HDR_VIA), &was) && sip_via_has_cookie(&own) &&
           sip_via_same_sent_by(&own, &was) && sip_slice_equal(own.branch, was.branch);
}

/* A proxy has forked the INVITE to one server, and gives the ACK to the 2xx of one branch the Via of another, which has
 * failed: its server takes it for the ACK to the failure. */
static enum sip_verdict check_branch_of_sibling(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_transaction *invite =
        sip_dialog_sibling_of_ack(context->dialog, t, context->message);
    const struct sip_response *failure = sip_transaction_first(t, 300, 699);

    if (invite == NULL || failure == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken_by(finding, context, t->request_frame,
                         sip_context_bytes(context, SIP_HDR_VIA),
                         "the branch is that of the INVITE in frame %u, which the %u in frame %u "
                         "ended; the 2xx with the To tag of the ACK answers the INVITE in frame %u",
                         t->request_frame, failure->code, failure->frame, invite->request_frame);
}

static enum sip_verdict check_same_branch(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *invite = sip_invite_of_own_ack(context);
    const struct sip_response *final;

    if (invite == NULL) {
        return check_branch_of_sibling(context, finding);
    }
    final = sip_transaction_response(invite, 200, 299, sip_message_to_tag(context->message));
    if (final == NULL || !sip_transaction_same_branch(invite, context->transaction)) {
        return SIP_KEPT;
    }
    if (!is_branch_of_agent(context->message, invite)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(
        finding, context, invite->request_frame, sip_context_bytes(context, SIP_HDR_VIA),
        "the branch is that of the INVITE in frame %u, which the %u in frame %u ended",
        invite->request_frame, final->code, final->frame);
}

/* The 2xx that the ACK is for, if the remote target is its Contact beyond doubt: the server has not
 * sent a request since that could have moved it. */
static const struct sip_response *acknowledged(const struct sip_context *context,
                                               const struct sip_transaction *invite)
{
    const struct sip_dialog_side *server = sip_server_side(context);
    const struct sip_response *r = invite->responses;

    while (r != NULL && (r->code < 200 || r->code > 299 || r->frame != server->target_frame)) {
        r = r->next;
    }
    return r != NULL && (server->last == NULL || server->last->request_time < r->stamp) ? r : NULL;
}

/* A re-INVITE leaves the route set as the dialog has it, whatever proxies record again. Said once, where a
 * client goes on in the same way. A Request-URI that leads to the same place, with other parameters, is wrong where the
 * server shows that it does not know it. */
static enum sip_verdict check_ack(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *invite = context->transaction->invite;
    bool known = context->dialog != NULL && invite != NULL;
    const struct sip_response *ok = known ? acknowledged(context, invite) : NULL;
    struct sip_duty duty;

    if (ok == NULL || !sip_duty_of_ack(context, context->transaction, context->message, &duty)) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_duty_is_as_before(&duty)) {
        return sip_is_acked_in_vain(ok) ? sip_duty_target_as_written(&duty, finding)
                                        : SIP_NOT_APPLICABLE;
    }
    enum sip_verdict verdict = sip_duty_target(&duty, finding);
    if (verdict == SIP_BROKEN) {
        return verdict;
    }
    bool first = invite->request_frame != 0 && !invite->in_dialog;
    return context->dialog->ambiguous && !first ? SIP_UNDECIDED : sip_duty_route(&duty, finding);
}

/* The client's request with that CSeq number, if it was another than INVITE and got its final response; or NULL. In a
 * dialog no two requests of one side share a number but INVITE, ACK and CANCEL. */
static const struct sip_transaction *acked_in_vain(const struct sip_context *context)
{
    const struct sip_dialog *d = context->dialog;
    const struct sip_transaction *last = d != NULL ? sip_client_side(context)->last : NULL;
    const struct sip_transaction *waiting = context->transaction->intended;
    uint32_t number = context->message->cseq_number;

    /* The client has taken the number of its newest request for that of the INVITE. After a BYE it is the BYE. */
    if (last != NULL && last->method != SIP_METHOD_BYE && waiting != NULL &&
        waiting->method == SIP_METHOD_INVITE && waiting->final_code / 100 == 2 &&
        waiting->ack_frame == 0) {
        return NULL;
    }
    return last != NULL && last->method != SIP_METHOD_INVITE && last->cseq_number == number &&
                   context->message->has_cseq_number && last->request_frame != 0 &&
                   last->final_frame != 0 && context->transaction->invite == NULL
               ? last
               : NULL;
}

static enum sip_verdict check_ack_cseq(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_transaction *invite = context->transaction->intended;
    const struct sip_message *m = context->message;
    bool from_start = context->dialog != NULL && context->dialog->from_start;

    if (invite == NULL || invite->ack_misdirected || acked_in_vain(context) != NULL ||
        !sip_ack_is_misdirected(context->transaction, context->packet->stamp,
                                sip_message_to_tag(m).p != NULL, from_start)) {
        return SIP_NOT_APPLICABLE; /* or ack-non2xx-uri-mismatch: another Call-ID; ack-non-invite */
    }
    return sip_broken_by(finding, context, invite->request_frame,
                         sip_context_bytes(context, SIP_HDR_CSEQ),
                         "CSeq number is %u; that of the INVITE in frame %u was %u", m->cseq_number,
                         invite->request_frame, invite->cseq_number);
}

/* Whether an INVITE of this side, or its 2xx, may not have been captured before the request: an ACK may be the one
 * that is due for it, with a wrong number. Not where the request is the next one after an INVITE that has its ACK. */
static bool may_owe_ack(const struct sip_dialog_side *client, const struct sip_transaction *request)
{
    bool follows = false;

    for (unsigned i = 0; i < SIP_DIALOG_KEPT; i++) {
        const struct sip_transaction *invite = client->invites[i];
        if (invite != NULL && invite->ack_frame == 0) {
            return true;
        }
        follows = follows || (invite != NULL && invite->cseq_number + 1 == request->cseq_number);
    }
    return !follows;
}

static enum sip_verdict check_ack_of_other(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_transaction *t = acked_in_vain(context);

    if (t == NULL || context->transaction->method != SIP_METHOD_ACK) {
        return SIP_NOT_APPLICABLE;
    }
    if (t->method != SIP_METHOD_BYE && may_owe_ack(sip_client_side(context), t)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, t->final_frame, sip_context_bytes(context, SIP_HDR_CSEQ),
                         "CSeq number %u is that of the %s in frame %u, which the %u in frame %u "
                         "answered",
                         t->cseq_number, sip_method_name(t->method), t->request_frame,
                         t->final_code, t->final_frame);
}

const struct sip_rule sip_rules_ack[] = {
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
        .alone = true,
        .timed = true,
        .check = check_2xx_not_acked,
        .problem = "2xx to INVITE never acknowledged",
        .requirement = "The client acknowledges every 2xx to its INVITE",
        .remedy = "The client must send an ACK: check first whether the 2xx reaches it and whether "
                  "its ACK goes to the address in the Contact or Record-Route of the 2xx. The "
                  "server ends such a call with BYE.",
        .silence = "Not reported when the server stops repeating its 2xx before 64*T1 are nearly "
                   "over: it then has the ACK, which took another path than the INVITE or was lost "
                   "by the capture. Where the capture ends earlier, or either side hangs up, it "
                   "must have repeated the 2xx for 7 s until then. A server that gives up sooner "
                   "proves the same where its BYE says in Reason that no ACK came, where the "
                   "client answers that BYE with 481, or where the ACK was due on a connection "
                   "that was captured without a gap. Not reported for a re-INVITE whose client has "
                   "disappeared (RFC 6141 §5.4).",
        .explains = {"2xx-retransmitted", "481-to-bye"},
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
        .once = SIP_ONCE_A_CLIENT,
        .check = check_same_branch,
        .problem = "ACK to a 2xx with the branch of the INVITE",
        .requirement = "The ACK to a 2xx is a transaction of its own, with its own branch",
        .remedy = "The client must create a new branch for the ACK to a 2xx.",
        .silence = "Also reported where a proxy has forked, and the branch is that of an INVITE "
                   "that has failed. Behind proxies the last Via is compared, since a stateless "
                   "proxy derives the same branch from the same branch. Not reported when the "
                   "branch lacks the magic cookie of RFC 3261.",
    },
    {
        .id = "ack-2xx-wrong-target",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.2.2.4",
        .see = "RFC 3261 §12.1.2; RFC 3261 §12.2.1.1",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .once = SIP_ONCE_A_CLIENT,
        .check = check_ack,
        .problem = "ACK does not follow the Contact or Record-Route of the 2xx",
        .requirement = "The ACK to a 2xx has its Contact as Request-URI and its reversed "
                       "Record-Route as Route",
        .remedy = "The client must take the Request-URI of the ACK from the Contact of the 2xx, "
                  "and Route from its Record-Route in reverse order, and send the ACK to the first "
                  "value of Route.",
        .silence =
            "On a hop behind proxies (several Vias, or Record-Route in the INVITE), which may "
            "rewrite Contact, the Request-URI is only reported where it is the URI in To, a "
            "Contact that the peer has given up, or the client's own Contact, and Route where a "
            "value is missing or wrong that the proxies behind the hop have recorded. A re-INVITE "
            "keeps the route set of the first 2xx. Not reported for Route where the route set "
            "contains a strict router or the messages that created the dialog were not captured; "
            "not reported at all where the peer has sent a request since the 2xx, where only one "
            "of the two URIs has a default port or a parameter and the server does not go on "
            "repeating its 2xx, or where the client uses the "
            "source address and port of a peer behind NAT.",
        .explains = {"2xx-repeated-despite-ack", "in-dialog-wrong-target", "in-dialog-wrong-route"},
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
        .explains = {"2xx-not-acked"},
    },
    {
        .id = "ack-non-invite",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.1",
        .see = "RFC 3261 §17.1.2; RFC 3261 §12.2.1.1",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .check = check_ack_of_other,
        .problem = "ACK to the response to another request than INVITE",
        .requirement = "Only final responses to INVITE are acknowledged",
        .remedy = "The client must not send ACK for BYE or any other request than INVITE: the peer "
                  "may count it as a request of the dialog, or as an attack.",
        .silence = "Only reported where the request with that CSeq number is the last that the "
                   "client sent in the dialog.",
    },
};

SIP_SUBJECT_END(ack);
