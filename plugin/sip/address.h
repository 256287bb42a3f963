/* address.h
 * name-addr or addr-spec with header parameters: From, To, Contact, Route … (RFC 3261 section 20.10).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_ADDRESS_H
#define SIP_ADDRESS_H

#include "sip/slice.h"

struct sip_address {
    struct sip_slice uri;
    struct sip_slice params; /* ";tag=…": give it to sip_value_param */
    bool bracketed; /* the URI stood in angle brackets: parameters behind are the header's */
};

/* Why a value is no name-addr or addr-spec. Let pass are spaces next to the brackets and octets above
 * ASCII in a display name, which parsers read, and what a folded line adds: texts that were copied from
 * documents have that, senders do not. */
enum sip_address_fault {
    SIP_ADDRESS_SOUND,
    SIP_ADDRESS_QUOTE_OPEN,   /* a quote without its end */
    SIP_ADDRESS_BRACKET_OPEN, /* '<' without '>' */
    SIP_ADDRESS_EMPTY,        /* no URI */
    SIP_ADDRESS_SPACE,        /* white space in the URI */
    SIP_ADDRESS_NO_SCHEME,
    SIP_ADDRESS_NO_HOST, /* of a SIP or SIPS URI */
    SIP_ADDRESS_TWO_ATS, /* a second '@' before the host */
    SIP_ADDRESS_TRAILER, /* what follows '>' is no parameter */
    SIP_ADDRESS_BARE,    /* a parameter with another URI, behind a URI without '<' and '>' */
    SIP_ADDRESS_NAME,    /* a display name with characters that only a quoted one may have */
};

enum sip_address_fault sip_address_fault(struct sip_slice value);

/* False where there is no URI to be found ("<sip:a@b" without its end, or nothing). */
bool sip_address_read(struct sip_slice value, struct sip_address *address);

#endif
