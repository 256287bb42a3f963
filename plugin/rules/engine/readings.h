/* readings.h
 * What the checks read of the messages of a context, each time the same: read once, when the first of
 * them asks, and kept until the message is judged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_READINGS_H
#define SIP_RULES_ENGINE_READINGS_H

#include "rules/engine/context.h"
#include "sip/auth.h"
#include "sip/format.h"
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

/* What most rules ask of a session description. Empty where there is none. */
#define SIP_OUTLINE_STREAMS 8
struct sip_outline {
    struct sip_slice timing;                       /* the first t= line; p == NULL: none */
    unsigned count;                                /* of streams, … */
    struct sip_slice streams[SIP_OUTLINE_STREAMS]; /* … and the types of the first ones: "audio" */
    bool limits_directions; /* a stream is not sendrecv, or goes to a group */
    bool refuses;           /* a stream has port 0 */
};

/* The session description of a message: see sip_message_session(). */
struct sip_session {
    bool is_read, has_outline;
    enum sip_presence presence;
    struct sip_slice sdp;
    struct sip_outline outline;
};

/* A stream that offer and answer accept under an RTP profile: what the answer says of it, and the formats
 * of both. */
struct sip_stream {
    unsigned number; /* from 1 */
    struct sip_media media;
    struct sip_formats offered, answered;
};

/* The first ones of a message. */
#define SIP_STREAMS_MAX 8
struct sip_streams {
    bool is_read;
    unsigned count;
    struct sip_stream all[SIP_STREAMS_MAX];
};

/* The message, its request, the failed one and its failure; two header fields of challenges, two of
 * credentials. */
#define SIP_READINGS_MESSAGES 4
#define SIP_READINGS_AUTHS 4

struct sip_readings {
    struct sip_session asked, given;            /* by the request, by the message */
    bool addresses_are_read, has_address_fault; /* all addresses that rules on syntax look at */
    bool contact_is_read, has_contact;
    unsigned auths_read;        /* a bit for each of auths */
    struct sip_contact contact; /* the first one of the message … */
    struct sip_values contacts; /* … and those behind it */
    struct sip_streams streams; /* of the message as an answer; see exchange.h */
    struct sip_auths auths[SIP_READINGS_MESSAGES * SIP_READINGS_AUTHS];
};

/* Nothing has been read yet. The rest is written before it is looked at. */
static inline void sip_readings_clear(struct sip_readings *readings)
{
    readings->asked.is_read = readings->asked.has_outline = false;
    readings->given.is_read = readings->given.has_outline = false;
    readings->addresses_are_read = readings->has_address_fault = false;
    readings->contact_is_read = false;
    readings->streams.is_read = false;
    readings->auths_read = 0;
}

/* The challenges or credentials of a message of the context. */
const struct sip_auths *sip_auths_of(const struct sip_context *context, const struct sip_message *m,
                                     enum sip_header_id header);

/* The session description of the request, and of the message. */
enum sip_presence sip_session_asked(const struct sip_context *context, struct sip_slice *sdp);
enum sip_presence sip_session_given(const struct sip_context *context, struct sip_slice *sdp);

/* The outlines of the same. */
const struct sip_outline *sip_outline_asked(const struct sip_context *context);
const struct sip_outline *sip_outline_given(const struct sip_context *context);

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
