/* endpoint.h
 * Addresses as evidence writes them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_ENDPOINT_H
#define SIP_RULES_ENGINE_ENDPOINT_H

#include "history/packet.h"

/* "192.0.2.1:5060", "[2001:db8::1]:5060"; "?" where it is no IP address. */
struct sip_endpoint_text {
    char s[64];
};
struct sip_endpoint_text sip_endpoint_text(const struct sip_endpoint *end);
/* The same without the port. */
struct sip_endpoint_text sip_address_text(const struct sip_endpoint *end);

#endif
