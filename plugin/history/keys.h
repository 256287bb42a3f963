/* keys.h
 * Hashes that history looks messages up by: of what a message has in common with the others of its
 * transaction (RFC 3261 sections 17.1.3 and 17.2.3), or of its call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_KEYS_H
#define SIP_HISTORY_KEYS_H

#include "history/packet.h"

struct sip_keys sip_keys_read(const struct sip_message *m);

/* Of Call-ID (sip_keys.call_id) and CSeq number: of sip_keys.identity. */
uint32_t sip_identity(uint64_t call_id, uint32_t cseq_number);

/* Of a method, by its name if it is outside the registry; and of branch and sent-by. The sum of both is
 * the key of a transaction whose branch has the magic cookie. */
uint64_t sip_method_key(enum sip_method method, struct sip_slice name);
uint64_t sip_via_key(const struct sip_via *via);

/* The key of the message's transaction, or of one of another method with its branch. keys must be
 * filled in. */
uint64_t sip_packet_key(const struct sip_packet *packet, enum sip_method method);

#endif
