/* ack_copies.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects/ack_copies.h"

#include "rules/engine/timers.h"

/* Copies of the response that had come by until then. Of the first ones it is known when they came; later
 * ones are T2 apart. */
static unsigned copies_until(const struct sip_response *r, int64_t stamp)
{
    int64_t at = r->stamp;
    unsigned count = 0;

    if (r->last_time <= stamp) {
        return r->copies;
    }
    while (count < r->copies && at <= stamp) {
        at += count < SIP_INTERVALS ? r->intervals[count] * (SIP_SECOND / 1000) : INT64_MAX / 4;
        count++;
    }
    return r->copies > SIP_INTERVALS + 1 ? r->copies - 1U : count;
}

unsigned sip_copies_without_ack(const struct sip_context *context, const struct sip_response *r)
{
    unsigned copies = copies_until(r, context->now - sip_timer_t2(context));
    unsigned answered = r->copies_before_ack + r->acks - 1U;

    return copies > answered ? copies - answered : 0;
}
