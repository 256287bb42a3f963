/* write.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "report/mask.h"
#include "report/order.h"
#include "report/shape.h"
#include "report/words.h"
#include "report/writing.h"
#include "sip/code.h"

/* Parts that the time of a capture is divided into. */
#define INTERVALS 60

static struct report_rule *rule_of(struct writing *w, const char *id)
{
    struct report_rule *rule = report_find_rule(w->report, id);

    if (rule == NULL) {
        rule = report_add_rule(w->report, id);
        w->describe(rule);
    }
    return rule;
}

/* The line of the octet, from 1. */
static guint32 line_of(const char *text, guint32 octet)
{
    guint32 line = 1;

    for (const char *end = text + octet; (text = memchr(text, '\n', (size_t)(end - text))) != NULL;
         text++) {
        line++;
    }
    return line;
}

static void add_lines(struct report_finding *finding, const struct kept *message,
                      const struct report_told *told)
{
    guint32 last = told->where + MAX(told->where_length, 1) - 1;

    if (message->text != NULL && last < message->text_length) {
        finding->line = line_of(message->text, told->where);
        finding->last_line = line_of(message->text, last);
    }
}

static void add_finding(void *user, const struct report_told *told)
{
    struct writing *w = user;
    struct kept *message = w->message;
    struct report_rule *rule = rule_of(w, told->rule);
    char *masked = report_mask_line(told->evidence, strlen(told->evidence), SIP_EVIDENCE_SIZE);
    struct report_finding *finding = report_add_finding(w->capture, rule, message->frame, masked);
    GPtrArray *all = g_hash_table_lookup(w->findings, message);

    g_free(masked);
    finding->item = message->item;
    finding->stamp = message->stamp;
    finding->related = told->related;
    finding->explained_by = told->explained_by;
    finding->same_as = told->same_as;
    add_lines(finding, message, told);
    finding->source.port = message->source_port;
    report_set(&finding->source.address, message->source);
    g_free(finding->subject);
    finding->subject = report_subject(message->is_response, message->start_line, message->method,
                                      w->report->language);
    if (all == NULL) {
        all = g_ptr_array_new();
        g_hash_table_insert(w->findings, message, all);
    }
    g_ptr_array_add(all, finding);
    message->dialog->has_findings = true;
    message->dialog->severity = MAX(message->dialog->severity, report_finding_severity(finding));
}

/* Which messages are shown in full is decided again, in order of frames: it must not depend on when
 * their findings became known. */
static void forget_choice(struct report_collector *c)
{
    g_hash_table_remove_all(c->shown);
    for (guint i = 0; i < c->messages->len; i++) {
        struct kept *message = g_ptr_array_index(c->messages, i);
        message->findings_counted = 0;
        message->wanted = false;
    }
    for (guint i = 0; i < c->dialog_order->len; i++) {
        struct dialog *dialog = g_ptr_array_index(c->dialog_order, i);
        dialog->has_findings = dialog->has_text = false;
        dialog->severity = 0;
    }
}

static void add_findings(struct writing *w)
{
    forget_choice(w->c);
    for (guint i = 0; i < w->c->messages->len; i++) {
        w->message = g_ptr_array_index(w->c->messages, i);
        report_collector_count(w->c, w->message);
        w->c->ask(w->message->record, add_finding, w);
    }
    for (guint i = 0; i < w->c->messages->len; i++) {
        const struct kept *message = g_ptr_array_index(w->c->messages, i);
        message->dialog->has_text = message->dialog->has_text || message->wanted;
    }
}

/* Which dialogs to show where there are too many: those whose messages are shown in full, then the
 * worst, then the first. */
static gint compare_dialogs(gconstpointer a, gconstpointer b)
{
    const struct dialog *one = *(const struct dialog *const *)a;
    const struct dialog *other = *(const struct dialog *const *)b;

    if (one->has_text != other->has_text) {
        return one->has_text ? -1 : 1;
    }
    return (one->severity < other->severity) - (one->severity > other->severity);
}

static guint32 first_frame(const struct dialog *dialog)
{
    return ((const struct kept *)g_ptr_array_index(dialog->messages, 0))->frame;
}

static gint compare_first(gconstpointer a, gconstpointer b)
{
    guint32 one = first_frame(*(const struct dialog *const *)a);
    guint32 other = first_frame(*(const struct dialog *const *)b);

    return (one > other) - (one < other);
}

static GPtrArray *chosen_dialogs(struct writing *w)
{
    GPtrArray *chosen = g_ptr_array_new();

    for (guint i = 0; i < w->c->dialog_order->len; i++) {
        struct dialog *dialog = g_ptr_array_index(w->c->dialog_order, i);
        if (dialog->has_findings) {
            g_ptr_array_add(chosen, dialog);
        }
    }
    g_ptr_array_sort(chosen, compare_dialogs);
    if (chosen->len > w->c->limits.dialogs) {
        w->capture->dialogs_left_out = chosen->len - w->c->limits.dialogs;
        g_ptr_array_set_size(chosen, (gint)w->c->limits.dialogs);
    }
    g_ptr_array_sort(chosen, compare_first);
    return chosen;
}

static void add_dialogs(struct writing *w)
{
    GPtrArray *chosen = chosen_dialogs(w);

    for (guint i = 0; i < chosen->len; i++) {
        const struct dialog *from = g_ptr_array_index(chosen, i);
        struct report_dialog *to = report_object_add(w->capture->dialogs, &report_dialog_shape);
        report_set(&to->call_id, from->call_id);
        report_set(&to->from, from->from);
        report_set(&to->to, from->to);
        report_set(&to->method, from->method);
        report_set(&to->outcome, from->outcome);
        to->message_count = from->messages->len;
        to->left_out = report_write_messages(w, from->messages, to->messages);
    }
    w->capture->dialog_count = w->c->dialog_order->len;
    g_ptr_array_unref(chosen);
}

/* Messages that a finding is related to may be in a dialog that has none itself. */
static void add_others(struct writing *w)
{
    for (guint i = 0; i < w->c->messages->len; i++) {
        struct kept *message = g_ptr_array_index(w->c->messages, i);
        const struct report_message *shown = g_hash_table_lookup(w->shown, message);
        if (shown == NULL && message->wanted && message->text != NULL) {
            shown = report_write_message(w, message);
        }
        w->capture->texts_left_out +=
            (message->wanted || (message->has_findings && message->original == 0)) &&
            (shown == NULL || shown->text == NULL);
    }
}

/* The responses of a sender, or all (NULL), by code. */
static void add_codes(const struct report_collector *c, const struct sender *sender,
                      GPtrArray *list)
{
    guint64 counts[700] = {0};

    for (guint i = 0; i < c->answers->len; i++) {
        const struct answer *answer = &g_array_index(c->answers, struct answer, i);
        counts[answer->code] += sender == NULL || answer->sender == sender;
    }
    for (guint code = 0; code < G_N_ELEMENTS(counts); code++) {
        if (counts[code] > 0) {
            struct report_code *entry = report_object_add(list, &report_code_shape);
            const struct sip_code *known = sip_code_find(code);
            entry->code = code;
            entry->count = counts[code];
            report_set(&entry->name, known != NULL ? known->name : NULL);
        }
    }
}

static void add_senders(struct writing *w)
{
    GHashTable *findings = g_hash_table_new(NULL, NULL); /* struct sender -> number */

    for (guint i = 0; i < w->c->messages->len; i++) {
        const struct kept *message = g_ptr_array_index(w->c->messages, i);
        guint n = GPOINTER_TO_UINT(g_hash_table_lookup(findings, message->sender));
        g_hash_table_insert(findings, message->sender,
                            GUINT_TO_POINTER(n + message->findings_counted));
    }
    for (guint i = 0; i < w->c->sender_order->len; i++) {
        struct sender *from = g_ptr_array_index(w->c->sender_order, i);
        struct report_sender *to = report_object_add(w->capture->senders, &report_sender_shape);
        report_set(&to->end.address, from->address);
        to->end.port = from->port;
        add_codes(w->c, from, to->codes);
        to->transport = from->transport;
        to->requests = from->requests;
        to->responses = from->responses;
        to->findings = GPOINTER_TO_UINT(g_hash_table_lookup(findings, from));
        for (guint j = 0; j < from->software->len; j++) {
            g_ptr_array_add(to->software, g_strdup(g_ptr_array_index(from->software, j)));
        }
    }
    g_hash_table_unref(findings);
}

static gint compare_times(gconstpointer a, gconstpointer b)
{
    gint64 one = *(const gint64 *)a, other = *(const gint64 *)b;
    return (one > other) - (one < other);
}

/* The shortest, the middle and the longest of the times; of an even number, the lower middle. */
static void summarize(struct report_interval *interval, GArray *times)
{
    g_array_sort(times, compare_times);
    interval->timed = times->len;
    if (times->len > 0) {
        interval->shortest = g_array_index(times, gint64, 0);
        interval->median = g_array_index(times, gint64, (times->len - 1) / 2);
        interval->longest = g_array_index(times, gint64, times->len - 1);
    }
}

/* A length that reads well: 1, 2 or 5 times a power of ten, in microseconds, at least 1 ms. */
static gint64 interval_length(gint64 span)
{
    static const gint64 steps[] = {1, 2, 5};
    gint64 power = 1000;

    for (;; power *= 10) {
        for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
            if (steps[i] * power * INTERVALS > span || power > G_MAXINT64 / 10000) {
                return steps[i] * power;
            }
        }
    }
}

static void add_intervals(struct writing *w)
{
    struct report_capture *capture = w->capture;
    gint64 length = interval_length(capture->last - capture->first);
    gint64 begin = capture->first / length * length - (capture->first < 0 ? length : 0);
    guint n = (guint)((capture->last - begin) / length) + 1;
    GPtrArray *times = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

    capture->interval_length = length;
    for (guint i = 0; i < n; i++) {
        struct report_interval *interval =
            report_object_add(capture->intervals, &report_interval_shape);
        interval->begin = begin + i * length;
        g_ptr_array_add(times, g_array_new(FALSE, FALSE, sizeof(gint64)));
    }
    for (guint i = 0; i < w->c->answers->len; i++) {
        const struct answer *answer = &g_array_index(w->c->answers, struct answer, i);
        guint at = (guint)((answer->stamp - begin) / length);
        struct report_interval *interval = g_ptr_array_index(capture->intervals, at);
        interval->responses[answer->code / 100 - 1]++;
        if (answer->request_time >= 0) {
            g_array_append_val((GArray *)g_ptr_array_index(times, at), answer->request_time);
        }
    }
    for (guint i = 0; i < n; i++) {
        summarize(g_ptr_array_index(capture->intervals, i), g_ptr_array_index(times, i));
    }
    g_ptr_array_unref(times);
}

static void add_counts(struct writing *w)
{
    struct report_capture *capture = w->capture;

    capture->requests = w->c->requests;
    capture->responses = w->c->responses;
    capture->repetitions = w->c->repetitions;
    for (guint i = 0; i < w->c->messages->len; i++) {
        const struct kept *message = g_ptr_array_index(w->c->messages, i);
        capture->first = i == 0 ? message->stamp : MIN(capture->first, message->stamp);
        capture->last = i == 0 ? message->stamp : MAX(capture->last, message->stamp);
    }
}

struct report_capture *report_collector_write(struct report_collector *c, struct report *report,
                                              report_describe describe,
                                              const struct report_outcomes *outcomes)
{
    struct writing w = {.c = c, .report = report, .describe = describe};

    w.capture = report_add_capture(report);
    w.findings = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    w.shown = g_hash_table_new(NULL, NULL);
    add_counts(&w);
    add_findings(&w);
    add_dialogs(&w);
    if (outcomes != NULL) {
        report_write_failures(&w, outcomes);
    }
    add_others(&w);
    g_ptr_array_sort(w.capture->messages, report_compare_messages);
    add_senders(&w);
    report_write_devices(&w);
    add_codes(c, NULL, w.capture->codes);
    if (c->answers->len > 0) {
        add_intervals(&w);
    }
    g_hash_table_unref(w.shown);
    g_hash_table_unref(w.findings);
    return w.capture;
}
