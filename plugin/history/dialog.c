/* dialog.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/dialog.h"

#include <string.h>

#include "history/hash.h"
#include "sip/value.h"

struct sip_dialogs {
    GHashTable *by_key;      /* key -> dialog */
    GHashTable *parties;     /* Call-ID and tag -> struct sip_party */
    GStringChunk *texts;     /* tags */
};

struct sip_dialogs *sip_dialogs_new(void)
{
    struct sip_dialogs *all = g_new0(struct sip_dialogs, 1);

    all->by_key = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    all->parties = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
    all->texts = g_string_chunk_new(4096);
    return all;
}

void sip_dialogs_free(struct sip_dialogs *all)
{
    g_hash_table_destroy(all->by_key);
    g_hash_table_destroy(all->parties);
    g_string_chunk_free(all->texts);
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
    struct end ends[2] = {{sip_message_tag(m, SIP_HDR_FROM), &t->client},
                          {sip_message_tag(m, SIP_HDR_TO), &t->server}};
    struct sip_slice call_id = sip_message_value(m, SIP_HDR_CALL_ID);

    if (call_id.p == NULL || ends[0].tag.p == NULL || ends[1].tag.p == NULL ||
        sip_slice_equal(ends[0].tag, ends[1].tag)) {
        return false;
    }
    unsigned lower = compare(ends[0].tag, ends[1].tag) > 0;
    *key = add_end(add_end(sip_hash_key(0, call_id), &ends[lower]), &ends[!lower]);
    return true;
}

static struct sip_dialog *find(struct sip_dialogs *all, const struct sip_message *m,
                               const struct sip_transaction *t)
{
    uint64_t key;
    return make_key(m, t, &key) ? g_hash_table_lookup(all->by_key, &key) : NULL;
}

const struct sip_dialog *sip_dialogs_find(struct sip_dialogs *all, const struct sip_message *m,
                                          const struct sip_transaction *t)
{
    return find(all, m, t);
}

unsigned sip_dialog_client(const struct sip_dialog *dialog, const struct sip_message *m)
{
    struct sip_slice tag = sip_message_tag(m, SIP_HDR_FROM);
    return !sip_slice_equal(tag, (struct sip_slice){dialog->sides[0].tag,
                                                    strlen(dialog->sides[0].tag)});
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
    d->sides[0].tag = g_string_chunk_insert_len(all->texts, lower.p, (gssize)lower.n);
    d->sides[1].tag = g_string_chunk_insert_len(all->texts, higher.p, (gssize)higher.n);
    d->first_frame = arrival->frame;
    d->from_start = from_start;
    g_hash_table_insert(all->by_key, &d->key, d);
    return d;
}

/* Whether the response makes a dialog: RFC 3261 section 12.1, RFC 6665 section 4.1.2.1, RFC 3515.
 * One that is found in the middle of its life is taken up with a 2xx. */
static bool makes_dialog(const struct sip_message *m, const struct sip_transaction *t,
                         bool *from_start)
{
    if (!m->is_response || m->code <= 100 || m->code >= 300 || t->open == NULL) {
        return false;
    }
    switch (m->method) {
    case SIP_METHOD_INVITE:
    case SIP_METHOD_SUBSCRIBE:
    case SIP_METHOD_REFER:
        *from_start = !t->in_dialog;
        return m->code >= 200 || (*from_start && m->method == SIP_METHOD_INVITE);
    default:
        return false;
    }
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
        side->bye = t;
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

static void add_success(struct sip_dialogs *all, struct sip_dialog *d, unsigned client,
                        const struct sip_arrival *arrival)
{
    const struct sip_message *m = arrival->message;
    struct sip_dialog_side *side = &d->sides[client];

    if (d->confirmed_frame == 0 && m->method != SIP_METHOD_UPDATE &&
        m->method != SIP_METHOD_PRACK) {
        d->confirmed_frame = arrival->frame;
    }
    if (m->has_cseq_number && m->cseq_number > side->accepted_cseq) {
        side->accepted_cseq = m->cseq_number;
        side->accepted_frame = arrival->frame;
        side->accepted_time = arrival->time;
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

static void add_response(struct sip_dialogs *all, struct sip_dialog *d, unsigned client,
                         const struct sip_transaction *t, const struct sip_arrival *arrival)
{
    const struct sip_message *m = arrival->message;

    add_first_request(d, client, t);
    if (m->method == SIP_METHOD_BYE && t->request_frame == 0 && d->ended_frame == 0) {
        d->ended_frame = arrival->frame; /* the BYE itself was not captured */
    }
    if (m->code >= 300) {
        add_failure(d, t, arrival);
    } else if (m->code >= 200) {
        add_success(all, d, client, arrival);
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

void sip_dialogs_add(struct sip_dialogs *all, const struct sip_transaction *t,
                     const struct sip_arrival *arrival)
{
    const struct sip_message *m = arrival->message;
    struct sip_dialog *d;
    bool from_start;
    uint64_t key;

    if (m->method == SIP_METHOD_NOTIFY && (!m->is_response || t->request_frame == 0)) {
        add_notify(all, arrival);
    }
    d = find(all, m, t);
    if (d == NULL && makes_dialog(m, t, &from_start) && make_key(m, t, &key)) {
        d = make(all, key, arrival, from_start);
    }
    if (d == NULL || m->method == SIP_METHOD_ACK || m->method == SIP_METHOD_CANCEL) {
        return;
    }
    unsigned client = sip_dialog_client(d, m);
    look_for_doubles(d, client, t);
    if (m->is_response) {
        add_response(all, d, client, t, arrival);
    } else if (t->request_frame == arrival->frame) { /* no repetition */
        add_request(d, client, t);
    }
}
