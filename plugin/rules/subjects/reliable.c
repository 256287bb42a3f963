/* reliable.c
 * RSeq, and provisional responses that are sent reliably (RFC 3262).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/fields.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/reliable.h"
#include "rules/subjects/subjects.h"
#include "sip/rack.h"
#include "sip/value.h"

/* For codes and methods that cannot be sent reliably at all. */
static enum sip_verdict check_not_reliable(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_reliable_row(m);

    if (row == NULL) {
        return m->headers_complete ? SIP_KEPT : SIP_UNDECIDED;
    }
    return sip_broken(finding, context, sip_row_bytes(row), "%s: %.*s in a %.*s to %.*s",
                      sip_header_name((enum sip_header_id)row->id), SIP_ARG(row->value),
                      SIP_ARG(m->code_text), SIP_ARG(m->method_name));
}

#define PERHAPS_RELIABLE (SIP_M(INVITE) | SIP_M(OTHER))

static enum sip_verdict check_rseq_missing(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    if (!sip_values_contain(context->message, SIP_HDR_REQUIRE, "100rel")) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_check_required(context, finding);
}

static enum sip_verdict check_require_missing(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *rseq = sip_message_row(m, SIP_HDR_RSEQ);

    if (rseq == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_values_contain(m, SIP_HDR_REQUIRE, "100rel")) {
        return SIP_KEPT;
    }
    if (!m->headers_complete) {
        return SIP_UNDECIDED;
    }
    struct sip_slice require = sip_message_value(m, SIP_HDR_REQUIRE);
    return sip_broken(finding, context, (struct sip_slice){NULL, 0},
                      "RSeq: %.*s, but Require is %.*s", SIP_ARG(rseq->value),
                      SIP_ARG(sip_or_absent(context, require)));
}

/* Extensions may define methods with provisional responses of their own (RFC 3262 section 3):
 * of a method that is not known, nothing is said. ACK has no responses at all. */
#define NON_INVITE SIP_M_NOT(SIP_M(INVITE) | SIP_M(ACK) | SIP_M(OTHER))

/* The first is 2147483647 at most, and no INVITE has a hundred reliable responses that the capture lost. */
#define HIGHEST_RSEQ (UINT32_C(2147483647) + 100)

static enum sip_verdict check_rseq_range(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_RSEQ);
    uint32_t number;

    if (row == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_slice_to_u32(row->value, &number) && number > 0 && number <= HIGHEST_RSEQ) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, sip_row_bytes(row), "RSeq: %.*s", SIP_ARG(row->value));
}

static enum sip_verdict check_rel1xx_not_offered(const struct sip_context *context,
                                                 struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_RSEQ);

    if (row == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_response_option(context, "100rel")) {
        return SIP_KEPT;
    }
    struct sip_slice supported = sip_message_value(context->request, SIP_HDR_SUPPORTED);
    return sip_broken(finding, context, sip_row_bytes(row),
                      "RSeq: %.*s; Supported in frame %u was %s", SIP_ARG(row->value),
                      sip_response_request_frame(context), sip_quoted(context, supported).s);
}

static enum sip_verdict check_rel1xx_required(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    /* Where one half of the mark is there, rel1xx-rseq-missing or rel1xx-require-missing reports it. */
    if (!sip_values_contain(context->request, SIP_HDR_REQUIRE, "100rel") ||
        sip_values_contain(m, SIP_HDR_REQUIRE, "100rel")) {
        return SIP_NOT_APPLICABLE;
    }
    switch (sip_message_presence(m, SIP_HDR_RSEQ)) {
    case SIP_PRESENT:
        return SIP_KEPT;
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "RSeq absent; Require in frame %u was \"%.*s\"",
                      sip_response_request_frame(context),
                      SIP_ARG(sip_message_value(context->request, SIP_HDR_REQUIRE)));
}

const struct sip_response *sip_previous_reliable(const struct sip_transaction *t,
                                                 const struct sip_response *before,
                                                 struct sip_slice dialog)
{
    const struct sip_response *last = NULL;

    for (const struct sip_response *r = t->responses; r != before && r != NULL; r = r->next) {
        last = r->reliable && sip_response_has_tag(r, dialog) ? r : last;
    }
    return last;
}

const struct sip_response *sip_reliable_with_rseq(const struct sip_transaction *t, uint32_t rseq,
                                                  struct sip_slice dialog)
{
    const struct sip_response *r = t->responses;

    while (r != NULL && !(r->reliable && r->rseq == rseq && sip_response_has_tag(r, dialog))) {
        r = r->next;
    }
    return r;
}

static enum sip_verdict wrong_rseq(const struct sip_context *context, struct sip_finding *finding,
                                   const struct sip_response *other)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_RSEQ);
    unsigned code = context->message->code;

    if (sip_message_reliable_rseq(context->message) == other->rseq && other->code == code) {
        return sip_broken_by(finding, context, other->frame, sip_row_bytes(row),
                             "RSeq %u again in a %u with another session description than that of "
                             "frame %u",
                             other->rseq, code, other->frame);
    }
    return sip_broken_by(finding, context, other->frame, sip_row_bytes(row),
                         "RSeq: %.*s in a %u; the %u in frame %u had %u", SIP_ARG(row->value), code,
                         other->code, other->frame, other->rseq);
}

/* Over UDP a single number that is missing is perhaps a packet that the capture lost. But the client would have
 * acknowledged what comes after it; and had the packet not reached it, it would have been sent again. */
#define COPIES_WITHOUT_PRACK 3

static enum sip_verdict judge_gap(const struct sip_context *context, const struct sip_response *r,
                                  struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *last = sip_previous_reliable(t, r, sip_response_to_tag(r));

    if (!r->reliable || r->copies < COPIES_WITHOUT_PRACK || r->prack != NULL ||
        r->acked_elsewhere || r->uncertain || last == NULL || last->prack == NULL ||
        last->rseq + 2 != r->rseq) {
        return SIP_KEPT;
    }
    return sip_broken_at(finding, context, r, last->frame,
                         "RSeq is %u, and no PRACK came for %u copies; the %u in frame %u had %u",
                         r->rseq, r->copies, last->code, last->frame, last->rseq);
}

static enum sip_verdict check_gaps(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    enum sip_verdict verdict = SIP_KEPT;

    if (t->branches != NULL) {
        return SIP_KEPT; /* the finding is where the proxy has it from */
    }
    if (t->transport != SIP_TRANSPORT_UDP || t->prack_unknown || t->request_varied ||
        sip_endpoint_is_group(&t->hop->server)) {
        return SIP_UNDECIDED;
    }
    for (const struct sip_response *r = t->responses; r != NULL && verdict == SIP_KEPT;
         r = r->next) {
        verdict = r->reliable ? judge_gap(context, r, finding) : SIP_KEPT;
    }
    return verdict;
}

static enum sip_verdict check_rseq_step(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    if (context->packet == NULL) {
        return check_gaps(context, finding);
    }
    const struct sip_transaction *t = context->transaction;
    struct sip_slice dialog = sip_message_to_tag(context->message);
    uint32_t rseq = sip_message_reliable_rseq(context->message);
    const struct sip_response *same = sip_reliable_with_rseq(t, rseq, dialog);
    const struct sip_response *last = sip_previous_reliable(t, NULL, dialog);

    if (rseq == 0 || last == NULL || t->final_frame != 0) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_response_belongs(context)) {
        return SIP_UNDECIDED;
    }
    if (same != NULL) { /* repeated, perhaps with another Date; but not as another response */
        enum sip_presence other = sip_reliable_other(context, same);
        return other == SIP_PRESENT  ? wrong_rseq(context, finding, same)
               : other == SIP_ABSENT ? SIP_KEPT
                                     : SIP_UNDECIDED;
    }
    if (rseq - 1 == last->rseq) {
        return SIP_KEPT;
    }
    /* While others wait for their PRACK, one may have been lost on its way, or overtaken. And the
     * capture may have lost one. Neither happens to a user agent on a stream. */
    bool all = last->from_contact && sip_has_all_responses(context, last->stamp);
    bool perhaps_lost = !all && (last->prack == NULL || t->prack_unknown || rseq - 2 == last->rseq);
    return perhaps_lost ? SIP_UNDECIDED : wrong_rseq(context, finding, last);
}

enum sip_presence sip_reliable_other(const struct sip_context *context,
                                     const struct sip_response *first)
{
    const struct sip_message *m = context->message;
    char media[SIP_MEDIA_SIZE], room[SIP_MEDIA_SIZE];
    const char *before = sip_response_media(context->transaction, first, room);

    if (first->code != m->code) {
        return SIP_PRESENT;
    }
    if (before != NULL && sip_message_media(m, media, sizeof(media))) {
        return strcmp(media, before) != 0 ? SIP_PRESENT : SIP_ABSENT;
    }
    bool known = m->headers_complete && m->body_complete && !first->uncertain &&
                 (before != NULL || !first->has_sdp);
    return known ? SIP_ABSENT : SIP_PERHAPS;
}

int64_t sip_responses_known_since(const struct sip_transaction *invite)
{
    const struct sip_response *first = invite->responses;
    return first != NULL && first->code == 100 ? first->stamp : invite->request_time;
}

const struct sip_response *sip_final_before_new_reliable(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice dialog = sip_message_to_tag(context->message);
    uint32_t rseq = sip_message_reliable_rseq(context->message);
    const struct sip_response *final =
        dialog.p != NULL ? sip_transaction_response(t, 200, 699, dialog) : NULL;

    if (rseq == 0 || final == NULL || sip_reliable_with_rseq(t, rseq, dialog) != NULL) {
        return NULL;
    }
    /* Until its server sends it again it may be the second copy of one that the capture lost. */
    bool all = final->from_contact && sip_has_all_responses(context, sip_responses_known_since(t));
    return all || context->packet->stamp - final->stamp >= sip_longest_crossing_time(context)
               ? final
               : NULL;
}

static enum sip_verdict check_reliable_after_final(const struct sip_context *context,
                                                   struct sip_finding *finding)
{
    const struct sip_response *final = sip_final_before_new_reliable(context);

    if (final == NULL || !sip_response_belongs(context)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, final->frame, SIP_START_LINE,
                         "a new RSeq, %u, after the %u in frame %u (%.3f s)",
                         sip_message_reliable_rseq(context->message), final->code, final->frame,
                         sip_seconds(context->packet->stamp - final->stamp));
}

const struct sip_rule sip_rules_reliable[] = {
    {
        .id = "100-reliable",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3262 §3",
        .see = "RFC 3262 §4",
        .codes = "100",
        .check = check_not_reliable,
        .problem = "100 marked as reliable (RSeq or Require: 100rel)",
        .requirement = "A 100 is never sent reliably",
        .remedy = "The server must leave RSeq and Require: 100rel out of a 100. A 100 goes to the "
                  "next hop only, whereas PRACK works end to end.",
    },
    {
        .id = "rseq-outside-1xx",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3262 §7.1",
        .codes = "200-699",
        .headers = {SIP_HDR_RSEQ},
        .check = sip_check_misplaced,
        .problem = "RSeq in a final response",
        .requirement = "RSeq is used in provisional responses only",
        .remedy =
            "The server should remove RSeq from final responses, where no PRACK acknowledges it.",
        .silence = "Not reported when RSeq is in a 100, or in a provisional response to a method "
                   "other than INVITE: other rules report these.",
    },
    {
        .id = "rel1xx-rseq-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §3",
        .codes = "101-199",
        .methods = PERHAPS_RELIABLE,
        .headers = {SIP_HDR_RSEQ},
        .check = check_rseq_missing,
        .problem = "Reliable provisional response without RSeq",
        .requirement = "A provisional response with Require: 100rel has an RSeq header field",
        .remedy = "The server must add RSeq. Without it, no PRACK can refer to this response.",
        .silence =
            "Not reported when the request is not an INVITE: rel1xx-non-invite reports that.",
    },
    {
        .id = "rel1xx-require-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §3",
        .codes = "101-199",
        .methods = PERHAPS_RELIABLE,
        .check = check_require_missing,
        .problem = "RSeq without Require: 100rel",
        .requirement = "A provisional response with RSeq has Require: 100rel",
        .remedy = "The server must add Require: 100rel. Without it, the client takes the response "
                  "for an unreliable one and sends no PRACK.",
        .silence =
            "Not reported when the request is not an INVITE: rel1xx-non-invite reports that.",
    },
    {
        .id = "rel1xx-non-invite",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3262 §3",
        .see = "RFC 3262 §7.1; RFC 4320 §4.1",
        .codes = "101-199",
        .methods = NON_INVITE,
        .check = check_not_reliable,
        .problem = "Reliable provisional response to a non-INVITE",
        .requirement = "Reliable provisional responses are sent to INVITE only",
        .remedy =
            "The server must send its final response at once, without RSeq and Require: 100rel.",
        .silence = "Not reported when the method is not a registered one: it may have been "
                   "designed for reliable provisional responses.",
    },
    {
        .id = "rseq-out-of-range",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §3",
        .see = "RFC 3262 §7.1",
        .codes = "101-199",
        .methods = PERHAPS_RELIABLE,
        .check = check_rseq_range,
        .problem = "RSeq is not a number from 1 to 2147483647",
        .requirement = "RSeq is a number; the first one is from 1 to 2147483647",
        .remedy = "The server must start with an RSeq from 1 to 2147483647 and add one for each "
                  "new reliable response.",
        .silence = "Not reported when RSeq exceeds 2147483647 by no more than 100: the limit "
                   "applies to the first reliable response to a request, and those before may not "
                   "have been captured.",
        .explains = {"rel1xx-not-pracked", "prack-unmatched-code"},
    },
    {
        .id = "rel1xx-not-offered",
        .severity = SIP_WARN, /* as above */
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3262 §3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199",
        .methods = SIP_M(INVITE),
        .needs = {SIP_HDR_RSEQ},
        .check = check_rel1xx_not_offered,
        .problem = "Reliable 1xx sent to a client that did not offer 100rel",
        .requirement = "A provisional response is sent reliably only if Supported or Require of "
                       "the request lists 100rel",
        .remedy = "The UAS must send this 1xx unreliably, without RSeq and Require: 100rel. The "
                  "client will not send PRACK.",
    },
    {
        .id = "rel1xx-required-but-unreliable",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199",
        .methods = SIP_M(INVITE),
        .check = check_rel1xx_required,
        .problem = "Unreliable 1xx though the INVITE requires 100rel",
        .requirement = "Every 1xx except 100 to an INVITE with Require: 100rel is sent reliably",
        .remedy = "The UAS must add RSeq and Require: 100rel to its 1xx, or reject the INVITE with "
                  "420 if it does not support 100rel.",
    },
    {
        .id = "rseq-not-plus-one",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §3",
        .see = "RFC 3262 §4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199",
        .methods = SIP_M(INVITE),
        .ends = true,
        .check = check_rseq_step,
        .problem = "RSeq is not one higher than the previous one",
        .requirement = "Each new reliable provisional response of a dialog has an RSeq one higher",
        .remedy = "The server must increase RSeq by one for each new reliable response. The client "
                  "drops any other and sends no PRACK for it.",
        .silence = "The same RSeq is no copy where the code or the media differ. Not reported when "
                   "no PRACK for the previous response was seen (one in between may have been "
                   "lost), or when a single number is missing (the capture may have lost that "
                   "packet), unless the response was sent three times without any PRACK; but "
                   "reported over TCP and TLS where the user agent itself responds and the stream "
                   "was captured without a gap. Each fork has its own sequence.",
        .explains = {"rel1xx-not-pracked", "prack-unmatched-code"},
    },
    {
        .id = "rel1xx-after-final",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3262 §3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_reliable_after_final,
        .problem = "New reliable provisional response after the final one",
        .requirement = "No new reliable provisional response is sent after the final response",
        .remedy = "The server must send its reliable provisional responses before its final "
                  "response, or not at all.",
        .silence = "Not reported when provisional-after-final is: it belongs to another fork, its "
                   "RSeq was seen before (a retransmission), or it came so soon after the final "
                   "response that it may be the second copy of a response that the capture lost. "
                   "Over TCP and TLS nothing is lost where the stream was captured without a gap.",
    },
};

SIP_SUBJECT_END(reliable);
