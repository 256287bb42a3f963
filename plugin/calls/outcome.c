/* outcome.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/outcome.h"

#include <glib.h>

#include "calls/agreed.h"
#include "calls/origin.h"
#include "sip/code.h"
#include "texts/text.h"

static const char *const results[] = {
    [SIP_CALL_ANSWERED] = SIP_PHRASE("answered"),
    [SIP_CALL_STILL_UP] = SIP_PHRASE("still up"),
    [SIP_CALL_BUSY] = SIP_PHRASE("busy"),
    [SIP_CALL_DECLINED] = SIP_PHRASE("declined"),
    [SIP_CALL_CANCELLED] = SIP_PHRASE("cancelled"),
    [SIP_CALL_NO_ANSWER] = SIP_PHRASE("no answer"),
    [SIP_CALL_FAILED] = SIP_PHRASE("failed"),
    [SIP_CALL_INCOMPLETE] = SIP_PHRASE("incomplete"),
};

static const char *const ends[] = {
    [SIP_ENDED_BY_NOTHING] = SIP_PHRASE("nothing"),
    [SIP_ENDED_BY_CALLER] = SIP_PHRASE("caller BYE"),
    [SIP_ENDED_BY_CALLEE] = SIP_PHRASE("callee BYE"),
    [SIP_ENDED_BY_BYE] = SIP_PHRASE("BYE"),
    [SIP_ENDED_BY_CANCEL] = SIP_PHRASE("CANCEL"),
    [SIP_ENDED_BY_FAILURE] = SIP_PHRASE("failure"),
    [SIP_ENDED_BY_TIMEOUT] = SIP_PHRASE("timeout"),
    [SIP_ENDED_UNSEEN] = SIP_PHRASE("not captured"),
};

static const char *const lacking[SIP_LACKS_COUNT] = {
    SIP_PHRASE("the INVITE"),
    SIP_PHRASE("the beginning"),
    SIP_PHRASE("what answered the INVITE"),
    SIP_PHRASE("the final response"),
    SIP_PHRASE("the end"),
    SIP_PHRASE("parts of messages"),
    SIP_PHRASE("where the redirection led to"),
};

const char *sip_call_result_name(unsigned result)
{
    return results[result];
}

const char *sip_call_ended_by_name(unsigned ended_by)
{
    return ends[ended_by];
}

char *sip_call_lacks_text(unsigned lacks, enum sip_language language)
{
    GString *text = g_string_new(NULL);

    for (unsigned i = 0; i < SIP_LACKS_COUNT; i++) {
        if (lacks & 1u << i) {
            g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "",
                                   sip_text(lacking[i], language));
        }
    }
    return g_string_free(text, text->len == 0);
}

static void earliest(int64_t *stamp, int64_t other)
{
    *stamp = *stamp == SIP_NEVER ? other : MIN(*stamp, other);
}

/* What happened on one leg, as those on it saw it. */
static void add_times(struct sip_outcome_of_call *o, const struct sip_leg *leg)
{
    const struct sip_transaction *t = leg->invite;

    if (t->request_frame != 0) {
        earliest(&o->begin, t->request_time);
    }
    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        earliest(&o->response, r->stamp);
        if (r->code == 180) {
            earliest(&o->ringing, r->stamp);
        }
        if (r->code / 100 == 2 && (o->answered == SIP_NEVER || r->stamp < o->answered)) {
            o->answered = r->stamp;
            o->answered_frame = r->frame;
        }
    }
}

/* Whether an earlier response of the leg had the same tag. */
static bool is_new_branch(const struct sip_transaction *t, const struct sip_response *response)
{
    for (const struct sip_response *r = t->responses; r != response; r = r->next) {
        if (r->code > 100 &&
            sip_tags_equal(sip_response_to_tag(r), sip_response_to_tag(response))) {
            return false;
        }
    }
    return response->code > 100 && response->code < 300 && response->to_tag != NULL;
}

static unsigned branches_of(const struct sip_leg *leg)
{
    unsigned count = 0;

    for (const struct sip_response *r = leg->invite->responses; r != NULL; r = r->next) {
        count += is_new_branch(leg->invite, r);
    }
    return count;
}

/* Whether a branch that was answered by something has no final response yet. */
static bool is_waiting(const struct sip_call *call)
{
    for (const struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        if (!leg->onward && leg->attempt == call->attempts && leg->invite->final_frame == 0 &&
            leg->invite->provisional_frame != 0) {
            return true;
        }
    }
    return false;
}

/* A cause that says more than a code that many things are answered with. */
static enum sip_call_result result_of_cause(const struct sip_cause *cause)
{
    if (cause->protocol != SIP_CAUSE_Q850) {
        return SIP_CALL_FAILED;
    }
    switch (cause->number) {
    case 17:
        return SIP_CALL_BUSY;
    case 18:
    case 19:
        return SIP_CALL_NO_ANSWER;
    case 21:
        return SIP_CALL_DECLINED;
    default:
        return SIP_CALL_FAILED;
    }
}

static enum sip_call_result result_of_failure(const struct sip_outcome_of_call *o)
{
    switch (sip_code_outcome(o->code, SIP_METHOD_INVITE)) {
    case SIP_OUTCOME_BUSY:
        return SIP_CALL_BUSY;
    case SIP_OUTCOME_DECLINED:
        return SIP_CALL_DECLINED;
    case SIP_OUTCOME_CANCELLED:
        return SIP_CALL_CANCELLED;
    default:
        break;
    }
    if (o->code != 408 && o->code != 480) {
        return SIP_CALL_FAILED;
    }
    enum sip_call_result result = result_of_cause(&o->cause);
    return result == SIP_CALL_FAILED && o->ringing != SIP_NEVER ? SIP_CALL_NO_ANSWER : result;
}

static enum sip_call_ended_by side_of(const struct sip_hangup *hangup)
{
    return hangup->by == SIP_SIDE_CALLER   ? SIP_ENDED_BY_CALLER
           : hangup->by == SIP_SIDE_CALLEE ? SIP_ENDED_BY_CALLEE
                                           : SIP_ENDED_BY_BYE;
}

/* By CANCEL, or by a BYE in an early dialog. */
static enum sip_call_ended_by given_up_by(const struct sip_call *call)
{
    return sip_call_extra(call)->cancel_frame != 0 ? SIP_ENDED_BY_CANCEL
           : call->hangup_count > 0                ? side_of(call->hangups)
                                                   : SIP_ENDED_UNSEEN;
}

static void name_origin(struct sip_outcome_of_call *o, const struct sip_call *call,
                        const struct sip_leg *leg)
{
    struct sip_origin origin = sip_origin_of_failure(call, leg);

    if (origin.other_leg && o->cause.protocol == SIP_CAUSE_NONE) {
        o->cause = origin.leg->cause;
    }
    o->other_leg = origin.other_leg;
    o->failed_at = &origin.leg->invite->hop->server;
    o->failed_code = origin.leg->invite->final_code;
}

static void judge_failure(struct sip_outcome_of_call *o, const struct sip_call *call,
                          const struct sip_leg *leg)
{
    const struct sip_call_extra *extra = sip_call_extra(call);

    o->code = leg->invite->final_code;
    o->phrase = leg->phrase;
    o->warning = leg->warning;
    o->final_frame = o->end_frame = leg->invite->final_frame;
    o->end = leg->invite->final_time;
    o->cause = leg->cause;
    o->result = result_of_failure(o);
    if (o->code < 400) {
        o->result = SIP_CALL_INCOMPLETE;
        o->ended_by = SIP_ENDED_UNSEEN;
        o->lacks |= SIP_LACKS_NEXT_TRY;
        return;
    }
    bool by_user = o->result == SIP_CALL_BUSY || o->result == SIP_CALL_DECLINED;
    if (extra->cancel_frame != 0 && extra->cancel_time <= o->end && !by_user) {
        o->result = SIP_CALL_CANCELLED;
    }
    if (o->result == SIP_CALL_CANCELLED) {
        o->ended_by = given_up_by(call);
        o->cause = extra->end_cause.protocol != SIP_CAUSE_NONE ? extra->end_cause : o->cause;
        return;
    }
    o->ended_by = o->code == 408 ? SIP_ENDED_BY_TIMEOUT : SIP_ENDED_BY_FAILURE;
    name_origin(o, call, leg);
}

/* The INVITE that nobody answered, of the last try; NULL: none. */
static const struct sip_leg *silent_leg(const struct sip_call *call, const struct sip_clock *clock)
{
    const struct sip_leg *silent = NULL;

    for (const struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        if (leg->attempt == call->attempts && sip_transaction_timed_out(leg->invite, clock)) {
            silent = leg; /* the furthest */
        }
    }
    return silent;
}

static bool was_refused_unseen(const struct sip_call *call)
{
    for (const struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        if (!leg->onward && leg->attempt == call->attempts && leg->invite->failure_acked) {
            return true;
        }
    }
    return false;
}

/* No final response was captured where the caller is. */
static void judge_silence(struct sip_outcome_of_call *o, const struct sip_call *call,
                          const struct sip_clock *clock)
{
    const struct sip_leg *silent = silent_leg(call, clock);
    const struct sip_call_extra *extra = sip_call_extra(call);

    o->result = SIP_CALL_INCOMPLETE;
    if (extra->cancel_frame != 0) {
        o->result = SIP_CALL_CANCELLED;
        o->ended_by = SIP_ENDED_BY_CANCEL;
        o->end = extra->cancel_time;
        o->end_frame = extra->cancel_frame;
        o->cause = extra->end_cause;
        o->lacks |= SIP_LACKS_FINAL;
    } else if (was_refused_unseen(call)) {
        o->result = SIP_CALL_FAILED;
        o->ended_by = SIP_ENDED_UNSEEN;
        o->lacks |= SIP_LACKS_ANSWERS;
    } else if (silent != NULL && o->response == SIP_NEVER) {
        o->result = SIP_CALL_FAILED;
        o->ended_by = SIP_ENDED_BY_TIMEOUT;
        o->failed_at = &silent->invite->hop->server;
    } else {
        o->lacks |= SIP_LACKS_FINAL;
    }
}

static bool has_tag(const char *const *tags, unsigned count, const char *tag)
{
    for (unsigned i = 0; i < count; i++) {
        if (sip_tags_equal(sip_kept_slice(tags[i]), sip_kept_slice(tag))) {
            return true;
        }
    }
    return false;
}

/* Dialogs that a 2xx made; of more than BYEs are kept, so many. */
static unsigned answers_of(const struct sip_call *call)
{
    const char *tags[SIP_CALL_MAX_HANGUPS];
    unsigned count = 0;

    for (const struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        const struct sip_response *r = leg->onward ? NULL : leg->invite->responses;
        for (; r != NULL && count < SIP_CALL_MAX_HANGUPS; r = r->next) {
            if (r->code / 100 == 2 && !has_tag(tags, count, r->to_tag)) {
                tags[count++] = r->to_tag;
            }
        }
    }
    return count;
}

/* The BYE that ended the last of its dialogs; NULL: one goes on. */
static const struct sip_hangup *last_hangup(const struct sip_call *call)
{
    const struct sip_hangup *last = NULL;

    for (const struct sip_hangup *hangup = call->hangups; hangup != NULL; hangup = hangup->next) {
        if (last == NULL || hangup->stamp > last->stamp) {
            last = hangup;
        }
    }
    return call->hangup_count >= answers_of(call) ? last : NULL;
}

static void judge_answered(struct sip_outcome_of_call *o, const struct sip_call *call,
                           const struct sip_clock *clock)
{
    const struct sip_hangup *hangup = last_hangup(call);
    const struct sip_call_extra *extra = sip_call_extra(call);

    o->result = SIP_CALL_ANSWERED;
    o->lacks |= o->answered_frame == 0 && call->from_start ? SIP_LACKS_FINAL : 0;
    o->final_frame = o->answered_frame;
    o->cause = extra->end_cause;
    if (hangup != NULL) {
        o->ended_by = side_of(hangup);
        o->end = hangup->stamp;
        o->end_frame = hangup->frame;
        o->end_unanswered = sip_transaction_timed_out(hangup->bye, clock);
    } else if (extra->lost_frame != 0) {
        o->ended_by = SIP_ENDED_BY_FAILURE;
        o->end_frame = extra->lost_frame;
    } else {
        o->result = SIP_CALL_STILL_UP;
        o->lacks |= SIP_LACKS_END;
    }
}

/* The leg of the 2xx, for what else that says. */
static void name_answer(struct sip_outcome_of_call *o, const struct sip_call *call)
{
    for (const struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        const struct sip_response *r = sip_transaction_first(leg->invite, 200, 299);
        if (r != NULL && r->frame == o->answered_frame) {
            o->code = r->code;
            o->phrase = leg->phrase;
        }
    }
}

/* All but the INVITEs is captured: the call was up before. */
static void judge_unbegun(struct sip_outcome_of_call *o, const struct sip_call *call,
                          const struct sip_clock *clock)
{
    o->lacks |= SIP_LACKS_BEGINNING;
    judge_answered(o, call, clock);
    o->result = SIP_CALL_INCOMPLETE;
}

static void add_legs(struct sip_outcome_of_call *o, const struct sip_call *call)
{
    bool has_answer = false, has_invite = false;

    for (const struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        if (!leg->onward) {
            add_times(o, leg);
            o->client = &leg->invite->hop->client;
            o->server = &leg->invite->hop->server;
            has_invite = has_invite || leg->invite->request_frame != 0;
            has_answer = has_answer || leg->invite->responses != NULL;
            o->branches = MAX(o->branches, branches_of(leg));
        }
    }
    o->attempts = call->attempts;
    o->legs = call->leg_count;
    for (const struct sip_call *c = sip_call_extra(call)->outbound; c != NULL;
         c = sip_call_extra(c)->next_outbound) {
        o->legs += c->leg_count;
    }
    o->lacks |= call->from_start && !has_invite ? SIP_LACKS_INVITE : 0;
    o->lacks |= call->answered && !has_answer && has_invite ? SIP_LACKS_ANSWERS : 0;
    o->lacks |= call->cut ? SIP_LACKS_OCTETS : 0;
}

/* Nothing that the caller got was captured: a 2xx on its way, then. */
static void take_answer_on_its_way(struct sip_outcome_of_call *o, const struct sip_call *call)
{
    struct sip_outcome_of_call other = {
        .begin = SIP_NEVER, .response = SIP_NEVER, .ringing = SIP_NEVER, .answered = SIP_NEVER};

    for (const struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        add_times(&other, leg);
    }
    o->answered = other.answered;
    o->answered_frame = other.answered_frame;
}

struct sip_outcome_of_call sip_call_outcome(const struct sip_call *call,
                                            const struct sip_clock *clock)
{
    struct sip_outcome_of_call o = {.begin = SIP_NEVER,
                                    .response = SIP_NEVER,
                                    .ringing = SIP_NEVER,
                                    .answered = SIP_NEVER,
                                    .end = SIP_NEVER};
    const struct sip_leg *leg;

    add_legs(&o, call);
    if (!call->from_start) {
        judge_unbegun(&o, call, clock);
    } else if (o.answered != SIP_NEVER) {
        judge_answered(&o, call, clock);
        name_answer(&o, call);
    } else if ((leg = sip_call_deciding_leg(call)) != NULL && !is_waiting(call)) {
        judge_failure(&o, call, leg);
    } else if (call->answered || call->hangup_count > 0) {
        take_answer_on_its_way(&o, call);
        judge_answered(&o, call, clock);
        name_answer(&o, call);
    } else {
        judge_silence(&o, call, clock);
    }
    return o;
}
