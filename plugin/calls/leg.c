/* leg.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/leg.h"

#include "calls/all.h"
#include "sip/value.h"

/* Microseconds. For so long after a refusal another INVITE of the same Call-ID may be a new try of the
 * same call: a program goes on at once, or after its 64*T1, a user who is asked for a password later. */
#define SOON (INT64_C(32) * 1000000)
#define PATIENCE (INT64_C(300) * 1000000)

struct sip_leg *sip_leg_find(struct sip_call *newest, const struct sip_transaction *invite,
                             struct sip_call **call)
{
    struct sip_call *c = newest;

    for (int uses = 0; c != NULL && uses < SIP_CALL_MAX_USES; uses++, c = c->older) {
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

bool sip_call_continues(const struct sip_call *call, const struct sip_packet *packet)
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

struct sip_leg *sip_leg_add(struct sip_calls *all, struct sip_call *call,
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
