/* nonce_count.h
 * How clients count the requests that they send with one nonce: nc (RFC 7616 section 3.4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_NONCE_COUNT_H
#define SIP_HISTORY_NONCE_COUNT_H

#include "history/transaction.h"

struct sip_nonce_counts;
struct sip_nonce_counts *sip_nonce_counts_new(void);
void sip_nonce_counts_free(struct sip_nonce_counts *all);

/* What became of the attempt before: the request, and the failure that answered it; both NULL: none. */
struct sip_failed_attempt {
    const struct sip_message *request, *failure;
};

/* Notes the first copy of a request. Says whether its client had used one of its counts before; the result
 * is kept with the request. Credentials that were just refused may come again as they were, which is no matter of
 * counting. */
struct sip_count_use sip_nonce_counts_note(struct sip_nonce_counts *all,
                                           const struct sip_packet *request,
                                           const struct sip_failed_attempt *failed);

/* Notes the 2xx to a request whose count had been used before: its server does not mind. */
void sip_nonce_counts_note_accepted(struct sip_nonce_counts *all, const struct sip_packet *response,
                                    const struct sip_message *request);

#endif
