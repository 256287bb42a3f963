/* report_reader.c
 * A key that is not there counts as null: an older plugin may have written the document.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "commands/report_reader.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "commands/command.h"

/* The value of a key as a certain type; nothing where it is missing, null, or of another type. */

static const char *text_of(JsonObject *object, const char *key)
{
    JsonNode *node = json_object_get_member(object, key);

    return node != NULL && json_node_get_value_type(node) == G_TYPE_STRING
               ? json_node_get_string(node)
               : NULL;
}

static gint64 number_of(JsonObject *object, const char *key)
{
    JsonNode *node = json_object_get_member(object, key);

    return node != NULL && json_node_get_value_type(node) == G_TYPE_INT64
               ? MAX(json_node_get_int(node), 0)
               : 0;
}

static guint32 small_number_of(JsonObject *object, const char *key)
{
    return (guint32)MIN(number_of(object, key), G_MAXUINT32);
}

static guint16 port_of(JsonObject *object, const char *key)
{
    return (guint16)MIN(number_of(object, key), G_MAXUINT16);
}

static bool is_set(JsonObject *object, const char *key)
{
    JsonNode *node = json_object_get_member(object, key);

    return node != NULL && json_node_get_value_type(node) == G_TYPE_BOOLEAN &&
           json_node_get_boolean(node);
}

/* Seconds become microseconds. */
static gint64 time_of(JsonObject *object, const char *key)
{
    JsonNode *node = json_object_get_member(object, key);

    if (node == NULL || (json_node_get_value_type(node) != G_TYPE_DOUBLE &&
                         json_node_get_value_type(node) != G_TYPE_INT64)) {
        return 0;
    }
    return (gint64)llround(CLAMP(json_node_get_double(node), -1e12, 1e12) * G_USEC_PER_SEC);
}

static gint64 date_of(JsonObject *object, const char *key)
{
    const char *text = text_of(object, key);
    GDateTime *date = text ? g_date_time_new_from_iso8601(text, NULL) : NULL;

    if (date == NULL) {
        return 0;
    }
    gint64 time = g_date_time_to_unix(date) * G_USEC_PER_SEC + g_date_time_get_microsecond(date);
    g_date_time_unref(date);
    return time;
}

/* What the model wants to be set always. */
static void set_text(char **member, JsonObject *object, const char *key)
{
    const char *text = text_of(object, key);

    report_set(member, text ? text : "");
}

/* NULL where there is none. */
static JsonArray *array_of(JsonObject *object, const char *key)
{
    JsonNode *node = json_object_get_member(object, key);

    return node != NULL && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
}

static guint length_of(JsonArray *array)
{
    return array != NULL ? json_array_get_length(array) : 0;
}

/* Calls read for each element of an array that is an object. */
typedef void (*read_element)(void *user, JsonObject *element);

static void each_element(JsonObject *object, const char *key, read_element read, void *user)
{
    JsonArray *array = array_of(object, key);

    for (guint i = 0; i < length_of(array); i++) {
        JsonNode *element = json_array_get_element(array, i);
        if (JSON_NODE_HOLDS_OBJECT(element)) {
            read(user, json_node_get_object(element));
        }
    }
}

static guint64 number_at(JsonArray *array, guint i)
{
    JsonNode *element = json_array_get_element(array, i);

    return JSON_NODE_HOLDS_VALUE(element) ? (guint64)MAX(json_node_get_int(element), 0) : 0;
}

/* Adds to a list what stands in another one at the places that an array gives. */
static void add_places(GPtrArray *list, JsonObject *object, const char *key, const GPtrArray *all)
{
    JsonArray *array = array_of(object, key);

    for (guint i = 0; i < length_of(array); i++) {
        guint64 place = number_at(array, i);
        if (place < all->len) {
            g_ptr_array_add(list, g_ptr_array_index(all, place));
        }
    }
}

static void read_end(struct report_end *end, JsonObject *object, const char *address,
                     const char *port)
{
    set_text(&end->address, object, address);
    end->port = port_of(object, port);
}

static void read_rule(void *user, JsonObject *object)
{
    const char *id = text_of(object, "id");

    if (id == NULL || report_find_rule(user, id) != NULL) {
        return;
    }
    struct report_rule *rule = report_add_rule(user, id);
    report_severity_read(text_of(object, "severity"), &rule->severity);
    set_text(&rule->strength, object, "strength");
    set_text(&rule->reference, object, "reference");
    report_set(&rule->see, text_of(object, "see"));
    set_text(&rule->summary, object, "summary");
    set_text(&rule->remedy, object, "remedy");
}

/* A capture being read. */
struct reading {
    struct report *report;
    struct report_capture *capture;
};

static void read_sender(void *user, JsonObject *object)
{
    struct reading *reading = user;
    const char *address = text_of(object, "address");
    struct report_sender *sender =
        report_add_sender(reading->capture, address ? address : "", port_of(object, "port"));
    JsonArray *software = array_of(object, "software");

    sender->transport = report_transport(text_of(object, "transport"));
    sender->requests = (guint64)number_of(object, "requests");
    sender->responses = (guint64)number_of(object, "responses");
    sender->findings = (guint64)number_of(object, "findings");
    for (guint i = 0; i < length_of(software); i++) {
        JsonNode *name = json_array_get_element(software, i);
        if (json_node_get_value_type(name) == G_TYPE_STRING) {
            g_ptr_array_add(sender->software, g_strdup(json_node_get_string(name)));
        }
    }
}

static void read_code(void *user, JsonObject *object)
{
    struct reading *reading = user;
    struct report_code code = {small_number_of(object, "code"),
                               (guint64)number_of(object, "count")};

    g_array_append_val(reading->capture->codes, code);
}

static void read_interval(void *user, JsonObject *object)
{
    struct reading *reading = user;
    struct report_interval interval = {
        .begin = time_of(object, "begin"),
        .timed = (guint64)number_of(object, "timed"),
        .shortest = time_of(object, "shortest"),
        .median = time_of(object, "median"),
        .longest = time_of(object, "longest"),
    };

    JsonArray *responses = array_of(object, "responses");
    for (guint i = 0; i < MIN(length_of(responses), G_N_ELEMENTS(interval.responses)); i++) {
        interval.responses[i] = number_at(responses, i);
    }
    g_array_append_val(reading->capture->intervals, interval);
}

static void read_finding(void *user, JsonObject *object)
{
    struct reading *reading = user;
    const char *id = text_of(object, "rule");
    const char *evidence = text_of(object, "evidence");
    struct report_finding *finding =
        report_add_finding(reading->capture, report_add_rule(reading->report, id ? id : "unknown"),
                           small_number_of(object, "frame"), evidence ? evidence : "");

    finding->item = small_number_of(object, "item");
    finding->time = time_of(object, "time");
    read_end(&finding->source, object, "source", "source_port");
    set_text(&finding->subject, object, "subject");
    finding->related = small_number_of(object, "related");
}

static void read_message(void *user, JsonObject *object)
{
    struct reading *reading = user;
    struct report_message *message = report_add_message(
        reading->capture, small_number_of(object, "frame"), small_number_of(object, "item"));

    message->time = time_of(object, "time");
    read_end(&message->source, object, "source", "source_port");
    read_end(&message->destination, object, "destination", "destination_port");
    message->transport = report_transport(text_of(object, "transport"));
    message->is_response = is_set(object, "response");
    message->code = small_number_of(object, "code");
    report_set(&message->method, text_of(object, "method"));
    report_set(&message->cseq, text_of(object, "cseq"));
    message->has_sdp = is_set(object, "sdp");
    set_text(&message->start_line, object, "start_line");
    message->original = small_number_of(object, "original");
    message->left_out = small_number_of(object, "left_out");
    add_places(message->findings, object, "findings", reading->capture->findings);
    report_set(&message->text, text_of(object, "text"));
    message->text_left_out = (gsize)number_of(object, "text_left_out");
    message->masked = is_set(object, "masked");
}

static void read_dialog(void *user, JsonObject *object)
{
    struct reading *reading = user;
    struct report_dialog *dialog = report_add_dialog(reading->capture);

    report_set(&dialog->call_id, text_of(object, "call_id"));
    report_set(&dialog->from, text_of(object, "from"));
    report_set(&dialog->to, text_of(object, "to"));
    report_set(&dialog->method, text_of(object, "method"));
    report_set(&dialog->outcome, text_of(object, "outcome"));
    dialog->message_count = (guint64)number_of(object, "message_count");
    dialog->left_out = small_number_of(object, "left_out");
    add_places(dialog->messages, object, "messages", reading->capture->messages);
}

static void read_summary(struct report_capture *capture, JsonObject *object)
{
    report_set(&capture->file, text_of(object, "file"));
    report_set(&capture->error, text_of(object, "error"));
    report_set(&capture->incomplete, text_of(object, "incomplete"));
    report_set(&capture->filter, text_of(object, "filter"));
    capture->begin = date_of(object, "begin");
    capture->first = time_of(object, "first");
    capture->last = time_of(object, "last");
    capture->requests = (guint64)number_of(object, "requests");
    capture->responses = (guint64)number_of(object, "responses");
    capture->repetitions = (guint64)number_of(object, "repetitions");
    capture->dialog_count = (guint64)number_of(object, "dialog_count");
    capture->dialogs_left_out = (guint64)number_of(object, "dialogs_left_out");
    capture->texts_left_out = (guint64)number_of(object, "texts_left_out");
    capture->interval_length = time_of(object, "interval_length");
}

static void read_capture(void *user, JsonObject *object)
{
    struct reading *reading = user;

    reading->capture = report_add_capture(reading->report);
    read_summary(reading->capture, object);
    each_element(object, "senders", read_sender, reading);
    each_element(object, "codes", read_code, reading);
    each_element(object, "intervals", read_interval, reading);
    each_element(object, "findings", read_finding, reading);
    each_element(object, "messages", read_message, reading);
    each_element(object, "dialogs", read_dialog, reading);
}

struct report_capture *report_read(struct report *report, const char *json, gsize n, GError **error)
{
    struct reading reading = {report, NULL};
    JsonParser *parser = json_parser_new();
    JsonNode *root = json_parser_load_from_data(parser, json, (gssize)n, error)
                         ? json_parser_get_root(parser)
                         : NULL;
    JsonObject *object =
        root != NULL && JSON_NODE_HOLDS_OBJECT(root) ? json_node_get_object(root) : NULL;

    if (object != NULL && g_strcmp0(text_of(object, "format"), "sip-response-report") == 0 &&
        number_of(object, "format_version") == 1) {
        report->language =
            g_strcmp0(text_of(object, "language"), "fr") == 0 ? SIP_FRENCH : SIP_ENGLISH;
        each_element(object, "rules", read_rule, report);
        each_element(object, "captures", read_capture, &reading);
    }
    g_object_unref(parser);
    if (reading.capture == NULL && (error == NULL || *error == NULL)) {
        command_fail(error, "this is no report of a version that is known.");
    }
    return reading.capture;
}
