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

/* Reads "host", "host:port", "[v6]:port" as in a URI or a Via's sent-by. */
void sip_host_port_read(struct sip_slice text, struct sip_slice *host, struct sip_slice *port);

/* Whether two URIs are equivalent (RFC 3261 section 19.1.4). Of other schemes than sip and sips
 * only the scheme may be written in another case: octets decide the rest. */
bool sip_uri_equal(struct sip_slice a, struct sip_slice b);

#endif
