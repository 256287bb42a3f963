/* in_dialog_route.h
 * Whether Route of a request inside a dialog is the route set (RFC 3261 section 12.2.1.1): when it comes, also where it
 * leaves the hop of its dialog, and once more at its end, where it came before the final response.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_IN_DIALOG_ROUTE_H
#define SIP_RULES_SUBJECTS_IN_DIALOG_ROUTE_H

#include "rules/engine/duty.h"

/* The check of in-dialog-wrong-route. */
enum sip_verdict sip_check_in_dialog_route(const struct sip_context *context,
                                           struct sip_finding *finding);

/* Judges how a request is addressed by one of the duties: said once, where a client goes on in the same way. */
enum sip_verdict sip_check_in_dialog_address(const struct sip_context *context,
                                             struct sip_finding *finding,
                                             enum sip_verdict (*of)(const struct sip_duty *duty,
                                                                    struct sip_finding *finding));

#endif
