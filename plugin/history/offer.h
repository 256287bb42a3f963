/* offer.h
 * Which offer of a dialog waits for its answer (RFC 3264, RFC 6337 section 2): what the messages of
 * INVITE, PRACK, UPDATE and ACK change of it. Each is reported once, repetitions are not.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_OFFER_H
#define SIP_HISTORY_OFFER_H

#include "history/dialog.h"

/* The dialog was just made by what answered t, which client sent; what answered is reported afterwards.
 * request: of t; NULL where it was not captured whole. */
void sip_offer_of_first(struct sip_dialog *d, unsigned client, const struct sip_transaction *t,
                        const struct sip_message *request);

/* A request that client sent within the dialog. */
void sip_offer_add_request(struct sip_dialog *d, unsigned client, const struct sip_transaction *t,
                           const struct sip_message *m);

/* A response to a request that client sent. response: as its transaction keeps it; NULL where it keeps
 * no more of them. */
void sip_offer_add_response(struct sip_dialog *d, unsigned client, const struct sip_transaction *t,
                            const struct sip_message *m, const struct sip_response *response);

#endif
