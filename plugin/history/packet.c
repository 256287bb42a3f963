/* packet.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/packet.h"

#include "sip/host.h"
#include "sip/uri.h"
#include "sip/value.h"

struct sip_endpoint sip_endpoint_of_host(struct sip_slice host)
{
    struct sip_endpoint end = {0, {0}, 0};

    end.family = (uint8_t)sip_host_address(host, end.address);
    return end;
}

bool sip_endpoint_is_at(const struct sip_endpoint *end, struct sip_slice value)
{
    struct sip_address address;
    struct sip_uri uri;

    if (!sip_address_read(value, &address) || !sip_uri_read(address.uri, &uri)) {
        return false;
    }
    struct sip_endpoint named = sip_endpoint_of_host(uri.host);
    return named.family != 0 && sip_endpoint_same_address(&named, end);
}
