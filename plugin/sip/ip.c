/* ip.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/ip.h"

#include <stdio.h>
#include <string.h>

#include "texts/text.h"

static const struct sip_ip_block blocks[] = {
    {4, 8, {0}, SIP_PHRASE("unspecified"), false},
    {4, 8, {10}, SIP_PHRASE("private"), true},
    {4, 10, {100, 64}, SIP_PHRASE("carrier NAT"), true},
    {4, 8, {127}, SIP_PHRASE("loopback"), false},
    {4, 16, {169, 254}, SIP_PHRASE("link-local"), true},
    {4, 12, {172, 16}, SIP_PHRASE("private"), true},
    {4, 16, {192, 168}, SIP_PHRASE("private"), true},
    {6, 128, {0}, SIP_PHRASE("unspecified"), false},
    {6, 128, {[15] = 1}, SIP_PHRASE("loopback"), false},
    {6, 7, {0xfc}, SIP_PHRASE("unique local"), true},
    {6, 10, {0xfe, 0x80}, SIP_PHRASE("link-local"), true},
};

static bool begins_with(const uint8_t *address, const uint8_t *prefix, unsigned bits)
{
    unsigned whole = bits / 8;
    uint8_t mask = (uint8_t)(0xff00 >> (bits % 8));

    return memcmp(address, prefix, whole) == 0 &&
           (bits % 8 == 0 || (address[whole] & mask) == prefix[whole]);
}

const struct sip_ip_block *sip_ip_block_of(uint8_t family, const uint8_t *address)
{
    for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
        if (family == blocks[i].family && begins_with(address, blocks[i].prefix, blocks[i].bits)) {
            return &blocks[i];
        }
    }
    return NULL;
}

static bool read_v4(struct sip_slice text, uint8_t *address)
{
    struct sip_slice rest = text, number;
    uint32_t value;

    for (int i = 0; i < 4; i++) {
        rest = sip_slice_cut(rest, '.', &number);
        if (number.n > 3 || !sip_slice_to_u32(number, &value) || value > 255) {
            return false;
        }
        address[i] = (uint8_t)value;
    }
    return rest.p == NULL;
}

static bool read_group(struct sip_slice text, uint8_t *octets)
{
    unsigned value = 0;

    for (size_t i = 0; i < text.n; i++) {
        char c = sip_lower(text.p[i]);
        if (!sip_is_digit(c) && (c < 'a' || c > 'f')) {
            return false;
        }
        value = value * 16 + (unsigned)(sip_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    octets[0] = (uint8_t)(value >> 8);
    octets[1] = (uint8_t)value;
    return text.n >= 1 && text.n <= 4;
}

/* Groups of 16 bits, "::" once for a run of zeros, and perhaps an IPv4 address at the end. */
static bool read_v6(struct sip_slice text, uint8_t *address)
{
    uint8_t octets[16];
    size_t n = 0, gap = sizeof(octets);
    struct sip_slice group, rest = text;

    if (sip_slice_starts_with(text, "::")) {
        gap = 0;
        rest = (struct sip_slice){text.p + 2, text.n - 2};
    }
    while (rest.n > 0) {
        rest = sip_slice_cut(rest, ':', &group);
        if (group.n == 0) {
            if (gap != sizeof(octets)) {
                return false;
            }
            gap = n;
        } else if (rest.p == NULL && n <= 12 && read_v4(group, octets + n)) {
            n += 4;
        } else if (n <= 14 && read_group(group, octets + n)) {
            n += 2;
        } else {
            return false;
        }
    }
    if (gap == sizeof(octets) ? n != sizeof(octets) : n > 14) {
        return false;
    }
    gap = gap < n ? gap : n;
    memset(address, 0, sizeof(octets));
    memcpy(address, octets, gap);
    memcpy(address + sizeof(octets) - (n - gap), octets + gap, n - gap);
    return true;
}

bool sip_ip_read(struct sip_slice text, struct sip_ip *ip)
{
    static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};
    uint8_t address[16];

    *ip = (struct sip_ip){0};
    if (text.n >= 2 && text.p[0] == '[' && text.p[text.n - 1] == ']') {
        text = (struct sip_slice){text.p + 1, text.n - 2};
    }
    if (read_v4(text, address)) {
        ip->family = 4;
        memcpy(ip->address, address, 4);
    } else if (!read_v6(text, address)) {
        return false;
    } else if (memcmp(address, mapped, sizeof(mapped)) == 0) {
        ip->family = 4;
        memcpy(ip->address, address + sizeof(mapped), 4);
    } else {
        ip->family = 6;
        memcpy(ip->address, address, 16);
    }
    return true;
}

#define GROUPS 8

static unsigned group_at(const uint8_t *address, size_t i)
{
    return (unsigned)address[2 * i] << 8 | address[2 * i + 1];
}

/* The longest run of groups that are 0, two at least, and the first of several; its length. */
static unsigned find_zeros(const uint8_t *address, unsigned *from)
{
    unsigned longest = 1;

    for (unsigned i = 0, n = 0; i < GROUPS; i++) {
        n = group_at(address, i) == 0 ? n + 1 : 0;
        if (n > longest) {
            longest = n;
            *from = i + 1 - n;
        }
    }
    return longest > 1 ? longest : 0;
}

void sip_ip_write(uint8_t family, const uint8_t *address, char text[SIP_IP_TEXT])
{
    unsigned from = GROUPS, zeros = family == 6 ? find_zeros(address, &from) : 0;
    size_t n = 0;

    text[0] = '\0';
    if (family == 4) {
        snprintf(text, SIP_IP_TEXT, "%u.%u.%u.%u", address[0], address[1], address[2], address[3]);
    }
    for (unsigned i = 0; family == 6 && i < GROUPS; i++) {
        if (zeros > 0 && i == from) {
            n += (size_t)snprintf(text + n, SIP_IP_TEXT - n, "::");
            i += zeros - 1;
        } else {
            bool first = i == 0 || (zeros > 0 && i == from + zeros);
            n += (size_t)snprintf(text + n, SIP_IP_TEXT - n, first ? "%x" : ":%x",
                                  group_at(address, i));
        }
    }
}
