/* table.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/table.h"

#include <glib.h>
#include <string.h>

#include "rules/engine/custom.h"
#include "rules/engine/readings.h"
#include "rules/engine/told.h"
#include "rules/subjects/subjects.h"

#define SUBJECT(title, name)                                      \
    {                                                             \
        title, #name, sip_rules_##name, &sip_rules_##name##_count \
    }

const struct sip_subject sip_subjects[] = {
    SUBJECT("Structure and syntax of any response", syntax),
    SUBJECT("The status line", status_line),
    SUBJECT("Bodies, their type and length", body),
    SUBJECT("Where header and message end", framing),
    SUBJECT("A response mirrors its request", mirror),
    SUBJECT("What a server fills in itself", own_values),
    SUBJECT("Via, and the way back of a response", via),
    SUBJECT("Contact", contact),
    SUBJECT("Record-Route", route),
    SUBJECT("SIPS", sips),
    SUBJECT("Challenges", challenge),
    SUBJECT("Responses to challenges", authentication),
    SUBJECT("Credentials that are refused", credentials),
    SUBJECT("Identity, privacy and consent", identity),
    SUBJECT("Security agreement", security_agreement),
    SUBJECT("Registration", registration),
    SUBJECT("Registrations over time", lapse),
    SUBJECT("Extensions of a registration", outbound),
    SUBJECT("Intervals that are granted or too brief", interval),
    SUBJECT("Subscriptions", subscription),
    SUBJECT("Publications", publication),
    SUBJECT("REFER", refer),
    SUBJECT("Session timers", session_timer),
    SUBJECT("Provisional responses", provisional),
    SUBJECT("Reliable provisional responses", reliable),
    SUBJECT("PRACK and what it acknowledges", prack),
    SUBJECT("Early dialogs and forking", early_dialog),
    SUBJECT("Early media", early_media),
    SUBJECT("Offer and answer", offer_answer),
    SUBJECT("Formats of an answer", answer_formats),
    SUBJECT("Where media is sent to", media_address),
    SUBJECT("Offers that are refused", offer_refused),
    SUBJECT("ACK", ack),
    SUBJECT("CANCEL", cancel),
    SUBJECT("ACK and CANCEL compared with their INVITE", ack_cancel_fit),
    SUBJECT("Requests inside a dialog", in_dialog),
    SUBJECT("Retransmission", retransmission),
    SUBJECT("The final response", final_response),
    SUBJECT("Servers that fall silent", silence),
    SUBJECT("Requests that overlap in a dialog", glare),
    SUBJECT("The end of a dialog", dialog_end),
    SUBJECT("Requests that are repeated after a failure", retry),
    SUBJECT("Retry-After", retry_after),
    SUBJECT("Redirections", redirect),
    SUBJECT("Proxies with both legs in view", proxy),
    SUBJECT("Extensions: Require, Supported, Unsupported", extensions),
    SUBJECT("Methods that a server supports", methods),
    SUBJECT("Location, alerts and emergency calls", emergency),
    SUBJECT("Reason, Warning and header fields of requests", reason),
    SUBJECT("Other failures: 4xx and 5xx", codes_4xx_5xx),
    SUBJECT("Global failures", codes_6xx),
    SUBJECT("Summaries", summary),
    {NULL, NULL, NULL, NULL},
};

/* The list of all rules, made on first use: the subjects' counts are known to the linker only. */
static GPtrArray *all_rules(void)
{
    static GPtrArray *rules;

    if (rules == NULL) {
        rules = g_ptr_array_new();
        for (const struct sip_subject *s = sip_subjects; s->title != NULL; s++) {
            for (size_t i = 0; i < *s->count; i++) {
                g_ptr_array_add(rules, (gpointer)&s->rules[i]);
            }
        }
    }
    return rules;
}

unsigned sip_rules_count(void)
{
    return all_rules()->len;
}

const struct sip_rule *sip_rule_at(unsigned number)
{
    const GPtrArray *rules = all_rules();

    return number < rules->len ? g_ptr_array_index(rules, number)
                               : sip_custom_at(number - rules->len);
}

int sip_rule_find(const char *id)
{
    for (unsigned i = 0; i < sip_rules_count(); i++) {
        if (strcmp(sip_rule_at(i)->id, id) == 0) {
            return (int)i;
        }
    }
    return sip_custom_find(id);
}

static bool explains(const struct sip_rule *rule, const char *id)
{
    for (int i = 0; i < SIP_RULE_MAX_EXPLAINS && rule->explains[i] != NULL; i++) {
        if (strcmp(rule->explains[i], id) == 0) {
            return true;
        }
    }
    return false;
}

bool sip_rule_is_explained(unsigned number)
{
    for (unsigned i = 0; i < sip_rules_count(); i++) {
        if (explains(sip_rule_at(i), sip_rule_at(number)->id)) {
            return true;
        }
    }
    return false;
}

char *sip_rule_url(unsigned number)
{
    for (const struct sip_subject *s = sip_subjects; s->title != NULL; s++) {
        if (number < *s->count) {
            return g_strdup_printf("%s/%s.md#%s", RULES_URL, s->name, s->rules[number].id);
        }
        number -= (unsigned)*s->count;
    }
    return NULL;
}

/* A number at the beginning of text; what no status code can be is given as 700. */
static unsigned read_code(const char *text, char **end)
{
    guint64 code = g_ascii_strtoull(text, end, 10);
    return code < 700 ? (unsigned)code : 700;
}

/* Reads one piece of a codes text, "420", "4xx" or "101-199", up to a comma or the end.
 * Gives where it ends, or NULL if it makes no sense. */
static const char *read_range(const char *text, unsigned *low, unsigned *high)
{
    char *end;

    *low = *high = read_code(text, &end);
    if (end - text == 1 && end[0] == 'x' && end[1] == 'x') {
        *low *= 100;
        *high = *low + 99;
        end += 2;
    } else if (*end == '-') {
        *high = read_code(end + 1, &end);
    }
    bool sane = *low >= 100 && *low <= *high && *high <= 699 && (*end == ',' || *end == '\0');
    return sane ? end : NULL;
}

/* Whether code is in the ranges of text. *valid tells whether the text could be read. */
static bool codes_hold(const char *text, unsigned code, bool *valid)
{
    bool except = text[0] == '!';
    bool inside = false;
    unsigned low, high;

    *valid = true;
    for (const char *at = text + except; at != NULL;) {
        at = read_range(at, &low, &high);
        if (at == NULL) {
            *valid = false;
            return false;
        }
        inside = inside || (code >= low && code <= high);
        at = *at == ',' ? at + 1 : NULL;
    }
    return code != 0 && inside != except;
}

bool sip_codes_valid(const char *codes)
{
    bool valid = true;

    if (codes != NULL) {
        codes_hold(codes, 100, &valid);
    }
    return valid;
}

static bool admits_method(const struct sip_rule *rule, enum sip_method method)
{
    return rule->methods == SIP_M_ANY || (rule->methods & (UINT32_C(1) << method)) != 0;
}

bool sip_rule_admits(const struct sip_rule *rule, unsigned code, enum sip_method method)
{
    bool valid;

    if (!admits_method(rule, method)) {
        return false;
    }
    return rule->codes == NULL || codes_hold(rule->codes, code, &valid);
}

bool sip_rule_needs_history(const struct sip_rule *rule)
{
    return rule->when != SIP_ON_RESPONSE || rule->looks_back || rule->requests != 0;
}

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
    bool at_end = when == SIP_AT_END && rule->ends && admits_method(rule, method);
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

/* A check asked in English says the same. */
static uint64_t sense_of(struct sip_context *context, const struct sip_finding *finding)
{
    enum sip_language language = context->language;
    struct sip_finding english;

    if (language == SIP_ENGLISH) {
        return sip_told_sense(finding->evidence);
    }
    context->language = SIP_ENGLISH;
    context->rule->check(context, &english);
    context->language = language;
    return sip_told_sense(english.evidence);
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
