/* early_media.c
 * Media before the final response (RFC 3960, RFC 5009, RFC 6337).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "rules/engine/readings.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "sip/body.h"
#include "sip/rack.h"

static enum sip_verdict check_ringing_with_sdp(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_slice lines, value;
    struct sip_part part;
    char type;

    switch (sip_message_part(m, "application/sdp", &part)) {
    case SIP_ABSENT:
        return SIP_KEPT;
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_PRESENT:
        break;
    }
    if (sip_message_has(m, SIP_HDR_P_EARLY_MEDIA)) {
        return SIP_KEPT;
    }
    for (lines = part.content; sip_sdp_next(&lines, &type, &value);) {
        if (type == 'm') {
            return sip_broken(finding, context, part.content,
                              "180 with m=%.*s, but without P-Early-Media", SIP_ARG(value));
        }
    }
    return SIP_KEPT; /* a description without media competes with nothing */
}

static enum sip_verdict check_same_answer(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice dialog = sip_message_to_tag(context->message), offer;
    const struct sip_response *other = t->responses;
    char media[SIP_MEDIA_SIZE], room[SIP_MEDIA_SIZE];
    const char *before = NULL;

    for (; other != NULL; other = other->next) {
        if (sip_response_has_tag(other, dialog) &&
            (before = sip_response_media(t, other, room)) != NULL) {
            break;
        }
    }
    if (other == NULL || !sip_message_media(context->message, media, sizeof(media)) ||
        sip_session_asked(context, &offer) != SIP_PRESENT) {
        return SIP_NOT_APPLICABLE;
    }
    if (t->renegotiated || !sip_response_belongs(context)) {
        return SIP_UNDECIDED;
    }
    if (strcmp(media, before) == 0) {
        return SIP_KEPT;
    }
    struct sip_slice answer;
    sip_session_given(context, &answer);
    return sip_broken_by(finding, context, other->frame, answer,
                         "media is %s; in the %u of frame %u it was %s", media, other->code,
                         other->frame, before);
}

static bool has_reliable_media(const struct sip_transaction *t)
{
    const struct sip_response *r = t->responses;

    while (r != NULL && !(r->reliable && r->media != NULL)) {
        r = r->next;
    }
    return r != NULL;
}

/* An answer that differs from the first is reported by answer-differs-from-preview. */
static enum sip_verdict check_sdp_after_answer(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice dialog = sip_message_to_tag(context->message), sdp;
    uint32_t rseq = sip_message_reliable_rseq(context->message);
    char media[SIP_MEDIA_SIZE];

    if (!has_reliable_media(t) || !sip_message_media(context->message, media, sizeof(media)) ||
        sip_session_asked(context, &sdp) != SIP_PRESENT || !sip_response_belongs(context)) {
        return SIP_NOT_APPLICABLE;
    }
    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        if (r->reliable && r->media != NULL && sip_response_has_tag(r, dialog) && r->rseq != rseq &&
            (t->renegotiated || strcmp(media, r->media) == 0)) {
            sip_session_given(context, &sdp);
            return sip_broken_by(finding, context, r->frame, sdp,
                                 "SDP again; the reliable %u in frame %u gave the answer", r->code,
                                 r->frame);
        }
    }
    return SIP_KEPT;
}

const struct sip_rule sip_rules_early_media[] = {
    {
        .id = "ringing-with-sdp-no-media-auth",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3960 §3.2",
        .see = "RFC 5009 §8",
        .codes = "180",
        .methods = SIP_M(INVITE),
        .check = check_ringing_with_sdp,
        .problem = "180 with SDP: ringback tone or early media unclear",
        .requirement = "A 180 with SDP says in P-Early-Media whether early media is sent",
        .remedy = "The server breaks no rule. If callers hear silence or two tones, it should "
                  "state in P-Early-Media whether it sends media, or leave SDP out of the 180.",
        .silence = "Not reported when P-Early-Media is present, or when the SDP has no media.",
    },
    {
        .id = "answer-differs-from-preview",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.2.1",
        .see = "RFC 6337 §3.1.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-299",
        .methods = SIP_M(INVITE),
        .needs = {SIP_HDR_CONTENT_TYPE},
        .check = check_same_answer,
        .problem = "SDP differs from the first one in the same dialog",
        .requirement = "All responses to an INVITE within one dialog carry the same SDP answer",
        .remedy = "The server must repeat its first SDP answer and change the session by UPDATE or "
                  "re-INVITE, or use another To tag for another media server. The client uses the "
                  "first SDP only, and audio may be one-way.",
        .silence = "Not reported when a PRACK or UPDATE carried SDP, or when only origin, times or "
                   "attributes other than the direction differ: ports, formats, addresses and "
                   "directions are compared.",
    },
    {
        .id = "sdp-after-answer",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 6337 §3.1.1",
        .see = "RFC 3261 §13.2.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-299",
        .methods = SIP_M(INVITE),
        .needs = {SIP_HDR_CONTENT_TYPE},
        .check = check_sdp_after_answer,
        .problem = "SDP sent again after the reliable answer",
        .requirement = "After a reliable SDP answer, later responses carry no SDP",
        .remedy = "The server should leave the SDP out. It does no harm as long as it is the same.",
        .silence = "Not reported when the SDP differs: answer-differs-from-preview reports that.",
    },
};

SIP_SUBJECT_END(early_media);
