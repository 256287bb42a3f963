/* agreed.h
 * Which codecs a call has agreed on: what its answers say (RFC 3264), early ones for the branch that
 * they are of, until a 2xx confirms it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_AGREED_H
#define SIP_CALLS_AGREED_H

#include "calls/call.h"

/* Changes that are written down; of more, only that there are more. */
#define SIP_CODEC_MAX_CHANGES 6

/* A 101 to 2xx to the INVITE of a leg. */
void sip_agreed_response(struct sip_calls *all, struct sip_call *call, struct sip_leg *leg,
                         const struct sip_message *m);

/* An ACK or a PRACK, which may answer an offer in the response before. */
void sip_agreed_request(struct sip_calls *all, struct sip_call *call, const struct sip_message *m,
                        const struct sip_transaction *t);

/* A 2xx to another request of the call: a re-INVITE, an UPDATE, a PRACK. */
void sip_agreed_answer(struct sip_calls *all, struct sip_call *call, const struct sip_message *m,
                       const struct sip_transaction *t);

#endif
