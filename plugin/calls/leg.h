/* leg.h
 * The legs of a call, its INVITEs hop by hop, and the tries that they make up.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_LEG_H
#define SIP_CALLS_LEG_H

#include "calls/call.h"

/* The leg with this INVITE among the calls of one Call-ID, from the newest on, and the call that it is of; NULL: none,
 * and *call is left as it is. */
struct sip_leg *sip_leg_find(struct sip_call *newest, const struct sip_transaction *invite,
                             struct sip_call **call);

/* Whether an INVITE that is to make a dialog, or what answered one, is part of the call. */
bool sip_call_continues(const struct sip_call *call, const struct sip_packet *packet);

/* Adds an INVITE, t, to the call: a new try of it, or an earlier one sent on. NULL: the call has SIP_CALL_MAX_LEGS
 * already, and it only counts. */
struct sip_leg *sip_leg_add(struct sip_calls *all, struct sip_call *call,
                            const struct sip_packet *packet, const struct sip_transaction *t);

#endif
