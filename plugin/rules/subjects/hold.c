/* hold.c
 * Calls on hold: who is held wants to talk still, and its own offers say so (RFC 6337 section 5.3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/keys.h"
#include "rules/engine/exchange.h"
#include "rules/subjects/subjects.h"

/* What the server of the 2xx has described last, at its end. It is the 2xx itself where no later description has
 * changed anything. */
static const struct sip_description *newest_of_server(const struct sip_context *context)
{
    const struct sip_hop *hop = context->transaction->hop;
    struct sip_packet packet = {
        .message = context->message, .source = hop->server, .destination = hop->client};

    packet.keys = sip_keys_read(context->message);
    return sip_descriptions_find(context->descriptions, &packet);
}

/* Whether the client has sent another INVITE since whose response was not captured: it may describe something else. */
static bool lacks_later_answer(const struct sip_context *context)
{
    const struct sip_transaction *newest =
        context->dialog != NULL ? sip_client_side(context)->invites[0] : NULL;

    return newest != NULL && newest->request_frame > context->transaction->final_frame &&
           newest->final_frame == 0;
}

static enum sip_verdict check_copied(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice asked;

    if (!t->in_dialog || t->offers || context->request == NULL ||
        sip_session_asked(context, &asked) != SIP_ABSENT) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_description *offer = newest_of_server(context);
    if (offer == NULL || offer->frame != t->final_frame || offer->held_frame == 0 || t->final_cut) {
        return SIP_KEPT;
    }
    if (lacks_later_answer(context) ||
        sip_exchange_came_before(t, sip_message_to_tag(context->message)) != SIP_ABSENT) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, offer->held_frame, SIP_START_LINE,
                         "a=%s, as in the answer to the hold in frame %u, though the INVITE in "
                         "frame %u left the offer to this side; no later description changed it",
                         sip_direction_name(offer->direction), offer->held_frame, t->request_frame);
}

const struct sip_rule sip_rules_hold[] = {
    {
        .id = "offer-copies-hold",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 6337 §5.3",
        .see = "RFC 6337 §5.1; RFC 3264 §8.4",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .timed = true,
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_copied,
        .problem = "Offer of the held side repeats the hold: call stays held",
        .requirement =
            "Who was put on hold by its peer still offers what it wants itself: sendrecv",
        .remedy = "The user agent that is held must keep apart what it wants and what it had to "
                  "answer. Its offer says sendrecv unless its own user has put the call on hold. "
                  "With recvonly or inactive the peer cannot resume by a re-INVITE without SDP, as "
                  "transfer servers and 3pcc controllers do.",
        .silence =
            "Only reported for the 2xx to a re-INVITE without an offer, whose server had sent and "
            "received until the peer held the first stream, and where neither side's later "
            "description changed that for it. A user who has put the same call on hold on the held "
            "side, too, cannot be told apart.",
    },
};

SIP_SUBJECT_END(hold);
