/* all.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/all.h"

#include "calls/calls.h"

struct sip_calls *sip_calls_new(void)
{
    struct sip_calls *all = g_new0(struct sip_calls, 1);

    all->texts = sip_interned_new();
    all->call_ids = g_string_chunk_new(4096);
    all->joins = sip_joins_new();
    all->scratch = g_string_new(NULL);
    for (unsigned kind = 0; kind < SIP_RECORD_KINDS; kind++) {
        all->records[kind] = g_ptr_array_new();
    }
    sip_calls_set_leg_headers(all, SIP_LEG_HEADERS);
    return all;
}

void sip_calls_free(struct sip_calls *all)
{
    for (unsigned kind = 0; kind < SIP_RECORD_KINDS; kind++) {
        g_ptr_array_unref(all->records[kind]);
    }
    sip_keyed_clear(&all->calls);
    sip_keyed_clear(&all->leases);
    sip_keyed_clear(&all->requests);
    sip_joins_free(all->joins);
    sip_interned_free(all->texts);
    g_string_chunk_free(all->call_ids);
    sip_pool_clear(&all->kept);
    g_string_free(all->scratch, TRUE);
    g_free(all);
}

void sip_calls_set_leg_headers(struct sip_calls *all, const char *names)
{
    sip_joins_set_headers(all->joins, names);
}

void sip_calls_enter(struct sip_calls *all, struct sip_record *record, enum sip_record_kind kind)
{
    g_ptr_array_add(all->records[kind], record);
    record->kind = (uint8_t)kind;
    record->number = all->records[kind]->len;
}
