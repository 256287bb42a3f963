/* codes_6xx.c
 * 6xx (RFC 3261 section 21.6, RFC 8197, RFC 8688).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

/* What shows that a busy telephone made the response: a header field of it, or an earlier message. */
struct phone {
    const struct sip_row *row;
    uint32_t frame;
};

/* False where nothing does, or where a cause from elsewhere may stand behind the response. */
static bool is_of_phone(const struct sip_context *context, struct phone *phone)
{
    const struct sip_message *m = context->message;

    if (!m->headers_complete || sip_message_has(m, SIP_HDR_REASON) ||
        sip_message_has(m, SIP_HDR_HISTORY_INFO)) {
        return false;
    }
    *phone = (struct phone){sip_message_phone_row(m), sip_seen_as_phone(context)};
    return phone->row != NULL || phone->frame != 0;
}

static enum sip_verdict check_global(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct phone phone;

    switch (sip_request_in_dialog(context)) {
    case SIP_PRESENT:
        return SIP_NOT_APPLICABLE; /* nobody else can be asked in a dialog */
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    }
    if (m->code == 600 && !m->headers_complete) {
        return SIP_UNDECIDED;
    }
    return m->code == 600 && is_of_phone(context, &phone) ? SIP_NOT_APPLICABLE
                                                          : sip_check_code(context, finding);
}

static enum sip_verdict check_busy_phone(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    struct phone phone;

    if (!is_of_phone(context, &phone)) {
        return SIP_UNDECIDED;
    }
    if (phone.row != NULL) {
        return sip_broken(finding, context, SIP_START_LINE,
                          "600 from what seems to be a phone: %.*s",
                          SIP_ARG(sip_row_bytes(phone.row)));
    }
    return sip_broken_by(finding, context, phone.frame, SIP_START_LINE,
                         "600 from what seems to be a phone, by its message in frame %u",
                         phone.frame);
}

/* Whether one of the values of Reason says who blocked the call and how to complain. */
static bool tells_redress(const struct sip_message *m)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_REASON);
    struct sip_slice value, text;

    while (sip_values_next(&it, &value)) {
        if (sip_value_param(value, "text", &text) && sip_slice_starts_with(text, "v=analytics1") &&
            (sip_slice_find(text, "url=") || sip_slice_find(text, "tel=") ||
             sip_slice_find(text, "email="))) {
            return true;
        }
    }
    return false;
}

static enum sip_verdict check_603_plus(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (!sip_slice_is(sip_slice_trim(m->phrase), "Network Blocked")) {
        return SIP_NOT_APPLICABLE;
    }
    if (tells_redress(m)) {
        return SIP_KEPT;
    }
    if (!m->headers_complete || !sip_message_has(m, SIP_HDR_REASON)) {
        return sip_check_required(context, finding);
    }
    const struct sip_row *row = sip_message_row(m, SIP_HDR_REASON);
    return sip_broken(finding, context, sip_row_bytes(row), "Reason: %.*s", SIP_ARG(row->value));
}

static enum sip_verdict check_607(const struct sip_context *context, struct sip_finding *finding)
{
    if (!sip_message_in_dialog(context->request)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "%s",
                      sip_response_to(context, SIP_HDR_TO).text);
}

static enum sip_verdict check_608_purpose(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, context->rule->headers[0]);
    struct sip_values it = sip_values_of(m, context->rule->headers[0]);
    struct sip_slice value, purpose;

    if (row == NULL) {
        return SIP_NOT_APPLICABLE; /* reported by 608-call-info-missing */
    }
    while (sip_values_next(&it, &value)) {
        if (sip_value_param(value, "purpose", &purpose) && sip_slice_is(purpose, "jwscard")) {
            return SIP_KEPT;
        }
    }
    return m->headers_complete ? sip_broken(finding, context, sip_row_bytes(row), "Call-Info: %.*s",
                                            SIP_ARG(row->value))
                               : SIP_UNDECIDED;
}

const struct sip_rule sip_rules_codes_6xx[] = {
    {
        .id = "6xx-global-meaning",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.6",
        .see = "RFC 3261 §16.7; RFC 3261 §21.6.1; RFC 3261 §21.6.2",
        .codes = "6xx",
        .methods = SIP_M(INVITE),
        .looks_back = true,
        .check = check_global,
        .problem = "6xx ended the search for the callee on every branch",
        .requirement = "6xx is sent only if no other endpoint of the callee can take the call",
        .remedy = "The callee's user agent should use a 4xx such as 486 if only this device "
                  "refuses the call. The proxies then continue the search.",
        .silence = "Not reported when 600-instead-of-486 is reported.",
    },
    {
        .id = "600-instead-of-486",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §13.3.1.3",
        .see = "RFC 3261 §21.6.1; RFC 4412 §4.6.6",
        .codes = "600",
        .methods = SIP_M(INVITE),
        .looks_back = true,
        .check = check_busy_phone,
        .problem = "600 from a single busy phone instead of 486",
        .requirement =
            "A busy phone responds with 486; it cannot know that all other devices are busy too",
        .remedy = "The callee's phone should respond with 486, so that proxies try the callee's "
                  "other devices and voice mail.",
        .silence = "Only reported where the response, or an earlier message of its sender, "
                   "indicates a phone: +sip.instance in Contact, or talk, hold or check-sync in "
                   "Allow-Events, without message-summary or presence.winfo, which servers have. "
                   "A proxy or an application server may know that all devices are busy. Not "
                   "reported where Reason or History-Info points to another cause.",
    },
    {
        .id = "603-plus-incomplete",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "ATIS-1000099",
        .codes = "603",
        .headers = {SIP_HDR_REASON},
        .check = check_603_plus,
        .problem = "603 Network Blocked without the 603+ details in Reason",
        .requirement =
            "A 603 Network Blocked gives in Reason who blocked the call and how to complain",
        .remedy = "The network that blocked the call must add a Reason whose text begins with "
                  "v=analytics1 and contains url, tel or email.",
        .silence = "Only reported where the reason phrase is Network Blocked. The rule is a "
                   "profile of the USA, not of the IETF.",
    },
    {
        .id = "607-in-dialog",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MAY,
        .reference = "RFC 8197 §4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "607",
        .check = check_607,
        .problem = "607 sent within a dialog",
        .requirement = "A 607 rejects a request outside a dialog",
        .remedy = "The called user agent should end the call with BYE and put 607 into its Reason.",
    },
    {
        .id = "608-call-info-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 8688 §3.1",
        .codes = "608",
        .headers = {SIP_HDR_CALL_INFO},
        .check = sip_check_required,
        .problem = "608 without Call-Info",
        .requirement = "A 608 gives in Call-Info whom to contact about the rejection",
        .remedy = "The intermediary must add Call-Info with a link to its signed jCard, unless "
                  "there are signs that the caller would misuse it.",
    },
    {
        .id = "608-call-info-purpose",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 8688 §3.1",
        .codes = "608",
        .headers = {SIP_HDR_CALL_INFO},
        .check = check_608_purpose,
        .problem = "608 whose Call-Info lacks purpose=jwscard",
        .requirement = "Call-Info in a 608 has purpose=jwscard",
        .remedy = "The intermediary must add purpose=jwscard to the link to its signed jCard. "
                  "Clients look for nothing else.",
        .silence = "Not reported when at least one Call-Info value has purpose=jwscard: further "
                   "values with other purposes do no harm.",
    },
};

SIP_SUBJECT_END(codes_6xx);
