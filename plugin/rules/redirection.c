/* redirection.c
 * Redirections: 3xx.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"

static enum sip_verdict check_body_missing(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (m->body.n > 0 || sip_message_has(m, SIP_HDR_CONTACT)) {
        return SIP_KEPT;
    }
    if (!m->body_complete || !m->headers_complete) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, (struct sip_slice){NULL, 0},
                      "The body is empty, and Contact is absent too");
}

const struct sip_rule sip_rules_redirection[] = {
    {
        .id = "3xx-contact-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "SHOULD",
        .reference = "RFC 3261 §13.3.1.2",
        .see = "RFC 3261 §21.3.1; RFC 3261 §21.3.2; RFC 3261 §21.3.3; RFC 3261 §16.7",
        .codes = "300-302",
        .headers = {SIP_HDR_CONTACT},
        .check = sip_check_required,
        .summary = "A 300, 301 or 302 lists the new addresses in Contact",
        .summary_fr = "Un 300, 301 ou 302 énumère les nouvelles adresses dans Contact",
        .remedy =
            "The server should list in Contact where to try next, or answer with a failure; a "
            "proxy that has tried every address itself should not forward the rest.",
        .remedy_fr = "Le serveur devrait indiquer dans Contact où essayer ensuite, ou répondre "
                     "par un échec ; un proxy qui a lui-même essayé toutes les adresses ne "
                     "devrait pas relayer ce qui reste.",
    },
    {
        .id = "305-contact-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §21.3.4",
        .codes = "305",
        .headers = {SIP_HDR_CONTACT},
        .check = sip_check_required,
        .summary = "A 305 names the proxy to use in Contact",
        .summary_fr = "Un 305 indique dans Contact le proxy à utiliser",
        .remedy = "The server must name the proxy in Contact, or answer with another code.",
        .remedy_fr = "Le serveur doit indiquer le proxy dans Contact, ou répondre par un autre "
                     "code.",
    },
    {
        .id = "380-body-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "heuristic",
        .reference = "RFC 3261 §21.3.5",
        .codes = "380",
        .check = check_body_missing,
        .summary = "A 380 describes the alternative services in its body",
        .summary_fr = "Un 380 décrit dans son corps les services de remplacement",
        .remedy = "The server should describe the alternatives in the body, or answer with another "
                  "code.",
        .remedy_fr = "Le serveur devrait décrire les services de remplacement dans le corps, ou "
                     "répondre par un autre code.",
        .silence = "Silent where Contact names an alternative: some networks send it there.",
    },
};

SIP_SUBJECT_END(redirection);
