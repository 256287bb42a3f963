/* context.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/context.h"

#include "sip/challenge.h"
#include "sip/value.h"

bool sip_message_is_ims(const struct sip_message *m)
{
    static const enum sip_header_id marks[] = {
        SIP_HDR_P_ACCESS_NETWORK_INFO,
        SIP_HDR_P_CHARGING_VECTOR,
    };
    static const enum sip_header_id agreements[] = {
        SIP_HDR_SECURITY_CLIENT,
        SIP_HDR_SECURITY_SERVER,
        SIP_HDR_SECURITY_VERIFY,
    };
    struct sip_challenge challenge;
    struct sip_slice algorithm;

    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        if (sip_message_has(m, marks[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < sizeof(agreements) / sizeof(agreements[0]); i++) {
        if (sip_message_has(m, agreements[i]) &&
            sip_values_contain(m, agreements[i], "ipsec-3gpp")) {
            return true;
        }
    }
    if (!sip_message_has(m, SIP_HDR_WWW_AUTHENTICATE)) {
        return false;
    }
    struct sip_challenges it = sip_challenges_of(m, SIP_HDR_WWW_AUTHENTICATE);
    while (sip_challenges_next(&it, &challenge, NULL)) {
        if (sip_challenge_param(&challenge, "algorithm", &algorithm) &&
            sip_slice_starts_with(algorithm, "AKAv")) {
            return true;
        }
    }
    return false;
}
