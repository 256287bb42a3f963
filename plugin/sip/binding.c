/* binding.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/binding.h"

struct sip_slice sip_contact_param(const struct sip_address *contact, const char *name)
{
    struct sip_slice value;
    return sip_value_param(contact->params, name, &value) ? value : (struct sip_slice){NULL, 0};
}

struct sip_bindings sip_bindings_of(const struct sip_message *m)
{
    return (struct sip_bindings){sip_values_of(m, SIP_HDR_CONTACT),
                                 sip_message_value(m, SIP_HDR_EXPIRES)};
}

bool sip_bindings_next(struct sip_bindings *it, struct sip_binding *b)
{
    while (sip_values_next(&it->rest, &b->value)) {
        if (!sip_address_read(b->value, &b->contact) || !sip_uri_read(b->contact.uri, &b->uri)) {
            continue;
        }
        struct sip_slice expires = sip_contact_param(&b->contact, "expires");
        b->instance = sip_contact_param(&b->contact, "+sip.instance");
        b->reg_id = sip_contact_param(&b->contact, "reg-id");
        b->has_expires = sip_value_seconds(expires.p ? expires : it->expires, &b->expires);
        b->expires = b->has_expires ? b->expires : 0;
        return true;
    }
    return false;
}

bool sip_binding_is_flow(const struct sip_binding *binding)
{
    return binding->instance.p != NULL && binding->reg_id.p != NULL;
}

bool sip_binding_same(const struct sip_binding *a, const struct sip_binding *b)
{
    return sip_uri_equal_at(SIP_URI_BINDING, a->contact.uri, b->contact.uri) ||
           (a->instance.p != NULL && b->instance.p != NULL &&
            sip_slice_equal_nocase(a->instance, b->instance) &&
            sip_slice_equal(a->reg_id, b->reg_id));
}
