/* ack_copies.h
 * A final response to INVITE that is repeated until its ACK arrives, and the ACKs to it: each copy gets one (RFC 3261
 * sections 13.2.2.4, 13.3.1.4, 17.1.1.2 and 17.2.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_ACK_COPIES_H
#define SIP_RULES_SUBJECTS_ACK_COPIES_H

#include "rules/engine/context.h"

/* The copies of the response after its first ACK that its client left without another; those of the last
 * moments of the capture are left out, it may not show their ACKs. The response has an ACK. */
unsigned sip_copies_without_ack(const struct sip_context *context, const struct sip_response *r);

/* Whether the server proves by its copies, as far as the capture goes, that no ACK arrived. */
bool sip_lacks_ack(const struct sip_context *context, const struct sip_response *final);

/* For how many seconds nobody can say that an ACK was missed. */
double sip_seconds_without_ack(const struct sip_context *context, const struct sip_response *final);

/* Whether the 2xx has come so often after its first ACK that the server cannot have taken it: one or two copies cross
 * the ACK. */
bool sip_is_acked_in_vain(const struct sip_response *ok);

/* Whether an ACK would have been captured. Where the INVITE was not, the client must have been seen to go on: its
 * direction may be missing. */
bool sip_ack_would_be_seen(const struct sip_context *context, const struct sip_response *final);

/* The INVITE with the CSeq number of an ACK that is a transaction of its own; NULL: it is none, or lacks the cookie. RFC
 * 2543 knew no branch for each transaction. */
const struct sip_transaction *sip_invite_of_own_ack(const struct sip_context *context);

#endif
