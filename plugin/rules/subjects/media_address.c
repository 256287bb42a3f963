/* media_address.c
 * Where a session description of a response wants its media.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/endpoint.h"
#include "rules/engine/exchange.h"
#include "rules/engine/readings.h"
#include "rules/subjects/subjects.h"
#include "sip/body.h"
#include "sip/ip.h"
#include "sip/via.h"

/* Whether its ends look for a way of their own: ICE (RFC 8839), or a relay that takes whatever comes. */
static bool finds_its_way(struct sip_slice sdp)
{
    static const char *const marks[] = {"candidate:", "ice-ufrag:", "ice-lite", "rtcp-mux"};
    struct sip_slice rest = sdp, value;
    char type;

    while (sip_sdp_next(&rest, &type, &value)) {
        for (size_t i = 0; type == 'a' && i < sizeof(marks) / sizeof(marks[0]); i++) {
            if (sip_slice_starts_with(value, marks[i])) {
                return true;
            }
        }
    }
    return false;
}

/* The block of addresses that mean something in their own network only; NULL: none of them. */
static const struct sip_ip_block *private_block(struct sip_slice address)
{
    const struct sip_ip_block *block;
    struct sip_ip ip;

    if (!sip_ip_read(address, &ip)) {
        return NULL;
    }
    block = sip_ip_block_of(ip.family, ip.address);
    return block != NULL && block->hosts ? block : NULL;
}

static const struct sip_ip_block *block_of(const struct sip_endpoint *end)
{
    return end->family != 0 ? sip_ip_block_of(end->family, end->address) : NULL;
}

/* The peer may sit in the same network, and meet the answerer there: where the packet goes to, or one of
 * the Vias, is an address of the same block. */
static bool peer_shares(const struct sip_context *context, const struct sip_ip_block *block)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_VIA);
    struct sip_slice value;
    struct sip_via via;

    if (block_of(&context->packet->destination) == block) {
        return true;
    }
    while (sip_values_next(&it, &value)) {
        if (sip_via_read(value, &via) &&
            (private_block(via.host) == block || private_block(via.received) == block)) {
            return true;
        }
    }
    return false;
}

/* The first accepted stream with such an address. */
static bool find_private(struct sip_slice sdp, struct sip_media *media,
                         const struct sip_ip_block **block)
{
    struct sip_media_streams it = sip_media_of(sdp);

    while (sip_media_next(&it, media)) {
        *block = media->refused ? NULL : private_block(media->address);
        if (*block != NULL) {
            return true;
        }
    }
    return false;
}

/* The INVITE before in the same call, or one of the responses to the same request, had a session description already,
 * and was judged. */
static bool came_before(const struct sip_context *context)
{
    struct sip_slice tag = sip_message_to_tag(context->message);

    const struct sip_transaction *t = context->transaction;

    if (!context->message->is_response) {
        return t == NULL || sip_attempt_of_call(t) != NULL;
    }
    for (const struct sip_response *r = t != NULL ? t->responses : NULL; r != NULL; r = r->next) {
        if (r->has_sdp && sip_exchange_same_dialog(r, tag)) {
            return true;
        }
    }
    return false;
}

static enum sip_verdict check_private(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_endpoint *from = &context->packet->source;
    const struct sip_ip_block *block;
    struct sip_media media;
    struct sip_slice sdp;

    if (from->family == 0 || block_of(from) != NULL || context->original_frame != 0 ||
        came_before(context) || sip_session_given(context, &sdp) != SIP_PRESENT || sdp.p == NULL ||
        !find_private(sdp, &media, &block)) {
        return SIP_NOT_APPLICABLE;
    }
    if (finds_its_way(sdp)) {
        return SIP_KEPT;
    }
    if (peer_shares(context, block)) {
        return SIP_UNDECIDED;
    }
    return sip_broken(
        finding, context, media.address,
        "%s asks for %.*s at %.*s (%s), which %s cannot reach from outside that network",
        sip_endpoint_text(from).s, SIP_ARG(media.type), SIP_ARG(media.address),
        sip_word(context, block->kind), sip_endpoint_text(&context->packet->destination).s);
}

static struct sip_slice origin_of(struct sip_slice sdp)
{
    struct sip_slice rest = sdp, value;
    char type;

    while (sip_sdp_next(&rest, &type, &value)) {
        if (type == 'o') {
            return value;
        }
    }
    return (struct sip_slice){NULL, 0};
}

/* Nobody is at 0.0.0.0, and on the loopback each is at home with itself. A private address may be that of two hosts in
 * two networks: there the whole description has come back if it has the same origin. */
static bool is_offerers(const struct sip_exchange *exchange, struct sip_slice address)
{
    const struct sip_ip_block *block;
    struct sip_slice origin = origin_of(exchange->answer);
    struct sip_ip ip;

    if (!sip_ip_read(address, &ip)) {
        return false;
    }
    block = sip_ip_block_of(ip.family, ip.address);
    return block == NULL || (block->hosts && origin.p != NULL &&
                             sip_slice_equal(origin, origin_of(exchange->offer)));
}

/* Whether both want the media of a stream at one place. Port 9 is for ICE, or another protocol, to replace. */
static bool is_one_place(const struct sip_media *offered, const struct sip_media *answered)
{
    return !offered->refused && !answered->refused && !offered->multicast && !answered->multicast &&
           !sip_slice_is(answered->port, "9") && sip_slice_find(answered->proto, "rtp") != NULL &&
           sip_slice_equal(answered->port, offered->port) &&
           sip_slice_equal(answered->address, offered->address);
}

/* Two programs on one host have one address, and perhaps one port by default: test tools do. */
static enum sip_verdict check_echo(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_packet *packet = context->packet;
    struct sip_media offered, answered;
    struct sip_exchange exchange;

    enum sip_verdict verdict = sip_exchange_find(context, &exchange);
    if (verdict != SIP_KEPT || sip_endpoint_same_address(&packet->source, &packet->destination)) {
        return verdict == SIP_KEPT ? SIP_NOT_APPLICABLE : verdict;
    }
    struct sip_stream_pairs it = sip_stream_pairs_of(&exchange);
    while (sip_stream_pairs_next(&it, &offered, &answered)) {
        if (is_one_place(&offered, &answered) && is_offerers(&exchange, answered.address)) {
            return sip_broken_by(finding, context, exchange.offer_frame, answered.line,
                                 "stream %u (%.*s) is wanted at %.*s port %.*s, which is where the "
                                 "offer in frame %u wants its own",
                                 it.number, SIP_ARG(answered.type), SIP_ARG(answered.address),
                                 SIP_ARG(answered.port), exchange.offer_frame);
        }
    }
    return SIP_KEPT;
}

const struct sip_rule sip_rules_media_address[] = {
    {
        .id = "answer-echoes-offer",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3264 §6.1",
        .see = "RFC 3264 §5.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199,2xx",
        .methods = SIP_M_WITH_OFFERS,
        .needs = {SIP_HDR_CONTENT_TYPE},
        .acks = true,
        .check = check_echo,
        .problem = "SDP answer has the offerer's own media address",
        .requirement =
            "An SDP answer gives the address and port where the answerer receives the media",
        .remedy = "The user agent that answers must write a description of its own. It has sent "
                  "the offer back, or kept the description of the wrong side of the call: the "
                  "offerer now sends its media to itself.",
        .silence = "Only reported for RTP, where IP address and port are both the same; of a "
                   "private address only with the same o= line, because two networks may use it. "
                   "Not reported where both sides run on one host, for multicast, the loopback, "
                   "0.0.0.0 and the discard port 9, and where a side has refused the stream.",
    },
    {
        .id = "sdp-private-address",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3264 §5",
        .see = "RFC 3264 §6.1; RFC 8866 §5.7",
        .looks_back = true,
        .codes = "101-299",
        .methods = SIP_M_WITH_OFFERS,
        .requests = SIP_M(INVITE),
        .needs = {SIP_HDR_CONTENT_TYPE},
        .check = check_private,
        .problem = "Private media address in SDP from a public address",
        .requirement = "The media address in SDP is one that the peer can reach",
        .remedy = "The user agent that sent the SDP must put an address into it that the peer can "
                  "reach, use ICE, or send media through a relay. Check first whether an SBC or "
                  "ALG further on rewrites the SDP.",
        .silence = "Not reported where the source is private too, where the destination or a Via "
                   "has an address of the same private block, where the description has ICE "
                   "attributes or a=rtcp-mux, or where the stream has port 0. Reported for the "
                   "first description of a transaction; of the INVITEs of a client in one call for "
                   "the first. The c= line of the media section takes precedence; documentation "
                   "prefixes are treated as public, as in contact-unroutable.",
    },
};

SIP_SUBJECT_END(media_address);
