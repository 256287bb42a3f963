/* pool.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/pool.h"

#include <glib.h>
#include <string.h>

#define BLOCK 65000 /* with what the allocator needs itself less than 64 KiB */

struct sip_pool_block {
    struct sip_pool_block *older;
    max_align_t room[];
};

void *sip_pool_take(struct sip_pool *pool, size_t size)
{
    size_t aligned = (size + sizeof(void *) - 1) / sizeof(void *) * sizeof(void *);

    g_assert(size <= 4096);
    if (pool->newest == NULL || pool->used + aligned > BLOCK) {
        struct sip_pool_block *block = g_malloc(sizeof(*block) + BLOCK);
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
