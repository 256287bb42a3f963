/* party.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/party.h"

#include <epan/to_str.h>

char *party_name(const address *host, guint32 port)
{
    bool is_ipv6 = host->type == AT_IPv6;
    char *text, *name;

    if (host->type != AT_IPv4 && !is_ipv6) {
        return g_strdup("unknown");
    }
    text = address_to_str(NULL, host);
    name = g_strdup_printf(is_ipv6 ? "[%s]:%u" : "%s:%u", text, port);
    wmem_free(NULL, text);
    return name;
}

static address address_of(const struct sip_endpoint *endpoint)
{
    address host = ADDRESS_INIT_NONE;

    if (endpoint->family == 4) {
        set_address(&host, AT_IPv4, 4, endpoint->address);
    } else if (endpoint->family == 6) {
        set_address(&host, AT_IPv6, 16, endpoint->address);
    }
    return host;
}

char *party_name_of(const struct sip_endpoint *endpoint)
{
    address host = address_of(endpoint);

    return party_name(&host, endpoint->port);
}

char *party_address_of(const struct sip_endpoint *endpoint)
{
    address host = address_of(endpoint);
    char *text = address_to_str(NULL, &host), *copy = g_strdup(text);

    wmem_free(NULL, text);
    return copy;
}
