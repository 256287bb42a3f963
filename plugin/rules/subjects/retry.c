/* retry.c
 * Whether the client comes back after a failure, and with what (RFC 3261 section 8.1.3.5).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/attempt.h"
#include "rules/engine/response.h"
#include "rules/subjects/challenge_answers.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

/* The extensions that a UAC requires; a proxy that makes another branch only hands them on. */
static enum sip_verdict check_420(const struct sip_context *context, struct sip_finding *finding)
{
    static const enum sip_header_id requires[] = {SIP_HDR_REQUIRE, SIP_HDR_PROXY_REQUIRE};
    const struct sip_message *m = context->message;
    struct sip_slice tag;

    if (!sip_attempt_repeats(context) || sip_attempt_is_same_request(context)) {
        return SIP_NOT_APPLICABLE;
    }
    for (size_t i = 0; i < sizeof(requires) / sizeof(requires[0]); i++) {
        struct sip_values it = sip_values_of(m, requires[i]);
        while (sip_values_next(&it, &tag)) {
            if (sip_response_lists(context->failure, SIP_HDR_UNSUPPORTED, tag)) {
                return sip_broken(finding, context, sip_row_bytes(it.row),
                                  "%s still has \"%.*s\", which is in Unsupported of frame %u",
                                  sip_header_name(requires[i]), SIP_ARG(tag),
                                  context->transaction->attempt->final_frame);
            }
        }
    }
    return SIP_KEPT;
}

/* Ranges as in Accept, Accept-Encoding and Accept-Language (RFC 3261 section 20.1 to 20.3): a star
 * stands for anything, "en" for "en-gb" too. */
static bool range_covers(struct sip_slice range, struct sip_slice value)
{
    struct sip_slice head = {value.p, range.n};

    if (sip_slice_is(range, "*") || sip_slice_is(range, "*/*")) {
        return true;
    }
    if (range.n > 1 && range.p[range.n - 1] == '*' && range.p[range.n - 2] == '/') {
        head.n = --range.n;
        return value.n > range.n && sip_slice_equal_nocase(range, head);
    }
    return sip_slice_equal_nocase(range, value) ||
           (value.n > range.n && value.p[range.n] == '-' && sip_slice_equal_nocase(range, head));
}

/* Whether the 415 lists what it accepts, and that does not cover the value. */
static bool not_accepted(const struct sip_message *failure, enum sip_header_id accept,
                         struct sip_slice value)
{
    struct sip_values it = sip_values_of(failure, accept);
    struct sip_slice range;

    while (sip_values_next(&it, &range)) {
        if (range_covers(sip_value_main(range), sip_value_main(value))) {
            return false;
        }
    }
    return sip_message_has(failure, accept);
}

/* A multipart may hold refused parts that are optional (RFC 5621 section 3.1): not looked into. */
static enum sip_verdict check_415(const struct sip_context *context, struct sip_finding *finding)
{
    static const struct {
        enum sip_header_id content, accept;
    } kinds[] = {
        {SIP_HDR_CONTENT_TYPE, SIP_HDR_ACCEPT},
        {SIP_HDR_CONTENT_ENCODING, SIP_HDR_ACCEPT_ENCODING},
        {SIP_HDR_CONTENT_LANGUAGE, SIP_HDR_ACCEPT_LANGUAGE},
    };
    const struct sip_message *m = context->message;
    struct sip_slice type = sip_message_value(m, SIP_HDR_CONTENT_TYPE), value;

    if (!sip_attempt_repeats(context) || sip_attempt_is_same_request(context) || m->body.n == 0 ||
        sip_slice_starts_with(type, "multipart/")) {
        return SIP_NOT_APPLICABLE;
    }
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        struct sip_values it = sip_values_of(m, kinds[i].content);
        while (sip_values_next(&it, &value)) {
            if (not_accepted(context->failure, kinds[i].accept, value)) {
                return sip_broken(finding, context, sip_row_bytes(it.row),
                                  "%s is %.*s; %s in frame %u does not list it",
                                  sip_header_name(kinds[i].content), SIP_ARG(value),
                                  sip_header_name(kinds[i].accept),
                                  context->transaction->attempt->final_frame);
            }
        }
    }
    return SIP_KEPT;
}

/* After these the dialog or the subscription is over, which is for other rules to say. */
static bool ends_dialog(unsigned code)
{
    switch (code) {
    case 404:
    case 405:
    case 410:
    case 416:
    case 480:
    case 481:
    case 483:
    case 484:
    case 485:
    case 489:
        return true;
    default:
        return false;
    }
}

/* Whether another rule that knows more decides whether the retry is right. */
static bool is_of_another_rule(const struct sip_context *context)
{
    const struct sip_message *m = context->message, *failure = context->failure;
    struct sip_finding unused;

    switch (failure->code) {
    case 401:
    case 407:
        return sip_message_has_credentials(m) || sip_ignored_challenges(context) != NULL;
    case 415:
        return check_415(context, &unused) == SIP_BROKEN;
    case 420:
        return check_420(context, &unused) == SIP_BROKEN;
    default:
        return sip_message_has(failure, SIP_HDR_RETRY_AFTER) ||
               (sip_message_in_dialog(m) && ends_dialog(failure->code));
    }
}

static enum sip_verdict check_unmodified(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    if (sip_attempt_delay(context) > SIP_BY_ITSELF ||
        !sip_slice_equal(context->message->uri, context->failed_request->uri) ||
        !sip_attempt_repeats(context) || !sip_attempt_unmodified(context, true) ||
        sip_attempt_is_same_request(context) || is_of_another_rule(context)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(
        finding, context, SIP_START_LINE,
        "the request of frame %u was sent again %.3f s after the %u in frame %u, unchanged",
        context->transaction->attempt->request_frame, sip_seconds(sip_attempt_delay(context)),
        context->failure->code, context->transaction->attempt->final_frame);
}

/* One repetition after a while may be a person's; one at once, or after two refusals, is not. */
static enum sip_verdict check_403(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *attempt = context->transaction->attempt;
    bool refused_twice = attempt->attempt != NULL && attempt->attempt->final_code == 403;

    if (!sip_attempt_repeats(context) || !sip_attempt_unmodified(context, false)) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_attempt_delay(context) > SIP_BY_ITSELF && !refused_twice) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "the request of frame %u was sent again %.3f s after the 403 in frame %u",
                      attempt->request_frame, sip_seconds(sip_attempt_delay(context)),
                      attempt->final_frame);
}

/* The ACK proves that the proxy knew of the 6xx. */
static enum sip_verdict check_6xx(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *attempt = context->transaction->attempt;

    if (attempt->ack_frame == 0 || !sip_attempt_is_branch(context)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "new branch to %.*s, %.3f s after the %u in frame %u",
                      SIP_ARG(context->message->uri), sip_seconds(sip_attempt_delay(context)),
                      context->failure->code, attempt->final_frame);
}

/* A client that hunts for the callee at one server after the other ends each INVITE with CANCEL on purpose. One whose
 * CANCEL nobody answers only goes on to the next server. */
static bool may_hunt(const struct sip_transaction *before, const struct sip_transaction *t)
{
    bool is_ignored = before->cancel->final_frame == 0 && before->cancel->request_copies > 1;

    return !is_ignored && !sip_endpoint_same_address(&before->hop->server, &t->hop->server);
}

/* A CANCEL is the client's own: it knows that it has given this call up. A proxy, which tries one target after the
 * other, has another Request-URI for each. */
static enum sip_verdict check_cancelled(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_transaction *before = sip_attempt_of_call(context->transaction);
    const struct sip_transaction *cancel = before != NULL ? before->cancel : NULL;
    struct sip_slice tag = sip_message_tag(m, SIP_HDR_FROM);
    struct sip_message room;

    if (sip_message_in_dialog(m) || cancel == NULL || tag.p == NULL ||
        sip_values_count(m, SIP_HDR_VIA) != 1 || may_hunt(before, context->transaction) ||
        context->packet->stamp - cancel->request_time <= SIP_CAPTURE_JITTER) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_message *request = sip_transaction_request(before, &room);
    if (request == NULL || !m->headers_complete) {
        return SIP_UNDECIDED;
    }
    if (!sip_tags_equal(tag, sip_message_tag(request, SIP_HDR_FROM)) ||
        sip_values_count(request, SIP_HDR_VIA) != 1 ||
        !sip_uri_equal_at(SIP_URI_BINDING, m->uri, request->uri)) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, cancel->request_frame, SIP_START_LINE,
                         "Call-ID, From tag and Request-URI are those of the INVITE in frame %u, "
                         "which was cancelled in frame %u, %.1f s before",
                         before->request_frame, cancel->request_frame,
                         sip_seconds(context->packet->stamp - cancel->request_time));
}

const struct sip_rule sip_rules_retry[] = {
    {
        .id = "invite-after-cancel",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §9.1",
        .see = "RFC 3261 §8.1.1.4",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_cancelled,
        .problem = "INVITE of a call that its client had cancelled",
        .requirement =
            "A cancelled INVITE is not sent again: its client gives it up, whatever comes back",
        .remedy = "The client must not follow a challenge or a redirection, nor try the next "
                  "server, once it has sent CANCEL: the callee rings for a caller who is gone. A "
                  "new call needs a new Call-ID.",
        .silence =
            "Only reported on the hop of the user agent itself (one Via), where the INVITE "
            "has the Call-ID, From tag and Request-URI of the one cancelled: who hunts for "
            "the callee at several addresses has another Request-URI for each. Nor reported where "
            "the INVITE goes to another server, unless the CANCEL was repeated and had no "
            "response.",
    },
    {
        .id = "retry-unmodified-4xx",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §21.4",
        .see = "RFC 3261 §8.1.3.5",
        .when = SIP_ON_RETRY,
        .codes = "400-402,404-407,409-411,413-421,424-429,431-437,439-469,471-481,483-486,488-490,"
                 "492-499",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .check = check_unmodified,
        .problem = "Request repeated unchanged after a 4xx",
        .requirement = "A request refused with 4xx is not sent again unchanged to the same server",
        .remedy = "The client should change what the response objects to, try another server, or "
                  "inform its user. The same request will fail again.",
        .silence = "Not reported when more than five seconds have passed (this may be a person or "
                   "a periodic request), after 408, 430, 470, 482, 487 and 491, when Retry-After "
                   "was given, and when a more specific rule applies (403, 412, 415, 420, 422, "
                   "423, 438, rejected credentials, challenges without an answer, dialogs that "
                   "have ended). Changes in Via, CSeq, tags, dates and Max-Forwards are ignored.",
    },
    {
        .id = "403-retried",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §21.4.4",
        .see = "RFC 3261 §21.4",
        .when = SIP_ON_RETRY,
        .codes = "403",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .check = check_403,
        .problem = "Request repeated after 403",
        .requirement =
            "A request refused with 403 is not repeated, not even with other credentials",
        .remedy = "The client should stop and inform its user. The server's operator should give "
                  "in the reason phrase what is forbidden.",
        .silence =
            "Not reported when the Call-ID or anything except the credentials has changed, or when "
            "it is a first repetition after more than five seconds, which may be a person.",
    },
    {
        .id = "6xx-then-new-branch",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §16.7",
        .see = "RFC 3261 §21.6",
        .when = SIP_ON_RETRY,
        .codes = "6xx",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_6xx,
        .problem = "Proxy tried a new branch after a 6xx",
        .requirement = "After a 6xx a proxy creates no new branch for the request",
        .remedy = "The proxy must not try further targets. It should cancel the pending branches "
                  "and then forward the 6xx.",
        .silence = "Only reported where the lower Via values and CSeq prove that it is the same "
                   "request, and an ACK proves that the proxy had received the 6xx. Not reported "
                   "for a hunt group that makes separate calls.",
    },
    {
        .id = "415-retry-same-type",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §8.1.3.5",
        .see = "RFC 3261 §21.4.13; RFC 5621 §8.4",
        .when = SIP_ON_RETRY,
        .codes = "415",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .check = check_415,
        .problem = "Retry after 415 with a body format that is not accepted",
        .requirement = "A retry after 415 has a body of an accepted type, encoding and language",
        .remedy = "The client should choose from what the 415 lists in Accept, Accept-Encoding and "
                  "Accept-Language, or omit the body.",
        .silence = "Not reported when the 415 lists nothing, or lists what it refused (RFC 5621 "
                   "§8.4). Not reported when the body is multipart, as its parts may be optional.",
    },
    {
        .id = "420-retry-same-require",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §8.1.3.5",
        .see = "RFC 3261 §21.4.15",
        .when = SIP_ON_RETRY,
        .codes = "420",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .check = check_420,
        .problem = "Retry after 420 still requires the unsupported extension",
        .requirement = "A retry after 420 omits the extensions that Unsupported lists",
        .remedy =
            "The client should remove these extensions from Require and Proxy-Require, or give up.",
        .silence = "Not reported when the retry goes to another server.",
    },
};

SIP_SUBJECT_END(retry);
