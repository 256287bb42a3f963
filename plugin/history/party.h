/* party.h
 * The user agents of a call that subscribed to something, or were sent a NOTIFY.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_PARTY_H
#define SIP_HISTORY_PARTY_H

#include "history/kept/keyed.h"
#include "history/kept/pool.h"
#include "history/transaction.h"

/* Addresses that NOTIFYs to one user agent went to, on the hops that were captured; of more, all are taken for
 * one. */
#define SIP_PARTY_ADDRESSES 4

/* What one user agent of a call was sent, by whatever path: RFC 6665 lets a NOTIFY come from
 * another notifier or by another way than the SUBSCRIBE went. */
struct sip_party {
    uint64_t key;        /* of Call-ID and tag */
    int64_t notify_time; /* of the newest NOTIFY to it; only if notify_frame is not 0 */
    const struct sip_transaction
        *asked; /* its newest SUBSCRIBE or REFER; NULL: none was captured */
    uint32_t notify_frame;
    uint64_t notified
        [SIP_PARTY_ADDRESSES]; /* hashes of the addresses that a NOTIFY to it went to; 0: not in
                                               use */
    uint32_t notifier;     /* a hash of the From tag of the first NOTIFY to it since; 0: none yet */
    uint32_t first_notify; /* the CSeq number of that NOTIFY */
};

/* All 0 at first. */
struct sip_parties {
    struct sip_keyed by_key;
    struct sip_pool kept;
};

void sip_parties_clear(struct sip_parties *all);

/* The one with the tag of From or To; NULL: there is none. */
const struct sip_party *sip_parties_find(const struct sip_parties *all, const struct sip_message *m,
                                         enum sip_header_id from_or_to);

/* The same, made if it is new; NULL where the message does not say who it is. */
struct sip_party *sip_parties_of(struct sip_parties *all, const struct sip_message *m,
                                 enum sip_header_id from_or_to);

/* A NOTIFY, or what answers it: that has the same To, and shows as well that there was one. */
void sip_parties_add_notify(struct sip_parties *all, const struct sip_packet *packet);

/* The sender of a SUBSCRIBE or REFER. Its NOTIFY may come before the 2xx that makes the dialog. */
void sip_parties_add_subscriber(struct sip_parties *all, const struct sip_transaction *t,
                                const struct sip_message *m);

/* Whether a NOTIFY to the party went to this address, so far as is known. */
bool sip_party_notified_at(const struct sip_party *party, const struct sip_endpoint *end);

/* The notifier of a NOTIFY as it is kept of a party. */
uint32_t sip_message_notifier(const struct sip_message *notify);

#endif
