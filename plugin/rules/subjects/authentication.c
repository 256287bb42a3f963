/* authentication.c
 * What the client sends after a 401 or 407 (RFC 3261 section 22, RFC 7616).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/nonce.h"
#include "rules/engine/attempt.h"
#include "rules/engine/fields.h"
#include "rules/engine/readings.h"
#include "rules/subjects/subjects.h"

/* Which credentials answer which challenges (RFC 3261 sections 22.2 and 22.3). */
struct pair {
    enum sip_header_id challenges, credentials;
};

static const struct pair pairs[] = {
    {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_AUTHORIZATION},
    {SIP_HDR_PROXY_AUTHENTICATE, SIP_HDR_PROXY_AUTHORIZATION},
};

#define PAIRS (sizeof(pairs) / sizeof(pairs[0]))

/* The two lists that answer each other: in the failure, and in the request after it. */
static const struct sip_auths *challenges_of(const struct sip_context *context,
                                             const struct pair *pair)
{
    return sip_auths_of(context, context->failure, pair->challenges);
}

static bool has_credentials(const struct sip_message *m)
{
    return sip_message_has(m, SIP_HDR_AUTHORIZATION) ||
           sip_message_has(m, SIP_HDR_PROXY_AUTHORIZATION);
}

static const struct sip_auths *credentials_of(const struct sip_context *context,
                                              const struct sip_message *m, const struct pair *pair)
{
    return sip_auths_of(context, m, pair->credentials);
}

static unsigned count_realm(const struct sip_auths *auths, struct sip_slice realm)
{
    unsigned count = 0;

    for (unsigned i = 0; i < auths->count; i++) {
        count += realm.n > 0 && sip_slice_equal(auths->all[i].params[SIP_AUTH_REALM], realm);
    }
    return count;
}

/* Whether the failure challenges that realm, and says that only the nonce is too old. */
static bool is_stale(const struct sip_auths *challenges, struct sip_slice realm)
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

static bool has_nonce(const struct sip_auths *auths, struct sip_slice nonce)
{
    return sip_auths_find(auths, SIP_AUTH_NONCE, nonce) != NULL;
}

/* Whether the attempt before last was challenged with that nonce: then it was fresh when the failed
 * request used it, and a server that forgets to say stale=true is no excuse. */
static bool was_fresh(const struct sip_context *context, struct sip_slice nonce)
{
    const struct sip_transaction *t = context->transaction->attempt->attempt;
    struct sip_message challenge;
    struct sip_auths challenges;

    if (t == NULL || (t->final_code != 401 && t->final_code != 407) ||
        sip_transaction_final(t, &challenge) == NULL) {
        return false;
    }
    for (size_t i = 0; i < PAIRS; i++) {
        sip_auths_read(&challenges, &challenge, pairs[i].challenges);
        if (has_nonce(&challenges, nonce)) {
            return true;
        }
    }
    return false;
}

/* What goes into a response beside the password (RFC 2617 section 3.2.2.1). If all of it is the same
 * and the response is another, so is the password. */
static bool proves_other_password(const struct sip_auth *a, const struct sip_auth *b)
{
    static const enum sip_auth_param parts[] = {SIP_AUTH_NONCE, SIP_AUTH_URI, SIP_AUTH_QOP,
                                                SIP_AUTH_NC, SIP_AUTH_CNONCE};

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (!sip_slice_equal(a->params[parts[i]], b->params[parts[i]])) {
            return false;
        }
    }
    return !sip_slice_equal(a->params[SIP_AUTH_RESPONSE], b->params[SIP_AUTH_RESPONSE]);
}

/* The same user, algorithm and, so far as can be seen, password. A resynchronisation of AKA (auts,
 * RFC 3310 section 3.4) or its empty response are no rejected password. */
static bool same_credentials(const struct sip_auth *a, const struct sip_auth *b)
{
    return sip_slice_equal(a->params[SIP_AUTH_USERNAME], b->params[SIP_AUTH_USERNAME]) &&
           sip_slice_equal_nocase(a->params[SIP_AUTH_ALGORITHM], b->params[SIP_AUTH_ALGORITHM]) &&
           a->params[SIP_AUTH_RESPONSE].n > 0 && b->params[SIP_AUTH_RESPONSE].n > 0 &&
           a->params[SIP_AUTH_AUTS].p == NULL && b->params[SIP_AUTH_AUTS].p == NULL &&
           !proves_other_password(a, b);
}

/* Whether the failure challenged with this nonce, in whichever of its two header fields. */
static bool challenged_with(const struct sip_context *context, struct sip_slice nonce)
{
    return has_nonce(challenges_of(context, &pairs[0]), nonce) ||
           has_nonce(challenges_of(context, &pairs[1]), nonce);
}

/* Whether the request answers the challenge: it has credentials with a nonce that the failure gave
 * and that the failed request did not have yet. No other request can have that. */
static bool answers(const struct sip_context *context)
{
    for (size_t i = 0; i < PAIRS; i++) {
        const struct sip_auths *now = credentials_of(context, context->message, &pairs[i]);
        const struct sip_auths *before =
            credentials_of(context, context->failed_request, &pairs[i]);
        for (unsigned n = 0; n < now->count; n++) {
            struct sip_slice nonce = now->all[n].params[SIP_AUTH_NONCE];
            if (challenged_with(context, nonce) && !has_nonce(before, nonce)) {
                return true;
            }
        }
    }
    return false;
}

/* Whether the attempt before last, too, had brought credentials of this user that were rejected: then the client
 * goes on by itself, however long it waits. */
static bool rejected_before(const struct sip_context *context, const struct pair *pair,
                            const struct sip_auth *now)
{
    const struct sip_transaction *t = context->transaction->attempt->attempt;
    struct sip_slice realm = now->params[SIP_AUTH_REALM];
    struct sip_message room;
    const struct sip_message *request = t != NULL ? sip_transaction_request(t, &room) : NULL;
    struct sip_auths were;

    if (request == NULL || (t->final_code != 401 && t->final_code != 407)) {
        return false;
    }
    sip_auths_read(&were, request, pair->credentials);
    return count_realm(&were, realm) == 1 &&
           same_credentials(sip_auths_find(&were, SIP_AUTH_REALM, realm), now);
}

static bool same_call(const struct sip_context *context)
{
    return sip_slice_equal(sip_message_value(context->message, SIP_HDR_CALL_ID),
                           sip_message_value(context->failed_request, SIP_HDR_CALL_ID));
}

/* One challenge: were credentials for its realm just rejected, and do they come again? */
static enum sip_verdict judge_rejected(const struct sip_context *context, const struct pair *pair,
                                       struct sip_slice realm, struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;
    const struct sip_transaction *attempt = context->transaction->attempt;
    const struct sip_auths *were = credentials_of(context, failed, pair);
    const struct sip_auths *are = credentials_of(context, m, pair);

    /* Proxies that share a realm each want credentials of their own (RFC 3261 section 22.3). */
    if (is_stale(challenges_of(context, pair), realm) ||
        sip_response_blames_nonce(context->failure) || count_realm(were, realm) != 1 ||
        count_realm(are, realm) != 1) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_auth *before = sip_auths_find(were, SIP_AUTH_REALM, realm);
    const struct sip_auth *now = sip_auths_find(are, SIP_AUTH_REALM, realm);
    if (!same_credentials(before, now)) {
        return SIP_NOT_APPLICABLE;
    }
    bool identical = sip_slice_equal(before->text, now->text);
    bool goes_on =
        /* with another tag in the same call it may be somebody who tries passwords */ (
            !same_call(context) && answers(context)) ||
        sip_tags_equal(sip_message_tag(m, SIP_HDR_FROM), sip_message_tag(failed, SIP_HDR_FROM));
    bool by_itself =
        sip_attempt_delay(context) <= SIP_BY_ITSELF || rejected_before(context, pair, now);
    if (!identical &&
        (!by_itself || !goes_on || !was_fresh(context, before->params[SIP_AUTH_NONCE]))) {
        return SIP_UNDECIDED; /* another password perhaps, or a nonce too old */
    }
    return sip_broken(finding, context, now->text,
                      "credentials of \"%.*s\" for realm \"%.*s\" in frame %u were rejected in "
                      "frame %u without stale=true; sent again %s, %.3f s later",
                      SIP_ARG(now->params[SIP_AUTH_USERNAME]), SIP_ARG(realm),
                      attempt->request_frame, attempt->final_frame,
                      identical ? sip_word(context, "unchanged")
                                : sip_word(context, "computed anew"),
                      sip_seconds(sip_attempt_delay(context)));
}

static enum sip_verdict check_rejected(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    if (!has_credentials(context->message) || !has_credentials(context->failed_request) ||
        !sip_attempt_repeats(context)) {
        return SIP_NOT_APPLICABLE;
    }
    for (size_t i = 0; i < PAIRS; i++) {
        const struct sip_auths *challenges = challenges_of(context, &pairs[i]);
        for (unsigned n = 0; n < challenges->count; n++) {
            struct sip_slice realm = challenges->all[n].params[SIP_AUTH_REALM];
            if (judge_rejected(context, &pairs[i], realm, finding) == SIP_BROKEN) {
                return SIP_BROKEN;
            }
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_cseq(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_CSEQ);

    if (m->cseq_number > failed->cseq_number) {
        return SIP_KEPT;
    }
    if (!answers(context) || !m->has_cseq_number || row == NULL || !same_call(context) ||
        !sip_tags_equal(sip_message_tag(m, SIP_HDR_FROM), sip_message_tag(failed, SIP_HDR_FROM))) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_transaction *attempt = context->transaction->attempt;
    if (m->cseq_number == failed->cseq_number) {
        return sip_broken(finding, context, sip_row_bytes(row),
                          "CSeq still %u, as in frame %u, with credentials for the challenge in "
                          "frame %u",
                          m->cseq_number, attempt->request_frame, attempt->final_frame);
    }
    return sip_broken(finding, context, sip_row_bytes(row),
                      "CSeq is %u, but %u in frame %u, with credentials for the challenge in frame "
                      "%u",
                      m->cseq_number, failed->cseq_number, attempt->request_frame,
                      attempt->final_frame);
}

/* Another Call-ID leads to the earlier request by the nonce alone; other URIs may be another user's. */
static enum sip_verdict check_identity(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;
    struct sip_slice tag = sip_message_tag(m, SIP_HDR_FROM);
    struct sip_slice before = sip_message_tag(failed, SIP_HDR_FROM);
    bool challenge = context->failure->code == 401 || context->failure->code == 407;

    if (sip_tags_equal(tag, before) && same_call(context)) {
        return SIP_KEPT;
    }
    if (sip_attempt_delay(context) > SIP_BY_ITSELF || tag.p == NULL || before.p == NULL ||
        !sip_attempt_repeats(context) ||
        (challenge ? !answers(context) : sip_attempt_unmodified(context, true))) {
        return SIP_NOT_APPLICABLE;
    }
    if (!same_call(context)) {
        return sip_broken(finding, context, sip_context_bytes(context, SIP_HDR_CALL_ID),
                          "Call-ID is %.*s; in frame %u it was %.*s",
                          SIP_ARG(sip_message_value(m, SIP_HDR_CALL_ID)),
                          context->transaction->attempt->request_frame,
                          SIP_ARG(sip_message_value(failed, SIP_HDR_CALL_ID)));
    }
    return sip_broken(finding, context, sip_row_bytes(sip_message_row(m, SIP_HDR_FROM)),
                      "From tag is \"%.*s\"; in frame %u it was \"%.*s\"", SIP_ARG(tag),
                      context->transaction->attempt->request_frame, SIP_ARG(before));
}

/* Whether the challenges of the failure can all be read: one that cannot might be the one meant. */
static bool challenges_are_whole(const struct sip_context *context)
{
    for (size_t i = 0; i < PAIRS; i++) {
        const struct sip_auths *challenges = challenges_of(context, &pairs[i]);
        for (unsigned n = 0; n < challenges->count; n++) {
            const struct sip_slice *params = challenges->all[n].params;
            if (params[SIP_AUTH_REALM].n == 0 || params[SIP_AUTH_NONCE].n == 0) {
                return false;
            }
        }
    }
    return true;
}

/* Digest credentials with realm and nonce that neither a challenge gave nor the failed request had. */
static bool are_unasked(const struct sip_context *context, const struct pair *pair,
                        const struct sip_auth *c)
{
    struct sip_slice nonce = c->params[SIP_AUTH_NONCE];

    if (!sip_slice_is(c->scheme, "Digest") || c->params[SIP_AUTH_REALM].n == 0 || nonce.n == 0 ||
        challenged_with(context, nonce)) {
        return false;
    }
    return !has_nonce(credentials_of(context, context->failed_request, pair), nonce) ||
           (same_call(context) &&
            is_stale(challenges_of(context, pair), c->params[SIP_AUTH_REALM]));
}

/* Reports credentials that were not asked for, if there were any challenges in their place. */
static enum sip_verdict judge_unasked(const struct sip_context *context, const struct pair *pair,
                                      const struct sip_auth *c, struct sip_finding *finding)
{
    const struct sip_auths *challenges = challenges_of(context, pair);
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
static enum sip_verdict judge_answer(const struct sip_context *context, const struct pair *pair,
                                     const struct sip_auth *c, struct sip_finding *finding)
{
    const struct sip_auths *challenges = challenges_of(context, pair);
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
    return sip_broken(finding, context, c->text, "%s is %s; with this nonce frame %u gave %s",
                      name_of(param), sip_quoted(context, used).s,
                      context->transaction->attempt->final_frame, sip_quoted(context, given).s);
}

/* Only of the next request of the call is it sure which challenge it answers: some servers give the same nonce
 * in several challenges, to other calls or at another time, each with another opaque. */
static enum sip_verdict check_answers(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    if (!same_call(context) ||
        context->message->cseq_number > context->failed_request->cseq_number + 1) {
        return SIP_UNDECIDED;
    }
    for (size_t i = 0; i < PAIRS; i++) {
        const struct sip_auths *now = credentials_of(context, context->message, &pairs[i]);
        for (unsigned n = 0; n < now->count; n++) {
            if (judge_answer(context, &pairs[i], &now->all[n], finding) == SIP_BROKEN) {
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
    if (has_credentials(context->message) && check_answers(context, finding) == SIP_BROKEN) {
        return SIP_BROKEN;
    }
    if (!has_credentials(context->message) || answers(context) ||
        sip_attempt_delay(context) > SIP_BY_ITSELF || !sip_attempt_repeats(context) ||
        !challenges_are_whole(context)) {
        return SIP_NOT_APPLICABLE;
    }
    for (size_t i = 0; i < PAIRS; i++) {
        const struct sip_auths *now = credentials_of(context, context->message, &pairs[i]);
        for (unsigned n = 0; n < now->count; n++) {
            const struct sip_auth *c = &now->all[n];
            if (are_unasked(context, &pairs[i], c) &&
                judge_unasked(context, &pairs[i], c, finding) == SIP_BROKEN) {
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
    for (size_t i = 0; i < PAIRS; i++) {
        const struct sip_auths *credentials = credentials_of(context, context->message, &pairs[i]);
        for (unsigned n = 0; n < credentials->count; n++) {
            const struct sip_auth *c = &credentials->all[n];
            const char *lacking = lacking_of_qop(c);
            if (lacking != NULL &&
                all_have_qop(challenges_of(context, &pairs[i]), c->params[SIP_AUTH_NONCE])) {
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
    for (size_t i = 0; i < PAIRS; i++) {
        const struct pair *own = &pairs[i], *other = &pairs[1 - i];
        const struct sip_auths *credentials = credentials_of(context, m, own);
        for (unsigned n = 0; n < credentials->count; n++) {
            const struct sip_auth *c = &credentials->all[n];
            struct sip_slice nonce = c->params[SIP_AUTH_NONCE];
            if (has_nonce(challenges_of(context, other), nonce) &&
                !has_nonce(challenges_of(context, own), nonce) &&
                !has_nonce(credentials_of(context, m, other), nonce)) {
                return sip_broken(
                    finding, context, c->text, "the nonce in %s is that of %s in frame %u",
                    sip_header_name(own->credentials), sip_header_name(other->challenges),
                    context->transaction->attempt->final_frame);
            }
        }
    }
    return has_credentials(m) ? SIP_KEPT : SIP_NOT_APPLICABLE;
}

const struct sip_rule sip_rules_authentication[] = {
    {
        .id = "auth-rejected-loop",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §22.1",
        .see = "RFC 2617 §3.2.1; RFC 7616 §3.3; RFC 3310 §3.4",
        .when = SIP_ON_RETRY,
        .codes = "401,407",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .once = SIP_ONCE_A_DIALOG,
        .check = check_rejected,
        .problem = "Rejected credentials sent again",
        .requirement = "A client does not retry with credentials that have just been rejected",
        .remedy = "The client must stop and ask for another user name or password. Check both, and "
                  "the realm, on the client and on the server.",
        .silence = "Not reported when the server said stale=true, when realm, user name, "
                   "algorithm or password differ (with the same nonce, the response proves "
                   "another password), when AKA resynchronises, and when several credentials "
                   "share a realm. Unless the credentials are identical byte for byte, not "
                   "reported either when the rejected nonce was not fresh, as the server may have "
                   "forgotten stale=true, nor the first time when more than five seconds have "
                   "passed, as another password may have been tried.",
    },
    {
        .id = "auth-cseq-not-incremented",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §22.2",
        .see = "RFC 3261 §8.1.3.5",
        .when = SIP_ON_RETRY,
        .codes = "401,407",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .check = check_cseq,
        .problem = "CSeq not incremented in the request with credentials",
        .requirement = "A request sent again with credentials has a higher CSeq number",
        .remedy = "The client must increment CSeq. A proxy that adds credentials for its client "
                  "cannot do so, and should leave authentication to the client.",
    },
    {
        .id = "auth-retry-identity-changed",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §8.1.3.5",
        .see = "RFC 3261 §8.1.1.4",
        .when = SIP_ON_RETRY,
        .codes = "401,407,413,415,416,420",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .check = check_identity,
        .problem = "Call-ID or From tag changed when the request was retried",
        .requirement =
            "A request retried with changes keeps Call-ID, To and From, including its tag",
        .remedy = "The client should keep Call-ID, To and From, so that both attempts are "
                  "recognised as one call.",
        .silence = "Not reported when the URI in To or From differs, as that may be an unrelated "
                   "request, and after five seconds. A request with another Call-ID is recognised "
                   "by the nonce of its credentials only.",
    },
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
        .id = "auth-qop-ignored",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §22.4",
        .see = "RFC 8760 §2.6; RFC 2617 §3.2.2",
        .when = SIP_ON_RETRY,
        .codes = "401,407",
        .methods = SIP_M_NOT_ACK_CANCEL,
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
        .check = check_wrong_header,
        .problem = "Credentials in the wrong header field",
        .requirement =
            "Authorization responds to WWW-Authenticate, Proxy-Authorization to Proxy-Authenticate",
        .remedy = "The client must use the header field that belongs to the challenge. No server "
                  "looks for its credentials in the other one.",
        .silence = "Not reported when the nonce, which identifies the challenge, is in both header "
                   "fields: one response may contain challenges of several servers.",
        .explains = {"credentials-refused", "auth-rejected-loop"},
    },
};

SIP_SUBJECT_END(authentication);
