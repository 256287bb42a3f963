/* sdp.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/sdp.h"

#include <stdio.h>
#include <string.h>

#include "sip/body.h"
#include "sip/value.h"

static bool has_disposition(const struct sip_part *part, const char *disposition)
{
    return sip_slice_is(sip_value_main(part->disposition), disposition);
}

/* Whether a part that is no SDP may be the session description all the same. */
static bool may_hold_session(const struct sip_part *part)
{
    return has_disposition(part, "session") ||
           sip_media_type_is(part->type, "message/external-body") ||
           sip_media_type_is(part->type, "application/pkcs7-mime") ||
           (part->encoded && sip_slice_starts_with(part->type, "multipart/"));
}

enum sip_presence sip_message_session(const struct sip_message *m, struct sip_slice *sdp)
{
    bool hidden = !m->body_complete || !m->headers_complete;
    unsigned found = 0;

    *sdp = (struct sip_slice){NULL, 0};
    if (m->body.n == 0) {
        return hidden ? SIP_PERHAPS : SIP_ABSENT;
    }
    struct sip_parts it = sip_parts_of(m);
    struct sip_part part;
    while (sip_parts_next(&it, &part)) {
        if (!sip_part_is(&part, "application/sdp")) {
            hidden = hidden || may_hold_session(&part);
        } else if (!has_disposition(&part, "early-session")) {
            *sdp = part.content;
            hidden = hidden || part.encoded;
            found++;
        }
    }
    if (found != 1 || hidden) {
        *sdp = (struct sip_slice){NULL, 0};
    }
    return found > 0 ? SIP_PRESENT : hidden ? SIP_PERHAPS : SIP_ABSENT;
}

static const char *const direction_names[] = {
    [SIP_SENDRECV] = "sendrecv",
    [SIP_SENDONLY] = "sendonly",
    [SIP_RECVONLY] = "recvonly",
    [SIP_INACTIVE] = "inactive",
};

const char *sip_direction_name(enum sip_direction direction)
{
    return direction_names[direction];
}

static void read_attribute(struct sip_slice attribute, struct sip_media *media)
{
    struct sip_slice word = sip_slice_trim(attribute);

    for (int d = SIP_SENDRECV; d <= SIP_INACTIVE && word.n == strlen("sendrecv"); d++) {
        if (sip_slice_is(word, direction_names[d])) { /* all four are of one length */
            media->direction = (enum sip_direction)d;
            media->direction_line = attribute;
        }
    }
}

/* "IN IP4 224.2.1.1/127" and "IN IP6 FF15::101/3" are multicast. */
bool sip_sdp_is_multicast(struct sip_slice connection)
{
    struct sip_slice net, family, octet;
    struct sip_slice address = sip_slice_cut(sip_slice_cut(connection, ' ', &net), ' ', &family);
    uint32_t first;

    sip_slice_cut(address, '.', &octet);
    if (sip_slice_is(family, "IP6")) {
        return sip_slice_starts_with(address, "ff");
    }
    return sip_slice_is(family, "IP4") && sip_slice_to_u32(octet, &first) && first >= 224 &&
           first <= 239;
}

bool sip_sdp_is_refused(struct sip_slice port)
{
    struct sip_slice first;

    sip_slice_cut(port, '/', &first);
    return sip_slice_is(first, "0");
}

/* "IN IP4 224.2.1.1/127" gives the address, its TTL left out. */
static struct sip_slice address_of(struct sip_slice connection)
{
    struct sip_slice net, family, address;

    sip_slice_cut(sip_slice_cut(sip_slice_cut(connection, ' ', &net), ' ', &family), '/', &address);
    return sip_slice_trim(address);
}

/* Reads the lines up to the next m= into what was known before. */
static void read_section(struct sip_slice *rest, struct sip_media *media)
{
    struct sip_slice value, before = *rest;
    char type;

    while (sip_sdp_next(rest, &type, &value)) {
        if (type == 'm') {
            *rest = before;
            return;
        }
        if (type == 'a') {
            read_attribute(value, media);
        } else if (type == 'c') {
            media->multicast = sip_sdp_is_multicast(value);
            media->address = address_of(value);
        }
        before = *rest;
    }
}

struct sip_media_streams sip_media_of(struct sip_slice sdp)
{
    struct sip_media_streams it;

    memset(&it, 0, sizeof(it));
    it.rest = it.session.lines = sdp;
    read_section(&it.rest, &it.session);
    it.session.lines.n -= it.rest.n;
    return it;
}

bool sip_media_next(struct sip_media_streams *it, struct sip_media *media)
{
    struct sip_slice ports;
    char type;

    *media = it->session;
    if (!sip_sdp_next(&it->rest, &type, &media->line)) {
        return false;
    }
    struct sip_slice rest = sip_slice_cut(media->line, ' ', &media->type);
    rest = sip_slice_cut(rest, ' ', &ports);
    media->formats = sip_slice_cut(rest, ' ', &media->proto);
    sip_slice_cut(ports, '/', &media->port);
    media->refused = sip_sdp_is_refused(media->port);
    media->lines = it->rest;
    read_section(&it->rest, media);
    media->lines.n -= it->rest.n;
    return true;
}

static int write_stream(char *text, size_t size, const char *separator,
                        const struct sip_media *media)
{
    if (media->refused) {
        return snprintf(text, size, "%s%.*s 0", separator, SIP_ARG(media->type));
    }
    return snprintf(text, size, "%s%.*s (%.*s)%s%s", separator, SIP_ARG(media->line),
                    SIP_ARG(media->address), media->direction == SIP_SENDRECV ? "" : " ",
                    media->direction == SIP_SENDRECV ? "" : sip_direction_name(media->direction));
}

bool sip_message_media(const struct sip_message *m, char *text, size_t size)
{
    struct sip_slice sdp;
    struct sip_media media;
    size_t used = 0;

    if (sip_message_session(m, &sdp) != SIP_PRESENT || sdp.p == NULL) {
        return false;
    }
    for (struct sip_media_streams it = sip_media_of(sdp); sip_media_next(&it, &media);) {
        int n = write_stream(text + used, size - used, used > 0 ? ", " : "", &media);
        used = n < 0 || (size_t)n >= size - used ? size - 1 : used + (size_t)n;
    }
    return used > 0;
}
