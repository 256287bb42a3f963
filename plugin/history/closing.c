/* closing.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/closing.h"

#include "history/transactions.h"

#define MILLISECOND INT64_C(1000)

/* A transaction is open while something may still follow: twice the 64*T1 of an IMS access leg
 * (RFC 3261 section 17, TS 24.229), counted from its last message. */
#define OPEN_FOR (256 * G_TIME_SPAN_SECOND)

/* Most are settled sooner: when it is looked at whether they are. Nearly all that need twice the 64*T1
 * of other networks, 64 s, have come to rest by then. */
#define LOOK_AFTER (80 * G_TIME_SPAN_SECOND)

enum { SOON, LATE };

static void enqueue(struct sip_queue *queue, struct sip_transaction *t, int64_t until)
{
    t->open->until = until;
    t->open->next = NULL;
    *queue->end = t;
    queue->end = &t->open->next;
}

static struct sip_transaction *dequeue(struct sip_queue *queue)
{
    struct sip_transaction *t = queue->first;

    queue->first = t->open->next;
    queue->end = queue->first ? queue->end : &queue->first;
    return t;
}

static void drop_open(struct sip_transaction *t)
{
    g_free((char *)t->open->final.p);
    if (t->open->bytes != t->open->room) {
        g_free(t->open->bytes);
    }
    g_clear_pointer(&t->open, g_free);
}

void sip_queues_init(struct sip_queue queues[SIP_QUEUES])
{
    for (size_t i = 0; i < SIP_QUEUES; i++) {
        queues[i].end = &queues[i].first;
    }
}

void sip_queues_clear(struct sip_queue queues[SIP_QUEUES])
{
    for (size_t i = 0; i < SIP_QUEUES; i++) {
        while (queues[i].first != NULL) {
            drop_open(dequeue(&queues[i]));
        }
    }
}

void sip_queues_add(struct sip_queue queues[SIP_QUEUES], struct sip_transaction *t, int64_t now)
{
    enqueue(&queues[SOON], t, now + LOOK_AFTER);
}

void sip_transaction_expect(struct sip_transaction *t, int64_t repeats)
{
    if (t->open != NULL) {
        t->open->repeats = MAX(t->open->repeats, (uint32_t)(MIN(repeats, OPEN_FOR) / MILLISECOND));
    }
}

/* Of an ACK also that of its INVITE, whose end it is judged with. */
static int64_t last_activity(const struct sip_transaction *t)
{
    int64_t stamp = t->request_frame != 0 ? t->last_request_time : INT64_MIN;
    stamp = t->ack_frame != 0 ? MAX(stamp, t->ack_time) : stamp;
    if (t->method == SIP_METHOD_ACK && t->invite != NULL && t->invite->open != NULL) {
        stamp = MAX(stamp, t->invite->open->last_response_time) + 1;
    }
    return t->response_count > 0 ? MAX(stamp, t->open->last_response_time) : stamp;
}

/* Of its own ACK, or of one on another hop. Which side sent the INVITE is not known where it is not whole. */
static bool may_be_acknowledged(const struct sip_transactions *all, const struct sip_transaction *t)
{
    struct sip_message room;
    const struct sip_message *request;

    if (!sip_acknowledged_call(&all->acknowledged, t->identity)) {
        return false;
    }
    request = sip_transaction_request(t, &room);
    return request == NULL || sip_acknowledged_invite(&all->acknowledged, t->identity,
                                                      sip_message_tag(request, SIP_HDR_FROM));
}

static void close_one(struct sip_transactions *all, struct sip_transaction *t, int64_t now)
{
    if (t->run != all->run) {
        return; /* judged when its run was over */
    }
    const struct sip_response *final = sip_transaction_first(t, 200, 699);
    struct sip_slice final_tag =
        final != NULL ? sip_response_to_tag(final) : (struct sip_slice){NULL, 0};
    bool acked_here = t->ack_frame != 0 || (t->invite != NULL && t->invite->ack_frame != 0);
    struct sip_end end = {
        .now = now,
        .client_heard = t->hop->to_server->last,
        .server_heard = t->hop->to_client->last_response,
        .acked_anywhere = acked_here || may_be_acknowledged(all, t),
        .final_acked_anywhere = sip_acknowledged_fork(&all->acknowledged, t->identity, final_tag),
        .hops = all->hops,
    };

    for (struct sip_response *r = t->responses; r != NULL; r = r->next) {
        struct sip_slice tag = sip_response_to_tag(r);
        r->acked_elsewhere =
            r->code < 200 ? r->reliable && r->prack == NULL &&
                                sip_acknowledged_rseq(&all->acknowledged, t->identity, r->rseq, tag)
                          : sip_acknowledged_fork(&all->acknowledged, t->identity, tag);
    }
    all->closing(all->user, t, &end);
}

/* Closes what is due. What has seen more since, or is not settled, goes to the end of a queue. */
static void close_due(struct sip_transactions *all, struct sip_queue *queue, int64_t now)
{
    while (queue->first != NULL && queue->first->open->until < now) {
        struct sip_transaction *t = dequeue(queue);
        int64_t until = last_activity(t) +
                        (sip_transaction_is_settled(t) ? t->open->repeats * MILLISECOND : OPEN_FOR);
        if (until < now) {
            close_one(all, t, now);
            drop_open(t);
        } else {
            enqueue(&all->open[until > now + LOOK_AFTER ? LATE : SOON], t, until);
        }
    }
}

void sip_transactions_close_due(struct sip_transactions *all, int64_t now)
{
    for (size_t i = 0; i < SIP_QUEUES; i++) {
        close_due(all, &all->open[i], now);
    }
}

void sip_transactions_close_all(struct sip_transactions *all, int64_t now)
{
    for (size_t i = 0; i < SIP_QUEUES; i++) {
        for (struct sip_transaction *t = all->open[i].first; t != NULL; t = t->open->next) {
            close_one(all, t, now);
        }
    }
}

void sip_transactions_start_run(struct sip_transactions *all, int64_t now)
{
    if (all->run < SIP_RUNS_MAX) {
        sip_transactions_close_all(all, now);
        sip_hops_start_run(all->hops);
        all->run = (all->run + 1) & 0x7f;
    }
}
