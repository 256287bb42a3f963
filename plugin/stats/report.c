/* report.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/report.h"

#include <epan/epan_dissect.h>
#include <epan/plugin_if.h>
#include <epan/stat_tap_ui.h>
#include <epan/tap.h>
#include <epan/to_str.h>
#include <stdio.h>
#include <wsutil/report_message.h>

#include "compat.h"
#include "epan/frames.h"
#include "epan/gap.h"
#include "epan/preferences.h"
#include "epan/record.h"
#include "epan/sip_items.h"
#include "report/collect.h"
#include "report/render.h"
#include "report/text.h"
#include "rules/engine/table.h"
#include "stats/failures.h"

#define GENERATOR "SIP Response Semantics " SIP_RESPONSE_VERSION

/* A listener: what it has collected of the capture that is being read. */
struct listener {
    struct report_collector *collector;
    char *filter;        /* the user's; NULL: none */
    gint64 begin;        /* of the capture's first packet, microseconds since 1970 */
    GHashTable *records; /* a set: what the messages are part of */
    bool any;            /* a message has come */
    guint32 frame;       /* only the Call-ID of this frame's first message is wanted; 0: a report */
    GBytes *call_id;     /* that, or the one that all messages of the report have; NULL: any */
    char *(*render)(const struct report *report);
};

static void ask(const void *data, report_found found, void *user)
{
    const struct message_record *record = data;

    for (const struct finding_record *f = record->findings; f != NULL; f = f->next) {
        struct report_told told = {sip_rule_at(f->rule)->id, f->evidence,
                                   frames_shown(f->related), frames_shown(f->explained_by),
                                   frames_shown(f->same_as), f->where,
                                   f->where_length};
        found(user, &told);
    }
}

static void describe(struct report_rule *rule)
{
    const struct sip_rule *entry = sip_rule_at((unsigned)sip_rule_find(rule->id));

    rule->severity = entry->severity;
    report_set(&rule->strength, sip_strength_name(entry->strength));
    report_set(&rule->reference, entry->reference);
    report_set(&rule->see, entry->see);
    report_set(&rule->requirement, sip_rule_requirement(entry, preferences_language()));
    report_set(&rule->problem, sip_rule_problem(entry, preferences_language()));
    report_set(&rule->remedy, sip_rule_remedy(entry, preferences_language()));
}

/* Microseconds. What no clock has shown is cut off. */
static gint64 microseconds(const nstime_t *stamp)
{
    return (gint64)CLAMP(stamp->secs, -G_GINT64_CONSTANT(1000000000000),
                         G_GINT64_CONSTANT(1000000000000)) *
               G_USEC_PER_SEC +
           stamp->nsecs / 1000;
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

/* How long a request took to its first response, if this is the first and came after it; else -1. */
static gint64 request_time(const struct message_record *record)
{
    const struct sip_transaction *t = record->transaction;
    bool first = record->is_response && t != NULL && t->request_frame != 0 &&
                 t->request_frame < record->frame && t->responses != NULL &&
                 t->responses->frame == record->frame && t->responses->code == record->code;

    return first ? MAX(record->stamp - t->request_time, 0) : -1;
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

static GBytes *keep_call_id(const struct sip_message *message)
{
    struct sip_slice call_id = sip_message_value(message, SIP_HDR_CALL_ID);

    return call_id.n > 0 ? g_bytes_new(call_id.p, call_id.n) : NULL;
}

/* Whether the message is for the report. */
static bool is_wanted(struct listener *listener, guint32 frame, const struct sip_message *message)
{
    if (listener->frame != 0) {
        if (frame == listener->frame && listener->call_id == NULL) {
            listener->call_id = keep_call_id(message);
        }
        return false;
    }
    GBytes *call_id = listener->call_id != NULL ? keep_call_id(message) : NULL;
    bool wanted =
        listener->call_id == NULL || (call_id != NULL && g_bytes_equal(call_id, listener->call_id));
    g_clear_pointer(&call_id, g_bytes_unref);
    return wanted;
}

static tap_packet_status collect(void *data, packet_info *pinfo, epan_dissect_t *edt,
                                 const void *tapped, tap_flags_t flags)
{
    struct listener *listener = data;
    const struct message_record *record = tapped;
    struct sip_message message;
    struct sip_packet packet;

    (void)flags;
    if ((listener->frame != 0 && listener->frame != pinfo->num) ||
        !read_message(pinfo, edt->tree, record, &packet, &message) ||
        !is_wanted(listener, pinfo->num, &message)) {
        return TAP_PACKET_DONT_REDRAW;
    }
    struct report_seen seen = {
        .message = &message,
        .frame = pinfo->num,
        .item = record->sip_item,
        .stamp = microseconds(&pinfo->rel_ts),
        .source = address_to_str(pinfo->pool, &pinfo->src),
        .destination = address_to_str(pinfo->pool, &pinfo->dst),
        .source_port = packet.source.port,
        .destination_port = packet.destination.port,
        .transport = transport_name(packet.transport),
        .is_stream = sip_transport_is_stream(packet.transport) ||
                     packet.transport == SIP_TRANSPORT_WEBSOCKET,
        .original = frames_shown(record->original),
        .request = record->is_response && record->transaction != NULL
                       ? frames_shown(record->transaction->request_frame)
                       : 0,
        .request_time = request_time(record),
        .is_passed_on = record->is_response && record->transaction != NULL &&
                        record->transaction->branches != NULL,
        .record = record,
    };
    if (!listener->any) {
        listener->any = true;
        listener->begin = microseconds(&pinfo->abs_ts) - seen.stamp;
    }
    report_collector_add(listener->collector, &seen);
    failures_note(listener->records, record);
    return TAP_PACKET_REDRAW;
}

static void reset(void *data)
{
    struct listener *listener = data;

    g_clear_pointer(&listener->collector, report_collector_free);
    listener->collector = report_collector_new(&report_default_limits, ask);
    g_clear_pointer(&listener->records, g_hash_table_destroy);
    listener->records = g_hash_table_new(NULL, NULL);
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
    g_hash_table_destroy(listener->records);
    g_clear_pointer(&listener->call_id, g_bytes_unref);
    g_free(listener->filter);
    g_free(listener);
}

/* What the report says of the messages that were chosen; NULL: all were. */
static char *choice_of(const struct listener *listener)
{
    char *call = NULL, *filter = g_strdup(listener->filter), *line = NULL;

    if (listener->call_id != NULL) {
        gsize n;
        const char *octets = g_bytes_get_data(listener->call_id, &n);
        call = report_text_line(octets, n, 200);
        g_free(filter);
        filter = g_strdup_printf("sip.Call-ID == \"%s\"", call);
    }
    if (filter != NULL) {
        line = report_text_line(filter, strlen(filter), 1000);
    }
    g_free(filter);
    g_free(call);
    return line;
}

/* What the capture lacks; NULL: nothing, as far as is known. */
static char *gaps(void)
{
    GString *all = g_string_new(NULL);

    for (int kind = 0; kind < GAP_KINDS; kind++) {
        guint32 frame = frames_shown(gap_frame((enum gap_kind)kind));
        if (frame != 0) {
            g_string_append(all, all->len > 0 ? "; " : "");
            g_string_append_printf(all, preferences_text("%s (frame %u)"),
                                   preferences_text(gap_text((enum gap_kind)kind)), frame);
        }
    }
    return g_string_free(all, all->len == 0);
}

/* The name of the capture in the window; NULL in tshark, which tells it to nobody: sip-report knows it. */
static char *capture_name(void)
{
    ws_info_t *window;
    char *name, *line;

    plugin_if_get_ws_info(&window);
    if (window->cf_filename == NULL) {
        return NULL;
    }
    name = g_filename_display_basename(window->cf_filename);
    line = report_text_line(name, strlen(name), 200);
    g_free(name);
    return line;
}

static struct report *report_of(struct listener *listener)
{
    struct report *report = report_new(GENERATOR);
    struct report_outcomes *outcomes;
    struct report_capture *capture;

    report->language = preferences_language();
    record_finish();
    outcomes = failures_of(listener->records, listener->begin);
    capture = report_collector_write(listener->collector, report, describe, outcomes);
    failures_free(outcomes);
    capture->begin = listener->begin;
    capture->file = capture_name();
    capture->filter = choice_of(listener);
    capture->gap = gaps();
    return report;
}

static void print(void *data)
{
    struct listener *listener = data;
    struct report *report = report_of(listener);
    char *text = listener->render(report);

    fputs(text, stdout);
    g_free(text);
    report_free(report);
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

/* Listens while the window reads the capture once more. NULL: the filter cannot be used. */
static struct listener *read_again(const funnel_ops_t *ops, const char *filter, guint32 frame,
                                   GBytes *call_id)
{
    struct listener *listener = listener_new(filter, NULL);

    listener->frame = frame;
    listener->call_id = call_id;
    if (!listen(listener, NULL)) {
        return NULL;
    }
    ops->retap_packets(ops->ops_id);
    return listener;
}

/* NULL: the frame has no message with a Call-ID. */
static GBytes *call_id_of(const funnel_ops_t *ops, guint32 frame)
{
    struct listener *listener = read_again(ops, NULL, frame, NULL);
    GBytes *call_id = NULL;

    if (listener != NULL) {
        call_id = g_steal_pointer(&listener->call_id);
        remove_tap_listener(listener);
    }
    return call_id;
}

struct report *report_of_window(const funnel_ops_t *ops, const char *filter, guint32 frame)
{
    GBytes *call_id = frame != 0 ? call_id_of(ops, frame) : NULL;
    struct listener *listener =
        frame != 0 && call_id == NULL ? NULL : read_again(ops, filter, 0, call_id);
    struct report *report = NULL;

    if (listener != NULL) {
        report = listener->any ? report_of(listener) : NULL;
        remove_tap_listener(listener);
    }
    return report;
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
}
