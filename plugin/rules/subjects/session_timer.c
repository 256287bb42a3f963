/* session_timer.c
 * Session-Expires of a 2xx (RFC 4028).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/endpoint.h"
#include "rules/engine/fields.h"
#include "rules/engine/response.h"
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
