/* method.h
 * The methods of the IANA registry "SIP Methods".
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_METHOD_H
#define SIP_METHOD_H

#include "sip/slice.h"

enum sip_method {
    SIP_METHOD_UNKNOWN = 0, /* no method could be read: cut off, or CSeq is missing */
    SIP_METHOD_ACK,
    SIP_METHOD_BYE,
    SIP_METHOD_CANCEL,
    SIP_METHOD_INFO,
    SIP_METHOD_INVITE,
    SIP_METHOD_MESSAGE,
    SIP_METHOD_NOTIFY,
    SIP_METHOD_OPTIONS,
    SIP_METHOD_PRACK,
    SIP_METHOD_PUBLISH,
    SIP_METHOD_REFER,
    SIP_METHOD_REGISTER,
    SIP_METHOD_SUBSCRIBE,
    SIP_METHOD_UPDATE,
    SIP_METHOD_OTHER, /* a method outside the registry */
    SIP_METHOD_COUNT,
};

/* Method names are case-sensitive (RFC 3261 section 7.1): "invite" is SIP_METHOD_OTHER. */
enum sip_method sip_method_from(struct sip_slice name);

/* "INVITE"; "unknown" and "other" for the two without a name. */
const char *sip_method_name(enum sip_method method);

#endif
