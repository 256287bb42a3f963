/* adding.h
 * How a transaction grows by the messages that belong to it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_ADDING_H
#define SIP_HISTORY_ADDING_H

#include "history/transactions.h"

/* A request of the transaction's method, the first or another copy. */
void sip_add_request(struct sip_transactions *all, struct sip_transaction *t,
                     const struct sip_packet *packet, void *cookie);

void sip_add_response(struct sip_transactions *all, struct sip_transaction *t,
                      const struct sip_packet *packet, void *cookie);

/* What is kept of a transaction from now on; octets: room for those of its request. */
struct sip_open *sip_open_new(struct sip_transactions *all, struct sip_transaction *t,
                              const struct sip_packet *packet, size_t octets);

/* Whether the capture cut off some of the message. */
bool sip_message_is_cut(const struct sip_message *m);

/* copies: those before the one that came now; interval: microseconds since the last of them. */
void sip_note_interval(uint16_t intervals[SIP_INTERVALS], uint32_t copies, int64_t interval);

#endif
