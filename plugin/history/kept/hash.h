/* hash.h
 * A hash that a capture's author cannot steer: with another seed in every process.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_KEPT_HASH_H
#define SIP_HISTORY_KEPT_HASH_H

#include <glib.h>

#include "sip/slice.h"

/* The hash of a slice, going on from the hash of what stood before it (0 at first). Wide enough to
 * stand for what was hashed: among a million different texts two meet once in 37 million captures.
 * Use it with g_int64_hash and g_int64_equal. */
uint64_t sip_hash_key(uint64_t before, struct sip_slice bytes);

/* The same where case (of ASCII) does not matter: of tags and names. */
uint64_t sip_hash_folded(uint64_t before, struct sip_slice text);

/* The same of a number. */
uint64_t sip_hash_number(uint64_t before, uint64_t number);

/* The same in 32 bits, where a chance meeting does no harm. */
static inline uint32_t sip_hash(uint32_t before, struct sip_slice bytes)
{
    return (uint32_t)sip_hash_key(before, bytes);
}

/* For g_hash_table_new: of a NUL-terminated string. */
guint sip_hash_string(gconstpointer text);

#endif
