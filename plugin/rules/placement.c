/* placement.c
 * Headers in their place: which header field belongs in which response.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"

const struct sip_rule sip_rules_placement[] = {
    {
        .id = "min-se-outside-422",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST NOT",
        .reference = "RFC 4028 §5",
        .codes = "!422",
        .headers = {SIP_HDR_MIN_SE},
        .check = sip_check_misplaced,
        .summary = "Min-SE stands in no response but 422",
        .remedy = "The sender should leave Min-SE out of this response; receivers ignore it.",
    },
};

SIP_SUBJECT_END(placement);
