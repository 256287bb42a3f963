/* model.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/model.h"

void report_set(char **member, const char *text)
{
    char *copy = g_strdup(text);

    g_free(*member);
    *member = copy;
}

static void free_rule(gpointer data)
{
    struct report_rule *rule = data;

    g_free(rule->id);
    g_free(rule->strength);
    g_free(rule->reference);
    g_free(rule->see);
    g_free(rule->summary);
    g_free(rule->remedy);
    g_free(rule);
}

static void free_finding(gpointer data)
{
    struct report_finding *finding = data;

    g_free(finding->source.address);
    g_free(finding->subject);
    g_free(finding->evidence);
    g_free(finding);
}

static void free_message(gpointer data)
{
    struct report_message *message = data;

    g_free(message->source.address);
    g_free(message->destination.address);
    g_free(message->method);
    g_free(message->cseq);
    g_free(message->start_line);
    g_free(message->text);
    g_ptr_array_unref(message->findings);
    g_free(message);
}

static void free_dialog(gpointer data)
{
    struct report_dialog *dialog = data;

    g_free(dialog->call_id);
    g_free(dialog->from);
    g_free(dialog->to);
    g_free(dialog->method);
    g_free(dialog->outcome);
    g_ptr_array_unref(dialog->messages);
    g_free(dialog);
}

static void free_sender(gpointer data)
{
    struct report_sender *sender = data;

    g_free(sender->end.address);
    g_ptr_array_unref(sender->software);
    g_free(sender);
}

static void free_capture(gpointer data)
{
    struct report_capture *capture = data;

    g_free(capture->file);
    g_free(capture->error);
    g_free(capture->incomplete);
    g_free(capture->filter);
    g_ptr_array_unref(capture->senders);
    g_array_unref(capture->codes);
    g_array_unref(capture->intervals);
    g_ptr_array_unref(capture->dialogs);
    g_ptr_array_unref(capture->messages);
    g_ptr_array_unref(capture->findings);
    g_free(capture);
}

struct report *report_new(const char *generator)
{
    struct report *report = g_new0(struct report, 1);

    report_set(&report->generator, generator);
    report->rules = g_ptr_array_new_with_free_func(free_rule);
    report->captures = g_ptr_array_new_with_free_func(free_capture);
    return report;
}

void report_free(struct report *report)
{
    g_free(report->generator);
    g_ptr_array_unref(report->captures);
    g_ptr_array_unref(report->rules);
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

struct report_rule *report_add_rule(struct report *report, const char *id)
{
    struct report_rule *rule = report_find_rule(report, id);

    if (rule == NULL) {
        rule = g_new0(struct report_rule, 1);
        rule->id = g_strdup(id);
        rule->severity = SIP_NOTE;
        rule->strength = g_strdup("");
        rule->reference = g_strdup("");
        rule->summary = g_strdup("");
        rule->remedy = g_strdup("");
        g_ptr_array_add(report->rules, rule);
    }
    return rule;
}

struct report_capture *report_add_capture(struct report *report)
{
    struct report_capture *capture = g_new0(struct report_capture, 1);

    capture->senders = g_ptr_array_new_with_free_func(free_sender);
    capture->codes = g_array_new(FALSE, TRUE, sizeof(struct report_code));
    capture->intervals = g_array_new(FALSE, TRUE, sizeof(struct report_interval));
    capture->findings = g_ptr_array_new_with_free_func(free_finding);
    capture->messages = g_ptr_array_new_with_free_func(free_message);
    capture->dialogs = g_ptr_array_new_with_free_func(free_dialog);
    g_ptr_array_add(report->captures, capture);
    return capture;
}

struct report_sender *report_add_sender(struct report_capture *capture, const char *address,
                                        guint16 port)
{
    struct report_sender *sender = g_new0(struct report_sender, 1);

    sender->end.address = g_strdup(address);
    sender->end.port = port;
    sender->software = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(capture->senders, sender);
    return sender;
}

struct report_finding *report_add_finding(struct report_capture *capture,
                                          const struct report_rule *rule, guint32 frame,
                                          const char *evidence)
{
    struct report_finding *finding = g_new0(struct report_finding, 1);

    finding->rule = rule;
    finding->frame = frame;
    finding->source.address = g_strdup("");
    finding->subject = g_strdup("");
    finding->evidence = g_strdup(evidence);
    g_ptr_array_add(capture->findings, finding);
    return finding;
}

struct report_message *report_add_message(struct report_capture *capture, guint32 frame,
                                          guint32 item)
{
    struct report_message *message = g_new0(struct report_message, 1);

    message->frame = frame;
    message->item = item;
    message->source.address = g_strdup("");
    message->destination.address = g_strdup("");
    message->start_line = g_strdup("");
    message->findings = g_ptr_array_new();
    g_ptr_array_add(capture->messages, message);
    return message;
}

struct report_dialog *report_add_dialog(struct report_capture *capture)
{
    struct report_dialog *dialog = g_new0(struct report_dialog, 1);

    dialog->messages = g_ptr_array_new();
    g_ptr_array_add(capture->dialogs, dialog);
    return dialog;
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

static const char *const severities[] = {
    [SIP_CHAT] = "chat",
    [SIP_NOTE] = "note",
    [SIP_WARN] = "warning",
    [SIP_ERROR] = "error",
};

const char *report_severity_name(enum sip_severity severity)
{
    return severities[severity];
}

const char *report_severity_text(enum sip_severity severity, enum sip_language language)
{
    static const char *const french[] = {
        [SIP_CHAT] = "chat",
        [SIP_NOTE] = "note",
        [SIP_WARN] = "avertissement",
        [SIP_ERROR] = "erreur",
    };
    return sip_text(report_severity_name(severity), french[severity], language);
}

bool report_severity_read(const char *name, enum sip_severity *severity)
{
    for (int i = SIP_CHAT; i <= SIP_ERROR; i++) {
        if (g_strcmp0(name, severities[i]) == 0) {
            *severity = (enum sip_severity)i;
            return true;
        }
    }
    return false;
}
