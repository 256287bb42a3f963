/* answer.h
 * What rules about answers (SIP_ON_MATCHED_RESPONSE) ask of the request behind them. That request was
 * captured whole: what is not in it was not there.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_RESPONSE_H
#define SIP_RULES_ENGINE_RESPONSE_H

#include "rules/engine/rule.h"
#include "sip/uri.h"

static inline uint32_t sip_response_request_frame(const struct sip_context *context)
{
    return context->transaction->request_frame;
}

/* For evidence: "Require in frame 12: timer, 100rel" or "no Require in frame 12". */
struct sip_response_text {
    char text[SIP_EVIDENCE_SIZE / 2];
};
struct sip_response_text sip_response_to(const struct sip_context *context, enum sip_header_id id);

/* Whether a list holds this token; case and parameters behind a token are ignored. *entry gets it with
 * its parameters. */
bool sip_response_find(const struct sip_message *m, enum sip_header_id id, struct sip_slice token,
                       struct sip_slice *entry);
bool sip_response_lists(const struct sip_message *m, enum sip_header_id id, struct sip_slice token);

/* Whether a header field came back as the request had it: row by row, octet for octet. */
bool sip_response_returns(const struct sip_context *context, enum sip_header_id id);

/* Whether the request offers or demands the extension, from a server of its path or from its
 * target: in Supported, Require or Proxy-Require. */
bool sip_response_option(const struct sip_context *context, const char *tag);

/* Transactions are found by branch. Whether Call-ID and CSeq number fit, too: else the response may
 * belong to another request, whose client used the branch twice. */
bool sip_response_same_call_id(const struct sip_context *context);
bool sip_response_same_cseq(const struct sip_context *context);
bool sip_response_matches(const struct sip_context *context);

/* The same, and no copy of the request differs from the others, which may be a second attempt, with
 * credentials, say; and the request did not go to a group, of which nobody or everybody may answer
 * (RFC 3261 sections 17.1.3 and 18.1.1). */
bool sip_response_belongs(const struct sip_context *context);

/* Whether the endpoint is a group: multicast or broadcast. */
bool sip_endpoint_is_group(const struct sip_endpoint *end);

/* Whether a REFER makes no subscription, and so no dialog: its client asked for none, its response
 * refuses one, or the NOTIFYs go to a subscription of somebody else (RFC 4488, RFC 7614). */
bool sip_refer_without_subscription(const struct sip_context *context);

/* Whether the response makes a dialog (RFC 3261 section 12.1): the request was outside of any, and
 * the response has a tag. */
bool sip_response_makes_dialog(const struct sip_context *context);

/* The code belongs to a header field that the request must have, and has not. */
enum sip_verdict sip_response_without(const struct sip_context *context,
                                      struct sip_finding *finding, enum sip_header_id id);
/* The code belongs to another method: the code and the method are the finding. */
enum sip_verdict sip_response_to_other_method(const struct sip_context *context,
                                              struct sip_finding *finding);

/* The URI is the transport address of that endpoint: an address, not a name, and its port. */
bool sip_response_uri_is(const struct sip_uri *uri, const struct sip_endpoint *endpoint,
                         enum sip_transport transport);

/* Whether the response comes from the user agent itself: from the address in its Contact, and no proxy
 * behind this hop has recorded itself in it. */
bool sip_response_from_agent(const struct sip_context *context);

/* The frame of an earlier message that shows that the server of the response is a telephone; 0: none. */
uint32_t sip_seen_as_phone(const struct sip_context *context);

/* Whether the request had arrived where it was to go: its Request-URI is the address that it was
 * sent to, and no Route led elsewhere. No server behind it could have changed it (H10). */
bool sip_response_from_target(const struct sip_context *context);

#endif
