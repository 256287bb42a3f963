/* service_route.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/service_route.h"

#include <glib.h>

#include "history/kept/hash.h"
#include "history/kept/keyed.h"
#include "history/kept/pool.h"
#include "history/keys.h"
#include "sip/binding.h"
#include "sip/route.h"

/* A user at one address and port of a client. */
struct user {
    uint64_t key;
    struct sip_service newest[SIP_SERVICES_KEPT];
    uint32_t call;  /* a hash of the Call-ID, … */
    uint32_t cseq;  /* … and the CSeq number of its newest REGISTER */
    uint32_t asked; /* REGISTERs since the newest 2xx that were not challenged */
    bool gap;       /* a REGISTER since then was not captured, or may not have been, … */
    bool restarted; /* … or had another Call-ID than the one before */
};

struct sip_services {
    struct sip_keyed users;
    struct sip_pool kept;
    struct sip_interned *texts;
};

struct sip_services *sip_services_new(void)
{
    struct sip_services *all = g_new0(struct sip_services, 1);

    all->texts = sip_interned_new();
    return all;
}

void sip_services_free(struct sip_services *all)
{
    sip_keyed_clear(&all->users);
    sip_pool_clear(&all->kept);
    sip_interned_free(all->texts);
    g_free(all);
}

static uint64_t key_of(const struct sip_party_header *party, const struct sip_endpoint *client)
{
    return sip_hash_number(sip_address_key(sip_party_key(0, &party->address), client),
                           client->port);
}

static struct user *find(const struct sip_services *all, const struct sip_party_header *party,
                         const struct sip_endpoint *client)
{
    return SIP_KEYED_THING(sip_keyed_find(&all->users, key_of(party, client)), struct user, key);
}

const struct sip_service *sip_services_find(const struct sip_services *all,
                                            const struct sip_message *request,
                                            const struct sip_endpoint *client)
{
    const struct user *user = find(all, &request->from, client);
    return user != NULL ? user->newest : NULL;
}

/* A client that registers for itself. What a proxy forwards has one more Via; a query leaves all as it is. */
static bool is_of_client(const struct sip_message *request)
{
    return sip_values_count(request, SIP_HDR_VIA) == 1 && sip_message_has(request, SIP_HDR_CONTACT);
}

static bool removes(const struct sip_message *request)
{
    struct sip_bindings it = sip_bindings_of(request);
    struct sip_binding binding;

    while (sip_bindings_next(&it, &binding)) {
        if (!sip_binding_is_removed(&binding)) {
            return false;
        }
    }
    return true;
}

void sip_services_note_request(struct sip_services *all, const struct sip_transaction *t,
                               const struct sip_packet *request)
{
    const struct sip_message *m = request->message;
    struct user *user = find(all, &m->to, &t->hop->client);
    uint32_t call = (uint32_t)request->keys.call_id;

    if (user == NULL || !is_of_client(m)) {
        return;
    }
    if (user->newest[0].asked_frame == 0) {
        user->newest[0].asked_frame = request->frame;
    }
    user->restarted = user->restarted || user->call != call;
    user->gap = user->gap || user->restarted || m->cseq_number != user->cseq + 1;
    user->call = call;
    user->cseq = m->cseq_number;
    user->asked++;
}

void sip_services_note_challenge(struct sip_services *all, const struct sip_transaction *t,
                                 const struct sip_message *request)
{
    struct user *user = find(all, &request->to, &t->hop->client);

    if (user != NULL && user->asked > 0 && is_of_client(request)) {
        user->asked--;
    }
}

/* False where the list may not be complete; NULL of an empty one. */
static bool keep_list(struct sip_services *all, const struct sip_message *m, enum sip_header_id id,
                      const char **kept)
{
    struct sip_routes routes;

    *kept = NULL;
    if (!sip_message_routes(m, id, &routes)) {
        return false;
    }
    if (routes.count == 0) {
        return true;
    }
    GString *text = g_string_new(NULL);
    for (unsigned i = 0; i < routes.count; i++) {
        g_string_append_printf(text, "%s<%.*s>", i > 0 ? ", " : "", SIP_ARG(routes.uris[i]));
    }
    *kept = sip_interned_keep(all->texts, (struct sip_slice){text->str, text->len});
    g_string_free(text, TRUE);
    return *kept != NULL;
}

static struct user *user_of(struct sip_services *all, const struct sip_message *request,
                            const struct sip_transaction *t)
{
    struct user *user = find(all, &request->to, &t->hop->client);

    if (user == NULL) {
        user = SIP_POOL_NEW(&all->kept, struct user);
        user->key = key_of(&request->to, &t->hop->client);
        sip_keyed_put(&all->users, &user->key);
    }
    return user;
}

/* Whether others may hold beside it: of other flows (RFC 5626), or of a client that has lost its Call-ID. */
static bool may_be_parallel(const struct user *user, const struct sip_message *request)
{
    struct sip_bindings it = sip_bindings_of(request);
    struct sip_binding binding;

    return user->restarted || (sip_bindings_next(&it, &binding) && sip_binding_is_flow(&binding));
}

static void add(struct user *user, const struct sip_service *service, bool parallel)
{
    struct sip_service *newest = &user->newest[0];
    bool same = newest->frame != 0 && newest->route == service->route &&
                newest->path == service->path && user->asked <= 1 && !user->gap;

    if (same) {
        newest->asked_frame = 0;
        return;
    }
    if (parallel) {
        memset(newest, 0, sizeof(user->newest));
    }
    memmove(newest + 1, newest, (SIP_SERVICES_KEPT - 1) * sizeof(*newest));
    *newest = *service;
}

void sip_services_note(struct sip_services *all, const struct sip_transaction *t,
                       const struct sip_packet *response, const struct sip_message *request)
{
    const struct sip_message *m = response->message;
    struct sip_service service = {.by = t, .since = response->stamp, .frame = response->frame};
    bool brings = sip_message_has(m, SIP_HDR_SERVICE_ROUTE) || sip_message_has(m, SIP_HDR_PATH);

    if (!is_of_client(request) || (!brings && find(all, &request->to, &t->hop->client) == NULL)) {
        return;
    }
    struct user *user = user_of(all, request, t);
    if (removes(request) || !keep_list(all, m, SIP_HDR_SERVICE_ROUTE, &service.route) ||
        !keep_list(all, m, SIP_HDR_PATH, &service.path)) {
        memset(user->newest, 0, sizeof(user->newest));
    } else {
        add(user, &service, may_be_parallel(user, request));
    }
    user->call = (uint32_t)response->keys.call_id;
    user->cseq = t->cseq_number;
    user->asked = 0;
    user->gap = user->restarted = false;
}
