/* ack_cancel_fit.c
 * Whether what acknowledges and cancels an INVITE fits it: an ACK for each copy of a 2xx, and the values that
 * ACK and CANCEL have to repeat (RFC 3261 sections 9.1, 13.2.2.4 and 17.1.1.3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/call_drop.h"
#include "rules/engine/duty.h"
#include "rules/engine/endpoint.h"
#include "rules/engine/timers.h"
#include "rules/subjects/ack_copies.h"
#include "rules/subjects/ack_way.h"
#include "rules/subjects/cancel.h"
#include "rules/subjects/subjects.h"
#include "sip/uri.h"
#include "sip/value.h"
#include "sip/via.h"

/* --- The ACK to a 2xx, copy by copy --- */

/* The first 2xx, if ACKs that fit it passed, and no other rule has said what is wrong with them. */
static const struct sip_response *acknowledged(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *ok = sip_transaction_first(t, 200, 299);

    return ok != NULL && ok->acks > 0 && ok->frame == t->final_frame && !t->ack_misdirected ? ok
                                                                                            : NULL;
}

/* Whether the ACKs went to another address than the INVITE: not all of them may be seen. */
static bool goes_elsewhere(const struct sip_context *context, const struct sip_response *ok)
{
    return !sip_endpoint_same_address(&ok->ack->hop->server, &context->transaction->hop->server);
}

/* Whether ack-2xx-wrong-target has said what is wrong with the ACK. */
static bool ack_misses_target(const struct sip_context *context, const struct sip_transaction *ack,
                              const struct sip_message *m)
{
    struct sip_finding finding;
    struct sip_duty duty;

    return sip_duty_of_ack(context, ack, m, &duty) &&
           (sip_duty_target(&duty, &finding) == SIP_BROKEN ||
            sip_duty_route(&duty, &finding) == SIP_BROKEN);
}

static enum sip_verdict check_repetition_not_acked(const struct sip_context *context,
                                                   struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *ok = acknowledged(context);
    struct sip_message room;

    if (ok == NULL || ok->copies < 3) {
        return SIP_KEPT;
    }
    if (goes_elsewhere(context, ok)) {
        return SIP_UNDECIDED;
    }
    const struct sip_message *ack = sip_transaction_request(ok->ack, &room);
    if (sip_copies_without_ack(context, ok) < 2 ||
        sip_contact_missed_by_ack(context, ok, ack).p != NULL ||
        (ack != NULL && ack_misses_target(context, ok->ack, ack))) {
        return SIP_KEPT; /* or 2xx-repeated-despite-ack, ack-2xx-wrong-target */
    }
    return sip_broken_by(
        finding, context, ok->ack->request_frame, SIP_START_LINE,
        "the %u was sent %u times in %.1f s; ACKs from %s: %u, the last in frame %u", ok->code,
        ok->copies, sip_seconds(ok->last_time - ok->stamp), sip_endpoint_text(&t->hop->client).s,
        ok->acks, ok->ack->request_frame);
}

static enum sip_verdict check_despite_ack(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *ok = acknowledged(context);
    struct sip_message room;

    if (ok == NULL || !sip_is_acked_in_vain(ok)) {
        return SIP_KEPT;
    }
    const struct sip_message *ack = sip_transaction_request(ok->ack, &room);
    if (!goes_elsewhere(context, ok) && sip_copies_without_ack(context, ok) >= 2 &&
        sip_contact_missed_by_ack(context, ok, ack).p == NULL) {
        return SIP_KEPT; /* 2xx-repetition-not-acked */
    }
    if (ok->last_time - t->ack_time < 10 * SIP_SECOND && sip_server_hung_up(context) == 0) {
        return SIP_UNDECIDED;
    }
    if (ack != NULL && ack_misses_target(context, ok->ack, ack)) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, ok->ack->request_frame, SIP_START_LINE,
                         "the %u was sent %u times in %.1f s, ACKs in between: %u; the last, in "
                         "%s%s",
                         ok->code, ok->copies, sip_seconds(ok->last_time - ok->stamp), ok->acks,
                         sip_ack_way_text(context, ok, ack).s, sip_hung_up_text(context).s);
}

/* --- The ACK to a failure --- */

/* As it is written: "host" or "host:port"; empty where there is no host. */
static struct sip_slice sent_by(const struct sip_via *via)
{
    struct sip_slice last = via->port.p != NULL ? via->port : via->host;
    return via->host.n > 0 ? sip_slice_between(via->host.p, last.p + last.n)
                           : (struct sip_slice){NULL, 0};
}

static bool same_party(const struct sip_party_header *a, const struct sip_party_header *b)
{
    return sip_tags_equal(a->tag, b->tag) &&
           sip_uri_equal_at(SIP_URI_PARTY, a->address.uri, b->address.uri);
}

/* A failed INVITE and the request as its client sent it; NULL where copies of it differ, or where it was
 * not captured whole. */
static const struct sip_message *sent_invite(const struct sip_transaction *invite,
                                             struct sip_message *room)
{
    return invite != NULL && !invite->request_varied && invite->final_code >= 300
               ? sip_transaction_request(invite, room)
               : NULL;
}

/* The failed INVITE of an ACK: the server finds it by branch and sent-by, or would if these were right. NULL also where
 * the ACK is for the 2xx of another branch, which ack-2xx-same-branch reports. */
static const struct sip_transaction *failed_invite(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;

    if (t->method == SIP_METHOD_INVITE) {
        return sip_dialog_sibling_of_ack(context->dialog, t, context->message) == NULL ? t : NULL;
    }
    return t->invite != NULL && t->invite->ack_frame == 0 ? t->invite : t->intended;
}

/* The server does not recognise these: another sent-by or Call-ID makes another transaction. */
static enum sip_verdict check_unrecognised(const struct sip_context *context,
                                           const struct sip_transaction *invite,
                                           const struct sip_message *request,
                                           struct sip_finding *finding)
{
    const struct sip_message *ack = context->message;
    const struct sip_row *call_id = sip_message_row(ack, SIP_HDR_CALL_ID);

    if (!sip_slice_equal(ack->top_via.branch, request->top_via.branch) ||
        ack->top_via.branch.n == 0 || ack->cseq_number != invite->cseq_number) {
        return SIP_KEPT; /* ack-non2xx-new-branch, ack-cseq-mismatch */
    }
    if (!sip_via_same_sent_by(&ack->top_via, &request->top_via)) {
        return sip_broken_by(finding, context, invite->request_frame, ack->top_via.text,
                             "sent-by of Via is %.*s; in the INVITE of frame %u it was %.*s",
                             SIP_ARG(sent_by(&ack->top_via)), invite->request_frame,
                             SIP_ARG(sent_by(&request->top_via)));
    }
    if (call_id != NULL && same_party(&request->from, &ack->from) &&
        !sip_slice_equal(call_id->value, sip_message_value(request, SIP_HDR_CALL_ID))) {
        return sip_broken_by(finding, context, invite->request_frame, sip_row_bytes(call_id),
                             "Call-ID is %.*s; in the INVITE of frame %u it was %.*s",
                             SIP_ARG(call_id->value), invite->request_frame,
                             SIP_ARG(sip_message_value(request, SIP_HDR_CALL_ID)));
    }
    return SIP_KEPT;
}

static enum sip_verdict check_failure_ack(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *invite = failed_invite(context);
    const struct sip_message *ack = context->message;
    struct sip_message room;
    const struct sip_message *request = sent_invite(invite, &room);

    if (request == NULL || !ack->headers_complete) {
        return SIP_NOT_APPLICABLE;
    }
    uint32_t frame = invite->request_frame;
    if (invite != context->transaction) {
        return check_unrecognised(context, invite, request, finding);
    }
    if (!sip_duty_same_uri(request->uri, ack->uri)) {
        return sip_broken_by(finding, context, frame, ack->uri,
                             "Request-URI is %.*s; that of the INVITE in frame %u, which the %u in "
                             "frame %u refused, was %.*s",
                             SIP_ARG(ack->uri), frame, invite->final_code, invite->final_frame,
                             SIP_ARG(request->uri));
    }
    if (!same_party(&request->from, &ack->from)) {
        return sip_broken_by(finding, context, frame, sip_context_bytes(context, SIP_HDR_FROM),
                             "From is %.*s; in the INVITE of frame %u it was %.*s",
                             SIP_ARG(sip_message_value(ack, SIP_HDR_FROM)), frame,
                             SIP_ARG(sip_message_value(request, SIP_HDR_FROM)));
    }
    /* An ACK is made with one Via. Stateless proxies add theirs: then it has as many as the INVITE, or fewer where a
     * proxy further up has made it. */
    unsigned vias = sip_values_count(ack, SIP_HDR_VIA);
    unsigned asked = sip_values_count(request, SIP_HDR_VIA);
    return vias <= asked
               ? SIP_KEPT
               : sip_broken_by(finding, context, frame, ack->top_via.text,
                               "%u Via values; the INVITE of frame %u had %u", vias, frame, asked);
}

static enum sip_verdict check_failure_route(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *invite = context->transaction;
    struct sip_message room;
    const struct sip_message *request =
        invite->method == SIP_METHOD_INVITE ? sent_invite(failed_invite(context), &room) : NULL;
    struct sip_routes asked, given;

    if (request == NULL || !sip_message_has(request, SIP_HDR_ROUTE)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_message_routes(request, SIP_HDR_ROUTE, &asked) ||
        !sip_message_routes(context->message, SIP_HDR_ROUTE, &given)) {
        return SIP_UNDECIDED;
    }
    if (given.count != asked.count) {
        return sip_broken_by(finding, context, invite->request_frame,
                             given.count > 0 ? given.uris[0] : SIP_START_LINE,
                             "Route values: %u; the INVITE of frame %u had %u, the first %.*s",
                             given.count, invite->request_frame, asked.count,
                             SIP_ARG(asked.uris[0]));
    }
    for (unsigned i = 0; i < asked.count; i++) {
        if (!sip_duty_same_uri(asked.uris[i], given.uris[i])) {
            return sip_broken_by(finding, context, invite->request_frame, given.uris[i],
                                 "Route %u is %.*s; in the INVITE of frame %u it was %.*s", i + 1,
                                 SIP_ARG(given.uris[i]), invite->request_frame,
                                 SIP_ARG(asked.uris[i]));
        }
    }
    return SIP_KEPT;
}

/* --- CANCEL --- */

/* The INVITE that a CANCEL means, though its branch and sent-by lead to none: it is pending, and from the
 * same caller on the same hop. */
static const struct sip_message *meant_invite(const struct sip_context *context,
                                              struct sip_message *room)
{
    const struct sip_transaction *t = context->transaction, *invite = t->intended;
    const struct sip_message *request;
    struct sip_slice tag = sip_message_tag(context->message, SIP_HDR_FROM);

    if (t->method != SIP_METHOD_CANCEL || t->invite != NULL || invite == NULL ||
        invite->method != SIP_METHOD_INVITE || invite->request_frame == 0 ||
        invite->final_frame != 0 || invite->request_varied ||
        !sip_endpoint_same_address(&invite->hop->server, &t->hop->server)) {
        return NULL;
    }
    request = sip_transaction_request(invite, room);
    return request != NULL && tag.p != NULL &&
                   sip_tags_equal(tag, sip_message_tag(request, SIP_HDR_FROM))
               ? request
               : NULL;
}

static enum sip_verdict check_cancel_via(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *invite = context->transaction->intended;
    struct sip_message room;
    const struct sip_message *request = meant_invite(context, &room);
    const struct sip_via *via = &context->message->top_via;

    if (request == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    bool same_branch = sip_slice_equal(via->branch, request->top_via.branch);
    if (same_branch && sip_via_same_sent_by(via, &request->top_via)) {
        return SIP_KEPT;
    }
    struct sip_slice none = sip_kept_slice(sip_word(context, "(none)"));
    const char *what = same_branch ? "sent-by" : "branch";
    struct sip_slice used = same_branch ? sent_by(via) : via->branch;
    struct sip_slice due = same_branch ? sent_by(&request->top_via) : request->top_via.branch;
    return sip_broken_by(finding, context, invite->request_frame, via->text,
                         "Via has the %s %.*s; the INVITE in frame %u, still pending, has %.*s%s",
                         what, SIP_ARG(used.n > 0 ? used : none), invite->request_frame,
                         SIP_ARG(due.n > 0 ? due : none), sip_cancel_sources(context, invite).s);
}

/* The INVITE with the Via of the CANCEL, while it is pending; NULL: there is none. */
static const struct sip_transaction *cancelled_invite(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_transaction *invite = t->invite != NULL ? t->invite : t->intended;
    bool pending = t->method == SIP_METHOD_CANCEL && invite != NULL &&
                   invite->method == SIP_METHOD_INVITE && invite->request_frame != 0 &&
                   invite->final_frame == 0 && !invite->request_varied;

    return pending ? invite : NULL;
}

static bool same_address(const struct sip_message *a, const struct sip_message *b,
                         enum sip_header_id from_or_to)
{
    return sip_slice_equal(sip_message_value(a, from_or_to), sip_message_value(b, from_or_to)) ||
           same_party(sip_message_party(a, from_or_to), sip_message_party(b, from_or_to));
}

/* What the CANCEL has otherwise than its INVITE. */
static enum sip_verdict check_cancel_values(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *invite = cancelled_invite(context);
    const struct sip_message *cancel = context->message;
    struct sip_message room;
    const struct sip_message *request = invite ? sip_transaction_request(invite, &room) : NULL;
    const struct sip_via *via = &cancel->top_via;
    enum sip_header_id where = SIP_HDR_OTHER; /* Request-URI */

    if (request == NULL || !cancel->headers_complete || !request->headers_complete ||
        !sip_slice_equal(via->branch, request->top_via.branch) ||
        !sip_via_same_sent_by(via, &request->top_via)) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_duty_same_uri(request->uri, cancel->uri) ||
        sip_slice_equal(request->uri, cancel->uri)) {
        if (!same_address(request, cancel, SIP_HDR_FROM)) {
            where = SIP_HDR_FROM;
        } else if (!same_address(request, cancel, SIP_HDR_TO)) {
            where = SIP_HDR_TO;
        } else if (cancel->cseq_number != request->cseq_number) {
            where = SIP_HDR_CSEQ;
        } else {
            return SIP_KEPT;
        }
    }
    bool uri = where == SIP_HDR_OTHER;
    struct sip_slice used = uri ? cancel->uri : sip_message_value(cancel, where);
    struct sip_slice due = uri ? request->uri : sip_message_value(request, where);
    return sip_broken_by(finding, context, invite->request_frame, used,
                         "%s is %.*s; in the INVITE of frame %u it is %.*s",
                         uri ? "Request-URI" : sip_header_name(where), SIP_ARG(used),
                         invite->request_frame, SIP_ARG(due));
}

const struct sip_rule sip_rules_ack_cancel_fit[] = {
    {
        .id = "2xx-repetition-not-acked",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.2.2.4",
        .see = "RFC 3261 §13.3.1.4",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_repetition_not_acked,
        .problem = "Repeated 2xx left without a new ACK",
        .requirement = "The client sends the ACK again for every repetition of the 2xx",
        .remedy = "The client must send its ACK again each time a copy of the 2xx arrives. Until "
                  "an ACK gets through, the server repeats the 2xx and finally ends the call.",
        .silence =
            "Only reported where an ACK to this 2xx was seen on this very hop and there are at "
            "least two ACKs fewer than copies; two ACKs sent together are two. Copies captured "
            "twice and those in the last T2 of the capture are left out. With proxies only the hop "
            "on which the ACK passed is judged, as the ACK goes end to end.",
        .explains = {"2xx-retransmitted"},
    },
    {
        .id = "2xx-repeated-despite-ack",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §13.3.1.4",
        .see = "RFC 3261 §13.2.2.4",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_despite_ack,
        .problem = "2xx still repeated although ACKs were sent",
        .requirement = "The server stops repeating its 2xx once the ACK arrives",
        .remedy = "Check first whether the ACK reaches the server: follow its Request-URI and "
                  "Route beyond this capture point. If it does, the server must match it to the "
                  "dialog and stop repeating the 2xx.",
        .silence = "Only reported where a fitting ACK (CSeq number, To tag, target and route) "
                   "passed on this hop after every copy, or one whose Request-URI is not the "
                   "Contact of the 2xx, at least 3 copies came after the first ACK, and they went "
                   "on for 10 s or the server then sent BYE: one or two late copies merely cross "
                   "the ACK. Packets captured twice are ignored, and forks are kept apart by their "
                   "To tags. Where the ACKs go to another address than the INVITE, one is enough: "
                   "not all may have been captured. Not reported where 2xx-repetition-not-acked, "
                   "ack-cseq-mismatch or ack-2xx-wrong-target gives the reason.",
        .explains = {"2xx-retransmitted"},
    },
    {
        .id = "ack-non2xx-uri-mismatch",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.1.1.3",
        .see = "RFC 3261 §19.1.4",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .once = SIP_ONCE_A_CLIENT,
        .handed_on = true,
        .check = check_failure_ack,
        .problem = "ACK to a non-2xx does not fit its INVITE",
        .requirement = "The ACK to a non-2xx final response has the Request-URI, From, Call-ID and "
                       "top Via of its INVITE",
        .remedy = "The client must copy Request-URI, From, Call-ID and the top Via of the INVITE "
                  "into the ACK; the Contact of a 3xx is for the next INVITE. Otherwise the server "
                  "goes on repeating its response.",
        .silence =
            "Not reported where the two URIs are the same after unfolding or equal by RFC "
            "3261 §19.1.4, or where only the branch differs (see ack-non2xx-new-branch). "
            "The ACK of a proxy is compared with the INVITE of its own hop; further on it may "
            "have fewer Vias than that.",
        .explains = {"non2xx-repeated-despite-ack", "invite-retrans-after-final",
                     "final-after-final-different"},
    },
    {
        .id = "ack-non2xx-route-mismatch",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.1.1.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK),
        .once = SIP_ONCE_A_CLIENT,
        .handed_on = true,
        .check = check_failure_route,
        .problem = "ACK to a non-2xx lacks the Route of its INVITE",
        .requirement =
            "The ACK to a non-2xx final response has the Route header fields of its INVITE",
        .remedy =
            "The client must copy all Route values of the INVITE into the ACK, in the same order "
            "and with their parameters. Stateless proxies cannot route the ACK without them.",
        .silence = "Not reported where INVITE or ACK is cut off in the capture.",
        .explains = {"non2xx-repeated-despite-ack"},
    },
    {
        .id = "cancel-via-mismatch",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §9.1",
        .see = "RFC 3261 §9.2; RFC 3261 §17.2.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(CANCEL),
        .handed_on = true,
        .check = check_cancel_via,
        .problem = "Via of the CANCEL does not match its INVITE",
        .requirement =
            "A CANCEL has a single Via, equal to the top Via of the INVITE that it cancels",
        .remedy =
            "The client must copy the top Via of the INVITE into the CANCEL, with the same branch "
            "and sent-by. Otherwise the server replies 481 and the callee keeps ringing.",
        .silence = "Only reported where an INVITE with the same Call-ID, From tag and CSeq number "
                   "from the same client is pending on this hop, or one from another address with "
                   "the same branch. A source address or port that alone differs, as behind NAT, "
                   "is no fault. Not reported where one of several INVITEs of a forking proxy "
                   "matches, or where the INVITE is older than the capture. A default port that is "
                   "left out and the case of host names make no difference.",
        .explains = {"unanswered-request"},
    },
    {
        .id = "cancel-differs-from-invite",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §9.1",
        .see = "RFC 3261 §9.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(CANCEL),
        .handed_on = true,
        .check = check_cancel_values,
        .problem = "CANCEL does not repeat the values of its INVITE",
        .requirement = "Request-URI, From, To and CSeq number of a CANCEL are those of the INVITE, "
                       "tags included",
        .remedy = "The client must build the CANCEL from the INVITE as it sent it, and not from "
                  "the early dialog: without the To tag and the Contact of the responses.",
        .silence = "Only reported where the Via is that of an INVITE pending on this hop; where "
                   "it is another, see cancel-via-mismatch. Not reported where INVITE or CANCEL "
                   "is cut off. URIs are compared as in RFC 3261 §19.1.4, tags without case.",
        .explains = {"cancel-not-200", "cancel-no-487", "unanswered-request"},
    },
};
SIP_SUBJECT_END(ack_cancel_fit);
