/* record.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/record.h"

#include <glib.h>

void sip_record_add(struct sip_record *record, const struct sip_packet *packet)
{
    if (record->messages == 0) {
        record->first_frame = packet->frame;
        record->first_time = record->last_time = packet->stamp;
    }
    record->messages++;
    record->last_frame = packet->frame;
    record->first_time = MIN(record->first_time, packet->stamp);
    record->last_time = MAX(record->last_time, packet->stamp);
}

void sip_record_note_finding(struct sip_record *record, unsigned rule, unsigned severity,
                             uint32_t frame)
{
    if (record->findings == 0 || severity > record->worst_severity) {
        record->worst_rule = (uint16_t)rule;
        record->worst_severity = (uint8_t)severity;
        record->worst_frame = frame;
    }
    record->findings++;
}

void sip_record_explain(struct sip_record *record, unsigned rule, uint32_t frame, unsigned cause,
                        unsigned cause_severity, uint32_t cause_frame)
{
    if (record->findings > 0 && record->worst_rule == rule && record->worst_frame == frame) {
        record->worst_rule = (uint16_t)cause;
        record->worst_severity = (uint8_t)cause_severity;
        record->worst_frame = cause_frame;
    }
}
