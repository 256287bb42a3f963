/* flows.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/flows.h"

#include "history/hash.h"
#include "history/pool.h"
#include "history/table.h"

struct entry {
    uint64_t key; /* of both addresses */
    struct sip_flow flow;
};

struct sip_flows {
    struct sip_table by_key;
    struct sip_pool entries;
};

struct sip_flows *sip_flows_new(void)
{
    return g_new0(struct sip_flows, 1);
}

void sip_flows_free(struct sip_flows *flows)
{
    sip_table_clear(&flows->by_key);
    sip_pool_clear(&flows->entries);
    g_free(flows);
}

static uint64_t add_address(uint64_t key, const struct sip_endpoint *end)
{
    struct sip_slice address = {(const char *)end->address, sizeof(end->address)};
    return sip_hash_key(key ^ end->family, address);
}

static uint64_t key_of(const struct sip_endpoint *from, const struct sip_endpoint *to)
{
    return add_address(add_address(0, from), to);
}

static struct entry *find(struct sip_flows *flows, uint64_t key)
{
    return SIP_TABLE_THING(sip_table_find(&flows->by_key, key), struct entry, key);
}

static struct entry *make(struct sip_flows *flows, uint64_t key, int64_t time)
{
    struct entry *entry = SIP_POOL_NEW(&flows->entries, struct entry);

    entry->key = key;
    entry->flow = (struct sip_flow){time, time, INT64_MIN};
    sip_table_put(&flows->by_key, &entry->key);
    return entry;
}

void sip_flows_add(struct sip_flows *flows, const struct sip_arrival *arrival)
{
    uint64_t key = key_of(&arrival->source, &arrival->destination);
    struct entry *entry = find(flows, key);

    if (entry == NULL) {
        entry = make(flows, key, arrival->time);
    }
    entry->flow.last = MAX(entry->flow.last, arrival->time);
    if (arrival->message->is_response) {
        entry->flow.last_response = MAX(entry->flow.last_response, arrival->time);
    }
}

const struct sip_flow *sip_flows_find(struct sip_flows *flows, const struct sip_endpoint *from,
                                      const struct sip_endpoint *to)
{
    const struct entry *entry = find(flows, key_of(from, to));

    return entry ? &entry->flow : NULL;
}
