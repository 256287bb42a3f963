/* via.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/via.h"

#include <string.h>

#include "sip/host.h"
#include "sip/uri.h"
#include "sip/value.h"

/* Where the value of the parameter goes that piece is, or NULL; *value gets the value. */
static struct sip_slice *member_of(struct sip_via *via, struct sip_slice piece,
                                   struct sip_slice *value)
{
    return sip_piece_is_param(piece, SIP_SLICE("branch"), value)     ? &via->branch
           : sip_piece_is_param(piece, SIP_SLICE("rport"), value)    ? &via->rport
           : sip_piece_is_param(piece, SIP_SLICE("received"), value) ? &via->received
           : sip_piece_is_param(piece, SIP_SLICE("maddr"), value)    ? &via->maddr
                                                                     : NULL;
}

/* If a parameter occurs twice, the first one counts. */
static void read_param(struct sip_slice piece, struct sip_via *via)
{
    struct sip_slice value, *member = member_of(via, piece, &value);

    if (member != NULL && member->p == NULL) {
        *member = value.p ? value : (struct sip_slice){piece.p + piece.n, 0};
    } else {
        via->has_others = true;
    }
}

/* "SIP/2.0/UDP host:port". False where nothing follows the transport. */
static bool read_head(struct sip_slice head, struct sip_via *via)
{
    struct sip_slice name, version, rest;

    rest = sip_slice_cut(head, '/', &name);
    rest = sip_slice_trim(sip_slice_cut(rest, '/', &version));
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
    return true;
}

bool sip_via_read(struct sip_slice value, struct sip_via *via)
{
    struct sip_slice piece;

    *via = (struct sip_via){.text = value};
    struct sip_slice rest = sip_value_cut(value, ';', &piece);
    bool has_head = read_head(piece, via);
    while (rest.p != NULL) {
        rest = sip_value_cut(rest, ';', &piece);
        read_param(piece, via);
    }
    return has_head && via->host.n > 0;
}

bool sip_via_has_cookie(const struct sip_via *via)
{
    return sip_slice_starts_with(via->branch, "z9hG4bK");
}

uint16_t sip_via_port(const struct sip_via *via)
{
    uint32_t port;

    if (via->port.p == NULL) {
        return sip_slice_is(via->transport, "TLS") ? 5061 : 5060;
    }
    return sip_slice_to_u32(via->port, &port) && port <= UINT16_MAX ? (uint16_t)port : 0;
}

static struct sip_slice params_of(const struct sip_via *via)
{
    struct sip_slice head;
    return sip_value_cut(via->text, ';', &head);
}

/* What the server fills or changes in the top Via: RFC 3261 section 18.2.1, RFC 3581 section 4,
 * RFC 6223 section 4.4, RFC 7339 section 4. */
static bool is_filled_by_server(struct sip_slice name)
{
    return sip_slice_is(name, "received") || sip_slice_is(name, "rport") ||
           sip_slice_is(name, "keep") || sip_slice_is(name, "oc") ||
           sip_slice_starts_with(name, "oc-");
}

/* Parameters that are looked for in the other Via: nobody writes more. */
#define MAX_PARAMS 64

static bool has_param(struct sip_slice params, struct sip_slice name, struct sip_slice value)
{
    struct sip_slice other_name, other;

    while (sip_params_next(&params, &other_name, &other)) {
        if (sip_slice_equal_nocase(name, other_name) &&
            sip_host_equal(value, other)) { /* received and maddr may be spelled otherwise */
            return true;
        }
    }
    return false;
}

static bool has_params_of(const struct sip_via *a, const struct sip_via *b, bool top)
{
    struct sip_slice rest = params_of(b), name, value;

    for (int n = 0; n < MAX_PARAMS && sip_params_next(&rest, &name, &value); n++) {
        if (!(top && is_filled_by_server(name)) && !has_param(params_of(a), name, value)) {
            return false;
        }
    }
    return true;
}

/* There in both, or in none. */
static bool is_same(struct sip_slice a, struct sip_slice b)
{
    return (a.p == NULL) == (b.p == NULL) && sip_slice_equal(a, b);
}

static bool is_returned(struct sip_slice asked, struct sip_slice given)
{
    return asked.p == NULL || (given.p != NULL && sip_slice_equal(asked, given));
}

/* As has_params_of(), where nothing but the parameters read before needs to be compared. */
static bool returns_params_of(const struct sip_via *response, const struct sip_via *request)
{
    return !request->has_others && is_returned(request->branch, response->branch) &&
           is_returned(request->maddr, response->maddr);
}

bool sip_via_same_sent_by(const struct sip_via *a, const struct sip_via *b)
{
    return sip_host_equal(a->host, b->host) &&
           (is_same(a->port, b->port) || sip_via_port(a) == sip_via_port(b));
}

bool sip_via_mirrors(const struct sip_via *response, const struct sip_via *request, bool top)
{
    return sip_slice_equal_nocase(response->transport, request->transport) &&
           sip_via_same_sent_by(response, request) &&
           ((top && returns_params_of(response, request)) ||
            has_params_of(response, request, top)) &&
           (top || has_params_of(request, response, false));
}
