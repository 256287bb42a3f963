/* interned.h
 * Short texts that come again and again, and are kept for as long as the capture: each only once.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_KEPT_INTERNED_H
#define SIP_HISTORY_KEPT_INTERNED_H

#include "sip/slice.h"

/* Octets. What is longer is not kept. */
#define SIP_INTERNED_MAX 2048

struct sip_interned;
struct sip_interned *sip_interned_new(void);
void sip_interned_free(struct sip_interned *all);

/* The copy of a text; equal texts have the same. NULL where there is none, or where it is too long
 * or holds a NUL. The time it takes does not depend on how many there are. */
const char *sip_interned_keep(struct sip_interned *all, struct sip_slice text);

/* A copy as a slice; p == NULL of NULL. */
static inline struct sip_slice sip_kept_slice(const char *text)
{
    return (struct sip_slice){text, text != NULL ? strlen(text) : 0};
}

#endif
