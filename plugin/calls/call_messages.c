/* call_messages.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/call.h"

#include "calls/agreed.h"
#include "calls/all.h"
#include "calls/leg.h"
#include "calls/line.h"
#include "history/kept/hash.h"
#include "sip/value.h"

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
    struct sip_leg *leg = sip_leg_find(call, t, &call);

    if (leg == NULL && (call == NULL || !sip_call_continues(call, packet))) {
        call = sip_call_new(all, packet);
    }
    call->from_start = true;
    if (leg == NULL) {
        leg = sip_leg_add(all, call, packet, t);
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

    for (int uses = 0; c != NULL && uses < SIP_CALL_MAX_USES; uses++, c = c->older) {
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
    const struct sip_leg *leg = t->invite != NULL ? sip_leg_find(call, t->invite, &same) : NULL;

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
    return m->is_response && (call == NULL || !call->answered || sip_call_continues(call, packet));
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
        call = call != NULL ? choose(call, m) : sip_call_new(all, packet);
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
