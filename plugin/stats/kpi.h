/* kpi.h
 * The performance metrics of RFC 6076, from transactions whose end is known: how long sessions,
 * registrations and disconnects took, and how many came about. What docs/statistics.md says of each
 * KPI is done here.
 *
 * A request that was challenged or redirected, and then sent again, is one attempt: it begins with
 * the first try and ends as the last one does (RFC 6076 section 4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_STATS_KPI_H
#define SIP_STATS_KPI_H

#include <glib.h>
#include <stdbool.h>

#include "calls/outcome.h"

enum kpi_kind {
    KPI_REGISTRATION, /* REGISTER */
    KPI_SESSION,      /* INVITE outside a dialog */
    KPI_DISCONNECT,   /* BYE */
    KPI_KINDS,
    KPI_NONE = KPI_KINDS,
};

enum kpi_end {
    KPI_UNKNOWN,   /* it may still be answered, or was where nobody captured it */
    KPI_SILENT,    /* nothing came; whether answers of this server can be seen at all is unknown */
    KPI_TIMED_OUT, /* nothing came for 64*T1, or only later */
    KPI_CONTINUED, /* challenged or redirected, or an error to recover from: up to the client */
    KPI_SUCCEEDED, /* 2xx */
    KPI_FAILED,    /* any other final response */
    KPI_ENDS,
};

/* When there is no more to come. Microseconds. */
struct kpi_clock {
    int64_t now; /* the end of the capture */
    int64_t t1, t2;
};

struct kpi_delay {
    guint count;
    int64_t sum, shortest, longest; /* microseconds */
};

/* The requests of one kind that one server was sent. All zero: none. */
struct kpi_requests {
    guint ends[KPI_ENDS];
    guint by_user;     /* failed with 480, 486, 600 or 603 */
    guint ineffective; /* failed with 408, 500, 503 or 504 */
    struct kpi_delay succeeded, failed;
    struct kpi_delay completed;   /* how long established sessions lasted that ended with a BYE */
    struct kpi_delay unconfirmed; /* the same where nobody answered the BYE */
    guint open;                   /* established sessions whose end was not captured */
};

/* What KPIs the request is about. Only the first copy counts; a request that was not captured does
 * not: KPI_NONE. */
enum kpi_kind kpi_kind_of(const struct sip_transaction *t);

/* The try before, which this one continues; NULL where this is the first. */
const struct sip_transaction *kpi_try_before(const struct sip_transaction *t,
                                             const struct kpi_clock *clock);

enum kpi_end kpi_end_of(const struct sip_transaction *t, const struct kpi_clock *clock);

/* Adds a request that ended so, with its delays. */
void kpi_add(struct kpi_requests *requests, const struct sip_transaction *t, enum kpi_end end,
             const struct kpi_clock *clock);

/* Adds the session that an INVITE made which succeeded: how its call went on. */
void kpi_add_session(struct kpi_requests *requests, const struct sip_transaction *t,
                     const struct sip_outcome_of_call *call, const struct kpi_clock *clock);

/* The figures of one KPI. of + left_out are all attempts. */
struct kpi_figures {
    guint count; /* of delays: how many were measured */
    guint of;
    guint left_out; /* those that the RFC excludes, or whose end is unknown */
    bool defined;   /* there is something to divide by; else the rest is 0 */
    bool has_range;
    double value; /* in the KPI's unit; of delays: the mean */
    double shortest, longest;
};

struct kpi {
    const char *name;
    const char *meaning; /* in words */
    const char *unit;    /* "ms", "s", "%" */
    enum kpi_kind kind;
    struct kpi_figures (*figures)(const struct kpi_requests *requests);
};

/* All of them, ordered by kind. */
#define KPI_COUNT 12
extern const struct kpi kpis[KPI_COUNT];

#endif
