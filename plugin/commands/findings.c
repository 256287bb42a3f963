/* findings.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "commands/findings.h"

#include <json-glib/json-glib.h>

#include "commands/command.h"
#include "commands/tshark.h"

struct findings {
    struct tshark *tshark;
    GDataInputStream *lines;
    struct finding finding;
};

struct findings *findings_of(const char *path, GError **error)
{
    struct tshark *tshark = tshark_start("sip_response,findings", path, error);

    if (tshark == NULL) {
        return NULL;
    }
    struct findings *findings = g_new0(struct findings, 1);
    findings->tshark = tshark;
    findings->lines = g_data_input_stream_new(tshark_output(tshark));
    return findings;
}

static const char *text_of(JsonObject *object, const char *key)
{
    return json_object_get_string_member_with_default(object, key, "?");
}

/* "SIP warning: 503-without-retry-after: what the rule demands: what was seen (SHOULD, RFC 3261
 * §21.5.4; frame 12)". The words are the plugin's, in the language that it speaks. */
static char *comment_of(JsonObject *object)
{
    gint64 related = json_object_get_int_member_with_default(object, "related", 0);
    char *frame = related ? g_strdup_printf("; frame %" G_GINT64_FORMAT, related) : g_strdup("");
    char *comment = g_strdup_printf("SIP %s: %s: %s: %s (%s, %s%s)", text_of(object, "severity"),
                                    text_of(object, "rule"), text_of(object, "summary"),
                                    text_of(object, "evidence"), text_of(object, "strength"),
                                    text_of(object, "reference"), frame);

    g_free(frame);
    return comment;
}

static bool read_finding(struct findings *findings, const char *line, GError **error)
{
    JsonNode *node = json_from_string(line, NULL);
    bool good = node != NULL && JSON_NODE_HOLDS_OBJECT(node);

    if (good) {
        JsonObject *object = json_node_get_object(node);
        findings->finding.frame =
            (guint32)json_object_get_int_member_with_default(object, "frame", 0);
        g_free(findings->finding.comment);
        findings->finding.comment = comment_of(object);
    }
    g_clear_pointer(&node, json_node_unref);
    return good || command_fail(error, "tshark printed what is no finding: %.200s", line);
}

const struct finding *findings_next(struct findings *findings, GError **error)
{
    char *line = g_data_input_stream_read_line(findings->lines, NULL, NULL, error);

    if (line == NULL) {
        return NULL;
    }
    bool good = read_finding(findings, line, error);
    g_free(line);
    return good ? &findings->finding : NULL;
}

bool findings_complete(struct findings *findings, GError **error)
{
    char *why;
    enum tshark_end how = tshark_wait(findings->tshark, &why);
    bool complete = how == TSHARK_DONE || how == TSHARK_CUT;

    if (complete) {
        tshark_pass_on_warnings(findings->tshark);
    } else {
        command_fail(error, "%s", why);
    }
    g_free(why);
    return complete;
}

void findings_free(struct findings *findings)
{
    g_object_unref(findings->lines);
    tshark_free(findings->tshark);
    g_free(findings->finding.comment);
    g_free(findings);
}
