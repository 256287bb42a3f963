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
#include "history/replaced.h"
#include "history/siblings.h"
#include "history/target.h"
#include "history/usage.h"
#include "sip/code.h"
#include "sip/value.h"

struct sip_dialogs {
    struct sip_keyed by_key;
    struct sip_parties parties;
    struct sip_siblings *siblings;
    struct sip_recent ends; /* see replaced.h */
    struct sip_pool kept;
    GStringChunk *tags;
    struct sip_interned *texts; /* targets and route sets */
};

struct sip_dialogs *sip_dialogs_new(void)
{
    struct sip_dialogs *all = g_new0(struct sip_dialogs, 1);

    all->tags = g_string_chunk_new(4096);
    all->texts = sip_interned_new();
    all->siblings = sip_siblings_new();
    sip_recent_init(&all->ends, SIP_ENDS_KNOWN);
    return all;
}

void sip_dialogs_free(struct sip_dialogs *all)
{
    sip_keyed_clear(&all->by_key);
    sip_parties_clear(&all->parties);
    sip_siblings_free(all->siblings);
    sip_recent_clear(&all->ends);
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
    bool shorter =
        (t->method == SIP_METHOD_ACK || t->method == SIP_METHOD_PRACK) && t->invite != NULL;
    const struct sip_hop *hop = shorter ? t->invite->hop : t->hop;
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

const struct sip_party *sip_dialogs_party(const struct sip_dialogs *all,
                                          const struct sip_message *m,
                                          enum sip_header_id from_or_to)
{
    return sip_parties_find(&all->parties, m, from_or_to);
}

const struct sip_dialog *sip_dialogs_of_sender(const struct sip_dialogs *all,
                                               const struct sip_message *m,
                                               const struct sip_hop *hop)
{
    return sip_siblings_of_sender(all->siblings, m, hop);
}

const struct sip_dialog *sip_dialogs_moved(const struct sip_dialogs *all,
                                           const struct sip_message *m, const struct sip_hop *hop)
{
    return sip_siblings_moved(all->siblings, m, hop);
}

const struct sip_dialog *sip_dialogs_of_client(const struct sip_dialogs *all,
                                               const struct sip_message *m,
                                               const struct sip_hop *hop)
{
    return sip_replaced_of_client(&all->ends, m, hop);
}

const struct sip_dialog *sip_dialogs_swapped(const struct sip_dialogs *all,
                                             const struct sip_message *m, const struct sip_hop *hop,
                                             struct sip_replaces *replaces)
{
    return sip_replaced_swapped(&all->ends, m, hop, replaces);
}

/* A REFER that swaps the tags of a dialog: the INVITE that it brings about only repeats them. */
static void note_swapped(struct sip_dialogs *all, const struct sip_transaction *t,
                         const struct sip_packet *packet)
{
    struct sip_replaces room;
    struct sip_dialog *d = sip_replaced_swapped(&all->ends, packet->message, t->hop, &room);

    if (d != NULL && d->swapped_frame == 0) {
        d->swapped_frame = packet->frame;
    }
}

unsigned sip_dialog_client(const struct sip_dialog *dialog, const struct sip_message *m)
{
    return !sip_tags_equal(sip_message_tag(m, SIP_HDR_FROM), sip_kept_slice(dialog->sides[0].tag));
}

const struct sip_transaction *sip_dialog_first_invite(const struct sip_dialog *dialog)
{
    for (unsigned i = 0; i < SIP_DIALOG_KEPT; i++) {
        const struct sip_transaction *t = dialog->sides[dialog->maker].invites[i];
        if (t != NULL && !t->in_dialog) {
            return t;
        }
    }
    return NULL;
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
    sip_replaced_add(&all->ends, d, packet->message);
    return d;
}

/* Whether the response makes a dialog: RFC 3261 section 12.1, RFC 6665 section 4.1.2.1, RFC 3515.
 * One that is found in the middle of its life is taken up with a 2xx. */
static bool makes_dialog(const struct sip_message *m, const struct sip_transaction *t,
                         bool *from_start)
{
    if (!m->is_response || m->code <= 100 || m->code >= 300 || !sip_transaction_keeps_request(t)) {
        return false;
    }
    *from_start = sip_transaction_begins_dialog(t);
    return sip_method_makes_dialog(m->method) &&
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

/* A request has come, or what answered it. Where a CSeq number before it is missing, that was a PRACK for the INVITE
 * before, perhaps, unless a request behind its final response was captured first. */
static void note_number(struct sip_dialog_side *side, const struct sip_transaction *t)
{
    const struct sip_transaction *highest = side->highest;
    struct sip_transaction *invite = (struct sip_transaction *)side->invites[0];

    if (highest != NULL && t->cseq_number <= highest->cseq_number) {
        return;
    }
    if (highest != NULL && t->cseq_number - highest->cseq_number > 1) {
        side->skipped = true;
        if (invite != NULL &&
            (invite->final_frame == 0 || highest->request_frame < invite->final_frame)) {
            invite->request_skipped = true;
        }
    }
    side->highest = t;
}

static void add_request(struct sip_dialog *d, unsigned client, const struct sip_transaction *t)
{
    struct sip_dialog_side *side = &d->sides[client];

    side->last = t;
    note_number(side, t);
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

/* A copy of a 2xx is no refresh. */
static void put_off_session_end(struct sip_dialog *d, const struct sip_answer *answer)
{
    const struct sip_packet *packet = answer->packet;

    if (d->session_interval != 0 && answer->t->final_frame == packet->frame &&
        (d->put_off_frame == 0 || d->put_off_end < packet->stamp)) {
        d->put_off_frame = d->session_frame;
        d->put_off_end = d->session_time + d->session_interval * G_TIME_SPAN_SECOND;
    }
}

static void add_session_timer(struct sip_dialog *d, const struct sip_answer *answer)
{
    const struct sip_packet *packet = answer->packet;
    uint32_t interval = 0;

    put_off_session_end(d, answer);
    if (sip_message_presence(packet->message, SIP_HDR_SESSION_EXPIRES) == SIP_PRESENT) {
        sip_value_seconds(sip_message_value(packet->message, SIP_HDR_SESSION_EXPIRES), &interval);
    }
    d->session_interval = interval;
    d->session_refreshers =
        refreshers_of(sip_message_value(packet->message, SIP_HDR_SESSION_EXPIRES), answer->client);
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

static void add_success(struct sip_dialogs *all, struct sip_dialog *d,
                        const struct sip_answer *answer)
{
    const struct sip_message *m = answer->packet->message;
    struct sip_dialog_side *side = &d->sides[answer->client];

    if (side->accepted == NULL || answer->t->cseq_number > side->accepted->cseq_number) {
        side->accepted = answer->t;
    }
    if (m->method == SIP_METHOD_INVITE || m->method == SIP_METHOD_UPDATE) {
        add_session_timer(d, answer);
    } else if (m->method == SIP_METHOD_SUBSCRIBE || m->method == SIP_METHOD_REFER) {
        side->party = sip_parties_of(&all->parties, m, SIP_HDR_FROM);
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
    bool challenge = sip_code_is_challenge(m->code);

    if (m->method == SIP_METHOD_BYE && challenge && d->ended_frame == t->request_frame) {
        d->ended_frame = 0;
    } else if (m->method == SIP_METHOD_INVITE && d->confirmed_frame == 0 && d->ended_frame == 0) {
        d->ended_frame = packet->frame;
    }
}

/* What only repeats an earlier response, or is one more than are kept, changes nothing of this. */
static void add_if_new(struct sip_dialogs *all, struct sip_dialog *d,
                       const struct sip_answer *answer)
{
    const struct sip_transaction *t = answer->t;
    const struct sip_message *m = answer->packet->message;
    bool kept = t->last_response != NULL && t->last_response->frame == answer->packet->frame;

    if (!kept && t->final_frame != answer->packet->frame) {
        return;
    }
    sip_target_add_answer(all->texts, d, answer);
    if (m->code >= 200 && m->code < 300 && sip_method_makes_dialog(m->method) &&
        d->confirmed_frame == 0) {
        d->confirmed_frame = answer->packet->frame;
    }
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
    note_number(side, t);
    if (sip_method_refreshes_target(t->method)) {
        side->contact = NULL;
    }
}

static void add_response(struct sip_dialogs *all, struct sip_dialog *d,
                         const struct sip_answer *answer)
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

static bool is_of_call(enum sip_method method)
{
    return method == SIP_METHOD_INVITE || method == SIP_METHOD_ACK || method == SIP_METHOD_PRACK ||
           method == SIP_METHOD_UPDATE || method == SIP_METHOD_BYE;
}

static void note_addressing(struct sip_dialog *d, unsigned client,
                            const struct sip_message *request)
{
    struct sip_dialog_side *side = &d->sides[client];

    *(request->method == SIP_METHOD_ACK ? &side->ack_addressing : &side->addressing) =
        sip_dialog_addressing(d, client, request);
}

const struct sip_transaction *sip_dialog_sibling_of_ack(const struct sip_dialog *dialog,
                                                        const struct sip_transaction *t,
                                                        const struct sip_message *ack)
{
    const struct sip_transaction *invite = dialog != NULL && !ack->is_response &&
                                                   ack->method == SIP_METHOD_ACK &&
                                                   t->method == SIP_METHOD_INVITE
                                               ? sip_dialog_first_invite(dialog)
                                               : NULL;
    struct sip_slice tag = sip_message_to_tag(ack);

    return invite != NULL && invite != t && invite->request_frame != 0 &&
                   invite->cseq_number == t->cseq_number &&
                   sip_transaction_response(invite, 200, 299, tag) != NULL &&
                   sip_transaction_response(t, 200, 699, tag) == NULL
               ? invite
               : NULL;
}

void sip_dialogs_add(struct sip_dialogs *all, struct sip_dialog *dialog,
                     const struct sip_transaction *t, const struct sip_packet *packet,
                     const struct sip_message *request)
{
    const struct sip_message *m = packet->message;
    struct sip_answer answer = {.t = t, .packet = packet, .request = request};
    bool first_copy =
        !m->is_response && m->method == t->method && t->request_frame == packet->frame;
    bool from_start;
    uint64_t key;

    if (first_copy && sip_ack_is_misdirected(t, packet->stamp, sip_message_to_tag(m).p != NULL,
                                             dialog != NULL && dialog->from_start)) {
        t->intended->ack_misdirected = true;
    }
    struct sip_transaction *sibling =
        (struct sip_transaction *)sip_dialog_sibling_of_ack(dialog, t, m);
    if (sibling != NULL) {
        sibling->ack_misdirected = true;
    }
    if (m->method == SIP_METHOD_NOTIFY && (!m->is_response || t->request_frame == 0)) {
        sip_parties_add_notify(&all->parties, packet);
    }
    if (first_copy && (m->method == SIP_METHOD_SUBSCRIBE || m->method == SIP_METHOD_REFER)) {
        sip_parties_add_subscriber(&all->parties, t, m);
    }
    if (first_copy && m->method == SIP_METHOD_REFER) {
        note_swapped(all, t, packet);
    }
    if (dialog == NULL && makes_dialog(m, t, &from_start) && make_key(m, t, &key)) {
        dialog = make(all, key, t, packet, from_start);
        answer.makes_dialog = true;
    }
    if (dialog != NULL && (!m->headers_complete || t->request_cut)) {
        dialog->partial = true;
    }
    if (dialog == NULL || m->method == SIP_METHOD_CANCEL) {
        return;
    }
    answer.client = sip_dialog_client(dialog, m);
    dialog->call = dialog->call || is_of_call(m->method);
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
        dialog->misses_ack = dialog->misses_ack || sip_bye_misses_ack(m);
        if (sip_method_refreshes_target(t->method)) {
            sip_target_note_contact(all->texts, &dialog->sides[answer.client], m);
        }
    }
}
