/* reliable.c
 * RSeq and PRACK (RFC 3262).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/fields.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/after_final.h"
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

/* The reliable response that came before in its dialog, or NULL. before == NULL: the last one. */
static const struct sip_response *previous_reliable(const struct sip_transaction *t,
                                                    const struct sip_response *before,
                                                    struct sip_slice dialog)
{
    const struct sip_response *last = NULL;

    for (const struct sip_response *r = t->responses; r != before && r != NULL; r = r->next) {
        last = r->reliable && sip_response_has_tag(r, dialog) ? r : last;
    }
    return last;
}

static const struct sip_response *reply_with_rseq(const struct sip_transaction *t, uint32_t rseq,
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

    return sip_broken_by(finding, context, other->frame, sip_row_bytes(row),
                         "RSeq: %.*s in a %u; the %u in frame %u had %u", SIP_ARG(row->value),
                         context->message->code, other->code, other->frame, other->rseq);
}

/* Over UDP a single number that is missing is perhaps a packet that the capture lost. But the client would have
 * acknowledged what comes after it; and had the packet not reached it, it would have been sent again. */
#define COPIES_WITHOUT_PRACK 3

static enum sip_verdict judge_gap(const struct sip_context *context, const struct sip_response *r,
                                  struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *last = previous_reliable(t, r, sip_response_to_tag(r));

    if (!r->reliable || r->copies < COPIES_WITHOUT_PRACK || r->prack != NULL ||
        r->pracked_elsewhere || r->uncertain || last == NULL || last->prack == NULL ||
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
    const struct sip_response *same = reply_with_rseq(t, rseq, dialog);
    const struct sip_response *last = previous_reliable(t, NULL, dialog);

    if (rseq == 0 || last == NULL || t->final_frame != 0) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_response_belongs(context)) {
        return SIP_UNDECIDED;
    }
    if (same != NULL) { /* repeated, perhaps with another Date; but not as another response */
        return same->code == context->message->code ? SIP_KEPT : wrong_rseq(context, finding, same);
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

/* A time when the response was certainly not acknowledged yet: its PRACK came by later, or it was
 * itself sent again. 0: not known. */
static int64_t unacknowledged_at(const struct sip_response *r)
{
    if (r->prack == NULL) {
        return r->copies > 1 ? r->last_time : 0;
    }
    const struct sip_response *answer = r->prack->responses;
    bool seen_late = answer != NULL && answer->frame < r->prack->request_frame;
    return seen_late ? 0 : r->prack->request_time;
}

/* Appends to a text of evidence what shows that the response was not acknowledged at that time. */
static const char *proof_of(const struct sip_response *r)
{
    return r->prack ? SIP_PHRASE("its PRACK came later, in frame")
                    : SIP_PHRASE("it was sent again after frame");
}

static uint32_t frame_of_proof(const struct sip_response *r, uint32_t later)
{
    return r->prack ? r->prack->request_frame : later;
}

/* The second reliable response in the dialog of a first one, or NULL. */
static const struct sip_response *second_reliable(const struct sip_response *first)
{
    const struct sip_response *r = first->next;

    while (r != NULL && !(r->reliable && r->rseq > first->rseq &&
                          sip_response_has_tag(r, sip_response_to_tag(first)))) {
        r = r->next;
    }
    return r;
}

static enum sip_verdict check_second_before_prack(const struct sip_context *context,
                                                  struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    if (t->prack_unknown) {
        return SIP_UNDECIDED; /* the first may not be the one that was seen first */
    }
    for (const struct sip_response *r = t->responses; r != NULL && !t->request_varied;
         r = r->next) {
        if (!r->reliable || previous_reliable(t, r, sip_response_to_tag(r)) != NULL) {
            continue;
        }
        const struct sip_response *second = second_reliable(r);
        if (second != NULL && second->stamp + SIP_CAPTURE_JITTER < unacknowledged_at(r)) {
            return sip_broken_at(
                finding, context, second, r->frame,
                "RSeq %u; the %u in frame %u (RSeq %u) was not acknowledged: %s %u", second->rseq,
                r->code, r->frame, r->rseq, sip_word(context, proof_of(r)),
                frame_of_proof(r, second->frame));
        }
    }
    return SIP_KEPT;
}

/* Whether it is certain that the client did not acknowledge the response: the server sent it again
 * and again; or the client's ACK went by, which takes the way of a PRACK, but no PRACK did. */
static bool lacks_prack(const struct sip_context *context, const struct sip_response *r)
{
    const struct sip_transaction *t = context->transaction;
    int64_t t1 = sip_timer_t1(context);
    bool repeated = r->copies >= 3 && r->last_time - r->stamp >= 2 * t1;
    bool acked = t->final_code / 100 == 2 && t->ack_frame != 0 &&
                 sip_transaction_response(t, 200, 299, sip_response_to_tag(r)) != NULL &&
                 t->ack_time - r->stamp >= 3 * t1;

    return r->prack == NULL && !r->pracked_elsewhere && (repeated || acked);
}

static bool has_reliable(const struct sip_transaction *t)
{
    const struct sip_response *r = t->responses;

    while (r != NULL && !r->reliable) {
        r = r->next;
    }
    return r != NULL;
}

static enum sip_verdict check_not_pracked(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    /* Without the offer the server is at fault: see rel1xx-not-offered. */
    if (t->prack_unknown || t->request_varied || !has_reliable(t) ||
        !sip_response_option(context, "100rel")) {
        return SIP_UNDECIDED;
    }
    for (const struct sip_response *r = t->responses; r != NULL && r->code < 200; r = r->next) {
        const struct sip_response *last = previous_reliable(t, r, sip_response_to_tag(r));
        bool in_order = last == NULL || r->rseq == last->rseq + 1;
        if (r->reliable && in_order && lacks_prack(context, r)) {
            return sip_broken_at(finding, context, r, t->request_frame,
                                 "no PRACK for RSeq %u; the %u was sent %u times in %.1f s",
                                 r->rseq, r->code, r->copies, sip_seconds(r->last_time - r->stamp));
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict wrong_prack_code(const struct sip_context *context,
                                         struct sip_finding *finding, const struct sip_response *r,
                                         const char *state)
{
    struct sip_slice rack = sip_message_value(context->request, SIP_HDR_RACK);

    return sip_broken(finding, context, SIP_START_LINE, "%u to RAck: %.*s; the %u in frame %u %s",
                      context->message->code, SIP_ARG(rack), r->code, r->frame,
                      sip_word(context, state));
}

/* Of one PRACK: not seen twice on a way that leads through the same client. */
static bool acknowledged_before(const struct sip_transaction *t, const struct sip_response *r)
{
    const struct sip_transaction *first = r->prack;

    return first != NULL && first != t && first->final_code / 100 == 2 &&
           first->final_time + SIP_CAPTURE_JITTER < t->request_time &&
           first->cseq_number != t->cseq_number &&
           sip_endpoint_same_address(&first->hop->server, &t->hop->server);
}

/* Why a PRACK can match no response at all, whatever the capture has lost; or NULL. Each request of a client
 * has a CSeq number of its own, and an INVITE that it acknowledges was sent before. */
static const char *why_unmatched(const struct sip_context *context, const struct sip_rack *rack)
{
    const struct sip_message *prack = context->request;

    if (!sip_slice_is(rack->method, "INVITE")) {
        return SIP_PHRASE("only an INVITE has reliable responses");
    }
    if (rack->cseq_number == prack->cseq_number) {
        return SIP_PHRASE("that is the CSeq number of the PRACK itself");
    }
    return rack->cseq_number > prack->cseq_number
               ? SIP_PHRASE("the CSeq number is higher than that of the PRACK")
               : NULL;
}

/* Since when all responses to an INVITE are known if its stream has no gap: of the first one that came on a
 * connection nobody knows what was before it, but nothing is before a 100. */
static int64_t known_since(const struct sip_transaction *invite)
{
    const struct sip_response *first = invite->responses;
    return first != NULL && first->code == 100 ? first->stamp : invite->request_time;
}

/* Whether all responses to the INVITE are known, in every early dialog, and its server is the user agent. */
static bool has_sent_all(const struct sip_context *context, const struct sip_transaction *invite)
{
    const struct sip_response *r = invite->responses;

    if (invite->request_frame == 0 || invite->hop != context->transaction->hop ||
        !sip_has_all_responses(context, known_since(invite)) ||
        invite->response_count == SIP_TRANSACTION_MAX_RESPONSES) {
        return false;
    }
    while (r != NULL && (r->code == 100 || r->from_contact) && !r->uncertain) {
        r = r->next;
    }
    return r == NULL;
}

static enum sip_verdict check_prack_code(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction, *invite = t->invite;
    bool accepted = context->message->code < 300;
    struct sip_rack rack;

    if (!sip_response_belongs(context) || !sip_message_rack(context->request, &rack)) {
        return SIP_UNDECIDED;
    }
    const char *unmatched = why_unmatched(context, &rack);
    if (unmatched != NULL && accepted) {
        return sip_broken(finding, context, SIP_START_LINE, "%u to RAck: %.*s; %s",
                          context->message->code,
                          SIP_ARG(sip_message_value(context->request, SIP_HDR_RACK)),
                          sip_word(context, unmatched));
    }
    if (invite == NULL || unmatched != NULL) {
        return SIP_UNDECIDED;
    }
    const struct sip_response *r =
        reply_with_rseq(invite, rack.rseq, sip_message_to_tag(context->request));
    if (r == NULL && accepted && has_sent_all(context, invite)) {
        return sip_broken(finding, context, SIP_START_LINE,
                          "%u to RAck: %.*s; no response to the INVITE in frame %u has this RSeq",
                          context->message->code,
                          SIP_ARG(sip_message_value(context->request, SIP_HDR_RACK)),
                          invite->request_frame);
    }
    if (r == NULL || r->stamp >= t->request_time) {
        return SIP_UNDECIDED;
    }
    if (accepted) {
        return acknowledged_before(t, r)
                   ? wrong_prack_code(context, finding, r,
                                      SIP_PHRASE("had been acknowledged already"))
                   : SIP_KEPT;
    }
    /* With the call itself the early dialog may be gone. */
    if (r->prack != t || invite->final_frame != 0 || invite->cancel != NULL ||
        invite->end_explained || invite->prack_unknown) {
        return SIP_UNDECIDED;
    }
    return wrong_prack_code(context, finding, r, SIP_PHRASE("was waiting for it"));
}

const struct sip_response *sip_final_before_new_reliable(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice dialog = sip_message_to_tag(context->message);
    uint32_t rseq = sip_message_reliable_rseq(context->message);
    const struct sip_response *final =
        dialog.p != NULL ? sip_transaction_response(t, 200, 699, dialog) : NULL;

    if (rseq == 0 || final == NULL || reply_with_rseq(t, rseq, dialog) != NULL) {
        return NULL;
    }
    /* Until its server sends it again it may be the second copy of one that the capture lost. */
    bool all = final->from_contact && sip_has_all_responses(context, known_since(t));
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

static enum sip_verdict check_2xx_before_prack(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice dialog = sip_message_to_tag(context->message);

    for (const struct sip_response *r = t->responses; r != NULL && !t->request_varied;
         r = r->next) {
        if (r->reliable && r->has_sdp && sip_response_has_tag(r, dialog) &&
            r->frame < t->final_frame &&
            t->final_time + SIP_CAPTURE_JITTER < unacknowledged_at(r)) {
            return sip_broken_by(
                finding, context, r->frame, SIP_START_LINE,
                "the %u with SDP in frame %u (RSeq %u) was not acknowledged: %s %u", r->code,
                r->frame, r->rseq, sip_word(context, proof_of(r)),
                frame_of_proof(r, t->final_frame));
        }
    }
    return SIP_KEPT;
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
        .explains = {"rel1xx-not-pracked"},
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
        .explains = {"rel1xx-not-pracked"},
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
        .explains = {"rel1xx-not-pracked"},
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
        .silence = "Not reported when no PRACK for the previous response was seen (one in between "
                   "may have been lost), or when a single number is missing (the capture may have "
                   "lost that packet), unless the response was sent three times without any "
                   "PRACK; but reported over TCP and TLS where the user agent itself "
                   "responds and the stream was captured without a gap. Each fork has its own "
                   "sequence.",
        .explains = {"rel1xx-not-pracked", "prack-unmatched-code"},
    },
    {
        .id = "rel1xx-second-before-prack",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3262 §3",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_second_before_prack,
        .problem = "Second reliable 1xx before the PRACK of the first",
        .requirement = "The second reliable provisional response waits for the PRACK of the first",
        .remedy = "The server must not send the second one until the first is acknowledged: the "
                  "client cannot know their order.",
        .silence = "Only reported when the PRACK came after the second response, or the first was "
                   "sent again after it. Not reported for the third and later ones, which should "
                   "wait but need not. Each fork is checked separately.",
    },
    {
        .id = "rel1xx-not-pracked",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §4",
        .see = "RFC 3262 §3",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_not_pracked,
        .problem = "Reliable provisional response without PRACK",
        .requirement = "The client acknowledges each reliable provisional response with PRACK",
        .remedy = "The client must send a PRACK. Check first whether the response reaches it and "
                  "where its PRACK goes: to the Contact of the response, along its Record-Route.",
        .silence = "Only reported when the response was sent three times, or when the ACK to a 2xx "
                   "was seen in the same dialog: a PRACK may take another path than the INVITE. "
                   "Not reported for responses out of order, which must not be acknowledged, or "
                   "when the INVITE did not offer 100rel.",
        .explains = {"rel1xx-second-before-prack", "2xx-before-prack-of-sdp"},
    },
    {
        .id = "prack-unmatched-code",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx,405,481,501",
        .methods = SIP_M(PRACK),
        .timed = true,
        .check = check_prack_code,
        .problem = "Wrong status code in the response to PRACK",
        .requirement = "A PRACK that matches a pending response gets 2xx, any other gets 481",
        .remedy = "The server must look up dialog, RSeq, CSeq number and method of the PRACK among "
                  "its unacknowledged reliable responses.",
        .silence = "Not reported when the INVITE is completed or cancelled, since its dialog may "
                   "be gone, or when the PRACK refers to a response that was not captured, unless "
                   "the user agent itself responds over TCP or TLS and the stream was captured "
                   "without a gap. Proxies may reject a PRACK with other codes.",
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
    {
        .id = "2xx-before-prack-of-sdp",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3262 §3",
        .see = "RFC 3262 §5",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_2xx_before_prack,
        .problem = "2xx before the PRACK of a reliable 1xx with SDP",
        .requirement =
            "No 2xx is sent while a reliable provisional response with SDP is unacknowledged",
        .remedy = "The server must not send its 2xx before the PRACK arrives: the client may still "
                  "lack the SDP of the provisional response.",
        .silence = "Only reported when the PRACK came after the 2xx, or the provisional response "
                   "was sent again after it. Each fork is checked separately.",
        .explains = {"provisional-after-final"},
    },
};

SIP_SUBJECT_END(reliable);
