/* structure.c
 * Structure and syntax of any response.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"

const struct sip_rule sip_rules_structure[] = {
    {
        .id = "content-length-missing-datagram",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "SHOULD",
        .reference = "RFC 3261 §20.14",
        .headers = {SIP_HDR_CONTENT_LENGTH},
        .check = sip_check_required,
        .summary = "A response says in Content-Length how long its body is",
        .remedy = "The sender should add Content-Length, over UDP too.",
    },
};

SIP_SUBJECT_END(structure);
