/* subscriptions.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/subscriptions.h"

#include <glib.h>

#include "history/kept/hash.h"
#include "history/kept/recent.h"
#include "history/usage.h"
#include "sip/value.h"

/* Of more, the oldest are forgotten. */
#define KNOWN 16384

struct sip_subscriptions {
    struct sip_recent known;
};

struct sip_subscriptions *sip_subscriptions_new(void)
{
    struct sip_subscriptions *all = g_new0(struct sip_subscriptions, 1);

    sip_recent_init(&all->known, KNOWN);
    return all;
}

void sip_subscriptions_free(struct sip_subscriptions *all)
{
    sip_recent_clear(&all->known);
    g_free(all);
}

/* from_subscriber: who sent the request of the message. */
static uint64_t key_of(const struct sip_packet *packet, bool from_subscriber)
{
    const struct sip_message *m = packet->message;
    struct sip_slice from = sip_message_tag(m, SIP_HDR_FROM), to = sip_message_to_tag(m);
    uint64_t key = sip_hash_folded(packet->keys.call_id, from_subscriber ? from : to);

    return sip_hash_folded(key, from_subscriber ? to : from);
}

/* 0: the request does not say. */
static uint32_t event_of(const struct sip_message *request)
{
    struct sip_slice event = sip_message_value(request, SIP_HDR_EVENT), id = {NULL, 0};

    if (event.p == NULL) {
        return 0;
    }
    sip_value_param(event, "id", &id);
    return (uint32_t)sip_hash_key(sip_hash_folded(0, sip_value_main(event)), id) | 1;
}

const struct sip_subscription *sip_subscriptions_find(const struct sip_subscriptions *all,
                                                      const struct sip_packet *subscribe)
{
    const struct sip_subscription *found = sip_recent_find(&all->known, key_of(subscribe, true));

    return found != NULL && !found->shared && found->event == event_of(subscribe->message) ? found
                                                                                           : NULL;
}

static struct sip_subscription *meet(struct sip_subscriptions *all, uint64_t key, uint32_t event)
{
    struct sip_subscription *one = sip_recent_meet(&all->known, key, sizeof(*one));

    if (one == NULL) {
        one = sip_recent_add(&all->known, key, sizeof(*one));
        one->event = event;
    }
    return one;
}

/* Either side may subscribe in it. */
void sip_subscriptions_note_call(struct sip_subscriptions *all, const struct sip_packet *ack)
{
    meet(all, key_of(ack, true), 0)->shared = true;
    meet(all, key_of(ack, false), 0)->shared = true;
}

void sip_subscriptions_note(struct sip_subscriptions *all, const struct sip_packet *response,
                            const struct sip_message *request, uint32_t request_frame)
{
    bool notified = request->method == SIP_METHOD_NOTIFY;
    uint32_t event = event_of(request);
    struct sip_subscription *one = meet(all, key_of(response, !notified), event);

    if (event == 0 || event != one->event) {
        one->shared = true; /* a REFER makes one, too */
    } else if (notified && sip_notify_terminates(request)) {
        one->ended_frame = request_frame;
        one->ended_time = response->stamp;
    } else if (notified || !sip_message_expires_is_zero(request)) {
        one->ended_frame = 0; /* both sides go on */
    }
}
