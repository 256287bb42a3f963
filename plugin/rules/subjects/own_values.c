/* own_values.c
 * What a server has to fill in itself, and not to take from its client or from its own earlier responses
 * (RFC 3261 sections 8.2.6.2, 12.1.1 and 19.3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>

#include "rules/engine/endpoint.h"
#include "rules/engine/readings.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "sip/rack.h"

/* Header fields that come back by right. */
static bool is_copied(const struct sip_row *row)
{
    switch (row->id) {
    case SIP_HDR_VIA:
    case SIP_HDR_FROM:
    case SIP_HDR_TO:
    case SIP_HDR_CALL_ID:
    case SIP_HDR_CSEQ:
    case SIP_HDR_RECORD_ROUTE:
    case SIP_HDR_TIMESTAMP:
    case SIP_HDR_SESSION_ID:
    case SIP_HDR_CONTENT_LENGTH:
        return true;
    default:
        return false;
    }
}

static bool same_row(const struct sip_row *a, const struct sip_row *b)
{
    return a->id == b->id && sip_slice_equal(a->value, b->value) &&
           (a->id != SIP_HDR_OTHER || sip_slice_equal_nocase(a->name, b->name));
}

/* What cannot be the same by chance: of two phones of one kind nearly all else may be. */
static bool betrays(const struct sip_row *row, enum sip_method method)
{
    enum sip_header_id id = (enum sip_header_id)row->id;

    return (id == SIP_HDR_CONTACT && method != SIP_METHOD_REGISTER) ||
           id == SIP_HDR_SUBSCRIPTION_STATE || id == SIP_HDR_EVENT ||
           sip_header_place_of(id) == SIP_PLACE_REQUEST;
}

/* The header fields of the response that are those of its request. */
struct mirrored {
    unsigned count;
    unsigned betraying;
    char names[SIP_EVIDENCE_SIZE / 2];
    size_t used;
};

static void add_mirrored(struct mirrored *mirrored, const struct sip_row *row,
                         enum sip_method method)
{
    size_t room = sizeof(mirrored->names) - mirrored->used;

    mirrored->count++;
    mirrored->betraying += betrays(row, method);
    int n = snprintf(mirrored->names + mirrored->used, room, "%s%.*s",
                     mirrored->used > 0 ? ", " : "", SIP_ARG(row->name));
    if (n > 0 && (size_t)n < room) {
        mirrored->used += (size_t)n;
    } else {
        mirrored->names[mirrored->used] = '\0';
    }
}

static bool has_same_row(const struct sip_message *m, const struct sip_row *row)
{
    unsigned at = 0;

    while (at < m->row_count && !same_row(&m->rows[at], row)) {
        at++;
    }
    return at < m->row_count;
}

static void find_mirrored(const struct sip_context *context, struct mirrored *mirrored)
{
    const struct sip_message *m = context->message;

    for (unsigned i = 0; i < m->row_count; i++) {
        const struct sip_row *row = &m->rows[i];
        bool first = &m->rows[m->first[row->id]] == row || row->id == SIP_HDR_OTHER;
        if (first && !is_copied(row) && has_same_row(context->request, row)) {
            add_mirrored(mirrored, row, m->method);
        }
    }
}

/* Whether any of those that betray it came back: of most responses none did. */
static bool betrays_at_all(const struct sip_context *context)
{
    const struct sip_message *m = context->message;

    for (int i = 0; i < SIP_RULE_MAX_NEEDS && context->rule->needs[i] != SIP_HDR_OTHER; i++) {
        enum sip_header_id id = context->rule->needs[i];
        if (sip_message_has(m, id) &&
            sip_slice_equal(sip_message_value(m, id), sip_message_value(context->request, id))) {
            return true;
        }
    }
    return false;
}

#define MIRRORED 6 /* header fields that no server would have by chance */

static enum sip_verdict check_mirror(const struct sip_context *context, struct sip_finding *finding)
{
    struct mirrored mirrored = {0};

    if (!betrays_at_all(context)) {
        return SIP_KEPT;
    }
    find_mirrored(context, &mirrored);
    if (mirrored.count < MIRRORED || mirrored.betraying == 0) {
        return SIP_KEPT;
    }
    return sip_response_matches(context)
               ? sip_broken(finding, context, SIP_START_LINE,
                            "%u header fields are those of frame %u: %s", mirrored.count,
                            sip_response_request_frame(context), mirrored.names)
               : SIP_UNDECIDED;
}

/* Somebody who calls himself answers with his own Contact. Who subscribes to his own address, as for his messages, is
 * answered by a server, unless the request is seen to come back. */
static bool comes_back_by_right(const struct sip_context *context)
{
    const struct sip_message *request = context->request;
    const struct sip_transaction *t = context->transaction;

    return sip_slice_equal_nocase(request->from.address.uri, request->to.address.uri) &&
           (t->method != SIP_METHOD_SUBSCRIBE || t->branches != NULL || t->is_branch);
}

/* Whether a Contact says whose it is: an address that is not the server's, or a user at a name. */
static bool is_clients(const struct sip_context *context, const struct sip_contact *contact)
{
    struct sip_endpoint named = sip_endpoint_of_host(contact->uri.host);
    const char *invalid = sip_slice_find(contact->uri.host, "invalid");

    if (named.family != 0) {
        return !sip_endpoint_same_address(&named, &context->packet->source);
    }
    return contact->uri.user.n > 0 && invalid == NULL &&
           sip_slice_find(contact->uri.user, "anonymous") == NULL;
}

static enum sip_verdict check_contact_of_client(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_hop *hop = context->transaction->hop;
    struct sip_contacts it = sip_contacts_of(context);

    if (!sip_slice_equal(sip_message_value(m, SIP_HDR_CONTACT),
                         sip_message_value(context->request, SIP_HDR_CONTACT)) ||
        (m->code < 200 && sip_message_reliable_rseq(m) == 0)) {
        return SIP_KEPT;
    }
    const struct sip_contact *contact = sip_contacts_next(&it);
    if (contact == NULL || hop == NULL || hop->client.family == 0 ||
        sip_endpoint_same_address(&hop->client, &context->packet->source) ||
        comes_back_by_right(context) || !is_clients(context, contact) ||
        sip_value_param(contact->uri.params, "gr", NULL)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_response_matches(context)
               ? sip_broken(finding, context, sip_row_bytes(contact->row),
                            "the Contact of frame %u, in a response from %s: %.*s",
                            sip_response_request_frame(context),
                            sip_endpoint_text(&context->packet->source).s,
                            SIP_ARG(contact->address.uri))
               : SIP_UNDECIDED;
}

static enum sip_verdict check_tag_unique(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_message *m = context->message;
    const struct sip_tag_use *use = sip_tag_used(t->hop, context->packet);

    if (use == NULL || use->calls + 1 != SIP_TAG_CALLS || t->in_dialog ||
        !sip_via_has_cookie(&m->top_via)) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, use->frame, sip_context_bytes(context, SIP_HDR_TO),
                         "To tag %.*s for a third Call-ID; the first one was in frame %u",
                         SIP_ARG(sip_message_to_tag(m)), use->frame);
}

const struct sip_rule sip_rules_own_values[] = {
    {
        .id = "response-mirrors-request",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §20",
        .when = SIP_ON_MATCHED_RESPONSE,
        .needs = {SIP_HDR_MAX_FORWARDS, SIP_HDR_ROUTE, SIP_HDR_CONTACT, SIP_HDR_EVENT,
                  SIP_HDR_AUTHORIZATION, SIP_HDR_PROXY_AUTHORIZATION, SIP_HDR_SUBSCRIPTION_STATE},
        .once = SIP_ONCE_A_SERVER,
        .handed_on = true,
        .check = check_mirror,
        .problem = "Response is the request with another first line",
        .requirement = "A response copies Via, From, To, Call-ID, CSeq and Record-Route only, and "
                       "has the server's own values in all other header fields",
        .remedy = "The server must build its own response instead of changing the first line of "
                  "the request. The client reads its own Contact, methods and credentials as the "
                  "server's.",
        .silence = "Only reported for six header fields or more that come back unchanged, one "
                   "of them such as no server would have by chance: Max-Forwards, "
                   "Route, credentials, Event, or Contact outside of a registration.",
        .explains = {"request-header-in-response", "event-header-in-response",
                     "subscription-state-in-response", "2xx-register-expires-param-missing",
                     "2xx-publish-etag-missing", "2xx-contact-of-client",
                     "max-forwards-in-response", "min-se-outside-422", "session-expires-misplaced"},
    },
    {
        .id = "2xx-contact-of-client",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.1.1",
        .see = "RFC 3261 §8.1.1.8; RFC 3261 §13.2.2.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-299",
        .methods = SIP_M_DIALOG_MAKING | SIP_M(UPDATE),
        .needs = {SIP_HDR_CONTACT},
        .check = check_contact_of_client,
        .problem = "Contact of the response is the client's own",
        .requirement = "Contact of a response that creates or refreshes a dialog is the server's",
        .remedy = "The server must put its own address into Contact. The client sends ACK, BYE and "
                  "other requests of the dialog to this Contact: to itself.",
        .silence = "Not reported when both ends of the hop have the same address, when the client "
                   "calls itself, or subscribes to itself and the request is seen to come back, "
                   "for a GRUU, and for a Contact without a user at a name, which "
                   "servers of one domain may share.",
        .explains = {"2xx-not-acked", "2xx-repeated-despite-ack"},
    },
    {
        .id = "tag-not-unique",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §19.3",
        .see = "RFC 3261 §8.2.6.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-299",
        .methods = SIP_M_ANY,
        .check = check_tag_unique,
        .problem = "The same To tag for different calls",
        .requirement = "A server makes a new tag for each request that has no To tag, with 32 "
                       "random bits at least",
        .remedy = "The server must make a random tag each time; one that keeps no state makes it "
                  "from the request, Call-ID included. Proxies and clients tell dialogs and forks "
                  "apart by it.",
        .silence =
            "Reported for the third Call-ID with the tag, and once for each sender. Not "
            "reported for requests that have a To tag, for those of RFC 2543 clients, and where a "
            "client gives several requests one branch. Failures are left alone: a server "
            "without state may give all of them one tag.",
    },
};

SIP_SUBJECT_END(own_values);
