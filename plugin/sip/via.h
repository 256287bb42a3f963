/* via.h
 * One Via value (RFC 3261 section 20.42).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_VIA_H
#define SIP_VIA_H

#include "sip/message.h"

struct sip_via {
    struct sip_slice text;      /* the whole value */
    struct sip_slice transport; /* "UDP" */
    struct sip_slice host;      /* sent-by */
    struct sip_slice port;      /* p == NULL where absent */
    struct sip_slice branch;    /* p == NULL where absent */
};

/* Reads one Via value. False if it has no sent-by. */
bool sip_via_read(struct sip_slice value, struct sip_via *via);

/* The topmost Via of a message. False if there is none that can be read. */
bool sip_message_top_via(const struct sip_message *m, struct sip_via *via);

/* True if the branch begins with the magic cookie z9hG4bK of RFC 3261 (section 8.1.1.7). */
bool sip_via_has_cookie(const struct sip_via *via);

#endif
