/* summary.c
 * What became of a call, in one line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>

#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"
#include "sip/code.h"

/* What is longer is cut. */
#define WHY_MAX 90

/* " (Warning: 399 example.com \"Blocked\")": the first header field that says more; or nothing. */
static void say_why(const struct sip_message *m, char *text, size_t size)
{
    static const enum sip_header_id reasons[] = {SIP_HDR_WARNING, SIP_HDR_REASON,
                                                 SIP_HDR_RETRY_AFTER};

    text[0] = '\0';
    for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
        struct sip_slice value = sip_message_value(m, reasons[i]);
        if (value.p != NULL) {
            bool cut = value.n > WHY_MAX;
            value.n = cut ? sip_whole_characters(value.p, WHY_MAX) : value.n;
            snprintf(text, size, " (%s: %.*s%s)", sip_header_name(reasons[i]), SIP_ARG(value),
                     cut ? "…" : "");
            return;
        }
    }
}

static enum sip_verdict check_call_failed(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_code *code = sip_code_describe(m->code);
    char why[SIP_EVIDENCE_SIZE / 2];

    switch (sip_request_in_dialog(context)) {
    case SIP_PRESENT:
        return SIP_NOT_APPLICABLE; /* the call goes on as it was */
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    }
    say_why(m, why, sizeof(why));
    return sip_broken(finding, context, (struct sip_slice){NULL, 0},
                      "%.*s %.*s%s: %s, scope: %s, %s; next: %s", SIP_ARG(m->code_text),
                      SIP_ARG(m->phrase), why, sip_class_text(m->code / 100, context->language),
                      sip_scope_text(code->scope, context->language),
                      sip_permanence_text(code->permanence, context->language),
                      sip_action_text(code->action, context->language));
}

/* What a client answers by another request, with credentials or with a longer interval. */
static bool is_answered(const struct sip_context *context)
{
    unsigned code = context->message->code;

    return context->transaction->tried_again &&
           (sip_code_is_challenge(code) || code == 422 || code == 423);
}

/* The first of the attempts that ended with this one, at most so many ago. */
#define MAX_ATTEMPTS 8
static const struct sip_transaction *first_attempt(const struct sip_transaction *t, unsigned *count)
{
    *count = 1;
    while (*count < MAX_ATTEMPTS && t->attempt != NULL && t->attempt->request_frame != 0 &&
           t->attempt->final_code >= 300) {
        t = t->attempt;
        ++*count;
    }
    return t;
}

static enum sip_verdict check_refused(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_message *m = context->message;
    char why[SIP_EVIDENCE_SIZE / 2], attempts[32] = "";
    unsigned count;

    if (is_answered(context)) {
        return SIP_KEPT;
    }
    const struct sip_transaction *first = first_attempt(t, &count);
    say_why(m, why, sizeof(why));
    if (count > 1) {
        sip_piece(context, attempts, sizeof(attempts), "%u attempts in ", count);
    }
    return sip_broken(finding, context, SIP_START_LINE, "%.*s refused: %.*s %.*s%s after %s%.1f s",
                      SIP_ARG(m->method_name), SIP_ARG(m->code_text), SIP_ARG(m->phrase), why,
                      attempts, sip_seconds(t->final_time - first->request_time));
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
    {
        .id = "request-refused",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §8.1.3",
        .see = "RFC 3261 §21",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "300-699",
        .methods = SIP_M_NOT(SIP_M(INVITE) | SIP_M(ACK) | SIP_M(CANCEL)),
        .check = check_refused,
        .problem = "Request refused",
        .requirement = "A final response from 300 to 699 refuses the request; code, Warning and "
                       "Reason say why",
        .remedy = "Check the code, the reason phrase and the Warning first. The response itself "
                  "breaks no rule here.",
        .silence = "Not reported for INVITE, for which there is call-failed-summary, and not where "
                   "the client answered a challenge, a 422 or a 423 with another request.",
    },
};

SIP_SUBJECT_END(summary);
