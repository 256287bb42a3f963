/* table.h
 * A hash table of things that hold their own key, which is a hash already (hash.h) and unique.
 * Nothing is ever taken out. It takes half the memory of GLib's, and a third of its instructions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_TABLE_H
#define SIP_HISTORY_TABLE_H

#include <stddef.h>
#include <stdint.h>

struct sip_table {
    uint64_t **slots; /* the keys of the things; NULL: free */
    size_t size;      /* a power of two, or 0 */
    size_t count;
};

/* All 0 at first. Frees the table, not what is in it. */
void sip_table_clear(struct sip_table *table);

/* The key of the thing with this key, in the thing; NULL: there is none. */
uint64_t *sip_table_find(const struct sip_table *table, uint64_t key);

/* Adds a thing by its key, in place of the one that has the same key now. It must stay where it is. */
void sip_table_put(struct sip_table *table, uint64_t *key);

/* The thing of a type whose member the key is; NULL for NULL. */
#define SIP_TABLE_THING(key, type, member) \
    ((key) ? (type *)(void *)((char *)(key)-offsetof(type, member)) : NULL)

#endif
