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

/* One of the responses to the same request had a session description already, and was judged. */
static bool came_before(const struct sip_context *context)
{
    struct sip_slice tag = sip_message_to_tag(context->message);

    const struct sip_transaction *t = context->transaction;

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

    if (from->family == 0 || block_of(from) != NULL ||
        sip_session_given(context, &sdp) != SIP_PRESENT || sdp.p == NULL ||
        !find_private(sdp, &media, &block)) {
        return SIP_NOT_APPLICABLE;
    }
    if (context->original_frame != 0 || finds_its_way(sdp) || came_before(context)) {
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

const struct sip_rule sip_rules_media_address[] = {
    {
        .id = "sdp-private-address",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3264 §5",
        .see = "RFC 3264 §6.1; RFC 8866 §5.7",
        .looks_back = true,
        .codes = "101-299",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE) | SIP_M(PRACK),
        .needs = {SIP_HDR_CONTENT_TYPE},
        .check = check_private,
        .problem = "Private media address in SDP from a public address",
        .requirement = "The media address in SDP is one that the peer can reach",
        .remedy = "The user agent that sent the SDP must put an address into it that the peer can "
                  "reach, use ICE, or send media through a relay. Check first whether an SBC or "
                  "ALG further on rewrites the SDP.",
        .silence =
            "Not reported where the source is private too, where the destination or a Via has an "
            "address of the same private block, where the description has ICE attributes or "
            "a=rtcp-mux, or where the stream has port 0. Reported for the first description of a "
            "transaction. The c= line of the media section takes precedence; documentation "
            "prefixes are treated as public, as in contact-unroutable.",
    },
};

SIP_SUBJECT_END(media_address);
