/* clock.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/clock.h"

bool sip_transaction_timed_out(const struct sip_transaction *t, const struct sip_clock *clock)
{
    if (t->request_frame == 0 || t->responses != NULL || t->final_frame != 0 ||
        t->heard_elsewhere || clock->now - t->request_time <= 64 * clock->t1) {
        return false;
    }
    bool asked_to_the_end = t->transport == SIP_TRANSPORT_UDP && t->request_copies >= 6 &&
                            t->last_request_time - t->request_time > 64 * clock->t1 - clock->t2;
    return asked_to_the_end || t->hop->to_client->last != INT64_MIN;
}
