/* proxy.c
 * Proxies with both legs in view: what they pass on of what they received (RFC 3261 section 16.7), and
 * what they leave as it is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/timers.h"
#include "rules/subjects/branches.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

/* Whether a branch brought the same response: with the same code, and a To tag of which only the
 * server behind the proxy can know. */
static const struct sip_response *same_on_branch(const struct sip_context *context)
{
    const struct sip_message *m = context->message;
    struct sip_slice tag = sip_message_to_tag(m);
    const struct sip_response *found = NULL;

    for (const struct sip_transaction *b = context->transaction->branches;
         b != NULL && found == NULL && !sip_message_in_dialog(context->request);
         b = b->next_branch) {
        found = sip_branch_reply(b, m->code, tag);
    }
    return found;
}

static enum sip_verdict check_forwarded(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_response *response = same_on_branch(context);

    if (response == NULL || !sip_proxy_is_stateful(context->transaction)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken_by(finding, context, response->frame, SIP_START_LINE,
                         "the proxy received it in frame %u, with the same To tag %s",
                         response->frame, response->to_tag);
}

/* How long ago the branch brought this response for the last time. A request that was repeated
 * since makes the proxy repeat its response (RFC 3261 section 17.2.1): the first copy may not have
 * been captured. */
static enum sip_verdict check_delay(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_slice tag = sip_message_to_tag(m);
    const struct sip_response *last = NULL;

    for (const struct sip_transaction *b = context->transaction->branches; b != NULL;
         b = b->next_branch) {
        const struct sip_response *response = sip_branch_reply(b, m->code, tag);
        if (response != NULL && (last == NULL || response->last_time > last->last_time)) {
            last = response;
        }
    }
    if (last == NULL || sip_branch_reply(context->transaction, m->code, tag) != NULL ||
        last->last_time <= context->transaction->last_request_time ||
        context->now - last->last_time < 2 * sip_timer_t1(context)) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, last->frame, SIP_START_LINE,
                         "the proxy received it in frame %u, %.1f s before", last->frame,
                         sip_seconds(context->now - last->last_time));
}

/* Whether the proxy had the time to pass a provisional response on, and reason to: it came again.
 * One that came once may have been passed on in a packet that the capture has lost. 199 is for
 * proxies, too, and they may have their own (RFC 6228 section 6). */
static bool is_kept_back(const struct sip_context *context, const struct sip_response *response)
{
    const struct sip_transaction *t = context->transaction;
    int64_t end = t->cancel ? t->cancel->request_time : context->now;

    if (response->code <= 100 || response->code >= 199 ||
        response->last_time - response->stamp < sip_timer_t1(context) ||
        end - response->last_time < sip_timer_t1(context)) {
        return false;
    }
    return sip_transaction_first(t, 101, 199) == NULL &&
           t->response_count < SIP_TRANSACTION_MAX_RESPONSES;
}

/* The end of the transaction upstream tells what was never passed on. */
static enum sip_verdict check_kept_back(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    bool success = context->message->code < 300;

    for (const struct sip_transaction *b = context->transaction->branches; b != NULL;
         b = b->next_branch) {
        const struct sip_response *response = success ? NULL : sip_transaction_first(b, 200, 299);
        if (response == NULL || context->now - response->stamp < sip_timer_t1(context)) {
            for (response = b->responses; response != NULL && !is_kept_back(context, response);
                 response = response->next) {
            }
        }
        if (response != NULL) {
            return sip_broken_by(
                finding, context, response->frame, SIP_START_LINE,
                "the proxy had received a %u in frame %u, %.1f s before, and held it back",
                response->code, response->frame, sip_seconds(context->now - response->stamp));
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_not_forwarded(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    enum sip_verdict verdict = SIP_KEPT;

    if (context->transaction->branches == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (context->message->code < 300) {
        verdict = check_delay(context, finding);
    }
    return verdict == SIP_KEPT && sip_ends_upstream(context) ? check_kept_back(context, finding)
                                                             : verdict;
}

/* Whether the branch brought several different 2xx: then the first, which is kept, is not for sure
 * the one that was passed on. */
static bool has_several_2xx(const struct sip_transaction *branch)
{
    unsigned count = 0;

    for (const struct sip_response *r = branch->responses; r != NULL; r = r->next) {
        count += r->code >= 200 && r->code < 300;
    }
    return count > 1;
}

static enum sip_verdict related_to(struct sip_finding *finding, uint32_t frame)
{
    finding->related = frame;
    return SIP_BROKEN;
}

/* A line for evidence: a body may have long ones. */
#define LINE_SHOWN 90

static struct sip_slice shown(struct sip_slice line)
{
    line = sip_slice_trim(line);
    line.n = line.n < LINE_SHOWN ? line.n : LINE_SHOWN;
    return line;
}

/* Where the body differs from what the branch brought: the first line. */
static enum sip_verdict body_differs(const struct sip_context *context, struct sip_slice received,
                                     uint32_t frame, struct sip_finding *finding)
{
    struct sip_slice body = context->message->body;
    struct sip_slice before = received, after = body, old, new;

    do {
        before = sip_slice_cut(before, '\n', &old);
        after = sip_slice_cut(after, '\n', &new);
    } while (sip_slice_equal(old, new) && before.p != NULL && after.p != NULL);
    if (received.n == 0 || body.n == 0) {
        sip_broken(finding, context, body.n ? body : SIP_START_LINE,
                   received.n ? SIP_PHRASE("the body that it had in frame %u was removed")
                              : SIP_PHRASE("there was no body in frame %u"),
                   frame);
    } else if (sip_slice_equal(sip_slice_trim(old), sip_slice_trim(new))) {
        sip_broken(finding, context, body, "body has %zu octets; in frame %u it had %zu", body.n,
                   frame, received.n);
    } else {
        sip_broken(finding, context, sip_slice_trim(new).n ? shown(new) : body,
                   "body has \"%.*s\"; in frame %u it was \"%.*s\"", SIP_ARG(shown(new)), frame,
                   SIP_ARG(shown(old)));
    }
    return related_to(finding, frame);
}

/* Failures may be the proxy's own, made of several (section 16.7, step 6): only of a 2xx is it
 * certain that it was passed on. */
static enum sip_verdict check_body(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_slice tag = sip_message_to_tag(m);
    const struct sip_transaction *from = NULL;
    struct sip_message received;

    for (const struct sip_transaction *b = context->transaction->branches;
         b != NULL && sip_ends_upstream(context); b = b->next_branch) {
        if (sip_branch_reply(b, m->code, tag) != NULL) {
            if (from != NULL || b->final_code != m->code || has_several_2xx(b)) {
                return SIP_NOT_APPLICABLE; /* several might be the one */
            }
            from = b;
        }
    }
    if (from == NULL || sip_transaction_final(from, &received) == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (!m->headers_complete || !m->body_complete) {
        return SIP_UNDECIDED;
    }
    return sip_slice_equal(received.body, m->body)
               ? SIP_KEPT
               : body_differs(context, received.body, from->final_frame, finding);
}

/* Whether two responses are the same but for what a proxy may change: the same session description
 * (which has an identity of its own) from the same user agent. */
static bool is_same_answer(const struct sip_message *a, const struct sip_message *b)
{
    struct sip_slice contact_a = sip_message_value(a, SIP_HDR_CONTACT);
    struct sip_slice contact_b = sip_message_value(b, SIP_HDR_CONTACT);

    return a->code == b->code && a->body.n != 0 && sip_slice_equal(a->body, b->body) &&
           contact_a.p != NULL && sip_slice_equal(contact_a, contact_b) &&
           sip_slice_equal(sip_message_value(a, SIP_HDR_CONTENT_TYPE),
                           sip_message_value(b, SIP_HDR_CONTENT_TYPE));
}

/* "tag=abc" or "no tag" */
struct tag_text {
    char text[SIP_EVIDENCE_SIZE / 4];
};

static struct tag_text tag_text(const struct sip_context *context, struct sip_slice tag)
{
    struct tag_text text = {""};

    if (tag.p != NULL) {
        sip_piece(context, text.text, sizeof(text.text), "tag=%.*s", SIP_ARG(tag));
    } else {
        sip_piece(context, text.text, sizeof(text.text), "no tag");
    }
    return text;
}

static enum sip_verdict check_to_tag(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_slice tag = sip_message_to_tag(m);
    const struct sip_transaction *b, *from = NULL;
    struct sip_message received;

    if (!sip_ends_upstream(context) || sip_message_in_dialog(context->request)) {
        return SIP_NOT_APPLICABLE;
    }
    for (b = context->transaction->branches; b != NULL; b = b->next_branch) {
        if (sip_branch_reply(b, m->code, tag) != NULL) {
            return SIP_KEPT;
        }
        if (sip_transaction_final(b, &received) != NULL && is_same_answer(m, &received)) {
            from = b;
        }
    }
    if (from == NULL || sip_transaction_final(from, &received) == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (!m->headers_complete || !m->body_complete) {
        return SIP_UNDECIDED;
    }
    if (!sip_message_has(m, SIP_HDR_TO)) {
        return SIP_NOT_APPLICABLE; /* reported by resp-mandatory-header-missing */
    }
    struct sip_slice was = sip_message_to_tag(&received);
    if (was.p == NULL && tag.p == NULL) {
        return SIP_KEPT; /* to-tag-missing: it was so before */
    }
    return sip_broken_by(
        finding, context, from->final_frame, sip_row_bytes(sip_message_row(m, SIP_HDR_TO)),
        "To has %s; in frame %u the same response had %s", tag_text(context, tag).text,
        from->final_frame, tag_text(context, was).text);
}

/* What shows, long after the final response went upstream, that a branch was still left to itself.
 * Silence shows nothing: neither that it ended nor that it went on. */
static enum sip_verdict branch_lived_on(const struct sip_context *context,
                                        const struct sip_transaction *branch, int64_t deadline,
                                        struct sip_finding *finding)
{
    unsigned invite = branch->request_frame;
    int64_t since = context->transaction->final_time;

    if (branch->cancel != NULL) {
        if (branch->cancel->request_time <= deadline) {
            return SIP_KEPT;
        }
        return sip_broken(finding, context, SIP_START_LINE,
                          "the INVITE in frame %u was cancelled %.1f s later, in frame %u", invite,
                          sip_seconds(branch->cancel->request_time - since),
                          branch->cancel->request_frame);
    }
    for (const struct sip_response *r = branch->responses; r != NULL; r = r->next) {
        if (r->code != 487 && r->last_time > deadline) { /* 487: there was a CANCEL after all */
            return sip_broken(finding, context, SIP_START_LINE,
                              "%u to the INVITE in frame %u came %.1f s later, without a CANCEL",
                              r->code, invite, sip_seconds(r->last_time - since));
        }
    }
    return SIP_KEPT;
}

/* Whether the branch had a provisional response, and no other, when the final one went upstream. */
static bool was_pending(const struct sip_context *context, const struct sip_transaction *branch,
                        int64_t deadline)
{
    const struct sip_response *provisional = sip_transaction_first(branch, 100, 199);

    return provisional != NULL &&
           provisional->stamp + sip_timer_t1(context) <= context->transaction->final_time &&
           (branch->final_frame == 0 || branch->final_time > deadline);
}

/* Whether the proxy accepted a CANCEL, and left a branch to itself that had a provisional response by then. One that ends
 * soon after has crossed with it. */
static enum sip_verdict outlived_cancel(const struct sip_context *context,
                                        const struct sip_transaction *branch,
                                        struct sip_finding *finding)
{
    const struct sip_transaction *cancel = context->transaction->cancel;
    const struct sip_response *provisional = sip_transaction_first(branch, 100, 199);

    if (cancel == NULL || cancel->final_code / 100 != 2 || branch->cancel != NULL ||
        provisional == NULL || provisional->stamp > cancel->request_time) {
        return SIP_KEPT;
    }
    const struct sip_response *final = sip_transaction_first(branch, 200, 699);
    int64_t deadline = cancel->request_time + sip_timer_t2(context);
    if (final == NULL || final->code == 487 || final->stamp <= deadline) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "the CANCEL in frame %u was accepted in frame %u; %u to the INVITE in frame "
                      "%u came %.1f s later, without a CANCEL",
                      cancel->request_frame, cancel->final_frame, final->code,
                      branch->request_frame, sip_seconds(final->stamp - cancel->request_time));
}

static enum sip_verdict check_pending(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    int64_t deadline = t->final_time + sip_timer_t2(context);

    if (sip_values_contain(context->request, SIP_HDR_REQUEST_DISPOSITION, "no-cancel")) {
        return SIP_NOT_APPLICABLE;
    }
    for (const struct sip_transaction *b = t->branches; b != NULL; b = b->next_branch) {
        if (outlived_cancel(context, b, finding) == SIP_BROKEN ||
            (was_pending(context, b, deadline) &&
             branch_lived_on(context, b, deadline, finding) == SIP_BROKEN)) {
            return related_to(finding, b->request_frame);
        }
    }
    return SIP_KEPT;
}

const struct sip_rule sip_rules_proxy[] = {
    {
        .id = "100-bound-to-next-hop",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §16.7",
        .see = "RFC 3261 §21.1.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "100",
        .check = check_forwarded,
        .problem = "100 of the next hop forwarded by a proxy",
        .requirement = "A stateful proxy does not forward the 100 of the next hop",
        .remedy = "The proxy must send a 100 of its own, and drop those that it receives.",
        .silence = "Only reported when the To tag on both sides proves that it is the same 100, "
                   "and when the proxy was seen to keep state: a stateless one may forward it.",
    },
    {
        .id = "503-forwarded-upstream",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §16.7",
        .see = "RFC 3261 §21.5.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "503",
        .check = check_forwarded,
        .problem = "503 of another server forwarded by a proxy",
        .requirement = "A stateful proxy sends 500 in place of a 503 from another server",
        .remedy = "The proxy should respond with 500, as a 503 makes the client avoid the proxy "
                  "itself, for all calls. The 503 may stay if the proxy cannot serve any request.",
        .silence = "Only reported when the To tag on both sides proves that it is the same 503, "
                   "and when the proxy was seen to keep state: a stateless one may forward it.",
    },
    {
        .id = "provisional-not-forwarded",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §16.7",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-699",
        .timed = true,
        .check = check_not_forwarded,
        .problem = "1xx or 2xx held back by a proxy",
        .requirement =
            "A proxy forwards provisional responses other than 100, and any 2xx, at once",
        .remedy = "The proxy must forward these responses as soon as they arrive. Until then, the "
                  "caller hears nothing.",
        .silence = "Not reported when the delay is below twice T1, or when a lost packet would "
                   "explain it: a provisional response is taken as held back only if it came twice "
                   "and none at all was sent upstream.",
    },
    {
        .id = "proxy-changed-body",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §16.7",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .check = check_body,
        .problem = "Body of the response changed by a proxy",
        .requirement = "A proxy leaves the body of a response unchanged",
        .remedy = "The proxy must not change the body: anchoring media takes a B2BUA. If no media "
                  "relay is intended, check for a SIP ALG that rewrites the SDP.",
        .silence = "Not reported when the response is a failure, which may be the proxy's own, or "
                   "when several responses might be the one that was forwarded.",
    },
    {
        .id = "proxy-changed-to-tag",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §16.7",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .check = check_to_tag,
        .problem = "To tag of a 2xx changed by a proxy",
        .requirement = "A proxy leaves the To tag of a 2xx unchanged",
        .remedy =
            "The proxy must not change the tag: requests within the dialog will not match it.",
        .silence = "Only reported when Contact and SDP prove that it is the same response: another "
                   "tag may come from a branch that was not captured. Not reported within a "
                   "dialog: to-tag-mismatch reports that.",
        .explains = {"2xx-not-acked", "481-to-bye"},
    },
    {
        .id = "pending-branches-not-cancelled",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §16.7",
        .see = "RFC 3261 §16.10; RFC 3261 §9.1; RFC 3841 §9.1",
        .when = SIP_AT_END_OF_FINAL,
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_pending,
        .problem = "Pending branches not cancelled by the proxy",
        .requirement =
            "A proxy that forwards a final response, or accepts a CANCEL, cancels the branches "
            "that are still pending",
        .remedy = "The proxy must send a CANCEL on each pending branch. Otherwise the other phones "
                  "keep ringing.",
        .silence =
            "Not reported when the client asked for it (Request-Disposition: no-cancel), or when "
            "nothing more was seen of the branch: the CANCEL may not have been captured. After a "
            "CANCEL of the client, not reported either for a branch that ended within T2.",
    },
};

SIP_SUBJECT_END(proxy);
