/* cause.h
 * Why a request was sent or refused, as Reason says it (RFC 3326, RFC 6432).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_CAUSE_H
#define SIP_CALLS_CAUSE_H

#include "history/kept/interned.h"
#include "sip/message.h"
#include "texts/text.h"

enum sip_cause_protocol {
    SIP_CAUSE_NONE,
    SIP_CAUSE_SIP,  /* number is a status code */
    SIP_CAUSE_Q850, /* number is a cause value of ITU-T Q.850 */
};

struct sip_cause {
    const char *text; /* what the sender says of it; NULL: nothing */
    uint32_t frame;
    uint16_t number;
    uint8_t protocol; /* enum sip_cause_protocol */
};

/* Reads Reason. Of two values that of Q.850 counts, as it is nearer to the cause. False where there is
 * none of these protocols. */
bool sip_cause_read(const struct sip_message *m, uint32_t frame, struct sip_interned *texts,
                    struct sip_cause *cause);

/* "User busy"; NULL for a number that Q.850 has no name for. */
const char *sip_q850_name(unsigned number);

/* "Q.850 17 User busy", "SIP 200 Call completed elsewhere": the name of the number, or else the
 * sender's text. To be freed with g_free; NULL for SIP_CAUSE_NONE. */
char *sip_cause_text(const struct sip_cause *cause, enum sip_language language);

#endif
