/* retransmission.c
 * What is sent more than once, and when (RFC 3261 section 17).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>

#include "history/keys.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

/* Whether the transport of a Via repeats itself what is lost. */
static bool is_reliable(const struct sip_via *via)
{
    static const char *const reliable[] = {"TCP", "TLS", "SCTP", "TLS-SCTP", "WS", "WSS"};

    for (size_t i = 0; i < G_N_ELEMENTS(reliable); i++) {
        if (sip_slice_is(via->transport, reliable[i])) {
            return true;
        }
    }
    return false;
}

/* Whether copies may come from a client behind the sender: over a reliable transport it sends none. */
static bool has_repeating_client(const struct sip_message *m)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_VIA);
    struct sip_slice value;
    struct sip_via via;

    sip_values_next(&it, &value);
    while (sip_values_next(&it, &value)) {
        if (!sip_via_read(value, &via) || !is_reliable(&via)) {
            return true;
        }
    }
    return false;
}

/* Whether the request is a copy of the first one, octet for octet, which its sender made by its own timer. Otherwise
 * it is a second attempt with the same branch; or the sender is a stateless proxy. */
static bool is_own_copy(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    bool has_client = !t->is_branch && has_repeating_client(context->message);

    return t->open != NULL && !has_client && !sip_is_passed_on(t, context->packet->stamp) &&
           sip_slice_equal(sip_open_request(t->open), context->message->bytes);
}

/* A copy of an INVITE that was sent although a response was there. Raised for the first copy. */
static enum sip_verdict repeated_after(const struct sip_context *context,
                                       struct sip_finding *finding,
                                       const struct sip_response *response)
{
    const struct sip_transaction *t = context->transaction;
    int64_t limit = response->stamp + sip_crossing_time(context);

    if (t->transport != SIP_TRANSPORT_UDP || context->packet->stamp < limit ||
        t->last_request_time >= limit) {
        return SIP_KEPT;
    }
    if (!is_own_copy(context)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, response->frame, SIP_START_LINE,
                         "INVITE sent again %.1f s after the %u in frame %u",
                         sip_seconds(context->packet->stamp - response->stamp), response->code,
                         response->frame);
}

static enum sip_verdict check_after_provisional(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    const struct sip_response *provisional = sip_transaction_first(context->transaction, 100, 199);

    if (provisional == NULL || context->transaction->final_frame != 0) {
        return SIP_NOT_APPLICABLE;
    }
    return repeated_after(context, finding, provisional);
}

static enum sip_verdict check_after_final(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_response *final = sip_transaction_first(context->transaction, 200, 699);

    return final == NULL ? SIP_NOT_APPLICABLE : repeated_after(context, finding, final);
}

/* One response may have been lost behind the capture, not two at different times. Raised for the first copy of the
 * request after the second. */
static enum sip_verdict check_despite_final(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *final = sip_transaction_first(t, 200, 699);

    if (final == NULL || t->transport != SIP_TRANSPORT_UDP || final->copies != 2 ||
        final->last_time - final->stamp < sip_timer_t1(context) / 2) {
        return SIP_NOT_APPLICABLE;
    }
    int64_t limit = final->last_time + sip_crossing_time(context);
    if (context->packet->stamp < limit || t->last_request_time >= limit) {
        return SIP_KEPT;
    }
    if (!is_own_copy(context) || t->request_varied) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(
        finding, context, final->frame, SIP_START_LINE,
        "%s sent again %.1f s after the second copy of the %u, which came first in frame %u",
        sip_method_name(t->method), sip_seconds(context->packet->stamp - final->last_time),
        final->code, final->frame);
}

static enum sip_verdict check_request_on_reliable(const struct sip_context *context,
                                                  struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    /* On a new connection it is a new try after the old one has failed. */
    if (!sip_transport_is_reliable(t->transport) || context->packet->transport != t->transport ||
        t->request_copies > 1 || context->packet->source.port != t->hop->client.port) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "the request of frame %u was sent again after %.1f s", t->request_frame,
                      sip_seconds(context->packet->stamp - t->request_time));
}

#define MILLISECOND INT64_C(1000)

/* The second interval should be twice the first, the third four times. Copies lost on their way
 * make intervals longer, but leave the second no less than 4/3 of the first, unless three in a row
 * were lost. A network that holds some packets up may make one pair equal, hardly two. */
static bool is_steady(const struct sip_context *context, const uint16_t intervals[SIP_INTERVALS])
{
    int limit = intervals[0] * 6 / 5;

    return intervals[2] > 0 && intervals[0] * MILLISECOND < sip_timer_t2(context) / 2 &&
           intervals[1] < limit && intervals[2] < limit;
}

/* Whether the server repeated the response by its own timer, not for a copy of the request. */
static bool repeats_by_itself(const struct sip_transaction *t, const struct sip_response *r)
{
    return t->method == SIP_METHOD_INVITE && (r->reliable || r->code >= 200) &&
           t->last_request_time < r->stamp;
}

static enum sip_verdict check_intervals(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    if (t->request_varied) {
        return SIP_UNDECIDED;
    }
    if (t->transport == SIP_TRANSPORT_UDP && is_steady(context, t->request_intervals)) {
        return sip_broken(finding, context, SIP_START_LINE,
                          "this request was sent again after %.2f, %.2f and %.2f s",
                          t->request_intervals[0] / 1000.0, t->request_intervals[1] / 1000.0,
                          t->request_intervals[2] / 1000.0);
    }
    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        if (repeats_by_itself(t, r) && is_steady(context, r->intervals)) {
            return sip_broken_at(finding, context, r, t->request_frame,
                                 "this %u was sent again after %.2f, %.2f and %.2f s", r->code,
                                 r->intervals[0] / 1000.0, r->intervals[1] / 1000.0,
                                 r->intervals[2] / 1000.0);
        }
    }
    return SIP_KEPT;
}

/* The response that the message repeats, for the first time; otherwise NULL. */
static const struct sip_response *repeated_once(const struct sip_context *context)
{
    const struct sip_response *r = sip_transaction_original(context->transaction, context->packet);
    return r->copies == 1 ? r : NULL;
}

static enum sip_verdict check_2xx_again(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *response = repeated_once(context);
    char ack[64];

    if (response == NULL) {
        return SIP_KEPT;
    }
    uint32_t ack_frame = response->to_tag == NULL ? t->ack_frame
                         : response->ack != NULL  ? response->ack->request_frame
                                                  : 0; /* of another fork, perhaps */
    if (ack_frame != 0) {
        sip_piece(context, ack, sizeof(ack), "although the ACK is in frame %u", ack_frame);
    } else {
        sip_piece(context, ack, sizeof(ack), "and no ACK was seen before");
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "the %u of frame %u was sent again after %.1f s, %s", response->code,
                      response->frame, sip_seconds(context->packet->stamp - response->stamp), ack);
}

static enum sip_verdict check_non2xx_on_reliable(const struct sip_context *context,
                                                 struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *response = repeated_once(context);

    if (!sip_transport_is_reliable(t->transport) || context->packet->transport != t->transport ||
        context->packet->destination.port != t->hop->client.port) {
        return SIP_NOT_APPLICABLE;
    }
    if (response == NULL || t->last_request_time >= response->last_time) {
        return SIP_KEPT; /* said already; or a copy of the INVITE asked for it */
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "the %u of frame %u was sent again after %.1f s", response->code,
                      response->frame, sip_seconds(context->packet->stamp - response->stamp));
}

/* Uses of one branch that are looked through: it keeps the time for a message constant. */
#define USES 8

/* Whether the server of a request may still take another one with its branch for a copy of it (RFC 3261 sections
 * 17.2.1 and 17.2.2). Long after that two branches may be the same by chance. */
static bool is_remembered(const struct sip_context *context, const struct sip_transaction *other)
{
    return other->response_count > 0 && sip_transaction_same_run(context->transaction, other) &&
           context->packet->stamp - other->last_response->last_time < sip_timer_64_t1(context);
}

/* Whether the request goes back to a lower CSeq number than the other one of its call has, which waits for its response:
 * a retransmission that was changed. */
static bool goes_back(const struct sip_context *context, const struct sip_transaction *other)
{
    return other->response_count == 0 && other->cseq_number > context->message->cseq_number &&
           other->identity == sip_identity(context->packet->keys.call_id, other->cseq_number) &&
           context->packet->stamp - other->request_time < sip_timer_64_t1(context);
}

/* The same branch and method for another request of this client, by Call-ID and CSeq number; NULL: none. */
static const struct sip_transaction *find_other_use(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction, *other = t->next;

    for (int i = 0; other != NULL && i < USES; other = other->next, i++) {
        if (other->request_frame != 0 && !other->request_cut && other->identity != t->identity &&
            sip_endpoint_equal(&other->hop->client, &t->hop->client) &&
            (is_remembered(context, other) || goes_back(context, other))) {
            return other;
        }
    }
    return NULL;
}

static enum sip_verdict check_branch_reused(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (!context->transaction->shares_key || m->method != context->transaction->method) {
        return SIP_KEPT;
    }
    const struct sip_transaction *other = find_other_use(context);
    if (other == NULL || !m->headers_complete || !m->has_cseq_number ||
        !sip_message_has(m, SIP_HDR_CALL_ID) || !sip_via_has_cookie(&m->top_via)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, other->request_frame, m->top_via.branch,
                         "branch %.*s is that of the %s in frame %u, which has another %s",
                         SIP_ARG(m->top_via.branch), sip_method_name(m->method),
                         other->request_frame,
                         other->cseq_number != m->cseq_number ? "CSeq" : "Call-ID");
}

const struct sip_rule sip_rules_retransmission[] = {
    {
        .id = "invite-retrans-after-provisional",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §17.1.1.2",
        .when = SIP_ON_REPEATED_REQUEST,
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_after_provisional,
        .problem = "INVITE retransmitted after a provisional response",
        .requirement = "After a provisional response, the client does not retransmit its INVITE",
        .remedy = "Check first whether the response reaches the client: if captured near the "
                  "server, look for loss and NAT. If it does, the client must stop retransmitting "
                  "at any provisional response.",
        .silence =
            "Not reported when the copy may have crossed with the response (twice the "
            "client's quickest reaction that was seen, at least 100 ms and at most 1.5 "
            "times T1), or when its sender is a proxy that had just received it, or may have where "
            "the capture does not show: a stateless one passes copies on. Reported once per "
            "transaction.",
    },
    {
        .id = "invite-retrans-after-final",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §17.1.1.2",
        .see = "RFC 3261 §17.2.1; RFC 6026 §7.1",
        .when = SIP_ON_REPEATED_REQUEST,
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_after_final,
        .problem = "INVITE retransmitted after its final response",
        .requirement = "After a final response, the client does not retransmit its INVITE",
        .remedy = "Check first whether the response reaches the client: if captured near the "
                  "server, look for loss, a wrong port and NAT. If it does, the client fails to "
                  "match it to its INVITE.",
        .silence = "Not reported when the copy may have crossed with the response (twice the "
                   "client's quickest reaction that was seen, at least 100 ms and at most 1.5 "
                   "times T1), when it differs from the first, or when its sender is a proxy that "
                   "had just received it, or may have where the capture does not show. Reported "
                   "once per transaction.",
    },
    {
        .id = "request-retrans-after-final",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.1.2.2",
        .when = SIP_ON_REPEATED_REQUEST,
        .methods = SIP_M_NON_INVITE,
        .timed = true,
        .check = check_despite_final,
        .problem = "Request retransmitted though its final response came twice",
        .requirement = "A client stops repeating its request once a final response arrives",
        .remedy = "Check first whether the response reaches the client: if captured near the "
                  "server, look for loss, a wrong port and NAT. If it does, the client fails to "
                  "match it to its request: compare Via, Call-ID, CSeq and tags.",
        .silence =
            "Only reported over UDP, once the server has repeated its response at least half of T1 "
            "after the first: a single response may be lost on its way. Not reported when the copy "
            "may have crossed with the response (twice the client's quickest reaction that was "
            "seen, at least 100 ms and at most 1.5 times T1), when it differs from the first, or "
            "when its sender is a proxy that had just received it, or may have where the capture "
            "does not show. Reported once per transaction.",
    },
    {
        .id = "request-retrans-on-reliable",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §17.1.1.2",
        .see = "RFC 3261 §17.1.1.1; RFC 3261 §17.1.2.2; RFC 7118 §5",
        .when = SIP_ON_REPEATED_REQUEST,
        .methods = SIP_M_NOT(SIP_M(ACK)),
        .timed = true,
        .once = SIP_ONCE_A_CLIENT,
        .check = check_request_on_reliable,
        .problem = "Request retransmitted over a reliable transport",
        .requirement = "Over a reliable transport, a request is sent once",
        .remedy = "The client must not start Timer A or E over TCP, TLS, SCTP or WebSocket: the "
                  "transport itself retransmits lost data.",
        .silence =
            "Not reported when the request is an ACK, which is repeated for each copy of a 2xx, or "
            "when the copy came over another connection. Reported once per transaction.",
    },
    {
        .id = "retrans-interval-not-exponential",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.1.1.2",
        .see = "RFC 3261 §17.1.2.2; RFC 3261 §17.2.1; RFC 3261 §13.3.1.4; RFC 3262 §3",
        .when = SIP_AT_END,
        .methods = SIP_M_NOT(SIP_M(ACK)),
        .timed = true,
        .check = check_intervals,
        .problem = "Retransmission intervals do not double",
        .requirement = "The intervals between retransmissions double",
        .remedy = "The client (for a request) or the server (for a response) must double the "
                  "interval each time, up to T2 except for INVITE and reliable provisional "
                  "responses. A network in trouble must get fewer packets, not more.",
        .silence =
            "Only reported when the second and third intervals are less than 1.2 times the first, "
            "whatever T1 is: lost copies alone never have this effect. Not reported for responses "
            "to requests other than INVITE, or when a copy of the INVITE triggered the response.",
    },
    {
        .id = "2xx-retransmitted",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §13.3.1.4",
        .see = "RFC 6026 §8.1",
        .when = SIP_ON_REPEATED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_2xx_again,
        .problem = "2xx to INVITE retransmitted",
        .requirement = "A 2xx to INVITE is retransmitted until its ACK arrives",
        .remedy =
            "Check first whether the client sends its ACK, and whether the ACK reaches the address "
            "in the Contact or Record-Route of the 2xx. A single retransmission needs no action.",
        .silence = "Only reported for the first retransmission.",
    },
    {
        .id = "branch-reused",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.1.1.7",
        .see = "RFC 3261 §17.2.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .once = SIP_ONCE_A_CLIENT,
        .handed_on = true,
        .check = check_branch_reused,
        .problem = "Branch of an earlier request used again",
        .requirement = "Each new request has a branch of its own, whatever came before",
        .remedy = "The client must make a new branch for each request, also for one that it sends "
                  "again with credentials. Its server takes the request for a retransmission of "
                  "the earlier one: it sends the old response again, or none. What is meant as a "
                  "retransmission must have the CSeq number of the request that it repeats.",
        .silence = "Only reported where the same client used the branch for a request of the same "
                   "method with another Call-ID or CSeq number, to which a response was sent less "
                   "than 64*T1 before: the server has forgotten older ones. One that waits for its "
                   "response counts where the CSeq number goes back to a lower one. A branch "
                   "without the magic cookie need not be unique (see via-no-magic-cookie).",
        .explains = {"unanswered-request"},
    },
    {
        .id = "non2xx-retrans-on-reliable",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §17.2.1",
        .when = SIP_ON_REPEATED_RESPONSE,
        .codes = "300-699",
        .methods = SIP_M(INVITE),
        .timed = true,
        .once = SIP_ONCE_A_SERVER,
        .check = check_non2xx_on_reliable,
        .problem = "3xx-6xx to INVITE retransmitted over a reliable transport",
        .requirement = "Over a reliable transport, a 3xx-6xx to INVITE is sent once",
        .remedy = "The server must not start Timer G over TCP, TLS, SCTP or WebSocket.",
        .silence = "Not reported when another copy of the INVITE came before, since the server may "
                   "respond to it, or when the copy came over another connection. Reported once "
                   "per transaction.",
    },
};

SIP_SUBJECT_END(retransmission);
