/* challenge_answers.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects/challenge_answers.h"

#include "rules/engine/timers.h"

const struct sip_auth_pair sip_auth_pairs[SIP_AUTH_PAIRS] = {
    {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_AUTHORIZATION},
    {SIP_HDR_PROXY_AUTHENTICATE, SIP_HDR_PROXY_AUTHORIZATION},
};

const struct sip_auths *sip_challenges_of(const struct sip_context *context,
                                          const struct sip_auth_pair *pair)
{
    return sip_auths_of(context, context->failure, pair->challenges);
}

const struct sip_auths *sip_credentials_of(const struct sip_context *context,
                                           const struct sip_message *m,
                                           const struct sip_auth_pair *pair)
{
    return sip_auths_of(context, m, pair->credentials);
}

bool sip_challenge_is_stale(const struct sip_auths *challenges, struct sip_slice realm)
{
    for (unsigned i = 0; i < challenges->count; i++) {
        const struct sip_auth *c = &challenges->all[i];
        if (realm.n > 0 && sip_slice_equal(c->params[SIP_AUTH_REALM], realm) &&
            sip_slice_is(c->params[SIP_AUTH_STALE], "true")) {
            return true;
        }
    }
    return false;
}

bool sip_auths_have_nonce(const struct sip_auths *auths, struct sip_slice nonce)
{
    return sip_auths_find(auths, SIP_AUTH_NONCE, nonce) != NULL;
}

bool sip_challenged_with(const struct sip_context *context, struct sip_slice nonce)
{
    return sip_auths_have_nonce(sip_challenges_of(context, &sip_auth_pairs[0]), nonce) ||
           sip_auths_have_nonce(sip_challenges_of(context, &sip_auth_pairs[1]), nonce);
}

bool sip_answers_challenge(const struct sip_context *context)
{
    for (size_t i = 0; i < SIP_AUTH_PAIRS; i++) {
        const struct sip_auths *now =
            sip_credentials_of(context, context->message, &sip_auth_pairs[i]);
        const struct sip_auths *before =
            sip_credentials_of(context, context->failed_request, &sip_auth_pairs[i]);
        for (unsigned n = 0; n < now->count; n++) {
            struct sip_slice nonce = now->all[n].params[SIP_AUTH_NONCE];
            if (sip_challenged_with(context, nonce) && !sip_auths_have_nonce(before, nonce)) {
                return true;
            }
        }
    }
    return false;
}

/* Of so many requests without credentials not all can have been under way when the first challenge came. */
#define SURELY_HEARD 5

const struct sip_transaction *sip_challenged_before(const struct sip_context *context,
                                                    struct sip_slice nonce)
{
    const struct sip_transaction *t = context->transaction->attempt->attempt;
    struct sip_message challenge;
    struct sip_auths challenges;

    if (t == NULL || !sip_transaction_is_challenged(t) ||
        sip_transaction_final(t, &challenge) == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < SIP_AUTH_PAIRS; i++) {
        sip_auths_read(&challenges, &challenge, sip_auth_pairs[i].challenges);
        if (sip_auths_have_nonce(&challenges, nonce)) {
            return t;
        }
    }
    return NULL;
}

/* One challenge is the rule, and a second one may be for another flow. */
#define A_SERIES 2

const struct sip_challenged *sip_ignored_challenges(const struct sip_context *context)
{
    const struct sip_challenged *one =
        context->challenges != NULL ? sip_challenges_find(context->challenges, context->packet)
                                    : NULL;

    if (one == NULL || one->count < A_SERIES) {
        return NULL;
    }
    bool heard = one->count >= SURELY_HEARD ||
                 context->packet->stamp - one->last_time > sip_crossing_time(context);
    return heard ? one : NULL;
}
