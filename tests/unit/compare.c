/* compare.c
 * Tests of plugin/report/compare.h: what counts as a change between two captures.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "report/compare.h"
#include "report/shape.h"

void test_compare_register(void);

static struct report_sender *sender(struct report_capture *capture, const char *address,
                                    guint64 responses)
{
    struct report_sender *s = report_object_add(capture->senders, &report_sender_shape);

    report_set(&s->end.address, address);
    s->responses = responses;
    return s;
}

static void outcome(struct report_sender *s, guint code, guint64 count)
{
    struct report_code *entry = report_object_add(s->codes, &report_code_shape);

    entry->code = code;
    entry->count = count;
}

static void findings(struct report *report, guint capture, const char *id, const char *address,
                     guint count)
{
    struct report_rule *rule = report_add_rule(report, id);

    rule->severity = SIP_WARN;
    for (guint i = 0; i < count; i++) {
        struct report_finding *finding = report_add_finding(
            g_ptr_array_index(report->captures, capture), rule, 100 * (capture + 1) + i, "seen");
        report_set(&finding->source.address, address);
    }
}

/* "new A rule 0/100 1/100;" for each change. */
static char *told(const GPtrArray *changes)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < changes->len; i++) {
        const struct report_change *c = g_ptr_array_index(changes, i);
        g_string_append_printf(text, "%s %s %s %u/%u %u/%u;", c->change, c->device,
                               c->rule ? c->rule : "", (guint)c->before, (guint)c->before_of,
                               (guint)c->after, (guint)c->after_of);
    }
    return g_string_free(text, FALSE);
}

static struct report *two_captures(guint64 before, guint64 after)
{
    struct report *report = report_new("Test 1");

    sender(report_add_capture(report), "A", before);
    sender(report_add_capture(report), "A", after);
    return report;
}

static void check(struct report *report, const char *expected)
{
    struct report_comparison *comparison = report_compare(report);
    char *text = told(comparison->findings);

    g_assert_cmpstr(text, ==, expected);
    g_free(text);
    report_comparison_free(comparison);
    report_free(report);
}

static void test_new_and_gone(void)
{
    struct report *report = two_captures(100, 200);

    findings(report, 0, "gone-rule", "A", 2);
    findings(report, 1, "new-rule", "A", 1);
    findings(report, 0, "kept-rule", "A", 3);
    findings(report, 1, "kept-rule", "A", 6);
    findings(report, 1, "kept-rule", "B", 1); /* another device: new there */
    check(report,
          "new A new-rule 0/100 1/200;new B kept-rule 0/0 1/0;gone A gone-rule 2/100 0/200;");
}

/* The same number of findings is less where more was sent; what chance explains is no change. */
static void test_rates(void)
{
    struct report *report = two_captures(1000, 1000);
    findings(report, 0, "a-rule", "A", 10);
    findings(report, 1, "a-rule", "A", 100);
    check(report, "more A a-rule 10/1000 100/1000;");

    report = two_captures(100, 10000);
    findings(report, 0, "a-rule", "A", 50);
    findings(report, 1, "a-rule", "A", 50);
    check(report, "less A a-rule 50/100 50/10000;");

    report = two_captures(20, 20); /* twice as often, of few */
    findings(report, 0, "a-rule", "A", 2);
    findings(report, 1, "a-rule", "A", 4);
    check(report, "");

    report = two_captures(100000, 100000); /* hardly chance, but hardly more */
    findings(report, 0, "a-rule", "A", 10000);
    findings(report, 1, "a-rule", "A", 11000);
    check(report, "");

    report = two_captures(5, 5); /* all and all */
    findings(report, 0, "a-rule", "A", 5);
    findings(report, 1, "a-rule", "A", 5);
    check(report, "");
}

static void test_outcomes(void)
{
    struct report *report = two_captures(10, 10);
    struct report_sender *before = g_ptr_array_index(
        ((struct report_capture *)g_ptr_array_index(report->captures, 0))->senders, 0);
    struct report_sender *after = g_ptr_array_index(
        ((struct report_capture *)g_ptr_array_index(report->captures, 1))->senders, 0);

    outcome(before, 180, 50); /* no outcome */
    outcome(before, 200, 10);
    outcome(after, 200, 9);
    outcome(after, 503, 1);
    struct report_comparison *comparison = report_compare(report);
    char *text = told(comparison->outcomes), *json = report_comparison_json(comparison);
    g_assert_cmpstr(text, ==, "new A  0/10 1/10;");
    g_assert_nonnull(strstr(json, "\"code\": 503,"));
    g_assert_false(report_comparison_is_worse(comparison, SIP_CHAT));
    g_free(json);
    g_free(text);
    report_comparison_free(comparison);
    report_free(report);
}

static void test_worse(void)
{
    struct report *report = two_captures(10, 10);

    findings(report, 1, "a-rule", "A", 1);
    struct report_comparison *comparison = report_compare(report);
    g_assert_true(report_comparison_is_worse(comparison, SIP_NOTE));
    g_assert_true(report_comparison_is_worse(comparison, SIP_WARN));
    g_assert_false(report_comparison_is_worse(comparison, SIP_ERROR));
    char *text = report_comparison_markdown(comparison);
    g_assert_nonnull(strstr(text, "**1 new finding, 0 gone findings.**"));
    g_assert_nonnull(
        strstr(text, "| `A` | warning | `a-rule` |  | 200 | 0 of 10 (0 %) | 1 of 10 (10 %) |"));
    g_free(text);
    report_comparison_free(comparison);
    report_free(report);
}

void test_compare_register(void)
{
    g_test_add_func("/compare/new_and_gone", test_new_and_gone);
    g_test_add_func("/compare/rates", test_rates);
    g_test_add_func("/compare/outcomes", test_outcomes);
    g_test_add_func("/compare/worse", test_worse);
}
