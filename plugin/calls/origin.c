/* origin.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/origin.h"

/* Hops that a failure is followed over. */
#define MAX_HOPS 32

/* How well a failure says why a call failed: as a proxy chooses (RFC 3261 section 16.7). That a branch
 * was cancelled says all where the caller gave up, and else nothing. */
static int weight(const struct sip_call *call, const struct sip_transaction *t)
{
    unsigned code = t->final_code;

    if (code == 487) {
        return sip_call_extra(call)->cancel_frame != 0 ? 10 : 1;
    }
    return code < 300 ? 0 : code >= 600 ? 9 : 9 - (int)(code / 100);
}

const struct sip_leg *sip_call_deciding_leg(const struct sip_call *call)
{
    const struct sip_leg *best = NULL;

    for (const struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        if (!leg->onward && leg->attempt == call->attempts && weight(call, leg->invite) > 0 &&
            (best == NULL || weight(call, leg->invite) >= weight(call, best->invite))) {
            best = leg;
        }
    }
    return best;
}

/* The leg that goes on from the server of another one, and was refused too; NULL: none was captured. */
static const struct sip_leg *next_hop(const struct sip_call *call, const struct sip_leg *from)
{
    const struct sip_leg *best = NULL;

    for (const struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        if (leg != from && leg->onward && leg->attempt == from->attempt &&
            weight(call, leg->invite) > 0 &&
            leg->invite->request_time >= from->invite->request_time - SIP_CAPTURE_JITTER &&
            sip_endpoint_same_address(&leg->invite->hop->client, &from->invite->hop->server) &&
            !sip_endpoint_equal(&leg->invite->hop->server, &from->invite->hop->server) &&
            (best == NULL || weight(call, leg->invite) >= weight(call, best->invite))) {
            best = leg;
        }
    }
    return best;
}

static const struct sip_leg *last_hop(const struct sip_call *call, const struct sip_leg *leg)
{
    const struct sip_leg *next;

    for (int hops = 0; hops < MAX_HOPS && (next = next_hop(call, leg)) != NULL; hops++) {
        leg = next;
    }
    return leg;
}

/* The outbound leg that failed because of what it met: the first that was refused. */
static const struct sip_call *failed_outbound(const struct sip_call *call)
{
    for (const struct sip_call *c = sip_call_extra(call)->outbound; c != NULL;
         c = sip_call_extra(c)->next_outbound) {
        const struct sip_leg *leg = sip_call_deciding_leg(c);
        if (!c->answered && leg != NULL && leg->invite->final_code != 487) {
            return c;
        }
    }
    return NULL;
}

struct sip_origin sip_origin_of_failure(const struct sip_call *call, const struct sip_leg *leg)
{
    const struct sip_call *outbound = failed_outbound(call);

    if (outbound != NULL) {
        call = outbound;
        leg = sip_call_deciding_leg(outbound);
    }
    return (struct sip_origin){.leg = last_hop(call, leg), .other_leg = outbound != NULL};
}

static bool leg_comes_from(const struct sip_call *call, const struct sip_endpoint *server,
                           bool onward_only)
{
    for (const struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        if ((leg->onward || !onward_only) &&
            sip_endpoint_same_address(&leg->invite->hop->client, server) &&
            !sip_endpoint_equal(&leg->invite->hop->server, server)) {
            return true;
        }
    }
    return false;
}

bool sip_call_was_sent_on(const struct sip_call *call, const struct sip_endpoint *server)
{
    bool sent_on = leg_comes_from(call, server, true);

    for (const struct sip_call *c = sip_call_extra(call)->outbound; c != NULL && !sent_on;
         c = sip_call_extra(c)->next_outbound) {
        sent_on = leg_comes_from(c, server, false);
    }
    return sent_on;
}
