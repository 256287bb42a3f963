/* report.c
 * Tests of plugin/report/: collecting, shortening, ladders, and the three ways of writing it down.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "report/collect.h"
#include "report/ladder.h"
#include "report/order.h"
#include "report/words.h"
#include "report/render.h"
#include "report/shape.h"
#include "report/shorten.h"

void test_report_register(void);

/* What the collector asks for findings: a message, and the rule that it breaks. */
struct fake {
    const char *rule; /* NULL: none */
    guint32 related;
};

static void ask(const void *record, report_found found, void *user)
{
    const struct fake *fake = record;

    if (fake->rule != NULL) {
        struct report_told told = {fake->rule, "seen", fake->related, 0, 0, 0, 0};
        found(user, &told);
    }
}

static void describe(struct report_rule *rule)
{
    rule->severity = SIP_ERROR;
    report_set(&rule->requirement, "Summary");
}

/* Hands a message from one host to the other to the collector. */
static void add(struct report_collector *c, guint32 frame, const char *text, const char *from,
                const char *to, const struct fake *fake)
{
    struct sip_message message;
    struct report_seen seen = {
        .message = &message,
        .frame = frame,
        .stamp = frame * 1000,
        .source = from,
        .destination = to,
        .source_port = 5060,
        .destination_port = 5060,
        .transport = report_transport("UDP"),
        .request_time = -1,
        .record = fake,
    };
    struct sip_slice bytes = {text, strlen(text)};

    g_assert_true(sip_message_read(&message, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
    report_collector_add(c, &seen);
}

#define INVITE(call)                                                     \
    "INVITE sip:b@h SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\n"   \
    "From: <sip:a:pw@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: " call "\r\n" \
    "CSeq: 1 INVITE\r\nUser-Agent: phone\r\n\r\n"
#define BUSY(call)                                                             \
    "SIP/2.0 486 Busy Here\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\n"          \
    "From: <sip:a:pw@h>;tag=1\r\nTo: <sip:b@h>;tag=2\r\nCall-ID: " call "\r\n" \
    "CSeq: 1 INVITE\r\nServer: box\r\n\r\n"

static struct report *collected(const struct report_limits *limits, guint calls)
{
    static const struct fake fine = {NULL, 0}, broken = {"486-rule", 0};
    struct report_collector *c = report_collector_new(limits, ask);
    struct report *report = report_new("Test 1");

    for (guint i = 0; i < calls; i++) {
        char *invite = g_strdup_printf(INVITE("%u"), i), *busy = g_strdup_printf(BUSY("%u"), i);
        add(c, 2 * i + 1, invite, "192.0.2.1", "192.0.2.2", &fine);
        add(c, 2 * i + 2, busy, "192.0.2.2", "192.0.2.1", &broken);
        g_free(invite);
        g_free(busy);
    }
    report_collector_write(c, report, describe, NULL);
    report_collector_free(c);
    return report;
}

static void test_collect(void)
{
    struct report *report = collected(&report_default_limits, 1);
    const struct report_capture *capture = g_ptr_array_index(report->captures, 0);
    const struct report_dialog *dialog = g_ptr_array_index(capture->dialogs, 0);
    const struct report_message *busy = g_ptr_array_index(dialog->messages, 1);
    const struct report_finding *finding = g_ptr_array_index(capture->findings, 0);
    const struct report_sender *server = g_ptr_array_index(capture->senders, 1);

    g_assert_cmpuint(capture->requests, ==, 1);
    g_assert_cmpuint(capture->responses, ==, 1);
    g_assert_cmpuint(capture->dialogs->len, ==, 1);
    g_assert_cmpstr(dialog->from, ==, "<sip:a:***@h>");
    g_assert_cmpstr(dialog->outcome, ==, "486 Busy Here");
    g_assert_cmpuint(dialog->messages->len, ==, 2);
    g_assert_true(g_ptr_array_index(busy->findings, 0) == finding);
    g_assert_cmpstr(finding->subject, ==, "486 Busy Here to INVITE");
    g_assert_nonnull(strstr(busy->text, "From: <sip:a:***@h>;tag=1\n"));
    g_assert_true(busy->masked);
    g_assert_cmpuint(server->findings, ==, 1);
    g_assert_cmpstr(g_ptr_array_index(server->software, 0), ==, "Server: box");
    report_free(report);
}

/* Of many findings of one rule a few messages are shown, and the rest is counted. */
static void test_limits(void)
{
    struct report_limits limits = report_default_limits;
    struct report *report;
    const struct report_capture *capture;

    limits.dialogs = 5;
    limits.text_octets = 40;
    limits.kept_octets = 10; /* the text of no other message stays */
    report = collected(&limits, 20);
    capture = g_ptr_array_index(report->captures, 0);
    g_assert_cmpuint(capture->findings->len, ==, 20);
    g_assert_cmpuint(capture->dialogs->len, ==, 5);
    g_assert_cmpuint(capture->dialogs_left_out, ==, 15);
    g_assert_cmpuint(capture->texts_left_out, ==, 17);
    const struct report_message *busy = g_ptr_array_index(capture->messages, 1);
    g_assert_cmpuint(strlen(busy->text), <=, 41);
    g_assert_cmpuint(busy->text_left_out, ==, strlen(BUSY("0")) - 40);
    report_free(report);
}

static void test_shorten(void)
{
    bool keep[100] = {false};
    guint kept = 0;

    keep[50] = true;
    report_shorten(keep, 100, 12);
    for (guint i = 0; i < 100; i++) {
        kept += keep[i];
    }
    g_assert_cmpuint(kept, ==, 11); /* 4 at the beginning, 2 at the end, 5 around */
    g_assert_true(keep[0] && keep[3] && keep[48] && keep[52] && keep[99]);
    g_assert_false(keep[4] || keep[47] || keep[97]);
    memset(keep, true, sizeof(keep));
    report_shorten(keep, 100, 7);
    g_assert_true(keep[6] && !keep[7]);
    memset(keep, false, sizeof(keep));
    report_shorten(keep, 3, 3);
    g_assert_true(keep[0] && keep[2]);
    report_shorten(keep, 0, 0);
}

static struct report_message *message(struct report_capture *capture, guint32 frame,
                                      const char *from, const char *to, const char *method)
{
    struct report_message *m = report_object_add(capture->messages, &report_message_shape);

    m->frame = frame;
    m->stamp = frame * G_USEC_PER_SEC;
    report_set(&m->source.address, from);
    report_set(&m->destination.address, to);
    report_set(&m->method, method);
    return m;
}

/* Three hosts: what a proxy forwards is seen on both hops; one message is left out. */
static void test_ladder(void)
{
    struct report *report = report_new("Test 1");
    struct report_capture *capture = report_add_capture(report);
    struct report_dialog *dialog = report_object_add(capture->dialogs, &report_dialog_shape);
    struct report_rule *rule = report_add_rule(report, "a-rule");
    GString *text = g_string_new(NULL);

    g_ptr_array_add(dialog->messages, message(capture, 1, "A", "B", "INVITE"));
    g_ptr_array_add(dialog->messages, message(capture, 2, "B", "C", "INVITE"));
    struct report_message *last = message(capture, 4, "C", "A", "BYE");
    last->left_out = 1;
    last->original = 3;
    g_ptr_array_add(last->findings, report_add_finding(capture, rule, 4, "evidence"));
    g_ptr_array_add(dialog->messages, last);
    struct report_ladder *ladder = report_ladder_new(dialog, 10, SIP_ENGLISH);
    report_ladder_append(text, ladder);
    g_assert_cmpstr(text->str, ==,
                    " frame       time   A                       B                       C\n"
                    "     1      1.000   |------- INVITE ------->|                       |\n"
                    "     2      2.000   |                       |------- INVITE ------->|\n"
                    "                    ... 1 message left out ...\n"
                    "     4      4.000   |<-------------- BYE, repeats 3 ----------------|"
                    "  ! note: a-rule: evidence\n");
    report_ladder_free(ladder);

    ladder = report_ladder_new(dialog, 10, SIP_FRENCH);
    g_string_truncate(text, 0);
    report_ladder_append(text, ladder);
    g_assert_cmpstr(text->str, ==,
                    " trame      temps   A                       B                       C\n"
                    "     1      1.000   |------- INVITE ------->|                       |\n"
                    "     2      2.000   |                       |------- INVITE ------->|\n"
                    "                    ... 1 message omis ...\n"
                    "     4      4.000   |<-------------- BYE, répète 3 -----------------|"
                    "  ! note\u202f: a-rule\u202f: evidence\n");
    report_ladder_free(ladder);
    g_string_free(text, TRUE);
    report_free(report);
}

/* A report in which every text that may come from a packet is the same hostile one. */
static struct report *hostile(const char *evil)
{
    struct report *report = report_new("Test 1");
    struct report_capture *capture = report_add_capture(report);
    struct report_rule *rule = report_add_rule(report, "a-rule");
    struct report_finding *finding = report_add_finding(capture, rule, 1, evil);
    struct report_message *m = report_object_add(capture->messages, &report_message_shape);
    struct report_dialog *dialog = report_object_add(capture->dialogs, &report_dialog_shape);
    struct report_sender *sender = report_object_add(capture->senders, &report_sender_shape);
    char **texts[] = {&sender->end.address,
                      &rule->problem,
                      &rule->requirement,
                      &rule->remedy,
                      &rule->reference,
                      &rule->see,
                      &rule->strength,
                      &finding->source.address,
                      &finding->subject,
                      &m->source.address,
                      &m->destination.address,
                      &m->method,
                      &m->cseq,
                      &m->start_line,
                      &m->text,
                      &dialog->call_id,
                      &dialog->from,
                      &dialog->to,
                      &dialog->method,
                      &dialog->outcome,
                      &capture->file,
                      &capture->filter};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        report_set(texts[i], evil);
    }
    m->frame = 1;
    m->is_response = true;
    capture->requests = 1;
    g_ptr_array_add(sender->software, g_strdup(evil));
    g_ptr_array_add(m->findings, finding);
    g_ptr_array_add(dialog->messages, m);
    return report;
}

static void test_html_inert(void)
{
    struct report *report =
        hostile("\"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;");
    char *page = report_html(report);
    const char *body = strstr(page, "<body>");

    g_assert_null(strstr(body, "<script>alert"));
    g_assert_null(strstr(body, "<img"));
    g_assert_nonnull(strstr(body, "&lt;script&gt;alert(1)&lt;/script&gt;")); /* as text */
    g_assert_nonnull(strstr(body, "\\u003cscript>alert(1)\\u003c"));         /* as data */
    g_assert_nonnull(strstr(body, "\\u0026lt;"));
    g_assert_nonnull(strstr(page, "script-src 'sha256-"));
    g_assert_true(strstr(body, "<script>") == g_strrstr(body, "<script>"));
    g_assert_null(strstr(page, "{{"));
    g_free(page);
    report_free(report);
}

/* Outside of code spans and fenced blocks there is nothing of a packet. */
static void test_markdown_inert(void)
{
    static const char evil[] = "``` x\n```\n# evil [a](http://e) <b>evil</b> | ` evil | @evil ![";
    struct report *report = hostile(evil);
    const struct report_capture *capture = g_ptr_array_index(report->captures, 0);
    struct report_message *m = g_ptr_array_index(capture->messages, 0);
    report_set(&m->start_line, "``` evil | ");
    char *markdown = report_markdown(report);
    char **lines = g_strsplit(markdown, "\n", -1);
    bool fenced = false;
    guint blocks = 0;

    for (char **line = lines; *line != NULL; line++) {
        if (g_str_has_suffix(*line, "text") && g_str_has_prefix(*line, "````")) {
            fenced = true;
            blocks++;
        } else if (fenced && g_str_equal(*line, "````")) {
            fenced = false;
        }
    }
    g_assert_cmpuint(blocks, ==, 2); /* the ladder and the message, each in a longer fence */
    g_assert_false(fenced);
    g_assert_nonnull(strstr(markdown, "\n````text\n``` x\n```\n# evil"));
    g_assert_nonnull(strstr(markdown, "\\[a\\](http://e) \\<b\\>evil")); /* a rule's own text */
    g_assert_null(strstr(markdown, "| @evil ![ |"));
    g_strfreev(lines);
    g_free(markdown);
    report_free(report);
}

static void test_json_quotes(void)
{
    struct report *report = hostile("\"\\\n\t/é");
    char *json = report_json(report);

    g_assert_nonnull(strstr(json, "\"evidence\": \"\\\"\\\\\\n\\t/é\""));
    g_assert_true(g_str_has_prefix(json, "{\n  \"format\": \"sip-response-report\",\n"));
    g_assert_true(g_str_has_suffix(json, "\n}\n"));
    g_free(json);
    report_free(report);
}

static void test_words(void)
{
    struct report_end v6 = {(char *)"2001:db8::1", 5060}, any = {(char *)"2001:db8::1", 0};
    char *texts[] = {report_end_text(&v6),
                     report_end_text(&any),
                     report_seconds(-1500, 3),
                     report_seconds(1999999, 0),
                     report_seconds(1234567, 6),
                     report_time_of_day(1767603600000001),
                     report_number(2, "$1 message", "$1 messages", SIP_ENGLISH),
                     report_number(0, "$1 message", "$1 messages", SIP_ENGLISH),
                     report_number(2, "$1 more dialog", "$1 more dialogs", SIP_FRENCH),
                     report_number(0, "$1 message", "$1 messages", SIP_FRENCH),
                     report_subject(true, "SIP/2.0 486 Busy Here", "INVITE", SIP_ENGLISH),
                     report_subject(true, "SIP/2.0 486 Busy Here", "INVITE", SIP_FRENCH)};
    static const char *const expected[] = {"[2001:db8::1]:5060",
                                           "2001:db8::1",
                                           "-0.002",
                                           "2",
                                           "1.234567",
                                           "2026-01-05T09:00:00.000001Z",
                                           "2 messages",
                                           "0 messages",
                                           "2 autres dialogues",
                                           "0 message",
                                           "486 Busy Here to INVITE",
                                           "486 Busy Here (INVITE)"};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_assert_cmpstr(texts[i], ==, expected[i]);
        g_free(texts[i]);
    }
    struct report *report = report_new("Test 1");
    g_assert_cmpstr(report_add_rule(report, "custom:a-b")->filter, ==,
                    "sip_response.rule == \"custom:a-b\"");
    g_assert_cmpstr(report_add_rule(report, "420-a-b")->filter, ==, "sip_response.420_a_b");
    report_free(report);
    g_assert_null(report_time_of_day(0));
    g_assert_null(report_time_of_day(G_MAXINT64));
}

/* Nothing, or next to nothing, to report. */
static void test_empty(void)
{
    struct report *report = report_new("Test 1");
    char *(*const renderers[])(const struct report *) = {report_markdown, report_json, report_html};

    for (int captures = 0; captures < 2; captures++) {
        for (size_t i = 0; i < G_N_ELEMENTS(renderers); i++) {
            char *text = renderers[i](report);
            g_assert_true(g_utf8_validate(text, -1, NULL));
            g_assert_true(i == 1 || strstr(text, "No SIP message was found") != NULL);
            g_free(text);
        }
        report_add_capture(report);
    }
    report_free(report);
}

void test_report_register(void)
{
    g_test_add_func("/report/collect", test_collect);
    g_test_add_func("/report/limits", test_limits);
    g_test_add_func("/report/shorten", test_shorten);
    g_test_add_func("/report/ladder", test_ladder);
    g_test_add_func("/report/html_inert", test_html_inert);
    g_test_add_func("/report/markdown_inert", test_markdown_inert);
    g_test_add_func("/report/json_quotes", test_json_quotes);
    g_test_add_func("/report/words", test_words);
    g_test_add_func("/report/empty", test_empty);
}
