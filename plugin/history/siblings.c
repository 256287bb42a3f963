/* siblings.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/siblings.h"

#include "history/kept/hash.h"
#include "history/keys.h"
#include "history/kept/keyed.h"
#include "history/kept/pool.h"

struct family {
    uint64_t key;
    struct sip_dialog *newest;
};

struct sip_siblings {
    struct sip_keyed by_key;
    struct sip_pool families;
};

struct sip_siblings *sip_siblings_new(void)
{
    return g_new0(struct sip_siblings, 1);
}

void sip_siblings_free(struct sip_siblings *all)
{
    sip_keyed_clear(&all->by_key);
    sip_pool_clear(&all->families);
    g_free(all);
}

/* Of the Call-ID and both addresses, in whatever order. */
static uint64_t key_of(const struct sip_message *m, const struct sip_hop *hop)
{
    uint64_t call = sip_hash_key(0, sip_message_value(m, SIP_HDR_CALL_ID));

    return sip_address_key(call, &hop->client) + sip_address_key(call, &hop->server);
}

static struct family *find(const struct sip_siblings *all, uint64_t key)
{
    return SIP_KEYED_THING(sip_keyed_find(&all->by_key, key), struct family, key);
}

void sip_siblings_add(struct sip_siblings *all, struct sip_dialog *dialog,
                      const struct sip_message *m)
{
    uint64_t key = key_of(m, dialog->hop);
    struct family *family = find(all, key);

    if (family == NULL) {
        family = SIP_POOL_NEW(&all->families, struct family);
        family->key = key;
        sip_keyed_put(&all->by_key, &family->key);
    }
    dialog->older = family->newest;
    family->newest = dialog;
}

const struct sip_dialog *sip_siblings_newest(const struct sip_siblings *all,
                                             const struct sip_message *m, const struct sip_hop *hop)
{
    const struct family *family = find(all, key_of(m, hop));

    return family != NULL ? family->newest : NULL;
}
