/* acks.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/adding.h"

/* Counts an ACK that is a transaction of its own, or another copy of it, for the 2xx that it fits. */
static void count_ack(const struct sip_transaction *t, const struct sip_packet *packet)
{
    struct sip_slice tag = sip_message_tag(packet->message, SIP_HDR_TO);
    struct sip_response *ok =
        t->invite != NULL
            ? (struct sip_response *)sip_transaction_response(t->invite, 200, 299, tag)
            : NULL;

    if (ok == NULL) {
        return;
    }
    if (ok->acks == 0) {
        ok->copies_before_ack = ok->copies;
        if (ok->copies == 1 &&
            sip_endpoint_same_address(&packet->source, &t->invite->hop->client)) {
            sip_hops_note_reaction(t->invite->hop, packet->stamp - ok->stamp);
        }
    }
    ok->acks = (uint16_t)MIN(ok->acks + 1, UINT16_MAX);
    ok->ack = t;
}

/* Whether the ACK may be the one that its INVITE waits for: a final response has its To tag, or may have
 * been missed. One to a failure goes to the server of that hop. */
static bool acknowledges(const struct sip_transaction *invite, const struct sip_packet *packet)
{
    struct sip_slice tag = sip_message_tag(packet->message, SIP_HDR_TO);

    if (invite->final_frame == 0 || invite->response_count == SIP_TRANSACTION_MAX_RESPONSES ||
        sip_transaction_response(invite, 200, 299, tag) != NULL) {
        return true;
    }
    return sip_transaction_response(invite, 300, 699, tag) != NULL &&
           sip_endpoint_same_address(&invite->hop->server, &packet->destination);
}

void sip_add_ack(struct sip_transaction *t, const struct sip_packet *packet, bool first)
{
    if (first && t->invite != NULL && t->invite->ack_frame == 0 &&
        acknowledges(t->invite, packet)) {
        t->invite->ack_frame = packet->frame;
        t->invite->ack_time = packet->stamp;
    }
    count_ack(t, packet);
}

void sip_note_ack(struct sip_transactions *all, const struct sip_transaction *t,
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

void sip_add_failure_ack(struct sip_transaction *t, const struct sip_packet *packet)
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
