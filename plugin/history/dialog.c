/* dialog.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/dialog.h"

#include <string.h>

#include "history/hash.h"
#include "history/offer.h"
#include "sip/uri.h"
#include "sip/value.h"

struct sip_dialogs {
    GHashTable *by_key;      /* key -> dialog */
    GHashTable *parties;     /* Call-ID and tag -> struct sip_party */
    GStringChunk *tags;
    struct sip_texts *texts; /* targets and route sets */
};

struct sip_dialogs *sip_dialogs_new(void)
{
    struct sip_dialogs *all = g_new0(struct sip_dialogs, 1);

    all->by_key = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    all->parties = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    all->tags = g_string_chunk_new(4096);
    all->texts = sip_texts_new();
    return all;
}

void sip_dialogs_free(struct sip_dialogs *all)
{
    g_hash_table_destroy(all->by_key);
    g_hash_table_destroy(all->parties);
    g_string_chunk_free(all->tags);
    sip_texts_free(all->texts);
    g_free(all);
}

/* One end of the dialog: its tag, and the address where its messages come from on this hop. */
struct end {
    struct sip_slice tag;
    const struct sip_endpoint *at;
};

static uint64_t add_end(uint64_t key, const struct end *end)
{
    struct sip_slice address = {(const char *)end->at->address, sizeof(end->at->address)};
    return sip_hash_key(sip_hash_key(key, end->tag), address);
}

static int compare(struct sip_slice a, struct sip_slice b)
{
    int order = memcmp(a.p, b.p, MIN(a.n, b.n));
    return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

/* The dialog's key; false where the message has not both tags, or twice the same. The
 * end with the lower tag comes first and is side 0, whoever sent the message. */
static bool make_key(const struct sip_message *m, const struct sip_transaction *t, uint64_t *key)
{
    const struct sip_hop *hop =
        t->method == SIP_METHOD_ACK && t->invite != NULL ? t->invite->hop : t->hop;
    struct end ends[2] = {{sip_message_tag(m, SIP_HDR_FROM), &hop->client},
                          {sip_message_tag(m, SIP_HDR_TO), &hop->server}};
    struct sip_slice call_id = sip_message_value(m, SIP_HDR_CALL_ID);

    if (call_id.p == NULL || ends[0].tag.p == NULL || ends[1].tag.p == NULL ||
        sip_slice_equal(ends[0].tag, ends[1].tag)) {
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
    return make_key(m, t, &key) ? g_hash_table_lookup(all->by_key, &key) : NULL;
}

unsigned sip_dialog_client(const struct sip_dialog *dialog, const struct sip_message *m)
{
    return !sip_slice_equal(sip_message_tag(m, SIP_HDR_FROM), sip_kept_slice(dialog->sides[0].tag));
}

/* Takes one value of Route or Record-Route into a route set. */
static bool add_route(struct sip_routes *routes, struct sip_slice value)
{
    struct sip_address address;
    struct sip_uri uri;

    if (routes->count == SIP_DIALOG_ROUTES_MAX || !sip_address_read(value, &address) ||
        !sip_uri_read(address.uri, &uri)) {
        return false;
    }
    routes->loose = routes->loose && sip_value_param(uri.params, "lr", NULL);
    routes->uris[routes->count++] = address.uri;
    return true;
}

static void turn_round(struct sip_routes *routes)
{
    for (unsigned i = 0; i < routes->count / 2; i++) {
        struct sip_slice uri = routes->uris[i];
        routes->uris[i] = routes->uris[routes->count - 1 - i];
        routes->uris[routes->count - 1 - i] = uri;
    }
}

bool sip_dialog_routes(const struct sip_dialog *dialog, unsigned side, struct sip_routes *routes)
{
    struct sip_slice rest = sip_kept_slice(dialog->sides[side].routes), value;

    routes->count = 0;
    routes->loose = true;
    if (rest.p == NULL) {
        return false;
    }
    while (rest.n > 0) {
        rest = sip_value_cut(rest, ',', &value);
        value = sip_slice_trim(value);
        if (value.n > 0 && !add_route(routes, value)) {
            return false;
        }
    }
    if (side == dialog->maker) {
        turn_round(routes);
    }
    return true;
}

bool sip_message_routes(const struct sip_message *m, enum sip_header_id id,
                        struct sip_routes *routes)
{
    struct sip_values it = sip_values_of(m, id);
    struct sip_slice value;

    routes->count = 0;
    routes->loose = true;
    while (sip_values_next(&it, &value)) {
        if (!add_route(routes, value)) {
            return false;
        }
    }
    return m->headers_complete;
}

uint16_t sip_message_agent(const struct sip_message *m)
{
    bool own = m->headers_complete && m->top_via.host.n > 0 &&
               !sip_message_has(m, SIP_HDR_RECORD_ROUTE) && sip_values_count(m, SIP_HDR_VIA) == 1;

    return own ? (uint16_t)(sip_hash(0, m->top_via.host) | 1) : 0;
}

/* The party with the tag of From or To, made if it is new. */
static struct sip_party *party_of(struct sip_dialogs *all, const struct sip_message *m,
                                  enum sip_header_id from_or_to)
{
    struct sip_slice call_id = sip_message_value(m, SIP_HDR_CALL_ID);
    struct sip_slice tag = sip_message_tag(m, from_or_to);
    struct sip_party *party;

    if (call_id.p == NULL || tag.p == NULL) {
        return NULL;
    }
    uint64_t key = sip_hash_key(sip_hash_key(0, call_id), tag);
    party = g_hash_table_lookup(all->parties, &key);
    if (party == NULL) {
        party = g_new0(struct sip_party, 1);
        party->key = key;
        g_hash_table_insert(all->parties, &party->key, party);
    }
    return party;
}

static struct sip_dialog *make(struct sip_dialogs *all, uint64_t key,
                               const struct sip_arrival *arrival, bool from_start)
{
    struct sip_dialog *d = g_new0(struct sip_dialog, 1);
    struct sip_slice from = sip_message_tag(arrival->message, SIP_HDR_FROM);
    struct sip_slice to = sip_message_tag(arrival->message, SIP_HDR_TO);
    bool from_is_lower = compare(from, to) < 0;
    struct sip_slice lower = from_is_lower ? from : to, higher = from_is_lower ? to : from;

    d->key = key;
    d->sides[0].tag = g_string_chunk_insert_len(all->tags, lower.p, (gssize)lower.n);
    d->sides[1].tag = g_string_chunk_insert_len(all->tags, higher.p, (gssize)higher.n);
    d->first_frame = arrival->frame;
    d->from_start = from_start;
    d->maker = !from_is_lower;
    g_hash_table_insert(all->by_key, &d->key, d);
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
    if (!m->is_response || m->code <= 100 || m->code >= 300 || t->open == NULL) {
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
    memmove(kept + 1, kept, (SIP_DIALOG_KEPT - 1) * sizeof(*kept));
    kept[0] = t;
}

static void add_request(struct sip_dialog *d, unsigned client, const struct sip_transaction *t)
{
    struct sip_dialog_side *side = &d->sides[client];

    side->last = t;
    switch (t->method) {
    case SIP_METHOD_INVITE:
        keep(side->invites, t);
        break;
    case SIP_METHOD_UPDATE:
        keep(side->updates, t);
        break;
    case SIP_METHOD_SUBSCRIBE:
        side->subscribe = t;
        break;
    case SIP_METHOD_BYE:
        side->said_bye = true;
        d->ended_frame = d->ended_frame ? d->ended_frame : t->request_frame;
        break;
    default:
        break;
    }
}

/* The same request in another transaction: it runs over another hop, or came back. */
static bool is_double(const struct sip_transaction *one, const struct sip_transaction *other)
{
    return one != NULL && one != other && one->cseq_number == other->cseq_number &&
           one->method == other->method;
}

static void look_for_doubles(struct sip_dialog *d, unsigned client, const struct sip_transaction *t)
{
    const struct sip_dialog_side *side = &d->sides[client];

    d->tangled = d->tangled || is_double(side->last, t) ||
                 is_double(side->invites[0], t) || is_double(side->invites[1], t);
}

/* The request that made the dialog has no To tag: it is added with what answered it. */
static void add_first_request(struct sip_dialog *d, unsigned client,
                              const struct sip_transaction *t)
{
    if (t->open != NULL && d->sides[client].last == NULL) {
        add_request(d, client, t);
    }
}

static void add_session_timer(struct sip_dialog *d, const struct sip_arrival *arrival)
{
    uint32_t interval = 0;

    if (sip_message_presence(arrival->message, SIP_HDR_SESSION_EXPIRES) == SIP_PRESENT) {
        sip_value_seconds(sip_message_value(arrival->message, SIP_HDR_SESSION_EXPIRES), &interval);
    }
    d->session_interval = interval;
    d->session_frame = arrival->frame;
    d->session_time = arrival->time;
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
               ? contact.uri : (struct sip_slice){NULL, 0};
}

static const char *keep_text(struct sip_dialogs *all, const char *before, struct sip_slice text)
{
    return before != NULL && text.p != NULL && sip_slice_equal(sip_kept_slice(before), text)
               ? before : sip_texts_keep(all->texts, text);
}

/* A message without Contact leaves the target as it is. m is NULL where it is not known. */
static void set_target(struct sip_dialogs *all, struct sip_dialog_side *side,
                       const struct sip_message *m, uint32_t frame)
{
    if (m == NULL) {
        side->target = NULL;
    } else if (sip_message_presence(m, SIP_HDR_CONTACT) != SIP_ABSENT) {
        side->target = keep_text(all, side->target, contact_of(m));
        side->target_frame = frame;
    }
}

/* From an accepted request, which may have set it already when the dialog was made, and from what
 * accepts it. */
static void set_targets(struct sip_dialogs *all, struct sip_dialog *d, unsigned client,
                        const struct sip_transaction *t, const struct sip_arrival *arrival,
                        const struct sip_message *request)
{
    struct sip_dialog_side *side = &d->sides[client];

    if (t->request_frame == 0 || side->target_frame != t->request_frame) {
        set_target(all, side, request, t->request_frame);
        if (request != NULL && t->method == SIP_METHOD_INVITE) {
            side->agent = sip_message_agent(request);
        }
    }
    set_target(all, &d->sides[!client], arrival->message, arrival->frame);
}

/* All values of Record-Route in one; p == NULL where they are not all known. */
static struct sip_slice record_route_of(const struct sip_message *m, char room[SIP_TEXT_MAX])
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
        if (text.n + row->value.n + 1 > SIP_TEXT_MAX) {
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
    char room[SIP_TEXT_MAX];

    return !sip_message_has(m, SIP_HDR_RECORD_ROUTE) && m->headers_complete
               ? "" : keep_text(all, before, record_route_of(m, room));
}

/* By what made the dialog, and again by its first 2xx (RFC 3261 section 13.2.2.4). One that was made
 * before the capture has route sets that nobody knows. */
static void set_routes(struct sip_dialogs *all, struct sip_dialog *d, unsigned client,
                       const struct sip_transaction *t, const struct sip_message *m,
                       const struct sip_message *request)
{
    struct sip_dialog_side *side = &d->sides[client], *other = &d->sides[!client];

    if (!begins_dialog(t)) {
        side->routes = other->routes = NULL;
        return;
    }
    side->routes = keep_routes(all, side->routes, m);
    if (request != NULL) {
        other->routes = keep_routes(all, side->routes, request);
    }
}

static void add_success(struct sip_dialogs *all, struct sip_dialog *d, unsigned client,
                        const struct sip_transaction *t, const struct sip_arrival *arrival)
{
    const struct sip_message *m = arrival->message;
    struct sip_dialog_side *side = &d->sides[client];

    if (m->has_cseq_number &&
        (side->accepted == NULL || m->cseq_number > side->accepted->cseq_number)) {
        side->accepted = t;
    }
    if (m->method == SIP_METHOD_INVITE || m->method == SIP_METHOD_UPDATE) {
        add_session_timer(d, arrival);
    } else if (m->method == SIP_METHOD_SUBSCRIBE || m->method == SIP_METHOD_REFER) {
        side->party = party_of(all, m, SIP_HDR_FROM);
    }
}

static void add_failure(struct sip_dialog *d, const struct sip_transaction *t,
                        const struct sip_arrival *arrival)
{
    const struct sip_message *m = arrival->message;
    bool challenge = m->code == 401 || m->code == 407;

    if (m->method == SIP_METHOD_BYE && challenge && d->ended_frame == t->request_frame) {
        d->ended_frame = 0;
    } else if (m->method == SIP_METHOD_INVITE && d->confirmed_frame == 0 && d->ended_frame == 0) {
        d->ended_frame = arrival->frame;
    }
}

/* What a response to a request that does not only repeat an earlier one changes of targets and route
 * sets. */
static void add_addresses(struct sip_dialogs *all, struct sip_dialog *d, unsigned client,
                          const struct sip_transaction *t, const struct sip_arrival *arrival,
                          const struct sip_message *request)
{
    const struct sip_message *m = arrival->message;
    bool makes = d->first_frame == arrival->frame;

    if (m->code >= 300 || !(makes || (m->code >= 200 && refreshes_target(m->method)))) {
        return;
    }
    set_targets(all, d, client, t, arrival, request);
    if (makes || (is_dialog_making(m->method) && (d->confirmed_frame == 0 || begins_dialog(t)))) {
        set_routes(all, d, client, t, m, request);
    }
    if (m->code >= 200 && is_dialog_making(m->method) && d->confirmed_frame == 0) {
        d->confirmed_frame = arrival->frame;
    }
}

static void add_new_response(struct sip_dialogs *all, struct sip_dialog *d, unsigned client,
                             const struct sip_transaction *t, const struct sip_arrival *arrival,
                             const struct sip_message *request)
{
    const struct sip_message *m = arrival->message;
    bool kept = t->last_reply != NULL && t->last_reply->frame == arrival->frame;

    if (!kept && t->final_frame != arrival->frame) {
        return; /* a repetition, or one too many */
    }
    add_addresses(all, d, client, t, arrival, request);
    if (m->method == SIP_METHOD_INVITE || m->method == SIP_METHOD_UPDATE ||
        m->method == SIP_METHOD_PRACK) {
        if (d->first_frame == arrival->frame) {
            sip_offer_of_first(d, client, t, request);
        }
        sip_offer_add_response(d, client, t, m, kept ? t->last_reply : NULL);
    }
}

static void add_response(struct sip_dialogs *all, struct sip_dialog *d, unsigned client,
                         const struct sip_transaction *t, const struct sip_arrival *arrival,
                         const struct sip_message *request)
{
    const struct sip_message *m = arrival->message;

    add_first_request(d, client, t);
    if (m->method == SIP_METHOD_BYE && t->request_frame == 0 && d->ended_frame == 0) {
        d->ended_frame = arrival->frame; /* the BYE itself was not captured */
    }
    add_new_response(all, d, client, t, arrival, request);
    if (m->code >= 300) {
        add_failure(d, t, arrival);
    } else if (m->code >= 200) {
        add_success(all, d, client, t, arrival);
    }
}

/* A NOTIFY, or what answers it: that has the same To, and tells as well that there was one. */
static void add_notify(struct sip_dialogs *all, const struct sip_arrival *arrival)
{
    struct sip_party *party = party_of(all, arrival->message, SIP_HDR_TO);

    if (party != NULL) {
        party->notify_time = arrival->time;
        party->notify_frame = arrival->frame;
    }
}

void sip_dialogs_add(struct sip_dialogs *all, struct sip_dialog *dialog,
                     const struct sip_transaction *t, const struct sip_arrival *arrival,
                     const struct sip_message *request)
{
    const struct sip_message *m = arrival->message;
    bool first_copy = !m->is_response && m->method == t->method &&
                      t->request_frame == arrival->frame;
    bool from_start;
    uint64_t key;

    if (m->method == SIP_METHOD_NOTIFY && (!m->is_response || t->request_frame == 0)) {
        add_notify(all, arrival);
    }
    if (dialog == NULL && makes_dialog(m, t, &from_start) && make_key(m, t, &key)) {
        dialog = make(all, key, arrival, from_start);
    }
    if (dialog == NULL || m->method == SIP_METHOD_CANCEL) {
        return;
    }
    unsigned client = sip_dialog_client(dialog, m);
    if (first_copy) {
        sip_offer_add_request(dialog, client, t, m);
    }
    if (m->method == SIP_METHOD_ACK) {
        return;
    }
    look_for_doubles(dialog, client, t);
    if (m->is_response) {
        add_response(all, dialog, client, t, arrival, request);
    } else if (first_copy) {
        add_request(dialog, client, t);
    }
}
