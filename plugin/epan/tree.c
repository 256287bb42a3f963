/* tree.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/tree.h"

#include "epan/call_fields.h"
#include "epan/fields.h"
#include "epan/preferences.h"
#include "epan/readers.h"
#include "epan/sip_items.h"
#include "report/words.h"
#include "rules/engine/table.h"
#include "sip/code.h"

/* Where the bytes of a message are on this pass: tvb is NULL where nobody could look at them. */
struct place {
    tvbuff_t *tvb;
    int start;
};

static struct place find_place(packet_info *pinfo, proto_tree *tree,
                               const struct message_record *message)
{
    struct sip_item item;

    if (tree == NULL || !PTREE_DATA(tree)->visible ||
        !sip_items_again(pinfo, tree, SIP_TRANSPORT_UNKNOWN, message->sip_item, message->item_start,
                         &item)) {
        return (struct place){NULL, 0};
    }
    return (struct place){item.tvb, item.start + message->start};
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

/* A number and its name as people read it. Filters know the English name, which Wireshark shows
 * by itself. */
static void add_choice(proto_tree *tree, int field, guint32 value,
                       const char *(*text)(unsigned, enum sip_language))
{
    if (preferences_language() == SIP_ENGLISH) {
        add_number(tree, field, value);
    } else {
        generated(proto_tree_add_uint_format_value(tree, field, NULL, 0, 0, value, "%s (%u)",
                                                   text(value, preferences_language()), value));
    }
}

/* The evidence, shortened if need be to this many octets. */
static const char *fitting(packet_info *pinfo, const char *evidence, size_t room)
{
    static const char mark[] = "…";

    if (strlen(evidence) <= room) {
        return evidence;
    }
    size_t length = room > strlen(mark) ? room - strlen(mark) : 0;
    while ((evidence[length] & 0xC0) == 0x80) { /* not inside a character */
        length--;
    }
    return wmem_strdup_printf(pinfo->pool, "%.*s%s", (int)length, evidence, mark);
}

/* One line: rule, what was seen, reference. Wireshark cuts it at ITEM_LABEL_LENGTH, so the evidence
 * gives way: it stands in a field of its own, too. */
static void add_expert(packet_info *pinfo, proto_item *item, const struct finding_record *finding)
{
    const struct sip_rule *rule = sip_rule_at(finding->rule);
    const char *summary = sip_rule_requirement(rule, preferences_language());
    const char *format = preferences_text("%s: %s (%s)");
    size_t taken = strlen(format) + strlen(summary) + strlen(rule->reference);

    expert_add_info_format(pinfo, item, fields_expert(finding->rule), format, summary,
                           fitting(pinfo, finding->evidence,
                                   taken < ITEM_LABEL_LENGTH ? ITEM_LABEL_LENGTH - taken : 0),
                           rule->reference);
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

    add_text(subtree, hf_strength, sip_strength_name(rule->strength));
    add_text(subtree, hf_rule_reference, rule->reference);
    add_text(subtree, hf_evidence, finding->evidence);
    if (finding->related != 0) {
        add_number(subtree, hf_related_in, finding->related);
    }
    add_expert(pinfo, item, finding);
}

/* What the registry knows about the code. */
static void add_meaning(proto_tree *tree, const struct message_record *message)
{
    const struct sip_code *known = sip_code_find(message->code);
    const struct sip_code *code = sip_code_describe(message->code);

    if (known != NULL) {
        add_text(tree, hf_name, known->name);
    }
    add_choice(tree, hf_status, known ? known->status : SIP_CODE_UNREGISTERED,
               sip_code_status_text);
    if (code == NULL) {
        return;
    }
    add_text(tree, hf_meaning, sip_code_meaning(code, preferences_language()));
    add_choice(tree, hf_action, code->action, sip_action_text);
    add_choice(tree, hf_scope, code->scope, sip_scope_text);
    add_choice(tree, hf_permanence, code->permanence, sip_permanence_text);
    add_text(tree, hf_reference, code->reference);
}

/* What the transaction knows today: on the first pass less than later. */
static void add_request_of(proto_tree *tree, const struct message_record *message)
{
    const struct sip_transaction *t = message->transaction;

    if (t == NULL || t->request_frame == 0) {
        return;
    }
    gint64 since = message->time - t->request_time;
    nstime_t time = {(time_t)(since / 1000000), (int)(since % 1000000) * 1000};
    add_number(tree, hf_request_in, t->request_frame);
    generated(proto_tree_add_time(tree, hf_request_time, NULL, 0, 0, &time));
}

static void add_original(proto_tree *tree, const struct message_record *message)
{
    if (message->original != 0) {
        add_number(tree, hf_original_in, message->original);
    }
    if (message->original != 0 || message->is_response) {
        generated(
            proto_tree_add_boolean(tree, hf_retransmission, NULL, 0, 0, message->original != 0));
    }
}

static void add_responses(proto_tree *tree, const struct sip_transaction *t)
{
    if (t->provisional_frame != 0) {
        add_number(tree, hf_provisional_in, t->provisional_frame);
    }
    if (t->final_frame != 0) {
        add_number(tree, hf_final_in, t->final_frame);
        add_number(tree, hf_final_code, t->final_code);
    }
}

static void add_response(proto_tree *tree, const struct message_record *message)
{
    if (message->code != 0) {
        add_number(tree, hf_code, message->code);
        add_choice(tree, hf_class, message->code / 100, sip_class_text);
        generated(proto_tree_add_boolean(tree, hf_final, NULL, 0, 0, message->code >= 200));
    }
    add_meaning(tree, message);
    if (message->outcome != SIP_OUTCOME_NONE) {
        add_choice(tree, hf_outcome, message->outcome, sip_outcome_text);
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
    add_request_of(tree, message);
}

/* "SIP Response Semantics: 420 Bad Extension, change the request, 1 finding" */
static void describe(proto_item *item, const struct message_record *message, guint32 findings)
{
    const struct sip_code *known = sip_code_find(message->code);
    const struct sip_code *code = sip_code_describe(message->code);

    if (!message->is_response) {
        proto_item_append_text(item, preferences_text(": %s request"),
                               message->method ? message->method : "");
    } else if (code != NULL) {
        proto_item_append_text(item, ": %u %s, %s", message->code,
                               known ? known->name : preferences_text("(unregistered)"),
                               sip_action_text(code->action, preferences_language()));
    }
    if (findings > 0) {
        char *number = report_number(findings, "$1 finding", "$1 findings", preferences_language());
        proto_item_append_text(item, ", %s", number);
        g_free(number);
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
    struct place place = find_place(pinfo, tree, message);
    guint32 findings = count(message->findings);
    proto_item *item = proto_tree_add_item(tree, fields_protocol(), place.tvb, place.start,
                                           place.tvb ? message->start_line_length : 0, ENC_NA);
    proto_tree *subtree = proto_item_add_subtree(generated(item), ett_response);

    describe(item, message, findings);
    if (message->is_response) {
        add_response(subtree, message);
    } else if (message->transaction != NULL) {
        add_responses(subtree, message->transaction);
    }
    add_original(subtree, message);
    call_fields_draw(subtree, message);
    add_number(subtree, hf_findings, findings);
    for (const struct finding_record *f = message->findings; f != NULL; f = f->next) {
        add_finding(pinfo, subtree, place, f);
    }
}

/* Without a tree Wireshark's column of severities shows the last one: the gravest comes last. */
static void raise_experts(packet_info *pinfo, const struct message_record *message)
{
    for (enum sip_severity severity = SIP_CHAT; severity <= SIP_ERROR; severity++) {
        for (const struct finding_record *f = message->findings; f != NULL; f = f->next) {
            if (sip_rule_at(f->rule)->severity == severity) {
                add_expert(pinfo, NULL, f);
            }
        }
    }
}

/* Nobody sees them, but Wireshark's status bar and column know that they are there. */
static void mention_findings(packet_info *pinfo, const struct message_record *message)
{
    for (const struct finding_record *f = message->findings; f != NULL; f = f->next) {
        expert_add_info(pinfo, NULL, fields_expert(f->rule));
    }
}

void tree_draw(packet_info *pinfo, proto_tree *tree, const struct message_record *record)
{
    if (record == NULL) {
        return;
    }
    struct readers readers = readers_of(pinfo, tree);

    for (; record != NULL; record = record->next) {
        if (tree == NULL && readers.experts) {
            raise_experts(pinfo, record);
        } else if (readers.fields || (record->findings != NULL && readers.experts)) {
            draw_message(pinfo, tree, record);
        } else {
            mention_findings(pinfo, record);
        }
    }
}
