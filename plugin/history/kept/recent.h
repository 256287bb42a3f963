/* recent.h
 * A table of the newest things, which forgets the oldest: of more than it holds, between half and all are
 * kept. Things hold their own key, which is a hash already (hash.h) and unique, as their first member. No
 * thing may point to another.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_KEPT_RECENT_H
#define SIP_HISTORY_KEPT_RECENT_H

#include "history/kept/keyed.h"
#include "history/kept/pool.h"

struct sip_recent {
    struct sip_recent_half {
        struct sip_keyed keyed;
        struct sip_pool things;
    } young, old;
    size_t half; /* so many things in each half */
};

/* holds: how many things at most. */
void sip_recent_init(struct sip_recent *recent, size_t holds);
void sip_recent_clear(struct sip_recent *recent);

/* The thing with this key, or NULL. It is valid until the next thing is added. */
void *sip_recent_find(const struct sip_recent *recent, uint64_t key);

/* Room for a new thing with this key, in place of the one that has it now, filled with 0 behind the key.
 * size: of all things of the table the same. It is valid until the next one is added. */
void *sip_recent_add(struct sip_recent *recent, uint64_t key, size_t size);

/* The thing with this key as one of the newest, or NULL: what is met again is not forgotten soon. */
void *sip_recent_meet(struct sip_recent *recent, uint64_t key, size_t size);

#endif
