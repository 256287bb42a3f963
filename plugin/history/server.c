/* server.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/server.h"

#include "history/kept/hash.h"
#include "history/keys.h"
#include "sip/value.h"
#include "sip/via.h"

struct entry {
    struct sip_backoff what;
    GList link;
};

struct sip_servers {
    GHashTable *by_key; /* the key of an entry -> the entry, which it frees */
    GQueue entries;     /* the same, the oldest first; the links are in the entries */
};

struct sip_servers *sip_servers_new(void)
{
    struct sip_servers *all = g_new0(struct sip_servers, 1);

    all->by_key = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    g_queue_init(&all->entries);
    return all;
}

void sip_servers_free(struct sip_servers *all)
{
    g_hash_table_destroy(all->by_key);
    g_free(all);
}

/* The server by address and port; the client by its address and what it calls itself in Via: behind
 * one address there may be many, and over TCP the port is another each time. */
static uint64_t key_of(const struct sip_endpoint *client, const struct sip_endpoint *server,
                       const struct sip_via *via)
{
    uint64_t ends = sip_address_key(sip_address_key(server->port, client), server);
    return sip_sent_by_key(ends, via);
}

static uint64_t key_of_user(uint64_t key, const struct sip_message *request)
{
    key = sip_hash_key(key, request->method_name);
    key = sip_party_key(key, &request->from.address);
    return sip_hash_key(key, request->uri);
}

/* Retry-After is defined for these only (RFC 3261 section 20.33). */
static bool may_ask(unsigned code)
{
    switch (code) {
    case 404:
    case 413:
    case 480:
    case 486:
    case 500:
    case 503:
    case 600:
    case 603:
        return true;
    default:
        return false;
    }
}

static void forget(struct sip_servers *all, uint64_t key)
{
    struct entry *entry = g_hash_table_lookup(all->by_key, &key);

    if (entry != NULL) {
        g_queue_unlink(&all->entries, &entry->link);
        g_hash_table_remove(all->by_key, &key);
    }
}

static void remember(struct sip_servers *all, struct sip_backoff what)
{
    struct entry *entry = g_new0(struct entry, 1);

    forget(all, what.key);
    if (all->entries.length == SIP_SERVERS_MAX) {
        const struct entry *oldest = all->entries.head->data;
        forget(all, oldest->what.key);
    }
    entry->what = what;
    entry->link.data = entry;
    g_queue_push_tail_link(&all->entries, &entry->link);
    g_hash_table_insert(all->by_key, &entry->what.key, entry);
}

void sip_servers_note(struct sip_servers *all, const struct sip_packet *response,
                      const struct sip_message *request)
{
    const struct sip_message *m = response->message;
    struct sip_backoff what = {
        .since = response->stamp, .frame = response->frame, .code = (uint16_t)m->code};
    struct sip_via via;

    bool asks = may_ask(m->code) && (m->code == 503 || request != NULL) &&
                sip_value_seconds(sip_message_value(m, SIP_HDR_RETRY_AFTER), &what.seconds);
    bool is_back = m->code / 100 == 2 && all->entries.length > 0;

    if (!(asks || is_back) || !sip_message_top_via(m, &via)) {
        return;
    }
    what.key = key_of(&response->destination, &response->source, &via);
    if (is_back) {
        forget(all, what.key);
        return;
    }
    if (m->code != 503) {
        what.key = key_of_user(what.key, request);
        what.body = (uint32_t)request->body.n;
    }
    what.until = response->stamp + what.seconds * G_TIME_SPAN_SECOND;
    remember(all, what);
}

static const struct sip_backoff *active(struct sip_servers *all, uint64_t key, int64_t now)
{
    const struct entry *entry = g_hash_table_lookup(all->by_key, &key);

    return entry != NULL && now < entry->what.until ? &entry->what : NULL;
}

const struct sip_backoff *sip_servers_backoff(struct sip_servers *all,
                                              const struct sip_packet *request)
{
    const struct sip_backoff *found;
    struct sip_via via;

    if (g_hash_table_size(all->by_key) == 0 || !sip_message_top_via(request->message, &via)) {
        return NULL;
    }
    uint64_t key = key_of(&request->source, &request->destination, &via);
    found = active(all, key, request->stamp);
    return found ? found : active(all, key_of_user(key, request->message), request->stamp);
}
