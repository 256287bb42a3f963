/* ack_way.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects/ack_way.h"

#include "rules/engine/duty.h"
#include "rules/engine/endpoint.h"
#include "sip/uri.h"
#include "sip/value.h"

struct sip_slice sip_contact_missed_by_ack(const struct sip_context *context,
                                           const struct sip_response *ok,
                                           const struct sip_message *ack)
{
    const struct sip_message *m = context->message;
    struct sip_address contact;
    struct sip_duty duty;
    struct sip_uri uri;

    return ack != NULL && m->is_response &&
                   sip_address_read(sip_message_value(m, SIP_HDR_CONTACT), &contact) &&
                   sip_uri_read(contact.uri, &uri) && sip_uri_is_sip(&uri) &&
                   !sip_slice_equal(contact.uri, ack->uri) &&
                   sip_duty_of_ack(context, ok->ack, ack, &duty) && sip_duty_misses_contact(&duty)
               ? contact.uri
               : (struct sip_slice){NULL, 0};
}

/* The hop behind a proxy where no ACK for this response is seen, though the proxy's other side is; NULL: there is none,
 * or the ACK went past the proxy, straight to the end of that hop. */
static const struct sip_transaction *stopped_at(const struct sip_transaction *t,
                                                const struct sip_response *ok)
{
    for (const struct sip_transaction *b = t->branches; b != NULL; b = b->next_branch) {
        const struct sip_response *same =
            sip_transaction_response(b, 200, 299, sip_response_to_tag(ok));
        if (same != NULL && same->acks == 0 &&
            !sip_endpoint_same_address(&ok->ack->hop->server, &b->hop->server)) {
            return b;
        }
    }
    return NULL;
}

struct sip_ack_way sip_ack_way_text(const struct sip_context *context,
                                    const struct sip_response *ok, const struct sip_message *ack)
{
    const struct sip_transaction *branch = stopped_at(context->transaction, ok);
    struct sip_slice contact = sip_contact_missed_by_ack(context, ok, ack);
    char uri[96] = "", stopped[96] = "", missed[160] = "";
    struct sip_ack_way text = {""};

    if (ack != NULL) {
        sip_piece(context, uri, sizeof(uri), " to %.*s", SIP_ARG(ack->uri));
    }
    if (branch != NULL) {
        sip_piece(context, stopped, sizeof(stopped), ", which passed none on to %s",
                  sip_endpoint_text(&branch->hop->server).s);
    }
    if (contact.p != NULL) {
        sip_piece(context, missed, sizeof(missed), ", not to %.*s as in Contact of the %u",
                  SIP_ARG(contact), ok->code);
    }
    sip_piece(context, text.s, sizeof(text.s), "frame %u%s%s, went to %s%s", ok->ack->request_frame,
              uri, missed, sip_endpoint_text(&ok->ack->hop->server).s, stopped);
    return text;
}
