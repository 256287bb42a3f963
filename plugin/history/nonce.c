/* nonce.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/nonce.h"

#include <glib.h>

#include "history/kept/hash.h"
#include "history/keys.h"
#include "history/kept/keyed.h"
#include "history/kept/pool.h"
#include "sip/code.h"

struct sip_nonces {
    struct sip_keyed nonces, logins;
    struct sip_pool kept;
};

struct sip_nonces *sip_nonces_new(void)
{
    return g_new0(struct sip_nonces, 1);
}

void sip_nonces_free(struct sip_nonces *all)
{
    sip_keyed_clear(&all->nonces);
    sip_keyed_clear(&all->logins);
    sip_pool_clear(&all->kept);
    g_free(all);
}

uint32_t sip_account(const struct sip_auth *credentials)
{
    uint32_t hash = sip_hash(0, credentials->params[SIP_AUTH_USERNAME]);

    hash = sip_hash(hash, credentials->params[SIP_AUTH_REALM]);
    return sip_hash(hash, credentials->params[SIP_AUTH_ALGORITHM]);
}

uint32_t sip_nonce_count(const struct sip_auth *credentials)
{
    struct sip_slice text = credentials->params[SIP_AUTH_NC];
    uint32_t count = 0;

    for (size_t i = 0; i < text.n && i < 8; i++) {
        int digit = g_ascii_xdigit_value(text.p[i]);
        if (digit < 0) {
            return 0;
        }
        count = count * 16 + (uint32_t)digit;
    }
    return count;
}

static uint64_t nonce_key(const struct sip_packet *response, const struct sip_auth *auth)
{
    uint64_t key = sip_address_key(0, &response->source);
    return sip_hash_key(sip_hash_key(key, auth->params[SIP_AUTH_REALM]),
                        auth->params[SIP_AUTH_NONCE]);
}

static uint64_t login_key(const struct sip_packet *response, struct sip_slice realm)
{
    uint64_t key = sip_address_key(sip_address_key(1, &response->source), &response->destination);
    return sip_party_key(sip_hash_key(key, realm), &response->message->from.address);
}

static bool has_nonce(const struct sip_auth *auth)
{
    return auth->params[SIP_AUTH_REALM].n > 0 && auth->params[SIP_AUTH_NONCE].n > 0;
}

const struct sip_nonce *sip_nonces_find(const struct sip_nonces *all,
                                        const struct sip_packet *response,
                                        const struct sip_auth *auth)
{
    return has_nonce(auth)
               ? SIP_KEYED_THING(sip_keyed_find(&all->nonces, nonce_key(response, auth)),
                                 const struct sip_nonce, key)
               : NULL;
}

const struct sip_login *sip_nonces_login(const struct sip_nonces *all,
                                         const struct sip_packet *response, struct sip_slice realm)
{
    return SIP_KEYED_THING(sip_keyed_find(&all->logins, login_key(response, realm)),
                           const struct sip_login, key);
}

static struct sip_nonce *nonce_of(struct sip_nonces *all, const struct sip_packet *response,
                                  const struct sip_auth *auth)
{
    uint64_t key = nonce_key(response, auth);
    struct sip_nonce *nonce =
        SIP_KEYED_THING(sip_keyed_find(&all->nonces, key), struct sip_nonce, key);

    if (nonce == NULL) {
        nonce = SIP_POOL_NEW(&all->kept, struct sip_nonce);
        nonce->key = key;
        sip_keyed_put(&all->nonces, &nonce->key);
    }
    return nonce;
}

static struct sip_login *login_of(struct sip_nonces *all, const struct sip_packet *response,
                                  struct sip_slice realm)
{
    uint64_t key = login_key(response, realm);
    struct sip_login *login =
        SIP_KEYED_THING(sip_keyed_find(&all->logins, key), struct sip_login, key);

    if (login == NULL) {
        login = SIP_POOL_NEW(&all->kept, struct sip_login);
        login->key = key;
        sip_keyed_put(&all->logins, &login->key);
    }
    return login;
}

static bool challenges_again(const struct sip_message *response, enum sip_header_id header,
                             const struct sip_auth *credentials)
{
    struct sip_slice realm = credentials->params[SIP_AUTH_REALM];
    struct sip_auths challenges;
    bool found = false;

    sip_auths_read(&challenges, response, header);
    for (unsigned i = 0; i < challenges.count; i++) {
        const struct sip_auth *c = &challenges.all[i];
        if (sip_slice_equal(c->params[SIP_AUTH_REALM], realm)) {
            if (!c->whole || sip_slice_is(c->params[SIP_AUTH_STALE], "true")) {
                return false;
            }
            found = true;
        }
    }
    return found;
}

bool sip_response_refuses(const struct sip_message *response, const struct sip_auth *credentials)
{
    enum sip_header_id header = credentials->header == SIP_HDR_AUTHORIZATION
                                    ? SIP_HDR_WWW_AUTHENTICATE
                                    : SIP_HDR_PROXY_AUTHENTICATE;

    return response->code == 403 || (sip_code_is_challenge(response->code) &&
                                     challenges_again(response, header, credentials));
}

static bool blames_password(const struct sip_message *response)
{
    return sip_slice_find(response->phrase, "password") != NULL ||
           sip_slice_find(response->phrase, "auth") != NULL ||
           sip_slice_find(response->phrase, "credential") != NULL;
}

/* Whether a 403 may be about the credentials. Once a user was accepted, and where its phrase or a cause of the
 * call gives a reason, it mostly is about something else. */
static bool may_mean_password(const struct sip_message *response, bool accepted)
{
    struct sip_slice phrase = sip_slice_trim(response->phrase);

    if (accepted || blames_password(response)) {
        return blames_password(response);
    }
    if (phrase.n > 0 && !sip_slice_is(phrase, "Forbidden")) {
        return sip_slice_find(phrase, "username") != NULL || sip_slice_find(phrase, "uri") != NULL;
    }
    return !sip_message_has(response, SIP_HDR_REASON);
}

bool sip_response_blames_nonce(const struct sip_message *response)
{
    return sip_slice_find(response->phrase, "nonce") != NULL ||
           sip_slice_find(response->phrase, "stale") != NULL;
}

bool sip_response_refuses_computed(const struct sip_message *response,
                                   const struct sip_auth *credentials)
{
    return credentials->params[SIP_AUTH_RESPONSE].n > 0 &&
           credentials->params[SIP_AUTH_AUTS].p == NULL &&
           sip_response_refuses(response, credentials) && !sip_response_blames_nonce(response);
}

bool sip_response_refuses_fresh(const struct sip_message *response,
                                const struct sip_auth *credentials, const struct sip_nonce *nonce,
                                const struct sip_login *login, bool accepted)
{
    return nonce->challenge_frame != 0 && !nonce->answered && login->newest == nonce &&
           login->refused_frame == 0 && sip_response_refuses_computed(response, credentials) &&
           (response->code != 403 || may_mean_password(response, accepted));
}

/* For what a request held that was not captured whole: no realm has this name. */
static const struct sip_slice any_realm = {"", 0};

bool sip_nonces_accepted(const struct sip_nonces *all, const struct sip_packet *response,
                         const struct sip_login *login)
{
    return login->accepted_frame != 0 || sip_nonces_login(all, response, any_realm) != NULL;
}

bool sip_nonces_left_unused(const struct sip_nonces *all, const struct sip_packet *response,
                            const struct sip_auth *challenge, int64_t until)
{
    const struct sip_nonce *nonce = sip_nonces_find(all, response, challenge);

    return nonce != NULL && !nonce->answered &&
           (nonce->followed_time == 0 || nonce->followed_time > until) &&
           sip_nonces_login(all, response, any_realm) == NULL;
}

/* Whether a final response shows that the credentials were accepted: what comes from beyond the server that
 * asked for them. Other failures may be the server's own, before it has looked at any. */
static bool accepts(unsigned code)
{
    return code < 300 || code == 486 || code == 487;
}

static void note_accepted(struct sip_nonces *all, const struct sip_packet *response,
                          const struct sip_auth *auth, struct sip_nonce *nonce)
{
    struct sip_login *login = login_of(all, response, auth->params[SIP_AUTH_REALM]);

    if (nonce->accepted_frame == 0) {
        nonce->accepted_frame = response->frame;
        nonce->accepted_time = response->stamp;
        nonce->account = sip_account(auth);
    }
    if (login->accepted_frame == 0) {
        login->accepted_frame = response->frame;
    }
    login->refused_frame = 0;
}

static void note_refused(struct sip_nonces *all, const struct sip_packet *response,
                         const struct sip_auth *auth, const struct sip_nonce *nonce)
{
    struct sip_login *login = login_of(all, response, auth->params[SIP_AUTH_REALM]);

    if (sip_response_refuses_fresh(response->message, auth, nonce, login,
                                   sip_nonces_accepted(all, response, login))) {
        login->refused_frame = response->frame;
    }
}

static void note_credentials(struct sip_nonces *all, const struct sip_packet *response,
                             const struct sip_message *request, enum sip_header_id header)
{
    unsigned code = response->message->code;
    struct sip_auths credentials;

    if (!sip_message_has(request, header)) {
        return;
    }
    sip_auths_read(&credentials, request, header);
    for (unsigned i = 0; i < credentials.count; i++) {
        const struct sip_auth *auth = &credentials.all[i];
        if (!has_nonce(auth)) {
            continue;
        }
        struct sip_nonce *nonce = nonce_of(all, response, auth);
        if (accepts(code)) {
            note_accepted(all, response, auth, nonce);
        } else {
            note_refused(all, response, auth, nonce);
        }
        nonce->answered = true;
        nonce->count = MAX(nonce->count, sip_nonce_count(auth));
    }
}

static void note_challenges(struct sip_nonces *all, const struct sip_packet *response,
                            enum sip_header_id header)
{
    struct sip_auths challenges;

    if (!sip_message_has(response->message, header)) {
        return;
    }
    sip_auths_read(&challenges, response->message, header);
    for (unsigned i = 0; i < challenges.count; i++) {
        const struct sip_auth *auth = &challenges.all[i];
        if (has_nonce(auth)) {
            struct sip_nonce *nonce = nonce_of(all, response, auth);
            if (nonce->challenge_frame == 0) {
                nonce->challenge_frame = response->frame;
            }
            struct sip_login *login = login_of(all, response, auth->params[SIP_AUTH_REALM]);
            if (login->newest != NULL && login->newest != nonce &&
                login->newest->followed_time == 0) {
                login->newest->followed_time = response->stamp;
            }
            login->newest = nonce;
        }
    }
}

void sip_nonces_note(struct sip_nonces *all, const struct sip_packet *response,
                     const struct sip_message *request)
{
    if (request == NULL && response->message->code >= 200 && accepts(response->message->code)) {
        login_of(all, response, any_realm);
    } else if (request != NULL && response->message->code >= 200) {
        note_credentials(all, response, request, SIP_HDR_AUTHORIZATION);
        note_credentials(all, response, request, SIP_HDR_PROXY_AUTHORIZATION);
    }
    if (sip_code_is_challenge(response->message->code)) {
        note_challenges(all, response, SIP_HDR_WWW_AUTHENTICATE);
        note_challenges(all, response, SIP_HDR_PROXY_AUTHENTICATE);
    }
}
