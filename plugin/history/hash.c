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

/* Multiply, fold, go on: the state is wider than what comes out, and starts where nobody knows. */
uint32_t sip_hash(uint32_t before, struct sip_slice bytes)
{
    uint64_t state = seed() ^ ((uint64_t)before << 17) ^ bytes.n;

    for (size_t i = 0; i < bytes.n; i++) {
        state = (state ^ (unsigned char)bytes.p[i]) * UINT64_C(0x9E3779B97F4A7C15);
        state ^= state >> 29;
    }
    return (uint32_t)(state ^ (state >> 32));
}

guint sip_hash_string(gconstpointer text)
{
    return sip_hash(0, (struct sip_slice){text, strlen(text)});
}
