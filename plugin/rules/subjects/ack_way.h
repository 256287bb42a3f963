/* ack_way.h
 * Where the ACKs to a 2xx went that its server goes on repeating, and where they should have gone (RFC 3261 section
 * 12.2.1.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_ACK_WAY_H
#define SIP_RULES_SUBJECTS_ACK_WAY_H

#include "rules/engine/context.h"

/* The Contact of the 2xx that the context is about, where its last ACK has another Request-URI that does not help the
 * server behind NAT, and nobody can say who has changed it; p == NULL: it has not. ack: as it was kept, NULL: it was not. */
struct sip_slice sip_contact_missed_by_ack(const struct sip_context *context,
                                           const struct sip_response *ok,
                                           const struct sip_message *ack);

/* "frame 12 to sip:bob@192.0.2.20, went to 192.0.2.20:5060", and what is known to be wrong with that. ok has an ACK. */
struct sip_ack_way {
    char s[384];
};
struct sip_ack_way sip_ack_way_text(const struct sip_context *context,
                                    const struct sip_response *ok, const struct sip_message *ack);

#endif
