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

/* Of an address, whatever the port. */
uint64_t sip_address_key(uint64_t before, const struct sip_endpoint *end);

/* Of the way that a packet took: both addresses, both ports. */
uint64_t sip_way_key(const struct sip_packet *packet);

/* Of a host, and of sent-by: equal where sip_host_equal and sip_via_same_sent_by say so. */
uint64_t sip_host_key(uint64_t before, struct sip_slice host);
uint64_t sip_sent_by_key(uint64_t before, const struct sip_via *via);

/* Of the user and the host of From or To: what their URI may have besides does not count (RFC 3261
 * section 19.1.1, table 1). */
uint64_t sip_party_key(uint64_t before, const struct sip_address *party);

/* The key of the message's transaction, or of one of another method with its branch. keys must be
 * filled in. */
uint64_t sip_packet_key(const struct sip_packet *packet, enum sip_method method);

#endif
