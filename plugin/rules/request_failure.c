/* request_failure.c
 * Request failures: what each 4xx must carry, and which methods it may answer.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"
#include "sip/body.h"
#include "sip/value.h"

/* Tables 2 and 3 of RFC 3261, and those of its extensions, ask no header field of a failure to
 * ACK, which is never answered, or to CANCEL, which nobody can send again. */
#define NEITHER_ACK_NOR_CANCEL SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL))

/* The one header field of the entry must be there and, since its grammar demands it, say
 * something. */
static enum sip_verdict check_listed(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    enum sip_verdict verdict = sip_check_required(context, finding);

    if (verdict != SIP_KEPT || sip_values_count(m, context->rule->headers[0]) > 0) {
        return verdict;
    }
    if (!m->headers_complete) { /* a row with values may have been cut off */
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context,
                      sip_row_bytes(sip_message_row(m, context->rule->headers[0])), "%s is empty",
                      sip_header_name(context->rule->headers[0]));
}

/* The same for a number of seconds. */
static enum sip_verdict check_seconds(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    enum sip_verdict verdict = check_listed(context, finding);
    struct sip_values it = sip_values_of(context->message, context->rule->headers[0]);
    struct sip_slice value;
    uint32_t seconds;

    if (verdict != SIP_KEPT || !sip_values_next(&it, &value) ||
        sip_value_seconds(value, &seconds)) {
        return verdict;
    }
    return sip_broken(finding, context, sip_row_bytes(it.row), "%s: %.*s is no number of seconds",
                      sip_header_name(context->rule->headers[0]), SIP_ARG(value));
}

/* Whether products know this method although it is not registered: a 405 from them is correct. */
static bool is_vendor_method(struct sip_slice method)
{
    static const char *const names[] = {"BENOTIFY", "KDMQ", "NEGOTIATE", "PING", "SERVICE"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (sip_slice_is(method, names[i])) {
            return true;
        }
    }
    return false;
}

static bool allow_lists(const struct sip_message *m, struct sip_slice method)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_ALLOW);
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_equal(value, method)) {
            return true;
        }
    }
    return false;
}

static enum sip_verdict check_405_vs_501(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (is_vendor_method(m->method_name) || allow_lists(m, m->method_name)) {
        return SIP_NOT_APPLICABLE;
    }
    return m->headers_complete
               ? sip_broken(finding, context, SIP_START_LINE, "405 to %.*s, no registered method",
                            SIP_ARG(m->method_name))
               : SIP_UNDECIDED;
}

static enum sip_verdict check_501_baseline(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    switch (sip_message_presence(m, SIP_HDR_ALLOW)) {
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    case SIP_PRESENT:
        /* No INVITE, then no calls to end either; and OPTIONS must get the very code that an
         * INVITE would get (RFC 3261 section 11.2). */
        if (!allow_lists(m, SIP_SLICE("INVITE"))) {
            return m->headers_complete ? SIP_NOT_APPLICABLE : SIP_UNDECIDED;
        }
        break;
    }
    return sip_broken(finding, context, SIP_START_LINE, "%.*s to %.*s%s", SIP_ARG(m->code_text),
                      SIP_ARG(m->method_name),
                      sip_message_has(m, SIP_HDR_ALLOW) ? ", though Allow lists INVITE" : "");
}

static enum sip_verdict check_408_non_invite(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (m->method == SIP_METHOD_REGISTER && context->ims) {
        return SIP_NOT_APPLICABLE;
    }
    if (m->method == SIP_METHOD_REGISTER && !m->headers_complete) {
        return SIP_UNDECIDED;
    }
    return sip_check_code(context, finding);
}

static enum sip_verdict check_421_secagree(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    if (context->ims || !sip_values_contain(context->message, SIP_HDR_REQUIRE, "sec-agree")) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_check_required(context, finding);
}

static enum sip_verdict check_min_se_below_90(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_MIN_SE);
    enum sip_verdict verdict = SIP_NOT_APPLICABLE;
    struct sip_slice value;
    uint32_t seconds;

    while (sip_values_next(&it, &value)) {
        if (sip_value_seconds(value, &seconds)) {
            if (seconds < 90) {
                return sip_broken(finding, context, sip_row_bytes(it.row), "Min-SE: %.*s",
                                  SIP_ARG(value));
            }
            verdict = SIP_KEPT;
        }
    }
    return verdict;
}

static enum sip_verdict check_493_cert(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    /* RFC 3261 asks for a certs-only pkcs7-mime body; signed data and a bare certificate hand over
     * the key as well. */
    static const char *const bearers[] = {
        "application/pkcs7-mime",      "application/x-pkcs7-mime",      "application/pkix-cert",
        "application/pkcs7-signature", "application/x-pkcs7-signature",
    };
    bool perhaps = false;
    struct sip_part part;

    for (size_t i = 0; i < sizeof(bearers) / sizeof(bearers[0]); i++) {
        switch (sip_message_part(context->message, bearers[i], &part)) {
        case SIP_PRESENT:
            return SIP_KEPT;
        case SIP_PERHAPS:
            perhaps = true;
            break;
        case SIP_ABSENT:
            break;
        }
    }
    return perhaps ? SIP_UNDECIDED
                   : sip_broken(finding, context, SIP_START_LINE, "no certificate in the body");
}

static enum sip_verdict check_494_require(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_REQUIRE);

    if (sip_values_contain(m, SIP_HDR_REQUIRE, "sec-agree")) {
        return SIP_KEPT;
    }
    /* Without Require it may answer a client that asked for sec-agree itself: only the request
     * tells. A Require shows that the server makes the demands. */
    if (!m->headers_complete || (row == NULL && context->request == NULL)) {
        return SIP_UNDECIDED;
    }
    if (context->request != NULL &&
        sip_values_contain(context->request, SIP_HDR_REQUIRE, "sec-agree")) {
        return SIP_KEPT;
    }
    if (row == NULL) {
        return sip_broken_by(finding, context, context->transaction->request_frame,
                             (struct sip_slice){NULL, 0},
                             "no Require, and none with sec-agree in frame %u either",
                             context->transaction->request_frame);
    }
    return sip_broken(finding, context, sip_row_bytes(row), "Require: %.*s, without sec-agree",
                      SIP_ARG(row->value));
}

const struct sip_rule sip_rules_request_failure[] = {
    {
        .id = "405-allow-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §21.4.6",
        .see = "RFC 3261 §8.2.1; RFC 3261 §20.5",
        .codes = "405",
        .methods = NEITHER_ACK_NOR_CANCEL,
        .headers = {SIP_HDR_ALLOW},
        .check = sip_check_required,
        .summary = "A 405 names in Allow the methods that may be used instead",
        .summary_fr = "Un 405 énumère dans Allow les méthodes utilisables à la place",
        .remedy = "The server must add Allow with the methods that it accepts at this address.",
        .remedy_fr = "Le serveur doit ajouter Allow avec les méthodes qu’il accepte à cette "
                     "adresse.",
        .silence = "An empty Allow is legal: no method is accepted. A 405 to CANCEL need not carry "
                   "Allow (RFC 3261, table 2).",
    },
    {
        .id = "405-vs-501",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "heuristic",
        .reference = "RFC 3261 §21.5.2",
        .see = "RFC 3261 §8.2.1; RFC 3261 §21.4.6",
        .codes = "405",
        .methods = SIP_M(OTHER),
        .check = check_405_vs_501,
        .summary = "A method that nobody has registered is answered by 501, not 405",
        .summary_fr = "À une méthode inconnue du registre, on répond 501 et non 405",
        .remedy = "A server that does not know the method should answer 501; 405 says that it "
                  "knows the method and refuses it here.",
        .remedy_fr = "Un serveur qui ne connaît pas la méthode devrait répondre 501 ; un 405 "
                     "signifie qu’il la connaît et la refuse ici.",
        .silence = "Methods of some vendors (SERVICE, BENOTIFY, NEGOTIATE, KDMQ, PING) and those "
                   "that Allow itself lists may well be known to the server. A 501 to a registered "
                   "method is correct where the server does not know it.",
    },
    {
        .id = "501-baseline-method",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MUST",
        .reference = "RFC 3261 §11",
        .see = "RFC 3261 §13.1; RFC 3261 §11.2",
        .codes = "405,501",
        .methods = SIP_M(OPTIONS) | SIP_M(BYE) | SIP_M(CANCEL),
        .check = check_501_baseline,
        .summary = "OPTIONS, and wherever INVITE is taken BYE and CANCEL, are supported",
        .summary_fr = "OPTIONS est pris en charge partout, BYE et CANCEL partout où INVITE est "
                      "accepté",
        .remedy = "The server must implement OPTIONS, BYE and CANCEL, or not accept INVITE.",
        .remedy_fr = "Le serveur doit prendre en charge OPTIONS, BYE et CANCEL, ou ne pas "
                     "accepter INVITE.",
        .silence = "Where the response's own Allow leaves out INVITE: a registrar or presence "
                   "server has no calls to end, and answers OPTIONS as it would answer INVITE.",
    },
    {
        .id = "408-non-invite",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MUST NOT",
        .reference = "RFC 4320 §4.2",
        .see = "RFC 4321 §1.4",
        .looks_back = true,
        .codes = "408",
        .methods = SIP_M_NOT(SIP_M(INVITE) | SIP_M(ACK)),
        .check = check_408_non_invite,
        .summary = "Only INVITE is answered by 408",
        .summary_fr = "Seul un INVITE reçoit un 408",
        .remedy = "The server must send nothing: by the time of its 408 the client has given up.",
        .remedy_fr = "Le serveur ne doit rien envoyer : au moment de son 408, le client a déjà "
                     "renoncé.",
        .silence = "REGISTER in an IMS network, whose profile provides for 408. A stateless "
                   "element is not bound by the rule, but it does not wait for anybody either.",
    },
    {
        .id = "410-vs-404",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "SHOULD",
        .reference = "RFC 3261 §21.4.10",
        .codes = "410",
        .check = sip_check_code,
        .summary = "410 says that an address is gone for good; 404 where that is not known",
        .summary_fr = "410 indique qu’une adresse a disparu pour de bon ; dans le doute, c’est 404",
        .remedy = "Nothing to mend if the address will never return; otherwise the server should "
                  "answer 404.",
        .remedy_fr = "Rien à corriger si l’adresse ne doit jamais revenir ; sinon, le serveur "
                     "devrait répondre 404.",
    },
    {
        .id = "413-retry-after",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "SHOULD",
        .reference = "RFC 3261 §21.4.11",
        .codes = "413",
        .headers = {SIP_HDR_RETRY_AFTER},
        .check = sip_check_required,
        .summary = "A 413 tells in Retry-After when a body of this size may be sent again",
        .summary_fr = "Un 413 indique dans Retry-After quand renvoyer un corps de cette taille",
        .remedy = "Nothing to mend if the limit is permanent; otherwise the server should say in "
                  "Retry-After how long it lasts.",
        .remedy_fr = "Rien à corriger si la limite est permanente ; sinon, le serveur devrait "
                     "indiquer dans Retry-After combien de temps elle dure.",
    },
    {
        .id = "415-accept-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §21.4.13",
        .see = "RFC 3261 §8.2.3; RFC 3428 §9; RFC 3903 §11.1.1; RFC 5621 §8.4",
        .codes = "415",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL) | SIP_M(INFO)),
        .headers = {SIP_HDR_ACCEPT, SIP_HDR_ACCEPT_ENCODING, SIP_HDR_ACCEPT_LANGUAGE},
        .check = sip_check_required,
        .summary = "A 415 lists the types, encodings or languages that are acceptable",
        .summary_fr = "Un 415 énumère les types, encodages ou langues acceptés",
        .remedy = "The server must add Accept, Accept-Encoding or Accept-Language, whichever names "
                  "what was wrong with the body; without it the client cannot mend its request.",
        .remedy_fr = "Le serveur doit ajouter Accept, Accept-Encoding ou Accept-Language, selon "
                     "ce qui ne convenait pas dans le corps ; sans cela, le client ne peut pas "
                     "corriger sa requête.",
        .silence = "INFO, for which RFC 6086 §6.1 makes Accept optional. Which of the three is "
                   "needed only the request shows. Each of them may be empty.",
    },
    {
        .id = "417-accept-resource-priority",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "NOT RECOMMENDED",
        .reference = "RFC 4412 §3.2",
        .see = "RFC 4412 §4.6.2",
        .codes = "417",
        .headers = {SIP_HDR_ACCEPT_RESOURCE_PRIORITY},
        .check = sip_check_required,
        .summary = "A 417 tells in Accept-Resource-Priority which priorities are understood",
        .summary_fr = "Un 417 indique dans Accept-Resource-Priority les priorités comprises",
        .remedy = "The server may keep its list of priorities to itself, but then nobody can tell "
                  "what it would have accepted.",
        .remedy_fr = "Le serveur peut garder pour lui la liste de ses priorités, mais personne ne "
                     "saura alors ce qu’il aurait accepté.",
    },
    {
        .id = "420-unsupported-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §21.4.15",
        .see = "RFC 3261 §8.2.2.3; RFC 3261 §16.3",
        .codes = "420",
        .methods = NEITHER_ACK_NOR_CANCEL,
        .headers = {SIP_HDR_UNSUPPORTED},
        .check = check_listed,
        .summary = "A 420 lists the option tags that were not understood in Unsupported",
        .summary_fr = "Un 420 énumère dans Unsupported les option tags non compris",
        .remedy = "The server must list in Unsupported the option tags of Require or Proxy-Require "
                  "that it does not understand; without the list the client cannot retry.",
        .remedy_fr = "Le serveur doit énumérer dans Unsupported les option tags de Require ou de "
                     "Proxy-Require qu’il ne comprend pas ; sans cette liste, le client ne peut "
                     "pas faire de nouvelle tentative.",
        .silence = "A 420 to CANCEL, of which 420-to-cancel speaks.",
    },
    {
        .id = "420-to-cancel",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §8.2.2.3",
        .see = "RFC 3261 §9.2",
        .codes = "420",
        .methods = SIP_M(CANCEL),
        .check = sip_check_code,
        .summary = "Require is ignored in CANCEL, which therefore never gets 420",
        .summary_fr = "Require est ignoré dans un CANCEL, qui ne reçoit donc jamais de 420",
        .remedy = "The server must ignore Require and Proxy-Require in CANCEL and answer 200 or "
                  "481.",
        .remedy_fr = "Le serveur doit ignorer Require et Proxy-Require dans un CANCEL, et "
                     "répondre 200 ou 481.",
    },
    {
        .id = "421-require-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §21.4.16",
        .see = "RFC 3261 §8.2.4",
        .codes = "421",
        .methods = NEITHER_ACK_NOR_CANCEL,
        .headers = {SIP_HDR_REQUIRE},
        .check = check_listed,
        .summary = "A 421 names in Require the extensions that the client must support",
        .summary_fr = "Un 421 indique dans Require les extensions que le client doit prendre en "
                      "charge",
        .remedy = "The server must list in Require the option tags that it needs; without them the "
                  "client cannot know what to support.",
        .remedy_fr = "Le serveur doit énumérer dans Require les option tags dont il a besoin ; "
                     "sinon, le client ne peut pas savoir quelle extension prendre en charge.",
    },
    {
        .id = "421-secagree-security-server",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3329 §2.3.2",
        .looks_back = true,
        .codes = "421",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL) | SIP_M(PRACK)),
        .headers = {SIP_HDR_SECURITY_SERVER},
        .check = check_421_secagree,
        .summary = "A 421 that requires sec-agree offers mechanisms in Security-Server",
        .summary_fr = "Un 421 qui exige sec-agree propose des mécanismes dans Security-Server",
        .remedy = "The first-hop server must list its security mechanisms in Security-Server.",
        .remedy_fr = "Le serveur du premier saut doit énumérer ses mécanismes de sécurité dans "
                     "Security-Server.",
        .silence = "IMS networks, where the mechanisms come in the 401 to REGISTER.",
    },
    {
        .id = "422-min-se-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 4028 §6",
        .see = "RFC 4028 §8.1; RFC 4028 §9",
        .codes = "422",
        .methods = NEITHER_ACK_NOR_CANCEL,
        .headers = {SIP_HDR_MIN_SE},
        .check = check_seconds,
        .summary = "A 422 tells in Min-SE the shortest session interval accepted",
        .summary_fr = "Un 422 indique dans Min-SE le plus court intervalle de session accepté",
        .remedy = "Whoever sent the 422 must add Min-SE with its minimum in seconds; without it "
                  "the client cannot know what to ask for.",
        .remedy_fr = "L’auteur du 422 doit ajouter Min-SE avec son minimum en secondes ; sinon, "
                     "le client ne peut pas savoir quoi demander.",
    },
    {
        .id = "422-min-se-below-90",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST NOT",
        .reference = "RFC 4028 §5",
        .see = "RFC 4028 §8.1; RFC 4028 §9",
        .codes = "422",
        .check = check_min_se_below_90,
        .summary = "Min-SE is 90 seconds or more",
        .summary_fr = "Min-SE vaut au moins 90 secondes",
        .remedy = "Whoever sent the 422 must raise its minimum to 90 seconds at least.",
        .remedy_fr = "L’auteur du 422 doit porter son minimum à 90 secondes au moins.",
        .silence = "Responses other than 422, where Min-SE itself is out of place: "
                   "min-se-outside-422 speaks.",
    },
    {
        .id = "423-min-expires-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §10.3",
        .see = "RFC 3261 §20.23; RFC 3903 §6; RFC 6665 §4.2.1.1",
        .codes = "423",
        .methods = SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH),
        .headers = {SIP_HDR_MIN_EXPIRES},
        .check = check_seconds,
        .summary = "A 423 tells in Min-Expires the shortest expiry accepted",
        .summary_fr = "Un 423 indique dans Min-Expires la plus courte durée acceptée",
        .remedy = "The server must add Min-Expires with its minimum in seconds; without it the "
                  "client cannot know what to ask for.",
        .remedy_fr = "Le serveur doit ajouter Min-Expires avec son minimum en secondes ; sinon, "
                     "le client ne peut pas savoir quoi demander.",
        .silence = "Methods for which no RFC defines 423.",
    },
    {
        .id = "424-geolocation-error-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 6442 §4.3",
        .see = "RFC 6442 §4.4",
        .codes = "424",
        .methods = NEITHER_ACK_NOR_CANCEL,
        .headers = {SIP_HDR_GEOLOCATION_ERROR},
        .check = check_listed,
        .summary = "A 424 says in Geolocation-Error what is wrong with the location",
        .summary_fr = "Un 424 indique dans Geolocation-Error ce qui ne va pas dans la localisation",
        .remedy = "Whoever rejected the location must add Geolocation-Error with an error code.",
        .remedy_fr = "Celui qui a refusé la localisation doit ajouter Geolocation-Error avec un "
                     "code d’erreur.",
    },
    {
        .id = "425-alertmsg-error-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 8876 §5.1",
        .see = "RFC 8876 §5.2",
        .codes = "425",
        .methods = NEITHER_ACK_NOR_CANCEL,
        .headers = {SIP_HDR_ALERTMSG_ERROR},
        .check = check_listed,
        .summary = "A 425 says in AlertMsg-Error what is wrong with the alert",
        .summary_fr = "Un 425 indique dans AlertMsg-Error ce qui ne va pas dans l’alerte",
        .remedy = "Whoever rejected the alert must add AlertMsg-Error with an error code.",
        .remedy_fr = "Celui qui a refusé l’alerte doit ajouter AlertMsg-Error avec un code "
                     "d’erreur.",
    },
    {
        .id = "469-recv-info-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 6086 §4.2.2",
        .see = "RFC 6086 §7.1; RFC 6086 §11.6",
        .codes = "469",
        .methods = SIP_M(INFO),
        .headers = {SIP_HDR_RECV_INFO},
        .check = sip_check_required,
        .summary = "A 469 lists in Recv-Info the Info Packages that would be received",
        .summary_fr = "Un 469 énumère dans Recv-Info les Info Packages acceptés",
        .remedy = "The receiver of the INFO must add Recv-Info, empty if it takes no package.",
        .remedy_fr = "Le destinataire de l’INFO doit ajouter Recv-Info, vide s’il n’accepte aucun "
                     "Info Package.",
        .silence = "An empty Recv-Info is legal: no package is received.",
    },
    {
        .id = "470-permission-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "SHOULD",
        .reference = "RFC 5360 §5.9.2",
        .see = "RFC 5360 §5.9.1; RFC 5360 §5.9.3",
        .codes = "470",
        .headers = {SIP_HDR_PERMISSION_MISSING},
        .check = sip_check_required,
        .summary = "A 470 names in Permission-Missing who has not consented",
        .summary_fr = "Un 470 indique dans Permission-Missing qui n’a pas donné son accord",
        .remedy = "The relay should list the URIs without permission in Permission-Missing; "
                  "otherwise the client must find them by other means.",
        .remedy_fr = "Le relais devrait énumérer dans Permission-Missing les URI sans "
                     "autorisation ; sinon, le client doit les trouver par un autre moyen.",
    },
    {
        .id = "485-contact-missing",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "SHOULD",
        .reference = "RFC 3261 §16.5",
        .see = "RFC 3261 §21.4.23",
        .codes = "485",
        .methods = NEITHER_ACK_NOR_CANCEL,
        .headers = {SIP_HDR_CONTACT},
        .check = sip_check_required,
        .summary = "A 485 lists in Contact the addresses that were perhaps meant",
        .summary_fr = "Un 485 énumère dans Contact les adresses possibles",
        .remedy = "The server should list the alternatives in Contact, unless their privacy "
                  "forbids it.",
        .remedy_fr = "Le serveur devrait énumérer les adresses possibles dans Contact, sauf si la "
                     "vie privée des intéressés s’y oppose.",
    },
    {
        .id = "487-to-cancel",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MUST NOT",
        .reference = "RFC 3261 §21.4.25",
        .see = "RFC 3261 §9.2",
        .codes = "487",
        .methods = SIP_M(CANCEL),
        .check = sip_check_code,
        .summary = "487 answers the request that was cancelled, never the CANCEL itself",
        .summary_fr = "487 répond à la requête annulée, jamais au CANCEL lui-même",
        .remedy = "The server must answer CANCEL with 200, or with 481 where it matches nothing, "
                  "and the INVITE with 487.",
        .remedy_fr = "Le serveur doit répondre 200 au CANCEL, ou 481 s’il ne correspond à rien, "
                     "et 487 à l’INVITE.",
    },
    {
        .id = "487-non-invite",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "heuristic",
        .reference = "RFC 3261 §9.2",
        .see = "RFC 3261 §15.1.2; RFC 6665 §4.6",
        .codes = "487",
        .methods = SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH) | SIP_M(BYE),
        .check = sip_check_code,
        .summary = "487 answers requests that CANCEL or BYE ended: hardly any but INVITE",
        .summary_fr = "487 répond aux requêtes interrompues par CANCEL ou BYE : presque "
                      "uniquement INVITE",
        .remedy = "A server that receives CANCEL for such a request must process the request as "
                  "if nothing had come.",
        .remedy_fr = "Un serveur qui reçoit un CANCEL pour une telle requête doit traiter "
                     "celle-ci comme s’il n’avait rien reçu.",
        .silence = "Methods that are usual within a call: a BYE ends its pending requests, and 487 "
                   "is recommended for those.",
    },
    {
        .id = "488-warning-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "SHOULD",
        .reference = "RFC 3261 §13.3.1.3",
        .see = "RFC 3261 §14.2; RFC 3311 §5.2; RFC 6794 §4.4.5.2",
        .codes = "488",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .headers = {SIP_HDR_WARNING, SIP_HDR_POLICY_CONTACT},
        .check = sip_check_required,
        .summary = "A 488 says in Warning why the offer was rejected",
        .summary_fr = "Un 488 indique dans Warning pourquoi l’offre a été refusée",
        .remedy = "The callee should add a Warning that names what it cannot accept; a session "
                  "description alone does not say it.",
        .remedy_fr = "L’appelé devrait ajouter un Warning qui nomme ce qu’il ne peut accepter ; "
                     "une description de session seule ne le dit pas.",
        .silence = "With Policy-Contact, which sends the client to a policy server (RFC 6794).",
    },
    {
        .id = "489-allow-events-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "SHOULD",
        .reference = "RFC 6665 §4.4.4",
        .see = "RFC 3265 §7.2; RFC 6665 §8.3.2",
        .codes = "489",
        .methods = SIP_M(SUBSCRIBE),
        .headers = {SIP_HDR_ALLOW_EVENTS},
        .check = sip_check_required,
        .summary = "A 489 to SUBSCRIBE lists in Allow-Events the packages that are supported",
        .summary_fr = "Un 489 à SUBSCRIBE énumère dans Allow-Events les event packages pris en "
                      "charge",
        .remedy = "The notifier should list its event packages in Allow-Events, so that the "
                  "subscriber can choose another.",
        .remedy_fr = "Le notifieur devrait énumérer ses event packages dans Allow-Events, afin "
                     "que l’abonné puisse en choisir un autre.",
        .silence = "NOTIFY: its receiver need not be a notifier; only RFC 3265, now obsolete, "
                   "asked for Allow-Events there.",
    },
    {
        .id = "489-publish-allow-events-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3903 §11.1.1",
        .see = "RFC 3903 §6; RFC 3261 §20",
        .codes = "489",
        .methods = SIP_M(PUBLISH),
        .headers = {SIP_HDR_ALLOW_EVENTS},
        .check = sip_check_required,
        .summary = "A 489 to PUBLISH lists in Allow-Events the packages that may be published",
        .summary_fr = "Un 489 à PUBLISH énumère dans Allow-Events les event packages publiables",
        .remedy = "The event state compositor must list its event packages in Allow-Events.",
        .remedy_fr = "Le compositeur d’état (ESC) doit énumérer ses event packages dans "
                     "Allow-Events.",
    },
    {
        .id = "489-context",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "heuristic",
        .reference = "RFC 6665 §8.3.2",
        .see = "RFC 3903 §6; RFC 5057 §5.1",
        .codes = "489",
        .methods = SIP_M_NOT(SIP_M(SUBSCRIBE) | SIP_M(NOTIFY) | SIP_M(PUBLISH) | SIP_M(REFER) |
                             SIP_M(ACK) | SIP_M(OTHER)),
        .check = sip_check_code,
        .summary = "489 answers requests with an event package: SUBSCRIBE, NOTIFY and PUBLISH",
        .summary_fr = "489 répond aux requêtes qui portent un event package : SUBSCRIBE, NOTIFY "
                      "et PUBLISH",
        .remedy = "The server should answer with the code that fits the method; a client can only "
                  "take this 489 for a 400.",
        .remedy_fr = "Le serveur devrait répondre par le code qui convient à la méthode ; un "
                     "client ne peut traiter ce 489 que comme un 400.",
        .silence = "REFER, which subscribes implicitly, and methods outside the registry.",
    },
    {
        .id = "493-cert-missing",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "SHOULD",
        .reference = "RFC 3261 §23.2",
        .see = "RFC 3261 §21.4.28; RFC 8591 §7.3",
        .codes = "493",
        .check = check_493_cert,
        .summary = "A 493 brings the certificate to encrypt with",
        .summary_fr = "Un 493 fournit le certificat à utiliser pour chiffrer",
        .remedy = "The user agent should put its certificate into a certs-only body; without it "
                  "the client learns that encrypted bodies are not possible at all.",
        .remedy_fr = "L’agent utilisateur devrait placer son certificat dans un corps "
                     "certs-only ; sinon, le client en conclut que les corps chiffrés sont "
                     "impossibles.",
        .silence = "Any S/MIME body counts, whatever is in it.",
    },
    {
        .id = "494-security-server-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3329 §2.3.1",
        .see = "RFC 3329 §2.3.2",
        .codes = "494",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL) | SIP_M(PRACK)),
        .headers = {SIP_HDR_SECURITY_SERVER},
        .check = check_listed,
        .summary = "A 494 lists the server's security mechanisms in Security-Server",
        .summary_fr = "Un 494 énumère dans Security-Server les mécanismes de sécurité du serveur",
        .remedy = "The first-hop server must list its mechanisms in Security-Server, whatever the "
                  "client has offered.",
        .remedy_fr = "Le serveur du premier saut doit énumérer ses mécanismes dans "
                     "Security-Server, quoi que le client ait proposé.",
    },
    {
        .id = "494-require-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3329 §2.3.2",
        .see = "RFC 3329 §2.3.1",
        .looks_back = true,
        .codes = "494",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL) | SIP_M(PRACK)),
        .check = check_494_require,
        .summary = "A 494 that the server starts of itself carries Require: sec-agree",
        .summary_fr = "Un 494 émis à l’initiative du serveur porte Require: sec-agree",
        .remedy = "The first-hop server must add sec-agree to Require.",
        .remedy_fr = "Le serveur du premier saut doit ajouter sec-agree à Require.",
        .silence = "Where the client itself required sec-agree; without any Require also where the "
                   "request was not captured.",
    },
};

SIP_SUBJECT_END(request_failure);
