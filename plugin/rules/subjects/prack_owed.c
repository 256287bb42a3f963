/* prack_owed.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects/prack_owed.h"

#include "rules/engine/timers.h"

int64_t sip_unacknowledged_at(const struct sip_response *r)
{
    if (r->prack == NULL) {
        return r->copies > 1 ? r->last_time : 0;
    }
    const struct sip_response *answer = r->prack->responses;
    bool seen_late = answer != NULL && answer->frame < r->prack->request_frame;
    return seen_late ? 0 : r->prack->request_time;
}

const char *sip_unacknowledged_proof(const struct sip_response *r)
{
    return r->prack ? SIP_PHRASE("its PRACK came later, in frame")
                    : SIP_PHRASE("it was sent again after frame");
}

uint32_t sip_unacknowledged_frame(const struct sip_response *r, uint32_t later)
{
    return r->prack ? r->prack->request_frame : later;
}

/* Whether the CSeq numbers of the client show that one of its requests in the dialog was not captured, which may
 * be the PRACK. */
static bool lacks_request(const struct sip_context *context, const struct sip_response *r)
{
    unsigned server;
    const struct sip_dialog *d = sip_dialog_with_tag(context, sip_response_to_tag(r), &server);

    return d != NULL && d->sides[!server].skipped;
}

bool sip_prack_left_at_challenge(const struct sip_context *context, const struct sip_response *r)
{
    return r->prack != NULL && sip_transaction_is_challenged(r->prack) && r->copies >= 3 &&
           r->last_time - r->prack->final_time >= 2 * sip_timer_t1(context);
}

bool sip_lacks_prack(const struct sip_context *context, const struct sip_response *r)
{
    const struct sip_transaction *t = context->transaction;
    int64_t t1 = sip_timer_t1(context);
    bool repeated = r->copies >= 3 && r->last_time - r->stamp >= 2 * t1;
    bool acked = t->final_code / 100 == 2 && t->ack_frame != 0 &&
                 sip_transaction_response(t, 200, 299, sip_response_to_tag(r)) != NULL &&
                 t->ack_time - r->stamp >= 3 * t1;

    return r->prack == NULL && !r->acked_elsewhere &&
           (repeated || (acked && !lacks_request(context, r)));
}
