/* copies.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/copies.h"

#include <glib.h>

#include "history/kept/hash.h"
#include "history/kept/recent.h"
#include "history/keys.h"
#include "history/transaction.h"
#include "sip/value.h"

/* Messages that are known: more than a busy server handles within 64*T1. */
#define KNOWN 65536

/* Of a message and whatever has the same octets (of a request: the same branch). */
struct sent {
    uint64_t key; /* of its identity and its octets */
    void *cookie;
    int64_t last_time; /* microseconds: of the newest copy */
    uint64_t last_hop;
    uint32_t frame;     /* of the first copy */
    uint32_t forwarded; /* 1: the first copy was sent otherwise: these octets are on a later hop */
};

/* The newest of the messages with one identity that are no copies of each other. */
struct original {
    uint64_t key; /* the identity */
    void *cookie;
    uint64_t hop;
    uint64_t destination; /* address that it, or its newest copy, went to */
    uint32_t frame;
    uint32_t vias;
    /* Of its newest copy that was forwarded, or of itself: */
    uint64_t last_hop;
    uint32_t last_frame, last_vias;
};

struct sip_copies {
    struct sip_recent sent, originals;
};

struct sip_copies *sip_copies_new(void)
{
    struct sip_copies *copies = g_new0(struct sip_copies, 1);

    sip_recent_init(&copies->sent, KNOWN);
    sip_recent_init(&copies->originals, KNOWN);
    return copies;
}

void sip_copies_free(struct sip_copies *copies)
{
    sip_recent_clear(&copies->sent);
    sip_recent_clear(&copies->originals);
    g_free(copies);
}

uint64_t sip_copy_identity(const struct sip_message *m, uint64_t call)
{
    uint64_t key = sip_hash_number(call, m->cseq_number);

    if (!sip_message_has(m, SIP_HDR_CALL_ID) || !m->has_cseq_number) {
        return 0;
    }
    key = sip_hash_number(key, (uint64_t)m->code << 8 | (uint64_t)m->method << 1 | m->is_response);
    key = sip_hash_key(key, m->method_name);
    key = sip_hash_folded(key, sip_message_tag(m, SIP_HDR_FROM));
    key = sip_hash_folded(key, sip_message_to_tag(m));
    key = sip_hash_key(key, sip_message_value(m, SIP_HDR_RSEQ));
    return key != 0 ? key : 1;
}

/* A client may give each copy of an ACK a branch of its own: one follows each copy of the 2xx. */
static uint64_t sent_key(const struct sip_packet *packet, uint64_t identity, uint64_t hop)
{
    const struct sip_message *m = packet->message;

    return sip_hash_number(identity, m->is_response                ? packet->keys.fingerprint
                                     : m->method == SIP_METHOD_ACK ? hop
                                                                   : packet->keys.branch);
}

static enum sip_copy_kind kind_of(const struct sent *sent, const struct sip_packet *packet,
                                  uint64_t hop)
{
    if (packet->frame != sent->frame && (sent->forwarded || sent->last_hop != hop)) {
        return SIP_COPY_FORWARDED;
    }
    bool at_once = packet->stamp - sent->last_time < SIP_CAPTURE_JITTER;
    return packet->overdue || (at_once && !sip_packet_is_next_on_stream(packet)) ? SIP_COPY_CAPTURED
                                                                                 : SIP_COPY_AGAIN;
}

/* Whether a proxy made the one of the other: it comes from where the other went to, or has more or fewer
 * Vias. A client that tries another server, or a server that answers again, makes a message of its own. */
static bool is_forwarded(const struct original *original, const struct sip_packet *packet,
                         uint64_t hop, uint32_t vias)
{
    return original->hop != hop &&
           (original->vias != vias || original->destination == sip_address_key(0, &packet->source));
}

static void note_last(struct original *original, uint64_t hop, uint32_t frame, uint32_t vias)
{
    original->last_hop = hop;
    original->last_frame = frame;
    original->last_vias = vias;
}

/* The frame in which the message, with one more Via, came from just where this one goes; 0: none. */
static uint32_t sent_back(const struct original *original, const struct sip_packet *packet,
                          uint32_t vias)
{
    struct sip_packet reverse = {.source = packet->destination, .destination = packet->source};

    return original->last_vias == vias + 1 && original->last_hop == sip_way_key(&reverse)
               ? original->last_frame
               : 0;
}

static struct sip_copy as_original(struct sip_copies *copies, const struct sip_packet *packet,
                                   uint64_t identity, uint64_t hop, void *cookie)
{
    struct original *original = sip_recent_find(&copies->originals, identity);
    uint64_t destination = sip_address_key(0, &packet->destination);
    uint32_t vias = sip_values_count(packet->message, SIP_HDR_VIA);

    if (original != NULL && is_forwarded(original, packet, hop, vias)) {
        uint32_t back = sent_back(original, packet, vias);
        original->destination = destination;
        note_last(original, hop, packet->frame, vias);
        return (struct sip_copy){SIP_COPY_FORWARDED, original->frame, back, original->cookie};
    }
    original = sip_recent_add(&copies->originals, identity, sizeof(*original));
    original->cookie = cookie;
    original->hop = hop;
    original->destination = destination;
    original->frame = packet->frame;
    original->vias = vias;
    note_last(original, hop, packet->frame, vias);
    return (struct sip_copy){SIP_COPY_NONE, 0, 0, cookie};
}

struct sip_copy sip_copies_add(struct sip_copies *copies, const struct sip_packet *packet,
                               uint64_t identity, void *cookie)
{
    struct sip_copy copy = {SIP_COPY_NONE, 0, 0, cookie};
    uint64_t hop = sip_way_key(packet);

    if (identity == 0) {
        return copy;
    }
    uint64_t key = sent_key(packet, identity, hop);
    struct sent *sent = sip_recent_meet(&copies->sent, key, sizeof(*sent));
    if (sent != NULL) {
        copy = (struct sip_copy){kind_of(sent, packet, hop), sent->frame, 0, sent->cookie};
    } else {
        copy = as_original(copies, packet, identity, hop, cookie);
        sent = sip_recent_add(&copies->sent, key, sizeof(*sent));
        sent->cookie = copy.cookie;
        sent->frame = copy.frame != 0 ? copy.frame : packet->frame;
        sent->forwarded = copy.frame != 0;
    }
    sent->last_time = packet->stamp;
    sent->last_hop = hop;
    return copy;
}
