/* copies.h
 * Which messages of a capture are the same one: sent again, forwarded by a proxy, or captured more than
 * once. A fault in it is one fault, wherever it is seen.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_COPIES_H
#define SIP_RULES_ENGINE_COPIES_H

#include "history/packet.h"

enum sip_copy_kind {
    SIP_COPY_NONE,      /* it is the first */
    SIP_COPY_AGAIN,     /* its sender repeats it */
    SIP_COPY_FORWARDED, /* it is on another hop, perhaps with other Vias, another Request-URI … */
    SIP_COPY_CAPTURED,  /* the same packet captured again, or its content in another layer */
    SIP_COPY_KINDS,
};

struct sip_copy {
    enum sip_copy_kind kind;
    uint32_t frame; /* of the first; 0: it is the first itself */
    uint32_t
        back; /* it goes to where the same message, with one more Via, had come from: the frame of
                       that; 0: it does not */
    void *cookie; /* what the caller keeps for the first */
};

/* What a message and its copies have in common: Call-ID, CSeq, tags, code and RSeq. 0: it lacks what it
 * could be known by. call: a hash of its Call-ID. */
uint64_t sip_copy_identity(const struct sip_message *m, uint64_t call);

struct sip_copies;
struct sip_copies *sip_copies_new(void);
void sip_copies_free(struct sip_copies *copies);

/* Notes a message, and says of what it is a copy. Only the newest messages of a capture are known: what
 * comes again long after is none. identity: as above; packet->keys must be filled in. */
struct sip_copy sip_copies_add(struct sip_copies *copies, const struct sip_packet *packet,
                               uint64_t identity, void *cookie);

#endif
