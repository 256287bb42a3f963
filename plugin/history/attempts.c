/* attempts.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/attempts.h"

#include "history/keys.h"
#include "history/kept/hash.h"
#include "sip/auth.h"
#include "sip/value.h"
#include "sip/via.h"

/* Client, Call-ID and method. */
static uint64_t call_key(const struct sip_packet *packet, const struct sip_endpoint *client,
                         enum sip_method method)
{
    return sip_address_key(packet->keys.call_id, client) +
           sip_method_key(method, packet->message->method_name);
}

static struct sip_transaction *newest_attempt(const struct sip_transactions *all, uint64_t key)
{
    return SIP_KEYED_THING(sip_keyed_find(&all->by_call, key), struct sip_transaction, call_key);
}

/* Of a challenge, and of a 423 to REGISTER: what the client is known by who answers it. */
struct challenged {
    uint64_t key; /* of client, method and nonce */
    struct sip_transaction *transaction;
};

static uint64_t nonce_key(const struct sip_transaction *t, struct sip_slice nonce)
{
    return sip_address_key(sip_hash_key((uint64_t)t->method, nonce), &t->hop->client);
}

void sip_note_challenge(struct sip_transactions *all, struct sip_transaction *t,
                        const struct sip_packet *response)
{
    static const enum sip_header_id headers[] = {SIP_HDR_WWW_AUTHENTICATE,
                                                 SIP_HDR_PROXY_AUTHENTICATE};
    struct sip_auths challenges;

    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
        if (!sip_message_has(response->message, headers[i])) {
            continue;
        }
        sip_auths_read(&challenges, response->message, headers[i]);
        for (unsigned n = 0; n < challenges.count; n++) {
            struct sip_slice nonce = challenges.all[n].params[SIP_AUTH_NONCE];
            if (nonce.n > 0) {
                struct challenged *known =
                    sip_recent_add(&all->challenged, nonce_key(t, nonce), sizeof(*known));
                known->transaction = t;
            }
            t->stale = t->stale || sip_slice_is(challenges.all[n].params[SIP_AUTH_STALE], "true");
        }
    }
}

/* The attempt whose challenge the request has a nonce of, or NULL. */
static struct sip_transaction *find_challenged(struct sip_transactions *all,
                                               const struct sip_transaction *t,
                                               const struct sip_message *request)
{
    static const enum sip_header_id headers[] = {SIP_HDR_AUTHORIZATION,
                                                 SIP_HDR_PROXY_AUTHORIZATION};
    struct sip_auths credentials;

    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
        if (!sip_message_has(request, headers[i])) {
            continue;
        }
        sip_auths_read(&credentials, request, headers[i]);
        for (unsigned n = 0; n < credentials.count; n++) {
            struct sip_slice nonce = credentials.all[n].params[SIP_AUTH_NONCE];
            const struct challenged *known = sip_recent_find(&all->challenged, nonce_key(t, nonce));
            if (nonce.n > 0 && known != NULL && !known->transaction->tried_again) {
                return known->transaction;
            }
        }
    }
    return NULL;
}

/* Its client is known by address, port and address of record: a new Call-ID does not make it another one. */
static uint64_t brief_key(const struct sip_transaction *t)
{
    uint64_t port = sip_hash_number((uint64_t)t->method, t->hop->client.port);

    return sip_address_key(sip_hash_number(port, t->addressee), &t->hop->client);
}

void sip_note_too_brief(struct sip_transactions *all, struct sip_transaction *t)
{
    struct challenged *known = sip_recent_add(&all->challenged, brief_key(t), sizeof(*known));

    known->transaction = t;
}

/* The REGISTER of the same client that was too brief (423), and that nothing has followed; NULL: there is none. */
static struct sip_transaction *find_too_brief(struct sip_transactions *all,
                                              const struct sip_transaction *t)
{
    const struct challenged *known = sip_recent_find(&all->challenged, brief_key(t));

    return known != NULL && !known->transaction->tried_again ? known->transaction : NULL;
}

/* Of an INVITE: what a CANCEL that comes from elsewhere finds it by. */
struct invited {
    uint64_t key;
    struct sip_transaction *transaction;
};

static uint64_t invited_key(const struct sip_packet *request)
{
    return sip_address_key(request->keys.identity, &request->destination);
}

struct sip_transaction *sip_find_invited(struct sip_transactions *all,
                                         const struct sip_packet *cancel)
{
    const struct invited *known = sip_recent_find(&all->invited, invited_key(cancel));
    const struct sip_message *m = cancel->message, *request = NULL;
    struct sip_message room;

    if (known != NULL && sip_via_has_cookie(&m->top_via)) {
        request = sip_transaction_request(known->transaction, &room);
    }
    return request != NULL && sip_slice_equal(request->top_via.branch, m->top_via.branch)
               ? known->transaction
               : NULL;
}

/* Whether a new transaction shows that its client has tried again after a final response: a response tells so of a
 * request that was not captured. */
static bool is_tried_again(const struct sip_transaction *before, const struct sip_message *m)
{
    return before->final_frame != 0 && (!m->is_response || m->cseq_number > before->cseq_number);
}

/* Remembers the newest transaction of each method in a call; an ACK is nobody's next attempt. */
void sip_note_attempt(struct sip_transactions *all, struct sip_transaction *t,
                      const struct sip_packet *packet)
{
    t->call_key = call_key(packet, &t->hop->client, t->method);
    t->attempt = newest_attempt(all, t->call_key);
    if (t->attempt == NULL && !packet->message->is_response) {
        t->attempt = find_challenged(all, t, packet->message);
    }
    if (t->attempt == NULL && t->method == SIP_METHOD_REGISTER && !packet->message->is_response) {
        t->attempt = find_too_brief(all, t);
    }
    if (t->attempt != NULL && is_tried_again(t->attempt, packet->message)) {
        t->attempt->tried_again = true;
    }
    sip_keyed_put(&all->by_call, &t->call_key);
    if (t->method == SIP_METHOD_INVITE && !packet->message->is_response) {
        struct invited *known = sip_recent_add(&all->invited, invited_key(packet), sizeof(*known));
        known->transaction = t;
    }
}

/* The newest INVITE of the message's call from this client; `attempt` leads to the older ones. */
struct sip_transaction *sip_newest_invite(struct sip_transactions *all,
                                          const struct sip_packet *packet,
                                          const struct sip_endpoint *client)
{
    return newest_attempt(all, call_key(packet, client, SIP_METHOD_INVITE));
}

/* The INVITE with this CSeq number among the attempts of a call. A proxy that forks sends several:
 * the one that was answered in the dialog of the message. */
struct sip_transaction *sip_find_invite(struct sip_transactions *all,
                                        const struct sip_packet *packet, uint32_t cseq_number)
{
    struct sip_slice tag = sip_message_tag(packet->message, SIP_HDR_TO);
    struct sip_transaction *t = sip_newest_invite(all, packet, &packet->source);
    struct sip_transaction *found = NULL;

    for (int uses = 0; t != NULL && uses < SIP_MAX_USES; t = sip_attempt_of_call(t), uses++) {
        if (t->cseq_number == cseq_number) {
            if (sip_transaction_response(t, 101, 699, tag) != NULL) {
                return t;
            }
            found = found ? found : t;
        }
    }
    return found;
}

/* Whether the response has the request's second Via on top: its first was taken off. */
static bool lacks_first_via(const struct sip_message *response, const struct sip_message *request)
{
    struct sip_values vias = sip_values_of(request, SIP_HDR_VIA);
    struct sip_slice value;
    struct sip_via second;

    return sip_values_next(&vias, &value) && sip_values_next(&vias, &value) &&
           sip_via_read(value, &second) && sip_via_mirrors(&response->top_via, &second, true);
}

/* Whether the response goes to another port than the request came from, and its sent-by names that port: two
 * clients at one address may have the same branches and Call-IDs. */
static bool is_for_other_port(const struct sip_transaction *t, const struct sip_packet *packet)
{
    return packet->destination.port != t->hop->client.port &&
           packet->destination.port == sip_via_port(&packet->message->top_via);
}

static bool is_missed(const struct sip_transaction *t, const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message, *request;
    struct sip_slice tag = sip_message_tag(m, SIP_HDR_FROM);
    struct sip_message room;

    if (t->identity != packet->keys.identity ||
        !sip_endpoint_same_address(&t->hop->server, &packet->source)) {
        return false;
    }
    request = sip_transaction_request(t, &room);
    if (request == NULL || tag.p == NULL ||
        !sip_tags_equal(tag, sip_message_tag(request, SIP_HDR_FROM))) {
        return false;
    }
    struct sip_slice branch = m->top_via.branch;
    bool same_branch = branch.p != NULL && sip_via_has_cookie(&m->top_via) &&
                       sip_slice_equal(branch, request->top_via.branch) &&
                       !is_for_other_port(t, packet);
    return same_branch || branch.p == NULL || lacks_first_via(m, request);
}

struct sip_transaction *sip_find_missed(struct sip_transactions *all,
                                        const struct sip_packet *packet)
{
    struct sip_transaction *t =
        newest_attempt(all, call_key(packet, &packet->destination, packet->message->method));

    for (int uses = 0; t != NULL && uses < SIP_MAX_USES; t = sip_attempt_of_call(t), uses++) {
        if (is_missed(t, packet)) {
            return t;
        }
    }
    return NULL;
}
