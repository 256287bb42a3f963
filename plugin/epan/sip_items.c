/* sip_items.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/sip_items.h"

#include <epan/dissectors/packet-tcp.h>
#include <epan/proto_data.h>
#include <epan/tap.h>
#include <string.h>

static struct {
    int sip, icmp, icmpv6, udp, tcp, sctp, tls, websocket, hep;
} protocols;

/* What the SIP dissector gives to "Follow SIP Call", the buffer of each message, and the TCP header. */
static struct {
    int sip, tcp;
} taps;
static bool tapped; /* this file's messages come by tap */

/* No listener, only the wish that the tap be fed: it is read with fetch_tapped_data. */
static int feed(const char *name)
{
    GString *error =
        register_tap_listener(name, &taps, NULL, TL_IS_DISSECTOR_HELPER, NULL, NULL, NULL, NULL);
    if (error != NULL) {
        g_string_free(error, TRUE);
    }
    return find_tap_id(name);
}

void sip_items_init(void)
{
    taps.sip = feed("sip_follow");
    taps.tcp = feed("tcp");
    protocols.sip = proto_get_id_by_filter_name("sip");
    protocols.icmp = proto_get_id_by_filter_name("icmp");
    protocols.icmpv6 = proto_get_id_by_filter_name("icmpv6");
    protocols.udp = proto_get_id_by_filter_name("udp");
    protocols.tcp = proto_get_id_by_filter_name("tcp");
    protocols.sctp = proto_get_id_by_filter_name("sctp");
    protocols.tls = proto_get_id_by_filter_name("tls");
    protocols.websocket = proto_get_id_by_filter_name("websocket");
    protocols.hep = proto_get_id_by_filter_name("hep");
}

GArray *sip_items_begin_file(bool taps_are_run)
{
    tapped = taps_are_run;
    if (tapped) {
        return NULL;
    }
    GArray *wanted = g_array_new(FALSE, FALSE, sizeof(int));
    g_array_append_val(wanted, protocols.sip);
    g_array_append_val(wanted, protocols.tcp);
    return wanted;
}

static void set_endpoint(struct sip_endpoint *endpoint, const address *from, guint32 port)
{
    memset(endpoint, 0, sizeof(*endpoint));
    if (from->type == AT_IPv4) {
        endpoint->family = 4;
        memcpy(endpoint->address, from->data, 4);
    } else if (from->type == AT_IPv6) {
        endpoint->family = 6;
        memcpy(endpoint->address, from->data, 16);
    }
    endpoint->port = (uint16_t)port;
}

/* A capture file may claim any time whatever. */
static int64_t microseconds(const nstime_t *time)
{
    int64_t seconds = CLAMP((int64_t)time->secs, -SIP_TIME_MAX / 1000000, SIP_TIME_MAX / 1000000);

    return CLAMP(seconds * 1000000 + time->nsecs / 1000, -SIP_TIME_MAX, SIP_TIME_MAX);
}

/* The innermost transport below SIP: layers are listed from the outside in, so the last wins.
 * HEP carries copies of packets and does not tell how they travelled. */
bool sip_items_carrier(packet_info *pinfo, struct sip_packet *packet)
{
    enum sip_transport transport = SIP_TRANSPORT_UNKNOWN;

    for (wmem_list_frame_t *f = wmem_list_head(pinfo->layers); f; f = wmem_list_frame_next(f)) {
        int id = GPOINTER_TO_INT(wmem_list_frame_data(f));
        if (id == protocols.icmp || id == protocols.icmpv6) {
            return false;
        } else if (id == protocols.udp) {
            transport = SIP_TRANSPORT_UDP;
        } else if (id == protocols.tcp) {
            transport = SIP_TRANSPORT_TCP;
        } else if (id == protocols.sctp) {
            transport = SIP_TRANSPORT_SCTP;
        } else if (id == protocols.tls) {
            transport = SIP_TRANSPORT_TLS;
        } else if (id == protocols.websocket) {
            transport = SIP_TRANSPORT_WEBSOCKET;
        } else if (id == protocols.hep) {
            transport = SIP_TRANSPORT_UNKNOWN;
        }
    }
    packet->transport = transport;
    set_endpoint(&packet->source, &pinfo->src, pinfo->srcport);
    set_endpoint(&packet->destination, &pinfo->dst, pinfo->destport);
    packet->frame = pinfo->num;
    packet->time = microseconds(&pinfo->abs_ts);
    return true;
}

/* The octets that the UDP header in front of the item promises, or -1 where there is none (SIP that
 * was decrypted or decompressed). Nobody else remembers: the SIP dissector's own item ends too
 * early or too late, and a first fragment that was dissected alone looks like a whole datagram. */
static int udp_payload_length(packet_info *pinfo, tvbuff_t *tvb, int start)
{
    int header = start - 8;

    if (header < 0 || !tvb_bytes_exist(tvb, header, 8) ||
        tvb_get_ntohs(tvb, header) != pinfo->srcport ||
        tvb_get_ntohs(tvb, header + 2) != pinfo->destport) {
        return -1;
    }
    return tvb_get_ntohs(tvb, header + 4) - 8;
}

/* The octets of the item, whose buffer or item has so many captured octets behind its start. */
static bool measure(const struct sip_items *items, struct sip_item *item, int rest)
{
    int captured = (int)tvb_captured_length(item->tvb) - item->start;
    int on_wire = (int)tvb_reported_length(item->tvb) - item->start;
    int length = items->transport == SIP_TRANSPORT_UDP
                     ? udp_payload_length(items->pinfo, item->tvb, item->start)
                     : -1;

    if (item->start < 0 || captured <= 0) {
        return false;
    }
    item->fragment = length > on_wire;
    if (length > 0) {
        item->bytes.n = (size_t)MIN(length, captured);
        item->reported = (size_t)MIN(length, on_wire);
    } else {
        /* The item's length is right in a visible tree; in others, before Wireshark 4.6, it runs to
         * the end of what carries the message. What is cut off there, the snapshot length did. */
        item->bytes.n = (size_t)CLAMP(rest, 0, captured);
        item->reported = rest >= captured ? (size_t)on_wire : item->bytes.n;
    }
    item->bytes.p = (const char *)tvb_get_ptr(item->tvb, item->start, (int)item->bytes.n);
    return true;
}

static bool from_tree(const struct sip_items *items, struct sip_item *item, const field_info *fi)
{
    if (fi->ds_tvb == NULL) {
        return false;
    }
    item->buffer = NULL;
    item->tvb = fi->ds_tvb; /* start counts from its beginning */
    item->start = fi->start;
    return measure(items, item, fi->length);
}

/* The same buffer comes again for each message of a stream: the next one begins where the last one
 * ended. */
static bool from_tap(const struct sip_items *items, struct sip_item *item, tvbuff_t *buffer)
{
    int start = tvb_raw_offset(buffer);
    int end = start + (int)tvb_captured_length(buffer);

    item->buffer = buffer;
    item->tvb = tvb_get_ds_tvb(buffer);
    item->start = buffer == items->buffer ? items->covered_to : start;
    return measure(items, item, end - item->start);
}

static tvbuff_t *octets_of_frame(packet_info *pinfo)
{
    const struct data_source *frame = g_slist_nth_data(pinfo->data_src, 0);
    return frame != NULL ? get_data_source_tvb(frame) : NULL;
}

static bool is_cut(packet_info *pinfo)
{
    return pinfo->fd->cap_len < pinfo->fd->pkt_len;
}

/* Whether the SIP dissector made an item: it leaves this for others then. It does not while it waits
 * for more of a stream. */
static bool has_item(packet_info *pinfo)
{
    guint32 layer = 1;

    for (wmem_list_frame_t *f = wmem_list_head(pinfo->layers); f; f = wmem_list_frame_next(f)) {
        if (GPOINTER_TO_INT(wmem_list_frame_data(f)) == protocols.sip &&
            p_get_proto_data(pinfo->pool, pinfo, protocols.sip, layer) != NULL) {
            return true;
        }
        layer++;
    }
    return false;
}

/* There may be an item, but nothing tapped, where the capture cut a message off (the dissector has
 * missed the rest by then), and in streams, where the dissector also takes what is no SIP to it. */
static bool may_have_untapped(packet_info *pinfo)
{
    return (is_cut(pinfo) || pinfo->ptype == PT_TCP) && has_item(pinfo);
}

static bool starts_message(tvbuff_t *tvb, int start)
{
    int n = tvb_find_line_end(tvb, start, -1, NULL, FALSE);
    struct sip_slice line = {(const char *)tvb_get_ptr(tvb, start, n), (size_t)n};

    return sip_slice_starts_with(line, "SIP/") || g_strstr_len(line.p, n, " SIP/") != NULL;
}

/* Octets of the header at this place, with that of an SCTP chunk. */
static int header_length(enum sip_transport transport, tvbuff_t *tvb, int at)
{
    return sip_transport_is_stream(transport) ? (tvb_get_ntohs(tvb, at + 12) >> 12) * 4
           : transport == SIP_TRANSPORT_SCTP  ? 12 + 16
                                              : 8;
}

/* Behind the transport's header with these ports that has a message behind it; -1: there is none. */
static int find_payload(const struct sip_items *items, tvbuff_t *tvb)
{
    int last = (int)tvb_captured_length(tvb) - 20;

    for (int at = 0; at < last; at++) {
        if (tvb_get_ntohs(tvb, at) == items->pinfo->srcport &&
            tvb_get_ntohs(tvb, at + 2) == items->pinfo->destport) {
            int start = at + header_length(items->transport, tvb, at);
            if (start < last && starts_message(tvb, start)) {
                return start;
            }
        }
    }
    return -1;
}

/* Behind all that was tapped, at the beginning of what was decrypted or put together, or behind the
 * transport's header. */
static bool from_untapped(const struct sip_items *items, struct sip_item *item)
{
    const GSList *newest = g_slist_last(items->pinfo->data_src);

    if (newest == NULL || !may_have_untapped(items->pinfo) ||
        (items->covered != NULL && !is_cut(items->pinfo))) {
        return false;
    }
    item->buffer = NULL;
    if (items->covered != NULL) {
        item->tvb = items->covered;
        item->start = items->covered_to;
    } else {
        item->tvb = get_data_source_tvb(newest->data);
        item->start = newest != items->pinfo->data_src ? 0 : find_payload(items, item->tvb);
    }
    return measure(items, item, (int)tvb_captured_length(item->tvb) - item->start);
}

static bool is_nested(const struct sip_items *items, const struct sip_item *item)
{
    return item->tvb == items->covered && item->start < items->covered_to;
}

bool sip_items_any(packet_info *pinfo, proto_tree *tree)
{
    if (tapped) {
        return fetch_tapped_data(taps.sip, 0) != NULL || may_have_untapped(pinfo);
    }
    const GPtrArray *found = proto_get_finfo_ptr_array(tree, protocols.sip);
    return found != NULL && found->len > 0;
}

struct sip_items sip_items_of(packet_info *pinfo, proto_tree *tree, enum sip_transport transport)
{
    return (struct sip_items){.pinfo = pinfo, .tree = tree, .transport = transport};
}

/* False: there is no such item; *found: it has octets. */
static bool next_in_tree(const struct sip_items *items, struct sip_item *item, bool *found)
{
    GPtrArray *all = proto_get_finfo_ptr_array(items->tree, protocols.sip);

    if (all == NULL || item->index >= all->len) {
        return false;
    }
    *found = from_tree(items, item, g_ptr_array_index(all, item->index));
    return true;
}

/* The same. */
static bool next_tapped(struct sip_items *items, struct sip_item *item, bool *found)
{
    const void *buffer = fetch_tapped_data(taps.sip, (int)item->index);

    if (buffer != NULL) {
        *found = from_tap(items, item, (tvbuff_t *)buffer);
        return true;
    }
    *found = !items->untapped && from_untapped(items, item);
    items->untapped = true;
    return *found;
}

bool sip_items_next(struct sip_items *items, struct sip_item *item)
{
    bool found, more;

    do {
        item->index = items->next++;
        more = tapped ? next_tapped(items, item, &found) : next_in_tree(items, item, &found);
    } while (more && (!found || is_nested(items, item)));
    return more;
}

void sip_items_cover(struct sip_items *items, const struct sip_item *item, size_t n)
{
    items->buffer = item->buffer;
    items->covered = item->tvb;
    items->covered_to = item->start + (int)n;
}

/* Not all items that had an index on the first pass are in every tree, and some trees have others. */
static const field_info *find_again(GPtrArray *found, guint index, int start)
{
    const field_info *best = NULL;

    for (guint i = 0; i < found->len && (i <= index || best == NULL); i++) {
        const field_info *fi = g_ptr_array_index(found, i);
        best = fi->start == start ? fi : best;
    }
    return best;
}

/* Only on the first pass a list of the items is at hand, and only of those that are wanted. */
bool sip_items_again(packet_info *pinfo, proto_tree *tree, enum sip_transport transport,
                     guint index, int start, struct sip_item *item)
{
    GPtrArray *found = tree != NULL ? proto_find_finfo(tree, protocols.sip) : NULL;
    struct sip_items items = sip_items_of(pinfo, tree, transport);

    if (found == NULL) {
        return false;
    }
    const field_info *fi = find_again(found, index, start);
    bool good = fi != NULL && from_tree(&items, item, fi);
    g_ptr_array_free(found, TRUE);
    return good;
}

/* Octets of TCP payload that the frame brought, or -1 where that cannot be told. */
static int tapped_segment_length(void)
{
    const struct tcpheader *header = fetch_tapped_data(taps.tcp, 0);

    return header != NULL && fetch_tapped_data(taps.tcp, 1) == NULL && header->th_have_seglen
               ? (int)header->th_seglen
               : -1;
}

static int segment_length(proto_tree *tree)
{
    GPtrArray *headers = proto_get_finfo_ptr_array(tree, protocols.tcp);

    if (headers == NULL || headers->len != 1) {
        return -1;
    }
    const field_info *fi = g_ptr_array_index(headers, 0);
    int segment = (int)tvb_reported_length(fi->ds_tvb) - fi->start;
    int words = tvb_get_bits8(fi->ds_tvb, (fi->start + 12) * 8, 4); /* of the header: data offset */
    return segment - words * 4;
}

/* The data source of what was put together of several segments. */
static bool is_reassembled(const struct sip_item *item, packet_info *pinfo)
{
    return item->tvb != octets_of_frame(pinfo);
}

bool sip_items_overdue(const struct sip_items *items, const struct sip_item *item, size_t n)
{
    int after = (int)tvb_reported_length(item->tvb) - item->start - (int)n;

    if (items->transport != SIP_TRANSPORT_TCP || !is_reassembled(item, items->pinfo)) {
        return false;
    }
    int own = tapped ? tapped_segment_length() : segment_length(items->tree);
    return own >= 0 && after >= own;
}
