/* hop.h
 * Between whom SIP runs, and who was heard there, and when: silence means something only where the
 * capture sees that direction at all.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_HOP_H
#define SIP_HISTORY_HOP_H

#include "history/packet.h"

/* A To tag that a server has made for requests without one. Of each server the newest ones are known. */
#define SIP_TAGS_KEPT 4
#define SIP_TAG_CALLS 3 /* Call-IDs with the same tag that are no accident any more */
struct sip_tag_use {
    uint64_t tag;                     /* a hash */
    uint64_t call_ids[SIP_TAG_CALLS]; /* hashes of the first ones, … */
    uint64_t branches[SIP_TAG_CALLS]; /* … and of the branches that their responses have */
    uint32_t frame;                   /* of the first response with it; 0: not in use */
    uint32_t calls;                   /* Call-IDs, up to SIP_TAG_CALLS */
};

/* What is known of an address, whatever its port and wherever it sends to. */
struct sip_sender {
    uint64_t key;
    bool heard;
    uint32_t phone_frame;     /* the first message that shows that a telephone is there: see
                                 sip_hops_note_agent; 0: none */
    bool tags_repeat;         /* a tag of its has come with SIP_TAG_CALLS Call-IDs */
    struct sip_tag_use *tags; /* SIP_TAGS_KEPT, the newest first; NULL: none yet */
};

/* From one address to another, whatever the ports. */
struct sip_flow {
    struct sip_sender *sender;
    int64_t first;         /* microseconds; INT64_MAX: nothing was seen, … */
    int64_t last;          /* … INT64_MIN */
    int64_t last_response; /* INT64_MIN: none */
    bool has_request;      /* a request came this way */
    int64_t last_cut; /* a message that the capture cut off before what identifies its transaction;
                              INT64_MIN: none */
    int64_t last_gap; /* a message before which its stream has a gap, … */
    int64_t last_unknown; /* … or may have one, so far as is known; INT64_MIN: none */
    int64_t
        quickest;  /* microseconds from a response, where the capture is, to the ACK or PRACK that
                         this client sent for it, at least; INT64_MAX: none was seen */
    bool hangs_up; /* a BYE came this way at once after an ACK: see sip_dialog_just_acked */
    uint64_t binding; /* a hash of the first that a REGISTER sent this way was for; 0: none yet */
    bool several_bindings; /* another one was for another */
    /* Since anything came the other way, or an ACK went this way, which shows that something did: */
    uint32_t unheard_frame;  /* the first request that was sent this way; 0: none */
    uint32_t unheard_count;  /* such requests, … */
    uint32_t unheard_copies; /* … and all copies of them */
    uint32_t refused_frame;  /* the first ICMP error "port unreachable" about them; 0: none, … */
    uint32_t refused_count;  /* … how many there are, … */
    struct sip_endpoint refused_by; /* … and who sent that one; of family 0 where it is not known */
};

/* Whether since then something came this way that the capture cut off before what identifies its transaction, or
 * lacks. */
static inline bool sip_flow_has_gap(const struct sip_flow *flow, int64_t since)
{
    return flow->last_cut >= since || flow->last_gap >= since;
}

/* The two ends of transactions: many have the same. */
struct sip_hop {
    struct sip_endpoint client, server;
    struct sip_flow *to_server, *to_client;
    int64_t last_used; /* when a message of a transaction came by between just these two ports;
                          INT64_MIN: none */
};

struct sip_hops;
struct sip_hops *sip_hops_new(void);
void sip_hops_free(struct sip_hops *hops);

/* The hop of these two, the same each time, made if it is new. */
const struct sip_hop *sip_hops_between(struct sip_hops *hops, const struct sip_endpoint *client,
                                       const struct sip_endpoint *server);

/* Whether anything in the capture came from this address, whatever its port and wherever it went. */
bool sip_hops_heard(const struct sip_hops *hops, const struct sip_endpoint *from);

/* What is known of the To tag of a response that came from the server of the hop, for other Call-IDs than
 * its own; NULL: nothing, or it was said already that its tags repeat. A client that gives several requests one branch
 * is to blame itself, where a server without state makes the tag from that. */
const struct sip_tag_use *sip_tag_used(const struct sip_hop *hop,
                                       const struct sip_packet *response);

/* Notes the To tag that the server of the hop has made for a request without one. */
void sip_hops_note_tag(struct sip_hops *hops, const struct sip_hop *hop,
                       const struct sip_packet *response);

/* Notes what a message tells about the user agent that sent it, where its Contact is its source: whether it has
 * the instance of a user agent (RFC 5626), or event packages by which nothing but a telephone is operated.
 * User-Agent proves nothing: exchanges send it too. */
void sip_hops_note_agent(const struct sip_hop *hop, const struct sip_packet *packet);

/* The header field by which a message shows that a telephone made it; NULL: none. */
const struct sip_row *sip_message_phone_row(const struct sip_message *m);

/* Notes how soon after a response its client has acknowledged it. */
void sip_hops_note_reaction(const struct sip_hop *hop, int64_t reaction);

/* Notes a request but ACK, or a copy of one, that went from the client to the server. */
void sip_hops_ask(const struct sip_hop *hop, const struct sip_packet *packet, bool first_copy);

/* Notes an ICMP error, if a request was sent that way. */
void sip_hops_refuse(const struct sip_hops *hops, const struct sip_refusal *refusal);

/* Forgets when who was heard: the time stamps of what follows do not compare with those before. */
void sip_hops_start_run(struct sip_hops *hops);

/* Notes a message that was cut off too early for that. */
void sip_hops_note_cut(struct sip_hops *hops, const struct sip_packet *packet);

/* Notes that a message went by. hop: that of its transaction, which it may stray from. */
void sip_hops_hear(struct sip_hops *hops, const struct sip_hop *hop,
                   const struct sip_packet *packet);

#endif
