/* sip_items.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/sip_items.h"

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

int sip_items_protocol(void)
{
    return protocols.sip;
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

/* The innermost transport below SIP: layers are listed from the outside in, so the last wins.
 * HEP carries copies of packets and does not tell how they travelled. */
bool sip_items_carrier(packet_info *pinfo, struct sip_context *context)
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
    context->transport = transport;
    set_endpoint(&context->source, &pinfo->src, pinfo->srcport);
    set_endpoint(&context->destination, &pinfo->dst, pinfo->destport);
    return true;
}

/* A datagram whose first fragment was dissected alone (reassembly switched off) looks complete to
 * everybody but its UDP header. */
static bool is_first_fragment(tvbuff_t *payload)
{
    tvbuff_t *source = tvb_get_ds_tvb(payload);
    int header = (int)tvb_raw_offset(payload) - 8;

    return header >= 0 && tvb_bytes_exist(source, header, 8) &&
           tvb_get_ntohs(source, header + 4) > tvb_reported_length(payload) + 8;
}

/* Where the item ends at the latest: where the next item in the same tvb begins. field_info has a
 * length too, but before Wireshark 4.6 it is wrong in an invisible tree. */
static int end_of_item(GPtrArray *items, guint index, tvbuff_t *tvb, int start)
{
    int end = (int)tvb_captured_length(tvb);

    for (guint i = index + 1; i < items->len; i++) {
        const field_info *other = g_ptr_array_index(items, i);
        if (other->ds_tvb == tvb && other->start > start && other->start < end) {
            return other->start;
        }
    }
    return end;
}

/* Whether the bytes lie within those of an earlier item. */
static bool is_nested(GPtrArray *items, guint index, const struct sip_item *item)
{
    for (guint i = 0; i < index; i++) {
        const field_info *outer = g_ptr_array_index(items, i);
        if (outer->ds_tvb != item->tvb &&
            tvb_get_ds_tvb(outer->ds_tvb) == tvb_get_ds_tvb(item->tvb)) {
            guint from = (guint)tvb_raw_offset(outer->ds_tvb) + (guint)outer->start;
            guint to = (guint)tvb_raw_offset(outer->ds_tvb) + tvb_captured_length(outer->ds_tvb);
            guint at = (guint)tvb_raw_offset(item->tvb) + (guint)item->start;
            if (at > from && at < to) {
                return true;
            }
        }
    }
    return false;
}

bool sip_items_get(GPtrArray *items, guint index, enum sip_transport transport,
                   struct sip_item *item)
{
    const field_info *fi = g_ptr_array_index(items, index);
    int end;

    if (fi->ds_tvb == NULL || fi->start < 0 ||
        fi->start >= (int)tvb_captured_length(fi->ds_tvb)) {
        return false;
    }
    item->tvb = fi->ds_tvb;
    item->start = fi->start;
    end = end_of_item(items, index, item->tvb, item->start);
    item->bytes.n = (size_t)(end - item->start);
    item->bytes.p = (const char *)tvb_get_ptr(item->tvb, item->start, (int)item->bytes.n);
    item->reported = item->bytes.n;
    if (end == (int)tvb_captured_length(item->tvb)) {
        item->reported += tvb_reported_length(item->tvb) - tvb_captured_length(item->tvb);
    }
    item->fragment = transport == SIP_TRANSPORT_UDP && is_first_fragment(item->tvb);
    return !is_nested(items, index, item);
}
