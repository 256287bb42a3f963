/* acknowledged.h
 * What every ACK and PRACK of the capture acknowledges, from and to anywhere: they may take another
 * way than what they acknowledge. Calls are told apart by sip_keys.identity, that of the INVITE. Both sides may
 * have sent INVITEs with the same CSeq number: the From tag tells them apart.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_ACKNOWLEDGED_H
#define SIP_HISTORY_ACKNOWLEDGED_H

#include <glib.h>

#include "sip/slice.h"

struct sip_acknowledged {
    GHashTable *acks; /* sets: of calls alone, together with the From tag, and with the To tag; … */
    GHashTable *pracks; /* … of calls together with RSeq and To tag */
};

void sip_acknowledged_init(struct sip_acknowledged *all);
void sip_acknowledged_clear(struct sip_acknowledged *all);

/* elsewhere: it may have been sent for a response on another hop than its own. */
void sip_acknowledged_add_ack(struct sip_acknowledged *all, uint32_t call,
                              struct sip_slice from_tag, struct sip_slice to_tag, bool elsewhere);
void sip_acknowledged_add_prack(struct sip_acknowledged *all, uint32_t call, uint32_t rseq,
                                struct sip_slice to_tag);

/* Whether there was an ACK for the call at all, or for the INVITE of that client in it, … */
bool sip_acknowledged_call(const struct sip_acknowledged *all, uint32_t call);
bool sip_acknowledged_invite(const struct sip_acknowledged *all, uint32_t call,
                             struct sip_slice from_tag);
/* … for its response with this To tag, or a PRACK for its response with this RSeq. */
bool sip_acknowledged_fork(const struct sip_acknowledged *all, uint32_t call,
                           struct sip_slice to_tag);
bool sip_acknowledged_rseq(const struct sip_acknowledged *all, uint32_t call, uint32_t rseq,
                           struct sip_slice to_tag);

#endif
