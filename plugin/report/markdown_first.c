/* markdown_first.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "report/ladder.h"
#include "report/markup.h"
#include "report/sheet.h"
#include "report/words.h"

#define MAX_FAILURES 30 /* different ones */
#define MAX_DEVICES 20
#define MAX_RULES 8 /* of a device */
#define MAX_RUNGS 40

void sheet_append_heading(struct sheet *sheet, const char *alone, const char *among,
                          const struct report_capture *capture)
{
    add(sheet, "## ");
    say(sheet, sheet->report->captures->len > 1 ? among : alone, sheet_file(sheet, capture));
    add(sheet, "\n\n");
}

void sheet_append_ladder(struct sheet *sheet, const GPtrArray *messages, guint32 left_out)
{
    struct report_dialog dialog = {.messages = (GPtrArray *)messages, .left_out = left_out};
    struct report_ladder *ladder = report_ladder_new(&dialog, MAX_RUNGS, sheet->language);
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < messages->len; i++) {
        g_hash_table_add(sheet->drawn, g_ptr_array_index(messages, i));
    }
    report_ladder_append(text, ladder);
    report_markup_block(sheet->out, text->str);
    g_string_free(text, TRUE);
    report_ladder_free(ladder);
}

/* A sentence in which what comes from packets is between backticks. */
static const char *sentence(struct sheet *sheet, const char *text)
{
    char **pieces = g_strsplit(text, "`", -1);
    GString *out = g_string_new(NULL);

    for (guint i = 0; pieces[i] != NULL; i++) {
        (i % 2 == 1 ? report_markup_code : report_markup_prose)(out, pieces[i]);
    }
    g_strfreev(pieces);
    return sheet_keep(sheet, g_string_free(out, FALSE));
}

static const char *tally_text(struct sheet *sheet, const struct report_tally *tally)
{
    static const struct {
        const char *kind, *one, *many;
    } words[] = {
        {"call", "$1 of $2 call failed", "$1 of $2 calls failed"},
        {"registration", "$1 of $2 registration failed", "$1 of $2 registrations failed"},
        {"subscription", "$1 of $2 subscription failed", "$1 of $2 subscriptions failed"},
        {"request", "$1 other request was refused", "$1 other requests were refused"},
    };
    const char *faults = sheet_digits(sheet, tally->faults);
    const char *all = sheet_digits(sheet, tally->count);
    GString *out = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        guint64 number = i == 3 ? tally->faults : tally->count;
        bool one = sheet->language == SIP_FRENCH ? number < 2 : number == 1;
        if (tally->faults > 0 && strcmp(tally->kind, words[i].kind) == 0) {
            report_say(out, sheet->language, one ? words[i].one : words[i].many, faults, all, NULL);
        }
    }
    if (tally->others > 0) {
        char *others = report_number(tally->others, "$1 call was not answered",
                                     "$1 calls were not answered", sheet->language);
        g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", others);
        g_free(others);
    }
    return sheet_keep(sheet, g_string_free(out, FALSE));
}

char *sheet_tallies(struct sheet *sheet)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < sheet->report->captures->len; i++) {
        const struct report_capture *capture = g_ptr_array_index(sheet->report->captures, i);
        for (guint j = 0; j < capture->tallies->len; j++) {
            const char *text = tally_text(sheet, g_ptr_array_index(capture->tallies, j));
            if (text[0] != '\0') {
                g_string_append_printf(out, "%s%s.", out->len > 0 ? " " : "", text);
            }
        }
    }
    return g_string_free(out, out->len == 0);
}

/* "**Who must act:** proxy `192.0.2.20:5060` (`Kamailio`): …" */
static void append_who(struct sheet *sheet, const struct report_failure *failure)
{
    GString *who = g_string_new(NULL);

    if (failure->role == NULL) {
        say(sheet, "- **Who must act:** nobody.");
        add(sheet, "\n");
        g_string_free(who, TRUE);
        return;
    }
    g_string_append(who, sip_text(failure->role, sheet->language));
    if (failure->who.address[0] != '\0') {
        g_string_append_printf(who, " %s", sheet_end(sheet, &failure->who));
    }
    if (failure->software != NULL) {
        g_string_append_printf(who, " (%s)", sheet_code(sheet, failure->software));
    }
    say(sheet, "- **Who must act:** $1. $2", who->str,
        failure->remedy != NULL ? sheet_prose(sheet, failure->remedy) : "");
    add(sheet, "\n");
    g_string_free(who, TRUE);
}

static void append_rules(struct sheet *sheet, const struct report_failure *failure)
{
    if (failure->rules->len == 0) {
        return;
    }
    GString *rules = g_string_new(NULL);
    for (guint i = 0; i < failure->rules->len; i++) {
        g_string_append_printf(rules, "%s%s", i > 0 ? ", " : "",
                               sheet_code(sheet, g_ptr_array_index(failure->rules, i)));
    }
    say(sheet, "- **Rules broken:** $1", rules->str);
    add(sheet, "\n");
    g_string_free(rules, TRUE);
}

static void append_failure(struct sheet *sheet, const struct report_failure *failure, gsize *room)
{
    gsize before;

    say(sheet, "- **What happened:** $1", sentence(sheet, failure->happened));
    add(sheet, "\n");
    say(sheet, "- **What is wrong:** $1", sentence(sheet, failure->wrong));
    add(sheet, "\n");
    append_who(sheet, failure);
    append_rules(sheet, failure);
    say(sheet, "- **Where:** from frame $1, $2; filter $3", sheet_digits(sheet, failure->frame),
        sheet_seconds(sheet, failure->stamp), sheet_code(sheet, failure->filter));
    add(sheet, "\n\n");
    before = sheet->out->len;
    if (*room > 0 && failure->messages->len > 0) {
        sheet_append_ladder(sheet, failure->messages, failure->left_out);
    }
    *room -= MIN(*room, sheet->out->len - before);
}

static void append_failure_heading(struct sheet *sheet, guint number,
                                   const struct report_failure *failure)
{
    static const char *const kinds[][3] = {
        {"call", "$1 call: $2", "$1 calls: $2"},
        {"registration", "$1 registration: $2", "$1 registrations: $2"},
        {"subscription", "$1 subscription: $2", "$1 subscriptions: $2"},
        {"request", "$1 request: $2", "$1 requests: $2"},
    };
    const char *result = sip_text(failure->result, sheet->language);
    GString *end = g_string_new(result);

    if (failure->code != 0) {
        g_string_append_printf(end, ", %u", failure->code);
    }
    g_string_append_printf(sheet->out, "### %u. ", number);
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        bool one = sheet->language == SIP_FRENCH ? failure->count < 2 : failure->count == 1;
        if (strcmp(failure->kind, kinds[i][0]) == 0) {
            say(sheet, kinds[i][one ? 1 : 2], sheet_digits(sheet, failure->count), end->str);
        }
    }
    add(sheet, "\n\n");
    g_string_free(end, TRUE);
}

void sheet_append_failures(struct sheet *sheet, const struct report_capture *capture, gsize *room)
{
    guint64 left_out = capture->failures_left_out;

    if (capture->failures->len == 0) {
        return;
    }
    sheet_append_heading(sheet, "What failed", "What failed in $1", capture);
    for (guint i = 0; i < capture->failures->len; i++) {
        const struct report_failure *failure = g_ptr_array_index(capture->failures, i);
        if (i < MAX_FAILURES) {
            append_failure_heading(sheet, i + 1, failure);
            append_failure(sheet, failure, room);
        } else {
            left_out += failure->count;
        }
    }
    sheet_say_left_out(sheet, left_out, "$1 more failure is left out.",
                       "$1 more failures are left out.");
}

static void append_device(struct sheet *sheet, const struct report_device *device)
{
    GString *name = g_string_new(sheet_code(sheet, device->address));
    GString *rules = g_string_new(NULL);

    for (guint i = 0; i < device->software->len; i++) {
        g_string_append_printf(name, ", %s",
                               sheet_code(sheet, g_ptr_array_index(device->software, i)));
    }
    for (guint i = 0; i < MIN(device->rules->len, MAX_RULES); i++) {
        const struct report_device_rule *rule = g_ptr_array_index(device->rules, i);
        g_string_append_printf(rules, "%s%" G_GUINT64_FORMAT " × %s", i > 0 ? ", " : "",
                               rule->count, sheet_code(sheet, rule->rule));
    }
    g_string_append(rules, device->rules->len > MAX_RULES ? " …" : "");
    say(sheet, "- **$1**: $2 in $3: $4", name->str,
        sheet_number(sheet, device->rules->len, "$1 rule", "$1 rules"),
        sheet_number(sheet, device->dialogs, "$1 dialog", "$1 dialogs"), rules->str);
    add(sheet, "\n");
    g_string_free(rules, TRUE);
    g_string_free(name, TRUE);
}

void sheet_append_devices(struct sheet *sheet, const struct report_capture *capture)
{
    guint shown = MIN(capture->devices->len, MAX_DEVICES);

    if (shown == 0) {
        return;
    }
    sheet_append_heading(sheet, "Findings by device", "Findings by device in $1", capture);
    for (guint i = 0; i < shown; i++) {
        append_device(sheet, g_ptr_array_index(capture->devices, i));
    }
    add(sheet, "\n");
    sheet_say_left_out(sheet, capture->devices->len - shown, "$1 more device is left out.",
                       "$1 more devices are left out.");
}
