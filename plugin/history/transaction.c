/* transaction.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/transaction.h"

#include <string.h>

#include "history/hash.h"
#include "history/pool.h"
#include "history/table.h"
#include "sip/body.h"
#include "sip/rack.h"
#include "sip/sdp.h"
#include "sip/value.h"
#include "sip/via.h"

/* Uses of one key that are looked through; whoever reuses a branch more often than that is not
 * followed. It keeps the time for a message constant. */
#define MAX_USES 8

#define MILLISECOND INT64_C(1000)

/* A transaction is open while something may still follow: twice the 64*T1 of an IMS access leg
 * (RFC 3261 section 17, TS 24.229), counted from its last message. */
#define OPEN_FOR (256 * G_TIME_SPAN_SECOND)

/* Most are settled sooner: when it is looked at whether they are. Nearly all that need twice the 64*T1
 * of other networks, 64 s, have come to rest by then. */
#define LOOK_AFTER (80 * G_TIME_SPAN_SECOND)

/* Of transactions that are open: the first to be closed in front, more or less. */
struct queue {
    struct sip_transaction *first;
    struct sip_transaction **end;
};
enum { SOON, LATE, QUEUES };

/* The newest requests and first final responses are kept as they were read, beside their texts: what
 * is judged by them mostly comes soon. It saves 5,000 instructions a message, for a megabyte. */
#define READ_MESSAGES 1024

struct read_message {
    const struct sip_transaction *of; /* NULL: the room was never used */
    struct sip_message *message;
    size_t room; /* octets */
};

struct sip_transactions {
    sip_closing closing;
    void *user;
    struct sip_table by_key;  /* the newest transaction with each key, … */
    struct sip_table by_call; /* … and with each call_key */
    struct sip_pool kept;     /* transactions and responses */
    GHashTable *pracks;       /* a set: what all PRACKs acknowledge, from and to anywhere */
    GHashTable *acks;         /* a set: the identities of all ACKs, from and to anywhere, alone and
                                 together with the To tag */
    struct sip_hops *hops;
    GStringChunk *texts; /* tags, descriptions of media */
    struct queue open[QUEUES];
    struct read_message read[READ_MESSAGES]; /* a ring */
    unsigned next_read;
};

struct sip_transactions *sip_transactions_new(sip_closing closing, void *user)
{
    struct sip_transactions *all = g_new0(struct sip_transactions, 1);

    all->closing = closing;
    all->user = user;
    all->acks = g_hash_table_new(NULL, NULL);
    all->pracks = g_hash_table_new(NULL, NULL);
    all->hops = sip_hops_new();
    all->texts = g_string_chunk_new(4096);
    for (size_t i = 0; i < QUEUES; i++) {
        all->open[i].end = &all->open[i].first;
    }
    return all;
}

/* Its room is needed for another message. */
static void forget_read(const struct read_message *r)
{
    struct sip_open *open = r->of != NULL ? r->of->open : NULL;

    if (open != NULL && open->request_read == r->message) {
        open->request_read = NULL;
    } else if (open != NULL && open->final_read == r->message) {
        open->final_read = NULL;
    }
}

/* A copy of the message over a copy of its bytes; valid until so many others were copied. */
static const struct sip_message *keep_read(struct sip_transactions *all,
                                           const struct sip_transaction *of,
                                           const struct sip_message *m, const char *bytes)
{
    struct read_message *r = &all->read[all->next_read++ % READ_MESSAGES];
    size_t size = sip_message_size(m);

    forget_read(r);
    if (r->room < size) {
        g_free(r->message);
        r->message = g_malloc(size);
        r->room = size;
    }
    r->of = of;
    sip_message_copy(m, bytes, r->message);
    return r->message;
}

static void enqueue(struct queue *queue, struct sip_transaction *t, int64_t until)
{
    t->open->until = until;
    t->open->next = NULL;
    *queue->end = t;
    queue->end = &t->open->next;
}

static struct sip_transaction *dequeue(struct queue *queue)
{
    struct sip_transaction *t = queue->first;

    queue->first = t->open->next;
    queue->end = queue->first ? queue->end : &queue->first;
    return t;
}

static void drop_open(struct sip_transaction *t)
{
    g_free((char *)t->open->final.p);
    g_clear_pointer(&t->open, g_free);
}

void sip_transactions_free(struct sip_transactions *all)
{
    for (size_t i = 0; i < QUEUES; i++) {
        while (all->open[i].first != NULL) {
            drop_open(dequeue(&all->open[i]));
        }
    }
    sip_table_clear(&all->by_key);
    sip_table_clear(&all->by_call);
    g_hash_table_destroy(all->acks);
    g_hash_table_destroy(all->pracks);
    sip_hops_free(all->hops);
    g_string_chunk_free(all->texts);
    for (size_t i = 0; i < READ_MESSAGES; i++) {
        g_free(all->read[i].message);
    }
    sip_pool_clear(&all->kept);
    g_free(all);
}

/* Told apart by its number, so that one method's key leads to another's. */
static uint64_t method_key(enum sip_method method, struct sip_slice name)
{
    return method == SIP_METHOD_OTHER ? sip_hash_key(0, name) : (uint64_t)method;
}

/* Branch and sent-by. */
static uint64_t via_key(const struct sip_via *via)
{
    return sip_hash_key(sip_hash_key(sip_hash_key(0, via->branch), via->host), via->port);
}

/* Branch and sent-by; for peers of RFC 2543, whose branches are not unique, also what a request and
 * its responses have in common otherwise (RFC 3261 section 17.2.3). */
static uint64_t branch_key(const struct sip_message *m, uint64_t call_id)
{
    uint64_t key = via_key(&m->top_via);

    if (!sip_via_has_cookie(&m->top_via)) {
        key += sip_hash_key(sip_hash_number(call_id, m->cseq_number),
                            sip_message_tag(m, SIP_HDR_FROM));
    }
    return key;
}

static uint32_t identity(uint64_t call_id, uint32_t cseq_number)
{
    return (uint32_t)sip_hash_number(call_id, cseq_number);
}

static struct sip_keys keys_of(const struct sip_message *m)
{
    uint64_t call_id = sip_hash_key(0, sip_message_value(m, SIP_HDR_CALL_ID));

    return (struct sip_keys){call_id, branch_key(m, call_id), identity(call_id, m->cseq_number),
                             m->is_response ? sip_hash(0, m->bytes) : 0};
}

/* The key of the message's transaction, or of one of another method with its branch. */
static uint64_t key_of(const struct sip_packet *packet, enum sip_method method)
{
    return packet->keys.branch + method_key(method, packet->message->method_name);
}

static uint32_t addressee_of(const struct sip_message *m)
{
    return sip_hash(0, m->to.address.uri);
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

static struct sip_transaction *newest_of(const struct sip_transactions *all, uint64_t key)
{
    return SIP_TABLE_THING(sip_table_find(&all->by_key, key), struct sip_transaction, key);
}

/* The transaction that the message fits best, among those from the newest on. */
static struct sip_transaction *best_of(struct sip_transaction *newest,
                                       const struct sip_packet *packet)
{
    struct sip_transaction *best = NULL;
    int best_fit = 0, uses = 0;

    for (struct sip_transaction *t = newest; t != NULL && uses < MAX_USES; t = t->next, uses++) {
        int f = fit(t, packet);
        if (f > best_fit) {
            best = t;
            best_fit = f;
        }
    }
    return best;
}

/* The transaction of another method with the branch of the message. */
static struct sip_transaction *find(const struct sip_transactions *all, enum sip_method method,
                                    const struct sip_packet *packet)
{
    return best_of(newest_of(all, key_of(packet, method)), packet);
}

/* Client, Call-ID and method. */
static uint64_t call_key(const struct sip_packet *packet, const struct sip_endpoint *client,
                         enum sip_method method)
{
    struct sip_slice address = {(const char *)client->address, sizeof(client->address)};

    return sip_hash_key(packet->keys.call_id ^ client->family, address) +
           method_key(method, packet->message->method_name);
}

static struct sip_transaction *newest_attempt(const struct sip_transactions *all, uint64_t key)
{
    return SIP_TABLE_THING(sip_table_find(&all->by_call, key), struct sip_transaction, call_key);
}

/* The newest INVITE of the message's call from this client; `attempt` leads to the older ones. */
static struct sip_transaction *newest_invite(struct sip_transactions *all,
                                             const struct sip_packet *packet,
                                             const struct sip_endpoint *client)
{
    return newest_attempt(all, call_key(packet, client, SIP_METHOD_INVITE));
}

/* The INVITE with this CSeq number among the attempts of a call. A proxy that forks sends several:
 * the one that was answered in the dialog of the message. */
static struct sip_transaction *find_invite(struct sip_transactions *all,
                                           const struct sip_packet *packet, uint32_t cseq_number)
{
    struct sip_slice tag = sip_message_tag(packet->message, SIP_HDR_TO);
    struct sip_transaction *t = newest_invite(all, packet, &packet->source);
    struct sip_transaction *found = NULL;

    for (int uses = 0; t != NULL && uses < MAX_USES; t = t->attempt, uses++) {
        if (t->cseq_number == cseq_number) {
            if (sip_transaction_response(t, 101, 699, tag) != NULL) {
                return t;
            }
            found = found ? found : t;
        }
    }
    return found;
}

/* Whether the request was cut off before its CSeq. */
static bool is_number_unknown(const struct sip_transaction *t)
{
    return t->request_cut && t->cseq_number == 0;
}

/* For an ACK with a CSeq number that is not its INVITE's: the INVITE of its dialog that waits. */
static struct sip_transaction *find_waiting_invite(struct sip_transactions *all,
                                                   const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_slice tag = sip_message_tag(m, SIP_HDR_TO);
    struct sip_transaction *t = newest_invite(all, packet, &packet->source);

    for (int uses = 0; t != NULL && uses < MAX_USES; t = t->attempt, uses++) {
        if (t->cseq_number != m->cseq_number && !is_number_unknown(t) && t->request_frame != 0 &&
            t->ack_frame == 0 && sip_transaction_response(t, 200, 699, tag) != NULL) {
            return t;
        }
    }
    return NULL;
}

/* An offer or answer in a PRACK or UPDATE: what the responses to the INVITE say may change. */
static void note_sdp(struct sip_transactions *all, const struct sip_packet *packet,
                     const struct sip_endpoint *client)
{
    struct sip_transaction *invite = newest_invite(all, packet, client);
    struct sip_slice sdp;

    if (invite != NULL && sip_message_session(packet->message, &sdp) != SIP_ABSENT) {
        invite->renegotiated = true;
    }
}

/* What tells the reliable responses of all calls apart, whatever the hop. */
static gpointer prack_key(uint32_t call, uint32_t rseq)
{
    return GUINT_TO_POINTER((uint32_t)sip_hash_number(call, rseq));
}

/* What tells the ACKs to the forks of a call apart, whatever the hop. */
static gpointer ack_key(uint32_t call, struct sip_slice to_tag)
{
    return GUINT_TO_POINTER(sip_hash(call, to_tag));
}

static void link_prack(struct sip_transactions *all, struct sip_transaction *t,
                       const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_slice tag = sip_message_tag(m, SIP_HDR_TO);
    struct sip_rack rack;
    bool known = false;

    if (!sip_message_rack(m, &rack)) {
        return;
    }
    g_hash_table_add(all->pracks,
                     prack_key(identity(packet->keys.call_id, rack.cseq_number), rack.rseq));
    t->invite = find_invite(all, packet, rack.cseq_number);
    if (t->invite == NULL) {
        return;
    }
    for (struct sip_response *r = t->invite->responses; r != NULL; r = r->next) {
        if (r->reliable && r->rseq == rack.rseq && r->to_tag && sip_slice_is(tag, r->to_tag)) {
            r->prack = r->prack ? r->prack : t;
            known = true;
        }
    }
    t->invite->prack_unknown = t->invite->prack_unknown || !known;
}

/* A CANCEL has the branch of what it cancels (RFC 3261 section 9.1). */
static void link_cancel(struct sip_transactions *all, struct sip_transaction *t,
                        const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_transaction *other;

    t->invite = find(all, SIP_METHOD_INVITE, packet);
    if (t->invite != NULL) {
        t->invite->cancel = t;
        return;
    }
    for (int i = SIP_METHOD_UNKNOWN + 1; i < SIP_METHOD_OTHER && t->intended == NULL; i++) {
        if (i != SIP_METHOD_ACK && i != SIP_METHOD_CANCEL) {
            t->intended = find(all, (enum sip_method)i, packet);
        }
    }
    other = m->has_cseq_number ? find_invite(all, packet, m->cseq_number) : NULL;
    if (other != NULL) {
        other->end_explained = true;
    }
}

static void link_ack(struct sip_transactions *all, struct sip_transaction *t,
                     const struct sip_packet *packet)
{
    struct sip_slice tag = sip_message_tag(packet->message, SIP_HDR_TO);

    if (!packet->message->has_cseq_number) {
        return;
    }
    t->invite = find(all, SIP_METHOD_INVITE, packet); /* it failed, and how was not captured; or a
                                                          fault */
    if (t->invite == NULL) {
        t->invite = find_invite(all, packet, packet->message->cseq_number);
    }
    if (t->invite == NULL || (t->invite->final_frame != 0 &&
                              sip_transaction_response(t->invite, 200, 699, tag) == NULL)) {
        t->intended = find_waiting_invite(all, packet);
    }
}

/* Whether the INVITE may belong to the dialog of the message: not if others alone answered it. */
static bool is_in_dialog_of(const struct sip_transaction *t, const struct sip_message *m)
{
    return t->in_dialog || sip_transaction_first(t, 101, 699) == NULL ||
           sip_transaction_response(t, 101, 699, sip_message_tag(m, SIP_HDR_TO)) != NULL ||
           sip_transaction_response(t, 101, 699, sip_message_tag(m, SIP_HDR_FROM)) != NULL;
}

/* A BYE also ends what is still pending in its dialog (RFC 3261 section 15.1.2). */
static void stop_invites(struct sip_transactions *all, const struct sip_packet *packet,
                         const struct sip_endpoint *client)
{
    struct sip_transaction *t = newest_invite(all, packet, client);

    for (int uses = 0; t != NULL && uses < MAX_USES; t = t->attempt, uses++) {
        t->end_explained =
            t->end_explained || (t->final_frame == 0 && is_in_dialog_of(t, packet->message));
    }
}

/* A response that belongs to no request here may answer one whose branch was changed on its way. */
static void note_misrouted(struct sip_transaction *t)
{
    struct sip_transaction *attempt = t->attempt;

    for (int uses = 0; attempt != NULL && uses < MAX_USES; attempt = attempt->attempt, uses++) {
        if (attempt->cseq_number == t->cseq_number) {
            attempt->heard_elsewhere = true;
        }
    }
}

/* The response to a CANCEL that was not captured has its branch, as its INVITE should. */
static void note_lost_cancel(struct sip_transactions *all, const struct sip_packet *packet)
{
    struct sip_transaction *invite = find(all, SIP_METHOD_INVITE, packet);

    if (invite == NULL) {
        invite = newest_invite(all, packet, &packet->destination); /* it had another branch */
    }
    if (invite != NULL && invite->cseq_number == packet->message->cseq_number) {
        invite->end_explained = true;
    }
}

/* A response whose request was not captured tells that there was one. */
static void note_lost_request(struct sip_transactions *all, const struct sip_transaction *t,
                              const struct sip_packet *packet)
{
    struct sip_transaction *invite;

    if (t->method == SIP_METHOD_PRACK &&
        (invite = newest_invite(all, packet, &t->hop->client)) != NULL) {
        invite->prack_unknown = true;
    }
    if (t->method == SIP_METHOD_PRACK || t->method == SIP_METHOD_UPDATE) {
        note_sdp(all, packet, &t->hop->client);
        note_sdp(all, packet, &t->hop->server);
    } else if (t->method == SIP_METHOD_CANCEL) {
        note_lost_cancel(all, packet);
    } else if (t->method == SIP_METHOD_BYE) {
        stop_invites(all, packet, &t->hop->client);
        stop_invites(all, packet, &t->hop->server);
    }
}

/* Remembers the newest transaction of each method in a call; an ACK is nobody's next attempt. */
static void note_newest(struct sip_transactions *all, struct sip_transaction *t,
                        const struct sip_packet *packet)
{
    t->call_key = call_key(packet, &t->hop->client, t->method);
    t->attempt = newest_attempt(all, t->call_key);
    sip_table_put(&all->by_call, &t->call_key);
}

/* Ties a new transaction to those before it. */
static void link_to_others(struct sip_transactions *all, struct sip_transaction *t,
                           const struct sip_packet *packet)
{
    if (t->method != SIP_METHOD_ACK) {
        note_newest(all, t, packet);
    }
    if (packet->message->is_response) {
        note_misrouted(t);
        note_lost_request(all, t, packet);
    } else if (t->method == SIP_METHOD_CANCEL) {
        link_cancel(all, t, packet);
    } else if (t->method == SIP_METHOD_ACK) {
        link_ack(all, t, packet);
    } else if (t->method == SIP_METHOD_PRACK) {
        link_prack(all, t, packet);
        note_sdp(all, packet, &t->hop->client);
    } else if (t->method == SIP_METHOD_UPDATE) {
        note_sdp(all, packet, &t->hop->client);
        note_sdp(all, packet, &t->hop->server);
    } else if (t->method == SIP_METHOD_BYE) {
        stop_invites(all, packet, &t->hop->client);
        stop_invites(all, packet, &t->hop->server);
    }
}

/* What a request had on top of its Vias before a proxy added its own: all but the first value. */
struct vias_below {
    struct sip_via top;
    struct sip_values rest;
};

static bool read_below(const struct sip_message *m, struct vias_below *below)
{
    struct sip_slice value;

    below->rest = sip_values_of(m, SIP_HDR_VIA);
    return sip_values_next(&below->rest, &value) && sip_values_next(&below->rest, &value) &&
           sip_via_read(value, &below->top);
}

/* Whether a proxy that received the one request sent the other: with its own Via on top of those
 * that were there, and from the same caller (RFC 3261 section 16.6). */
static bool is_forwarded(const struct sip_message *sent, const struct vias_below *below,
                         const struct sip_message *received)
{
    struct sip_values rest = below->rest, others = sip_values_of(received, SIP_HDR_VIA);
    struct sip_slice value, tag = sip_message_tag(received, SIP_HDR_FROM);
    struct sip_via via, other;

    if (tag.p == NULL || !sip_slice_equal(tag, sip_message_tag(sent, SIP_HDR_FROM)) ||
        received->top_via.host.n == 0 || !sip_via_mirrors(&below->top, &received->top_via, true)) {
        return false;
    }
    sip_values_next(&others, &value); /* the top one */
    while (sip_values_next(&others, &value)) {
        if (!sip_via_read(value, &other) || !sip_values_next(&rest, &value) ||
            !sip_via_read(value, &via) || !sip_via_mirrors(&via, &other, false)) {
            return false;
        }
    }
    return !sip_values_next(&rest, &value);
}

/* Whether t is the message before its proxy forwarded it. */
static bool is_upstream(const struct sip_transaction *t, const struct sip_transaction *branch,
                        const struct sip_message *m, const struct vias_below *below)
{
    const struct sip_message *received;
    struct sip_message room;

    if (t == branch || t->identity != branch->identity ||
        !sip_endpoint_same_address(&t->hop->server, &branch->hop->client)) {
        return false;
    }
    received = sip_transaction_request(t, &room);
    return received != NULL && is_forwarded(m, below, received);
}

/* Ties a new request to the one that its proxy received: the second Via tells its key. */
static void link_upstream(struct sip_transactions *all, struct sip_transaction *branch,
                          const struct sip_message *m)
{
    struct sip_transaction *t, **end;
    struct vias_below below;

    if (m->is_response || !m->headers_complete || !read_below(m, &below) ||
        !sip_via_has_cookie(&below.top)) {
        return;
    }
    t = newest_of(all, via_key(&below.top) + method_key(m->method, m->method_name));
    for (int uses = 0; t != NULL && !is_upstream(t, branch, m, &below); t = t->next) {
        if (++uses == MAX_USES) {
            return;
        }
    }
    if (t != NULL && t->branch_count < SIP_TRANSACTION_MAX_BRANCHES) {
        for (end = &t->branches; *end != NULL; end = &(*end)->next_branch) {
        }
        *end = branch;
        branch->is_branch = true;
        t->branch_count++;
    }
}

/* older: the newest with the same key, or NULL. */
static struct sip_transaction *make(struct sip_transactions *all, struct sip_transaction *older,
                                    const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_transaction *t = SIP_POOL_NEW(&all->kept, struct sip_transaction);

    t->key = key_of(packet, m->method);
    t->next = older;
    if (older != NULL) {
        t->shares_key = older->shares_key = true;
    }
    sip_table_put(&all->by_key, &t->key);
    t->hop = m->is_response ? sip_hops_between(all->hops, &packet->destination, &packet->source)
                            : sip_hops_between(all->hops, &packet->source, &packet->destination);
    t->method = m->method;
    t->transport = packet->transport;
    t->cseq_number = m->cseq_number;
    t->identity = packet->keys.identity;
    t->addressee = addressee_of(m);
    if (m->is_response) {
        t->client_since = t->hop->to_server->first;
    }
    link_to_others(all, t, packet);
    link_upstream(all, t, m);
    return t;
}

/* The ACK to a non-2xx is part of the INVITE's transaction (RFC 3261 section 17.1.1.3). */
static struct sip_transaction *invite_of_ack(const struct sip_transactions *all,
                                             const struct sip_packet *packet)
{
    struct sip_transaction *t = NULL;

    if (packet->message->method == SIP_METHOD_ACK && !packet->message->is_response) {
        t = find(all, SIP_METHOD_INVITE, packet);
    }
    return t != NULL && t->final_code >= 300 ? t : NULL;
}

struct sip_transaction *sip_transactions_place(struct sip_transactions *all,
                                               struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_transaction *t, *newest;

    if (m->top_via.host.n == 0) {
        return NULL;
    }
    packet->keys = keys_of(m);
    t = invite_of_ack(all, packet);
    if (t != NULL || m->method == SIP_METHOD_UNKNOWN) {
        return t;
    }
    newest = newest_of(all, key_of(packet, m->method));
    t = best_of(newest, packet);
    return t != NULL ? t : make(all, newest, packet);
}

const struct sip_response *sip_transaction_original(const struct sip_transaction *t,
                                                    const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;

    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        if (r->code == m->code && r->fingerprint == packet->keys.fingerprint) {
            return r;
        }
    }
    return NULL;
}

bool sip_transaction_repeats(const struct sip_transaction *t, const struct sip_packet *packet)
{
    if (packet->message->is_response) {
        const struct sip_response *original = sip_transaction_original(t, packet);
        return original != NULL && packet->time - original->last_time >= SIP_CAPTURE_JITTER;
    }
    return t->request_frame != 0 && packet->message->method == t->method &&
           packet->time - t->last_request_time >= SIP_CAPTURE_JITTER;
}

bool sip_transaction_same_branch(const struct sip_transaction *a, const struct sip_transaction *b)
{
    if (a->method == SIP_METHOD_OTHER || b->method == SIP_METHOD_OTHER) {
        return a->key == b->key;
    }
    return a->key - (uint64_t)a->method == b->key - (uint64_t)b->method;
}

const struct sip_response *sip_transaction_first(const struct sip_transaction *t, unsigned low,
                                                 unsigned high)
{
    const struct sip_response *r = t->responses;

    while (r != NULL && (r->code < low || r->code > high)) {
        r = r->next;
    }
    return r;
}

const struct sip_response *sip_transaction_response(const struct sip_transaction *t, unsigned low,
                                                    unsigned high, struct sip_slice to_tag)
{
    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        bool same = r->to_tag != NULL && to_tag.p != NULL ? sip_slice_is(to_tag, r->to_tag)
                                                          : r->to_tag == to_tag.p;
        if (r->code >= low && r->code <= high && same) {
            return r;
        }
    }
    return NULL;
}

static const struct sip_message *read_whole(struct sip_slice text, bool cut,
                                            struct sip_message *room)
{
    return text.p != NULL && !cut &&
                   sip_message_read(room, text, text.n, false, SIP_FRAMING_DATAGRAM)
               ? room
               : NULL;
}

const struct sip_message *sip_transaction_request(const struct sip_transaction *t,
                                                  struct sip_message *room)
{
    if (t->open == NULL) {
        return NULL;
    }
    return t->open->request_read ? t->open->request_read
                                 : read_whole(sip_open_request(t->open), t->request_cut, room);
}

const struct sip_message *sip_transaction_final(const struct sip_transaction *t,
                                                struct sip_message *room)
{
    if (t->open == NULL) {
        return NULL;
    }
    return t->open->final_read
               ? memcpy(room, t->open->final_read, sip_message_size(t->open->final_read))
               : read_whole(t->open->final, t->final_cut, room);
}

const char *sip_response_media(const struct sip_transaction *t, const struct sip_response *response,
                               char room[SIP_MEDIA_SIZE])
{
    bool kept = response == sip_transaction_first(t, 200, 299) && response->frame == t->final_frame;
    struct sip_message read;
    const struct sip_message *m =
        kept && response->media == NULL ? sip_transaction_final(t, &read) : NULL;

    return m != NULL && sip_message_media(m, room, SIP_MEDIA_SIZE) ? room : response->media;
}

bool sip_method_ends_with_2xx(enum sip_method method)
{
    switch (method) {
    case SIP_METHOD_INVITE:    /* ACK must follow, */
    case SIP_METHOD_CANCEL:    /* the end of its INVITE, */
    case SIP_METHOD_SUBSCRIBE: /* NOTIFY, */
    case SIP_METHOD_REFER:
    case SIP_METHOD_PRACK: /* an answer to an offer */
    case SIP_METHOD_UPDATE:
        return false;
    default:
        return true;
    }
}

static bool is_settled(const struct sip_transaction *t)
{
    return t->method == SIP_METHOD_ACK ||
           (t->final_code / 100 == 2 &&
            (t->method == SIP_METHOD_INVITE ? t->ack_frame != 0
                                            : sip_method_ends_with_2xx(t->method)));
}

void sip_transaction_expect(struct sip_transaction *t, int64_t repeats)
{
    if (t->open != NULL) {
        t->open->repeats = MAX(t->open->repeats, (uint32_t)(MIN(repeats, OPEN_FOR) / MILLISECOND));
    }
}

static int64_t last_activity(const struct sip_transaction *t)
{
    int64_t time = MAX(t->last_request_time, t->ack_time);
    return t->response_count > 0 ? MAX(time, t->open->last_response_time) : time;
}

static void close_one(struct sip_transactions *all, struct sip_transaction *t, int64_t now)
{
    const struct sip_response *final = sip_transaction_first(t, 200, 699);
    struct sip_slice final_tag =
        final != NULL ? sip_response_to_tag(final) : (struct sip_slice){NULL, 0};
    struct sip_end end = {
        .now = now,
        .client_heard = t->hop->to_server->last,
        .server_heard = t->hop->to_client->last_response,
        .acked_anywhere = g_hash_table_contains(all->acks, GUINT_TO_POINTER(t->identity)),
        .final_acked_anywhere = g_hash_table_contains(all->acks, ack_key(t->identity, final_tag)),
    };

    for (struct sip_response *r = t->responses; r != NULL; r = r->next) {
        r->pracked_elsewhere = r->reliable && r->prack == NULL &&
                               g_hash_table_contains(all->pracks, prack_key(t->identity, r->rseq));
    }
    all->closing(all->user, t, &end);
}

/* Closes what is due. What has seen more since, or is not settled, goes to the end of a queue. */
static void close_due(struct sip_transactions *all, struct queue *queue, int64_t now)
{
    while (queue->first != NULL && queue->first->open->until < now) {
        struct sip_transaction *t = dequeue(queue);
        int64_t until =
            last_activity(t) + (is_settled(t) ? t->open->repeats * MILLISECOND : OPEN_FOR);
        if (until < now) {
            close_one(all, t, now);
            drop_open(t);
        } else {
            enqueue(&all->open[until > now + LOOK_AFTER ? LATE : SOON], t, until);
        }
    }
}

void sip_transactions_close_all(struct sip_transactions *all, int64_t now)
{
    for (size_t i = 0; i < QUEUES; i++) {
        for (struct sip_transaction *t = all->open[i].first; t != NULL; t = t->open->next) {
            close_one(all, t, now);
        }
    }
}

static struct sip_open *new_open(struct sip_transactions *all, const struct sip_transaction *t,
                                 const struct sip_packet *packet, void *cookie)
{
    const struct sip_message *m = packet->message;
    struct sip_open *open = g_malloc(sizeof(*open) + m->bytes.n);

    memset(open, 0, sizeof(*open));
    memcpy(open->bytes, m->bytes.p, m->bytes.n);
    open->length = (uint32_t)m->bytes.n;
    open->request_read = t->request_cut ? NULL : keep_read(all, t, m, open->bytes);
    open->last_response_time = t->last_response ? t->last_response->last_time : 0;
    open->cookie = cookie;
    return open;
}

static bool is_cut(const struct sip_message *m)
{
    return !m->headers_complete || !m->body_complete;
}

/* copies: those before the one that came now. */
static void note_interval(uint16_t intervals[SIP_INTERVALS], uint32_t copies, int64_t interval)
{
    if (copies >= 1 && copies <= SIP_INTERVALS) {
        intervals[copies - 1] = (uint16_t)CLAMP(interval / 1000, 1, UINT16_MAX);
    }
}

/* A copy of the request that was not captured twice. */
static void add_copy(struct sip_transaction *t, const struct sip_packet *packet)
{
    note_interval(t->request_intervals, t->request_copies, packet->time - t->last_request_time);
    t->request_copies++;
    if (t->final_frame != 0 && t->copies_since_final < UINT8_MAX) {
        t->copies_since_final++;
    }
    t->request_varied = t->request_varied || t->open == NULL ||
                        !sip_slice_equal(sip_open_request(t->open), packet->message->bytes);
}

/* The same branch on another hop: a load balancer forwards a request as it is. Whether it is
 * answered is seen there: the response may go straight to the client. */
static void note_forwarded(const struct sip_transaction *t)
{
    struct sip_transaction *other = t->next;

    for (int uses = 0; other != NULL && uses < MAX_USES; other = other->next, uses++) {
        if (other->identity == t->identity &&
            sip_endpoint_same_address(&other->hop->server, &t->hop->client)) {
            other->heard_elsewhere = true;
        }
    }
}

static void add_first_request(struct sip_transactions *all, struct sip_transaction *t,
                              const struct sip_packet *packet, void *cookie)
{
    const struct sip_message *m = packet->message;
    struct sip_part part;

    t->request_frame = packet->frame;
    t->request_copies = 1;
    t->request_time = packet->time;
    t->in_dialog = sip_message_tag(m, SIP_HDR_TO).p != NULL;
    t->offers = (m->method == SIP_METHOD_INVITE || m->method == SIP_METHOD_UPDATE) &&
                sip_message_part(m, "application/sdp", &part) == SIP_PRESENT;
    t->request_cut = is_cut(m);
    t->open = new_open(all, t, packet, cookie);
    enqueue(&all->open[SOON], t, packet->time + LOOK_AFTER);
    note_forwarded(t);
}

/* What an ACK that is a transaction of its own tells about its INVITE. */
static void add_ack(struct sip_transaction *t, const struct sip_packet *packet)
{
    if (t->invite != NULL && t->invite->ack_frame == 0) {
        t->invite->ack_frame = packet->frame;
        t->invite->ack_time = packet->time;
    }
    if (t->intended != NULL) {
        t->intended->ack_misdirected = true;
    }
}

static void add_request(struct sip_transactions *all, struct sip_transaction *t,
                        const struct sip_packet *packet, void *cookie)
{
    if (t->request_frame == 0) {
        add_first_request(all, t, packet, cookie);
        if (t->method == SIP_METHOD_ACK) {
            add_ack(t, packet);
        }
    } else if (sip_transaction_repeats(t, packet)) {
        add_copy(t, packet);
    }
    t->last_request_time = packet->time;
}

/* Contact and source are the same address, and no proxy recorded itself on the way. */
static bool is_from_contact(const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;

    return m->method == SIP_METHOD_INVITE && !sip_message_has(m, SIP_HDR_RECORD_ROUTE) &&
           sip_endpoint_is_at(&packet->source, sip_message_value(m, SIP_HDR_CONTACT));
}

/* first_final: it is kept anyway, as long as its media can matter. */
static struct sip_response *new_reply(struct sip_transactions *all, const struct sip_packet *packet,
                                      bool first_final)
{
    const struct sip_message *m = packet->message;
    struct sip_slice tag = sip_message_tag(m, SIP_HDR_TO);
    struct sip_part sdp;
    char media[SIP_MEDIA_SIZE];
    struct sip_response *response = SIP_POOL_NEW(&all->kept, struct sip_response);

    response->code = (uint16_t)m->code;
    response->frame = packet->frame;
    response->time = response->last_time = packet->time;
    response->copies = 1;
    response->fingerprint = packet->keys.fingerprint;
    response->to_tag = tag.p ? g_string_chunk_insert_len(all->texts, tag.p, (gssize)tag.n) : NULL;
    response->from_contact = is_from_contact(packet);
    enum sip_presence presence = sip_message_part(m, "application/sdp", &sdp);
    response->has_sdp = presence == SIP_PRESENT;
    response->uncertain = presence == SIP_PERHAPS || !m->headers_complete;
    sip_value_seconds(sip_message_value(m, SIP_HDR_RSEQ), &response->rseq);
    response->reliable = sip_message_reliable_rseq(m) != 0;
    if (m->method == SIP_METHOD_INVITE && m->code > 100 && m->code < 300 && !first_final &&
        sip_message_media(m, media, sizeof(media))) {
        response->media = g_string_chunk_insert_const(all->texts, media);
    }
    return response;
}

static void add_first_final(struct sip_transactions *all, struct sip_transaction *t,
                            const struct sip_packet *packet, void *cookie)
{
    const struct sip_message *m = packet->message;

    t->final_frame = packet->frame;
    t->final_time = packet->time;
    t->final_code = (uint16_t)m->code;
    if (t->open == NULL) {
        return;
    }
    t->final_cut = is_cut(m);
    t->open->final_cookie = cookie;
    if (is_settled(t) && !t->is_branch) {
        return; /* of a branch it is compared with what the proxy passes on */
    }
    t->open->final = (struct sip_slice){g_memdup2(m->bytes.p, m->bytes.n), m->bytes.n};
    if (!t->final_cut) {
        t->open->final_read = keep_read(all, t, m, t->open->final.p);
    }
}

/* A response past the load balancer answers the request to the balancer, too. */
static void note_other_hops(struct sip_transactions *all, const struct sip_transaction *t,
                            const struct sip_packet *packet)
{
    struct sip_transaction *other = newest_of(all, t->key);

    for (int uses = 0; other != NULL && uses < MAX_USES; other = other->next, uses++) {
        if (other != t && other->identity == t->identity &&
            (sip_endpoint_same_address(&other->hop->client, &packet->destination) ||
             sip_endpoint_same_address(&other->hop->server, &packet->source))) {
            other->heard_elsewhere = true;
        }
    }
}

static void add_reply(struct sip_transactions *all, struct sip_transaction *t,
                      const struct sip_packet *packet, void *cookie)
{
    struct sip_response *original = (struct sip_response *)sip_transaction_original(t, packet);

    if (t->open != NULL) {
        t->open->last_response_time = packet->time;
    }
    if (packet->message->code >= 200) {
        t->copies_since_final = 0;
    }
    if (original != NULL) {
        if (sip_transaction_repeats(t, packet)) {
            note_interval(original->intervals, original->copies,
                          packet->time - original->last_time);
            original->copies = (uint16_t)MIN(original->copies + 1, UINT16_MAX);
        }
        original->last_time = packet->time;
        return;
    }
    bool first_final = packet->message->code >= 200 && t->final_frame == 0;
    if (first_final) {
        add_first_final(all, t, packet, cookie);
    } else if (packet->message->code < 200 && t->provisional_frame == 0) {
        t->provisional_frame = packet->frame;
    }
    if (t->shares_key) {
        note_other_hops(all, t, packet);
    }
    if (t->response_count == SIP_TRANSACTION_MAX_RESPONSES) {
        return;
    }
    struct sip_response *response = new_reply(all, packet, first_final);
    *(t->last_response ? &t->last_response->next : &t->responses) = response;
    t->last_response = response;
    t->response_count++;
}

void sip_transaction_add(struct sip_transactions *all, struct sip_transaction *t,
                         const struct sip_packet *packet, void *cookie)
{
    const struct sip_message *m = packet->message;

    if (m->is_response) {
        add_reply(all, t, packet, cookie);
    } else if (m->method == t->method) {
        add_request(all, t, packet, cookie);
    } else { /* an ACK in the INVITE's transaction */
        t->failure_acked = true;
        if (t->ack_frame == 0) {
            t->ack_frame = packet->frame;
            t->ack_time = packet->time;
        }
    }
    if (!m->is_response && m->method == SIP_METHOD_ACK) {
        uint32_t call = packet->keys.identity;
        g_hash_table_add(all->acks, GUINT_TO_POINTER(call));
        g_hash_table_add(all->acks, ack_key(call, sip_message_tag(m, SIP_HDR_TO)));
    }
    /* By what was heard up to now: this message comes after. */
    for (size_t i = 0; i < QUEUES; i++) {
        close_due(all, &all->open[i], packet->time);
    }
    sip_hops_hear(all->hops, t->hop, packet);
}
