/* interned.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/kept/interned.h"

#include "history/kept/hash.h"

struct sip_interned {
    GHashTable *set; /* of the copies */
    GStringChunk *copies;
};

struct sip_interned *sip_interned_new(void)
{
    struct sip_interned *all = g_new0(struct sip_interned, 1);

    all->set = g_hash_table_new(sip_hash_string, g_str_equal);
    all->copies = g_string_chunk_new(4096);
    return all;
}

void sip_interned_free(struct sip_interned *all)
{
    g_hash_table_destroy(all->set);
    g_string_chunk_free(all->copies);
    g_free(all);
}

const char *sip_interned_keep(struct sip_interned *all, struct sip_slice text)
{
    char wanted[SIP_INTERNED_MAX + 1];
    char *copy;

    if (text.p == NULL || text.n > SIP_INTERNED_MAX || memchr(text.p, '\0', text.n) != NULL) {
        return NULL;
    }
    memcpy(wanted, text.p, text.n);
    wanted[text.n] = '\0';
    copy = g_hash_table_lookup(all->set, wanted);
    if (copy == NULL) {
        copy = g_string_chunk_insert_len(all->copies, wanted, (gssize)text.n);
        g_hash_table_add(all->set, copy);
    }
    return copy;
}
