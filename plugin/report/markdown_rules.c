/* markdown_rules.c
 * The rules that are broken, and what was seen of each.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "report/markup.h"
#include "report/order.h"
#include "report/render.h"
#include "report/sheet.h"
#include "report/words.h"

/* So that the report stays small. */
#define MAX_FRAMES 12 /* frames named one by one */
#define MAX_SEEN 8    /* different things seen per rule */

static void append_overview(struct sheet *sheet, const GArray *groups)
{
    say(sheet, "| severity | rule | findings | what is wrong | reference |");
    add(sheet, "\n|---|---|--:|---|---|\n");
    for (guint i = 0; i < groups->len; i++) {
        const struct report_group *group = &g_array_index(groups, struct report_group, i);
        const struct report_rule *rule = group->rule;
        g_string_append_printf(sheet->out, "| %s | %s | %u | %s | %s |\n",
                               report_severity_text(report_group_severity(group), sheet->language),
                               sheet_with(sheet, report_markup_cell, rule->id), group->places->len,
                               sheet_prose(sheet, rule->problem),
                               sheet_prose(sheet, rule->reference));
    }
    add(sheet, "\n");
}

/* Findings that differ in nothing but their frames. */
struct seen {
    const struct report_finding *finding; /* the first */
    guint capture;
    guint count;
    GString *frames;
};

static bool is_same(const struct seen *seen, const struct report_place *place)
{
    const struct report_finding *a = seen->finding, *b = place->finding;

    return seen->capture == place->capture && strcmp(a->evidence, b->evidence) == 0 &&
           strcmp(a->subject, b->subject) == 0 && a->source.port == b->source.port &&
           strcmp(a->source.address, b->source.address) == 0;
}

static void add_frame(struct sheet *sheet, struct seen *seen, const struct report_finding *finding)
{
    if (seen->count++ < MAX_FRAMES) {
        g_string_append_printf(seen->frames, "%s%u", seen->count > 1 ? ", " : "", finding->frame);
        if (finding->related != 0) {
            g_string_append(seen->frames, " (");
            report_say(seen->frames, sheet->language, "see also $1",
                       sheet_digits(sheet, finding->related), NULL);
            g_string_append_c(seen->frames, ')');
        }
    }
}

static void free_seen(gpointer data)
{
    g_string_free(((struct seen *)data)->frames, TRUE);
}

/* What was seen of a rule, at most MAX_SEEN different things; *others counts further findings. */
static GArray *seen_of(struct sheet *sheet, const struct report_group *group, guint *others)
{
    GArray *all = g_array_new(FALSE, TRUE, sizeof(struct seen));

    g_array_set_clear_func(all, free_seen);
    *others = 0;
    for (guint i = 0; i < group->places->len; i++) {
        const struct report_place *place = &g_array_index(group->places, struct report_place, i);
        guint at = 0;
        while (at < all->len && !is_same(&g_array_index(all, struct seen, at), place)) {
            at++;
        }
        if (at == all->len && at < MAX_SEEN) {
            struct seen seen = {place->finding, place->capture, 0, g_string_new(NULL)};
            g_array_append_val(all, seen);
        }
        if (at < all->len) {
            add_frame(sheet, &g_array_index(all, struct seen, at), place->finding);
        } else {
            (*others)++;
        }
    }
    return all;
}

/* frame: 0: nothing is said. */
static void append_link(struct sheet *sheet, const char *phrase, guint32 frame)
{
    if (frame != 0) {
        say(sheet, phrase, sheet_digits(sheet, frame));
    }
}

static void append_seen(struct sheet *sheet, const struct seen *seen)
{
    const struct report_finding *finding = seen->finding;

    if (seen->count > MAX_FRAMES) {
        g_string_append_c(seen->frames, ' ');
        report_say(seen->frames, sheet->language, "and $1 more",
                   sheet_digits(sheet, seen->count - MAX_FRAMES), NULL);
    }
    if (sheet->report->captures->len > 1) {
        g_string_append_c(seen->frames, ' ');
        report_say(seen->frames, sheet->language, "of $1",
                   sheet_file(sheet, g_ptr_array_index(sheet->report->captures, seen->capture)),
                   NULL);
    }
    say(sheet, seen->count > 1 ? "- Frames $1, $2 from $3: $4" : "- Frame $1, $2 from $3: $4",
        seen->frames->str, sheet_code(sheet, finding->subject), sheet_end(sheet, &finding->source),
        sheet_code(sheet, finding->evidence));
    append_link(sheet, " (explained by frame $1)", finding->explained_by);
    append_link(sheet, " (as in frame $1 before)", finding->same_as);
    add(sheet, "\n");
}

/* "`420-unsupported-missing`: what it demands (MUST, RFC 3261 §21.4.15; see also …)." */
static void append_requirement(struct sheet *sheet, const struct report_rule *rule)
{
    say(sheet, rule->see != NULL ? "$1: $2 ($3, $4; see also $5)." : "$1: $2 ($3, $4).",
        sheet_code(sheet, rule->id), sheet_prose(sheet, rule->requirement),
        sheet_prose(sheet, rule->strength), sheet_prose(sheet, rule->reference),
        rule->see != NULL ? sheet_prose(sheet, rule->see) : NULL);
    if (rule->url != NULL) {
        g_string_append_printf(sheet->out, " <%s>", rule->url);
    }
    add(sheet, "\n\n");
}

static void append_rule(struct sheet *sheet, const struct report_group *group)
{
    const struct report_rule *rule = group->rule;
    char *severity = g_strdup(report_severity_text(report_group_severity(group), sheet->language));
    guint others;
    GArray *all = seen_of(sheet, group, &others);

    severity[0] = g_ascii_toupper(severity[0]);
    add(sheet, "### ");
    say(sheet, "$1: $2", severity, sheet_prose(sheet, rule->problem));
    add(sheet, "\n\n");
    append_requirement(sheet, rule);
    say(sheet, "**To fix:** $1", sheet_prose(sheet, rule->remedy));
    add(sheet, "\n\n");
    say(sheet,
        group->places->len == 1 ? "**Seen** once (filter $1):" : "**Seen** $2 times (filter $1):",
        sheet_code(sheet, rule->filter), sheet_digits(sheet, group->places->len));
    add(sheet, "\n\n");
    for (guint i = 0; i < all->len; i++) {
        append_seen(sheet, &g_array_index(all, struct seen, i));
    }
    if (others > 0) {
        add(sheet,
            sheet_number(sheet, others, "- … and $1 more finding", "- … and $1 more findings"));
        add(sheet, "\n");
    }
    add(sheet, "\n");
    g_array_unref(all);
    g_free(severity);
}

void sheet_append_rules(struct sheet *sheet, const GArray *groups)
{
    add(sheet, "## ");
    say(sheet, "What is wrong");
    add(sheet, "\n\n");
    append_overview(sheet, groups);
    for (guint i = 0; i < groups->len; i++) {
        append_rule(sheet, &g_array_index(groups, struct report_group, i));
    }
}
