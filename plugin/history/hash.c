/* hash.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/hash.h"

#include <string.h>

static uint64_t seeds[2];

static uint64_t draw(void)
{
    return ((uint64_t)g_random_int() << 32 | g_random_int()) | 1;
}

/* Both halves of the product, so that every bit goes into every other. */
static uint64_t fold(uint64_t a, uint64_t b)
{
    __extension__ unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Sixteen octets a step: whole messages go through here. */
uint64_t sip_hash_key(uint64_t before, struct sip_slice bytes)
{
    uint64_t words[2];

    if (seeds[0] == 0) {
        seeds[0] = draw();
        seeds[1] = draw();
    }
    uint64_t state = fold(before ^ seeds[0], bytes.n ^ UINT64_C(0x9E3779B97F4A7C15));
    while (bytes.n >= sizeof(words)) {
        memcpy(words, bytes.p, sizeof(words));
        state = fold(words[0] ^ seeds[0], words[1] ^ state);
        bytes.p += sizeof(words);
        bytes.n -= sizeof(words);
    }
    words[0] = words[1] = 0;
    if (bytes.n > 0) {
        memcpy(words, bytes.p, bytes.n);
    }
    return fold(words[0] ^ seeds[0], words[1] ^ state ^ seeds[1]);
}

guint sip_hash_string(gconstpointer text)
{
    return sip_hash(0, (struct sip_slice){text, strlen(text)});
}
