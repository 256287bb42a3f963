/* registrar.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/registrar.h"

#include <glib.h>

#include "history/kept/hash.h"
#include "history/keys.h"
#include "history/kept/interned.h"
#include "history/kept/keyed.h"
#include "history/kept/pool.h"
#include "sip/binding.h"

/* Octets. A Contact that is longer is not kept. */
#define CONTACT_MAX 512

struct sip_grants {
    struct sip_keyed grants, owners;
    struct sip_pool kept;
    struct sip_interned *texts;
    struct sip_grant *first, **end;
    int64_t cut; /* when the newest REGISTER came whose Contact may have been cut off */
};

struct sip_grants *sip_grants_new(void)
{
    struct sip_grants *all = g_new0(struct sip_grants, 1);

    all->texts = sip_interned_new();
    all->end = &all->first;
    all->cut = INT64_MIN;
    return all;
}

void sip_grants_free(struct sip_grants *all)
{
    sip_keyed_clear(&all->grants);
    sip_keyed_clear(&all->owners);
    sip_pool_clear(&all->kept);
    sip_interned_free(all->texts);
    g_free(all);
}

static uint64_t owner_key(const struct sip_message *m)
{
    return sip_party_key(0, &m->to.address);
}

static uint64_t key_of(const struct sip_message *request, const struct sip_binding *binding)
{
    uint64_t key = owner_key(request);

    return sip_binding_is_flow(binding)
               ? sip_hash_key(sip_hash_key(key, binding->instance), binding->reg_id)
               : sip_hash_key(key, binding->contact.uri);
}

static struct sip_grant *find(const struct sip_grants *all, const struct sip_message *request,
                              const struct sip_binding *binding)
{
    return SIP_KEYED_THING(sip_keyed_find(&all->grants, key_of(request, binding)), struct sip_grant,
                           key);
}

const struct sip_grant *sip_grants_find(const struct sip_grants *all,
                                        const struct sip_message *request)
{
    struct sip_bindings it = sip_bindings_of(request);
    struct sip_binding binding;

    return sip_bindings_next(&it, &binding) ? find(all, request, &binding) : NULL;
}

/* A REGISTER for this binding went to the server of the hop. */
static void note_asked(const struct sip_hop *hop, uint64_t key)
{
    struct sip_flow *flow = hop->to_server;

    flow->several_bindings = flow->several_bindings || (flow->binding != 0 && flow->binding != key);
    flow->binding = key;
}

void sip_grants_note_request(struct sip_grants *all, const struct sip_transaction *t,
                             const struct sip_packet *request)
{
    struct sip_bindings it = sip_bindings_of(request->message);
    struct sip_binding binding;

    if (!request->message->headers_complete) {
        all->cut = MAX(all->cut, request->stamp);
    }
    for (int i = 0; i < SIP_GRANTS_MAX && sip_bindings_next(&it, &binding); i++) {
        struct sip_grant *grant = find(all, request->message, &binding);
        if (grant != NULL && grant->tried_frame == 0) {
            grant->tried_frame = request->frame;
        }
        note_asked(t->hop, key_of(request->message, &binding));
    }
}

static struct sip_registered *find_owner(const struct sip_grants *all, const struct sip_message *m)
{
    return SIP_KEYED_THING(sip_keyed_find(&all->owners, owner_key(m)), struct sip_registered, key);
}

static struct sip_registered *owner_of(struct sip_grants *all, const struct sip_message *request)
{
    struct sip_registered *owner = find_owner(all, request);

    if (owner == NULL) {
        owner = SIP_POOL_NEW(&all->kept, struct sip_registered);
        owner->key = owner_key(request);
        owner->emptied = owner->missed = INT64_MIN;
        sip_keyed_put(&all->owners, &owner->key);
    }
    return owner;
}

/* It may have been for any binding of its owner; a 2xx lists those that there are. */
void sip_grants_note_missed(struct sip_grants *all, const struct sip_transaction *t,
                            const struct sip_packet *response)
{
    struct sip_bindings it = sip_bindings_of(response->message);
    struct sip_registered *owner = find_owner(all, response->message);
    struct sip_binding binding;

    if (owner != NULL) {
        owner->missed = response->stamp;
    }
    for (int i = 0; i < SIP_GRANTS_MAX && sip_bindings_next(&it, &binding); i++) {
        note_asked(t->hop, key_of(response->message, &binding));
    }
}

static struct sip_grant *grant_of(struct sip_grants *all, const struct sip_message *request,
                                  const struct sip_binding *binding)
{
    struct sip_grant *grant = find(all, request, binding);

    if (grant == NULL) {
        grant = SIP_POOL_NEW(&all->kept, struct sip_grant);
        grant->key = key_of(request, binding);
        grant->owner = owner_of(all, request);
        sip_keyed_put(&all->grants, &grant->key);
        *all->end = grant;
        all->end = &grant->next;
    }
    return grant;
}

/* What the 2xx grants to a binding, in seconds: by its Contact, or by Expires where it lists none. */
static uint32_t granted_to(const struct sip_message *response, const struct sip_binding *binding)
{
    struct sip_bindings it = sip_bindings_of(response);
    struct sip_binding listed;
    uint32_t seconds = 0;

    while (sip_bindings_next(&it, &listed)) {
        if (sip_binding_same(&listed, binding)) {
            return listed.expires;
        }
    }
    if (sip_message_presence(response, SIP_HDR_CONTACT) == SIP_ABSENT) {
        sip_value_seconds(sip_message_value(response, SIP_HDR_EXPIRES), &seconds);
    }
    return seconds;
}

static void note_binding(struct sip_grants *all, const struct sip_transaction *t,
                         const struct sip_packet *response, const struct sip_message *request,
                         const struct sip_binding *binding, void *cookie)
{
    struct sip_grant *grant = grant_of(all, request, binding);
    bool removed = sip_binding_is_removed(binding);
    struct sip_slice contact = binding->contact.uri;

    if (t->is_branch && t->received != NULL && grant->by == t->received) {
        return; /* what the client itself was told is kept, whichever copy of the 2xx was captured first */
    }
    grant->by = t;
    grant->contact = contact.n <= CONTACT_MAX ? sip_interned_keep(all->texts, contact) : NULL;
    grant->cookie = cookie;
    grant->since = response->stamp;
    grant->frame = response->frame;
    grant->asked = binding->expires;
    grant->seconds = removed ? 0 : granted_to(response->message, binding);
    grant->call = sip_grant_call(response);
    grant->tried_frame = 0;
    grant->challenged_cseq = grant->challenged_frame = 0;
}

void sip_grants_note(struct sip_grants *all, const struct sip_transaction *t,
                     const struct sip_packet *response, const struct sip_message *request,
                     void *cookie)
{
    struct sip_bindings it = sip_bindings_of(request);
    struct sip_binding binding;

    if (sip_slice_is(sip_message_value(request, SIP_HDR_CONTACT), "*")) {
        owner_of(all, request)->emptied = response->stamp;
    }
    for (int i = 0; i < SIP_GRANTS_MAX && sip_bindings_next(&it, &binding); i++) {
        note_binding(all, t, response, request, &binding, cookie);
    }
}

void sip_grants_note_challenge(struct sip_grants *all, const struct sip_transaction *t,
                               const struct sip_packet *response, const struct sip_message *request)
{
    struct sip_bindings it = sip_bindings_of(request);
    struct sip_binding binding;

    for (int i = 0; i < SIP_GRANTS_MAX && sip_bindings_next(&it, &binding); i++) {
        struct sip_grant *grant = find(all, request, &binding);
        if (grant == NULL || grant->call != sip_grant_call(response) ||
            response->stamp >= sip_grant_end(grant)) {
            continue;
        }
        uint32_t before =
            grant->challenged_frame != 0 ? grant->challenged_cseq : grant->by->cseq_number;
        if (t->cseq_number == before + 1) {
            grant->challenged_cseq = t->cseq_number;
            grant->challenged_frame = t->request_frame;
        }
    }
}

int64_t sip_grant_end(const struct sip_grant *grant)
{
    return grant->seconds != 0 && grant->owner->emptied < grant->since
               ? grant->since + grant->seconds * G_TIME_SPAN_SECOND
               : INT64_MAX;
}

void sip_grants_each_over(const struct sip_grants *all, int64_t now,
                          void (*on_each)(void *user, const struct sip_grant *grant), void *user)
{
    for (const struct sip_grant *grant = all->first; grant != NULL; grant = grant->next) {
        if (sip_grant_end(grant) < now && grant->since > all->cut &&
            grant->since > grant->owner->missed) {
            on_each(user, grant);
        }
    }
}

bool sip_grant_is_alone(const struct sip_grant *grant)
{
    return !grant->by->hop->to_server->several_bindings;
}
