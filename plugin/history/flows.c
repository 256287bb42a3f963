/* flows.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/flows.h"

#include "history/hash.h"

/* The table's key and value in one. */
struct entry {
    char ends[34]; /* family and address, twice */
    struct sip_flow flow;
};

struct sip_flows {
    GHashTable *entries;
};

static guint hash_entry(gconstpointer entry)
{
    const struct entry *e = entry;
    return sip_hash(0, (struct sip_slice){e->ends, sizeof(e->ends)});
}

static gboolean equal_entries(gconstpointer a, gconstpointer b)
{
    return memcmp(((const struct entry *)a)->ends, ((const struct entry *)b)->ends,
                  sizeof(((const struct entry *)a)->ends)) == 0;
}

struct sip_flows *sip_flows_new(void)
{
    struct sip_flows *flows = g_new(struct sip_flows, 1);

    flows->entries = g_hash_table_new_full(hash_entry, equal_entries, NULL, g_free);
    return flows;
}

void sip_flows_free(struct sip_flows *flows)
{
    g_hash_table_destroy(flows->entries);
    g_free(flows);
}

static void write_end(char *at, const struct sip_endpoint *end)
{
    at[0] = (char)end->family;
    memcpy(at + 1, end->address, sizeof(end->address));
}

static struct entry *find(struct sip_flows *flows, const struct sip_endpoint *from,
                          const struct sip_endpoint *to, struct entry *wanted)
{
    write_end(wanted->ends, from);
    write_end(wanted->ends + sizeof(wanted->ends) / 2, to);
    return g_hash_table_lookup(flows->entries, wanted);
}

void sip_flows_add(struct sip_flows *flows, const struct sip_arrival *arrival)
{
    struct entry wanted;
    struct entry *entry = find(flows, &arrival->source, &arrival->destination, &wanted);

    if (entry == NULL) {
        entry = g_memdup2(&wanted, sizeof(wanted));
        entry->flow = (struct sip_flow){arrival->time, arrival->time, INT64_MIN};
        g_hash_table_add(flows->entries, entry);
    }
    entry->flow.last = MAX(entry->flow.last, arrival->time);
    if (arrival->message->is_response) {
        entry->flow.last_response = MAX(entry->flow.last_response, arrival->time);
    }
}

const struct sip_flow *sip_flows_find(struct sip_flows *flows, const struct sip_endpoint *from,
                                      const struct sip_endpoint *to)
{
    struct entry wanted;
    struct entry *entry = find(flows, from, to, &wanted);

    return entry ? &entry->flow : NULL;
}
