/* nonce_count.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/nonce_count.h"

#include <glib.h>

#include "history/kept/hash.h"
#include "history/kept/recent.h"
#include "history/keys.h"
#include "history/nonce.h"
#include "sip/value.h"
#include "sip/via.h"

/* Nonces in use that are known; of more, the oldest are forgotten. */
#define KNOWN 16384

/* One nonce of one server in the hands of one client and user. */
struct use {
    uint64_t key;
    uint32_t count;     /* the highest that the client has sent, … */
    uint32_t frame;     /* … and the newest request with it, … */
    uint32_t identity;  /* … by Call-ID and CSeq number */
    bool does_not_mind; /* the server has accepted a count for the second time */
};

struct sip_nonce_counts {
    struct sip_recent uses;
};

static const enum sip_header_id headers[] = {SIP_HDR_AUTHORIZATION, SIP_HDR_PROXY_AUTHORIZATION};

struct sip_nonce_counts *sip_nonce_counts_new(void)
{
    struct sip_nonce_counts *all = g_new0(struct sip_nonce_counts, 1);

    sip_recent_init(&all->uses, KNOWN);
    return all;
}

void sip_nonce_counts_free(struct sip_nonce_counts *all)
{
    sip_recent_clear(&all->uses);
    g_free(all);
}

/* Behind a proxy user agents are told apart by their own Via, the last one. */
static uint64_t agent_key(uint64_t key, const struct sip_message *request)
{
    struct sip_slice last = sip_values_last(request, SIP_HDR_VIA);
    struct sip_via via;

    if (sip_values_count(request, SIP_HDR_VIA) < 2 || !sip_via_read(last, &via)) {
        return key;
    }
    return sip_hash_key(sip_hash_key(sip_hash_key(key, via.host), via.port), via.received);
}

/* Servers may give one nonce to several clients, and a user may have several phones behind one address: each
 * has its own count. So has each of several challenges that were given one nonce, but each its own opaque. */
static uint64_t key_of(const struct sip_endpoint *client, const struct sip_endpoint *server,
                       const struct sip_message *request, const struct sip_auth *auth)
{
    uint64_t key = sip_address_key(sip_address_key(client->port, client), server);

    key = agent_key(key, request);
    key = sip_hash_key(key, auth->params[SIP_AUTH_USERNAME]);
    key = sip_hash_key(key, auth->params[SIP_AUTH_REALM]);
    key = sip_hash_key(key, auth->params[SIP_AUTH_OPAQUE]);
    return sip_hash_key(key, auth->params[SIP_AUTH_NONCE]);
}

static bool is_counted(const struct sip_auth *auth)
{
    return auth->whole && auth->params[SIP_AUTH_NONCE].n > 0 && sip_nonce_count(auth) > 0;
}

static bool holds_nonce(const struct sip_message *m, enum sip_header_id header,
                        struct sip_slice nonce)
{
    struct sip_auths auths;

    if (m == NULL || !sip_message_has(m, header)) {
        return false;
    }
    sip_auths_read(&auths, m, header);
    return sip_auths_find(&auths, SIP_AUTH_NONCE, nonce) != NULL;
}

/* Whether the attempt before had this nonce and failed. */
static bool failed_with(const struct sip_failed_attempt *failed, struct sip_slice nonce)
{
    return holds_nonce(failed->request, SIP_HDR_AUTHORIZATION, nonce) ||
           holds_nonce(failed->request, SIP_HDR_PROXY_AUTHORIZATION, nonce);
}

/* Whether the failure of the attempt before has given it, perhaps again. */
static bool was_given(const struct sip_failed_attempt *failed, struct sip_slice nonce)
{
    return holds_nonce(failed->failure, SIP_HDR_WWW_AUTHENTICATE, nonce) ||
           holds_nonce(failed->failure, SIP_HDR_PROXY_AUTHENTICATE, nonce);
}

/* Gives the frame of another request that had the same count; 0: there is none. ACK and CANCEL repeat the
 * credentials of their INVITE, with its CSeq number. */
static uint32_t note_one(struct sip_nonce_counts *all, const struct sip_packet *request,
                         const struct sip_auth *auth, bool *does_not_mind)
{
    uint64_t key = key_of(&request->source, &request->destination, request->message, auth);
    uint32_t count = sip_nonce_count(auth), before = 0;
    struct use *use = sip_recent_meet(&all->uses, key, sizeof(*use));

    if (use == NULL) {
        use = sip_recent_add(&all->uses, key, sizeof(*use));
    }
    if (count < use->count || (count == use->count && use->identity == request->keys.identity)) {
        return 0; /* an older one may have been sent again after it was lost */
    }
    if (count == use->count) {
        before = use->frame;
        *does_not_mind = use->does_not_mind;
    }
    use->count = count;
    use->frame = request->frame;
    use->identity = request->keys.identity;
    return before;
}

struct sip_count_use sip_nonce_counts_note(struct sip_nonce_counts *all,
                                           const struct sip_packet *request,
                                           const struct sip_failed_attempt *failed)
{
    const struct sip_message *m = request->message;
    struct sip_count_use found = {0};
    struct sip_auths auths;

    if (!m->headers_complete || !m->has_cseq_number) {
        return found;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
        if (!sip_message_has(m, headers[i])) {
            continue;
        }
        sip_auths_read(&auths, m, headers[i]);
        for (unsigned n = 0; n < auths.count; n++) {
            bool does_not_mind = false;
            uint32_t before = is_counted(&auths.all[n])
                                  ? note_one(all, request, &auths.all[n], &does_not_mind)
                                  : 0;
            struct sip_slice nonce = auths.all[n].params[SIP_AUTH_NONCE];
            if (before != 0 && found.frame == 0 && !failed_with(failed, nonce)) {
                found = (struct sip_count_use){before, (uint8_t)headers[i], (uint8_t)n,
                                               does_not_mind, was_given(failed, nonce)};
            }
        }
    }
    return found;
}

void sip_nonce_counts_note_accepted(struct sip_nonce_counts *all, const struct sip_packet *response,
                                    const struct sip_message *request)
{
    struct sip_auths auths;

    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
        sip_auths_read(&auths, request, headers[i]);
        for (unsigned n = 0; n < auths.count; n++) {
            uint64_t key =
                key_of(&response->destination, &response->source, request, &auths.all[n]);
            struct use *use = sip_recent_find(&all->uses, key);
            if (use != NULL) {
                use->does_not_mind = true;
            }
        }
    }
}
