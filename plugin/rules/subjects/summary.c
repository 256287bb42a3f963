/* summary.c
 * What became of a call, in one line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects/subjects.h"
#include "sip/code.h"

static enum sip_verdict check_call_failed(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_code *code = sip_code_describe(m->code);

    if (context->request != NULL && sip_message_in_dialog(context->request)) {
        return SIP_NOT_APPLICABLE; /* the call goes on as it was */
    }
    return sip_broken(finding, context, (struct sip_slice){NULL, 0},
                      "%.*s %.*s: %s, reaches %s, %s; next: %s", SIP_ARG(m->code_text),
                      SIP_ARG(m->phrase), sip_class_name(m->code / 100),
                      sip_scope_name(code->scope), sip_permanence_name(code->permanence),
                      sip_action_name(code->action));
}

const struct sip_rule sip_rules_summary[] = {
    {
        .id = "call-failed-summary",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21",
        /* all of 3xx to 6xx but 401, 407, 421, 422, 487, 491 and 494 */
        .looks_back = true,
        .codes = "300-400,402-406,408-420,423-486,488-490,492-493,495-699",
        .methods = SIP_M(INVITE),
        .check = check_call_failed,
        .problem = "Call failed",
        .requirement = "A final response from 300 to 699 ends the call attempt; the code shows how "
                       "widely and how long this applies",
        .remedy =
            "Check the code and the reason phrase first. The response itself breaks no rule here.",
        .silence = "Not reported when the code only asks for another attempt (401, 407, 421, 422, "
                   "491, 494) or shows that the caller gave up (487). Not reported for a "
                   "re-INVITE either, if it was captured: the call goes on.",
    },
};

SIP_SUBJECT_END(summary);
