/* tree.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/tree.h"

#include <string.h>

#include "epan/call_fields.h"
#include "epan/fields.h"
#include "epan/frames.h"
#include "epan/gap.h"
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

/* A link to another frame, which the read filter may have dropped. */
static void add_frame(proto_tree *tree, int field, guint32 frame)
{
    guint32 shown = frames_shown(frame);

    if (shown != 0) {
        add_number(tree, field, shown);
    }
}

/* For filters and for programs that read fields; in the tree it would say again what is there. */
static void add_hidden(proto_tree *tree, int field, const char *text)
{
    proto_item_set_hidden(generated(proto_tree_add_string(tree, field, NULL, 0, 0, text)));
}

/* A number and its name as people read it; desc is the name alone. Filters know the English name. */
static void add_choice(proto_tree *tree, int field, int desc, guint32 value,
                       const char *(*text)(unsigned, enum sip_language))
{
    if (!proto_field_is_referenced(tree, field) && !proto_field_is_referenced(tree, desc)) {
        return;
    }
    const char *name = text(value, preferences_language());

    generated(
        proto_tree_add_uint_format_value(tree, field, NULL, 0, 0, value, "%s (%u)", name, value));
    add_hidden(tree, desc, name);
}

/* The evidence, shortened if need be to this many octets. */
static const char *fitting(packet_info *pinfo, const char *evidence, size_t room)
{
    static const char mark[] = "…";

    if (strlen(evidence) <= room) {
        return evidence;
    }
    size_t length = room > strlen(mark) ? room - strlen(mark) : 0;
    return wmem_strdup_printf(pinfo->pool, "%.*s%s", (int)sip_whole_characters(evidence, length),
                              evidence, mark);
}

/* One line: problem, evidence, reference. Wireshark cuts it at ITEM_LABEL_LENGTH, so the evidence is
 * shortened where it is too long; it is whole in a field of its own. */
static void add_expert(packet_info *pinfo, proto_item *item, const struct finding_record *finding)
{
    const struct sip_rule *rule = sip_rule_at(finding->rule);
    const char *problem = sip_rule_problem(rule, preferences_language());
    const char *format = preferences_text("%s: %s (%s)");
    size_t taken = strlen(format) + strlen(problem) + strlen(rule->reference);
    const char *evidence = fitting(pinfo, finding->evidence,
                                   taken < ITEM_LABEL_LENGTH ? ITEM_LABEL_LENGTH - taken : 0);

    expert_add_info_format(pinfo, item, fields_expert(finding->rule, finding->severity), format,
                           problem, evidence, rule->reference);
}

static void add_url(packet_info *pinfo, proto_tree *tree, unsigned rule)
{
    char *url = sip_rule_url(rule);

    if (url != NULL) {
        add_text(tree, hf_url, wmem_strdup(pinfo->pool, url));
        g_free(url);
    }
}

/* "420 without Unsupported (error)" */
static void add_finding(packet_info *pinfo, proto_tree *tree, struct place place,
                        const struct finding_record *finding)
{
    enum sip_language language = preferences_language();
    const struct sip_rule *rule = sip_rule_at(finding->rule);
    const char *problem = sip_rule_problem(rule, language);
    proto_item *item = proto_tree_add_string_format(
        tree, hf_rule, place.tvb, place.tvb ? place.start + (int)finding->where : 0,
        place.tvb ? (int)finding->where_length : 0, rule->id, "%s (%s)", problem,
        sip_severity_text(finding->severity, language));
    proto_tree *subtree = proto_item_add_subtree(generated(item), ett_finding);

    add_hidden(subtree, hf_problem, problem);
    add_expert(pinfo, item, finding);
    add_text(subtree, hf_evidence, finding->evidence);
    add_text(subtree, hf_remedy, sip_rule_remedy(rule, language));
    add_text(subtree, hf_requirement, sip_rule_requirement(rule, language));
    add_text(subtree, hf_strength, sip_strength_name(rule->strength));
    add_hidden(subtree, hf_rule_reference, rule->reference);
    add_frame(subtree, hf_related_in, finding->related);
    add_frame(subtree, hf_explained_by, finding->explained_by);
    add_frame(subtree, hf_rule_same_as, finding->same_as);
    proto_item_set_hidden(
        generated(proto_tree_add_uint(subtree, hf_severity, NULL, 0, 0, finding->severity)));
    add_hidden(subtree, hf_severity_desc, sip_severity_text(finding->severity, language));
    add_url(pinfo, subtree, finding->rule);
}

/* What depends on the code alone: "About 420". */
static void add_code(proto_tree *tree, const struct message_record *message)
{
    const struct sip_code *known = sip_code_find(message->code);
    const struct sip_code *code = sip_code_describe(message->code);
    proto_item *item = generated(proto_tree_add_uint_format(
        tree, hf_code, NULL, 0, 0, message->code, preferences_text("About %u"), message->code));
    proto_tree *about = proto_item_add_subtree(item, ett_code);

    if (known != NULL) {
        add_text(about, hf_name, known->name);
    }
    add_choice(about, hf_class, hf_class_desc, message->code / 100, sip_class_text);
    generated(proto_tree_add_boolean(about, hf_final, NULL, 0, 0, message->code >= 200));
    if (code != NULL) {
        add_text(about, hf_meaning, sip_code_meaning(code, preferences_language()));
        add_choice(about, hf_scope, hf_scope_desc, code->scope, sip_scope_text);
        add_choice(about, hf_permanence, hf_permanence_desc, code->permanence, sip_permanence_text);
    }
    add_choice(about, hf_status, hf_status_desc, known ? known->status : SIP_CODE_UNREGISTERED,
               sip_code_status_text);
    if (code != NULL) {
        add_text(about, hf_reference, code->reference);
    }
}

/* What the client should do. */
static void add_advice(proto_tree *tree, const struct message_record *message)
{
    const struct sip_code *code = sip_code_describe(message->code);

    if (code != NULL) {
        add_choice(tree, hf_action, hf_action_desc, code->action, sip_action_text);
        add_text(tree, hf_advice, sip_code_advice(code, preferences_language()));
    }
}

/* What the transaction knows today: on the first pass less than later. */
static void add_request_of(proto_tree *tree, const struct message_record *message)
{
    const struct sip_transaction *t = message->transaction;

    if (t == NULL || t->request_frame == 0) {
        return;
    }
    gint64 since = message->stamp - t->request_time;
    nstime_t passed = {(time_t)(since / 1000000), (int)(since % 1000000) * 1000};
    add_frame(tree, hf_request_in, t->request_frame);
    generated(proto_tree_add_time(tree, hf_request_time, NULL, 0, 0, &passed));
}

static void add_original(proto_tree *tree, const struct message_record *message)
{
    add_frame(tree, hf_original_in, message->original);
    if (message->original != 0 || message->is_response) {
        generated(
            proto_tree_add_boolean(tree, hf_retransmission, NULL, 0, 0, message->original != 0));
    }
}

static void add_responses(proto_tree *tree, const struct sip_transaction *t)
{
    add_frame(tree, hf_provisional_in, t->provisional_frame);
    if (t->final_frame != 0) {
        add_frame(tree, hf_final_in, t->final_frame);
        add_number(tree, hf_final_code, t->final_code);
    }
}

/* It belongs to the transaction of its INVITE, but is not answered. */
static bool is_ack(const struct message_record *message)
{
    return g_strcmp0(message->method, "ACK") == 0;
}

static void add_response(proto_tree *tree, const struct message_record *message)
{
    if (message->method != NULL) {
        add_text(tree, hf_method, message->method);
    }
    add_request_of(tree, message);
    add_original(tree, message);
    if (message->outcome != SIP_OUTCOME_NONE) {
        add_choice(tree, hf_outcome, hf_outcome_desc, message->outcome, sip_outcome_text);
    }
    add_advice(tree, message);
    if (message->has_retry_after) {
        add_number(tree, hf_retry_after, message->retry_after);
    }
    if (message->effective_code != 0) {
        proto_item *item = generated(
            proto_tree_add_uint(tree, hf_effective_code, NULL, 0, 0, message->effective_code));
        if (message->effective_code == message->code) {
            proto_item_set_hidden(item);
        }
    }
    if (message->code != 0) {
        add_code(tree, message);
    }
}

/* Copies of a message: other frames where it came once more. */
#define COPIES_NAMED 8
struct copies {
    guint32 count[SIP_COPY_KINDS];                /* of each kind, … */
    guint32 frames[SIP_COPY_KINDS][COPIES_NAMED]; /* … and the first of them */
};

static struct copies copies_of(const struct message_record *message)
{
    struct copies copies = {{0}, {{0}}};

    for (const struct message_record *c = message->copy; c != NULL; c = c->copy) {
        copies.count[c->copy_kind]++;
    }
    guint32 left[SIP_COPY_KINDS];
    memcpy(left, copies.count, sizeof(left));
    for (const struct message_record *c = message->copy; c != NULL; c = c->copy) {
        guint32 place = --left[c->copy_kind]; /* the newest comes first */
        if (place < COPIES_NAMED) {
            copies.frames[c->copy_kind][place] = c->frame;
        }
    }
    return copies;
}

static bool has_copies(const struct message_record *message)
{
    return message->copy != NULL && message->copy_kind == SIP_COPY_NONE;
}

/* "again in frames 14, 15" */
static void append_copies(wmem_strbuf_t *text, const struct copies *copies, enum sip_copy_kind kind)
{
    static const char *const one[] = {[SIP_COPY_AGAIN] = "again in frame",
                                      [SIP_COPY_FORWARDED] = "forwarded in frame",
                                      [SIP_COPY_CAPTURED] = "captured again in frame"};
    static const char *const many[] = {[SIP_COPY_AGAIN] = "again in frames",
                                       [SIP_COPY_FORWARDED] = "forwarded in frames",
                                       [SIP_COPY_CAPTURED] = "captured again in frames"};
    guint32 n = copies->count[kind];

    if (n == 0) {
        return;
    }
    wmem_strbuf_append(text, wmem_strbuf_get_len(text) > 0 ? "; " : "");
    wmem_strbuf_append(text, preferences_text(n == 1 ? one[kind] : many[kind]));
    for (guint32 i = 0; i < MIN(n, COPIES_NAMED); i++) {
        guint32 shown = frames_shown(copies->frames[kind][i]);
        wmem_strbuf_append_printf(text, shown != 0 ? "%s%u" : "%s–", i == 0 ? " " : ", ", shown);
    }
    wmem_strbuf_append(text, n > COPIES_NAMED ? " …" : "");
}

/* How often and where the message came once more: "again in frames 14, 15; forwarded in frame 17 (3)". */
static void add_copies(packet_info *pinfo, proto_tree *tree, const struct copies *copies)
{
    wmem_strbuf_t *text = wmem_strbuf_new(pinfo->pool, "");
    guint32 n = 0;

    for (enum sip_copy_kind kind = SIP_COPY_AGAIN; kind < SIP_COPY_KINDS; kind++) {
        append_copies(text, copies, kind);
        n += copies->count[kind];
    }
    proto_item *item = generated(proto_tree_add_uint_format_value(
        tree, hf_copies, NULL, 0, 0, n, "%s (%u)", wmem_strbuf_get_str(text), n));
    proto_tree *subtree = proto_item_add_subtree(item, ett_copies);
    for (enum sip_copy_kind kind = SIP_COPY_AGAIN; kind < SIP_COPY_KINDS; kind++) {
        for (guint32 i = 0; i < MIN(copies->count[kind], COPIES_NAMED); i++) {
            add_frame(subtree, hf_copy_in, copies->frames[kind][i]);
        }
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

/* ": 420 without Unsupported (error)", or what the response is where nothing is wrong. */
static void add_headline(proto_item *item, const struct message_record *message,
                         const struct finding_record *worst, guint32 findings)
{
    enum sip_language language = preferences_language();
    const struct sip_code *known = sip_code_find(message->code);
    const struct sip_code *code = sip_code_describe(message->code);

    if (worst != NULL) {
        proto_item_append_text(item, preferences_text(": %s (%s)"),
                               sip_rule_problem(sip_rule_at(worst->rule), language),
                               sip_severity_text(worst->severity, language));
    } else if (!message->is_response) {
        proto_item_append_text(item, preferences_text(": %s request"),
                               message->method ? message->method : "");
    } else if (code != NULL) {
        proto_item_append_text(item, preferences_text(": %u %s, %s"), message->code,
                               known ? known->name : preferences_text("(unregistered)"),
                               sip_action_text(code->action, language));
    }
    if (findings == 2) {
        proto_item_append_text(item, "%s", preferences_text(", 1 more finding"));
    } else if (findings > 2) {
        proto_item_append_text(item, preferences_text(", %u more findings"), findings - 1);
    }
}

/* Of a request nothing may be known but that it is there. */
static bool has_something_to_say(const struct message_record *message)
{
    const struct sip_transaction *t = message->transaction;

    return message->is_response || message->findings != NULL || message->original != 0 ||
           message->part_of != NULL || message->same_as != 0 || has_copies(message) ||
           (t != NULL && !is_ack(message) && (t->provisional_frame != 0 || t->final_frame != 0));
}

static void add_worst(proto_tree *tree, const struct finding_record *worst)
{
    if (worst != NULL) {
        proto_item_set_hidden(
            generated(proto_tree_add_uint(tree, hf_worst_severity, NULL, 0, 0, worst->severity)));
        add_hidden(tree, hf_worst_severity_desc,
                   sip_severity_text(worst->severity, preferences_language()));
    }
}

static void add_call(proto_tree *tree, const struct message_record *message)
{
    struct sip_record *record = sip_record_listed(message->part_of);
    struct sip_clock clock = record_clock();

    if (record != NULL) {
        call_fields_draw(tree, record, &clock);
    }
}

static void draw_message(packet_info *pinfo, proto_tree *tree, const struct message_record *message)
{
    struct place place = find_place(pinfo, tree, message);
    guint32 findings = count(message->findings);
    const struct finding_record *worst = message->findings;
    proto_item *item = proto_tree_add_item(tree, fields_protocol(), place.tvb, place.start,
                                           place.tvb ? message->start_line_length : 0, ENC_NA);
    proto_tree *subtree = proto_item_add_subtree(generated(item), ett_response);

    add_headline(item, message, worst, findings);
    for (const struct finding_record *f = message->findings; f != NULL; f = f->next) {
        add_finding(pinfo, subtree, place, f);
    }
    add_worst(subtree, worst);
    add_frame(subtree, hf_same_as, message->same_as);
    if (has_copies(message)) {
        struct copies copies = copies_of(message);
        add_copies(pinfo, subtree, &copies);
    }
    proto_item_set_hidden(
        generated(proto_tree_add_uint(subtree, hf_findings, NULL, 0, 0, findings)));
    if (message->is_response) {
        add_response(subtree, message);
    } else {
        if (message->transaction != NULL && !is_ack(message)) {
            add_responses(subtree, message->transaction);
        }
        add_original(subtree, message);
    }
    add_call(subtree, message);
}

/* "  [420 without Unsupported]" */
static void append_to_info(packet_info *pinfo, const struct message_record *message)
{
    const struct finding_record *worst = message->findings;

    if (worst != NULL && preferences_info_column()) {
        col_append_fstr(pinfo->cinfo, COL_INFO, " [%s]",
                        sip_rule_problem(sip_rule_at(worst->rule), preferences_language()));
    }
}

/* Without a tree Wireshark's column of severities shows the last one: the gravest comes last. */
static void raise_experts(packet_info *pinfo, const struct message_record *message)
{
    for (enum sip_severity severity = SIP_CHAT; severity <= SIP_ERROR; severity++) {
        for (const struct finding_record *f = message->findings; f != NULL; f = f->next) {
            if (f->severity == severity) {
                add_expert(pinfo, NULL, f);
            }
        }
    }
}

/* Nobody sees them, but Wireshark's status bar and column know that they are there. */
static void mention_findings(packet_info *pinfo, const struct message_record *message)
{
    for (const struct finding_record *f = message->findings; f != NULL; f = f->next) {
        expert_add_info(pinfo, NULL, fields_expert(f->rule, f->severity));
    }
}

/* What the capture lacks is known when it was read to its end. */
static void draw_gaps(packet_info *pinfo, proto_tree *tree)
{
    for (int kind = 0; kind < GAP_KINDS && PINFO_FD_VISITED(pinfo) && tree != NULL; kind++) {
        if (frames_shown(gap_frame((enum gap_kind)kind)) == pinfo->num) {
            proto_item *item =
                generated(proto_tree_add_item(tree, fields_protocol(), NULL, 0, 0, ENC_NA));
            const char *text = preferences_text(gap_text((enum gap_kind)kind));
            proto_item_append_text(item, preferences_text(": the capture is incomplete: %s"), text);
            add_text(proto_item_add_subtree(item, ett_response), hf_gap, text);
        }
    }
}

void tree_draw(packet_info *pinfo, proto_tree *tree, const struct message_record *record)
{
    draw_gaps(pinfo, tree);
    if (record == NULL) {
        return;
    }
    struct readers readers = readers_of_packet(pinfo, tree);

    for (; record != NULL; record = record->next) {
        append_to_info(pinfo, record);
        if (!has_something_to_say(record)) {
            continue;
        }
        if (tree == NULL && readers.experts) {
            raise_experts(pinfo, record);
        } else if (readers.fields || (record->findings != NULL && readers.experts)) {
            draw_message(pinfo, tree, record);
        } else {
            mention_findings(pinfo, record);
        }
    }
}
