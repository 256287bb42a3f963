/* interval.c
 * Expires and Min-Expires in requests that ask for a time (RFC 3261 section 10.2.8, RFC 6665, RFC 3903).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <inttypes.h>

#include "rules/engine/attempt.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "sip/binding.h"
#include "sip/value.h"

/* The shortest interval longer than 0 that the request asks for; 0 if it asks for nothing but
 * removal. False if it leaves one to the server, or asks for none. */
static bool shortest_interval(const struct sip_message *request, uint32_t *shortest)
{
    struct sip_values it = sip_values_of(request, SIP_HDR_CONTACT);
    bool has_expires = sip_value_seconds(sip_message_value(request, SIP_HDR_EXPIRES), shortest);
    uint32_t seconds, expires = has_expires ? *shortest : 0;
    struct sip_address address;
    struct sip_slice value;

    if (request->method != SIP_METHOD_REGISTER) {
        return has_expires;
    }
    if (!sip_message_has(request, SIP_HDR_CONTACT)) {
        return false;
    }
    *shortest = 0;
    while (sip_values_next(&it, &value)) {
        struct sip_slice param = {NULL, 0};
        bool is_star = sip_slice_is(value, "*");
        if (!is_star && !sip_address_read(value, &address)) {
            return false;
        }
        if (!is_star && sip_value_param(address.params, "expires", &param)) {
            if (!sip_slice_to_u32(param, &seconds)) {
                return false;
            }
        } else if (has_expires) {
            seconds = expires;
        } else {
            return false;
        }
        if (seconds > 0 && (*shortest == 0 || seconds < *shortest)) {
            *shortest = seconds;
        }
    }
    return true;
}

/* Whether Min-Expires is no more than what was asked for, which is a contradiction in itself. */
static bool min_expires_fits(const struct sip_message *m, uint32_t asked)
{
    uint32_t minimum;

    return sip_value_seconds(sip_message_value(m, SIP_HDR_MIN_EXPIRES), &minimum) && asked > 0 &&
           minimum <= asked;
}

static enum sip_verdict check_423_min_expires(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_MIN_EXPIRES);
    uint32_t asked;

    if (row == NULL || !shortest_interval(context->request, &asked)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!min_expires_fits(context->message, asked)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, sip_row_bytes(row),
                      "Min-Expires: %.*s; frame %u asked for %u s", SIP_ARG(row->value),
                      context->transaction->request_frame, (unsigned)asked);
}

/* A proxy that sends push notifications may refuse any interval (RFC 8599 section 5.6.1.1). */
static bool asks_for_push(const struct sip_message *request)
{
    struct sip_values it = sip_values_of(request, SIP_HDR_CONTACT);
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_find(value, "pn-provider") != NULL) {
            return true;
        }
    }
    return false;
}

static enum sip_verdict check_423_hour_or_zero(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_message *request = context->request;
    unsigned frame = context->transaction->request_frame;
    uint32_t asked;

    if (!shortest_interval(request, &asked) || asks_for_push(request)) {
        return SIP_NOT_APPLICABLE;
    }
    if (asked == 0) {
        return sip_broken(finding, context, SIP_START_LINE, "frame %u asked for removal: 0 s",
                          frame);
    }
    if (asked < 3600 || request->method == SIP_METHOD_PUBLISH ||
        min_expires_fits(context->message, asked)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "frame %u asked for %u s, an hour or more",
                      frame, (unsigned)asked);
}

/* 0 ends what another request would have begun: it is no retry. */
static enum sip_verdict too_brief(const struct sip_context *context, struct sip_finding *finding,
                                  const struct sip_row *row, struct sip_slice value, uint32_t least)
{
    uint32_t given;

    if (!sip_value_seconds(value, &given) || given == 0 || given >= least) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, sip_row_bytes(row),
                      "expiry is %u; Min-Expires in frame %u asks for %u", given,
                      context->transaction->attempt->final_frame, least);
}

/* The Contact shows whether a REGISTER with another Call-ID is of the same user agent, which has not been restarted in
 * so short a time. */
static bool is_same_client(const struct sip_context *context)
{
    struct sip_bindings now = sip_bindings_of(context->message);
    struct sip_bindings before = sip_bindings_of(context->failed_request);
    struct sip_binding a, b;

    return sip_attempt_same_call(context) ||
           (sip_attempt_delay(context) <= sip_timer_64_t1(context) && sip_bindings_next(&now, &a) &&
            sip_bindings_next(&before, &b) && sip_binding_same(&a, &b));
}

static enum sip_verdict check_423(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *header = sip_message_row(m, SIP_HDR_EXPIRES);
    struct sip_values it = sip_values_of(m, SIP_HDR_CONTACT);
    enum sip_verdict verdict = SIP_KEPT;
    struct sip_address address;
    struct sip_slice value, expires;
    bool all_have_it = m->method == SIP_METHOD_REGISTER && sip_message_has(m, SIP_HDR_CONTACT);
    uint32_t least;

    if (!sip_attempt_repeats(context) || sip_attempt_is_same_request(context) ||
        !is_same_client(context) ||
        !sip_value_seconds(sip_message_value(context->failure, SIP_HDR_MIN_EXPIRES), &least)) {
        return SIP_NOT_APPLICABLE;
    }
    while (m->method == SIP_METHOD_REGISTER && verdict == SIP_KEPT &&
           sip_values_next(&it, &value)) {
        if (sip_address_read(value, &address) &&
            sip_value_param(address.params, "expires", &expires)) {
            verdict = too_brief(context, finding, it.row, expires, least);
        } else {
            all_have_it = false;
        }
    }
    return verdict == SIP_KEPT && !all_have_it && header != NULL
               ? too_brief(context, finding, header, header->value, least)
               : verdict;
}

static enum sip_verdict check_expires_increased(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_EXPIRES);
    uint32_t asked, granted;

    /* Without Expires in the request a default counts that only the event package knows. */
    if (row == NULL || !sip_value_seconds(row->value, &granted) ||
        !sip_value_seconds(sip_message_value(context->request, SIP_HDR_EXPIRES), &asked)) {
        return SIP_NOT_APPLICABLE;
    }
    return granted <= asked ? SIP_KEPT
                            : sip_broken(finding, context, sip_row_bytes(row),
                                         "Expires: %u; frame %u asked for %u", granted,
                                         sip_response_request_frame(context), asked);
}

const struct sip_rule sip_rules_interval[] = {
    {
        .id = "min-expires-outside-423",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §20",
        .see = "RFC 3261 §20.23; RFC 3903 §11.3",
        .codes = "!423",
        .headers = {SIP_HDR_MIN_EXPIRES},
        .check = sip_check_misplaced,
        .problem = "Min-Expires in a response other than 423",
        .requirement = "Min-Expires is used in a 423 response only",
        .remedy = "The server should give its minimum expiration interval in a 423 only.",
    },
    {
        .id = "423-min-expires-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §10.3",
        .see = "RFC 3261 §20.23; RFC 3903 §6; RFC 6665 §4.2.1.1",
        .codes = "423",
        .methods = SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH),
        .headers = {SIP_HDR_MIN_EXPIRES},
        .check = sip_check_seconds,
        .problem = "423 without a valid Min-Expires",
        .requirement =
            "A 423 gives in Min-Expires the shortest expiration interval that is accepted",
        .remedy = "The server must add Min-Expires with its minimum in seconds. Without it the "
                  "client cannot know which interval to ask for.",
        .silence = "Not reported when no RFC defines 423 for the method.",
    },
    {
        .id = "423-min-expires-not-greater",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §10.3",
        .see = "RFC 3261 §10.2.8; RFC 6665 §4.2.1.1; RFC 3903 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "423",
        .methods = SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH),
        .check = check_423_min_expires,
        .problem = "423, but the requested interval satisfies Min-Expires",
        .requirement = "An interval is not refused with 423 if it reaches the server's own minimum "
                       "in Min-Expires",
        .remedy = "The server must not refuse an interval that its own Min-Expires allows.",
        .silence = "Not reported when an interval was left to the server, or cannot be read. With "
                   "several contacts the shortest interval is compared, and the one in Contact "
                   "takes precedence over Expires.",
    },
    {
        .id = "423-requested-hour-or-zero",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §10.3",
        .see = "RFC 6665 §4.2.1.1; RFC 3903 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "423",
        .methods = SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH),
        .check = check_423_hour_or_zero,
        .problem = "423 to a removal or to an interval of an hour or more",
        .requirement =
            "423 refuses neither a removal nor (except for PUBLISH) an interval of an hour or more",
        .remedy = "The server must accept removals, and intervals of an hour or more, which it may "
                  "shorten.",
        .silence = "Not reported when an interval was left to the server, or when the client asks "
                   "for push notifications, for which RFC 8599 sets other limits.",
    },
    {
        .id = "423-retry-too-small",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MAY,
        .reference = "RFC 3261 §10.2.8",
        .see = "RFC 3903 §5; RFC 6665 §4.2.1.1",
        .when = SIP_ON_RETRY,
        .codes = "423",
        .methods = SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH),
        .timed = true,
        .check = check_423,
        .problem = "Retry after 423 asks for less than Min-Expires",
        .requirement = "A client may retry after 423 once it asks for at least Min-Expires",
        .remedy = "The client must raise its interval to at least Min-Expires before it retries.",
        .silence = "Not reported when the interval is 0, which ends something, or when none is "
                   "asked for. A REGISTER with another Call-ID counts where it comes within 64*T1 "
                   "from the same address and port, with the same Contact.",
    },
    {
        .id = "2xx-subscribe-expires-increased",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6665 §3.1.1",
        .see = "RFC 6665 §4.2.1.1; RFC 6665 §4.2.1.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(SUBSCRIBE),
        .needs = {SIP_HDR_EXPIRES},
        .check = check_expires_increased,
        .problem = "Subscription granted for longer than requested",
        .requirement =
            "The duration granted to a subscription is not longer than the subscriber requested",
        .remedy = "The notifier must grant the requested duration or less, or reject the SUBSCRIBE "
                  "with 423 if it is too short.",
        .silence = "Not reported where no duration was requested: the default of the event package "
                   "then applies.",
    },
    {
        .id = "2xx-publish-expires-increased",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MAY,
        .reference = "RFC 3903 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(PUBLISH),
        .needs = {SIP_HDR_EXPIRES},
        .check = check_expires_increased,
        .problem = "Publication granted for longer than requested",
        .requirement = "The lifetime granted to a publication is the requested one or shorter",
        .remedy = "The event state compositor should grant the requested lifetime or less.",
        .silence = "Not reported where no time was requested. RFC 3903 only permits a shorter "
                   "time; that a longer one is wrong is inferred from this.",
    },
};

SIP_SUBJECT_END(interval);
