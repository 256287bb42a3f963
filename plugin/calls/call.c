/* call.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/call.h"

#include "calls/agreed.h"
#include "calls/all.h"
#include "calls/line.h"
#include "history/kept/hash.h"
#include "sip/value.h"

/* Calls of one Call-ID that are looked through. */
#define MAX_USES 8

/* Microseconds. For so long after a refusal another INVITE of the same Call-ID may be a new try of the
 * same call: a program goes on at once, or after its 64*T1, a user who is asked for a password later. */
#define SOON (INT64_C(32) * 1000000)
#define PATIENCE (INT64_C(300) * 1000000)

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

static struct sip_call *make(struct sip_calls *all, const struct sip_packet *packet)
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

/* The leg, and the call among those of the Call-ID that it is of. */
static struct sip_leg *find_leg(struct sip_call *newest, const struct sip_transaction *invite,
                                struct sip_call **call)
{
    struct sip_call *c = newest;

    for (int uses = 0; c != NULL && uses < MAX_USES; uses++, c = c->older) {
        for (struct sip_leg *leg = c->legs; leg != NULL; leg = leg->next) {
            if (leg->invite == invite) {
                *call = c;
                return leg;
            }
        }
    }
    return NULL;
}

/* The INVITE of the newest try that was sent last, nearest to the caller. */
static const struct sip_leg *last_try(const struct sip_call *call)
{
    const struct sip_leg *last = NULL;

    for (const struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        last = leg->onward ? last : leg;
    }
    return last;
}

/* Whether all INVITEs of the newest try were refused. */
static bool try_is_over(const struct sip_call *call)
{
    for (const struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        if (leg->attempt == call->attempts && !leg->onward && leg->invite->final_code < 300) {
            return false;
        }
    }
    return true;
}

/* Refusals that a client answers by itself, with the same Call-ID: with credentials, at another
 * target, with other header fields, another body, more digits, another server (RFC 3261 sections
 * 8.1.3.2 to 8.1.3.5, RFC 3263 section 4.3, RFC 3578). */
static bool invites_another_try(unsigned code)
{
    static const uint16_t codes[] = {401, 407, 408, 413, 415, 416, 417, 420, 421, 422, 424,
                                     428, 429, 430, 436, 437, 438, 469, 470, 483, 484, 488,
                                     494, 500, 502, 503, 504, 505, 513, 580, 606};

    if (code >= 300 && code < 400) {
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(codes); i++) {
        if (codes[i] == code) {
            return true;
        }
    }
    return false;
}

/* Whether an INVITE that is to make a dialog, or what answered one, is part of the call. */
static bool continues(const struct sip_call *call, const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    const struct sip_leg *last = last_try(call);
    bool same_caller = sip_call_tag(m->from.tag) == call->caller_tag;

    if (last == NULL) {
        return !call->from_start && m->is_response;
    }
    if (same_caller && m->cseq_number == last->invite->cseq_number) {
        return true; /* another hop, or another branch */
    }
    if (call->answered || call->hangup_count > 0 || sip_call_extra(call)->cancel_frame != 0) {
        return false;
    }
    int64_t since = packet->stamp - call->record.last_time;
    if (!try_is_over(call)) {
        return since <= PATIENCE;
    }
    return invites_another_try(last->invite->final_code) &&
           since <= (same_caller && m->cseq_number > last->invite->cseq_number ? PATIENCE : SOON);
}

/* Whether an INVITE comes from where an earlier one of the same try went to. */
static bool comes_from_server(const struct sip_call *call, const struct sip_endpoint *client)
{
    for (const struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        const struct sip_hop *hop = leg->invite->hop;
        if (leg->attempt == call->attempts && !sip_endpoint_equal(&hop->client, client) &&
            (sip_endpoint_equal(&hop->server, client) ||
             (sip_endpoint_same_address(&hop->server, client) &&
              !sip_endpoint_same_address(&hop->client, client)))) {
            return true;
        }
    }
    return false;
}

/* Where the packets changed places, a hop further on was seen before that of the caller. */
static void move_onward(struct sip_call *call)
{
    for (struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        leg->onward = leg->onward || leg->attempt == call->attempts;
    }
}

static bool place_leg(struct sip_call *call, const struct sip_transaction *t, unsigned vias)
{
    const struct sip_leg *last = last_try(call);
    bool same_try = last != NULL && last->invite->cseq_number == t->cseq_number;

    if (last == NULL) {
        return false;
    }
    if (vias > call->vias || t->is_branch ||
        (vias == call->vias && comes_from_server(call, &t->hop->client))) {
        return true;
    }
    if (vias < call->vias && same_try) {
        move_onward(call);
    } else if (!same_try || try_is_over(call)) {
        call->attempts++;
    }
    return false;
}

static struct sip_leg *add_leg(struct sip_calls *all, struct sip_call *call,
                               const struct sip_packet *packet, const struct sip_transaction *t)
{
    unsigned vias = MIN(sip_values_count(packet->message, SIP_HDR_VIA), UINT8_MAX);

    call->leg_count = (uint16_t)MIN(call->leg_count + 1u, UINT16_MAX);
    if (call->leg_count > SIP_CALL_MAX_LEGS) {
        return NULL;
    }
    call->attempts = MAX(call->attempts, 1);
    struct sip_leg *leg = SIP_POOL_NEW(&all->kept, struct sip_leg);
    leg->invite = t;
    leg->onward = place_leg(call, t, vias);
    leg->attempt = call->attempts;
    call->vias = (uint8_t)(call->legs == NULL ? vias : MIN(vias, call->vias));
    struct sip_leg **end = &call->legs;
    while (*end != NULL) {
        end = &(*end)->next;
    }
    *end = leg;
    return leg;
}

/* The INVITE takes the place of a dialog of another call (RFC 3891). */
static void note_replaces(struct sip_calls *all, struct sip_call *call, const struct sip_message *m)
{
    struct sip_slice call_id = sip_value_main(sip_message_value(m, SIP_HDR_REPLACES));
    struct sip_call *other = call_id.n > 0 ? sip_call_find(all, sip_hash_key(0, call_id)) : NULL;

    if (other != NULL && other != call && sip_call_extra(call)->replaces == NULL) {
        sip_call_add_extra(all, call)->replaces = other;
    }
}

static void note_response(struct sip_calls *all, struct sip_call *call, struct sip_leg *leg,
                          const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_cause cause;

    if (m->code / 100 == 2) {
        call->answered = true;
    }
    /* A second failure does not count: the code is that of the first, and so is what it says. */
    if (leg == NULL || (m->code >= 300 && leg->invite->final_frame != packet->frame)) {
        return;
    }
    if (m->code >= 200) {
        leg->phrase = sip_line_keep(all->texts, m->phrase);
        leg->warning = sip_line_keep(all->texts, sip_message_value(m, SIP_HDR_WARNING));
    }
    if (sip_cause_read(m, packet->frame, all->texts, &cause)) {
        leg->cause = cause;
    }
    if (m->code > 100 && m->code < 300) {
        sip_agreed_response(all, call, leg, m);
    }
}

/* Of an INVITE that is to make a dialog, or of what answered one. */
static struct sip_call *add_initial(struct sip_calls *all, struct sip_call *call,
                                    const struct sip_packet *packet,
                                    const struct sip_transaction *t)
{
    const struct sip_message *m = packet->message;
    struct sip_leg *leg = find_leg(call, t, &call);

    if (leg == NULL && (call == NULL || !continues(call, packet))) {
        call = make(all, packet);
    }
    call->from_start = true;
    if (leg == NULL) {
        leg = add_leg(all, call, packet, t);
    }
    if (!m->is_response && m->method == SIP_METHOD_INVITE) {
        note_replaces(all, call, m);
        sip_join(all, call, packet);
    } else if (m->is_response) {
        note_response(all, call, leg, packet);
    }
    return call;
}

/* Of two calls with one Call-ID the one with the dialog of this message. */
static struct sip_call *choose(struct sip_call *newest, const struct sip_message *m)
{
    uint32_t from = sip_call_tag(m->from.tag), to = sip_call_tag(m->to.tag);
    struct sip_call *c = newest;

    for (int uses = 0; c != NULL && uses < MAX_USES; uses++, c = c->older) {
        if (c->caller_tag != 0 && (c->caller_tag == from || c->caller_tag == to)) {
            return c;
        }
    }
    return newest;
}

/* Why it ended, as BYE or CANCEL says. */
static void note_end_cause(struct sip_calls *all, struct sip_call *call,
                           const struct sip_packet *packet)
{
    struct sip_cause cause;

    if (sip_cause_read(packet->message, packet->frame, all->texts, &cause)) {
        sip_call_add_extra(all, call)->end_cause = cause;
    }
}

static void note_bye(struct sip_calls *all, struct sip_call *call, const struct sip_packet *packet,
                     const struct sip_transaction *t)
{
    const struct sip_message *m = packet->message;
    uint32_t from = sip_call_tag(m->from.tag), to = sip_call_tag(m->to.tag);
    bool by_caller = call->from_start && from == call->caller_tag;
    bool by_callee = call->from_start && to == call->caller_tag;
    struct sip_hangup hangup = {NULL,
                                t,
                                packet->stamp,
                                packet->frame,
                                by_callee ? from : to,
                                (uint8_t)(by_caller   ? SIP_SIDE_CALLER
                                          : by_callee ? SIP_SIDE_CALLEE
                                                      : SIP_SIDE_UNKNOWN)};
    struct sip_hangup **end = &call->hangups;

    for (; *end != NULL; end = &(*end)->next) {
        if ((*end)->tag == hangup.tag || hangup.by == SIP_SIDE_UNKNOWN) {
            return;
        }
    }
    if (call->hangup_count < SIP_CALL_MAX_HANGUPS) {
        call->hangup_count++;
        *end = SIP_POOL_NEW(&all->kept, struct sip_hangup);
        **end = hangup;
    }
    if (sip_call_extra(call)->end_cause.protocol == SIP_CAUSE_NONE) {
        note_end_cause(all, call, packet);
    }
}

/* A CANCEL has one Via, whatever the hop: its branch leads to its INVITE. */
static void note_cancel(struct sip_calls *all, struct sip_call *call,
                        const struct sip_packet *packet, const struct sip_transaction *t)
{
    struct sip_call *same = call;
    const struct sip_leg *leg = t->invite != NULL ? find_leg(call, t->invite, &same) : NULL;

    if (sip_call_extra(call)->cancel_frame != 0 || (leg != NULL && leg->onward)) {
        return;
    }
    sip_call_add_extra(all, call)->cancel_frame = packet->frame;
    call->extra->cancel_time = packet->stamp;
    note_end_cause(all, call, packet);
}

/* What became of the call that a REFER asked for: the status line in a NOTIFY (RFC 3515 section
 * 2.4.5). */
static void note_progress(struct sip_calls *all, struct sip_call *call, const struct sip_message *m)
{
    struct sip_slice version, rest, code;
    uint32_t number;

    if (sip_slice_starts_with(m->body, "SIP/2.0 ")) {
        rest = sip_slice_cut(m->body, ' ', &version);
        sip_slice_cut(rest, ' ', &code);
        code.n = MIN(code.n, 3);
        if (sip_slice_to_u32(code, &number) && number >= 100 && number < 700) {
            sip_call_add_extra(all, call)->transfer_code = (uint16_t)number;
        }
    }
}

static void note_request(struct sip_calls *all, struct sip_call *call,
                         const struct sip_packet *packet, const struct sip_transaction *t)
{
    const struct sip_message *m = packet->message;
    struct sip_address target;

    switch (m->method) {
    case SIP_METHOD_BYE:
        note_bye(all, call, packet, t);
        break;
    case SIP_METHOD_CANCEL:
        note_cancel(all, call, packet, t);
        break;
    case SIP_METHOD_ACK:
        call->answered = call->answered || t->method == SIP_METHOD_ACK;
        sip_agreed_request(all, call, m, t);
        break;
    case SIP_METHOD_PRACK:
        sip_agreed_request(all, call, m, t);
        break;
    case SIP_METHOD_REFER:
        if (sip_address_read(sip_message_value(m, SIP_HDR_REFER_TO), &target)) {
            sip_call_add_extra(all, call)->transfer_target = sip_line_keep(all->texts, target.uri);
            call->extra->transfer_code = 0;
        }
        break;
    case SIP_METHOD_NOTIFY:
        note_progress(all, call, m);
        break;
    default:
        break;
    }
}

static void note_answer(struct sip_calls *all, struct sip_call *call,
                        const struct sip_packet *packet, const struct sip_transaction *t)
{
    const struct sip_message *m = packet->message;

    if (m->method == SIP_METHOD_BYE && t->request_frame == 0) {
        note_bye(all, call, packet, t);
    } else if (m->method == SIP_METHOD_REFER && m->code >= 300 && m->code != 401 &&
               m->code != 407) {
        sip_call_add_extra(all, call)->transfer_code = (uint16_t)m->code;
    } else if (m->code == 481 && m->method != SIP_METHOD_CANCEL && m->method != SIP_METHOD_NOTIFY &&
               sip_call_extra(call)->lost_frame == 0) {
        sip_call_add_extra(all, call)->lost_frame = packet->frame;
    } else if (m->code / 100 == 2) {
        sip_agreed_answer(all, call, m, t);
    }
}

/* Methods that only a call has, within its dialog. */
static bool is_of_call(enum sip_method method)
{
    switch (method) {
    case SIP_METHOD_ACK:
    case SIP_METHOD_BYE:
    case SIP_METHOD_CANCEL:
    case SIP_METHOD_INFO:
    case SIP_METHOD_INVITE:
    case SIP_METHOD_PRACK:
    case SIP_METHOD_UPDATE:
        return true;
    default:
        return false;
    }
}

/* Whether an INVITE, or what answered one, is to make a dialog. Of answers to an INVITE that was not
 * captured: unless the call is up already. */
static bool is_initial(const struct sip_call *call, const struct sip_packet *packet,
                       const struct sip_transaction *t)
{
    const struct sip_message *m = packet->message;

    if (t->method != SIP_METHOD_INVITE) {
        return false;
    }
    if (t->request_frame != 0) {
        return !t->in_dialog;
    }
    return m->is_response && (call == NULL || !call->answered || continues(call, packet));
}

struct sip_call *sip_call_add(struct sip_calls *all, const struct sip_packet *packet,
                              const struct sip_transaction *t)
{
    const struct sip_message *m = packet->message;
    struct sip_call *call = sip_call_find(all, packet->keys.call_id);

    if (is_initial(call, packet, t)) {
        call = add_initial(all, call, packet, t);
    } else if (call == NULL && !is_of_call(t->method)) {
        return NULL;
    } else {
        call = call != NULL ? choose(call, m) : make(all, packet);
        if (m->is_response) {
            note_answer(all, call, packet, t);
        } else {
            note_request(all, call, packet, t);
        }
    }
    call->cut = call->cut || !m->headers_complete;
    if (call->record.messages == 0 && sip_call_extra(call)->inbound == NULL) {
        sip_calls_enter(all, &call->record, SIP_RECORD_CALL);
    }
    sip_record_add(&call->record, packet);
    return call;
}
