/* nonce.h
 * Nonces that servers gave in challenges, and what became of the credentials for them (RFC 3261 section
 * 22, RFC 7616 section 3.3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_NONCE_H
#define SIP_HISTORY_NONCE_H

#include "history/packet.h"
#include "sip/auth.h"

/* One nonce of one server, known by its address, for one realm. */
struct sip_nonce {
    uint64_t key;
    int64_t accepted_time;    /* microseconds; only if accepted_frame is not 0 */
    int64_t followed_time;    /* when the user was challenged with another one; 0: not so far */
    uint32_t challenge_frame; /* the challenge that gave it; 0: not captured */
    uint32_t accepted_frame;  /* the first response that accepted credentials for it; 0: none yet */
    uint32_t account;         /* who was accepted: see sip_account() */
    uint32_t count; /* the highest nonce count (nc) of them; 0: none, or none was written */
    bool answered;  /* credentials for it had a final response */
};

/* What a server asks of one user, who has one client address and one URI in From, for one realm. */
struct sip_login {
    uint64_t key;
    struct sip_nonce *newest; /* of the newest challenge; NULL: none was captured */
    uint32_t
        refused_frame; /* the response that refused credentials for a nonce that was fresh then,
                                since any were accepted; 0: none */
    uint32_t accepted_frame; /* the first response that accepted any; 0: none */
};

struct sip_nonces;
struct sip_nonces *sip_nonces_new(void);
void sip_nonces_free(struct sip_nonces *all);

/* Of credentials: a hash of the user name, realm and algorithm. */
uint32_t sip_account(const struct sip_auth *credentials);

/* The nonce count of credentials; 0 where it has none that can be read. */
uint32_t sip_nonce_count(const struct sip_auth *credentials);

/* Whether the reason phrase says that the nonce is the reason: "401 nonce has changed". */
bool sip_response_blames_nonce(const struct sip_message *response);

/* Whether the response refuses these credentials of its request: it is 403, or challenges their realm
 * again and does not say that only the nonce is too old. */
bool sip_response_refuses(const struct sip_message *response, const struct sip_auth *credentials);

/* The same, and its phrase does not blame the nonce. A resynchronisation of AKA and its empty response (RFC 3310
 * section 3.4) are no credentials. */
bool sip_response_refuses_computed(const struct sip_message *response,
                                   const struct sip_auth *credentials);

/* Whether it refuses such ones that are fresh: the first for the newest challenge of their realm. False where
 * the user's were refused before and none were accepted since, and of a 403 to a user who was accepted once
 * (accepted: see sip_nonces_accepted), or with a reason of its own, unless its phrase gives the credentials as
 * the reason. */
bool sip_response_refuses_fresh(const struct sip_message *response,
                                const struct sip_auth *credentials, const struct sip_nonce *nonce,
                                const struct sip_login *login, bool accepted);

/* The nonce of credentials that the response judged, or of a challenge in it; NULL where nothing is known
 * of it. It takes constant time, as all of these. */
const struct sip_nonce *sip_nonces_find(const struct sip_nonces *all,
                                        const struct sip_packet *response,
                                        const struct sip_auth *auth);

/* What is known of the user whom a response goes to; NULL: nothing. */
const struct sip_login *sip_nonces_login(const struct sip_nonces *all,
                                         const struct sip_packet *response, struct sip_slice realm);

/* Whether credentials of that user were accepted, or may have been: in a request that was not captured
 * whole. */
bool sip_nonces_accepted(const struct sip_nonces *all, const struct sip_packet *response,
                         const struct sip_login *login);

/* Whether nobody has used the nonce of a challenge since it was given to that user, so far as was captured: no
 * credentials for it had a final response, and no other challenge came for its realm until then. */
bool sip_nonces_left_unused(const struct sip_nonces *all, const struct sip_packet *response,
                            const struct sip_auth *challenge, int64_t until);

/* Notes the first copy of a response, after it was judged. request: what it responds to; NULL where that
 * was not captured whole. */
void sip_nonces_note(struct sip_nonces *all, const struct sip_packet *response,
                     const struct sip_message *request);

#endif
