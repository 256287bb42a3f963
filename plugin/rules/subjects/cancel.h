/* cancel.h
 * What rules about CANCEL share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_CANCEL_H
#define SIP_RULES_SUBJECTS_CANCEL_H

#include "rules/engine/rule.h"

/* For evidence about a CANCEL: "; it came from 192.0.2.1:5062, the INVITE from 192.0.2.1:5060", or nothing where both
 * came from the same. The server finds the INVITE by Via alone, but some look at this, too. */
struct sip_cancel_sources {
    char s[160];
};
struct sip_cancel_sources sip_cancel_sources(const struct sip_context *context,
                                             const struct sip_transaction *invite);

#endif
