/* not_repeated.c
 * A response that its server does not repeat for copies of the request (RFC 3261 sections 17.2.1 and 17.2.2, RFC
 * 6026).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"

/* One response may be lost before the capture, and one copy behind it; hardly three. */
static enum sip_verdict check_provisional_not_repeated(const struct sip_context *context,
                                                       struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *last = sip_transaction_last_provisional(t, UINT32_MAX);

    if (t->transport != SIP_TRANSPORT_UDP || t->copies_unanswered < 3 || last == NULL ||
        t->request_varied || t->branch_count > 0 || sip_endpoint_is_group(&t->hop->server)) {
        return SIP_NOT_APPLICABLE;
    }
    int64_t waited = t->last_request_time - last->last_time;
    if (waited < 4 * sip_timer_t1(context) || t->heard_elsewhere ||
        sip_transaction_lost_response(t)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_at(finding, context, last, t->request_frame,
                         "3 copies of the INVITE or more after this %u, the last after %.1f s, and "
                         "no response to any of them",
                         last->code, sip_seconds(waited));
}

/* A 2xx to INVITE is left to its user agent (2xx-not-repeated), and who has the ACK repeats nothing. */
static bool owes_copies(const struct sip_transaction *t)
{
    return t->method != SIP_METHOD_INVITE || (t->final_code >= 300 && t->ack_frame == 0);
}

/* One copy, or its answer, may have been lost beyond the capture; two in a row were ignored. */
static enum sip_verdict check_not_repeated(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    if (t->transport != SIP_TRANSPORT_UDP || t->final_frame == 0 || t->copies_since_final < 2) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_transaction_is_challenged(t) || t->request_varied || !owes_copies(t) ||
        sip_endpoint_is_group(&t->hop->server)) {
        return SIP_NOT_APPLICABLE;
    }
    if (t->last_request_time - t->final_time >= sip_timer_64_t1(context) ||
        context->now - t->last_request_time <= sip_timer_t2(context) || t->heard_elsewhere ||
        sip_transaction_lost_response(t)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_at(
        finding, context, sip_transaction_first(t, 200, 699), t->request_frame,
        "%u copies of the request after this response, the last after %.1f s, were "
        "not answered by it again",
        t->copies_since_final, sip_seconds(t->last_request_time - t->final_time));
}

/* How long after the last copy of a 2xx two more are due at the latest. */
static int64_t time_of_two_copies(const struct sip_context *context, const struct sip_response *ok)
{
    int64_t t1 = sip_timer_t1(context);
    return ok->copies > 1 ? 2 * sip_timer_t2(context) + t1 : 5 * t1;
}

/* A client that goes on with its INVITE has no 2xx, and so has sent no ACK. The server should have repeated the 2xx
 * by itself, twice at least, and not stopped. */
static enum sip_verdict check_2xx_not_repeated(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *ok = sip_transaction_first(t, 200, 299);

    if (ok == NULL || t->transport != SIP_TRANSPORT_UDP || ok->acks > 0 || t->ack_frame != 0 ||
        t->copies_since_final < 2 || t->request_varied) {
        return SIP_NOT_APPLICABLE;
    }
    int64_t waited = t->last_request_time - ok->last_time;
    if (waited < time_of_two_copies(context, ok) || ok->acked_elsewhere || t->heard_elsewhere ||
        ok->next != NULL || sip_transaction_lost_response(t) || t->branches != NULL) {
        return SIP_UNDECIDED;
    }
    if (ok->copies > 1) {
        return sip_broken_at(finding, context, ok, t->request_frame,
                             "this %u was sent %u times in %.1f s and then no more; %u copies of "
                             "the INVITE followed, the last after %.1f s, and no ACK",
                             ok->code, ok->copies, sip_seconds(ok->last_time - ok->stamp),
                             t->copies_since_final, sip_seconds(waited));
    }
    return sip_broken_at(finding, context, ok, t->request_frame,
                         "this %u was sent once; %u copies of the INVITE followed, the last after "
                         "%.1f s, and no ACK",
                         ok->code, t->copies_since_final, sip_seconds(waited));
}

const struct sip_rule sip_rules_not_repeated[] = {
    {
        .id = "response-not-repeated",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.2.2",
        .see = "RFC 3261 §17.2.1",
        .when = SIP_AT_END,
        .methods = SIP_M_NOT(SIP_M(ACK)),
        .timed = true,
        .check = check_not_repeated,
        .problem = "Final response not repeated for a retransmitted request",
        .requirement = "The server repeats its final response for each copy of the request",
        .remedy = "The server must keep its final response until Timer J fires (of an INVITE Timer "
                  "H, or until the ACK), and resend it for each retransmission of the request.",
        .silence = "Not reported when the transport is reliable, after Timer J (64*T1), for 401 "
                   "and 407, which stateless servers send (RFC 3261 §26.3.2.4), or for a single "
                   "copy, which may have been lost on its way. Of a 2xx to INVITE see "
                   "2xx-not-repeated.",
        .explains = {"invite-retrans-after-final"},
    },
    {
        .id = "provisional-not-repeated",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.2.1",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_provisional_not_repeated,
        .problem = "Provisional response not repeated for a retransmitted INVITE",
        .requirement = "The server repeats its newest provisional response for each copy of the "
                       "INVITE",
        .remedy = "The client repeats its INVITE because it has no response. Check first whether "
                  "the copies reach the server. If they do, it must send its newest provisional "
                  "response again for each of them.",
        .silence = "Only reported over UDP, after 3 copies without any response, the last at least "
                   "4*T1 after the provisional response. Not reported for a proxy whose next hop "
                   "was captured too.",
    },
    {
        .id = "2xx-not-repeated",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.3.1.4",
        .see = "RFC 6026 §7.1",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_2xx_not_repeated,
        .problem = "2xx to INVITE not repeated though no ACK comes",
        .requirement = "The server repeats its 2xx to INVITE until the ACK arrives",
        .remedy = "The user agent server must repeat its 2xx by itself, first after T1, then at "
                  "doubled intervals up to T2. Copies of the INVITE are not answered by its "
                  "transaction layer any more.",
        .silence = "Only reported over UDP, and where the client shows by two copies of its INVITE "
                   "that it has no 2xx: after one 2xx, or after several when two more were due. "
                   "Not reported for a proxy whose next hop was captured too.",
        .explains = {"invite-retrans-after-final"},
    },
};

SIP_SUBJECT_END(not_repeated);
