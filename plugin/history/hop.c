/* hop.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/hop.h"

#include "history/kept/hash.h"
#include "history/kept/pool.h"
#include "history/kept/keyed.h"

struct keyed_flow {
    uint64_t key; /* of both addresses */
    struct sip_flow flow;
    struct keyed_flow *next;
};

struct keyed_hop {
    uint64_t key; /* of both addresses and ports */
    struct sip_hop hop;
};

struct sender {
    uint64_t key; /* of its address */
};

struct sip_hops {
    struct sip_keyed hops, flows, senders;
    struct sip_pool entries;
    struct keyed_flow *first_flow;
};

struct sip_hops *sip_hops_new(void)
{
    return g_new0(struct sip_hops, 1);
}

void sip_hops_free(struct sip_hops *hops)
{
    sip_keyed_clear(&hops->hops);
    sip_keyed_clear(&hops->flows);
    sip_keyed_clear(&hops->senders);
    sip_pool_clear(&hops->entries);
    g_free(hops);
}

static void forget_times(struct sip_flow *flow)
{
    flow->first = INT64_MAX;
    flow->last = flow->last_response = flow->last_cut = INT64_MIN;
}

void sip_hops_start_run(struct sip_hops *hops)
{
    for (struct keyed_flow *known = hops->first_flow; known != NULL; known = known->next) {
        forget_times(&known->flow);
    }
}

static uint64_t add_address(uint64_t key, const struct sip_endpoint *end)
{
    struct sip_slice address = {(const char *)end->address, sizeof(end->address)};
    return sip_hash_key(key ^ end->family, address);
}

static struct sip_flow *flow_between(struct sip_hops *hops, const struct sip_endpoint *from,
                                     const struct sip_endpoint *to)
{
    uint64_t key = add_address(add_address(0, from), to);
    struct keyed_flow *known =
        SIP_KEYED_THING(sip_keyed_find(&hops->flows, key), struct keyed_flow, key);

    if (known == NULL) {
        known = SIP_POOL_NEW(&hops->entries, struct keyed_flow);
        known->key = key;
        forget_times(&known->flow);
        known->next = hops->first_flow;
        hops->first_flow = known;
        sip_keyed_put(&hops->flows, &known->key);
    }
    return &known->flow;
}

const struct sip_hop *sip_hops_between(struct sip_hops *hops, const struct sip_endpoint *client,
                                       const struct sip_endpoint *server)
{
    uint64_t ports = (uint64_t)client->port << 32 | (uint64_t)server->port << 16;
    uint64_t key = add_address(add_address(ports, client), server);
    struct keyed_hop *known =
        SIP_KEYED_THING(sip_keyed_find(&hops->hops, key), struct keyed_hop, key);

    if (known == NULL) {
        known = SIP_POOL_NEW(&hops->entries, struct keyed_hop);
        known->key = key;
        known->hop = (struct sip_hop){*client, *server, flow_between(hops, client, server),
                                      flow_between(hops, server, client)};
        sip_keyed_put(&hops->hops, &known->key);
    }
    return &known->hop;
}

bool sip_hops_heard(const struct sip_hops *hops, const struct sip_endpoint *from)
{
    return sip_keyed_find(&hops->senders, add_address(0, from)) != NULL;
}

static void note_sender(struct sip_hops *hops, const struct sip_endpoint *from)
{
    if (!sip_hops_heard(hops, from)) {
        struct sender *sender = SIP_POOL_NEW(&hops->entries, struct sender);
        sender->key = add_address(0, from);
        sip_keyed_put(&hops->senders, &sender->key);
    }
}

void sip_hops_ask(const struct sip_hop *hop, const struct sip_packet *packet, bool first_copy)
{
    struct sip_flow *flow = hop->to_server;

    if (first_copy && flow->unheard_count == 0) {
        flow->unheard_frame = packet->frame;
    }
    flow->unheard_count += first_copy;
    flow->unheard_copies += flow->unheard_count > 0;
}

/* Those who were asked that way were heard. */
static void end_silence(struct sip_flow *flow)
{
    flow->unheard_frame = flow->unheard_count = flow->unheard_copies = 0;
}

void sip_hops_note_cut(struct sip_hops *hops, const struct sip_packet *packet)
{
    struct sip_flow *flow = flow_between(hops, &packet->source, &packet->destination);

    flow->last_cut = MAX(flow->last_cut, packet->time);
}

void sip_hops_hear(struct sip_hops *hops, const struct sip_hop *hop,
                   const struct sip_packet *packet)
{
    bool response = packet->message->is_response;
    const struct sip_endpoint *from = response ? &hop->server : &hop->client;
    const struct sip_endpoint *to = response ? &hop->client : &hop->server;
    struct sip_flow *flow = response ? hop->to_client : hop->to_server;
    struct sip_flow *back = response ? hop->to_server : hop->to_client;

    if (!sip_endpoint_same_address(&packet->source, from) ||
        !sip_endpoint_same_address(&packet->destination, to)) {
        flow = flow_between(hops, &packet->source, &packet->destination);
        back = flow_between(hops, &packet->destination, &packet->source);
    }
    end_silence(back);
    if (!response && packet->message->method == SIP_METHOD_ACK) {
        end_silence(flow);
    }
    if (flow->first == INT64_MAX) {
        note_sender(hops, &packet->source);
    }
    flow->first = MIN(flow->first, packet->time);
    flow->last = MAX(flow->last, packet->time);
    if (response) {
        flow->last_response = MAX(flow->last_response, packet->time);
    }
}
