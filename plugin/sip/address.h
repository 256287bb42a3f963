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

/* False where there is no URI to be found ("<sip:a@b" without its end, or nothing). */
bool sip_address_read(struct sip_slice value, struct sip_address *address);

#endif
