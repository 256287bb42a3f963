/* failures.h
 * What failed of the messages that a report is about: from the records of calls, registrations,
 * subscriptions and requests.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_STATS_FAILURES_H
#define SIP_STATS_FAILURES_H

#include <glib.h>

#include "epan/record.h"
#include "report/collect.h"

/* Adds the record that a message is part of to a set. What it is part of may change until the end of the
 * capture: ask only then. */
void failures_note(GHashTable *records, const struct message_record *message);

/* All that failed among the records of the set, as report_collector_write takes it, and how many there
 * are of each kind. begin: of the capture, as records have times. */
struct report_outcomes *failures_of(GHashTable *records, gint64 begin);
void failures_free(struct report_outcomes *outcomes);

/* What failures have as part_of: for a message's record, which may be of a leg of a call. */
const void *failures_part_of(const void *message);

#endif
