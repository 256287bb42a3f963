/* packet.h
 * A message, and when, where and how it came by.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_PACKET_H
#define SIP_HISTORY_PACKET_H

#include <string.h>

#include "sip/message.h"

/* The transport that really carried the message, whatever its Via says. */
enum sip_transport {
    SIP_TRANSPORT_UNKNOWN, /* a tunnel or an export that does not say */
    SIP_TRANSPORT_UDP,
    SIP_TRANSPORT_TCP,
    SIP_TRANSPORT_TLS,
    SIP_TRANSPORT_SCTP,
    SIP_TRANSPORT_WEBSOCKET,
};

/* TCP and TLS: only Content-Length shows where a message ends (RFC 3261 section 18.3). */
static inline bool sip_transport_is_stream(enum sip_transport transport)
{
    return transport == SIP_TRANSPORT_TCP || transport == SIP_TRANSPORT_TLS;
}

/* Whether the transport itself repeats what is lost. */
static inline bool sip_transport_is_reliable(enum sip_transport transport)
{
    return transport == SIP_TRANSPORT_TCP || transport == SIP_TRANSPORT_TLS ||
           transport == SIP_TRANSPORT_SCTP || transport == SIP_TRANSPORT_WEBSOCKET;
}

/* Where a packet came from or went to. */
struct sip_endpoint {
    uint8_t family;      /* 4, 6, or 0 where the packet has no IP address */
    uint8_t address[16]; /* network order; 4 octets of it for family 4, the rest 0 */
    uint16_t port;
};

static inline bool sip_endpoint_same_address(const struct sip_endpoint *a,
                                             const struct sip_endpoint *b)
{
    return a->family == b->family && memcmp(a->address, b->address, sizeof(a->address)) == 0;
}

static inline bool sip_endpoint_equal(const struct sip_endpoint *a, const struct sip_endpoint *b)
{
    return sip_endpoint_same_address(a, b) && a->port == b->port;
}

/* The address that a host is, with port 0; of family 0 for a name. */
struct sip_endpoint sip_endpoint_of_host(struct sip_slice host);

/* Whether a value of Contact, Route or Record-Route points to the endpoint by its address, whatever
 * the port. Names are not looked up: false. */
bool sip_endpoint_is_at(const struct sip_endpoint *end, struct sip_slice value);

/* Times further away than this from the capture's epoch, 36,000 years, are brought back to it: the
 * difference of two times, and a sum with any timer, always fits. */
#define SIP_TIME_MAX (INT64_C(1) << 60)

/* Hashes of a message that history looks things up by, made once: see hash.h. */
struct sip_keys {
    uint64_t call_id;
    uint64_t branch;      /* what the message has in common with the others of its transaction and
                             with those of another method with its branch */
    uint32_t identity;    /* Call-ID and CSeq number */
    uint32_t fingerprint; /* of a response: all its octets */
};

/* What is known of the octets of a stream between a message and the one before it on its connection. */
enum sip_before {
    SIP_BEFORE_ALL,     /* all were captured */
    SIP_BEFORE_UNKNOWN, /* it is the first one, or the transport does not number its octets */
    SIP_BEFORE_GAP,     /* some are missing */
};

struct sip_packet {
    const struct sip_message *message;
    enum sip_transport transport;
    struct sip_endpoint source;
    struct sip_endpoint destination;
    uint32_t frame; /* from 1 */
    int64_t stamp;  /* microseconds, of whatever epoch the capture counts from; within
                       SIP_TIME_MAX on both sides */
    bool overdue;   /* its octets were all in earlier packets of a stream, so that nobody knows when
                       it came; this packet only made it visible, or visible again */
    enum sip_before before; /* over a reliable transport */
    struct sip_keys keys;   /* filled in by sip_transactions_place */
};

/* Whether its octets follow those of the message before on its connection: it was sent, not captured once more. */
static inline bool sip_packet_is_next_on_stream(const struct sip_packet *packet)
{
    return sip_transport_is_stream(packet->transport) && packet->before == SIP_BEFORE_ALL &&
           !packet->overdue;
}

/* An ICMP error "port unreachable" about a packet that went from one end to the other. */
struct sip_refusal {
    struct sip_endpoint from, to, by; /* by: of family 0 where it is not known */
    uint32_t frame;
};

#endif
