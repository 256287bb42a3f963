/* recent.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/kept/recent.h"

#include <glib.h>
#include <string.h>

void sip_recent_init(struct sip_recent *recent, size_t holds)
{
    memset(recent, 0, sizeof(*recent));
    recent->half = holds / 2;
}

static void clear_half(struct sip_recent_half *half)
{
    sip_keyed_clear(&half->keyed);
    sip_pool_clear(&half->things);
}

void sip_recent_clear(struct sip_recent *recent)
{
    clear_half(&recent->young);
    clear_half(&recent->old);
}

void *sip_recent_find(const struct sip_recent *recent, uint64_t key)
{
    uint64_t *found = sip_keyed_find(&recent->young.keyed, key);

    return found != NULL ? found : sip_keyed_find(&recent->old.keyed, key);
}

void *sip_recent_add(struct sip_recent *recent, uint64_t key, size_t size)
{
    uint64_t *thing = sip_keyed_find(&recent->young.keyed, key);

    if (thing != NULL) {
        memset(thing, 0, size);
        *thing = key;
        return thing;
    }
    if (recent->young.keyed.count >= recent->half) {
        clear_half(&recent->old);
        recent->old = recent->young;
        memset(&recent->young, 0, sizeof(recent->young));
    }
    thing = sip_pool_take(&recent->young.things, size);
    *thing = key;
    sip_keyed_put(&recent->young.keyed, thing);
    return thing;
}

void *sip_recent_meet(struct sip_recent *recent, uint64_t key, size_t size)
{
    uint64_t *thing = sip_keyed_find(&recent->young.keyed, key);

    if (thing == NULL && (thing = sip_keyed_find(&recent->old.keyed, key)) != NULL) {
        void *copy = g_memdup2(thing, size); /* adding may drop the old ones */
        thing = memcpy(sip_recent_add(recent, key, size), copy, size);
        g_free(copy);
    }
    return thing;
}
