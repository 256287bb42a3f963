/* format.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/format.h"

#include "sip/body.h"
#include "sip/value.h"

#define PAYLOAD_TYPES 128

/* RFC 3551, tables 4 and 5. */
static const struct {
    uint8_t number, channels;
    uint32_t rate;
    const char *encoding;
} static_types[] = {
    {0, 1, 8000, "PCMU"},   {3, 1, 8000, "GSM"},    {4, 1, 8000, "G723"},   {5, 1, 8000, "DVI4"},
    {6, 1, 16000, "DVI4"},  {7, 1, 8000, "LPC"},    {8, 1, 8000, "PCMA"},   {9, 1, 8000, "G722"},
    {10, 2, 44100, "L16"},  {11, 1, 44100, "L16"},  {12, 1, 8000, "QCELP"}, {13, 1, 8000, "CN"},
    {14, 1, 90000, "MPA"},  {15, 1, 8000, "G728"},  {16, 1, 11025, "DVI4"}, {17, 1, 22050, "DVI4"},
    {18, 1, 8000, "G729"},  {25, 1, 90000, "CelB"}, {26, 1, 90000, "JPEG"}, {28, 1, 90000, "nv"},
    {31, 1, 90000, "H261"}, {32, 1, 90000, "MPV"},  {33, 1, 90000, "MP2T"}, {34, 1, 90000, "H263"},
};

static const char *const auxiliary[] = {
    "telephone-event", "tone",    "CN",         "red",       "rtx",
    "ulpfec",          "flexfec", "flexfec-03", "parityfec", "raptorfec"};

static void set_static(struct sip_format *format)
{
    for (size_t i = 0; i < sizeof(static_types) / sizeof(static_types[0]); i++) {
        if (static_types[i].number == format->number) {
            format->encoding =
                (struct sip_slice){static_types[i].encoding, strlen(static_types[i].encoding)};
            format->rate = static_types[i].rate;
            format->channels = static_types[i].channels;
            format->is_static = true;
        }
    }
}

/* "101 telephone-event/8000", "96 opus/48000/2": of a payload type that the m= line has. */
static void read_rtpmap(struct sip_slice value, struct sip_format *by_number[PAYLOAD_TYPES])
{
    struct sip_slice number, encoding, rate;
    struct sip_slice mapping = sip_slice_trim(sip_slice_cut(sip_slice_trim(value), ' ', &number));
    uint32_t type, hertz, channels = 1;

    if (!sip_slice_to_u32(number, &type) || type >= PAYLOAD_TYPES || by_number[type] == NULL) {
        return;
    }
    struct sip_slice rest = sip_slice_cut(mapping, '/', &encoding);
    rest = sip_slice_cut(rest, '/', &rate);
    if (encoding.n == 0 || !sip_slice_to_u32(rate, &hertz)) {
        return;
    }
    if (rest.p != NULL && !sip_slice_to_u32(rest, &channels)) {
        return;
    }
    by_number[type]->encoding = encoding;
    by_number[type]->rate = hertz;
    by_number[type]->channels = channels;
}

static void read_lines(struct sip_slice lines, struct sip_format *by_number[PAYLOAD_TYPES])
{
    struct sip_slice value, name;
    char type;

    while (sip_sdp_next(&lines, &type, &value)) {
        struct sip_slice what = sip_slice_cut(value, ':', &name);
        if (type == 'a' && what.p != NULL && sip_slice_is(name, "rtpmap")) {
            read_rtpmap(what, by_number);
        }
    }
}

static bool is_auxiliary(const struct sip_format *format)
{
    for (size_t i = 0; i < sizeof(auxiliary) / sizeof(auxiliary[0]); i++) {
        if (sip_slice_is(format->encoding, auxiliary[i])) {
            return true;
        }
    }
    return false;
}

/* The payload types of the m= line, each once. */
static bool read_numbers(struct sip_slice rest, struct sip_formats *formats,
                         struct sip_format *by_number[PAYLOAD_TYPES])
{
    struct sip_slice word;
    uint32_t type;

    formats->count = 0;
    for (rest = sip_slice_trim(rest); rest.n > 0; rest = sip_slice_trim(rest)) {
        rest = sip_slice_cut(rest, ' ', &word);
        if (!sip_slice_to_u32(word, &type) || type >= PAYLOAD_TYPES) {
            return false;
        }
        if (by_number[type] != NULL) {
            continue;
        }
        if (formats->count == SIP_FORMATS_MAX) {
            return false;
        }
        struct sip_format *format = by_number[type] = &formats->all[formats->count++];
        memset(format, 0, sizeof(*format));
        format->number = (uint8_t)type;
        set_static(format);
    }
    return true;
}

bool sip_formats_read(const struct sip_media *media, struct sip_formats *formats)
{
    struct sip_format *by_number[PAYLOAD_TYPES] = {NULL};

    if (sip_slice_find(media->proto, "RTP/") == NULL ||
        !read_numbers(media->formats, formats, by_number)) {
        return false;
    }
    read_lines(media->lines, by_number);
    for (unsigned i = 0; i < formats->count; i++) {
        formats->all[i].is_auxiliary = is_auxiliary(&formats->all[i]);
    }
    return true;
}

bool sip_format_same_codec(const struct sip_format *a, const struct sip_format *b)
{
    return a->encoding.n > 0 && sip_slice_equal_nocase(a->encoding, b->encoding) &&
           a->rate == b->rate && a->channels == b->channels;
}

bool sip_format_same(const struct sip_format *a, const struct sip_format *b)
{
    if (a->number == b->number) {
        return a->is_static || a->encoding.n == 0 || b->encoding.n == 0 ||
               sip_slice_equal_nocase(a->encoding, b->encoding);
    }
    return sip_format_same_codec(a, b);
}
