/* calls.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/calls.h"

#include "calls/all.h"

struct sip_record *sip_calls_add(struct sip_calls *all, const struct sip_packet *packet,
                                 const struct sip_transaction *t)
{
    struct sip_call *call;
    struct sip_lease *lease;

    if (t == NULL || !sip_message_has(packet->message, SIP_HDR_CALL_ID)) {
        return NULL;
    }
    /* A subscription may share the Call-ID of a call (RFC 5057 section 4): it counts as part of it. */
    if (t->method != SIP_METHOD_REGISTER) {
        call = sip_call_add(all, packet, t);
        if (call != NULL) {
            return &call->record;
        }
    }
    lease = sip_lease_add(all, packet, t);
    if (lease != NULL) {
        return &lease->record;
    }
    struct sip_request *request = sip_request_add(all, packet, t);
    return request != NULL ? &request->record : NULL;
}

unsigned sip_calls_count(const struct sip_calls *all, enum sip_record_kind kind)
{
    return all->records[kind]->len;
}

struct sip_record *sip_record_listed(struct sip_record *record)
{
    if (record == NULL) {
        return NULL;
    }
    switch (record->kind) {
    case SIP_RECORD_CALL:
        return &sip_call_first((struct sip_call *)record)->record;
    case SIP_RECORD_REQUEST:
        return ((struct sip_request *)record)->refusals > 0 ? record : NULL;
    default:
        return record;
    }
}

struct sip_record *sip_calls_at(const struct sip_calls *all, enum sip_record_kind kind,
                                unsigned place)
{
    struct sip_record *record = g_ptr_array_index(all->records[kind], place);

    return sip_record_listed(record) == record ? record : NULL;
}

struct sip_call *sip_record_call(struct sip_record *record)
{
    return record->kind == SIP_RECORD_CALL ? sip_call_first((struct sip_call *)record) : NULL;
}

struct sip_lease *sip_record_lease(struct sip_record *record)
{
    return record->kind == SIP_RECORD_REGISTRATION || record->kind == SIP_RECORD_SUBSCRIPTION
               ? (struct sip_lease *)record
               : NULL;
}

struct sip_request *sip_record_request(struct sip_record *record)
{
    return record->kind == SIP_RECORD_REQUEST ? (struct sip_request *)record : NULL;
}
