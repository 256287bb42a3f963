/* calls.h
 * All calls, registrations, subscriptions and other requests of one capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_CALLS_H
#define SIP_CALLS_CALLS_H

#include "calls/call.h"
#include "calls/lease.h"
#include "calls/outcome.h"
#include "calls/request.h"

struct sip_calls *sip_calls_new(void);
void sip_calls_free(struct sip_calls *all);

/* The header fields that hold the Call-ID of a B2BUA's inbound leg, separated by commas. */
#define SIP_LEG_HEADERS "X-Call-ID, X-CID"
void sip_calls_set_leg_headers(struct sip_calls *all, const char *names);

/* Adds the next message of the capture, after it was added to its transaction (t; NULL: it has none).
 * Gives the record that it is part of, which lasts as long as all, or NULL. The time it takes does not
 * depend on how many there are. */
struct sip_record *sip_calls_add(struct sip_calls *all, const struct sip_packet *packet,
                                 const struct sip_transaction *t);

/* The records of a kind in the order of their first messages. Legs of a B2BUA that are joined to
 * another call are left out; so are requests that nobody refused. */
unsigned sip_calls_count(const struct sip_calls *all, enum sip_record_kind kind);
struct sip_record *sip_calls_at(const struct sip_calls *all, enum sip_record_kind kind,
                                unsigned place); /* from 0; NULL for one that is left out */

/* The record that stands for this one in lists: a leg of a B2BUA has that of the first leg, and a request
 * that nobody refused none (NULL). NULL has none. */
struct sip_record *sip_record_listed(struct sip_record *record);

/* The record as what it is; NULL where it is of another kind. A call that was joined to another gives
 * the other: see sip_call_first. */
struct sip_call *sip_record_call(struct sip_record *record);
struct sip_lease *sip_record_lease(struct sip_record *record);
struct sip_request *sip_record_request(struct sip_record *record);

#endif
