/* prack_owed.h
 * What shows that the client did not acknowledge a reliable provisional response (RFC 3262): that no PRACK was
 * captured is not enough.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_PRACK_OWED_H
#define SIP_RULES_SUBJECTS_PRACK_OWED_H

#include "rules/engine/context.h"

/* A time (microseconds) when the response was certainly not acknowledged yet: its PRACK came by later, or it
 * was itself sent again. 0: not known. */
int64_t sip_unacknowledged_at(const struct sip_response *r);

/* What shows that, for evidence, and the frame that follows this text: later is one after the first copy. */
const char *sip_unacknowledged_proof(const struct sip_response *r);
uint32_t sip_unacknowledged_frame(const struct sip_response *r, uint32_t later);

/* Whether it is certain that the client did not acknowledge the response: the server sent it again and again;
 * or the client's ACK went by, which takes the way of a PRACK, but no PRACK did, and none of its requests is
 * missing. */
bool sip_lacks_prack(const struct sip_context *context, const struct sip_response *r);

/* Whether the client left it at a PRACK that was challenged: the server sent the response again and again
 * after that. */
bool sip_prack_left_at_challenge(const struct sip_context *context, const struct sip_response *r);

#endif
