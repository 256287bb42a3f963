/* answer.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/response.h"

#include <string.h>

#include "sip/value.h"

struct sip_response_text sip_response_to(const struct sip_context *context, enum sip_header_id id)
{
    struct sip_values it = sip_values_of(context->request, id);
    unsigned frame = context->transaction->request_frame;
    struct sip_response_text out = {""};
    struct sip_slice value;

    if (!sip_values_next(&it, &value)) {
        sip_piece(context, out.text, sizeof(out.text), "no %s in frame %u", sip_header_name(id),
                  frame);
        return out;
    }
    size_t used = sip_piece(context, out.text, sizeof(out.text), "%s in frame %u: %.*s",
                            sip_header_name(id), frame, SIP_ARG(value));
    while (sip_values_next(&it, &value)) {
        used +=
            sip_piece(context, out.text + used, sizeof(out.text) - used, ", %.*s", SIP_ARG(value));
    }
    return out;
}

bool sip_response_find(const struct sip_message *m, enum sip_header_id id, struct sip_slice token,
                       struct sip_slice *entry)
{
    struct sip_values it = sip_values_of(m, id);

    while (sip_values_next(&it, entry)) {
        if (sip_slice_equal_nocase(sip_value_main(*entry), token)) {
            return true;
        }
    }
    return false;
}

bool sip_response_lists(const struct sip_message *m, enum sip_header_id id, struct sip_slice token)
{
    struct sip_slice entry;
    return sip_response_find(m, id, token, &entry);
}

bool sip_response_returns(const struct sip_context *context, enum sip_header_id id)
{
    const struct sip_row *asked = sip_message_row(context->request, id);
    const struct sip_row *given = sip_message_row(context->message, id);

    while (asked != NULL && given != NULL && sip_slice_equal(asked->value, given->value)) {
        asked = sip_message_next_row(context->request, asked);
        given = sip_message_next_row(context->message, given);
    }
    return asked == NULL && given == NULL;
}

bool sip_response_option(const struct sip_context *context, const char *tag)
{
    const struct sip_message *request = context->request;

    return sip_values_contain(request, SIP_HDR_SUPPORTED, tag) ||
           sip_values_contain(request, SIP_HDR_REQUIRE, tag) ||
           sip_values_contain(request, SIP_HDR_PROXY_REQUIRE, tag);
}

static bool refuses_subscription(const struct sip_message *m)
{
    return sip_values_contain(m, SIP_HDR_REQUIRE, "explicitsub") ||
           sip_values_contain(m, SIP_HDR_REQUIRE, "nosub");
}

bool sip_refer_without_subscription(const struct sip_context *context)
{
    const struct sip_message *m = context->message;

    return (context->request != NULL && refuses_subscription(context->request)) ||
           refuses_subscription(m) || sip_message_has(m, SIP_HDR_REFER_EVENTS_AT) ||
           sip_slice_is(sip_value_main(sip_message_value(m, SIP_HDR_REFER_SUB)), "false");
}

bool sip_response_makes_dialog(const struct sip_context *context)
{
    const struct sip_message *m = context->message;

    if (sip_message_in_dialog(context->request) || !sip_message_in_dialog(m)) {
        return false;
    }
    return m->method != SIP_METHOD_REFER || !sip_refer_without_subscription(context);
}

enum sip_verdict sip_response_without(const struct sip_context *context,
                                      struct sip_finding *finding, enum sip_header_id id)
{
    if (sip_message_has(context->request, id)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "%s", sip_response_to(context, id).text);
}

enum sip_verdict sip_response_to_other_method(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    return sip_broken(finding, context, SIP_START_LINE, "%.*s to %.*s",
                      SIP_ARG(context->message->code_text), SIP_ARG(context->request->method_name));
}

bool sip_response_same_call_id(const struct sip_context *context)
{
    return sip_slice_equal(sip_message_value(context->request, SIP_HDR_CALL_ID),
                           sip_message_value(context->message, SIP_HDR_CALL_ID));
}

bool sip_response_same_cseq(const struct sip_context *context)
{
    return context->request->has_cseq_number && context->message->has_cseq_number &&
           context->request->cseq_number == context->message->cseq_number;
}

bool sip_response_matches(const struct sip_context *context)
{
    return sip_response_same_call_id(context) && sip_response_same_cseq(context);
}

bool sip_endpoint_is_group(const struct sip_endpoint *end)
{
    return end->family == 4 ? end->address[0] >= 224 : end->family == 6 && end->address[0] == 0xff;
}

bool sip_response_belongs(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;

    return !t->request_varied && !sip_endpoint_is_group(&t->hop->server) &&
           sip_response_matches(context);
}

bool sip_response_uri_is(const struct sip_uri *uri, const struct sip_endpoint *endpoint,
                         enum sip_transport transport)
{
    bool tls = transport == SIP_TRANSPORT_TLS || sip_slice_is(uri->scheme, "sips");
    uint32_t port = tls ? 5061 : 5060;
    struct sip_endpoint named = sip_endpoint_of_host(uri->host);

    if (uri->port.p != NULL && !sip_slice_to_u32(uri->port, &port)) {
        return false;
    }
    return named.family != 0 && sip_endpoint_same_address(&named, endpoint) &&
           port == endpoint->port;
}

bool sip_response_from_agent(const struct sip_context *context)
{
    const struct sip_message *m = context->message;
    struct sip_values it = sip_values_of(m, SIP_HDR_CONTACT);
    struct sip_address contact;
    struct sip_slice value;
    struct sip_uri uri;

    return m->headers_complete &&
           sip_values_count(m, SIP_HDR_RECORD_ROUTE) ==
               sip_values_count(context->request, SIP_HDR_RECORD_ROUTE) &&
           sip_values_next(&it, &value) && sip_address_read(value, &contact) &&
           sip_uri_read(contact.uri, &uri) &&
           sip_response_uri_is(&uri, &context->packet->source, context->packet->transport);
}

bool sip_response_from_target(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_values it = sip_values_of(context->request, SIP_HDR_ROUTE);
    struct sip_address route;
    struct sip_slice value;
    struct sip_uri uri;

    if (!sip_uri_read(context->request->uri, &uri) ||
        !sip_response_uri_is(&uri, &t->hop->server, t->transport)) {
        return false;
    }
    while (sip_values_next(&it, &value)) {
        if (!sip_address_read(value, &route) || !sip_uri_read(route.uri, &uri) ||
            !sip_response_uri_is(&uri, &t->hop->server, t->transport)) {
            return false;
        }
    }
    return true;
}

uint32_t sip_seen_as_phone(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    bool from_server = t != NULL && context->packet != NULL &&
                       sip_endpoint_same_address(&context->packet->source, &t->hop->server);

    return from_server ? t->hop->to_client->sender->phone_frame : 0;
}
