/* challenge.c
 * Challenges: 401, 407 and their WWW-Authenticate and Proxy-Authenticate.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/readings.h"
#include "rules/subjects.h"

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

/* Speaks of the first challenge of that scheme that gets a remark. */
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
            return sip_broken(finding, context, challenge->text, "%s in %s: %.*s", words,
                              sip_header_name(challenge->header), SIP_ARG(challenge->text));
        }
        verdict = verdict == SIP_UNDECIDED ? SIP_UNDECIDED : SIP_KEPT;
    }
    return verdict;
}

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
                          "%s absent; the challenge stands in %s",
                          sip_header_name(context->rule->headers[0]), sip_header_name(other));
    }
    return verdict;
}

static const char *basic(const struct sip_auth *challenge)
{
    (void)challenge;
    return "Scheme Basic";
}

static enum sip_verdict check_basic(const struct sip_context *context, struct sip_finding *finding)
{
    return judge_each(context, finding, "Basic", basic);
}

static const char *lacks_realm_or_nonce(const struct sip_auth *challenge)
{
    bool realm = challenge->params[SIP_AUTH_REALM].p != NULL;
    bool nonce = challenge->params[SIP_AUTH_NONCE].p != NULL;

    return realm && nonce ? NULL
           : realm        ? "nonce absent"
           : nonce        ? "realm absent"
                          : "realm and nonce absent";
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
    bool excused = challenge->params[SIP_AUTH_QOP].p != NULL ||
                   sip_slice_starts_with(algorithm_of(challenge), "AKAv");
    return excused ? NULL : "qop absent";
}

static enum sip_verdict check_qop(const struct sip_context *context, struct sip_finding *finding)
{
    return judge_each(context, finding, "Digest", lacks_qop);
}

static const char *lacks_authz_server(const struct sip_auth *challenge)
{
    struct sip_slice server = challenge->params[SIP_AUTH_AUTHZ_SERVER];

    if (server.p == NULL) {
        return "authz_server absent";
    }
    return sip_slice_starts_with(server, "https:") ? NULL : "authz_server without an https URI";
}

static enum sip_verdict check_authz_server(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    return judge_each(context, finding, "Bearer", lacks_authz_server);
}

static const char *stale(const struct sip_auth *challenge)
{
    return sip_slice_is(challenge->params[SIP_AUTH_STALE], "true") ? "stale=true" : NULL;
}

static enum sip_verdict check_stale(const struct sip_context *context, struct sip_finding *finding)
{
    return judge_each(context, finding, "Digest", stale);
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
                                  "Two %s with algorithm %.*s: %.*s",
                                  sip_header_name(second->header), SIP_ARG(algorithm_of(second)),
                                  SIP_ARG(second->text));
            }
        }
    }
    return SIP_KEPT;
}

/* Speaks once, of the first Digest, where nothing but MD5 is offered. Basic is no way out. */
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
                      is_named ? "algorithm=" : "algorithm absent, which means ",
                      SIP_ARG(algorithm_of(md5)), SIP_ARG(md5->text));
}

static enum sip_verdict check_combined(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    struct walk walk = walk_of(context);
    const struct sip_auth *challenge;

    while ((challenge = next_challenge(&walk)) != NULL) {
        if (challenge->combined) {
            return sip_broken(finding, context, challenge->text, "Second challenge in one %s: %.*s",
                              sip_header_name(challenge->header), SIP_ARG(challenge->text));
        }
    }
    return SIP_KEPT;
}

const struct sip_rule sip_rules_challenge[] = {
    {
        .id = "401-www-authenticate-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §22.2",
        .see = "RFC 3261 §20.44; RFC 3261 §21.4.2",
        .codes = "401",
        .methods = SIP_M_NOT(SIP_M(CANCEL)),
        .headers = {SIP_HDR_WWW_AUTHENTICATE},
        .check = check_missing,
        .summary = "A 401 carries a challenge in WWW-Authenticate",
        .summary_fr = "Un 401 porte un défi d’authentification dans WWW-Authenticate",
        .remedy =
            "The server that sent the 401 must add WWW-Authenticate; without it no client can "
            "authenticate.",
        .remedy_fr = "Le serveur qui a émis le 401 doit ajouter WWW-Authenticate ; sans lui, "
                     "aucun client ne peut s’authentifier.",
        .silence = "A 401 to CANCEL should not exist at all: challenge-to-cancel says so.",
    },
    {
        .id = "407-proxy-authenticate-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §22.3",
        .see = "RFC 3261 §20.27; RFC 3261 §21.4.8",
        .codes = "407",
        .methods = SIP_M_NOT(SIP_M(CANCEL)),
        .headers = {SIP_HDR_PROXY_AUTHENTICATE},
        .check = check_missing,
        .summary = "A 407 carries a challenge in Proxy-Authenticate",
        .summary_fr = "Un 407 porte un défi d’authentification dans Proxy-Authenticate",
        .remedy =
            "The proxy that sent the 407 must add Proxy-Authenticate; WWW-Authenticate is the "
            "header of a 401.",
        .remedy_fr = "Le proxy qui a émis le 407 doit ajouter Proxy-Authenticate ; "
                     "WWW-Authenticate est l’en-tête du 401.",
        .silence = "A 407 to CANCEL should not exist at all: challenge-to-cancel says so.",
    },
    {
        .id = "challenge-to-cancel",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST NOT",
        .reference = "RFC 3261 §22.1",
        .see = "RFC 3261 §9.2",
        .codes = "401,407",
        .methods = SIP_M(CANCEL),
        .check = sip_check_code,
        .summary = "No server challenges a CANCEL",
        .summary_fr = "Aucun serveur ne demande d’authentification pour un CANCEL",
        .remedy = "The server must judge a CANCEL by the hop that it came from: a CANCEL cannot be "
                  "sent again with credentials, and meanwhile the call keeps ringing.",
        .remedy_fr = "Le serveur doit juger un CANCEL d’après le saut dont il provient : un "
                     "CANCEL ne peut pas être renvoyé avec des identifiants, et entre-temps "
                     "l’appel continue de sonner.",
    },
    {
        .id = "auth-basic-scheme",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_SECURITY,
        .strength = "MUST NOT",
        .reference = "RFC 3261 §22",
        .see = "RFC 3261 §22.4; RFC 8760 §2.6",
        .codes = "401,407",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .check = check_basic,
        .summary = "No server asks for Basic authentication",
        .summary_fr = "Aucun serveur ne demande l’authentification Basic",
        .remedy = "The server must challenge with Digest or Bearer: Basic sends the password as "
                  "good as readable.",
        .remedy_fr = "Le serveur doit émettre un défi Digest ou Bearer : Basic transmet le mot de "
                     "passe pratiquement en clair.",
    },
    {
        .id = "digest-challenge-incomplete",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 2617 §3.2.1",
        .see = "RFC 2617 §1.2; RFC 7616 §3.3; RFC 3261 §22.1",
        .codes = "401,407",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .check = check_digest_incomplete,
        .summary = "A Digest challenge names its realm and a nonce",
        .summary_fr = "Un défi Digest indique son realm et un nonce",
        .remedy = "The server must put both realm and nonce into the challenge; without them no "
                  "client can compute an answer.",
        .remedy_fr = "Le serveur doit mettre realm et nonce dans le défi ; sans eux, aucun client "
                     "ne peut calculer de réponse.",
        .silence = "Silent where a quoted string in the challenge has no end: what follows it "
                   "cannot be read.",
    },
    {
        .id = "digest-qop-missing",
        .severity = SIP_NOTE, /* old servers in great number leave it out, and it works */
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §22.4",
        .see = "RFC 8760 §2.6",
        .codes = "401,407",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .check = check_qop,
        .summary = "A Digest challenge says in qop which protection it offers",
        .summary_fr = "Un défi Digest annonce dans qop la protection proposée",
        .remedy = "The server should add qop=\"auth\"; without it clients fall back to the weaker "
                  "computation of RFC 2069.",
        .remedy_fr = "Le serveur devrait ajouter qop=\"auth\" ; sans lui, les clients se "
                     "rabattent sur le calcul, plus faible, de la RFC 2069.",
        .silence =
            "Silent for the AKA algorithms: IMS networks leave qop out there. Silent too where "
            "a quoted string in the challenge has no end: what follows it cannot be read.",
    },
    {
        .id = "digest-same-realm-same-algorithm",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 8760 §2.3",
        .see = "RFC 3261 §22.3; RFC 8760 §2.5",
        .codes = "401,407",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .check = check_same_algorithm,
        .summary = "Several challenges of a server for one realm differ in their algorithm",
        .summary_fr = "Plusieurs défis d’un serveur pour un même realm diffèrent par leur "
                      "algorithme",
        .remedy = "The server must send one challenge for each algorithm, the preferred one first.",
        .remedy_fr = "Le serveur doit envoyer un défi par algorithme, le préféré en premier.",
        .silence = "A forking proxy collects the challenges of several servers, and they may be "
                   "alike. So it speaks only where one server made both: they share a nonce, or "
                   "the request was REGISTER.",
    },
    {
        .id = "digest-md5-only",
        .severity = SIP_CHAT, /* nearly every server in use does it, for the sake of its clients */
        .group = SIP_GROUP_SECURITY,
        .strength = "NOT RECOMMENDED",
        .reference = "RFC 8760 §3",
        .see = "RFC 8760 §2.1; RFC 8760 §2.3",
        .codes = "401,407",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .check = check_md5_only,
        .summary = "A challenge offers something better than MD5",
        .summary_fr = "Un défi propose mieux que MD5",
        .remedy = "The server could offer SHA-256 in a challenge before that of MD5; clients that "
                  "know only MD5 go on as before.",
        .remedy_fr = "Le serveur pourrait proposer SHA-256 dans un défi placé avant celui de "
                     "MD5 ; les clients qui ne connaissent que MD5 continueraient comme avant.",
    },
    {
        .id = "bearer-authz-server-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 8898 §2.2",
        .see = "RFC 8898 §2.3; RFC 8898 §4",
        .codes = "401,407",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .check = check_authz_server,
        .summary = "A Bearer challenge names the authorization server by an https URI",
        .summary_fr = "Un défi Bearer désigne le serveur d’autorisation par une URI https",
        .remedy = "The server must add authz_server with the https URI where the client gets its "
                  "token.",
        .remedy_fr = "Le serveur doit ajouter authz_server avec l’URI https où le client obtient "
                     "son jeton.",
        .silence = "Silent where a quoted string in the challenge has no end: what follows it "
                   "cannot be read.",
    },
    {
        .id = "challenge-headers-combined",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST NOT",
        .reference = "RFC 3261 §7.3.1",
        .codes = "401,407,421,494",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .check = check_combined,
        .summary = "Each challenge has a header row of its own",
        .summary_fr = "Chaque défi occupe sa propre ligne d’en-tête",
        .remedy = "Whoever joined the rows must leave each challenge in a row of its own: a comma "
                  "also separates the parameters of one challenge.",
        .remedy_fr = "Qui a réuni les lignes doit laisser chaque défi sur la sienne : la virgule "
                     "sépare aussi les paramètres d’un même défi.",
    },
    {
        .id = "challenge-outside-401-407",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "table",
        .reference = "RFC 3261 §20",
        .see = "RFC 3261 §20.27; RFC 3261 §20.44; RFC 3329 §2.3.1",
        .codes = "!401,407,421,494",
        .headers = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .check = sip_check_misplaced,
        .summary = "A challenge stands in a 401 or 407, for no client answers it elsewhere",
        .summary_fr = "Un défi figure dans un 401 ou un 407 : ailleurs, aucun client n’y répond",
        .remedy = "A server that wants credentials must answer 401 or 407; in a 2xx the header of "
                  "Digest is Authentication-Info.",
        .remedy_fr = "Un serveur qui demande des identifiants doit répondre 401 ou 407 ; dans un "
                     "2xx, l’en-tête prévu pour Digest est Authentication-Info.",
        .silence = "421 and 494 may carry a challenge as part of a security agreement.",
    },
    {
        .id = "auth-stale-nonce",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "informational",
        .reference = "RFC 2617 §3.2.1",
        .see = "RFC 7616 §3.3; RFC 3261 §22.1",
        .codes = "401,407",
        .needs = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE},
        .check = check_stale,
        .summary = "The credentials were right; only the nonce has expired",
        .summary_fr = "Les identifiants étaient corrects ; seul le nonce a expiré",
        .remedy = "Nothing to mend: the client repeats the request with the new nonce and asks "
                  "nobody for a password.",
        .remedy_fr = "Rien à corriger : le client répète la requête avec le nouveau nonce, sans "
                     "redemander de mot de passe.",
    },
};

SIP_SUBJECT_END(challenge);
