/* hash.h
 * A hash that a capture's author cannot steer: seeded anew in every process.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HASH_H
#define SIP_HASH_H

#include <glib.h>

#include "sip/slice.h"

/* The hash of a slice, going on from the hash of what stood before it (0 at first). */
uint32_t sip_hash(uint32_t before, struct sip_slice bytes);

/* For g_hash_table_new: of a NUL-terminated string. */
guint sip_hash_string(gconstpointer text);

#endif
