/* sip_items.h
 * The SIP messages that Wireshark's own dissector found in a frame, whatever carried them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_EPAN_SIP_ITEMS_H
#define SIP_EPAN_SIP_ITEMS_H

#include <epan/packet.h>

#include "history/packet.h"

/* Looks up the protocols that are asked for below. Call once, when all are registered. */
void sip_items_init(void);

/* The items that Wireshark must be told of before a packet is dissected, so that it keeps those of every
 * depth, and a tree at all: SIP, and the headers of TCP and ICMP. A new array of int. */
GArray *sip_items_wanted(void);

/* When and how the messages of this frame came: all of *packet but the message, the frame's number and
 * whether it is overdue. False where SIP here is not a message on the wire, but quoted: in an ICMP error. */
bool sip_items_carrier(packet_info *pinfo, struct sip_packet *packet);

/* The ICMP error "port unreachable" that the frame is, about a UDP packet: all of *refusal but the frame's number.
 * False where it is none. */
bool sip_items_refusal(proto_tree *tree, struct sip_refusal *refusal);

/* One SIP message as the dissector marked it. */
struct sip_item {
    guint place;            /* which of the frame's it is, from 0 */
    tvbuff_t *tvb;          /* the data source */
    int start;              /* offset in tvb */
    struct sip_slice bytes; /* captured; more than the message where others follow in a stream */
    size_t reported;        /* octets on the wire */
    bool fragment;          /* the rest of the datagram is in packets that were not put together */
};

/* Walks the messages of a frame. */
struct sip_items {
    packet_info *pinfo;
    proto_tree *tree;
    enum sip_transport transport;
    GPtrArray *found; /* the items, as field_info */
    guint next;
    /* Where the last message ended: what begins before lies inside it (a message/sip body). */
    tvbuff_t *covered; /* the data source, … */
    int covered_to;    /* … and the end in it */
};

/* Whether the SIP dissector had a look at the frame, or it is an ICMP packet. Cheap. */
bool sip_items_any(packet_info *pinfo);

/* The walk begins, with a tree, and ends. */
struct sip_items sip_items_of(packet_info *pinfo, proto_tree *tree, enum sip_transport transport);
bool sip_items_next(struct sip_items *items, struct sip_item *item);
void sip_items_end(struct sip_items *items);

/* Says that the message ended n octets behind the item's start. */
void sip_items_cover(struct sip_items *items, const struct sip_item *item, size_t n);

/* The item that had this index and start when the frame was analysed, on any pass that has a tree. */
bool sip_items_again(packet_info *pinfo, proto_tree *tree, enum sip_transport transport,
                     guint place, int start, struct sip_item *item);

/* Whether the message, which ends n octets behind the item's start, was complete before this frame
 * came. That happens where segments of a TCP stream were captured twice or out of order: Wireshark
 * 4.6 then puts the stream together again, from its beginning, and shows all its messages again. */
bool sip_items_overdue(const struct sip_items *items, const struct sip_item *item, size_t n);

/* The sequence numbers of the TCP segment or SCTP chunks in the frame; false where it has none with octets. */
bool sip_items_segment(proto_tree *tree, guint32 *begin, guint32 *end);

/* The sequence numbers that this message begins and ends with, as near as can be told: TLS and WebSocket put
 * octets of their own around it. Of SCTP those of its packet, in steps that are as long as a gap. False where
 * there are none. */
bool sip_items_sequence(const struct sip_items *items, const struct sip_item *item, size_t n,
                        guint32 *begin, guint32 *end);

#endif
