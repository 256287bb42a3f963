/* server_failure.c
 * Server and global failures: what each 5xx and 6xx must carry.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"
#include "sip/body.h"
#include "sip/value.h"

/* With overload control in force the client learns from oc how long to hold back. */
static enum sip_verdict check_503(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_VIA);
    struct sip_slice via;

    while (sip_values_next(&it, &via)) {
        if (sip_value_param(via, "oc", NULL)) {
            return SIP_NOT_APPLICABLE;
        }
    }
    return sip_check_required(context, finding);
}

/* Whether an attribute names the precondition that failed: "des:qos failure e2e send". RFC 3312
 * section 9 wants "unknown" where the type of the precondition is not known. */
static bool names_failure(struct sip_slice attribute)
{
    return sip_slice_starts_with(attribute, "des:") &&
           (sip_slice_find(attribute, " failure ") || sip_slice_find(attribute, " unknown "));
}

static enum sip_verdict check_580(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_part part;
    struct sip_slice value, port;
    bool failure_named = false;
    char type;

    switch (sip_message_part(m, "application/sdp", &part)) {
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        return sip_broken(finding, context, SIP_START_LINE, "no session description in the body");
    case SIP_PRESENT:
        break;
    }
    for (struct sip_slice rest = part.content; sip_sdp_next(&rest, &type, &value);) {
        failure_named = failure_named || (type == 'a' && names_failure(value));
        if (type == 'm') {
            sip_slice_cut(sip_slice_cut(value, ' ', &port), ' ', &port);
            if (port.n > 0 && !sip_slice_equal(port, SIP_SLICE("0"))) {
                return sip_broken(finding, context, value, "m=%.*s", SIP_ARG(value));
            }
        }
    }
    if (!m->body_complete) {
        return SIP_UNDECIDED;
    }
    return failure_named ? SIP_KEPT
                         : sip_broken(finding, context, part.content,
                                      "no a=des line with the strength failure or unknown");
}

/* The row by which a response betrays that a telephone made it: the instance of a user agent in
 * Contact (RFC 5626), or event packages by which nothing but a telephone is operated. NULL where
 * there is none, or where a cause from elsewhere may stand behind the answer. User-Agent
 * proves nothing: exchanges send it too. */
static const struct sip_row *mark_of_phone(const struct sip_message *m)
{
    static const char *const packages[] = {"talk", "hold", "check-sync"};
    struct sip_values it = sip_values_of(m, SIP_HDR_CONTACT);
    struct sip_slice value;
    struct sip_address contact;

    if (!m->headers_complete || sip_message_has(m, SIP_HDR_REASON) ||
        sip_message_has(m, SIP_HDR_HISTORY_INFO)) {
        return NULL;
    }
    while (sip_values_next(&it, &value)) {
        if (sip_address_read(value, &contact) &&
            sip_value_param(contact.params, "+sip.instance", NULL)) {
            return it.row;
        }
    }
    for (size_t i = 0; i < sizeof(packages) / sizeof(packages[0]); i++) {
        if (sip_values_contain(m, SIP_HDR_ALLOW_EVENTS, packages[i])) {
            return sip_message_row(m, SIP_HDR_ALLOW_EVENTS);
        }
    }
    return NULL;
}

static enum sip_verdict check_busy_phone(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_row *mark = mark_of_phone(context->message);

    if (mark == NULL) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE, "600 from what seems to be a phone: %.*s",
                      SIP_ARG(sip_row_bytes(mark)));
}

static enum sip_verdict check_global(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (m->code == 600 && !m->headers_complete) {
        return SIP_UNDECIDED;
    }
    return m->code == 600 && mark_of_phone(m) != NULL ? SIP_NOT_APPLICABLE
                                                      : sip_check_code(context, finding);
}

/* Whether one of the values of Reason says who blocked the call and how to complain. */
static bool tells_redress(const struct sip_message *m)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_REASON);
    struct sip_slice value, text;

    while (sip_values_next(&it, &value)) {
        if (sip_value_param(value, "text", &text) && sip_slice_starts_with(text, "v=analytics1") &&
            (sip_slice_find(text, "url=") || sip_slice_find(text, "tel=") ||
             sip_slice_find(text, "email="))) {
            return true;
        }
    }
    return false;
}

static enum sip_verdict check_603_plus(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (!sip_slice_is(sip_slice_trim(m->phrase), "Network Blocked")) {
        return SIP_NOT_APPLICABLE;
    }
    if (tells_redress(m)) {
        return SIP_KEPT;
    }
    if (!m->headers_complete || !sip_message_has(m, SIP_HDR_REASON)) {
        return sip_check_required(context, finding);
    }
    const struct sip_row *row = sip_message_row(m, SIP_HDR_REASON);
    return sip_broken(finding, context, sip_row_bytes(row), "Reason: %.*s", SIP_ARG(row->value));
}

static enum sip_verdict check_608_purpose(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, context->rule->headers[0]);
    struct sip_values it = sip_values_of(m, context->rule->headers[0]);
    struct sip_slice value, purpose;

    if (row == NULL) {
        return SIP_NOT_APPLICABLE; /* 608-call-info-missing speaks of that */
    }
    while (sip_values_next(&it, &value)) {
        if (sip_value_param(value, "purpose", &purpose) && sip_slice_is(purpose, "jwscard")) {
            return SIP_KEPT;
        }
    }
    return m->headers_complete ? sip_broken(finding, context, sip_row_bytes(row), "Call-Info: %.*s",
                                            SIP_ARG(row->value))
                               : SIP_UNDECIDED;
}

static enum sip_verdict check_606(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_part part;

    switch (sip_message_part(context->message, "application/sdp", &part)) {
    case SIP_PRESENT:
        return SIP_KEPT;
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    }
    return sip_check_required(context, finding);
}

const struct sip_rule sip_rules_server_failure[] = {
    {
        .id = "503-without-retry-after",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MAY-with-consequence",
        .reference = "RFC 3261 §21.5.4",
        .see = "RFC 3903 §9; RFC 7339 §5.10.2",
        .codes = "503",
        .headers = {SIP_HDR_RETRY_AFTER},
        .check = check_503,
        .summary = "A 503 without Retry-After counts as a 500: nobody backs off",
        .summary_fr = "Un 503 sans Retry-After vaut un 500 : personne ne ménage le serveur",
        .remedy = "A server that wants to be left alone for a while must say for how long in "
                  "Retry-After.",
        .remedy_fr = "Un serveur qui veut qu’on le laisse tranquille un moment doit en indiquer "
                     "la durée dans Retry-After.",
        .silence = "Silent where a Via has the parameter oc: under overload control Retry-After "
                   "is left out on purpose (RFC 7339).",
    },
    {
        .id = "580-sdp",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "SHOULD",
        .reference = "RFC 3312 §8",
        .see = "RFC 3312 §9",
        .codes = "580",
        .check = check_580,
        .summary = "The SDP in a 580 names the failed precondition, and every port in it is 0",
        .summary_fr = "Le SDP d’un 580 désigne la précondition en échec, et tous ses ports valent "
                      "0",
        .remedy = "The answerer should return the offer's m= lines with port 0, and mark the "
                  "precondition that failed with a=des and the strength failure.",
        .remedy_fr = "L’appelé devrait renvoyer les lignes m= de l’offre avec le port 0, et "
                     "signaler la précondition en échec par a=des avec la valeur failure.",
        .silence = "Whether there are as many m= lines as in the offer cannot be told from the "
                   "response alone. The example in RFC 3312 shows a port other than 0 by mistake "
                   "(erratum 3117).",
    },
    {
        .id = "6xx-to-register",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MUST NOT",
        .reference = "RFC 3261 §10.3",
        .codes = "6xx",
        .methods = SIP_M(REGISTER),
        .check = sip_check_code,
        .summary = "A registrar sends no 6xx",
        .summary_fr = "Un registrar n’envoie pas de 6xx",
        .remedy = "The registrar, or the proxy before it, must refuse a registration with a 4xx "
                  "or 5xx.",
        .remedy_fr = "Le registrar, ou le proxy placé devant lui, doit refuser un enregistrement "
                     "par un 4xx ou un 5xx.",
    },
    {
        .id = "6xx-global-meaning",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "heuristic",
        .reference = "RFC 3261 §21.6",
        .see = "RFC 3261 §16.7; RFC 3261 §21.6.1; RFC 3261 §21.6.2",
        .codes = "6xx",
        .methods = SIP_M(INVITE),
        .check = check_global,
        .summary = "A 6xx ends the search for the callee everywhere, on every branch",
        .summary_fr = "Un 6xx met fin à la recherche de l’appelé partout, sur toutes les branches",
        .remedy = "If only this device refuses the call, it should say so with a 4xx, 486 for "
                  "instance; the caller's proxies go on searching then.",
        .remedy_fr = "Si seul ce terminal refuse l’appel, il devrait l’indiquer par un 4xx, par "
                     "exemple 486 ; les proxies de l’appelant poursuivent alors la recherche.",
        .silence = "Where 600-instead-of-486 speaks, this rule does not.",
    },
    {
        .id = "600-instead-of-486",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "SHOULD",
        .reference = "RFC 3261 §13.3.1.3",
        .see = "RFC 3261 §21.6.1; RFC 4412 §4.6.6",
        .codes = "600",
        .methods = SIP_M(INVITE),
        .check = check_busy_phone,
        .summary = "A single busy phone answers 486; it cannot know that all others are busy too",
        .summary_fr = "Un simple téléphone occupé répond 486 ; il ne peut pas savoir si tous les "
                      "autres le sont",
        .remedy = "Let the phone answer 486, so that proxies try the callee's other devices and "
                  "the voice mail.",
        .remedy_fr = "Faites répondre 486 au téléphone, afin que les proxies essaient les autres "
                     "terminaux de l’appelé et la messagerie vocale.",
        .silence = "Speaks only where Contact has a +sip.instance or Allow-Events lists talk, "
                   "hold or check-sync: marks of a phone. A proxy or an application server may "
                   "know that all devices are busy. Silent with Reason or History-Info, which "
                   "tell of another cause.",
    },
    {
        .id = "603-plus-incomplete",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "profile",
        .reference = "ATIS-1000099",
        .codes = "603",
        .headers = {SIP_HDR_REASON},
        .check = check_603_plus,
        .summary = "A 603 Network Blocked tells in Reason who blocked the call and how to complain",
        .summary_fr = "Un 603 Network Blocked indique dans Reason qui a bloqué l’appel et comment "
                      "réclamer",
        .remedy = "The network that blocked the call must add a Reason whose text begins with "
                  "v=analytics1 and gives a url, tel or email.",
        .remedy_fr = "Le réseau qui a bloqué l’appel doit ajouter un Reason dont le texte "
                     "commence par v=analytics1 et donne url, tel ou email.",
        .silence = "Speaks of the phrase Network Blocked only. This is a profile of the USA, not "
                   "of the IETF.",
    },
    {
        .id = "608-call-info-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 8688 §3.1",
        .codes = "608",
        .headers = {SIP_HDR_CALL_INFO},
        .check = sip_check_required,
        .summary = "A 608 tells in Call-Info whom to ask why the call was rejected",
        .summary_fr = "Un 608 indique dans Call-Info à qui s’adresser pour contester le rejet",
        .remedy = "The intermediary must add Call-Info with a link to its signed jCard, unless it "
                  "has reason to fear that the caller abuses it.",
        .remedy_fr = "L’intermédiaire doit ajouter Call-Info avec un lien vers sa jCard signée, "
                     "sauf s’il a lieu de craindre un abus de la part de l’appelant.",
    },
    {
        .id = "608-call-info-purpose",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 8688 §3.1",
        .codes = "608",
        .headers = {SIP_HDR_CALL_INFO},
        .check = check_608_purpose,
        .summary = "Call-Info in a 608 has purpose=jwscard",
        .summary_fr = "Dans un 608, Call-Info porte purpose=jwscard",
        .remedy = "The intermediary must mark the link to its signed jCard with purpose=jwscard; "
                  "clients look for nothing else.",
        .remedy_fr = "L’intermédiaire doit marquer de purpose=jwscard le lien vers sa jCard "
                     "signée ; les clients ne cherchent rien d’autre.",
        .silence = "Further Call-Info values with other purposes do no harm.",
    },
    {
        .id = "606-warning-missing",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MAY-with-consequence",
        .reference = "RFC 3261 §21.6.4",
        .codes = "606",
        .headers = {SIP_HDR_WARNING},
        .check = check_606,
        .summary = "A 606 may say in Warning what the callee could not accept",
        .summary_fr = "Un 606 peut indiquer dans Warning ce que l’appelé n’a pas pu accepter",
        .remedy = "The callee could add a Warning, so that the caller knows what to change.",
        .remedy_fr = "L’appelé pourrait ajouter un Warning, afin que l’appelant sache quoi "
                     "modifier.",
        .silence = "Silent where a session description in the body shows what the callee can do.",
    },
};

SIP_SUBJECT_END(server_failure);
