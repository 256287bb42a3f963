/* success.c
 * Success, method by method: what each 2xx must carry.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"

const struct sip_rule sip_rules_success[] = {
    {
        .id = "2xx-subscribe-expires-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 6665 §3.1.1",
        .codes = "2xx",
        .methods = SIP_M(SUBSCRIBE),
        .headers = {SIP_HDR_EXPIRES},
        .check = sip_check_required,
        .summary = "A 2xx to SUBSCRIBE grants a duration in Expires",
        .remedy = "The notifier must say in Expires how long the subscription lasts.",
    },
};

SIP_SUBJECT_END(success);
