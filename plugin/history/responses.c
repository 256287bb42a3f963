/* responses.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/adding.h"
#include "history/attempts.h"

#include "history/kept/hash.h"
#include "sip/body.h"
#include "sip/rack.h"
#include "sip/sdp.h"
#include "sip/value.h"

/* Contact and source are the same address, and no proxy behind this hop has recorded itself. */
static bool is_from_contact(const struct sip_transaction *t, const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message, *request;
    struct sip_message room;
    unsigned recorded = 0;

    if (m->method != SIP_METHOD_INVITE) {
        return false;
    }
    if (sip_message_has(m, SIP_HDR_RECORD_ROUTE)) {
        request = sip_transaction_request(t, &room);
        recorded = request != NULL ? sip_values_count(request, SIP_HDR_RECORD_ROUTE) : 0;
    }
    return sip_values_count(m, SIP_HDR_RECORD_ROUTE) == recorded &&
           sip_endpoint_is_at(&packet->source, sip_message_value(m, SIP_HDR_CONTACT));
}

/* Over UDP: to the port that its request came from, and not to the one that sent-by names. */
static bool is_to_source(const struct sip_transaction *t, const struct sip_packet *packet)
{
    return packet->transport == SIP_TRANSPORT_UDP && t->request_frame != 0 &&
           sip_endpoint_equal(&packet->destination, &t->hop->client) &&
           sip_via_port(&packet->message->top_via) != t->hop->client.port;
}

/* Over UDP: to the address that its request came from, but to the port that sent-by names. */
static bool is_to_port_of_via(const struct sip_transaction *t, const struct sip_packet *packet)
{
    uint16_t port = packet->destination.port;

    return packet->transport == SIP_TRANSPORT_UDP && t->request_frame != 0 &&
           sip_endpoint_same_address(&packet->destination, &t->hop->client) &&
           port != t->hop->client.port && sip_via_port(&packet->message->top_via) == port;
}

/* Over TCP or TLS: between the same two, but not the same two ports. */
static bool is_of_other_connection(const struct sip_transaction *t, const struct sip_packet *packet)
{
    return sip_transport_is_stream(packet->transport) && t->transport == packet->transport &&
           t->request_frame != 0 && sip_endpoint_same_address(&packet->source, &t->hop->server) &&
           sip_endpoint_same_address(&packet->destination, &t->hop->client) &&
           (packet->source.port != t->hop->server.port ||
            packet->destination.port != t->hop->client.port);
}

uint32_t sip_etag_hash(struct sip_slice tag)
{
    return tag.n > 0 ? sip_hash(0, tag) | 1 : 0;
}

/* What becomes of the publication (RFC 3903 section 4.3). */
static void note_etags(const struct sip_transaction *t, const struct sip_message *ok,
                       struct sip_response *response)
{
    struct sip_message room;
    const struct sip_message *request = sip_transaction_request(t, &room);

    if (request != NULL && !t->request_varied) {
        response->etag = sip_etag_hash(sip_message_value(ok, SIP_HDR_SIP_ETAG));
        response->replaced = sip_etag_hash(sip_message_value(request, SIP_HDR_SIP_IF_MATCH));
    }
}

/* first_final: it is kept anyway, as long as its media can matter. */
static struct sip_response *new_response(struct sip_transactions *all,
                                         const struct sip_transaction *t,
                                         const struct sip_packet *packet, void *cookie,
                                         bool first_final)
{
    const struct sip_message *m = packet->message;
    struct sip_slice tag = sip_message_tag(m, SIP_HDR_TO);
    struct sip_part sdp;
    char media[SIP_MEDIA_SIZE];
    struct sip_response *response = SIP_POOL_NEW(&all->kept, struct sip_response);

    response->code = (uint16_t)m->code;
    response->frame = packet->frame;
    response->stamp = response->last_time = packet->stamp;
    response->copies = 1;
    response->cookie = cookie;
    response->fingerprint = packet->keys.fingerprint;
    response->to_tag = tag.p ? g_string_chunk_insert_len(all->texts, tag.p, (gssize)tag.n) : NULL;
    response->from_contact = is_from_contact(t, packet);
    response->other_connection = is_of_other_connection(t, packet);
    response->to_source = is_to_source(t, packet);
    response->to_port_of_via = is_to_port_of_via(t, packet);
    enum sip_presence presence = sip_message_part(m, "application/sdp", &sdp);
    response->has_sdp = presence == SIP_PRESENT;
    response->uncertain = presence == SIP_PERHAPS || !m->headers_complete;
    if (m->code < 200) {
        sip_value_seconds(sip_message_value(m, SIP_HDR_RSEQ), &response->rseq);
    }
    response->reliable = sip_message_reliable_rseq(m) != 0;
    if (m->method == SIP_METHOD_INVITE && m->code > 100 && m->code < 300 && !first_final &&
        sip_message_media(m, media, sizeof(media))) {
        response->media = g_string_chunk_insert_const(all->texts, media);
    }
    if (m->method == SIP_METHOD_PUBLISH && m->code / 100 == 2) {
        note_etags(t, m, response);
    }
    return response;
}

static void add_first_final(struct sip_transactions *all, struct sip_transaction *t,
                            const struct sip_packet *packet, void *cookie)
{
    const struct sip_message *m = packet->message;

    t->final_frame = packet->frame;
    t->final_time = packet->stamp;
    t->final_code = (uint16_t)m->code;
    if (t->open == NULL && t->request_frame == 0 && t->method == SIP_METHOD_INVITE) {
        sip_open_new(all, t, packet, 0); /* it may prove that its ACK never came */
        t->open->last_response_time = packet->stamp;
    }
    if (t->open == NULL) {
        return;
    }
    t->final_cut = sip_message_is_cut(m);
    t->open->final_cookie = cookie;
    if (sip_transaction_is_settled(t) && !t->is_branch) {
        return; /* of a branch it is compared with what the proxy passes on */
    }
    t->open->final = (struct sip_slice){g_memdup2(m->bytes.p, m->bytes.n), m->bytes.n};
    if (!t->final_cut) {
        t->open->final_read = sip_read_cache_keep(&all->read, t, m, t->open->final.p);
    }
}

/* A response past the load balancer answers the request to the balancer, too. */
static void note_other_hops(struct sip_transactions *all, const struct sip_transaction *t,
                            const struct sip_packet *packet)
{
    struct sip_transaction *other = sip_transactions_newest(all, t->key);

    for (int uses = 0; other != NULL && uses < SIP_MAX_USES; other = other->next, uses++) {
        if (other != t && other->identity == t->identity &&
            (sip_endpoint_same_address(&other->hop->client, &packet->destination) ||
             sip_endpoint_same_address(&other->hop->server, &packet->source))) {
            other->heard_elsewhere = true;
        }
    }
}

/* Repetitions that are enough to show that no PRACK has acknowledged the response: one may cross it. */
#define REPEATS_WITHOUT_PRACK 2

/* Whether it is the only reliable response that no PRACK has named: of two the PRACK was perhaps for the other. */
static bool is_only_unacknowledged(const struct sip_transaction *t,
                                   const struct sip_response *response)
{
    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        if (r != response && r->reliable && r->prack == NULL) {
            return false;
        }
    }
    return true;
}

/* What shows that a PRACK which names no response that was captured is not for one that was lost. */
static void note_useless_prack(struct sip_transaction *t, const struct sip_packet *packet,
                               const struct sip_response *original)
{
    if (t->method == SIP_METHOD_PRACK && t->acknowledges_nothing && packet->message->code == 481) {
        t->invite->prack_unknown = false;
    } else if (t->prack_unknown && original != NULL && original->reliable &&
               is_only_unacknowledged(t, original) &&
               ++t->repeats_since_prack >= REPEATS_WITHOUT_PRACK) {
        t->prack_unknown = false;
    }
}

void sip_add_response(struct sip_transactions *all, struct sip_transaction *t,
                      const struct sip_packet *packet, void *cookie)
{
    struct sip_response *original = (struct sip_response *)sip_transaction_original(t, packet);

    if (t->open != NULL) {
        t->open->last_response_time = packet->stamp;
    }
    if (packet->message->code >= 200) {
        t->copies_since_final = 0;
    } else {
        t->copies_unanswered = 0;
    }
    if (original != NULL) {
        if (sip_transaction_repeats(t, packet)) {
            note_useless_prack(t, packet, original);
            sip_note_interval(original->intervals, original->copies,
                              packet->stamp - original->last_time);
            original->copies = (uint16_t)MIN(original->copies + 1, UINT16_MAX);
        }
        original->last_time = packet->stamp;
        return;
    }
    bool first_final = packet->message->code >= 200 && t->final_frame == 0;
    if (first_final) {
        note_useless_prack(t, packet, NULL);
        add_first_final(all, t, packet, cookie);
        if (sip_transaction_is_challenged(t)) {
            sip_note_challenge(all, t, packet);
        } else if (t->method == SIP_METHOD_REGISTER && t->final_code == 423 &&
                   t->request_frame != 0) {
            sip_note_too_brief(all, t);
        }
    } else if (packet->message->code < 200 && t->provisional_frame == 0) {
        t->provisional_frame = packet->frame;
    }
    if (t->shares_key) {
        note_other_hops(all, t, packet);
    }
    if (packet->message->code > 100 && t->request_frame != 0 && !t->in_dialog &&
        t->branch_count == 0 && sip_message_to_tag(packet->message).n > 0) {
        sip_hops_note_tag(all->hops, t->hop, packet);
    }
    if (t->response_count == SIP_TRANSACTION_MAX_RESPONSES) {
        return;
    }
    struct sip_response *response = new_response(all, t, packet, cookie, first_final);
    *(t->last_response ? &t->last_response->next : &t->responses) = response;
    t->last_response = response;
    t->response_count++;
}
