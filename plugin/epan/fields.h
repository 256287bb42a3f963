/* fields.h
 * The filterable fields and the expert infos: one expert info for each rule of the table.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_EPAN_FIELDS_H
#define SIP_EPAN_FIELDS_H

#include <epan/expert.h>
#include <epan/packet.h>

/* On a response. */
extern int hf_code, hf_class, hf_final, hf_name, hf_meaning, hf_action, hf_scope, hf_permanence,
    hf_status, hf_outcome, hf_reference, hf_effective_code, hf_method, hf_retry_after,
    hf_request_in, hf_request_time, hf_retransmission, hf_original_in, hf_findings;
/* On a request. */
extern int hf_provisional_in, hf_final_in, hf_final_code;
/* On a finding. */
extern int hf_rule, hf_strength, hf_rule_reference, hf_evidence, hf_related_in;
extern int ett_response, ett_finding;

/* Registers the protocol sip_response, its fields and expert infos. */
void fields_register(void);
int fields_protocol(void);

/* The expert info of a rule, by its number in the table; a custom rule has that of its severity. */
expert_field *fields_expert(unsigned rule);

#endif
