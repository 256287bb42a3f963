/* ack_copies.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects/ack_copies.h"

#include <glib.h>

#include "rules/engine/call_drop.h"
#include "rules/engine/fields.h"
#include "rules/engine/timers.h"

/* Copies of the response that had come by until then. Of the first ones it is known when they came; later
 * ones are T2 apart. */
static unsigned copies_until(const struct sip_response *r, int64_t stamp)
{
    int64_t at = r->stamp;
    unsigned count = 0;

    if (r->last_time <= stamp) {
        return r->copies;
    }
    while (count < r->copies && at <= stamp) {
        at += count < SIP_INTERVALS ? r->intervals[count] * (SIP_SECOND / 1000) : INT64_MAX / 4;
        count++;
    }
    return r->copies > SIP_INTERVALS + 1 ? r->copies - 1U : count;
}

unsigned sip_copies_without_ack(const struct sip_context *context, const struct sip_response *r)
{
    unsigned copies = copies_until(r, context->now - sip_timer_t2(context));
    unsigned answered = r->copies_before_ack + r->acks - 1U;

    return copies > answered ? copies - answered : 0;
}

/* A server repeats its final response until the ACK arrives, or 64*T1 are over: only that it goes
 * on to the end proves that no ACK arrived. One that stops before has an ACK that went another way,
 * or that the capture lost. */
static bool repeated_to_the_end(const struct sip_context *context, const struct sip_response *final)
{
    int64_t end = sip_timer_64_t1(context) - 2 * sip_timer_t2(context);
    return final->last_time - final->stamp >= end;
}

/* Copies, and how long they have been coming, that show the same where the server was still going on when the
 * capture ended, or until it hung up. */
#define COPIES_GOING_ON 5
#define TIME_GOING_ON (7 * SIP_SECOND)

/* Whether the response is the one that the context has, and not that of another fork, which has a dialog and a Contact of
 * its own. */
static bool is_own(const struct sip_context *context, const struct sip_response *final)
{
    return final == sip_transaction_first(context->transaction, 200, 699);
}

/* A client that hangs up has no use for more copies either. */
static int64_t end_of_copies(const struct sip_context *context, const struct sip_response *final)
{
    const struct sip_transaction *bye = is_own(context, final) ? sip_ending_bye(context) : NULL;

    return bye != NULL && bye->request_time < context->now && bye->request_time >= final->last_time
               ? bye->request_time
               : context->now;
}

static bool still_repeated(const struct sip_context *context, const struct sip_response *final)
{
    int64_t since_last = end_of_copies(context, final) - final->last_time;

    return final->copies >= COPIES_GOING_ON && final->last_time - final->stamp >= TIME_GOING_ON &&
           since_last >= 0 && since_last <= sip_timer_t2(context) + SIP_SECOND;
}

/* Copies of a server that hung up when 64 times its own T1 were over, before its interval has come to T2. */
#define COPIES_OF_OWN_T1 6

/* Whether the server hung up when its own 64*T1 were over. Its T1, which may be shorter (PBXs take the round-trip
 * time), follows from its copies: each interval is twice the one before. */
static bool hung_up_in_time(const struct sip_context *context, const struct sip_response *final)
{
    const struct sip_transaction *bye = sip_server_bye(context);

    if (bye == NULL || !is_own(context, final) || final->copies < COPIES_OF_OWN_T1 ||
        final->copies > COPIES_OF_OWN_T1 + 1) {
        return false;
    }
    int64_t t1 = (final->last_time - final->stamp) / ((1 << (final->copies - 1)) - 1);
    int64_t first = final->intervals[0] * (SIP_SECOND / 1000);
    int64_t late = bye->request_time - final->stamp - 64 * t1;
    return ABS(first - t1) < t1 / 4 && ABS(late) < 6 * t1;
}

/* Whether the response was sent again by a timer: until the last copy no ACK had come. */
static bool is_repeated(const struct sip_context *context, const struct sip_response *final)
{
    return final->copies > 1 && final->last_time - final->stamp >= sip_timer_t1(context) / 2;
}

/* Whether the server of a 2xx gave up before its time, without an ACK: its BYE says so, or the client denies the call
 * of which that BYE is. (One that denies a re-INVITE's call has forgotten it.) A B2BUA may hand on such a BYE from its
 * other side: it has not repeated its own 2xx. */
static bool gave_up_early(const struct sip_context *context, const struct sip_response *final)
{
    const struct sip_transaction *bye = sip_server_bye(context), *t = context->transaction;
    const struct sip_dialog *d = context->dialog;

    if (bye == NULL || !is_own(context, final) || final->code >= 300 ||
        !is_repeated(context, final) || bye->request_time < final->last_time ||
        bye->request_time - final->stamp > 2 * sip_timer_64_t1(context) ||
        d->sides[sip_dialog_client(d, context->message)].invites[0] != t) {
        return false;
    }
    return d->misses_ack || (bye->final_code == 481 && !t->in_dialog);
}

/* Copies after which a BYE before the next one is due shows that the server has lost patience. */
#define COPIES_OF_IMPATIENT 4

/* Whether the server hung up while it still repeated its 2xx, for which an ACK was due where it is. */
static bool hung_up_between_copies(const struct sip_context *context,
                                   const struct sip_response *final)
{
    const struct sip_transaction *bye = sip_server_bye(context);

    if (bye == NULL || !is_own(context, final) || final->code >= 300 ||
        final->copies < COPIES_OF_IMPATIENT) {
        return false;
    }
    int64_t next =
        MIN(final->last_time - final->stamp + sip_timer_t1(context), sip_timer_t2(context));
    int64_t since_last = bye->request_time - final->last_time;
    return since_last >= 0 && since_last < next && sip_ack_is_due_at_server(context);
}

/* Whether the capture has all that the client sent since, over connections without a gap, and the ACK was due where
 * the INVITE went. */
static bool stream_has_none(const struct sip_context *context, const struct sip_response *final)
{
    const struct sip_transaction *t = context->transaction;

    return sip_transport_is_stream(t->transport) && is_own(context, final) && final->code < 300 &&
           is_repeated(context, final) && t->hop->to_server->last_unknown <= final->stamp &&
           context->now - final->stamp > sip_timer_64_t1(context) &&
           context->end->client_heard - final->last_time > sip_timer_t2(context) &&
           sip_ack_is_due_at_server(context);
}

bool sip_lacks_ack(const struct sip_context *context, const struct sip_response *final)
{
    return (context->now - final->stamp > sip_timer_64_t1(context) &&
            repeated_to_the_end(context, final)) ||
           still_repeated(context, final) || hung_up_in_time(context, final) ||
           gave_up_early(context, final) || hung_up_between_copies(context, final) ||
           stream_has_none(context, final);
}

double sip_seconds_without_ack(const struct sip_context *context, const struct sip_response *final)
{
    return sip_seconds(MIN(end_of_copies(context, final) - final->stamp, sip_timer_64_t1(context)));
}

/* So many copies show that the timers are not those of an IMS network. */
#define COPIES_OF_SHORT_T1 8

bool sip_is_acked_in_vain(const struct sip_response *ok)
{
    return ok->acks > 0 && ok->copies >= ok->copies_before_ack + 3;
}

bool sip_ack_would_be_seen(const struct sip_context *context, const struct sip_response *final)
{
    const struct sip_transaction *t = context->transaction;

    if (sip_transaction_lost_request(t, final->stamp)) {
        return false; /* which may be the ACK */
    }
    return t->request_frame != 0 ||
           (final->copies >= COPIES_OF_SHORT_T1 && context->end->client_heard > final->last_time);
}

const struct sip_transaction *sip_invite_of_own_ack(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    bool own = t->method == SIP_METHOD_ACK && t->invite != NULL && t->invite->request_frame != 0;

    return own && sip_message_has_cookie(context->message) ? t->invite : NULL;
}
