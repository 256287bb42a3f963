/* branches.h
 * The branches of a proxy: the requests that it sent on, and what came back. A branch is tied to the request
 * upstream only where Via shows that it was forwarded (history/transaction.h), so a B2BUA is not spoken of.
 * Whether all branches were captured can never be known: each rule lives on a response that was seen on a
 * branch, none on one that was not.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_BRANCHES_H
#define SIP_RULES_SUBJECTS_BRANCHES_H

#include "rules/engine/context.h"

/* The last of the branch's responses with this code and To tag, or NULL. */
const struct sip_response *sip_branch_reply(const struct sip_transaction *branch, unsigned code,
                                            struct sip_slice tag);

/* RFC 3261 section 16.7 binds stateful proxies only: one without state passes on whatever it gets (section
 * 16.11). A proxy has shown its state if it answered 100 before it forwarded anything, sent the
 * request to two servers, or acknowledged a failure that the client has not seen yet. */
bool sip_proxy_is_stateful(const struct sip_transaction *t);

/* Whether this is the response that ends the transaction upstream. */
bool sip_ends_upstream(const struct sip_context *context);

#endif
