/* upstream.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/ties.h"

#include "history/keys.h"
#include "sip/value.h"
#include "sip/via.h"

/* What a request had on top of its Vias before a proxy added its own: all but the first value. */
struct vias_below {
    struct sip_via top;
    struct sip_values rest;
};

static bool read_below(const struct sip_message *m, struct vias_below *below)
{
    struct sip_slice value;

    below->rest = sip_values_of(m, SIP_HDR_VIA);
    return sip_values_next(&below->rest, &value) && sip_values_next(&below->rest, &value) &&
           sip_via_read(value, &below->top);
}

/* Whether a proxy that received the one request sent the other: with its own Via on top of those
 * that were there, and from the same caller (RFC 3261 section 16.6). */
static bool is_forwarded(const struct sip_message *sent, const struct vias_below *below,
                         const struct sip_message *received)
{
    struct sip_values rest = below->rest, others = sip_values_of(received, SIP_HDR_VIA);
    struct sip_slice value, tag = sip_message_tag(received, SIP_HDR_FROM);
    struct sip_via via, other;

    if (tag.p == NULL || !sip_tags_equal(tag, sip_message_tag(sent, SIP_HDR_FROM)) ||
        received->top_via.host.n == 0 || !sip_via_mirrors(&below->top, &received->top_via, true)) {
        return false;
    }
    sip_values_next(&others, &value); /* the top one */
    while (sip_values_next(&others, &value)) {
        if (!sip_via_read(value, &other) || !sip_values_next(&rest, &value) ||
            !sip_via_read(value, &via) || !sip_via_mirrors(&via, &other, false)) {
            return false;
        }
    }
    return !sip_values_next(&rest, &value);
}

/* Whether t is the message before its proxy forwarded it. */
static bool is_upstream(const struct sip_transaction *t, const struct sip_transaction *branch,
                        const struct sip_message *m, const struct vias_below *below)
{
    const struct sip_message *received;
    struct sip_message room;

    if (t == branch || t->identity != branch->identity ||
        !sip_endpoint_same_address(&t->hop->server, &branch->hop->client)) {
        return false;
    }
    received = sip_transaction_request(t, &room);
    return received != NULL && is_forwarded(m, below, received);
}

static void tie(struct sip_transaction *t, struct sip_transaction *branch)
{
    struct sip_transaction **end = &t->branches;

    while (*end != NULL) {
        end = &(*end)->next_branch;
    }
    *end = branch;
    t->branch_count++;
    branch->is_branch = true;
    if (branch->method != SIP_METHOD_ACK && branch->method != SIP_METHOD_CANCEL) {
        branch->received = t;
    }
    if (t->attempt != NULL && t->attempt->final_code >= 300) {
        t->attempt->retry_forwarded = true;
    }
}

/* Ties a new request to the one that its proxy received: the second Via gives its key. */
void sip_tie_to_upstream(struct sip_transactions *all, struct sip_transaction *branch,
                         const struct sip_message *m)
{
    struct sip_transaction *t;
    struct vias_below below;

    if (m->is_response || !m->headers_complete || !read_below(m, &below) ||
        !sip_via_has_cookie(&below.top)) {
        return;
    }
    t = sip_transactions_newest(all, sip_via_key(&below.top) +
                                         sip_method_key(m->method, m->method_name));
    for (int uses = 0; t != NULL && !is_upstream(t, branch, m, &below); t = t->next) {
        if (++uses == SIP_MAX_USES) {
            return;
        }
    }
    if (t != NULL && t->branch_count < SIP_TRANSACTION_MAX_BRANCHES) {
        tie(t, branch);
    }
}
