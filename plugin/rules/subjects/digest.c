/* digest.c
 * Digest credentials that a server refuses for how the client made them, whatever the password: the nonce count
 * and the URI (RFC 7616 section 3.4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/nonce.h"
#include "rules/engine/attempt.h"
#include "rules/engine/duty.h"
#include "rules/engine/readings.h"
#include "rules/engine/response.h"
#include "rules/subjects/challenge_answers.h"
#include "rules/subjects/subjects.h"

/* --- The nonce count --- */

/* The credentials of the request whose count was used before; NULL: there are none. */
static const struct sip_auth *find_counted(const struct sip_context *context,
                                           const struct sip_count_use *use)
{
    const struct sip_auths *auths;

    if (use->frame == 0) {
        return NULL;
    }
    auths = sip_auths_of(context, context->message, (enum sip_header_id)use->header);
    return use->number < auths->count ? &auths->all[use->number] : NULL;
}

/* Whether phrase or Warning say that it is the count. */
static bool names_count(const struct sip_message *final)
{
    return sip_response_blames_nonce(final) || sip_slice_find(final->phrase, "replay") != NULL ||
           sip_slice_find(sip_message_value(final, SIP_HDR_WARNING), "replay") != NULL ||
           sip_slice_find(sip_message_value(final, SIP_HDR_WARNING), "nonce") != NULL;
}

/* A 403 may have any reason. A client that gets a nonce again may have forgotten that it had it: then, too, the
 * response must name the reason. */
static bool blames_count(const struct sip_message *final, const struct sip_count_use *use)
{
    return (final->code != 403 && !use->given_again) || names_count(final);
}

static enum sip_verdict report_count(const struct sip_context *context, struct sip_finding *finding,
                                     bool refused)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_count_use *use = &t->open->count_use;
    const struct sip_auth *auth = find_counted(context, use);
    struct sip_message room;

    if (auth == NULL) {
        return SIP_KEPT;
    }
    const struct sip_message *final = sip_transaction_final(t, &room);
    bool is_refusal = final != NULL && !use->does_not_mind && sip_response_refuses(final, auth) &&
                      blames_count(final, use);
    if (t->final_frame == 0 || is_refusal != refused ||
        (!refused && (use->given_again || !sip_attempt_is_known(t)))) {
        return SIP_UNDECIDED; /* the other rule reports it */
    }
    struct sip_slice count = auth->params[SIP_AUTH_NC];
    if (!refused) {
        return sip_broken_by(finding, context, use->frame, auth->text,
                             "nc is %.*s, as in frame %u with the same nonce", SIP_ARG(count),
                             use->frame);
    }
    return sip_broken_by(
        finding, context, t->final_frame, auth->text,
        "nc is %.*s, as in frame %u with the same nonce; refused with %u in frame %u",
        SIP_ARG(count), use->frame, t->final_code, t->final_frame);
}

static enum sip_verdict check_count_reused(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    return report_count(context, finding, false);
}

static enum sip_verdict check_count_refused(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    return report_count(context, finding, true);
}

/* The count of the credentials for another nonce of the realm that the failed request had; 0: it had none. */
static uint32_t count_before(const struct sip_context *context, const struct sip_auth_pair *pair,
                             const struct sip_auth *now)
{
    const struct sip_auths *were = sip_credentials_of(context, context->failed_request, pair);
    const struct sip_auth *old = sip_auths_find(were, SIP_AUTH_REALM, now->params[SIP_AUTH_REALM]);

    return old == NULL || sip_slice_equal(old->params[SIP_AUTH_NONCE], now->params[SIP_AUTH_NONCE])
               ? 0
               : sip_nonce_count(old);
}

/* A client may use a new nonce in several requests at once. A count that goes on from that of the old nonce, which was
 * used twice at least, is no such number. */
static enum sip_verdict check_count_not_reset(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    if (!sip_message_has_credentials(context->message) ||
        !sip_message_has_credentials(context->failed_request) ||
        sip_values_count(context->message, SIP_HDR_VIA) != 1 ||
        sip_attempt_delay(context) > SIP_BY_ITSELF || !sip_attempt_repeats(context)) {
        return SIP_NOT_APPLICABLE;
    }
    for (size_t i = 0; i < SIP_AUTH_PAIRS; i++) {
        const struct sip_auths *now =
            sip_credentials_of(context, context->message, &sip_auth_pairs[i]);
        for (unsigned n = 0; n < now->count; n++) {
            const struct sip_auth *auth = &now->all[n];
            uint32_t before = count_before(context, &sip_auth_pairs[i], auth);
            if (before >= 2 && sip_nonce_count(auth) == before + 1 &&
                sip_challenged_with(context, auth->params[SIP_AUTH_NONCE])) {
                return sip_broken(finding, context, auth->text,
                                  "nc is %.*s with the nonce that has just come; the refused "
                                  "request had %08x with another",
                                  SIP_ARG(auth->params[SIP_AUTH_NC]), before);
            }
        }
    }
    return SIP_KEPT;
}

/* --- The URI --- */

/* A 403 may have any reason: only its phrase says that it is this one. */
static bool may_blame_uri(const struct sip_message *response)
{
    return response->code != 403 || sip_slice_find(response->phrase, "uri") != NULL;
}

/* Whether the response refuses credentials that may be good but for their URI: they are for the newest
 * challenge, and the user was not accepted before by a server that perhaps does not compare it. */
static bool refuses(const struct sip_context *context, const struct sip_auth *auth)
{
    const struct sip_message *m = context->message;
    const struct sip_nonce *nonce = sip_nonces_find(context->nonces, context->packet, auth);
    const struct sip_login *login =
        sip_nonces_login(context->nonces, context->packet, auth->params[SIP_AUTH_REALM]);

    if (nonce == NULL || login == NULL || !may_blame_uri(m) ||
        sip_nonces_accepted(context->nonces, context->packet, login)) {
        return false;
    }
    return m->code == 400 ? !nonce->answered && login->newest == nonce
                          : sip_response_refuses_fresh(m, auth, nonce, login, false);
}

static enum sip_verdict judge_uri(const struct sip_context *context, enum sip_header_id header,
                                  struct sip_finding *finding)
{
    const struct sip_auths *auths = sip_auths_of(context, context->request, header);
    struct sip_slice request_uri = context->request->uri;

    for (unsigned i = 0; i < auths->count; i++) {
        const struct sip_auth *auth = &auths->all[i];
        struct sip_slice uri = auth->params[SIP_AUTH_URI];
        if (auth->whole && uri.n > 0 && !sip_duty_same_uri(request_uri, uri) &&
            refuses(context, auth)) {
            return sip_broken_by(
                finding, context, context->transaction->request_frame, SIP_START_LINE,
                "%u to credentials with uri=\"%.*s\" in frame %u, whose Request-URI is %.*s",
                context->message->code, SIP_ARG(uri), context->transaction->request_frame,
                SIP_ARG(request_uri));
        }
    }
    return SIP_KEPT;
}

/* A proxy may have changed the Request-URI behind the client: a request with one Via comes from there. */
/* Judges the credentials of the request in both header fields. */
static enum sip_verdict judge_both(const struct sip_context *context, struct sip_finding *finding,
                                   enum sip_verdict (*judge)(const struct sip_context *,
                                                             enum sip_header_id,
                                                             struct sip_finding *))
{
    if (!sip_message_has_credentials(context->request)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_response_belongs(context)) {
        return SIP_UNDECIDED;
    }
    enum sip_verdict verdict = judge(context, SIP_HDR_AUTHORIZATION, finding);
    return verdict != SIP_KEPT ? verdict : judge(context, SIP_HDR_PROXY_AUTHORIZATION, finding);
}

static enum sip_verdict check_uri(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *request = context->request;

    if (sip_message_has_credentials(request) && sip_values_count(request, SIP_HDR_VIA) != 1) {
        return SIP_UNDECIDED;
    }
    return judge_both(context, finding, judge_uri);
}

/* --- How they are written --- */

/* Parameters are read without their quotes. */
static bool is_quoted(const struct sip_auth *auth, enum sip_auth_param param)
{
    struct sip_slice value = auth->params[param];

    return value.p != NULL && value.p > auth->text.p && value.p[-1] == '"';
}

/* The name of a parameter that has quotes though it is a token; NULL: there is none. */
static const char *quoted_token(const struct sip_auth *auth)
{
    return is_quoted(auth, SIP_AUTH_QOP)         ? "qop"
           : is_quoted(auth, SIP_AUTH_NC)        ? "nc"
           : is_quoted(auth, SIP_AUTH_ALGORITHM) ? "algorithm"
                                                 : NULL;
}

static enum sip_verdict judge_writing(const struct sip_context *context, enum sip_header_id header,
                                      struct sip_finding *finding)
{
    const struct sip_auths *auths = sip_auths_of(context, context->request, header);
    uint32_t frame = context->transaction->request_frame;

    for (unsigned i = 0; i < auths->count; i++) {
        const struct sip_auth *auth = &auths->all[i];
        const char *name = quoted_token(auth);
        if ((name == NULL && !auth->combined) || !auth->whole || !refuses(context, auth)) {
            continue;
        }
        if (auth->combined) {
            return sip_broken_by(finding, context, frame, SIP_START_LINE,
                                 "%u to credentials that share a header line with others in frame "
                                 "%u",
                                 context->message->code, frame);
        }
        return sip_broken_by(finding, context, frame, SIP_START_LINE,
                             "%u to credentials with %s in quotes in frame %u",
                             context->message->code, name, frame);
    }
    return SIP_KEPT;
}

static enum sip_verdict check_writing(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    return judge_both(context, finding, judge_writing);
}

const struct sip_rule sip_rules_digest[] = {
    {
        .id = "nonce-count-refused",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_MUST,
        .reference = "RFC 7616 §3.4",
        .see = "RFC 2617 §3.2.2",
        .when = SIP_AT_END,
        .methods = SIP_M_NOT_ACK_CANCEL,
        .needs = {SIP_HDR_AUTHORIZATION, SIP_HDR_PROXY_AUTHORIZATION},
        .once = SIP_ONCE_A_CLIENT,
        .check = check_count_refused,
        .problem = "Credentials refused that repeat a nonce count (nc)",
        .requirement = "Each new request with the same nonce has the next nonce count (nc)",
        .remedy = "The client must add 1 to nc for every request that it sends with the same "
                  "nonce. To the server a repeated nc looks like a recorded request.",
        .silence =
            "Not reported where the server had accepted a repeated nc of this client before, says "
            "stale=true, or refuses with a 403 that names neither the nonce nor a replay (see "
            "nonce-count-reused). Clients behind a proxy are told apart by the last Via. "
            "Numbers that are left out are no fault: requests may have been lost. Where the server "
            "has challenged with the same nonce again, it must name the nonce or a replay. "
            "Credentials that were just refused and are sent again are left to auth-rejected-loop.",
        .explains = {"auth-rejected-loop", "403-retried"},
    },
    {
        .id = "nonce-count-reused",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_MUST,
        .reference = "RFC 7616 §3.4",
        .see = "RFC 2617 §3.2.2",
        .when = SIP_AT_END,
        .methods = SIP_M_NOT_ACK_CANCEL,
        .needs = {SIP_HDR_AUTHORIZATION, SIP_HDR_PROXY_AUTHORIZATION},
        .once = SIP_ONCE_A_CLIENT,
        .check = check_count_reused,
        .problem = "Nonce count (nc) used again with the same nonce",
        .requirement = "Each new request with the same nonce has the next nonce count (nc)",
        .remedy =
            "The client must add 1 to nc for every request that it sends with the same "
            "nonce. Servers that check nc take such requests for recorded ones and refuse them.",
        .silence = "Not reported where the credentials were refused for it (see "
                   "nonce-count-refused), where the server has just challenged with the same nonce "
                   "again, or where no final response was captured. Clients behind "
                   "a proxy are told apart by the last Via. A request that is sent again "
                   "with the same CSeq number is not a new one.",
    },
    {
        .id = "nonce-count-not-reset",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_MUST,
        .reference = "RFC 7616 §3.4",
        .see = "RFC 2617 §3.2.2",
        .when = SIP_ON_RETRY,
        .codes = "401,407",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .once = SIP_ONCE_A_CLIENT,
        .check = check_count_not_reset,
        .problem = "Nonce count (nc) of the old nonce goes on with the new one",
        .requirement = "The first request with a new nonce has the nonce count (nc) 00000001",
        .remedy = "The client must count from 1 again for each new nonce, whether or not the "
                  "challenge says stale=true. Servers that check nc refuse such credentials.",
        .silence = "Only reported for a request that repeats the refused one within five seconds, "
                   "on the client's own hop (one Via), where nc is one more than that of the old "
                   "nonce and 3 at least: a client may use a new nonce in several requests at "
                   "once.",
        .explains = {"credentials-refused"},
    },
    {
        .id = "digest-uri-mismatch",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_MUST,
        .reference = "RFC 7616 §3.4.6",
        .see = "RFC 3261 §22.4; RFC 2617 §3.2.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "400,401,403,407",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .once = SIP_ONCE_A_CLIENT,
        .check = check_uri,
        .problem = "Refused credentials are for another URI than the request",
        .requirement = "The uri parameter of credentials is the Request-URI",
        .remedy =
            "The client must put its Request-URI into uri, with port and parameters, and compute "
            "response from it. If the request is still refused then, the password is wrong.",
        .silence =
            "Only reported where credentials for the newest challenge are refused, and on the "
            "client's own hop (one Via): proxies change the Request-URI further on. The two URIs "
            "are the same where only a default port or a parameter is missing. Not reported where "
            "the user was accepted before, or for a 403 whose phrase does not name the URI.",
        .explains = {"credentials-refused", "auth-rejected-loop", "403-retried",
                     "retry-unmodified-4xx"},
    },
    {
        .id = "credentials-malformed",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 7616 §3.4",
        .see = "RFC 3261 §7.3.1; RFC 3261 §25.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "400,401,407",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .once = SIP_ONCE_A_CLIENT,
        .check = check_writing,
        .problem = "Refused credentials are not written by the grammar",
        .requirement = "qop, nc and algorithm of credentials have no quotes, and each credentials "
                       "have a header line of their own",
        .remedy = "The client should write them as the grammar demands: many servers do not mind, "
                  "this one may. If they are still refused then, check user name and password.",
        .silence =
            "Only reported where credentials for the newest challenge are refused, and "
            "where this server did not accept the user before. Not reported for a 403, which "
            "may have any reason.",
    },
};

SIP_SUBJECT_END(digest);
