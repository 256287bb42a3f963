/* attempt.h
 * What a request has in common with the one before it that failed: whether it is the same request
 * again, and what its client knew. For checks with SIP_ON_RETRY, where nothing else is said.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_ATTEMPT_H
#define SIP_RULES_ENGINE_ATTEMPT_H

#include "rules/engine/rule.h"
#include "rules/engine/timers.h"

/* A client that comes back within this time does so of itself: people take longer. */
#define SIP_BY_ITSELF (5 * SIP_SECOND)

/* Microseconds since the failure. */
int64_t sip_attempt_delay(const struct sip_context *context);

/* Whether a later transaction went to the same address, port and transport. */
bool sip_same_server(const struct sip_transaction *a, const struct sip_transaction *b);

/* Whether the request is the failed one again, perhaps changed: the same server, and the same URIs
 * in From and To. One Call-ID may serve several users (RFC 3261 section 10.2). False too where the
 * request was cut off, or where it may have been under way already when the failure came by. */
bool sip_attempt_repeats(const struct sip_context *context);

/* Whether the attempt before was captured with its final response, if there was one: without it nobody knows which
 * challenge the client responds to, or why it comes again. */
static inline bool sip_attempt_is_known(const struct sip_transaction *t)
{
    return t->attempt == NULL || (t->attempt->request_frame != 0 && t->attempt->final_frame != 0);
}

/* Whether both have the same Call-ID. */
bool sip_attempt_same_call(const struct sip_context *context);

/* Whether the request is another branch of the same request, made by a proxy: it has the same
 * Via values below the top, and the same CSeq number (RFC 3261 section 16.6). */
bool sip_attempt_is_branch(const struct sip_context *context);

/* Whether its user agent has made one request, of which some proxy on the way has made both: the same CSeq number, and
 * the same Via of the user agent below those of proxies. */
bool sip_attempt_is_same_request(const struct sip_context *context);

/* Whether nothing was changed that matters to a server: Request-URI, body and every header field
 * but those that differ in any new request (Via, CSeq, tags, dates); credentials only if asked
 * for. */
bool sip_attempt_unmodified(const struct sip_context *context, bool credentials_matter);

/* Whether the client's request before this one, at the same server, had no final response yet when this one was sent.
 * To be asked at the end, where a late response has come: had it never been captured, it might have been there in
 * time. */
enum sip_verdict sip_attempt_overlaps(const struct sip_context *context,
                                      const struct sip_transaction *before,
                                      struct sip_finding *finding);

#endif
