/* dialog.h
 * Dialogs as they are seen on one hop: Call-ID, both tags, and the two addresses that the messages
 * run between (RFC 3261 section 12). The same dialog seen on two hops is two of these. They are
 * made of what answered an INVITE, a SUBSCRIBE or a REFER whose request was captured too.
 *
 * Route set and remote target are not copied: whoever needs them reads the request and the 2xx, which
 * the transactions here keep as long as an ACK may come.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_DIALOG_H
#define SIP_DIALOG_H

#include "history/transaction.h"

/* What one user agent of a call was sent, by whatever path: RFC 6665 lets a NOTIFY come from
 * another notifier or by another way than the SUBSCRIBE went. */
struct sip_party {
    uint64_t key; /* of Call-ID and tag */
    int64_t notify_time; /* of the newest NOTIFY to it; only if notify_frame is not 0 */
    uint32_t notify_frame;
};

/* Requests of a kind that are known of each side: the newest, and the one before. */
#define SIP_DIALOG_KEPT 2

struct sip_dialog_side {
    const char *tag;
    const struct sip_party *party; /* NULL unless it subscribed */
    const struct sip_transaction *invites[SIP_DIALOG_KEPT]; /* NULL: none */
    const struct sip_transaction *updates[SIP_DIALOG_KEPT];
    const struct sip_transaction *subscribe; /* the newest SUBSCRIBE */
    const struct sip_transaction *bye;       /* the newest BYE */
    const struct sip_transaction *last;      /* the newest request but ACK and CANCEL */
    uint32_t accepted_cseq;  /* the highest CSeq number that was answered by a 2xx; 0: none */
    uint32_t accepted_frame; /* of that 2xx */
    int64_t accepted_time;
};

struct sip_dialog {
    uint64_t key; /* of Call-ID, both tags and both addresses */
    struct sip_dialog_side sides[2];
    bool from_start;          /* what made it was captured; else the capture begins in its midst */
    bool tangled;             /* two hops, or two branches, run between the same addresses: what was
                                 sent first or answered here cannot be told */
    uint32_t first_frame;     /* the response that made it */
    uint32_t confirmed_frame; /* the first 2xx; 0: an early dialog */
    uint32_t ended_frame;     /* the first BYE that was not challenged (what answered it,
                                 where only that was captured), or the failure of the
                                 INVITE that made it; 0: not yet */

    /* The session timer (RFC 4028), as the newest 2xx to INVITE or UPDATE has it. */
    uint32_t session_interval; /* seconds; 0: none */
    uint32_t session_frame;    /* of that 2xx */
    int64_t session_time;
};

struct sip_dialogs;
struct sip_dialogs *sip_dialogs_new(void);
void sip_dialogs_free(struct sip_dialogs *all);

/* The dialog that a message of this transaction belongs to; NULL where it has none, or where
 * nothing that makes one was captured. The time it takes does not depend on how many there are. */
const struct sip_dialog *sip_dialogs_find(struct sip_dialogs *all, const struct sip_message *m,
                                          const struct sip_transaction *t);

/* Adds a message to its dialog, or makes one of it, after it was added to its transaction. */
void sip_dialogs_add(struct sip_dialogs *all, const struct sip_transaction *t,
                     const struct sip_arrival *arrival);

/* Which side sent the request of this message, itself a request or a response: 0 or 1. */
unsigned sip_dialog_client(const struct sip_dialog *dialog, const struct sip_message *m);

#endif
