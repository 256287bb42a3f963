/* gap.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/gap.h"

#include <string.h>

#include "history/kept/hash.h"
#include "history/keys.h"

/* Of each: packets whose fragments are waited for, streams, pairs of addresses. What goes beyond is not
 * looked at. */
#define KNOWN 4096

/* Octets that a message is known by, from the version in its start line on: most have the branch. */
#define KNOWN_BY 100

/* Octets between two messages that are none themselves: what keeps a connection open, and what TLS or
 * WebSocket put around a message. */
#define BETWEEN_MESSAGES 200

/* Fewer messages show no direction. */
#define FEW 3

/* Holes of a way that are remembered: what comes late fills them. */
#define HOLES 4

/* Octets that may be missing: CR LF CR LF keeps a connection open. */
#define KEEP_ALIVE 4

/* Sequence numbers further apart are of two connections between the same ports. */
#define ONE_CONNECTION (1 << 24)

struct hole {
    guint32 begin, end;
    guint32 frame; /* that came behind it; 0: there is none */
};

/* One direction of a connection that carries SIP. */
struct way {
    guint32 next; /* sequence number */
    bool known;   /* next is */
    struct hole holes[HOLES];
};

static struct {
    int data, ip, ipv6, ipv6_fragment;
} protocols;

static GHashTable *incomplete; /* hash of a message's beginning -> frame with its first fragment */
static GHashTable *
    streams; /* hash of a connection that carried SIP -> sequence number that is next; 0: not known */
static GHashTable *ways;  /* hash of the same -> struct way */
static GHashTable *pairs; /* hash of two addresses -> who of both was heard: bits */
static bool both_heard;   /* of some pair */
static bool follows;      /* a message that answers another, or follows from an answer */
static guint32 messages, first_message;
static guint32 first_fragment; /* the lowest number in incomplete … */
static bool fragments_changed; /* … unless this is set */

static GHashTable *new_table(void)
{
    return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

void gap_begin_file(void)
{
    protocols.data = proto_get_id_by_filter_name("data");
    protocols.ip = proto_get_id_by_filter_name("ip");
    protocols.ipv6 = proto_get_id_by_filter_name("ipv6");
    protocols.ipv6_fragment = proto_get_id_by_filter_name("ipv6.fraghdr");
    incomplete = new_table();
    streams = new_table();
    ways = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    pairs = new_table();
    both_heard = follows = false;
    messages = first_message = first_fragment = 0;
    fragments_changed = false;
}

void gap_end_file(void)
{
    g_clear_pointer(&incomplete, g_hash_table_unref);
    g_clear_pointer(&streams, g_hash_table_unref);
    g_clear_pointer(&ways, g_hash_table_unref);
    g_clear_pointer(&pairs, g_hash_table_unref);
}

static void put(GHashTable *table, guint64 key, guint value)
{
    if (g_hash_table_size(table) < KNOWN || g_hash_table_contains(table, &key)) {
        g_hash_table_insert(table, g_memdup2(&key, sizeof(key)), GUINT_TO_POINTER(value));
    }
}

/* Of octets that have a start line somewhere; 0: they have none, or too few follow. */
static guint64 beginning_of(const char *p, size_t n)
{
    static const char version[] = "SIP/2.0";
    size_t length = sizeof(version) - 1;

    for (size_t at = 0; at + KNOWN_BY <= n; at++) {
        if (p[at] == version[0] && memcmp(p + at, version, length) == 0) {
            return sip_hash_key(0, (struct sip_slice){p + at, KNOWN_BY});
        }
    }
    return 0;
}

/* A part of an IP packet, which has no further layer until all its fragments are there. */
static bool is_fragment(packet_info *pinfo)
{
    int outer = -1;

    for (wmem_list_frame_t *f = wmem_list_head(pinfo->layers); f; f = wmem_list_frame_next(f)) {
        int layer = GPOINTER_TO_INT(wmem_list_frame_data(f));
        if (layer == protocols.data) {
            return outer == protocols.ip || outer == protocols.ipv6 ||
                   outer == protocols.ipv6_fragment;
        }
        outer = layer;
    }
    return false;
}

void gap_note_other(packet_info *pinfo, tvbuff_t *tvb, guint32 frame)
{
    int n = tvb_captured_length(tvb);

    if (incomplete != NULL && n > KNOWN_BY && is_fragment(pinfo)) {
        guint64 key = beginning_of((const char *)tvb_get_ptr(tvb, 0, n), (size_t)n);
        if (key != 0 && !g_hash_table_contains(incomplete, &key)) {
            put(incomplete, key, frame);
            fragments_changed = true;
        }
    }
}

/* Which of two it is that sends. */
static void note_direction(const struct sip_packet *packet)
{
    bool up = memcmp(packet->source.address, packet->destination.address,
                     sizeof(packet->source.address)) > 0;
    guint64 key = sip_address_key(0, &packet->source) + sip_address_key(0, &packet->destination);
    guint heard = GPOINTER_TO_UINT(g_hash_table_lookup(pairs, &key)) | (up ? 2U : 1U);

    put(pairs, key, heard);
    both_heard = heard == 3 || g_hash_table_size(pairs) == KNOWN ||
                 sip_endpoint_same_address(&packet->source, &packet->destination);
}

/* Of the direction of a connection. SCTP has numbers of its own, and may have the ports of TCP. */
static guint64 way_key(const struct sip_packet *packet)
{
    return sip_hash_number(sip_way_key(packet), packet->transport == SIP_TRANSPORT_SCTP);
}

enum sip_before gap_before(const struct sip_packet *packet, guint32 begin, guint32 end)
{
    guint64 key = way_key(packet);
    gpointer next;

    if (!g_hash_table_lookup_extended(streams, &key, NULL, &next) || next == NULL) {
        put(streams, key, end);
        return SIP_BEFORE_UNKNOWN;
    }
    if ((gint32)(end - GPOINTER_TO_UINT(next)) > 0) { /* not sent before */
        put(streams, key, end);
    }
    return (gint32)(begin - GPOINTER_TO_UINT(next)) >= BETWEEN_MESSAGES ? SIP_BEFORE_GAP
                                                                        : SIP_BEFORE_ALL;
}

void gap_note_message(const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_slice bytes = m->bytes;

    first_message = messages++ == 0 ? packet->frame : first_message;
    if (!both_heard) {
        note_direction(packet);
    }
    follows = follows || m->is_response || m->method == SIP_METHOD_ACK || sip_message_in_dialog(m);
    if (sip_transport_is_stream(packet->transport)) {
        guint64 key = way_key(packet);
        if (!g_hash_table_contains(streams, &key)) {
            put(streams, key, 0);
        }
    }
    if (g_hash_table_size(incomplete) > 0) {
        guint64 beginning = beginning_of(bytes.p, bytes.n);
        fragments_changed |= g_hash_table_remove(incomplete, &beginning);
    }
}

/* What a segment brings of a hole; what is left of it in its midst counts as filled. */
static void fill(struct hole *hole, guint32 begin, guint32 end)
{
    if ((gint32)(begin - hole->begin) <= 0 && (gint32)(end - hole->begin) > 0) {
        hole->begin = end;
    } else if ((gint32)(end - hole->end) >= 0 && (gint32)(begin - hole->end) < 0) {
        hole->end = begin;
    }
    if ((gint32)(hole->end - hole->begin) <= KEEP_ALIVE) {
        hole->frame = 0;
    }
}

static void note_hole(struct way *way, guint32 begin, guint32 end, guint32 frame)
{
    for (unsigned i = 0; i < HOLES; i++) {
        if (way->holes[i].frame == 0) {
            way->holes[i] = (struct hole){begin, end, frame};
            return;
        }
    }
}

/* The way of the packet, where it has carried SIP; NULL: it has not, or there are too many. */
static struct way *way_of(const struct sip_packet *packet)
{
    guint64 key = way_key(packet);
    struct way *way = g_hash_table_lookup(ways, &key);

    if (way == NULL && g_hash_table_contains(streams, &key) && g_hash_table_size(ways) < KNOWN) {
        way = g_new0(struct way, 1);
        g_hash_table_insert(ways, g_memdup2(&key, sizeof(key)), way);
    }
    return way;
}

bool gap_wants_segments(void)
{
    return streams != NULL && g_hash_table_size(streams) > 0;
}

void gap_note_segment(const struct sip_packet *packet, guint32 begin, guint32 end)
{
    struct way *way = way_of(packet);

    if (way == NULL) {
        return;
    }
    gint32 ahead = (gint32)(begin - way->next);
    if (!way->known || ahead > ONE_CONNECTION || ahead < -ONE_CONNECTION) {
        way->known = true;
        way->next = end;
        return;
    }
    for (unsigned i = 0; i < HOLES; i++) {
        if (way->holes[i].frame != 0) {
            fill(&way->holes[i], begin, end);
        }
    }
    if (ahead > KEEP_ALIVE) {
        note_hole(way, way->next, begin, packet->frame);
    }
    if ((gint32)(end - way->next) > 0) {
        way->next = end;
    }
}

static guint32 find_first_hole(void)
{
    GHashTableIter it;
    gpointer value;
    guint32 first = 0;

    g_hash_table_iter_init(&it, ways);
    while (g_hash_table_iter_next(&it, NULL, &value)) {
        const struct way *way = value;
        for (unsigned i = 0; i < HOLES; i++) {
            guint32 one = way->holes[i].frame;
            first = one != 0 && (first == 0 || one < first) ? one : first;
        }
    }
    return first;
}

static guint32 find_first_fragment(void)
{
    GHashTableIter it;
    gpointer frame;

    if (fragments_changed) {
        first_fragment = 0;
        g_hash_table_iter_init(&it, incomplete);
        while (g_hash_table_iter_next(&it, NULL, &frame)) {
            guint32 one = GPOINTER_TO_UINT(frame);
            first_fragment = first_fragment == 0 || one < first_fragment ? one : first_fragment;
        }
        fragments_changed = false;
    }
    return first_fragment;
}

guint32 gap_frame(enum gap_kind kind)
{
    if (incomplete == NULL) {
        return 0;
    }
    switch (kind) {
    case GAP_FRAGMENT:
        return find_first_fragment();
    case GAP_SEGMENT:
        return find_first_hole();
    case GAP_DIRECTION:
        return messages >= FEW && follows && !both_heard ? first_message : 0;
    case GAP_KINDS:
        break;
    }
    return 0;
}

const char *gap_text(enum gap_kind kind)
{
    static const char *const texts[] = {
        [GAP_FRAGMENT] = "an IP fragment of a SIP message was not captured",
        [GAP_SEGMENT] = "a piece of a stream with SIP was not captured",
        [GAP_DIRECTION] = "only one direction was captured",
    };
    return texts[kind];
}
