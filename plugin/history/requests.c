/* requests.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/adding.h"

#include "sip/body.h"
#include "sip/value.h"

struct sip_open *sip_open_new(struct sip_transactions *all, struct sip_transaction *t,
                              const struct sip_packet *packet, size_t octets)
{
    struct sip_open *open = g_malloc(sizeof(*open) + octets);

    memset(open, 0, sizeof(*open));
    open->bytes = open->room;
    open->last_response_time = t->last_response ? t->last_response->last_time : 0;
    t->open = open;
    sip_queues_add(all->open, t, packet->stamp);
    return open;
}

/* It is open already where a final response came first. */
static void keep_request(struct sip_transactions *all, struct sip_transaction *t,
                         const struct sip_packet *packet, void *cookie)
{
    const struct sip_message *m = packet->message;
    struct sip_open *open = t->open;

    if (open == NULL) {
        open = sip_open_new(all, t, packet, m->bytes.n);
    } else {
        open->bytes = g_malloc(m->bytes.n);
    }
    memcpy(open->bytes, m->bytes.p, m->bytes.n);
    open->length = (uint32_t)m->bytes.n;
    open->request_read = t->request_cut ? NULL : sip_read_cache_keep(&all->read, t, m, open->bytes);
    open->cookie = cookie;
}

bool sip_message_is_cut(const struct sip_message *m)
{
    return !m->headers_complete || !m->body_complete;
}

/* copies: those before the one that came now. */
void sip_note_interval(uint16_t intervals[SIP_INTERVALS], uint32_t copies, int64_t interval)
{
    if (copies >= 1 && copies <= SIP_INTERVALS) {
        intervals[copies - 1] = (uint16_t)CLAMP(interval / 1000, 1, UINT16_MAX);
    }
}

/* A copy of the request that was not captured twice. */
static void add_copy(struct sip_transaction *t, const struct sip_packet *packet)
{
    sip_note_interval(t->request_intervals, t->request_copies,
                      packet->stamp - t->last_request_time);
    t->request_copies++;
    if (t->final_frame != 0 && t->copies_since_final < UINT8_MAX) {
        t->copies_since_final++;
    }
    if (t->final_frame == 0 && t->provisional_frame != 0 && t->copies_unanswered < 3) {
        t->copies_unanswered++;
    }
    t->request_varied = t->request_varied || t->open == NULL ||
                        !sip_slice_equal(sip_open_request(t->open), packet->message->bytes);
}

/* The same branch on another hop: a load balancer forwards a request as it is. Whether it is
 * answered is seen there: the response may go straight to the client. */
static void note_forwarded(const struct sip_transaction *t)
{
    struct sip_transaction *other = t->next;

    for (int uses = 0; other != NULL && uses < SIP_MAX_USES; other = other->next, uses++) {
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
    t->request_time = packet->stamp;
    t->in_dialog = sip_message_tag(m, SIP_HDR_TO).p != NULL;
    t->offers = (m->method == SIP_METHOD_INVITE || m->method == SIP_METHOD_UPDATE) &&
                sip_message_part(m, "application/sdp", &part) == SIP_PRESENT;
    t->request_cut = sip_message_is_cut(m);
    t->lists_100rel = m->method == SIP_METHOD_INVITE &&
                      (!m->headers_complete || sip_values_contain(m, SIP_HDR_SUPPORTED, "100rel") ||
                       sip_values_contain(m, SIP_HDR_REQUIRE, "100rel"));
    keep_request(all, t, packet, cookie);
    note_forwarded(t);
}

void sip_add_request(struct sip_transactions *all, struct sip_transaction *t,
                     const struct sip_packet *packet, void *cookie)
{
    if (t->request_frame == 0) {
        add_first_request(all, t, packet, cookie);
        if (t->method == SIP_METHOD_ACK) {
            sip_add_ack(t, packet, true);
        } else {
            sip_hops_ask(t->hop, packet, true);
        }
    } else if (sip_transaction_repeats(t, packet)) {
        add_copy(t, packet);
        if (t->method == SIP_METHOD_ACK) {
            sip_add_ack(t, packet, false);
        } else {
            sip_hops_ask(t->hop, packet, false);
        }
    }
    t->last_request_time = packet->stamp;
}
