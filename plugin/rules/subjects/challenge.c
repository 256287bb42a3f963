/* challenge.c
 * 401, 407 and their WWW-Authenticate and Proxy-Authenticate (RFC 3261 section 22, RFC 7616).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/readings.h"
#include "rules/subjects/subjects.h"

/* The header field that the entry names must be there; the other one does not make up for it. */
static enum sip_verdict check_missing(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    enum sip_header_id other = context->rule->headers[0] == SIP_HDR_WWW_AUTHENTICATE
                                   ? SIP_HDR_PROXY_AUTHENTICATE
                                   : SIP_HDR_WWW_AUTHENTICATE;
    enum sip_verdict verdict = sip_check_required(context, finding);

    if (verdict == SIP_BROKEN && sip_message_has(context->message, other)) {
        return sip_broken(finding, context, (struct sip_slice){NULL, 0},
                          "%s absent; the challenge is in %s",
                          sip_header_name(context->rule->headers[0]), sip_header_name(other));
    }
    return verdict;
}

/* Walks the challenges of the message: those of WWW-Authenticate, then those of
 * Proxy-Authenticate. */
struct walk {
    const struct sip_context *context;
    const struct sip_auths *auths;
    unsigned at; /* of them that is next */
};

static struct walk walk_of(const struct sip_context *context)
{
    return (struct walk){context, sip_auths_of(context, context->message, SIP_HDR_WWW_AUTHENTICATE),
                         0};
}

/* NULL at the end. */
static const struct sip_auth *next_challenge(struct walk *walk)
{
    const struct sip_message *m = walk->context->message;

    if (walk->at == walk->auths->count) {
        if (walk->auths->header == SIP_HDR_PROXY_AUTHENTICATE ||
            !sip_message_has(m, SIP_HDR_PROXY_AUTHENTICATE)) {
            return NULL;
        }
        walk->auths = sip_auths_of(walk->context, m, SIP_HDR_PROXY_AUTHENTICATE);
        walk->at = 0;
    }
    return walk->at < walk->auths->count ? &walk->auths->all[walk->at++] : NULL;
}

/* What is wrong with a challenge, in a few words, or NULL. */
typedef const char *(*remark)(const struct sip_auth *challenge);

/* Reports the first challenge of that scheme that gets a remark. */
static enum sip_verdict judge_each(const struct sip_context *context, struct sip_finding *finding,
                                   const char *scheme, remark remark_on)
{
    struct walk walk = walk_of(context);
    const struct sip_auth *challenge;
    enum sip_verdict verdict = SIP_NOT_APPLICABLE;

    while ((challenge = next_challenge(&walk)) != NULL) {
        if (!sip_slice_is(challenge->scheme, scheme)) {
            continue;
        }
        if (!challenge->whole) {
            verdict = SIP_UNDECIDED;
            continue;
        }
        const char *words = remark_on(challenge);
        if (words != NULL) {
            return sip_broken(finding, context, challenge->text, "%s in %s: %.*s",
                              sip_word(context, words), sip_header_name(challenge->header),
                              SIP_ARG(challenge->text));
        }
        verdict = verdict == SIP_UNDECIDED ? SIP_UNDECIDED : SIP_KEPT;
    }
    return verdict;
}

static const char *basic(const struct sip_auth *challenge)
{
    (void)challenge;
    return SIP_PHRASE("scheme Basic");
}

static enum sip_verdict check_basic(const struct sip_context *context, struct sip_finding *finding)
{
    return judge_each(context, finding, "Basic", basic);
}

static const char *lacks_realm_or_nonce(const struct sip_auth *challenge)
{
    bool realm = challenge->params[SIP_AUTH_REALM].p != NULL;
    bool nonce = challenge->params[SIP_AUTH_NONCE].p != NULL;

    if (realm && nonce) {
        return challenge->params[SIP_AUTH_REALM].n == 0 ? SIP_PHRASE("realm empty") : NULL;
    }
    return realm   ? SIP_PHRASE("nonce absent")
           : nonce ? SIP_PHRASE("realm absent")
                   : SIP_PHRASE("realm and nonce absent");
}

static enum sip_verdict check_digest_incomplete(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    return judge_each(context, finding, "Digest", lacks_realm_or_nonce);
}

/* MD5 where none is named (RFC 2617 section 3.2.1). */
static struct sip_slice algorithm_of(const struct sip_auth *challenge)
{
    struct sip_slice named = challenge->params[SIP_AUTH_ALGORITHM];
    return named.p != NULL ? named : SIP_SLICE("MD5");
}

/* AKA is the profile of IMS networks, which do without qop (TS 24.229 section 5.4.1.2.1). */
static const char *lacks_qop(const struct sip_auth *challenge)
{
    /* A challenge that no client can use is reported by digest-challenge-incomplete. */
    bool excused = challenge->params[SIP_AUTH_QOP].p != NULL ||
                   lacks_realm_or_nonce(challenge) != NULL ||
                   sip_slice_starts_with(algorithm_of(challenge), "AKAv");
    return excused ? NULL : SIP_PHRASE("qop absent");
}

static enum sip_verdict check_qop(const struct sip_context *context, struct sip_finding *finding)
{
    return judge_each(context, finding, "Digest", lacks_qop);
}

static bool same_param(const struct sip_auth *a, const struct sip_auth *b,
                       enum sip_auth_param param)
{
    return a->params[param].p != NULL && b->params[param].p != NULL &&
           sip_slice_equal(a->params[param], b->params[param]);
}

/* Whether one server made both challenges, which a forking proxy may otherwise have collected
 * from several (RFC 3261 section 22.3): they share a nonce, or the request was REGISTER, which
 * nobody forks. */
static bool same_server(const struct sip_message *m, const struct sip_auth *a,
                        const struct sip_auth *b)
{
    return m->method == SIP_METHOD_REGISTER || same_param(a, b, SIP_AUTH_NONCE);
}

static enum sip_verdict check_same_algorithm(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct walk walk = walk_of(context);
    const struct sip_auth *first, *second;

    while ((first = next_challenge(&walk)) != NULL) {
        struct walk behind = walk;
        if (!sip_slice_is(first->scheme, "Digest") || !first->whole) {
            continue;
        }
        while ((second = next_challenge(&behind)) != NULL && second->header == first->header) {
            if (sip_slice_is(second->scheme, "Digest") && second->whole &&
                same_param(first, second, SIP_AUTH_REALM) && same_server(m, first, second) &&
                sip_slice_equal_nocase(algorithm_of(first), algorithm_of(second))) {
                return sip_broken(finding, context, second->text,
                                  "two %s with algorithm %.*s: %.*s",
                                  sip_header_name(second->header), SIP_ARG(algorithm_of(second)),
                                  SIP_ARG(second->text));
            }
        }
    }
    return SIP_KEPT;
}

/* Reported once, for the first Digest, where nothing but MD5 is offered. Basic is no alternative. */
static enum sip_verdict check_md5_only(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    struct walk walk = walk_of(context);
    const struct sip_auth *challenge, *md5 = NULL;

    while ((challenge = next_challenge(&walk)) != NULL) {
        if (!challenge->whole) {
            return SIP_UNDECIDED;
        }
        if (sip_slice_is(challenge->scheme, "Basic")) {
            continue;
        }
        struct sip_slice algorithm = algorithm_of(challenge);
        if (!sip_slice_is(challenge->scheme, "Digest") ||
            (!sip_slice_is(algorithm, "MD5") && !sip_slice_is(algorithm, "MD5-sess"))) {
            return SIP_KEPT;
        }
        md5 = md5 != NULL ? md5 : challenge;
    }
    if (md5 == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (!context->message->headers_complete) {
        return SIP_UNDECIDED;
    }
    bool is_named = md5->params[SIP_AUTH_ALGORITHM].p != NULL;
    return sip_broken(finding, context, md5->text, "%s%.*s: %.*s",
                      is_named ? "algorithm=" : sip_word(context, "algorithm absent, which means "),
                      SIP_ARG(algorithm_of(md5)), SIP_ARG(md5->text));
}

static const char *lacks_authz_server(const struct sip_auth *challenge)
{
    struct sip_slice server = challenge->params[SIP_AUTH_AUTHZ_SERVER];

    if (server.p == NULL) {
        return SIP_PHRASE("authz_server absent");
    }
    return sip_slice_starts_with(server, "https:")
               ? NULL
               : SIP_PHRASE("authz_server without an https URI");
}

static enum sip_verdict check_authz_server(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    return judge_each(context, finding, "Bearer", lacks_authz_server);
}

static enum sip_verdict check_combined(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    struct walk walk = walk_of(context);
    const struct sip_auth *challenge;

    while ((challenge = next_challenge(&walk)) != NULL) {
        if (challenge->combined) {
            return sip_broken(finding, context, challenge->text, "second challenge in one %s: %.*s",
                              sip_header_name(challenge->header), SIP_ARG(challenge->text));
        }
    }
    return SIP_KEPT;
}

static const char *stale(const struct sip_auth *challenge)
{
    return sip_slice_is(challenge->params[SIP_AUTH_STALE], "true") ? SIP_PHRASE("stale=true")
                                                                   : NULL;
}

static enum sip_verdict check_stale(const struct sip_context *context, struct sip_finding *finding)
{
    return judge_each(context, finding, "Digest", stale);
}

const struct sip_rule sip_rules_challenge[] = {
    {
        .id = "401-www-authenticate-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §22.2",
        .see = "RFC 3261 §20.44; RFC 3261 §21.4.2",
        .codes = "401",
        .methods = SIP_M_BUT(SIP_M(CANCEL)),
        .headers = {SIP_HDR_WWW_AUTHENTICATE},
        .check = check_missing,
        .problem = "401 without WWW-Authenticate",
        .requirement = "A 401 has a challenge in WWW-Authenticate",
        .remedy = "The server that sent the 401 must add WWW-Authenticate. Without it no client "
                  "can authenticate.",
        .silence = "Not reported when the 401 is a response to CANCEL: it should not exist at all, "
                   "and challenge-to-cancel reports it.",
        .explains = {"auth-rejected-loop", "credentials-refused"},
    },
    {
        .id = "407-proxy-authenticate-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §22.3",
        .see = "RFC 3261 §20.27; RFC 3261 §21.4.8",
        .codes = "407",
        .methods = SIP_M_BUT(SIP_M(CANCEL)),
        .headers = {SIP_HDR_PROXY_AUTHENTICATE},
        .check = check_missing,
        .problem = "407 without Proxy-Authenticate",
        .requirement = "A 407 has a challenge in Proxy-Authenticate",
        .remedy = "The proxy that sent the 407 must add Proxy-Authenticate. WWW-Authenticate is "
                  "the header field for a 401.",
        .silence = "Not reported when the 407 is a response to CANCEL: it should not exist at all, "
                   "and challenge-to-cancel reports it.",
        .explains = {"auth-rejected-loop", "credentials-refused"},
    },
    {
        .id = "challenge-to-cancel",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §22.1",
        .see = "RFC 3261 §9.2",
        .codes = "401,407",
        .methods = SIP_M(CANCEL),
        .check = sip_check_code,
        .problem = "CANCEL challenged with 401 or 407",
        .requirement = "A server does not challenge a CANCEL",
        .remedy =
            "The server must accept or reject a CANCEL by the hop that it came from. A CANCEL "
            "cannot be sent again with credentials, and meanwhile the call keeps ringing.",
    },
    {
        .id = "auth-basic-scheme",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §22",
        .see = "RFC 3261 §22.4; RFC 8760 §2.6",
        .codes = "401,407",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .check = check_basic,
        .problem = "Basic authentication requested",
        .requirement = "A server does not challenge with Basic",
        .remedy = "The server must challenge with Digest or Bearer. Basic sends the password "
                  "practically in clear text.",
    },
    {
        .id = "digest-challenge-incomplete",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 2617 §3.2.1",
        .see = "RFC 2617 §1.2; RFC 7616 §3.3; RFC 3261 §22.1",
        .codes = "401,407",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .check = check_digest_incomplete,
        .problem = "Digest challenge without realm or nonce",
        .requirement = "A Digest challenge has a realm and a nonce",
        .remedy = "The server must put both realm and nonce into the challenge. Without them no "
                  "client can compute its credentials, and for an empty realm many find no user.",
        .silence = "Not reported when a quoted string in the challenge is not closed: what follows "
                   "it cannot be read.",
        .explains = {"auth-rejected-loop"},
    },
    {
        .id = "digest-qop-missing",
        .severity = SIP_NOTE, /* old servers in great number leave it out, and it works */
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §22.4",
        .see = "RFC 8760 §2.6",
        .codes = "401,407",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .once = SIP_ONCE_A_SERVER,
        .check = check_qop,
        .problem = "Digest challenge without qop",
        .requirement = "A Digest challenge offers a quality of protection in qop",
        .remedy = "The server must add qop=\"auth\". Without it clients fall back to the weaker "
                  "computation of RFC 2069.",
        .silence =
            "Not reported when the algorithm is AKA, as IMS networks omit qop there, and when a "
            "quoted string in the challenge is not closed: what follows it cannot be read. Nor "
            "where realm or nonce are missing, too: digest-challenge-incomplete reports that.",
    },
    {
        .id = "digest-same-realm-same-algorithm",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 8760 §2.3",
        .see = "RFC 3261 §22.3; RFC 8760 §2.5",
        .codes = "401,407",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .once = SIP_ONCE_A_SERVER,
        .check = check_same_algorithm,
        .problem = "Two Digest challenges with the same realm and algorithm",
        .requirement = "Several challenges of one server for one realm use different algorithms",
        .remedy = "The server must send one challenge for each algorithm, the preferred one first.",
        .silence = "Only reported where one server generated both challenges: they share a nonce, "
                   "or the request was REGISTER. A forking proxy collects the challenges of "
                   "several servers, which may be alike.",
    },
    {
        .id = "digest-md5-only",
        .severity = SIP_CHAT, /* nearly every server in use does it, for the sake of its clients */
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 8760 §3",
        .see = "RFC 8760 §2.1; RFC 8760 §2.3",
        .codes = "401,407",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .check = check_md5_only,
        .problem = "Challenge offers MD5 only",
        .requirement = "A challenge offers a stronger algorithm than MD5",
        .remedy = "The server could offer SHA-256 in a challenge before the one with MD5. Clients "
                  "that only know MD5 continue as before.",
    },
    {
        .id = "bearer-authz-server-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 8898 §2.2",
        .see = "RFC 8898 §2.3; RFC 8898 §4",
        .codes = "401,407",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .check = check_authz_server,
        .problem = "Bearer challenge without an https authz_server",
        .requirement =
            "A Bearer challenge has the https URI of the authorization server in authz_server",
        .remedy =
            "The server must add authz_server with the https URI where the client gets its token.",
        .silence = "Not reported when a quoted string in the challenge is not closed: what follows "
                   "it cannot be read.",
    },
    {
        .id = "challenge-headers-combined",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §7.3.1",
        .codes = "401,407,421,494",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .once = SIP_ONCE_A_SERVER,
        .check = check_combined,
        .problem = "Several challenges combined in one header line",
        .requirement = "Each challenge has a header line of its own",
        .remedy = "The server, or the proxy that merged the header lines, must keep each challenge "
                  "in a line of its own. A comma also separates the parameters of one challenge.",
    },
    {
        .id = "challenge-outside-401-407",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §20",
        .see = "RFC 3261 §20.27; RFC 3261 §20.44; RFC 3329 §2.3.1",
        .codes = "!401,407,421,494",
        .headers = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .check = sip_check_misplaced,
        .problem = "Challenge in a response other than 401 or 407",
        .requirement =
            "A challenge is sent in a 401 or 407 only; clients do not act on it elsewhere",
        .remedy = "The server must send 401 or 407 if it wants credentials. In a 2xx, the header "
                  "field for Digest is Authentication-Info.",
        .silence = "Not reported where a 421 or 494 has a challenge: it may be part of a security "
                   "agreement.",
    },
    {
        .id = "auth-stale-nonce",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 2617 §3.2.1",
        .see = "RFC 7616 §3.3; RFC 3261 §22.1",
        .codes = "401,407",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .check = check_stale,
        .problem = "Nonce expired (stale=true)",
        .requirement = "With stale=true only the nonce is refused; the client repeats the request "
                       "with the new one",
        .remedy = "The client repeats the request with the new nonce, without asking for a "
                  "password again. Nothing needs to be changed.",
    },
};

SIP_SUBJECT_END(challenge);
