/* read_cache.h
 * The newest requests and first final responses as they were read, beside their texts: what is judged
 * by them mostly comes soon. It saves 5,000 instructions a message, for a megabyte.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_READ_CACHE_H
#define SIP_HISTORY_READ_CACHE_H

#include "history/transaction.h"

#define SIP_READ_MESSAGES 1024

struct sip_read_message {
    const struct sip_transaction *of; /* NULL: the room was never used */
    struct sip_message *message;
    size_t room; /* octets */
};

/* A ring. All 0 at first. */
struct sip_read_cache {
    struct sip_read_message messages[SIP_READ_MESSAGES];
    unsigned next;
};

/* A copy of the message over a copy of its bytes. It is valid until so many others were kept: then the
 * request_read or final_read of its transaction, whichever it is, becomes NULL. */
const struct sip_message *sip_read_cache_keep(struct sip_read_cache *cache,
                                              const struct sip_transaction *of,
                                              const struct sip_message *m, const char *bytes);

void sip_read_cache_clear(struct sip_read_cache *cache);

#endif
