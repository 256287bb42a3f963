/* record.h
 * What a call, a registration, a subscription and any other request have in common as records: which
 * messages they are made of, and the worst that was found in them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_RECORD_H
#define SIP_CALLS_RECORD_H

#include "history/packet.h"

enum sip_record_kind {
    SIP_RECORD_CALL,
    SIP_RECORD_REGISTRATION,
    SIP_RECORD_SUBSCRIPTION,
    SIP_RECORD_REQUEST,
    SIP_RECORD_KINDS,
};

struct sip_record {
    int64_t first_time, last_time; /* microseconds, of the earliest and the latest message */
    uint32_t number;               /* among those of its kind, from 1 */
    uint32_t first_frame;          /* of the first message; its repetitions count as messages */
    uint32_t last_frame;
    uint32_t messages;
    uint32_t findings;
    uint32_t worst_frame;   /* where the worst finding is */
    uint16_t worst_rule;    /* its rule's number; only if findings is not 0 */
    uint8_t worst_severity; /* as the caller of sip_record_note_finding counts: more is worse */
    uint8_t kind;           /* enum sip_record_kind */
};

/* Notes that the message is part of the record. */
void sip_record_add(struct sip_record *record, const struct sip_packet *packet);

/* Notes a broken rule of one of its messages. The first of the worst is kept. */
void sip_record_note_finding(struct sip_record *record, unsigned rule, unsigned severity,
                             uint32_t frame);

/* A finding that was noted is a consequence of another: that one counts instead if it is the worst so
 * far. */
void sip_record_explain(struct sip_record *record, unsigned rule, uint32_t frame, unsigned cause,
                        unsigned cause_severity, uint32_t cause_frame);

#endif
