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

/* An ACK that is a transaction of its own, t, for the 2xx that it fits; first: not another copy of it. */
void sip_add_ack(struct sip_transaction *t, const struct sip_packet *packet, bool first);

/* An ACK to the failure of an INVITE, t, whose branch it has. */
void sip_add_failure_ack(struct sip_transaction *t, const struct sip_packet *packet);

/* Makes an ACK that is a transaction of its own known to all hops. One to a failure belongs to its own hop alone. One
 * to a 2xx that takes the way of its INVITE shows that the call was answered, but acknowledges no 2xx on another hop. */
void sip_note_ack(struct sip_transactions *all, const struct sip_transaction *t,
                  const struct sip_packet *packet);

/* What is kept of a transaction from now on; octets: room for those of its request. */
struct sip_open *sip_open_new(struct sip_transactions *all, struct sip_transaction *t,
                              const struct sip_packet *packet, size_t octets);

/* Whether the capture cut off some of the message. */
bool sip_message_is_cut(const struct sip_message *m);

/* copies: those before the one that came now; interval: microseconds since the last of them. */
void sip_note_interval(uint16_t intervals[SIP_INTERVALS], uint32_t copies, int64_t interval);

#endif
