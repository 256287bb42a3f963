/* sdp.h
 * Session descriptions as offer and answer compare them (RFC 3264, RFC 8866).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_SDP_H
#define SIP_SDP_H

#include "sip/message.h"

/* The session description of a message, one for early media (RFC 3959) left out. SIP_PERHAPS where
 * it may have been cut off, encoded, kept elsewhere, or written in another format than SDP.
 * Where there are several, or only a part of one was captured, *sdp is left at p == NULL. */
enum sip_presence sip_message_session(const struct sip_message *m, struct sip_slice *sdp);

enum sip_direction {
    SIP_SENDRECV,
    SIP_SENDONLY,
    SIP_RECVONLY,
    SIP_INACTIVE,
};
const char *sip_direction_name(enum sip_direction direction);

/* Whether a c= line, "IN IP4 224.2.1.1/127", names a multicast group. */
bool sip_sdp_is_multicast(struct sip_slice connection);

/* Whether the port of an m= line, "49170/2", is 0: the stream is refused or withdrawn. */
bool sip_sdp_is_refused(struct sip_slice port);

/* A media stream: an m= line and what is said of it, there or for the whole session. */
struct sip_media {
    struct sip_slice line;    /* "audio 49170 RTP/AVP 0" */
    struct sip_slice type;    /* "audio" */
    struct sip_slice port;    /* "49170", of several the first */
    struct sip_slice proto;   /* "RTP/AVP" */
    struct sip_slice formats; /* "0 8 101" */
    struct sip_slice
        lines; /* what follows the m= line, up to the next one; of a session all before the first */
    struct sip_slice address; /* "192.0.2.20"; p == NULL: none was given */
    bool refused;             /* its port is 0 */
    bool multicast;
    enum sip_direction direction;
    struct sip_slice direction_line; /* "sendonly", of stream or session; p == NULL: none */
};

/* Walks the media streams of a session description. */
struct sip_media_streams {
    struct sip_media session; /* what is said before the first stream */
    struct sip_slice rest;
};
struct sip_media_streams sip_media_of(struct sip_slice sdp);
bool sip_media_next(struct sip_media_streams *it, struct sip_media *media);

/* Writes what both sides must agree on: "audio 49170 RTP/AVP 0 8 (192.0.2.20) sendonly", one
 * stream after the other, cut at size; of a refused one only "audio 0". Origin, times and all other
 * attributes are left out. False where the session description is not known. */
bool sip_message_media(const struct sip_message *m, char *text, size_t size);

#endif
