/* uri.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/uri.h"

#include <string.h>

void sip_host_port_read(struct sip_slice text, struct sip_slice *host, struct sip_slice *port)
{
    const char *from = text.p;
    const char *end = text.p + text.n;

    if (text.n > 0 && text.p[0] == '[') {
        const char *close = memchr(text.p, ']', text.n);
        from = close ? close + 1 : end;
    }
    const char *colon = from < end ? memchr(from, ':', (size_t)(end - from)) : NULL;
    *host = sip_slice_trim(sip_slice_between(text.p, colon ? colon : end));
    *port = colon ? sip_slice_trim(sip_slice_between(colon + 1, end)) : (struct sip_slice){NULL, 0};
}

bool sip_uri_read(struct sip_slice text, struct sip_uri *uri)
{
    struct sip_slice rest, authority, head;

    memset(uri, 0, sizeof(*uri));
    rest = sip_slice_cut(text, ':', &uri->scheme);
    if (rest.p == NULL || uri->scheme.n == 0) {
        return false;
    }
    if (!sip_uri_is_sip(uri)) {
        return true;
    }
    /* A user part may itself hold ';' and '?': what stands before '@' goes first. */
    const char *at = memchr(rest.p, '@', rest.n);
    if (at != NULL) {
        uri->user = sip_slice_between(rest.p, at);
        rest = sip_slice_between(at + 1, rest.p + rest.n);
    }
    uri->headers = sip_slice_cut(rest, '?', &head);
    struct sip_slice params = sip_slice_cut(head, ';', &authority);
    if (params.p != NULL) {
        uri->params = sip_slice_between(params.p - 1, params.p + params.n);
    }
    sip_host_port_read(authority, &uri->host, &uri->port);
    return true;
}

bool sip_uri_is_sip(const struct sip_uri *uri)
{
    return sip_slice_is(uri->scheme, "sip") || sip_slice_is(uri->scheme, "sips");
}
