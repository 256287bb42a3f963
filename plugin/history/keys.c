/* keys.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/keys.h"

#include <glib.h>

#include "history/kept/hash.h"
#include "sip/ip.h"

/* Told apart by its number, so that one method's key leads to another's. */
uint64_t sip_method_key(enum sip_method method, struct sip_slice name)
{
    return method == SIP_METHOD_OTHER ? sip_hash_key(0, name) : (uint64_t)method;
}

/* Branch and sent-by. */
/* Of a host the first octets: no name that is looked up is longer. */
#define MAX_NAME 256

/* Equal where sip_via_same_sent_by says so. */
uint64_t sip_via_key(const struct sip_via *via)
{
    uint64_t key = sip_hash_key(0, via->branch);
    char name[MAX_NAME];
    struct sip_ip ip;

    if (sip_ip_read(via->host, &ip)) {
        key = sip_hash_key(key, (struct sip_slice){(const char *)ip.address, sizeof(ip.address)});
    } else {
        size_t n = MIN(via->host.n, sizeof(name));
        for (size_t i = 0; i < n; i++) {
            name[i] = sip_lower(via->host.p[i]);
        }
        key = sip_hash_key(key, (struct sip_slice){name, n});
    }
    return sip_hash_number(key, sip_via_port(via));
}

/* Branch and sent-by; for peers of RFC 2543, whose branches are not unique, also what a request and
 * its responses have in common otherwise (RFC 3261 section 17.2.3). */
static uint64_t branch_key(const struct sip_message *m, uint64_t call_id)
{
    uint64_t key = sip_via_key(&m->top_via);

    if (!sip_via_has_cookie(&m->top_via)) {
        key += sip_hash_key(sip_hash_number(call_id, m->cseq_number),
                            sip_message_tag(m, SIP_HDR_FROM));
    }
    return key;
}

uint32_t sip_identity(uint64_t call_id, uint32_t cseq_number)
{
    return (uint32_t)sip_hash_number(call_id, cseq_number);
}

struct sip_keys sip_keys_read(const struct sip_message *m)
{
    uint64_t call_id = sip_hash_key(0, sip_message_value(m, SIP_HDR_CALL_ID));

    return (struct sip_keys){call_id, branch_key(m, call_id), sip_identity(call_id, m->cseq_number),
                             m->is_response ? sip_hash(0, m->bytes) : 0};
}

/* The key of the message's transaction, or of one of another method with its branch. */
uint64_t sip_packet_key(const struct sip_packet *packet, enum sip_method method)
{
    return packet->keys.branch + sip_method_key(method, packet->message->method_name);
}
