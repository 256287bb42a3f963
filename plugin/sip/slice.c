/* slice.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/slice.h"

/* Most is written as in the RFC, so the octets are compared first. */
bool sip_octets_equal_nocase(const char *a, const char *b, size_t n)
{
    if (sip_octets_equal(a, b, n)) {
        return true;
    }
    for (size_t i = 0; i < n; i++) {
        if (sip_lower(a[i]) != sip_lower(b[i])) {
            return false;
        }
    }
    return true;
}

const char *sip_slice_find(struct sip_slice s, const char *text)
{
    size_t n = strlen(text);
    for (size_t i = 0; i + n <= s.n; i++) {
        if ((n == 0 || sip_lower(s.p[i]) == sip_lower(*text)) &&
            sip_octets_equal_nocase(s.p + i, text, n)) {
            return s.p + i;
        }
    }
    return NULL;
}

bool sip_slice_to_u32(struct sip_slice s, uint32_t *value)
{
    uint64_t v = 0;
    if (s.n == 0) {
        return false;
    }
    for (size_t i = 0; i < s.n; i++) {
        if (!sip_is_digit(s.p[i])) {
            return false;
        }
        v = v * 10 + (uint64_t)(s.p[i] - '0');
        if (v > UINT32_MAX) {
            return false;
        }
    }
    *value = (uint32_t)v;
    return true;
}
