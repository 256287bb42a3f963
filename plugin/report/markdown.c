/* markdown.c
 * What comes from packets stands in code spans and fenced blocks only, each with more backticks
 * around it than are in it: so nothing in it is Markdown, HTML, a link or a mention.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "report/ladder.h"
#include "report/order.h"
#include "report/render.h"
#include "report/text.h"

/* So that the whole fits into one comment of a tracker (65,536 characters on GitHub). */
#define MAX_INLINE 300 /* characters of a code span */
#define MAX_FRAMES 12  /* frames named one by one */
#define MAX_SEEN 8     /* different things seen per rule */
#define MAX_RUNGS 40
#define MAX_ALIKE 10            /* dialogs that went the same way named one by one */
#define SIZE_WITH_LADDERS 40000 /* octets that the report should have with its ladders, … */
#define SIZE 60000              /* … and at its end; but each capture may add this much: */
#define MIN_SIZE 8000

/* A report that is being written. */
struct sheet {
    GString *out;
    enum sip_language language;
};

static gsize longest_run(const char *text)
{
    gsize longest = 0, run = 0;

    for (; *text != '\0'; text++) {
        run = *text == '`' ? run + 1 : 0;
        longest = MAX(longest, run);
    }
    return longest;
}

static void append_times(GString *out, char c, gsize n)
{
    while (n-- > 0) {
        g_string_append_c(out, c);
    }
}

static void append_code(GString *out, const char *text)
{
    GString *cut = g_string_new(NULL);

    report_text_append_cut(cut, text, MAX_INLINE);
    gsize ticks = longest_run(cut->str) + 1;
    bool pad = cut->len == 0 || strchr("` ", cut->str[0]) || strchr("` ", cut->str[cut->len - 1]);
    append_times(out, '`', ticks);
    g_string_append(out, pad ? " " : "");
    g_string_append(out, cut->str);
    g_string_append(out, pad ? " " : "");
    append_times(out, '`', ticks);
    g_string_free(cut, TRUE);
}

/* In a table a bar ends the cell, even in a code span: one that looks alike takes its place. */
static void append_cell(GString *out, const char *text)
{
    char **parts = g_strsplit(text, "|", -1);
    char *without = g_strjoinv("¦", parts);

    append_code(out, without);
    g_free(without);
    g_strfreev(parts);
}

/* A text of the table of rules: prose, in which nothing is Markdown. */
static void append_prose(GString *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        bool inside = p > text && g_ascii_isalnum(p[-1]) && g_ascii_isalnum(p[1]);
        if (strchr("\\`*[]<>|&~", *p) != NULL || (*p == '_' && !inside)) {
            g_string_append_c(out, '\\');
        }
        g_string_append_c(out, *p);
    }
}

static void append_block(GString *out, const char *text)
{
    gsize ticks = MAX(longest_run(text) + 1, 3), n = strlen(text);

    while (n > 0 && text[n - 1] == '\n') {
        n--;
    }
    append_times(out, '`', ticks);
    g_string_append(out, "text\n");
    g_string_append_len(out, text, (gssize)n);
    g_string_append_c(out, '\n');
    append_times(out, '`', ticks);
    g_string_append(out, "\n\n");
}

/* A phrase in the language of the report. */
static void say(struct sheet *sheet, const char *english)
{
    g_string_append(sheet->out, sip_text(english, sheet->language));
}

static void append_number(struct sheet *sheet, guint64 number, const char *word)
{
    char *text = report_number_of(number, word, sheet->language);
    g_string_append(sheet->out, text);
    g_free(text);
}

static void append_time(struct sheet *sheet, gint64 time)
{
    char *text = report_seconds(time, 3);
    g_string_append_printf(sheet->out, "%s s", text);
    g_free(text);
}

static void append_end(struct sheet *sheet, const struct report_end *end)
{
    char *text = report_end_text(end);
    append_code(sheet->out, text);
    g_free(text);
}

/* "2 errors, 1 note" */
static void append_severities(struct sheet *sheet, const GArray *groups)
{
    const char *separator = "";

    for (int severity = SIP_ERROR; severity >= SIP_CHAT; severity--) {
        guint64 count = report_groups_count(groups, (enum sip_severity)severity);
        if (count > 0) {
            g_string_append(sheet->out, separator);
            append_number(sheet, count, report_severity_name((enum sip_severity)severity));
            separator = ", ";
        }
    }
}

static void append_verdict(struct sheet *sheet, const struct report *report, const GArray *groups)
{
    guint64 findings = 0;

    for (guint i = 0; i < groups->len; i++) {
        findings += g_array_index(groups, struct report_group, i).places->len;
    }
    if (findings == 0) {
        if (report_has_messages(report)) {
            say(sheet, "**No rule is broken in what was captured.**\n\n");
        } else {
            say(sheet, "**No SIP message was found.**\n\n");
        }
        return;
    }
    g_string_append(sheet->out, "**");
    append_number(sheet, findings, "finding");
    if (groups->len == 1) {
        say(sheet, " of one rule: ");
    } else {
        say(sheet, SIP_TEXT_IN("a number", " of "));
    }
    if (groups->len > 1) {
        append_number(sheet, groups->len, "rule");
        say(sheet, ": ");
    }
    append_severities(sheet, groups);
    g_string_append(sheet->out, ".**\n\n");
}

/* Codes and how often each came: "3 × 180, 2 × 200". */
static void append_codes(struct sheet *sheet, const struct report_capture *capture)
{
    if (capture->codes->len == 0) {
        return;
    }
    say(sheet, "- Responses by code:");
    for (guint i = 0; i < capture->codes->len; i++) {
        const struct report_code *code = g_ptr_array_index(capture->codes, i);
        g_string_append_printf(sheet->out, "%s %" G_GUINT64_FORMAT " × %u", i > 0 ? "," : "",
                               code->count, code->code);
    }
    if (capture->repetitions > 0) {
        say(sheet, " (repetitions not counted)");
    }
    g_string_append_c(sheet->out, '\n');
}

static void append_span(struct sheet *sheet, const struct report_capture *capture)
{
    char *begin = report_time_of_day(capture->begin);

    say(sheet, "- Time: ");
    if (begin != NULL) {
        g_string_append_printf(sheet->out,
                               sip_text("the capture begins %.10s %.12s UTC; ", sheet->language),
                               begin, begin + 11);
    }
    say(sheet, "SIP from ");
    append_time(sheet, capture->first);
    say(sheet, " to ");
    append_time(sheet, capture->last);
    say(sheet, " after that\n");
    g_free(begin);
}

static void append_counts(struct sheet *sheet, const struct report_capture *capture)
{
    say(sheet, "- Messages: ");
    append_number(sheet, capture->requests, "request");
    g_string_append(sheet->out, ", ");
    append_number(sheet, capture->responses, "response");
    if (capture->repetitions > 0) {
        say(sheet, "; of these ");
        append_number(sheet, capture->repetitions, "repetition");
    }
    say(sheet, "\n- Dialogs: ");
    g_string_append_printf(
        sheet->out,
        sip_text("%" G_GUINT64_FORMAT ", of which %" G_GUINT64_FORMAT " with findings\n",
                 sheet->language),
        capture->dialog_count, capture->dialogs->len + capture->dialogs_left_out);
}

static void append_sender(struct sheet *sheet, const struct report_sender *sender)
{
    g_string_append(sheet->out, "| ");
    append_end(sheet, &sender->end);
    g_string_append_printf(sheet->out,
                           " | %s | %" G_GUINT64_FORMAT " | %" G_GUINT64_FORMAT
                           " | %" G_GUINT64_FORMAT " |",
                           sender->transport ? sender->transport : "", sender->requests,
                           sender->responses, sender->findings);
    for (guint i = 0; i < sender->software->len; i++) {
        g_string_append(sheet->out, i > 0 ? ", " : " ");
        append_cell(sheet->out, g_ptr_array_index(sender->software, i));
    }
    g_string_append(sheet->out, " |\n");
}

#define MAX_SENDERS 30

static void append_senders(struct sheet *sheet, const struct report_capture *capture)
{
    say(sheet,
        "\n| sender | transport | requests | responses | findings | named in its messages |");
    g_string_append(sheet->out, "\n|---|---|--:|--:|--:|---|\n");
    for (guint i = 0; i < MIN(capture->senders->len, MAX_SENDERS); i++) {
        append_sender(sheet, g_ptr_array_index(capture->senders, i));
    }
    if (capture->senders->len > MAX_SENDERS) {
        g_string_append_printf(sheet->out,
                               sip_text("\n%u more senders are left out.\n", sheet->language),
                               capture->senders->len - MAX_SENDERS);
    }
    g_string_append_c(sheet->out, '\n');
}

static void append_file(struct sheet *sheet, const struct report_capture *capture)
{
    if (capture->file != NULL) {
        append_code(sheet->out, capture->file);
    } else {
        say(sheet, "(a capture without name)");
    }
}

static void append_capture(struct sheet *sheet, const struct report_capture *capture)
{
    g_string_append(sheet->out, "## Capture ");
    append_file(sheet, capture);
    g_string_append(sheet->out, "\n\n");
    if (capture->error != NULL) {
        say(sheet, "This file could not be read: ");
        append_code(sheet->out, capture->error);
        g_string_append(sheet->out, "\n\n");
        return;
    }
    if (capture->incomplete != NULL) {
        say(sheet, "- Only its beginning could be read: ");
        append_code(sheet->out, capture->incomplete);
        g_string_append_c(sheet->out, '\n');
    }
    if (capture->filter != NULL) {
        say(sheet, "- Only messages that match the filter ");
        append_code(sheet->out, capture->filter);
        say(sheet, " were looked at\n");
    }
    if (capture->requests + capture->responses == 0) {
        say(sheet, "- No SIP message was found\n\n");
        return;
    }
    append_span(sheet, capture);
    append_counts(sheet, capture);
    append_codes(sheet, capture);
    append_senders(sheet, capture);
}

static void append_overview(struct sheet *sheet, const GArray *groups)
{
    say(sheet, "| severity | rule | findings | what it demands | reference |");
    g_string_append(sheet->out, "\n|---|---|--:|---|---|\n");
    for (guint i = 0; i < groups->len; i++) {
        const struct report_group *group = &g_array_index(groups, struct report_group, i);
        g_string_append_printf(sheet->out, "| %s | ",
                               report_severity_text(group->rule->severity, sheet->language));
        append_cell(sheet->out, group->rule->id);
        g_string_append_printf(sheet->out, " | %u | ", group->places->len);
        append_prose(sheet->out, group->rule->requirement);
        g_string_append(sheet->out, " | ");
        append_prose(sheet->out, group->rule->reference);
        g_string_append(sheet->out, " |\n");
    }
    g_string_append_c(sheet->out, '\n');
}

/* Findings that differ in nothing but their frames. */
struct seen {
    const struct report_finding *finding; /* the first */
    guint capture;
    guint count;
    GString *frames;
};

static bool is_same(const struct seen *seen, const struct report_place *place)
{
    const struct report_finding *a = seen->finding, *b = place->finding;

    return seen->capture == place->capture && strcmp(a->evidence, b->evidence) == 0 &&
           strcmp(a->subject, b->subject) == 0 && a->source.port == b->source.port &&
           strcmp(a->source.address, b->source.address) == 0;
}

static void add_frame(struct seen *seen, const struct report_finding *finding,
                      enum sip_language language)
{
    if (seen->count++ < MAX_FRAMES) {
        g_string_append_printf(seen->frames, "%s%u", seen->count > 1 ? ", " : "", finding->frame);
        if (finding->related != 0) {
            g_string_append_printf(seen->frames, sip_text(" (see also %u)", language),
                                   finding->related);
        }
    }
}

static void free_seen(gpointer data)
{
    g_string_free(((struct seen *)data)->frames, TRUE);
}

/* What was seen of a rule, at most MAX_SEEN different things; *others counts further findings. */
static GArray *seen_of(const struct report_group *group, enum sip_language language, guint *others)
{
    GArray *all = g_array_new(FALSE, TRUE, sizeof(struct seen));

    g_array_set_clear_func(all, free_seen);
    *others = 0;
    for (guint i = 0; i < group->places->len; i++) {
        const struct report_place *place = &g_array_index(group->places, struct report_place, i);
        guint at = 0;
        while (at < all->len && !is_same(&g_array_index(all, struct seen, at), place)) {
            at++;
        }
        if (at == all->len && at < MAX_SEEN) {
            struct seen seen = {place->finding, place->capture, 0, g_string_new(NULL)};
            g_array_append_val(all, seen);
        }
        if (at < all->len) {
            add_frame(&g_array_index(all, struct seen, at), place->finding, language);
        } else {
            (*others)++;
        }
    }
    return all;
}

static void append_seen(struct sheet *sheet, const struct report *report, const struct seen *seen)
{
    g_string_append_printf(sheet->out, sip_text("- Frame%s %s", sheet->language),
                           seen->count > 1 ? "s" : "", seen->frames->str);
    if (seen->count > MAX_FRAMES) {
        g_string_append_printf(sheet->out, sip_text(" and %u more", sheet->language),
                               seen->count - MAX_FRAMES);
    }
    if (report->captures->len > 1) {
        say(sheet, " of ");
        append_file(sheet, g_ptr_array_index(report->captures, seen->capture));
    }
    g_string_append(sheet->out, ", ");
    append_code(sheet->out, seen->finding->subject);
    say(sheet, " from ");
    append_end(sheet, &seen->finding->source);
    say(sheet, ": ");
    append_code(sheet->out, seen->finding->evidence);
    g_string_append_c(sheet->out, '\n');
}

static void append_rule(struct sheet *sheet, const struct report *report,
                        const struct report_group *group)
{
    const struct report_rule *rule = group->rule;
    char *severity = g_strdup(report_severity_text(rule->severity, sheet->language));
    guint others;
    GArray *all = seen_of(group, sheet->language, &others);

    severity[0] = g_ascii_toupper(severity[0]);
    g_string_append_printf(sheet->out, sip_text("### %s: ", sheet->language), severity);
    append_code(sheet->out, rule->id);
    g_string_append(sheet->out, "\n\n");
    append_prose(sheet->out, rule->requirement);
    g_string_append(sheet->out, " (");
    append_prose(sheet->out, rule->strength);
    g_string_append(sheet->out, ", ");
    append_prose(sheet->out, rule->reference);
    if (rule->see != NULL) {
        say(sheet, "; see also ");
        append_prose(sheet->out, rule->see);
    }
    say(sheet, ").\n\n**To mend:** ");
    append_prose(sheet->out, rule->remedy);
    say(sheet, "\n\n**Seen** ");
    if (group->places->len == 1) {
        say(sheet, "once (filter ");
    } else {
        g_string_append_printf(sheet->out, sip_text("%u times (filter ", sheet->language),
                               group->places->len);
    }
    append_code(sheet->out, rule->filter);
    say(sheet, "):\n\n");
    for (guint i = 0; i < all->len; i++) {
        append_seen(sheet, report, &g_array_index(all, struct seen, i));
    }
    if (others > 0) {
        say(sheet, "- … and ");
        append_number(sheet, others, "more finding");
        g_string_append_c(sheet->out, '\n');
    }
    g_string_append_c(sheet->out, '\n');
    g_array_unref(all);
    g_free(severity);
}

static void append_rules(struct sheet *sheet, const struct report *report, const GArray *groups)
{
    say(sheet, "## What is wrong\n\n");
    append_overview(sheet, groups);
    for (guint i = 0; i < groups->len; i++) {
        append_rule(sheet, report, &g_array_index(groups, struct report_group, i));
    }
}

static void append_alike(struct sheet *sheet, const GPtrArray *alike)
{
    if (alike->len < 2) {
        return;
    }
    if (alike->len == 2) {
        say(sheet, "One more dialog went the same way, from frame ");
    } else {
        say(sheet, "The same way went the dialogs from frames ");
    }
    for (guint i = 1; i < alike->len && i <= MAX_ALIKE; i++) {
        g_string_append_printf(sheet->out, "%s%u", i > 1 ? ", " : "",
                               report_dialog_first_frame(g_ptr_array_index(alike, i)));
    }
    if (alike->len > MAX_ALIKE + 1) {
        g_string_append_printf(sheet->out, sip_text(" and %u more", sheet->language),
                               alike->len - MAX_ALIKE - 1);
    }
    g_string_append(sheet->out, ".\n\n");
}

static void append_dialog_facts(struct sheet *sheet, const struct report_dialog *dialog)
{
    if (dialog->from != NULL && dialog->to != NULL) {
        say(sheet, "From ");
        append_code(sheet->out, dialog->from);
        say(sheet, " to ");
        append_code(sheet->out, dialog->to);
        g_string_append(sheet->out, ", ");
    }
    if (dialog->call_id != NULL) {
        g_string_append(sheet->out, "Call-ID ");
        append_code(sheet->out, dialog->call_id);
    } else {
        say(sheet, "without Call-ID");
    }
    g_string_append(sheet->out, ", ");
    append_number(sheet, dialog->message_count, "message");
    g_string_append(sheet->out, ".\n\n");
}

static void append_dialog(struct sheet *sheet, const GPtrArray *alike)
{
    const struct report_dialog *dialog = g_ptr_array_index(alike, 0);
    struct report_ladder *ladder = report_ladder_new(dialog, MAX_RUNGS, sheet->language);
    GString *text = g_string_new(NULL);

    g_string_append_printf(sheet->out, sip_text("### From frame %u: ", sheet->language),
                           report_dialog_first_frame(dialog));
    if (dialog->method != NULL) {
        append_code(sheet->out, dialog->method);
    } else {
        say(sheet, "unknown method");
    }
    g_string_append(sheet->out, ", ");
    if (dialog->outcome != NULL) {
        append_code(sheet->out, dialog->outcome);
    } else {
        say(sheet, "no final response captured");
    }
    g_string_append(sheet->out, "\n\n");
    append_dialog_facts(sheet, dialog);
    report_ladder_append(text, ladder);
    append_block(sheet->out, text->str);
    append_alike(sheet, alike);
    g_string_free(text, TRUE);
    report_ladder_free(ladder);
}

/* How much may be added to what should have that size in the end. */
static gsize room_in(const GString *out, gsize size)
{
    return out->len + MIN_SIZE < size ? size - out->len : MIN_SIZE;
}

/* Whether the dialog shows a rule that none before it has shown. */
static bool shows_new_rule(GHashTable *rules, const struct report_dialog *dialog)
{
    bool new_rule = false;

    for (guint i = 0; i < dialog->messages->len; i++) {
        const struct report_message *message = g_ptr_array_index(dialog->messages, i);
        for (guint j = 0; j < message->findings->len; j++) {
            const struct report_finding *finding = g_ptr_array_index(message->findings, j);
            new_rule = g_hash_table_add(rules, (gpointer)finding->rule) || new_rule;
        }
    }
    return new_rule;
}

/* Writes the dialogs that there is room for, each as a text in its place in all: first those that
 * show a rule which none before has shown, then the others. */
static GPtrArray *write_dialogs(const GPtrArray *all, gsize room, enum sip_language language)
{
    GPtrArray *written = g_ptr_array_new_with_free_func(g_free);
    GHashTable *rules = g_hash_table_new(NULL, NULL);
    bool *is_new = g_new0(bool, all->len + 1);
    gsize size = 0;

    g_ptr_array_set_size(written, (gint)all->len);
    for (guint i = 0; i < all->len; i++) {
        is_new[i] =
            shows_new_rule(rules, g_ptr_array_index((GPtrArray *)g_ptr_array_index(all, i), 0));
    }
    for (guint i = 0; i < 2 * all->len && size < room; i++) {
        guint at = i % all->len;
        if (is_new[at] == (i < all->len)) {
            struct sheet part = {g_string_new(NULL), language};
            append_dialog(&part, g_ptr_array_index(all, at));
            size += part.out->len;
            g_ptr_array_index(written, at) = g_string_free(part.out, FALSE);
        }
    }
    g_free(is_new);
    g_hash_table_unref(rules);
    return written;
}

static void append_of_capture(struct sheet *sheet, const struct report *report,
                              const struct report_capture *capture)
{
    if (report->captures->len > 1) {
        say(sheet, " of ");
        append_file(sheet, capture);
    }
    g_string_append(sheet->out, "\n\n");
}

static void append_dialogs(struct sheet *sheet, const struct report *report,
                           const struct report_capture *capture)
{
    GPtrArray *all = report_alike(capture);
    guint64 left_out = capture->dialogs_left_out;

    if (all->len > 0) {
        say(sheet, "## Dialogs with findings");
        append_of_capture(sheet, report, capture);
    }
    GPtrArray *written =
        write_dialogs(all, room_in(sheet->out, SIZE_WITH_LADDERS), sheet->language);
    for (guint i = 0; i < all->len; i++) {
        const GPtrArray *alike = g_ptr_array_index(all, i);
        if (g_ptr_array_index(written, i) != NULL) {
            g_string_append(sheet->out, g_ptr_array_index(written, i));
        } else {
            left_out += alike->len;
        }
    }
    if (left_out > 0) {
        append_number(sheet, left_out, "more dialog");
        if (left_out == 1) {
            say(sheet, " with findings is left out here.");
        } else {
            say(sheet, " with findings are left out here.");
        }
        g_string_append(sheet->out, "\n\n");
    }
    g_ptr_array_unref(written);
    g_ptr_array_unref(all);
}

static void append_message(struct sheet *sheet, const struct report_message *message)
{
    g_string_append_printf(sheet->out, sip_text("### Frame %u, ", sheet->language), message->frame);
    append_time(sheet, message->time);
    g_string_append(sheet->out, ", ");
    append_end(sheet, &message->source);
    say(sheet, SIP_TEXT_IN("a receiver", " to "));
    append_end(sheet, &message->destination);
    if (message->transport != NULL) {
        g_string_append_printf(sheet->out, ", %s", message->transport);
    }
    g_string_append(sheet->out, "\n\n");
    for (guint i = 0; i < message->findings->len; i++) {
        const struct report_finding *finding = g_ptr_array_index(message->findings, i);
        g_string_append(sheet->out, i == 0 ? sip_text("Breaks ", sheet->language) : ", ");
        append_code(sheet->out, finding->rule->id);
    }
    g_string_append(sheet->out, message->findings->len > 0 ? ".\n\n" : "");
    append_block(sheet->out, message->text);
    if (message->text_left_out > 0) {
        append_number(sheet, message->text_left_out, "more octet");
        say(sheet, " of this message are left out.\n\n");
    }
}

/* Which messages to show where there are too many: of each rule the first one that has a text, by
 * severity; then all others as they come. */
static GPtrArray *messages_in_order(const struct report_capture *capture)
{
    GPtrArray *first = g_ptr_array_new(), *others = g_ptr_array_new();
    GHashTable *rules = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < capture->messages->len; i++) {
        struct report_message *message = g_ptr_array_index(capture->messages, i);
        bool is_first = false;
        for (guint j = 0; j < message->findings->len && message->text != NULL; j++) {
            const struct report_finding *finding = g_ptr_array_index(message->findings, j);
            is_first = g_hash_table_add(rules, (gpointer)finding->rule) || is_first;
        }
        if (message->text != NULL) {
            g_ptr_array_add(is_first ? first : others, message);
        }
    }
    g_ptr_array_extend_and_steal(first, others);
    g_hash_table_unref(rules);
    return first;
}

static gint compare_frames(gconstpointer a, gconstpointer b)
{
    const struct report_message *one = *(const struct report_message *const *)a;
    const struct report_message *other = *(const struct report_message *const *)b;

    if (one->frame != other->frame) {
        return one->frame > other->frame ? 1 : -1;
    }
    return (one->item > other->item) - (one->item < other->item);
}

static void append_texts(struct sheet *sheet, const struct report *report,
                         const struct report_capture *capture)
{
    GPtrArray *messages = messages_in_order(capture);
    guint64 left_out = capture->texts_left_out;
    gsize size = 0, room = room_in(sheet->out, SIZE);
    guint shown = 0;

    while (shown < messages->len && size < room) {
        const struct report_message *message = g_ptr_array_index(messages, shown++);
        size += strlen(message->text);
    }
    left_out += messages->len - shown;
    g_ptr_array_set_size(messages, (gint)shown);
    g_ptr_array_sort(messages, compare_frames);
    if (shown > 0) {
        say(sheet, "## Messages concerned");
        append_of_capture(sheet, report, capture);
    }
    for (guint i = 0; i < shown; i++) {
        append_message(sheet, g_ptr_array_index(messages, i));
    }
    if (left_out > 0) {
        append_number(sheet, left_out, "more message");
        if (left_out == 1) {
            say(sheet, " concerned is left out here.\n\n");
        } else {
            say(sheet, " concerned are left out here.\n\n");
        }
    }
    g_ptr_array_unref(messages);
}

char *report_markdown(const struct report *report)
{
    struct sheet sheet = {g_string_new(NULL), report->language};
    GArray *groups = report_groups(report);

    say(&sheet, "# SIP report\n\n");
    append_verdict(&sheet, report, groups);
    for (guint i = 0; i < report->captures->len; i++) {
        append_capture(&sheet, g_ptr_array_index(report->captures, i));
    }
    if (groups->len > 0) {
        append_rules(&sheet, report, groups);
    }
    for (guint i = 0; i < report->captures->len; i++) {
        append_dialogs(&sheet, report, g_ptr_array_index(report->captures, i));
        append_texts(&sheet, report, g_ptr_array_index(report->captures, i));
    }
    say(&sheet, "---\n\nTimes are seconds since the first packet of the capture. Credentials "
                "and keys are replaced by `***`. Written by ");
    append_prose(sheet.out, report->generator);
    g_string_append(sheet.out, ".\n");
    report_groups_free(groups);
    return g_string_free(sheet.out, FALSE);
}
