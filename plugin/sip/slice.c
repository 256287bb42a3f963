/* slice.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/slice.h"

#include <string.h>

struct sip_slice sip_slice_between(const char *from, const char *to)
{
    return (struct sip_slice){from, to > from ? (size_t)(to - from) : 0};
}

struct sip_slice sip_slice_trim(struct sip_slice s)
{
    while (s.n > 0 && sip_is_lws(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n > 0 && sip_is_lws(s.p[s.n - 1])) {
        s.n--;
    }
    return s;
}

bool sip_slice_equal(struct sip_slice a, struct sip_slice b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static bool equal_nocase(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (sip_lower(a[i]) != sip_lower(b[i])) {
            return false;
        }
    }
    return true;
}

bool sip_slice_equal_nocase(struct sip_slice a, struct sip_slice b)
{
    return a.n == b.n && equal_nocase(a.p, b.p, a.n);
}

bool sip_slice_is(struct sip_slice s, const char *text)
{
    size_t n = strlen(text);
    return s.n == n && equal_nocase(s.p, text, n);
}

bool sip_slice_starts_with(struct sip_slice s, const char *text)
{
    size_t n = strlen(text);
    return s.n >= n && equal_nocase(s.p, text, n);
}

const char *sip_slice_find(struct sip_slice s, const char *text)
{
    size_t n = strlen(text);
    for (size_t i = 0; i + n <= s.n; i++) {
        if (equal_nocase(s.p + i, text, n)) {
            return s.p + i;
        }
    }
    return NULL;
}

struct sip_slice sip_slice_cut(struct sip_slice s, char sep, struct sip_slice *head)
{
    const char *at = s.n > 0 ? memchr(s.p, sep, s.n) : NULL;
    if (at == NULL) {
        *head = s;
        return (struct sip_slice){NULL, 0};
    }
    *head = sip_slice_between(s.p, at);
    return sip_slice_between(at + 1, s.p + s.n);
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
