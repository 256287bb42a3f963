/* notify.h
 * The NOTIFY that a subscription is owed, however it was made, and what it reports.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_NOTIFY_H
#define SIP_RULES_SUBJECTS_NOTIFY_H

#include "rules/engine/rule.h"

/* A 2xx to SUBSCRIBE or REFER is followed by a NOTIFY (RFC 6665 section 4.2.1.2). At the end of its
 * transaction. */
enum sip_verdict sip_check_no_notify(const struct sip_context *context,
                                     struct sip_finding *finding);

/* Whether the NOTIFY reports the event that was asked for, id=… included. A REFER asks for "refer"; where
 * there are several of them, id is the CSeq number of the one that is meant (RFC 3515 section 2.4.6). */
bool sip_notify_reports(const struct sip_message *notify, const struct sip_message *asked);

struct sip_ended_text {
    char s[96];
};

/* For evidence about a NOTIFY in the dialog of a call: which BYE had ended the call; empty where none had. */
struct sip_ended_text sip_call_ended_text(const struct sip_context *context);

#endif
