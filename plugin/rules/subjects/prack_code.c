/* prack_code.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects/prack_code.h"

#include "rules/engine/endpoint.h"
#include "rules/engine/response.h"
#include "rules/subjects/reliable.h"
#include "sip/rack.h"

static enum sip_verdict wrong_prack_code(const struct sip_context *context,
                                         struct sip_finding *finding, const struct sip_response *r,
                                         const char *state)
{
    struct sip_slice rack = sip_message_value(context->request, SIP_HDR_RACK);

    return sip_broken(finding, context, SIP_START_LINE, "%u to RAck: %.*s; the %u in frame %u %s",
                      context->message->code, SIP_ARG(rack), r->code, r->frame,
                      sip_word(context, state));
}

/* Of one PRACK: not seen twice on a way that leads through the same client. */
static bool acknowledged_before(const struct sip_transaction *t, const struct sip_response *r)
{
    const struct sip_transaction *first = r->prack;

    return first != NULL && first != t && first->final_code / 100 == 2 &&
           first->final_time + SIP_CAPTURE_JITTER < t->request_time &&
           first->cseq_number != t->cseq_number &&
           sip_endpoint_same_address(&first->hop->server, &t->hop->server);
}

/* Why a PRACK can match no response at all, whatever the capture has lost; or NULL. Each request of a client
 * has a CSeq number of its own, and an INVITE that it acknowledges was sent before. */
static const char *why_unmatched(const struct sip_context *context, const struct sip_rack *rack)
{
    const struct sip_message *prack = context->request;

    if (!sip_slice_is(rack->method, "INVITE")) {
        return SIP_PHRASE("only an INVITE has reliable responses");
    }
    if (rack->cseq_number == prack->cseq_number) {
        return SIP_PHRASE("that is the CSeq number of the PRACK itself");
    }
    return rack->cseq_number > prack->cseq_number
               ? SIP_PHRASE("the CSeq number is higher than that of the PRACK")
               : NULL;
}

/* Whether all responses to the INVITE are known, in every early dialog, and its server is the user agent. */
static bool has_sent_all(const struct sip_context *context, const struct sip_transaction *invite)
{
    const struct sip_response *r = invite->responses;

    if (invite->request_frame == 0 || invite->hop != context->transaction->hop ||
        !sip_has_all_responses(context, sip_responses_known_since(invite)) ||
        invite->response_count == SIP_TRANSACTION_MAX_RESPONSES) {
        return false;
    }
    while (r != NULL && (r->code == 100 || r->from_contact) && !r->uncertain) {
        r = r->next;
    }
    return r == NULL;
}

enum sip_verdict sip_check_prack_code(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction, *invite = t->invite;
    bool accepted = context->message->code < 300;
    struct sip_rack rack;

    if (!sip_response_belongs(context) || !sip_message_rack(context->request, &rack)) {
        return SIP_UNDECIDED;
    }
    const char *unmatched = why_unmatched(context, &rack);
    if (unmatched != NULL && accepted) {
        return sip_broken(finding, context, SIP_START_LINE, "%u to RAck: %.*s; %s",
                          context->message->code,
                          SIP_ARG(sip_message_value(context->request, SIP_HDR_RACK)),
                          sip_word(context, unmatched));
    }
    if (invite == NULL || unmatched != NULL) {
        return SIP_UNDECIDED;
    }
    const struct sip_response *r =
        sip_reliable_with_rseq(invite, rack.rseq, sip_message_to_tag(context->request));
    if (r == NULL && accepted && has_sent_all(context, invite)) {
        return sip_broken(finding, context, SIP_START_LINE,
                          "%u to RAck: %.*s; no response to the INVITE in frame %u has this RSeq",
                          context->message->code,
                          SIP_ARG(sip_message_value(context->request, SIP_HDR_RACK)),
                          invite->request_frame);
    }
    if (r == NULL || r->stamp >= t->request_time) {
        return SIP_UNDECIDED;
    }
    if (accepted) {
        return acknowledged_before(t, r)
                   ? wrong_prack_code(context, finding, r,
                                      SIP_PHRASE("had been acknowledged already"))
                   : SIP_KEPT;
    }
    /* With the call itself the early dialog may be gone. */
    if (r->prack != t || invite->final_frame != 0 || invite->ack_frame != 0 ||
        invite->cancel != NULL || invite->end_explained || invite->prack_unknown) {
        return SIP_UNDECIDED;
    }
    return wrong_prack_code(context, finding, r, SIP_PHRASE("was waiting for it"));
}
