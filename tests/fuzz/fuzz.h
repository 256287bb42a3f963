/* fuzz.h
 * What the fuzzers share. Each is a libFuzzer target; tests/check-fuzz builds and runs them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_TESTS_FUZZ_FUZZ_H
#define SIP_TESTS_FUZZ_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sip/slice.h"

/* A promise of the core: the fuzzer reports an input that breaks it as a crash. */
#define CHECK(promise)                                                              \
    do {                                                                            \
        if (!(promise)) {                                                           \
            fprintf(stderr, "%s:%d: not kept: %s\n", __FILE__, __LINE__, #promise); \
            abort();                                                                \
        }                                                                           \
    } while (0)

/* Octets in memory of their own, so that reading beyond them is seen. The caller frees p. */
static inline struct sip_slice exact_copy(const uint8_t *octets, size_t n)
{
    char *copy = malloc(n);

    if (n > 0) {
        memcpy(copy, octets, n);
    }
    return (struct sip_slice){copy, n};
}

/* A slice that is there lies inside the whole. */
static inline void check_within(struct sip_slice slice, struct sip_slice whole)
{
    if (slice.p == NULL) {
        CHECK(slice.n == 0);
        return;
    }
    CHECK(slice.p >= whole.p && slice.n <= whole.n);
    CHECK(slice.p + slice.n <= whole.p + whole.n);
}

#endif
