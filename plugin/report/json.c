/* json.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/json.h"

#include <wsutil/json_dumper.h>

#include "report/order.h"
#include "report/render.h"
#include "report/words.h"

/* The document that is being written. */
struct writing {
    json_dumper json;
    GHashTable *places; /* of what the lists of the capture hold: object -> place */
};

static void write_object(struct writing *w, const struct report_shape *shape, const void *object);

/* Frames and codes, of which 0 is none. */
static void write_number_or_null(json_dumper *json, guint32 number)
{
    if (number != 0) {
        json_dumper_value_anyf(json, "%u", number);
    } else {
        json_dumper_value_anyf(json, "null");
    }
}

static void write_count(json_dumper *json, guint64 count)
{
    json_dumper_value_anyf(json, "%" G_GUINT64_FORMAT, count);
}

static void write_counts(json_dumper *json, const guint64 *counts)
{
    json_dumper_begin_array(json);
    for (size_t i = 0; i < REPORT_CLASSES; i++) {
        write_count(json, counts[i]);
    }
    json_dumper_end_array(json);
}

/* NULL is null. */
static void write_and_free(json_dumper *json, char *text)
{
    json_dumper_value_string(json, text);
    g_free(text);
}

static void write_seconds(json_dumper *json, gint64 microseconds)
{
    char *seconds = report_seconds(microseconds, 6);

    json_dumper_value_anyf(json, "%s", seconds);
    g_free(seconds);
}

static void write_texts(json_dumper *json, const GPtrArray *texts)
{
    json_dumper_begin_array(json);
    for (guint i = 0; i < texts->len; i++) {
        json_dumper_value_string(json, g_ptr_array_index(texts, i));
    }
    json_dumper_end_array(json);
}

static void write_list(struct writing *w, const GPtrArray *list, const struct report_shape *element)
{
    json_dumper_begin_array(&w->json);
    for (guint i = 0; i < list->len; i++) {
        g_hash_table_insert(w->places, g_ptr_array_index(list, i), GUINT_TO_POINTER(i));
        write_object(w, element, g_ptr_array_index(list, i));
    }
    json_dumper_end_array(&w->json);
}

static void write_places(struct writing *w, const GPtrArray *list)
{
    json_dumper_begin_array(&w->json);
    for (guint i = 0; i < list->len; i++) {
        gpointer place = g_hash_table_lookup(w->places, g_ptr_array_index(list, i));
        json_dumper_value_anyf(&w->json, "%u", GPOINTER_TO_UINT(place));
    }
    json_dumper_end_array(&w->json);
}

static void write_member(struct writing *w, const struct report_member *m, const void *object)
{
    json_dumper *json = &w->json;

#define VALUE(type) REPORT_MEMBER(type, object, m->offset)
    switch (m->kind) {
    case REPORT_TEXT:
    case REPORT_TEXT_OR_NULL:
    case REPORT_TRANSPORT:
        return json_dumper_value_string(json, VALUE(const char *));
    case REPORT_TEXTS:
        return write_texts(json, VALUE(GPtrArray *));
    case REPORT_SEVERITY:
        return json_dumper_value_string(json, report_severity_name(VALUE(enum sip_severity)));
    case REPORT_RULE:
        return json_dumper_value_string(json, VALUE(const struct report_rule *)->id);
    case REPORT_BOOLEAN:
        return json_dumper_value_anyf(json, VALUE(bool) ? "true" : "false");
    case REPORT_PORT:
        return json_dumper_value_anyf(json, "%u", VALUE(guint16));
    case REPORT_NUMBER:
        return json_dumper_value_anyf(json, "%u", VALUE(guint32));
    case REPORT_NUMBER_OR_NULL:
        return write_number_or_null(json, VALUE(guint32));
    case REPORT_COUNT:
    case REPORT_TALLY:
        return write_count(json, VALUE(guint64));
    case REPORT_COUNTS:
        return write_counts(json, &VALUE(guint64));
    case REPORT_SECONDS:
        return write_seconds(json, VALUE(gint64));
    case REPORT_DATE:
        return write_and_free(json, report_time_of_day(VALUE(gint64)));
    case REPORT_LIST:
        return write_list(w, VALUE(GPtrArray *), m->element);
    case REPORT_PLACES:
        return write_places(w, VALUE(GPtrArray *));
    }
#undef VALUE
}

static void write_object(struct writing *w, const struct report_shape *shape, const void *object)
{
    json_dumper_begin_object(&w->json);
    for (const struct report_member *m = shape->members; m->key != NULL; m++) {
        json_dumper_set_member_name(&w->json, m->key);
        write_member(w, m, object);
    }
    json_dumper_end_object(&w->json);
}

static void write_head(json_dumper *json, const struct report *report)
{
    json_dumper_set_member_name(json, "format");
    json_dumper_value_string(json, "sip-response-report");
    json_dumper_set_member_name(json, "format_version");
    json_dumper_value_anyf(json, "1");
    json_dumper_set_member_name(json, "generator");
    json_dumper_value_string(json, report->generator);
    json_dumper_set_member_name(json, "language");
    json_dumper_value_string(json, report->language == SIP_FRENCH ? "fr" : "en");
}

static void write_rules(struct writing *w, const struct report *report)
{
    GArray *groups = report_groups(report);

    json_dumper_set_member_name(&w->json, "rules");
    json_dumper_begin_array(&w->json);
    for (guint i = 0; i < groups->len; i++) {
        const struct report_rule *rule = g_array_index(groups, struct report_group, i).rule;
        write_object(w, &report_rule_shape, rule);
    }
    json_dumper_end_array(&w->json);
    report_groups_free(groups);
}

/* The document, in a new text. */
static GString *document(const struct report *report, int flags)
{
    struct writing w = {
        .json = {.output_string = g_string_new(NULL), .flags = flags},
        .places = g_hash_table_new(NULL, NULL),
    };

    json_dumper_begin_object(&w.json);
    write_head(&w.json, report);
    write_rules(&w, report);
    json_dumper_set_member_name(&w.json, "captures");
    write_list(&w, report->captures, &report_capture_shape);
    json_dumper_end_object(&w.json);
    json_dumper_finish(&w.json); /* and a line end */
    g_hash_table_unref(w.places);
    return w.json.output_string;
}

char *report_json(const struct report *report)
{
    return g_string_free(document(report, JSON_DUMPER_FLAGS_PRETTY_PRINT), FALSE);
}

char *report_json_for_html(const struct report *report)
{
    GString *json = document(report, 0);

    /* Both can only be in strings. */
    g_string_replace(json, "<", "\\u003c", 0);
    g_string_replace(json, "&", "\\u0026", 0);
    return g_string_free(json, FALSE);
}

char *report_json_object(const struct report_shape *shape, const void *object)
{
    struct writing w = {
        .json = {.output_string = g_string_new(NULL), .flags = JSON_DUMPER_FLAGS_PRETTY_PRINT},
        .places = g_hash_table_new(NULL, NULL),
    };

    write_object(&w, shape, object);
    json_dumper_finish(&w.json);
    g_hash_table_unref(w.places);
    return g_string_free(w.json.output_string, FALSE);
}

char *report_json_line(const struct report_shape *shape, const void *object)
{
    struct writing w = {.json = {.output_string = g_string_new(NULL)}};

    write_object(&w, shape, object);
    json_dumper_finish(&w.json);
    return g_string_free(w.json.output_string, FALSE);
}
