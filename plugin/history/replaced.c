/* replaced.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/replaced.h"

#include "history/kept/hash.h"
#include "history/keys.h"
#include "sip/uri.h"

struct known_end {
    uint64_t key;
    struct sip_dialog *dialog;
};

static uint64_t key_of(struct sip_slice call_id, struct sip_slice tag,
                       const struct sip_endpoint *at)
{
    return sip_address_key(sip_hash_folded(sip_hash_key(0, call_id), tag), at);
}

static void add_end(struct sip_recent *ends, struct sip_dialog *dialog, const struct sip_message *m,
                    enum sip_header_id from_or_to, const struct sip_endpoint *at)
{
    uint64_t key =
        key_of(sip_message_value(m, SIP_HDR_CALL_ID), sip_message_tag(m, from_or_to), at);
    struct known_end *end = sip_recent_add(ends, key, sizeof(*end));

    end->dialog = dialog;
}

void sip_replaced_add(struct sip_recent *ends, struct sip_dialog *dialog,
                      const struct sip_message *m)
{
    if (m->method == SIP_METHOD_INVITE) {
        add_end(ends, dialog, m, SIP_HDR_FROM, &dialog->hop->client);
        add_end(ends, dialog, m, SIP_HDR_TO, &dialog->hop->server);
    }
}

/* The dialog in which one end at this address has the one tag, and the other end the other; *side gets the first. */
static struct sip_dialog *find(const struct sip_recent *ends, const struct sip_endpoint *at,
                               struct sip_slice call_id, struct sip_slice tag,
                               struct sip_slice other, unsigned *side)
{
    const struct known_end *end = sip_recent_find(ends, key_of(call_id, tag, at));
    struct sip_dialog *d = end != NULL ? end->dialog : NULL;

    if (d == NULL || d->ambiguous) {
        return NULL;
    }
    *side = !sip_tags_equal(tag, sip_kept_slice(d->sides[0].tag));
    return sip_tags_equal(tag, sip_kept_slice(d->sides[*side].tag)) &&
                   sip_tags_equal(other, sip_kept_slice(d->sides[!*side].tag))
               ? d
               : NULL;
}

const struct sip_dialog *sip_replaced_of_client(const struct sip_recent *ends,
                                                const struct sip_message *m,
                                                const struct sip_hop *hop)
{
    unsigned side;
    return find(ends, &hop->client, sip_message_value(m, SIP_HDR_CALL_ID),
                sip_message_tag(m, SIP_HDR_FROM), sip_message_tag(m, SIP_HDR_TO), &side);
}

static bool is_target(const struct sip_dialog *d, unsigned side, struct sip_slice uri)
{
    const char *target = d->sides[side].target;
    return target != NULL && sip_uri_equal_at(SIP_URI_DIALOG, sip_kept_slice(target), uri);
}

/* Whether the address leads to that side and not to the other: it is its Contact, or what the other side has called. */
static bool leads_to(const struct sip_dialog *d, unsigned side, const struct sip_address *address)
{
    const struct sip_transaction *invite = d->sides[!side].invites[0];

    return !is_target(d, !side, address->uri) &&
           (is_target(d, side, address->uri) ||
            (invite != NULL && invite->addressee == (uint32_t)sip_party_key(0, address)));
}

/* A REFER whose sender is a side of the dialog itself, and sends the other party to the other side of it. */
static struct sip_dialog *swapped_by_refer(const struct sip_recent *ends,
                                           const struct sip_message *m, const struct sip_hop *hop,
                                           struct sip_replaces *replaces)
{
    struct sip_slice refer_to = sip_message_value(m, SIP_HDR_REFER_TO);
    struct sip_address address;
    unsigned own;

    if (!sip_refer_to_replaces_read(refer_to, replaces) || !sip_address_read(refer_to, &address)) {
        return NULL;
    }
    struct sip_dialog *d =
        find(ends, &hop->client, replaces->call_id, replaces->to_tag, replaces->from_tag, &own);
    return d != NULL && leads_to(d, !own, &address) ? d : NULL;
}

/* An INVITE that reaches the side that it is for: this is its Contact, at its address. */
static struct sip_dialog *swapped_by_invite(const struct sip_recent *ends,
                                            const struct sip_message *m, const struct sip_hop *hop,
                                            struct sip_replaces *replaces)
{
    unsigned side;

    if (!sip_replaces_read(sip_message_value(m, SIP_HDR_REPLACES), replaces)) {
        return NULL;
    }
    struct sip_dialog *d =
        find(ends, &hop->server, replaces->call_id, replaces->from_tag, replaces->to_tag, &side);
    return d != NULL && is_target(d, side, m->uri) && !is_target(d, !side, m->uri) &&
                   sip_endpoint_is_at(&hop->server, m->uri)
               ? d
               : NULL;
}

struct sip_dialog *sip_replaced_swapped(const struct sip_recent *ends, const struct sip_message *m,
                                        const struct sip_hop *hop, struct sip_replaces *replaces)
{
    if (!m->headers_complete) {
        return NULL;
    }
    return m->method == SIP_METHOD_REFER    ? swapped_by_refer(ends, m, hop, replaces)
           : m->method == SIP_METHOD_INVITE ? swapped_by_invite(ends, m, hop, replaces)
                                            : NULL;
}
