/* dialog.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/dialog.h"

#include <string.h>

#include "history/kept/hash.h"
#include "history/keys.h"
#include "history/kept/keyed.h"
#include "history/kept/pool.h"
#include "history/offer.h"
#include "history/siblings.h"
#include "history/usage.h"
#include "sip/value.h"

struct sip_dialogs {
    struct sip_keyed by_key;
    struct sip_keyed parties;
    struct sip_siblings *siblings;
    struct sip_pool kept; /* dialogs and parties */
    GStringChunk *tags;
    struct sip_interned *texts; /* targets and route sets */
};

struct sip_dialogs *sip_dialogs_new(void)
{
    struct sip_dialogs *all = g_new0(struct sip_dialogs, 1);

    all->tags = g_string_chunk_new(4096);
    all->texts = sip_interned_new();
    all->siblings = sip_siblings_new();
    return all;
}

void sip_dialogs_free(struct sip_dialogs *all)
{
    sip_keyed_clear(&all->by_key);
    sip_keyed_clear(&all->parties);
    sip_siblings_free(all->siblings);
    sip_pool_clear(&all->kept);
    g_string_chunk_free(all->tags);
    sip_interned_free(all->texts);
    g_free(all);
}

/* One end of the dialog: its tag, and the address where its messages come from on this hop. */
struct end {
    struct sip_slice tag;
    const struct sip_endpoint *at;
};

static uint64_t add_end(uint64_t key, const struct end *end)
{
    return sip_address_key(sip_hash_folded(key, end->tag), end->at);
}

static int compare(struct sip_slice a, struct sip_slice b)
{
    int order = g_ascii_strncasecmp(a.p, b.p, MIN(a.n, b.n));
    return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

/* The dialog's key; false where the message has not both tags, or twice the same. The
 * end with the lower tag comes first and is side 0, independent of who sent the message. */
static bool make_key(const struct sip_message *m, const struct sip_transaction *t, uint64_t *key)
{
    const struct sip_hop *hop =
        t->method == SIP_METHOD_ACK && t->invite != NULL ? t->invite->hop : t->hop;
    struct end ends[2] = {{sip_message_tag(m, SIP_HDR_FROM), &hop->client},
                          {sip_message_tag(m, SIP_HDR_TO), &hop->server}};
    struct sip_slice call_id = sip_message_value(m, SIP_HDR_CALL_ID);

    if (call_id.p == NULL || ends[0].tag.p == NULL || ends[1].tag.p == NULL ||
        sip_tags_equal(ends[0].tag, ends[1].tag)) {
        return false;
    }
    unsigned lower = compare(ends[0].tag, ends[1].tag) > 0;
    *key = add_end(add_end(sip_hash_key(0, call_id), &ends[lower]), &ends[!lower]);
    return true;
}

struct sip_dialog *sip_dialogs_find(struct sip_dialogs *all, const struct sip_message *m,
                                    const struct sip_transaction *t)
{
    uint64_t key;
    return make_key(m, t, &key)
               ? SIP_KEYED_THING(sip_keyed_find(&all->by_key, key), struct sip_dialog, key)
               : NULL;
}

const struct sip_dialog *sip_dialogs_newest(const struct sip_dialogs *all,
                                            const struct sip_message *m, const struct sip_hop *hop)
{
    return sip_siblings_newest(all->siblings, m, hop);
}

const struct sip_dialog *sip_dialogs_of_sender(const struct sip_dialogs *all,
                                               const struct sip_message *m,
                                               const struct sip_hop *hop)
{
    return sip_siblings_of_sender(all->siblings, m, hop);
}

unsigned sip_dialog_client(const struct sip_dialog *dialog, const struct sip_message *m)
{
    return !sip_tags_equal(sip_message_tag(m, SIP_HDR_FROM), sip_kept_slice(dialog->sides[0].tag));
}

bool sip_dialog_routes(const struct sip_dialog *dialog, unsigned side, struct sip_routes *routes)
{
    const char *list = dialog->sides[side].routes;

    if (list == NULL || !sip_routes_read(sip_kept_slice(list), routes)) {
        return false;
    }
    if (side == dialog->maker) {
        sip_routes_turn(routes);
    }
    return true;
}

uint32_t sip_dialog_addressing(const struct sip_dialog *dialog, unsigned side,
                               const struct sip_message *request)
{
    uint32_t hash = sip_hash(sip_hash(1, request->uri), sip_kept_slice(dialog->sides[side].routes));

    for (const struct sip_row *row = sip_message_row(request, SIP_HDR_ROUTE); row != NULL;
         row = sip_message_next_row(request, row)) {
        hash = sip_hash(hash, row->value);
    }
    return sip_hash(hash, sip_kept_slice(dialog->sides[!side].target)) | 1;
}

const struct sip_transaction *sip_dialog_just_acked(const struct sip_dialog *dialog, unsigned side,
                                                    int64_t now)
{
    for (unsigned i = 0; i < SIP_DIALOG_KEPT; i++) {
        const struct sip_transaction *t = dialog->sides[side].invites[i];
        if (t != NULL && t->final_code / 100 == 2 && t->ack_frame != 0 && now >= t->ack_time &&
            now - t->ack_time <= G_TIME_SPAN_SECOND / 4) {
            return t;
        }
    }
    return NULL;
}

uint16_t sip_message_agent(const struct sip_message *m)
{
    bool own = m->headers_complete && m->top_via.host.n > 0 &&
               !sip_message_has(m, SIP_HDR_RECORD_ROUTE) && sip_values_count(m, SIP_HDR_VIA) == 1;

    return own ? (uint16_t)(sip_host_key(0, m->top_via.host) | 1) : 0;
}

static bool make_party_key(const struct sip_message *m, enum sip_header_id from_or_to,
                           uint64_t *key)
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

static struct sip_party *find_party(const struct sip_dialogs *all, uint64_t key)
{
    return SIP_KEYED_THING(sip_keyed_find(&all->parties, key), struct sip_party, key);
}

const struct sip_party *sip_dialogs_party(const struct sip_dialogs *all,
                                          const struct sip_message *m,
                                          enum sip_header_id from_or_to)
{
    uint64_t key;
    return make_party_key(m, from_or_to, &key) ? find_party(all, key) : NULL;
}

uint32_t sip_message_notifier(const struct sip_message *notify)
{
    return (uint32_t)sip_hash_folded(0, sip_message_tag(notify, SIP_HDR_FROM)) | 1;
}

/* The party with the tag of From or To, made if it is new. */
static struct sip_party *party_of(struct sip_dialogs *all, const struct sip_message *m,
                                  enum sip_header_id from_or_to)
{
    uint64_t key;

    if (!make_party_key(m, from_or_to, &key)) {
        return NULL;
    }
    struct sip_party *party = find_party(all, key);
    if (party == NULL) {
        party = SIP_POOL_NEW(&all->kept, struct sip_party);
        party->key = key;
        sip_keyed_put(&all->parties, &party->key);
    }
    return party;
}

static struct sip_dialog *make(struct sip_dialogs *all, uint64_t key,
                               const struct sip_transaction *t, const struct sip_packet *packet,
                               bool from_start)
{
    struct sip_dialog *d = SIP_POOL_NEW(&all->kept, struct sip_dialog);
    struct sip_slice from = sip_message_tag(packet->message, SIP_HDR_FROM);
    struct sip_slice to = sip_message_tag(packet->message, SIP_HDR_TO);
    bool from_is_lower = compare(from, to) < 0;
    struct sip_slice lower = from_is_lower ? from : to, higher = from_is_lower ? to : from;

    d->key = key;
    d->sides[0].tag = g_string_chunk_insert_len(all->tags, lower.p, (gssize)lower.n);
    d->sides[1].tag = g_string_chunk_insert_len(all->tags, higher.p, (gssize)higher.n);
    d->first_frame = packet->frame;
    d->from_start = from_start;
    d->maker = !from_is_lower;
    d->hop = t->hop;
    sip_keyed_put(&all->by_key, &d->key);
    sip_siblings_add(all->siblings, d, packet->message);
    return d;
}

static bool is_dialog_making(enum sip_method method)
{
    return method == SIP_METHOD_INVITE || method == SIP_METHOD_SUBSCRIBE ||
           method == SIP_METHOD_REFER;
}

static bool begins_dialog(const struct sip_transaction *t)
{
    return t->request_frame != 0 && !t->in_dialog;
}

/* Whether the response makes a dialog: RFC 3261 section 12.1, RFC 6665 section 4.1.2.1, RFC 3515.
 * One that is found in the middle of its life is taken up with a 2xx. */
static bool makes_dialog(const struct sip_message *m, const struct sip_transaction *t,
                         bool *from_start)
{
    if (!m->is_response || m->code <= 100 || m->code >= 300 || !sip_transaction_keeps_request(t)) {
        return false;
    }
    *from_start = begins_dialog(t);
    return is_dialog_making(m->method) &&
           (m->code >= 200 || (*from_start && m->method == SIP_METHOD_INVITE));
}

/* Puts a request in front of those known, the oldest of which is forgotten. */
static void keep(const struct sip_transaction *kept[SIP_DIALOG_KEPT],
                 const struct sip_transaction *t)
{
    /* NOLINTNEXTLINE(bugprone-sizeof-expression): an array of pointers */
    memmove(kept + 1, kept, (SIP_DIALOG_KEPT - 1) * sizeof(*kept));
    kept[0] = t;
}

static void add_request(struct sip_dialog *d, unsigned client, const struct sip_transaction *t)
{
    struct sip_dialog_side *side = &d->sides[client];

    side->last = t;
    if (side->highest == NULL || t->cseq_number > side->highest->cseq_number) {
        side->highest = t;
    }
    switch (t->method) {
    case SIP_METHOD_INVITE:
        keep(side->invites, t);
        break;
    case SIP_METHOD_UPDATE:
        keep(side->updates, t);
        break;
    case SIP_METHOD_BYE:
        side->said_bye = true;
        t->hop->to_server->hangs_up = t->hop->to_server->hangs_up ||
                                      sip_dialog_just_acked(d, client, t->request_time) != NULL;
        d->ended_frame = d->ended_frame ? d->ended_frame : t->request_frame;
        break;
    default:
        break;
    }
}

/* The same request in another transaction: it runs over another hop, or came back. One that comes after the other
 * has succeeded is a new request with an old number. */
static bool is_double(const struct sip_transaction *one, const struct sip_transaction *other)
{
    return one != NULL && one != other && one->cseq_number == other->cseq_number &&
           one->method == other->method &&
           !(other->request_frame != 0 &&
             sip_transaction_succeeded_before(one, other->request_time)) &&
           !(one->request_frame != 0 && sip_transaction_succeeded_before(other, one->request_time));
}

static void look_for_doubles(struct sip_dialog *d, unsigned client, const struct sip_transaction *t)
{
    const struct sip_dialog_side *side = &d->sides[client];

    d->ambiguous = d->ambiguous || is_double(side->last, t) || is_double(side->invites[0], t) ||
                   is_double(side->invites[1], t);
}

/* The request that made the dialog has no To tag: it is added with what answered it. */
static void add_first_request(struct sip_dialog *d, unsigned client,
                              const struct sip_transaction *t)
{
    if (sip_transaction_keeps_request(t) && d->sides[client].last == NULL) {
        add_request(d, client, t);
    }
}

/* Who refreshes, as the 2xx says; both where it does not. */
static uint8_t refreshers_of(struct sip_slice session_expires, unsigned client)
{
    struct sip_slice refresher;

    if (!sip_value_param(session_expires, "refresher", &refresher)) {
        return 3;
    }
    if (sip_slice_is(refresher, "uac")) {
        return client ? 2 : 1;
    }
    return sip_slice_is(refresher, "uas") ? (client ? 1 : 2) : 3;
}

static void add_session_timer(struct sip_dialog *d, unsigned client,
                              const struct sip_packet *packet)
{
    uint32_t interval = 0;

    if (sip_message_presence(packet->message, SIP_HDR_SESSION_EXPIRES) == SIP_PRESENT) {
        sip_value_seconds(sip_message_value(packet->message, SIP_HDR_SESSION_EXPIRES), &interval);
    }
    d->session_interval = interval;
    d->session_refreshers =
        refreshers_of(sip_message_value(packet->message, SIP_HDR_SESSION_EXPIRES), client);
    d->session_frame = packet->frame;
    d->session_time = packet->stamp;
}

/* Seconds that a 2xx to SUBSCRIBE grants the subscription, or that a NOTIFY, which was accepted, cuts short; of a
 * 2xx that does not say nothing is known. */
static void add_lapse(struct sip_dialog *d, const struct sip_message *m, int64_t now)
{
    struct sip_slice state = sip_message_value(m, SIP_HDR_SUBSCRIPTION_STATE), expires;
    uint32_t seconds;

    if (m->is_response) {
        expires = sip_message_value(m, SIP_HDR_EXPIRES);
    } else if (!sip_value_param(state, "expires", &expires)) {
        return;
    }
    bool known = sip_value_seconds(expires, &seconds);
    int64_t lapses = known ? now + (int64_t)seconds * G_TIME_SPAN_SECOND : 0;
    d->lapses = m->is_response ? lapses : MIN(lapses, d->lapses);
}

/* Whether a 2xx to the request moves the remote targets: RFC 5057 section 5.4. */
static bool refreshes_target(enum sip_method method)
{
    return is_dialog_making(method) || method == SIP_METHOD_UPDATE || method == SIP_METHOD_NOTIFY;
}

/* The URI of the Contact; p == NULL where there is none, where it may not be the only one, or where
 * it is too long. */
static struct sip_slice contact_of(const struct sip_message *m)
{
    struct sip_address contact;

    return m->headers_complete && sip_values_count(m, SIP_HDR_CONTACT) == 1 &&
                   sip_address_read(sip_message_value(m, SIP_HDR_CONTACT), &contact) &&
                   contact.uri.n <= SIP_DIALOG_TARGET_MAX
               ? contact.uri
               : (struct sip_slice){NULL, 0};
}

static const char *keep_text(struct sip_dialogs *all, const char *before, struct sip_slice text)
{
    return before != NULL && text.p != NULL && sip_slice_equal(sip_kept_slice(before), text)
               ? before
               : sip_interned_keep(all->texts, text);
}

/* A message without Contact leaves it as it is. */
static void note_contact(struct sip_dialogs *all, struct sip_dialog_side *side,
                         const struct sip_message *m)
{
    if (sip_message_presence(m, SIP_HDR_CONTACT) != SIP_ABSENT) {
        side->contact = keep_text(all, side->contact, contact_of(m));
    }
}

/* Where a message was, and when. */
struct moment {
    uint32_t frame;
    int64_t stamp;
};

/* A message without Contact leaves the target as it is. m is NULL where it is not known. */
static void set_target(struct sip_dialogs *all, struct sip_dialog_side *side,
                       const struct sip_message *m, struct moment moment)
{
    const char *before = side->target;

    if (m == NULL) {
        side->target = NULL;
    } else if (sip_message_presence(m, SIP_HDR_CONTACT) != SIP_ABSENT) {
        side->target = keep_text(all, side->target, contact_of(m));
        side->target_moved = side->target_frame != 0 && side->target != before;
        side->target_frame = moment.frame;
        side->target_time = moment.stamp;
        note_contact(all, side, m);
    }
}

/* A response, and what is known of its request. */
struct answer {
    const struct sip_transaction *t;
    const struct sip_packet *packet;
    const struct sip_message *request; /* NULL: not captured whole, or not kept any more */
    unsigned client;                   /* the side that asked */
    bool makes_dialog;
};

/* From an accepted request, which may have set it already when the dialog was made, and from what
 * accepts it. */
static void set_targets(struct sip_dialogs *all, struct sip_dialog *d, const struct answer *answer)
{
    const struct sip_transaction *t = answer->t;
    struct sip_dialog_side *side = &d->sides[answer->client];

    if (t->request_frame == 0 || side->target_frame != t->request_frame) {
        set_target(all, side, answer->request,
                   (struct moment){t->request_frame, answer->packet->stamp});
        if (answer->request != NULL && is_dialog_making(t->method)) {
            side->agent = sip_message_agent(answer->request);
        }
    }
    set_target(all, &d->sides[!answer->client], answer->packet->message,
               (struct moment){answer->packet->frame, answer->packet->stamp});
}

/* All values of Record-Route in one; p == NULL where they are not all known. */
static struct sip_slice record_route_of(const struct sip_message *m, char room[SIP_INTERNED_MAX])
{
    const struct sip_row *row = sip_message_row(m, SIP_HDR_RECORD_ROUTE);
    struct sip_slice text = {room, 0}, unknown = {NULL, 0};

    if (!m->headers_complete) {
        return unknown;
    }
    if (row != NULL && sip_message_next_row(m, row) == NULL) {
        return row->value;
    }
    for (; row != NULL; row = sip_message_next_row(m, row)) {
        if (text.n + row->value.n + 1 > SIP_INTERNED_MAX) {
            return unknown;
        }
        memcpy(room + text.n, row->value.p, row->value.n);
        text.n += row->value.n;
        room[text.n++] = ',';
    }
    return text;
}

static const char *keep_routes(struct sip_dialogs *all, const char *before,
                               const struct sip_message *m)
{
    char room[SIP_INTERNED_MAX];

    return !sip_message_has(m, SIP_HDR_RECORD_ROUTE) && m->headers_complete
               ? ""
               : keep_text(all, before, record_route_of(m, room));
}

/* By what made the dialog, and again by its first 2xx (RFC 3261 section 13.2.2.4). One that was made
 * before the capture has route sets that nobody knows. */
static void set_routes(struct sip_dialogs *all, struct sip_dialog *d, const struct answer *answer)
{
    struct sip_dialog_side *client = &d->sides[answer->client];
    struct sip_dialog_side *server = &d->sides[!answer->client];

    if (!begins_dialog(answer->t)) {
        client->routes = server->routes = NULL;
        return;
    }
    client->routes = keep_routes(all, client->routes, answer->packet->message);
    client->routes_frame = answer->packet->frame;
    if (answer->request != NULL) {
        server->routes = keep_routes(all, client->routes, answer->request);
        server->routes_frame = answer->t->request_frame;
    }
}

/* A server that forgot Record-Route in its first response has its client use that of a later one. */
static void complete_routes(struct sip_dialogs *all, struct sip_dialog *d,
                            const struct answer *answer)
{
    const char *routes = d->sides[answer->client].routes;

    if (d->confirmed_frame == 0 && begins_dialog(answer->t) && routes != NULL && *routes == '\0' &&
        sip_message_has(answer->packet->message, SIP_HDR_RECORD_ROUTE)) {
        set_routes(all, d, answer);
    }
}

static void add_success(struct sip_dialogs *all, struct sip_dialog *d, const struct answer *answer)
{
    const struct sip_message *m = answer->packet->message;
    struct sip_dialog_side *side = &d->sides[answer->client];

    if (side->accepted == NULL || answer->t->cseq_number > side->accepted->cseq_number) {
        side->accepted = answer->t;
    }
    if (m->method == SIP_METHOD_INVITE || m->method == SIP_METHOD_UPDATE) {
        add_session_timer(d, answer->client, answer->packet);
    } else if (m->method == SIP_METHOD_SUBSCRIBE || m->method == SIP_METHOD_REFER) {
        side->party = party_of(all, m, SIP_HDR_FROM);
    }
    const struct sip_message *grants = m->method == SIP_METHOD_SUBSCRIBE ? m : answer->request;
    if (grants != NULL && d->session_frame == 0 &&
        (grants == m || (m->method == SIP_METHOD_NOTIFY && d->lapses != 0))) {
        add_lapse(d, grants, answer->packet->stamp);
    }
}

static void add_failure(struct sip_dialog *d, const struct sip_transaction *t,
                        const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    bool challenge = m->code == 401 || m->code == 407;

    if (m->method == SIP_METHOD_BYE && challenge && d->ended_frame == t->request_frame) {
        d->ended_frame = 0;
    } else if (m->method == SIP_METHOD_INVITE && d->confirmed_frame == 0 && d->ended_frame == 0) {
        d->ended_frame = packet->frame;
    }
}

/* Targets and route sets by what makes the dialog, and by a 2xx. */
static void add_addresses(struct sip_dialogs *all, struct sip_dialog *d,
                          const struct answer *answer)
{
    const struct sip_message *m = answer->packet->message;
    bool success = m->code >= 200 && m->code < 300;

    if (!answer->makes_dialog && !(success && refreshes_target(m->method))) {
        if (m->code < 300 && refreshes_target(m->method)) {
            note_contact(all, &d->sides[!answer->client], m);
            complete_routes(all, d, answer);
        }
        return;
    }
    set_targets(all, d, answer);
    if (!is_dialog_making(m->method)) {
        return;
    }
    if (answer->makes_dialog || d->confirmed_frame == 0 || begins_dialog(answer->t)) {
        set_routes(all, d, answer);
    }
    if (success && d->confirmed_frame == 0) {
        d->confirmed_frame = answer->packet->frame;
    }
}

/* What only repeats an earlier response, or is one more than are kept, changes nothing of this. */
static void add_if_new(struct sip_dialogs *all, struct sip_dialog *d, const struct answer *answer)
{
    const struct sip_transaction *t = answer->t;
    const struct sip_message *m = answer->packet->message;
    bool kept = t->last_response != NULL && t->last_response->frame == answer->packet->frame;

    if (!kept && t->final_frame != answer->packet->frame) {
        return;
    }
    add_addresses(all, d, answer);
    if (answer->makes_dialog) {
        sip_offer_of_first(d, answer->client, t, answer->request);
    }
    if (m->method == SIP_METHOD_INVITE || m->method == SIP_METHOD_UPDATE ||
        m->method == SIP_METHOD_PRACK) {
        sip_offer_add_response(d, answer->client, t, m, kept ? t->last_response : NULL);
    }
}

/* A request that is known from its response only: it had a CSeq number, and perhaps another Contact. */
static void add_lost_request(struct sip_dialog_side *side, const struct sip_transaction *t)
{
    if (side->highest == NULL || t->cseq_number > side->highest->cseq_number) {
        side->highest = t;
    }
    if (refreshes_target(t->method)) {
        side->contact = NULL;
    }
}

static void add_response(struct sip_dialogs *all, struct sip_dialog *d, const struct answer *answer)
{
    const struct sip_message *m = answer->packet->message;
    const struct sip_transaction *t = answer->t;

    add_first_request(d, answer->client, t);
    if (t->request_frame == 0) {
        add_lost_request(&d->sides[answer->client], t);
    }
    if (m->method == SIP_METHOD_BYE && t->request_frame == 0 && d->ended_frame == 0) {
        d->ended_frame = answer->packet->frame; /* the BYE itself was not captured */
    }
    add_if_new(all, d, answer);
    if (m->code >= 300) {
        add_failure(d, t, answer->packet);
    } else if (m->code >= 200) {
        add_success(all, d, answer);
    }
}

/* A NOTIFY, or what answers it: that has the same To, and shows as well that there was one. */
static void add_notify(struct sip_dialogs *all, const struct sip_packet *packet)
{
    struct sip_party *party = party_of(all, packet->message, SIP_HDR_TO);

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

/* Its NOTIFY may come before the 2xx that makes the dialog. */
static void add_subscriber(struct sip_dialogs *all, const struct sip_transaction *t,
                           const struct sip_message *m)
{
    struct sip_party *party = party_of(all, m, SIP_HDR_FROM);

    if (party != NULL) {
        party->asked = t;
        party->notifier = 0;
    }
}

static void note_addressing(struct sip_dialog *d, unsigned client,
                            const struct sip_message *request)
{
    struct sip_dialog_side *side = &d->sides[client];

    *(request->method == SIP_METHOD_ACK ? &side->ack_addressing : &side->addressing) =
        sip_dialog_addressing(d, client, request);
}

void sip_dialogs_add(struct sip_dialogs *all, struct sip_dialog *dialog,
                     const struct sip_transaction *t, const struct sip_packet *packet,
                     const struct sip_message *request)
{
    const struct sip_message *m = packet->message;
    struct answer answer = {.t = t, .packet = packet, .request = request};
    bool first_copy =
        !m->is_response && m->method == t->method && t->request_frame == packet->frame;
    bool from_start;
    uint64_t key;

    if (first_copy && sip_ack_is_misdirected(t, sip_message_to_tag(m).p != NULL,
                                             dialog != NULL && dialog->from_start)) {
        t->intended->ack_misdirected = true;
    }
    if (m->method == SIP_METHOD_NOTIFY && (!m->is_response || t->request_frame == 0)) {
        add_notify(all, packet);
    }
    if (first_copy && (m->method == SIP_METHOD_SUBSCRIBE || m->method == SIP_METHOD_REFER)) {
        add_subscriber(all, t, m);
    }
    if (dialog == NULL && makes_dialog(m, t, &from_start) && make_key(m, t, &key)) {
        dialog = make(all, key, t, packet, from_start);
        answer.makes_dialog = true;
    }
    if (dialog == NULL || m->method == SIP_METHOD_CANCEL) {
        return;
    }
    answer.client = sip_dialog_client(dialog, m);
    if (first_copy) {
        sip_offer_add_request(dialog, answer.client, t, m);
        note_addressing(dialog, answer.client, m);
    }
    if (m->method == SIP_METHOD_ACK) {
        return;
    }
    look_for_doubles(dialog, answer.client, t);
    if (dialog->over_frame == 0 && sip_usage_ends(m, t)) {
        dialog->over_frame = packet->frame;
    }
    if (m->is_response) {
        add_response(all, dialog, &answer);
    } else if (first_copy) {
        add_request(dialog, answer.client, t);
        if (refreshes_target(t->method)) {
            note_contact(all, &dialog->sides[answer.client], m);
        }
    }
}
