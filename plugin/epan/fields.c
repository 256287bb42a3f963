/* fields.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/fields.h"

#include "compat.h"
#include "rules/engine/table.h"
#include "sip/code.h"

int hf_code = -1, hf_class = -1, hf_final = -1, hf_name = -1, hf_meaning = -1, hf_action = -1,
    hf_scope = -1, hf_permanence = -1, hf_status = -1, hf_outcome = -1, hf_reference = -1,
    hf_effective_code = -1, hf_method = -1, hf_retry_after = -1, hf_request_in = -1,
    hf_request_time = -1, hf_retransmission = -1, hf_original_in = -1, hf_findings = -1;
int hf_provisional_in = -1, hf_final_in = -1, hf_final_code = -1;
int hf_worst_severity = -1, hf_advice = -1, hf_same_as = -1, hf_copies = -1, hf_copy_in = -1,
    hf_gap = -1;
int hf_rule = -1, hf_problem = -1, hf_requirement = -1, hf_remedy = -1, hf_severity = -1,
    hf_strength = -1, hf_rule_reference = -1, hf_url = -1, hf_evidence = -1, hf_related_in = -1,
    hf_explained_by = -1, hf_rule_same_as = -1;
int hf_class_desc = -1, hf_action_desc = -1, hf_scope_desc = -1, hf_permanence_desc = -1,
    hf_status_desc = -1, hf_outcome_desc = -1, hf_worst_severity_desc = -1, hf_severity_desc = -1;
int ett_response = -1, ett_finding = -1, ett_code = -1, ett_copies = -1;

static int protocol = -1;
static expert_field *expert_fields; /* by rule number */
static expert_field *chat_fields;   /* the same of rules whose findings may be lowered */
static expert_field custom_fields[SIP_ERROR + 1]; /* of custom rules, by severity */

int fields_protocol(void)
{
    return protocol;
}

expert_field *fields_expert(unsigned rule, enum sip_severity severity)
{
    if (rule >= sip_rules_count()) {
        return &custom_fields[sip_rule_at(rule)->severity];
    }
    return severity == sip_rule_at(rule)->severity ? &expert_fields[rule] : &chat_fields[rule];
}

/* The names of an enumeration, from 1 on, with the entry that ends the list. */
static value_string class_names[6 + 1];
static value_string action_names[SIP_ACTION_STOP + 1];
static value_string scope_names[SIP_SCOPE_EVERYWHERE + 1];
static value_string permanence_names[SIP_CONDITIONAL + 1];
static value_string status_names[SIP_CODE_UNREGISTERED + 1];
static value_string outcome_names[SIP_OUTCOME_OTHER_SUCCESS + 1];
static value_string severity_names[SIP_ERROR + 1];

#define FILL(names, name_of)                             \
    for (unsigned v = 1; v < G_N_ELEMENTS(names); v++) { \
        (names)[v - 1] = (value_string){v, name_of(v)};  \
    }

static void fill_names(void)
{
    FILL(class_names, sip_class_name)
    FILL(action_names, sip_action_name)
    FILL(scope_names, sip_scope_name)
    FILL(permanence_names, sip_permanence_name)
    FILL(status_names, sip_code_status_name)
    FILL(outcome_names, sip_outcome_name)
    FILL(severity_names, sip_severity_name)
}

#define FIELD(variable, name, filter, type, display, strings, blurb)              \
    {                                                                             \
        &variable,                                                                \
        {                                                                         \
            name, "sip_response." filter, type, display, strings, 0, blurb, HFILL \
        }                                                                         \
    }
#define TEXT(variable, name, filter, blurb) \
    FIELD(variable, name, filter, FT_STRING, BASE_NONE, NULL, blurb)
#define FRAME(variable, name, filter, type, blurb) \
    FIELD(variable, name, filter, FT_FRAMENUM, BASE_NONE, FRAMENUM_TYPE(type), blurb)
/* A choice is a number whose name filters know; .desc is the name alone, for programs that read
 * fields, JSON or the like. */
#define CHOICE(variable, name, filter, strings, blurb)                       \
    FIELD(variable, name, filter, FT_UINT8, BASE_DEC, VALS(strings), blurb), \
        TEXT(variable##_desc, name, filter ".desc", blurb)

static hf_register_info fields[] = {
    FIELD(hf_code, "Status Code", "code", FT_UINT16, BASE_DEC, NULL, NULL),
    CHOICE(hf_class, "Class", "class", class_names, "The first digit of the status code"),
    FIELD(hf_final, "Final", "final", FT_BOOLEAN, BASE_NONE, NULL,
          "The response ends its transaction: its code is 200 or above"),
    TEXT(hf_name, "Name", "name", "The registered reason phrase"),
    TEXT(hf_meaning, "Meaning", "meaning", "What this code says"),
    CHOICE(hf_action, "Action", "action", action_names, "What the client should do next"),
    CHOICE(hf_scope, "Scope", "scope", scope_names, "How widely the response applies"),
    CHOICE(hf_permanence, "Permanence", "permanence", permanence_names,
           "How long the response applies"),
    CHOICE(hf_status, "IANA Status", "status", status_names, "Whether the code is registered"),
    CHOICE(hf_outcome, "Outcome", "outcome", outcome_names, "What happened to the request"),
    TEXT(hf_reference, "Defined In", "reference", "Where the code is defined"),
    FIELD(hf_effective_code, "Effective Code", "effective_code", FT_UINT16, BASE_DEC, NULL,
          "The code that a client must treat it as"),
    TEXT(hf_method, "Method", "method", "The method in CSeq"),
    FIELD(hf_retry_after, "Retry After", "retry_after", FT_UINT32, BASE_DEC, NULL, "In seconds"),
    FRAME(hf_request_in, "Request In", "request_in", FT_FRAMENUM_REQUEST,
          "The request that it answers"),
    FIELD(hf_request_time, "Time Since Request", "request_time", FT_RELATIVE_TIME, BASE_NONE, NULL,
          "Since the first sending of that request"),
    FIELD(hf_retransmission, "Retransmission", "retransmission", FT_BOOLEAN, BASE_NONE, NULL,
          "It repeats an earlier message"),
    FRAME(hf_original_in, "Original In", "original_in", FT_FRAMENUM_RETRANS_PREV,
          "The message that it repeats"),
    FRAME(hf_provisional_in, "Provisional Response In", "provisional_in", FT_FRAMENUM_RESPONSE,
          "The first provisional response to this request"),
    FRAME(hf_final_in, "Final Response In", "final_in", FT_FRAMENUM_RESPONSE,
          "The final response to this request"),
    FIELD(hf_final_code, "Final Code", "final_code", FT_UINT16, BASE_DEC, NULL,
          "The status code of the final response to this request"),
    FIELD(hf_findings, "Findings", "findings", FT_UINT32, BASE_DEC, NULL,
          "How many rules are broken here, at the level chosen in the preferences"),
    CHOICE(hf_worst_severity, "Severity", "severity", severity_names,
           "The severity of the worst finding on this message"),
    FRAME(hf_same_as, "Same As", "same_as", FT_FRAMENUM_NONE,
          "The first message of which it is a copy: sent again, forwarded, or captured again"),
    FIELD(hf_copies, "Copies", "copies", FT_UINT32, BASE_DEC, NULL,
          "How often the message came once more, on whatever hop"),
    FRAME(hf_copy_in, "Copy In", "copy_in", FT_FRAMENUM_NONE, "One of the first copies"),
    TEXT(hf_gap, "Gap", "gap", "What the capture lacks, at the first frame that shows it"),
    TEXT(hf_advice, "Advice", "advice", "What the client should do, in one sentence"),
    TEXT(hf_rule, "Rule", "rule", "The id of the rule that is broken"),
    TEXT(hf_problem, "Problem", "rule.problem", "What is wrong"),
    TEXT(hf_requirement, "Requirement", "rule.requirement", "What the text demands"),
    TEXT(hf_remedy, "To Fix", "rule.remedy", "Who has to change what"),
    CHOICE(hf_severity, "Severity", "rule.severity", severity_names,
           "The severity of this finding"),
    TEXT(hf_strength, "Strength", "rule.strength",
         "How strongly the text demands it: MUST, SHOULD and so on as in RFC 2119"),
    TEXT(hf_rule_reference, "Reference", "rule.reference", "The text that demands it"),
    TEXT(hf_url, "Rule Page", "rule.url", "The page about the rule"),
    TEXT(hf_evidence, "Evidence", "rule.evidence", "What was seen"),
    FRAME(hf_related_in, "Related In", "rule.related_in", FT_FRAMENUM_NONE,
          "The other message concerned"),
    FRAME(hf_explained_by, "Explained By", "rule.explained_by", FT_FRAMENUM_NONE,
          "The message with the finding that this one is a consequence of"),
    FRAME(hf_rule_same_as, "First Found In", "rule.same_as", FT_FRAMENUM_NONE,
          "The message in which its sender had the same fault first"),
};

static const int groups[] = {
    [SIP_GROUP_PROTOCOL] = PI_PROTOCOL,     [SIP_GROUP_RESPONSE_CODE] = PI_RESPONSE_CODE,
    [SIP_GROUP_SEQUENCE] = PI_SEQUENCE,     [SIP_GROUP_MALFORMED] = PI_MALFORMED,
    [SIP_GROUP_SECURITY] = PI_SECURITY,     [SIP_GROUP_DEPRECATED] = PI_DEPRECATED,
    [SIP_GROUP_ASSUMPTION] = PI_ASSUMPTION,
};

static const int severities[] = {
    [SIP_CHAT] = PI_CHAT,
    [SIP_NOTE] = PI_NOTE,
    [SIP_WARN] = PI_WARN,
    [SIP_ERROR] = PI_ERROR,
};

/* "420-unsupported-missing" becomes "sip_response.420_unsupported_missing". */
static char *expert_name(const struct sip_rule *rule)
{
    char *name = g_strconcat("sip_response.", rule->id, NULL);
    return g_strdelimit(name, "-", '_');
}

static const char *const custom_names[] = {
    [SIP_CHAT] = "sip_response.custom_rule.chat",
    [SIP_NOTE] = "sip_response.custom_rule.note",
    [SIP_WARN] = "sip_response.custom_rule.warning",
    [SIP_ERROR] = "sip_response.custom_rule.error",
};

/* Custom rules come and go, and an expert info has one severity for all its life: one for each. */
static void describe_custom(ei_register_info *infos, enum sip_language language)
{
    for (int severity = SIP_CHAT; severity <= SIP_ERROR; severity++, infos++) {
        custom_fields[severity] = (expert_field)EI_INIT;
        infos->ids = &custom_fields[severity];
        infos->eiinfo =
            (expert_field_info){custom_names[severity], PI_PROTOCOL, severities[severity],
                                sip_text("A custom rule is broken", language), EXPFILL};
    }
}

static void describe(ei_register_info *info, expert_field *field, unsigned number,
                     enum sip_severity severity, enum sip_language language)
{
    const struct sip_rule *rule = sip_rule_at(number);

    *field = (expert_field)EI_INIT;
    info->ids = field;
    info->eiinfo = (expert_field_info){expert_name(rule), groups[rule->group], severities[severity],
                                       sip_rule_problem(rule, language), EXPFILL};
}

/* Whether a finding may be shown as a chat though the rule is graver: an expert info has one severity. */
static bool may_be_lowered(unsigned number)
{
    const struct sip_rule *rule = sip_rule_at(number);
    return rule->severity != SIP_CHAT &&
           (rule->once != SIP_EACH_TIME || sip_rule_is_explained(number));
}

/* Wireshark keeps pointers into these arrays: they stay for the life of the process. */
static void register_experts(enum sip_language language)
{
    unsigned count = sip_rules_count();
    ei_register_info *infos = g_new0(ei_register_info, 2 * count + SIP_ERROR), *info = infos;

    expert_fields = g_new(expert_field, count);
    chat_fields = g_new(expert_field, count);
    /* Of two with one name, Wireshark lets the user change the severity of the one that comes last. */
    for (unsigned number = 0; number < count; number++) {
        if (may_be_lowered(number)) {
            describe(info++, &chat_fields[number], number, SIP_CHAT, language);
        }
    }
    for (unsigned number = 0; number < count; number++) {
        describe(info++, &expert_fields[number], number, sip_rule_at(number)->severity, language);
    }
    describe_custom(info, language);
    expert_register_field_array(expert_register_protocol(protocol), infos,
                                (int)(info - infos) + SIP_ERROR);
}

/* Names and descriptions cannot change any more once they are registered. */
static void translate_fields(enum sip_language language)
{
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        header_field_info *field = &fields[i].hfinfo;
        field->name = sip_text(field->name, language);
        field->blurb = field->blurb != NULL ? sip_text(field->blurb, language) : NULL;
    }
}

void fields_register(enum sip_language language)
{
    static int *trees[] = {&ett_response, &ett_finding, &ett_code, &ett_copies};

    fill_names();
    translate_fields(language);
    protocol = proto_register_protocol("SIP Response Semantics", "SIP Response", "sip_response");
    proto_register_field_array(protocol, fields, G_N_ELEMENTS(fields));
    proto_register_subtree_array(trees, G_N_ELEMENTS(trees));
    register_experts(language);
}
