/* framing.h
 * What is where the body of a response should be: what the rules on bodies leave to those on framing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_FRAMING_H
#define SIP_RULES_SUBJECTS_FRAMING_H

#include "rules/engine/rule.h"

/* Another message in the same datagram: where it begins, p == NULL: there is none. */
struct sip_slice sip_second_message(const struct sip_context *context);

/* A header field behind the empty line that ends the header: its line; p == NULL: there is none. */
struct sip_slice sip_misplaced_field(const struct sip_context *context);

/* Whether it is one of the two: the body is no body then. SIP_PERHAPS where the capture cut off its first
 * line. */
enum sip_presence sip_body_is_misframed(const struct sip_context *context);

#endif
