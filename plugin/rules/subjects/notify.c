/* notify.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects/notify.h"

#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "sip/uri.h"
#include "sip/value.h"

/* Whether a URI names the address of an endpoint; with_port: and its port. */
static bool uri_names(struct sip_slice text, const struct sip_endpoint *endpoint, bool with_port)
{
    uint32_t port = 5060;
    struct sip_uri uri;

    if (!sip_uri_read(text, &uri) || !sip_slice_is(uri.scheme, "sip")) {
        return false;
    }
    struct sip_endpoint named = sip_endpoint_of_host(uri.host);
    return named.family != 0 && sip_endpoint_same_address(&named, endpoint) &&
           (uri.port.p == NULL || sip_slice_to_u32(uri.port, &port)) &&
           (!with_port || port == endpoint->port);
}

static bool header_names(const struct sip_message *m, enum sip_header_id id,
                         const struct sip_endpoint *endpoint, bool with_port)
{
    struct sip_values it = sip_values_of(m, id);
    struct sip_slice value;
    struct sip_address address;

    while (sip_values_next(&it, &value)) {
        if (sip_address_read(value, &address) && uri_names(address.uri, endpoint, with_port)) {
            return true;
        }
    }
    return false;
}

/* Whether one of the proxies that stay in the path is at the endpoint: the 2xx to a request within the
 * dialog need not name them again. */
static bool path_names(const struct sip_context *context, const struct sip_endpoint *endpoint,
                       bool with_port)
{
    struct sip_routes routes;

    if (header_names(context->message, SIP_HDR_RECORD_ROUTE, endpoint, with_port)) {
        return true;
    }
    if (!sip_dialog_routes(context->dialog, context->dialog->maker, &routes)) {
        return false;
    }
    for (unsigned i = 0; i < routes.count; i++) {
        if (uri_names(routes.uris[i], endpoint, with_port)) {
            return true;
        }
    }
    return false;
}

/* Whether the NOTIFY must run over this hop, where it would have been seen: both ends are named as the agent itself
 * or as a proxy that stays in the path, or the server sent requests this way, in whatever dialog: to a client
 * behind NAT. */
static bool would_be_seen(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    bool behind_nat = !header_names(context->request, SIP_HDR_CONTACT, &t->hop->client, false);
    bool to_client = (behind_nat && t->hop->to_client->has_request) ||
                     header_names(context->request, SIP_HDR_CONTACT, &t->hop->client, true) ||
                     path_names(context, &t->hop->client, true);

    return sip_server_side(context)->last != NULL ||
           (to_client && (header_names(context->message, SIP_HDR_CONTACT, &t->hop->server, false) ||
                          path_names(context, &t->hop->server, false)));
}

/* Whether a NOTIFY for it came to this client: here, or to where its Contact leads. One on another hop may not have
 * been passed on. */
static bool was_notified(const struct sip_context *context, const struct sip_party *party)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice contact = sip_message_value(context->request, SIP_HDR_CONTACT);
    struct sip_address address;
    struct sip_uri uri;

    if (party->notify_frame == 0 || party->notify_time + SIP_CAPTURE_JITTER <= t->request_time) {
        return false;
    }
    if (!sip_address_read(contact, &address) || !sip_uri_read(address.uri, &uri)) {
        return true;
    }
    struct sip_endpoint named = sip_endpoint_of_host(uri.host);
    return sip_party_notified_at(party, &t->hop->client) || named.family == 0 ||
           sip_party_notified_at(party, &named);
}

enum sip_verdict sip_check_no_notify(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    int64_t waited = context->now - t->final_time;

    if (context->dialog == NULL || sip_client_side(context)->party == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (context->message->method == SIP_METHOD_REFER && sip_refer_without_subscription(context)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_party *party = sip_client_side(context)->party;
    if (was_notified(context, party)) {
        return SIP_KEPT;
    }
    if (waited <= sip_timer_64_t1(context) || !would_be_seen(context)) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE, "%.*s to %s, and no NOTIFY within %.0f s",
                      SIP_ARG(context->message->code_text),
                      sip_method_name(context->message->method),
                      sip_seconds(sip_timer_64_t1(context)));
}

bool sip_notify_reports(const struct sip_message *notify, const struct sip_message *asked)
{
    struct sip_slice event = sip_message_value(notify, SIP_HDR_EVENT);
    struct sip_slice wanted = sip_message_value(asked, SIP_HDR_EVENT);
    struct sip_slice id = {NULL, 0}, wanted_id = {NULL, 0};
    uint32_t number;

    sip_value_param(event, "id", &id);
    if (asked->method == SIP_METHOD_REFER) {
        return sip_slice_is(sip_value_main(event), "refer") &&
               (id.p == NULL || (sip_slice_to_u32(id, &number) && number == asked->cseq_number));
    }
    sip_value_param(wanted, "id", &wanted_id);
    return event.p != NULL && sip_slice_equal(id, wanted_id) &&
           sip_slice_equal_nocase(sip_value_main(event), sip_value_main(wanted));
}

struct sip_ended_text sip_call_ended_text(const struct sip_context *context)
{
    const struct sip_dialog *d = context->dialog;
    struct sip_ended_text text = {""};

    if (d != NULL && d->confirmed_frame != 0 && d->ended_frame != 0) {
        sip_piece(context, text.s, sizeof(text.s),
                  "; the BYE in frame %u had ended the call, not the subscription", d->ended_frame);
    }
    return text;
}
