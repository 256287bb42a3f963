/* method.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/method.h"

#include <string.h>

static const char *const names[SIP_METHOD_COUNT] = {
    [SIP_METHOD_UNKNOWN] = "unknown", [SIP_METHOD_ACK] = "ACK",
    [SIP_METHOD_BYE] = "BYE",         [SIP_METHOD_CANCEL] = "CANCEL",
    [SIP_METHOD_INFO] = "INFO",       [SIP_METHOD_INVITE] = "INVITE",
    [SIP_METHOD_MESSAGE] = "MESSAGE", [SIP_METHOD_NOTIFY] = "NOTIFY",
    [SIP_METHOD_OPTIONS] = "OPTIONS", [SIP_METHOD_PRACK] = "PRACK",
    [SIP_METHOD_PUBLISH] = "PUBLISH", [SIP_METHOD_REFER] = "REFER",
    [SIP_METHOD_REGISTER] = "REGISTER", [SIP_METHOD_SUBSCRIBE] = "SUBSCRIBE",
    [SIP_METHOD_UPDATE] = "UPDATE",   [SIP_METHOD_OTHER] = "other",
};

enum sip_method sip_method_from(struct sip_slice name)
{
    if (name.n == 0) {
        return SIP_METHOD_UNKNOWN;
    }
    for (int m = SIP_METHOD_ACK; m < SIP_METHOD_OTHER; m++) {
        if (strlen(names[m]) == name.n && memcmp(names[m], name.p, name.n) == 0) {
            return (enum sip_method)m;
        }
    }
    return SIP_METHOD_OTHER;
}

const char *sip_method_name(enum sip_method method)
{
    return names[method];
}
