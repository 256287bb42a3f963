/* sdp_version.c
 * The version of a session description that changes during a call (RFC 3264 section 8).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/descriptions.h"
#include "rules/engine/readings.h"
#include "rules/subjects/subjects.h"

/* Whether a message of a dialog has an offer: a request, or the 2xx to an INVITE that has none. */
static bool is_offer(const struct sip_context *context)
{
    struct sip_slice asked;

    if (!context->message->is_response) {
        return sip_message_in_dialog(context->message);
    }
    return context->request != NULL && sip_message_in_dialog(context->request) &&
           sip_session_asked(context, &asked) == SIP_ABSENT;
}

static enum sip_verdict check_version(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_packet *packet = context->packet;
    struct sip_description now;
    struct sip_slice origin;

    if (context->message->body.n == 0 || !is_offer(context)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_description *before = sip_descriptions_find(context->descriptions, packet);
    if (before == NULL || before->identity == sip_description_identity(packet) ||
        !sip_description_read(context->message, &now, &origin)) {
        return SIP_UNDECIDED;
    }
    if (now.origin != before->origin || now.rest == before->rest) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, before->frame, origin,
                         "o= is still \"%.*s\", as in frame %u, but other lines have changed",
                         SIP_ARG(origin), before->frame);
}

const struct sip_rule sip_rules_sdp_version[] = {
    {
        .id = "sdp-version-not-increased",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3264 §8",
        .when = SIP_ON_RESPONSE,
        .looks_back = true,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .requests = SIP_M(INVITE) | SIP_M(UPDATE),
        .needs = {SIP_HDR_CONTENT_TYPE},
        .once = SIP_ONCE_A_DIALOG,
        .check = check_version,
        .problem = "SDP offer changed, but its version in o= did not",
        .requirement = "An offer that changes the session has a higher version in its o= line",
        .remedy = "The sender, or a device on the way that changes SDP, must increase the version "
                  "in o= by 1 whenever another line changes. The peer may ignore an offer whose "
                  "version it knows: hold, or a new media address, then has no effect.",
        .silence = "Compared with the description that the same side has sent before in this "
                   "dialog, on the same way; a session description that was not captured is no "
                   "change. Offers are judged in a request and in the 2xx to a re-INVITE without "
                   "one, answers are not.",
    },
};

SIP_SUBJECT_END(sdp_version);
