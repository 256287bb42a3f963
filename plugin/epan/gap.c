/* gap.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/gap.h"

#include <string.h>

#include "history/kept/hash.h"
#include "history/keys.h"
#include "history/stream.h"

/* Of each: packets whose fragments are waited for, pairs of addresses. What goes beyond is not
 * looked at. */
#define KNOWN 4096

/* Octets that a message is known by, from the version in its start line on: most have the branch. */
#define KNOWN_BY 100

/* Fewer messages show no direction. */
#define FEW 3

static struct {
    int data, ip, ipv6, ipv6_fragment;
} protocols;

static GHashTable *incomplete; /* hash of a message's beginning -> frame with its first fragment */
static struct sip_streams *streams;
static GHashTable *pairs; /* hash of two addresses -> who of both was heard: bits */
static bool both_heard;   /* of some pair */
static bool follows;      /* a message that answers another, or follows from an answer */
static guint32 messages, first_message;
static guint32 first_cut;
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
    streams = sip_streams_new();
    pairs = new_table();
    both_heard = follows = false;
    messages = first_message = first_fragment = first_cut = 0;
    fragments_changed = false;
}

void gap_end_file(void)
{
    g_clear_pointer(&incomplete, g_hash_table_unref);
    g_clear_pointer(&streams, sip_streams_free);
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

enum sip_before gap_before(const struct sip_packet *packet, guint32 begin, guint32 end)
{
    return sip_streams_before(streams, packet, begin, end);
}

void gap_note_cut(guint32 frame)
{
    first_cut = first_cut != 0 ? first_cut : frame;
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
        sip_streams_add(streams, packet);
    }
    if (g_hash_table_size(incomplete) > 0) {
        guint64 beginning = beginning_of(bytes.p, bytes.n);
        fragments_changed |= g_hash_table_remove(incomplete, &beginning);
    }
}

bool gap_wants_segments(void)
{
    return streams != NULL && sip_streams_any(streams);
}

void gap_note_segment(const struct sip_packet *packet, guint32 begin, guint32 end)
{
    sip_streams_add_segment(streams, packet, begin, end);
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
        return sip_streams_hole(streams);
    case GAP_DIRECTION:
        return messages >= FEW && follows && !both_heard ? first_message : 0;
    case GAP_CUT:
        return first_cut;
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
        [GAP_CUT] = "SIP messages were cut off: the snapshot length was too short",
    };
    return texts[kind];
}
