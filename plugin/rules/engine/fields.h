/* fields.h
 * What many rules ask of a header field: what its list holds, and the first address in it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_FIELDS_H
#define SIP_RULES_ENGINE_FIELDS_H

#include "rules/engine/rule.h"

/* Whether a list holds a token; SIP_PERHAPS where the header field with it may have been cut off. */
enum sip_presence sip_message_lists(const struct sip_message *m, enum sip_header_id id,
                                    const char *token);

/* Whether Require lists the option tag. */
enum sip_presence sip_message_requires(const struct sip_message *m, const char *option);

/* The header field whose list holds the option tag, or NULL. */
const struct sip_row *sip_message_option_row(const struct sip_message *m, enum sip_header_id id,
                                             const char *option);

/* The header field that marks a response as sent reliably: RSeq, or Require with 100rel; or NULL. */
const struct sip_row *sip_message_reliable_row(const struct sip_message *m);

/* The URI of the first value; p == NULL where there is none. */
struct sip_slice sip_message_first_uri(const struct sip_message *m, enum sip_header_id id);

/* Whether a value of Contact has this URI. */
bool sip_message_lists_contact(const struct sip_message *m, struct sip_slice uri);

/* Line ends behind the header of a datagram without Content-Length are no body. */
bool sip_message_has_body(const struct sip_message *m);

/* The word before the first LWS; *rest gets what follows that LWS. */
struct sip_slice sip_slice_first_word(struct sip_slice text, struct sip_slice *rest);

/* For evidence: the text, or "absent" where it is empty. */
struct sip_slice sip_or_absent(const struct sip_context *context, struct sip_slice s);

/* The same with quotation marks around what is there. */
struct sip_quoted_text {
    char s[SIP_EVIDENCE_SIZE / 2];
};
struct sip_quoted_text sip_quoted(const struct sip_context *context, struct sip_slice value);

#endif
