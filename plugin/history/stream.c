/* stream.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/stream.h"

#include <glib.h>

#include "history/keys.h"
#include "history/kept/hash.h"
#include "history/kept/keyed.h"
#include "history/kept/pool.h"

/* Holes of a connection that are remembered: what comes late fills them. */
#define HOLES 4

/* Octets that may be missing: CR LF CR LF keeps a connection open. */
#define KEEP_ALIVE 4

/* Sequence numbers further apart are of two connections between the same ports. */
#define ONE_CONNECTION (1 << 24)

/* How far the octets came. */
struct reach {
    uint32_t next; /* the sequence number of the octet that is next, … */
    bool known;    /* … if it is known */
};

struct hole {
    uint32_t begin, end;
    uint32_t frame; /* that came behind it; 0: there is none */
};

struct stream {
    uint64_t key;
    struct stream *older;
    struct reach messages, segments;
    struct hole holes[HOLES]; /* between segments */
};

struct sip_streams {
    struct sip_keyed by_key;
    struct sip_pool kept;
    struct stream *newest;
};

struct sip_streams *sip_streams_new(void)
{
    return g_new0(struct sip_streams, 1);
}

void sip_streams_free(struct sip_streams *all)
{
    sip_keyed_clear(&all->by_key);
    sip_pool_clear(&all->kept);
    g_free(all);
}

/* SCTP has numbers of its own, and may have the ports of TCP. */
static uint64_t key_of(const struct sip_packet *packet)
{
    return sip_hash_number(sip_way_key(packet), packet->transport == SIP_TRANSPORT_SCTP);
}

static struct stream *find(const struct sip_streams *all, const struct sip_packet *packet)
{
    return SIP_KEYED_THING(sip_keyed_find(&all->by_key, key_of(packet)), struct stream, key);
}

/* NULL: there are too many. */
static struct stream *stream_of(struct sip_streams *all, const struct sip_packet *packet)
{
    struct stream *stream = find(all, packet);

    if (stream == NULL && all->by_key.count < SIP_STREAMS_MAX) {
        stream = SIP_POOL_NEW(&all->kept, struct stream);
        stream->key = key_of(packet);
        stream->older = all->newest;
        all->newest = stream;
        sip_keyed_put(&all->by_key, &stream->key);
    }
    return stream;
}

void sip_streams_add(struct sip_streams *all, const struct sip_packet *packet)
{
    stream_of(all, packet);
}

bool sip_streams_has(const struct sip_streams *all, const struct sip_packet *packet)
{
    return find(all, packet) != NULL;
}

bool sip_streams_any(const struct sip_streams *all)
{
    return all->newest != NULL;
}

/* How far one sequence number is ahead of another; negative: it is behind. */
static int32_t ahead_of(uint32_t number, uint32_t other)
{
    return (int32_t)(number - other);
}

static void extend(struct reach *reach, uint32_t end)
{
    if (!reach->known || ahead_of(end, reach->next) > 0) { /* not sent before */
        reach->next = end;
        reach->known = true;
    }
}

enum sip_before sip_streams_before(struct sip_streams *all, const struct sip_packet *packet,
                                   uint32_t begin, uint32_t end)
{
    struct stream *stream = stream_of(all, packet);

    if (stream == NULL) {
        return SIP_BEFORE_UNKNOWN;
    }
    struct reach before = stream->messages;
    extend(&stream->messages, end);
    if (!before.known) {
        return SIP_BEFORE_UNKNOWN;
    }
    return ahead_of(begin, before.next) >= SIP_BETWEEN_MESSAGES ? SIP_BEFORE_GAP : SIP_BEFORE_ALL;
}

/* What a segment brings of a hole; what is left of it on both sides counts as filled. */
static void fill(struct hole *hole, uint32_t begin, uint32_t end)
{
    if (ahead_of(begin, hole->begin) <= 0 && ahead_of(end, hole->begin) > 0) {
        hole->begin = end;
    } else if (ahead_of(end, hole->end) >= 0 && ahead_of(begin, hole->end) < 0) {
        hole->end = begin;
    }
    if (ahead_of(hole->end, hole->begin) <= KEEP_ALIVE) {
        hole->frame = 0;
    }
}

static void note_hole(struct stream *stream, struct hole hole)
{
    for (unsigned i = 0; i < HOLES; i++) {
        if (stream->holes[i].frame == 0) {
            stream->holes[i] = hole;
            return;
        }
    }
}

void sip_streams_add_segment(struct sip_streams *all, const struct sip_packet *packet,
                             uint32_t begin, uint32_t end)
{
    struct stream *stream = find(all, packet);

    if (stream == NULL) {
        return;
    }
    struct reach *reach = &stream->segments;
    int32_t ahead = ahead_of(begin, reach->next);
    if (!reach->known || ahead > ONE_CONNECTION || ahead < -ONE_CONNECTION) {
        *reach = (struct reach){end, true};
        return;
    }
    for (unsigned i = 0; i < HOLES; i++) {
        if (stream->holes[i].frame != 0) {
            fill(&stream->holes[i], begin, end);
        }
    }
    if (ahead > KEEP_ALIVE) {
        note_hole(stream, (struct hole){reach->next, begin, packet->frame});
    }
    extend(reach, end);
}

uint32_t sip_streams_hole(const struct sip_streams *all)
{
    uint32_t first = 0;

    for (const struct stream *stream = all->newest; stream != NULL; stream = stream->older) {
        for (unsigned i = 0; i < HOLES; i++) {
            uint32_t frame = stream->holes[i].frame;
            first = frame != 0 && (first == 0 || frame < first) ? frame : first;
        }
    }
    return first;
}
