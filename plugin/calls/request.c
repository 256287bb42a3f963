/* request.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/request.h"

#include "calls/all.h"
#include "calls/line.h"
#include "history/kept/hash.h"
#include "history/keys.h"
#include "sip/value.h"

static uint64_t key_of(const struct sip_message *m)
{
    uint64_t key = sip_hash_key(sip_hash_number(0, (uint64_t)m->method), m->method_name);

    return sip_party_key(sip_party_key(key, &m->from.address), &m->to.address);
}

static struct sip_request *find(const struct sip_calls *all, uint64_t key)
{
    return SIP_KEYED_THING(sip_keyed_find(&all->requests, key), struct sip_request, key);
}

static struct sip_request *make(struct sip_calls *all, const struct sip_message *m, uint64_t key)
{
    struct sip_request *request = SIP_POOL_NEW(&all->kept, struct sip_request);

    request->key = key;
    request->method = sip_line_keep(all->texts, m->method_name);
    request->from = sip_line_keep(all->texts, m->from.address.uri);
    request->to = sip_line_keep(all->texts, m->to.address.uri);
    request->vias = UINT8_MAX;
    sip_keyed_put(&all->requests, &request->key);
    sip_calls_enter(all, &request->record, SIP_RECORD_REQUEST);
    return request;
}

static void add_request(struct sip_request *request, const struct sip_packet *packet,
                        const struct sip_transaction *t)
{
    const struct sip_transaction *before = request->last;

    if (t->request_frame != packet->frame || t == before) {
        return; /* a repetition */
    }
    if (before != NULL && t->attempt == before && sip_transaction_is_challenged(before)) {
        request->refusals--; /* the client comes back: it was no refusal */
    } else {
        request->attempts++;
    }
    request->last = t;
    request->client = t->hop->client;
    request->server = t->hop->server;
}

static void add_response(struct sip_calls *all, struct sip_request *request,
                         const struct sip_packet *packet, const struct sip_transaction *t)
{
    const struct sip_message *m = packet->message;

    if (t->final_frame != packet->frame || m->code < 300 || t != request->last) {
        return;
    }
    request->refusals++;
    request->refused_frame = packet->frame;
    request->code = (uint16_t)m->code;
    request->phrase = sip_line_keep(all->texts, m->phrase);
    request->warning = sip_line_keep(all->texts, sip_message_value(m, SIP_HDR_WARNING));
}

/* Of a hop further on: the same request, sent on by a proxy. */
static bool is_onward(const struct sip_request *request, unsigned vias,
                      const struct sip_transaction *t)
{
    const struct sip_transaction *last = request->last;

    return t->is_branch || (last != NULL && t != last && t->identity == last->identity &&
                            (vias > request->vias ||
                             sip_endpoint_same_address(&t->hop->client, &last->hop->server)));
}

struct sip_request *sip_request_add(struct sip_calls *all, const struct sip_packet *packet,
                                    const struct sip_transaction *t)
{
    const struct sip_message *m = packet->message;
    uint64_t key = key_of(m);
    struct sip_request *request = find(all, key);
    unsigned vias = MIN(sip_values_count(m, SIP_HDR_VIA), UINT8_MAX);

    if (request == NULL && all->records[SIP_RECORD_REQUEST]->len >= SIP_REQUESTS_MAX) {
        return NULL;
    }
    request = request != NULL ? request : make(all, m, key);
    if (!is_onward(request, vias, t)) {
        request->vias = (uint8_t)vias;
        if (m->is_response) {
            if (request->last == NULL) {
                request->last = t; /* its request was not captured */
                request->client = t->hop->client;
                request->server = t->hop->server;
            }
            add_response(all, request, packet, t);
        } else {
            add_request(request, packet, t);
        }
    }
    sip_record_add(&request->record, packet);
    return request;
}
