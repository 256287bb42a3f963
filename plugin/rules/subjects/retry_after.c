/* retry_after.c
 * How long the client is asked to wait (RFC 3261 section 20.33).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/attempt.h"
#include "rules/subjects/subjects.h"
#include "sip/code.h"
#include "sip/uri.h"
#include "sip/value.h"

/* An unregistered code may define the header field for itself. */
static enum sip_verdict check_retry_after_code(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    if (sip_code_find(context->message->code) == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_check_misplaced(context, finding);
}

/* Zero is asked for in two places: by a 500 that parts two crossing INVITEs or UPDATEs ("between
 * 0 and 10 seconds"), and by a 503 to REGISTER that sends the client to another server. */
static bool zero_is_meant(const struct sip_message *m)
{
    return (m->code == 500 && (m->method == SIP_METHOD_INVITE || m->method == SIP_METHOD_UPDATE)) ||
           (m->code == 503 && m->method == SIP_METHOD_REGISTER);
}

static enum sip_verdict check_retry_after_value(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    const uint32_t day = 86400;
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_RETRY_AFTER);
    uint32_t seconds;

    if (row == NULL || !sip_value_seconds(row->value, &seconds)) {
        return SIP_NOT_APPLICABLE;
    }
    if (seconds > day || (seconds == 0 && !zero_is_meant(m))) {
        return sip_broken(finding, context, sip_row_bytes(row), "Retry-After: %.*s in a %u to %.*s",
                          SIP_ARG(row->value), m->code, SIP_ARG(m->method_name));
    }
    return SIP_KEPT;
}

/* With overload control in force the client learns from oc how long to hold back. */
static enum sip_verdict check_503(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_VIA);
    struct sip_slice via;

    while (sip_values_next(&it, &via)) {
        if (sip_value_param(via, "oc", NULL)) {
            return SIP_NOT_APPLICABLE;
        }
    }
    return sip_check_required(context, finding);
}

/* Emergency calls wait for nobody (RFC 5031, RFC 4412, RFC 3261 section 20.26). */
static bool is_emergency(const struct sip_message *m)
{
    struct sip_uri uri;
    bool sip = sip_uri_read(m->uri, &uri) && sip_uri_is_sip(&uri);

    return sip_slice_starts_with(m->uri, "urn:service:sos") ||
           (sip && (sip_slice_is(uri.user, "112") || sip_slice_is(uri.user, "911"))) ||
           sip_slice_is(sip_message_value(m, SIP_HDR_PRIORITY), "emergency") ||
           sip_message_has(m, SIP_HDR_RESOURCE_PRIORITY);
}

/* Whether the request comes too early if the response in frame concerns it. `again`: it is the
 * refused request itself, once more. */
static bool is_concerned(const struct sip_context *context, const struct sip_backoff *backoff,
                         bool again)
{
    const struct sip_message *m = context->message;
    bool under_way = context->now - backoff->since < sip_crossing_time(context);

    if (again) { /* a smaller body is an answer to 413 (RFC 3261 section 8.1.3.5) */
        return backoff->code != 413 || m->body.n >= backoff->body;
    }
    if (backoff->code == 503) { /* a dialog cannot turn to another server */
        return !under_way && !sip_message_in_dialog(m);
    }
    /* Only these are sure not to be another caller or a person. */
    return !under_way && (m->method == SIP_METHOD_REGISTER || m->method == SIP_METHOD_OPTIONS);
}

#define CLOCK_SLACK (SIP_SECOND / 2)

static enum sip_verdict check_too_early(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_backoff *backoff = context->backoff;

    if (backoff == NULL || is_emergency(context->message)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!context->message->headers_complete || !context->message->body_complete) {
        return SIP_UNDECIDED;
    }
    bool again = context->failure != NULL &&
                 context->transaction->attempt->final_frame == backoff->frame &&
                 sip_attempt_repeats(context);
    if (backoff->until - context->now < CLOCK_SLACK || !is_concerned(context, backoff, again)) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, backoff->frame, SIP_START_LINE,
                         "%u in frame %u asked for %u s; this request came after %.3f s",
                         backoff->code, backoff->frame, backoff->seconds,
                         sip_seconds(context->now - backoff->since));
}

const struct sip_rule sip_rules_retry_after[] = {
    {
        .id = "retry-after-unexpected-code",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §20.33",
        .see = "RFC 3311 §5.2; RFC 6442 §4.4; RFC 8876 §5.2",
        .codes = "!404,413,480,486,500,503,600,603",
        .headers = {SIP_HDR_RETRY_AFTER},
        .needs = {SIP_HDR_RETRY_AFTER},
        .check = check_retry_after_code,
        .problem = "Retry-After with a status code that does not use it",
        .requirement = "Retry-After is defined for 404, 413, 480, 486, 500, 503, 600 and 603",
        .remedy = "The server should choose a code for which Retry-After is defined, such as 503. "
                  "With this one, clients may ignore it.",
        .silence = "Not reported where the code is unregistered: clients treat it as the x00 of "
                   "its class, and its inventor may have defined Retry-After for it.",
    },
    {
        .id = "retry-after-zero-or-huge",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §20.33",
        .see = "RFC 5626 §4.2.1; RFC 3261 §14.2; RFC 3311 §5.2",
        .codes = "404,413,480,486,500,503,600,603",
        .needs = {SIP_HDR_RETRY_AFTER},
        .check = check_retry_after_value,
        .problem = "Retry-After of 0 or of more than a day",
        .requirement = "Retry-After gives a realistic delay: from 1 second to a day",
        .remedy = "The server should give a time after which another attempt makes sense.",
        .silence = "Not reported when 0 is right: in a 500 to INVITE or UPDATE, which separates "
                   "two requests that crossed, and in a 503 to REGISTER, which sends the client "
                   "elsewhere at once.",
    },
    {
        .id = "413-retry-after",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §21.4.11",
        .codes = "413",
        .headers = {SIP_HDR_RETRY_AFTER},
        .check = sip_check_required,
        .problem = "413 without Retry-After",
        .requirement =
            "If the size limit is temporary, a 413 gives in Retry-After the time to wait",
        .remedy = "The server should add Retry-After if the limit is temporary. If it is "
                  "permanent, there is nothing to fix.",
    },
    {
        .id = "503-without-retry-after",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MAY,
        .reference = "RFC 3261 §21.5.4",
        .see = "RFC 3903 §9; RFC 7339 §5.10.2",
        .codes = "503",
        .headers = {SIP_HDR_RETRY_AFTER},
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_503,
        .problem = "503 without Retry-After",
        .requirement = "A 503 may give in Retry-After the time to wait; without it clients treat "
                       "the 503 as a 500",
        .remedy = "The server should add Retry-After if it wants clients to hold back for a while. "
                  "Without it the 503 is treated as a 500 and no client waits.",
        .silence = "Not reported when a Via has the oc parameter: under overload control "
                   "Retry-After is left out on purpose (RFC 7339).",
    },
    {
        .id = "retry-before-retry-after",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §21.5.4",
        .see = "RFC 3261 §20.33; RFC 5057 §5.1",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL) | SIP_M(BYE) | SIP_M(PRACK)),
        .timed = true,
        .check = check_too_early,
        .problem = "Request sent before Retry-After had elapsed",
        .requirement =
            "A client sends nothing further to the server until its Retry-After has elapsed",
        .remedy =
            "The client should try another server, or wait for the time given in Retry-After.",
        .silence =
            "Not reported when the request is an emergency call, ends something, is another "
            "request in a dialog, or may already have been on its way. A 503 concerns everything "
            "that this client (address and Via) sends to the server, until the server sends a 2xx. "
            "Any other code concerns only the same request again: the same Call-ID, or a REGISTER "
            "or OPTIONS of the same user. A smaller body may follow a 413 at once.",
    },
};

SIP_SUBJECT_END(retry_after);
