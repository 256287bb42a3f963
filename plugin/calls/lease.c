/* lease.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/lease.h"

#include "calls/all.h"
#include "calls/clock.h"
#include "calls/line.h"
#include "history/kept/hash.h"
#include "history/keys.h"
#include "sip/address.h"
#include "sip/auth.h"
#include "sip/code.h"
#include "sip/uri.h"
#include "sip/value.h"
#include "texts/text.h"

/* Microseconds. For so long after a challenge the same request with credentials is no new attempt. */
#define PATIENCE (INT64_C(300) * 1000000)

/* A lease is found by its client, and by the Call-ID of its messages. */
struct entry {
    uint64_t key;
    struct sip_lease *lease;
};

static const char *const results[] = {
    [SIP_LEASE_GRANTED] = SIP_PHRASE("granted"),
    [SIP_LEASE_ENDED] = SIP_PHRASE("ended"),
    [SIP_LEASE_LAPSED] = SIP_PHRASE("lapsed"),
    [SIP_LEASE_REFUSED] = SIP_PHRASE("refused"),
    [SIP_LEASE_CHALLENGED] = SIP_PHRASE("challenged"),
    [SIP_LEASE_UNANSWERED] = SIP_PHRASE("unanswered"),
    [SIP_LEASE_INCOMPLETE] = SIP_PHRASE("incomplete"),
};

const char *sip_lease_result_name(unsigned result)
{
    return results[result];
}

static struct entry *find_entry(const struct sip_calls *all, uint64_t key)
{
    return SIP_KEYED_THING(sip_keyed_find(&all->leases, key), struct entry, key);
}

static void enter(struct sip_calls *all, uint64_t key, struct sip_lease *lease)
{
    struct entry *entry = find_entry(all, key);

    if (entry == NULL) {
        entry = SIP_POOL_NEW(&all->kept, struct entry);
        entry->key = key;
        sip_keyed_put(&all->leases, &entry->key);
    }
    entry->lease = lease;
}

static struct sip_slice event_of(const struct sip_message *m)
{
    return sip_value_main(sip_message_value(m, SIP_HDR_EVENT));
}

/* Of the first address in To; user parts may differ in more than case. */
static uint64_t subject_key(const struct sip_message *m, bool subscription)
{
    uint64_t key = sip_hash_number(0, subscription);

    key = sip_party_key(key, &m->to.address);
    return subscription ? sip_hash_key(key, event_of(m)) : key;
}

static uint64_t client_key(const struct sip_message *m, const struct sip_endpoint *client,
                           bool subscription)
{
    return sip_address_key(subject_key(m, subscription), client);
}

/* event: p == NULL for any of the Call-ID, which is all that a response shows. */
static uint64_t call_key(uint64_t call_id, struct sip_slice event, bool subscription)
{
    return sip_hash_key(sip_hash_number(call_id, subscription), event);
}

static void enter_by_call(struct sip_calls *all, struct sip_lease *lease,
                          const struct sip_packet *packet, bool subscription)
{
    const struct sip_slice any = {NULL, 0};

    enter(all, call_key(packet->keys.call_id, event_of(packet->message), subscription), lease);
    enter(all, call_key(packet->keys.call_id, any, subscription), lease);
}

/* The request's own call first: another hop of it has another client. */
static struct sip_lease *find(struct sip_calls *all, const struct sip_packet *packet,
                              const struct sip_transaction *t, bool subscription)
{
    const struct sip_message *m = packet->message;
    struct sip_slice event = m->is_response ? (struct sip_slice){NULL, 0} : event_of(m);
    struct entry *entry = find_entry(all, call_key(packet->keys.call_id, event, subscription));

    if (entry == NULL || (!subscription && entry->lease->key != 0 &&
                          entry->lease->key != subject_key(m, subscription))) {
        entry = find_entry(all, client_key(m, &t->hop->client, subscription));
    }
    return entry != NULL ? entry->lease : NULL;
}

static struct sip_lease *make(struct sip_calls *all, const struct sip_packet *packet,
                              const struct sip_transaction *t, bool subscription)
{
    const struct sip_message *m = packet->message;
    struct sip_lease *lease = SIP_POOL_NEW(&all->kept, struct sip_lease);

    lease->key = subject_key(m, subscription);
    lease->aor = sip_line_keep(all->texts, m->to.address.uri);
    lease->event = subscription ? sip_line_keep(all->texts, event_of(m)) : NULL;
    if (subscription && lease->event == NULL) {
        lease->event = "";
    }
    lease->client = t->hop->client;
    lease->server = t->hop->server;
    lease->vias = UINT8_MAX;
    lease->asked = UINT32_MAX;
    enter(all, client_key(m, &t->hop->client, subscription), lease);
    sip_calls_enter(all, &lease->record,
                    subscription ? SIP_RECORD_SUBSCRIPTION : SIP_RECORD_REGISTRATION);
    return lease;
}

/* The client answers these by itself, with the same request. */
static bool goes_on(const struct sip_lease *lease, const struct sip_transaction *t)
{
    unsigned code = lease->last != NULL ? lease->last->final_code : 0;

    return (sip_code_is_challenge(code) || code == 423 || code == 421 || code == 494) &&
           t->attempt == lease->last && t->request_time - lease->last->final_time <= PATIENCE;
}

/* The first value of Contact, or that with this URI; the seconds that it asks for or grants. */
static bool contact_seconds(const struct sip_message *m, const char *uri, uint32_t *seconds)
{
    struct sip_slice value, expires, wanted = sip_kept_slice(uri);
    struct sip_address address;

    for (struct sip_values it = sip_values_of(m, SIP_HDR_CONTACT); sip_values_next(&it, &value);) {
        if (sip_address_read(value, &address) &&
            (uri == NULL || sip_uri_equal_at(SIP_URI_BINDING, address.uri, wanted)) &&
            sip_value_param(address.params, "expires", &expires)) {
            return sip_value_seconds(expires, seconds);
        }
    }
    return false;
}

/* Whether the request has credentials. A phone of an IMS network names its user before it is asked, and
 * leaves the response empty (3GPP TS 24.229 section 5.1.1.2.2). */
static bool answers_challenge(const struct sip_message *m)
{
    const enum sip_header_id fields[] = {SIP_HDR_AUTHORIZATION, SIP_HDR_PROXY_AUTHORIZATION};
    struct sip_auths auths;

    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        sip_auths_read(&auths, m, fields[i]);
        for (unsigned n = 0; n < auths.count; n++) {
            struct sip_slice response = auths.all[n].params[SIP_AUTH_RESPONSE];
            if (response.p == NULL || response.n > 0) {
                return true;
            }
        }
    }
    return false;
}

static void read_request(struct sip_calls *all, struct sip_lease *lease,
                         const struct sip_message *m)
{
    struct sip_slice contact = sip_message_value(m, SIP_HDR_CONTACT);
    struct sip_address address;

    lease->asked = UINT32_MAX;
    if (lease->event != NULL || !contact_seconds(m, NULL, &lease->asked)) {
        sip_value_seconds(sip_message_value(m, SIP_HDR_EXPIRES), &lease->asked);
    }
    lease->removes = lease->asked == 0;
    lease->credentials = answers_challenge(m);
    if (contact.n > 0 && sip_address_read(contact, &address)) {
        lease->contact = sip_line_keep(all->texts, address.uri);
    }
}

/* Whether the message is of a hop further on: the same request, sent on by a proxy. */
static bool is_onward(const struct sip_lease *lease, const struct sip_message *m,
                      const struct sip_transaction *t)
{
    return t->is_branch || sip_values_count(m, SIP_HDR_VIA) > lease->vias ||
           (lease->last != NULL && t != lease->last && t->identity == lease->last->identity &&
            sip_endpoint_same_address(&t->hop->client, &lease->last->hop->server) &&
            !sip_endpoint_equal(&t->hop->client, &lease->last->hop->client));
}

static void add_request(struct sip_calls *all, struct sip_lease *lease,
                        const struct sip_packet *packet, const struct sip_transaction *t)
{
    if (t->request_frame != packet->frame || t == lease->last) {
        return; /* a repetition */
    }
    if (!goes_on(lease, t)) {
        lease->attempts++;
    }
    lease->last = t;
    lease->client = t->hop->client;
    lease->server = t->hop->server;
    read_request(all, lease, packet->message);
}

/* What the server granted: UINT32_MAX where it does not say, nor the client. */
static uint32_t granted_seconds(const struct sip_lease *lease, const struct sip_message *m)
{
    uint32_t seconds = lease->asked;

    if (lease->event != NULL || !contact_seconds(m, lease->contact, &seconds)) {
        sip_value_seconds(sip_message_value(m, SIP_HDR_EXPIRES), &seconds);
    }
    return seconds;
}

/* When it is over; INT64_MAX: nobody said. */
static int64_t end_of(const struct sip_lease *lease)
{
    return lease->granted == UINT32_MAX ? INT64_MAX
                                        : lease->granted_time + (int64_t)lease->granted * 1000000;
}

static void note_grant(struct sip_lease *lease, const struct sip_packet *packet,
                       const struct sip_transaction *t)
{
    bool knows_when = t->request_frame != 0;

    if (lease->removes) {
        lease->ended_frame = packet->frame;
        lease->ended_time = packet->stamp;
        return;
    }
    if (lease->granted_frame != 0 && lease->ended_frame == 0 && knows_when &&
        t->request_time > end_of(lease)) {
        lease->lapses++;
    }
    lease->grants++;
    lease->ended_frame = 0;
    lease->granted_frame = packet->frame;
    lease->granted_time = packet->stamp;
    lease->granted = granted_seconds(lease, packet->message);
}

static bool says_stale(const struct sip_message *m)
{
    const enum sip_header_id fields[] = {SIP_HDR_WWW_AUTHENTICATE, SIP_HDR_PROXY_AUTHENTICATE};
    struct sip_auths auths;

    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        sip_auths_read(&auths, m, fields[i]);
        for (unsigned n = 0; n < auths.count; n++) {
            if (sip_slice_is(auths.all[n].params[SIP_AUTH_STALE], "true")) {
                return true;
            }
        }
    }
    return false;
}

static void add_response(struct sip_calls *all, struct sip_lease *lease,
                         const struct sip_packet *packet, const struct sip_transaction *t)
{
    const struct sip_message *m = packet->message;

    if (t->final_frame != packet->frame || m->code < 200 ||
        (t != lease->last && t->request_frame)) {
        return;
    }
    lease->last = t;
    lease->code = (uint16_t)m->code;
    if (m->code < 300) {
        note_grant(lease, packet, t);
        return;
    }
    lease->phrase = sip_line_keep(all->texts, m->phrase);
    lease->warning = sip_line_keep(all->texts, sip_message_value(m, SIP_HDR_WARNING));
    lease->stale = sip_code_is_challenge(m->code) && says_stale(m);
    if (sip_code_is_challenge(m->code) ? lease->credentials && !lease->stale : m->code != 423) {
        lease->refusals++;
    }
}

/* The notifier reports the state of the subscription (RFC 6665 section 4.1.3). */
static void add_notify(struct sip_calls *all, struct sip_lease *lease,
                       const struct sip_packet *packet)
{
    struct sip_slice state = sip_message_value(packet->message, SIP_HDR_SUBSCRIPTION_STATE);
    struct sip_slice word = sip_value_main(state), value;
    uint32_t seconds;

    if (sip_slice_is(word, "terminated")) {
        if (lease->ended_frame == 0 || lease->reason == NULL) {
            lease->ended_frame = packet->frame;
            lease->ended_time = packet->stamp;
            lease->reason = sip_value_param(state, "reason", &value)
                                ? sip_line_keep(all->texts, value)
                                : lease->reason;
        }
        return;
    }
    lease->pending = sip_slice_is(word, "pending");
    if (sip_value_param(state, "expires", &value) && sip_value_seconds(value, &seconds) &&
        lease->granted_frame != 0) {
        lease->granted = seconds;
        lease->granted_time = packet->stamp;
    }
}

static struct sip_lease *add_to_lease(struct sip_calls *all, const struct sip_packet *packet,
                                      const struct sip_transaction *t, bool subscription)
{
    const struct sip_message *m = packet->message;
    struct sip_lease *lease = find(all, packet, t, subscription);
    unsigned vias = sip_values_count(m, SIP_HDR_VIA);

    if (lease == NULL) {
        lease = make(all, packet, t, subscription);
    }
    if (!m->is_response) {
        enter_by_call(all, lease, packet, subscription);
    }
    if (is_onward(lease, m, t)) {
        return lease;
    }
    lease->vias = (uint8_t)MIN(vias, lease->vias);
    if (m->is_response) {
        add_response(all, lease, packet, t);
    } else {
        add_request(all, lease, packet, t);
    }
    return lease;
}

struct sip_lease *sip_lease_add(struct sip_calls *all, const struct sip_packet *packet,
                                const struct sip_transaction *t)
{
    const struct sip_message *m = packet->message;
    struct sip_lease *lease;

    switch (t->method) {
    case SIP_METHOD_REGISTER:
        lease = add_to_lease(all, packet, t, false);
        break;
    case SIP_METHOD_SUBSCRIBE:
        lease = add_to_lease(all, packet, t, true);
        break;
    case SIP_METHOD_NOTIFY:
        lease = find(all, packet, t, true);
        if (lease != NULL && !m->is_response) {
            add_notify(all, lease, packet);
        }
        break;
    default:
        return NULL;
    }
    if (lease != NULL) {
        sip_record_add(&lease->record, packet);
    }
    return lease;
}

/* The newest request may still be answered, but the one before was not. */
static bool nobody_answered(const struct sip_lease *lease, const struct sip_clock *clock)
{
    const struct sip_transaction *before = lease->last->attempt;

    return lease->code == 0 && lease->granted_frame == 0 && lease->last->responses == NULL &&
           before != NULL && sip_transaction_timed_out(before, clock);
}

enum sip_lease_result sip_lease_result(const struct sip_lease *lease, const struct sip_clock *clock)
{
    const struct sip_transaction *t = lease->last;
    bool runs = lease->granted_frame != 0 && lease->ended_frame == 0;
    bool over = runs && end_of(lease) < clock->now - 64 * clock->t1;

    if (t == NULL) {
        return SIP_LEASE_INCOMPLETE;
    }
    if (t->final_frame == 0) {
        return sip_transaction_timed_out(t, clock) || nobody_answered(lease, clock)
                   ? SIP_LEASE_UNANSWERED
               : over ? SIP_LEASE_LAPSED
               : runs ? SIP_LEASE_GRANTED
                      : SIP_LEASE_INCOMPLETE;
    }
    if (lease->code < 300) {
        return !runs ? SIP_LEASE_ENDED : over ? SIP_LEASE_LAPSED : SIP_LEASE_GRANTED;
    }
    return sip_code_is_challenge(lease->code) && (!lease->credentials || lease->stale)
               ? SIP_LEASE_CHALLENGED
               : SIP_LEASE_REFUSED;
}
