/* target.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/target.h"

#include <string.h>

#include "history/kept/hash.h"
#include "sip/value.h"

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

bool sip_method_makes_dialog(enum sip_method method)
{
    return method == SIP_METHOD_INVITE || method == SIP_METHOD_SUBSCRIBE ||
           method == SIP_METHOD_REFER;
}

bool sip_transaction_begins_dialog(const struct sip_transaction *t)
{
    return t->request_frame != 0 && !t->in_dialog;
}

bool sip_method_refreshes_target(enum sip_method method)
{
    return sip_method_makes_dialog(method) || method == SIP_METHOD_UPDATE ||
           method == SIP_METHOD_NOTIFY;
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

static const char *keep_text(struct sip_interned *texts, const char *before, struct sip_slice text)
{
    return before != NULL && text.p != NULL && sip_slice_equal(sip_kept_slice(before), text)
               ? before
               : sip_interned_keep(texts, text);
}

void sip_target_note_contact(struct sip_interned *texts, struct sip_dialog_side *side,
                             const struct sip_message *m)
{
    if (sip_message_presence(m, SIP_HDR_CONTACT) != SIP_ABSENT) {
        side->contact = keep_text(texts, side->contact, contact_of(m));
    }
}

/* Where a message was, and when. */
struct moment {
    uint32_t frame;
    int64_t stamp;
};

uint32_t sip_target_hash(struct sip_slice uri)
{
    return (uint32_t)sip_hash(0, uri) | 1;
}

/* A message without Contact leaves the target as it is. m is NULL where it is not known. */
static void set_target(struct sip_interned *texts, struct sip_dialog_side *side,
                       const struct sip_message *m, struct moment moment)
{
    const char *before = side->target;

    if (m == NULL) {
        side->target = NULL;
    } else if (sip_message_presence(m, SIP_HDR_CONTACT) != SIP_ABSENT) {
        side->target = keep_text(texts, side->target, contact_of(m));
        side->target_moved = side->target_frame != 0 && side->target != before;
        if (side->target_moved && before != NULL) {
            side->left = sip_target_hash(sip_kept_slice(before));
        }
        side->target_frame = moment.frame;
        side->target_time = moment.stamp;
        sip_target_note_contact(texts, side, m);
    }
}

/* From an accepted request, which may have set it already when the dialog was made, and from what
 * accepts it. */
static void set_targets(struct sip_interned *texts, struct sip_dialog *d,
                        const struct sip_answer *answer)
{
    const struct sip_transaction *t = answer->t;
    struct sip_dialog_side *side = &d->sides[answer->client];

    if (t->request_frame == 0 || side->target_frame != t->request_frame) {
        set_target(texts, side, answer->request,
                   (struct moment){t->request_frame, answer->packet->stamp});
        if (answer->request != NULL && sip_method_makes_dialog(t->method)) {
            side->agent = sip_message_agent(answer->request);
        }
    }
    set_target(texts, &d->sides[!answer->client], answer->packet->message,
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

static const char *keep_routes(struct sip_interned *texts, const char *before,
                               const struct sip_message *m)
{
    char room[SIP_INTERNED_MAX];

    return !sip_message_has(m, SIP_HDR_RECORD_ROUTE) && m->headers_complete
               ? ""
               : keep_text(texts, before, record_route_of(m, room));
}

/* By what made the dialog, and again by its first 2xx (RFC 3261 section 13.2.2.4). One that was made
 * before the capture has route sets that nobody knows. */
static void set_routes(struct sip_interned *texts, struct sip_dialog *d,
                       const struct sip_answer *answer)
{
    struct sip_dialog_side *client = &d->sides[answer->client];
    struct sip_dialog_side *server = &d->sides[!answer->client];

    if (!sip_transaction_begins_dialog(answer->t)) {
        client->routes = server->routes = NULL;
        return;
    }
    const char *before = client->routes;
    client->routes = keep_routes(texts, before, answer->packet->message);
    d->routes_changed =
        d->routes_changed || (!answer->makes_dialog && g_strcmp0(before, client->routes) != 0);
    client->routes_frame = answer->packet->frame;
    if (answer->request != NULL) {
        server->routes = keep_routes(texts, client->routes, answer->request);
        server->routes_frame = answer->t->request_frame;
    }
}

/* A server that forgot Record-Route in its first response has its client use that of a later one. */
static void complete_routes(struct sip_interned *texts, struct sip_dialog *d,
                            const struct sip_answer *answer)
{
    const char *routes = d->sides[answer->client].routes;

    if (d->confirmed_frame == 0 && sip_transaction_begins_dialog(answer->t) && routes != NULL &&
        *routes == '\0' && sip_message_has(answer->packet->message, SIP_HDR_RECORD_ROUTE)) {
        set_routes(texts, d, answer);
    }
}

void sip_target_add_answer(struct sip_interned *texts, struct sip_dialog *d,
                           const struct sip_answer *answer)
{
    const struct sip_message *m = answer->packet->message;
    bool success = m->code >= 200 && m->code < 300;

    if (!answer->makes_dialog && !(success && sip_method_refreshes_target(m->method))) {
        if (m->code < 300 && sip_method_refreshes_target(m->method)) {
            sip_target_note_contact(texts, &d->sides[!answer->client], m);
            complete_routes(texts, d, answer);
        }
        return;
    }
    set_targets(texts, d, answer);
    if (!sip_method_makes_dialog(m->method)) {
        return;
    }
    if (answer->makes_dialog || d->confirmed_frame == 0 ||
        sip_transaction_begins_dialog(answer->t)) {
        set_routes(texts, d, answer);
    }
}
