/* ack_copies.h
 * A final response to INVITE that is repeated, and the ACKs to it: each copy gets one (RFC 3261 sections 13.2.2.4
 * and 17.1.1.2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_ACK_COPIES_H
#define SIP_RULES_SUBJECTS_ACK_COPIES_H

#include "rules/engine/context.h"

/* The copies of the response after its first ACK that its client left without another; those of the last
 * moments of the capture are left out, it may not show their ACKs. The response has an ACK. */
unsigned sip_copies_without_ack(const struct sip_context *context, const struct sip_response *r);

#endif
