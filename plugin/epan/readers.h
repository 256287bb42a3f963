/* readers.h
 * Who will read what is found out about the messages of a packet: what nobody reads is not worked
 * out. Built with ALWAYS_WANT, everybody reads everything, to compare with (tests/check-ways).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_EPAN_READERS_H
#define SIP_EPAN_READERS_H

#include <epan/packet.h>
#include <stdbool.h>

struct readers {
    bool fields;  /* of this packet, now: a tree that is shown, a filter, a column */
    bool history; /* what other messages of the capture have to do with it, now or later */
    bool calls; /* what call, registration … it is part of, now or later; history is read, then */
    bool experts; /* expert infos of this packet, now */
    bool later;   /* when the packet is looked at again, or by a statistic at the end */
};

static inline bool readers_any(const struct readers *readers)
{
    return readers->fields || readers->experts || readers->later;
}

/* Call when a capture file is opened. Gives whether somebody may read who does not make Wireshark build
 * a tree of the packet. */
bool readers_begin_file(void);

/* Call it for a packet while it is dissected. */
struct readers readers_of(packet_info *pinfo, proto_tree *tree);

/* The same, but only fields, experts and later: whether others of this packet are read costs more to say. */
struct readers readers_of_packet(packet_info *pinfo, proto_tree *tree);

#endif
