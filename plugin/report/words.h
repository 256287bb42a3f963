/* words.h
 * The same words for the same things in every renderer. Phrases are English texts of the catalogues
 * (texts/text.h), in which $1 … $9 are what is put in. Texts that are returned are new, to be freed
 * with g_free.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_WORDS_H
#define SIP_REPORT_WORDS_H

#include "report/model.h"

/* Appends the phrase in that language, with the texts that follow, up to NULL, in their places. */
void report_say(GString *out, enum sip_language language, const char *phrase,
                ...) G_GNUC_NULL_TERMINATED;

/* report_number(2, "$1 finding", "$1 findings", …): "2 findings". English has the singular for 1,
 * French below 2. */
char *report_number(guint64 number, const char *one, const char *many, enum sip_language language);

/* A number of findings of that severity: "2 errors". */
char *report_number_of_severity(guint64 number, enum sip_severity severity,
                                enum sip_language language);

/* A message in short: "420 Bad Extension to INVITE", "INVITE". */
char *report_subject(bool is_response, const char *start_line, const char *method,
                     enum sip_language language);

/* "2026-01-05T09:00:00.000000Z"; NULL for 0, and for what no calendar has. */
char *report_time_of_day(gint64 stamp);

/* "7.043": seconds with so many decimals, at most 6. */
char *report_seconds(gint64 microseconds, int decimals);

/* "192.0.2.1:5060", "[2001:db8::1]:5060"; without port where it is 0. */
char *report_end_text(const struct report_end *end);

#endif
