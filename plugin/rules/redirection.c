/* redirection.c
 * Redirections: 3xx.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"

const struct sip_rule sip_rules_redirection[] = {
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
        .remedy = "The server must name the proxy in Contact, or answer with another code.",
    },
};

SIP_SUBJECT_END(redirection);
