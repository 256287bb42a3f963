/* dialog_over.c
 * Dialogs that go on although they are over, and those that are over although they should go on (RFC 3261 section
 * 12.2.1.2, RFC 5057).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/usage.h"
#include "rules/engine/duty.h"
#include "rules/engine/endpoint.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"
#include "sip/code.h"

/* The UPDATE of the callee in this early dialog that its peer has denied, before the 2xx of the context; NULL: there
 * is none. */
static const struct sip_transaction *denied_update(const struct sip_context *context)
{
    const struct sip_dialog *d = sip_known_dialog(context);
    const struct sip_transaction *update = d != NULL ? sip_server_side(context)->last : NULL;

    return update != NULL && update->method == SIP_METHOD_UPDATE && update->final_code == 481
               ? update
               : NULL;
}

static enum sip_verdict check_accepted(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_transaction *update = denied_update(context);

    if (update == NULL || context->transaction->in_dialog ||
        context->dialog->confirmed_frame != 0) {
        return SIP_NOT_APPLICABLE;
    }
    if (context->now - update->final_time <= sip_longest_crossing_time(context)) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, update->final_frame, SIP_START_LINE,
                         "%u with this tag %.1f s after the 481 in frame %u to the callee's own "
                         "UPDATE in frame %u",
                         context->message->code, sip_seconds(context->now - update->final_time),
                         update->final_frame, update->request_frame);
}

/* The sender's request before this one, if it failed and the sender knew. */
static const struct sip_transaction *known_failure(const struct sip_context *context)
{
    const struct sip_transaction *last =
        sip_confirmed_dialog(context) != NULL ? sip_client_side(context)->last : NULL;

    return last != NULL && last->final_code >= 300 &&
                   last->cseq_number < context->transaction->cseq_number
               ? last
               : NULL;
}

static enum sip_verdict check_gone(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *last = known_failure(context);

    if (last == NULL || (last->method != SIP_METHOD_INVITE && last->method != SIP_METHOD_UPDATE) ||
        (last->final_code != 481 && last->final_code != 408)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_transaction *peer = sip_server_side(context)->last;
    if (last->final_time + sip_crossing_time(context) > context->now ||
        (peer != NULL && peer->request_time > last->final_time)) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, last->final_frame, SIP_START_LINE,
                         "%s sent %.1f s after the %u to %s in frame %u",
                         sip_method_name(context->message->method),
                         sip_seconds(context->now - last->final_time), last->final_code,
                         sip_method_name(last->method), last->final_frame);
}

/* The BYE by which the call was over for the sender of a request before it was sent: its own that was accepted, or
 * one of the peer that it had answered. NULL: there is none. */
static const struct sip_transaction *ended_before(const struct sip_duty *duty)
{
    const struct sip_transaction *const both[] = {duty->sender->last, duty->peer->last};

    for (unsigned i = 0; i < 2; i++) {
        if (both[i] != NULL && both[i]->method == SIP_METHOD_BYE &&
            sip_transaction_succeeded_before(both[i], duty->stamp) && !both[i]->request_varied) {
            return both[i];
        }
    }
    return NULL;
}

/* What comes from another hop may have crossed the BYE on its way. */
static enum sip_verdict check_over(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_duty duty;

    if (sip_confirmed_dialog(context) == NULL || context->dialog->ended_frame == 0 ||
        context->transaction->is_branch || !sip_duty_read(context, &duty)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_transaction *bye = ended_before(&duty);
    if (bye == NULL || !sip_duty_is_own_hop(&duty)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(
        finding, context, bye->final_frame, SIP_START_LINE,
        "%s from %s, %.1f s after the BYE in frame %u was accepted in frame %u",
        sip_method_name(context->message->method), sip_endpoint_text(&context->packet->source).s,
        sip_seconds(duty.stamp - bye->final_time), bye->request_frame, bye->final_frame);
}

static enum sip_verdict check_destroyed(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_dialog *dialog = sip_confirmed_dialog(context);

    if (dialog == NULL || dialog->ended_frame != 0 || !sip_message_in_dialog(context->request)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, context->message->code_text,
                      "%u to %s %s that frame %u confirmed", context->message->code,
                      sip_method_name(context->message->method),
                      context->message->code == 480 ? sip_word(context, "ends the call")
                                                    : sip_word(context, "destroys the dialog"),
                      dialog->confirmed_frame);
}

/* A reaction within this time is a machine's: nobody hangs up so fast. */
#define NO_HUMAN (SIP_SECOND / 5)

static enum sip_verdict check_killed(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *last = known_failure(context);

    if (last == NULL || (last->final_code != 424 && last->final_code != 425 &&
                         last->final_code != 433 && last->final_code != 469)) {
        return SIP_NOT_APPLICABLE;
    }
    int64_t after = context->now - last->final_time;
    if (after < 0 || after > NO_HUMAN) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, last->final_frame, SIP_START_LINE,
                         "BYE %.0f ms after the %u to %s in frame %u", sip_seconds(after) * 1000,
                         last->final_code, sip_method_name(last->method), last->final_frame);
}

/* Whether a failure leaves the call as it was, and only the re-INVITE has failed. Of the others some ask for another
 * try, some end the call (RFC 5057 section 5.1), and some have a rule of their own. */
static bool leaves_the_call(unsigned code)
{
    switch (code) {
    case 424:
    case 425:
    case 433:
    case 469:
    case 487:
        return false;
    default:
        return code >= 400 && !sip_code_is_challenge(code) && !sip_code_ends_usage(code);
    }
}

static enum sip_verdict check_after_reinvite(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    const struct sip_transaction *last = known_failure(context);

    if (last == NULL || last->method != SIP_METHOD_INVITE || !last->in_dialog ||
        last->cancel != NULL || !leaves_the_call(last->final_code)) {
        return SIP_NOT_APPLICABLE;
    }
    int64_t after = context->now - last->final_time;
    if (after < 0 || after > SIP_SECOND) {
        return SIP_KEPT;
    }
    if (context->transaction->cseq_number != last->cseq_number + 1) {
        return SIP_UNDECIDED; /* what was sent in between was not captured */
    }
    const struct sip_row *reason = sip_message_row(context->message, SIP_HDR_REASON);
    struct sip_slice text = reason ? reason->value : SIP_SLICE("");
    return sip_broken_by(
        finding, context, last->final_frame, reason ? sip_row_bytes(reason) : SIP_START_LINE,
        "BYE %.0f ms after the %u in frame %u to the re-INVITE in frame %u; %s%.*s",
        sip_seconds(after) * 1000, last->final_code, last->final_frame, last->request_frame,
        reason ? "Reason: " : sip_word(context, "no Reason"), SIP_ARG(text));
}

const struct sip_rule sip_rules_dialog_over[] = {
    {
        .id = "bye-after-failed-reinvite",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §14.1",
        .see = "RFC 6141 §3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE),
        .timed = true,
        .check = check_after_reinvite,
        .problem = "Call ended right after its re-INVITE failed",
        .requirement = "After a failed re-INVITE the session may go on as if there had been none",
        .remedy = "Check why the re-INVITE was refused, by its response and by the difference "
                  "between its SDP and the one before. The client may end the call, but need not: "
                  "if it should go on, its user agent must be changed.",
        .silence =
            "Only reported where the same side sends BYE within one second, and where the capture "
            "has the beginning of the dialog on this hop. Not reported after challenges, after a "
            "CANCEL, and after codes that end the call (see dialog-gone-481-408 and "
            "dialog-destroying-code) or that failure-must-not-kill-dialog judges.",
    },
    {
        .id = "dialog-gone-481-408",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §12.2.1.2",
        .see = "RFC 3261 §14.1; RFC 5057 §5.1; RFC 5057 §5.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(INVITE) | SIP_M(UPDATE) | SIP_M(INFO) | SIP_M(PRACK),
        .timed = true,
        .check = check_gone,
        .problem = "Dialog kept in use after 481 or 408, instead of a BYE",
        .requirement = "After 481 or 408 to an INVITE or UPDATE in a dialog, the client ends the "
                       "dialog with BYE",
        .remedy = "The client should end the call with BYE: its peer no longer knows the dialog or "
                  "cannot be reached.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Not reported for "
                   "requests of other usages of the dialog, for 481 to CANCEL, PRACK, INFO or "
                   "NOTIFY, which concerns only these, where the peer has sent a request since, or "
                   "within one round trip. Only the first request is reported.",
    },
    {
        .id = "2xx-after-481-to-update",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §12.2.1.2",
        .see = "RFC 5057 §5.1; RFC 3311 §5.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_accepted,
        .problem = "Call accepted in a dialog that the caller has denied",
        .requirement = "After 481 to its UPDATE in an early dialog the callee ends that dialog: it "
                       "refuses the INVITE",
        .remedy = "First look for the reason of the 481, which is the caller's fault or that of a "
                  "proxy between. The callee should end the INVITE with a failure: a 2xx with this "
                  "tag goes to a caller that does not know the dialog.",
        .silence =
            "Not reported where the 2xx may have crossed the 481, or where two hops run "
            "between the same addresses. What a client sends after such a failure is judged by "
            "dialog-gone-481-408.",
    },
    {
        .id = "request-after-bye",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §15",
        .see = "RFC 3261 §15.1.1; RFC 3261 §15.1.2; RFC 5057 §4.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE) | SIP_M(INVITE) | SIP_M(UPDATE) | SIP_M(INFO),
        .timed = true,
        .once = SIP_ONCE_A_DIALOG,
        .check = check_over,
        .problem = "Request in a call that its BYE has ended",
        .requirement = "After a BYE and its 2xx no request of the call is sent any more",
        .remedy = "The user agent must treat the call as over when it has answered a BYE, or when "
                  "its own BYE was accepted, and send nothing more in it, no second BYE either.",
        .silence =
            "Only reported on the hop next to the sender (one Via), where the capture has the "
            "beginning of the dialog, and where the 2xx to the BYE was captured more than 50 ms "
            "before: BYEs that cross are no fault. Not reported of SUBSCRIBE, NOTIFY and REFER: "
            "subscriptions may outlive the call. Once a dialog.",
    },
    {
        .id = "dialog-destroying-code",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 5057 §5.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "404,410,416,480,484,485,502,604",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .check = check_destroyed,
        .problem = "In-dialog INVITE/UPDATE failed with a dialog-ending code",
        .requirement = "An INVITE or UPDATE in a dialog still reaches its target",
        .remedy = "First check Contact and Record-Route in the messages that created the dialog: "
                  "they decide where the request goes. The client should treat the call as ended.",
        .silence =
            "Not reported where the capture lacks the messages that created the dialog on this "
            "hop, or where two hops run between the same addresses. Not reported for 483, which "
            "may pass with a higher Max-Forwards, or for 405, 489 and 501, which mostly concern "
            "only the method. 482 is covered by 482-no-loop-visible, what follows a 481 by "
            "dialog-gone-481-408, and subscriptions by subscription-terminated-by-code.",
        .explains = {"481-to-bye"},
    },
    {
        .id = "failure-must-not-kill-dialog",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6086 §4.2.1",
        .see = "RFC 6442 §4.3; RFC 8876 §5.1; RFC 5079 §4",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE),
        .timed = true,
        .check = check_killed,
        .problem = "Call ended because of a 424, 425, 433 or 469",
        .requirement = "A 424, 425, 433 or 469 to a request in a dialog does not end the dialog",
        .remedy = "The client must keep the call: only this one request has failed.",
        .silence =
            "Not reported where the capture lacks the messages that created the dialog on this "
            "hop, or where two hops run between the same addresses. Only reported for a BYE within "
            "0.2 s: later, a user may have hung up. Not reported after a 488, where the session is "
            "not possible as requested and the client is free to end it.",
    },
};

SIP_SUBJECT_END(dialog_over);
