/* join.h
 * Legs of a B2BUA: calls with Call-IDs of their own that are one call for its user. They are joined
 * where the packets prove it, by what the INVITE says.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_JOIN_H
#define SIP_CALLS_JOIN_H

#include "calls/call.h"

enum sip_join {
    SIP_JOIN_NONE,
    SIP_JOIN_HEADER,     /* a header field with the Call-ID of the inbound leg: see leg_headers */
    SIP_JOIN_SESSION_ID, /* the caller's UUID in Session-ID (RFC 7989) */
    SIP_JOIN_ICID,       /* icid-value of P-Charging-Vector (RFC 7315 section 4.6) */
};

/* "Session-ID"; "" for SIP_JOIN_NONE. */
const char *sip_join_name(enum sip_join join);

/* What INVITEs have said by which calls are joined. */
struct sip_joins;
struct sip_joins *sip_joins_new(void);
void sip_joins_free(struct sip_joins *joins);

/* The header fields that hold the Call-ID of the inbound leg: names, separated by commas. */
void sip_joins_set_headers(struct sip_joins *joins, const char *names);

/* Joins a call to its inbound leg, if an INVITE of it, m, shows which that is and both go on at the same
 * time. Call it for each INVITE that is to make a dialog. */
void sip_join(struct sip_calls *all, struct sip_call *call, const struct sip_packet *packet);

#endif
