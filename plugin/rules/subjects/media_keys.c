/* media_keys.c
 * Keys of secure media in an answer (RFC 4568, RFC 5763).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/endpoint.h"
#include "rules/engine/exchange.h"
#include "rules/subjects/subjects.h"
#include "sip/body.h"

/* Whether lines of a session description give a key, or what proves one: SDES, DTLS, MIKEY, ZRTP, or k=. */
static bool have_key(struct sip_slice lines)
{
    static const char *const marks[] = {"crypto:", "fingerprint:", "key-mgmt:", "zrtp-hash:"};
    struct sip_slice value;
    char type;

    while (sip_sdp_next(&lines, &type, &value)) {
        bool found = type == 'k';
        for (size_t i = 0; type == 'a' && i < sizeof(marks) / sizeof(marks[0]); i++) {
            found = found || sip_slice_starts_with(value, marks[i]);
        }
        if (found) {
            return true;
        }
    }
    return false;
}

/* RTP/SAVP, RTP/SAVPF, or the same over DTLS. */
static bool is_secure(const struct sip_media *media)
{
    return !media->refused && sip_slice_find(media->proto, "SAVP") != NULL;
}

/* RTP/AVP or RTP/AVPF. */
static bool is_plain(const struct sip_media *media)
{
    return !media->refused && sip_slice_starts_with(media->proto, "RTP/AVP");
}

/* Capabilities may name other profiles than the m= line does (RFC 5939). */
static bool offers_secure(struct sip_slice sdp)
{
    return sip_slice_find(sdp, "SAVP") != NULL || sip_slice_find(sdp, "a=tcap:") != NULL;
}

/* In a bundle one stream may have the key of all (RFC 8843 section 7.1.3). */
static enum sip_verdict check_key(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_media offered, answered;
    struct sip_exchange exchange;
    enum sip_verdict verdict = sip_exchange_find(context, &exchange);

    if (verdict != SIP_KEPT || sip_slice_find(exchange.offer, "SAVP") == NULL) {
        return verdict;
    }
    struct sip_slice session = sip_media_of(exchange.answer).session.lines;
    if (have_key(session) || sip_slice_find(session, "group:BUNDLE") != NULL) {
        return SIP_KEPT;
    }
    struct sip_stream_pairs it = sip_stream_pairs_of(&exchange);
    while (sip_stream_pairs_next(&it, &offered, &answered)) {
        if (!answered.refused && is_secure(&offered) && !have_key(answered.lines) &&
            (have_key(offered.lines) || have_key(sip_media_of(exchange.offer).session.lines))) {
            return sip_broken_by(finding, context, exchange.offer_frame, answered.line,
                                 "%s accepts stream %u (%.*s) with %.*s, but gives no key for it; "
                                 "the offer in frame %u has one",
                                 sip_endpoint_text(&context->packet->source).s, it.number,
                                 SIP_ARG(answered.type), SIP_ARG(answered.proto),
                                 exchange.offer_frame);
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_not_offered(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    struct sip_media offered, answered;
    struct sip_exchange exchange;
    enum sip_verdict verdict = sip_exchange_find(context, &exchange);

    if (verdict != SIP_KEPT || sip_slice_find(exchange.answer, "SAVP") == NULL) {
        return verdict;
    }
    if (offers_secure(exchange.offer) || have_key(exchange.offer)) {
        return SIP_KEPT;
    }
    struct sip_stream_pairs it = sip_stream_pairs_of(&exchange);
    while (sip_stream_pairs_next(&it, &offered, &answered)) {
        if (is_plain(&offered) && is_secure(&answered)) {
            return sip_broken_by(finding, context, exchange.offer_frame, answered.line,
                                 "%s accepts stream %u (%.*s) with %.*s; frame %u offered %.*s, "
                                 "without a key",
                                 sip_endpoint_text(&context->packet->source).s, it.number,
                                 SIP_ARG(answered.type), SIP_ARG(answered.proto),
                                 exchange.offer_frame, SIP_ARG(offered.proto));
        }
    }
    return SIP_KEPT;
}

const struct sip_rule sip_rules_media_keys[] = {
    {
        .id = "answer-key-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 4568 §5.1.2",
        .see = "RFC 4568 §6.1; RFC 5763 §5",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199,2xx",
        .methods = SIP_M_WITH_OFFERS,
        .needs = {SIP_HDR_CONTENT_TYPE},
        .acks = true,
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_key,
        .problem = "SDP answer accepts secure media without a key",
        .requirement = "An answer that accepts a stream offered with RTP/SAVP or RTP/SAVPF has "
                       "a=crypto for it, or another key (a=fingerprint, a=key-mgmt)",
        .remedy = "The user agent that answers must keep the profile of the offer and add its key, "
                  "or refuse the stream with port 0. Without it the offerer can neither decrypt "
                  "what comes nor encrypt what it sends, and hangs up or stays silent.",
        .silence = "Only reported where the offer has a key for the stream. Not reported where the "
                   "answer has a key for the whole session, or bundles its streams.",
    },
    {
        .id = "answer-secure-not-offered",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3264 §6.1",
        .see = "RFC 4568 §5.1.2; RFC 4568 §5.1.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199,2xx",
        .methods = SIP_M_WITH_OFFERS,
        .needs = {SIP_HDR_CONTENT_TYPE},
        .acks = true,
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_not_offered,
        .problem = "SDP answer takes secure media that was not offered",
        .requirement = "A stream offered with RTP/AVP or RTP/AVPF is accepted with the same "
                       "profile, not with RTP/SAVP or RTP/SAVPF",
        .remedy = "The user agent that answers must answer with the profile of the offer, or "
                  "reject the stream with port 0 (the call with 488) where it wants SRTP only. The "
                  "offerer has no key for SRTP and sends plain RTP, which the other side drops: "
                  "nobody hears anything, or the offerer hangs up. Check that encryption is set "
                  "alike at both ends.",
        .silence = "Not reported where the offer has a key, a stream with RTP/SAVP or RTP/SAVPF, "
                   "or a=tcap (RFC 5939), as it then offers more than one profile.",
    },
};

SIP_SUBJECT_END(media_keys);
