/* readings.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/readings.h"

#include "sip/body.h"

/* Where the list of a header field is kept. Another message or header field than these shares the last
 * place, and is then read again and again. */
static unsigned place_of(const struct sip_context *context, const struct sip_message *m,
                         enum sip_header_id header)
{
    unsigned message = m == context->message          ? 0
                       : m == context->request        ? 1
                       : m == context->failed_request ? 2
                                                      : 3;
    unsigned field = header == SIP_HDR_WWW_AUTHENTICATE     ? 0
                     : header == SIP_HDR_PROXY_AUTHENTICATE ? 1
                     : header == SIP_HDR_AUTHORIZATION      ? 2
                                                            : 3;

    return message * SIP_READINGS_AUTHS + field;
}

const struct sip_auths *sip_auths_of(const struct sip_context *context, const struct sip_message *m,
                                     enum sip_header_id header)
{
    static const struct sip_auths none = {.count = 0};
    struct sip_readings *readings = context->readings;

    if (!sip_message_has(m, header)) {
        return &none;
    }
    unsigned place = place_of(context, m, header);
    struct sip_auths *auths = &readings->auths[place];
    if ((readings->auths_read >> place & 1) == 0 || auths->message != m ||
        auths->header != header) {
        sip_auths_read(auths, m, header);
        readings->auths_read |= 1U << place;
    }
    return auths;
}

static void read_session(struct sip_session *session, const struct sip_message *m)
{
    if (!session->is_read) {
        session->presence = sip_message_session(m, &session->sdp);
        session->is_read = true;
    }
}

static enum sip_presence session_of(struct sip_session *session, const struct sip_message *m,
                                    struct sip_slice *sdp)
{
    read_session(session, m);
    *sdp = session->sdp;
    return session->presence;
}

/* Whether an attribute allows less than both directions. */
static bool is_limit(struct sip_slice attribute)
{
    struct sip_slice word = sip_slice_trim(attribute);

    return word.n == strlen("sendrecv") &&
           (sip_slice_is(word, "sendonly") || sip_slice_is(word, "recvonly") ||
            sip_slice_is(word, "inactive"));
}

static void take_stream(struct sip_outline *outline, struct sip_slice line)
{
    struct sip_slice type, port;

    sip_slice_cut(sip_slice_cut(line, ' ', &type), ' ', &port);
    outline->refuses = outline->refuses || sip_sdp_is_refused(port);
    if (outline->count < SIP_OUTLINE_STREAMS) {
        outline->streams[outline->count] = type;
    }
    outline->count++;
}

static const struct sip_outline *outline_of(struct sip_session *session,
                                            const struct sip_message *m)
{
    struct sip_outline *outline = &session->outline;
    struct sip_slice rest, value;
    char type;

    if (session->has_outline) {
        return outline;
    }
    read_session(session, m);
    session->has_outline = true;
    outline->timing = (struct sip_slice){NULL, 0};
    outline->limits_directions = outline->refuses = false;
    outline->count = 0;
    for (rest = session->sdp; sip_sdp_next(&rest, &type, &value);) {
        if (type == 'm') {
            take_stream(outline, value);
        } else if (type == 'a') {
            outline->limits_directions = outline->limits_directions || is_limit(value);
        } else if (type == 'c') {
            outline->limits_directions = outline->limits_directions || sip_sdp_is_multicast(value);
        } else if (type == 't' && outline->timing.p == NULL) {
            outline->timing = value;
        }
    }
    return outline;
}

const struct sip_outline *sip_outline_asked(const struct sip_context *context)
{
    return outline_of(&context->readings->asked, context->request);
}

const struct sip_outline *sip_outline_given(const struct sip_context *context)
{
    return outline_of(&context->readings->given, context->message);
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
        bool star = contact->value.p[0] == '*' && sip_slice_is(sip_value_main(contact->value), "*");
        if (!star && sip_address_read(contact->value, &contact->address)) {
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
