/* packet.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/packet.h"

#include "sip/ip.h"
#include "sip/uri.h"
#include "sip/value.h"

bool sip_endpoint_is_at(const struct sip_endpoint *end, struct sip_slice value)
{
    struct sip_address address;
    struct sip_uri uri;
    struct sip_ip ip;

    return sip_address_read(value, &address) && sip_uri_read(address.uri, &uri) &&
           sip_ip_read(uri.host, &ip) && ip.family == end->family &&
           memcmp(ip.address, end->address, ip.family == 4 ? 4 : 16) == 0;
}
