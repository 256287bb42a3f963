/* answer_formats.c
 * Formats of an answer against those of its offer (RFC 3264 section 6.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>

#include "rules/engine/endpoint.h"
#include "rules/engine/exchange.h"
#include "rules/engine/readings.h"
#include "rules/subjects/subjects.h"
#include "sip/format.h"

static const struct sip_format *find_same(const struct sip_formats *formats,
                                          const struct sip_format *wanted)
{
    for (unsigned i = 0; i < formats->count; i++) {
        if (sip_format_same(&formats->all[i], wanted)) {
            return &formats->all[i];
        }
    }
    return NULL;
}

static bool all_auxiliary(const struct sip_formats *formats)
{
    unsigned i = 0;

    while (i < formats->count && formats->all[i].is_auxiliary) {
        i++;
    }
    return i == formats->count;
}

/* Telephone events alone carry no speech, unless nothing else was offered. */
static bool has_common(const struct sip_stream *stream)
{
    bool any = all_auxiliary(&stream->offered);

    for (unsigned i = 0; i < stream->answered.count; i++) {
        const struct sip_format *format = &stream->answered.all[i];
        if ((any || !format->is_auxiliary) && find_same(&stream->offered, format) != NULL) {
            return true;
        }
    }
    return false;
}

/* The first of the formats with that codec, clock rate included, whatever its number; NULL: none. */
static const struct sip_format *find_codec(const struct sip_formats *formats,
                                           const struct sip_format *wanted)
{
    for (unsigned i = 0; i < formats->count; i++) {
        if (sip_format_same_codec(&formats->all[i], wanted)) {
            return &formats->all[i];
        }
    }
    return NULL;
}

/* Whether a codec has one of these numbers. */
static bool has_number(const struct sip_formats *formats, const struct sip_format *codec,
                       unsigned number)
{
    for (unsigned i = 0; i < formats->count; i++) {
        if (formats->all[i].number == number && sip_format_same_codec(&formats->all[i], codec)) {
            return true;
        }
    }
    return false;
}

/* Whether the answer has the codec under a number that the offer gave it: what it has beside that is
 * another mode of it. */
static bool keeps_a_number(const struct sip_stream *stream, const struct sip_format *codec)
{
    for (unsigned i = 0; i < stream->answered.count; i++) {
        const struct sip_format *other = &stream->answered.all[i];
        if (sip_format_same_codec(other, codec) &&
            has_number(&stream->offered, other, other->number)) {
            return true;
        }
    }
    return false;
}

/* What only repeats or protects another format goes by the number of that one. */
static bool follows_another(const struct sip_format *format)
{
    return format->is_auxiliary && !sip_slice_is(format->encoding, "telephone-event") &&
           !sip_slice_is(format->encoding, "CN");
}

/* A format of the answer whose number is not the offer's, and the offered one; or NULL. */
static const struct sip_format *find_changed(const struct sip_stream *stream,
                                             const struct sip_format **offered)
{
    for (unsigned i = 0; i < stream->answered.count; i++) {
        const struct sip_format *format = &stream->answered.all[i];
        *offered = find_codec(&stream->offered, format);
        if (*offered != NULL && !format->is_static && !follows_another(format) &&
            !has_number(&stream->offered, format, format->number) &&
            !keeps_a_number(stream, format)) {
            return format;
        }
    }
    return NULL;
}

static bool is_unasked(const struct sip_stream *stream, const struct sip_format *format)
{
    return !follows_another(format) && find_same(&stream->offered, format) == NULL;
}

static bool has_unasked(const struct sip_stream *stream)
{
    unsigned i = 0;

    while (i < stream->answered.count && !is_unasked(stream, &stream->answered.all[i])) {
        i++;
    }
    return i < stream->answered.count;
}

/* Appends "PCMU (0)", or "96" where nothing is known of it. */
static size_t write_format(char *text, size_t size, const char *separator,
                           const struct sip_format *format)
{
    int n = format->encoding.n > 0 ? snprintf(text, size, "%s%.*s (%u)", separator,
                                              SIP_ARG(format->encoding), format->number)
                                   : snprintf(text, size, "%s%u", separator, format->number);
    return n < 0 || (size_t)n >= size ? size - 1 : (size_t)n;
}

struct list {
    char text[100];
};

/* All formats, or those that were not offered. */
static struct list list_of(const struct sip_formats *formats, const struct sip_stream *unasked_of)
{
    struct list list = {""};
    size_t used = 0;

    for (unsigned i = 0; i < formats->count && used < sizeof(list.text) - 1; i++) {
        if (unasked_of == NULL || is_unasked(unasked_of, &formats->all[i])) {
            used += write_format(list.text + used, sizeof(list.text) - used, used ? ", " : "",
                                 &formats->all[i]);
        }
    }
    return list;
}

/* The first stream that a question is true of; NULL: none. */
static const struct sip_stream *first_stream(const struct sip_context *context,
                                             const struct sip_exchange *exchange,
                                             bool (*is_wanted)(const struct sip_stream *))
{
    const struct sip_streams *streams = sip_exchange_streams(context, exchange);

    for (unsigned i = 0; i < streams->count; i++) {
        if (is_wanted(&streams->all[i])) {
            return &streams->all[i];
        }
    }
    return NULL;
}

static bool lacks_common(const struct sip_stream *stream)
{
    return !has_common(stream);
}

static bool changes_number(const struct sip_stream *stream)
{
    const struct sip_format *offered;
    return find_changed(stream, &offered) != NULL;
}

static enum sip_verdict check_common(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_exchange exchange;
    enum sip_verdict verdict = sip_exchange_find(context, &exchange);

    if (verdict != SIP_KEPT) {
        return verdict;
    }
    const struct sip_stream *stream = first_stream(context, &exchange, lacks_common);
    if (stream == NULL) {
        return SIP_KEPT;
    }
    struct sip_slice type = stream->media.type;
    struct sip_endpoint_text source = sip_endpoint_text(&context->packet->source);
    struct list offered = list_of(&stream->offered, NULL);
    if (stream->answered.count == 0) {
        return sip_broken_by(finding, context, exchange.offer_frame, stream->media.line,
                             "%s accepts %.*s stream %u without any format; frame %u offered %s",
                             source.s, SIP_ARG(type), stream->number, exchange.offer_frame,
                             offered.text);
    }
    return sip_broken_by(finding, context, exchange.offer_frame, stream->media.line,
                         "%s accepts %.*s stream %u with %s; frame %u offered %s", source.s,
                         SIP_ARG(type), stream->number, list_of(&stream->answered, NULL).text,
                         exchange.offer_frame, offered.text);
}

static enum sip_verdict check_number(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_exchange exchange;
    enum sip_verdict verdict = sip_exchange_find(context, &exchange);
    const struct sip_format *format, *offered;

    if (verdict != SIP_KEPT) {
        return verdict;
    }
    const struct sip_stream *stream = first_stream(context, &exchange, changes_number);
    if (stream == NULL || lacks_common(stream)) {
        return SIP_KEPT; /* or answer-no-common-format is reported */
    }
    format = find_changed(stream, &offered);
    return sip_broken_by(
        finding, context, exchange.offer_frame, stream->media.line,
        "%s answers %.*s/%u with payload type %u in %.*s stream %u; frame %u offered it as %u",
        sip_endpoint_text(&context->packet->source).s, SIP_ARG(format->encoding), format->rate,
        format->number, SIP_ARG(stream->media.type), stream->number, exchange.offer_frame,
        offered->number);
}

static enum sip_verdict check_unasked(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    struct sip_exchange exchange;
    enum sip_verdict verdict = sip_exchange_find(context, &exchange);

    if (verdict != SIP_KEPT) {
        return verdict;
    }
    const struct sip_stream *stream = first_stream(context, &exchange, has_unasked);
    if (stream == NULL || first_stream(context, &exchange, lacks_common) != NULL) {
        return SIP_KEPT; /* or answer-no-common-format is reported */
    }
    return sip_broken_by(finding, context, exchange.offer_frame, stream->media.line,
                         "%s adds %s to %.*s stream %u; frame %u offered %s",
                         sip_endpoint_text(&context->packet->source).s,
                         list_of(&stream->answered, stream).text, SIP_ARG(stream->media.type),
                         stream->number, exchange.offer_frame,
                         list_of(&stream->offered, NULL).text);
}

const struct sip_rule sip_rules_answer_formats[] = {
    {
        .id = "answer-no-common-format",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3264 §6.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199,2xx",
        .methods = SIP_M_WITH_OFFERS,
        .needs = {SIP_HDR_CONTENT_TYPE},
        .acks = true,
        .check = check_common,
        .problem = "SDP answer has no format in common with the offer",
        .requirement = "An accepted stream has at least one format of the offer in the answer",
        .remedy = "The user agent that sent the answer must list at least one offered format for "
                  "the stream, or refuse the stream with port 0.",
        .silence =
            "Not reported where the profile is not RTP, where the stream is refused with port 0, "
            "where a body, also inside a multipart, is cut off, or where the offer was not "
            "captured on the same hop. A format is the same with equal payload type, or with equal "
            "encoding and clock rate in rtpmap: case is ignored, one channel is the default, and "
            "static types need no rtpmap. telephone-event, CN, red, rtx and ulpfec alone do not "
            "make a common format. The answer that a PRACK brings is not compared.",
    },
    {
        .id = "answer-payload-type-changed",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3264 §6.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199,2xx",
        .methods = SIP_M_WITH_OFFERS,
        .needs = {SIP_HDR_CONTENT_TYPE},
        .acks = true,
        .check = check_number,
        .problem = "Codec has another payload type in the SDP answer",
        .requirement =
            "A codec keeps in the answer the payload type number that it has in the offer",
        .remedy = "The user agent that sent the answer should use the payload type numbers of the "
                  "offer. Many peers expect the same number in both directions.",
        .silence =
            "Only reported for dynamic payload types. Not reported where the offer has the codec "
            "under several numbers with different fmtp (H.264, AMR modes, telephone-event at "
            "several rates) and the answer uses any of them; rtx and red follow their apt. Nor "
            "where answer-no-common-format is reported for the stream.",
    },
    {
        .id = "answer-formats-not-offered",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MAY,
        .reference = "RFC 3264 §6.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199,2xx",
        .methods = SIP_M_WITH_OFFERS,
        .needs = {SIP_HDR_CONTENT_TYPE},
        .acks = true,
        .check = check_unasked,
        .problem = "SDP answer lists formats that were not offered",
        .requirement =
            "An answer may list formats that were not offered, besides at least one that was",
        .remedy = "The user agent that sent the answer may do so, but should list the offered "
                  "formats first. If there is no audio, check first which codec each side sends.",
        .silence =
            "Not reported where the stream is refused with port 0, where the profile is not RTP, "
            "where a body is cut off, where the offer was not captured on the same hop, or where "
            "answer-no-common-format is reported. The answer that a PRACK brings is not compared.",
    },
};

SIP_SUBJECT_END(answer_formats);
