/* call_drop.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/call_drop.h"

#include "rules/engine/response.h"
#include "sip/route.h"
#include "sip/uri.h"
#include "sip/value.h"

/* The URI that an ACK is sent to first: the last value of Record-Route, or Contact. */
static struct sip_slice next_hop(const struct sip_message *ok, const char **header)
{
    struct sip_routes routes;
    struct sip_address contact;

    if (!sip_message_routes(ok, SIP_HDR_RECORD_ROUTE, &routes)) {
        return (struct sip_slice){NULL, 0};
    }
    if (routes.count > 0) {
        *header = "Record-Route";
        return routes.uris[routes.count - 1];
    }
    *header = "Contact";
    return sip_address_read(sip_message_value(ok, SIP_HDR_CONTACT), &contact)
               ? contact.uri
               : (struct sip_slice){NULL, 0};
}

/* Whether the host of a URI is an address from which nothing was captured. */
static bool is_unheard(const struct sip_context *context, struct sip_slice text)
{
    struct sip_uri uri;

    if (!sip_uri_read(text, &uri)) {
        return false;
    }
    struct sip_endpoint end = sip_endpoint_of_host(uri.host);
    if (end.family == 0) {
        return false; /* a name */
    }
    return !sip_hops_heard(context->end->hops, &end);
}

struct sip_drop_text sip_ack_due_text(const struct sip_context *context)
{
    struct sip_drop_text text = {""};
    const char *header = "";
    struct sip_slice uri = next_hop(context->message, &header);

    if (uri.p != NULL) {
        sip_piece(context, text.s, sizeof(text.s), "; it was due at %.*s (%s)%s", SIP_ARG(uri),
                  header,
                  is_unheard(context, uri)
                      ? sip_word(context, ", from which nothing in this capture comes")
                      : "");
    }
    return text;
}

bool sip_ack_is_due_at_server(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    const char *header = "";
    struct sip_slice due = next_hop(context->message, &header);
    struct sip_uri uri;

    return due.p != NULL && sip_uri_read(due, &uri) &&
           sip_response_uri_is(&uri, &t->hop->server, t->transport);
}

uint32_t sip_server_hung_up(const struct sip_context *context)
{
    const struct sip_dialog *d = context->dialog;

    if (d == NULL) {
        return 0;
    }
    unsigned client = sip_dialog_client(d, context->message);
    return d->sides[!client].said_bye && !d->sides[client].said_bye ? d->ended_frame : 0;
}

const struct sip_transaction *sip_server_bye(const struct sip_context *context)
{
    const struct sip_dialog *d = context->dialog;

    if (sip_server_hung_up(context) == 0) {
        return NULL;
    }
    const struct sip_transaction *last = d->sides[!sip_dialog_client(d, context->message)].last;
    return last != NULL && last->method == SIP_METHOD_BYE ? last : NULL;
}

const struct sip_transaction *sip_ending_bye(const struct sip_context *context)
{
    const struct sip_dialog *d = context->dialog;

    for (unsigned i = 0; d != NULL && i < 2; i++) {
        const struct sip_transaction *last = d->sides[i].last;
        if (last != NULL && last->method == SIP_METHOD_BYE && last->request_frame != 0 &&
            last->request_frame == d->ended_frame) {
            return last;
        }
    }
    return NULL;
}

struct sip_drop_text sip_end_of_call_text(const struct sip_context *context,
                                          const struct sip_response *ok)
{
    const struct sip_transaction *bye = sip_ending_bye(context);
    struct sip_drop_text text = {""};

    if (bye == NULL || bye->request_time < ok->last_time) {
        return text;
    }
    if (bye != sip_server_bye(context)) {
        sip_piece(context, text.s, sizeof(text.s), "; then the client sent BYE in frame %u",
                  bye->request_frame);
    } else if (context->dialog->misses_ack) {
        sip_piece(context, text.s, sizeof(text.s),
                  "; then the server sent BYE in frame %u, which says that no ACK came",
                  bye->request_frame);
    } else if (bye->final_code == 481) {
        sip_piece(context, text.s, sizeof(text.s),
                  "; then the server sent BYE in frame %u, and the client denied the call by 481",
                  bye->request_frame);
    } else {
        text = sip_hung_up_text(context);
    }
    return text;
}

struct sip_drop_text sip_hung_up_text(const struct sip_context *context)
{
    struct sip_drop_text text = {""};
    uint32_t frame = sip_server_hung_up(context);

    if (frame != 0) {
        sip_piece(context, text.s, sizeof(text.s), "; then the server sent BYE in frame %u", frame);
    }
    return text;
}
