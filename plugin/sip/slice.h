/* slice.h
 * A run of bytes inside a message. SIP is read through slices: nothing is copied,
 * nothing ends in NUL, and a slice lives as long as the buffer it points into.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_SLICE_H
#define SIP_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct sip_slice {
    const char *p; /* NULL: not there at all, which differs from empty */
    size_t n;      /* octets */
};

/* A slice over a string literal. */
#define SIP_SLICE(literal) ((struct sip_slice){(literal), sizeof(literal) - 1})

/* For printf's "%.*s". */
#define SIP_ARG(slice) (int)(slice).n, (slice).p ? (slice).p : ""

/* SP and HTAB, and the CR and LF of a folded line (LWS, RFC 3261 section 25.1). */
static inline bool sip_is_lws(char c)
{
    return (unsigned char)c <= ' ' && (c == ' ' || c == '\t' || c == '\r' || c == '\n');
}

static inline bool sip_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ASCII only: SIP's tokens are ASCII whatever the locale says. */
static inline char sip_lower(char c)
{
    return (c >= 'A' && c <= 'Z') ? (char)(c + ('a' - 'A')) : c;
}

/* From one pointer to another in the same buffer; empty if they are the wrong way round. */
static inline struct sip_slice sip_slice_between(const char *from, const char *to)
{
    return (struct sip_slice){from, to > from ? (size_t)(to - from) : 0};
}

/* What is between two pointers, without LWS at both ends. */
static inline struct sip_slice sip_trim_between(const char *from, const char *to)
{
    while (from < to && sip_is_lws(*from)) {
        from++;
    }
    while (from < to && sip_is_lws(to[-1])) {
        to--;
    }
    return (struct sip_slice){from, (size_t)(to - from)};
}

static inline struct sip_slice sip_slice_trim(struct sip_slice s)
{
    return s.n > 0 ? sip_trim_between(s.p, s.p + s.n) : s;
}

/* Equality, octet by octet; the second ignores ASCII case (tokens, RFC 3261 section 7.3.1). */
static inline bool sip_slice_equal(struct sip_slice a, struct sip_slice b)
{
    /* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): p is NULL only where n is 0 */
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
bool sip_octets_equal_nocase(const char *a, const char *b, size_t n);
static inline bool sip_slice_equal_nocase(struct sip_slice a, struct sip_slice b)
{
    return a.n == b.n && sip_octets_equal_nocase(a.p, b.p, a.n);
}
static inline bool sip_slice_is(struct sip_slice s, const char *text) /* ignores case */
{
    return sip_slice_equal_nocase(s, (struct sip_slice){text, strlen(text)});
}
static inline bool sip_slice_starts_with(struct sip_slice s, const char *text) /* ignores case */
{
    size_t n = strlen(text);
    return s.n >= n && sip_octets_equal_nocase(s.p, text, n);
}

static inline bool sip_slice_ends_with(struct sip_slice s, const char *text) /* ignores case */
{
    size_t n = strlen(text);
    return s.n >= n && sip_octets_equal_nocase(s.p + s.n - n, text, n);
}

/* Where text occurs (case ignored), or NULL. */
const char *sip_slice_find(struct sip_slice s, const char *text);

/* Cuts at the first sep: *head gets what is before it (the whole if there is none), the rest
 * comes back, p == NULL where no sep was found. */
static inline struct sip_slice sip_slice_cut(struct sip_slice s, char sep, struct sip_slice *head)
{
    const char *at = s.n > 0 ? (const char *)memchr(s.p, sep, s.n) : NULL;
    if (at == NULL) {
        *head = s;
        return (struct sip_slice){NULL, 0};
    }
    *head = (struct sip_slice){s.p, (size_t)(at - s.p)};
    return (struct sip_slice){at + 1, s.n - head->n - 1};
}

/* The whole slice as 1*DIGIT. False if it is anything else or does not fit. */
bool sip_slice_to_u32(struct sip_slice s, uint32_t *value);

#endif
