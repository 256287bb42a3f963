/* stream.h
 * Connections that carried SIP, and how far the octets of each were captured. Numbers of octets are those of
 * TCP, or of SCTP's DATA chunks times a length; they begin anew after the highest one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_STREAM_H
#define SIP_HISTORY_STREAM_H

#include "history/packet.h"

/* Connections. Of more nothing is known. */
#define SIP_STREAMS_MAX 4096

/* Octets between two messages that are none themselves: what keeps a connection open, and what TLS or
 * WebSocket put around a message. */
#define SIP_BETWEEN_MESSAGES 200

struct sip_streams;
struct sip_streams *sip_streams_new(void);
void sip_streams_free(struct sip_streams *all);

/* The connection of this packet, in the direction that it took, carried a message. Where its octets are is
 * not known, unless sip_streams_before was told. */
void sip_streams_add(struct sip_streams *all, const struct sip_packet *packet);

/* Whether one was added; of this connection, or of any. */
bool sip_streams_has(const struct sip_streams *all, const struct sip_packet *packet);
bool sip_streams_any(const struct sip_streams *all);

/* What is before a message that goes from one sequence number to the other, which is that of the octet
 * behind it; to be asked before it is added. */
enum sip_before sip_streams_before(struct sip_streams *all, const struct sip_packet *packet,
                                   uint32_t begin, uint32_t end);

/* The segment of each packet, in the order of the capture and after the messages in it. packet->message does
 * not matter; nor does a connection that has carried no SIP yet. */
void sip_streams_add_segment(struct sip_streams *all, const struct sip_packet *packet,
                             uint32_t begin, uint32_t end);

/* The lowest frame that came behind a hole, which no later segment has filled so far; 0: none did. */
uint32_t sip_streams_hole(const struct sip_streams *all);

#endif
