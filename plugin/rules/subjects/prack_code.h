/* prack_code.h
 * The response to a PRACK: 2xx where it matches a response that waits for it, 481 where it does not (RFC 3262
 * section 3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_PRACK_CODE_H
#define SIP_RULES_SUBJECTS_PRACK_CODE_H

#include "rules/engine/rule.h"

enum sip_verdict sip_check_prack_code(const struct sip_context *context,
                                      struct sip_finding *finding);

#endif
