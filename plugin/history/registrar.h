/* registrar.h
 * What registrars have granted (RFC 3261 section 10): which binding, by which REGISTER, for how long.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_REGISTRAR_H
#define SIP_HISTORY_REGISTRAR_H

#include "history/transaction.h"

/* Bindings of one REGISTER that are kept. */
#define SIP_GRANTS_MAX 4

/* A binding: the URI in To, and the Contact or, of a flow, instance and reg-id (RFC 5626). Kept for as
 * long as the capture. */
struct sip_grant {
    uint64_t key;
    const struct sip_transaction *by; /* the REGISTER whose 2xx listed it last */
    const char *contact;              /* its URI as that REGISTER had it; NULL: too long */
    const struct sip_registered *owner;
    struct sip_grant *next; /* in the order in which they were first granted */
    void *cookie;           /* of the 2xx: what the caller keeps for it */
    int64_t since;          /* microseconds: when it was granted, or removed */
    uint32_t frame;         /* of the 2xx */
    uint32_t seconds;       /* granted; 0: removed, or nothing was said */
    uint32_t asked;         /* seconds that the REGISTER asked for; 0: nothing was said */
    uint32_t call;          /* a hash of its Call-ID */
    /* The newest REGISTER for it since that was challenged before its time was over, if their CSeq numbers follow
     * one another from that of `by` on: what was sent between is known. 0: none. */
    uint32_t challenged_cseq, challenged_frame;
    uint32_t tried_frame; /* the first REGISTER for it since, whatever became of it; 0: none */
};

/* Whose bindings they are: the URI in To. */
struct sip_registered {
    uint64_t key;
    int64_t emptied; /* microseconds: when all were removed at once ("*"), … */
    int64_t
        missed; /* … the newest response to a REGISTER that was not captured; INT64_MIN: never */
};

struct sip_grants;
struct sip_grants *sip_grants_new(void);
void sip_grants_free(struct sip_grants *all);

/* What was granted to the first Contact of a REGISTER before; NULL: nothing that was captured. It takes
 * constant time. */
const struct sip_grant *sip_grants_find(const struct sip_grants *all,
                                        const struct sip_message *request);

/* A hash of the Call-ID of a packet, as it is kept of a grant. */
static inline uint32_t sip_grant_call(const struct sip_packet *packet)
{
    return (uint32_t)packet->keys.call_id;
}

/* Notes a REGISTER, after it was judged. */
void sip_grants_note_request(struct sip_grants *all, const struct sip_transaction *t,
                             const struct sip_packet *request);

/* Notes the first copy of a response to a REGISTER that was not captured, after it was judged. */
void sip_grants_note_missed(struct sip_grants *all, const struct sip_transaction *t,
                            const struct sip_packet *response);

/* Notes the first copy of a 2xx to REGISTER, after it was judged. cookie: see struct sip_grant. */
void sip_grants_note(struct sip_grants *all, const struct sip_transaction *t,
                     const struct sip_packet *response, const struct sip_message *request,
                     void *cookie);

/* Notes the first copy of a challenge to a REGISTER, after it was judged. */
void sip_grants_note_challenge(struct sip_grants *all, const struct sip_transaction *t,
                               const struct sip_packet *response,
                               const struct sip_message *request);

/* Microseconds: when it is over; INT64_MAX where it was removed, or nobody said when. */
int64_t sip_grant_end(const struct sip_grant *grant);

/* Calls on_each for every binding whose time was over at now, but for those that a REGISTER may have
 * renewed which the capture cut off or lacks. */
void sip_grants_each_over(const struct sip_grants *all, int64_t now,
                          void (*on_each)(void *user, const struct sip_grant *grant), void *user);

/* Whether it is the only one that its client's address has asked that registrar for. */
bool sip_grant_is_alone(const struct sip_grant *grant);

#endif
