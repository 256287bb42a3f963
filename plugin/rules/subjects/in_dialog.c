/* in_dialog.c
 * Requests inside a dialog: whether their Request-URI, Route and CSeq are those of the dialog (RFC 3261
 * section 12.2.1.1), and what a 481 or 500 to them means (section 12.2.2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/duty.h"
#include "rules/engine/endpoint.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/in_dialog_route.h"
#include "rules/subjects/subjects.h"
#include "sip/ip.h"
#include "sip/uri.h"
#include "sip/value.h"

static enum sip_verdict check_target(const struct sip_context *context, struct sip_finding *finding)
{
    return sip_check_in_dialog_address(context, finding, sip_duty_target);
}

static enum sip_verdict check_cseq(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_duty duty;

    if (context->dialog == NULL || context->transaction->is_branch ||
        !sip_duty_read(context, &duty)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_duty_cseq(&duty, finding);
}

/* --- 481 and 500 --- */

/* early-notify-refused speaks of it. */
static bool is_first_notify(const struct sip_duty *duty)
{
    const struct sip_transaction *accepted = duty->sender->accepted;

    return duty->transaction->method == SIP_METHOD_NOTIFY &&
           (accepted == NULL || accepted->method != SIP_METHOD_NOTIFY);
}

/* Whether the response comes from where the Contact of its side leads: no proxy is between. */
static bool is_target(const struct sip_duty *duty, const struct sip_packet *packet)
{
    struct sip_uri uri;

    return sip_uri_read(sip_kept_slice(duty->peer->target), &uri) &&
           sip_response_uri_is(&uri, &packet->source, packet->transport);
}

static enum sip_verdict check_denied(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_dialog *d = context->dialog;
    struct sip_duty duty;
    char what[80];

    if (d == NULL || context->transaction->is_branch || !sip_duty_read(context, &duty)) {
        return SIP_NOT_APPLICABLE;
    }
    bool early = d->confirmed_frame == 0 && sip_duty_is_done_early(&duty) &&
                 sip_duty_is_known_to_server(&duty);
    if ((!early && (!sip_duty_is_done(&duty) || is_first_notify(&duty))) ||
        sip_duty_misses_contact(&duty)) {
        return SIP_UNDECIDED;
    }
    if (early) {
        sip_piece(context, what, sizeof(what), "the early dialog that frame %u made",
                  d->first_frame);
    } else {
        sip_piece(context, what, sizeof(what), "the dialog that frame %u confirmed",
                  d->confirmed_frame);
    }
    bool itself = is_target(&duty, context->packet);
    return sip_broken_by(
        finding, context, early ? d->first_frame : d->confirmed_frame, context->message->code_text,
        itself ? SIP_PHRASE("%s denies %s: tags, Request-URI, Route and CSeq of the %s are right, "
                            "and nothing captured has ended it")
               : SIP_PHRASE("%s, or a server behind it, denies %s: tags, Request-URI, Route and "
                            "CSeq of the %s are right, and nothing captured has ended it"),
        sip_endpoint_text(&context->packet->source).s, what,
        sip_method_name(context->message->method));
}

/* The provisional responses that have shown the dialog to the caller so far, and the first of them; 0: one of them is
 * reliable, so that its PRACK would show whether it arrived, or more came than are kept. */
static unsigned count_shown(const struct sip_transaction *invite, struct sip_slice tag,
                            const struct sip_response **first)
{
    unsigned count = 0;

    for (const struct sip_response *r = invite->responses; r != NULL; r = r->next) {
        if (r->code > 100 && r->code < 200 && sip_response_has_tag(r, tag)) {
            if (r->rseq != 0 || r->uncertain) {
                return 0;
            }
            count += r->copies;
            *first = *first == NULL ? r : *first;
        }
    }
    return count;
}

/* Nothing proves that the caller had what made the dialog. That the request arrived makes it likely. */
static enum sip_verdict check_early_denied(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_dialog *d = context->dialog;
    const struct sip_response *first = NULL;
    struct sip_duty duty;

    if (d == NULL || d->confirmed_frame != 0 || context->transaction->is_branch ||
        !sip_duty_read(context, &duty) || !sip_duty_is_done_early(&duty) ||
        sip_duty_is_known_to_server(&duty)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_transaction *invite = d->sides[d->maker].invites[0];
    unsigned count = count_shown(invite, sip_kept_slice(duty.sender->tag), &first);
    if (count == 0 || invite->prack_unknown || first->frame > duty.frame) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(
        finding, context, first->frame, context->message->code_text,
        "%u to %s, whose tags, Request-URI and CSeq are right; provisional responses "
        "with its tag before it: %u, the first in frame %u, %.3f s before",
        context->message->code, sip_method_name(context->message->method), count, first->frame,
        sip_seconds(duty.stamp - first->stamp));
}

static bool speaks_of_order(struct sip_slice text)
{
    return sip_slice_find(text, "out of order") != NULL || sip_slice_find(text, "cseq") != NULL;
}

static enum sip_verdict check_in_order(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_finding room;
    struct sip_duty duty;

    if (context->dialog == NULL || !context->dialog->from_start ||
        context->transaction->is_branch ||
        (!speaks_of_order(m->phrase) && !speaks_of_order(sip_message_value(m, SIP_HDR_WARNING)) &&
         !speaks_of_order(sip_message_value(m, SIP_HDR_REASON)))) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_duty_read(context, &duty) || duty.sender->highest != context->transaction ||
        sip_duty_cseq(&duty, &room) != SIP_KEPT) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, m->code_text,
                      "%u %.*s, but CSeq number %u of the %s in frame %u is higher than all before",
                      m->code, SIP_ARG(m->phrase), context->transaction->cseq_number,
                      sip_method_name(m->method), context->transaction->request_frame);
}

/* A request that went to somebody whose address it has in the Request-URI, in a dialog with somebody else. Had the peer
 * gone there, it would not deny the dialog. */
static enum sip_verdict check_astray(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_duty duty;

    if (context->message->code != 481 || context->dialogs == NULL || t->is_branch ||
        t->branch_count > 0 || !sip_duty_read_astray(context, &duty)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_dialog *d = duty.dialog;
    bool alive = d->ended_frame == 0 && d->over_frame == 0 && sip_dialog_is_acknowledged(d);
    if (!alive || !sip_duty_is_own_hop(&duty) ||
        sip_message_presence(duty.request, SIP_HDR_ROUTE) != SIP_ABSENT ||
        !sip_endpoint_is_at(&t->hop->server, duty.request->uri)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, duty.peer->target_frame, context->message->code_text,
                         "%u to the %s that was sent to %s, with the Request-URI %.*s: its dialog "
                         "is that of frame %u, whose Contact was %s",
                         context->message->code, sip_method_name(context->message->method),
                         sip_endpoint_text(&t->hop->server).s, SIP_ARG(duty.request->uri),
                         duty.peer->target_frame, duty.peer->target);
}

/* A proxy may rewrite Contact, and the Request-URI with it. Where the server does not know the address, it has been
 * rewritten wrongly. */
static enum sip_verdict check_target_refused(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    struct sip_finding room;
    struct sip_duty duty;

    if (context->dialog == NULL) {
        return check_astray(context, finding);
    }
    if (context->dialog->confirmed_frame == 0 || context->transaction->is_branch ||
        !sip_duty_read(context, &duty)) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_duty_target(&duty, &room) == SIP_BROKEN || !sip_duty_misses_contact(&duty)) {
        return SIP_KEPT; /* or in-dialog-wrong-target */
    }
    return sip_broken_by(finding, context, duty.peer->target_frame, context->message->code_text,
                         "%u to the %s with the Request-URI %.*s; Contact in frame %u was %.*s",
                         context->message->code, sip_method_name(context->message->method),
                         SIP_ARG(duty.request->uri), duty.peer->target_frame,
                         SIP_ARG(sip_kept_slice(duty.peer->target)));
}

/* --- A proxy that has left the path --- */

/* Whether the Contact of the peer is an address that can be reached, and not where the request went. A private one may
 * need the help of a proxy that is not in its network. */
static bool goes_past_contact(const struct sip_duty *duty)
{
    const struct sip_endpoint *server = &duty->transaction->hop->server;
    struct sip_slice target = sip_kept_slice(duty->peer->target);
    struct sip_endpoint named;
    struct sip_uri uri;

    if (target.p == NULL || !sip_duty_same_uri(target, duty->request->uri) ||
        !sip_uri_read(target, &uri) || sip_value_param(uri.params, "maddr", NULL)) {
        return false;
    }
    named = sip_endpoint_of_host(uri.host);
    bool inner = sip_ip_block_of(named.family, named.address) != NULL &&
                 sip_ip_block_of(server->family, server->address) == NULL;
    return named.family != 0 && !inner && !sip_endpoint_same_address(&named, server);
}

/* Whether the only ACK to a 2xx, be it from the client of this hop, went to another server than the INVITE. */
static bool was_acked_elsewhere(const struct sip_transaction *invite, const struct sip_response *ok)
{
    if (ok->acks == 0) {
        return ok->acked_elsewhere;
    }
    return ok->acks == 1 && !sip_endpoint_same_address(&ok->ack->hop->server, &invite->hop->server);
}

/* The 2xx to the INVITE, where that came through a proxy that did not record itself, and the ACK took another way.
 * NULL: there is none. */
static const struct sip_response *acked_past_proxy(const struct sip_duty *duty)
{
    const struct sip_dialog *d = duty->dialog;
    const struct sip_dialog_side *caller = &d->sides[d->maker], *callee = &d->sides[!d->maker];
    const struct sip_transaction *invite = caller->invites[0];
    struct sip_routes set;

    if (invite == NULL || invite->in_dialog || duty->peer->agent != 0 || d->partial ||
        !sip_duty_routes(duty, &set) || set.count != 0) {
        return NULL;
    }
    const struct sip_response *ok =
        sip_transaction_response(invite, 200, 299, sip_kept_slice(callee->tag));
    return ok != NULL && ok->copies == 1 && was_acked_elsewhere(invite, ok) ? ok : NULL;
}

static enum sip_verdict check_past_contact(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_duty duty;

    if (t->final_code != 481 || context->dialog == NULL || !context->dialog->from_start ||
        t->is_branch || t->branch_count > 0 || !sip_duty_read(context, &duty) ||
        sip_message_presence(context->message, SIP_HDR_ROUTE) != SIP_ABSENT) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_response *ok = acked_past_proxy(&duty);
    if (ok == NULL || !sip_duty_is_own_hop(&duty) || !goes_past_contact(&duty)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, t->final_frame, SIP_START_LINE,
                         "sent to %s, not to %s as in Contact of frame %u; that proxy added no "
                         "Record-Route, the ACK "
                         "to frame %u did not pass it, and it sent the 481 in frame %u",
                         sip_endpoint_text(&t->hop->server).s, duty.peer->target,
                         duty.peer->target_frame, ok->frame, t->final_frame);
}

const struct sip_rule sip_rules_in_dialog[] = {
    {
        .id = "in-dialog-wrong-target",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.2.1.1",
        .see = "RFC 3261 §12.2.2; RFC 3262 §4; RFC 3311 §5.1; RFC 6141 §4.6; RFC 6141 §4.7",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE) | SIP_M(PRACK) | SIP_M(UPDATE) | SIP_M(INVITE) | SIP_M(INFO) |
                   SIP_M(REFER) | SIP_M(NOTIFY) | SIP_M(SUBSCRIBE) | SIP_M(MESSAGE) |
                   SIP_M(OPTIONS),
        .timed = true,
        .check = check_target,
        .problem = "Request-URI inside a dialog is not the peer's Contact",
        .requirement =
            "The Request-URI of a request inside a dialog is the latest Contact of the peer",
        .remedy =
            "The user agent that sent the request must put the URI from the peer's latest Contact "
            "into the Request-URI. The address of record or the URI in To is not the target.",
        .silence =
            "Reported once, as long as the sender goes on in the same way. On a hop behind proxies "
            "(several Vias) only reported where the Request-URI is the URI in To, a Contact that "
            "the peer has given up, or the sender's own Contact, which no proxy would put there. "
            "Of a request that a proxy sends of its own, as a BYE by a timer, only reported where "
            "the peer's request from its new Contact had moved the target. Not reported where the "
            "route set begins with a strict router, where a proxy rewrites Contact or Request-URI, "
            "where a GRUU is used, or where the server uses the source address and port of a peer "
            "behind NAT instead of a Contact with a private address or with another port. URIs are "
            "compared as in RFC 3261 §19.1.4, without the parts that table 1 of §19.1.1 forbids. "
            "Contacts of requests and of responses, reliable 1xx included, move the target; a "
            "failed re-INVITE or UPDATE and an unreliable 1xx do not (RFC 6141). So does a "
            "re-INVITE of the peer from another address that the sender has accepted.",
        .explains = {"in-dialog-wrong-route", "dialog-destroying-code", "dialog-gone-481-408",
                     "prack-unmatched-code", "early-notify-refused", "bye-not-2xx",
                     "unanswered-request", "482-no-loop-visible"},
    },
    {
        .id = "in-dialog-wrong-route",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.2.1.1",
        .see = "RFC 3261 §12.1.1; RFC 3261 §12.1.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE) | SIP_M(PRACK) | SIP_M(UPDATE) | SIP_M(INVITE) | SIP_M(INFO) |
                   SIP_M(REFER) | SIP_M(NOTIFY) | SIP_M(SUBSCRIBE) | SIP_M(MESSAGE) |
                   SIP_M(OPTIONS),
        .timed = true,
        .ends = true,
        .check = sip_check_in_dialog_route,
        .problem = "Route inside a dialog is not the route set",
        .requirement =
            "Route of a request inside a dialog is the route set, taken from Record-Route",
        .remedy = "The user agent that sent the request must build Route from Record-Route: the "
                  "caller from the response, in reverse order, the callee from the request, in "
                  "order, with all parameters of the URIs. Often the preloaded Route of the INVITE "
                  "is used by mistake.",
        .silence =
            "Only reported where the request and the response that created the dialog were "
            "captured, and once, as long as the sender goes on in the same way; a missing Route "
            "is reported too. On a hop behind proxies (several Vias) Route is compared with what "
            "the proxies that are still ahead have recorded, and values too many are not "
            "reported, unless one is the sender itself. Of a request that leaves the hop of its "
            "dialog, only that, a missing Route, one in reverse order, or that it goes to "
            "another value of Route than the first is reported. In an early dialog a request of "
            "the caller, but for PRACK, is judged once the final response has come. Not reported "
            "where the one value too many is the next hop itself (an outbound proxy, a P-CSCF), "
            "unless it is there twice, where a strict router is ahead and Request-URI and Route "
            "were swapped for it, or where the callee has not copied Record-Route "
            "(record-route-not-copied). How lr is written, and a transport that is added or left "
            "out, make no difference.",
        .explains = {"dialog-destroying-code", "dialog-gone-481-408", "prack-unmatched-code",
                     "bye-not-2xx", "unanswered-request", "482-no-loop-visible",
                     "subscribe-no-notify"},
    },
    {
        .id = "in-dialog-cseq-not-increased",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.2.1.1",
        .see = "RFC 3261 §12.2.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE) | SIP_M(PRACK) | SIP_M(UPDATE) | SIP_M(INVITE) | SIP_M(INFO) |
                   SIP_M(REFER) | SIP_M(NOTIFY) | SIP_M(SUBSCRIBE) | SIP_M(MESSAGE) |
                   SIP_M(OPTIONS),
        .timed = true,
        .check = check_cseq,
        .problem = "CSeq inside a dialog is not higher than before",
        .requirement = "Each new request of a side inside a dialog has a higher CSeq number",
        .remedy = "The user agent that sent the request must raise CSeq for each new request in "
                  "the dialog, PRACK and UPDATE included. A proxy or B2BUA that sends a BYE of its "
                  "own must continue the numbers of that side.",
        .silence = "Not reported where the request is an ACK, a CANCEL or a repetition, was "
                   "captured twice, was seen on another hop, is out of order within the jitter, or "
                   "shares its frame with a parallel request. A retry after a failure "
                   "is reported only on the same hop and after a 4xx, but 408 and "
                   "430, after which another server may be tried. A retry with credentials is "
                   "left to auth-cseq-not-incremented.",
        .explains = {"500-low-cseq"},
    },
    {
        .id = "in-dialog-target-refused",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §12.2.1.1",
        .see = "RFC 3261 §16.6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "404,410,416,481,484,485,604",
        .methods = SIP_M(BYE) | SIP_M(UPDATE) | SIP_M(INVITE) | SIP_M(INFO) | SIP_M(REFER) |
                   SIP_M(MESSAGE) | SIP_M(OPTIONS) | SIP_M(NOTIFY),
        .once = SIP_ONCE_A_CLIENT,
        .check = check_target_refused,
        .problem = "Refused in-dialog request whose target is not the Contact",
        .requirement = "Request-URI of a request inside a dialog is the peer's newest Contact, on "
                       "every hop",
        .remedy = "The user agent that made the request, or a proxy that has passed it on, has "
                  "changed the Request-URI: it must leave the Contact of the peer in it. Check "
                  "what is done there against NAT. A B2BUA must not send the requests of one call "
                  "to the peer of another.",
        .silence = "Only reported on the hop that made the dialog, for codes that deny the "
                   "address or the dialog. A parameter that only one of the URIs has counts, but "
                   "transport and lr. On a hop that has no such dialog only 481 is reported, where "
                   "the user agent has sent the request to somebody else, and his address is the "
                   "Request-URI. On the user agent's own hop see in-dialog-wrong-target. Not "
                   "reported "
                   "for a Contact that leads nowhere, where the request goes to where the peer's "
                   "packets came from, or where the peer may have moved.",
        .explains = {"request-refused", "481-to-bye"},
    },
    {
        .id = "dialog-denied",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §12.2.2",
        .see = "RFC 3261 §12.1.1; RFC 3261 §15.1.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "481",
        .methods = SIP_M(BYE) | SIP_M(UPDATE) | SIP_M(INVITE) | SIP_M(INFO) | SIP_M(REFER) |
                   SIP_M(MESSAGE) | SIP_M(OPTIONS) | SIP_M(SUBSCRIBE) | SIP_M(NOTIFY),
        .timed = true,
        .check = check_denied,
        .problem = "481 inside a dialog that has not ended",
        .requirement = "A server keeps a dialog, early or confirmed, until the dialog ends",
        .remedy =
            "The server that sent the 481, or one behind it, has lost the dialog. Check first for "
            "a restart, a failover to a node without its state, or an internal timer.",
        .silence =
            "Only reported in calls whose 2xx, if there are any, have an ACK, and where tags, "
            "Request-URI, Route and CSeq of the request can be seen to be right: see "
            "in-dialog-tag-wrong, in-dialog-wrong-target, in-dialog-wrong-route and "
            "in-dialog-cseq-not-increased. Not reported where a BYE (even if it has no response "
            "yet), a failure that ends a dialog or an expired session timer has ended the call. "
            "SUBSCRIBE and NOTIFY are judged where the subscription is known to last still, and "
            "nobody has ended it; other rules judge the first NOTIFY (early-notify-refused) and "
            "PRACK (prack-unmatched-code). An early dialog counts while its INVITE is pending and "
            "neither a CANCEL nor a 199 was seen, and for a request of the callee only if the "
            "caller has used it before, or the request came by the connection that brought the "
            "dialog (otherwise see early-dialog-denied). It replaces 481-to-bye.",
        .explains = {"dialog-gone-481-408"},
    },
    {
        .id = "early-dialog-denied",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §12.2.2",
        .see = "RFC 3261 §12.1.2; RFC 3311 §5.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "481",
        .methods = SIP_M(UPDATE) | SIP_M(INFO) | SIP_M(MESSAGE) | SIP_M(OPTIONS),
        .timed = true,
        .check = check_early_denied,
        .problem = "481 to a callee's request in an early dialog",
        .requirement = "A provisional response with a To tag creates the early dialog at the "
                       "caller, in which the callee may send requests",
        .remedy = "The caller must create the dialog as soon as a 101 to 199 with a To tag comes, "
                  "before it takes the next message. Check first whether that response has "
                  "reached it: if it was lost, the 481 is right, and the callee should send it "
                  "reliably (RFC 3262).",
        .silence = "Not reported where a response was sent reliably: its PRACK shows whether the "
                   "caller has the dialog. Where the caller knows the dialog for sure, "
                   "dialog-denied reports it. Otherwise only reported on the conditions of that "
                   "rule: the INVITE is pending, and tags, Request-URI, Route and CSeq of the "
                   "request are right.",
        .explains = {"request-refused"},
    },
    {
        .id = "500-cseq-in-order",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §12.2.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "500",
        .methods = SIP_M(BYE) | SIP_M(PRACK) | SIP_M(UPDATE) | SIP_M(INVITE) | SIP_M(INFO) |
                   SIP_M(REFER) | SIP_M(NOTIFY) | SIP_M(SUBSCRIBE) | SIP_M(MESSAGE) |
                   SIP_M(OPTIONS),
        .check = check_in_order,
        .problem = "500 for a wrong CSeq, but the CSeq is in order",
        .requirement =
            "A request whose CSeq number is higher than all before is in order, even after a gap",
        .remedy = "The server must compare CSeq with earlier requests of the same side in the same "
                  "dialog only, and accept gaps. Check first whether a request of that side "
                  "reached it by another path.",
        .silence =
            "Only reported where \"out of order\" or \"CSeq\" occurs in the reason phrase, Warning "
            "or Reason, because a 500 has many other causes, and where the start of the dialog was "
            "captured on this hop. Not reported where requests of that side were not captured.",
    },
    {
        .id = "in-dialog-past-contact",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §12.2.1.1",
        .see = "RFC 3261 §8.1.2; RFC 3261 §16.6",
        .when = SIP_AT_END,
        .methods = SIP_M(BYE) | SIP_M(UPDATE) | SIP_M(INVITE) | SIP_M(INFO) | SIP_M(REFER) |
                   SIP_M(MESSAGE) | SIP_M(OPTIONS) | SIP_M(NOTIFY),
        .timed = true,
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_past_contact,
        .problem = "In-dialog request sent to a proxy that is not in its path",
        .requirement = "Without a route set a request inside a dialog goes to the peer's Contact",
        .remedy = "The user agent must send its requests where their Request-URI leads, not to "
                  "where the INVITE went or came from. If the proxy is to see the whole call, it "
                  "must add Record-Route to the INVITE.",
        .silence = "Only reported on the sender's own hop, where the request got 481, the INVITE "
                   "went through a proxy without Record-Route, the Contact is another address, and "
                   "the ACK to the 2xx was captured on another way. Not reported where the Contact "
                   "is private and the proxy is not, or where the proxy was seen to forward the "
                   "request. At the end of a capture a call of more than 80 s may not be judged.",
        .explains = {"481-to-bye", "request-refused", "dialog-denied"},
    },
};
SIP_SUBJECT_END(in_dialog);
