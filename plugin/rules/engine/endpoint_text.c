/* endpoint_text.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/endpoint_text.h"

#include <arpa/inet.h>
#include <stdio.h>

struct sip_endpoint_text sip_endpoint_text(const struct sip_endpoint *end)
{
    struct sip_endpoint_text text = {""};
    char address[INET6_ADDRSTRLEN] = "";

    inet_ntop(end->family == 6 ? AF_INET6 : AF_INET, end->address, address, sizeof(address));
    snprintf(text.s, sizeof(text.s), end->family == 6 ? "[%s]:%u" : "%s:%u", address, end->port);
    return text;
}
