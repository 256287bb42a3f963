/* branches.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects/branches.h"

const struct sip_response *sip_branch_reply(const struct sip_transaction *branch, unsigned code,
                                            struct sip_slice tag)
{
    const struct sip_response *found = NULL;

    for (const struct sip_response *r = branch->responses; r != NULL; r = r->next) {
        if (r->code == code && sip_response_has_tag(r, tag)) {
            found = r;
        }
    }
    return found;
}

bool sip_proxy_is_stateful(const struct sip_transaction *t)
{
    const struct sip_response *first = t->responses;

    if (first != NULL && first->code == 100 && first->frame < t->branches->request_frame) {
        return true;
    }
    for (const struct sip_transaction *b = t->branches; b != NULL; b = b->next_branch) {
        if (!sip_endpoint_equal(&b->hop->server, &t->branches->hop->server) ||
            (b->failure_acked && t->final_frame == 0)) {
            return true;
        }
    }
    return false;
}

bool sip_ends_upstream(const struct sip_context *context)
{
    return context->message->code >= 200 && context->transaction->final_frame == 0;
}
