/* uri.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/uri.h"

#include <string.h>

#include "sip/host.h"
#include "sip/ip.h"

static bool is_ipv6(const char *from, const char *to)
{
    struct sip_ip ip;

    return sip_ip_read(sip_trim_between(from, to), &ip) && memchr(from, ':', (size_t)(to - from));
}

/* The colon before the port; NULL where there is none. Careless senders leave out the brackets of an
 * IPv6 address: the last colon is one of the address unless that is complete without it. */
static const char *find_port(const char *from, const char *end)
{
    const char *first = from < end ? memchr(from, ':', (size_t)(end - from)) : NULL;
    const char *last = first;

    for (const char *at = first; at != NULL; at = memchr(at + 1, ':', (size_t)(end - at - 1))) {
        last = at;
    }
    if (first == last) {
        return first;
    }
    return is_ipv6(from, end) ? NULL : is_ipv6(from, last) ? last : first;
}

void sip_host_port_read(struct sip_slice text, struct sip_slice *host, struct sip_slice *port)
{
    const char *from = text.p;
    const char *end = text.p + text.n;

    if (text.n > 0 && text.p[0] == '[') {
        const char *close = memchr(text.p, ']', text.n);
        from = close ? close + 1 : end;
    }
    const char *colon = find_port(from, end);
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
    /* A user part may itself hold ';' and '?': what is before '@' goes first. */
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

static int hex(char c)
{
    c = sip_lower(c);
    return sip_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

char sip_uri_take_octet(struct sip_slice *text, bool *escaped)
{
    const char *p = text->p;
    char c = p[0];

    *escaped = c == '%' && text->n >= 3 && hex(p[1]) >= 0 && hex(p[2]) >= 0;
    if (*escaped) {
        c = (char)(hex(p[1]) * 16 + hex(p[2]));
    }
    size_t used = *escaped ? 3 : 1;
    *text = (struct sip_slice){p + used, text->n - used};
    return c;
}

/* Takes one character from *s. An escaped character of the set "reserved" of RFC 2396 differs from the same
 * one unescaped: it comes with ESCAPED added. */
#define ESCAPED 0x100
static int next_character(struct sip_slice *s)
{
    bool escaped;
    int c = (unsigned char)sip_uri_take_octet(s, &escaped);

    return escaped && (c == 0 || strchr(";/?:@&=+$,", c) != NULL) ? c + ESCAPED : c;
}

static int lower(int c)
{
    return c < 0x80 ? sip_lower((char)c) : c;
}

static bool component_equal(struct sip_slice a, struct sip_slice b, bool with_case)
{
    while (a.n > 0 && b.n > 0) {
        int x = next_character(&a), y = next_character(&b);
        if (with_case ? x != y : lower(x) != lower(y)) {
            return false;
        }
    }
    return a.n == 0 && b.n == 0;
}

/* Finds "name=value" among pieces parted by sep. */
static bool find_piece(struct sip_slice list, char sep, struct sip_slice name,
                       struct sip_slice *value)
{
    struct sip_slice piece, key;

    while (list.p != NULL) {
        list = sip_slice_cut(list, sep, &piece);
        *value = sip_slice_cut(piece, '=', &key);
        if (component_equal(key, name, false)) {
            return true;
        }
    }
    return false;
}

/* Two URIs that are compared. */
struct pair {
    enum sip_uri_place place;
    bool address; /* their host is an address: nothing is looked up to reach it */
    bool secure;  /* their scheme is sips */
};

/* Parameters that table 1 of RFC 3261 section 19.1.1 does not allow at that place. */
static bool is_allowed(const struct pair *pair, struct sip_slice name)
{
    static const char *const forbidden[][5] = {
        [SIP_URI_ANYWHERE] = {NULL},
        [SIP_URI_PARTY] = {"method", "maddr", "ttl", "transport", "lr"},
        [SIP_URI_BINDING] = {"method", "lr"},
        [SIP_URI_DIALOG] = {"method", "ttl"},
    };

    for (size_t i = 0; i < 5 && forbidden[pair->place][i] != NULL; i++) {
        if (sip_slice_is(name, forbidden[pair->place][i])) {
            return false;
        }
    }
    return true;
}

/* Parameters that matter even where only one of two URIs has them. */
static bool is_telling(struct sip_slice name)
{
    return sip_slice_is(name, "user") || sip_slice_is(name, "ttl") ||
           sip_slice_is(name, "method") || sip_slice_is(name, "maddr") ||
           sip_slice_is(name, "transport");
}

/* Whether the parameter says of an address what holds without it (RFC 3263 section 4.1). */
static bool is_default(const struct pair *pair, struct sip_slice name, struct sip_slice value)
{
    return pair->place != SIP_URI_ANYWHERE && pair->address && sip_slice_is(name, "transport") &&
           sip_slice_is(value, pair->secure ? "tcp" : "udp");
}

/* Parameters and headers that are looked for in the other URI: nobody writes more. */
#define MAX_PIECES 64

/* Whether b has the parameters of a that matter. */
static bool params_match(const struct pair *pair, struct sip_slice a, struct sip_slice b)
{
    struct sip_slice piece, name, other;

    for (int n = 0; n < MAX_PIECES && a.p != NULL; n++) {
        a = sip_slice_cut(a, ';', &piece);
        struct sip_slice value = sip_slice_cut(piece, '=', &name);
        if (name.n == 0 || !is_allowed(pair, name)) {
            continue;
        }
        if (!find_piece(b, ';', name, &other)) {
            if (is_telling(name) && !is_default(pair, name, value)) {
                return false;
            }
        } else if (!component_equal(value, other, false) && !sip_slice_is(name, "lr")) {
            return false; /* lr has no value: "lr=on" is "lr" */
        }
    }
    return true;
}

/* Whether b has all headers of a. */
static bool headers_match(struct sip_slice a, struct sip_slice b)
{
    struct sip_slice piece, name, other;

    for (int n = 0; n < MAX_PIECES && a.p != NULL; n++) {
        a = sip_slice_cut(a, '&', &piece);
        struct sip_slice value = sip_slice_cut(piece, '=', &name);
        if (name.n > 0 &&
            (!find_piece(b, '&', name, &other) || !component_equal(value, other, false))) {
            return false;
        }
    }
    return true;
}

/* The port of a URI whose host is an address (RFC 3263 section 4.2). False where it is no number. */
static bool read_port(const struct pair *pair, const struct sip_uri *uri, uint32_t *port)
{
    struct sip_slice transport;
    bool tls = pair->secure || (find_piece(uri->params, ';', SIP_SLICE("transport"), &transport) &&
                                sip_slice_is(transport, "tls"));

    *port = tls ? 5061 : 5060;
    return uri->port.p == NULL || sip_slice_to_u32(uri->port, port);
}

static bool ports_match(const struct pair *pair, const struct sip_uri *a, const struct sip_uri *b)
{
    uint32_t x, y;

    if (pair->place == SIP_URI_PARTY) {
        return true;
    }
    if (a->port.p == NULL && b->port.p == NULL) {
        return true;
    }
    if (a->port.p == NULL || b->port.p == NULL) {
        /* A name without a port may lead to any. */
        return pair->place != SIP_URI_ANYWHERE && pair->address && read_port(pair, a, &x) &&
               read_port(pair, b, &y) && x == y;
    }
    return sip_slice_equal(a->port, b->port);
}

bool sip_uri_same_user(const struct sip_uri *a, const struct sip_uri *b)
{
    return component_equal(a->user, b->user, true) && sip_host_equal(a->host, b->host);
}

bool sip_uri_equal_at(enum sip_uri_place place, struct sip_slice a, struct sip_slice b)
{
    uint8_t address[16];
    struct sip_uri x, y;

    if (sip_slice_equal(a, b)) {
        return true;
    }
    if (!sip_uri_read(a, &x) || !sip_uri_read(b, &y) ||
        !sip_slice_equal_nocase(x.scheme, y.scheme)) {
        return false;
    }
    if (!sip_uri_is_sip(&x)) {
        return sip_slice_equal((struct sip_slice){a.p + x.scheme.n, a.n - x.scheme.n},
                               (struct sip_slice){b.p + y.scheme.n, b.n - y.scheme.n});
    }
    struct pair pair = {place, sip_host_address(x.host, address) != 0,
                        sip_slice_is(x.scheme, "sips")};
    bool headers = place == SIP_URI_ANYWHERE || place == SIP_URI_BINDING;
    return sip_uri_same_user(&x, &y) && ports_match(&pair, &x, &y) &&
           params_match(&pair, x.params, y.params) && params_match(&pair, y.params, x.params) &&
           (!headers ||
            (headers_match(x.headers, y.headers) && headers_match(y.headers, x.headers)));
}

bool sip_uri_equal(struct sip_slice a, struct sip_slice b)
{
    return sip_uri_equal_at(SIP_URI_ANYWHERE, a, b);
}
