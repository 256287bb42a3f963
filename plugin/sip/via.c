/* via.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/via.h"

#include <string.h>

#include "sip/uri.h"
#include "sip/value.h"

bool sip_via_read(struct sip_slice value, struct sip_via *via)
{
    struct sip_slice head, name, version;

    memset(via, 0, sizeof(*via));
    via->text = value;
    sip_value_cut(value, ';', &head);
    struct sip_slice rest = sip_slice_cut(head, '/', &name);
    rest = sip_slice_trim(sip_slice_cut(rest, '/', &version)); /* "UDP host:port", LWS between */
    size_t n = 0;
    while (n < rest.n && !sip_is_lws(rest.p[n])) {
        n++;
    }
    via->transport = (struct sip_slice){rest.p, n};
    if (n == rest.n) {
        return false;
    }
    sip_host_port_read(sip_slice_trim((struct sip_slice){rest.p + n, rest.n - n}), &via->host,
                       &via->port);
    if (!sip_value_param(value, "branch", &via->branch)) {
        via->branch = (struct sip_slice){NULL, 0};
    }
    return via->host.n > 0;
}

bool sip_message_top_via(const struct sip_message *m, struct sip_via *via)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_VIA);
    struct sip_slice value;
    return sip_values_next(&it, &value) && sip_via_read(value, via);
}

bool sip_via_has_cookie(const struct sip_via *via)
{
    return sip_slice_starts_with(via->branch, "z9hG4bK");
}
