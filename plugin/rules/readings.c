/* readings.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/readings.h"

#include <glib.h>

const struct sip_auths *sip_auths_of(const struct sip_context *context, const struct sip_message *m,
                                     enum sip_header_id header)
{
    static const struct sip_auths none = {.count = 0};
    struct sip_readings *readings = context->readings;

    if (!sip_message_has(m, header)) {
        return &none;
    }
    for (unsigned i = 0; i < readings->auths_count; i++) {
        if (readings->auths[i].message == m && readings->auths[i].header == header) {
            return &readings->auths[i];
        }
    }
    g_assert(readings->auths_count < G_N_ELEMENTS(readings->auths));
    struct sip_auths *auths = &readings->auths[readings->auths_count++];
    sip_auths_read(auths, m, header);
    return auths;
}

static enum sip_presence session_of(struct sip_session *session, const struct sip_message *m,
                                    struct sip_slice *sdp)
{
    if (!session->is_read) {
        session->presence = sip_message_session(m, &session->sdp);
        session->is_read = true;
    }
    *sdp = session->sdp;
    return session->presence;
}

enum sip_presence sip_session_asked(const struct sip_context *context, struct sip_slice *sdp)
{
    return session_of(&context->readings->asked, context->request, sdp);
}

enum sip_presence sip_session_given(const struct sip_context *context, struct sip_slice *sdp)
{
    return session_of(&context->readings->given, context->message, sdp);
}

static bool read_contact(struct sip_values *it, struct sip_contact *contact)
{
    while (sip_values_next(it, &contact->value)) {
        contact->row = it->row;
        if (!sip_slice_is(sip_value_main(contact->value), "*") &&
            sip_address_read(contact->value, &contact->address)) {
            if (!sip_uri_read(contact->address.uri, &contact->uri)) {
                contact->uri = (struct sip_uri){0};
            }
            return true;
        }
    }
    return false;
}

struct sip_contacts sip_contacts_of(const struct sip_context *context)
{
    struct sip_contacts it;

    it.readings = context->readings;
    it.message = context->message;
    it.begun = false;
    return it;
}

const struct sip_contact *sip_contacts_next(struct sip_contacts *it)
{
    struct sip_readings *readings = it->readings;

    if (it->begun) {
        return read_contact(&it->rest, &it->room) ? &it->room : NULL;
    }
    if (!readings->contact_is_read) {
        readings->contacts = sip_values_of(it->message, SIP_HDR_CONTACT);
        readings->has_contact = read_contact(&readings->contacts, &readings->contact);
        readings->contact_is_read = true;
    }
    it->begun = true;
    it->rest = readings->contacts;
    return readings->has_contact ? &readings->contact : NULL;
}
