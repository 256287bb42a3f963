/* gap.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/gap.h"

#include <string.h>

#include "history/kept/hash.h"

/* Of each: packets whose fragments are waited for, streams, pairs of addresses. What goes beyond is not
 * looked at. */
#define KNOWN 4096

/* Octets that a message is known by, from the version in its start line on: most have the branch. */
#define KNOWN_BY 100

/* Fewer messages show no direction. */
#define FEW 3

static GHashTable *incomplete; /* hash of a message's beginning -> frame with its first fragment */
static GHashTable *streams;    /* hashes of connections that carried SIP */
static GHashTable *pairs;      /* hash of two addresses -> who of both was heard: bits */
static bool both_heard;        /* of some pair */
static bool follows;           /* a message that answers another, or follows from an answer */
static guint32 messages, first_message, first_segment;

static GHashTable *new_table(void)
{
    return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

void gap_begin_file(void)
{
    incomplete = new_table();
    streams = new_table();
    pairs = new_table();
    both_heard = follows = false;
    messages = first_message = first_segment = 0;
}

void gap_end_file(void)
{
    g_clear_pointer(&incomplete, g_hash_table_unref);
    g_clear_pointer(&streams, g_hash_table_unref);
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
    wmem_list_frame_t *layer = wmem_list_tail(pinfo->layers);
    const char *inner = "", *outer = "";

    for (; layer != NULL; layer = wmem_list_frame_prev(layer)) {
        outer = proto_get_protocol_filter_name(GPOINTER_TO_INT(wmem_list_frame_data(layer)));
        if (strcmp(inner, "data") == 0) {
            break;
        }
        inner = outer;
    }
    return layer != NULL && (strcmp(outer, "ip") == 0 || g_str_has_prefix(outer, "ipv6"));
}

void gap_note_other(packet_info *pinfo, tvbuff_t *tvb, guint32 frame)
{
    int n = tvb_captured_length(tvb);

    if (incomplete != NULL && n > KNOWN_BY && is_fragment(pinfo)) {
        guint64 key = beginning_of((const char *)tvb_get_ptr(tvb, 0, n), (size_t)n);
        if (key != 0 && !g_hash_table_contains(incomplete, &key)) {
            put(incomplete, key, frame);
        }
    }
}

static guint64 address_key(guint64 before, const struct sip_endpoint *end)
{
    return sip_hash_key(before ^ end->family,
                        (struct sip_slice){(const char *)end->address, sizeof(end->address)});
}

static guint64 stream_key(const struct sip_packet *packet)
{
    guint64 ports = (guint64)packet->source.port << 16 | packet->destination.port;
    return address_key(address_key(ports, &packet->source), &packet->destination);
}

/* Which of two it is that sends. */
static void note_direction(const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    bool up = memcmp(packet->source.address, packet->destination.address,
                     sizeof(packet->source.address)) > 0;
    guint64 key = up ? address_key(address_key(0, &packet->source), &packet->destination)
                     : address_key(address_key(0, &packet->destination), &packet->source);
    guint heard = GPOINTER_TO_UINT(g_hash_table_lookup(pairs, &key)) | (up ? 2U : 1U);

    put(pairs, key, heard);
    both_heard = both_heard || heard == 3 || g_hash_table_size(pairs) == KNOWN ||
                 sip_endpoint_same_address(&packet->source, &packet->destination);
    follows = follows || m->is_response || m->method == SIP_METHOD_ACK || sip_message_in_dialog(m);
}

void gap_note_message(const struct sip_packet *packet)
{
    struct sip_slice bytes = packet->message->bytes;

    first_message = messages++ == 0 ? packet->frame : first_message;
    note_direction(packet);
    if (sip_transport_is_stream(packet->transport)) {
        put(streams, stream_key(packet), 1);
    }
    if (g_hash_table_size(incomplete) > 0) {
        guint64 key = beginning_of(bytes.p, bytes.n);
        g_hash_table_remove(incomplete, &key);
    }
}

void gap_note_piece(const struct sip_packet *packet, struct sip_slice bytes)
{
    guint64 key = stream_key(packet);
    bool blank = true;

    for (size_t i = 0; i < bytes.n && blank; i++) {
        blank = sip_is_lws(bytes.p[i]) || bytes.p[i] == '\0'; /* keeps the connection open */
    }
    if (!blank && first_segment == 0 && sip_transport_is_stream(packet->transport) &&
        g_hash_table_contains(streams, &key)) {
        first_segment = packet->frame;
    }
}

static guint32 first_fragment(void)
{
    GHashTableIter it;
    gpointer frame;
    guint32 first = 0;

    g_hash_table_iter_init(&it, incomplete);
    while (g_hash_table_iter_next(&it, NULL, &frame)) {
        guint32 one = GPOINTER_TO_UINT(frame);
        first = first == 0 || one < first ? one : first;
    }
    return first;
}

guint32 gap_frame(enum gap_kind kind)
{
    if (incomplete == NULL) {
        return 0;
    }
    switch (kind) {
    case GAP_FRAGMENT:
        return first_fragment();
    case GAP_SEGMENT:
        return first_segment;
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
