/* challenge_answers.h
 * The challenges of a 401 or 407, and the credentials of the request that comes after it. But for the last
 * one, for checks with SIP_ON_RETRY only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_CHALLENGE_ANSWERS_H
#define SIP_RULES_SUBJECTS_CHALLENGE_ANSWERS_H

#include "rules/engine/readings.h"

/* Which credentials answer which challenges (RFC 3261 sections 22.2 and 22.3). */
struct sip_auth_pair {
    enum sip_header_id challenges, credentials;
};

#define SIP_AUTH_PAIRS 2
extern const struct sip_auth_pair sip_auth_pairs[SIP_AUTH_PAIRS];

/* The two lists that answer each other: in the failure, and in the request after it. */
const struct sip_auths *sip_challenges_of(const struct sip_context *context,
                                          const struct sip_auth_pair *pair);
const struct sip_auths *sip_credentials_of(const struct sip_context *context,
                                           const struct sip_message *m,
                                           const struct sip_auth_pair *pair);

bool sip_auths_have_nonce(const struct sip_auths *auths, struct sip_slice nonce);

/* Whether the failure challenges that realm, and says that only the nonce is too old. */
bool sip_challenge_is_stale(const struct sip_auths *challenges, struct sip_slice realm);

/* Whether the failure challenged with this nonce, in whichever of its two header fields. */
bool sip_challenged_with(const struct sip_context *context, struct sip_slice nonce);

/* The attempt before the failed one, where it was challenged with this nonce: then the nonce was fresh when the failed
 * request used it. NULL: it was not. */
const struct sip_transaction *sip_challenged_before(const struct sip_context *context,
                                                    struct sip_slice nonce);

/* Whether the request answers the challenge: it has credentials with a nonce that the failure gave
 * and that the failed request did not have yet. No other request can have that. */
bool sip_answers_challenge(const struct sip_context *context);

/* Of a request without credentials, whatever its SIP_ON_…: the challenges that its client has left without an
 * answer, two or more, and knew of. NULL: there are none. */
const struct sip_challenged *sip_ignored_challenges(const struct sip_context *context);

#endif
