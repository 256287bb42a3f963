/* attempts.h
 * What one client sent with one Call-ID: of each method the newest, which leads to those before it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_ATTEMPTS_H
#define SIP_HISTORY_ATTEMPTS_H

#include "history/transactions.h"

/* Makes a new transaction the newest of its method in its call. */
void sip_note_attempt(struct sip_transactions *all, struct sip_transaction *t,
                      const struct sip_packet *packet);

/* The newest INVITE of the message's call from this client; `attempt` leads to the older ones. */
struct sip_transaction *sip_newest_invite(struct sip_transactions *all,
                                          const struct sip_packet *packet,
                                          const struct sip_endpoint *client);

/* The INVITE with this CSeq number from where the message came. A proxy that forks sends several: the
 * one that was answered in the dialog of the message. NULL: there is none. */
struct sip_transaction *sip_find_invite(struct sip_transactions *all,
                                        const struct sip_packet *packet, uint32_t cseq_number);

/* The INVITE that a CANCEL names by Call-ID, CSeq number, server and branch, wherever the two came from. NULL: there
 * is none. */
struct sip_transaction *sip_find_invited(struct sip_transactions *all,
                                         const struct sip_packet *cancel);

/* The transaction that a response answers although its top Via is not that of the request in one thing: the
 * sent-by differs (RFC 3261 section 17.1.3 matches branch and method alone), the branch is missing, or the
 * Via of the client is. On the hop of the response, with its Call-ID, CSeq and From tag. NULL: there is
 * none. */
struct sip_transaction *sip_find_missed(struct sip_transactions *all,
                                        const struct sip_packet *packet);

/* Notes the challenge, 401 or 407, that its server has answered a request with: what comes with one of its nonces
 * is the client's next attempt, whatever its Call-ID. */
void sip_note_challenge(struct sip_transactions *all, struct sip_transaction *t,
                        const struct sip_packet *response);

/* Notes a REGISTER that was refused with 423: what its client registers next is its next attempt, whatever its
 * Call-ID. */
void sip_note_too_brief(struct sip_transactions *all, struct sip_transaction *t);

#endif
