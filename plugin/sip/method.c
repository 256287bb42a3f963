/* method.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/method.h"

#define NAME(text)             \
    {                          \
        text, sizeof(text) - 1 \
    }
static const struct sip_slice names[SIP_METHOD_COUNT] = {
    [SIP_METHOD_UNKNOWN] = NAME("unknown"),   [SIP_METHOD_ACK] = NAME("ACK"),
    [SIP_METHOD_BYE] = NAME("BYE"),           [SIP_METHOD_CANCEL] = NAME("CANCEL"),
    [SIP_METHOD_INFO] = NAME("INFO"),         [SIP_METHOD_INVITE] = NAME("INVITE"),
    [SIP_METHOD_MESSAGE] = NAME("MESSAGE"),   [SIP_METHOD_NOTIFY] = NAME("NOTIFY"),
    [SIP_METHOD_OPTIONS] = NAME("OPTIONS"),   [SIP_METHOD_PRACK] = NAME("PRACK"),
    [SIP_METHOD_PUBLISH] = NAME("PUBLISH"),   [SIP_METHOD_REFER] = NAME("REFER"),
    [SIP_METHOD_REGISTER] = NAME("REGISTER"), [SIP_METHOD_SUBSCRIBE] = NAME("SUBSCRIBE"),
    [SIP_METHOD_UPDATE] = NAME("UPDATE"),     [SIP_METHOD_OTHER] = NAME("other"),
};

/* The first method with that letter; the others follow it. */
static const uint8_t first_with['Z' - 'A' + 1] = {
    ['A' - 'A'] = SIP_METHOD_ACK,     ['B' - 'A'] = SIP_METHOD_BYE,
    ['C' - 'A'] = SIP_METHOD_CANCEL,  ['I' - 'A'] = SIP_METHOD_INFO,
    ['M' - 'A'] = SIP_METHOD_MESSAGE, ['N' - 'A'] = SIP_METHOD_NOTIFY,
    ['O' - 'A'] = SIP_METHOD_OPTIONS, ['P' - 'A'] = SIP_METHOD_PRACK,
    ['R' - 'A'] = SIP_METHOD_REFER,   ['S' - 'A'] = SIP_METHOD_SUBSCRIBE,
    ['U' - 'A'] = SIP_METHOD_UPDATE,
};

enum sip_method sip_method_from(struct sip_slice name)
{
    if (name.n == 0) {
        return SIP_METHOD_UNKNOWN;
    }
    char letter = name.p[0];
    if (letter < 'A' || letter > 'Z' || first_with[letter - 'A'] == SIP_METHOD_UNKNOWN) {
        return SIP_METHOD_OTHER;
    }
    for (unsigned m = first_with[letter - 'A']; names[m].p[0] == letter; m++) {
        if (sip_slice_equal(names[m], name)) {
            return (enum sip_method)m;
        }
    }
    return SIP_METHOD_OTHER;
}

const char *sip_method_name(enum sip_method method)
{
    return names[method].p;
}
