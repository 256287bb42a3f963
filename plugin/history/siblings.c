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

/* What is looked up by one end of a dialog. */
enum end_of { WITH_ROUTES = 1, MOVED = 2 };

/* Of the Call-ID and one end: its tag, and its address. */
static uint64_t key_of_end(enum end_of what, const struct sip_message *m,
                           enum sip_header_id from_or_to, const struct sip_endpoint *at)
{
    uint64_t call = sip_hash_key(what, sip_message_value(m, SIP_HDR_CALL_ID));

    return sip_address_key(sip_hash_folded(call, sip_message_tag(m, from_or_to)), at);
}

static struct family *find(const struct sip_siblings *all, uint64_t key)
{
    return SIP_KEYED_THING(sip_keyed_find(&all->by_key, key), struct family, key);
}

static struct family *find_or_make(struct sip_siblings *all, uint64_t key)
{
    struct family *family = find(all, key);

    if (family == NULL) {
        family = SIP_POOL_NEW(&all->families, struct family);
        family->key = key;
        sip_keyed_put(&all->by_key, &family->key);
    }
    return family;
}

void sip_siblings_add(struct sip_siblings *all, struct sip_dialog *dialog,
                      const struct sip_message *m)
{
    struct family *family = find_or_make(all, key_of(m, dialog->hop));

    dialog->older = family->newest;
    family->newest = dialog;
    if (sip_message_has(m, SIP_HDR_RECORD_ROUTE)) { /* only then a request may miss the hop */
        uint64_t client = key_of_end(WITH_ROUTES, m, SIP_HDR_FROM, &dialog->hop->client);
        uint64_t server = key_of_end(WITH_ROUTES, m, SIP_HDR_TO, &dialog->hop->server);
        find_or_make(all, client)->newest = dialog;
        find_or_make(all, server)->newest = dialog;
    }
    if (!dialog->from_start) { /* else nobody has moved */
        find_or_make(all, key_of_end(MOVED, m, SIP_HDR_TO, &dialog->hop->server))->newest = dialog;
    }
}

static const struct sip_dialog *of_sender(const struct sip_siblings *all, enum end_of what,
                                          const struct sip_message *m, const struct sip_hop *hop)
{
    const struct family *family = find(all, key_of_end(what, m, SIP_HDR_FROM, &hop->client));

    return family != NULL ? family->newest : NULL;
}

const struct sip_dialog *sip_siblings_of_sender(const struct sip_siblings *all,
                                                const struct sip_message *m,
                                                const struct sip_hop *hop)
{
    return of_sender(all, WITH_ROUTES, m, hop);
}

const struct sip_dialog *sip_siblings_moved(const struct sip_siblings *all,
                                            const struct sip_message *m, const struct sip_hop *hop)
{
    return of_sender(all, MOVED, m, hop);
}

const struct sip_dialog *sip_siblings_newest(const struct sip_siblings *all,
                                             const struct sip_message *m, const struct sip_hop *hop)
{
    const struct family *family = find(all, key_of(m, hop));

    return family != NULL ? family->newest : NULL;
}
