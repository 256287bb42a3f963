/* failures.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/failures.h"

#include "calls/calls.h"
#include "calls/origin.h"
#include "epan/party.h"
#include "epan/preferences.h"
#include "report/failed.h"
#include "sip/code.h"

void failures_note(GHashTable *records, const struct message_record *message)
{
    if (message->part_of != NULL) {
        g_hash_table_add(records, message->part_of);
    }
}

const void *failures_part_of(const void *message)
{
    return sip_record_listed(((const struct message_record *)message)->part_of);
}

static struct report_end end_of(const struct sip_endpoint *endpoint)
{
    struct report_end end = {NULL, 0};

    if (endpoint != NULL && endpoint->family != 0) {
        end.address = party_address_of(endpoint);
        end.port = endpoint->port;
    }
    return end;
}

static enum report_bad_end end_of_answered(const struct sip_call *call,
                                           const struct sip_outcome_of_call *o)
{
    return sip_call_extra(call)->transfer_code >= 300 ? REPORT_END_TRANSFER
           : o->ended_by == SIP_ENDED_BY_FAILURE      ? REPORT_END_LOST
                                                      : REPORT_END_NONE;
}

/* Microseconds without any sign from the callee after which a caller gives up with reason. */
#define LONG_SILENCE (G_GINT64_CONSTANT(10) * G_USEC_PER_SEC)

static enum report_bad_end end_of_cancelled(const struct sip_outcome_of_call *o)
{
    bool is_long = o->begin != SIP_NEVER && o->end != SIP_NEVER && o->end - o->begin > LONG_SILENCE;
    bool heard = o->branches > 0 || o->ringing != SIP_NEVER || o->response == SIP_NEVER;

    return is_long && !heard ? REPORT_END_UNHEARD : REPORT_END_CANCELLED;
}

/* Whether a client that was challenged would have come back by now: somebody may have to type. */
static bool is_waited_for(int64_t since, const struct sip_clock *clock)
{
    return since != SIP_NEVER && clock->now - since > 64 * clock->t1;
}

/* The try that was refused had credentials: an earlier one was challenged. */
static bool was_challenged(const struct sip_call *call)
{
    for (const struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        if (leg->attempt < call->attempts && sip_code_is_challenge(leg->invite->final_code)) {
            return true;
        }
    }
    return false;
}

static enum report_bad_end end_of_refused(const struct sip_call *call,
                                          const struct sip_outcome_of_call *o,
                                          const struct sip_clock *clock)
{
    if (o->code == 0) {
        return o->ended_by == SIP_ENDED_BY_TIMEOUT ? REPORT_END_SILENCE : REPORT_END_UNSEEN;
    }
    if (!sip_code_is_challenge(o->code) || was_challenged(call)) {
        return REPORT_END_REFUSED;
    }
    return is_waited_for(o->end, clock) ? REPORT_END_CHALLENGED : REPORT_END_NONE;
}

static enum report_bad_end end_of_call(const struct sip_call *call,
                                       const struct sip_outcome_of_call *o,
                                       const struct sip_clock *clock)
{
    switch (o->result) {
    case SIP_CALL_BUSY:
        return REPORT_END_BUSY;
    case SIP_CALL_DECLINED:
        return REPORT_END_DECLINED;
    case SIP_CALL_CANCELLED:
        return end_of_cancelled(o);
    case SIP_CALL_NO_ANSWER:
        return REPORT_END_NO_ANSWER;
    case SIP_CALL_FAILED:
        return end_of_refused(call, o, clock);
    case SIP_CALL_ANSWERED:
    case SIP_CALL_STILL_UP:
        return end_of_answered(call, o);
    case SIP_CALL_INCOMPLETE:
        break;
    }
    return REPORT_END_NONE;
}

/* Whether the server is where the call rang or was answered: nobody was asked behind it. */
static bool is_callee(const struct sip_call *call, const struct sip_outcome_of_call *o,
                      const struct sip_endpoint *server)
{
    return server != NULL && o->ringing != SIP_NEVER && !sip_call_was_sent_on(call, server) &&
           o->failed_at != NULL && !sip_endpoint_equal(o->failed_at, o->server);
}

static void fill_call(struct report_failed *f, const struct sip_call *call,
                      const struct sip_clock *clock)
{
    struct sip_outcome_of_call o = sip_call_outcome(call, clock);
    const struct sip_endpoint *server = o.failed_at != NULL ? o.failed_at : o.server;

    f->end = end_of_call(call, &o, clock);
    f->result = sip_call_result_name(o.result);
    if (f->end == REPORT_END_NONE) {
        return;
    }
    f->kind = REPORT_CALL;
    f->from = call->caller;
    f->to = call->callee;
    f->warning = o.warning;
    f->cause = sip_cause_text(&o.cause, preferences_language());
    f->code = f->end == REPORT_END_TRANSFER ? sip_call_extra(call)->transfer_code : o.code;
    f->phrase = f->end == REPORT_END_TRANSFER ? NULL : o.phrase;
    f->failed_code = f->end == REPORT_END_TRANSFER ? 0 : o.failed_code;
    f->tries = call->attempts;
    f->lasted = o.begin != SIP_NEVER && o.end != SIP_NEVER ? MAX(o.end - o.begin, 0) : -1;
    f->client = end_of(o.client);
    f->server = end_of(server);
    f->sent_on = server != NULL && sip_call_was_sent_on(call, server);
    f->is_callee = is_callee(call, &o, server);
    f->has_credentials = was_challenged(call);
}

static enum report_bad_end end_of_challenged(const struct sip_transaction *t,
                                             const struct sip_clock *clock)
{
    return t != NULL && t->request_frame != 0 && is_waited_for(t->final_time, clock)
               ? REPORT_END_CHALLENGED
               : REPORT_END_NONE;
}

static enum report_bad_end end_of_lease(const struct sip_lease *lease, enum sip_lease_result result,
                                        const struct sip_clock *clock)
{
    switch (result) {
    case SIP_LEASE_LAPSED:
        return REPORT_END_LAPSED;
    case SIP_LEASE_REFUSED:
        return lease->code >= 400 ? REPORT_END_REFUSED : REPORT_END_NONE;
    case SIP_LEASE_CHALLENGED:
        return end_of_challenged(lease->last, clock);
    case SIP_LEASE_UNANSWERED:
        return REPORT_END_SILENCE;
    case SIP_LEASE_GRANTED:
    case SIP_LEASE_ENDED:
    case SIP_LEASE_INCOMPLETE:
        break;
    }
    return REPORT_END_NONE;
}

static void fill_lease(struct report_failed *f, const struct sip_lease *lease,
                       const struct sip_clock *clock)
{
    enum sip_lease_result result = sip_lease_result(lease, clock);
    bool failed = lease->code >= 300;

    f->kind = lease->event != NULL ? REPORT_SUBSCRIPTION : REPORT_REGISTRATION;
    f->end = end_of_lease(lease, result, clock);
    f->was_granted = lease->granted_frame != 0;
    f->result = sip_lease_result_name(result);
    f->event = lease->event;
    f->from = f->to = lease->aor;
    f->phrase = failed ? lease->phrase : NULL;
    f->warning = failed ? lease->warning : NULL;
    f->code = failed ? lease->code : 0;
    f->failed_code = f->code;
    f->tries = lease->attempts;
    f->client = end_of(&lease->client);
    f->server = end_of(&lease->server);
    f->has_credentials = lease->credentials;
}

static void fill_request(struct report_failed *f, const struct sip_request *request,
                         const struct sip_clock *clock)
{
    f->kind = REPORT_REQUEST_REFUSED;
    f->end = sip_code_is_challenge(request->code) ? end_of_challenged(request->last, clock)
             : request->code >= 400               ? REPORT_END_REFUSED
                                                  : REPORT_END_NONE;
    f->result = "refused";
    f->method = request->method;
    f->from = request->from;
    f->to = request->to;
    f->phrase = request->phrase;
    f->warning = request->warning;
    f->code = f->failed_code = request->code;
    f->tries = request->attempts;
    f->client = end_of(&request->client);
    f->server = end_of(&request->server);
}

static void free_failed(gpointer data)
{
    struct report_failed *f = data;

    g_free(f->client.address);
    g_free(f->server.address);
    g_free(f->cause);
    g_free(f);
}

static void add(struct report_outcomes *all, struct sip_record *record, gint64 begin)
{
    struct sip_clock clock = record_clock();
    struct report_failed *f = g_new0(struct report_failed, 1);

    f->part_of = record;
    f->number = record->number;
    f->frame = record->first_frame;
    f->stamp = record->first_time - begin;
    f->rang = f->lasted = -1;
    switch ((enum sip_record_kind)record->kind) {
    case SIP_RECORD_CALL:
        fill_call(f, sip_record_call(record), &clock);
        break;
    case SIP_RECORD_REGISTRATION:
    case SIP_RECORD_SUBSCRIPTION:
        fill_lease(f, sip_record_lease(record), &clock);
        break;
    case SIP_RECORD_REQUEST:
        fill_request(f, sip_record_request(record), &clock);
        break;
    case SIP_RECORD_KINDS:
        break;
    }
    all->counts[f->kind]++;
    if (f->end != REPORT_END_NONE) {
        g_ptr_array_add(all->failed, f);
    } else {
        free_failed(f);
    }
}

static gint compare(gconstpointer a, gconstpointer b)
{
    const struct report_failed *one = *(const struct report_failed *const *)a;
    const struct report_failed *other = *(const struct report_failed *const *)b;

    return one->kind != other->kind ? (one->kind > other->kind) - (one->kind < other->kind)
                                    : (one->number > other->number) - (one->number < other->number);
}

struct report_outcomes *failures_of(GHashTable *records, gint64 begin)
{
    struct report_outcomes *all = g_new0(struct report_outcomes, 1);
    GHashTable *once = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer seen;

    all->part_of = failures_part_of;
    all->failed = g_ptr_array_new_with_free_func(free_failed);
    for (g_hash_table_iter_init(&iter, records); g_hash_table_iter_next(&iter, &seen, NULL);) {
        struct sip_record *record = sip_record_listed(seen);
        if (record != NULL && g_hash_table_add(once, record)) {
            add(all, record, begin);
        }
    }
    g_hash_table_destroy(once);
    g_ptr_array_sort(all->failed, compare);
    return all;
}

void failures_free(struct report_outcomes *outcomes)
{
    g_ptr_array_unref(outcomes->failed);
    g_free(outcomes);
}
