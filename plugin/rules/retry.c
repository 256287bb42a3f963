/* retry.c
 * What the client does after a failure: whether it comes back, when, and with what.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/attempt.h"
#include "rules/subjects.h"
#include "sip/uri.h"
#include "sip/value.h"

#define START_LINE ((struct sip_slice){NULL, 0})

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
    return sip_broken(finding, context, START_LINE,
                      "The request of frame %u again, %.3f s after the 403 in frame %u",
                      attempt->request_frame, sip_seconds(sip_attempt_delay(context)),
                      attempt->final_frame);
}

static bool holds(const struct sip_message *m, enum sip_header_id id, struct sip_slice token)
{
    struct sip_values it = sip_values_of(m, id);
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_equal_nocase(sip_value_main(value), token)) {
            return true;
        }
    }
    return false;
}

/* The extensions that a UAC requires; a proxy that makes another branch only hands them on. */
static enum sip_verdict check_420(const struct sip_context *context, struct sip_finding *finding)
{
    static const enum sip_header_id requires[] = {SIP_HDR_REQUIRE, SIP_HDR_PROXY_REQUIRE};
    const struct sip_message *m = context->message;
    struct sip_slice tag;

    if (!sip_attempt_repeats(context) || sip_attempt_is_branch(context)) {
        return SIP_NOT_APPLICABLE;
    }
    for (size_t i = 0; i < sizeof(requires) / sizeof(requires[0]); i++) {
        struct sip_values it = sip_values_of(m, requires[i]);
        while (sip_values_next(&it, &tag)) {
            if (holds(context->failure, SIP_HDR_UNSUPPORTED, tag)) {
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

    if (!sip_attempt_repeats(context) || sip_attempt_is_branch(context) || m->body.n == 0 ||
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
        return sip_message_has(m, SIP_HDR_AUTHORIZATION) ||
               sip_message_has(m, SIP_HDR_PROXY_AUTHORIZATION);
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
        is_of_another_rule(context)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, START_LINE,
                      "The request of frame %u again, %.3f s after the %u in frame %u, unchanged",
                      context->transaction->attempt->request_frame,
                      sip_seconds(sip_attempt_delay(context)), context->failure->code,
                      context->transaction->attempt->final_frame);
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
    return sip_broken_by(finding, context, backoff->frame, START_LINE,
                         "%u in frame %u asked for %u s; this came after %.3f s", backoff->code,
                         backoff->frame, backoff->seconds,
                         sip_seconds(context->now - backoff->since));
}

static bool lists_contact(const struct sip_message *redirection, struct sip_slice uri)
{
    struct sip_values it = sip_values_of(redirection, SIP_HDR_CONTACT);
    struct sip_address address;
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_address_read(value, &address) && sip_uri_equal(address.uri, uri)) {
            return true;
        }
    }
    return false;
}

static struct sip_slice request_uri_of(const struct sip_transaction *t)
{
    struct sip_slice method, uri = {NULL, 0};

    sip_slice_cut(sip_slice_cut(sip_open_request(t->open), ' ', &method), ' ', &uri);
    return uri;
}

/* The attempt of the same recursion that tried the URI before: every step of it was redirected, or
 * asked for credentials, and the client went on of itself. next: when it made the next step. */
#define MOST_STEPS 16
static const struct sip_transaction *tried_before(const struct sip_transaction *t, int64_t next,
                                                  struct sip_slice uri)
{
    for (int steps = 0; t != NULL && steps < MOST_STEPS; steps++) {
        bool redirected = t->final_code >= 300 && t->final_code <= 302;
        bool challenged = t->final_code == 401 || t->final_code == 407;
        if (t->open == NULL || next - t->final_time > SIP_BY_ITSELF ||
            (!redirected && !challenged)) {
            return NULL;
        }
        if (redirected && sip_uri_equal(request_uri_of(t), uri)) {
            return t;
        }
        next = t->request_time;
        t = t->attempt;
    }
    return NULL;
}

static enum sip_verdict check_redirect_loop(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_transaction *attempt = context->transaction->attempt;

    if (sip_message_in_dialog(m) || !lists_contact(context->failure, m->uri)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_transaction *before = tried_before(attempt, context->now, m->uri);
    if (before == NULL) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, before->request_frame, m->uri,
                         "%.*s was tried in frame %u already; the %u in frame %u leads back to it",
                         SIP_ARG(m->uri), before->request_frame, context->failure->code,
                         attempt->final_frame);
}

static bool is_downgrade(struct sip_slice from, struct sip_slice to)
{
    return sip_slice_starts_with(from, "sips:") && sip_slice_starts_with(to, "sip:");
}

static enum sip_verdict check_redirect_downgrade(const struct sip_context *context,
                                                 struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;

    if (!is_downgrade(failed->uri, m->uri) || !sip_attempt_is_branch(context) ||
        !lists_contact(context->failure, m->uri)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, m->uri, "Redirected from %.*s to %.*s by frame %u",
                      SIP_ARG(failed->uri), SIP_ARG(m->uri),
                      context->transaction->attempt->final_frame);
}

/* 480 alone says nothing of SIPS; with warn-code 380 it does (RFC 5630 section 5.1.1). */
static bool refuses_sips(const struct sip_message *failure)
{
    struct sip_values it = sip_values_of(failure, SIP_HDR_WARNING);
    struct sip_slice value, code;

    while (sip_values_next(&it, &value)) {
        sip_slice_cut(value, ' ', &code);
        if (sip_slice_is(code, "380")) {
            return true;
        }
    }
    return failure->code == 416;
}

/* Nobody has been asked in so short a time. */
#define NOBODY_ASKED SIP_SECOND
static enum sip_verdict check_416(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;
    struct sip_slice scheme;

    if (!is_downgrade(failed->uri, m->uri) || !refuses_sips(context->failure) ||
        !sip_slice_equal(sip_slice_cut(m->uri, ':', &scheme),
                         sip_slice_cut(failed->uri, ':', &scheme))) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_attempt_delay(context) > NOBODY_ASKED) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, m->uri, "%.*s in frame %u, %.*s %.3f s after its %u",
                      SIP_ARG(failed->uri), context->transaction->attempt->request_frame,
                      SIP_ARG(m->uri), sip_seconds(sip_attempt_delay(context)),
                      context->failure->code);
}

/* The ACK proves that the proxy knew of the 6xx. */
static enum sip_verdict check_6xx(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *attempt = context->transaction->attempt;

    if (attempt->ack_frame == 0 || !sip_attempt_is_branch(context)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, START_LINE,
                      "New branch to %.*s, %.3f s after the %u in frame %u",
                      SIP_ARG(context->message->uri), sip_seconds(sip_attempt_delay(context)),
                      context->failure->code, attempt->final_frame);
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

    if (!sip_attempt_repeats(context) || sip_attempt_is_branch(context) || !uses_timer(m) ||
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
        return sip_broken(finding, context, START_LINE,
                          "Min-SE absent; Min-SE in frame %u asks for %u", frame, least);
    }
    return SIP_KEPT;
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
                      "Expiry %u; Min-Expires in frame %u asks for %u", given,
                      context->transaction->attempt->final_frame, least);
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

    if (!sip_attempt_repeats(context) || sip_attempt_is_branch(context) ||
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

static enum sip_verdict check_412(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_SIP_IF_MATCH);
    struct sip_slice refused = sip_message_value(failed, SIP_HDR_SIP_IF_MATCH);

    if (row == NULL || refused.n == 0 || !sip_slice_equal(m->uri, failed->uri)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_slice_equal(row->value, refused)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, sip_row_bytes(row),
                      "SIP-If-Match has %.*s again, which frame %u refused", SIP_ARG(refused),
                      context->transaction->attempt->final_frame);
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
    return sip_broken(finding, context, START_LINE,
                      "Second retry: 438 in frame %u, and again in frame %u", first->final_frame,
                      second->final_frame);
}

/* Whoever sent the INVITE that began the dialog owns its Call-ID. False where that INVITE was not
 * captured, or took another way long ago. */
static bool owns_call_id(const struct sip_context *context)
{
    const struct sip_dialog *dialog = context->dialog;
    struct sip_slice tag = sip_message_tag(context->message, SIP_HDR_FROM);
    const struct sip_transaction *t = context->transaction->attempt;
    const struct sip_message *first;
    struct sip_message room;

    if (dialog != NULL && dialog->from_start) {
        return sip_dialog_client(dialog, context->message) == dialog->maker;
    }
    for (int tries = 0; t != NULL && tries < 8; t = t->attempt, tries++) {
        first = sip_transaction_request(t, &room);
        if (first != NULL && !sip_message_in_dialog(first)) {
            return sip_slice_equal(tag, sip_message_tag(first, SIP_HDR_FROM));
        }
    }
    return false;
}

#define OWNER_WAITS (21 * SIP_SECOND / 10)
#define SCHEDULING_SLACK (SIP_SECOND / 10)
static enum sip_verdict check_491(const struct sip_context *context, struct sip_finding *finding)
{
    int64_t delay = sip_attempt_delay(context);

    if (!sip_message_in_dialog(context->message) || !sip_attempt_repeats(context)) {
        return SIP_NOT_APPLICABLE;
    }
    if (delay >= OWNER_WAITS - SCHEDULING_SLACK) {
        return SIP_KEPT;
    }
    if (!owns_call_id(context)) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, START_LINE,
                      "%.3f s after the 491 in frame %u, from the side that made the Call-ID",
                      sip_seconds(delay), context->transaction->attempt->final_frame);
}

/* Outbound flows register side by side (RFC 5626 section 4.2). */
static bool is_plain_registration(const struct sip_message *m)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_CONTACT);
    struct sip_address address;
    struct sip_slice value;
    bool binds = false;

    while (sip_values_next(&it, &value)) {
        if (!sip_address_read(value, &address) || sip_slice_is(address.uri, "*") ||
            sip_value_param(address.params, "reg-id", NULL)) {
            return false;
        }
        binds = true;
    }
    return binds;
}

/* Seen at the end only, where the late response to the first one has come: had it never been
 * captured, it might have been there in time. */
#define REORDERING (SIP_SECOND / 20)
static enum sip_verdict check_overlap(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction, *before = t->attempt;

    if (before == NULL || before->request_frame == 0 || before->final_frame == 0 ||
        before->cseq_number == t->cseq_number || before->addressee != t->addressee ||
        !sip_same_server(before, t) || !is_plain_registration(context->message) ||
        t->request_time - before->request_time >= sip_timer_64_t1(context)) {
        return SIP_NOT_APPLICABLE;
    }
    int64_t early = before->final_time - t->request_time;
    if (early <= REORDERING) {
        return SIP_KEPT;
    }
    return sip_broken_by(
        finding, context, before->request_frame, START_LINE,
        "The REGISTER in frame %u was answered %.3f s later only, by %u in frame %u",
        before->request_frame, sip_seconds(early), before->final_code, before->final_frame);
}

/* Retransmissions up to the end prove that the client had no answer, whatever was captured. */
#define MANY_COPIES 6
static enum sip_verdict check_immediate(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction, *before = t->attempt;

    if (before == NULL || before->response_count > 0 || before->request_copies < MANY_COPIES ||
        before->cseq_number == t->cseq_number || before->addressee != t->addressee ||
        !sip_same_server(before, t)) {
        return SIP_NOT_APPLICABLE;
    }
    int64_t since = context->now - before->request_time - sip_timer_64_t1(context);
    if (since < -SIP_SECOND / 2 || since > SIP_SECOND) {
        return SIP_KEPT;
    }
    return sip_broken_by(
        finding, context, before->request_frame, START_LINE,
        "The REGISTER in frame %u was sent %u times in vain; this came %.3f s later",
        before->request_frame, before->request_copies,
        sip_seconds(context->now - before->last_request_time));
}

#define NOT_ACK_CANCEL SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL))

const struct sip_rule sip_rules_retry[] = {
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
        .methods = NOT_ACK_CANCEL,
        .check = check_unmodified,
        .problem = "Request repeated unchanged after a 4xx",
        .requirement = "A request refused with 4xx is not sent again unchanged to the same server",
        .remedy = "The client should change what the response objects to, try another server, or "
                  "inform its user. The same request will fail again.",
        .silence = "Not reported when more than five seconds have passed (this may be a person or "
                   "a periodic request), after 408, 430, 470, 482, 487 and 491, when Retry-After "
                   "was given, and when a more specific rule applies (403, 412, 415, 420, 422, "
                   "423, 438, rejected credentials, dialogs that have ended). Changes in Via, "
                   "CSeq, tags, dates and Max-Forwards are ignored.",
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
        .methods = NOT_ACK_CANCEL,
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
        .id = "retry-before-retry-after",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §21.5.4",
        .see = "RFC 3261 §20.33; RFC 5057 §5.1",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL) | SIP_M(BYE) | SIP_M(PRACK)),
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
    {
        .id = "redirect-loop",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §8.1.3.4",
        .see = "RFC 3261 §16.5",
        .when = SIP_ON_RETRY,
        .codes = "300-302",
        .methods = NOT_ACK_CANCEL,
        .check = check_redirect_loop,
        .problem = "Redirection loop: URI tried a second time",
        .requirement = "A client that follows redirections tries each URI only once",
        .remedy = "The client must remember which URIs it has tried. The operators of the two "
                  "servers should make sure that they do not redirect to each other.",
        .silence = "Not reported when the code is 305, after which the request is repeated through "
                   "a proxy, or when more than five seconds lie between two steps.",
    },
    {
        .id = "redirect-sips-downgrade",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 5630 §5.3",
        .see = "RFC 3261 §16.7; RFC 3261 §8.1.3.4",
        .when = SIP_ON_RETRY,
        .codes = "300-302",
        .methods = NOT_ACK_CANCEL,
        .check = check_redirect_downgrade,
        .problem = "Proxy followed a redirection from a SIPS to a SIP URI",
        .requirement = "A proxy does not follow a redirection from a SIPS to a SIP URI",
        .remedy = "The proxy must forward the redirection to the caller, who can then decide.",
        .silence = "Not reported when a user agent follows the redirection, which RFC 3261 "
                   "§8.1.3.4 allows: whether it informed its user cannot be seen.",
    },
    {
        .id = "416-sips-downgrade-retry",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 5630 §5.1.1",
        .see = "RFC 3261 §8.1.3.5; RFC 5630 §5.3",
        .when = SIP_ON_RETRY,
        .codes = "416,480",
        .methods = NOT_ACK_CANCEL,
        .check = check_416,
        .problem = "Refused SIPS request sent again at once as SIP",
        .requirement = "A refused SIPS request is not automatically sent again as SIP",
        .remedy = "The client must not replace sips by sip on its own. It should ask its user "
                  "before it gives up the protection of SIPS.",
        .silence = "Not reported when more than a second has passed, as the user may have agreed, "
                   "or when a 480 has no Warning with warn-code 380.",
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
        .id = "420-retry-same-require",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §8.1.3.5",
        .see = "RFC 3261 §21.4.15",
        .when = SIP_ON_RETRY,
        .codes = "420",
        .methods = NOT_ACK_CANCEL,
        .check = check_420,
        .problem = "Retry after 420 still requires the unsupported extension",
        .requirement = "A retry after 420 omits the extensions that Unsupported lists",
        .remedy =
            "The client should remove these extensions from Require and Proxy-Require, or give up.",
        .silence = "Not reported when the retry goes to another server.",
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
        .methods = NOT_ACK_CANCEL,
        .check = check_415,
        .problem = "Retry after 415 with a body format that is not accepted",
        .requirement = "A retry after 415 has a body of an accepted type, encoding and language",
        .remedy = "The client should choose from what the 415 lists in Accept, Accept-Encoding and "
                  "Accept-Language, or omit the body.",
        .silence = "Not reported when the 415 lists nothing, or lists what it refused (RFC 5621 "
                   "§8.4). Not reported when the body is multipart, as its parts may be optional.",
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
        .check = check_422,
        .problem = "Retry after 422 with a short interval or no Min-SE",
        .requirement = "A retry after 422 has Min-SE, and neither Min-SE nor Session-Expires is "
                       "below the minimum of the 422",
        .remedy = "The client must copy Min-SE from the 422 and raise Session-Expires at least to "
                  "that value.",
        .silence = "Not reported when the retry does not use the session timer, or when it is a "
                   "branch that a proxy created.",
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
        .check = check_423,
        .problem = "Retry after 423 asks for less than Min-Expires",
        .requirement = "A client may retry after 423 once it asks for at least Min-Expires",
        .remedy = "The client must raise its interval to at least Min-Expires before it retries.",
        .silence =
            "Not reported when the interval is 0, which ends something, or when none is asked for.",
    },
    {
        .id = "412-publish-repeated",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3903 §5",
        .see = "RFC 3903 §11.2.1",
        .when = SIP_ON_RETRY,
        .codes = "412",
        .methods = SIP_M(PUBLISH),
        .check = check_412,
        .problem = "Entity-tag used again after 412",
        .requirement =
            "A PUBLISH refused with 412 is not repeated, and its entity-tag is discarded",
        .remedy =
            "The client must discard the entity-tag. It should publish anew, without SIP-If-Match.",
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
        .methods = NOT_ACK_CANCEL,
        .check = check_438,
        .problem = "Request retried a second time after 438",
        .requirement = "A request refused with 438 is retried once at most",
        .remedy = "The authentication service should give up once the full form of the PASSporT "
                  "has been refused too.",
        .silence = "Not reported when the request is in a dialog, or when more than five seconds "
                   "lie between the attempts.",
    },
    {
        .id = "491-backoff",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §14.1",
        .when = SIP_ON_RETRY,
        .codes = "491",
        .methods = SIP_M(INVITE),
        .check = check_491,
        .problem = "INVITE retried too soon after 491",
        .requirement =
            "After 491 the owner of the Call-ID waits 2.1 to 4 seconds before it retries",
        .remedy = "The client should wait a random time between 2.1 and 4 seconds if it sent the "
                  "first INVITE of the dialog. Otherwise the two sides may collide again.",
        .silence =
            "Not reported when the other side retries, which may do so at once, or when the first "
            "INVITE of the dialog was not captured. A late retry is not reported, as it may be a "
            "new action of the user. A tolerance of a tenth of a second is allowed.",
    },
    {
        .id = "register-overlap",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §10.2",
        .when = SIP_AT_END,
        .methods = SIP_M(REGISTER),
        .check = check_overlap,
        .problem = "REGISTER sent while the previous one was pending",
        .requirement = "A new REGISTER is sent only after the final response to the previous one, "
                       "or after its timeout",
        .remedy = "The client must wait for the final response to its previous REGISTER, or for "
                  "the timeout.",
        .silence = "Only reported where the response to the first REGISTER was seen after the "
                   "second. Not reported for queries and removals, other users, other servers, and "
                   "outbound flows (reg-id), which register side by side.",
    },
    {
        .id = "register-immediate-retry",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §10.2.7",
        .see = "RFC 5626 §4.5",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(REGISTER),
        .check = check_immediate,
        .problem = "REGISTER retried at once after a timeout",
        .requirement = "After a REGISTER has timed out, the client waits before it tries the same "
                       "registrar again",
        .remedy = "The client should wait, longer after each failure, or try another registrar.",
        .silence = "Only reported where the retransmissions over UDP prove that no response came. "
                   "Not reported where another registrar is tried, or where a second has passed.",
    },
};

SIP_SUBJECT_END(retry);
