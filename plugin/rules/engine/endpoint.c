/* endpoint.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/endpoint.h"

#include <stdio.h>

#include "sip/ip.h"

struct sip_endpoint_text sip_endpoint_text(const struct sip_endpoint *end)
{
    struct sip_endpoint_text text = {"?"};
    char address[SIP_IP_TEXT];

    if (end->family != 0) {
        sip_ip_write(end->family, end->address, address);
        snprintf(text.s, sizeof(text.s), end->family == 6 ? "[%s]:%u" : "%s:%u", address,
                 end->port);
    }
    return text;
}

struct sip_endpoint_text sip_address_text(const struct sip_endpoint *end)
{
    struct sip_endpoint_text text = {"an unknown address"};

    if (end->family != 0) {
        sip_ip_write(end->family, end->address, text.s);
    }
    return text;
}
