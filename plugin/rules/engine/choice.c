/* choice.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/choice.h"

#include <glib.h>

#include "rules/engine/readings.h"
#include "rules/engine/table.h"
#include "rules/engine/told.h"

/* A rule as it is met again and again: with what a look at the headers that are there tells. */
struct candidate {
    const struct sip_rule *rule;
    unsigned number;
    struct sip_header_set needs; /* it can only be broken with one of these, if there are any, … */
    struct sip_header_set excuse; /* … and without any of these */
};

/* The rules for one occasion, code and method are looked for once, then kept. Messages of one kind mostly
 * have the same header fields as one before them: then the same rules are asked without a look at the
 * header fields that each needs, which saves 700 instructions a message. */
#define MEMORIES 8
struct list {
    GArray *candidates;
    struct sip_header_set relevant; /* the header fields that any of them looks for */
    struct memory {
        struct sip_header_set present; /* with these of them … */
        GArray *asked; /* … these are asked (indexes, uint16_t); NULL: not in use */
    } memories[MEMORIES];
};

#define CODES 700
struct sip_choice {
    bool *on;            /* by number */
    unsigned on_history; /* those on that need history */
    GArray *custom;      /* numbers beyond the table */
    bool has_lists;
    struct list *lists[SIP_WHEN_COUNT][CODES][SIP_METHOD_COUNT]; /* NULL: not asked for */
    struct sip_readings readings; /* of the message that is judged: too large for the stack */
};

struct sip_choice *sip_choice_new(void)
{
    struct sip_choice *choice = g_new0(struct sip_choice, 1);

    choice->on = g_new0(bool, sip_rules_count());
    for (unsigned number = 0; number < sip_rules_count(); number++) {
        sip_choice_set(choice, number, true);
    }
    choice->custom = g_array_new(FALSE, FALSE, sizeof(unsigned));
    return choice;
}

static void free_list(struct list *list)
{
    g_array_unref(list->candidates);
    for (int i = 0; i < MEMORIES; i++) {
        g_clear_pointer(&list->memories[i].asked, g_array_unref);
    }
    g_free(list);
}

static void forget_lists(struct sip_choice *choice)
{
    struct list **lists = &choice->lists[0][0][0];

    if (!choice->has_lists) {
        return;
    }
    choice->has_lists = false;
    for (size_t i = 0; i < sizeof(choice->lists) / sizeof(struct list *); i++) {
        g_clear_pointer(&lists[i], free_list);
    }
}

void sip_choice_free(struct sip_choice *choice)
{
    forget_lists(choice);
    g_array_unref(choice->custom);
    g_free(choice->on);
    g_free(choice);
}

void sip_choice_set(struct sip_choice *choice, unsigned number, bool on)
{
    forget_lists(choice);
    if (sip_rule_needs_history(sip_rule_at(number))) {
        choice->on_history += on - choice->on[number];
    }
    choice->on[number] = on;
}

bool sip_choice_needs_history(const struct sip_choice *choice)
{
    return choice->on_history > 0;
}

static struct sip_header_set set_of(const enum sip_header_id *ids, size_t count)
{
    struct sip_header_set set = {{0}};

    for (size_t i = 0; i < count && ids[i] != SIP_HDR_OTHER; i++) {
        sip_header_set_add(&set, ids[i]);
    }
    return set;
}

/* What a check of one shape asks of its headers needs not be called for. */
static struct candidate candidate_of(unsigned number)
{
    const struct sip_rule *rule = sip_rule_at(number);
    struct candidate candidate = {rule, number, set_of(rule->needs, SIP_RULE_MAX_NEEDS), {{0}}};

    if (rule->check == sip_check_required) {
        candidate.excuse = set_of(rule->headers, SIP_RULE_MAX_HEADERS);
    } else if (rule->check == sip_check_misplaced || rule->check == sip_check_single_value) {
        candidate.needs = set_of(rule->headers, SIP_RULE_MAX_HEADERS);
    }
    if (candidate.needs.words[0] == 0 && candidate.needs.words[1] == 0) {
        sip_header_set_add(&candidate.needs, SIP_HDR_OTHER);
    }
    return candidate;
}

void sip_choice_add(struct sip_choice *choice, unsigned number)
{
    forget_lists(choice);
    choice->on_history += sip_rule_needs_history(sip_rule_at(number));
    g_array_append_val(choice->custom, number);
}

static void list_if_admitted(GArray *list, unsigned number, enum sip_when when, unsigned code,
                             enum sip_method method)
{
    const struct sip_rule *rule = sip_rule_at(number);
    bool asked = rule->when == when || (when == SIP_ON_LATE_RESPONSE && rule->late) ||
                 (when == SIP_ON_REPEATED_RESPONSE && rule->order);
    bool at_end = when == SIP_AT_END && rule->ends && sip_rule_admits_method(rule, method);
    bool of_ack = rule->acks && when == SIP_ON_REQUEST && method == SIP_METHOD_ACK;
    bool of_request = when == SIP_ON_REQUEST && (rule->requests & (UINT32_C(1) << method)) != 0;

    if (of_ack || of_request || at_end || (asked && sip_rule_admits(rule, code, method))) {
        struct candidate candidate = candidate_of(number);
        g_array_append_val(list, candidate);
    }
}

static struct sip_header_set looked_for(const GArray *candidates)
{
    struct sip_header_set set = {{0}};

    for (unsigned i = 0; i < candidates->len; i++) {
        const struct candidate *candidate = &g_array_index(candidates, struct candidate, i);
        set = sip_header_sets_joined(&set, &candidate->needs);
        set = sip_header_sets_joined(&set, &candidate->excuse);
    }
    return set;
}

static struct list *list_for(struct sip_choice *choice, enum sip_when when, unsigned code,
                             enum sip_method method)
{
    struct list **place = &choice->lists[when][code][method];

    if (*place == NULL) {
        GArray *candidates = g_array_new(FALSE, FALSE, sizeof(struct candidate));
        choice->has_lists = true;
        *place = g_new0(struct list, 1);
        (*place)->candidates = candidates;
        for (unsigned number = 0; number < sip_rules_count(); number++) {
            if (choice->on[number]) {
                list_if_admitted(candidates, number, when, code, method);
            }
        }
        for (unsigned i = 0; i < choice->custom->len; i++) {
            list_if_admitted(candidates, g_array_index(choice->custom, unsigned, i), when, code,
                             method);
        }
        (*place)->relevant = looked_for(candidates);
    }
    return *place;
}

/* Those that are asked about a message with these header fields. */
static void select_asked(const GArray *candidates, struct sip_header_set present, GArray *asked)
{
    g_array_set_size(asked, 0);
    sip_header_set_add(&present, SIP_HDR_OTHER); /* what is asked for where a rule needs nothing */
    for (unsigned i = 0; i < candidates->len; i++) {
        const struct candidate *candidate = &g_array_index(candidates, struct candidate, i);
        uint16_t place = (uint16_t)i;
        if (sip_header_sets_meet(&candidate->needs, &present) &&
            !sip_header_sets_meet(&candidate->excuse, &present)) {
            g_array_append_val(asked, place);
        }
    }
}

/* The same, remembered. */
static const GArray *asked_about(struct list *list, const struct sip_message *m)
{
    struct sip_header_set present = sip_header_sets_common(&m->present, &list->relevant);
    struct memory *memory = &list->memories[sip_header_set_hash(&present) % MEMORIES];

    if (memory->asked == NULL) {
        memory->asked = g_array_new(FALSE, FALSE, sizeof(uint16_t));
    } else if (sip_header_sets_equal(&memory->present, &present)) {
        return memory->asked;
    }
    memory->present = present;
    select_asked(list->candidates, present, memory->asked);
    return memory->asked;
}

/* The other message concerned, where the rule names none. */
static uint32_t usual_relation(enum sip_when when, const struct sip_context *context)
{
    switch (when) {
    case SIP_ON_MATCHED_RESPONSE:
    case SIP_ON_LATE_RESPONSE:
        return context->transaction->request_frame;
    case SIP_ON_REPEATED_REQUEST:
    case SIP_ON_REPEATED_RESPONSE:
        return context->original_frame;
    case SIP_ON_RETRY:
        return context->transaction->attempt->final_frame;
    default:
        return 0;
    }
}

/* Whether the time stamps that a rule may compare do so. */
static bool times_compare(enum sip_when when, const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *dialog = context->dialog;
    uint32_t since = context->timeline != NULL ? context->timeline->since : 0;

    if (t == NULL) {
        return true;
    }
    const struct sip_transaction *before =
        when == SIP_ON_RETRY || when == SIP_ON_REQUEST ? t->attempt : NULL;
    return !t->untimed && (dialog == NULL || dialog->first_frame >= since) &&
           sip_transaction_same_run(t, before) && sip_transaction_same_run(t, t->invite);
}

/* A hash of the evidence, but for what differs from hop to hop. At the end no packet shows the ends of the hop. */
static uint64_t hash_of(const struct sip_context *context, const char *english)
{
    const struct sip_packet *packet = context->packet;
    const struct sip_hop *hop = context->transaction != NULL ? context->transaction->hop : NULL;

    if (packet != NULL) {
        return sip_told_sense(english, &packet->source, &packet->destination);
    }
    return hop != NULL ? sip_told_sense(english, &hop->client, &hop->server)
                       : sip_told_sense(english, NULL, NULL);
}

/* A check asked in English says the same. */
static uint64_t sense_of(struct sip_context *context, const struct sip_finding *finding)
{
    enum sip_language language = context->language;
    struct sip_finding english;

    if (language == SIP_ENGLISH) {
        return hash_of(context, finding->evidence);
    }
    context->language = SIP_ENGLISH;
    context->rule->check(context, &english);
    context->language = language;
    return hash_of(context, english.evidence);
}

static void judge_when(struct sip_choice *choice, enum sip_when when, unsigned code,
                       struct sip_context *context, sip_report report, void *user)
{
    struct list *list = list_for(choice, when, code, context->message->method);
    const GArray *asked = asked_about(list, context->message);
    bool timed = times_compare(when, context);
    bool alone = when == SIP_AT_END_OF_FINAL && context->request == NULL;
    struct sip_finding finding;

    for (unsigned i = 0; i < asked->len; i++) {
        uint16_t place = g_array_index(asked, uint16_t, i);
        const struct candidate *one = &g_array_index(list->candidates, struct candidate, place);
        context->rule = one->rule;
        bool asked_for = (timed || !one->rule->timed) && (!alone || one->rule->alone);
        if (asked_for && one->rule->check(context, &finding) == SIP_BROKEN) {
            if (finding.related == 0) {
                finding.related = usual_relation(when, context);
            }
            finding.sense = sense_of(context, &finding);
            report(user, one->number, &finding);
        }
    }
}

/* A copy of an earlier message, or a packet captured twice, of which nothing is to be said. */
static void judge_repetition(struct sip_choice *choice, struct sip_context *context,
                             sip_report report, void *user)
{
    const struct sip_message *m = context->message;

    if (!sip_transaction_repeats(context->transaction, context->packet)) {
        return;
    }
    if (!m->is_response) {
        judge_when(choice, SIP_ON_REPEATED_REQUEST, 100, context, report, user);
    } else if (context->request != NULL) {
        judge_when(choice, SIP_ON_REPEATED_RESPONSE, m->code, context, report, user);
    }
}

/* By whatever of the rules of this moment the message is to be judged. */
static void judge_message(struct sip_choice *choice, struct sip_context *context, sip_report report,
                          void *user)
{
    unsigned code = context->message->code;

    if (context->message->is_response) {
        judge_when(choice, SIP_ON_RESPONSE, code, context, report, user);
    }
    if (context->transaction == NULL || context->packet->overdue) {
        return; /* nothing that could be compared, or no time that it came */
    }
    if (context->original_frame != 0) {
        judge_repetition(choice, context, report, user);
    } else if (context->message->is_response) {
        if (context->request != NULL) {
            judge_when(choice, SIP_ON_MATCHED_RESPONSE, code, context, report, user);
        } else if (context->dialog != NULL && context->transaction->request_frame != 0) {
            judge_when(choice, SIP_ON_LATE_RESPONSE, code, context, report, user);
        }
    } else {
        judge_when(choice, SIP_ON_REQUEST, 100, context, report, user);
        if (context->failure != NULL) {
            judge_when(choice, SIP_ON_RETRY, context->failure->code, context, report, user);
        }
    }
}

/* Nothing of the context has been read yet. */
static struct sip_context add_readings(struct sip_choice *choice, const struct sip_context *context)
{
    struct sip_context with_readings = *context;

    sip_readings_clear(&choice->readings);
    with_readings.readings = &choice->readings;
    return with_readings;
}

void sip_judge(struct sip_choice *choice, const struct sip_context *context, sip_report report,
               void *user)
{
    struct sip_context with_readings = add_readings(choice, context);

    judge_message(choice, &with_readings, report, user);
}

void sip_judge_end(struct sip_choice *choice, const struct sip_context *context, sip_report report,
                   void *user)
{
    struct sip_context with_readings = add_readings(choice, context);

    if (context->grant != NULL) {
        judge_when(choice, SIP_AT_END_OF_GRANT, context->message->code, &with_readings, report,
                   user);
    } else if (context->message->is_response) {
        judge_when(choice, SIP_AT_END_OF_FINAL, context->message->code, &with_readings, report,
                   user);
    } else {
        judge_when(choice, SIP_AT_END, 100, &with_readings, report, user);
    }
}
