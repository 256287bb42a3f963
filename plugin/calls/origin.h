/* origin.h
 * Where the failure of a call came from.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_ORIGIN_H
#define SIP_CALLS_ORIGIN_H

#include "calls/call.h"

/* The leg whose final response the caller got, or would have got; NULL: none has one. Among the last
 * tries, those nearest to the caller. */
const struct sip_leg *sip_call_deciding_leg(const struct sip_call *call);

struct sip_origin {
    const struct sip_leg
        *leg;       /* the furthest that was refused: its server asked nobody, or nobody was seen */
    bool other_leg; /* it is another leg of a B2BUA */
};

/* Follows the failure of a leg over the hops behind it, and into the outbound legs of a B2BUA. */
struct sip_origin sip_origin_of_failure(const struct sip_call *call, const struct sip_leg *leg);

/* Whether a server sent the call on: a proxy, or a B2BUA whose legs are joined. */
bool sip_call_was_sent_on(const struct sip_call *call, const struct sip_endpoint *server);

#endif
