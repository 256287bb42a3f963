/* call.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/call.h"

#include "calls/all.h"
#include "calls/line.h"
#include "history/kept/hash.h"

uint32_t sip_call_tag(struct sip_slice tag)
{
    return tag.p != NULL ? (uint32_t)sip_hash_folded(1, tag) | 1 : 0;
}

struct sip_call *sip_call_find(const struct sip_calls *all, uint64_t call_id)
{
    return SIP_KEYED_THING(sip_keyed_find(&all->calls, call_id), struct sip_call, key);
}

const struct sip_call_extra *sip_call_extra(const struct sip_call *call)
{
    static const struct sip_call_extra none;

    return call->extra != NULL ? call->extra : &none;
}

struct sip_call_extra *sip_call_add_extra(struct sip_calls *all, struct sip_call *call)
{
    if (call->extra == NULL) {
        call->extra = SIP_POOL_NEW(&all->kept, struct sip_call_extra);
    }
    return call->extra;
}

struct sip_call *sip_call_first(struct sip_call *call)
{
    while (sip_call_extra(call)->inbound != NULL) {
        call = sip_call_extra(call)->inbound;
    }
    return call;
}

struct sip_call *sip_call_new(struct sip_calls *all, const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_call *call = SIP_POOL_NEW(&all->kept, struct sip_call);

    call->key = packet->keys.call_id;
    call->older = sip_call_find(all, call->key);
    call->call_id = call->older != NULL
                        ? call->older->call_id
                        : sip_line_copy(all->call_ids, sip_message_value(m, SIP_HDR_CALL_ID));
    call->caller = sip_line_keep(all->texts, m->from.address.uri);
    call->callee = sip_line_keep(all->texts, m->to.address.uri);
    call->caller_tag = sip_call_tag(m->from.tag);
    sip_keyed_put(&all->calls, &call->key);
    return call;
}
