/* transactions.h
 * All transactions of a capture, for the files that find, tie, add to and close them; others are served
 * by transaction.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_TRANSACTIONS_H
#define SIP_HISTORY_TRANSACTIONS_H

#include "history/acknowledged.h"
#include "history/closing.h"
#include "history/kept/keyed.h"
#include "history/kept/pool.h"
#include "history/kept/recent.h"
#include "history/read_cache.h"
#include "history/transaction.h"

/* Uses of one key that are looked through: a client that reuses a branch more often than that is not
 * followed. It keeps the time for a message constant. */
#define SIP_MAX_USES 8

/* INVITEs that are known by their server, and challenges; of more, the oldest are forgotten. */
#define SIP_INVITES_KNOWN 16384
#define SIP_CHALLENGES_KNOWN 16384

/* With more of them, time stamps are no use at all. */
#define SIP_RUNS_MAX 100

struct sip_transactions {
    sip_closing closing;
    void *user;
    struct sip_keyed by_key;  /* the newest transaction with each key, … */
    struct sip_keyed by_call; /* … and with each call_key */
    struct sip_recent
        challenged; /* the newest that were challenged, by the nonces of the challenge */
    struct sip_recent
        invited;          /* INVITEs, by Call-ID, CSeq number and the address of their server */
    struct sip_pool kept; /* transactions and responses */
    struct sip_acknowledged acknowledged;
    struct sip_hops *hops;
    GStringChunk *texts; /* tags, descriptions of media */
    struct sip_queue open[SIP_QUEUES];
    unsigned run : 7; /* of time stamps that compare: counted up to SIP_RUNS_MAX */
    struct sip_read_cache read;
};

/* The newest transaction with this key, which leads to those before it by `next`; NULL: there is none. */
struct sip_transaction *sip_transactions_newest(const struct sip_transactions *all, uint64_t key);

/* The one that the message fits best, among those from the newest on; NULL: none. */
struct sip_transaction *sip_transactions_best(struct sip_transaction *newest,
                                              const struct sip_packet *packet);

/* The transaction of another method with the branch of the message, on its hop. */
struct sip_transaction *sip_transactions_find(const struct sip_transactions *all,
                                              enum sip_method method,
                                              const struct sip_packet *packet);

/* Whether nothing but repetitions is expected of it: see sip_transaction_expect. */
bool sip_transaction_is_settled(const struct sip_transaction *t);

#endif
