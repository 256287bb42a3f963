/* credentials_fit.c
 * Whether the credentials of a request fit the challenge that they answer (RFC 3261 section 22, RFC 7616).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/attempt.h"
#include "rules/engine/fields.h"
#include "rules/engine/readings.h"
#include "rules/subjects/challenge_answers.h"
#include "rules/subjects/subjects.h"

/* Whether the challenges of the failure can all be read: one that cannot might be the one meant. */
static bool challenges_are_whole(const struct sip_context *context)
{
    for (size_t i = 0; i < SIP_AUTH_PAIRS; i++) {
        const struct sip_auths *challenges = sip_challenges_of(context, &sip_auth_pairs[i]);
        for (unsigned n = 0; n < challenges->count; n++) {
            const struct sip_slice *params = challenges->all[n].params;
            if (params[SIP_AUTH_REALM].n == 0 || params[SIP_AUTH_NONCE].n == 0) {
                return false;
            }
        }
    }
    return true;
}

/* A response was computed, though the nonce of the challenge is not in it. Credentials that only say who it is have
 * neither, and come before the challenge (TS 24.229 section 5.1.1.2). */
static bool is_made_without_nonce(const struct sip_context *context,
                                  const struct sip_auth_pair *pair, const struct sip_auth *c)
{
    return c->params[SIP_AUTH_RESPONSE].n > 0 &&
           sip_auths_find(sip_challenges_of(context, pair), SIP_AUTH_REALM,
                          c->params[SIP_AUTH_REALM]) != NULL &&
           sip_credentials_of(context, context->failed_request, pair)->count == 0;
}

/* Digest credentials with realm and nonce that neither a challenge gave nor the failed request had. */
static bool are_unasked(const struct sip_context *context, const struct sip_auth_pair *pair,
                        const struct sip_auth *c)
{
    struct sip_slice nonce = c->params[SIP_AUTH_NONCE];

    if (!sip_slice_is(c->scheme, "Digest") || c->params[SIP_AUTH_REALM].n == 0) {
        return false;
    }
    if (nonce.n == 0) {
        return is_made_without_nonce(context, pair, c);
    }
    if (sip_challenged_with(context, nonce)) {
        return false;
    }
    return !sip_auths_have_nonce(sip_credentials_of(context, context->failed_request, pair),
                                 nonce) ||
           (sip_attempt_same_call(context) &&
            sip_challenge_is_stale(sip_challenges_of(context, pair), c->params[SIP_AUTH_REALM]));
}

/* Reports credentials that were not asked for, if there were any challenges in their place. */
static enum sip_verdict judge_unasked(const struct sip_context *context,
                                      const struct sip_auth_pair *pair, const struct sip_auth *c,
                                      struct sip_finding *finding)
{
    const struct sip_auths *challenges = sip_challenges_of(context, pair);
    struct sip_slice realm = c->params[SIP_AUTH_REALM];
    const struct sip_auth *challenge = sip_auths_find(challenges, SIP_AUTH_REALM, realm);

    if (challenge != NULL) {
        return sip_broken(
            finding, context, c->text,
            "nonce is \"%.*s\"; the challenge for realm \"%.*s\" in frame %u gave \"%.*s\"",
            SIP_ARG(c->params[SIP_AUTH_NONCE]), SIP_ARG(realm),
            context->transaction->attempt->final_frame, SIP_ARG(challenge->params[SIP_AUTH_NONCE]));
    }
    return challenges->count == 0
               ? SIP_KEPT
               : sip_broken(finding, context, c->text,
                            "credentials for realm \"%.*s\"; frame %u asked for \"%.*s\"",
                            SIP_ARG(realm), context->transaction->attempt->final_frame,
                            SIP_ARG(challenges->all[0].params[SIP_AUTH_REALM]));
}

/* MD5 is the one that is meant where none is named (RFC 7616 section 3.3). */
static struct sip_slice algorithm_of(const struct sip_auth *auth)
{
    struct sip_slice algorithm = auth->params[SIP_AUTH_ALGORITHM];
    return algorithm.n > 0 ? algorithm : SIP_SLICE("MD5");
}

/* Whether a challenge offers the protection of the credentials. Without qop in them auth-qop-ignored is the one
 * that may be broken. */
static bool offers_qop(const struct sip_auth *challenge, struct sip_slice qop)
{
    struct sip_slice rest = challenge->params[SIP_AUTH_QOP], one;

    if (qop.n == 0) {
        return true;
    }
    while (rest.n > 0) {
        rest = sip_slice_cut(rest, ',', &one);
        if (sip_slice_equal_nocase(sip_slice_trim(one), qop)) {
            return true;
        }
    }
    return false;
}

/* What of the challenge does not come back, though the credentials have its nonce (RFC 7616 section 3.4);
 * SIP_AUTH_PARAM_COUNT: nothing. */
static enum sip_auth_param differing(const struct sip_auth *challenge, const struct sip_auth *c)
{
    struct sip_slice opaque = challenge->params[SIP_AUTH_OPAQUE];

    if (!sip_slice_equal(challenge->params[SIP_AUTH_REALM], c->params[SIP_AUTH_REALM])) {
        return SIP_AUTH_REALM;
    }
    if (!sip_slice_equal_nocase(algorithm_of(challenge), algorithm_of(c))) {
        return SIP_AUTH_ALGORITHM;
    }
    if (!offers_qop(challenge, c->params[SIP_AUTH_QOP])) {
        return SIP_AUTH_QOP;
    }
    return opaque.n > 0 && !sip_slice_equal(opaque, c->params[SIP_AUTH_OPAQUE])
               ? SIP_AUTH_OPAQUE
               : SIP_AUTH_PARAM_COUNT;
}

static const char *name_of(enum sip_auth_param param)
{
    switch (param) {
    case SIP_AUTH_REALM:
        return "realm";
    case SIP_AUTH_ALGORITHM:
        return "algorithm";
    case SIP_AUTH_QOP:
        return "qop";
    default:
        return "opaque";
    }
}

/* Credentials with the nonce of a challenge: several challenges, of one algorithm each, may have the same, and one
 * of them is answered. */
static enum sip_verdict judge_answer(const struct sip_context *context,
                                     const struct sip_auth_pair *pair, const struct sip_auth *c,
                                     struct sip_finding *finding)
{
    const struct sip_auths *challenges = sip_challenges_of(context, pair);
    const struct sip_auth *challenge = NULL;
    enum sip_auth_param param = SIP_AUTH_PARAM_COUNT;

    for (unsigned i = 0; i < challenges->count; i++) {
        const struct sip_auth *one = &challenges->all[i];
        if (c->params[SIP_AUTH_NONCE].n == 0 || !sip_slice_is(one->scheme, "Digest") ||
            !sip_slice_equal(one->params[SIP_AUTH_NONCE], c->params[SIP_AUTH_NONCE])) {
            continue;
        }
        param = differing(one, c);
        if (param == SIP_AUTH_PARAM_COUNT || !one->whole || !c->whole) {
            return SIP_KEPT;
        }
        challenge = one;
    }
    if (challenge == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_slice given =
        param == SIP_AUTH_ALGORITHM ? algorithm_of(challenge) : challenge->params[param];
    struct sip_slice used = param == SIP_AUTH_ALGORITHM ? algorithm_of(c) : c->params[param];
    enum sip_verdict verdict =
        sip_broken(finding, context, c->text, "%s is %s; with this nonce frame %u gave %s",
                   name_of(param), sip_quoted(context, used).s,
                   context->transaction->attempt->final_frame, sip_quoted(context, given).s);
    finding->reason += (unsigned)param; /* one after the other may be wrong */
    return verdict;
}

/* Only of the next request of the call is it sure which challenge it answers: some servers give the same nonce
 * in several challenges, to other calls or at another time, each with another opaque. */
static enum sip_verdict check_answers(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    if (!sip_attempt_same_call(context) ||
        context->message->cseq_number > context->failed_request->cseq_number + 1) {
        return SIP_UNDECIDED;
    }
    for (size_t i = 0; i < SIP_AUTH_PAIRS; i++) {
        const struct sip_auths *now =
            sip_credentials_of(context, context->message, &sip_auth_pairs[i]);
        for (unsigned n = 0; n < now->count; n++) {
            if (judge_answer(context, &sip_auth_pairs[i], &now->all[n], finding) == SIP_BROKEN) {
                return SIP_BROKEN;
            }
        }
    }
    return SIP_KEPT;
}

/* New credentials that fit no challenge. Those that the failed request had already are perhaps
 * for somebody else, or the concern of auth-rejected-loop; but not where stale=true called their
 * nonce too old. */
static enum sip_verdict check_mismatch(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    if (sip_message_has_credentials(context->message) &&
        check_answers(context, finding) == SIP_BROKEN) {
        return SIP_BROKEN;
    }
    if (!sip_message_has_credentials(context->message) || sip_answers_challenge(context) ||
        sip_attempt_delay(context) > SIP_BY_ITSELF || !sip_attempt_repeats(context) ||
        !challenges_are_whole(context)) {
        return SIP_NOT_APPLICABLE;
    }
    for (size_t i = 0; i < SIP_AUTH_PAIRS; i++) {
        const struct sip_auths *now =
            sip_credentials_of(context, context->message, &sip_auth_pairs[i]);
        for (unsigned n = 0; n < now->count; n++) {
            const struct sip_auth *c = &now->all[n];
            if (are_unasked(context, &sip_auth_pairs[i], c) &&
                judge_unasked(context, &sip_auth_pairs[i], c, finding) == SIP_BROKEN) {
                return SIP_BROKEN;
            }
        }
    }
    return SIP_KEPT;
}

/* Whether every challenge with the nonce offers a protection: several algorithms may share it. */
static bool all_have_qop(const struct sip_auths *challenges, struct sip_slice nonce)
{
    bool any = false;

    for (unsigned i = 0; i < challenges->count; i++) {
        const struct sip_auth *c = &challenges->all[i];
        if (nonce.n > 0 && sip_slice_equal(c->params[SIP_AUTH_NONCE], nonce)) {
            if (c->params[SIP_AUTH_QOP].n == 0) {
                return false;
            }
            any = true;
        }
    }
    return any;
}

/* What credentials lack that qop brings with it (RFC 2617 section 3.2.2), or NULL. */
static const char *lacking_of_qop(const struct sip_auth *c)
{
    return c->params[SIP_AUTH_QOP].p == NULL      ? "qop"
           : c->params[SIP_AUTH_NC].p == NULL     ? "nc"
           : c->params[SIP_AUTH_CNONCE].p == NULL ? "cnonce"
                                                  : NULL;
}

static enum sip_verdict check_qop(const struct sip_context *context, struct sip_finding *finding)
{
    if (!context->message->headers_complete) {
        return SIP_UNDECIDED;
    }
    for (size_t i = 0; i < SIP_AUTH_PAIRS; i++) {
        const struct sip_auths *credentials =
            sip_credentials_of(context, context->message, &sip_auth_pairs[i]);
        for (unsigned n = 0; n < credentials->count; n++) {
            const struct sip_auth *c = &credentials->all[n];
            const char *lacking = lacking_of_qop(c);
            if (lacking != NULL && all_have_qop(sip_challenges_of(context, &sip_auth_pairs[i]),
                                                c->params[SIP_AUTH_NONCE])) {
                return sip_broken(finding, context, c->text,
                                  "%s absent, though the challenge in frame %u has qop", lacking,
                                  context->transaction->attempt->final_frame);
            }
        }
    }
    return SIP_KEPT;
}

/* A nonce of the one header field in the credentials of the other, and not where it belongs. */
static enum sip_verdict check_wrong_header(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (!m->headers_complete) {
        return SIP_UNDECIDED;
    }
    for (size_t i = 0; i < SIP_AUTH_PAIRS; i++) {
        const struct sip_auth_pair *own = &sip_auth_pairs[i], *other = &sip_auth_pairs[1 - i];
        const struct sip_auths *credentials = sip_credentials_of(context, m, own);
        for (unsigned n = 0; n < credentials->count; n++) {
            const struct sip_auth *c = &credentials->all[n];
            struct sip_slice nonce = c->params[SIP_AUTH_NONCE];
            if (sip_auths_have_nonce(sip_challenges_of(context, other), nonce) &&
                !sip_auths_have_nonce(sip_challenges_of(context, own), nonce) &&
                !sip_auths_have_nonce(sip_credentials_of(context, m, other), nonce)) {
                return sip_broken(
                    finding, context, c->text, "the nonce in %s is that of %s in frame %u",
                    sip_header_name(own->credentials), sip_header_name(other->challenges),
                    context->transaction->attempt->final_frame);
            }
        }
    }
    return sip_message_has_credentials(m) ? SIP_KEPT : SIP_NOT_APPLICABLE;
}

/* Whether the failure challenges that realm, in whichever header field. */
static bool is_challenged(const struct sip_context *context, struct sip_slice realm)
{
    bool found = false;

    for (size_t i = 0; i < SIP_AUTH_PAIRS; i++) {
        found = found || sip_auths_find(sip_challenges_of(context, &sip_auth_pairs[i]),
                                        SIP_AUTH_REALM, realm) != NULL;
    }
    return found;
}

/* Credentials that were asked for, sent, and not refused: the next challenge came from another realm, behind the one
 * that let the request pass. It wants them again. */
static enum sip_verdict check_dropped(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;
    const struct sip_transaction *asked, *attempt = context->transaction->attempt;

    if (!sip_message_has_credentials(failed) || !sip_answers_challenge(context) ||
        !sip_attempt_same_call(context) || sip_attempt_delay(context) > SIP_BY_ITSELF ||
        !sip_same_server(context->transaction, attempt)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!m->headers_complete || sip_values_count(m, SIP_HDR_VIA) != 1) {
        return SIP_UNDECIDED;
    }
    for (size_t i = 0; i < SIP_AUTH_PAIRS; i++) {
        const struct sip_auths *were = sip_credentials_of(context, failed, &sip_auth_pairs[i]);
        const struct sip_auths *are = sip_credentials_of(context, m, &sip_auth_pairs[i]);
        for (unsigned n = 0; n < were->count; n++) {
            struct sip_slice realm = were->all[n].params[SIP_AUTH_REALM];
            asked = sip_challenged_before(context, were->all[n].params[SIP_AUTH_NONCE]);
            if (asked != NULL && realm.n > 0 && !is_challenged(context, realm) &&
                sip_auths_find(are, SIP_AUTH_REALM, realm) == NULL) {
                return sip_broken_by(finding, context, asked->final_frame, SIP_START_LINE,
                                     "no credentials for realm \"%.*s\", which frame %u asked for "
                                     "and frame %u had; the %u in frame %u comes from another one",
                                     SIP_ARG(realm), asked->final_frame, attempt->request_frame,
                                     attempt->final_code, attempt->final_frame);
            }
        }
    }
    return SIP_KEPT;
}

const struct sip_rule sip_rules_credentials_fit[] = {
    {
        .id = "auth-realm-or-nonce-mismatch",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §22.3",
        .see = "RFC 3261 §22.2; RFC 2617 §3.2.2",
        .when = SIP_ON_RETRY,
        .codes = "401,407",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .once = SIP_ONCE_A_CLIENT,
        .check = check_mismatch,
        .problem = "Credentials do not fit the challenge",
        .requirement = "Credentials have realm, nonce and opaque of the challenge, its algorithm, "
                       "and a qop that it offers",
        .remedy = "The client should use the most recent challenge, only for the realm that it "
                  "came from, and return what it gives unchanged.",
        .silence = "Nonce and realm that fit no challenge are not reported when any of the "
                   "credentials fit one, for credentials that the rejected request already had "
                   "(unless it was refused with stale=true in the same call), and after five "
                   "seconds, when cached ones may be used. Where challenges with "
                   "one nonce differ, fitting one of them is enough. A missing qop is for "
                   "auth-qop-ignored to report.",
        .explains = {"credentials-refused", "auth-rejected-loop"},
    },
    {
        .id = "auth-realm-dropped",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §22.3",
        .see = "RFC 3261 §22.2",
        .when = SIP_ON_RETRY,
        .codes = "401,407",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .once = SIP_ONCE_A_CLIENT,
        .check = check_dropped,
        .problem = "Credentials of one realm dropped for those of the next",
        .requirement = "A client that has been challenged by a realm sends credentials for it in "
                       "all later requests with the same Call-ID",
        .remedy = "The client must send the credentials for all realms together, a header line for "
                  "each. The server that asked first sees them missing and asks again: the two "
                  "challenge the call in turn, and it never gets through.",
        .silence = "Only reported where the challenge and the credentials were captured, on the "
                   "client's own hop (one Via), for a request that answers the next challenge "
                   "within five seconds at the same server.",
    },
    {
        .id = "auth-qop-ignored",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §22.4",
        .see = "RFC 8760 §2.6; RFC 2617 §3.2.2",
        .when = SIP_ON_RETRY,
        .codes = "401,407",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_qop,
        .problem = "qop, nc or cnonce missing, though the challenge had qop",
        .requirement = "Credentials have qop, nc and cnonce if the challenge has qop",
        .remedy = "The client must choose one of the qop values offered, and send nc and cnonce "
                  "with it. Without them its credentials can be replayed.",
        .silence =
            "Not reported when one of several challenges with the same nonce came without qop.",
        .explains = {"credentials-refused", "auth-rejected-loop", "auth-realm-or-nonce-mismatch"},
    },
    {
        .id = "auth-wrong-header",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §22.3",
        .see = "RFC 3261 §22.2",
        .when = SIP_ON_RETRY,
        .codes = "401,407",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_wrong_header,
        .problem = "Credentials in the wrong header field",
        .requirement =
            "Authorization responds to WWW-Authenticate, Proxy-Authorization to Proxy-Authenticate",
        .remedy = "The client must use the header field that belongs to the challenge. No server "
                  "looks for its credentials in the other one.",
        .silence = "Not reported when the nonce, which identifies the challenge, is in both header "
                   "fields: one response may contain challenges of several servers.",
        .explains = {"credentials-refused"},
    },
};

SIP_SUBJECT_END(credentials_fit);
