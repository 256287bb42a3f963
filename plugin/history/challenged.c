/* challenged.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/challenged.h"

#include <glib.h>

#include "history/kept/hash.h"
#include "history/kept/recent.h"
#include "history/keys.h"
#include "sip/auth.h"
#include "sip/value.h"

/* Of more, the oldest are forgotten. */
#define KNOWN 16384

struct sip_challenges {
    struct sip_recent known;
    bool any; /* a challenge has come: before that nothing else is of interest */
};

struct sip_challenges *sip_challenges_new(void)
{
    struct sip_challenges *all = g_new0(struct sip_challenges, 1);

    sip_recent_init(&all->known, KNOWN);
    return all;
}

void sip_challenges_free(struct sip_challenges *all)
{
    sip_recent_clear(&all->known);
    g_free(all);
}

/* What a user agent sends for its user. Of OPTIONS the response alone is of interest, whatever it is. */
static bool is_watched(enum sip_method method)
{
    switch (method) {
    case SIP_METHOD_REGISTER:
    case SIP_METHOD_SUBSCRIBE:
    case SIP_METHOD_PUBLISH:
    case SIP_METHOD_INVITE:
    case SIP_METHOD_MESSAGE:
        return true;
    default:
        return false;
    }
}

/* What a request and its response show of a series: the client without its port, and without the server, since
 * credentials may go another way. */
static uint64_t user_key(const struct sip_endpoint *client, const struct sip_message *m)
{
    uint64_t key = sip_hash_key(sip_address_key(0, client), m->method_name);

    return sip_party_key(sip_party_key(key, &m->from.address), &m->to.address);
}

static uint64_t key_of(const struct sip_endpoint *client, const struct sip_message *request)
{
    struct sip_slice event = sip_value_main(sip_message_value(request, SIP_HDR_EVENT));
    uint64_t key = user_key(client, request);

    return event.n > 0 ? sip_hash_folded(key, event) : key;
}

/* A challenge that every client can do something with: another scheme or algorithm may be new to it. */
static bool has_plain_challenge(const struct sip_message *m, enum sip_header_id header)
{
    struct sip_auths auths;

    sip_auths_read(&auths, m, header);
    for (unsigned i = 0; i < auths.count; i++) {
        const struct sip_auth *c = &auths.all[i];
        struct sip_slice algorithm = c->params[SIP_AUTH_ALGORITHM];
        if (sip_slice_is(c->scheme, "Digest") && c->params[SIP_AUTH_REALM].n > 0 &&
            c->params[SIP_AUTH_NONCE].n > 0 &&
            (algorithm.p == NULL || sip_slice_is(algorithm, "MD5"))) {
            return true;
        }
    }
    return false;
}

static bool is_challenge(const struct sip_message *m)
{
    return (m->code == 401 && has_plain_challenge(m, SIP_HDR_WWW_AUTHENTICATE)) ||
           (m->code == 407 && has_plain_challenge(m, SIP_HDR_PROXY_AUTHENTICATE));
}

/* Whether something was sent since the series began of which nobody knows whether it had credentials. */
static bool is_uncertain(const struct sip_challenges *all, const struct sip_challenged *one,
                         const struct sip_packet *request)
{
    const struct sip_challenged *unknown =
        sip_recent_find(&all->known, user_key(&request->source, request->message));

    return unknown != NULL && unknown->count == 0 && unknown->last_time >= one->first_time;
}

const struct sip_challenged *sip_challenges_find(const struct sip_challenges *all,
                                                 const struct sip_packet *request)
{
    const struct sip_message *m = request->message;
    const struct sip_challenged *one;

    if (!all->any || !is_watched(m->method) || sip_message_has_credentials(m)) {
        return NULL;
    }
    one = sip_recent_find(&all->known, key_of(&request->source, m));
    if (one == NULL || one->count == 0 || request->stamp <= one->last_time ||
        request->stamp - one->last_time > SIP_CHALLENGED_GAP ||
        one->server != sip_address_key(0, &request->destination)) {
        return NULL;
    }
    return is_uncertain(all, one, request) ? NULL : one;
}

/* Of a request that was cut off, or of the response to one that was not captured: it may have had credentials, and
 * its event is not known. */
static void note_unknown(struct sip_challenges *all, const struct sip_endpoint *client,
                         const struct sip_packet *packet)
{
    uint64_t key = user_key(client, packet->message);
    struct sip_challenged *one = sip_recent_meet(&all->known, key, sizeof(*one));

    if (one == NULL) {
        one = sip_recent_add(&all->known, key, sizeof(*one));
    }
    one->count = 0;
    one->last_time = packet->stamp;
}

void sip_challenges_note_request(struct sip_challenges *all, const struct sip_packet *request)
{
    const struct sip_message *m = request->message;

    if (!all->any || !is_watched(m->method) ||
        (m->headers_complete && !sip_message_has_credentials(m))) {
        return;
    }
    if (!m->headers_complete) {
        note_unknown(all, &request->source, request);
    }
    struct sip_challenged *one = sip_recent_find(&all->known, key_of(&request->source, m));
    if (one != NULL) {
        one->count = 0;
    }
}

/* A request that was under way when the challenge before came by counts no more than that one. */
static void count_challenge(struct sip_challenged *one, const struct sip_packet *response,
                            uint32_t request_frame, int64_t request_time)
{
    uint64_t server = sip_address_key(0, &response->source);
    bool same = one->count > 0 && one->server == server;

    if (same && request_time <= one->last_time) {
        return;
    }
    if (!same || request_time - one->last_time > SIP_CHALLENGED_GAP) {
        one->server = server;
        one->first_frame = request_frame;
        one->first_time = request_time;
        one->count = 0;
    }
    one->count++;
    one->last_frame = response->frame;
    one->last_time = response->stamp;
}

void sip_challenges_note_response(struct sip_challenges *all, const struct sip_packet *response,
                                  const struct sip_message *request, uint32_t request_frame,
                                  int64_t request_time)
{
    const struct sip_message *m = response->message;
    bool challenge = is_challenge(m);

    if (m->code < 200 || !is_watched(m->method) || (!challenge && !all->any)) {
        return;
    }
    all->any = true;
    if (request == NULL) {
        note_unknown(all, &response->destination, response);
        return;
    }
    if (sip_message_has_credentials(request)) {
        return;
    }
    uint64_t key = key_of(&response->destination, request);
    struct sip_challenged *one = sip_recent_meet(&all->known, key, sizeof(*one));
    if (!challenge) {
        if (one != NULL) {
            one->count = 0;
        }
        return;
    }
    if (one == NULL) {
        one = sip_recent_add(&all->known, key, sizeof(*one));
    }
    count_challenge(one, response, request_frame, request_time);
}
