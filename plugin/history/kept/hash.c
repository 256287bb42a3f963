/* hash.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/kept/hash.h"

#include <string.h>

static uint64_t seeds[2];

static uint64_t draw(void)
{
    return ((uint64_t)g_random_int() << 32 | g_random_int()) | 1;
}

/* Both halves of the product of 128 bits, so that every bit goes into every other. */
static inline uint64_t fold(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    G_GNUC_EXTENSION unsigned __int128 product = (unsigned __int128)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else /* 32 bit, and compilers without: four times as many instructions */
    const uint64_t half = UINT32_MAX;
    uint64_t low = (a & half) * (b & half);
    uint64_t left = (a >> 32) * (b & half) + (low >> 32);
    uint64_t right = (a & half) * (b >> 32) + (left & half);
    uint64_t high = (a >> 32) * (b >> 32) + (left >> 32) + (right >> 32);

    return high ^ (right << 32 | (low & half));
#endif
}

static inline uint64_t eight(const char *p)
{
    uint64_t word;

    memcpy(&word, p, sizeof(word));
    return word;
}

static inline uint32_t four(const char *p)
{
    uint32_t word;

    memcpy(&word, p, sizeof(word));
    return word;
}

static inline uint64_t begin(uint64_t before, uint64_t what)
{
    if (seeds[0] == 0) {
        seeds[0] = draw();
        seeds[1] = draw();
    }
    return fold(before ^ seeds[0], what ^ UINT64_C(0x9E3779B97F4A7C15));
}

/* Sixteen octets a step: whole messages go through here. The last sixteen may overlap with those
 * before, and each other where there are fewer: the length tells such texts apart. */
uint64_t sip_hash_key(uint64_t before, struct sip_slice bytes)
{
    uint64_t state = begin(before, bytes.n), first = 0, last = 0;
    const char *p = bytes.p, *end = bytes.n > 0 ? p + bytes.n : p; /* p may be NULL */

    for (; end - p > 16; p += 16) {
        state = fold(eight(p) ^ seeds[0], eight(p + 8) ^ state);
    }
    if (bytes.n > 16) {
        first = eight(end - 16);
        last = eight(end - 8);
    } else if (bytes.n >= 8) {
        first = eight(p);
        last = eight(end - 8);
    } else if (bytes.n >= 4) {
        first = four(p);
        last = four(end - 4);
    } else if (bytes.n > 0) {
        first = (uint64_t)(uint8_t)p[0] << 16 | (uint64_t)(uint8_t)p[bytes.n / 2] << 8 |
                (uint8_t)end[-1];
    }
    return fold(first ^ seeds[0], last ^ state ^ seeds[1]);
}

uint64_t sip_hash_folded(uint64_t before, struct sip_slice text)
{
    char lower[64];
    size_t done = 0;

    do { /* once for an empty text, too */
        size_t n = MIN(text.n - done, sizeof(lower));
        for (size_t i = 0; i < n; i++) {
            lower[i] = sip_lower(text.p[done + i]);
        }
        before = sip_hash_key(before, (struct sip_slice){lower, n});
        done += n;
    } while (done < text.n);
    return before;
}

uint64_t sip_hash_number(uint64_t before, uint64_t number)
{
    return begin(before, number ^ seeds[1]);
}

guint sip_hash_string(gconstpointer text)
{
    return sip_hash(0, (struct sip_slice){text, strlen(text)});
}
