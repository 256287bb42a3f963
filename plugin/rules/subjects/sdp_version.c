/* sdp_version.c
 * The o= line of a session description that changes during a call: version and session id (RFC 3264 section 8).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <inttypes.h>
#include <stdio.h>

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

/* The offer of the message, and what its sender has sent in this dialog in an earlier transaction. NULL where either is
 * not known. */
static const struct sip_description *find_before(const struct sip_context *context,
                                                 struct sip_description *now,
                                                 struct sip_slice *origin)
{
    const struct sip_packet *packet = context->packet;
    const struct sip_description *before = sip_descriptions_find(context->descriptions, packet);

    return before != NULL && before->identity != sip_description_identity(packet) &&
                   sip_description_read(context->message, now, origin)
               ? before
               : NULL;
}

static enum sip_verdict check_version(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    struct sip_description now;
    struct sip_slice origin;

    if (context->message->body.n == 0 || !is_offer(context)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_description *before = find_before(context, &now, &origin);
    if (before == NULL) {
        return SIP_UNDECIDED;
    }
    if (now.origin != before->origin || now.rest == before->rest) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, before->frame, origin,
                         "o= is still \"%.*s\", as in frame %u, but other lines have changed",
                         SIP_ARG(origin), before->frame);
}

/* User name, address and media show that it is still the same one: another device behind the dialog would have its
 * own. */
static enum sip_verdict check_session(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    struct sip_description now;
    struct sip_slice origin;
    char session[24];

    if (context->message->body.n == 0 || !is_offer(context)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_description *before = find_before(context, &now, &origin);
    if (before == NULL || now.session == 0 || before->session == 0) {
        return SIP_UNDECIDED;
    }
    if (now.session == before->session || now.author != before->author || now.place == 0 ||
        now.place != before->place) {
        return SIP_KEPT;
    }
    snprintf(session, sizeof(session), "%" PRIu64, before->session);
    return sip_broken_by(finding, context, before->frame, origin,
                         "o= is \"%.*s\"; in frame %u its session id was %s, with the same user "
                         "name and address, and the first stream goes to the same port",
                         SIP_ARG(origin), before->frame, session);
}

/* Whether the session is the one in which that description of the sender was agreed on. What was refused counts for
 * nothing, and another device behind the dialog begins a session of its own. */
static bool goes_on(const struct sip_description *before, const struct sip_description *now)
{
    return before->agreed_frame != 0 && before->agreed == before->rest && now->session != 0 &&
           now->session == before->session && now->author == before->author;
}

static enum sip_verdict check_streams(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    struct sip_description now;
    struct sip_slice origin;

    if (context->message->body.n == 0 || !is_offer(context)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_description *before = find_before(context, &now, &origin);
    if (before == NULL || !goes_on(before, &now)) {
        return SIP_UNDECIDED;
    }
    if (now.streams >= before->streams) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, before->frame, origin,
                         "m= lines: %u; the description of this side in frame %u, which was agreed "
                         "on, has %u",
                         now.streams, before->frame, before->streams);
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
    {
        .id = "offer-streams-dropped",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3264 §8",
        .see = "RFC 3264 §8.2",
        .when = SIP_ON_RESPONSE,
        .looks_back = true,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .requests = SIP_M(INVITE) | SIP_M(UPDATE),
        .needs = {SIP_HDR_CONTENT_TYPE},
        .once = SIP_ONCE_A_DIALOG,
        .check = check_streams,
        .problem = "SDP offer has fewer m= lines than were agreed on",
        .requirement = "A later offer has an m= line for each stream of the description before, "
                       "with port 0 for those that are over",
        .remedy = "The sender must keep the m= line of a stream that has ended, and set its port "
                  "to 0. Offer and answer are compared line by line: where one is missing the peer "
                  "refuses the offer, or takes one stream for another.",
        .silence = "Only reported where the o= line shows that it is the same session, and the "
                   "description of this side before was agreed on: an offer that was refused adds "
                   "no stream. Compared as in sdp-version-not-increased.",
    },
    {
        .id = "sdp-session-id-changed",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3264 §8",
        .see = "RFC 6337 §5.2.5",
        .when = SIP_ON_RESPONSE,
        .looks_back = true,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .requests = SIP_M(INVITE) | SIP_M(UPDATE),
        .needs = {SIP_HDR_CONTENT_TYPE},
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_session,
        .problem = "Session id in o= replaced in the middle of a call",
        .requirement = "A later offer has the o= line of the one before, but for its version",
        .remedy =
            "The sender must keep user name, session id and address of its o= line for the "
            "whole dialog, and increase only the version, by 1. What a peer does otherwise is "
            "not defined: it may ignore the offer, refuse it, or restart its media.",
        .silence = "Only reported where user name and address in o= are as before, and the first "
                   "stream goes to the same address and port: with others, another device behind "
                   "the dialog may have made the offer. Compared as in sdp-version-not-increased. "
                   "A session id that is no number is not compared.",
    },
};

SIP_SUBJECT_END(sdp_version);
