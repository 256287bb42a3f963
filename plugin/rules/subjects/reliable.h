/* reliable.h
 * Reliable provisional responses of an INVITE transaction (RFC 3262).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_RELIABLE_H
#define SIP_RULES_SUBJECTS_RELIABLE_H

#include "rules/engine/context.h"

/* The one that came before in its dialog; before == NULL: the last of all. NULL: none. */
const struct sip_response *sip_previous_reliable(const struct sip_transaction *t,
                                                 const struct sip_response *before,
                                                 struct sip_slice dialog);

/* The first one of the dialog that has this RSeq; NULL: none. */
const struct sip_response *sip_reliable_with_rseq(const struct sip_transaction *t, uint32_t rseq,
                                                  struct sip_slice dialog);

/* Whether a response with the same RSeq is no copy of the first one: another code, or other media. */
enum sip_presence sip_reliable_other(const struct sip_context *context,
                                     const struct sip_response *first);

/* Since when all responses to an INVITE are known if its stream has no gap: of the first one that came on a
 * connection nobody knows what was before it, but nothing is before a 100. */
int64_t sip_responses_known_since(const struct sip_transaction *invite);

/* The final response of its dialog, where the message is a reliable provisional response that is certainly a new
 * one after it; otherwise NULL. */
const struct sip_response *sip_final_before_new_reliable(const struct sip_context *context);

#endif
