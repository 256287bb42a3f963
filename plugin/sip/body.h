/* body.h
 * Message bodies: media types, the parts of a multipart body (RFC 2046, RFC 5621), and the lines
 * of a session description (RFC 8866).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_BODY_H
#define SIP_BODY_H

#include "sip/lines.h"
#include "sip/message.h"

/* A body, or one part of a multipart body. */
struct sip_part {
    struct sip_slice type; /* the value of Content-Type, parameters included; p == NULL: none */
    struct sip_slice disposition; /* likewise of Content-Disposition */
    struct sip_slice content;
    bool is_untyped_sdp; /* the body has no Content-Type, which its sender forgot, and begins like a
                            session description */
    bool encoded;        /* a Content-Encoding or Content-Transfer-Encoding hides the content */
};

/* Walks the parts of a body: the body itself where it is not multipart. Nested multiparts are
 * walked too, to a depth of SIP_PART_MAX_DEPTH. */
#define SIP_PART_MAX_DEPTH 3
struct sip_parts {
    struct sip_part pending;
    bool has_pending;
    unsigned depth;
    struct {
        struct sip_lines rest;
        struct sip_slice boundary;
    } level[SIP_PART_MAX_DEPTH];
};
struct sip_parts sip_parts_of(const struct sip_message *m);
bool sip_parts_next(struct sip_parts *it, struct sip_part *part);

/* True if the media type is this one ("application/sdp"); parameters and case are ignored. */
bool sip_media_type_is(struct sip_slice content_type, const char *media_type);

/* The same of a part, or SDP whose type was forgotten. */
bool sip_part_is(const struct sip_part *part, const char *media_type);

/* The first part of that media type. SIP_PERHAPS where the body was cut off before one was found,
 * or where a part that might hold it is encoded. */
enum sip_presence sip_message_part(const struct sip_message *m, const char *media_type,
                                   struct sip_part *part);

/* Reads the first line of a body of type message/sipfrag, or of such a part, as the start line of a message
 * (RFC 3420). line: what was read, p == NULL where it was cut off. False where it is no start line. */
bool sip_part_read_start(const struct sip_message *m, const struct sip_part *part,
                         struct sip_slice *line, struct sip_message *fragment);

/* The lines of a session description: "m=audio 49170 RTP/AVP 0" gives 'm' and the rest. */
bool sip_sdp_next(struct sip_slice *rest, char *type, struct sip_slice *value);

#endif
