/* pool.h
 * Memory for what is kept as long as a capture: taken piece by piece, given back all at once.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_KEPT_POOL_H
#define SIP_HISTORY_KEPT_POOL_H

#include <stddef.h>

struct sip_pool {
    struct sip_pool_block *newest;
    size_t used; /* octets of the newest block */
};

/* Room for a thing of pointers and numbers, filled with 0. The pool is all 0 at
 * first. */
void *sip_pool_take(struct sip_pool *pool, size_t size);
#define SIP_POOL_NEW(pool, type) ((type *)sip_pool_take((pool), sizeof(type)))

void sip_pool_clear(struct sip_pool *pool);

#endif
