/* min_se.c
 * Min-SE, the shortest session interval that a server accepts, and 422 (RFC 4028 sections 5 and 6).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/attempt.h"
#include "rules/engine/fields.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

static enum sip_verdict check_min_se_below_90(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_MIN_SE);
    enum sip_verdict verdict = SIP_NOT_APPLICABLE;
    struct sip_slice value;
    uint32_t seconds;

    while (sip_values_next(&it, &value)) {
        if (sip_value_seconds(value, &seconds)) {
            if (seconds < 90) {
                return sip_broken(finding, context, sip_row_bytes(it.row), "Min-SE: %.*s",
                                  SIP_ARG(value));
            }
            verdict = SIP_KEPT;
        }
    }
    return verdict;
}

static bool is_session_refresh(const struct sip_message *request)
{
    return request->method == SIP_METHOD_INVITE || request->method == SIP_METHOD_UPDATE;
}

static enum sip_verdict check_422_context(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    if (!is_session_refresh(context->request)) {
        return sip_response_to_other_method(context, finding);
    }
    if (sip_response_option(context, "timer")) {
        return SIP_KEPT; /* if Session-Expires is missing, a proxy may have added it */
    }
    return sip_broken(finding, context, SIP_START_LINE, "%s",
                      sip_response_to(context, SIP_HDR_SUPPORTED).text);
}

static enum sip_verdict check_422_min_se(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_MIN_SE);
    uint32_t minimum, asked;

    if (row == NULL || !sip_value_seconds(row->value, &minimum) ||
        !sip_value_seconds(sip_message_value(context->request, SIP_HDR_SESSION_EXPIRES), &asked)) {
        return SIP_NOT_APPLICABLE;
    }
    if (minimum > asked) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, sip_row_bytes(row), "Min-SE: %.*s; %s", SIP_ARG(row->value),
                      sip_response_to(context, SIP_HDR_SESSION_EXPIRES).text);
}

/* What is asked for at its least, whatever a Min-SE of the server says. */
#define LEAST_INTERVAL 90 /* seconds, RFC 4028 section 5 */

static enum sip_verdict check_422_asked(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    uint32_t asked;

    if (!sip_value_seconds(sip_message_value(context->request, SIP_HDR_SESSION_EXPIRES), &asked)) {
        return SIP_NOT_APPLICABLE;
    }
    return asked >= LEAST_INTERVAL
               ? SIP_KEPT
               : sip_broken(finding, context, SIP_START_LINE, "%s",
                            sip_response_to(context, SIP_HDR_SESSION_EXPIRES).text);
}

/* Those who do without the session timer need not know of Min-SE. */
static bool uses_timer(const struct sip_message *m)
{
    return sip_message_has(m, SIP_HDR_SESSION_EXPIRES) ||
           sip_values_contain(m, SIP_HDR_SUPPORTED, "timer") ||
           sip_values_contain(m, SIP_HDR_REQUIRE, "timer");
}

static enum sip_verdict check_422(const struct sip_context *context, struct sip_finding *finding)
{
    static const enum sip_header_id intervals[] = {SIP_HDR_SESSION_EXPIRES, SIP_HDR_MIN_SE};
    const struct sip_message *m = context->message;
    uint32_t frame = context->transaction->attempt->final_frame, least, given;

    if (!sip_attempt_repeats(context) || sip_attempt_is_same_request(context) || !uses_timer(m) ||
        !sip_value_seconds(sip_message_value(context->failure, SIP_HDR_MIN_SE), &least)) {
        return SIP_NOT_APPLICABLE;
    }
    for (size_t i = 0; i < sizeof(intervals) / sizeof(intervals[0]); i++) {
        const struct sip_row *row = sip_message_row(m, intervals[i]);
        if (row != NULL && sip_value_seconds(row->value, &given) && given < least) {
            return sip_broken(finding, context, sip_row_bytes(row),
                              "%s is %u; Min-SE in frame %u asks for %u",
                              sip_header_name(intervals[i]), given, frame, least);
        }
    }
    if (!sip_message_has(m, SIP_HDR_MIN_SE)) {
        return sip_broken(finding, context, SIP_START_LINE,
                          "Min-SE absent; Min-SE in frame %u asks for %u", frame, least);
    }
    return SIP_KEPT;
}

const struct sip_rule sip_rules_min_se[] = {
    {
        .id = "min-se-outside-422",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4028 §5",
        .codes = "!422",
        .headers = {SIP_HDR_MIN_SE},
        .once = SIP_ONCE_A_USER_AGENT,
        .check = sip_check_misplaced,
        .problem = "Min-SE in a response other than 422",
        .requirement = "Min-SE is allowed in a 422 response only",
        .remedy = "The server must remove Min-SE from this response. Receivers ignore it.",
    },
    {
        .id = "422-min-se-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §6",
        .see = "RFC 4028 §8.1; RFC 4028 §9",
        .codes = "422",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .headers = {SIP_HDR_MIN_SE},
        .check = sip_check_seconds,
        .problem = "422 without a valid Min-SE",
        .requirement = "A 422 gives in Min-SE the shortest session interval that is accepted",
        .remedy = "The server or proxy that sent the 422 must add Min-SE with its minimum in "
                  "seconds. Without it the client cannot know which interval to ask for.",
    },
    {
        .id = "422-min-se-below-90",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4028 §5",
        .see = "RFC 4028 §8.1; RFC 4028 §9",
        .codes = "422",
        .check = check_min_se_below_90,
        .problem = "422 with Min-SE below 90 seconds",
        .requirement = "Min-SE is never less than 90 seconds",
        .remedy = "The server or proxy that sent the 422 must raise its minimum session interval "
                  "to at least 90 seconds.",
        .silence = "Not reported when the response is not a 422: Min-SE itself is out of place "
                   "there, see min-se-outside-422.",
    },
    {
        .id = "422-context",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 4028 §9",
        .see = "RFC 4028 §8.1; RFC 4028 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "422",
        .check = check_422_context,
        .problem = "422 to a request that cannot use session timers",
        .requirement =
            "A 422 is sent only to an INVITE or UPDATE whose sender supports session timers",
        .remedy = "The server must accept the request: a client without session timers cannot "
                  "handle a 422.",
        .silence = "Not reported when only Session-Expires is missing: a proxy further on may have "
                   "added it.",
    },
    {
        .id = "422-min-se-not-greater",
        /* Not a warning: a proxy may shorten Session-Expires (RFC 4028 section 8.1), and a server
         * behind it find that too short. */
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §6",
        .see = "RFC 4028 §8.1; RFC 4028 §9",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "422",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .check = check_422_min_se,
        .problem = "422 although Session-Expires is not below its Min-SE",
        .requirement = "The Min-SE of a 422 is longer than the Session-Expires that it rejects",
        .remedy = "The server must not reject an interval that its own Min-SE allows. Check first "
                  "whether a proxy in between shortened the interval.",
    },
    {
        .id = "422-asked-below-90",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 4028 §5",
        .see = "RFC 4028 §4; RFC 4028 §7.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "422",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .once = SIP_ONCE_A_CLIENT,
        .check = check_422_asked,
        .problem = "422 to a request for less than 90 seconds",
        .requirement = "A client asks for a session interval of 90 seconds at least",
        .remedy = "The client should ask for 1800 seconds, and for 90 at least: no server needs to "
                  "accept less. It may also try again with the Min-SE of the 422.",
        .silence = "Only reported where the request was refused with 422.",
    },
    {
        .id = "422-retry-too-small",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §7.4",
        .see = "RFC 4028 §7.3; RFC 4028 §7.1",
        .when = SIP_ON_RETRY,
        .codes = "422",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .timed = true,
        .check = check_422,
        .problem = "Retry after 422 with a short interval or no Min-SE",
        .requirement = "A retry after 422 has Min-SE, and neither Min-SE nor Session-Expires is "
                       "below the minimum of the 422",
        .remedy = "The client must copy Min-SE from the 422 and raise Session-Expires at least to "
                  "that value.",
        .silence = "Not reported when the retry does not use the session timer, or when it is a "
                   "branch that a proxy created.",
    },
};

SIP_SUBJECT_END(min_se);
