/* descriptions.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/descriptions.h"

#include <glib.h>

#include "history/kept/hash.h"
#include "history/kept/recent.h"
#include "history/keys.h"
#include "sip/body.h"
#include "sip/sdp.h"

/* Of more, the oldest are forgotten. */
#define KNOWN 16384

struct sip_descriptions {
    struct sip_recent known;
};

struct sip_descriptions *sip_descriptions_new(void)
{
    struct sip_descriptions *all = g_new0(struct sip_descriptions, 1);

    sip_recent_init(&all->known, KNOWN);
    return all;
}

void sip_descriptions_free(struct sip_descriptions *all)
{
    sip_recent_clear(&all->known);
    g_free(all);
}

/* Each side counts its requests by itself. */
uint32_t sip_description_identity(const struct sip_packet *packet)
{
    return packet->message->is_response ? ~packet->keys.identity : packet->keys.identity;
}

/* Of so many digits every number fits. */
#define DIGITS_MAX 19

static uint64_t read_number(struct sip_slice text)
{
    uint64_t number = 0;

    for (size_t i = 0; i < text.n; i++) {
        if (!sip_is_digit(text.p[i]) || text.n > DIGITS_MAX) {
            return 0;
        }
        number = number * 10 + (uint64_t)(text.p[i] - '0');
    }
    return number;
}

/* "alice 2890844526 2890844527 IN IP4 192.0.2.10" */
static void read_origin(struct sip_slice origin, struct sip_description *description)
{
    struct sip_slice user, session, version;
    struct sip_slice address = sip_slice_cut(
        sip_slice_cut(sip_slice_cut(origin, ' ', &user), ' ', &session), ' ', &version);

    description->origin = sip_hash_key(0, origin);
    description->session = read_number(session);
    description->version = read_number(version);
    description->author = sip_hash(sip_hash(0, user), address);
}

static void read_first_stream(struct sip_slice sdp, struct sip_description *description)
{
    struct sip_media_streams it = sip_media_of(sdp);
    struct sip_media media;

    description->place = 0;
    description->has_direction = sip_media_next(&it, &media) && !media.refused;
    if (!description->has_direction) {
        return;
    }
    description->direction = media.direction;
    if (media.address.n > 0) {
        description->place = sip_hash(sip_hash(0, media.address), media.port);
    }
}

bool sip_description_read(const struct sip_message *m, struct sip_description *description,
                          struct sip_slice *origin)
{
    struct sip_slice sdp, value;
    char type;

    *origin = (struct sip_slice){NULL, 0};
    if (sip_message_session(m, &sdp) != SIP_PRESENT || sdp.p == NULL) {
        return false;
    }
    description->rest = 0;
    description->streams = 0;
    read_first_stream(sdp, description);
    while (sip_sdp_next(&sdp, &type, &value)) {
        if (type == 'o' && origin->p == NULL) {
            *origin = value;
        } else {
            uint64_t before = sip_hash_number(description->rest, (uint64_t)type);
            description->rest = sip_hash_key(before, value);
            if (type == 'm' && description->streams < UINT8_MAX) {
                description->streams++;
            }
        }
    }
    read_origin(*origin, description);
    return origin->n > 0;
}

/* Of who sends it, whom it goes to (p == NULL: the tag is not known yet), and the way: on another hop it may
 * be another description, since devices on the way change it. */
static uint64_t key_of(const struct sip_packet *packet, struct sip_slice sender,
                       struct sip_slice receiver)
{
    uint64_t key = sip_hash_number(packet->keys.call_id, sip_way_key(packet));

    return sip_hash_folded(sip_hash_folded(key, sender), receiver);
}

const struct sip_description *sip_descriptions_find(const struct sip_descriptions *all,
                                                    const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_slice from = sip_message_tag(m, SIP_HDR_FROM), to = sip_message_to_tag(m);
    struct sip_slice sender = m->is_response ? to : from, none = {NULL, 0};
    const struct sip_description *found =
        sip_recent_find(&all->known, key_of(packet, sender, m->is_response ? from : to));

    return found != NULL ? found : sip_recent_find(&all->known, key_of(packet, sender, none));
}

/* The newest description of the client of a response; NULL: none. */
static struct sip_description *find_client(const struct sip_descriptions *all,
                                           const struct sip_packet *response)
{
    struct sip_packet back = *response;
    struct sip_slice from = sip_message_tag(response->message, SIP_HDR_FROM), none = {NULL, 0};

    back.source = response->destination;
    back.destination = response->source;
    struct sip_description *found =
        sip_recent_find(&all->known, key_of(&back, from, sip_message_to_tag(response->message)));
    return found != NULL ? found : sip_recent_find(&all->known, key_of(&back, from, none));
}

const struct sip_description *sip_descriptions_agreed(const struct sip_descriptions *all,
                                                      const struct sip_packet *response)
{
    const struct sip_description *asked = find_client(all, response);

    return asked != NULL && asked->identity == response->keys.identity &&
                   asked->agreed_frame != 0 && asked->agreed == asked->rest
               ? asked
               : NULL;
}

static void agree(struct sip_description *description, uint32_t frame)
{
    description->agreed = description->rest;
    description->agreed_frame = frame;
    description->skipped = false;
}

/* An answer in a 2xx agrees on both descriptions. An offer leaves what was agreed on before; of all else nobody knows
 * here whether it is agreed on. */
static void note_agreement(const struct sip_descriptions *all, struct sip_description *now,
                           const struct sip_description *before, const struct sip_packet *packet,
                           const struct sip_message *request)
{
    const struct sip_message *m = packet->message;
    bool ok = m->is_response && m->code / 100 == 2;
    bool offer = m->method == SIP_METHOD_INVITE || m->method == SIP_METHOD_UPDATE;
    struct sip_description *client = ok ? find_client(all, packet) : NULL;
    struct sip_slice sdp;

    if (ok && request != NULL && sip_message_session(request, &sdp) == SIP_PRESENT) {
        agree(now, packet->frame);
        if (client != NULL && client->identity == packet->keys.identity) {
            agree(client, packet->frame);
        }
        return;
    }
    if (client != NULL && request == NULL) {
        client->agreed_frame = 0; /* its offer was not captured */
    }
    if (before != NULL && before->author == now->author &&
        ((!m->is_response && offer) || before->agreed == now->rest)) {
        now->agreed = before->agreed;
        now->agreed_frame = before->agreed_frame;
        now->skipped = before->skipped || now->version > before->version + 1;
    }
}

/* Whether an answer says no more than that its sender follows a hold: it could not have a wider direction. */
static bool follows_hold(const struct sip_description *answer, struct sip_slice sdp)
{
    struct sip_description offer;

    read_first_stream(sdp, &offer);
    if (!offer.has_direction) {
        return false;
    }
    return (offer.direction == SIP_SENDONLY && answer->direction == SIP_RECVONLY) ||
           (offer.direction == SIP_INACTIVE && answer->direction == SIP_INACTIVE);
}

/* An offer that has the direction of the answer before leaves its sender held. */
static uint32_t held_frame_of(const struct sip_description *now,
                              const struct sip_description *before, const struct sip_packet *packet,
                              const struct sip_message *request)
{
    struct sip_slice sdp;

    if (before == NULL || !before->has_direction || !now->has_direction ||
        (packet->message->is_response && request == NULL)) {
        return 0;
    }
    enum sip_presence offer = request != NULL ? sip_message_session(request, &sdp) : SIP_ABSENT;
    if (offer != SIP_ABSENT) {
        return offer != SIP_PRESENT || !follows_hold(now, sdp) ? 0
               : before->held_frame != 0                       ? before->held_frame
               : before->direction == SIP_SENDRECV             ? packet->frame
                                                               : 0;
    }
    return now->direction == before->direction ? before->held_frame : 0;
}

void sip_descriptions_note(struct sip_descriptions *all, const struct sip_packet *packet,
                           const struct sip_message *request)
{
    const struct sip_message *m = packet->message;
    struct sip_slice from = sip_message_tag(m, SIP_HDR_FROM), to = sip_message_to_tag(m), origin;
    struct sip_description read = {0};

    if (from.p == NULL || !sip_description_read(m, &read, &origin)) {
        return;
    }
    read.key = m->is_response ? key_of(packet, to, from) : key_of(packet, from, to);
    read.frame = packet->frame;
    read.identity = sip_description_identity(packet);
    const struct sip_description *before = sip_descriptions_find(all, packet);
    read.held_frame = held_frame_of(&read, before, packet, request);
    note_agreement(all, &read, before, packet, request);
    struct sip_description *one = sip_recent_meet(&all->known, read.key, sizeof(*one));
    if (one == NULL) {
        one = sip_recent_add(&all->known, read.key, sizeof(*one));
    }
    *one = read;
}
