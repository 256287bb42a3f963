/* party.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/party.h"

#include <epan/to_str.h>

char *party_name(const address *address, guint32 port)
{
    bool is_ipv6 = address->type == AT_IPv6;
    char *text, *name;

    if (address->type != AT_IPv4 && !is_ipv6) {
        return g_strdup("unknown");
    }
    text = address_to_str(NULL, address);
    name = g_strdup_printf(is_ipv6 ? "[%s]:%u" : "%s:%u", text, port);
    wmem_free(NULL, text);
    return name;
}

static address address_of(const struct sip_endpoint *endpoint)
{
    address address = ADDRESS_INIT_NONE;

    if (endpoint->family == 4) {
        set_address(&address, AT_IPv4, 4, endpoint->address);
    } else if (endpoint->family == 6) {
        set_address(&address, AT_IPv6, 16, endpoint->address);
    }
    return address;
}

char *party_name_of(const struct sip_endpoint *endpoint)
{
    address address = address_of(endpoint);

    return party_name(&address, endpoint->port);
}

char *party_address_of(const struct sip_endpoint *endpoint)
{
    address address = address_of(endpoint);
    char *text = address_to_str(NULL, &address), *copy = g_strdup(text);

    wmem_free(NULL, text);
    return copy;
}
