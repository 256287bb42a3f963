/* call_fields.h
 * The fields of calls, registrations, subscriptions and refused requests, on every packet of them:
 * sip_response.call and all below it. They come from the columns of calls/columns.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_EPAN_CALL_FIELDS_H
#define SIP_EPAN_CALL_FIELDS_H

#include "calls/columns.h"
#include "epan/record.h"
#include "texts/text.h"

void call_fields_register(int protocol, enum sip_language language);

/* Whether a filter, a column or whatever asks for one of them. */
bool call_fields_are_read(proto_tree *tree);

/* Adds what is known today of what the message is part of: on the first pass less than later. */
void call_fields_draw(proto_tree *tree, const struct message_record *message);

/* How records name rules and endpoints. */
extern const struct sip_names call_fields_names;

#endif
