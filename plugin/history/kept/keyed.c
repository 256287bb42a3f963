/* keyed.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/kept/keyed.h"

#include <glib.h>

#define FIRST_SIZE 256

void sip_keyed_clear(struct sip_keyed *keyed)
{
    g_free(keyed->slots);
    *keyed = (struct sip_keyed){NULL, 0, 0};
}

/* Where the thing with the key is, or would be: the next slot that is free or its own. */
static uint64_t **slot_of(const struct sip_keyed *keyed, uint64_t key)
{
    size_t at = (size_t)(key & (keyed->size - 1));

    while (keyed->slots[at] != NULL && *keyed->slots[at] != key) {
        at = (at + 1) & (keyed->size - 1);
    }
    return &keyed->slots[at];
}

uint64_t *sip_keyed_find(const struct sip_keyed *keyed, uint64_t key)
{
    return keyed->size > 0 ? *slot_of(keyed, key) : NULL;
}

static void grow(struct sip_keyed *keyed)
{
    struct sip_keyed old = *keyed;

    keyed->size = old.size > 0 ? 2 * old.size : FIRST_SIZE;
    keyed->slots = g_new0(uint64_t *, keyed->size);
    for (size_t i = 0; i < old.size; i++) {
        if (old.slots[i] != NULL) {
            *slot_of(keyed, *old.slots[i]) = old.slots[i];
        }
    }
    g_free(old.slots);
}

void sip_keyed_put(struct sip_keyed *keyed, uint64_t *key)
{
    if (keyed->count >= keyed->size / 4 * 3) {
        grow(keyed);
    }
    uint64_t **slot = slot_of(keyed, *key);
    keyed->count += *slot == NULL;
    *slot = key;
}
