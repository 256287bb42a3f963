/* report_reader.c
 * A key that is missing, null or of another type leaves its member as it was in a new object: an
 * older plugin may have written the document.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "commands/report_reader.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "commands/command.h"

/* A document being read. */
struct reading {
    struct report *report;
    struct report_capture *capture;
};

static void read_object(struct reading *r, const struct report_shape *shape, gpointer to,
                        JsonObject *from);

/* The value of a node as a certain type; nothing where it is of another one. */

static const char *text_of(JsonNode *node)
{
    return node != NULL && json_node_get_value_type(node) == G_TYPE_STRING
               ? json_node_get_string(node)
               : NULL;
}

static guint64 number_of(JsonNode *node, guint64 most)
{
    gint64 number = node != NULL && json_node_get_value_type(node) == G_TYPE_INT64
                        ? MAX(json_node_get_int(node), 0)
                        : 0;

    return MIN((guint64)number, most);
}

/* Seconds become microseconds. */
static gint64 time_of(JsonNode *node)
{
    GType type = json_node_get_value_type(node);

    if (type != G_TYPE_DOUBLE && type != G_TYPE_INT64) {
        return 0;
    }
    return (gint64)llround(CLAMP(json_node_get_double(node), -1e12, 1e12) * G_USEC_PER_SEC);
}

static gint64 date_of(JsonNode *node)
{
    const char *text = text_of(node);
    GDateTime *date = text ? g_date_time_new_from_iso8601(text, NULL) : NULL;

    if (date == NULL) {
        return 0;
    }
    gint64 stamp = g_date_time_to_unix(date) * G_USEC_PER_SEC + g_date_time_get_microsecond(date);
    g_date_time_unref(date);
    return stamp;
}

/* NULL where it is none. */
static JsonArray *array_of(JsonNode *node)
{
    return node != NULL && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
}

static guint length_of(JsonArray *array)
{
    return array != NULL ? json_array_get_length(array) : 0;
}

static void read_counts(guint64 *counts, JsonArray *array)
{
    for (guint i = 0; i < MIN(length_of(array), REPORT_CLASSES); i++) {
        counts[i] = number_of(json_array_get_element(array, i), G_MAXUINT64);
    }
}

static void read_texts(GPtrArray *texts, JsonArray *array)
{
    for (guint i = 0; i < length_of(array); i++) {
        const char *text = text_of(json_array_get_element(array, i));
        if (text != NULL) {
            g_ptr_array_add(texts, g_strdup(text));
        }
    }
}

static void read_list(struct reading *r, GPtrArray *list, const struct report_shape *element,
                      JsonArray *array)
{
    for (guint i = 0; i < length_of(array); i++) {
        JsonNode *node = json_array_get_element(array, i);
        if (JSON_NODE_HOLDS_OBJECT(node)) {
            read_object(r, element, report_object_add(list, element), json_node_get_object(node));
        }
    }
}

static void read_places(GPtrArray *some, const GPtrArray *all, JsonArray *array)
{
    for (guint i = 0; i < length_of(array); i++) {
        guint64 place = number_of(json_array_get_element(array, i), G_MAXUINT64);
        if (place < all->len) {
            g_ptr_array_add(some, g_ptr_array_index(all, place));
        }
    }
}

static struct report_rule *read_rule(struct reading *r, JsonNode *node)
{
    const char *id = text_of(node);
    struct report_rule *rule = report_add_rule(r->report, id != NULL ? id : "unknown");

    rule->count++;
    return rule;
}

/* A text that must be there keeps what a new object has. */
static void read_text(char **member, JsonNode *node, bool may_be_null)
{
    const char *text = text_of(node);

    if (text != NULL || may_be_null) {
        report_set(member, text);
    }
}

static void read_member(struct reading *r, const struct report_member *m, gpointer to,
                        JsonNode *node)
{
#define VALUE(type) REPORT_MEMBER(type, to, m->offset)
    switch (m->kind) {
    case REPORT_TEXT:
    case REPORT_TEXT_OR_NULL:
        read_text(&VALUE(char *), node, m->kind == REPORT_TEXT_OR_NULL);
        break;
    case REPORT_TEXTS:
        read_texts(VALUE(GPtrArray *), array_of(node));
        break;
    case REPORT_TRANSPORT:
        VALUE(const char *) = report_transport(text_of(node));
        break;
    case REPORT_SEVERITY:
        report_severity_read(text_of(node), &VALUE(enum sip_severity));
        break;
    case REPORT_RULE:
        VALUE(const struct report_rule *) = read_rule(r, node);
        break;
    case REPORT_BOOLEAN:
        VALUE(bool) =
            json_node_get_value_type(node) == G_TYPE_BOOLEAN && json_node_get_boolean(node);
        break;
    case REPORT_PORT:
        VALUE(guint16) = (guint16)number_of(node, G_MAXUINT16);
        break;
    case REPORT_NUMBER:
    case REPORT_NUMBER_OR_NULL:
        VALUE(guint32) = (guint32)number_of(node, G_MAXUINT32);
        break;
    case REPORT_COUNT:
        VALUE(guint64) = number_of(node, G_MAXUINT64);
        break;
    case REPORT_TALLY:
        break;
    case REPORT_COUNTS:
        read_counts(&VALUE(guint64), array_of(node));
        break;
    case REPORT_SECONDS:
        VALUE(gint64) = time_of(node);
        break;
    case REPORT_DATE:
        VALUE(gint64) = date_of(node);
        break;
    case REPORT_LIST:
        read_list(r, VALUE(GPtrArray *), m->element, array_of(node));
        break;
    case REPORT_PLACES:
        g_assert(r->capture != NULL); /* such lists are within a capture */
        read_places(VALUE(GPtrArray *), REPORT_MEMBER(GPtrArray *, r->capture, m->list),
                    array_of(node));
        break;
    }
#undef VALUE
}

static void read_object(struct reading *r, const struct report_shape *shape, gpointer to,
                        JsonObject *from)
{
    for (const struct report_member *m = shape->members; m->key != NULL; m++) {
        JsonNode *node = json_object_get_member(from, m->key);
        if (node != NULL) {
            read_member(r, m, to, node);
        }
    }
}

/* Before the table had problems, the requirement was the headline. */
static void read_rules(struct reading *r, JsonArray *array)
{
    for (guint i = 0; i < length_of(array); i++) {
        JsonNode *node = json_array_get_element(array, i);
        JsonObject *object = JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
        const char *id = object != NULL ? text_of(json_object_get_member(object, "id")) : NULL;
        if (id != NULL && report_find_rule(r->report, id) == NULL) {
            struct report_rule *rule = report_add_rule(r->report, id);
            read_object(r, &report_rule_shape, rule, object);
            if (rule->problem[0] == '\0') {
                report_set(&rule->problem, rule->requirement);
            }
        }
    }
}

static void read_captures(struct reading *r, JsonArray *array)
{
    for (guint i = 0; i < length_of(array); i++) {
        JsonNode *node = json_array_get_element(array, i);
        if (JSON_NODE_HOLDS_OBJECT(node)) {
            r->capture = report_add_capture(r->report);
            read_object(r, &report_capture_shape, r->capture, json_node_get_object(node));
        }
    }
}

/* The object that a text is, NULL with an error if it is none; *parser owns it. */
static JsonObject *parse(JsonParser **parser, const char *json, gsize n, GError **error)
{
    *parser = json_parser_new();
    if (!json_parser_load_from_data(*parser, json, (gssize)n, error)) {
        return NULL;
    }
    JsonNode *root = json_parser_get_root(*parser);
    return root != NULL && JSON_NODE_HOLDS_OBJECT(root) ? json_node_get_object(root) : NULL;
}

struct report_capture *report_read(struct report *report, const char *json, gsize n, GError **error)
{
    struct reading r = {report, NULL};
    JsonParser *parser;
    JsonObject *object = parse(&parser, json, n, error);

    if (object != NULL &&
        g_strcmp0(text_of(json_object_get_member(object, "format")), "sip-response-report") == 0 &&
        number_of(json_object_get_member(object, "format_version"), G_MAXUINT32) == 1) {
        const char *language = text_of(json_object_get_member(object, "language"));
        report->language = g_strcmp0(language, "fr") == 0 ? SIP_FRENCH : SIP_ENGLISH;
        read_rules(&r, array_of(json_object_get_member(object, "rules")));
        read_captures(&r, array_of(json_object_get_member(object, "captures")));
    }
    g_object_unref(parser);
    if (r.capture == NULL && (error == NULL || *error == NULL)) {
        command_fail(error, "this is no report of a version that is known.");
    }
    return r.capture;
}

struct report_line *report_read_line(const char *json, GError **error)
{
    struct reading none = {NULL, NULL};
    JsonParser *parser;
    JsonObject *object = parse(&parser, json, strlen(json), error);
    struct report_line *line = NULL;

    if (object != NULL) {
        line = report_object_new(&report_line_shape);
        read_object(&none, &report_line_shape, line, object);
    } else if (error == NULL || *error == NULL) {
        command_fail(error, "this is no finding: %.200s", json);
    }
    g_object_unref(parser);
    return line;
}
