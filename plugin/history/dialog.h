/* dialog.h
 * Dialogs as they are seen on one hop: Call-ID, both tags, and the two addresses that the messages
 * run between (RFC 3261 section 12). The same dialog seen on two hops is two of these. They are
 * made of what answered an INVITE, a SUBSCRIBE or a REFER whose request was captured too.
 *
 * The texts of messages are dropped after a while, but a call may last for hours: what its messages
 * are judged by (remote targets, route sets, the state of offer and answer) is kept here.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_DIALOG_H
#define SIP_HISTORY_DIALOG_H

#include "history/kept/interned.h"
#include "history/party.h"
#include "history/transaction.h"
#include "sip/route.h"

/* Requests of a kind that are known of each side: the newest, and the one before. */
#define SIP_DIALOG_KEPT 2

/* Octets. A target that is longer is unknown. */
#define SIP_DIALOG_TARGET_MAX 512

struct sip_replaces;

struct sip_dialog_side {
    const char *tag;
    const struct sip_party *party;                          /* NULL unless it subscribed */
    const struct sip_transaction *invites[SIP_DIALOG_KEPT]; /* NULL: none */
    const struct sip_transaction *updates[SIP_DIALOG_KEPT];
    const struct sip_transaction *last; /* the newest request but ACK and CANCEL */
    const struct sip_transaction
        *highest; /* of these the one with the highest CSeq number; of equal
                                               ones the first */
    const struct sip_transaction *accepted; /* the one with the highest CSeq number that was
                                               answered by a 2xx; NULL: none */
    /* Where requests to this side go: the remote target of the other one. It is the URI of the
     * Contact in its newest target refresh request that was accepted by a 2xx, in its 2xx to one, or
     * in what made the dialog (RFC 3261 section 12, RFC 5057 section 5.4). NULL: not known. */
    const char *target;
    /* The URI of the newest Contact that it has shown in a message that could move the target, whether
     * it did or not: a request that is pending or failed, a provisional response (RFC 6141 section
     * 4.6). NULL: not known. */
    const char *contact;
    /* Its route set, as Record-Route had it: see sip_dialog_routes. "": empty; NULL: not known. */
    const char *routes;
    int64_t target_time;   /* microseconds, and … */
    uint32_t target_frame; /* … the message that the target is from */
    uint32_t routes_frame; /* the message that the route set is from */
    /* Of its newest request, and of its newest ACK to a 2xx: see sip_dialog_addressing; 0: none. */
    uint32_t addressing, ack_addressing;
    /* Known from its requests with one Via and no Record-Route, on the hop of the user agent itself:
     * a hash of the sent-by host; 0: another hop, or not known. */
    uint16_t agent;
    bool said_bye : 1;
    bool target_moved : 1; /* the target was another one before */
    bool skipped : 1;      /* one was not captured: a CSeq number between them is missing */
    uint32_t left;         /* the newest target that was given up: see sip_target_hash; 0: none */
};

/* What an offer and its answer have brought about (RFC 3264, RFC 6337 section 2). */
enum sip_agreement {
    SIP_AGREEMENT_UNKNOWN, /* not all that could have made one was captured */
    SIP_AGREEMENT_NONE,    /* there has been no answer yet */
    SIP_AGREEMENT_MADE,
};

struct sip_dialog {
    uint64_t key; /* of Call-ID, both tags and both addresses */
    struct sip_dialog_side sides[2];
    struct sip_dialog *older;  /* the one made before it with the same Call-ID, between the same two
                                  addresses; NULL: none */
    const struct sip_hop *hop; /* the client of what made it is the side `maker` */
    /* The offer that waits for its answer: the transaction whose request made it or, if its server is
     * the offerer, what answered it. NULL: none that is known of. Of two that overlap the first:
     * the other is refused. */
    const struct sip_transaction *offer;
    union {
        int64_t session_time; /* see below */
        int64_t lapses; /* microseconds; of a dialog without session_frame: when the subscription
                                 that made it is over, as the newest 2xx to SUBSCRIBE or NOTIFY has it;
                                 0: not known */
    };
    uint8_t offerer;     /* the side that made the offer */
    uint8_t maker;       /* the side whose request made the dialog, if from_start; else the one
                             whose request was the first that was captured */
    bool previewed : 1;  /* a provisional response has shown an answer, perhaps, that does not
                                   count: it was not reliable, or not captured whole */
    bool from_start : 1; /* what made it was captured; else the capture begins in its midst */
    bool ambiguous : 1;  /* two hops, or two branches, run between the same addresses: what was
                                   sent first or answered here is not known */
    bool partial : 1;    /* one of its messages was cut off */
    bool call : 1; /* it is that of a call, or has one, too: a request that only calls have, or a
                                   response to one, was captured */
    bool routes_changed : 1; /* by a later response than the one that made it */
    bool misses_ack : 1;     /* a BYE says that its sender has waited for an ACK in vain */
    enum sip_agreement agreement : 8;
    uint32_t first_frame;     /* the response that made it */
    uint32_t confirmed_frame; /* the first 2xx to INVITE, SUBSCRIBE or REFER; 0: an early dialog */
    uint32_t ended_frame;     /* the first BYE that was not challenged (what answered it,
                                 where only that was captured), or the failure of the
                                 INVITE that made it; 0: not yet */

    /* The first message but BYE after which either side may have forgotten it: see sip_usage_ends; 0: none
     * yet. */
    uint32_t over_frame;

    /* A REFER that has named it in Replaces with its tags swapped: see sip_dialogs_swapped; 0: none. */
    uint32_t swapped_frame;

    /* The session timer (RFC 4028), as the newest 2xx to INVITE or UPDATE has it. */
    uint32_t session_interval;  /* seconds; 0: none */
    uint32_t session_frame;     /* of that 2xx; session_time: its time; 0: none */
    uint8_t session_refreshers; /* bit 0, bit 1: that side may be the one that refreshes it */
    /* An end that a refresh has put off, and the 2xx that had given it; 0: none. Of several the first that
     * had not passed: who misses one refresh mostly misses them all. */
    uint32_t put_off_frame;
    int64_t put_off_end; /* microseconds */
};

struct sip_dialogs;
struct sip_dialogs *sip_dialogs_new(void);
void sip_dialogs_free(struct sip_dialogs *all);

/* The dialog that a message of this transaction belongs to; NULL where it has none, or where
 * nothing that makes one was captured. ACK and PRACK may take a shorter way than their INVITE took: they have
 * the dialog of the INVITE. The time it takes does not depend on how many there are. */
struct sip_dialog *sip_dialogs_find(struct sip_dialogs *all, const struct sip_message *m,
                                    const struct sip_transaction *t);

/* The newest of the dialogs with the Call-ID of the message between the two ends of the hop, whichever
 * of them was the client; `older` leads to the others. NULL: there is none. */
const struct sip_dialog *sip_dialogs_newest(const struct sip_dialogs *all,
                                            const struct sip_message *m, const struct sip_hop *hop);

/* The newest dialog with Record-Route that the sender of a request has by its Call-ID and From tag, from this client of
 * the hop, whatever the server is; NULL: there is none. */
const struct sip_dialog *sip_dialogs_of_sender(const struct sip_dialogs *all,
                                               const struct sip_message *m,
                                               const struct sip_hop *hop);

/* The same dialog as its peer has gone on with it from another address: the newest that a request inside a dialog has
 * made, to the sender of this request; NULL: there is none. */
const struct sip_dialog *sip_dialogs_moved(const struct sip_dialogs *all,
                                           const struct sip_message *m, const struct sip_hop *hop);

/* The dialog of a call that the client of a hop has by both tags of a message from the same address, whatever the server
 * is; NULL: there is none, or it is too old. */
const struct sip_dialog *sip_dialogs_of_client(const struct sip_dialogs *all,
                                               const struct sip_message *m,
                                               const struct sip_hop *hop);

/* The dialog that a request names in Replaces with its tags swapped: see replaced.h. NULL: there is none. */
const struct sip_dialog *sip_dialogs_swapped(const struct sip_dialogs *all,
                                             const struct sip_message *m, const struct sip_hop *hop,
                                             struct sip_replaces *replaces);

/* Adds a message to its dialog, as it was found before (NULL: none), or makes one of it, after it was
 * added to its transaction. request: of a response, where it was captured whole and is still kept;
 * otherwise NULL. */
void sip_dialogs_add(struct sip_dialogs *all, struct sip_dialog *dialog,
                     const struct sip_transaction *t, const struct sip_packet *packet,
                     const struct sip_message *request);

/* The user agent with the tag of From or To; NULL: none that subscribed, or was sent a NOTIFY. */
const struct sip_party *sip_dialogs_party(const struct sip_dialogs *all,
                                          const struct sip_message *m,
                                          enum sip_header_id from_or_to);

/* Which side sent the request of this message, itself a request or a response: 0 or 1. */
unsigned sip_dialog_client(const struct sip_dialog *dialog, const struct sip_message *m);

/* Reads the route set of a side: the URIs in the order in which its requests have them in Route, that
 * is, of the side that made the dialog the other way round (RFC 3261 section 12.1). False where it is
 * not known. */
bool sip_dialog_routes(const struct sip_dialog *dialog, unsigned side, struct sip_routes *routes);

/* What a request that the side sends is addressed by, as a hash: Request-URI and Route, and what both have to
 * be by the dialog. Where two are equal, what is wrong with the one is wrong with the other. */
uint32_t sip_dialog_addressing(const struct sip_dialog *dialog, unsigned side,
                               const struct sip_message *request);

/* The INVITE of a side whose 2xx it has acknowledged within the last quarter of a second: no human being
 * hangs up so fast. NULL: there is none. */
const struct sip_transaction *sip_dialog_just_acked(const struct sip_dialog *dialog, unsigned side,
                                                    int64_t now);

/* The INVITE whose 2xx an ACK is for, though it has the branch of another one, t, on the same hop: a proxy has forked.
 * NULL: it is for none, or for t. */
const struct sip_transaction *sip_dialog_sibling_of_ack(const struct sip_dialog *dialog,
                                                        const struct sip_transaction *t,
                                                        const struct sip_message *ack);

/* The INVITE that made the dialog, if it is still kept; otherwise NULL. */
const struct sip_transaction *sip_dialog_first_invite(const struct sip_dialog *dialog);

/* The request of a side with the highest CSeq number, if only its final response is in the capture, behind this frame;
 * otherwise NULL. */
static inline const struct sip_transaction *sip_side_missed(const struct sip_dialog_side *side,
                                                            uint32_t since)
{
    const struct sip_transaction *t = side->highest;

    return t != NULL && t->request_frame == 0 && t->final_frame > since ? t : NULL;
}

/* A hash of a target, as it is kept of one that was left. */
uint32_t sip_target_hash(struct sip_slice uri);

/* The agent as it is kept of a side (see there), read from a message; 0 where it is another hop. */
uint16_t sip_message_agent(const struct sip_message *m);

#endif
