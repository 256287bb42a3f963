/* descriptions.h
 * The newest session description that each side of a dialog has sent on a hop, as hashes: whether another one
 * of the same version is the same (RFC 3264 section 8).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_DESCRIPTIONS_H
#define SIP_HISTORY_DESCRIPTIONS_H

#include "history/packet.h"
#include "sip/sdp.h"

struct sip_description {
    uint64_t key;        /* of Call-ID, both tags and the way */
    uint64_t origin;     /* of the o= line, … */
    uint64_t rest;       /* … and of all other lines */
    uint64_t session;    /* the session id in o=; 0: it is no number */
    uint64_t version;    /* in o=; 0: it is no number */
    uint32_t author;     /* of user name and address in o= */
    uint32_t place;      /* of address and port of the first stream; 0: it has none */
    uint32_t frame;      /* of the message */
    uint32_t held_frame; /* the answer with which its sender began to follow a hold; 0: none */
    uint64_t
        agreed; /* the other lines of the description of its sender that was agreed on last, … */
    uint32_t
        agreed_frame; /* … and the 2xx by which it was: it had it, or answered it; 0: not known */
    uint32_t identity; /* of its transaction: Call-ID, CSeq number, and which side has begun it */
    bool
        skipped; /* by the versions its sender had another one, after what was agreed on, that was not captured */
    bool has_direction;               /* the first stream is not refused, … */
    enum sip_direction direction : 8; /* … and this is its direction */
    uint8_t streams;                  /* how many m= lines it has, 255 at most */
};

struct sip_descriptions;
struct sip_descriptions *sip_descriptions_new(void);
void sip_descriptions_free(struct sip_descriptions *all);

/* What is the same in all messages that a side sends in one transaction. */
uint32_t sip_description_identity(const struct sip_packet *packet);

/* Reads the description of a message. False where it has none, or perhaps another than can be read. *origin gets
 * its o= line without "o=". */
bool sip_description_read(const struct sip_message *m, struct sip_description *description,
                          struct sip_slice *origin);

/* What the sender of a message within a dialog has sent before; NULL: nothing that is known. */
const struct sip_description *sip_descriptions_find(const struct sip_descriptions *all,
                                                    const struct sip_packet *packet);

/* The description in the request that a response answers, where it is the one that was agreed on last, perhaps with
 * another version; NULL: it is not, so far as is known. */
const struct sip_description *sip_descriptions_agreed(const struct sip_descriptions *all,
                                                      const struct sip_packet *response);

/* Notes the first copy of a message, after it was judged. request: of a response; NULL where that was not captured
 * whole. */
void sip_descriptions_note(struct sip_descriptions *all, const struct sip_packet *packet,
                           const struct sip_message *request);

#endif
