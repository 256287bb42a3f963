/* contact.c
 * Contact: where the next request must go.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"

const struct sip_rule sip_rules_contact[] = {
    {
        .id = "2xx-invite-contact-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §12.1.1",
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .headers = {SIP_HDR_CONTACT},
        .check = sip_check_required,
        .summary = "A 2xx to INVITE tells in Contact where ACK and BYE must go",
        .remedy = "The callee must add a Contact with a SIP or SIPS URI that reaches it.",
    },
};

SIP_SUBJECT_END(contact);
