/* subscription_state.c
 * What notifiers say of a subscription, and what subscribers make of it (RFC 6665 sections 4.1 and 4.2, RFC 3515
 * section 2.4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "history/subscriptions.h"
#include "history/usage.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"
#include "sip/body.h"
#include "sip/value.h"

/* Whether a NOTIFY belongs to a subscription of its receiver, as far as its dialog shows. In a call other NOTIFYs
 * may be sent that nobody has asked for. */
static bool is_asked_for(const struct sip_context *context)
{
    const struct sip_dialog *d = sip_confirmed_dialog(context);
    struct sip_slice event = sip_value_main(sip_message_value(context->message, SIP_HDR_EVENT));

    return d != NULL && !context->transaction->is_branch &&
           sip_server_side(context)->party != NULL && (!d->call || sip_slice_is(event, "refer"));
}

/* A state is a token; ';' alone parts it from its parameters. */
static bool is_no_state(struct sip_slice state)
{
    return state.n > 0 &&
           (memchr(state.p, ',', state.n) != NULL || memchr(state.p, '=', state.n) != NULL);
}

static enum sip_verdict check_state_missing(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    enum sip_presence presence = sip_message_presence(context->message, SIP_HDR_SUBSCRIPTION_STATE);
    struct sip_slice state = {NULL, 0};

    if (presence == SIP_PRESENT) {
        sip_value_cut(sip_message_value(context->message, SIP_HDR_SUBSCRIPTION_STATE), ';', &state);
    }
    if (presence != SIP_ABSENT && !is_no_state(state)) {
        return presence == SIP_PRESENT ? SIP_KEPT : SIP_UNDECIDED;
    }
    if (!is_asked_for(context)) {
        return SIP_NOT_APPLICABLE;
    }
    if (presence == SIP_PRESENT) {
        return sip_broken_by(
            finding, context, context->dialog->first_frame,
            sip_context_bytes(context, SIP_HDR_SUBSCRIPTION_STATE),
            "%.*s is no state, in the NOTIFY of the subscription that frame %u accepted",
            SIP_ARG(state), context->dialog->first_frame);
    }
    return sip_broken_by(
        finding, context, context->dialog->first_frame, SIP_START_LINE,
        "Subscription-State absent from the NOTIFY of the subscription that frame %u accepted",
        context->dialog->first_frame);
}

/* What its receiver makes of a NOTIFY that it did not ask for shows whether it misses Event. */
static enum sip_verdict check_event_missing(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    enum sip_presence presence = sip_message_presence(context->message, SIP_HDR_EVENT);
    bool refused = t->final_code == 400 || t->final_code == 489;

    if (presence != SIP_ABSENT) {
        return presence == SIP_PRESENT ? SIP_KEPT : SIP_UNDECIDED;
    }
    if (t->is_branch || (t->method == SIP_METHOD_NOTIFY && !refused && !is_asked_for(context))) {
        return SIP_NOT_APPLICABLE;
    }
    if (refused) {
        return sip_broken_by(finding, context, t->final_frame, SIP_START_LINE,
                             "Event absent from the %s; %u in frame %u", sip_method_name(t->method),
                             t->final_code, t->final_frame);
    }
    return sip_broken(finding, context, SIP_START_LINE, "Event absent from the %s",
                      sip_method_name(t->method));
}

static enum sip_verdict check_refer_body(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_slice event = sip_message_value(m, SIP_HDR_EVENT);

    if (!sip_slice_is(sip_value_main(event), "refer") || !is_asked_for(context)) {
        return SIP_NOT_APPLICABLE;
    }
    if (m->body.n > 0 || !m->headers_complete || !m->body_complete) {
        return m->body.n > 0 ? SIP_KEPT : SIP_UNDECIDED;
    }
    return sip_broken(finding, context, sip_context_bytes(context, SIP_HDR_EVENT),
                      "no body; Subscription-State: %.*s",
                      SIP_ARG(sip_message_value(m, SIP_HDR_SUBSCRIPTION_STATE)));
}

static enum sip_verdict check_after_end(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_dialog *d = sip_known_dialog(context);

    if (d == NULL || d->call || context->transaction->is_branch || !m->headers_complete ||
        sip_message_expires_is_zero(m)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_subscription *over =
        sip_subscriptions_find(context->subscriptions, context->packet);
    if (over == NULL || over->ended_frame == 0) {
        return SIP_KEPT;
    }
    /* It ended with the subscriber's own response to the NOTIFY: the two can hardly cross. */
    int64_t since = context->packet->stamp - over->ended_time;
    if (since <= SIP_CAPTURE_JITTER) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, over->ended_frame, SIP_START_LINE,
                         "sent in the dialog of the subscription that the NOTIFY in frame %u had "
                         "ended %.3f s before",
                         over->ended_frame, sip_seconds(since));
}

/* What a NOTIFY about a REFER reports, if it is final: neither a redirection nor a challenge, which its client may still
 * follow; p == NULL: nothing final, or not known. */
static struct sip_slice final_result(const struct sip_message *notify)
{
    struct sip_message fragment;
    struct sip_slice line;
    struct sip_part part;

    if (!sip_slice_is(sip_value_main(sip_message_value(notify, SIP_HDR_EVENT)), "refer") ||
        sip_message_part(notify, "message/sipfrag", &part) != SIP_PRESENT || part.encoded) {
        return (struct sip_slice){NULL, 0};
    }
    bool is_final = sip_part_read_start(notify, &part, &line, &fragment) && fragment.code >= 200 &&
                    fragment.code / 100 != 3 && !sip_code_is_challenge(fragment.code);
    return is_final ? line : (struct sip_slice){NULL, 0};
}

/* Whether the notifier sends nothing more in the dialog but the BYE that comes next: its other requests are not kept, and
 * may have ended the subscription. */
static bool says_nothing_more(const struct sip_dialog_side *notifier,
                              const struct sip_transaction *notify)
{
    const struct sip_transaction *last = notifier->last;

    return last == notify || (last != NULL && last->method == SIP_METHOD_BYE &&
                              last->cseq_number == notify->cseq_number + 1);
}

static enum sip_verdict check_final_refer(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice state = sip_message_value(context->message, SIP_HDR_SUBSCRIPTION_STATE);

    if (t->final_code / 100 != 2 || state.p == NULL || sip_notify_terminates(context->message) ||
        !is_asked_for(context)) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_slice result = final_result(context->message);
    if (result.p == NULL) {
        return SIP_KEPT;
    }
    if (!says_nothing_more(sip_client_side(context), t) ||
        context->now - t->request_time < sip_timer_64_t1(context) ||
        sip_flow_has_gap(t->hop->to_server, t->request_time)) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, sip_context_bytes(context, SIP_HDR_SUBSCRIPTION_STATE),
                      "\"%.*s\" is the final result, but Subscription-State is %.*s, and no NOTIFY "
                      "followed within %.0f s",
                      SIP_ARG(result), SIP_ARG(state), sip_seconds(sip_timer_64_t1(context)));
}

/* Clocks differ, and packets take their time. */
#define SLACK SIP_SECOND

/* The CSeq number follows that of the SUBSCRIBE that was accepted: the subscriber has sent none between. */
static enum sip_verdict check_late(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *d = sip_known_dialog(context);

    if (t->final_code != 481 || d == NULL || d->call || d->session_frame != 0 || t->is_branch ||
        d->over_frame != t->final_frame || sip_message_expires_is_zero(context->message)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_transaction *accepted = sip_client_side(context)->accepted;
    if (d->lapses == 0 || accepted == NULL || accepted->method != SIP_METHOD_SUBSCRIBE ||
        t->cseq_number != accepted->cseq_number + 1) {
        return SIP_UNDECIDED;
    }
    if (t->request_time <= d->lapses + SLACK) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, accepted->final_frame, SIP_START_LINE,
                         "sent %.0f s after the subscription that frame %u granted had expired; "
                         "481 in frame %u",
                         sip_seconds(t->request_time - d->lapses), accepted->final_frame,
                         t->final_frame);
}

const struct sip_rule sip_rules_subscription_state[] = {
    {
        .id = "notify-state-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 6665 §4.2.2",
        .see = "RFC 6665 §4.1.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(NOTIFY),
        .check = check_state_missing,
        .problem = "NOTIFY of a subscription without Subscription-State",
        .requirement = "A NOTIFY contains Subscription-State, with a state and parameters after ;",
        .remedy = "The notifier must add Subscription-State with active, pending or terminated. "
                  "Without it many subscribers respond with 400, as where it cannot be read.",
        .silence = "Only reported in a dialog that a SUBSCRIBE or REFER of the receiver has "
                   "created or is in: what was not asked for (message waiting without a "
                   "subscription, say) follows no RFC.",
    },
    {
        .id = "event-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 6665 §8.2.1",
        .see = "RFC 6665 §3.1.2; RFC 6665 §3.2.1",
        .when = SIP_AT_END,
        .methods = SIP_M(SUBSCRIBE) | SIP_M(NOTIFY),
        .check = check_event_missing,
        .problem = "SUBSCRIBE or NOTIFY without Event",
        .requirement = "SUBSCRIBE and NOTIFY name the event package in Event",
        .remedy = "The sender must add Event with the package: that of the SUBSCRIBE in each of "
                  "its NOTIFYs. Without it the receiver does not know what the request is about.",
        .silence = "Of NOTIFYs only reported in a dialog that a SUBSCRIBE of the receiver has "
                   "created, or where the receiver responds with 400 or 489: what was not asked "
                   "for follows no RFC. Not reported again where a proxy sends the request on.",
        .explains = {"request-refused"},
    },
    {
        .id = "refer-notify-body-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3515 §2.4.5",
        .see = "RFC 3515 §2.4.4",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(NOTIFY),
        .needs = {SIP_HDR_EVENT},
        .check = check_refer_body,
        .problem = "NOTIFY about a REFER without a body",
        .requirement = "Each NOTIFY of event refer contains a body of type message/sipfrag",
        .remedy = "The notifier must say in a message/sipfrag body what became of the request that "
                  "REFER asked for, \"SIP/2.0 100 Trying\" at least. Without it the other side "
                  "does not know whether the transfer has succeeded.",
        .silence = "Only reported in a dialog with a REFER of the receiver that was accepted.",
    },
    {
        .id = "refer-notify-not-terminated",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3515 §2.4.7",
        .see = "RFC 3515 §3.4; RFC 6665 §4.2.2",
        .when = SIP_AT_END,
        .methods = SIP_M(NOTIFY),
        .needs = {SIP_HDR_EVENT},
        .timed = true,
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_final_refer,
        .problem = "Final NOTIFY about a REFER does not end the subscription",
        .requirement = "The NOTIFY that reports the final result of a REFER has "
                       "Subscription-State: terminated;reason=noresource",
        .remedy = "The notifier must end the subscription when it reports the final result. "
                  "Otherwise the other side goes on waiting, and may keep its call until the "
                  "subscription expires.",
        .silence =
            "Not reported where the notifier sends another request within 64*T1, which may end the "
            "subscription, or the capture ends before; a BYE that comes next does not. Not "
            "reported where a 3xx, 401 or 407 is reported, which is perhaps followed, or where "
            "the NOTIFY is refused.",
    },
    {
        .id = "subscribe-after-terminated",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 6665 §4.1.3",
        .see = "RFC 6665 §4.4.1; RFC 6665 §4.4.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(SUBSCRIBE),
        .timed = true,
        .check = check_after_end,
        .problem = "SUBSCRIBE sent in the dialog of an ended subscription",
        .requirement = "After a NOTIFY with Subscription-State: terminated, the subscription is "
                       "over and its dialog with it",
        .remedy = "The subscriber must subscribe again outside of the dialog: without To tag, with "
                  "a new Call-ID and From tag. The notifier can only respond with 481.",
        .silence = "Not reported where the SUBSCRIBE follows the response to the NOTIFY within 50 "
                   "ms, has Expires: 0, or where the dialog is that of a call or of several "
                   "subscriptions.",
        .explains = {"subscription-terminated-by-code"},
    },
    {
        .id = "subscribe-refresh-late",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 6665 §4.1.2.2",
        .see = "RFC 6665 §4.2.1.1",
        .when = SIP_AT_END,
        .methods = SIP_M(SUBSCRIBE),
        .timed = true,
        .check = check_late,
        .problem = "Subscription refreshed after it had expired",
        .requirement = "A subscriber refreshes its subscription before the time granted is over",
        .remedy = "The subscriber must time its refresh by Expires in the 2xx and by expires in "
                  "the NOTIFY, not by the time that it asked for. After a 481 it must subscribe "
                  "again outside of the dialog.",
        .silence = "Only reported where the SUBSCRIBE is refused with 481, where its CSeq number "
                   "follows that of the SUBSCRIBE that was granted, and where nothing else was "
                   "captured that has ended the subscription (see subscribe-after-terminated).",
    },
};

SIP_SUBJECT_END(subscription_state);
