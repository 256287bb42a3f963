/* route.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/route.h"

#include "sip/uri.h"
#include "sip/value.h"

static void clear(struct sip_routes *routes)
{
    routes->count = 0;
    routes->loose = true;
}

static bool add(struct sip_routes *routes, struct sip_slice value)
{
    struct sip_address address;
    struct sip_uri uri;

    if (routes->count == SIP_ROUTES_MAX || !sip_address_read(value, &address) ||
        !sip_uri_read(address.uri, &uri)) {
        return false;
    }
    routes->loose = routes->loose && sip_value_param(uri.params, "lr", NULL);
    routes->uris[routes->count++] = address.uri;
    return true;
}

bool sip_routes_read(struct sip_slice list, struct sip_routes *routes)
{
    struct sip_slice value;

    clear(routes);
    while (list.n > 0) {
        list = sip_value_cut(list, ',', &value);
        value = sip_slice_trim(value);
        if (value.n > 0 && !add(routes, value)) {
            return false;
        }
    }
    return true;
}

bool sip_message_routes(const struct sip_message *m, enum sip_header_id id,
                        struct sip_routes *routes)
{
    struct sip_values it = sip_values_of(m, id);
    struct sip_slice value;

    clear(routes);
    while (sip_values_next(&it, &value)) {
        if (!add(routes, value)) {
            return false;
        }
    }
    return m->headers_complete;
}

void sip_routes_turn(struct sip_routes *routes)
{
    for (unsigned i = 0; i < routes->count / 2; i++) {
        struct sip_slice uri = routes->uris[i];
        routes->uris[i] = routes->uris[routes->count - 1 - i];
        routes->uris[routes->count - 1 - i] = uri;
    }
}
