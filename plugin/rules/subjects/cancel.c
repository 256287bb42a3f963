/* cancel.c
 * CANCEL and 487 (RFC 3261 section 9).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/attempt.h"
#include "rules/engine/endpoint.h"
#include "rules/engine/timers.h"
#include "rules/subjects/cancel.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

/* The INVITE that a CANCEL names, if it was captured before; else NULL. */
static const struct sip_transaction *cancelled(const struct sip_context *context)
{
    const struct sip_transaction *invite = context->transaction->invite;
    return invite != NULL && invite->request_frame != 0 ? invite : NULL;
}

struct sip_cancel_sources sip_cancel_sources(const struct sip_context *context,
                                             const struct sip_transaction *invite)
{
    const struct sip_endpoint *cancel = &context->transaction->hop->client;
    struct sip_cancel_sources text = {""};

    if (!sip_endpoint_equal(cancel, &invite->hop->client)) {
        sip_piece(context, text.s, sizeof(text.s), "; it came from %s, the INVITE from %s",
                  sip_endpoint_text(cancel).s, sip_endpoint_text(&invite->hop->client).s);
    }
    return text;
}

static enum sip_verdict check_before_provisional(const struct sip_context *context,
                                                 struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_transaction *invite = cancelled(context);
    const struct sip_response *first = invite ? invite->responses : NULL;

    if (invite == NULL || invite->heard_elsewhere || invite->request_time >= t->request_time) {
        return SIP_NOT_APPLICABLE;
    }
    if (first == NULL && t->response_count == 0) {
        return SIP_UNDECIDED; /* perhaps nothing of the server is seen here */
    }
    if (first != NULL && first->stamp - t->request_time < SIP_CAPTURE_JITTER) {
        return SIP_KEPT;
    }
    /* 100 is the first response of a server, and sent once. */
    bool is_first = first != NULL && first->code == 100 && invite->request_copies == 1;
    if (!is_first && !sip_client_unheard(context, invite, t->request_time)) {
        return SIP_UNDECIDED;
    }
    if (first == NULL) {
        sip_broken(finding, context, SIP_START_LINE,
                   "sent %.3f s after the INVITE in frame %u, which had no response",
                   sip_seconds(t->request_time - invite->request_time), invite->request_frame);
    } else {
        sip_broken(finding, context, SIP_START_LINE,
                   "sent %.3f s after the INVITE in frame %u; its first response, %u in frame %u, "
                   "came %.3f s later",
                   sip_seconds(t->request_time - invite->request_time), invite->request_frame,
                   first->code, first->frame, sip_seconds(first->stamp - t->request_time));
    }
    finding->related = invite->request_frame;
    return SIP_BROKEN;
}

/* Whether the client of a CANCEL knew the final response of its INVITE: it had acknowledged it, or had the time of
 * a round trip. Otherwise the two have crossed. */
static bool client_knew(const struct sip_context *context, const struct sip_transaction *invite,
                        int64_t cancel_time, uint32_t cancel_frame)
{
    bool acked = invite->ack_frame != 0 && invite->ack_frame < cancel_frame;

    return acked || cancel_time - invite->final_time >= sip_longest_crossing_time(context);
}

static enum sip_verdict check_after_final(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *invite = cancelled(context);

    if (invite == NULL || invite->final_frame == 0 ||
        !client_knew(context, invite, context->packet->stamp, context->packet->frame)) {
        return SIP_KEPT; /* or crossed on the way: see cancel-crossed-2xx */
    }
    if (invite->final_code == 487) {
        return SIP_UNDECIDED; /* this is perhaps not the first CANCEL, but a copy of it */
    }
    return sip_broken_by(finding, context, invite->final_frame, SIP_START_LINE,
                         "sent %.1f s after the %u in frame %u",
                         sip_seconds(context->packet->stamp - invite->final_time),
                         invite->final_code, invite->final_frame);
}

/* Whether the client has taken the call all the same: it acknowledged the 2xx, and sent no BYE, or BYE only
 * after a while. */
static bool goes_on(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog_side *client =
        context->dialog != NULL
            ? &context->dialog->sides[sip_dialog_client(context->dialog, context->message)]
            : NULL;

    if (t->ack_frame == 0 || client == NULL) {
        return false;
    }
    return !client->said_bye || (client->last != NULL && client->last->method == SIP_METHOD_BYE &&
                                 client->last->request_time - t->ack_time > 10 * SIP_SECOND);
}

static enum sip_verdict check_crossed(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    char ack[64];

    /* A re-INVITE may have been carried out already (RFC 6141 section 3.8): no call hangs on it. */
    if (t->cancel == NULL || t->in_dialog) {
        return SIP_NOT_APPLICABLE;
    }
    int64_t before = t->final_time - t->cancel->request_time;
    if (before < 0 && client_knew(context, t, t->cancel->request_time, t->cancel->request_frame)) {
        return SIP_NOT_APPLICABLE; /* reported by cancel-after-final */
    }
    if (goes_on(context)) {
        return SIP_KEPT;
    }
    if (t->ack_frame != 0) {
        sip_piece(context, ack, sizeof(ack), "the ACK is in frame %u", t->ack_frame);
    } else {
        sip_piece(context, ack, sizeof(ack), "no ACK was seen");
    }
    return sip_broken_by(finding, context, t->cancel->request_frame, SIP_START_LINE,
                         before < 0 ? SIP_PHRASE("%u came %.3f s before the CANCEL in frame %u; %s")
                                    : SIP_PHRASE("%u came %.3f s after the CANCEL in frame %u; %s"),
                         context->message->code, sip_seconds(before < 0 ? -before : before),
                         t->cancel->request_frame, ack);
}

/* RFC 2543: no To tag in any response but 100, and no 487 either (RFC 3261 section 9.1). */
static bool server_is_old(const struct sip_transaction *invite)
{
    const struct sip_response *r = sip_transaction_first(invite, 101, 199);
    return r != NULL && r->to_tag == NULL;
}

static enum sip_verdict check_no_487(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_transaction *invite = cancelled(context);

    if (invite == NULL || invite->response_count == 0 || t->final_code / 100 != 2) {
        return SIP_NOT_APPLICABLE;
    }
    if (invite->final_frame != 0) {
        return SIP_KEPT;
    }
    if (context->now - t->final_time <= sip_timer_64_t1(context) || context->end->acked_anywhere ||
        invite->heard_elsewhere || server_is_old(invite)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, invite->request_frame, SIP_START_LINE,
                         "%u in frame %u, but nothing ended the INVITE of frame %u within %.0f s",
                         t->final_code, t->final_frame, invite->request_frame,
                         sip_seconds(sip_timer_64_t1(context)));
}

/* The INVITE that the client meant, with another branch; its transaction goes on as if there had been no CANCEL. */
static enum sip_verdict check_vain(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction, *invite = t->intended;
    char what[80];

    if (t->invite != NULL || invite == NULL || invite->method != SIP_METHOD_INVITE ||
        invite->request_frame == 0 || invite->cseq_number != t->cseq_number ||
        sip_transaction_same_branch(invite, t) || !sip_same_server(invite, t)) {
        return SIP_NOT_APPLICABLE;
    }
    if (invite->request_varied || invite->response_count == 0 || invite->heard_elsewhere ||
        !sip_transaction_same_run(t, invite) || sip_transaction_lost_response(t)) {
        return SIP_UNDECIDED;
    }
    if (invite->final_frame == 0) {
        if (context->end->acked_anywhere || t->ack_frame != 0 || invite->ack_frame != 0 ||
            context->now - t->final_time <= sip_timer_64_t1(context)) {
            return SIP_UNDECIDED;
        }
        sip_piece(context, what, sizeof(what), "got no final response within %.0f s",
                  sip_seconds(sip_timer_64_t1(context)));
    } else if (invite->final_code == 487 ||
               invite->final_time <= t->final_time + SIP_CAPTURE_JITTER) {
        return SIP_KEPT;
    } else {
        sip_piece(context, what, sizeof(what), "got %u in frame %u, %.1f s later",
                  invite->final_code, invite->final_frame,
                  sip_seconds(invite->final_time - t->final_time));
    }
    return sip_broken_by(finding, context, invite->request_frame, SIP_START_LINE,
                         "%u, but the branch of the CANCEL is that of no INVITE; the one in frame "
                         "%u, with the same Call-ID and CSeq number, %s",
                         t->final_code, invite->request_frame, what);
}

static enum sip_verdict check_other_final(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    if (t->final_frame != 0 || t->cancel == NULL || t->cancel->final_code / 100 != 2) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken_by(finding, context, t->cancel->request_frame, SIP_START_LINE,
                         "%u after the CANCEL in frame %u was accepted in frame %u",
                         context->message->code, t->cancel->request_frame, t->cancel->final_frame);
}

static enum sip_verdict check_non_invite(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *other = context->transaction->intended;

    if (context->transaction->method != SIP_METHOD_CANCEL || other == NULL ||
        other->request_frame == 0 || other->method == SIP_METHOD_INVITE) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken_by(finding, context, other->request_frame, SIP_START_LINE,
                         "CANCEL of the %s in frame %u", sip_method_name(other->method),
                         other->request_frame);
}

/* Whether the INVITE had a final response before its CANCEL had one. An ACK, even one that came
 * later, tells of a response that the capture has not. */
static bool is_over(const struct sip_transaction *invite, const struct sip_context *context)
{
    return invite->final_frame != 0
               ? invite->final_time <= context->transaction->final_time + SIP_CAPTURE_JITTER
               : context->end->acked_anywhere;
}

static enum sip_verdict check_not_200(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_transaction *invite = cancelled(context);

    /* Without a response of its own the INVITE may never have arrived. */
    if (invite == NULL || invite->provisional_frame == 0 || is_over(invite, context)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_response *pending =
        sip_transaction_last_provisional(invite, context->transaction->final_frame);
    return sip_broken_by(finding, context, invite->request_frame, SIP_START_LINE,
                         "%u, but the INVITE of frame %u was still pending, %u in frame %u%s",
                         context->message->code, invite->request_frame, pending->code,
                         pending->frame, sip_cancel_sources(context, invite).s);
}

static enum sip_verdict check_cancel_tag(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *invite = cancelled(context);
    const struct sip_response *final = invite ? sip_transaction_first(invite, 200, 699) : NULL;
    struct sip_slice tag = sip_message_to_tag(context->message);
    bool user_agent = false;

    for (const struct sip_response *r = invite ? invite->responses : NULL; r != NULL; r = r->next) {
        user_agent = user_agent || r->from_contact;
    }
    if (final == NULL || final->to_tag == NULL || tag.p == NULL || !user_agent) {
        return SIP_UNDECIDED; /* a proxy answers CANCEL itself, with a tag of its own */
    }
    if (sip_response_has_tag(final, tag)) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, final->frame, sip_context_bytes(context, SIP_HDR_TO),
                         "To tag %.*s; that of the %u to the INVITE, in frame %u, was %s",
                         SIP_ARG(tag), final->code, final->frame, final->to_tag);
}

/* Before the response, or captured so soon after it that the capture may have changed their order. */
static bool is_cancelled(const struct sip_transaction *t)
{
    return t->cancel != NULL && t->cancel->request_time <= t->final_time + SIP_CAPTURE_JITTER;
}

static enum sip_verdict check_487(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_message *m = context->message;
    int64_t waited = t->final_time - t->request_time;
    uint32_t expires;

    if (is_cancelled(t) || t->end_explained) {
        return SIP_KEPT;
    }
    /* A second less: clocks, and copies of the INVITE that were lost. */
    if (waited >= sip_timer_c(context) ||
        (sip_value_seconds(sip_message_value(context->request, SIP_HDR_EXPIRES), &expires) &&
         waited >= (expires - (int64_t)1) * SIP_SECOND)) {
        return SIP_KEPT;
    }
    if (t->request_varied || sip_message_presence(m, SIP_HDR_REASON) != SIP_ABSENT) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "487 %.1f s after the INVITE; no CANCEL, no BYE, no Reason, not expired",
                      sip_seconds(waited));
}

const struct sip_rule sip_rules_cancel[] = {
    {
        .id = "cancel-before-provisional",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §9.1",
        .when = SIP_AT_END,
        .methods = SIP_M(CANCEL),
        .timed = true,
        .check = check_before_provisional,
        .problem = "CANCEL sent before any provisional response",
        .requirement = "A CANCEL is sent only after a provisional response to its INVITE",
        .remedy = "The client must wait for the first response before it sends the CANCEL, which "
                  "might otherwise overtake the INVITE.",
        .silence = "Not reported when nothing from the server was captured, or when the response "
                   "came less than 50 ms later. Over UDP, only reported if a 100 came later or the "
                   "INVITE was retransmitted shortly before; otherwise the client may have had a "
                   "response that was not captured.",
        .explains = {"cancel-not-200", "cancel-no-487"},
    },
    {
        .id = "cancel-after-final",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §9.1",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(CANCEL),
        .timed = true,
        .check = check_after_final,
        .problem = "CANCEL sent after the final response",
        .requirement = "No CANCEL is sent after the final response: it has no effect",
        .remedy = "The client must end an answered call with BYE, and do nothing about a failed "
                  "one. Check first whether the response reached the client.",
        .silence = "Not reported when the CANCEL may have crossed with the response: up to 1.5 "
                   "times T1 after it, unless the client had acknowledged it before.",
    },
    {
        .id = "cancel-crossed-2xx",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 5407 §3.1.2",
        .see = "RFC 3261 §9.1; RFC 3261 §15; RFC 3261 §13.2.2.4",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_crossed,
        .problem = "CANCEL crossed with the 2xx: the call is up",
        .requirement =
            "A call that is answered in spite of its CANCEL is acknowledged and ended with BYE",
        .remedy = "Nobody is at fault: the two crossed. The client must send ACK and BYE, for "
                  "otherwise the callee stays in a call without a caller.",
        .silence = "Not reported when the request is a re-INVITE, which may already have taken "
                   "effect (RFC 6141 §3.8), and when the caller goes on with the call.",
    },
    {
        .id = "cancel-no-487",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §9.2",
        .see = "RFC 3261 §9.1",
        .when = SIP_AT_END,
        .methods = SIP_M(CANCEL),
        .timed = true,
        .check = check_no_487,
        .problem = "CANCEL accepted, but the INVITE got no 487",
        .requirement = "A server that accepts a CANCEL ends the INVITE with 487",
        .remedy = "The server must also send a final response to the INVITE itself. The client "
                  "gives up 64*T1 after its CANCEL.",
        .silence = "Not reported when an ACK shows that a final response came, or when the server "
                   "follows RFC 2543, which has no 487.",
    },
    {
        .id = "cancel-other-final",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §9.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "300-486,488-699",
        .methods = SIP_M(INVITE),
        .check = check_other_final,
        .problem = "Cancelled INVITE ended with another code than 487",
        .requirement = "A cancelled INVITE ends with 487",
        .remedy = "The server should respond with 487. If it is a proxy, it may have chosen the "
                  "response of another branch.",
        .silence = "Not reported when the CANCEL was accepted only after the INVITE had ended.",
    },
    {
        .id = "cancel-non-invite",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §9.1",
        .see = "RFC 3261 §9.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(CANCEL),
        .check = check_non_invite,
        .problem = "CANCEL of a request other than INVITE",
        .requirement = "Only an INVITE is cancelled",
        .remedy =
            "The client must wait for the response, which comes soon. CANCEL has no effect here.",
    },
    {
        .id = "cancel-not-200",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §9.2",
        .see = "RFC 3261 §16.10",
        .when = SIP_AT_END_OF_FINAL,
        /* The others are reported by another rule, or may have their reason (400, 5xx). */
        .codes = "300-399,402-404,406,408-419,421-486,488-499,600-699",
        .methods = SIP_M(CANCEL),
        .timed = true,
        .check = check_not_200,
        .problem = "CANCEL refused although the INVITE was pending",
        .requirement = "The response to a CANCEL of a pending INVITE is 200",
        .remedy = "The server must find the INVITE by branch and sent-by of the top Via. Otherwise "
                  "the call keeps ringing.",
        .silence = "Not reported when the INVITE had no response yet, so that the server may not "
                   "know it, or when it had a final response, captured or shown by an ACK. Some "
                   "codes have rules of their own: 401 and 407 (challenge-to-cancel), 405 and 501 "
                   "(501-baseline-method), 420 (420-to-cancel), 487 (487-to-cancel).",
        .explains = {"cancel-no-487"},
    },
    {
        .id = "cancel-accepted-in-vain",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §9.2",
        .see = "RFC 3261 §9.1; RFC 3261 §17.2.3",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(CANCEL),
        .timed = true,
        .check = check_vain,
        .problem = "2xx to a CANCEL that matches no INVITE",
        .requirement = "A CANCEL that matches no transaction of the server gets 481",
        .remedy = "The server should answer 481: its 2xx tells the client that the call is being "
                  "cancelled, while the callee keeps ringing. The client must give the CANCEL the "
                  "Via of its INVITE (see cancel-via-mismatch).",
        .silence = "Only reported where the client's INVITE with this Call-ID and CSeq number was "
                   "captured on this hop, has another branch, and was not ended by a 487. Without "
                   "such an INVITE it may be older than the capture, or have come by another way.",
    },
    {
        .id = "cancel-to-tag",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §9.2",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(CANCEL),
        .check = check_cancel_tag,
        .problem = "To tags in the responses to CANCEL and INVITE differ",
        .requirement = "A user agent uses the same To tag in its responses to CANCEL and INVITE",
        .remedy = "The called user agent should use one To tag in all its responses to one call.",
        .silence = "Only reported when the Contact of a response shows that the server is the user "
                   "agent: proxies respond to CANCEL themselves, with tags of their own.",
    },
    {
        .id = "487-without-cancel",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.4.25",
        .see = "RFC 3261 §9.2; RFC 3261 §13.3.1; RFC 3261 §15.1.2",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "487",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_487,
        .problem = "487 without CANCEL, BYE or expiry",
        .requirement = "A 487 follows a CANCEL, a BYE or the end of Expires",
        .remedy = "The server that gives up by itself should respond with 480 or 408, or say why "
                  "in Reason. Check first which element gave up.",
        .silence = "Not reported when a Reason header field is present, after Timer C (180 s), "
                   "when a proxy gives up, or when a CANCEL with another branch or a BYE from "
                   "either side explains the 487.",
    },
    {
        .id = "487-to-cancel",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §21.4.25",
        .see = "RFC 3261 §9.2",
        .codes = "487",
        .methods = SIP_M(CANCEL),
        .check = sip_check_code,
        .problem = "487 sent to CANCEL",
        .requirement = "487 is the response to the cancelled request, never to the CANCEL itself",
        .remedy = "The server must respond to CANCEL with 200, or with 481 if no transaction "
                  "matches. The 487 belongs to the INVITE.",
    },
    {
        .id = "487-non-invite",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §9.2",
        .see = "RFC 3261 §15.1.2; RFC 6665 §4.6",
        .codes = "487",
        .methods = SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH) | SIP_M(BYE),
        .check = sip_check_code,
        .problem = "487 to REGISTER, SUBSCRIBE, PUBLISH or BYE",
        .requirement = "487 is sent to requests that CANCEL or BYE terminated, in practice almost "
                       "only to INVITE",
        .remedy =
            "The server must complete the request even if a CANCEL arrives, because CANCEL has no "
            "effect on methods other than INVITE. Check first whether there was a CANCEL.",
        .silence = "Not reported when the method, other than BYE, is common within a call: a BYE "
                   "ends the pending requests of its dialog, and 487 is recommended for them.",
    },
    {
        .id = "420-to-cancel",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.2.3",
        .see = "RFC 3261 §9.2",
        .codes = "420",
        .methods = SIP_M(CANCEL),
        .check = sip_check_code,
        .problem = "420 sent to CANCEL",
        .requirement = "Require is ignored in CANCEL, so CANCEL never gets 420",
        .remedy = "The server must ignore Require and Proxy-Require in CANCEL and respond with 200 "
                  "or 481.",
    },
};

SIP_SUBJECT_END(cancel);
