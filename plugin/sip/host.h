/* host.h
 * Hosts as URIs and Via write them: names and addresses (RFC 3261 section 25.1, RFC 5118).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HOST_H
#define SIP_HOST_H

#include "sip/slice.h"

/* The address that a host is written as: 4 or 6 and its octets in network order, the rest 0; 0 for
 * a name. IPv6 may be without its brackets, as in "received" (RFC 5118 section 4.5); an IPv4
 * address mapped into IPv6 gives the IPv4 address. */
int sip_host_address(struct sip_slice host, uint8_t address[16]);

/* The same host: addresses by value, names without regard to case. Nothing is looked up. */
bool sip_host_equal(struct sip_slice a, struct sip_slice b);

#endif
