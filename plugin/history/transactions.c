/* transactions.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/transactions.h"

#include "history/keys.h"

struct sip_transactions *sip_transactions_new(sip_closing closing, void *user)
{
    struct sip_transactions *all = g_new0(struct sip_transactions, 1);

    all->closing = closing;
    all->user = user;
    sip_acknowledged_init(&all->acknowledged);
    sip_recent_init(&all->challenged, SIP_CHALLENGES_KNOWN);
    sip_recent_init(&all->invited, SIP_INVITES_KNOWN);
    all->hops = sip_hops_new();
    all->texts = g_string_chunk_new(4096);
    sip_queues_init(all->open);
    return all;
}

void sip_transactions_free(struct sip_transactions *all)
{
    sip_queues_clear(all->open);
    sip_keyed_clear(&all->by_key);
    sip_keyed_clear(&all->by_call);
    sip_acknowledged_clear(&all->acknowledged);
    sip_recent_clear(&all->challenged);
    sip_recent_clear(&all->invited);
    sip_hops_free(all->hops);
    g_string_chunk_free(all->texts);
    sip_read_cache_clear(&all->read);
    sip_pool_clear(&all->kept);
    g_free(all);
}

static int likeness(const struct sip_endpoint *a, const struct sip_endpoint *b)
{
    return !sip_endpoint_same_address(a, b) ? 0 : a->port == b->port ? 3 : 2;
}

/* How well a message fits a transaction of its key: 0 not at all. A response may come from, or go
 * to, another port or even address than it should: that is for the rules to say. But where neither
 * end is known, it is another hop. */
static int fit(const struct sip_transaction *t, const struct sip_packet *packet)
{
    bool response = packet->message->is_response;
    int client = likeness(&t->hop->client, response ? &packet->destination : &packet->source);
    int server = likeness(&t->hop->server, response ? &packet->source : &packet->destination);
    bool same = t->identity == packet->keys.identity;

    if (response ? (client == 0 && server == 0) : (client == 0 || server == 0 || !same)) {
        return 0;
    }
    return client + server + (same ? 8 : 0);
}

struct sip_transaction *sip_transactions_newest(const struct sip_transactions *all, uint64_t key)
{
    return SIP_KEYED_THING(sip_keyed_find(&all->by_key, key), struct sip_transaction, key);
}

struct sip_transaction *sip_transactions_best(struct sip_transaction *newest,
                                              const struct sip_packet *packet)
{
    struct sip_transaction *best = NULL;
    int best_fit = 0, uses = 0;

    for (struct sip_transaction *t = newest; t != NULL && uses < SIP_MAX_USES;
         t = t->next, uses++) {
        int f = fit(t, packet);
        if (f > best_fit) {
            best = t;
            best_fit = f;
        }
    }
    return best;
}

struct sip_transaction *sip_transactions_find(const struct sip_transactions *all,
                                              enum sip_method method,
                                              const struct sip_packet *packet)
{
    return sip_transactions_best(sip_transactions_newest(all, sip_packet_key(packet, method)),
                                 packet);
}

void sip_transactions_refuse(struct sip_transactions *all, const struct sip_refusal *refusal)
{
    sip_hops_refuse(all->hops, refusal);
}
