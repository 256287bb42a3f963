/* bindings.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects/bindings.h"

#include <string.h>

struct sip_slice sip_contact_param(const struct sip_address *contact, const char *name)
{
    struct sip_slice value;
    return sip_value_param(contact->params, name, &value) ? value : (struct sip_slice){NULL, 0};
}

struct sip_values sip_bindings_of(const struct sip_context *context)
{
    return sip_values_of(context->request, SIP_HDR_CONTACT);
}

bool sip_bindings_next(struct sip_values *it, struct sip_binding *b)
{
    struct sip_slice value, expires;

    while (sip_values_next(it, &value)) {
        if (!sip_address_read(value, &b->contact) || !sip_uri_read(b->contact.uri, &b->uri)) {
            continue; /* "*", or nothing that a registrar could bind */
        }
        b->instance = sip_contact_param(&b->contact, "+sip.instance");
        b->reg_id = sip_contact_param(&b->contact, "reg-id");
        expires = sip_contact_param(&b->contact, "expires");
        if (expires.p == NULL) {
            expires = sip_message_value(it->message, SIP_HDR_EXPIRES);
        }
        bool given = sip_value_seconds(expires, &b->expires);
        if (!given || b->expires != 0) {
            b->expires = given ? b->expires : 0;
            return true;
        }
    }
    return false;
}

static bool same_binding(const struct sip_binding *b, const struct sip_address *contact)
{
    struct sip_slice instance = sip_contact_param(contact, "+sip.instance");

    /* Of a flow the URI does not count, only instance and reg-id (RFC 5626 section 6). */
    return sip_uri_equal(b->contact.uri, contact->uri) ||
           (b->instance.p != NULL && instance.p != NULL &&
            sip_slice_equal_nocase(b->instance, instance) &&
            sip_slice_equal(b->reg_id, sip_contact_param(contact, "reg-id")));
}

bool sip_binding_find(const struct sip_message *m, const struct sip_binding *b,
                      struct sip_slice *value, struct sip_address *contact)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_CONTACT);

    while (sip_values_next(&it, value)) {
        if (sip_address_read(*value, contact) && same_binding(b, contact)) {
            return true;
        }
    }
    return false;
}

bool sip_binding_came_back(const struct sip_context *context)
{
    const struct sip_row *asked = sip_message_row(context->request, SIP_HDR_CONTACT);
    const struct sip_row *given = sip_message_row(context->message, SIP_HDR_CONTACT);

    return asked != NULL && given != NULL && asked->next == SIP_NO_ROW &&
           given->next == SIP_NO_ROW && sip_slice_equal(asked->value, given->value) &&
           memchr(asked->value.p, ',', asked->value.n) == NULL;
}
