/* dialog_end.c
 * BYE, and what its response makes of the dialog (RFC 3261 section 15).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/duty.h"
#include "rules/engine/endpoint.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"
#include "sip/uri.h"
#include "sip/value.h"

/* Whether this answers the first BYE in a dialog that was confirmed, with no BYE of the peer's that
 * it may have crossed. */
static bool answers_first_bye(const struct sip_context *context)
{
    const struct sip_dialog *dialog = sip_confirmed_dialog(context);
    const struct sip_transaction *accepted =
        dialog != NULL ? sip_client_side(context)->accepted : NULL;

    return dialog != NULL && dialog->ended_frame == context->transaction->request_frame &&
           !sip_server_side(context)->said_bye &&
           (accepted == NULL || context->transaction->cseq_number >= accepted->cseq_number);
}

/* These say that nobody is known by the Request-URI. A proxy may say so too. */
static bool denies_address(unsigned code)
{
    return code == 404 || code == 484 || code == 485 || code == 604;
}

/* Whether the response comes from the user agent that has given this Request-URI itself, in its Contact: from where its
 * own INVITE came, with no proxy before it, or from where its Contact leads. */
static bool denies_own_contact(const struct sip_context *context, const struct sip_duty *duty)
{
    struct sip_slice target = sip_kept_slice(duty->peer->target);
    const struct sip_transaction *invite = duty->peer->invites[0];
    const struct sip_packet *packet = context->packet;
    struct sip_uri uri;

    if (target.p == NULL || !sip_duty_same_uri(target, duty->request->uri) ||
        !sip_dialog_is_acknowledged(duty->dialog)) {
        return false;
    }
    return (duty->peer->agent != 0 && invite != NULL &&
            sip_endpoint_equal(&invite->hop->client, &packet->source)) ||
           (sip_uri_read(target, &uri) &&
            sip_response_uri_is(&uri, &packet->source, packet->transport));
}

/* Whether the server is the proxy that the BYE names first in Route, as the route set has it. */
static bool is_first_route(const struct sip_context *context, const struct sip_duty *duty)
{
    struct sip_values it = sip_values_of(duty->request, SIP_HDR_ROUTE);
    struct sip_slice value;
    struct sip_address route;
    struct sip_uri uri;

    return sip_values_next(&it, &value) && sip_address_read(value, &route) &&
           sip_uri_read(route.uri, &uri) &&
           sip_response_uri_is(&uri, &context->packet->source, context->packet->transport);
}

/* A response that says that nobody is known by the Request-URI of the BYE. */
static enum sip_verdict judge_denial(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_duty duty;

    if (!sip_duty_read(context, &duty) || duty.dialog->partial) {
        return SIP_UNDECIDED;
    }
    if (denies_own_contact(context, &duty)) {
        return sip_broken_by(finding, context, duty.peer->target_frame, m->code_text,
                             "%.*s %.*s to BYE, but its Request-URI is the Contact that %s has "
                             "given itself in frame %u",
                             SIP_ARG(m->code_text), SIP_ARG(m->phrase),
                             sip_endpoint_text(&context->packet->source).s,
                             duty.peer->target_frame);
    }
    if (!sip_duty_is_done(&duty) || !is_first_route(context, &duty)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, duty.peer->target_frame, m->code_text,
                         "%.*s %.*s to BYE, but Request-URI and Route are right by frame %u: "
                         "the proxy %s did not pass it on, or somebody behind it denies the call",
                         SIP_ARG(m->code_text), SIP_ARG(m->phrase), duty.peer->target_frame,
                         sip_endpoint_text(&context->packet->source).s);
}

static enum sip_verdict check_bye(const struct sip_context *context, struct sip_finding *finding)
{
    if (!answers_first_bye(context)) {
        return SIP_NOT_APPLICABLE;
    }
    if (denies_address(context->message->code)) {
        return judge_denial(context, finding);
    }
    return sip_broken(finding, context, context->message->code_text,
                      "%.*s %.*s to BYE in the dialog that frame %u confirmed",
                      SIP_ARG(context->message->code_text), SIP_ARG(context->message->phrase),
                      context->dialog->confirmed_frame);
}

/* The re-INVITE that had a provisional response, and neither a final one nor an ACK until now, when the BYE of
 * the context was sent; NULL: there is none, or it was cancelled. */
static const struct sip_transaction *left_pending(const struct sip_context *context)
{
    const struct sip_dialog *d = sip_confirmed_dialog(context);

    for (int i = 0; d != NULL && i < 2; i++) {
        const struct sip_transaction *invite = d->sides[i].invites[0];
        if (invite != NULL && invite->request_frame > d->confirmed_frame &&
            invite->request_frame < context->transaction->request_frame &&
            invite->response_count > 0 && invite->final_frame == 0 && invite->ack_frame == 0 &&
            invite->cancel == NULL) {
            return invite;
        }
    }
    return NULL;
}

static enum sip_verdict check_pending(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction, *invite = left_pending(context);

    if (invite == NULL || t->final_code / 100 != 2) {
        return SIP_NOT_APPLICABLE;
    }
    if (context->now - t->final_time <= sip_timer_64_t1(context) || invite->heard_elsewhere ||
        sip_transaction_lost_response(invite)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, invite->request_frame, SIP_START_LINE,
                         "the re-INVITE in frame %u was pending when the BYE came, and got no "
                         "final response within %.0f s after the %u in frame %u",
                         invite->request_frame, sip_seconds(sip_timer_64_t1(context)),
                         t->final_code, t->final_frame);
}

/* Why a 481 to BYE cannot be explained here. */
static const char *what_is_unknown(const struct sip_duty *duty)
{
    struct sip_finding finding;

    if (!sip_dialog_is_acknowledged(duty->dialog)) {
        return SIP_PHRASE(
            "no ACK to the 2xx was seen here: the peer may never have had the call, or the "
            "dialog takes another way");
    }
    if (sip_duty_target(duty, &finding) == SIP_UNDECIDED) {
        return SIP_PHRASE("the capture does not show whether its Request-URI is right");
    }
    if (sip_duty_route(duty, &finding) == SIP_UNDECIDED) {
        return SIP_PHRASE("the capture does not show whether its Route is right");
    }
    return SIP_PHRASE("something else may have ended it");
}

/* Where the reason is known, in-dialog-wrong-target and its like name it, or dialog-denied. */
static enum sip_verdict check_481(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_duty duty;

    if (!answers_first_bye(context) || !sip_duty_read(context, &duty)) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_duty_all(&duty) == SIP_BROKEN || sip_duty_is_done(&duty)) {
        return SIP_KEPT;
    }
    const struct sip_transaction *reused = sip_duty_reuses_branch(&duty);
    if (reused != NULL) {
        return sip_broken_by(finding, context, reused->request_frame, context->message->code_text,
                             "%.*s %.*s to a BYE with the branch of the %s in frame %u: it may be "
                             "taken for that one",
                             SIP_ARG(context->message->code_text),
                             SIP_ARG(context->message->phrase), sip_method_name(reused->method),
                             reused->request_frame);
    }
    if (duty.dialog->partial || context->request == NULL || !context->request->headers_complete) {
        return SIP_UNDECIDED; /* the reason may be in what was cut off */
    }
    return sip_broken_by(
        finding, context, context->dialog->confirmed_frame, context->message->code_text,
        "%.*s %.*s to BYE in the dialog that frame %u confirmed; %s",
        SIP_ARG(context->message->code_text), SIP_ARG(context->message->phrase),
        context->dialog->confirmed_frame, sip_word(context, what_is_unknown(&duty)));
}

/* Whether forks answered: a client ends all but one of these calls. */
static bool has_forks(const struct sip_transaction *invite)
{
    const struct sip_response *first = sip_transaction_first(invite, 200, 299);

    for (const struct sip_response *r = first; r != NULL; r = r->next) {
        if (r->code / 100 == 2 &&
            !sip_tags_equal(sip_response_to_tag(r), sip_response_to_tag(first))) {
            return true;
        }
    }
    return false;
}

/* Once between two addresses: a test tool hangs up like this in each call. */
static enum sip_verdict check_bye_after_ack(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_dialog *d = context->dialog;
    int64_t now = context->packet->stamp;
    const struct sip_transaction *invite =
        d != NULL ? sip_dialog_just_acked(d, sip_dialog_client(d, context->message), now) : NULL;
    const struct sip_row *reason = sip_message_row(context->message, SIP_HDR_REASON);

    if (invite == NULL || context->transaction->is_branch || invite->cancel != NULL ||
        context->transaction->hop->to_server->hangs_up || has_forks(invite)) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_slice text = reason ? reason->value : SIP_SLICE("");
    return sip_broken_by(
        finding, context, invite->final_frame, reason ? sip_row_bytes(reason) : SIP_START_LINE,
        "BYE %.0f ms after the ACK in frame %u to the %u in frame %u; %s%.*s",
        sip_seconds(now - invite->ack_time) * 1000, invite->ack_frame, invite->final_code,
        invite->final_frame, reason ? "Reason: " : sip_word(context, "no Reason"), SIP_ARG(text));
}

const struct sip_rule sip_rules_dialog_end[] = {
    {
        .id = "bye-not-2xx",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §15.1.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "400,402,403,404,406,412,423,480,484-486,488,491,600,603,604,606",
        .methods = SIP_M(BYE),
        .check = check_bye,
        .problem = "BYE for an existing dialog rejected",
        .requirement = "A BYE that matches a dialog gets a 2xx",
        .remedy =
            "The server must accept a BYE that matches a dialog: the call is over in any case. A "
            "proxy must know the Record-Route that it has written itself, and pass the BYE on.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Not reported for "
                   "challenges, for codes that any server or proxy may send to a request it cannot "
                   "handle (413 to 421, 482, 483, 5xx), for 481, which 481-to-bye covers, or "
                   "where both sides have sent BYE. Codes that deny the address (404, 484, "
                   "485, 604) are reported where the Request-URI is the Contact of the very user "
                   "agent that answers, or where Request-URI and Route are right and the first "
                   "Route is the proxy that answers.",
    },
    {
        .id = "bye-pending-no-487",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §15.1.2",
        .when = SIP_AT_END,
        .methods = SIP_M(BYE),
        .timed = true,
        .check = check_pending,
        .problem = "re-INVITE left without a final response after BYE",
        .requirement = "Requests that are pending when BYE comes get a final response, best 487",
        .remedy = "The server of the re-INVITE must send a final response also when BYE has ended "
                  "the dialog, best 487. Without it, both sides and the proxies between them keep "
                  "the transaction until their timers fire.",
        .silence = "Not reported when the capture ends within 64*T1 after the 2xx to BYE, when the "
                   "re-INVITE was cancelled (cancel-no-487 reports that) or acknowledged, which "
                   "shows that a final response came, or when it had no response at all "
                   "(unanswered-request reports that).",
    },
    {
        .id = "481-to-bye",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §15.1.2",
        .see = "RFC 3261 §15.1.1; RFC 5407 §3.2.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "481",
        .methods = SIP_M(BYE),
        .check = check_481,
        .problem = "BYE rejected with 481: the peer no longer knows the dialog",
        .requirement = "A BYE for an existing dialog gets a 2xx; after a 481 the client treats the "
                       "dialog as ended",
        .remedy = "First check that the tags, Request-URI, Route and CSeq of the BYE are right. If "
                  "they are, find out why the server lost the call (restart, timer, failover to "
                  "another server); the client must treat the dialog as ended.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Not reported where "
                   "both sides have sent BYE: the two may have crossed. Nor where the capture cut "
                   "off a message of the dialog: the reason may have been in it.",
    },
    {
        .id = "bye-right-after-ack",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §13.2.2.4",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE),
        .timed = true,
        .check = check_bye_after_ack,
        .problem = "BYE sent right after the ACK",
        .requirement = "A client that does not want a call acknowledges the 2xx and then sends BYE",
        .remedy = "Check first the Reason of the BYE, and SDP, Allow and Supported of the 2xx: the "
                  "client could not use something in them. Then the callee's user agent or the "
                  "client's settings must be changed.",
        .silence =
            "Only reported where the BYE follows within 250 ms of the sender's own ACK, also of "
            "the ACK to a re-INVITE. Not reported where several 2xx arrived: a client must end the "
            "calls of unwanted forks in this way. A test client that always hangs up at once "
            "(SIPp) is reported once; cancel-crossed-2xx explains it where a CANCEL was sent.",
    },
};

SIP_SUBJECT_END(dialog_end);
