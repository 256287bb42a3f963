/* json.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/order.h"
#include "report/render.h"

/* Writes values one after another; commas and indentation come of themselves. */
struct writer {
    GString *out;
    guint depth;
    bool empty; /* nothing has been written in this object or array yet */
};

static void begin_item(struct writer *w, const char *key)
{
    g_string_append(w->out, w->empty ? "\n" : ",\n");
    for (guint i = 0; i < w->depth; i++) {
        g_string_append(w->out, " ");
    }
    if (key != NULL) {
        g_string_append_printf(w->out, "\"%s\": ", key);
    }
    w->empty = false;
}

static void open_item(struct writer *w, const char *key, char bracket)
{
    begin_item(w, key);
    g_string_append_c(w->out, bracket);
    w->depth++;
    w->empty = true;
}

static void close_item(struct writer *w, char bracket)
{
    w->depth--;
    if (!w->empty) {
        g_string_append_c(w->out, '\n');
        for (guint i = 0; i < w->depth; i++) {
            g_string_append(w->out, " ");
        }
    }
    g_string_append_c(w->out, bracket);
    w->empty = false;
}

static void append_text(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '\n') {
            g_string_append(out, "\\n");
        } else if (*p == '\t') {
            g_string_append(out, "\\t");
        } else if ((unsigned char)*p < ' ') {
            g_string_append_printf(out, "\\u%04x", (unsigned char)*p);
        } else {
            if (*p == '"' || *p == '\\') {
                g_string_append_c(out, '\\');
            }
            g_string_append_c(out, *p);
        }
    }
    g_string_append_c(out, '"');
}

static void text(struct writer *w, const char *key, const char *value)
{
    begin_item(w, key);
    if (value == NULL) {
        g_string_append(w->out, "null");
    } else {
        append_text(w->out, value);
    }
}

static void number(struct writer *w, const char *key, guint64 value)
{
    begin_item(w, key);
    g_string_append_printf(w->out, "%" G_GUINT64_FORMAT, value);
}

/* Frames and codes, of which 0 is none. */
static void number_or_null(struct writer *w, const char *key, guint64 value)
{
    if (value != 0) {
        number(w, key, value);
    } else {
        text(w, key, NULL);
    }
}

static void boolean(struct writer *w, const char *key, bool value)
{
    begin_item(w, key);
    g_string_append(w->out, value ? "true" : "false");
}

static void seconds(struct writer *w, const char *key, gint64 time)
{
    char *value = report_seconds(time, 6);

    begin_item(w, key);
    g_string_append(w->out, value);
    g_free(value);
}

static void write_group(struct writer *w, const struct report_group *group)
{
    const struct report_rule *rule = group->rule;
    char *filter = report_rule_filter(rule);

    open_item(w, NULL, '{');
    text(w, "id", rule->id);
    text(w, "filter", filter);
    text(w, "severity", report_severity_name(rule->severity));
    text(w, "strength", rule->strength);
    text(w, "reference", rule->reference);
    text(w, "see", rule->see);
    text(w, "summary", rule->summary);
    text(w, "remedy", rule->remedy);
    number(w, "count", group->places->len);
    close_item(w, '}');
    g_free(filter);
}

static void write_rules(struct writer *w, const struct report *report)
{
    GArray *groups = report_groups(report);

    open_item(w, "rules", '[');
    for (guint i = 0; i < groups->len; i++) {
        write_group(w, &g_array_index(groups, struct report_group, i));
    }
    close_item(w, ']');
    report_groups_free(groups);
}

static void write_sender(struct writer *w, const struct report_sender *sender)
{
    open_item(w, NULL, '{');
    text(w, "address", sender->end.address);
    number(w, "port", sender->end.port);
    text(w, "transport", sender->transport);
    number(w, "requests", sender->requests);
    number(w, "responses", sender->responses);
    number(w, "findings", sender->findings);
    open_item(w, "software", '[');
    for (guint i = 0; i < sender->software->len; i++) {
        text(w, NULL, g_ptr_array_index(sender->software, i));
    }
    close_item(w, ']');
    close_item(w, '}');
}

static void write_code(struct writer *w, const struct report_code *code)
{
    open_item(w, NULL, '{');
    number(w, "code", code->code);
    number(w, "count", code->count);
    close_item(w, '}');
}

static void write_interval(struct writer *w, const struct report_interval *interval)
{
    open_item(w, NULL, '{');
    seconds(w, "begin", interval->begin);
    open_item(w, "responses", '[');
    for (size_t i = 0; i < G_N_ELEMENTS(interval->responses); i++) {
        number(w, NULL, interval->responses[i]);
    }
    close_item(w, ']');
    number(w, "timed", interval->timed);
    seconds(w, "shortest", interval->shortest);
    seconds(w, "median", interval->median);
    seconds(w, "longest", interval->longest);
    close_item(w, '}');
}

static void write_finding(struct writer *w, const struct report_finding *finding)
{
    open_item(w, NULL, '{');
    text(w, "rule", finding->rule->id);
    number(w, "frame", finding->frame);
    number(w, "item", finding->item);
    seconds(w, "time", finding->time);
    text(w, "source", finding->source.address);
    number(w, "source_port", finding->source.port);
    text(w, "subject", finding->subject);
    number_or_null(w, "related", finding->related);
    text(w, "evidence", finding->evidence);
    close_item(w, '}');
}

/* Places of what the list of all holds: a table from each to its place. */
static GHashTable *places_of(const GPtrArray *all)
{
    GHashTable *places = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < all->len; i++) {
        g_hash_table_insert(places, g_ptr_array_index(all, i), GUINT_TO_POINTER(i));
    }
    return places;
}

static void write_places(struct writer *w, const char *key, const GPtrArray *some,
                         GHashTable *places)
{
    open_item(w, key, '[');
    for (guint i = 0; i < some->len; i++) {
        number(w, NULL, GPOINTER_TO_UINT(g_hash_table_lookup(places, g_ptr_array_index(some, i))));
    }
    close_item(w, ']');
}

static void write_message(struct writer *w, const struct report_message *message,
                          GHashTable *findings)
{
    open_item(w, NULL, '{');
    number(w, "frame", message->frame);
    number(w, "item", message->item);
    seconds(w, "time", message->time);
    text(w, "source", message->source.address);
    number(w, "source_port", message->source.port);
    text(w, "destination", message->destination.address);
    number(w, "destination_port", message->destination.port);
    text(w, "transport", message->transport);
    boolean(w, "response", message->is_response);
    number_or_null(w, "code", message->code);
    text(w, "method", message->method);
    text(w, "cseq", message->cseq);
    boolean(w, "sdp", message->has_sdp);
    text(w, "start_line", message->start_line);
    number_or_null(w, "original", message->original);
    number(w, "left_out", message->left_out);
    write_places(w, "findings", message->findings, findings);
    text(w, "text", message->text);
    number(w, "text_left_out", message->text_left_out);
    boolean(w, "masked", message->masked);
    close_item(w, '}');
}

static void write_dialog(struct writer *w, const struct report_dialog *dialog, GHashTable *messages)
{
    open_item(w, NULL, '{');
    text(w, "call_id", dialog->call_id);
    text(w, "from", dialog->from);
    text(w, "to", dialog->to);
    text(w, "method", dialog->method);
    text(w, "outcome", dialog->outcome);
    number(w, "message_count", dialog->message_count);
    number(w, "left_out", dialog->left_out);
    write_places(w, "messages", dialog->messages, messages);
    close_item(w, '}');
}

static void write_summary(struct writer *w, const struct report_capture *capture)
{
    char *begin = report_time_of_day(capture->begin);

    text(w, "file", capture->file);
    text(w, "error", capture->error);
    text(w, "incomplete", capture->incomplete);
    text(w, "filter", capture->filter);
    text(w, "begin", begin);
    seconds(w, "first", capture->first);
    seconds(w, "last", capture->last);
    number(w, "requests", capture->requests);
    number(w, "responses", capture->responses);
    number(w, "repetitions", capture->repetitions);
    number(w, "dialog_count", capture->dialog_count);
    number(w, "dialogs_left_out", capture->dialogs_left_out);
    number(w, "texts_left_out", capture->texts_left_out);
    g_free(begin);
}

static void write_statistics(struct writer *w, const struct report_capture *capture)
{
    seconds(w, "interval_length", capture->interval_length);
    open_item(w, "senders", '[');
    for (guint i = 0; i < capture->senders->len; i++) {
        write_sender(w, g_ptr_array_index(capture->senders, i));
    }
    close_item(w, ']');
    open_item(w, "codes", '[');
    for (guint i = 0; i < capture->codes->len; i++) {
        write_code(w, &g_array_index(capture->codes, struct report_code, i));
    }
    close_item(w, ']');
    open_item(w, "intervals", '[');
    for (guint i = 0; i < capture->intervals->len; i++) {
        write_interval(w, &g_array_index(capture->intervals, struct report_interval, i));
    }
    close_item(w, ']');
}

static void write_messages(struct writer *w, const struct report_capture *capture)
{
    GHashTable *findings = places_of(capture->findings);
    GHashTable *messages = places_of(capture->messages);

    open_item(w, "findings", '[');
    for (guint i = 0; i < capture->findings->len; i++) {
        write_finding(w, g_ptr_array_index(capture->findings, i));
    }
    close_item(w, ']');
    open_item(w, "messages", '[');
    for (guint i = 0; i < capture->messages->len; i++) {
        write_message(w, g_ptr_array_index(capture->messages, i), findings);
    }
    close_item(w, ']');
    open_item(w, "dialogs", '[');
    for (guint i = 0; i < capture->dialogs->len; i++) {
        write_dialog(w, g_ptr_array_index(capture->dialogs, i), messages);
    }
    close_item(w, ']');
    g_hash_table_unref(messages);
    g_hash_table_unref(findings);
}

char *report_json(const struct report *report)
{
    struct writer w = {.out = g_string_new("{"), .depth = 1, .empty = true};

    text(&w, "format", "sip-response-report");
    number(&w, "format_version", 1);
    text(&w, "generator", report->generator);
    text(&w, "language", sip_text("en", "fr", report->language));
    write_rules(&w, report);
    open_item(&w, "captures", '[');
    for (guint i = 0; i < report->captures->len; i++) {
        const struct report_capture *capture = g_ptr_array_index(report->captures, i);
        open_item(&w, NULL, '{');
        write_summary(&w, capture);
        write_statistics(&w, capture);
        write_messages(&w, capture);
        close_item(&w, '}');
    }
    close_item(&w, ']');
    close_item(&w, '}');
    g_string_append_c(w.out, '\n');
    return g_string_free(w.out, FALSE);
}
