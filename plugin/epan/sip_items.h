/* sip_items.h
 * The SIP messages that Wireshark's own dissector found in a frame, whatever carried them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_ITEMS_H
#define SIP_ITEMS_H

#include <epan/packet.h>

#include "history/arrival.h"

/* Looks up the protocols that are asked for below. Call once, when all are registered. */
void sip_items_init(void);

/* Wireshark's identifier of the protocol sip. */
int sip_items_protocol(void);

/* The items that must be there on the first pass, for the functions below: SIP, and the TCP header.
 * A new array of int. */
GArray *sip_items_wanted(void);

/* When and how the messages of this frame came: all of *arrival but the message and whether it is
 * overdue. False where SIP here is not a message on the wire, but quoted: in an ICMP error. */
bool sip_items_carrier(packet_info *pinfo, struct sip_arrival *arrival);

/* One SIP message as the dissector marked it. */
struct sip_item {
    tvbuff_t *tvb;
    int start;              /* offset in tvb */
    struct sip_slice bytes; /* captured; more than the message where others follow in a stream */
    size_t reported;        /* octets on the wire */
    bool fragment;          /* the rest of the datagram is in packets that were not put together */
};

/* The index-th of the items that the frame has. False if it has no bytes. */
bool sip_items_get(GPtrArray *items, guint index, packet_info *pinfo, enum sip_transport transport,
                   struct sip_item *item);

/* Whether the message, which ends n octets behind the item's start, was complete before this frame
 * came. That happens where segments of a TCP stream were captured twice or out of order: Wireshark
 * 4.6 then puts the stream together anew, from its beginning, and shows all its messages again. */
bool sip_items_overdue(const struct sip_item *item, size_t n, packet_info *pinfo, proto_tree *tree);

#endif
