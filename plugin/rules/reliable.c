/* reliable.c
 * Provisional responses in context: reliable ones and their PRACK (RFC 3262), early dialogs and
 * their media, and how long a request is left pending.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "rules/response.h"
#include "rules/readings.h"
#include "rules/subjects.h"
#include "rules/timers.h"
#include "sip/body.h"
#include "sip/rack.h"

#define NON_INVITE SIP_M_NOT(SIP_M(INVITE) | SIP_M(ACK))

#define MILLISECOND INT64_C(1000)

/* The dialog of the message; forks have RSeq, answer and ringing of their own. */
static struct sip_slice dialog_of(const struct sip_message *m)
{
    return sip_message_tag(m, SIP_HDR_TO);
}

static bool is_in(const struct sip_response *r, struct sip_slice dialog)
{
    return r->to_tag != NULL && dialog.p != NULL && sip_slice_is(dialog, r->to_tag);
}

/* RSeq and PRACK. */

/* The reliable response that came before in its dialog, or NULL. before == NULL: the last one. */
static const struct sip_response *previous_reliable(const struct sip_transaction *t,
                                                    const struct sip_response *before,
                                                    struct sip_slice dialog)
{
    const struct sip_response *last = NULL;

    for (const struct sip_response *r = t->responses; r != before && r != NULL; r = r->next) {
        last = r->reliable && is_in(r, dialog) ? r : last;
    }
    return last;
}

static const struct sip_response *reply_with_rseq(const struct sip_transaction *t, uint32_t rseq,
                                                  struct sip_slice dialog)
{
    const struct sip_response *r = t->responses;

    while (r != NULL && !(r->reliable && r->rseq == rseq && is_in(r, dialog))) {
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

static enum sip_verdict check_rseq_step(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice dialog = dialog_of(context->message);
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
     * capture may have lost one. */
    bool perhaps_lost = last->prack == NULL || t->prack_unknown || rseq - 2 == last->rseq;
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
    return r->prack ? "its PRACK came later, in frame" : "it was sent again after frame";
}

static uint32_t frame_of_proof(const struct sip_response *r, uint32_t later)
{
    return r->prack ? r->prack->request_frame : later;
}

/* The second reliable response in the dialog of a first one, or NULL. */
static const struct sip_response *second_reliable(const struct sip_response *first)
{
    const struct sip_response *r = first->next;

    while (r != NULL &&
           !(r->reliable && r->rseq > first->rseq && is_in(r, sip_response_to_tag(first)))) {
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
        if (second != NULL && second->time + SIP_CAPTURE_JITTER < unacknowledged_at(r)) {
            sip_broken(
                finding, context, SIP_START_LINE,
                "RSeq %u in the %u of frame %u; the %u of frame %u was not acknowledged: %s %u",
                second->rseq, second->code, second->frame, r->code, r->frame, proof_of(r),
                frame_of_proof(r, second->frame));
            finding->related = second->frame;
            return SIP_BROKEN;
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_2xx_before_prack(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice dialog = dialog_of(context->message);

    for (const struct sip_response *r = t->responses; r != NULL && !t->request_varied;
         r = r->next) {
        if (r->reliable && r->has_sdp && is_in(r, dialog) && r->frame < t->final_frame &&
            t->final_time + SIP_CAPTURE_JITTER < unacknowledged_at(r)) {
            return sip_broken_by(
                finding, context, r->frame, SIP_START_LINE,
                "the %u with SDP in frame %u (RSeq %u) was not acknowledged: %s %u", r->code,
                r->frame, r->rseq, proof_of(r), frame_of_proof(r, t->final_frame));
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
    bool repeated = r->copies >= 3 && r->last_time - r->time >= 2 * t1;
    bool acked = t->final_code / 100 == 2 && t->ack_frame != 0 &&
                 sip_transaction_response(t, 200, 299, sip_response_to_tag(r)) != NULL &&
                 t->ack_time - r->time >= 3 * t1;

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

    /* Without the offer the server is at fault: rel1xx-not-offered speaks. */
    if (t->prack_unknown || t->request_varied || !has_reliable(t) ||
        !sip_response_option(context, "100rel")) {
        return SIP_UNDECIDED;
    }
    for (const struct sip_response *r = t->responses; r != NULL && r->code < 200; r = r->next) {
        const struct sip_response *last = previous_reliable(t, r, sip_response_to_tag(r));
        bool in_order = last == NULL || r->rseq == last->rseq + 1;
        if (r->reliable && in_order && lacks_prack(context, r)) {
            return sip_broken_by(
                finding, context, r->frame, SIP_START_LINE,
                "no PRACK for RSeq %u of the %u in frame %u, which was sent %u times in "
                "%.1f s",
                r->rseq, r->code, r->frame, r->copies, sip_seconds(r->last_time - r->time));
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
                      context->message->code, SIP_ARG(rack), r->code, r->frame, state);
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

static enum sip_verdict check_prack_code(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction, *invite = t->invite;
    bool accepted = context->message->code < 300;
    struct sip_rack rack;

    if (invite == NULL || !sip_response_belongs(context) ||
        !sip_message_rack(context->request, &rack) || !sip_slice_is(rack.method, "INVITE")) {
        return SIP_UNDECIDED;
    }
    const struct sip_response *r = reply_with_rseq(invite, rack.rseq, dialog_of(context->request));
    if (r == NULL || r->time >= t->request_time) {
        return SIP_UNDECIDED;
    }
    if (accepted) {
        return acknowledged_before(t, r)
                   ? wrong_prack_code(context, finding, r, "had been acknowledged already")
                   : SIP_KEPT;
    }
    /* With the call itself the early dialog may be gone. */
    if (r->prack != t || invite->final_frame != 0 || invite->cancel != NULL ||
        invite->end_explained || invite->prack_unknown) {
        return SIP_UNDECIDED;
    }
    return wrong_prack_code(context, finding, r, "was waiting for it");
}

static enum sip_verdict check_reliable_after_final(const struct sip_context *context,
                                                   struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice dialog = dialog_of(context->message);
    uint32_t rseq = sip_message_reliable_rseq(context->message);
    const struct sip_response *final = sip_transaction_response(t, 200, 699, dialog);

    if (rseq == 0 || final == NULL || dialog.p == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    /* Within a round trip it may be the second copy of one that the capture lost. */
    if (!sip_response_belongs(context) || reply_with_rseq(t, rseq, dialog) != NULL ||
        context->packet->time - final->time < sip_crossing_time(context)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, final->frame, SIP_START_LINE,
                         "a new RSeq, %u, after the %u in frame %u (%.3f s)", rseq, final->code,
                         final->frame, sip_seconds(context->packet->time - final->time));
}

/* Early dialogs and their media. */

static enum sip_verdict check_early_dialogs(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice dialog = dialog_of(context->message);
    const struct sip_response *other = NULL;
    unsigned dialogs = 1;

    if (t->in_dialog || dialog.n == 0 || !sip_response_belongs(context)) {
        return SIP_NOT_APPLICABLE;
    }
    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        if (is_in(r, dialog)) {
            return SIP_KEPT;
        }
        if (r->code > 100 && r->code < 200 && r->to_tag != NULL) {
            dialogs += sip_transaction_response(t, 101, 199, sip_response_to_tag(r)) == r;
            other = r;
        }
    }
    if (other == NULL) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, other->frame, dialog,
                         "early dialog %u, To tag %.*s; the %u in frame %u has %s", dialogs,
                         SIP_ARG(dialog), other->code, other->frame, other->to_tag);
}

static enum sip_verdict check_unknown_199(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_message *m = context->message;
    struct sip_slice dialog = dialog_of(m);

    if (t->in_dialog || dialog.n == 0 || sip_message_presence(m, SIP_HDR_RSEQ) != SIP_ABSENT) {
        return SIP_NOT_APPLICABLE; /* a reliable 199 makes a dialog of its own */
    }
    if (!sip_values_contain(context->request, SIP_HDR_SUPPORTED, "199")) {
        return SIP_NOT_APPLICABLE; /* 199-not-supported speaks */
    }
    if (sip_transaction_response(t, 101, 199, dialog) != NULL) {
        return SIP_KEPT;
    }
    if (!sip_response_belongs(context) || t->heard_elsewhere) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, dialog,
                      "no provisional response before had the To tag %.*s", SIP_ARG(dialog));
}

static enum sip_verdict check_same_answer(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice dialog = dialog_of(context->message), offer;
    const struct sip_response *other = t->responses;
    char media[SIP_MEDIA_SIZE], room[SIP_MEDIA_SIZE];
    const char *before = NULL;

    for (; other != NULL; other = other->next) {
        if (is_in(other, dialog) && (before = sip_response_media(t, other, room)) != NULL) {
            break;
        }
    }
    if (other == NULL || !sip_message_media(context->message, media, sizeof(media)) ||
        sip_session_asked(context, &offer) != SIP_PRESENT) {
        return SIP_NOT_APPLICABLE;
    }
    if (t->renegotiated || !sip_response_belongs(context)) {
        return SIP_UNDECIDED;
    }
    if (strcmp(media, before) == 0) {
        return SIP_KEPT;
    }
    struct sip_slice answer;
    sip_session_given(context, &answer);
    return sip_broken_by(finding, context, other->frame, answer, "%s; the %u in frame %u had %s",
                         media, other->code, other->frame, before);
}

static bool has_reliable_media(const struct sip_transaction *t)
{
    const struct sip_response *r = t->responses;

    while (r != NULL && !(r->reliable && r->media != NULL)) {
        r = r->next;
    }
    return r != NULL;
}

/* Of another answer than the first, answer-differs-from-preview speaks. */
static enum sip_verdict check_sdp_after_answer(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice dialog = dialog_of(context->message), sdp;
    uint32_t rseq = sip_message_reliable_rseq(context->message);
    char media[SIP_MEDIA_SIZE];

    if (!has_reliable_media(t) || !sip_message_media(context->message, media, sizeof(media)) ||
        sip_session_asked(context, &sdp) != SIP_PRESENT || !sip_response_belongs(context)) {
        return SIP_NOT_APPLICABLE;
    }
    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        if (r->reliable && r->media != NULL && is_in(r, dialog) && r->rseq != rseq &&
            (t->renegotiated || strcmp(media, r->media) == 0)) {
            sip_session_given(context, &sdp);
            return sip_broken_by(finding, context, r->frame, sdp,
                                 "SDP again; the reliable %u in frame %u gave the answer", r->code,
                                 r->frame);
        }
    }
    return SIP_KEPT;
}

/* The first response of that code, for 183 one with SDP, in the dialog; or NULL. */
static const struct sip_response *first_ringing(const struct sip_transaction *t, unsigned code,
                                                struct sip_slice dialog)
{
    const struct sip_response *r = t->responses;

    while (r != NULL && !(r->code == code && is_in(r, dialog) && (code != 183 || r->has_sdp))) {
        r = r->next;
    }
    return r;
}

static enum sip_verdict check_ringing_order(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_message *m = context->message;
    struct sip_slice dialog = dialog_of(m);
    struct sip_part sdp;
    bool has_sdp = sip_message_part(m, "application/sdp", &sdp) != SIP_ABSENT;
    bool early_media = m->code == 183;
    const struct sip_response *other = first_ringing(t, early_media ? 180 : 183, dialog);

    /* A 180 with SDP: ringing-with-sdp-no-media-auth speaks. */
    if (has_sdp != early_media || other == NULL || first_ringing(t, m->code, dialog) != NULL ||
        sip_message_presence(m, SIP_HDR_P_EARLY_MEDIA) != SIP_ABSENT ||
        !sip_response_belongs(context)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken_by(finding, context, other->frame, SIP_START_LINE,
                         "%s after the %u%s in frame %u", early_media ? "183 with SDP" : "180",
                         other->code, other->has_sdp ? " with SDP" : "", other->frame);
}

/* How long a request is left pending. */

/* The longest time in which an INVITE had no response but perhaps 100. */
struct gap {
    int64_t length;
    uint32_t after;  /* frame of the last response before it, or of the request */
    unsigned code;   /* of that response; 0: the request */
    bool reliable;   /* responses were sent reliably by then */
    const char *end; /* what came then */
    uint32_t end_frame;
};

static void widen(struct gap *widest, struct gap *now, int64_t from, int64_t to, const char *end,
                  uint32_t end_frame)
{
    now->length = to - from;
    now->end = end;
    now->end_frame = end_frame;
    if (now->length > widest->length) {
        *widest = *now;
    }
}

/* The first response from r on that is not 100, and came before a CANCEL; or NULL. */
static const struct sip_response *next_but_100(const struct sip_transaction *t,
                                               const struct sip_response *r)
{
    while (r != NULL && r->code == 100) {
        r = r->next;
    }
    bool cancelled = r != NULL && t->cancel != NULL && t->cancel->request_frame != 0 &&
                     t->cancel->request_frame < r->frame;
    return cancelled ? NULL : r;
}

/* Only gaps that something ended: what comes after the last message is not known. Of a response
 * that was repeated it is not known when, between first and last copy: that is taken as filled. */
static struct gap widest_gap(const struct sip_transaction *t)
{
    struct gap widest = {0}, now = {.after = t->request_frame};
    int64_t heard = t->last_request_time;
    const struct sip_response *r = next_but_100(t, t->responses);

    for (; r != NULL && r->code < 200; r = next_but_100(t, r->next)) {
        widen(&widest, &now, heard, r->time, "the next", r->frame);
        if (r->last_time > heard) {
            heard = r->last_time;
            now.after = r->frame;
            now.code = r->code;
        }
        now.reliable = now.reliable || r->reliable;
    }
    if (r != NULL) {
        widen(&widest, &now, heard, r->time, "the final response", r->frame);
    } else if (t->cancel != NULL && t->cancel->request_frame != 0) {
        widen(&widest, &now, heard, t->cancel->request_time, "the CANCEL",
              t->cancel->request_frame);
    }
    return widest;
}

static enum sip_verdict too_long(const struct sip_context *context, struct sip_finding *finding,
                                 const struct gap *gap)
{
    char after[32] = "the INVITE";

    if (gap->code != 0) {
        snprintf(after, sizeof(after), "the %u in frame %u", gap->code, gap->after);
    }
    return sip_broken_by(finding, context, gap->end_frame, SIP_START_LINE,
                         "%.0f s from %s to %s in frame %u", sip_seconds(gap->length), after,
                         gap->end, gap->end_frame);
}

static bool is_followed(const struct sip_transaction *t)
{
    return t->response_count > 0 && t->response_count < SIP_TRANSACTION_MAX_RESPONSES &&
           !t->request_varied && !t->heard_elsewhere;
}

static enum sip_verdict check_refresh(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    struct gap gap = widest_gap(context->transaction);
    int64_t limit = (gap.reliable ? 150 : 2 * 60) * SIP_SECOND;

    if (!is_followed(context->transaction) || context->transaction->prack_unknown) {
        return SIP_UNDECIDED;
    }
    /* Within two minutes one may have been lost. The server's clock, and the network, may be some
     * seconds off. */
    if (gap.length <= limit + 5 * SIP_SECOND || gap.length > sip_timer_c(context)) {
        return SIP_KEPT; /* or timer-c-risk speaks */
    }
    return too_long(context, finding, &gap);
}

static enum sip_verdict check_timer_c(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    struct gap gap = widest_gap(context->transaction);

    if (!is_followed(context->transaction)) {
        return SIP_UNDECIDED;
    }
    return gap.length > sip_timer_c(context) ? too_long(context, finding, &gap) : SIP_KEPT;
}

static enum sip_verdict check_100_missing(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    int64_t waited = context->packet->time - t->request_time;

    if (t->response_count > 0 || waited <= sip_time_of_100(context) ||
        waited > 64 * sip_timer_shortest_t1(context)) { /* late-non-invite-final speaks */
        return SIP_KEPT;
    }
    return sip_response_belongs(context) && !t->heard_elsewhere
               ? sip_broken(finding, context, SIP_START_LINE,
                            "%u is the first response, %.1f s after the %.*s",
                            context->message->code, sip_seconds(waited),
                            SIP_ARG(context->message->method_name))
               : SIP_UNDECIDED;
}

/* The second interval should be twice the first, the third four times. Copies lost on their way
 * make intervals longer, but leave the second no less than 4/3 of the first, unless three in a row
 * were lost. A network that holds some packets up may make one pair equal, hardly two. */
static bool is_steady(const struct sip_context *context, const uint16_t intervals[SIP_INTERVALS])
{
    int limit = intervals[0] * 6 / 5;

    return intervals[2] > 0 && intervals[0] * MILLISECOND < sip_timer_t2(context) / 2 &&
           intervals[1] < limit && intervals[2] < limit;
}

/* Whether the server repeated the response by its own timer, not for a copy of the request. */
static bool repeats_by_itself(const struct sip_transaction *t, const struct sip_response *r)
{
    return t->method == SIP_METHOD_INVITE && (r->reliable || r->code >= 200) &&
           t->last_request_time < r->time;
}

static enum sip_verdict check_intervals(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    if (t->request_varied) {
        return SIP_UNDECIDED;
    }
    if (t->transport == SIP_TRANSPORT_UDP && is_steady(context, t->request_intervals)) {
        return sip_broken(finding, context, SIP_START_LINE,
                          "this request again after %.2f, %.2f and %.2f s",
                          t->request_intervals[0] / 1000.0, t->request_intervals[1] / 1000.0,
                          t->request_intervals[2] / 1000.0);
    }
    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        if (repeats_by_itself(t, r) && is_steady(context, r->intervals)) {
            return sip_broken_by(finding, context, r->frame, SIP_START_LINE,
                                 "the %u in frame %u again after %.2f, %.2f and %.2f s", r->code,
                                 r->frame, r->intervals[0] / 1000.0, r->intervals[1] / 1000.0,
                                 r->intervals[2] / 1000.0);
        }
    }
    return SIP_KEPT;
}

const struct sip_rule sip_rules_reliable[] = {
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
        .check = check_rseq_step,
        .problem = "RSeq is not one higher than the previous one",
        .requirement = "Each new reliable provisional response of a dialog has an RSeq one higher",
        .remedy = "The server must increase RSeq by one for each new reliable response. The client "
                  "drops any other and sends no PRACK for it.",
        .silence = "Not reported when no PRACK for the previous response was seen (one in between "
                   "may have been lost), or when a single number is missing (the capture may have "
                   "lost that packet). Each fork has its own sequence.",
    },
    {
        .id = "rel1xx-second-before-prack",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3262 §3",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
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
        .check = check_not_pracked,
        .problem = "Reliable provisional response without PRACK",
        .requirement = "The client acknowledges each reliable provisional response with PRACK",
        .remedy = "The client must send a PRACK. Check first whether the response reaches it and "
                  "where its PRACK goes: to the Contact of the response, along its Record-Route.",
        .silence = "Only reported when the response was sent three times, or when the ACK to a 2xx "
                   "was seen in the same dialog: a PRACK may take another path than the INVITE. "
                   "Not reported for responses out of order, which must not be acknowledged, or "
                   "when the INVITE did not offer 100rel.",
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
        .check = check_prack_code,
        .problem = "Wrong status code in the response to PRACK",
        .requirement = "A PRACK that matches a pending response gets 2xx, any other gets 481",
        .remedy = "The server must look up dialog, RSeq, CSeq number and method of the PRACK among "
                  "its unacknowledged reliable responses.",
        .silence = "Not reported when the INVITE is completed or cancelled, since its dialog may "
                   "be gone, or when the PRACK refers to a response that was not captured. Proxies "
                   "may reject a PRACK with other codes.",
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
        .check = check_reliable_after_final,
        .problem = "New reliable provisional response after the final one",
        .requirement = "No new reliable provisional response is sent after the final response",
        .remedy = "The server must send its reliable provisional responses before its final "
                  "response, or not at all.",
        .silence =
            "Not reported when it belongs to another fork (provisional-after-final reports that), "
            "when its RSeq was seen before (a retransmission), or up to 1.5 times T1 after the "
            "final response: it may be the second copy of a response that the capture lost.",
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
        .check = check_2xx_before_prack,
        .problem = "2xx before the PRACK of a reliable 1xx with SDP",
        .requirement =
            "No 2xx is sent while a reliable provisional response with SDP is unacknowledged",
        .remedy = "The server must not send its 2xx before the PRACK arrives: the client may still "
                  "lack the SDP of the provisional response.",
        .silence = "Only reported when the PRACK came after the 2xx, or the provisional response "
                   "was sent again after it. Each fork is checked separately.",
    },
    {
        .id = "1xx-multiple-early-dialogs",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §13.2.2.1",
        .see = "RFC 3261 §13.3.1.1; RFC 3261 §12.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-198",
        .methods = SIP_M(INVITE),
        .check = check_early_dialogs,
        .problem = "Several early dialogs for one INVITE",
        .requirement = "A single user agent uses a single To tag in its provisional responses",
        .remedy = "Check first whether the call was forked, diverted or sent to an announcement: "
                  "nothing is wrong then. A single user agent must use a single To tag.",
    },
    {
        .id = "199-unknown-early-dialog",
        .severity = SIP_CHAT, /* a note in the catalogue: one lost packet looks the same */
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 6228 §4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "199",
        .methods = SIP_M(INVITE),
        .check = check_unknown_199,
        .problem = "199 for an unknown early dialog",
        .requirement =
            "The client discards an unreliable 199 for an early dialog that it does not know",
        .remedy = "The server or proxy that created the 199 must use the To tag of the early "
                  "dialog that ended. The client discards this one.",
        .silence =
            "Not reported when the 199 has RSeq, since it must be acknowledged in any case, or "
            "when the INVITE does not support 199 (199-not-supported reports that). The capture "
            "may have lost the response that created the early dialog; this cannot be seen.",
    },
    {
        .id = "answer-differs-from-preview",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.2.1",
        .see = "RFC 6337 §3.1.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-299",
        .methods = SIP_M(INVITE),
        .needs = {SIP_HDR_CONTENT_TYPE},
        .check = check_same_answer,
        .problem = "SDP differs from the first one in the same dialog",
        .requirement = "All responses to an INVITE within one dialog carry the same SDP answer",
        .remedy = "The server must repeat its first SDP answer and change the session by UPDATE or "
                  "re-INVITE, or use another To tag for another media server. The client uses the "
                  "first SDP only, and audio may be one-way.",
        .silence = "Not reported when a PRACK or UPDATE carried SDP, or when only origin, times or "
                   "attributes other than the direction differ: ports, formats, addresses and "
                   "directions are compared.",
    },
    {
        .id = "sdp-after-answer",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 6337 §3.1.1",
        .see = "RFC 3261 §13.2.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-299",
        .methods = SIP_M(INVITE),
        .needs = {SIP_HDR_CONTENT_TYPE},
        .check = check_sdp_after_answer,
        .problem = "SDP sent again after the reliable answer",
        .requirement = "After a reliable SDP answer, later responses carry no SDP",
        .remedy = "The server should leave the SDP out. It does no harm as long as it is the same.",
        .silence = "Not reported when the SDP differs: answer-differs-from-preview reports that.",
    },
    {
        .id = "180-183-order-info",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3960 §3.2",
        .see = "RFC 3261 §21.1.2; RFC 3261 §21.1.5; RFC 5009 §8",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "180,183",
        .methods = SIP_M(INVITE),
        .check = check_ringing_order,
        .problem = "Ringing and early media in the same dialog",
        .requirement =
            "P-Early-Media says what the caller hears if both 180 and 183 with SDP are sent",
        .remedy = "The server may send both in either order. If callers hear silence or two tones, "
                  "it should state in P-Early-Media whether it sends media.",
        .silence = "Not reported when P-Early-Media is present, or when a 180 has SDP: "
                   "ringing-with-sdp-no-media-auth reports that. Each fork is checked separately.",
    },
    {
        .id = "provisional-gap-60s",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.3.1.1",
        .see = "RFC 3262 §3",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .check = check_refresh,
        .problem = "Pending INVITE not refreshed every minute",
        .requirement = "A pending INVITE gets a provisional response other than 100 every minute",
        .remedy = "The server must repeat its provisional response every minute, or every 150 s if "
                  "it sends it reliably, so that no proxy gives up.",
        .silence = "Not reported when the gap is at most 2 minutes and 5 s, as the capture may "
                   "have lost one response, or 155 s with reliable responses, whose PRACK would "
                   "show a loss. Not reported when nothing ended the gap, or when it exceeds 3 "
                   "minutes: timer-c-risk reports that.",
    },
    {
        .id = "timer-c-risk",
        .severity = SIP_NOTE, /* a warning in the catalogue: one lost packet may look the same */
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.3.1.1",
        .see = "RFC 3261 §16.6; RFC 3261 §16.7; RFC 3261 §16.8",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .check = check_timer_c,
        .problem = "Over 3 minutes without a provisional response (Timer C)",
        .requirement =
            "A pending INVITE never goes 3 minutes without a provisional response other than 100",
        .remedy = "The server must send a provisional response every minute. Proxies may cancel "
                  "the call after three, when their Timer C fires.",
        .silence = "Not reported when nothing ended the gap: no-final-response reports that. The "
                   "capture may have lost a response in between, which cannot be seen: check "
                   "whether the intervals leave room for another one.",
    },
    {
        .id = "100-non-invite-missing",
        .severity = SIP_CHAT, /* widely ignored */
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 4320 §4.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "200-699",
        .methods = NON_INVITE,
        .check = check_100_missing,
        .problem = "No 100 to a slow non-INVITE request",
        .requirement = "A non-INVITE without a final response when Timer E reaches T2 gets a 100",
        .remedy = "The server must send a 100 after 3.5 s, on any transport, if it has no final "
                  "response yet.",
        .silence = "Not reported when the final response came within 5 s over UDP: two copies of "
                   "the request may have been lost.",
    },
    {
        .id = "retrans-interval-not-exponential",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.1.1.2",
        .see = "RFC 3261 §17.1.2.2; RFC 3261 §17.2.1; RFC 3261 §13.3.1.4; RFC 3262 §3",
        .when = SIP_AT_END,
        .methods = SIP_M_NOT(SIP_M(ACK)),
        .check = check_intervals,
        .problem = "Retransmission intervals do not double",
        .requirement = "The intervals between retransmissions double",
        .remedy = "The client (for a request) or the server (for a response) must double the "
                  "interval each time, up to T2 except for INVITE and reliable provisional "
                  "responses. A network in trouble must get fewer packets, not more.",
        .silence =
            "Only reported when the second and third intervals are less than 1.2 times the first, "
            "whatever T1 is: lost copies alone never have this effect. Not reported for responses "
            "to requests other than INVITE, or when a copy of the INVITE triggered the response.",
    },
};

SIP_SUBJECT_END(reliable);
