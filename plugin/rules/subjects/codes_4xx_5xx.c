/* codes_4xx_5xx.c
 * Failures that belong to no other subject, or that the request does not warrant.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/attempt.h"
#include "rules/engine/endpoint.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "sip/host.h"
#include "sip/value.h"

/* What RFC 5393 recommends for the start of a search. */
#define AMPLE_MAX_BREADTH 60

static enum sip_verdict check_440(const struct sip_context *context, struct sip_finding *finding)
{
    uint32_t breadth;

    if (!sip_slice_to_u32(sip_message_value(context->request, SIP_HDR_MAX_BREADTH), &breadth)) {
        return SIP_NOT_APPLICABLE;
    }
    if (breadth < AMPLE_MAX_BREADTH) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "%s",
                      sip_response_to(context, SIP_HDR_MAX_BREADTH).text);
}

/* Whether two Via values name the same sender: the mark of a loop or a spiral. */
static bool sent_by_repeats(const struct sip_message *request)
{
    struct sip_values first = sip_values_of(request, SIP_HDR_VIA), second;
    struct sip_slice a, b;
    struct sip_via x, y;

    while (sip_values_next(&first, &a)) {
        second = first;
        while (sip_via_read(a, &x) && sip_values_next(&second, &b)) {
            if (sip_via_read(b, &y) && sip_via_same_sent_by(&x, &y)) {
                return true;
            }
        }
    }
    return false;
}

static enum sip_verdict check_482_no_loop(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    unsigned vias = sip_values_count(context->request, SIP_HDR_VIA);

    if (!sip_message_in_dialog(context->request) || !sip_response_from_target(context) ||
        vias == 0) {
        return SIP_NOT_APPLICABLE;
    }
    if (sent_by_repeats(context->request)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "%u Via values in frame %u, none twice; the request was in a dialog and had "
                      "reached its target",
                      vias, context->transaction->request_frame);
}

static bool is_via_of(struct sip_slice value, const struct sip_endpoint *server)
{
    struct sip_via via;

    if (!sip_via_read(value, &via)) {
        return false;
    }
    struct sip_endpoint named = sip_endpoint_of_host(via.host);
    return named.family != 0 && sip_endpoint_same_address(&named, server) &&
           sip_via_port(&via) == server->port;
}

/* The number of the Via below the topmost that names the server itself; 0: none. */
static unsigned via_of_server(const struct sip_context *context)
{
    struct sip_values it = sip_values_of(context->request, SIP_HDR_VIA);
    struct sip_slice value;

    for (unsigned number = 1; sip_values_next(&it, &value); number++) {
        if (number > 1 && is_via_of(value, &context->transaction->hop->server)) {
            return number;
        }
    }
    return 0;
}

/* The same request, sent before by this client to this server on another branch (RFC 3261 section 8.2.2.2); NULL:
 * none was captured. */
static const struct sip_transaction *sent_before(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction, *before = sip_attempt_of_call(t);
    struct sip_slice tag = sip_message_tag(context->request, SIP_HDR_FROM);

    for (int i = 0; before != NULL && i < SIP_TRANSACTION_MAX_BRANCHES;
         i++, before = sip_attempt_of_call(before)) {
        struct sip_message room;
        if (before->cseq_number != t->cseq_number || before->request_frame == 0 ||
            !sip_same_server(before, t) || sip_transaction_same_branch(before, t)) {
            continue;
        }
        const struct sip_message *request = sip_transaction_request(before, &room);
        if (request != NULL && tag.p != NULL &&
            sip_tags_equal(tag, sip_message_tag(request, SIP_HDR_FROM))) {
            return before;
        }
    }
    return NULL;
}

/* How long a server keeps the transaction of an INVITE after the ACK to a failure (RFC 3261 section 17.2.1). */
static int64_t timer_i(const struct sip_transaction *invite)
{
    return sip_transport_is_reliable(invite->transport) ? 0 : 5 * SIP_SECOND;
}

/* Whether the server has no transaction any more for a request that came before: nothing is ongoing. */
static bool is_forgotten(const struct sip_context *context, const struct sip_transaction *before)
{
    int64_t now = context->transaction->request_time;
    bool acked =
        before->method == SIP_METHOD_INVITE && before->final_code >= 300 && before->ack_frame != 0;

    if (before->final_frame == 0 || !sip_transaction_same_run(context->transaction, before) ||
        before->request_varied) {
        return false;
    }
    return acked ? now - before->ack_time > timer_i(before) + SIP_SECOND
                 : now - before->last_response->last_time > sip_timer_64_t1(context) + SIP_SECOND;
}

static enum sip_verdict check_482_after_end(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction, *before;

    if (sip_message_in_dialog(context->request) || !sip_response_belongs(context) ||
        via_of_server(context) != 0) {
        return SIP_NOT_APPLICABLE;
    }
    before = sent_before(context);
    if (before == NULL || !is_forgotten(context, before)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, before->request_frame, context->message->code_text,
                         "the request with these Call-ID, From tag and CSeq, in frame %u, got %u "
                         "in frame %u, %.1f s before this one",
                         before->request_frame, before->final_code, before->final_frame,
                         sip_seconds(t->request_time - before->final_time));
}

static enum sip_verdict check_482_before(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction, *before;
    char state[80];

    if (sip_message_in_dialog(context->request) || !sip_response_belongs(context)) {
        return SIP_NOT_APPLICABLE;
    }
    unsigned number = via_of_server(context);
    if (number != 0) {
        return sip_broken(finding, context, SIP_START_LINE,
                          "Via %u of the request in frame %u is the server itself, %s: a loop",
                          number, t->request_frame, sip_endpoint_text(&t->hop->server).s);
    }
    before = sent_before(context);
    if (before == NULL || is_forgotten(context, before) ||
        (before->final_frame != 0 && !sip_transaction_same_run(t, before))) {
        return SIP_UNDECIDED;
    }
    if (before->final_frame == 0) {
        sip_piece(context, state, sizeof(state), "which is still pending");
    } else {
        sip_piece(context, state, sizeof(state), "which the %u in frame %u had ended %.1f s before",
                  before->final_code, before->final_frame,
                  sip_seconds(t->request_time - before->final_time));
    }
    return sip_broken_by(finding, context, before->request_frame, SIP_START_LINE,
                         "Call-ID, From tag and CSeq of frame %u are those of frame %u, on another "
                         "branch, %s",
                         t->request_frame, before->request_frame, state);
}

/* Few enough hops may well be used up beyond the capture. */
#define AMPLE_MAX_FORWARDS 10

/* No hop is faster than this, not even a proxy that sends to itself. Microseconds. */
#define FASTEST_HOP 50

static enum sip_verdict check_483_max_forwards(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice value = sip_message_value(context->request, SIP_HDR_MAX_FORWARDS);
    int64_t elapsed = context->packet->stamp - t->request_time;
    uint32_t hops;

    if (!sip_slice_to_u32(value, &hops) || hops < AMPLE_MAX_FORWARDS) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "Max-Forwards in frame %u was %u; refused after %.1f ms%s", t->request_frame,
                      (unsigned)hops, (double)elapsed / 1000,
                      elapsed < (int64_t)hops * FASTEST_HOP
                          ? sip_word(context, ", too soon for so many hops")
                          : sip_word(context, ", which suggests a loop further on"));
}

/* Whether a 400 means the absence: it says so, or refuses an ACK, which nothing else sets apart from its INVITE. */
static bool is_400_for_max_forwards(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_message room;
    const struct sip_message *invite;

    if (sip_slice_find(context->message->phrase, "Max-Forwards") != NULL) {
        return true;
    }
    if (context->message->method != SIP_METHOD_ACK || t->invite == NULL) {
        return false;
    }
    invite = sip_transaction_request(t->invite, &room);
    return invite != NULL && sip_message_has(invite, SIP_HDR_MAX_FORWARDS);
}

static enum sip_verdict check_483_missing(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (sip_message_presence(context->request, SIP_HDR_MAX_FORWARDS) != SIP_ABSENT) {
        return SIP_KEPT;
    }
    if (m->code == 400 &&
        (!is_400_for_max_forwards(context) || !sip_message_has_cookie(context->request))) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE, "the %s in frame %u has no Max-Forwards",
                      sip_method_name(context->message->method),
                      context->transaction->request_frame);
}

/* How often the server's own address is among the Via values, the topmost left out. Once may be a spiral. */
static unsigned vias_of_server(const struct sip_context *context)
{
    const struct sip_endpoint *server = &context->transaction->hop->server;
    struct sip_values it = sip_values_of(context->request, SIP_HDR_VIA);
    struct sip_slice value;
    unsigned count = 0;

    for (bool top = true; sip_values_next(&it, &value); top = false) {
        count += !top && is_via_of(value, server);
    }
    return count;
}

static enum sip_verdict check_483_loop(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    unsigned count = vias_of_server(context);

    if (count < 2 || !sip_response_belongs(context)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken_by(finding, context, context->transaction->request_frame, SIP_START_LINE,
                         "%u of the %u Via values in frame %u are the server itself, %s: the "
                         "request went round",
                         count, sip_values_count(context->request, SIP_HDR_VIA),
                         context->transaction->request_frame,
                         sip_endpoint_text(&context->transaction->hop->server).s);
}

static enum sip_verdict check_505_sip20(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_message *request = context->request;
    const char *end = request->start_line.p + request->start_line.n;
    struct sip_slice version =
        sip_slice_trim(sip_slice_between(request->uri.p + request->uri.n, end));

    if (!sip_slice_is(version, "SIP/2.0")) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "the request in frame %u is of version %.*s",
                      context->transaction->request_frame, SIP_ARG(version));
}

/* Octets. Every implementation must take 65,535 of them (RFC 3261 section 18.1.1), but many stop at
 * what one packet holds: 1,500, less some 500 by which proxies further on may have made it grow. */
#define SMALL_MESSAGE 1000

static enum sip_verdict check_513_small(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    size_t octets = context->request->bytes.n;

    if (octets >= SMALL_MESSAGE) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "the request in frame %u had only %zu octets",
                      context->transaction->request_frame, octets);
}

const struct sip_rule sip_rules_codes_4xx_5xx[] = {
    {
        .id = "410-vs-404",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §21.4.10",
        .codes = "410",
        .check = sip_check_code,
        .problem = "410 declares the address permanently gone",
        .requirement =
            "410 is for an address known to be permanently gone; otherwise the server uses 404",
        .remedy = "The server should use 404 unless it knows that the address is permanently gone. "
                  "If it does know, there is nothing to fix.",
    },
    {
        .id = "440-context",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 5393 §5.3.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "440",
        .check = check_440,
        .problem = "440 although Max-Breadth was 60 or more",
        .requirement = "A 440 is sent when little Max-Breadth is left",
        .remedy = "The proxies further on use up Max-Breadth: check how many branches they open at "
                  "a time. They can fork sequentially instead.",
        .silence = "Not reported when Max-Breadth is below 60, the recommended initial value.",
    },
    {
        .id = "482-no-loop-visible",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §8.2.2.2",
        .see = "RFC 3261 §16.3; RFC 5393 §4.2.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "482",
        .check = check_482_no_loop,
        .problem = "482, but no loop is visible in the request",
        .requirement = "482 is sent only to a request that has looped or arrived twice",
        .remedy = "The server should use the code for its real reason; 482 ends the dialog.",
        .silence = "Only reported within a dialog, and where the request had reached the address "
                   "in its Request-URI. Outside a dialog the other copy of the request may not be "
                   "captured; before the target the loop may lie further on.",
    },
    {
        .id = "482-request-came-before",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §8.2.2.2",
        .see = "RFC 3261 §16.3; RFC 5393 §4.2.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "482",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .check = check_482_before,
        .problem = "482: the request had come to this server before",
        .requirement = "482 is sent to a request that comes back in a loop, or by another branch "
                       "while the first one is pending",
        .remedy = "In a loop, correct the routing of the server or of the one before it. If two "
                  "branches lead to one user agent, remove one of its contacts; the other branch "
                  "goes on. If the earlier request is over, the server should take the new one as "
                  "new.",
        .silence = "Not reported within a dialog (see 482-no-loop-visible), or where the earlier "
                   "copy came from another client or was not captured. The phrase does not matter: "
                   "\"Request Merged\" is a 482, too.",
    },
    {
        .id = "482-after-end",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §8.2.2.2",
        .see = "RFC 3261 §17.2.1; RFC 3261 §17.2.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "482",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .check = check_482_after_end,
        .problem = "482, but the earlier request was over",
        .requirement = "Only a request that matches an ongoing transaction, on another branch, is "
                       "taken for merged",
        .remedy = "The server must take the request as new: it has no transaction left for the "
                  "earlier one. The client should increase CSeq when it sends a request again, "
                  "or take a new Call-ID.",
        .silence =
            "Not reported within a dialog, or where the request shows a loop. Only reported 6 s "
            "after the ACK to the failure of the earlier INVITE (1 s over a reliable transport), "
            "or else more than 64*T1 after its last response. Until then see "
            "482-request-came-before. Another copy may have come by a way that was not captured.",
    },
    {
        .id = "483-max-forwards-positive",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §16.3",
        .see = "RFC 3261 §21.4.21",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "483",
        .check = check_483_max_forwards,
        .problem = "483, but Max-Forwards was far from 0",
        .requirement = "483 is sent only to a request whose Max-Forwards has reached 0",
        .remedy =
            "Check first how long the 483 took. An immediate 483 means that the peer miscounts "
            "Max-Forwards; a late one means a loop further on: check the routing there.",
        .silence = "Not reported when fewer than ten hops were left, which may be used up without "
                   "any fault.",
    },
    {
        .id = "483-after-loop",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §16.3",
        .see = "RFC 5393 §4.2; RFC 3261 §21.4.21",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "483",
        .once = SIP_ONCE_A_CALL_AND_SERVER,
        .check = check_483_loop,
        .problem = "483: the request came back to its proxy again and again",
        .requirement = "A request passes a proxy once; a second time only with another Request-URI",
        .remedy = "Correct the routing of this proxy, or of the one to which it forwards: look at "
                  "the Request-URI and Route with which the request leaves it and comes back. A "
                  "proxy that detects loops would have answered 482.",
        .silence = "Only reported where at least two Via values below the top are the address and "
                   "port of the server: once may be a spiral, which is right. Names are not "
                   "looked up.",
        .explains = {"483-max-forwards-positive"},
    },
    {
        .id = "483-without-max-forwards",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.1.1.6",
        .see = "RFC 3261 §16.3; RFC 3261 §16.6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "400,483",
        .check = check_483_missing,
        .problem = "Request without Max-Forwards refused with 483 or 400",
        .requirement = "Each request has Max-Forwards, which should be 70",
        .remedy = "The client must add Max-Forwards: 70 to this request, as to all others. A "
                  "server that takes its absence for 0, or refuses the request, is strict: a proxy "
                  "would have added it.",
        .silence = "Only reported where the request was refused with 483, with 400 and a phrase "
                   "that names Max-Forwards, or was an ACK refused with 400 whose INVITE had it. "
                   "Not reported where the header field may have been cut off, nor, with 400, of "
                   "clients of RFC 2543 (branch without z9hG4bK).",
        .explains = {"request-refused"},
    },
    {
        .id = "505-for-sip20",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.5.6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "505",
        .check = check_505_sip20,
        .problem = "505 to a SIP/2.0 request",
        .requirement = "505 is sent only to a request of a version other than SIP/2.0",
        .remedy =
            "The server should use the code for its real reason: its own response is SIP/2.0 too.",
    },
    {
        .id = "513-small-message",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.5.7",
        .see = "RFC 3261 §18.1.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "513",
        .check = check_513_small,
        .problem = "513 to a small message",
        .requirement = "513 is sent only to a large message",
        .remedy =
            "The server should accept messages of this size, or use the code for its real reason.",
        .silence = "Not reported when the request has 1,000 bytes or more: proxies may have "
                   "enlarged it beyond what one packet holds.",
    },
};

SIP_SUBJECT_END(codes_4xx_5xx);
