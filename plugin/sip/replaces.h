/* replaces.h
 * Replaces (RFC 3891): the dialog that an INVITE takes the place of, named by Call-ID and both tags; and the same in
 * the URI of Refer-To, where it is escaped.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPLACES_H
#define SIP_REPLACES_H

#include "sip/slice.h"

/* Octets of a value in Refer-To. What is longer cannot be read. */
#define SIP_REPLACES_MAX 512

struct sip_replaces {
    struct sip_slice call_id, to_tag, from_tag; /* in the value, or in room */
    char room[SIP_REPLACES_MAX];
};

/* The value of the header field. False where it has not all three. */
bool sip_replaces_read(struct sip_slice value, struct sip_replaces *replaces);

/* The value in the URI of Refer-To, as it is written there; p == NULL: none. */
struct sip_slice sip_refer_to_replaces(struct sip_slice refer_to);

/* The same, unescaped and read. False where there is none, or it has not all three. */
bool sip_refer_to_replaces_read(struct sip_slice refer_to, struct sip_replaces *replaces);

#endif
