/* silence.c
 * Servers that say nothing any more, and what that proves (RFC 3261 section 17.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/endpoint.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"

/* Copies of a request, on average, that show that its client heard nothing: it would not repeat what was
 * answered. A capture that has only one direction shows as many requests, but no copies. */
#define COPIES_UNHEARD 3

/* ICMP errors leave no doubt. */
static enum sip_verdict refused(const struct sip_context *context, struct sip_finding *finding,
                                const struct sip_flow *asked)
{
    const struct sip_endpoint *server = &context->transaction->hop->server;
    char by[72] = "";

    if (context->transaction->heard_elsewhere ||
        context->now - context->transaction->request_time < sip_timer_t1(context)) {
        return SIP_UNDECIDED; /* it may be coming up */
    }
    if (sip_endpoint_same_address(&asked->refused_by, server)) {
        sip_piece(context, by, sizeof(by), " from the same host");
    } else if (asked->refused_by.family != 0) {
        sip_piece(context, by, sizeof(by), " from %s", sip_address_text(&asked->refused_by).s);
    }
    return sip_broken_by(finding, context, asked->refused_frame, SIP_START_LINE,
                         "nothing listens at %s: %u packets went there in %.1f s, and %u ICMP "
                         "port unreachable came back%s, the first in frame %u",
                         sip_endpoint_text(server).s, asked->unheard_copies,
                         sip_seconds(asked->last - context->transaction->request_time),
                         asked->refused_count, by, asked->refused_frame);
}

static enum sip_verdict check_peer(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_flow *asked = t->hop->to_server;
    int64_t since = asked->last - t->request_time;

    if (asked->unheard_frame != t->request_frame || sip_endpoint_is_group(&t->hop->server) ||
        (asked->unheard_count < 2 && asked->refused_count == 0)) {
        return SIP_KEPT;
    }
    if (asked->refused_count > 0) {
        return refused(context, finding, asked);
    }
    if (asked->unheard_copies < COPIES_UNHEARD * asked->unheard_count || t->heard_elsewhere ||
        context->now - t->request_time < 4 * sip_timer_t2(context)) {
        return SIP_UNDECIDED;
    }
    return sip_broken(
        finding, context, SIP_START_LINE,
        "nothing captured from %s while %u requests went there (%u packets in %.1f s): "
        "it is down, unreachable, or that direction was not captured",
        sip_endpoint_text(&t->hop->server).s, asked->unheard_count, asked->unheard_copies,
        sip_seconds(since));
}

/* Whether the final response would have been captured: over UDP the client has asked for it until the
 * end, or several times after the last 100, which it would not if it had it. */
static bool final_is_missing(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;

    return t->transport != SIP_TRANSPORT_UDP || sip_asked_to_the_end(context) ||
           (t->request_copies >= 3 &&
            t->last_request_time - t->last_response->last_time >= sip_timer_t2(context));
}

static enum sip_verdict check_only_provisional(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    if (t->response_count == 0 || t->final_frame != 0) {
        return SIP_NOT_APPLICABLE; /* the first is reported by unanswered-request */
    }
    if (context->now - t->request_time <= sip_timer_64_t1(context) || t->heard_elsewhere ||
        t->end_explained || sip_endpoint_is_group(&t->hop->server) || !final_is_missing(context)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, t->last_response->frame, SIP_START_LINE,
                         "%u in frame %u was the last response; no final response within %.0f s",
                         t->last_response->code, t->last_response->frame,
                         sip_seconds(sip_timer_64_t1(context)));
}

const struct sip_rule sip_rules_silence[] = {
    {
        .id = "peer-silent",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §17.1.1.2",
        .see = "RFC 3261 §17.1.2.2; RFC 3263 §4.3",
        .when = SIP_AT_END,
        .methods = SIP_M_NOT(SIP_M(ACK)),
        .timed = true,
        .of_server = true,
        .check = check_peer,
        .problem = "Nothing comes back from this address at all",
        .requirement = "A server that is up answers at least one of several requests",
        .remedy = "Check whether the server at this address is up and a firewall lets the packets "
                  "through in both directions; then whether the capture has both. The client "
                  "should try the next server.",
        .silence = "Only reported over UDP, for at least two requests that were repeated, or where "
                   "an ICMP port unreachable came back, and for the first request. Not reported "
                   "when the client sent an ACK: it had heard something. Not reported when the "
                   "server sends something again before the first request is given up: "
                   "unanswered-request reports that.",
        .explains = {"unanswered-request"},
    },
    {
        .id = "non-invite-only-provisional",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.1.2.2",
        .see = "RFC 4320 §4.2; RFC 3261 §8.2.6.1",
        .when = SIP_AT_END,
        .methods = SIP_M_NON_INVITE,
        .timed = true,
        .check = check_only_provisional,
        .problem = "Only 100 to a non-INVITE, no final response",
        .requirement = "A request other than INVITE gets a final response within 64*T1, whatever "
                       "came before",
        .remedy = "The server must send its final response in time. If it waits for a server "
                  "behind it, look there for the cause: the client has given up, and takes this as "
                  "a 408.",
        .silence = "Not reported when the capture ends before 64*T1, when another path may have "
                   "brought the final response, or over UDP when the client stopped repeating its "
                   "request early: it has a response that was not captured. A final response "
                   "that comes after 64*T1 is reported by late-non-invite-final.",
    },
};

SIP_SUBJECT_END(silence);
