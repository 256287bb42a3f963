/* challenged.h
 * Clients that were challenged (401, 407) and have sent no credentials since: who, for what, how often. Looking one
 * up takes constant time; only so many are remembered.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_CHALLENGED_H
#define SIP_HISTORY_CHALLENGED_H

#include "history/packet.h"

/* Between one challenge and the next request; of more it is not the same series. Microseconds. */
#define SIP_CHALLENGED_GAP (300 * INT64_C(1000000))

/* A user agent's requests of one method with the same From, To and Event, whatever the Call-ID, that one server has
 * challenged one after the other. */
struct sip_challenged {
    uint64_t key;
    uint64_t server;      /* its address */
    int64_t first_time;   /* microseconds, of the first of these requests, … */
    int64_t last_time;    /* … and of the newest challenge */
    uint32_t first_frame; /* likewise */
    uint32_t last_frame;
    uint32_t count; /* requests that were challenged; 0: credentials came, or another response */
};

struct sip_challenges;
struct sip_challenges *sip_challenges_new(void);
void sip_challenges_free(struct sip_challenges *all);

/* What a request without credentials goes on with; NULL: there was no challenge, or it goes elsewhere. */
const struct sip_challenged *sip_challenges_find(const struct sip_challenges *all,
                                                 const struct sip_packet *request);

/* Notes the first copy of a request: credentials, to whatever server, end a series. */
void sip_challenges_note_request(struct sip_challenges *all, const struct sip_packet *request);

/* Notes the first copy of a response. request: what it answers, which came by in that frame at that time; NULL where
 * that was not captured whole. */
void sip_challenges_note_response(struct sip_challenges *all, const struct sip_packet *response,
                                  const struct sip_message *request, uint32_t request_frame,
                                  int64_t request_time);

#endif
