/* acknowledged.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/acknowledged.h"

#include "history/kept/hash.h"

void sip_acknowledged_init(struct sip_acknowledged *all)
{
    all->acks = g_hash_table_new(NULL, NULL);
    all->pracks = g_hash_table_new(NULL, NULL);
}

void sip_acknowledged_clear(struct sip_acknowledged *all)
{
    g_hash_table_destroy(all->acks);
    g_hash_table_destroy(all->pracks);
}

static gpointer fork_key(uint32_t call, struct sip_slice to_tag)
{
    return GUINT_TO_POINTER((uint32_t)sip_hash_folded(call, to_tag));
}

static gpointer invite_key(uint32_t call, struct sip_slice from_tag)
{
    return GUINT_TO_POINTER((uint32_t)sip_hash_folded(sip_hash_number(call, 0), from_tag));
}

static gpointer rseq_key(uint32_t call, uint32_t rseq, struct sip_slice to_tag)
{
    return GUINT_TO_POINTER((uint32_t)sip_hash_folded(sip_hash_number(call, rseq), to_tag));
}

void sip_acknowledged_add_ack(struct sip_acknowledged *all, uint32_t call,
                              struct sip_slice from_tag, struct sip_slice to_tag, bool elsewhere)
{
    g_hash_table_add(all->acks, GUINT_TO_POINTER(call));
    g_hash_table_add(all->acks, invite_key(call, from_tag));
    if (elsewhere) {
        g_hash_table_add(all->acks, fork_key(call, to_tag));
    }
}

void sip_acknowledged_add_prack(struct sip_acknowledged *all, uint32_t call, uint32_t rseq,
                                struct sip_slice to_tag)
{
    g_hash_table_add(all->pracks, rseq_key(call, rseq, to_tag));
}

bool sip_acknowledged_call(const struct sip_acknowledged *all, uint32_t call)
{
    return g_hash_table_contains(all->acks, GUINT_TO_POINTER(call));
}

bool sip_acknowledged_invite(const struct sip_acknowledged *all, uint32_t call,
                             struct sip_slice from_tag)
{
    return g_hash_table_contains(all->acks, invite_key(call, from_tag));
}

bool sip_acknowledged_fork(const struct sip_acknowledged *all, uint32_t call,
                           struct sip_slice to_tag)
{
    return g_hash_table_contains(all->acks, fork_key(call, to_tag));
}

bool sip_acknowledged_rseq(const struct sip_acknowledged *all, uint32_t call, uint32_t rseq,
                           struct sip_slice to_tag)
{
    return g_hash_table_contains(all->pracks, rseq_key(call, rseq, to_tag));
}
