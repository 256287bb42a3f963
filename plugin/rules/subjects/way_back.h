/* way_back.h
 * Where the top Via of a response leads, and what is known of the ends of its hop (RFC 3261 section 18.2, RFC 3581).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_WAY_BACK_H
#define SIP_RULES_SUBJECTS_WAY_BACK_H

#include "rules/engine/response.h"

/* The topmost Via of the request and of its response; both can be read. */
static inline const struct sip_via *sip_asked_via(const struct sip_context *context)
{
    return &context->request->top_via;
}

static inline const struct sip_via *sip_given_via(const struct sip_context *context)
{
    return &context->message->top_via;
}

/* Whether both can be read, and the response belongs to the request. */
bool sip_top_vias_fit(const struct sip_context *context);

/* The transport that its Via names is the one that carried a message: nobody has ended TLS, or
 * taken it out of a tunnel, in between. */
bool sip_via_carried_as_said(const struct sip_via *via, enum sip_transport transport);

/* Whether the transaction's ends are those of its request, which came over this transport too. */
bool sip_ends_are_known(const struct sip_context *context);

/* Whether the server had to add received to the top Via, so far as can be known here. */
enum sip_verdict sip_received_is_due(const struct sip_context *context,
                                     const struct sip_via *asked);

/* Whether the server's address may be that of the address translator in front of the client: both are behind
 * it, it sends the request back in, and the server sees its own public address as the source. */
bool sip_server_may_be_nat(const struct sip_context *context);

/* The number in rport; 0 where it is absent or empty. */
uint16_t sip_via_rport(const struct sip_via *via);

/* The port that a response goes to by its Via. */
uint16_t sip_via_due_port(const struct sip_via *via);

/* Where the Via of a response directs it, over an unreliable transport (RFC 3261 section 18.2.2,
 * RFC 3581 section 4). False where only DNS would tell, or where an address translator is
 * between here and the server: where what the server saw is not what came by here. */
bool sip_due_destination(const struct sip_context *context, const struct sip_via *via,
                         struct sip_endpoint *due);

/* Whether a proxy has left its own Via on top of a response that it forwarded: the response is sent from
 * where this Via leads to, to somebody else, who did not write it. */
bool sip_via_own_left(const struct sip_context *context);

#endif
