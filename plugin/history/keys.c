/* keys.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/keys.h"

#include <glib.h>

#include "history/kept/hash.h"
#include "sip/ip.h"
#include "sip/uri.h"

/* Told apart by its number, so that one method's key leads to another's. */
uint64_t sip_method_key(enum sip_method method, struct sip_slice name)
{
    return method == SIP_METHOD_OTHER ? sip_hash_key(0, name) : (uint64_t)method;
}

uint64_t sip_address_key(uint64_t before, const struct sip_endpoint *end)
{
    return sip_hash_key(before ^ end->family,
                        (struct sip_slice){(const char *)end->address, sizeof(end->address)});
}

uint64_t sip_way_key(const struct sip_packet *packet)
{
    uint64_t ports = (uint64_t)packet->source.port << 16 | packet->destination.port;
    return sip_address_key(sip_address_key(ports, &packet->source), &packet->destination);
}

uint64_t sip_host_key(uint64_t before, struct sip_slice host)
{
    struct sip_ip ip;

    return sip_ip_read(host, &ip)
               ? sip_hash_key(before,
                              (struct sip_slice){(const char *)ip.address, sizeof(ip.address)})
               : sip_hash_folded(before, host);
}

uint64_t sip_sent_by_key(uint64_t before, const struct sip_via *via)
{
    return sip_hash_number(sip_host_key(before, via->host), sip_via_port(via));
}

uint64_t sip_via_key(const struct sip_via *via)
{
    return sip_sent_by_key(sip_hash_key(0, via->branch), via);
}

uint64_t sip_party_key(uint64_t before, const struct sip_address *party)
{
    struct sip_uri uri;

    if (!sip_uri_read(party->uri, &uri) || !sip_uri_is_sip(&uri)) {
        return sip_hash_key(before, party->uri);
    }
    before = sip_hash_folded(before, uri.scheme);
    return sip_host_key(sip_hash_key(before, uri.user), uri.host);
}

/* Branch and sent-by; for peers of RFC 2543, whose branches are not unique, also what a request and
 * its responses have in common otherwise (RFC 3261 section 17.2.3). */
static uint64_t branch_key(const struct sip_message *m, uint64_t call_id)
{
    uint64_t key = sip_via_key(&m->top_via);

    if (!sip_via_has_cookie(&m->top_via)) {
        key += sip_hash_folded(sip_hash_number(call_id, m->cseq_number),
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
