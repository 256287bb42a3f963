/* uri.h
 * SIP and SIPS URIs (RFC 3261 section 19.1), and the scheme of any other.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_URI_H
#define SIP_URI_H

#include "sip/slice.h"

struct sip_uri {
    struct sip_slice scheme;
    struct sip_slice user;    /* with its password, if any; p == NULL without '@' */
    struct sip_slice host;    /* IPv6 addresses keep their brackets */
    struct sip_slice port;    /* digits; p == NULL where absent */
    struct sip_slice params;  /* ";transport=tcp;lr": for sip_value_param */
    struct sip_slice headers; /* behind '?' */
};

/* False if there is no "scheme:" at its beginning. For schemes other than sip and sips only the
 * scheme is read. */
bool sip_uri_read(struct sip_slice text, struct sip_uri *uri);

/* True for sip: and sips:. */
bool sip_uri_is_sip(const struct sip_uri *uri);

/* Takes the first octet from a text that has one, without its escape: "%61" is an 'a'. *escaped: whether it had
 * one. */
char sip_uri_take_octet(struct sip_slice *text, bool *escaped);

/* Reads "host", "host:port", "[v6]:port" as in a URI or a Via's sent-by. An IPv6 address without its
 * brackets is one host, too. */
void sip_host_port_read(struct sip_slice text, struct sip_slice *host, struct sip_slice *port);

/* Whether two URIs are equivalent (RFC 3261 section 19.1.4). Of other schemes than sip and sips
 * only the scheme may be written in another case: octets decide the rest. */
bool sip_uri_equal(struct sip_slice a, struct sip_slice b);

/* Whether the user part and the host are the same, whatever else there is. */
bool sip_uri_same_user(const struct sip_uri *a, const struct sip_uri *b);

/* Where a URI is used. What table 1 of RFC 3261 section 19.1.1 does not allow there is left out of the
 * comparison: who copies the URI may drop it. Elsewhere than SIP_URI_ANYWHERE the default port and the
 * default transport of an address count as not written. */
enum sip_uri_place {
    SIP_URI_ANYWHERE, /* all of it counts, as for sip_uri_equal */
    SIP_URI_PARTY,    /* To, From: no port, method, maddr, ttl, transport, lr, headers */
    SIP_URI_BINDING,  /* Contact of REGISTER and of a redirection: no method, lr */
    SIP_URI_DIALOG,   /* Contact of a dialog, Record-Route, Route: no method, ttl, headers */
};
bool sip_uri_equal_at(enum sip_uri_place place, struct sip_slice a, struct sip_slice b);

#endif
