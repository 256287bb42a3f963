# Makes of tshark's mapping an index template for Elasticsearch and OpenSearch that fits the plugin's
# fields, for the indices that tshark -T ek names:
#
#   tshark -G elastic-mapping --elastic-mapping-filter sip_response | jq -f docs/elastic-mapping.jq
#
# tshark leaves out texts, by which one counts and groups; before 4.6 it calls a span of time a date.
def field($name; $type): {("sip_response_sip_response_" + $name): {type: $type}};

.mappings.dynamic = false
| .mappings.properties.layers.properties.sip_response.properties +=
    (field("name"; "keyword") + field("meaning"; "keyword") + field("reference"; "keyword")
     + field("method"; "keyword") + field("rule"; "keyword") + field("rule_strength"; "keyword")
     + field("rule_reference"; "keyword") + field("rule_evidence"; "text")
     + field("request_time"; "double"))
| {index_patterns: ["packets-*"], template: {mappings}}
