/* model.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/model.h"

#include "report/shape.h"
#include "rules/engine/custom.h"

void report_set(char **member, const char *text)
{
    char *copy = text != NULL ? g_utf8_make_valid(text, -1) : NULL;

    g_free(*member);
    *member = copy;
}

struct report *report_new(const char *generator)
{
    struct report *report = g_new0(struct report, 1);

    report_set(&report->generator, generator);
    report->rules = g_ptr_array_new();
    report->captures = g_ptr_array_new();
    return report;
}

void report_free(struct report *report)
{
    for (guint i = 0; i < report->captures->len; i++) {
        report_object_free(&report_capture_shape, g_ptr_array_index(report->captures, i));
    }
    for (guint i = 0; i < report->rules->len; i++) {
        report_object_free(&report_rule_shape, g_ptr_array_index(report->rules, i));
    }
    g_ptr_array_unref(report->captures);
    g_ptr_array_unref(report->rules);
    g_free(report->generator);
    g_free(report);
}

struct report_rule *report_find_rule(const struct report *report, const char *id)
{
    for (guint i = 0; i < report->rules->len; i++) {
        struct report_rule *rule = g_ptr_array_index(report->rules, i);
        if (g_str_equal(rule->id, id)) {
            return rule;
        }
    }
    return NULL;
}

/* A custom rule has no field of its own. */
static char *filter_for(const char *id)
{
    return g_str_has_prefix(id, SIP_CUSTOM_PREFIX)
               ? g_strdup_printf("sip_response.rule == \"%s\"", id)
               : g_strdelimit(g_strconcat("sip_response.", id, NULL), "-", '_');
}

struct report_rule *report_add_rule(struct report *report, const char *id)
{
    struct report_rule *rule = report_find_rule(report, id);

    if (rule == NULL) {
        rule = report_object_add(report->rules, &report_rule_shape);
        report_set(&rule->id, id);
        g_free(rule->filter);
        rule->filter = filter_for(rule->id);
    }
    return rule;
}

struct report_capture *report_add_capture(struct report *report)
{
    return report_object_add(report->captures, &report_capture_shape);
}

struct report_finding *report_add_finding(struct report_capture *capture, struct report_rule *rule,
                                          guint32 frame, const char *evidence)
{
    struct report_finding *finding = report_object_add(capture->findings, &report_finding_shape);

    finding->rule = rule;
    finding->frame = frame;
    report_set(&finding->evidence, evidence);
    rule->count++;
    return finding;
}

const char *report_transport(const char *name)
{
    static const char *const names[] = {"UDP", "TCP", "TLS", "SCTP", "WebSocket"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_strcmp0(name, names[i]) == 0) {
            return names[i];
        }
    }
    return NULL;
}

const char *report_severity_name(enum sip_severity severity)
{
    return sip_severity_name(severity);
}

const char *report_severity_text(enum sip_severity severity, enum sip_language language)
{
    return sip_text(report_severity_name(severity), language);
}

bool report_severity_read(const char *name, enum sip_severity *severity)
{
    for (int i = SIP_CHAT; i <= SIP_ERROR; i++) {
        if (g_strcmp0(name, sip_severity_name((enum sip_severity)i)) == 0) {
            *severity = (enum sip_severity)i;
            return true;
        }
    }
    return false;
}

enum sip_severity report_finding_severity(const struct report_finding *finding)
{
    return finding->explained_by != 0 || finding->same_as != 0 ? SIP_CHAT : finding->rule->severity;
}
