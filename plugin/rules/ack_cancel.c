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
        .strength = "MUST",
        .reference = "RFC 3261 §13.2.2.4",
        .see = "RFC 3261 §13.3.1.4; RFC 6026 §8.1",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .check = check_2xx_not_acked,
        .summary = "The client acknowledges every 2xx to its INVITE",
        .summary_fr = "Le client acquitte tout 2xx à son INVITE",
        .remedy = "Find out whether the 2xx reaches the client, and whether the ACK goes to the "
                  "address in its Contact or Record-Route; the server ends such a call with BYE.",
        .remedy_fr = "Cherchez si le 2xx parvient au client, et si l’ACK va à l’adresse donnée "
                     "par son Contact ou son Record-Route ; le serveur met fin par BYE à un tel "
                     "appel.",
        .silence =
            "Where the server does not repeat its 2xx for nearly 64*T1: then it has the ACK, "
            "which went another way than the INVITE, or which the capture lost. A re-INVITE "
            "whose client is gone (RFC 6141 §5.4).",
    },
    {
        .id = "ack-2xx-same-branch",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST",
        .reference = "RFC 3261 §8.1.1.7",
        .see = "RFC 3261 §13.2.2.4; RFC 3261 §17",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .check = check_same_branch,
        .summary = "The ACK to a 2xx is a transaction of its own, with a branch of its own",
        .summary_fr = "L’ACK à un 2xx est une transaction à part, avec son propre branch",
        .remedy = "The client must make a new branch for the ACK to a 2xx.",
        .remedy_fr = "Le client doit créer un nouveau branch pour l’ACK à un 2xx.",
        .silence = "Behind proxies: a stateless one makes the same branch of the same branch. "
                   "Branches without the cookie of RFC 3261.",
    },
    {
        .id = "ack-cseq-mismatch",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST",
        .reference = "RFC 3261 §13.2.2.4",
        .see = "RFC 3261 §17.1.1.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .check = check_ack_cseq,
        .summary = "An ACK has the CSeq number of its INVITE",
        .summary_fr = "Un ACK porte le numéro CSeq de son INVITE",
        .remedy = "The client must copy the number from the INVITE that was answered, not from an "
                  "earlier attempt.",
        .remedy_fr = "Le client doit recopier le numéro de l’INVITE auquel il a été répondu, et "
                     "non celui d’une tentative précédente.",
        .silence = "Where an older INVITE of the dialog may have been missed by the capture.",
    },
    {
        .id = "ack-non2xx-new-branch",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST",
        .reference = "RFC 3261 §17.1.1.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .check = check_new_branch,
        .summary = "The ACK to a failure has the top Via of its INVITE, branch included",
        .summary_fr = "L’ACK à un échec porte le premier Via de son INVITE, branch compris",
        .remedy = "The client must put the top Via of the INVITE into the ACK; otherwise the "
                  "server goes on repeating its response.",
        .remedy_fr = "Le client doit mettre dans l’ACK le premier Via de l’INVITE ; sinon, le "
                     "serveur continue de retransmettre sa réponse.",
        .silence = "Where the To tag does not show which response is acknowledged. Branches "
                   "without the cookie of RFC 3261. Raised once an INVITE.",
    },
    {
        .id = "ack-non2xx-to-mismatch",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST",
        .reference = "RFC 3261 §17.1.1.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .check = check_ack_to,
        .summary = "The ACK to a failure has the To of the response, tag included",
        .summary_fr = "L’ACK à un échec porte le To de la réponse, tag compris",
        .remedy = "The client must copy To from the response that it acknowledges.",
        .remedy_fr = "Le client doit recopier le To de la réponse qu’il acquitte.",
        .silence = "Where the response had no tag: a server of RFC 2543.",
    },
    {
        .id = "non2xx-not-acked",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST",
        .reference = "RFC 3261 §17.1.1.2",
        .see = "RFC 3261 §17.2.1",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "300-699",
        .methods = SIP_M(INVITE),
        .check = check_non2xx_not_acked,
        .summary = "The client acknowledges the failure of its INVITE, over any transport",
        .summary_fr = "Le client acquitte l’échec de son INVITE, quel que soit le transport",
        .remedy = "Find out whether the response reaches the client (port, NAT), whether it sends "
                  "an ACK, and whether that has the branch and To tag that the server waits for.",
        .remedy_fr = "Cherchez si la réponse parvient au client (port, NAT), s’il envoie un ACK, "
                     "et si celui-ci porte le branch et le tag To que le serveur attend.",
        .silence = "Over UDP where the response was not repeated for nearly 64*T1: either the "
                   "server has an ACK that the capture has not, or it is stateless (RFC 3261 "
                   "§26.3.2.4).",
    },
    {
        .id = "cancel-before-provisional",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST NOT",
        .reference = "RFC 3261 §9.1",
        .when = SIP_AT_END,
        .methods = SIP_M(CANCEL),
        .check = check_before_provisional,
        .summary = "A CANCEL waits for a provisional response to its INVITE",
        .summary_fr = "Un CANCEL attend une réponse provisoire à son INVITE",
        .remedy = "The client must hold the CANCEL back until the first response: it might "
                  "overtake the INVITE.",
        .remedy_fr = "Le client doit retenir le CANCEL jusqu’à la première réponse : il pourrait "
                     "devancer l’INVITE.",
        .silence = "Where nothing at all of the server was captured, or the response less than 50 "
                   "ms later; over UDP unless 100 came later, or the INVITE was repeated shortly "
                   "before: else the client may have had a response that the capture has not.",
    },
    {
        .id = "cancel-after-final",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "SHOULD NOT",
        .reference = "RFC 3261 §9.1",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(CANCEL),
        .check = check_after_final,
        .summary = "After the final response there is nothing to cancel",
        .summary_fr = "Après la réponse finale, il n’y a plus rien à annuler",
        .remedy = "The client must end an answered call with BYE, and leave a failed one alone; "
                  "or the response did not reach it.",
        .remedy_fr = "Le client doit mettre fin par BYE à un appel établi, et ne rien faire d’un "
                     "appel échoué ; ou bien la réponse ne lui est pas parvenue.",
        .silence = "Where it may have crossed with the response, up to 1.5 times T1 after it.",
    },
    {
        .id = "cancel-crossed-2xx",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "MUST",
        .reference = "RFC 5407 §3.1.2",
        .see = "RFC 3261 §9.1; RFC 3261 §15; RFC 3261 §13.2.2.4",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .check = check_crossed,
        .summary = "A call answered in spite of its CANCEL is acknowledged and ended with BYE",
        .summary_fr = "Un appel établi malgré son CANCEL est acquitté, puis terminé par BYE",
        .remedy = "The client must send ACK and BYE; otherwise the called side keeps a call that "
                  "nobody is in.",
        .remedy_fr = "Le client doit envoyer ACK et BYE ; sinon, l’appelé garde un appel où il "
                     "n’y a plus personne.",
        .silence = "Of a re-INVITE, which may have been carried out already (RFC 6141 §3.8).",
    },
    {
        .id = "cancel-no-487",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "SHOULD",
        .reference = "RFC 3261 §9.2",
        .see = "RFC 3261 §9.1",
        .when = SIP_AT_END,
        .methods = SIP_M(CANCEL),
        .check = check_no_487,
        .summary = "Whoever accepts a CANCEL ends the INVITE, with 487",
        .summary_fr = "Qui accepte un CANCEL termine l’INVITE, par un 487",
        .remedy = "The server must answer the INVITE itself, too; the client gives up 64*T1 after "
                  "its CANCEL.",
        .remedy_fr = "Le serveur doit répondre aussi à l’INVITE lui-même ; le client renonce "
                     "64*T1 après son CANCEL.",
        .silence = "Where an ACK shows that a final response came, and of servers of RFC 2543, "
                   "which know no 487.",
    },
    {
        .id = "cancel-other-final",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "SHOULD",
        .reference = "RFC 3261 §9.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "300-486,488-699",
        .methods = SIP_M(INVITE),
        .check = check_other_final,
        .summary = "An INVITE that was cancelled ends with 487",
        .summary_fr = "Un INVITE annulé se termine par un 487",
        .remedy = "The server should answer 487; a proxy may have chosen the response of another "
                  "branch.",
        .remedy_fr = "Le serveur devrait répondre 487 ; un proxy peut avoir choisi la réponse "
                     "d’une autre branche.",
        .silence = "Where the CANCEL was accepted only after the INVITE had ended.",
    },
    {
        .id = "cancel-non-invite",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "SHOULD NOT",
        .reference = "RFC 3261 §9.1",
        .see = "RFC 3261 §9.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(CANCEL),
        .check = check_non_invite,
        .summary = "Only an INVITE is cancelled",
        .summary_fr = "Seul un INVITE s’annule",
        .remedy = "The client must wait for the response, which comes soon; CANCEL changes "
                  "nothing.",
        .remedy_fr = "Le client doit attendre la réponse, qui vient vite ; un CANCEL n’y change "
                     "rien.",
    },
    {
        .id = "cancel-not-200",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "descriptive",
        .reference = "RFC 3261 §9.2",
        .see = "RFC 3261 §16.10",
        .when = SIP_AT_END_OF_FINAL,
        /* Of the others another rule speaks, or they may have their reason (400, 5xx). */
        .codes = "300-399,402-404,406,408-419,421-486,488-499,600-699",
        .methods = SIP_M(CANCEL),
        .check = check_not_200,
        .summary = "A CANCEL whose INVITE is pending is answered with 200",
        .summary_fr = "Un CANCEL dont l’INVITE est en cours reçoit un 200",
        .remedy = "The server must find the INVITE by branch and sent-by of the top Via; the call "
                  "goes on ringing otherwise.",
        .remedy_fr = "Le serveur doit retrouver l’INVITE par le branch et le sent-by du premier "
                     "Via ; sinon, l’appel continue de sonner.",
        .silence = "Where the INVITE had no response yet, or a final one: it may be unknown "
                   "there; so too where an ACK shows that it had one that was not captured. 401 "
                   "and 407 (challenge-to-cancel), 405 and 501 (501-baseline-method), 420 "
                   "(420-to-cancel), 487 (487-to-cancel).",
    },
    {
        .id = "487-without-cancel",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = "heuristic",
        .reference = "RFC 3261 §21.4.25",
        .see = "RFC 3261 §9.2; RFC 3261 §13.3.1; RFC 3261 §15.1.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "487",
        .methods = SIP_M(INVITE),
        .check = check_487,
        .summary = "487 follows a CANCEL, a BYE or the end of Expires",
        .summary_fr = "487 fait suite à un CANCEL, à un BYE ou à la fin d’Expires",
        .remedy = "Find out who gave up: a server that gives up by itself should say so with 480 "
                  "or 408, or in Reason.",
        .remedy_fr = "Cherchez qui a renoncé : un serveur qui renonce de lui-même devrait "
                     "l’indiquer par 480 ou 408, ou dans Reason.",
        .silence = "With a Reason header, or after Timer C (180 s), when a proxy gives up. A "
                   "CANCEL with another branch, or a BYE from either side, explains it, too.",
    },
    {
        .id = "cancel-to-tag",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "SHOULD",
        .reference = "RFC 3261 §9.2",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(CANCEL),
        .check = check_cancel_tag,
        .summary = "A user agent answers CANCEL and INVITE with the same To tag",
        .summary_fr = "Un agent utilisateur répond au CANCEL et à l’INVITE avec le même tag To",
        .remedy = "The user agent should use one tag for all its responses to one call.",
        .remedy_fr = "L’agent utilisateur devrait employer un seul tag pour toutes ses réponses à "
                     "un même appel.",
        .silence = "Unless the Contact of a response shows that the server is the user agent: "
                   "proxies answer CANCEL themselves, with tags of their own.",
    },
};
SIP_SUBJECT_END(ack_cancel);
