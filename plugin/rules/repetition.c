/* repetition.c
 * Requests, what answers them and when, and what is sent more than once (RFC 3261 section 17).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>

#include "rules/response.h"
#include "rules/subjects.h"
#include "rules/timers.h"
#include "sip/rack.h"
#include "sip/sdp.h"
#include "sip/value.h"

#define NON_INVITE SIP_M_NOT(SIP_M(INVITE) | SIP_M(ACK))

static bool is_reliable(enum sip_transport transport)
{
    return transport == SIP_TRANSPORT_TCP || transport == SIP_TRANSPORT_TLS ||
           transport == SIP_TRANSPORT_SCTP || transport == SIP_TRANSPORT_WEBSOCKET;
}

/* An answer would have been seen: others from this server were, after the request. Over UDP the
 * client must have asked again, too: else it has an answer that the capture lost. Or the client
 * itself proves that none came, by asking as long as the RFC lets it (7 copies of an INVITE, 11 of
 * any other request): the next copy would have come after the end. */
static bool silence_is_certain(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    int64_t asked_for = t->last_request_time - t->request_time;
    int64_t end = sip_timer_64_t1(context);

    if (t->transport != SIP_TRANSPORT_UDP) {
        return context->end->server_heard >= t->request_time;
    }
    return (t->request_copies >= 3 && context->end->server_heard >= t->request_time) ||
           (t->request_copies >= 6 && asked_for <= end && asked_for > end - sip_timer_t2(context));
}

static enum sip_verdict check_unanswered(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    char copies[64] = "";

    if (t->response_count > 0 || sip_endpoint_is_group(&t->hop->server)) {
        return SIP_KEPT;
    }
    if (context->now - t->request_time <= sip_timer_64_t1(context) || t->heard_elsewhere ||
        context->end->acked_anywhere || !silence_is_certain(context)) {
        return SIP_UNDECIDED;
    }
    if (t->request_copies > 1) {
        snprintf(copies, sizeof(copies), "; sent %u times in %.1f s", t->request_copies,
                 sip_seconds(t->last_request_time - t->request_time));
    }
    return sip_broken(finding, context, SIP_START_LINE, "no response within %.0f s%s",
                      sip_seconds(sip_timer_64_t1(context)), copies);
}

static enum sip_verdict check_no_final(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    int64_t patience = sip_timer_c(context);
    uint32_t expires;

    if (t->final_frame != 0 || t->response_count == 0 || t->cancel != NULL || t->end_explained) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_value_seconds(sip_message_value(context->message, SIP_HDR_EXPIRES), &expires) &&
        expires * SIP_SECOND > patience) {
        patience = expires * SIP_SECOND;
    }
    if (context->now - t->open->last_response_time <= patience || t->heard_elsewhere ||
        context->end->acked_anywhere) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, t->last_response->frame, SIP_START_LINE,
                         "%u in frame %u was the last; nothing followed within %.0f s",
                         t->last_response->code, t->last_response->frame, sip_seconds(patience));
}

/* A copy of an INVITE that was sent although a response was there. Raised for the first copy. */
static enum sip_verdict repeated_after(const struct sip_context *context,
                                       struct sip_finding *finding,
                                       const struct sip_response *response)
{
    const struct sip_transaction *t = context->transaction;
    int64_t limit = response->time + sip_crossing_time(context);

    if (t->transport != SIP_TRANSPORT_UDP || context->packet->time < limit ||
        t->last_request_time >= limit) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, response->frame, SIP_START_LINE,
                         "INVITE again %.1f s after the %u in frame %u",
                         sip_seconds(context->packet->time - response->time), response->code,
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

static enum sip_verdict check_request_on_reliable(const struct sip_context *context,
                                                  struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    /* On a new connection it is a new try after the old one has failed. */
    if (!is_reliable(t->transport) || context->packet->transport != t->transport ||
        t->request_copies > 1 || context->packet->source.port != t->hop->client.port) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "the request of frame %u again after %.1f s", t->request_frame,
                      sip_seconds(context->packet->time - t->request_time));
}

/* One copy, or its answer, may have been lost beyond the capture; two in a row were ignored. */
static enum sip_verdict check_not_repeated(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    if (t->transport != SIP_TRANSPORT_UDP || t->final_frame == 0 || t->copies_since_final < 2) {
        return SIP_NOT_APPLICABLE;
    }
    if (t->final_code == 401 || t->final_code == 407 || t->request_varied ||
        sip_endpoint_is_group(&t->hop->server)) {
        return SIP_NOT_APPLICABLE;
    }
    if (t->last_request_time - t->final_time >= sip_timer_64_t1(context) ||
        context->now - t->last_request_time <= sip_timer_t2(context) || t->heard_elsewhere) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(
        finding, context, t->final_frame, SIP_START_LINE,
        "%u copies after the %u in frame %u, the last after %.1f s, brought no second one",
        t->copies_since_final, t->final_code, t->final_frame,
        sip_seconds(t->last_request_time - t->final_time));
}

static bool is_2xx(unsigned code)
{
    return code / 100 == 2;
}

/* The earlier final response that this one contradicts, or NULL. Another code in short: answers
 * that a server made anew for each copy of a request differ in less. */
static const struct sip_response *contradicted(const struct sip_context *context)
{
    const struct sip_message *m = context->message;
    struct sip_slice tag = sip_message_tag(m, SIP_HDR_TO);
    bool may_fork = m->method == SIP_METHOD_INVITE && is_2xx(m->code);

    for (const struct sip_response *r = context->transaction->responses; r != NULL; r = r->next) {
        bool other_fork =
            may_fork && is_2xx(r->code) && !(r->to_tag != NULL && sip_slice_is(tag, r->to_tag));
        if (r->code >= 200 && r->code != m->code && !other_fork) {
            return r;
        }
    }
    return NULL;
}

/* "486 after the 200 in frame 7 (0.2 s)" */
static enum sip_verdict comes_after(const struct sip_context *context, struct sip_finding *finding,
                                    const struct sip_response *earlier)
{
    return sip_broken_by(finding, context, earlier->frame, SIP_START_LINE,
                         "%u after the %u in frame %u (%.3f s)", context->message->code,
                         earlier->code, earlier->frame,
                         sip_seconds(context->packet->time - earlier->time));
}

static enum sip_verdict check_final_different(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    const struct sip_response *earlier = contradicted(context);

    if (earlier == NULL) {
        return SIP_KEPT;
    }
    if (context->message->method == SIP_METHOD_INVITE && is_2xx(context->message->code) &&
        !is_2xx(earlier->code)) {
        return SIP_NOT_APPLICABLE; /* 2xx-after-non-2xx-final speaks */
    }
    return sip_response_belongs(context) ? comes_after(context, finding, earlier) : SIP_UNDECIDED;
}

static enum sip_verdict check_2xx_after_failure(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    const struct sip_response *earlier = sip_transaction_first(context->transaction, 300, 699);

    if (earlier == NULL || sip_transaction_first(context->transaction, 200, 299) != NULL) {
        return SIP_KEPT;
    }
    return sip_response_belongs(context) ? comes_after(context, finding, earlier) : SIP_UNDECIDED;
}

static enum sip_verdict check_provisional_after_final(const struct sip_context *context,
                                                      struct sip_finding *finding)
{
    const struct sip_response *final = sip_transaction_first(context->transaction, 200, 699);

    if (final == NULL) {
        return SIP_KEPT;
    }
    struct sip_slice tag = sip_message_tag(context->message, SIP_HDR_TO);
    if (sip_message_reliable_rseq(context->message) != 0 && tag.p != NULL &&
        sip_transaction_response(context->transaction, 200, 699, tag) != NULL) {
        return SIP_NOT_APPLICABLE; /* rel1xx-after-final speaks */
    }
    return sip_response_belongs(context) &&
                   context->packet->time - final->time >= SIP_CAPTURE_JITTER
               ? comes_after(context, finding, final)
               : SIP_UNDECIDED;
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
    char ack[64] = "no ACK was seen before";

    if (response == NULL) {
        return SIP_KEPT;
    }
    if (t->ack_frame != 0) {
        snprintf(ack, sizeof(ack), "although the ACK is in frame %u", t->ack_frame);
    }
    return sip_broken(finding, context, SIP_START_LINE, "the %u of frame %u again after %.1f s, %s",
                      response->code, response->frame,
                      sip_seconds(context->packet->time - response->time), ack);
}

/* An earlier 2xx to the INVITE in another dialog, or NULL. */
static const struct sip_response *earlier_fork(const struct sip_context *context)
{
    struct sip_slice tag = sip_message_tag(context->message, SIP_HDR_TO);
    const struct sip_response *first = sip_transaction_first(context->transaction, 200, 299);

    if (first == NULL || first->to_tag == NULL || tag.p == NULL ||
        context->transaction->in_dialog || !sip_response_belongs(context)) {
        return NULL;
    }
    return sip_transaction_response(context->transaction, 200, 299, tag) ? NULL : first;
}

static enum sip_verdict another_dialog(const struct sip_context *context,
                                       struct sip_finding *finding,
                                       const struct sip_response *first)
{
    return sip_broken_by(finding, context, first->frame,
                         sip_row_bytes(sip_message_row(context->message, SIP_HDR_TO)),
                         "To tag %.*s, %.1f s after the %u in frame %u with tag %s",
                         SIP_ARG(sip_message_tag(context->message, SIP_HDR_TO)),
                         sip_seconds(context->packet->time - first->time), first->code,
                         first->frame, first->to_tag);
}

static enum sip_verdict check_2xx_forked(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_response *first = earlier_fork(context);

    if (first == NULL || context->packet->time - first->time > sip_timer_64_t1(context)) {
        return SIP_NOT_APPLICABLE; /* or 2xx-late speaks */
    }
    return another_dialog(context, finding, first);
}

static enum sip_verdict check_2xx_late(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_response *first = earlier_fork(context);

    if (first == NULL || context->packet->time - first->time <= sip_timer_64_t1(context)) {
        return SIP_KEPT;
    }
    return another_dialog(context, finding, first);
}

static enum sip_verdict check_non2xx_on_reliable(const struct sip_context *context,
                                                 struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *response = repeated_once(context);

    if (!is_reliable(t->transport) || context->packet->transport != t->transport ||
        context->packet->destination.port != t->hop->client.port) {
        return SIP_NOT_APPLICABLE;
    }
    if (response == NULL || t->last_request_time >= response->last_time) {
        return SIP_KEPT; /* said already; or a copy of the INVITE asked for it */
    }
    return sip_broken(finding, context, SIP_START_LINE, "the %u of frame %u again after %.1f s",
                      response->code, response->frame,
                      sip_seconds(context->packet->time - response->time));
}

static enum sip_verdict check_late_final(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    int64_t waited = context->packet->time - t->request_time;

    if (t->final_frame != 0 || waited <= sip_timer_64_t1(context)) {
        return SIP_KEPT;
    }
    /* A copy that was sent after the time has brought it: the one before may have been lost. */
    bool asked_late = t->last_request_time - t->request_time > sip_timer_64_t1(context);
    return sip_response_belongs(context) && !asked_late
               ? sip_broken(finding, context, SIP_START_LINE,
                            "%.1f s after the request; the client waits %.0f s",
                            sip_seconds(waited), sip_seconds(sip_timer_64_t1(context)))
               : SIP_UNDECIDED;
}

/* When the server is known to have had the request: at once on a reliable transport; over UDP when
 * it said so, or else when it was sent for the last time. */
static int64_t received_at(const struct sip_transaction *t)
{
    if (is_reliable(t->transport)) {
        return t->request_time;
    }
    return t->responses != NULL ? t->responses->time : t->last_request_time;
}

/* An UPDATE whose session description was accepted or refused only after a while: "promptly" has
 * no number, but when Timer E reaches T2 a server should have answered (RFC 4320 section 4.1). */
static bool user_was_asked(const struct sip_context *context)
{
    const struct sip_message *m = context->message;
    bool decided = m->code < 300 || m->code == 488 || m->code == 603 || m->code == 606;
    struct sip_slice sdp;

    return m->method == SIP_METHOD_UPDATE && decided && context->transaction->final_frame == 0 &&
           context->now - received_at(context->transaction) > sip_timer_e_at_t2(context) &&
           sip_message_session(context->request, &sdp) == SIP_PRESENT;
}

static enum sip_verdict check_update_prompt(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    if (!user_was_asked(context)) {
        return SIP_KEPT;
    }
    return sip_response_belongs(context)
               ? sip_broken(finding, context, SIP_START_LINE,
                            "%.1f s after the UPDATE of frame %u had come",
                            sip_seconds(context->now - received_at(t)), t->request_frame)
               : SIP_UNDECIDED;
}

static enum sip_verdict check_slow(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    int64_t waited = context->packet->time - t->request_time;

    if (t->final_frame != 0 || waited <= sip_timer_t2(context) ||
        waited > sip_timer_64_t1(context)) { /* late-non-invite-final speaks */
        return SIP_KEPT;
    }
    if (t->response_count == 0 && waited > sip_time_of_100(context)) {
        return SIP_NOT_APPLICABLE; /* 100-non-invite-missing speaks */
    }
    if (user_was_asked(context)) {
        return SIP_NOT_APPLICABLE; /* update-needs-user speaks */
    }
    return sip_response_belongs(context)
               ? sip_broken(finding, context, SIP_START_LINE, "%.1f s after the request",
                            sip_seconds(waited))
               : SIP_UNDECIDED;
}

/* The INVITE may have been sent long before its response: people are slow. */
static int64_t longest_wait(const struct sip_context *context)
{
    int64_t wait = sip_timer_64_t1(context);
    return context->message->method == SIP_METHOD_INVITE ? wait + 2 * sip_timer_c(context) : wait;
}

static enum sip_verdict check_stray(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    if (t == NULL || t->request_frame != 0 || t->response_count > 0 || t->shares_key) {
        return SIP_NOT_APPLICABLE;
    }
    if (t->client_since == INT64_MAX ||
        context->packet->time - t->client_since <= longest_wait(context)) {
        return SIP_UNDECIDED;
    }
    const struct sip_row *via = sip_message_row(context->message, SIP_HDR_VIA);
    const struct sip_transaction *like = t->attempt;
    if (like != NULL && like->cseq_number == t->cseq_number && like->request_frame != 0) {
        return sip_broken_by(
            finding, context, like->request_frame, sip_row_bytes(via),
            "no request with this branch; the one with its CSeq number, in frame %u, has "
            "another",
            like->request_frame);
    }
    return sip_broken(finding, context, sip_row_bytes(via), "no request with this branch was seen");
}

static enum sip_verdict check_100_too_early(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    int64_t waited = context->packet->time - t->request_time;

    /* The first copy may have been lost by the capture: T1 more. */
    if (t->transport != SIP_TRANSPORT_UDP || t->response_count > 0 ||
        waited + sip_timer_t1(context) >= sip_timer_e_at_t2(context)) {
        return SIP_KEPT;
    }
    return sip_response_belongs(context)
               ? sip_broken(finding, context, SIP_START_LINE,
                            "100 %.3f s after the %.*s; allowed after %.1f s", sip_seconds(waited),
                            SIP_ARG(context->message->method_name),
                            sip_seconds(sip_timer_e_at_t2(context)))
               : SIP_UNDECIDED;
}

/* Counted from the last copy: the earlier ones may have been lost on their way to the server. */
static enum sip_verdict check_100_late(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    int64_t waited = context->packet->time - t->last_request_time;

    if (t->response_count > 0 || waited <= sip_timer_t1(context) + SIP_SECOND / 5) {
        return SIP_KEPT;
    }
    return sip_response_belongs(context) && sip_client_unheard(context, t, context->packet->time)
               ? sip_broken(finding, context, SIP_START_LINE,
                            "the first response, %.1f s after the INVITE was sent%s",
                            sip_seconds(waited), t->request_copies > 1 ? " for the last time" : "")
               : SIP_UNDECIDED;
}

const struct sip_rule sip_rules_repetition[] = {
    {
        .id = "unanswered-request",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.1.1.2",
        .see = "RFC 3261 §17.1.2.2; RFC 3261 §8.1.3.1; RFC 3263 §4.3",
        .when = SIP_AT_END,
        .methods = SIP_M_NOT(SIP_M(ACK)),
        .check = check_unanswered,
        .problem = "No response to the request",
        .requirement =
            "A request gets a response within 64*T1; after that, the client treats it as a 408",
        .remedy = "Check first whether the request reaches the server and where the server sends "
                  "its response. The client should try the next server.",
        .silence = "Not reported when the capture ends before 64*T1; when nothing from the server "
                   "was seen after the request and the client gave up early (the response may take "
                   "another path); over UDP, when the client sent the request fewer than three "
                   "times (it may have a response that the capture lost); when a load balancer "
                   "forwarded the request unchanged or a response with another branch was seen; or "
                   "when the request is multicast.",
    },
    {
        .id = "no-final-response",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §16.8",
        .see = "RFC 3261 §16.6; RFC 3261 §13.3.1",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .check = check_no_final,
        .problem = "INVITE left without a final response",
        .requirement = "An INVITE gets a final response within Timer C of the last provisional one",
        .remedy = "The proxy must cancel an INVITE when Timer C fires. The callee's user agent "
                  "must reject the INVITE when it gives up, or repeat its provisional response if "
                  "it needs longer.",
        .silence = "Not reported when the INVITE was cancelled (cancel-no-487 reports that), ended "
                   "by BYE, or acknowledged: its final response was then not captured. If its "
                   "Expires is longer than Timer C, that time applies.",
    },
    {
        .id = "invite-retrans-after-provisional",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §17.1.1.2",
        .when = SIP_ON_REPEATED_REQUEST,
        .methods = SIP_M(INVITE),
        .check = check_after_provisional,
        .problem = "INVITE retransmitted after a provisional response",
        .requirement = "After a provisional response, the client does not retransmit its INVITE",
        .remedy = "Check first whether the response reaches the client: if captured near the "
                  "server, look for loss and NAT. If it does, the client must stop retransmitting "
                  "at any provisional response.",
        .silence = "Not reported when the copy may have crossed with the response (up to 1.5 times "
                   "T1 after it). Reported once per transaction.",
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
        .check = check_after_final,
        .problem = "INVITE retransmitted after its final response",
        .requirement = "After a final response, the client does not retransmit its INVITE",
        .remedy = "Check first whether the response reaches the client: if captured near the "
                  "server, look for loss, a wrong port and NAT. If it does, the client fails to "
                  "match it to its INVITE.",
        .silence = "Not reported when the copy may have crossed with the response (up to 1.5 times "
                   "T1 after it). Reported once per transaction.",
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
        .id = "response-not-repeated",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.2.2",
        .when = SIP_AT_END,
        .methods = NON_INVITE,
        .check = check_not_repeated,
        .problem = "Final response not repeated for a retransmitted request",
        .requirement = "The server repeats its final response for each copy of the request",
        .remedy = "The server must keep its final response until Timer J fires, and resend it for "
                  "each retransmission of the request.",
        .silence = "Not reported when the transport is reliable, after Timer J (64*T1), for 401 "
                   "and 407, which stateless servers send (RFC 3261 §26.3.2.4), or for a single "
                   "copy, which may have been lost on its way.",
    },
    {
        .id = "final-after-final-different",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §17.2.2",
        .see = "RFC 3261 §17.2.1; RFC 3261 §16.7",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "200-699",
        .check = check_final_different,
        .problem = "Second, different final response to one request",
        .requirement = "A transaction has one final response, except for the 2xx of several forks",
        .remedy =
            "The server must keep to the final response that it sent first, and send no other.",
        .silence =
            "Not reported when the code is the same, when copies of the request differ (the client "
            "then uses one branch for several requests), or when the request is multicast.",
    },
    {
        .id = "2xx-after-non-2xx-final",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §16.7",
        .see = "RFC 3261 §17.1.1.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .check = check_2xx_after_failure,
        .problem = "2xx to an INVITE that had already failed",
        .requirement = "No 2xx follows a final failure response to the INVITE",
        .remedy =
            "The proxy must not forward a failure before all branches are completed, and a user "
            "agent server must not send both. The client should acknowledge this 2xx and send BYE.",
        .silence = "Not reported when copies of the INVITE differ: the client then uses one branch "
                   "for several requests.",
    },
    {
        .id = "provisional-after-final",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §17.2.1",
        .see = "RFC 3261 §17.2.2; RFC 3261 §16.7",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "1xx",
        .check = check_provisional_after_final,
        .problem = "Provisional response after the final one",
        .requirement = "No provisional response is sent after a final one",
        .remedy = "The server must drop provisional responses once it has sent its final response. "
                  "A proxy must also drop those of other branches.",
        .silence = "Not reported when it came less than 50 ms after the final response (packets "
                   "may be reordered), when it repeats an earlier provisional response, or when "
                   "copies of the request differ.",
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
        .check = check_2xx_again,
        .problem = "2xx to INVITE retransmitted",
        .requirement = "A 2xx to INVITE is retransmitted until its ACK arrives",
        .remedy =
            "Check first whether the client sends its ACK, and whether the ACK reaches the address "
            "in the Contact or Record-Route of the 2xx. A single retransmission needs no action.",
        .silence = "Only reported for the first retransmission.",
    },
    {
        .id = "2xx-forked-multiple",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.2.2.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .check = check_2xx_forked,
        .problem = "Several 2xx to one INVITE (forking)",
        .requirement = "The client acknowledges each 2xx of a forked INVITE and ends unwanted "
                       "dialogs with BYE",
        .remedy = "The client must acknowledge every dialog, and end those that it does not want "
                  "with BYE.",
    },
    {
        .id = "2xx-late",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §13.2.2.4",
        .see = "RFC 6026 §7.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .check = check_2xx_late,
        .problem = "Another 2xx more than 64*T1 after the first",
        .requirement = "All 2xx of a forked INVITE arrive within 64*T1 of the first",
        .remedy = "The proxy should cancel its other branches as soon as one has brought a 2xx: "
                  "the client can no longer match this 2xx to its INVITE.",
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
        .check = check_non2xx_on_reliable,
        .problem = "3xx-6xx to INVITE retransmitted over a reliable transport",
        .requirement = "Over a reliable transport, a 3xx-6xx to INVITE is sent once",
        .remedy = "The server must not start Timer G over TCP, TLS, SCTP or WebSocket.",
        .silence = "Not reported when another copy of the INVITE came before, since the server may "
                   "respond to it, or when the copy came over another connection. Reported once "
                   "per transaction.",
    },
    {
        .id = "late-non-invite-final",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4320 §4.2",
        .see = "RFC 4321 §1.1; RFC 4321 §1.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "200-699",
        .methods = NON_INVITE,
        .check = check_late_final,
        .problem = "Final response after the client has timed out",
        .requirement =
            "A final response arrives within 64*T1 of its request, before the client times out",
        .remedy = "The server should respond at once. A proxy must not forward a response that "
                  "comes too late.",
    },
    {
        .id = "slow-response",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §17.1",
        .see = "RFC 3261 §8.2.6.1; RFC 4320 §4.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "200-699",
        .methods = NON_INVITE,
        .check = check_slow,
        .problem = "Slow final response to a non-INVITE (more than T2)",
        .requirement = "Requests other than INVITE get a final response at once, within T2 at most",
        .remedy = "The server should respond at once. Check first what it, or a server behind it, "
                  "is waiting for.",
    },
    {
        .id = "update-needs-user",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3311 §5.2",
        .see = "RFC 4320 §4.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx,488,603,606",
        .methods = SIP_M(UPDATE),
        .check = check_update_prompt,
        .problem = "UPDATE with SDP: final response delayed",
        .requirement =
            "An UPDATE gets its final response at once, 504 if the user would have to be asked",
        .remedy = "The user agent server should respond without asking the user, or reject the "
                  "UPDATE with 504. The client can send a re-INVITE, which leaves time to ask.",
        .silence = "Not reported when the UPDATE has no SDP: there is nothing to ask. Over UDP, "
                   "the time counts from the last copy, or from the first response.",
    },
    {
        .id = "stray-response",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 6026 §7.3",
        .see = "RFC 6026 §7.2; RFC 3261 §18.1.2",
        .looks_back = true,
        .check = check_stray,
        .problem = "Response without a matching request",
        .requirement = "A response matches a request of its hop",
        .remedy = "Check first whether the capture is complete. Then look for a device that "
                  "changes the branch, or for a replayed or forged response; clients drop such a "
                  "response, and a stateful proxy must not forward it.",
        .silence = "Not reported when requests from that client to that server have been captured "
                   "for less time than a transaction lasts: the request may be older than the "
                   "capture. The capture may also have lost the request, which cannot be seen from "
                   "this response; hence the severity chat.",
    },
    {
        .id = "100-non-invite-too-early",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4320 §4.1",
        .see = "RFC 4320 §2.1; RFC 4321 §1.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "100",
        .methods = NON_INVITE,
        .check = check_100_too_early,
        .problem = "100 to a non-INVITE sent too early",
        .requirement = "Over UDP, a 100 to a non-INVITE is not sent before Timer E reaches T2",
        .remedy = "The server must not send a 100 at first. The client would then retransmit only "
                  "every T2, and notice a lost response late.",
        .silence = "Not reported when the transport is not UDP, where a 100 may come at any time, "
                   "or in the last T1 before the 100 is allowed: the first copy of the request may "
                   "not have been captured.",
    },
    {
        .id = "100-late",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.2.1",
        .see = "RFC 3261 §21.1.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .methods = SIP_M(INVITE),
        .check = check_100_late,
        .problem = "No response within 200 ms of INVITE, not even a 100",
        .requirement = "An INVITE without another response within 200 ms gets a 100 at once",
        .remedy = "The server must send a 100 as soon as it receives an INVITE to which it cannot "
                  "respond within 200 ms.",
        .silence = "Not reported when the response came within 200 ms plus a round trip (T1 is "
                   "assumed) of the last copy of the INVITE: earlier copies may have been lost on "
                   "their way. Not reported over UDP either when the client did not retransmit its "
                   "INVITE in time: it has received a response that was not captured.",
    },
};
SIP_SUBJECT_END(repetition);
