/* fields.h
 * The filterable fields and the expert infos: one expert info for each rule of the table.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_EPAN_FIELDS_H
#define SIP_EPAN_FIELDS_H

#include <epan/expert.h>
#include <epan/packet.h>

#include "rules/engine/rule.h"
#include "texts/text.h"

/* On a response. */
extern int hf_code, hf_class, hf_final, hf_name, hf_meaning, hf_action, hf_scope, hf_permanence,
    hf_status, hf_outcome, hf_reference, hf_effective_code, hf_method, hf_retry_after,
    hf_request_in, hf_request_time, hf_retransmission, hf_original_in, hf_findings;
/* On a request. */
extern int hf_provisional_in, hf_final_in, hf_final_code;
/* On both. */
extern int hf_worst_severity, hf_advice, hf_same_as, hf_copies, hf_copy_in, hf_gap;
/* On a finding. */
extern int hf_rule, hf_problem, hf_requirement, hf_remedy, hf_severity, hf_strength,
    hf_rule_reference, hf_url, hf_evidence, hf_related_in, hf_explained_by, hf_rule_same_as;
/* The names of choices, hidden beside the numbers. */
extern int hf_class_desc, hf_action_desc, hf_scope_desc, hf_permanence_desc, hf_status_desc,
    hf_outcome_desc, hf_worst_severity_desc, hf_severity_desc;
extern int ett_response, ett_finding, ett_code, ett_copies;

/* Registers the protocol sip_response, its fields and expert infos, with names in this language:
 * Wireshark keeps them until it ends. Filter names are the same in all languages. */
void fields_register(enum sip_language language);
int fields_protocol(void);

/* The expert info of a rule, by its number in the table, of the rule's severity or SIP_CHAT; a custom rule
 * has that of its severity. */
expert_field *fields_expert(unsigned rule, enum sip_severity severity);

#endif
