/* closing.h
 * Transactions that are open, in the order in which they will be closed, more or less.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_CLOSING_H
#define SIP_HISTORY_CLOSING_H

#include "history/transaction.h"

struct sip_queue {
    struct sip_transaction *first;
    struct sip_transaction **end;
};

/* Most are settled soon; what is not is looked at again in the second queue. */
enum { SIP_QUEUES = 2 };

void sip_queues_init(struct sip_queue queues[SIP_QUEUES]);

/* Drops what transactions have open. */
void sip_queues_clear(struct sip_queue queues[SIP_QUEUES]);

/* A transaction that has just got its request and what it has open. */
void sip_queues_add(struct sip_queue queues[SIP_QUEUES], struct sip_transaction *t, int64_t now);

/* Closes what is due; microseconds. */
void sip_transactions_close_due(struct sip_transactions *all, int64_t now);

#endif
