/* provisional.c
 * Provisional responses and their reliable delivery.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"
#include "sip/value.h"

static enum sip_verdict check_rseq_missing(const struct sip_rule *rule,
                                           const struct sip_context *context,
                                           struct sip_finding *finding)
{
    if (!sip_values_contain(context->message, SIP_HDR_REQUIRE, "100rel")) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_check_required(rule, context, finding);
}

const struct sip_rule sip_rules_provisional[] = {
    {
        .id = "rel1xx-rseq-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3262 §3",
        .codes = "101-199",
        .headers = {SIP_HDR_RSEQ},
        .check = check_rseq_missing,
        .summary = "A provisional response with Require: 100rel carries RSeq",
        .remedy = "The server must add RSeq; without it no PRACK can name this response.",
    },
};

SIP_SUBJECT_END(provisional);
