/* findings.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "commands/findings.h"

#include "commands/command.h"
#include "commands/report_reader.h"
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

/* "SIP warning: 503-without-retry-after: what is wrong: what was seen (SHOULD, RFC 3261 §21.5.4;
 * frame 12)". The words are the plugin's, in the language of its preferences. */
static char *comment_of(const struct report_line *line)
{
    char *frame = line->related ? g_strdup_printf("; frame %u", line->related) : g_strdup("");
    char *comment = g_strdup_printf("SIP %s: %s: %s: %s (%s, %s%s)",
                                    report_severity_name(line->severity), line->rule, line->problem,
                                    line->evidence, line->strength, line->reference, frame);

    g_free(frame);
    return comment;
}

static bool read_finding(struct findings *findings, const char *json, GError **error)
{
    struct report_line *line = report_read_line(json, error);

    if (line != NULL) {
        findings->finding.frame = line->frame;
        g_free(findings->finding.comment);
        findings->finding.comment = comment_of(line);
        report_object_free(&report_line_shape, line);
    }
    return line != NULL;
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
