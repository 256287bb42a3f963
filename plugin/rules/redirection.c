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
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §13.3.1.2",
        .see = "RFC 3261 §21.3.1; RFC 3261 §21.3.2; RFC 3261 §21.3.3; RFC 3261 §16.7",
        .codes = "300-302",
        .headers = {SIP_HDR_CONTACT},
        .check = sip_check_required,
        .problem = "300, 301 or 302 without Contact",
        .requirement = "A 300, 301 or 302 lists the new addresses in Contact",
        .remedy =
            "The server should list in Contact where to try next, or send a failure response. A "
            "proxy that has tried every address itself should not forward the rest.",
    },
    {
        .id = "305-contact-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §21.3.4",
        .codes = "305",
        .headers = {SIP_HDR_CONTACT},
        .check = sip_check_required,
        .problem = "305 without Contact",
        .requirement = "A 305 gives the proxy to use in Contact",
        .remedy = "The server must put the URI of the proxy into Contact, or send another code.",
    },
    {
        .id = "380-body-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.3.5",
        .codes = "380",
        .check = check_body_missing,
        .problem = "380 with neither body nor Contact",
        .requirement = "A 380 describes the alternative services in its body",
        .remedy = "The server should describe the alternatives in the body, or send another code.",
        .silence = "Not reported when Contact gives an alternative: some networks put it there.",
    },
};

SIP_SUBJECT_END(redirection);
