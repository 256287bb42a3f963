/* uri.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/uri.h"

#include <string.h>

#include "sip/host.h"

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

static int hex(char c)
{
    c = sip_lower(c);
    return sip_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Takes one character from *s. "%61" is an 'a', but an escaped character of the set "reserved" of
 * RFC 2396 differs from the same one unescaped: it comes with ESCAPED added. */
#define ESCAPED 0x100
static int next_character(struct sip_slice *s)
{
    int c = (unsigned char)s->p[0];
    size_t used = 1;

    if (c == '%' && s->n >= 3 && hex(s->p[1]) >= 0 && hex(s->p[2]) >= 0) {
        c = hex(s->p[1]) * 16 + hex(s->p[2]);
        used = 3;
        if (c == 0 || strchr(";/?:@&=+$,", c) != NULL) {
            c += ESCAPED;
        }
    }
    *s = (struct sip_slice){s->p + used, s->n - used};
    return c;
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

/* Parameters that matter even where only one of two URIs has them. */
static bool is_telling(struct sip_slice name)
{
    return sip_slice_is(name, "user") || sip_slice_is(name, "ttl") ||
           sip_slice_is(name, "method") || sip_slice_is(name, "maddr") ||
           sip_slice_is(name, "transport");
}

/* Parameters and headers that are looked for in the other URI: nobody writes more. */
#define MAX_PIECES 64

/* Whether b has what a has: parameters (sep is ';'), or headers ('&'), of which none may fail. */
static bool pieces_match(struct sip_slice a, struct sip_slice b, char sep)
{
    struct sip_slice piece, name, value, other;

    for (int n = 0; n < MAX_PIECES && a.p != NULL; n++) {
        a = sip_slice_cut(a, sep, &piece);
        value = sip_slice_cut(piece, '=', &name);
        if (name.n == 0) {
            continue;
        }
        if (find_piece(b, sep, name, &other) ? !component_equal(value, other, false)
                                             : sep == '&' || is_telling(name)) {
            return false;
        }
    }
    return true;
}

bool sip_uri_equal(struct sip_slice a, struct sip_slice b)
{
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
    return component_equal(x.user, y.user, true) && sip_host_equal(x.host, y.host) &&
           sip_slice_equal(x.port, y.port) && pieces_match(x.params, y.params, ';') &&
           pieces_match(y.params, x.params, ';') && pieces_match(x.headers, y.headers, '&') &&
           pieces_match(y.headers, x.headers, '&');
}
