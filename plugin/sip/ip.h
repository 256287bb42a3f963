/* ip.h
 * IP addresses as SIP writes them, and how far they reach (RFC 6890).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_IP_H
#define SIP_IP_H

#include "sip/slice.h"

struct sip_ip {
    uint8_t family;      /* 4 or 6; an IPv4-mapped IPv6 address is given as family 4 */
    uint8_t address[16]; /* network order; 4 octets of it for family 4, the rest 0 */
};

/* "192.0.2.1", "2001:db8::1" or "[2001:db8::1]". False, and all 0, for anything else: a name. */
bool sip_ip_read(struct sip_slice text, struct sip_ip *ip);

/* The address as RFC 5952 writes it, without brackets; "" of a family that is neither 4 nor 6. */
#define SIP_IP_TEXT 40 /* octets, with the NUL */
void sip_ip_write(uint8_t family, const uint8_t *address, char text[SIP_IP_TEXT]);

/* Addresses that mean something else, or nothing, on another host or in another network. */
struct sip_ip_block {
    uint8_t family;
    uint8_t bits; /* length of the prefix */
    uint8_t prefix[16];
    const char *kind; /* "private", "loopback" …; sip_text() translates it */
    bool hosts;       /* several hosts share it, and may reach each other by it */
};

/* The block that holds an address, or NULL where it reaches beyond. The addresses for documentation
 * reach beyond: they stand for public ones. */
const struct sip_ip_block *sip_ip_block_of(uint8_t family, const uint8_t *address);

#endif
