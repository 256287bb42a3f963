/* clock.h
 * What has not come by the end of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_CLOCK_H
#define SIP_CALLS_CLOCK_H

#include "history/transaction.h"

/* When there is no more to come. Microseconds. */
struct sip_clock {
    int64_t now; /* the end of the capture */
    int64_t t1, t2;
};

/* Whether nobody answers a request that was sent once or more: nothing came for 64*T1, and either the
 * client asked as long as it may, or answers of this server can be seen. */
bool sip_transaction_timed_out(const struct sip_transaction *t, const struct sip_clock *clock);

#endif
