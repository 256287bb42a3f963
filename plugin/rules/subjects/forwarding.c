/* forwarding.c
 * What a proxy does with a request that it forwards (RFC 3261 sections 16.3 and 16.6): seen where both legs were
 * captured.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/endpoint.h"
#include "rules/subjects/subjects.h"

/* Max-Forwards of both copies of a request. */
struct hops_left {
    uint32_t received, sent; /* the proxy received and has sent on */
};

/* False where the request is no such copy, or one of them has no number that can be read. */
static bool read_hops_left(const struct sip_context *context, struct hops_left *left)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_message room;
    const struct sip_message *received =
        t->is_branch && t->received != NULL ? sip_transaction_request(t->received, &room) : NULL;

    return received != NULL && context->message->headers_complete &&
           sip_slice_to_u32(sip_message_value(received, SIP_HDR_MAX_FORWARDS), &left->received) &&
           sip_slice_to_u32(sip_message_value(context->message, SIP_HDR_MAX_FORWARDS), &left->sent);
}

static enum sip_verdict check_not_decremented(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct hops_left left;

    if (!read_hops_left(context, &left) || left.received == 0) {
        return SIP_NOT_APPLICABLE;
    }
    if (left.sent < left.received) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, t->received->request_frame,
                         sip_context_bytes(context, SIP_HDR_MAX_FORWARDS),
                         "Max-Forwards is %u; %s received %u in frame %u", left.sent,
                         sip_endpoint_text(&context->packet->source).s, left.received,
                         t->received->request_frame);
}

static enum sip_verdict check_forwarded_at_zero(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct hops_left left;

    if (!read_hops_left(context, &left) || left.received > 0) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken_by(finding, context, t->received->request_frame,
                         sip_context_bytes(context, SIP_HDR_MAX_FORWARDS),
                         "%s received Max-Forwards 0 in frame %u and forwards the request with %u",
                         sip_endpoint_text(&context->packet->source).s, t->received->request_frame,
                         left.sent);
}

/* RFC 2543, whose branches have no cookie, did not demand it. */
static enum sip_verdict check_max_forwards(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (sip_message_has(m, SIP_HDR_MAX_FORWARDS)) {
        return SIP_KEPT;
    }
    if (sip_message_presence(m, SIP_HDR_MAX_FORWARDS) != SIP_ABSENT || !sip_message_has_cookie(m)) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE, "Max-Forwards absent from the %s of %s",
                      sip_method_name(m->method), sip_endpoint_text(&context->packet->source).s);
}

const struct sip_rule sip_rules_forwarding[] = {
    {
        .id = "max-forwards-missing",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.1.1",
        .see = "RFC 3261 §8.1.1.6; RFC 3261 §16.6",
        .when = SIP_ON_REQUEST,
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_max_forwards,
        .problem = "Request without Max-Forwards",
        .requirement = "Each request has Max-Forwards, which should be 70",
        .remedy = "The client must add Max-Forwards: 70 to all its requests, ACK and CANCEL "
                  "included; a proxy must add it where it is missing.",
        .silence = "Not reported where the branch does not begin with z9hG4bK: RFC 2543 did not "
                   "demand it. In full once a sender.",
    },
    {
        .id = "max-forwards-not-decremented",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §16.6",
        .see = "RFC 3261 §20.22",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M_NOT_ACK_CANCEL,
        .needs = {SIP_HDR_MAX_FORWARDS},
        .once = SIP_ONCE_A_CLIENT,
        .check = check_not_decremented,
        .problem = "Max-Forwards not decremented by a proxy",
        .requirement = "A proxy lowers Max-Forwards by 1 in each request that it forwards",
        .remedy =
            "The proxy must lower Max-Forwards by 1: nothing else ends a loop between proxies.",
        .silence = "Only reported where the same request was captured on both sides of the proxy, "
                   "with one more Via. Not reported of ACK and CANCEL, which a proxy also sends of "
                   "its own, and where it received 0 (see forwarded-at-zero).",
    },
    {
        .id = "forwarded-at-zero",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §16.3",
        .see = "RFC 3261 §21.4.21",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M_NOT_ACK_CANCEL,
        .needs = {SIP_HDR_MAX_FORWARDS},
        .once = SIP_ONCE_A_CLIENT,
        .check = check_forwarded_at_zero,
        .problem = "Request forwarded although Max-Forwards was 0",
        .requirement = "A request whose Max-Forwards is 0 is not forwarded",
        .remedy = "The proxy must respond with 483, or to OPTIONS itself.",
        .silence =
            "Only reported where the same request was captured on both sides of the proxy, "
            "with one more Via. Not reported of ACK and CANCEL, which a proxy also sends of its "
            "own.",
    },
};

SIP_SUBJECT_END(forwarding);
