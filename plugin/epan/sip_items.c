/* sip_items.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/sip_items.h"

#include <epan/ipproto.h>
#include <string.h>

static struct {
    int sip, icmp, icmpv6, udp, tcp, sctp, tls, websocket, hep;
} protocols;

void sip_items_init(void)
{
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

GArray *sip_items_wanted(void)
{
    GArray *wanted = g_array_new(FALSE, FALSE, sizeof(int));

    g_array_append_val(wanted, protocols.sip);
    g_array_append_val(wanted, protocols.tcp);
    g_array_append_val(wanted, protocols.sctp);
    g_array_append_val(wanted, protocols.icmp);
    g_array_append_val(wanted, protocols.icmpv6);
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
static int64_t microseconds(const nstime_t *stamp)
{
    int64_t seconds = CLAMP((int64_t)stamp->secs, -SIP_TIME_MAX / 1000000, SIP_TIME_MAX / 1000000);

    return CLAMP(seconds * 1000000 + stamp->nsecs / 1000, -SIP_TIME_MAX, SIP_TIME_MAX);
}

/* The innermost transport below SIP: layers are listed from the outside in, so the last wins.
 * HEP carries copies of packets and does not say how they were transported. */
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
    packet->stamp = microseconds(&pinfo->abs_ts);
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

static bool measure(const struct sip_items *items, struct sip_item *item, const field_info *fi)
{
    if (fi->ds_tvb == NULL) {
        return false;
    }
    item->tvb = fi->ds_tvb; /* start counts from its beginning */
    item->start = fi->start;
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
        item->bytes.n = (size_t)CLAMP(fi->length, 0, captured);
        item->reported = fi->length >= captured ? (size_t)on_wire : item->bytes.n;
    }
    item->bytes.p = (const char *)tvb_get_ptr(item->tvb, item->start, (int)item->bytes.n);
    return true;
}

static tvbuff_t *octets_of_frame(packet_info *pinfo)
{
    const struct data_source *frame = g_slist_nth_data(pinfo->data_src, 0);
    return frame != NULL ? get_data_source_tvb(frame) : NULL;
}

static bool is_nested(const struct sip_items *items, const struct sip_item *item)
{
    return item->tvb == items->covered && item->start < items->covered_to;
}

bool sip_items_any(packet_info *pinfo)
{
    for (wmem_list_frame_t *f = wmem_list_head(pinfo->layers); f; f = wmem_list_frame_next(f)) {
        int id = GPOINTER_TO_INT(wmem_list_frame_data(f));
        if (id == protocols.sip || id == protocols.icmp || id == protocols.icmpv6) {
            return true;
        }
    }
    return false;
}

/* Wireshark keeps a list of the items that somebody wanted before the packet was dissected. In other
 * trees they must be looked for. There, too, each protocol has its item where it was given the root of
 * the tree, as all are that carry SIP; only what lies inside others (a message/sip body, SIP quoted by
 * an ICMP error) may have none. To be released with g_ptr_array_unref. */
static GPtrArray *find(proto_tree *tree, int protocol)
{
    GPtrArray *listed = proto_get_finfo_ptr_array(tree, protocol);

    return listed != NULL ? g_ptr_array_ref(listed) : proto_find_finfo(tree, protocol);
}

/* Two versions of IP: where a packet has its addresses, and what an ICMP error "port unreachable" is (RFC 792,
 * RFC 4443 section 3.1). */
struct ip_layout {
    guint8 version, type, code;
    int header, protocol, source, destination, address;
};
static const struct ip_layout ip_layouts[] = {{4, 3, 3, 20, 9, 12, 16, 4},
                                              {6, 1, 4, 40, 6, 8, 24, 16}};

static int octet_at(tvbuff_t *tvb, int at)
{
    return *tvb_get_ptr(tvb, at, 1);
}

static void read_address(tvbuff_t *tvb, int at, const struct ip_layout *ip,
                         struct sip_endpoint *end)
{
    *end = (struct sip_endpoint){.family = ip->version};
    tvb_memcpy(tvb, end->address, at, (size_t)ip->address);
}

/* A UDP packet as an ICMP error quotes it. */
static bool read_quoted(tvbuff_t *tvb, int at, const struct ip_layout *ip,
                        struct sip_refusal *refusal)
{
    if (!tvb_bytes_exist(tvb, at, ip->header) || octet_at(tvb, at) >> 4 != ip->version ||
        octet_at(tvb, at + ip->protocol) != IP_PROTO_UDP) {
        return false;
    }
    int udp = at + (ip->version == 4 ? (octet_at(tvb, at) & 15) * 4 : ip->header);
    if (!tvb_bytes_exist(tvb, udp, 4)) {
        return false;
    }
    read_address(tvb, at + ip->source, ip, &refusal->from);
    read_address(tvb, at + ip->destination, ip, &refusal->to);
    refusal->from.port = tvb_get_ntohs(tvb, udp);
    refusal->to.port = tvb_get_ntohs(tvb, udp + 2);
    return true;
}

/* The packet that brought the error is in front of it, mostly without options. */
static void read_bringer(tvbuff_t *tvb, int icmp, const struct ip_layout *ip,
                         struct sip_endpoint *by)
{
    int at = icmp - ip->header;

    *by = (struct sip_endpoint){0};
    if (at >= 0 && octet_at(tvb, at) >> 4 == ip->version &&
        (ip->version == 6 || (octet_at(tvb, at) & 15) == 5)) {
        read_address(tvb, at + ip->source, ip, by);
    }
}

bool sip_items_refusal(proto_tree *tree, struct sip_refusal *refusal)
{
    for (unsigned i = 0; i < array_length(ip_layouts); i++) {
        const struct ip_layout *ip = &ip_layouts[i];
        GPtrArray *found = find(tree, ip->version == 4 ? protocols.icmp : protocols.icmpv6);
        const field_info *fi = found->len == 1 ? g_ptr_array_index(found, 0) : NULL;
        bool good = fi != NULL && fi->ds_tvb != NULL && tvb_bytes_exist(fi->ds_tvb, fi->start, 8) &&
                    octet_at(fi->ds_tvb, fi->start) == ip->type &&
                    octet_at(fi->ds_tvb, fi->start + 1) == ip->code &&
                    read_quoted(fi->ds_tvb, fi->start + 8, ip, refusal);
        if (good) {
            read_bringer(fi->ds_tvb, fi->start, ip, &refusal->by);
        }
        g_ptr_array_unref(found);
        if (good) {
            return true;
        }
    }
    return false;
}

struct sip_items sip_items_of(packet_info *pinfo, proto_tree *tree, enum sip_transport transport)
{
    return (struct sip_items){
        .pinfo = pinfo, .tree = tree, .transport = transport, .found = find(tree, protocols.sip)};
}

void sip_items_end(struct sip_items *items)
{
    g_clear_pointer(&items->found, g_ptr_array_unref);
}

bool sip_items_next(struct sip_items *items, struct sip_item *item)
{
    while (items->next < items->found->len) {
        item->place = items->next++;
        if (measure(items, item, g_ptr_array_index(items->found, item->place)) &&
            !is_nested(items, item)) {
            return true;
        }
    }
    return false;
}

void sip_items_cover(struct sip_items *items, const struct sip_item *item, size_t n)
{
    items->covered = item->tvb;
    items->covered_to = item->start + (int)n;
}

/* Not all items that had an index on the first pass are in every tree, and some trees have others. */
static const field_info *find_again(GPtrArray *found, guint place, int start)
{
    const field_info *best = NULL;

    for (guint i = 0; i < found->len && (i <= place || best == NULL); i++) {
        const field_info *fi = g_ptr_array_index(found, i);
        best = fi->start == start ? fi : best;
    }
    return best;
}

bool sip_items_again(packet_info *pinfo, proto_tree *tree, enum sip_transport transport,
                     guint place, int start, struct sip_item *item)
{
    if (tree == NULL) {
        return false;
    }
    struct sip_items items = sip_items_of(pinfo, tree, transport);
    const field_info *fi = find_again(items.found, place, start);
    bool good = fi != NULL && measure(&items, item, fi);
    sip_items_end(&items);
    return good;
}

/* Octets of TCP payload that the frame brought, or -1 where that is not known. *end gets the sequence number
 * that is next. */
static int segment_length(proto_tree *tree, guint32 *end)
{
    GPtrArray *headers = find(tree, protocols.tcp);
    int segment = -1;

    if (headers->len == 1) {
        const field_info *fi = g_ptr_array_index(headers, 0);
        /* of the header: data offset */
        int words = tvb_get_bits8(fi->ds_tvb, (fi->start + 12) * 8, 4);
        segment = (int)tvb_reported_length(fi->ds_tvb) - fi->start - words * 4;
        *end = tvb_get_ntohl(fi->ds_tvb, fi->start + 4) + (guint32)segment;
    }
    g_ptr_array_unref(headers);
    return segment;
}

/* The data source of what was put together of several segments. */
static bool is_reassembled(const struct sip_item *item, packet_info *pinfo)
{
    return item->tvb != octets_of_frame(pinfo);
}

/* Octets behind the message in what carries it. */
static int octets_after(const struct sip_item *item, size_t n)
{
    return (int)tvb_reported_length(item->tvb) - item->start - (int)n;
}

/* SCTP numbers its DATA chunks (RFC 9260 section 3.3.1), not their octets: each counts as so many that a lost one
 * is a gap. */
#define CHUNK_OCTETS 4096

/* Whether the packet has DATA chunks; where the first begins and the last ends. */
static bool chunk_numbers(proto_tree *tree, guint32 *first, guint32 *next)
{
    enum { HEADER = 12, DATA = 0, NUMBERED = 8 };
    GPtrArray *headers = find(tree, protocols.sctp);
    const field_info *fi = headers->len == 1 ? g_ptr_array_index(headers, 0) : NULL;
    int at = fi != NULL ? fi->start + HEADER : 0;
    bool any = false;

    while (fi != NULL && tvb_bytes_exist(fi->ds_tvb, at, NUMBERED)) {
        int length = tvb_get_ntohs(fi->ds_tvb, at + 2);
        if (tvb_get_bits8(fi->ds_tvb, at * 8, 8) == DATA) {
            *next = tvb_get_ntohl(fi->ds_tvb, at + 4) + 1;
            *first = any ? *first : *next - 1;
            any = true;
        }
        at += MAX((length + 3) / 4 * 4, 4);
    }
    g_ptr_array_unref(headers);
    if (any) {
        *first *= CHUNK_OCTETS;
        *next *= CHUNK_OCTETS;
    }
    return any;
}

bool sip_items_segment(proto_tree *tree, guint32 *begin, guint32 *end)
{
    int length = segment_length(tree, end);

    *begin = *end - (guint32)length;
    return length > 0 || (length < 0 && chunk_numbers(tree, begin, end));
}

bool sip_items_overdue(const struct sip_items *items, const struct sip_item *item, size_t n)
{
    guint32 end;

    if (items->transport != SIP_TRANSPORT_TCP || !is_reassembled(item, items->pinfo)) {
        return false;
    }
    int own = segment_length(items->tree, &end);
    return own >= 0 && octets_after(item, n) >= own;
}

bool sip_items_sequence(const struct sip_items *items, const struct sip_item *item, size_t n,
                        guint32 *begin, guint32 *end)
{
    if (items->transport == SIP_TRANSPORT_SCTP) {
        return chunk_numbers(items->tree, begin, end);
    }
    if (!sip_transport_is_reliable(items->transport) || segment_length(items->tree, end) < 0) {
        return false;
    }
    *end -= (guint32)octets_after(item, n);
    *begin = *end - (guint32)n;
    return true;
}
