/* hop.h
 * Between whom SIP runs, and who was heard there, and when: silence means something only where the
 * capture sees that direction at all.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_HOP_H
#define SIP_HISTORY_HOP_H

#include "history/packet.h"

/* From one address to another, whatever the ports. */
struct sip_flow {
    int64_t first;         /* microseconds; INT64_MAX: nothing was seen, … */
    int64_t last;          /* … INT64_MIN */
    int64_t last_response; /* INT64_MIN: none */
    int64_t last_cut;      /* a message that the capture cut off before what tells its transaction;
                              INT64_MIN: none */
    bool hangs_up;         /* a BYE came this way at once after an ACK: see sip_dialog_just_acked */
    uint32_t bindings;     /* different ones that were granted to REGISTERs sent this way */
    /* Since anything came the other way, or an ACK went this way, which shows that something did: */
    uint32_t unheard_frame;  /* the first request that was sent this way; 0: none */
    uint32_t unheard_count;  /* such requests, … */
    uint32_t unheard_copies; /* … and all copies of them */
};

/* The two ends of transactions: many have the same. */
struct sip_hop {
    struct sip_endpoint client, server;
    struct sip_flow *to_server, *to_client;
};

struct sip_hops;
struct sip_hops *sip_hops_new(void);
void sip_hops_free(struct sip_hops *hops);

/* The hop of these two, the same each time, made if it is new. */
const struct sip_hop *sip_hops_between(struct sip_hops *hops, const struct sip_endpoint *client,
                                       const struct sip_endpoint *server);

/* Whether anything in the capture came from this address, whatever its port and wherever it went. */
bool sip_hops_heard(const struct sip_hops *hops, const struct sip_endpoint *from);

/* Notes a request but ACK, or a copy of one, that went from the client to the server. */
void sip_hops_ask(const struct sip_hop *hop, const struct sip_packet *packet, bool first_copy);

/* Forgets when who was heard: the time stamps of what follows do not compare with those before. */
void sip_hops_start_run(struct sip_hops *hops);

/* Notes a message that was cut off too early for that. */
void sip_hops_note_cut(struct sip_hops *hops, const struct sip_packet *packet);

/* Notes that a message went by. hop: that of its transaction, which it may stray from. */
void sip_hops_hear(struct sip_hops *hops, const struct sip_hop *hop,
                   const struct sip_packet *packet);

#endif
