/* usage.h
 * What ends a usage of a dialog, a call or a subscription, and perhaps the dialog with it (RFC 5057).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_USAGE_H
#define SIP_HISTORY_USAGE_H

#include "history/transaction.h"

/* Whether a NOTIFY says that its subscription is over. */
bool sip_notify_terminates(const struct sip_message *notify);

/* Whether a failure with this code ends the usage that its request is of (RFC 5057 section 5.1). */
bool sip_code_ends_usage(unsigned code);

/* Whether a message of this transaction ends a usage of its dialog, or may do so: a NOTIFY "terminated", a
 * SUBSCRIBE with "Expires: 0", a failure whose code does. BYE is for the
 * caller to look at. */
bool sip_usage_ends(const struct sip_message *m, const struct sip_transaction *t);

/* Whether a message is a BYE that says in Reason that its sender has waited for an ACK in vain (RFC 3326; in words
 * only: no cause is for that alone). */
bool sip_bye_misses_ack(const struct sip_message *m);

#endif
