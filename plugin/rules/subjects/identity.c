/* identity.c
 * Identity, Referred-By, Privacy and consent (RFC 8224, 3892, 5079 and 5360).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/attempt.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "sip/body.h"
#include "sip/value.h"

static enum sip_verdict check_428(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->request, SIP_HDR_IDENTITY);
    unsigned frame = context->transaction->request_frame;
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        /* Without "info" it is of RFC 4474, which RFC 8224 has replaced. */
        if (sip_value_param(value, "info", NULL) && !sip_value_param(value, "ppt", NULL)) {
            return sip_broken(finding, context, SIP_START_LINE, "Identity without ppt in frame %u",
                              frame);
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_429(const struct sip_context *context, struct sip_finding *finding)
{
    return sip_response_without(context, finding, SIP_HDR_REFERRED_BY);
}

/* Whether a row tells of its sender, or may do so. */
static bool is_of_sender(const struct sip_row *row)
{
    switch (row->id) {
    case SIP_HDR_OTHER:
    case SIP_HDR_CONTACT:
    case SIP_HDR_FROM:
    case SIP_HDR_P_ASSERTED_IDENTITY:
    case SIP_HDR_PRIVACY:
    case SIP_HDR_PROXY_REQUIRE:
        return true;
    default:
        return false;
    }
}

/* RFC 5079 section 3 leaves room for other signs than those it names. */
static bool may_be_anonymous(const struct sip_message *request)
{
    static const char *const signs[] = {
        "anonym", "privacy", "restricted", "unavailable", "unknown", "withheld", "private",
    };

    for (unsigned i = 0; i < request->row_count; i++) {
        const struct sip_row *row = &request->rows[i];
        for (size_t j = 0; is_of_sender(row) && j < sizeof(signs) / sizeof(signs[0]); j++) {
            if (sip_slice_find(sip_row_bytes(row), signs[j]) != NULL) {
                return true;
            }
        }
    }
    return false;
}

static enum sip_verdict check_433(const struct sip_context *context, struct sip_finding *finding)
{
    if (!sip_response_from_target(context)) {
        return SIP_NOT_APPLICABLE;
    }
    if (may_be_anonymous(context->request)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "no Privacy, and %s",
                      sip_response_to(context, SIP_HDR_FROM).text);
}

/* Whether the sender has withheld its identity in a way that RFC 5079 section 3 names. */
static bool is_anonymous(const struct sip_message *request)
{
    struct sip_slice from = sip_message_value(request, SIP_HDR_FROM);
    struct sip_values it = sip_values_of(request, SIP_HDR_PRIVACY);
    struct sip_slice value, one;

    while (sip_values_next(&it, &value)) {
        while (value.n > 0) {
            value = sip_slice_cut(value, ';', &one);
            one = sip_slice_trim(one);
            if (sip_slice_is(one, "id") || sip_slice_is(one, "user")) {
                return true;
            }
        }
    }
    return sip_slice_find(from, "anonymous.invalid") != NULL ||
           sip_slice_starts_with(from, "\"anonymous\"") ||
           sip_slice_starts_with(from, "anonymous ");
}

/* Nobody can ask a human being so fast; a setting of the user may allow it. */
#define NO_TIME_TO_ASK SIP_SECOND

static enum sip_verdict check_deanonymised(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_transaction *failed = context->transaction->attempt;

    if (context->message->method == SIP_METHOD_ACK || sip_attempt_is_same_request(context) ||
        !is_anonymous(context->failed_request) || sip_attempt_delay(context) > NO_TIME_TO_ASK ||
        may_be_anonymous(context->message)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!context->message->headers_complete) {
        return SIP_UNDECIDED; /* Privacy may follow */
    }
    return sip_broken_by(
        finding, context, failed->final_frame, sip_context_bytes(context, SIP_HDR_FROM),
        "not anonymous any more, %.1f s after the 433 in frame %u; frame %u was",
        sip_seconds(sip_attempt_delay(context)), failed->final_frame, failed->request_frame);
}

static enum sip_verdict check_436_to_438(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *request = context->request;
    struct sip_slice type = sip_message_value(request, SIP_HDR_CONTENT_TYPE);

    /* 437 also refuses keys and bodies of S/MIME (RFC 6072 sections 4 and 7.10). */
    if (!sip_response_from_target(context) ||
        (context->message->code == 437 && request->body.n > 0 &&
         !sip_media_type_is(type, "application/sdp"))) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_response_without(context, finding, SIP_HDR_IDENTITY);
}

/* A page mode message may share its Call-ID with the next: only its body tells them apart. */
static enum sip_verdict check_438(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *second = context->transaction->attempt, *first = second->attempt;
    const struct sip_message *m = context->message;

    if (first == NULL || first->final_code != 438 || sip_message_in_dialog(m) ||
        !sip_attempt_repeats(context) || sip_attempt_delay(context) > SIP_BY_ITSELF ||
        second->request_time - first->final_time > SIP_BY_ITSELF ||
        (m->method != SIP_METHOD_INVITE &&
         !sip_slice_equal(m->body, context->failed_request->body))) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "second retry: 438 in frame %u, and again in frame %u", first->final_frame,
                      second->final_frame);
}

const struct sip_rule sip_rules_identity[] = {
    {
        .id = "428-identity-present",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 8224 §6.2.2",
        .see = "RFC 8224 §6.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "428",
        .check = check_428,
        .problem = "428 although the request has a usable Identity",
        .requirement = "A 428 is sent only to a request without a usable Identity",
        .remedy =
            "The verification service should respond with 436, 437 or 438 if it cannot accept the "
            "Identity. Check first whether the header field was removed on the way.",
        .silence = "Not reported when every Identity has a ppt parameter, which the verification "
                   "service need not support, or follows RFC 4474.",
    },
    {
        .id = "429-context",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3892 §5",
        .see = "RFC 3892 §2.2; RFC 3892 §2.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "429",
        .methods = SIP_M_NOT(SIP_M(REFER)),
        .check = check_429,
        .problem = "429 to a request without Referred-By",
        .requirement = "A 429 is sent only to a REFER or to a request with Referred-By",
        .remedy = "The server should use the code of its real reason: this request does not result "
                  "from a REFER.",
    },
    {
        .id = "433-not-anonymous",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 5079 §3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "433",
        .check = check_433,
        .problem = "433 to a request that is not anonymous",
        .requirement = "A 433 is sent only to a request whose sender withholds its identity",
        .remedy = "The server should not treat a missing or unverified identity as anonymity.",
        .silence = "Not reported when any header field about the sender hints at privacy, or when "
                   "the request had not yet reached the address in its Request-URI: a privacy "
                   "service further on may have hidden the sender.",
    },
    {
        .id = "433-deanonymised-retry",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 5079 §4",
        .when = SIP_ON_RETRY,
        .codes = "433",
        .timed = true,
        .check = check_deanonymised,
        .problem = "Client gives up anonymity by itself after a 433",
        .requirement = "After a 433 the client asks its user before it retries without anonymity",
        .remedy = "The client must ask its user, or have a setting that allows it. Otherwise the "
                  "callee learns an identity that the caller wanted to withhold.",
        .silence = "Only reported for a retry with the same Call-ID within 1 s, in which no header "
                   "field about the sender hints at privacy. A setting of the user may allow it: "
                   "the capture does not tell.",
    },
    {
        .id = "436-437-438-without-identity",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 8224 §6.2.2",
        .see = "RFC 6072 §7.10",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "436,437,438",
        .check = check_436_to_438,
        .problem = "436, 437 or 438 to a request without Identity",
        .requirement = "A 436, 437 or 438 is sent only to a request with Identity",
        .remedy = "The verification service should respond with 428 if it requires an Identity "
                  "that is missing.",
        .silence =
            "Not reported when the request had not yet reached the address in its Request-URI: an "
            "authentication service further on may have added Identity. Not reported for a 437 to "
            "a request with a body other than SDP: RFC 6072 defines a 437 of its own for bodies.",
    },
    {
        .id = "438-retry-limit",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 8224 §6.1.1",
        .see = "RFC 8224 §6.2.2",
        .when = SIP_ON_RETRY,
        .codes = "438",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .check = check_438,
        .problem = "Request retried a second time after 438",
        .requirement = "A request refused with 438 is retried once at most",
        .remedy = "The authentication service should give up once the full form of the PASSporT "
                  "has been refused too.",
        .silence = "Not reported when the request is in a dialog, or when more than five seconds "
                   "lie between the attempts.",
    },
    {
        .id = "470-permission-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 5360 §5.9.2",
        .see = "RFC 5360 §5.9.1; RFC 5360 §5.9.3",
        .codes = "470",
        .headers = {SIP_HDR_PERMISSION_MISSING},
        .check = sip_check_required,
        .problem = "470 without Permission-Missing",
        .requirement =
            "A 470 lists in Permission-Missing the URIs for which the relay has no permission",
        .remedy = "The relay should list these URIs in Permission-Missing. Otherwise the client "
                  "has to find them by other means.",
    },
};

SIP_SUBJECT_END(identity);
