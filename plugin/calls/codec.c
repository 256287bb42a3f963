/* codec.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/codec.h"

#include "sip/body.h"
#include "sip/sdp.h"

/* The static payload types (RFC 3551 section 6). */
static const struct {
    uint8_t type;
    const char *name;
} payload_types[] = {
    {0, "PCMU"},  {3, "GSM"},   {4, "G723"},  {5, "DVI4"},  {6, "DVI4"},   {7, "LPC"},
    {8, "PCMA"},  {9, "G722"},  {10, "L16"},  {11, "L16"},  {12, "QCELP"}, {13, "CN"},
    {14, "MPA"},  {15, "G728"}, {16, "DVI4"}, {17, "DVI4"}, {18, "G729"},  {25, "CelB"},
    {26, "JPEG"}, {28, "nv"},   {31, "H261"}, {32, "MPV"},  {33, "MP2T"},  {34, "H263"},
};

static struct sip_slice static_name(struct sip_slice format)
{
    uint32_t type;

    for (size_t i = 0; sip_slice_to_u32(format, &type) && i < G_N_ELEMENTS(payload_types); i++) {
        if (payload_types[i].type == type) {
            return (struct sip_slice){payload_types[i].name, strlen(payload_types[i].name)};
        }
    }
    return format;
}

/* "rtpmap:96 H264/90000" names the format 96. */
static bool is_rtpmap(struct sip_slice attribute, struct sip_slice format, struct sip_slice *name)
{
    static const char word[] = "rtpmap:";
    struct sip_slice number;

    if (!sip_slice_starts_with(attribute, word)) {
        return false;
    }
    attribute = (struct sip_slice){attribute.p + strlen(word), attribute.n - strlen(word)};
    struct sip_slice map = sip_slice_cut(attribute, ' ', &number);
    sip_slice_cut(sip_slice_trim(map), '/', name);
    return sip_slice_equal(sip_slice_trim(number), format) && name->n > 0;
}

/* stream: what follows the m= line. */
static struct sip_slice name_of(struct sip_slice stream, struct sip_slice format)
{
    struct sip_slice value, name;
    char type;

    while (sip_sdp_next(&stream, &type, &value) && type != 'm') {
        if (type == 'a' && is_rtpmap(value, format, &name)) {
            return name;
        }
    }
    return static_name(format);
}

static bool is_aside(struct sip_slice name)
{
    return sip_slice_is(name, "telephone-event") || sip_slice_is(name, "CN");
}

/* The first format that carries the media. formats: "0 8 101" of an m= line. */
static struct sip_slice preferred(struct sip_slice stream, struct sip_slice formats)
{
    struct sip_slice format, name;

    while (formats.p != NULL) {
        formats = sip_slice_cut(sip_slice_trim(formats), ' ', &format);
        name = name_of(stream, format);
        if (format.n > 0 && !is_aside(name)) {
            return name;
        }
    }
    return (struct sip_slice){NULL, 0};
}

bool sip_message_codecs(const struct sip_message *m, GString *text)
{
    struct sip_slice sdp, line, type, port, number, proto;
    char letter;

    g_string_truncate(text, 0);
    if (sip_message_session(m, &sdp) != SIP_PRESENT || sdp.p == NULL) {
        return false;
    }
    while (sip_sdp_next(&sdp, &letter, &line)) {
        struct sip_slice rest = sip_slice_cut(line, ' ', &type);
        rest = sip_slice_cut(rest, ' ', &port);
        sip_slice_cut(port, '/', &number);
        if (letter != 'm' || sip_slice_is(number, "0")) {
            continue;
        }
        struct sip_slice name = preferred(sdp, sip_slice_cut(rest, ' ', &proto));
        if (name.n > 0) {
            bool audio = sip_slice_is(type, "audio");
            g_string_append_printf(text, "%s%.*s%s%.*s", text->len > 0 ? ", " : "",
                                   audio ? 0 : (int)type.n, type.p, audio ? "" : " ",
                                   SIP_ARG(name));
        }
    }
    return text->len > 0;
}
