/* tree.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/tree.h"

#include "epan/fields.h"
#include "epan/sip_items.h"
#include "rules/table.h"

/* Where the bytes of a message are on this pass: tvb is NULL where nobody could look at them. */
struct place {
    tvbuff_t *tvb;
    int start;
};

/* Only a visible tree has the dissector's items, and there they must be searched for: the quick
 * list exists on the first pass alone. */
static struct place find_place(proto_tree *tree, const struct message_record *message)
{
    struct place place = {NULL, 0};

    if (tree == NULL || !PTREE_DATA(tree)->visible) {
        return place;
    }
    GPtrArray *items = proto_find_finfo(tree, sip_items_protocol());
    if (message->sip_item < items->len) {
        const field_info *fi = g_ptr_array_index(items, message->sip_item);
        place.tvb = fi->ds_tvb;
        place.start = fi->start + message->start;
    }
    g_ptr_array_free(items, TRUE);
    return place;
}

static proto_item *generated(proto_item *item)
{
    proto_item_set_generated(item);
    return item;
}

static void add_text(proto_tree *tree, int field, const char *text)
{
    generated(proto_tree_add_string(tree, field, NULL, 0, 0, text));
}

static void add_number(proto_tree *tree, int field, guint32 value)
{
    generated(proto_tree_add_uint(tree, field, NULL, 0, 0, value));
}

static void add_finding(packet_info *pinfo, proto_tree *tree, struct place place,
                        const struct finding_record *finding)
{
    const struct sip_rule *rule = sip_rule_at(finding->rule);
    proto_item *item = proto_tree_add_string_format(
        tree, hf_rule, place.tvb, place.tvb ? place.start + (int)finding->where : 0,
        place.tvb ? (int)finding->where_length : 0, rule->id, "%s: %s", rule->id,
        finding->evidence);
    proto_tree *subtree = proto_item_add_subtree(generated(item), ett_finding);

    add_text(subtree, hf_strength, rule->strength);
    add_text(subtree, hf_rule_reference, rule->reference);
    add_text(subtree, hf_evidence, finding->evidence);
    expert_add_info_format(pinfo, item, fields_expert(finding->rule), "%s: %s (%s)", rule->summary,
                           finding->evidence, rule->reference);
}

/* What the registry knows about the code. */
static void add_meaning(proto_tree *tree, const struct message_record *message)
{
    const struct sip_code *known = sip_code_find(message->code);
    const struct sip_code *code = sip_code_describe(message->code);

    if (known != NULL) {
        add_text(tree, hf_name, known->name);
    }
    add_number(tree, hf_status, known ? known->status : SIP_CODE_UNREGISTERED);
    if (code == NULL) {
        return;
    }
    add_text(tree, hf_meaning, code->meaning);
    add_number(tree, hf_action, code->action);
    add_number(tree, hf_scope, code->scope);
    add_number(tree, hf_permanence, code->permanence);
    add_text(tree, hf_reference, code->reference);
}

static void add_response(proto_tree *tree, const struct message_record *message, guint32 findings)
{
    if (message->code != 0) {
        add_number(tree, hf_code, message->code);
        add_number(tree, hf_class, message->code / 100);
        generated(proto_tree_add_boolean(tree, hf_final, NULL, 0, 0, message->code >= 200));
    }
    add_meaning(tree, message);
    if (message->outcome != SIP_OUTCOME_NONE) {
        add_number(tree, hf_outcome, message->outcome);
    }
    if (message->effective_code != 0) {
        add_number(tree, hf_effective_code, message->effective_code);
    }
    if (message->method != NULL) {
        add_text(tree, hf_method, message->method);
    }
    if (message->has_retry_after) {
        add_number(tree, hf_retry_after, message->retry_after);
    }
    add_number(tree, hf_findings, findings);
}

/* "SIP Response Semantics: 420 Bad Extension, change the request, 1 finding" */
static void describe(proto_item *item, const struct message_record *message, guint32 findings)
{
    const struct sip_code *known = sip_code_find(message->code);
    const struct sip_code *code = sip_code_describe(message->code);

    if (code != NULL) {
        proto_item_append_text(item, ": %u %s, %s", message->code,
                               known ? known->name : "(unregistered)",
                               sip_action_name(code->action));
    }
    if (findings > 0) {
        proto_item_append_text(item, ", %u finding%s", findings, findings == 1 ? "" : "s");
    }
}

static guint32 count(const struct finding_record *finding)
{
    guint32 n = 0;
    for (; finding != NULL; finding = finding->next) {
        n++;
    }
    return n;
}

static void draw_message(packet_info *pinfo, proto_tree *tree, const struct message_record *message)
{
    struct place place = find_place(tree, message);
    guint32 findings = count(message->findings);
    proto_item *item = proto_tree_add_item(tree, fields_protocol(), place.tvb, place.start,
                                           place.tvb ? message->status_line_length : 0, ENC_NA);
    proto_tree *subtree = proto_item_add_subtree(generated(item), ett_response);

    describe(item, message, findings);
    add_response(subtree, message, findings);
    for (const struct finding_record *f = message->findings; f != NULL; f = f->next) {
        add_finding(pinfo, subtree, place, f);
    }
}

void tree_draw(packet_info *pinfo, proto_tree *tree, const struct message_record *record)
{
    for (; record != NULL; record = record->next) {
        draw_message(pinfo, tree, record);
    }
}
