/* transactions.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/transactions.h"

#include "history/adding.h"
#include "history/attempts.h"
#include "history/keys.h"
#include "history/kept/hash.h"
#include "history/ties.h"
#include "history/timeline.h"

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

static uint32_t addressee_of(const struct sip_message *m)
{
    return (uint32_t)sip_party_key(0, &m->to.address);
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

/* The transaction that the message fits best, among those from the newest on. */
static struct sip_transaction *best_of(struct sip_transaction *newest,
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

/* The transaction of another method with the branch of the message. */
struct sip_transaction *sip_transactions_find(const struct sip_transactions *all,
                                              enum sip_method method,
                                              const struct sip_packet *packet)
{
    return best_of(sip_transactions_newest(all, sip_packet_key(packet, method)), packet);
}

/* older: the newest with the same key, or NULL. */
static struct sip_transaction *make(struct sip_transactions *all, struct sip_transaction *older,
                                    const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_transaction *t = SIP_POOL_NEW(&all->kept, struct sip_transaction);

    t->key = sip_packet_key(packet, m->method);
    t->next = older;
    if (older != NULL) {
        t->shares_key = older->shares_key = true;
    }
    sip_keyed_put(&all->by_key, &t->key);
    t->hop = m->is_response ? sip_hops_between(all->hops, &packet->destination, &packet->source)
                            : sip_hops_between(all->hops, &packet->source, &packet->destination);
    t->method = m->method;
    t->run = all->run;
    t->transport = packet->transport;
    t->cseq_number = m->cseq_number;
    t->identity = packet->keys.identity;
    t->addressee = addressee_of(m);
    if (m->is_response) {
        t->client_since = t->hop->to_server->first;
    }
    sip_tie_to_others(all, t, packet);
    sip_tie_to_upstream(all, t, m);
    return t;
}

/* When the newest of its messages came. */
static int64_t newest_time(const struct sip_transaction *t)
{
    int64_t stamp = MAX(t->last_request_time, t->ack_time);

    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        stamp = MAX(stamp, r->last_time);
    }
    return stamp;
}

/* A message is about to be judged that was not there before. */
static void note_time(const struct sip_transactions *all, struct sip_transaction *t,
                      const struct sip_packet *packet)
{
    bool first = t->request_frame == 0 && t->response_count == 0;

    t->untimed = t->untimed || all->run == SIP_RUNS_MAX || t->run != all->run ||
                 (!first && sip_time_step(newest_time(t), packet->stamp) != SIP_STEP_SOUND);
    t->run = all->run;
}

/* The ACK to a non-2xx is part of the INVITE's transaction (RFC 3261 section 17.1.1.3). */
static struct sip_transaction *invite_of_ack(const struct sip_transactions *all,
                                             const struct sip_packet *packet)
{
    struct sip_transaction *t = NULL;

    if (packet->message->method == SIP_METHOD_ACK && !packet->message->is_response) {
        t = sip_transactions_find(all, SIP_METHOD_INVITE, packet);
    }
    return t != NULL && t->final_code >= 300 ? t : NULL;
}

/* Whether the top Via leads to a transaction. Where it lacks the host, its branch alone does, as far as the other
 * messages lack it, too; of a CANCEL it is for the rules to say what differs from its INVITE. */
static bool has_way(const struct sip_message *m)
{
    return m->top_via.host.n > 0 || sip_via_has_cookie(&m->top_via);
}

struct sip_transaction *sip_transactions_place(struct sip_transactions *all,
                                               struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_transaction *t, *newest;
    bool placeless =
        m->top_via.host.n == 0 || m->method == SIP_METHOD_UNKNOWN || !m->has_cseq_number;

    packet->keys = sip_keys_read(m);
    if (placeless && !m->headers_complete) {
        sip_hops_note_cut(all->hops, packet);
    }
    if (!has_way(m)) {
        return NULL;
    }
    t = invite_of_ack(all, packet);
    if (t == NULL && m->method != SIP_METHOD_UNKNOWN) {
        newest = sip_transactions_newest(all, sip_packet_key(packet, m->method));
        t = best_of(newest, packet);
        if (t == NULL && m->is_response && m->headers_complete) {
            t = sip_find_missed(all, packet);
        }
        t = t != NULL ? t : make(all, newest, packet);
    }
    if (t != NULL) {
        note_time(all, t, packet);
    }
    return t;
}

/* An ACK to a failure has the branch of its INVITE, and belongs to that hop alone. One to a 2xx that takes
 * the way of its INVITE shows that the call was answered, but acknowledges no 2xx on another hop. */
static void note_ack(struct sip_transactions *all, const struct sip_transaction *t,
                     const struct sip_packet *packet)
{
    const struct sip_transaction *invite = t->invite;
    bool same_way = invite != NULL &&
                    sip_endpoint_same_address(&invite->hop->server, &t->hop->server) &&
                    sip_endpoint_same_address(&invite->hop->client, &t->hop->client);
    bool to_2xx = invite != NULL && invite->final_code / 100 == 2;

    if (same_way && !to_2xx && sip_transaction_same_branch(invite, t)) {
        return;
    }
    sip_acknowledged_add_ack(&all->acknowledged, packet->keys.identity,
                             sip_message_tag(packet->message, SIP_HDR_FROM),
                             sip_message_tag(packet->message, SIP_HDR_TO), !(same_way && to_2xx));
}

/* Counts the ACKs to a failure; one that was captured twice once. */
static void count_failure_ack(const struct sip_transaction *t, const struct sip_packet *packet)
{
    struct sip_response *failure = (struct sip_response *)sip_transaction_response(
        t, 300, 699, sip_message_to_tag(packet->message));

    if (failure == NULL ||
        (failure->acks > 0 && packet->stamp - failure->ack_stamp < SIP_CAPTURE_JITTER)) {
        return;
    }
    if (failure->acks == 0) {
        failure->copies_before_ack = failure->copies;
    }
    failure->acks = (uint16_t)MIN(failure->acks + 1, UINT16_MAX);
    failure->ack_stamp = packet->stamp;
}

/* An ACK with the branch of its INVITE. */
static void add_ack_with_branch(struct sip_transaction *t, const struct sip_packet *packet)
{
    t->failure_acked = true;
    if (t->ack_frame == 0 && t->last_response != NULL && t->last_response->copies == 1 &&
        t->last_response->frame == t->final_frame) {
        sip_hops_note_reaction(t->hop, packet->stamp - t->final_time);
    }
    if (t->ack_frame == 0) {
        t->ack_frame = packet->frame;
        t->ack_time = packet->stamp;
    }
    count_failure_ack(t, packet);
}

void sip_transaction_add(struct sip_transactions *all, struct sip_transaction *t,
                         const struct sip_packet *packet, void *cookie)
{
    const struct sip_message *m = packet->message;

    if (m->is_response) {
        sip_add_response(all, t, packet, cookie);
    } else if (m->method == t->method) {
        sip_add_request(all, t, packet, cookie);
    } else {
        add_ack_with_branch(t, packet);
    }
    if (t->method == SIP_METHOD_ACK) {
        note_ack(all, t, packet);
    }
    /* By what was heard up to now: this message comes after. */
    sip_transactions_close_due(all, packet->stamp);
    sip_hops_hear(all->hops, t->hop, packet);
}

void sip_transactions_refuse(struct sip_transactions *all, const struct sip_refusal *refusal)
{
    sip_hops_refuse(all->hops, refusal);
}
