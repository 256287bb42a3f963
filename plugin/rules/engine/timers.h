/* timers.h
 * The timers of RFC 3261 appendix A, in microseconds, as they are on the hop of a context.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_TIMERS_H
#define SIP_RULES_ENGINE_TIMERS_H

#include "rules/engine/context.h"

#define SIP_SECOND INT64_C(1000000)

/* An IMS network, or perhaps one: what would say so was cut off. */
static inline bool sip_timers_are_slow(const struct sip_context *context)
{
    return context->ims || !context->message->headers_complete ||
           (context->transaction != NULL && context->transaction->request_cut);
}

/* The round trip that is assumed at least. */
static inline int64_t sip_timer_shortest_t1(const struct sip_context *context)
{
    int64_t t1 = context->t1 != 0 ? context->t1 : SIP_SECOND / 2;
    return context->ims ? 4 * t1 : t1;
}

/* The round trip that is assumed; over the radio of an IMS network it is four times as long
 * (TS 24.229 section 7.7). */
static inline int64_t sip_timer_t1(const struct sip_context *context)
{
    int64_t t1 = context->t1 != 0 ? context->t1 : SIP_SECOND / 2;
    return sip_timers_are_slow(context) ? 4 * t1 : t1;
}

/* The longest time between two copies of a request or of a final response. */
static inline int64_t sip_timer_t2(const struct sip_context *context)
{
    int64_t t2 = context->t2 != 0 ? context->t2 : 4 * SIP_SECOND;
    return sip_timers_are_slow(context) ? 4 * t2 : t2;
}

/* Timers B, F, H, J, L, M: how long anybody waits. */
static inline int64_t sip_timer_64_t1(const struct sip_context *context)
{
    return 64 * sip_timer_t1(context);
}

/* When Timer E is set to T2, counted from the first copy of the request: copies go out T1, 2*T1,
 * 4*T1 … after each other until that would be more than T2 (RFC 3261 section 17.1.2.2). */
static inline int64_t sip_timer_e_at_t2(const struct sip_context *context)
{
    int64_t sum = 0;

    for (int64_t e = sip_timer_t1(context); e < sip_timer_t2(context); e *= 2) {
        sum += e;
    }
    return sum;
}

/* When a server that has not answered a non-INVITE must have sent 100 (RFC 4320 section 4.1), counted
 * from the first copy of the request: over UDP two copies may have been lost on their way to it. */
static inline int64_t sip_time_of_100(const struct sip_context *context)
{
    bool udp = context->transaction->transport == SIP_TRANSPORT_UDP;
    return sip_timer_e_at_t2(context) + (udp ? 3 : 1) * sip_timer_t1(context);
}

/* How soon after a copy of a request its response comes if the server has only now received one: the
 * earlier copies were lost, or the server was down. */
#define SIP_AT_ONCE (SIP_SECOND / 20)

/* How long the client has waited for the response of the context: from the first copy of the request, or
 * from the last where that is the one that the server received. */
static inline int64_t sip_time_waited(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    int64_t since_last = context->packet->stamp - t->last_request_time;
    bool just_received =
        t->request_copies > 1 && t->response_count == 0 && since_last <= SIP_AT_ONCE;

    return just_received ? since_last : context->packet->stamp - t->request_time;
}

/* A stateless proxy forwards a request, and each copy of it, at once (RFC 3261 section 16.11). */
#define SIP_FORWARDED_AT_ONCE (SIP_SECOND / 10)

/* Whether the request, or its newest copy, may be what its client, a stateless proxy, had just received: who asks
 * again is the client of that one. now: when it came. */
static inline bool sip_is_passed_on(const struct sip_transaction *t, int64_t now)
{
    return t->is_branch && t->received != NULL &&
           now - t->received->last_request_time <= SIP_FORWARDED_AT_ONCE;
}

/* Whether the server may be a stateless proxy, which sends no 100: it forwarded the last copy, too. */
static inline bool sip_server_may_be_stateless(const struct sip_transaction *t)
{
    const struct sip_transaction *branch = t->branches;

    while (branch != NULL &&
           (branch->method != t->method || branch->last_request_time < t->last_request_time ||
            !sip_is_passed_on(branch, branch->last_request_time))) {
        branch = branch->next_branch;
    }
    return branch != NULL;
}

/* Timer C: how long a proxy waits for a final response after the last provisional one. */
static inline int64_t sip_timer_c(const struct sip_context *context)
{
    (void)context;
    return 180 * SIP_SECOND;
}

/* How long after a response a client may still send what it would not have sent had it known, at most: the
 * round trip, for which T1 is taken, and what else may take its time. */
static inline int64_t sip_longest_crossing_time(const struct sip_context *context)
{
    return sip_timer_t1(context) * 3 / 2;
}

/* The same of this client: twice its quickest reaction that was seen; over a radio one reaction says nothing of
 * the next. */
#define SIP_SHORTEST_CROSSING (SIP_SECOND / 10)

static inline int64_t sip_crossing_time(const struct sip_context *context)
{
    int64_t longest = sip_longest_crossing_time(context);
    int64_t quickest =
        context->transaction != NULL ? context->transaction->hop->to_server->quickest : INT64_MAX;

    if (quickest > longest / 2 || sip_timers_are_slow(context)) {
        return longest;
    }
    return 2 * quickest < SIP_SHORTEST_CROSSING ? SIP_SHORTEST_CROSSING : 2 * quickest;
}

/* Whether the client of an INVITE shows by its copies that it had heard nothing until then: over
 * UDP it repeats the INVITE as long as no response arrives, and the next copy was not due yet. One
 * that waits longer has heard what the capture has not. */
static inline bool sip_client_unheard(const struct sip_context *context,
                                      const struct sip_transaction *invite, int64_t then)
{
    if (invite->transport != SIP_TRANSPORT_UDP) {
        return true;
    }
    unsigned doublings = invite->request_copies < 7 ? invite->request_copies - 1 : 6;
    int64_t next_copy = sip_timer_t1(context) << doublings;
    return invite->request_copies > 1 && then - invite->last_request_time <= next_copy;
}

/* Whether the client of a transaction proves that no final response came, by asking as long as the RFC
 * lets it (7 copies of an INVITE, 11 of any other request): the next copy would have come after the
 * end. */
static inline bool sip_asked_to_the_end(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    int64_t asked_for = t->last_request_time - t->request_time;
    int64_t end = sip_timer_64_t1(context);

    return t->request_copies >= 6 && asked_for <= end && asked_for > end - sip_timer_t2(context);
}

/* For "%.1f s". */
static inline double sip_seconds(int64_t microseconds)
{
    return (double)microseconds / (double)SIP_SECOND;
}

#endif
