/* best_response.c
 * Which response a proxy chooses of those that its branches brought, and what it adds of the others (RFC
 * 3261 section 16.7, steps 6 and 7).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/readings.h"
#include "rules/engine/timers.h"
#include "rules/subjects/branches.h"
#include "rules/subjects/subjects.h"

/* Whether the proxy had the branch's final response when it sent what was captured now. It was
 * captured before, but may have been on its way still; an ACK proves that it had arrived. */
static bool had_arrived(const struct sip_context *context, const struct sip_transaction *branch)
{
    const struct sip_transaction *t = context->transaction;
    bool only_one = t->branches == branch && branch->next_branch == NULL;

    /* With one branch the answer cannot come from elsewhere. */
    return branch->failure_acked || (only_one && branch->final_frame != 0) ||
           (branch->final_frame != 0 && context->now - branch->final_time >= sip_timer_t1(context));
}

static enum sip_verdict check_best_6xx(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_transaction *refused = NULL;

    if (!sip_ends_upstream(context) || t->cancel != NULL || t->end_explained) {
        return SIP_NOT_APPLICABLE;
    }
    for (const struct sip_transaction *b = t->branches; b != NULL; b = b->next_branch) {
        if (sip_transaction_first(b, 200, 299) != NULL) {
            return SIP_NOT_APPLICABLE; /* that is what the proxy ought to have passed on */
        }
        if (refused == NULL && b->final_code >= 600 && had_arrived(context, b)) {
            refused = b;
        }
    }
    if (refused == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken_by(finding, context, refused->final_frame, SIP_START_LINE,
                         "%u, though the proxy had received %u in frame %u", context->message->code,
                         refused->final_code, refused->final_frame);
}

/* Whether a response of the branch would have been captured: others were, or the proxy went on asking. */
static bool would_be_heard(const struct sip_transaction *branch)
{
    return branch->response_count > 0 ||
           (branch->transport == SIP_TRANSPORT_UDP && branch->request_copies >= 6);
}

/* Whether a branch has waited for a final response until its client gives up, and nothing else may have ended
 * it. */
static bool is_unanswered(const struct sip_context *context, const struct sip_transaction *branch)
{
    return branch->request_frame != 0 && branch->final_frame == 0 && !branch->heard_elsewhere &&
           !sip_transaction_lost_response(branch) && would_be_heard(branch) &&
           context->now - branch->request_time >= sip_timer_64_t1(context) &&
           sip_transaction_response(branch, 101, 199, sip_message_to_tag(context->message)) == NULL;
}

static enum sip_verdict check_best_none(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    if (!sip_ends_upstream(context) || t->branches == NULL || t->cancel != NULL ||
        t->end_explained || !sip_proxy_is_stateful(t)) {
        return SIP_NOT_APPLICABLE;
    }
    for (const struct sip_transaction *b = t->branches; b != NULL; b = b->next_branch) {
        if (!is_unanswered(context, b)) {
            return b->final_frame != 0 ? SIP_NOT_APPLICABLE : SIP_UNDECIDED;
        }
    }
    return sip_broken_by(
        finding, context, t->branches->request_frame, SIP_START_LINE,
        "%u after %.0f s without a final response to what the proxy had sent on "
        "(frame %u%s)",
        context->message->code, sip_seconds(context->now - t->branches->request_time),
        t->branches->request_frame, t->branch_count > 1 ? sip_word(context, " and others") : "");
}

/* Whether the message has a challenge that the client can answer instead of this one: of the same
 * scheme, realm and algorithm. The nonce may differ: a proxy that answered a challenge itself may
 * have received another one. */
static bool has_challenge(const struct sip_auths *challenges, const struct sip_auth *wanted)
{
    for (unsigned i = 0; i < challenges->count; i++) {
        const struct sip_auth *c = &challenges->all[i];
        if (sip_slice_equal_nocase(c->scheme, wanted->scheme) &&
            sip_slice_equal(c->params[SIP_AUTH_REALM], wanted->params[SIP_AUTH_REALM]) &&
            sip_slice_equal_nocase(c->params[SIP_AUTH_ALGORITHM],
                                   wanted->params[SIP_AUTH_ALGORITHM])) {
            return true;
        }
    }
    return false;
}

/* The challenges of one header field in a branch's response that the message lacks. */
static enum sip_verdict check_challenges(const struct sip_context *context,
                                         const struct sip_message *received, enum sip_header_id id,
                                         uint32_t frame, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_auths *here = sip_auths_of(context, m, id);
    struct sip_auths there;

    sip_auths_read(&there, received, id);
    for (unsigned i = 0; i < there.count; i++) {
        if (!has_challenge(here, &there.all[i])) {
            if (!m->headers_complete) {
                return SIP_UNDECIDED;
            }
            return sip_broken_by(finding, context, frame, SIP_START_LINE,
                                 "the proxy had received in frame %u %s: %.*s", frame,
                                 sip_header_name(id), SIP_ARG(there.all[i].text));
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_aggregated(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    static const enum sip_header_id fields[] = {SIP_HDR_WWW_AUTHENTICATE,
                                                SIP_HDR_PROXY_AUTHENTICATE};
    struct sip_message received;

    for (const struct sip_transaction *b = context->transaction->branches;
         b != NULL && sip_ends_upstream(context); b = b->next_branch) {
        if (!sip_transaction_is_challenged(b) || !had_arrived(context, b) ||
            sip_transaction_final(b, &received) == NULL) {
            continue;
        }
        for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
            enum sip_verdict verdict =
                check_challenges(context, &received, fields[i], b->final_frame, finding);
            if (verdict != SIP_KEPT) {
                return verdict;
            }
        }
    }
    return SIP_KEPT;
}

const struct sip_rule sip_rules_best_response[] = {
    {
        .id = "best-response-6xx",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §16.7",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "3xx,4xx,5xx",
        .timed = true,
        .check = check_best_6xx,
        .problem = "Proxy received a 6xx but sent a 3xx, 4xx or 5xx",
        .requirement = "A proxy that received a 6xx responds with a 6xx, unless there is a 2xx",
        .remedy = "The proxy must choose the 6xx: the callee has refused for all locations.",
        .silence =
            "Not reported when the 6xx may not have reached the proxy yet, or after a CANCEL.",
    },
    {
        .id = "best-response-none-408",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §16.7",
        .see = "RFC 3261 §16.8; RFC 3261 §16.9",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "300-407,409-699",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_best_none,
        .problem = "No branch has answered, but the proxy sends no 408",
        .requirement = "A proxy without any final response to choose from sends 408 to an INVITE",
        .remedy = "The proxy must send 408 when its branches time out: any other code makes the "
                  "caller look for the fault in the wrong place.",
        .silence = "Only reported where all branches that were captured had waited for 64*T1. Not "
                   "reported after a CANCEL, where the To tag is that of a provisional response of "
                   "a branch (its final response was not captured), or where the proxy may be "
                   "stateless.",
    },
    {
        .id = "challenges-not-aggregated",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §16.7",
        .see = "RFC 3261 §22.3; RFC 8760 §2.5",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "401,407",
        .timed = true,
        .check = check_aggregated,
        .problem = "401 or 407 lacks the challenges of other branches",
        .requirement = "A 401 or 407 from a proxy contains the challenges of all branches",
        .remedy = "The proxy must add the challenges of the other branches. Without them, the "
                  "client cannot authenticate to those servers.",
        .silence = "Not reported when a challenge of the same scheme, realm and algorithm is "
                   "present, since the client responds to both alike, or when a challenge may not "
                   "have reached the proxy yet.",
    },
};

SIP_SUBJECT_END(best_response);
