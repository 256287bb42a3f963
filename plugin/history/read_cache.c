/* read_cache.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/read_cache.h"

#include <glib.h>

/* Its room is needed for another message. */
static void forget(const struct sip_read_message *r)
{
    struct sip_open *open = r->of != NULL ? r->of->open : NULL;

    if (open != NULL && open->request_read == r->message) {
        open->request_read = NULL;
    } else if (open != NULL && open->final_read == r->message) {
        open->final_read = NULL;
    }
}

const struct sip_message *sip_read_cache_keep(struct sip_read_cache *cache,
                                              const struct sip_transaction *of,
                                              const struct sip_message *m, const char *bytes)
{
    struct sip_read_message *r = &cache->messages[cache->next++ % SIP_READ_MESSAGES];
    size_t size = sip_message_size(m);

    forget(r);
    if (r->room < size) {
        g_free(r->message);
        r->message = g_malloc(size);
        r->room = size;
    }
    r->of = of;
    sip_message_copy(m, bytes, r->message);
    return r->message;
}

void sip_read_cache_clear(struct sip_read_cache *cache)
{
    for (size_t i = 0; i < SIP_READ_MESSAGES; i++) {
        g_free(cache->messages[i].message);
    }
}
