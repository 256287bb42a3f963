/* readings.h
 * What the checks read of the messages of a context, each time the same: read once, when the first of
 * them asks, and kept until the message is judged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_READINGS_H
#define SIP_READINGS_H

#include <string.h>

#include "rules/context.h"
#include "sip/auth.h"
#include "sip/sdp.h"
#include "sip/uri.h"
#include "sip/value.h"

/* One value of Contact. */
struct sip_contact {
    struct sip_slice value;
    const struct sip_row *row;
    struct sip_address address;
    struct sip_uri uri; /* no host where it is no SIP or SIPS URI */
};

/* The session description of a message: see sip_message_session(). */
struct sip_session {
    bool is_read;
    enum sip_presence presence;
    struct sip_slice sdp;
};

struct sip_readings {
    struct sip_session asked, given; /* by the request, by the message */
    bool contact_is_read, has_contact;
    unsigned auths_count;

    /* From here on only what the above says has been written. */
    struct sip_contact contact;  /* the first one of the message … */
    struct sip_values contacts;  /* … and those behind it */
    struct sip_auths auths[6];   /* two header fields of the message, of the request or the failed one,
                                    and of the failure */
};

static inline void sip_readings_clear(struct sip_readings *readings)
{
    memset(readings, 0, offsetof(struct sip_readings, contact));
}

/* The challenges or credentials of a message of the context. */
const struct sip_auths *sip_auths_of(const struct sip_context *context, const struct sip_message *m,
                                     enum sip_header_id header);

/* The session description of the request, and of the message. */
enum sip_presence sip_session_asked(const struct sip_context *context, struct sip_slice *sdp);
enum sip_presence sip_session_given(const struct sip_context *context, struct sip_slice *sdp);

/* Walks the Contact values of the message that name a URI: "*" and what cannot be read are passed
 * over. */
struct sip_contacts {
    struct sip_readings *readings;
    const struct sip_message *message;
    bool begun;
    struct sip_values rest;
    struct sip_contact room;
};
struct sip_contacts sip_contacts_of(const struct sip_context *context);
const struct sip_contact *sip_contacts_next(struct sip_contacts *it); /* NULL at the end */

#endif
