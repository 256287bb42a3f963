/* hop.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/hop.h"

#include "history/kept/hash.h"
#include "history/keys.h"
#include "sip/address.h"
#include "sip/value.h"
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
    flow->last_gap = flow->last_unknown = INT64_MIN;
}

void sip_hops_start_run(struct sip_hops *hops)
{
    for (struct keyed_flow *known = hops->first_flow; known != NULL; known = known->next) {
        forget_times(&known->flow);
    }
}

static struct sip_sender *sender_at(struct sip_hops *hops, const struct sip_endpoint *at)
{
    uint64_t key = sip_address_key(0, at);
    struct sip_sender *sender =
        SIP_KEYED_THING(sip_keyed_find(&hops->senders, key), struct sip_sender, key);

    if (sender == NULL) {
        sender = SIP_POOL_NEW(&hops->entries, struct sip_sender);
        sender->key = key;
        sip_keyed_put(&hops->senders, &sender->key);
    }
    return sender;
}

static struct sip_flow *flow_between(struct sip_hops *hops, const struct sip_endpoint *from,
                                     const struct sip_endpoint *to)
{
    uint64_t key = sip_address_key(sip_address_key(0, from), to);
    struct keyed_flow *known =
        SIP_KEYED_THING(sip_keyed_find(&hops->flows, key), struct keyed_flow, key);

    if (known == NULL) {
        known = SIP_POOL_NEW(&hops->entries, struct keyed_flow);
        known->key = key;
        known->flow.sender = sender_at(hops, from);
        forget_times(&known->flow);
        known->flow.quickest = INT64_MAX;
        known->next = hops->first_flow;
        hops->first_flow = known;
        sip_keyed_put(&hops->flows, &known->key);
    }
    return &known->flow;
}

static uint64_t hop_key(const struct sip_endpoint *client, const struct sip_endpoint *server)
{
    uint64_t ports = (uint64_t)client->port << 32 | (uint64_t)server->port << 16;

    return sip_address_key(sip_address_key(ports, client), server);
}

static struct keyed_hop *find_hop(const struct sip_hops *hops, uint64_t key)
{
    return SIP_KEYED_THING(sip_keyed_find(&hops->hops, key), struct keyed_hop, key);
}

const struct sip_hop *sip_hops_between(struct sip_hops *hops, const struct sip_endpoint *client,
                                       const struct sip_endpoint *server)
{
    uint64_t key = hop_key(client, server);
    struct keyed_hop *known = find_hop(hops, key);

    if (known == NULL) {
        known = SIP_POOL_NEW(&hops->entries, struct keyed_hop);
        known->key = key;
        known->hop = (struct sip_hop){*client, *server, flow_between(hops, client, server),
                                      flow_between(hops, server, client), INT64_MIN};
        sip_keyed_put(&hops->hops, &known->key);
    }
    return &known->hop;
}

bool sip_hops_heard(const struct sip_hops *hops, const struct sip_endpoint *from)
{
    const struct sip_sender *sender = SIP_KEYED_THING(
        sip_keyed_find(&hops->senders, sip_address_key(0, from)), struct sip_sender, key);

    return sender != NULL && sender->heard;
}

static uint64_t tag_key(const struct sip_message *m)
{
    return sip_hash_folded(0, sip_message_to_tag(m));
}

/* The tag among those of the sender; NULL: it is none of them. */
static struct sip_tag_use *find_tag(const struct sip_sender *sender, uint64_t tag)
{
    for (int i = 0; sender->tags != NULL && i < SIP_TAGS_KEPT; i++) {
        if (sender->tags[i].frame != 0 && sender->tags[i].tag == tag) {
            return &sender->tags[i];
        }
    }
    return NULL;
}

/* Whether the Call-ID of the response, or its branch, is known for the tag. */
static bool has_call(const struct sip_tag_use *use, const struct sip_packet *response)
{
    for (uint32_t i = 0; i < use->calls; i++) {
        if (use->call_ids[i] == response->keys.call_id ||
            use->branches[i] == response->keys.branch) {
            return true;
        }
    }
    return false;
}

const struct sip_tag_use *sip_tag_used(const struct sip_hop *hop, const struct sip_packet *response)
{
    const struct sip_sender *sender = hop->to_client->sender;
    const struct sip_tag_use *use =
        sender->tags_repeat ? NULL : find_tag(sender, tag_key(response->message));

    return use != NULL && !has_call(use, response) ? use : NULL;
}

/* The oldest makes room for it. */
static void begin_tag(struct sip_hops *hops, struct sip_sender *sender, uint64_t tag,
                      const struct sip_packet *response)
{
    if (sender->tags == NULL) {
        sender->tags = sip_pool_take(&hops->entries, SIP_TAGS_KEPT * sizeof(sender->tags[0]));
    }
    memmove(&sender->tags[1], &sender->tags[0], (SIP_TAGS_KEPT - 1) * sizeof(sender->tags[0]));
    sender->tags[0] = (struct sip_tag_use){
        tag, {response->keys.call_id}, {response->keys.branch}, response->frame, 1};
}

void sip_hops_note_tag(struct sip_hops *hops, const struct sip_hop *hop,
                       const struct sip_packet *response)
{
    struct sip_sender *sender = hop->to_client->sender;
    uint64_t tag = tag_key(response->message);
    struct sip_tag_use *use;

    if (sender->tags_repeat || !sip_endpoint_same_address(&response->source, &hop->server)) {
        return;
    }
    use = find_tag(sender, tag);
    if (use == NULL) {
        begin_tag(hops, sender, tag, response);
    } else if (!has_call(use, response)) {
        use->call_ids[use->calls] = response->keys.call_id;
        use->branches[use->calls++] = response->keys.branch;
        sender->tags_repeat = use->calls == SIP_TAG_CALLS;
    }
}

const struct sip_row *sip_message_phone_row(const struct sip_message *m)
{
    static const char *const packages[] = {"talk", "hold", "check-sync"};
    /* A server lists what phones offer, too (FreeSWITCH), beside what only a server has. */
    static const char *const of_servers[] = {"message-summary", "presence.winfo"};
    struct sip_values it = sip_values_of(m, SIP_HDR_CONTACT);
    struct sip_slice value;
    struct sip_address contact;

    while (sip_values_next(&it, &value)) {
        if (sip_address_read(value, &contact) &&
            sip_value_param(contact.params, "+sip.instance", NULL)) {
            return it.row;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(of_servers); i++) {
        if (sip_values_contain(m, SIP_HDR_ALLOW_EVENTS, of_servers[i])) {
            return NULL;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(packages); i++) {
        if (sip_values_contain(m, SIP_HDR_ALLOW_EVENTS, packages[i])) {
            return sip_message_row(m, SIP_HDR_ALLOW_EVENTS);
        }
    }
    return NULL;
}

void sip_hops_note_agent(const struct sip_hop *hop, const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    const struct sip_flow *flow = m->is_response ? hop->to_client : hop->to_server;
    const struct sip_endpoint *from = m->is_response ? &hop->server : &hop->client;

    struct sip_slice contact = sip_message_value(m, SIP_HDR_CONTACT);
    bool perhaps = contact.p != NULL && (sip_message_has(m, SIP_HDR_ALLOW_EVENTS) ||
                                         sip_slice_find(contact, "+sip.instance") != NULL);

    /* Most messages show nothing, and the rest costs more. */
    if (perhaps && flow->sender->phone_frame == 0 &&
        sip_endpoint_same_address(&packet->source, from) && sip_endpoint_is_at(from, contact) &&
        sip_message_phone_row(m) != NULL) {
        flow->sender->phone_frame = packet->frame;
    }
}

void sip_hops_note_reaction(const struct sip_hop *hop, int64_t reaction)
{
    if (reaction >= 0) {
        hop->to_server->quickest = MIN(hop->to_server->quickest, reaction);
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
    flow->refused_frame = flow->refused_count = 0;
}

void sip_hops_refuse(const struct sip_hops *hops, const struct sip_refusal *refusal)
{
    struct keyed_hop *known = find_hop(hops, hop_key(&refusal->from, &refusal->to));
    struct sip_flow *flow = known != NULL ? known->hop.to_server : NULL;

    if (flow == NULL || flow->unheard_count == 0) {
        return;
    }
    if (flow->refused_count++ == 0) {
        flow->refused_frame = refusal->frame;
        flow->refused_by = refusal->by;
    }
}

void sip_hops_note_cut(struct sip_hops *hops, const struct sip_packet *packet)
{
    struct sip_flow *flow = flow_between(hops, &packet->source, &packet->destination);

    flow->last_cut = MAX(flow->last_cut, packet->stamp);
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
        flow->sender->heard = true;
    }
    flow->first = MIN(flow->first, packet->stamp);
    flow->last = MAX(flow->last, packet->stamp);
    if (response) {
        flow->last_response = MAX(flow->last_response, packet->stamp);
    } else {
        flow->has_request = true;
    }
    if (sip_endpoint_equal(&packet->source, from) && sip_endpoint_equal(&packet->destination, to)) {
        ((struct sip_hop *)hop)->last_used = packet->stamp; /* all hops are made here */
    }
    if (packet->before != SIP_BEFORE_ALL) {
        flow->last_unknown = MAX(flow->last_unknown, packet->stamp);
    }
    if (packet->before == SIP_BEFORE_GAP) {
        flow->last_gap = MAX(flow->last_gap, packet->stamp);
    }
}
