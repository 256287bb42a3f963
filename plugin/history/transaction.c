/* transaction.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/transaction.h"

#include "history/transactions.h"
#include "sip/sdp.h"

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
        return original != NULL && packet->stamp - original->last_time >= SIP_CAPTURE_JITTER;
    }
    return t->request_frame != 0 && packet->message->method == t->method &&
           (packet->stamp - t->last_request_time >= SIP_CAPTURE_JITTER ||
            sip_packet_is_next_on_stream(packet));
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

const struct sip_response *sip_transaction_last_provisional(const struct sip_transaction *t,
                                                            uint32_t before)
{
    const struct sip_response *last = sip_transaction_first(t, 100, 199);

    for (const struct sip_response *r = last; r != NULL && r->frame < before; r = r->next) {
        last = r->code < 200 ? r : last;
    }
    return last;
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
    if (!sip_transaction_keeps_request(t)) {
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
    bool kept = response->frame == t->final_frame && response == sip_transaction_first(t, 200, 299);
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

bool sip_transaction_is_settled(const struct sip_transaction *t)
{
    return t->method == SIP_METHOD_ACK ||
           (t->final_code / 100 == 2 &&
            (t->method == SIP_METHOD_INVITE ? t->ack_frame != 0
                                            : sip_method_ends_with_2xx(t->method)));
}
