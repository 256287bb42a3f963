/* kpi.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/kpi.h"

/* Tries of one attempt that are looked through. */
#define MAX_TRIES 16

enum kpi_kind kpi_kind_of(const struct sip_transaction *t)
{
    if (t->request_frame == 0) {
        return KPI_NONE;
    }
    switch (t->method) {
    case SIP_METHOD_REGISTER:
        return KPI_REGISTRATION;
    case SIP_METHOD_INVITE:
        return t->in_dialog ? KPI_NONE : KPI_SESSION;
    case SIP_METHOD_BYE:
        return KPI_DISCONNECT;
    default:
        return KPI_NONE;
    }
}

/* The client may try again, and that decides: challenges "are no failures", redirections are
 * excluded, and of a BYE "a recoverable error response, such as a 503" is (RFC 6076 sections 4.1 to
 * 4.4, 4.6). */
static bool is_continued(const struct sip_transaction *t)
{
    switch (t->final_code) {
    case 401:
    case 402:
    case 407:
        return true;
    case 503:
        return t->method == SIP_METHOD_BYE;
    default:
        return t->final_code >= 300 && t->final_code < 400;
    }
}

/* When it was answered with a 2xx, whatever came before, or -1. */
static int64_t success_time(const struct sip_transaction *t)
{
    const struct sip_response *response;

    if (t->final_code / 100 == 2) {
        return t->final_time;
    }
    response = sip_transaction_first(t, 200, 299);
    return response != NULL ? response->stamp : -1;
}

const struct sip_transaction *kpi_try_before(const struct sip_transaction *t,
                                             const struct kpi_clock *clock)
{
    const struct sip_transaction *before = t->attempt;

    if (before == NULL || before->request_frame == 0 || before->in_dialog != t->in_dialog ||
        !is_continued(before) || success_time(before) >= 0) {
        return NULL;
    }
    int64_t waited = t->request_time - before->final_time;
    return waited >= 0 && waited <= 64 * clock->t1 ? before : NULL;
}

static int64_t begin_of(const struct sip_transaction *t, const struct kpi_clock *clock)
{
    const struct sip_transaction *before;

    for (int tries = 1; tries < MAX_TRIES && (before = kpi_try_before(t, clock)); tries++) {
        t = before;
    }
    return t->request_time;
}

/* Timer F ends a request whatever provisional responses came, Timer B an INVITE if none did: what
 * comes later finds nobody (RFC 3261 sections 17.1.1.2, 17.1.2.2). */
static bool is_too_late(const struct sip_transaction *t, const struct kpi_clock *clock)
{
    bool by_first = t->method == SIP_METHOD_INVITE && t->responses != NULL;
    int64_t answered = by_first ? t->responses->stamp : t->final_time;

    return answered - t->request_time > 64 * clock->t1;
}

/* Timer B or F ran out. The client itself proves it by asking as long as the RFC lets it: the next
 * copy would have come after the end (RFC 3261 sections 17.1.1.2, 17.1.2.2). */
static enum kpi_end end_of_silence(const struct sip_transaction *t, const struct kpi_clock *clock)
{
    int64_t asked_for = t->last_request_time - t->request_time;

    if (t->heard_elsewhere || clock->now - t->request_time <= 64 * clock->t1) {
        return KPI_UNKNOWN;
    }
    return t->transport == SIP_TRANSPORT_UDP && t->request_copies >= 6 &&
                   asked_for > 64 * clock->t1 - clock->t2
               ? KPI_TIMED_OUT
               : KPI_SILENT;
}

enum kpi_end kpi_end_of(const struct sip_transaction *t, const struct kpi_clock *clock)
{
    if (t->final_frame == 0) {
        return t->response_count > 0 ? KPI_UNKNOWN : end_of_silence(t, clock);
    }
    if (is_too_late(t, clock)) {
        return KPI_TIMED_OUT;
    }
    return success_time(t) >= 0 ? KPI_SUCCEEDED : is_continued(t) ? KPI_CONTINUED : KPI_FAILED;
}

static void add_delay(struct kpi_delay *delay, int64_t from, int64_t to)
{
    int64_t taken = MAX(to - from, 0); /* packets may have changed places on their way */

    delay->shortest = delay->count == 0 ? taken : MIN(delay->shortest, taken);
    delay->longest = MAX(delay->longest, taken);
    delay->sum += taken;
    delay->count++;
}

/* Whether an earlier response than this one told the caller of the same dialog, or of none. */
static bool told_before(const struct sip_transaction *t, const struct sip_response *response)
{
    for (const struct sip_response *r = t->responses; r != response; r = r->next) {
        if (r->code > 100 && (r->to_tag == NULL || g_strcmp0(r->to_tag, response->to_tag) == 0)) {
            return true;
        }
    }
    return false;
}

/* Session Request Delay: to the first response above 100 of each dialog, early or confirmed, that a
 * fork makes (RFC 6076 sections 4.3, 5.4), or else to the failure. */
static void add_request_delay(struct kpi_delay *delay, const struct sip_transaction *t,
                              int64_t begin)
{
    guint before = delay->count;

    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        if (r->code > 100 && r->code < 300 && !told_before(t, r)) {
            add_delay(delay, begin, r->stamp);
        }
    }
    if (delay->count == before) {
        add_delay(delay, begin, t->final_time);
    }
}

static bool is_by_user(unsigned code)
{
    return code == 480 || code == 486 || code == 600 || code == 603;
}

static bool is_ineffective(unsigned code)
{
    return code == 408 || code == 500 || code == 503 || code == 504;
}

void kpi_add(struct kpi_requests *requests, const struct sip_transaction *t, enum kpi_end end,
             const struct kpi_clock *clock)
{
    bool succeeded = end == KPI_SUCCEEDED;
    struct kpi_delay *delay = succeeded ? &requests->succeeded : &requests->failed;

    requests->ends[end]++;
    if (!succeeded && end != KPI_FAILED) {
        return;
    }
    if (t->method == SIP_METHOD_INVITE) {
        add_request_delay(delay, t, begin_of(t, clock));
    } else {
        add_delay(delay, begin_of(t, clock), succeeded ? success_time(t) : t->final_time);
    }
    if (!succeeded) {
        requests->by_user += is_by_user(t->final_code);
        requests->ineffective += is_ineffective(t->final_code);
    }
}

/* RFC 6076 section 4.5: from the 2xx to the BYE, or to Timer F where nobody answers that. */
void kpi_add_session(struct kpi_requests *requests, const struct sip_transaction *t,
                     const struct sip_outcome_of_call *call, const struct kpi_clock *clock)
{
    int64_t answered = success_time(t);

    if (call->end == SIP_NEVER || answered < 0) {
        requests->open++;
    } else if (call->end_unanswered) {
        add_delay(&requests->unconfirmed, answered, call->end + 64 * clock->t1);
    } else {
        add_delay(&requests->completed, answered, call->end);
    }
}

/* What a KPI leaves out, as bits 1 << enum kpi_end. */
#define UNKNOWN (1U << KPI_UNKNOWN | 1U << KPI_SILENT)
#define CONTINUED (1U << KPI_CONTINUED)
#define TIMED_OUT (1U << KPI_TIMED_OUT)

static struct kpi_figures figures(const struct kpi_requests *requests, unsigned left_out)
{
    struct kpi_figures result = {0};

    for (unsigned end = 0; end < KPI_ENDS; end++) {
        *(left_out >> end & 1 ? &result.left_out : &result.of) += requests->ends[end];
    }
    return result;
}

static struct kpi_figures ratio(const struct kpi_requests *requests, unsigned left_out, guint count)
{
    struct kpi_figures result = figures(requests, left_out);

    result.count = count;
    result.defined = result.of > 0;
    if (result.defined) {
        result.value = 100.0 * count / result.of;
    }
    return result;
}

/* unit: how many microseconds it has. */
static struct kpi_figures mean(const struct kpi_requests *requests, unsigned left_out,
                               const struct kpi_delay *delay, double unit)
{
    struct kpi_figures result = figures(requests, left_out);

    result.count = delay->count;
    result.defined = result.has_range = delay->count > 0;
    if (result.defined) {
        result.value = (double)delay->sum / delay->count / unit;
        result.shortest = (double)delay->shortest / unit;
        result.longest = (double)delay->longest / unit;
    }
    return result;
}

#define MILLISECOND 1e3
#define SECOND 1e6

static struct kpi_figures rrd(const struct kpi_requests *r)
{
    return mean(r, UNKNOWN, &r->succeeded, MILLISECOND);
}

static struct kpi_figures ira(const struct kpi_requests *r)
{
    return ratio(r, UNKNOWN, r->ends[KPI_FAILED] + r->ends[KPI_TIMED_OUT]);
}

static struct kpi_figures srd_successful(const struct kpi_requests *r)
{
    return mean(r, UNKNOWN | CONTINUED, &r->succeeded, SECOND);
}

static struct kpi_figures srd_failed(const struct kpi_requests *r)
{
    return mean(r, UNKNOWN | CONTINUED, &r->failed, SECOND);
}

static struct kpi_figures ser(const struct kpi_requests *r)
{
    return ratio(r, UNKNOWN | CONTINUED, r->ends[KPI_SUCCEEDED]);
}

static struct kpi_figures seer(const struct kpi_requests *r)
{
    return ratio(r, UNKNOWN | CONTINUED, r->ends[KPI_SUCCEEDED] + r->by_user);
}

static struct kpi_figures isa(const struct kpi_requests *r)
{
    return ratio(r, UNKNOWN, r->ineffective);
}

/* Of sessions that were established; those whose end is not known are left out. */
static struct kpi_figures sdt(const struct kpi_requests *r, const struct kpi_delay *delay)
{
    struct kpi_figures result = mean(r, 0, delay, SECOND);

    result.of = r->completed.count + r->unconfirmed.count;
    result.left_out = r->open;
    return result;
}

static struct kpi_figures sdt_completed(const struct kpi_requests *r)
{
    return sdt(r, &r->completed);
}

static struct kpi_figures sdt_failed(const struct kpi_requests *r)
{
    return sdt(r, &r->unconfirmed);
}

static struct kpi_figures scr(const struct kpi_requests *r)
{
    struct kpi_figures result = figures(r, UNKNOWN);

    result.count = r->completed.count;
    result.of -= r->open;
    result.left_out += r->open;
    result.defined = result.of > 0;
    result.value = result.defined ? 100.0 * result.count / result.of : 0;
    return result;
}

static struct kpi_figures sdd_successful(const struct kpi_requests *r)
{
    return mean(r, UNKNOWN | CONTINUED | TIMED_OUT, &r->succeeded, MILLISECOND);
}

static struct kpi_figures sdd_failed(const struct kpi_requests *r)
{
    return mean(r, UNKNOWN | CONTINUED | TIMED_OUT, &r->failed, MILLISECOND);
}

const struct kpi kpis[KPI_COUNT] = {
    {"RRD", SIP_PHRASE("Registration request delay"), "ms", KPI_REGISTRATION, rrd},
    {"IRA", SIP_PHRASE("Ineffective registration attempts"), "%", KPI_REGISTRATION, ira},
    {"SRD successful", SIP_PHRASE("Request delay of established sessions"), "s", KPI_SESSION,
     srd_successful},
    {"SRD failed", SIP_PHRASE("Request delay of failed sessions"), "s", KPI_SESSION, srd_failed},
    {"SDT completed", SIP_PHRASE("Duration of completed sessions"), "s", KPI_SESSION,
     sdt_completed},
    {"SDT failed", SIP_PHRASE("Duration where the BYE had no answer"), "s", KPI_SESSION,
     sdt_failed},
    {"SER", SIP_PHRASE("Session establishment ratio"), "%", KPI_SESSION, ser},
    {"SEER", SIP_PHRASE("Session establishment effectiveness"), "%", KPI_SESSION, seer},
    {"ISA", SIP_PHRASE("Ineffective session attempts"), "%", KPI_SESSION, isa},
    {"SCR", SIP_PHRASE("Session completion ratio"), "%", KPI_SESSION, scr},
    {"SDD successful", SIP_PHRASE("Disconnect delay"), "ms", KPI_DISCONNECT, sdd_successful},
    {"SDD failed", SIP_PHRASE("Delay of refused disconnects"), "ms", KPI_DISCONNECT, sdd_failed},
};
