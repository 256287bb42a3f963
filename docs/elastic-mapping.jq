# Makes of tshark's mapping an index template for Elasticsearch and OpenSearch that fits the plugin's
# fields, for the indices that tshark -T ek names:
#
#   tshark -G elastic-mapping --elastic-mapping-filter sip_response | jq -f docs/elastic-mapping.jq
#
# tshark leaves out texts, by which one counts and groups; before 4.6 it calls a span of time a date.
def field($name; $type): {("sip_response_sip_response_" + $name): {type: $type}};

.mappings.dynamic = false
| .mappings.properties.layers.properties.sip_response.properties +=
    ((["name", "meaning", "reference", "method", "advice", "class_desc", "action_desc", "scope_desc",
      "permanence_desc", "status_desc", "outcome_desc", "severity_desc", "rule", "rule_problem",
      "rule_strength", "rule_reference", "rule_severity_desc", "rule_url",
      "call_callee", "call_caller", "call_cause", "call_codec", "call_ended_by", "call_failed_at",
      "call_lacks", "call_phrase", "call_result", "call_worst_rule", "registration_aor",
      "registration_client", "registration_contact", "registration_phrase", "registration_result",
      "registration_server", "registration_worst_rule", "request_client", "request_from",
      "request_method", "request_phrase", "request_server", "request_to", "request_worst_rule",
      "subscription_aor", "subscription_client", "subscription_contact", "subscription_event",
      "subscription_phrase", "subscription_result", "subscription_server",
      "subscription_worst_rule"]
      | map(field(.; "keyword")) | add)
     + (["rule_evidence", "rule_requirement", "rule_remedy"] | map(field(.; "text")) | add)
     + (["request_time", "call_answer_time", "call_duration", "call_response_time", "call_ringing_time"]
        | map(field(.; "double")) | add))
| {index_patterns: ["packets-*"], template: {mappings}}
