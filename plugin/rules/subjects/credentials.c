/* credentials.c
 * What servers make of credentials: refused although they are fresh, or only because the nonce is old.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/nonce.h"
#include "rules/engine/attempt.h"
#include "rules/engine/endpoint.h"
#include "rules/engine/readings.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "rules/engine/timers.h"

/* For "%.*s" in evidence: no more than its beginning. */
#define BRIEF(slice) (int)((slice).n < 40 ? (slice).n : 40), (slice).p

static const enum sip_header_id credentials_headers[] = {SIP_HDR_AUTHORIZATION,
                                                         SIP_HDR_PROXY_AUTHORIZATION};

/* Walks the credentials of the request that name a realm and a nonce of which something is known. */
struct walk {
    size_t header;
    unsigned next;
    const struct sip_nonce *nonce; /* of those that came last */
};

static const struct sip_auth *next_credentials(const struct sip_context *context, struct walk *walk)
{
    for (; walk->header < 2; walk->header++, walk->next = 0) {
        const struct sip_auths *all =
            sip_auths_of(context, context->request, credentials_headers[walk->header]);
        while (walk->next < all->count) {
            const struct sip_auth *auth = &all->all[walk->next++];
            walk->nonce = sip_nonces_find(context->nonces, context->packet, auth);
            if (walk->nonce != NULL) {
                return auth;
            }
        }
    }
    return NULL;
}

/* The challenge of the response for the realm of the credentials, or NULL; … */
static const struct sip_auth *challenge_of(const struct sip_context *context,
                                           const struct sip_auth *credentials)
{
    enum sip_header_id header = credentials->header == SIP_HDR_AUTHORIZATION
                                    ? SIP_HDR_WWW_AUTHENTICATE
                                    : SIP_HDR_PROXY_AUTHENTICATE;

    return sip_auths_find(sip_auths_of(context, context->message, header), SIP_AUTH_REALM,
                          credentials->params[SIP_AUTH_REALM]);
}

/* … the same with another nonce. */
static const struct sip_auth *new_challenge(const struct sip_context *context,
                                            const struct sip_auth *credentials)
{
    const struct sip_auth *challenge = challenge_of(context, credentials);

    return challenge != NULL && challenge->params[SIP_AUTH_NONCE].n > 0 &&
                   !sip_slice_equal(challenge->params[SIP_AUTH_NONCE],
                                    credentials->params[SIP_AUTH_NONCE])
               ? challenge
               : NULL;
}

/* Whether the credentials are those that were accepted with this nonce, counted on: a count that was
 * used before is another reason to refuse them. */
static bool were_good(const struct sip_auth *credentials, const struct sip_nonce *nonce)
{
    return nonce->accepted_frame != 0 && nonce->account == sip_account(credentials) &&
           credentials->params[SIP_AUTH_RESPONSE].n > 0 &&
           credentials->params[SIP_AUTH_AUTS].p == NULL &&
           (credentials->params[SIP_AUTH_NC].p == NULL ||
            sip_nonce_count(credentials) > nonce->count);
}

static enum sip_verdict check_stale(const struct sip_context *context, struct sip_finding *finding)
{
    struct walk walk = {0};
    const struct sip_auth *credentials;

    if (!sip_response_belongs(context)) {
        return SIP_UNDECIDED;
    }
    while ((credentials = next_credentials(context, &walk)) != NULL) {
        const struct sip_auth *challenge = new_challenge(context, credentials);
        if (challenge == NULL || !sip_response_refuses(context->message, credentials)) {
            continue;
        }
        if (sip_response_blames_nonce(context->message)) {
            return sip_broken(finding, context, challenge->text,
                              "%u %.*s to nonce \"%.*s\" of \"%.*s\" in frame %u, and a new one "
                              "without stale=true",
                              context->message->code, BRIEF(context->message->phrase),
                              BRIEF(credentials->params[SIP_AUTH_NONCE]),
                              BRIEF(credentials->params[SIP_AUTH_USERNAME]),
                              context->transaction->request_frame);
        }
        if (!were_good(credentials, walk.nonce)) {
            continue;
        }
        return sip_broken_by(
            finding, context, walk.nonce->accepted_frame, challenge->text,
            "%s refuses nonce \"%.*s\" of \"%.*s\", which it accepted in frame %u, %.0f s before, "
            "and gives a new one without stale=true",
            sip_endpoint_text(&context->packet->source).s,
            BRIEF(credentials->params[SIP_AUTH_NONCE]),
            BRIEF(credentials->params[SIP_AUTH_USERNAME]), walk.nonce->accepted_frame,
            sip_seconds(context->packet->stamp - walk.nonce->accepted_time));
    }
    return SIP_KEPT;
}

/* Of credentials whose challenge was not captured: whether the response refuses them, but challenges with their very
 * nonce again, which is good then. One that was used before may be refused for its count. */
static bool repeats_nonce(const struct sip_context *context, const struct sip_auth *credentials)
{
    const struct sip_nonce *nonce = sip_nonces_find(context->nonces, context->packet, credentials);
    const struct sip_login *login =
        sip_nonces_login(context->nonces, context->packet, credentials->params[SIP_AUTH_REALM]);
    const struct sip_auth *challenge = challenge_of(context, credentials);

    return nonce == NULL && (login == NULL || login->refused_frame == 0) && challenge != NULL &&
           credentials->params[SIP_AUTH_NONCE].n > 0 &&
           sip_slice_equal(challenge->params[SIP_AUTH_NONCE],
                           credentials->params[SIP_AUTH_NONCE]) &&
           sip_nonce_count(credentials) <= 1 &&
           sip_response_refuses_computed(context->message, credentials);
}

static enum sip_verdict check_repeated(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    for (size_t h = 0; m->code != 403 && h < 2; h++) {
        const struct sip_auths *all =
            sip_auths_of(context, context->request, credentials_headers[h]);
        for (unsigned i = 0; i < all->count; i++) {
            const struct sip_auth *credentials = &all->all[i];
            if (repeats_nonce(context, credentials)) {
                return sip_broken_by(
                    finding, context, context->transaction->request_frame, SIP_START_LINE,
                    "%u %.*s from %s to the credentials of \"%.*s\" for realm \"%.*s\" in frame "
                    "%u, and their nonce \"%.*s\" again: it is not the nonce that is refused",
                    m->code, BRIEF(m->phrase), sip_endpoint_text(&context->packet->source).s,
                    BRIEF(credentials->params[SIP_AUTH_USERNAME]),
                    BRIEF(credentials->params[SIP_AUTH_REALM]), context->transaction->request_frame,
                    BRIEF(credentials->params[SIP_AUTH_NONCE]));
            }
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_refused(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct walk walk = {0};
    const struct sip_auth *credentials;

    if (!sip_response_belongs(context) || !sip_attempt_is_known(context->transaction)) {
        return SIP_UNDECIDED;
    }
    while ((credentials = next_credentials(context, &walk)) != NULL) {
        struct sip_slice realm = credentials->params[SIP_AUTH_REALM];
        const struct sip_login *login = sip_nonces_login(context->nonces, context->packet, realm);
        if (login == NULL || !sip_response_refuses_fresh(
                                 m, credentials, walk.nonce, login,
                                 sip_nonces_accepted(context->nonces, context->packet, login))) {
            continue;
        }
        return sip_broken_by(
            finding, context, context->transaction->request_frame, SIP_START_LINE,
            "%u %.*s from %s to the credentials of \"%.*s\" for realm \"%.*s\" in frame %u, which "
            "respond to the newest challenge (frame %u)",
            m->code, BRIEF(m->phrase), sip_endpoint_text(&context->packet->source).s,
            BRIEF(credentials->params[SIP_AUTH_USERNAME]), BRIEF(realm),
            context->transaction->request_frame, walk.nonce->challenge_frame);
    }
    return check_repeated(context, finding);
}

#define NOT_ACK_CANCEL SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL))

const struct sip_rule sip_rules_credentials[] = {
    {
        .id = "401-stale-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 7616 §3.3",
        .see = "RFC 3261 §22.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "401,407",
        .methods = NOT_ACK_CANCEL,
        .once = SIP_ONCE_A_SERVER,
        .check = check_stale,
        .problem = "Expired nonce refused without stale=true",
        .requirement =
            "A server that refuses a nonce because it is old adds stale=true to the new challenge",
        .remedy = "The server must add stale=true to the challenge if only the nonce has expired: "
                  "without it a client takes its password for wrong and gives up. Check first "
                  "whether the password was changed or the user removed.",
        .silence = "Only reported where this server accepted the nonce before, user name, realm "
                   "and algorithm are the same, and response was computed with the old nonce, or "
                   "where its reason phrase says that the nonce is to blame. Not reported where "
                   "the nc of the nonce was used before, which is another reason to refuse it.",
        .explains = {"auth-rejected-loop"},
    },
    {
        .id = "credentials-refused",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 7616 §3.3",
        .see = "RFC 3261 §22.1; RFC 3261 §21.4.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "401,403,407",
        .methods = NOT_ACK_CANCEL,
        .check = check_refused,
        .problem = "Credentials for the newest challenge refused",
        .requirement = "Credentials that match the newest challenge of a realm are accepted",
        .remedy = "Check user name, password and realm on both sides first: this is what a wrong "
                  "password looks like. If they agree, the client computes response wrongly or a "
                  "policy of the server refuses this user.",
        .silence = "Not reported where the new challenge has stale=true, where the reason phrase "
                   "blames the nonce, where the challenge belongs to another realm (proxy and "
                   "registrar), where the nonce is older than the newest challenge of this user, "
                   "realm and server (in any Call-ID), or was used before (see "
                   "401-stale-missing). Where the challenge was not captured, only reported if the "
                   "new one repeats its nonce and nc is 1 or absent. Not reported from the second "
                   "refusal on (see auth-rejected-loop). A 403 to a user who was accepted before, "
                   "one with a phrase of its own and one with Reason are only reported where the "
                   "phrase names the credentials.",
        .explains = {"auth-rejected-loop"},
    },
};

SIP_SUBJECT_END(credentials);
