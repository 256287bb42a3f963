/* party.h
 * Who sent or received a message, as fields and statistics name it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_EPAN_PARTY_H
#define SIP_EPAN_PARTY_H

#include <epan/address.h>

#include "history/packet.h"

/* "192.0.2.1:5060", "[2001:db8::1]:5060"; "unknown" where the packet has no IP address. To be freed
 * with g_free. */
char *party_name(const address *host, guint32 port);
char *party_name_of(const struct sip_endpoint *endpoint);

/* The address alone. */
char *party_address_of(const struct sip_endpoint *endpoint);

#endif
