/* hash.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/hash.h"

#include <string.h>

static uint64_t seed(void)
{
    static uint64_t value;

    if (value == 0) {
        value = ((uint64_t)g_random_int() << 32 | g_random_int()) | 1;
    }
    return value;
}

static uint64_t mix(uint64_t state, uint64_t word)
{
    state = (state ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return state ^ (state >> 29);
}

/* Eight octets a step: whole messages go through here. */
uint32_t sip_hash(uint32_t before, struct sip_slice bytes)
{
    uint64_t state = seed() ^ ((uint64_t)before << 17) ^ bytes.n;
    uint64_t word;

    while (bytes.n >= sizeof(word)) {
        memcpy(&word, bytes.p, sizeof(word));
        state = mix(state, word);
        bytes.p += sizeof(word);
        bytes.n -= sizeof(word);
    }
    word = 0;
    if (bytes.n > 0) {
        memcpy(&word, bytes.p, bytes.n);
    }
    state = mix(state, word);
    return (uint32_t)(state ^ (state >> 32));
}

guint sip_hash_string(gconstpointer text)
{
    return sip_hash(0, (struct sip_slice){text, strlen(text)});
}
