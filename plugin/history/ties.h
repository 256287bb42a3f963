/* ties.h
 * What a new transaction has to do with those before it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_TIES_H
#define SIP_HISTORY_TIES_H

#include "history/transactions.h"

/* Ties it to its INVITE and to earlier attempts, and notes there what it explains of them. */
void sip_tie_to_others(struct sip_transactions *all, struct sip_transaction *t,
                       const struct sip_packet *packet);

/* Ties a request, m, to the one that its proxy received: the second Via leads to it. */
void sip_tie_to_upstream(struct sip_transactions *all, struct sip_transaction *branch,
                         const struct sip_message *m);

#endif
