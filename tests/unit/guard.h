/* guard.h
 * Inputs whose end lies flush against a page that cannot be read: a reader that goes one octet too
 * far does not pass by luck, it crashes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_TESTS_UNIT_GUARD_H
#define SIP_TESTS_UNIT_GUARD_H

#include "sip/slice.h"

/* Copies of n octets, or of a string without its NUL. They last until guard_release. */
struct sip_slice guard_copy(const void *octets, size_t n);
struct sip_slice guard_text(const char *text);

/* Frees every copy made so far. */
void guard_release(void);

/* Fails the test unless the slice reads like the text; NULL: unless it is not there. */
#define assert_slice(slice, text) assert_slice_at(__FILE__, __LINE__, (slice), (text))
void assert_slice_at(const char *file, int line, struct sip_slice slice, const char *text);

/* Fails the test unless the slice lies within the other, or is not there. */
void assert_within(struct sip_slice slice, struct sip_slice whole);

#endif
