/* slice.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/slice.h"

bool sip_octets_equal_nocase(const char *a, const char *b, size_t n)
{
    if (n == 0 || memcmp(a, b, n) == 0) { /* most is written as in the RFC */
        return true;
    }
    for (size_t i = 0; i < n; i++) {
        if (a[i] != b[i] && sip_lower(a[i]) != sip_lower(b[i])) {
            return false;
        }
    }
    return true;
}

const char *sip_slice_find(struct sip_slice s, const char *text)
{
    size_t n = strlen(text);
    if (n == 0 || n > s.n) {
        return n == 0 ? s.p : NULL;
    }
    char first = sip_lower(*text),
         capital = first >= 'a' && first <= 'z' ? (char)(first - 32) : first;
    const char *end = s.p + (s.n - n + 1); /* behind the last place where it may begin */
    const char *small = memchr(s.p, first, (size_t)(end - s.p));
    const char *big = capital != first ? memchr(s.p, capital, (size_t)(end - s.p)) : NULL;
    while (small != NULL || big != NULL) {
        bool is_small = big == NULL || (small != NULL && small < big);
        const char *at = is_small ? small : big;
        if (sip_octets_equal_nocase(at, text, n)) {
            return at;
        }
        const char *next = memchr(at + 1, *at, (size_t)(end - at - 1));
        *(is_small ? &small : &big) = next;
    }
    return NULL;
}

bool sip_slice_to_u32(struct sip_slice s, uint32_t *value)
{
    uint64_t v = 0;

    while (s.n > 10 && *s.p == '0') {
        s.p++;
        s.n--;
    }
    if (s.n == 0 || s.n > 10) {
        return false;
    }
    for (const char *at = s.p, *end = s.p + s.n; at < end; at++) {
        unsigned digit = (unsigned char)*at - (unsigned)'0';
        if (digit > 9) {
            return false;
        }
        v = v * 10 + digit;
    }
    if (v > UINT32_MAX) {
        return false;
    }
    *value = (uint32_t)v;
    return true;
}
