/* session_refresh.c
 * Refreshes of a session that do not come, and sessions that end in spite of one (RFC 4028 section 10).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>

#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

static const struct sip_transaction *newer(const struct sip_transaction *newest,
                                           const struct sip_transaction *t)
{
    return t != NULL && (newest == NULL || t->request_time > newest->request_time) ? t : newest;
}

/* The session timer runs from the last 2xx. The newest refresh but `now` that was tried since; NULL: none. */
static const struct sip_transaction *tried_refresh(const struct sip_dialog *dialog,
                                                   const struct sip_transaction *now)
{
    const struct sip_transaction *newest = NULL;

    for (int i = 0; i < 2; i++) {
        const struct sip_dialog_side *side = &dialog->sides[i];
        newest = newer(newest, side->invites[side->invites[0] == now]);
        newest = newer(newest, side->updates[side->updates[0] == now]);
    }
    return newest != NULL && newest->request_time > dialog->session_time ? newest : NULL;
}

/* Whether a refresh was tried since that is known by its response alone. */
static bool lacks_refresh(const struct sip_dialog *dialog)
{
    for (int i = 0; i < 2; i++) {
        const struct sip_transaction *t = sip_side_missed(&dialog->sides[i], dialog->session_frame);
        if (t != NULL && (t->method == SIP_METHOD_INVITE || t->method == SIP_METHOD_UPDATE)) {
            return true;
        }
    }
    return false;
}

/* Whether the refresh was refused for the moment only, and long enough ago to be tried again (RFC 4028 section 10).
 * Other codes would be the same the next time. */
static bool may_be_retried(const struct sip_context *context, const struct sip_transaction *refresh)
{
    unsigned code = refresh->final_code;

    return (code == 491 || code == 500 || code == 503 || code == 504) &&
           context->now - refresh->final_time > sip_timer_64_t1(context);
}

/* A refresh long after the end: most servers have dropped the session by then. */
static enum sip_verdict check_late(const struct sip_context *context,
                                   const struct sip_dialog *dialog,
                                   const struct sip_transaction *tried, struct sip_finding *finding)
{
    int64_t passed = context->now - dialog->session_time;

    if (passed <= dialog->session_interval * SIP_SECOND + sip_timer_64_t1(context) ||
        tried != NULL || lacks_refresh(dialog)) {
        return SIP_KEPT;
    }
    return sip_broken_by(
        finding, context, dialog->session_frame, SIP_START_LINE,
        "%s only %.1f s after Session-Expires: %u in frame %u, and no refresh in between",
        sip_method_name(context->message->method), sip_seconds(passed), dialog->session_interval,
        dialog->session_frame);
}

static enum sip_verdict check_refresh(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_dialog *dialog = sip_confirmed_dialog(context);

    if (dialog == NULL || dialog->session_interval == 0 || dialog->sides[0].said_bye ||
        dialog->sides[1].said_bye) {
        return SIP_NOT_APPLICABLE;
    }
    if (dialog->session_frame < context->timeline->sound_since) {
        return SIP_UNDECIDED;
    }
    int64_t interval = dialog->session_interval * SIP_SECOND;
    int64_t passed = context->now - dialog->session_time;
    int64_t early = interval / 3 < 32 * SIP_SECOND ? interval / 3 : 32 * SIP_SECOND;
    unsigned sender = sip_dialog_client(dialog, context->message);
    bool refreshes = (dialog->session_refreshers >> sender & 1) != 0;
    /* The one that refreshes need not do so before the end; the other gives up a little earlier. */
    const struct sip_transaction *tried = tried_refresh(dialog, context->transaction);
    if (context->message->method != SIP_METHOD_BYE) {
        return check_late(context, dialog, tried, finding);
    }
    if (passed < (refreshes ? interval : interval - early) ||
        (tried != NULL && !may_be_retried(context, tried)) || lacks_refresh(dialog)) {
        return SIP_KEPT;
    }
    if (tried != NULL) {
        return sip_broken_by(finding, context, tried->request_frame, SIP_START_LINE,
                             "BYE %.1f s after Session-Expires: %u in frame %u; the refresh in "
                             "frame %u got %u, and was not tried again in %.1f s",
                             sip_seconds(passed), dialog->session_interval, dialog->session_frame,
                             tried->request_frame, tried->final_code,
                             sip_seconds(context->now - tried->final_time));
    }
    return sip_broken_by(
        finding, context, dialog->session_frame, SIP_START_LINE,
        "BYE %.1f s after Session-Expires: %u in frame %u, and no refresh in between",
        sip_seconds(passed), dialog->session_interval, dialog->session_frame);
}

/* The Reason of a BYE that says that the session has expired: RFC 4028 names no text for it, and 408 is what
 * user agents give. */
static const struct sip_row *expiry_reason(const struct sip_message *m)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_REASON);
    struct sip_slice value, text, cause;

    while (sip_values_next(&it, &value)) {
        bool timed_out = sip_slice_is(sip_value_main(value), "SIP") &&
                         sip_value_param(value, "cause", &cause) && sip_slice_is(cause, "408");
        bool session = sip_value_param(value, "text", &text) && sip_slice_find(text, "session") &&
                       (sip_slice_find(text, "expir") || sip_slice_find(text, "time") ||
                        sip_slice_find(text, "refresh"));
        if (timed_out || session) {
            return it.row;
        }
    }
    return NULL;
}

/* Whether a BYE comes at the end that a refresh has put off: 32 s or a third of the interval before it, as
 * RFC 4028 section 10 has it, to a few seconds after it. */
static bool is_at_put_off_end(const struct sip_context *context, const struct sip_dialog *d)
{
    int64_t third = d->session_interval * SIP_SECOND / 3;
    int64_t end = d->session_time + d->session_interval * SIP_SECOND;
    int64_t since = context->now - d->put_off_end;

    /* Less than a third is left: one that gives up too early may count from the refresh. */
    return since >= -MIN(third, 32 * SIP_SECOND) && since <= 5 * SIP_SECOND &&
           end - context->now > third;
}

/* Broken where a BYE at that end comes though a refresh has put it off. */
static enum sip_verdict is_refreshed(const struct sip_context *context, const struct sip_dialog *d)
{
    if (d->put_off_frame == 0 || d->session_interval == 0 || d->sides[0].said_bye ||
        d->sides[1].said_bye) {
        return SIP_NOT_APPLICABLE;
    }
    if (d->put_off_frame < context->timeline->sound_since || d->partial) {
        return SIP_UNDECIDED;
    }
    /* The sender may not have got the 2xx to the refresh: then it repeats its request until it gives
     * up. */
    bool certain = is_at_put_off_end(context, d) && tried_refresh(d, NULL) == NULL &&
                   !lacks_refresh(d) &&
                   context->now - d->session_time > sip_timer_64_t1(context) + SIP_SECOND;
    return certain ? SIP_BROKEN : SIP_KEPT;
}

static enum sip_verdict check_put_off(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_dialog *d = sip_confirmed_dialog(context);
    const struct sip_row *reason = expiry_reason(context->message);

    if (reason == NULL || d == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    enum sip_verdict verdict = is_refreshed(context, d);
    if (verdict != SIP_BROKEN) {
        return verdict;
    }
    return sip_broken_by(
        finding, context, d->session_frame, sip_row_bytes(reason),
        "Reason: %.*s at the end that frame %u had set; the %u s of the refresh "
        "in frame %u end %.1f s later",
        SIP_ARG(reason->value), d->put_off_frame, d->session_interval, d->session_frame,
        sip_seconds(d->session_time + d->session_interval * SIP_SECOND - context->now));
}

/* Without such a Reason somebody may have hung up just then. */
static enum sip_verdict check_old_end(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_dialog *d = sip_confirmed_dialog(context);

    if (d == NULL || d->put_off_frame == 0 || expiry_reason(context->message) != NULL) {
        return SIP_NOT_APPLICABLE;
    }
    int64_t since = context->now - d->put_off_end;
    if (since < -SIP_SECOND / 2 || since > 3 * SIP_SECOND / 2) {
        return SIP_KEPT;
    }
    enum sip_verdict verdict = is_refreshed(context, d);
    return verdict != SIP_BROKEN
               ? verdict
               : sip_broken_by(
                     finding, context, d->session_frame, SIP_START_LINE,
                     since < 0 ? SIP_PHRASE("BYE %.1f s before the end that frame %u had set; the "
                                            "%u s of the refresh in frame %u end %.1f s later")
                               : SIP_PHRASE("BYE %.1f s after the end that frame %u had set; the "
                                            "%u s of the refresh in frame %u end %.1f s later"),
                     sip_seconds(since < 0 ? -since : since), d->put_off_frame, d->session_interval,
                     d->session_frame,
                     sip_seconds(d->session_time + d->session_interval * SIP_SECOND -
                                 context->now));
}

const struct sip_rule sip_rules_session_refresh[] = {
    {
        .id = "se-refresh-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §10",
        .see = "RFC 4028 §7.2; RFC 4028 §9",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE) | SIP_M(INVITE) | SIP_M(UPDATE),
        .timed = true,
        .check = check_refresh,
        .problem = "Session not refreshed before its expiry",
        .requirement = "The session is refreshed with INVITE or UPDATE before it expires",
        .remedy = "The user agent that is the refresher must send INVITE or UPDATE before the "
                  "session expires, best after half of Session-Expires, and try again where that "
                  "is refused for the moment only.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Only reported with "
                   "the BYE that ends the session when it expires, or up to 32 s or a third of the "
                   "interval earlier, whichever is shorter, or with an INVITE or UPDATE that comes "
                   "more than 64*T1 after it. A refresh that failed counts, unless it was refused "
                   "with 491, 500, 503 or 504 more than 64*T1 before, and not tried again. Not "
                   "reported where the last 2xx had no Session-Expires. A refresher that ends the "
                   "session before its end owes no refresh.",
        .explains = {"unanswered-request"},
    },
    {
        .id = "bye-though-refreshed",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 4028 §10",
        .see = "RFC 4028 §4; RFC 3326 §2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE),
        .needs = {SIP_HDR_REASON},
        .timed = true,
        .check = check_put_off,
        .problem = "BYE for an expired session that had been refreshed",
        .requirement = "Each 2xx to a refresh gives the session a new end; BYE is for a session "
                       "that was not refreshed before its end",
        .remedy = "The user agent that sent the BYE must restart its session timer with each 2xx "
                  "to INVITE or UPDATE, also with its own. If it is a B2BUA, first look at the "
                  "call on its other side: the session may have expired there.",
        .silence = "Only reported where the Reason of the BYE names the session timer or SIP cause "
                   "408, and the BYE is sent when an earlier 2xx had set the end of the session. "
                   "Without such a Reason somebody may have hung up. Not reported within 32 s of "
                   "the refresh, where its 2xx may have been lost, where another refresh was "
                   "tried since, or when less than a third of the interval is left.",
    },
    {
        .id = "bye-at-old-session-end",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 4028 §10",
        .see = "RFC 4028 §4",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE),
        .timed = true,
        .check = check_old_end,
        .problem = "BYE just when the session would have ended unrefreshed",
        .requirement = "Each 2xx to a refresh gives the session a new end",
        .remedy = "Check whether a timer has ended the call: that of a user agent, of the dialog "
                  "module of a proxy, or of a B2BUA on its other side. If so, it must be restarted "
                  "with each 2xx to INVITE or UPDATE. Somebody may have hung up by chance.",
        .silence = "Only reported from 0.5 s before that end to 1.5 s after it. With a Reason that "
                   "names the session timer see bye-though-refreshed, whose other conditions also "
                   "hold here.",
    },
};

SIP_SUBJECT_END(session_refresh);
