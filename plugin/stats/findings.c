/* findings.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/findings.h"

#include <epan/packet.h>
#include <epan/stat_tap_ui.h>
#include <epan/tap.h>
#include <stdio.h>
#include <string.h>
#include <wsutil/report_message.h>

#include "compat.h"
#include "epan/frames.h"
#include "epan/preferences.h"
#include "epan/record.h"
#include "report/json.h"
#include "rules/engine/table.h"

#define COMMAND "sip_response,findings"

/* A message that was seen. Its findings are complete when the capture is. */
struct seen {
    guint32 frame;
    const struct message_record *message;
};

static void write_finding(guint32 frame, const struct finding_record *finding)
{
    const struct sip_rule *rule = sip_rule_at(finding->rule);
    /* It is only read. */
    struct report_line line = {
        .frame = frame,
        .severity = finding->severity,
        .rule = (char *)rule->id,
        .problem = (char *)sip_rule_problem(rule, preferences_language()),
        .requirement = (char *)sip_rule_requirement(rule, preferences_language()),
        .evidence = (char *)finding->evidence,
        .remedy = (char *)sip_rule_remedy(rule, preferences_language()),
        .strength = (char *)sip_strength_name(rule->strength),
        .reference = (char *)rule->reference,
        .related = frames_shown(finding->related),
        .explained_by = frames_shown(finding->explained_by),
        .same_as = frames_shown(finding->same_as),
    };
    char *json = report_json_line(&report_line_shape, &line);

    fputs(json, stdout);
    g_free(json);
}

static tap_packet_status keep(void *user, packet_info *pinfo, epan_dissect_t *edt,
                              const void *message, tap_flags_t flags)
{
    struct seen seen = {pinfo->num, message};

    (void)edt;
    (void)flags;
    g_array_append_val((GArray *)user, seen);
    return TAP_PACKET_DONT_REDRAW;
}

static void forget(void *user)
{
    g_array_set_size(user, 0);
}

static void draw(void *user)
{
    const GArray *all = user;

    record_finish();
    for (guint i = 0; i < all->len; i++) {
        const struct seen *seen = &g_array_index(all, struct seen, i);
        for (const struct finding_record *f = seen->message->findings; f != NULL; f = f->next) {
            write_finding(seen->frame, f);
        }
    }
}

static void end(void *user)
{
    g_array_free(user, TRUE);
}

static bool listen(const char *filter)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct seen));
    GString *error = register_tap_listener("sip_response", all, filter, TL_REQUIRES_NOTHING, forget,
                                           keep, draw, end);

    if (error != NULL) {
        report_failure("SIP Response Semantics: the filter of the findings, \"%s\", cannot be "
                       "used: %s",
                       filter, error->str);
        g_string_free(error, TRUE);
        end(all);
        return false;
    }
    return true;
}

static COMPAT_STARTS start(const char *argument, void *user)
{
    const char *rest = argument + strlen(COMMAND);
    bool ok = *rest == '\0' || *rest == ',';

    (void)user;
    if (!ok) {
        report_failure("SIP Response Semantics: \"-z %s\" is not known; write \"-z " COMMAND
                       "\" or \"-z " COMMAND ",FILTER\".",
                       argument);
    } else {
        ok = listen(rest[0] == ',' && rest[1] != '\0' ? rest + 1 : NULL);
    }
    COMPAT_STARTED(ok);
}

void findings_register(void)
{
    static stat_tap_ui statistic = {
        .title = "SIP findings, one a line", .cli_string = COMMAND, .tap_init_cb = start};

    register_stat_tap_ui(&statistic, NULL);
}
