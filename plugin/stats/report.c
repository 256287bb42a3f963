/* report.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/report.h"

#include <epan/epan_dissect.h>
#include <epan/funnel.h>
#include <epan/stat_tap_ui.h>
#include <epan/tap.h>
#include <epan/to_str.h>
#include <stdio.h>
#include <wsutil/report_message.h>

#include "compat.h"
#include "epan/preferences.h"
#include "epan/record.h"
#include "epan/sip_items.h"
#include "report/collect.h"
#include "report/render.h"
#include "report/text.h"
#include "rules/engine/custom.h"
#include "rules/engine/table.h"
#include "stats/capture_name.h"

#define GENERATOR "SIP Response Semantics " SIP_RESPONSE_VERSION
#define MENU_ENTRY "SIP Response Report"

/* A listener: what it has collected of the capture that is being read. */
struct listener {
    struct report_collector *collector;
    char *filter; /* the user's; NULL: none */
    char *file;
    gint64 begin; /* of the capture's first packet, microseconds since 1970 */
    bool any;     /* a message has come */
    char *(*render)(const struct report *report);
};

static void ask(const void *data, report_found found, void *user)
{
    const struct message_record *record = data;

    for (const struct finding_record *f = record->findings; f != NULL; f = f->next) {
        found(user, sip_rule_at(f->rule)->id, f->evidence, f->related);
    }
}

static void describe(struct report_rule *rule)
{
    unsigned number = sip_rules_count() + sip_custom_count() - 1;

    while (number > 0 && strcmp(sip_rule_at(number)->id, rule->id) != 0) {
        number--; /* from the end: of custom rules that were changed, the last counts */
    }
    const struct sip_rule *entry = sip_rule_at(number);
    rule->severity = entry->severity;
    report_set(&rule->strength, sip_strength_name(entry->strength));
    report_set(&rule->reference, entry->reference);
    report_set(&rule->see, entry->see);
    report_set(&rule->requirement, sip_rule_requirement(entry, preferences_language()));
    report_set(&rule->problem, sip_rule_problem(entry, preferences_language()));
    report_set(&rule->remedy, sip_rule_remedy(entry, preferences_language()));
}

/* Microseconds. What no clock has shown is cut off. */
static gint64 microseconds(const nstime_t *time)
{
    return (gint64)CLAMP(time->secs, -G_GINT64_CONSTANT(1000000000000),
                         G_GINT64_CONSTANT(1000000000000)) *
               G_USEC_PER_SEC +
           time->nsecs / 1000;
}

static const char *transport_name(enum sip_transport transport)
{
    static const char *const names[] = {
        [SIP_TRANSPORT_UDP] = "UDP",
        [SIP_TRANSPORT_TCP] = "TCP",
        [SIP_TRANSPORT_TLS] = "TLS",
        [SIP_TRANSPORT_SCTP] = "SCTP",
        [SIP_TRANSPORT_WEBSOCKET] = "WebSocket",
        [SIP_TRANSPORT_UNKNOWN] = NULL,
    };
    return report_transport(names[transport]);
}

/* How long a request took to its first response, if this is the first; else -1. */
static gint64 request_time(guint32 frame, const struct message_record *record)
{
    const struct sip_transaction *t = record->transaction;
    bool first = record->is_response && t != NULL && t->request_frame != 0 &&
                 t->responses != NULL && t->responses->frame == frame &&
                 t->responses->code == record->code;

    return first ? MAX(record->time - t->request_time, 0) : -1;
}

/* Reads the bytes of a message once more, as they were read when it was judged. */
static bool read_message(packet_info *pinfo, proto_tree *tree, const struct message_record *record,
                         struct sip_packet *packet, struct sip_message *message)
{
    struct sip_item item;

    return sip_items_carrier(pinfo, packet) &&
           sip_items_again(pinfo, tree, packet->transport, record->sip_item, record->item_start,
                           &item) &&
           sip_message_read(message, item.bytes, item.reported, item.fragment,
                            sip_transport_is_stream(packet->transport) ? SIP_FRAMING_STREAM
                                                                       : SIP_FRAMING_DATAGRAM);
}

static tap_packet_status collect(void *data, packet_info *pinfo, epan_dissect_t *edt,
                                 const void *tapped, tap_flags_t flags)
{
    struct listener *listener = data;
    const struct message_record *record = tapped;
    struct sip_message message;
    struct sip_packet packet;

    (void)flags;
    if (!read_message(pinfo, edt->tree, record, &packet, &message)) {
        return TAP_PACKET_DONT_REDRAW;
    }
    struct report_seen seen = {
        .message = &message,
        .frame = pinfo->num,
        .item = record->sip_item,
        .time = microseconds(&pinfo->rel_ts),
        .source = address_to_str(pinfo->pool, &pinfo->src),
        .destination = address_to_str(pinfo->pool, &pinfo->dst),
        .source_port = packet.source.port,
        .destination_port = packet.destination.port,
        .transport = transport_name(packet.transport),
        .is_stream = sip_transport_is_stream(packet.transport) ||
                     packet.transport == SIP_TRANSPORT_WEBSOCKET,
        .original = record->original,
        .request = record->is_response && record->transaction != NULL
                       ? record->transaction->request_frame
                       : 0,
        .request_time = request_time(pinfo->num, record),
        .record = record,
    };
    if (!listener->any) {
        listener->any = true;
        listener->file = capture_name();
        listener->begin = microseconds(&pinfo->abs_ts) - seen.time;
    }
    report_collector_add(listener->collector, &seen);
    return TAP_PACKET_REDRAW;
}

static void reset(void *data)
{
    struct listener *listener = data;

    g_clear_pointer(&listener->collector, report_collector_free);
    listener->collector = report_collector_new(&report_default_limits, ask);
    g_clear_pointer(&listener->file, g_free);
    listener->begin = 0;
    listener->any = false;
}

static struct listener *listener_new(const char *filter,
                                     char *(*render)(const struct report *report))
{
    struct listener *listener = g_new0(struct listener, 1);

    listener->filter = g_strdup(filter);
    listener->render = render;
    reset(listener);
    return listener;
}

static void listener_free(void *data)
{
    struct listener *listener = data;

    report_collector_free(listener->collector);
    g_free(listener->filter);
    g_free(listener->file);
    g_free(listener);
}

/* The report as a text, to be freed with g_free. */
static char *text_of(struct listener *listener)
{
    struct report *report = report_new(GENERATOR);
    struct report_capture *capture;
    char *text;

    report->language = preferences_language();
    record_finish();
    capture = report_collector_write(listener->collector, report, describe);
    capture->begin = listener->begin;
    if (listener->file != NULL) {
        capture->file = report_text_line(listener->file, strlen(listener->file), 200);
    }
    if (listener->filter != NULL) {
        capture->filter = report_text_line(listener->filter, strlen(listener->filter), 1000);
    }
    text = listener->render(report);
    report_free(report);
    return text;
}

static void print(void *data)
{
    char *text = text_of(data);

    fputs(text, stdout);
    g_free(text);
}

/* Listens to the messages that match; false with an error that a user understands. The item sip is
 * asked for, so that Wireshark keeps it in trees that nobody sees. */
static bool listen(struct listener *listener, tap_draw_cb draw)
{
    char *filter = listener->filter != NULL ? g_strdup_printf("sip && (%s)", listener->filter)
                                            : g_strdup("sip");
    GString *error = register_tap_listener("sip_response", listener, filter, TL_REQUIRES_PROTO_TREE,
                                           reset, collect, draw, listener_free);

    g_free(filter);
    if (error != NULL) {
        report_failure("SIP Response Semantics: the filter of the report, \"%s\", cannot be used: "
                       "%s",
                       listener->filter, error->str);
        g_string_free(error, TRUE);
        listener_free(listener);
        return false;
    }
    return true;
}

/* What can be asked for behind "-z sip_response,". */
static const struct format {
    const char *argument;
    char *(*render)(const struct report *report);
} formats[] = {
    {"sip_response,report", report_markdown},
    {"sip_response,json", report_json},
    {"sip_response,html", report_html},
};

static COMPAT_STARTS start(const char *argument, void *data)
{
    const struct format *format = data;
    const char *rest = argument + strlen(format->argument);
    bool ok = *rest == '\0' || *rest == ',';

    if (!ok) {
        report_failure("SIP Response Semantics: \"-z %s\" is not known; write \"-z %s\" or \"-z "
                       "%s,FILTER\".",
                       argument, format->argument, format->argument);
    } else {
        const char *filter = rest[0] == ',' && rest[1] != '\0' ? rest + 1 : NULL;
        ok = listen(listener_new(filter, format->render), print);
    }
    COMPAT_STARTED(ok);
}

static compat_bool copy(funnel_text_window_t *window, void *data)
{
    const funnel_ops_t *ops = data;
    char *text = (char *)ops->get_text(window);
    GString *copied = g_string_new(text);

    ops->copy_to_clipboard(copied);
    g_string_free(copied, TRUE);
    g_free(text);
    return TRUE;
}

static void show_text(const funnel_ops_t *ops, const char *text)
{
    funnel_text_window_t *window = ops->new_text_window(ops->ops_id, MENU_ENTRY);
    funnel_bt_t *button = g_new0(funnel_bt_t, 1);

    ops->append_text(window, text); /* set_text might take it for HTML */
    button->tw = window;
    button->func = copy;
    button->data = (void *)ops;
    button->free_fcn = g_free;
    ops->add_button(window, button, preferences_text("Copy"));
}

/* The window: the capture is read once more, and the text shown as it is then. */
static void show(gpointer data)
{
    const funnel_ops_t *ops = funnel_get_funnel_ops();
    struct listener *listener;

    (void)data;
    if (ops == NULL || ops->new_text_window == NULL) {
        return;
    }
    listener = listener_new(NULL, report_markdown);
    if (listen(listener, NULL)) {
        ops->retap_packets(ops->ops_id);
        char *text = listener->any
                         ? text_of(listener)
                         : g_strdup(preferences_text("There is no SIP message to report on. "
                                                     "Open a capture, then choose this again.\n"));
        remove_tap_listener(listener);
        show_text(ops, text);
        g_free(text);
    }
}

static void register_format(const struct format *format)
{
    /* Wireshark keeps the pointer. */
    stat_tap_ui *ui = g_new0(stat_tap_ui, 1);

    ui->group = REGISTER_STAT_GROUP_GENERIC;
    ui->cli_string = format->argument;
    ui->tap_init_cb = start;
    register_stat_tap_ui(ui, (void *)format);
}

void report_register(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        register_format(&formats[i]);
    }
    funnel_register_menu(MENU_ENTRY, REGISTER_TOOLS_GROUP_UNSORTED, show, NULL, NULL, FALSE);
}
