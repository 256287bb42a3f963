/* profile.c
 * Profiles of networks, and summaries.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"

const struct sip_rule sip_rules_profile[] = {
    {
        .id = "call-failed-summary",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "informational",
        .reference = "RFC 3261 §21",
        .codes = "3xx,4xx,5xx,6xx",
        .methods = SIP_M(INVITE),
        .check = sip_check_code,
        .summary = "A call attempt failed",
        .remedy = "Nothing to mend in the response itself.",
    },
};

SIP_SUBJECT_END(profile);
