/* request_failure.c
 * Request failures: what each 4xx must carry.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"

const struct sip_rule sip_rules_request_failure[] = {
    {
        .id = "420-unsupported-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §21.4.15",
        .see = "RFC 3261 §8.2.2.3; RFC 3261 §16.3",
        .codes = "420",
        .headers = {SIP_HDR_UNSUPPORTED},
        .check = sip_check_required,
        .summary = "A 420 lists the option tags that were not understood in Unsupported",
        .remedy = "The server must list in Unsupported the option tags of Require or Proxy-Require "
                  "that it does not understand; without the list the client cannot retry.",
    },
};

SIP_SUBJECT_END(request_failure);
