/* markdown.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "report/markup.h"
#include "report/mask.h"
#include "report/order.h"
#include "report/render.h"
#include "report/sheet.h"
#include "report/words.h"

/* So that the whole fits into one comment of a tracker (65,536 characters on GitHub). */
#define MAX_ALIKE 10 /* dialogs that went the same way named one by one */
#define MAX_SENDERS 30
#define SIZE_OF_FIRST 12000     /* octets of ladders of what failed */
#define SIZE_WITH_LADDERS 40000 /* octets that the report should have with its ladders, … */
#define SIZE 60000              /* … and at its end; but each capture may add this much: */
#define MIN_SIZE 8000

/* "2 errors, 1 note" */
static const char *severities(struct sheet *sheet, const GArray *groups)
{
    GString *text = g_string_new(NULL);

    for (int severity = SIP_ERROR; severity >= SIP_CHAT; severity--) {
        guint64 count = report_groups_count(groups, (enum sip_severity)severity);
        if (count > 0) {
            char *one =
                report_number_of_severity(count, (enum sip_severity)severity, sheet->language);
            g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", one);
            g_free(one);
        }
    }
    return sheet_keep(sheet, g_string_free(text, FALSE));
}

static void append_verdict(struct sheet *sheet, const GArray *groups)
{
    guint64 findings = 0;

    for (guint i = 0; i < groups->len; i++) {
        findings += g_array_index(groups, struct report_group, i).places->len;
    }
    add(sheet, "**");
    char *tallies = sheet_tallies(sheet);
    if (tallies != NULL) {
        add(sheet, tallies);
        add(sheet, " ");
    }
    g_free(tallies);
    if (findings > 0) {
        say(sheet, "$1 of $2: $3.", sheet_number(sheet, findings, "$1 finding", "$1 findings"),
            sheet_number(sheet, groups->len, "$1 rule", "$1 rules"), severities(sheet, groups));
    } else if (report_has_messages(sheet->report)) {
        say(sheet, "No rule is broken in what was captured.");
    } else {
        say(sheet, "No SIP message was found.");
    }
    add(sheet, "**\n\n");
}

/* Codes and how often each came: "3 × 180, 2 × 200". */
static void append_codes(struct sheet *sheet, const struct report_capture *capture)
{
    GString *all = g_string_new(NULL);

    for (guint i = 0; i < capture->codes->len; i++) {
        const struct report_code *entry = g_ptr_array_index(capture->codes, i);
        g_string_append_printf(all, "%s%" G_GUINT64_FORMAT " × %u", i > 0 ? ", " : "", entry->count,
                               entry->code);
    }
    if (all->len > 0) {
        say(sheet,
            capture->repetitions > 0 ? "- Responses by code: $1 (repetitions not counted)"
                                     : "- Responses by code: $1",
            all->str);
        add(sheet, "\n");
    }
    g_string_free(all, TRUE);
}

static void append_facts(struct sheet *sheet, const struct report_capture *capture)
{
    const char *requests = sheet_number(sheet, capture->requests, "$1 request", "$1 requests");
    const char *responses = sheet_number(sheet, capture->responses, "$1 response", "$1 responses");
    const char *first = sheet_seconds(sheet, capture->first),
               *last = sheet_seconds(sheet, capture->last);
    char *begin = report_time_of_day(capture->begin);

    if (begin != NULL) {
        begin[10] = begin[23] = '\0'; /* date, and time to a millisecond */
        say(sheet, "- Time: the capture begins $1 $2 UTC; SIP from $3 to $4 after that", begin,
            begin + 11, first, last);
    } else {
        say(sheet, "- Time: SIP from $1 to $2 after the beginning of the capture", first, last);
    }
    add(sheet, "\n");
    if (capture->repetitions > 0) {
        say(sheet, "- Messages: $1, $2; of these $3", requests, responses,
            sheet_number(sheet, capture->repetitions, "$1 repetition", "$1 repetitions"));
    } else {
        say(sheet, "- Messages: $1, $2", requests, responses);
    }
    add(sheet, "\n");
    say(sheet, "- Dialogs: $1, of which $2 with findings",
        sheet_digits(sheet, capture->dialog_count),
        sheet_digits(sheet, capture->dialogs->len + capture->dialogs_left_out));
    add(sheet, "\n");
    g_free(begin);
}

static void append_sender(struct sheet *sheet, const struct report_sender *sender)
{
    g_string_append_printf(
        sheet->out,
        "| %s | %s | %" G_GUINT64_FORMAT " | %" G_GUINT64_FORMAT " | %" G_GUINT64_FORMAT " |",
        sheet_end(sheet, &sender->end), sender->transport ? sender->transport : "",
        sender->requests, sender->responses, sender->findings);
    for (guint i = 0; i < sender->software->len; i++) {
        add(sheet, i > 0 ? ", " : " ");
        report_markup_cell(sheet->out, g_ptr_array_index(sender->software, i));
    }
    add(sheet, " |\n");
}

static void append_senders(struct sheet *sheet, const struct report_capture *capture)
{
    guint shown = MIN(capture->senders->len, MAX_SENDERS);

    add(sheet, "\n");
    say(sheet, "| sender | transport | requests | responses | findings | named in its messages |");
    add(sheet, "\n|---|---|--:|--:|--:|---|\n");
    for (guint i = 0; i < shown; i++) {
        append_sender(sheet, g_ptr_array_index(capture->senders, i));
    }
    add(sheet, "\n");
    sheet_say_left_out(sheet, capture->senders->len - shown, "$1 more sender is left out.",
                       "$1 more senders are left out.");
}

static void append_capture(struct sheet *sheet, const struct report_capture *capture)
{
    add(sheet, "## ");
    say(sheet, capture->file != NULL ? "Capture $1" : "The capture", sheet_file(sheet, capture));
    add(sheet, "\n\n");
    if (capture->error != NULL) {
        say(sheet, "This file could not be read: $1", sheet_code(sheet, capture->error));
        add(sheet, "\n\n");
        return;
    }
    if (capture->incomplete != NULL) {
        say(sheet, "- Only its beginning could be read: $1",
            sheet_code(sheet, capture->incomplete));
        add(sheet, "\n");
    }
    if (capture->gap != NULL) {
        say(sheet, "- The capture has gaps: $1", sheet_code(sheet, capture->gap));
        add(sheet, "\n");
    }
    if (capture->filter != NULL) {
        say(sheet, "- Only messages that match the filter $1 were looked at",
            sheet_code(sheet, capture->filter));
        add(sheet, "\n");
    }
    if (capture->requests + capture->responses == 0) {
        add(sheet, "- ");
        say(sheet, "No SIP message was found.");
        add(sheet, "\n\n");
        return;
    }
    append_facts(sheet, capture);
    append_codes(sheet, capture);
    append_senders(sheet, capture);
}

static void append_alike(struct sheet *sheet, const GPtrArray *alike)
{
    GString *frames = g_string_new(NULL);

    for (guint i = 1; i < alike->len && i <= MAX_ALIKE; i++) {
        g_string_append_printf(frames, "%s%u", i > 1 ? ", " : "",
                               report_dialog_first_frame(g_ptr_array_index(alike, i)));
    }
    if (alike->len > MAX_ALIKE + 1) {
        g_string_append_c(frames, ' ');
        report_say(frames, sheet->language, "and $1 more",
                   sheet_digits(sheet, alike->len - MAX_ALIKE - 1), NULL);
    }
    if (alike->len > 1) {
        say(sheet, "The same way went $1, from frame $2.",
            sheet_number(sheet, alike->len - 1, "$1 more dialog", "$1 more dialogs"), frames->str);
        add(sheet, "\n\n");
    }
    g_string_free(frames, TRUE);
}

static void append_dialog_head(struct sheet *sheet, const struct report_dialog *dialog)
{
    const char *none = sip_text("no final response captured", sheet->language);

    add(sheet, "### ");
    say(sheet, "From frame $1: $2, $3", sheet_digits(sheet, report_dialog_first_frame(dialog)),
        dialog->method ? sheet_code(sheet, dialog->method)
                       : sip_text("unknown method", sheet->language),
        dialog->outcome ? sheet_code(sheet, dialog->outcome) : none);
    add(sheet, "\n\n");
    if (dialog->from != NULL && dialog->to != NULL) {
        say(sheet, "From $1 to $2.", sheet_code(sheet, dialog->from),
            sheet_code(sheet, dialog->to));
        add(sheet, " ");
    }
    if (dialog->call_id != NULL) {
        say(sheet, "Call-ID $1, $2.", sheet_code(sheet, dialog->call_id),
            sheet_number(sheet, dialog->message_count, "$1 message", "$1 messages"));
    } else {
        say(sheet, "Without Call-ID, $1.",
            sheet_number(sheet, dialog->message_count, "$1 message", "$1 messages"));
    }
    add(sheet, "\n\n");
}

static void append_dialog(struct sheet *sheet, const GPtrArray *alike)
{
    const struct report_dialog *dialog = g_ptr_array_index(alike, 0);

    append_dialog_head(sheet, dialog);
    sheet_append_ladder(sheet, dialog->messages, dialog->left_out);
    append_alike(sheet, alike);
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
static GPtrArray *write_dialogs(const struct sheet *sheet, const GPtrArray *all)
{
    GPtrArray *written = g_ptr_array_new_with_free_func(g_free);
    GHashTable *rules = g_hash_table_new(NULL, NULL);
    bool *is_new = g_new0(bool, all->len + 1);
    gsize size = 0, room = room_in(sheet->out, SIZE_WITH_LADDERS);

    g_ptr_array_set_size(written, (gint)all->len);
    for (guint i = 0; i < all->len; i++) {
        is_new[i] =
            shows_new_rule(rules, g_ptr_array_index((GPtrArray *)g_ptr_array_index(all, i), 0));
    }
    for (guint i = 0; i < 2 * all->len && size < room; i++) {
        guint at = i % all->len;
        if (is_new[at] == (i < all->len)) {
            struct sheet part = *sheet;
            part.out = g_string_new(NULL);
            append_dialog(&part, g_ptr_array_index(all, at));
            size += part.out->len;
            g_ptr_array_index(written, at) = g_string_free(part.out, FALSE);
        }
    }
    g_free(is_new);
    g_hash_table_unref(rules);
    return written;
}

/* Dialogs whose ladders are above need none. Says whether there was any. */
static bool leave_out_drawn(const struct sheet *sheet, GPtrArray *all)
{
    guint before = all->len;

    for (guint i = all->len; i-- > 0;) {
        const GPtrArray *alike = g_ptr_array_index(all, i);
        const struct report_dialog *dialog = g_ptr_array_index(alike, 0);
        bool drawn = true;
        for (guint j = 0; j < dialog->messages->len && drawn; j++) {
            drawn = g_hash_table_contains(sheet->drawn, g_ptr_array_index(dialog->messages, j));
        }
        if (drawn) {
            g_ptr_array_remove_index(all, i);
        }
    }
    return all->len < before;
}

static void append_dialogs(struct sheet *sheet, const struct report_capture *capture)
{
    GPtrArray *all = report_alike(capture);
    guint64 left_out = capture->dialogs_left_out;
    bool others = leave_out_drawn(sheet, all);

    if (all->len > 0 && others) {
        sheet_append_heading(sheet, "Other dialogs with findings",
                             "Other dialogs with findings of $1", capture);
    } else if (all->len > 0) {
        sheet_append_heading(sheet, "Dialogs with findings", "Dialogs with findings of $1",
                             capture);
    }
    GPtrArray *written = write_dialogs(sheet, all);
    for (guint i = 0; i < all->len; i++) {
        const GPtrArray *alike = g_ptr_array_index(all, i);
        if (g_ptr_array_index(written, i) != NULL) {
            add(sheet, g_ptr_array_index(written, i));
        } else {
            left_out += alike->len;
        }
    }
    sheet_say_left_out(sheet, left_out, "$1 more dialog with findings is left out.",
                       "$1 more dialogs with findings are left out.");
    g_ptr_array_unref(written);
    g_ptr_array_unref(all);
}

static void append_message(struct sheet *sheet, const struct report_message *message)
{
    GString *broken = g_string_new(NULL);

    add(sheet, "### ");
    say(sheet, message->transport ? "Frame $1, $2, $3 to $4, $5" : "Frame $1, $2, $3 to $4",
        sheet_digits(sheet, message->frame), sheet_seconds(sheet, message->stamp),
        sheet_end(sheet, &message->source), sheet_end(sheet, &message->destination),
        message->transport);
    add(sheet, "\n\n");
    for (guint i = 0; i < message->findings->len; i++) {
        const struct report_finding *finding = g_ptr_array_index(message->findings, i);
        g_string_append(broken, i > 0 ? ", " : "");
        report_markup_code(broken, finding->rule->id);
    }
    if (broken->len > 0) {
        say(sheet, "Breaks $1.", broken->str);
        add(sheet, "\n\n");
    }
    report_markup_block(sheet->out, message->text);
    sheet_say_left_out(sheet, message->text_left_out, "$1 more octet of this message is left out.",
                       "$1 more octets of this message are left out.");
    g_string_free(broken, TRUE);
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

static void append_texts(struct sheet *sheet, const struct report_capture *capture)
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
    g_ptr_array_sort(messages, report_compare_messages);
    if (shown > 0) {
        sheet_append_heading(sheet, "Messages concerned", "Messages concerned of $1", capture);
    }
    for (guint i = 0; i < shown; i++) {
        append_message(sheet, g_ptr_array_index(messages, i));
    }
    sheet_say_left_out(sheet, left_out, "$1 more message concerned is left out.",
                       "$1 more messages concerned are left out.");
    g_ptr_array_unref(messages);
}

/* What failed, and who broke which rules: the first screen. */
static void append_first(struct sheet *sheet)
{
    gsize room = SIZE_OF_FIRST;

    for (guint i = 0; i < sheet->report->captures->len; i++) {
        sheet_append_failures(sheet, g_ptr_array_index(sheet->report->captures, i), &room);
    }
    for (guint i = 0; i < sheet->report->captures->len; i++) {
        sheet_append_devices(sheet, g_ptr_array_index(sheet->report->captures, i));
    }
}

char *report_markdown(const struct report *report)
{
    struct sheet sheet = {g_string_new(NULL), report, report->language, g_string_chunk_new(4096),
                          g_hash_table_new(NULL, NULL)};
    GArray *groups = report_groups(report);

    add(&sheet, "# ");
    say(&sheet, "SIP report");
    add(&sheet, "\n\n");
    append_verdict(&sheet, groups);
    append_first(&sheet);
    if (groups->len > 0) {
        sheet_append_rules(&sheet, groups);
    }
    for (guint i = 0; i < report->captures->len; i++) {
        append_dialogs(&sheet, g_ptr_array_index(report->captures, i));
        append_texts(&sheet, g_ptr_array_index(report->captures, i));
    }
    for (guint i = 0; i < report->captures->len; i++) {
        append_capture(&sheet, g_ptr_array_index(report->captures, i));
    }
    add(&sheet, "---\n\n");
    say(&sheet,
        "Times are seconds since the first packet of the capture. Credentials and keys are "
        "replaced by $1. Written by $2.",
        sheet_code(&sheet, REPORT_MASK), sheet_prose(&sheet, report->generator));
    add(&sheet, "\n");
    report_groups_free(groups);
    g_string_chunk_free(sheet.parts);
    g_hash_table_unref(sheet.drawn);
    return g_string_free(sheet.out, FALSE);
}
