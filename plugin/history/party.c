/* party.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/party.h"

#include "history/kept/hash.h"
#include "history/keys.h"

void sip_parties_clear(struct sip_parties *all)
{
    sip_keyed_clear(&all->by_key);
    sip_pool_clear(&all->kept);
}

static bool make_key(const struct sip_message *m, enum sip_header_id from_or_to, uint64_t *key)
{
    struct sip_slice call_id = sip_message_value(m, SIP_HDR_CALL_ID);
    struct sip_slice tag = sip_message_tag(m, from_or_to);

    *key = sip_hash_folded(sip_hash_key(0, call_id), tag);
    return call_id.p != NULL && tag.p != NULL;
}

/* The place of an address among those that NOTIFYs went to, or the first free one; SIP_PARTY_ADDRESSES: there is
 * none. */
static int notified_place(const struct sip_party *party, uint64_t key)
{
    int place = 0;

    while (place < SIP_PARTY_ADDRESSES && party->notified[place] != 0 &&
           party->notified[place] != key) {
        place++;
    }
    return place;
}

static uint64_t notified_key(const struct sip_endpoint *end)
{
    return sip_address_key(0, end) | 1;
}

static void note_notified(struct sip_party *party, const struct sip_endpoint *end)
{
    uint64_t key = notified_key(end);
    int place = notified_place(party, key);

    if (place < SIP_PARTY_ADDRESSES) {
        party->notified[place] = key;
    }
}

bool sip_party_notified_at(const struct sip_party *party, const struct sip_endpoint *end)
{
    int place = notified_place(party, notified_key(end));
    return place == SIP_PARTY_ADDRESSES || party->notified[place] != 0;
}

static struct sip_party *find(const struct sip_parties *all, uint64_t key)
{
    return SIP_KEYED_THING(sip_keyed_find(&all->by_key, key), struct sip_party, key);
}

const struct sip_party *sip_parties_find(const struct sip_parties *all, const struct sip_message *m,
                                         enum sip_header_id from_or_to)
{
    uint64_t key;
    return make_key(m, from_or_to, &key) ? find(all, key) : NULL;
}

uint32_t sip_message_notifier(const struct sip_message *notify)
{
    return (uint32_t)sip_hash_folded(0, sip_message_tag(notify, SIP_HDR_FROM)) | 1;
}

struct sip_party *sip_parties_of(struct sip_parties *all, const struct sip_message *m,
                                 enum sip_header_id from_or_to)
{
    uint64_t key;

    if (!make_key(m, from_or_to, &key)) {
        return NULL;
    }
    struct sip_party *party = find(all, key);
    if (party == NULL) {
        party = SIP_POOL_NEW(&all->kept, struct sip_party);
        party->key = key;
        sip_keyed_put(&all->by_key, &party->key);
    }
    return party;
}

void sip_parties_add_notify(struct sip_parties *all, const struct sip_packet *packet)
{
    struct sip_party *party = sip_parties_of(all, packet->message, SIP_HDR_TO);

    if (party != NULL) {
        party->notify_time = packet->stamp;
        party->notify_frame = packet->frame;
        note_notified(party, packet->message->is_response ? &packet->source : &packet->destination);
        if (party->notifier == 0) {
            party->notifier = sip_message_notifier(packet->message);
            party->first_notify = packet->message->cseq_number;
        }
    }
}

void sip_parties_add_subscriber(struct sip_parties *all, const struct sip_transaction *t,
                                const struct sip_message *m)
{
    struct sip_party *party = sip_parties_of(all, m, SIP_HDR_FROM);

    if (party != NULL) {
        party->asked = t;
        party->notifier = 0;
    }
}
