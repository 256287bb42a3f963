/* server_failure.c
 * Server and global failures: what each 5xx and 6xx must carry.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"

const struct sip_rule sip_rules_server_failure[] = {
    {
        .id = "503-without-retry-after",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MAY-with-consequence",
        .reference = "RFC 3261 §21.5.4",
        .codes = "503",
        .headers = {SIP_HDR_RETRY_AFTER},
        .check = sip_check_required,
        .summary = "A 503 without Retry-After counts as a 500: nobody backs off",
        .remedy = "A server that wants to be left alone for a while must say for how long in "
                  "Retry-After.",
    },
};

SIP_SUBJECT_END(server_failure);
