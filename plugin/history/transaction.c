/* transaction.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/transaction.h"

#include <string.h>

#include "history/hash.h"
#include "sip/body.h"
#include "sip/value.h"
#include "sip/via.h"

/* Uses of one key that are looked through; whoever reuses a branch more often than that is not
 * followed. It keeps the time for a message constant. */
#define MAX_USES 8

/* A request is kept while a response may still come: twice the 64*T1 of an IMS access leg
 * (RFC 3261 section 17, TS 24.229), counted from the last message of its transaction. */
#define REQUEST_KEPT (256 * G_TIME_SPAN_SECOND)

struct sip_transactions {
    GHashTable *by_key;           /* key -> the newest transaction with it */
    GStringChunk *texts;          /* keys and tags */
    struct sip_transaction *made; /* all, the newest first */
    GQueue with_request;          /* those that hold a request, the oldest first */
    GString *scratch;
};

struct sip_transactions *sip_transactions_new(void)
{
    struct sip_transactions *all = g_new0(struct sip_transactions, 1);

    all->by_key = g_hash_table_new(sip_hash_string, g_str_equal);
    all->texts = g_string_chunk_new(4096);
    all->scratch = g_string_sized_new(256);
    g_queue_init(&all->with_request);
    return all;
}

static void free_transaction(struct sip_transaction *t)
{
    for (struct sip_reply *r = t->replies, *next; r != NULL; r = next) {
        next = r->next;
        g_free(r);
    }
    g_free((char *)t->request.p);
    g_free(t);
}

void sip_transactions_free(struct sip_transactions *all)
{
    for (struct sip_transaction *t = all->made, *previous; t != NULL; t = previous) {
        previous = t->previous_made;
        free_transaction(t);
    }
    g_queue_clear(&all->with_request);
    g_hash_table_destroy(all->by_key);
    g_string_chunk_free(all->texts);
    g_string_free(all->scratch, TRUE);
    g_free(all);
}

/* Octets that would end a key early, or part it, are no part of any sane branch or host. */
static void append(GString *key, struct sip_slice part)
{
    for (size_t i = 0; i < part.n; i++) {
        g_string_append_c(key, part.p[i] > ' ' ? part.p[i] : '?');
    }
    g_string_append_c(key, ' ');
}

/* Branch, sent-by and method; for peers of RFC 2543, whose branches are not unique, also what a
 * request and its responses have in common otherwise (RFC 3261 section 17.2.3). */
static bool make_key(GString *key, const struct sip_message *m)
{
    struct sip_via via;

    g_string_truncate(key, 0);
    if (!sip_message_top_via(m, &via)) {
        return false;
    }
    /* The ACK to a non-2xx is part of the INVITE's transaction (RFC 3261 section 17.1.1.3). */
    append(key, m->method == SIP_METHOD_ACK ? SIP_SLICE("INVITE") : m->method_name);
    append(key, via.branch);
    append(key, via.host);
    append(key, via.port);
    if (!sip_via_has_cookie(&via)) {
        append(key, sip_message_value(m, SIP_HDR_CALL_ID));
        append(key, sip_message_tag(m, SIP_HDR_FROM));
        g_string_append_printf(key, "%u", m->cseq_number);
    }
    return true;
}

static uint32_t identity_of(const struct sip_message *m)
{
    return sip_hash(m->cseq_number, sip_message_value(m, SIP_HDR_CALL_ID));
}

static bool same_address(const struct sip_endpoint *a, const struct sip_endpoint *b)
{
    return a->family == b->family && memcmp(a->address, b->address, sizeof(a->address)) == 0;
}

static int likeness(const struct sip_endpoint *a, const struct sip_endpoint *b)
{
    return !same_address(a, b) ? 0 : a->port == b->port ? 3 : 2;
}

/* How well a message fits a transaction of its key: 0 not at all. A response may come from, or go
 * to, another port or even address than it should: that is for the rules to say. But where neither
 * end is known, it is another hop. */
static int fit(const struct sip_transaction *t, const struct sip_arrival *arrival)
{
    bool response = arrival->message->is_response;
    int client = likeness(&t->client, response ? &arrival->destination : &arrival->source);
    int server = likeness(&t->server, response ? &arrival->source : &arrival->destination);
    bool same = t->identity == identity_of(arrival->message);

    if (response ? (client == 0 && server == 0) : (client == 0 || server == 0 || !same)) {
        return 0;
    }
    return client + server + (same ? 8 : 0);
}

static struct sip_transaction *find(struct sip_transactions *all, const struct sip_arrival *arrival)
{
    struct sip_transaction *best = NULL;
    int best_fit = 0, uses = 0;

    for (struct sip_transaction *t = g_hash_table_lookup(all->by_key, all->scratch->str);
         t != NULL && uses < MAX_USES; t = t->next, uses++) {
        int f = fit(t, arrival);
        if (f > best_fit) {
            best = t;
            best_fit = f;
        }
    }
    return best;
}

static struct sip_transaction *make(struct sip_transactions *all, const struct sip_arrival *arrival)
{
    const struct sip_message *m = arrival->message;
    struct sip_transaction *t = g_new0(struct sip_transaction, 1);
    struct sip_transaction *older = g_hash_table_lookup(all->by_key, all->scratch->str);

    t->key = older ? older->key : g_string_chunk_insert_len(all->texts, all->scratch->str,
                                                            (gssize)all->scratch->len);
    t->next = older;
    t->previous_made = all->made;
    all->made = t;
    g_hash_table_replace(all->by_key, (gpointer)t->key, t);
    t->client = m->is_response ? arrival->destination : arrival->source;
    t->server = m->is_response ? arrival->source : arrival->destination;
    t->method = m->method;
    t->transport = arrival->transport;
    t->cseq_number = m->cseq_number;
    t->identity = identity_of(m);
    return t;
}

struct sip_transaction *sip_transactions_place(struct sip_transactions *all,
                                               const struct sip_arrival *arrival)
{
    const struct sip_message *m = arrival->message;

    if (m->method == SIP_METHOD_UNKNOWN || !make_key(all->scratch, m)) {
        return NULL;
    }
    struct sip_transaction *t = find(all, arrival);
    if (m->method == SIP_METHOD_ACK && !m->is_response) {
        return t != NULL && t->final_code >= 300 ? t : NULL;
    }
    return t != NULL ? t : make(all, arrival);
}

static uint32_t fingerprint_of(const struct sip_message *m)
{
    return sip_hash(0, m->bytes);
}

const struct sip_reply *sip_transaction_original(const struct sip_transaction *t,
                                                 const struct sip_arrival *arrival)
{
    uint32_t fingerprint = fingerprint_of(arrival->message);

    for (const struct sip_reply *r = t->replies; r != NULL; r = r->next) {
        if (r->code == arrival->message->code && r->fingerprint == fingerprint) {
            return r;
        }
    }
    return NULL;
}

/* Drops the requests that no response can come for any more. One that is still being answered goes
 * to the end of the queue, and is looked at again when it would be due. */
static void forget_old_requests(struct sip_transactions *all, int64_t now)
{
    struct sip_transaction *t;

    while ((t = g_queue_peek_head(&all->with_request)) != NULL && t->request_kept_until < now) {
        int64_t active = t->last_reply ? MAX(t->last_reply->last_time, t->last_request_time)
                                       : t->last_request_time;
        g_queue_pop_head(&all->with_request);
        t->request_kept_until = active + REQUEST_KEPT;
        if (t->request_kept_until < now) {
            g_free((char *)t->request.p);
            t->request = (struct sip_slice){NULL, 0};
        } else {
            g_queue_push_tail(&all->with_request, t);
        }
    }
}

static void add_request(struct sip_transactions *all, struct sip_transaction *t,
                        const struct sip_arrival *arrival, void *cookie)
{
    const struct sip_message *m = arrival->message;

    t->last_request_time = arrival->time;
    t->request_copies++;
    if (t->request_frame != 0) {
        return;
    }
    t->request_frame = arrival->frame;
    t->request_time = arrival->time;
    t->request_fingerprint = fingerprint_of(m);
    t->request_kept_until = arrival->time + REQUEST_KEPT;
    t->request_cut = !m->headers_complete || !m->body_complete;
    t->request.p = g_memdup2(m->bytes.p, m->bytes.n);
    t->request.n = m->bytes.n;
    t->cookie = cookie;
    g_queue_push_tail(&all->with_request, t);
    forget_old_requests(all, arrival->time);
}

static struct sip_reply *new_reply(struct sip_transactions *all, const struct sip_arrival *arrival)
{
    const struct sip_message *m = arrival->message;
    struct sip_slice tag = sip_message_tag(m, SIP_HDR_TO);
    struct sip_part sdp;
    struct sip_reply *reply = g_new0(struct sip_reply, 1);

    reply->code = (uint16_t)m->code;
    reply->frame = arrival->frame;
    reply->time = reply->last_time = arrival->time;
    reply->copies = 1;
    reply->fingerprint = fingerprint_of(m);
    reply->to_tag = tag.p ? g_string_chunk_insert_len(all->texts, tag.p, (gssize)tag.n) : NULL;
    reply->has_sdp = sip_message_part(m, "application/sdp", &sdp) == SIP_PRESENT;
    sip_value_seconds(sip_message_value(m, SIP_HDR_RSEQ), &reply->rseq);
    return reply;
}

static void add_reply(struct sip_transactions *all, struct sip_transaction *t,
                      const struct sip_arrival *arrival, void *cookie)
{
    struct sip_reply *original = (struct sip_reply *)sip_transaction_original(t, arrival);
    uint16_t code = (uint16_t)arrival->message->code;

    if (original != NULL) {
        original->copies++;
        original->last_time = arrival->time;
        return;
    }
    if (code >= 200 && t->final_frame == 0) {
        t->final_frame = arrival->frame;
        t->final_time = arrival->time;
        t->final_code = code;
    } else if (code < 200 && t->provisional_frame == 0) {
        t->provisional_frame = arrival->frame;
    }
    if (t->reply_count == SIP_TRANSACTION_MAX_REPLIES) {
        return;
    }
    struct sip_reply *reply = new_reply(all, arrival);
    reply->cookie = cookie;
    *(t->last_reply ? &t->last_reply->next : &t->replies) = reply;
    t->last_reply = reply;
    t->reply_count++;
}

void sip_transaction_add(struct sip_transactions *all, struct sip_transaction *t,
                         const struct sip_arrival *arrival, void *cookie)
{
    const struct sip_message *m = arrival->message;

    if (m->is_response) {
        add_reply(all, t, arrival, cookie);
    } else if (m->method != SIP_METHOD_ACK || t->method == SIP_METHOD_ACK) {
        add_request(all, t, arrival, cookie);
    } else if (t->ack_frame == 0) {
        t->ack_frame = arrival->frame;
    }
}
