/* pool.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/kept/pool.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#define BLOCK 65000 /* with what the allocator needs itself less than 64 KiB */

/* Octets: enough for pointers and for int64_t, on 32 bit, too. */
#define ALIGNMENT sizeof(int64_t)

struct sip_pool_block {
    struct sip_pool_block *older;
    max_align_t room[];
};

void *sip_pool_take(struct sip_pool *pool, size_t size)
{
    size_t aligned = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

    if (pool->newest == NULL || pool->used + aligned > BLOCK) {
        struct sip_pool_block *block = g_malloc(sizeof(*block) + MAX(aligned, BLOCK));
        block->older = pool->newest;
        pool->newest = block;
        pool->used = 0;
    }
    void *piece = (char *)pool->newest->room + pool->used;
    pool->used += aligned;
    return memset(piece, 0, size);
}

void sip_pool_clear(struct sip_pool *pool)
{
    for (struct sip_pool_block *block = pool->newest, *older; block != NULL; block = older) {
        older = block->older;
        g_free(block);
    }
    *pool = (struct sip_pool){NULL, 0};
}
