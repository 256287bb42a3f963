/* bindings.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects/bindings.h"

#include <string.h>

struct sip_bindings sip_bindings_asked(const struct sip_context *context)
{
    return sip_bindings_of(context->request);
}

bool sip_bindings_next_asked(struct sip_bindings *it, struct sip_binding *b)
{
    while (sip_bindings_next(it, b)) {
        if (!sip_binding_is_removed(b)) {
            return true;
        }
    }
    return false;
}

bool sip_binding_find(const struct sip_message *m, const struct sip_binding *b,
                      struct sip_slice *value, struct sip_address *contact)
{
    struct sip_bindings it = sip_bindings_of(m);
    struct sip_binding listed;

    while (sip_bindings_next(&it, &listed)) {
        if (sip_binding_same(b, &listed)) {
            *value = listed.value;
            *contact = listed.contact;
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
