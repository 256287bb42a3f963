/* format.h
 * The formats of a media stream that runs under an RTP profile: payload types, and what rtpmap says of
 * them (RFC 8866 section 6.6; RFC 3551 for those that need none).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_FORMAT_H
#define SIP_FORMAT_H

#include "sip/sdp.h"

/* Streams with more formats are not read. */
#define SIP_FORMATS_MAX 64

struct sip_format {
    struct sip_slice encoding; /* "PCMU", by rtpmap or by RFC 3551; p == NULL: not known */
    uint32_t rate;             /* Hz */
    uint32_t channels;
    uint8_t number;    /* the payload type, 0 to 127 */
    bool is_static;    /* RFC 3551 gives the number a meaning */
    bool is_auxiliary; /* no media by itself: telephone-event, CN, red, rtx, error correction */
};

struct sip_formats {
    unsigned count;
    struct sip_format all[SIP_FORMATS_MAX];
};

/* Those of a stream, none where its m= line has none. False where it does not run under an RTP profile, or has
 * formats that are no payload types, or too many. */
bool sip_formats_read(const struct sip_media *media, struct sip_formats *formats);

/* The same encoding, clock rate and number of channels, whatever the payload types; false where one of
 * them is not known. */
bool sip_format_same_codec(const struct sip_format *a, const struct sip_format *b);

/* Whether both can be the same format: the same codec, or one payload type that nothing gives another
 * meaning on the other side. */
bool sip_format_same(const struct sip_format *a, const struct sip_format *b);

#endif
