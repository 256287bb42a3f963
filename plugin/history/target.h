/* target.h
 * Where the requests of a dialog go: its remote targets and route sets (RFC 3261 section 12, RFC 5057 section
 * 5.4), and what its messages change of them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_TARGET_H
#define SIP_HISTORY_TARGET_H

#include "history/dialog.h"

/* A response, and what is known of its request. */
struct sip_answer {
    const struct sip_transaction *t;
    const struct sip_packet *packet;
    const struct sip_message *request; /* NULL: not captured whole, or not kept any more */
    unsigned client;                   /* the side that asked */
    bool makes_dialog;
};

/* Whether a request of this method may make a dialog. */
bool sip_method_makes_dialog(enum sip_method method);

/* Whether a 2xx to the request moves the remote targets: RFC 5057 section 5.4. */
bool sip_method_refreshes_target(enum sip_method method);

/* Whether its request was captured and was outside of a dialog. */
bool sip_transaction_begins_dialog(const struct sip_transaction *t);

/* The Contact that a side has shown. A message without Contact leaves it as it is. */
void sip_target_note_contact(struct sip_interned *texts, struct sip_dialog_side *side,
                             const struct sip_message *m);

/* Targets and route sets by what makes the dialog, and by a 2xx. A 2xx is told before it confirms the dialog. */
void sip_target_add_answer(struct sip_interned *texts, struct sip_dialog *d,
                           const struct sip_answer *answer);

#endif
