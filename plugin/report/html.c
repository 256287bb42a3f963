/* html.c
 * One page: text first, which reads without script; the script filters and unfolds it. Its style
 * sheet and its script are the only ones that a browser will obey in it: the page names their
 * hashes, and allows nothing else, from no other place.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "report/order.h"
#include "report/page.h"
#include "report/render.h"
#include "report/svg.h"
#include "sip/code.h"

#define MAX_FINDINGS 200 /* rows of a rule */
#define MAX_RUNGS 200
#define MAX_LADDERS 200
#define MAX_SENDERS 200
#define MAX_ALIKE 50 /* dialogs that went the same way named one by one */

/* The page that is being written. */
struct page {
    GString *out;
    const struct report *report;
    GArray *groups;
    GHashTable *texts; /* "c0-f12": frames that have a message in full */
};

static void add(struct page *page, const char *markup)
{
    g_string_append(page->out, markup);
}

/* One of two phrases, by the language of the report. */
static const char *in(const struct page *page, const char *english) __attribute__((format_arg(2)));

static const char *in(const struct page *page, const char *english)
{
    return sip_text(english, page->report->language);
}

static void say(struct page *page, const char *english)
{
    add(page, in(page, english));
}

static void text(struct page *page, const char *content)
{
    report_html_text(page->out, content);
}

/* An element with nothing but text in it; tag may have attributes. */
static void element(struct page *page, const char *tag, const char *content)
{
    g_string_append_printf(page->out, "<%s>", tag);
    text(page, content);
    g_string_append_printf(page->out, "</%.*s>", (int)strcspn(tag, " "), tag);
}

static void number(struct page *page, guint64 value)
{
    g_string_append_printf(page->out, "%" G_GUINT64_FORMAT, value);
}

static void number_of(struct page *page, guint64 value, const char *word)
{
    char *content = report_number_of(value, word, page->report->language);
    text(page, content);
    g_free(content);
}

static void time_of(struct page *page, gint64 time)
{
    char *seconds = report_seconds(time, 3);
    g_string_append_printf(page->out, "%s s", seconds);
    g_free(seconds);
}

static void end_of(struct page *page, const struct report_end *end)
{
    char *content = report_end_text(end);
    element(page, "code", content);
    g_free(content);
}

static void severity_badge(struct page *page, unsigned severity)
{
    g_string_append_printf(
        page->out, "<span class=\"severity %s\">%s</span> ",
        report_severity_name((enum sip_severity)severity),
        report_severity_text((enum sip_severity)severity, page->report->language));
}

static void file_name(struct page *page, const struct report_capture *capture)
{
    if (capture->file != NULL) {
        element(page, "code", capture->file);
    } else {
        say(page, "a capture without name");
    }
}

/* 'sha256-…', as a Content-Security-Policy names what it allows. */
static void append_hash(GString *out, const char *content)
{
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize n = sizeof(digest);

    g_checksum_update(checksum, (const guchar *)content, -1);
    g_checksum_get_digest(checksum, digest, &n);
    char *base64 = g_base64_encode(digest, n);
    g_string_append_printf(out, "'sha256-%s'", base64);
    g_free(base64);
    g_checksum_free(checksum);
}

static void add_head(struct page *page)
{
    add(page, "<!DOCTYPE html>\n<html lang=\"");
    say(page, "en");
    add(page, "\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
              "base-uri 'none'; form-action 'none'; style-src ");
    append_hash(page->out, report_page_css);
    add(page, "; script-src ");
    append_hash(page->out, report_page_js);
    add(page, "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
              "<title>");
    say(page, "SIP report");
    add(page, "</title>\n<style>");
    add(page, report_page_css);
    add(page, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#findings\">");
    say(page, "To the findings");
    add(page, "</a>\n<header><h1>");
    say(page, "SIP report");
    add(page, "</h1>\n");
}

static void add_verdict(struct page *page)
{
    guint64 findings = 0;

    for (guint i = 0; i < page->groups->len; i++) {
        findings += g_array_index(page->groups, struct report_group, i).places->len;
    }
    add(page, "<p class=\"verdict\">");
    if (findings == 0) {
        if (report_has_messages(page->report)) {
            say(page, "No rule is broken in what was captured.");
        } else {
            say(page, "No SIP message was found.");
        }
    } else {
        number_of(page, findings, "finding");
        say(page, SIP_TEXT_IN("a number", " of "));
        number_of(page, page->groups->len, "rule");
    }
    for (int severity = SIP_ERROR; severity >= SIP_CHAT; severity--) {
        guint64 count = report_groups_count(page->groups, (enum sip_severity)severity);
        if (count > 0) {
            add(page, " · ");
            number_of(page, count, report_severity_name((enum sip_severity)severity));
        }
    }
    add(page, "</p></header>\n<main>\n");
}

/* The heading of a table's column. */
static void column(struct page *page, const char *english, bool numbers)
{
    element(page, numbers ? "th scope=\"col\" class=\"number\"" : "th scope=\"col\"",
            in(page, english));
}

static void add_codes(struct page *page, const struct report_capture *capture)
{
    add(page, "<table><caption class=\"faint\">");
    say(page, "Responses by code, repetitions not counted");
    add(page, "</caption><thead><tr>");
    column(page, "Code", false);
    column(page, "Name", false);
    column(page, "Count", true);
    add(page, "</tr></thead><tbody>");
    for (guint i = 0; i < capture->codes->len; i++) {
        const struct report_code *code = g_ptr_array_index(capture->codes, i);
        const struct sip_code *known = sip_code_find(code->code);
        g_string_append_printf(page->out, "<tr><td>%u</td><td>%s</td><td class=\"number\">",
                               code->code, known ? known->name : in(page, "(unregistered)"));
        number(page, code->count);
        add(page, "</td></tr>");
    }
    add(page, "</tbody></table>\n");
}

static void add_charts(struct page *page, const struct report_capture *capture)
{
    add(page, "<div class=\"charts\">\n");
    if (report_svg_has_responses(capture)) {
        add(page, "<figure>");
        element(page, "h3", in(page, "Responses"));
        report_svg_responses(page->out, capture, page->report->language);
        add(page, "<figcaption>");
        for (const char *c = "123456"; *c != '\0'; c++) {
            g_string_append_printf(page->out,
                                   "<span class=\"key\"><i class=\"r%cxx\"></i>%cxx "
                                   "%s</span>",
                                   *c, *c,
                                   sip_class_text((unsigned)(*c - '0'), page->report->language));
        }
        add(page, "</figcaption></figure>\n");
    }
    if (report_svg_has_times(capture)) {
        add(page, "<figure>");
        element(page, "h3", in(page, "Time to the first response"));
        report_svg_times(page->out, capture, page->report->language);
        element(page, "figcaption",
                in(page, "From the first sending of a request to the first "
                         "response: dots are medians, lines reach from the "
                         "shortest to the longest."));
        add(page, "</figure>\n");
    }
    add(page, "</div>\n");
}

static void add_sender(struct page *page, const struct report_sender *sender)
{
    add(page, "<tr><td>");
    end_of(page, &sender->end);
    g_string_append_printf(page->out, "</td><td>%s</td>",
                           sender->transport ? sender->transport : "");
    guint64 numbers[] = {sender->requests, sender->responses, sender->findings};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        add(page, "<td class=\"number\">");
        number(page, numbers[i]);
        add(page, "</td>");
    }
    add(page, "<td>");
    for (guint i = 0; i < sender->software->len; i++) {
        add(page, i > 0 ? "<br>" : "");
        element(page, "code", g_ptr_array_index(sender->software, i));
    }
    add(page, "</td></tr>\n");
}

static void add_senders(struct page *page, const struct report_capture *capture)
{
    guint shown = MIN(capture->senders->len, MAX_SENDERS);

    add(page, "<div class=\"scroll\"><table><caption class=\"faint\">");
    say(page, "Who sent");
    add(page, "</caption><thead><tr>");
    column(page, "Sender", false);
    column(page, "Transport", false);
    column(page, "Requests", true);
    column(page, "Responses", true);
    column(page, "Findings", true);
    column(page, "Named in its messages", false);
    add(page, "</tr></thead><tbody>\n");
    for (guint i = 0; i < shown; i++) {
        add_sender(page, g_ptr_array_index(capture->senders, i));
    }
    add(page, "</tbody></table></div>\n");
    if (capture->senders->len > shown) {
        add(page, "<p>");
        number_of(page, capture->senders->len - shown, "more sender");
        say(page, " left out.</p>\n");
    }
}

static void add_facts(struct page *page, const struct report_capture *capture)
{
    char *begin = report_time_of_day(capture->begin);

    if (begin != NULL) {
        g_string_append_printf(page->out,
                               in(page, "<p>The capture begins %.10s %.12s UTC; SIP from "), begin,
                               begin + 11);
    } else {
        say(page, "<p>SIP from ");
    }
    time_of(page, capture->first);
    say(page, " to ");
    time_of(page, capture->last);
    say(page, " after its beginning. ");
    number_of(page, capture->requests, "request");
    add(page, ", ");
    number_of(page, capture->responses, "response");
    say(page, ", of these ");
    number_of(page, capture->repetitions, "repetition");
    say(page, "; ");
    number_of(page, capture->dialog_count, "dialog");
    say(page, SIP_TEXT_IN("of these", ", "));
    number(page, capture->dialogs->len + capture->dialogs_left_out);
    say(page, " with findings.</p>\n");
    g_free(begin);
}

static void add_capture(struct page *page, const struct report_capture *capture)
{
    add(page, "<section><h2>Capture ");
    file_name(page, capture);
    add(page, "</h2>\n");
    if (capture->error != NULL) {
        say(page, "<p>This file could not be read: ");
        text(page, capture->error);
        add(page, "</p></section>\n");
        return;
    }
    if (capture->incomplete != NULL) {
        say(page, "<p>Only its beginning could be read: ");
        text(page, capture->incomplete);
        add(page, "</p>\n");
    }
    if (capture->filter != NULL) {
        say(page, "<p>Only messages that match the filter ");
        element(page, "code", capture->filter);
        say(page, " were looked at.</p>\n");
    }
    if (capture->requests + capture->responses == 0) {
        say(page, "<p>No SIP message was found.</p></section>\n");
        return;
    }
    add_facts(page, capture);
    add_charts(page, capture);
    add(page, "<details>");
    element(page, "summary", in(page, "Codes and senders"));
    add(page, "\n");
    add_codes(page, capture);
    add_senders(page, capture);
    add(page, "</details></section>\n");
}

static void add_filter(struct page *page)
{
    add(page, "<form id=\"filter\" role=\"search\" aria-label=\"");
    say(page, "Filter findings and dialogs");
    add(page, "\" hidden><fieldset>");
    element(page, "legend", in(page, "Show"));
    for (int severity = SIP_ERROR; severity >= SIP_CHAT; severity--) {
        enum sip_severity value = (enum sip_severity)severity;
        if (report_groups_count(page->groups, value) > 0) {
            g_string_append_printf(page->out,
                                   "<label><input type=\"checkbox\" value=\"%s\" checked> "
                                   "%ss</label>",
                                   report_severity_name(value),
                                   report_severity_text(value, page->report->language));
        }
    }
    add(page, "</fieldset><label>");
    say(page, "with the words");
    add(page, " <input type=\"search\" name=\"text\" size=\"24\"></label>");
    element(page, "button type=\"button\" id=\"unfold\"", in(page, "Unfold all"));
    element(page, "button type=\"button\" id=\"fold\"", in(page, "Fold all"));
    /* What the script fills in: shown and all rules, shown and all dialogs. */
    add(page, "<output id=\"status\" aria-live=\"polite\" data-counts=\"");
    say(page, "{0} of {1} rules, {2} of {3} dialogs");
    add(page, "\"></output></form>\n");
}

/* A frame's number; a link where its message is on the page in full. */
static void frame_link(struct page *page, guint capture, guint32 frame)
{
    char *key = g_strdup_printf("c%u-f%u", capture, frame);
    const char *id = g_hash_table_lookup(page->texts, key);

    if (id != NULL) {
        g_string_append_printf(page->out, "<a href=\"#%s\">%u</a>", id, frame);
    } else {
        number(page, frame);
    }
    g_free(key);
}

static void add_place(struct page *page, const struct report_place *place)
{
    const struct report_finding *finding = place->finding;

    add(page, "<tr><td class=\"number\">");
    frame_link(page, place->capture, finding->frame);
    add(page, "</td>");
    if (page->report->captures->len > 1) {
        add(page, "<td>");
        file_name(page, g_ptr_array_index(page->report->captures, place->capture));
        add(page, "</td>");
    }
    add(page, "<td class=\"number\">");
    time_of(page, finding->time);
    add(page, "</td><td>");
    element(page, "code", finding->subject);
    add(page, "</td><td>");
    end_of(page, &finding->source);
    add(page, "</td><td>");
    element(page, "code", finding->evidence);
    if (finding->related != 0) {
        say(page, " (see also ");
        frame_link(page, place->capture, finding->related);
        add(page, ")");
    }
    add(page, "</td></tr>\n");
}

static void add_places(struct page *page, const struct report_group *group)
{
    guint shown = MIN(group->places->len, MAX_FINDINGS);

    add(page, "<div class=\"scroll\"><table><thead><tr>");
    column(page, "Frame", true);
    if (page->report->captures->len > 1) {
        column(page, "Capture", false);
    }
    column(page, "Time", true);
    column(page, "Message", false);
    column(page, "From", false);
    column(page, "What was seen", false);
    add(page, "</tr></thead><tbody>\n");
    for (guint i = 0; i < shown; i++) {
        add_place(page, &g_array_index(group->places, struct report_place, i));
    }
    add(page, "</tbody></table></div>\n");
    if (group->places->len > shown) {
        add(page, "<p>");
        number_of(page, group->places->len - shown, SIP_TEXT_IN("left out", "more finding"));
        say(page, " left out.</p>\n");
    }
}

static void add_rule(struct page *page, const struct report_group *group)
{
    const struct report_rule *rule = group->rule;

    g_string_append_printf(page->out,
                           "<details data-kind=\"rule\" data-severities=\"%s\"><summary>",
                           report_severity_name(rule->severity));
    severity_badge(page, rule->severity);
    element(page, "code", rule->id);
    add(page, " ");
    text(page, rule->requirement);
    g_string_append_printf(page->out, " <span class=\"faint\">(%u)</span></summary>\n<p>",
                           group->places->len);
    text(page, rule->strength);
    add(page, ", ");
    text(page, rule->reference);
    if (rule->see != NULL) {
        say(page, "; see also ");
        text(page, rule->see);
    }
    say(page, ".</p>\n<p><strong>To mend:</strong> ");
    text(page, rule->remedy);
    say(page, "</p>\n<p>Filter: ");
    element(page, "code", rule->filter);
    add(page, "</p>\n");
    add_places(page, group);
    add(page, "</details>\n");
}

static void add_rules(struct page *page)
{
    add(page, "<section id=\"findings\">");
    element(page, "h2", in(page, "What is wrong"));
    add(page, "\n");
    if (page->groups->len > 0) {
        add_filter(page);
    } else {
        element(page, "p", in(page, "Nothing was found."));
    }
    for (guint i = 0; i < page->groups->len; i++) {
        add_rule(page, &g_array_index(page->groups, struct report_group, i));
    }
    add(page, "</section>\n");
}

/* "error note": the severities that a dialog has, for the filter. */
static void add_severities(struct page *page, const struct report_dialog *dialog)
{
    bool has[SIP_ERROR + 1] = {false};

    for (guint i = 0; i < dialog->messages->len; i++) {
        const struct report_message *message = g_ptr_array_index(dialog->messages, i);
        for (guint j = 0; j < message->findings->len; j++) {
            has[((const struct report_finding *)g_ptr_array_index(message->findings, j))
                    ->rule->severity] = true;
        }
    }
    const char *separator = "";
    for (int severity = SIP_ERROR; severity >= SIP_CHAT; severity--) {
        if (has[severity]) {
            g_string_append_printf(page->out, "%s%s", separator,
                                   report_severity_name((enum sip_severity)severity));
            separator = " ";
        }
    }
}

static void add_alike(struct page *page, const GPtrArray *alike)
{
    if (alike->len < 2) {
        return;
    }
    say(page, "<p>The same way went ");
    number_of(page, alike->len - 1, "more dialog");
    say(page, ", from frame ");
    for (guint i = 1; i < alike->len && i <= MAX_ALIKE; i++) {
        add(page, i > 1 ? ", " : "");
        number(page, report_dialog_first_frame(g_ptr_array_index(alike, i)));
    }
    add(page, alike->len > MAX_ALIKE + 1 ? " …</p>\n" : ".</p>\n");
}

static void add_dialog_summary(struct page *page, const struct report_dialog *dialog)
{
    add(page, "<summary>");
    severity_badge(page, report_dialog_severity(dialog));
    g_string_append_printf(page->out, in(page, "frame %u: "), report_dialog_first_frame(dialog));
    element(page, "code", dialog->method ? dialog->method : in(page, "unknown method"));
    if (dialog->to != NULL) {
        say(page, SIP_TEXT_IN("a receiver", " to "));
        element(page, "code", dialog->to);
    }
    add(page, ", ");
    if (dialog->outcome != NULL) {
        element(page, "code", dialog->outcome);
    } else {
        say(page, "no final response captured");
    }
    add(page, "</summary>\n");
}

static void add_dialog_facts(struct page *page, const struct report_dialog *dialog)
{
    add(page, "<p>");
    if (dialog->from != NULL && dialog->to != NULL) {
        say(page, "From ");
        element(page, "code", dialog->from);
        say(page, " to ");
        element(page, "code", dialog->to);
        add(page, ". ");
    }
    if (dialog->call_id != NULL) {
        add(page, "Call-ID ");
        element(page, "code", dialog->call_id);
        add(page, ". ");
    }
    number_of(page, dialog->message_count, "message");
    add(page, ".</p>\n");
}

/* The picture where the hosts fit side by side, and the same as text. */
static void add_ladder(struct page *page, const struct report_dialog *dialog, guint capture)
{
    struct report_ladder *ladder = report_ladder_new(dialog, MAX_RUNGS, page->report->language);
    GString *as_text = g_string_new(NULL);
    char *name = g_strdup_printf(in(page, "Ladder of the dialog from frame %u"),
                                 report_dialog_first_frame(dialog));

    report_ladder_append(as_text, ladder);
    if (ladder->hosts->len <= REPORT_LADDER_HOSTS) {
        g_string_append_printf(page->out,
                               "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
                               "aria-label=\"%s\">",
                               name);
        report_svg_ladder(page->out, ladder, capture, name);
        add(page, "</div>\n<details>");
        element(page, "summary class=\"faint\"", in(page, "As text"));
        element(page, "pre tabindex=\"0\"", as_text->str);
        add(page, "</details>\n");
    } else {
        element(page, "pre tabindex=\"0\"", as_text->str);
    }
    g_free(name);
    g_string_free(as_text, TRUE);
    report_ladder_free(ladder);
}

static void add_dialog(struct page *page, const GPtrArray *alike, guint capture, bool open)
{
    const struct report_dialog *dialog = g_ptr_array_index(alike, 0);

    add(page, "<details data-kind=\"dialog\" data-severities=\"");
    add_severities(page, dialog);
    add(page, open ? "\" open>" : "\">");
    add_dialog_summary(page, dialog);
    add_dialog_facts(page, dialog);
    add_ladder(page, dialog, capture);
    add_alike(page, alike);
    add(page, "</details>\n");
}

static void add_heading(struct page *page, const char *heading,
                        const struct report_capture *capture)
{
    g_string_append_printf(page->out, "<section><h2>%s", heading);
    if (page->report->captures->len > 1) {
        say(page, " of ");
        file_name(page, capture);
    }
    add(page, "</h2>\n");
}

static void add_dialogs(struct page *page, const struct report_capture *capture, guint place)
{
    GPtrArray *all = report_alike(capture);
    guint64 left_out = capture->dialogs_left_out;

    if (all->len > 0) {
        add_heading(page, in(page, "Dialogs with findings"), capture);
    }
    for (guint i = 0; i < all->len; i++) {
        const GPtrArray *alike = g_ptr_array_index(all, i);
        if (i < MAX_LADDERS) {
            add_dialog(page, alike, place, i == 0);
        } else {
            left_out += alike->len;
        }
    }
    if (left_out > 0) {
        add(page, "<p>");
        number_of(page, left_out, SIP_TEXT_IN("left out", "more dialog"));
        say(page, " left out.</p>\n");
    }
    add(page, all->len > 0 ? "</section>\n" : "");
    g_ptr_array_unref(all);
}

static void add_message(struct page *page, const struct report_message *message, guint capture)
{
    char *subject = report_subject(message->is_response, message->start_line, message->method,
                                   page->report->language);

    g_string_append_printf(page->out, "<details id=\"c%u-f%u-%u\"><summary>", capture,
                           message->frame, message->item);
    g_string_append_printf(page->out, in(page, "Frame %u, "), message->frame);
    time_of(page, message->time);
    add(page, ", ");
    end_of(page, &message->source);
    say(page, SIP_TEXT_IN("a receiver", " to "));
    end_of(page, &message->destination);
    g_string_append_printf(page->out, in(page, "%s%s: "), message->transport ? ", " : "",
                           message->transport ? message->transport : "");
    element(page, "code", subject);
    add(page, "</summary>\n");
    for (guint i = 0; i < message->findings->len; i++) {
        const struct report_finding *finding = g_ptr_array_index(message->findings, i);
        add(page, i == 0 ? in(page, "<p>Breaks ") : ", ");
        element(page, "code", finding->rule->id);
    }
    add(page, message->findings->len > 0 ? ".</p>\n" : "");
    element(page, "pre tabindex=\"0\"", message->text);
    if (message->text_left_out > 0) {
        add(page, "<p>");
        number_of(page, message->text_left_out, "more octet");
        say(page, " of this message left out.</p>\n");
    }
    add(page, "</details>\n");
    g_free(subject);
}

static void add_messages(struct page *page, const struct report_capture *capture, guint place)
{
    bool any = false;

    for (guint i = 0; i < capture->messages->len; i++) {
        const struct report_message *message = g_ptr_array_index(capture->messages, i);
        if (message->text != NULL) {
            if (!any) {
                add_heading(page, in(page, "Messages concerned"), capture);
            }
            any = true;
            add_message(page, message, place);
        }
    }
    if (capture->texts_left_out > 0) {
        add(page, "<p>");
        number_of(page, capture->texts_left_out, "more message");
        say(page, " concerned left out.</p>\n");
    }
    add(page, any ? "</section>\n" : "");
}

static void note_texts(struct page *page)
{
    for (guint i = 0; i < page->report->captures->len; i++) {
        const struct report_capture *capture = g_ptr_array_index(page->report->captures, i);
        for (guint j = 0; j < capture->messages->len; j++) {
            const struct report_message *message = g_ptr_array_index(capture->messages, j);
            if (message->text != NULL) {
                g_hash_table_insert(
                    page->texts, g_strdup_printf("c%u-f%u", i, message->frame),
                    g_strdup_printf("c%u-f%u-%u", i, message->frame, message->item));
            }
        }
    }
}

static void add_foot(struct page *page)
{
    add(page, "</main>\n<footer class=\"faint\"><p>");
    say(page, "Times are seconds since the first packet of the capture. Credentials and keys are "
              "replaced by ***. Written by ");
    text(page, page->report->generator);
    add(page, ".</p></footer>\n<script>");
    add(page, report_page_js);
    add(page, "</script>\n</body>\n</html>\n");
}

char *report_html(const struct report *report)
{
    struct page page = {.out = g_string_new(NULL), .report = report};

    page.groups = report_groups(report);
    page.texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    note_texts(&page);
    add_head(&page);
    add_verdict(&page);
    for (guint i = 0; i < report->captures->len; i++) {
        add_capture(&page, g_ptr_array_index(report->captures, i));
    }
    add_rules(&page);
    for (guint i = 0; i < report->captures->len; i++) {
        add_dialogs(&page, g_ptr_array_index(report->captures, i), i);
        add_messages(&page, g_ptr_array_index(report->captures, i), i);
    }
    add_foot(&page);
    report_groups_free(page.groups);
    g_hash_table_unref(page.texts);
    return g_string_free(page.out, FALSE);
}
