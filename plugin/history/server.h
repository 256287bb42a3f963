/* server.h
 * Servers that asked for time: "Retry-After" (RFC 3261 section 20.33), from whom, to whom, until
 * when. Looking one up takes constant time; only so many are remembered.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_SERVER_H
#define SIP_HISTORY_SERVER_H

#include "history/packet.h"

/* Of more, the oldest are forgotten. */
#define SIP_SERVERS_MAX 4096

struct sip_backoff {
    uint64_t key;
    int64_t until;    /* microseconds, as in sip_packet */
    int64_t since;    /* when the response came by */
    uint32_t seconds; /* as asked for */
    uint32_t frame;   /* of the response */
    uint32_t body;    /* octets in the body of the request that it answered; 0 where unknown */
    uint16_t code;
};

struct sip_servers;
struct sip_servers *sip_servers_new(void);
void sip_servers_free(struct sip_servers *all);

/* Notes a response, the first copy of it: one that asks for time, or one that shows that the server
 * is back. request: what it answers, or NULL where that was not captured. A 503 concerns everything
 * that this client sends to this server, any other code only requests with the same method, From
 * and Request-URI. */
void sip_servers_note(struct sip_servers *all, const struct sip_packet *response,
                      const struct sip_message *request);

/* What the server asked of this client that is not over yet, or NULL. Valid until the next note. */
const struct sip_backoff *sip_servers_backoff(struct sip_servers *all,
                                              const struct sip_packet *request);

#endif
