/* sdp_version.c
 * The version of a session description that changes during a call (RFC 3264 section 8).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/descriptions.h"
#include "rules/subjects/subjects.h"

static enum sip_verdict check_version(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_packet *packet = context->packet;
    struct sip_description now;
    struct sip_slice origin;

    if (!sip_message_in_dialog(context->message) || context->message->body.n == 0) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_description *before = sip_descriptions_find(context->descriptions, packet);
    if (before == NULL || before->identity == packet->keys.identity ||
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
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
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
                   "change. Answers are not judged.",
    },
};

SIP_SUBJECT_END(sdp_version);
