/* table.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/table.h"

#include <glib.h>

#define FIRST_SIZE 256

void sip_table_clear(struct sip_table *table)
{
    g_free(table->slots);
    *table = (struct sip_table){NULL, 0, 0};
}

/* Where the thing with the key is, or would be: the next slot that is free or its own. */
static uint64_t **slot_of(const struct sip_table *table, uint64_t key)
{
    size_t at = key & (table->size - 1);

    while (table->slots[at] != NULL && *table->slots[at] != key) {
        at = (at + 1) & (table->size - 1);
    }
    return &table->slots[at];
}

uint64_t *sip_table_find(const struct sip_table *table, uint64_t key)
{
    return table->size > 0 ? *slot_of(table, key) : NULL;
}

static void grow(struct sip_table *table)
{
    struct sip_table old = *table;

    table->size = old.size > 0 ? 2 * old.size : FIRST_SIZE;
    table->slots = g_new0(uint64_t *, table->size);
    for (size_t i = 0; i < old.size; i++) {
        if (old.slots[i] != NULL) {
            *slot_of(table, *old.slots[i]) = old.slots[i];
        }
    }
    g_free(old.slots);
}

void sip_table_put(struct sip_table *table, uint64_t *key)
{
    if (table->count >= table->size / 4 * 3) {
        grow(table);
    }
    uint64_t **slot = slot_of(table, *key);
    table->count += *slot == NULL;
    *slot = key;
}
