/* call_fields.h
 * The fields of calls, registrations, subscriptions and refused requests, on every packet of them:
 * sip_response.call and all below it. They come from the columns of calls/columns.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_EPAN_CALL_FIELDS_H
#define SIP_EPAN_CALL_FIELDS_H

#include <epan/packet.h>

#include "calls/columns.h"
#include "texts/text.h"

void call_fields_register(int protocol, enum sip_language language);

/* Whether a filter, a column or whatever asks for one of them. */
bool call_fields_are_read(proto_tree *tree);

/* Adds what is known today of the record that the message is part of: on the first pass less than later. */
void call_fields_draw(proto_tree *tree, struct sip_record *record, const struct sip_clock *clock);

/* How records name rules and endpoints. */
extern const struct sip_names call_fields_names;

#endif
