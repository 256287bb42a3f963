/* request.h
 * Requests outside of calls, registrations and subscriptions that were refused: MESSAGE, OPTIONS,
 * PUBLISH, REFER … One record for each method, sender and addressee.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_REQUEST_H
#define SIP_CALLS_REQUEST_H

#include "calls/record.h"
#include "history/transaction.h"

struct sip_request {
    struct sip_record record;
    uint64_t key;       /* of method, From and To */
    const char *method; /* its name */
    const char *from, *to;
    const char *phrase, *warning;       /* of the newest refusal; NULL: none */
    const struct sip_transaction *last; /* the newest on the first hop that was captured */
    struct sip_endpoint client, server; /* of that hop */
    uint32_t attempts;
    uint32_t
        refusals; /* final responses from 300 on; challenges only if the client let it be at that */
    uint32_t refused_frame; /* the newest refusal; 0: none */
    uint16_t code;          /* of that */
    uint8_t vias;
};

/* So many are told apart; others have no record. */
#define SIP_REQUESTS_MAX 65536

struct sip_calls;

/* The record that a message is part of, after it was added to its transaction; NULL: none. */
struct sip_request *sip_request_add(struct sip_calls *all, const struct sip_packet *packet,
                                    const struct sip_transaction *t);

#endif
