/* challenge.c
 * Challenges: 401, 407 and their WWW-Authenticate and Proxy-Authenticate.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"

const struct sip_rule sip_rules_challenge[] = {
    {
        .id = "401-www-authenticate-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §22.2",
        .codes = "401",
        .headers = {SIP_HDR_WWW_AUTHENTICATE},
        .check = sip_check_required,
        .summary = "A 401 carries a challenge in WWW-Authenticate",
        .remedy = "The server that sent the 401 must add WWW-Authenticate; without it no client can "
                  "authenticate.",
    },
};

SIP_SUBJECT_END(challenge);
