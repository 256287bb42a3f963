/* lease.h
 * What a server grants for a time: a registration (RFC 3261 section 10) or a subscription (RFC 6665).
 * One record for each address-of-record and client, and for subscriptions each event package, whatever
 * Call-IDs the client uses.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_LEASE_H
#define SIP_CALLS_LEASE_H

#include "calls/record.h"
#include "history/transaction.h"

struct sip_lease {
    struct sip_record record;
    uint64_t key;    /* of who, for whom, what */
    const char *aor; /* the URI in To */
    const char
        *contact;      /* the first URI in Contact of the newest request that had one; NULL: none */
    const char *event; /* the event package of a subscription; NULL for a registration */
    struct sip_endpoint client, server; /* of the first hop that was captured */
    const struct sip_transaction
        *last; /* the newest request on that hop; NULL: none was captured */

    int64_t granted_time;   /* of the newest 2xx that granted it; only if granted_frame is not 0 */
    uint32_t granted_frame; /* 0: never */
    uint32_t granted;       /* seconds */
    uint32_t asked;         /* seconds, as the newest request has them; UINT32_MAX: it names none */
    uint32_t grants;        /* the first one and the refreshes */
    uint32_t lapses;        /* how often it was refreshed only when its time was over */
    uint32_t
        attempts; /* requests, those after a challenge or a refused interval counted together */
    uint32_t refusals; /* attempts that were refused; challenges are none */

    int64_t ended_time;   /* only if ended_frame is not 0 */
    uint32_t ended_frame; /* the 2xx that removed it, or the NOTIFY that ended it; 0: none */
    const char *reason;   /* of that NOTIFY; NULL: none */
    const char *phrase, *warning; /* of the newest failure; NULL: none */
    uint16_t code;                /* the newest final response; 0: none */
    uint8_t vias;
    bool removes : 1;     /* the newest request removes it */
    bool credentials : 1; /* the newest request has some */
    bool stale : 1;       /* the newest challenge says that only the nonce is too old */
    bool pending : 1;     /* the newest NOTIFY says so */
};

enum sip_lease_result {
    SIP_LEASE_GRANTED = 1, /* and not over yet */
    SIP_LEASE_ENDED,       /* removed by the client, or ended by the notifier */
    SIP_LEASE_LAPSED,      /* its time is over, and nobody refreshed it */
    SIP_LEASE_REFUSED,
    SIP_LEASE_CHALLENGED, /* and the client did not come back with credentials */
    SIP_LEASE_UNANSWERED,
    SIP_LEASE_INCOMPLETE, /* in the capture */
};
#define SIP_LEASE_RESULTS SIP_LEASE_INCOMPLETE

struct sip_calls;

/* The registration or subscription that a message is part of, after it was added to its transaction;
 * NULL: none. */
struct sip_lease *sip_lease_add(struct sip_calls *all, const struct sip_packet *packet,
                                const struct sip_transaction *t);

/* Its state at a time, by what was captured until now. */
struct sip_clock;
enum sip_lease_result sip_lease_result(const struct sip_lease *lease,
                                       const struct sip_clock *clock);

/* "granted" … as filters know them. */
const char *sip_lease_result_name(unsigned result);

#endif
