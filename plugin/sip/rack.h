/* rack.h
 * RAck: which provisional response a PRACK acknowledges (RFC 3262 section 7.2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RACK_H
#define SIP_RACK_H

#include "sip/message.h"

struct sip_rack {
    uint32_t rseq;
    uint32_t cseq_number;
    struct sip_slice method;
};

/* False if there is no RAck, or it is not two numbers and a method. */
bool sip_message_rack(const struct sip_message *m, struct sip_rack *rack);

/* The RSeq of a provisional response that is sent reliably: 101 to 199 with Require: 100rel; 0
 * where it is not. */
uint32_t sip_message_reliable_rseq(const struct sip_message *m);

#endif
