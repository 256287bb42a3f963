/* bindings.h
 * The contacts that a REGISTER asks to bind, and those that its 2xx lists (RFC 3261 section 10).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_BINDINGS_H
#define SIP_RULES_SUBJECTS_BINDINGS_H

#include "rules/engine/rule.h"
#include "sip/binding.h"

/* Walks the bindings that the REGISTER of the context asks for. Those that it removes are passed
 * over. */
struct sip_bindings sip_bindings_asked(const struct sip_context *context);
bool sip_bindings_next_asked(struct sip_bindings *it, struct sip_binding *b);

/* The Contact value of a 2xx that is of the binding. */
bool sip_binding_find(const struct sip_message *m, const struct sip_binding *b,
                      struct sip_slice *value, struct sip_address *contact);

/* The one binding that the REGISTER asks for came back octet for octet, and no other: nothing can be
 * said against that. */
bool sip_binding_came_back(const struct sip_context *context);

#endif
