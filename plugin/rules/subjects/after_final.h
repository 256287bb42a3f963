/* after_final.h
 * Which of two rules speaks of a provisional response after the final one: rel1xx-after-final of a new reliable
 * one, provisional-after-final of all others.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_AFTER_FINAL_H
#define SIP_RULES_SUBJECTS_AFTER_FINAL_H

#include "rules/engine/context.h"

/* The final response of its dialog, where the message is a reliable provisional response that is certainly a new
 * one after it; otherwise NULL. */
const struct sip_response *sip_final_before_new_reliable(const struct sip_context *context);

#endif
