/* via.h
 * One Via value (RFC 3261 section 20.42).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_VIA_H
#define SIP_VIA_H

#include "sip/slice.h"

struct sip_via {
    struct sip_slice text;      /* the whole value */
    struct sip_slice transport; /* "UDP" */
    struct sip_slice host;      /* sent-by */
    struct sip_slice port;      /* p == NULL where absent */
    struct sip_slice branch;    /* the parameters: p == NULL where absent */
    struct sip_slice received;
    struct sip_slice rport; /* empty where it has no value */
    struct sip_slice maddr;
    bool has_others; /* there are parameters beside these, or one of these twice */
};

/* Reads one Via value. False if it has no sent-by: its parameters are read all the same. */
bool sip_via_read(struct sip_slice value, struct sip_via *via);

/* True if the branch begins with the magic cookie z9hG4bK of RFC 3261 (section 8.1.1.7). */
bool sip_via_has_cookie(const struct sip_via *via);

/* The port of sent-by, or the default of its transport (RFC 3261 section 18.1.1): 5061 for TLS,
 * else 5060. 0 where it is no number. */
uint16_t sip_via_port(const struct sip_via *via);

/* Whether the two were sent by the same: host and port of sent-by, where a default port may be left out
 * and IPv6 addresses may lack their brackets. */
bool sip_via_same_sent_by(const struct sip_via *a, const struct sip_via *b);

/* Whether response shows what request showed (RFC 3261 section 20.42): white space, the order of
 * parameters and how an address is spelled do not matter. The server that answers may change the
 * top value: fill received, rport, keep and oc parameters, or add others. */
bool sip_via_mirrors(const struct sip_via *response, const struct sip_via *request, bool top);

#endif
