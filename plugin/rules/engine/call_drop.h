/* call_drop.h
 * Parts of evidence about a call that drops because its 2xx finds no ACK: where the ACK was due, and who hung
 * up (RFC 3261 sections 12.2.1.1 and 13.3.1.4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_CALL_DROP_H
#define SIP_RULES_ENGINE_CALL_DROP_H

#include "rules/engine/rule.h"

struct sip_drop_text {
    char s[160];
};

/* Of a 2xx to INVITE, at its end: "; it was due at sip:p1.example.com;lr (Record-Route)", and whether anything
 * in the capture came from there. Empty where the 2xx does not say. */
struct sip_drop_text sip_ack_due_text(const struct sip_context *context);

/* Whether that address, where the 2xx says, is the one that the INVITE went to. */
bool sip_ack_is_due_at_server(const struct sip_context *context);

/* "; then the server sent BYE in frame 12"; empty where it did not. */
struct sip_drop_text sip_hung_up_text(const struct sip_context *context);

/* The same of a 2xx that has found no ACK, from either side, if it came after the last copy; and what shows that no ACK
 * had come. */
struct sip_drop_text sip_end_of_call_text(const struct sip_context *context,
                                          const struct sip_response *ok);

/* The BYE that has ended the dialog, from either side; NULL: none is known. */
const struct sip_transaction *sip_ending_bye(const struct sip_context *context);

/* That BYE; NULL: none, or the client hung up, too. */
const struct sip_transaction *sip_server_bye(const struct sip_context *context);

/* The frame of that BYE; 0: none, or the client hung up, too. */
uint32_t sip_server_hung_up(const struct sip_context *context);

#endif
