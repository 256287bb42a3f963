/* arrival.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/adding.h"
#include "history/attempts.h"
#include "history/keys.h"
#include "history/ties.h"
#include "history/timeline.h"

static uint32_t addressee_of(const struct sip_message *m)
{
    return (uint32_t)sip_party_key(0, &m->to.address);
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
        t = sip_transactions_best(newest, packet);
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

void sip_transaction_add(struct sip_transactions *all, struct sip_transaction *t,
                         const struct sip_packet *packet, void *cookie)
{
    const struct sip_message *m = packet->message;

    if (m->is_response) {
        sip_add_response(all, t, packet, cookie);
    } else if (m->method == t->method) {
        sip_add_request(all, t, packet, cookie);
    } else {
        sip_add_failure_ack(t, packet);
    }
    if (t->method == SIP_METHOD_ACK) {
        sip_note_ack(all, t, packet);
    }
    /* By what was heard up to now: this message comes after. */
    sip_transactions_close_due(all, packet->stamp);
    sip_hops_hear(all->hops, t->hop, packet);
}
