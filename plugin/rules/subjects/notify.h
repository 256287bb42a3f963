/* notify.h
 * The NOTIFY that a subscription is owed, however it was made.
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

#endif
