/* session_timer.c
 * Session-Expires in a 2xx, and the refreshes that it asks for (RFC 4028).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>

#include "rules/engine/endpoint.h"
#include "rules/engine/fields.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

static enum sip_verdict check_but_in_2xx_session(const struct sip_context *context,
                                                 struct sip_finding *finding)
{
    return sip_misplaced_but_in_2xx(context, finding, SIP_M(INVITE) | SIP_M(UPDATE));
}

static enum sip_verdict check_refresher(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_SESSION_EXPIRES);
    struct sip_slice refresher;

    if (row == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_value_param(row->value, "refresher", &refresher) &&
        (sip_slice_is(refresher, "uac") || sip_slice_is(refresher, "uas"))) {
        return SIP_KEPT;
    }
    if (!sip_value_param(row->value, "refresher", NULL)) {
        return sip_broken(finding, context, sip_row_bytes(row),
                          "Session-Expires: %.*s without refresher", SIP_ARG(row->value));
    }
    return sip_broken(finding, context, sip_row_bytes(row), "Session-Expires: %.*s",
                      SIP_ARG(row->value));
}

/* Only refresher=uac: with "uas" it depends on what the request supported. */
static enum sip_verdict check_require_timer(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_SESSION_EXPIRES);
    struct sip_slice refresher;

    if (row == NULL || !sip_value_param(row->value, "refresher", &refresher) ||
        !sip_slice_is(refresher, "uac")) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_needs_require(context, row, "timer", finding);
}

#define SESSION_INTERVAL_MIN 90 /* seconds, RFC 4028 section 4 */

/* Min-SE of the request, or what holds without it. Proxies may have raised it on the way, never
 * lowered: the response must respect at least this one. */
static uint32_t least_interval(const struct sip_context *context)
{
    uint32_t minimum = SESSION_INTERVAL_MIN;

    if (context->request != NULL) {
        sip_value_seconds(sip_message_value(context->request, SIP_HDR_MIN_SE), &minimum);
    }
    return minimum > SESSION_INTERVAL_MIN ? minimum : SESSION_INTERVAL_MIN;
}

static enum sip_verdict check_session_interval(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_SESSION_EXPIRES);
    uint32_t seconds;

    if (row == NULL || !sip_value_seconds(row->value, &seconds)) {
        return SIP_NOT_APPLICABLE;
    }
    uint32_t minimum = least_interval(context);
    if (seconds >= minimum) {
        return SIP_KEPT;
    }
    if (minimum == SESSION_INTERVAL_MIN) {
        return sip_broken(finding, context, sip_row_bytes(row), "Session-Expires: %.*s",
                          SIP_ARG(row->value));
    }
    return sip_broken_by(finding, context, context->transaction->request_frame, sip_row_bytes(row),
                         "Session-Expires: %.*s; Min-SE in frame %u was %u", SIP_ARG(row->value),
                         context->transaction->request_frame, minimum);
}

/* The session timer: Session-Expires of request and response, and who refreshes (RFC 4028). */
struct timer {
    const struct sip_row *row; /* of the response; NULL: none */
    struct sip_slice asked;    /* the value in the request; p == NULL: none */
};

static struct timer timer_of(const struct sip_context *context)
{
    return (struct timer){
        .row = sip_message_row(context->message, SIP_HDR_SESSION_EXPIRES),
        .asked = sip_message_value(context->request, SIP_HDR_SESSION_EXPIRES),
    };
}

static bool client_supports_timer(const struct sip_context *context)
{
    return sip_values_contain(context->request, SIP_HDR_SUPPORTED, "timer");
}

static enum sip_verdict check_se_increased(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    struct timer timer = timer_of(context);
    uint32_t asked, granted, minimum;

    /* Without support in the client proxies may raise Min-SE, and Session-Expires with it (RFC 4028
     * section 8.1; erratum 1687). */
    if (timer.row == NULL || !sip_value_seconds(timer.asked, &asked) ||
        !sip_value_seconds(timer.row->value, &granted)) {
        return SIP_NOT_APPLICABLE;
    }
    if (granted <= asked) {
        return SIP_KEPT;
    }
    if (!sip_value_seconds(sip_message_value(context->request, SIP_HDR_MIN_SE), &minimum)) {
        minimum = 90;
    }
    if (asked < minimum || !client_supports_timer(context)) {
        return SIP_NOT_APPLICABLE; /* too small to be kept: proxies must raise it */
    }
    return sip_broken(finding, context, sip_row_bytes(timer.row),
                      "Session-Expires: %u; frame %u asked for %u", granted,
                      sip_response_request_frame(context), asked);
}

#define REFRESHING (SIP_M(INVITE) | SIP_M(UPDATE))

static bool refresher_is(struct sip_slice session_expires, const char *who)
{
    struct sip_slice refresher;
    return sip_value_param(session_expires, "refresher", &refresher) &&
           sip_slice_is(refresher, who);
}

static enum sip_verdict check_refresher_overridden(const struct sip_context *context,
                                                   struct sip_finding *finding)
{
    struct timer timer = timer_of(context);

    if (timer.row == NULL || !sip_value_param(timer.asked, "refresher", NULL) ||
        !client_supports_timer(context)) {
        return SIP_NOT_APPLICABLE;
    }
    bool to_uas = refresher_is(timer.row->value, "uas") && refresher_is(timer.asked, "uac");
    /* A proxy puts in "uac" for a UAS that knows no timer, whatever the client chose (section 8.2;
     * erratum 8926): only of one that does can it be said that it chose by itself. */
    bool to_uac = refresher_is(timer.asked, "uas") && refresher_is(timer.row->value, "uac") &&
                  sip_values_contain(context->message, SIP_HDR_SUPPORTED, "timer");
    return !to_uas && !to_uac
               ? SIP_KEPT
               : sip_broken(finding, context, sip_row_bytes(timer.row),
                            "Session-Expires: %.*s; in frame %u it was \"%.*s\"",
                            SIP_ARG(timer.row->value), sip_response_request_frame(context),
                            SIP_ARG(timer.asked));
}

static enum sip_verdict check_refresher_unable(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    struct timer timer = timer_of(context);

    /* A client that names itself as refresher knows the timer, whatever Supported says. */
    if (timer.row == NULL || !refresher_is(timer.row->value, "uac") ||
        refresher_is(timer.asked, "uac") || sip_response_option(context, "timer")) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_slice supported = sip_message_value(context->request, SIP_HDR_SUPPORTED);
    return sip_broken(finding, context, sip_row_bytes(timer.row),
                      "Session-Expires: %.*s; Supported in frame %u was %s",
                      SIP_ARG(timer.row->value), sip_response_request_frame(context),
                      sip_quoted(context, supported).s);
}

/* The session timer runs from the last 2xx. The newest refresh that was tried since; NULL: none. */
static const struct sip_transaction *tried_refresh(const struct sip_dialog *dialog)
{
    const struct sip_transaction *newest = NULL;

    for (int i = 0; i < 2; i++) {
        const struct sip_transaction *tried[] = {dialog->sides[i].invites[0],
                                                 dialog->sides[i].updates[0]};
        for (size_t k = 0; k < G_N_ELEMENTS(tried); k++) {
            if (tried[k] != NULL && tried[k]->request_time > dialog->session_time &&
                (newest == NULL || tried[k]->request_time > newest->request_time)) {
                newest = tried[k];
            }
        }
    }
    return newest;
}

/* Whether a refresh was tried since that is known by its response alone. */
static bool lacks_refresh(const struct sip_dialog *dialog)
{
    for (int i = 0; i < 2; i++) {
        const struct sip_transaction *t = dialog->sides[i].highest;
        if (t != NULL && t->request_frame == 0 && t->final_frame > dialog->session_frame &&
            (t->method == SIP_METHOD_INVITE || t->method == SIP_METHOD_UPDATE)) {
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
    const struct sip_transaction *tried = tried_refresh(dialog);
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
    enum sip_verdict verdict =
        sip_broken(finding, context, SIP_START_LINE,
                   "BYE %.1f s after Session-Expires: %u in frame %u, and no refresh in between",
                   sip_seconds(passed), dialog->session_interval, dialog->session_frame);
    finding->related = dialog->session_frame;
    return verdict;
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
    bool certain = is_at_put_off_end(context, d) && tried_refresh(d) == NULL && !lacks_refresh(d) &&
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

/* A proxy may have put Session-Expires into a request whose client knows no timer. */
static enum sip_verdict check_answered(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_slice timer = SIP_SLICE("timer");

    if (!sip_message_has(context->request, SIP_HDR_SESSION_EXPIRES) ||
        !sip_response_lists(context->request, SIP_HDR_SUPPORTED, timer) ||
        !sip_response_lists(m, SIP_HDR_SUPPORTED, timer)) {
        return SIP_NOT_APPLICABLE;
    }
    enum sip_presence presence = sip_message_presence(m, SIP_HDR_SESSION_EXPIRES);
    if (presence != SIP_ABSENT || !sip_response_belongs(context)) {
        return presence == SIP_PRESENT ? SIP_KEPT : SIP_UNDECIDED;
    }
    return sip_broken(
        finding, context, SIP_START_LINE,
        "no Session-Expires in the %u from %s, which lists timer in Supported; frame %u asked for "
        "Session-Expires: %.*s",
        m->code, sip_endpoint_text(&context->packet->source).s, context->transaction->request_frame,
        SIP_ARG(sip_message_value(context->request, SIP_HDR_SESSION_EXPIRES)));
}

const struct sip_rule sip_rules_session_timer[] = {
    {
        .id = "session-expires-misplaced",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4028 §4",
        .codes = "100-699",
        .headers = {SIP_HDR_SESSION_EXPIRES},
        .needs = {SIP_HDR_SESSION_EXPIRES},
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_but_in_2xx_session,
        .problem = "Session-Expires outside a 2xx to INVITE or UPDATE",
        .requirement = "The only responses with Session-Expires are 2xx to INVITE or UPDATE",
        .remedy = "The server should give the session interval in the 2xx only.",
    },
    {
        .id = "se-refresher-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §9",
        .see = "RFC 4028 §7.2; RFC 4028 §8.2",
        .codes = "2xx",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .needs = {SIP_HDR_SESSION_EXPIRES},
        .check = check_refresher,
        .problem = "Session-Expires without refresher in the 2xx",
        .requirement = "Session-Expires in a 2xx has refresher=uac or refresher=uas",
        .remedy = "The UAS, or the proxy that added Session-Expires to the 2xx, must add the "
                  "refresher parameter.",
    },
    {
        .id = "se-require-timer-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §9",
        .see = "RFC 4028 §8.2",
        .codes = "2xx",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .needs = {SIP_HDR_SESSION_EXPIRES},
        .check = check_require_timer,
        .problem = "refresher=uac without Require: timer in the 2xx",
        .requirement = "A 2xx with refresher=uac contains Require: timer",
        .remedy = "The UAS, or the proxy that set refresher=uac, must add Require: timer.",
        .silence = "Not reported where refresher is uas: whether timer should then be required "
                   "depends on the request.",
    },
    {
        .id = "se-below-minimum",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4028 §9",
        .see = "RFC 4028 §4",
        .looks_back = true,
        .codes = "2xx",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .needs = {SIP_HDR_SESSION_EXPIRES},
        .check = check_session_interval,
        .problem = "Session-Expires in the 2xx below Min-SE or 90 seconds",
        .requirement =
            "Session-Expires in a 2xx is not lower than the Min-SE of the request or 90 seconds",
        .remedy = "The UAS must not reduce Session-Expires below 90 seconds or below the Min-SE "
                  "that it received.",
        .silence = "Not reported where only a Min-SE raised by a proxy further on is violated: "
                   "that value is not known here.",
    },
    {
        .id = "se-increased",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4028 §9",
        .see = "RFC 4028 §8.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = REFRESHING,
        .needs = {SIP_HDR_SESSION_EXPIRES},
        .check = check_se_increased,
        .problem = "Session-Expires in the 2xx higher than requested",
        .requirement = "Session-Expires in a 2xx is not higher than in the request",
        .remedy = "The UAS must keep the Session-Expires of the request or reduce it.",
        .silence = "Not reported where the client does not support timer or requested less than "
                   "the minimum: proxies then raise the interval on the way.",
    },
    {
        .id = "se-refresher-overridden",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §9",
        .see = "RFC 4028 §8.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = REFRESHING,
        .needs = {SIP_HDR_SESSION_EXPIRES},
        .check = check_refresher_overridden,
        .problem = "refresher in the 2xx differs from the client's choice",
        .requirement = "The refresher parameter of the request is kept in the 2xx",
        .remedy = "The UAS must return the refresher parameter of the request unchanged.",
        .silence = "Not reported where refresher=uac replaces uas and the UAS does not list timer "
                   "in Supported: a proxy may have added it. A client without timer is covered by "
                   "se-unsupported-by-uac.",
    },
    {
        .id = "se-unsupported-by-uac",
        /* Of an option tag seen on one hop no more than a warning: who strips Supported on the
         * way there may be somebody else. */
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §9",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = REFRESHING,
        .needs = {SIP_HDR_SESSION_EXPIRES},
        .check = check_refresher_unable,
        .problem = "refresher=uac for a client that does not support timer",
        .requirement = "A 2xx to a client without Supported: timer has refresher=uas",
        .remedy = "The UAS must set refresher=uas and refresh the session itself.",
        .silence = "Not reported where Require of the request lists timer, or where the client "
                   "asked for refresher=uac.",
        .explains = {"se-require-timer-missing"},
    },
    {
        .id = "se-refresh-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §10",
        .see = "RFC 4028 §7.2; RFC 4028 §9",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE),
        .check = check_refresh,
        .problem = "Session not refreshed before its expiry",
        .requirement = "The session is refreshed with INVITE or UPDATE before it expires",
        .remedy = "The user agent that is the refresher must send INVITE or UPDATE before the "
                  "session expires, best after half of Session-Expires, and try again where that "
                  "is refused for the moment only.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Only reported with "
                   "the BYE that ends the session when it expires, or up to 32 s or a third of the "
                   "interval earlier, whichever is shorter. A refresh that failed counts, unless "
                   "it was refused with 491, 500, 503 or 504 more than 64*T1 before, and not tried "
                   "again. Not reported where the last 2xx had no Session-Expires. A refresher "
                   "that ends the session before its end owes no refresh.",
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
    {
        .id = "se-not-answered",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §9",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .needs = {SIP_HDR_SUPPORTED},
        .check = check_answered,
        .problem = "2xx ignores the requested session timer",
        .requirement = "A server that supports session timers returns Session-Expires in its 2xx "
                       "when one is requested",
        .remedy = "The server must copy Session-Expires from the request into the 2xx, not longer "
                  "than requested, and add refresher. Without it no session timer runs.",
        .silence = "Only reported where the request has Session-Expires and Supported: timer, and "
                   "the 2xx lists timer in Supported. A server that does not list timer need not "
                   "return Session-Expires, and without Supported: timer in the request a proxy "
                   "may have inserted it.",
    },
};

SIP_SUBJECT_END(session_timer);
