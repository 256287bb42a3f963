/* subscriptions.h
 * Dialogs of one subscription alone, and the NOTIFY that has ended it (RFC 6665 section 4.4.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_SUBSCRIPTIONS_H
#define SIP_HISTORY_SUBSCRIPTIONS_H

#include "history/packet.h"

struct sip_subscription {
    uint64_t key;         /* of Call-ID and both tags: the same on all hops */
    int64_t ended_time;   /* microseconds: when it was accepted; only if ended_frame is not 0 */
    uint32_t event;       /* a hash of package and id */
    uint32_t ended_frame; /* the NOTIFY that has ended it, and was accepted; 0: it has not ended */
    bool shared;          /* the dialog has, or had, another subscription, or is that of a call */
};

struct sip_subscriptions;
struct sip_subscriptions *sip_subscriptions_new(void);
void sip_subscriptions_free(struct sip_subscriptions *all);

/* The subscription that a SUBSCRIBE within its dialog asks for, if that is the only one; otherwise NULL. */
const struct sip_subscription *sip_subscriptions_find(const struct sip_subscriptions *all,
                                                      const struct sip_packet *subscribe);

/* Notes the 2xx to a SUBSCRIBE, a REFER or a NOTIFY, after it was judged. */
void sip_subscriptions_note(struct sip_subscriptions *all, const struct sip_packet *response,
                            const struct sip_message *request, uint32_t request_frame);

/* Notes an ACK to a 2xx in a dialog that is not known, as what made it was not captured: it is that of a call. */
void sip_subscriptions_note_call(struct sip_subscriptions *all, const struct sip_packet *ack);

#endif
