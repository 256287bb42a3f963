/* ladder.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/ladder.h"

#include <string.h>

#include "report/shorten.h"
#include "report/text.h"
#include "report/words.h"

#define MAX_LABEL 48    /* characters on an arrow */
#define MAX_EVIDENCE 60 /* characters beside it */
#define MIN_DISTANCE 24 /* columns from one host to the next */
#define MAX_DISTANCE 60
#define LEFT 20 /* columns before the first host: frame and time */

/* Whether both ends of some message have this address: only ports tell such hosts apart. */
static bool needs_port(const struct report_dialog *dialog, const char *address)
{
    for (guint i = 0; i < dialog->messages->len; i++) {
        const struct report_message *m = g_ptr_array_index(dialog->messages, i);
        if (strcmp(m->source.address, m->destination.address) == 0 &&
            strcmp(m->source.address, address) == 0) {
            return true;
        }
    }
    return false;
}

/* The host's place among hosts; known has those found already, by address and port. */
static guint host_of(struct report_ladder *ladder, GHashTable *known,
                     const struct report_dialog *dialog, const struct report_end *end)
{
    char *whole = report_end_text(end);
    gpointer place;

    if (!g_hash_table_lookup_extended(known, whole, NULL, &place)) {
        char *name = needs_port(dialog, end->address) ? g_strdup(whole) : g_strdup(end->address);
        guint i = 0;
        while (i < ladder->hosts->len && strcmp(g_ptr_array_index(ladder->hosts, i), name) != 0) {
            i++;
        }
        if (i == ladder->hosts->len) {
            g_ptr_array_add(ladder->hosts, g_strdup(name));
        }
        place = GUINT_TO_POINTER(i);
        g_hash_table_insert(known, g_strdup(whole), place);
        g_free(name);
    }
    g_free(whole);
    return GPOINTER_TO_UINT(place);
}

static bool *choose(const struct report_dialog *dialog, guint limit)
{
    guint n = dialog->messages->len;
    bool *keep = g_new(bool, n + 1);

    for (guint i = 0; i < n; i++) {
        const struct report_message *m = g_ptr_array_index(dialog->messages, i);
        keep[i] = m->findings->len > 0;
    }
    report_shorten(keep, n, limit);
    return keep;
}

/* Captures of several interfaces may have frames out of order: time decides. */
static gint compare_times(gconstpointer a, gconstpointer b)
{
    const struct report_rung *one = a, *other = b;

    return (one->message->stamp > other->message->stamp) -
           (one->message->stamp < other->message->stamp);
}

struct report_ladder *report_ladder_new(const struct report_dialog *dialog, guint limit,
                                        enum sip_language language)
{
    struct report_ladder *ladder = g_new0(struct report_ladder, 1);
    GHashTable *known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool *keep = choose(dialog, limit);
    struct report_rung rung = {NULL, 0, 0, 0};

    ladder->hosts = g_ptr_array_new_with_free_func(g_free);
    ladder->rungs = g_array_new(FALSE, FALSE, sizeof(struct report_rung));
    for (guint i = 0; i < dialog->messages->len; i++) {
        const struct report_message *m = g_ptr_array_index(dialog->messages, i);
        rung.left_out += m->left_out + !keep[i];
        if (keep[i]) {
            rung.message = m;
            rung.from = host_of(ladder, known, dialog, &m->source);
            rung.to = host_of(ladder, known, dialog, &m->destination);
            g_array_append_val(ladder->rungs, rung);
            rung.left_out = 0;
        }
    }
    g_array_sort(ladder->rungs, compare_times); /* stable */
    rung.left_out += dialog->left_out;
    if (rung.left_out > 0) {
        rung.message = NULL;
        g_array_append_val(ladder->rungs, rung);
    }
    g_free(keep);
    g_hash_table_unref(known);
    ladder->language = language;
    return ladder;
}

void report_ladder_free(struct report_ladder *ladder)
{
    g_ptr_array_unref(ladder->hosts);
    g_array_unref(ladder->rungs);
    g_free(ladder);
}

char *report_rung_label(const struct report_message *message, enum sip_language language)
{
    char *subject =
        report_subject(message->is_response, message->start_line, message->method, language);
    GString *label = g_string_new(NULL);

    report_text_append_cut(label, subject, MAX_LABEL);
    if (message->has_sdp) {
        g_string_append(label, ", SDP");
    }
    if (message->original != 0) {
        char *original = g_strdup_printf("%u", message->original);
        g_string_append(label, ", ");
        report_say(label, language, "repeats $1", original, NULL);
        g_free(original);
    }
    g_free(subject);
    return g_string_free(label, FALSE);
}

/* Columns that a text takes in a monospaced font. */
static guint width_of(const char *text)
{
    guint width = 0;

    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        width += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return width;
}

guint report_ladder_distance(const struct report_ladder *ladder)
{
    guint distance = MIN_DISTANCE;

    for (guint i = 0; i < ladder->hosts->len; i++) {
        distance = MAX(distance, width_of(g_ptr_array_index(ladder->hosts, i)) + 2);
    }
    for (guint i = 0; i < ladder->rungs->len; i++) {
        const struct report_rung *rung = &g_array_index(ladder->rungs, struct report_rung, i);
        if (rung->message != NULL && rung->from != rung->to) {
            char *label = report_rung_label(rung->message, ladder->language);
            guint steps = rung->from > rung->to ? rung->from - rung->to : rung->to - rung->from;
            distance = MAX(distance, (width_of(label) + 8) / steps);
            g_free(label);
        }
    }
    return MIN(distance, MAX_DISTANCE);
}

/* Writes text over a line of spaces and bars, which may be longer; centred between two columns. */
static void put_between(GString *line, guint from, guint to, const char *text)
{
    guint width = width_of(text);
    guint at = from + (width < to - from ? (to - from - width) / 2 : 0);

    while (line->len < at + width) {
        g_string_append_c(line, ' ');
    }
    g_string_erase(line, (gssize)at, (gssize)width);
    g_string_insert(line, (gssize)at, text);
}

/* The time's columns, then a bar for each host. Only ASCII: octets are columns. */
static GString *bars(const struct report_ladder *ladder, guint distance)
{
    GString *line = g_string_new(NULL);

    for (guint i = 0; i < LEFT + distance * (ladder->hosts->len - 1) + 1; i++) {
        bool bar = i >= LEFT && (i - LEFT) % distance == 0;
        g_string_append_c(line, bar ? '|' : ' ');
    }
    return line;
}

static void put_arrow(GString *line, const struct report_ladder *ladder,
                      const struct report_rung *rung, guint distance)
{
    guint from = LEFT + distance * MIN(rung->from, rung->to);
    guint to = LEFT + distance * MAX(rung->from, rung->to);
    char *name = report_rung_label(rung->message, ladder->language);
    char *label = g_strdup_printf(from == to ? " <-> %s " : " %s ", name);

    for (guint i = from + 1; i < to; i++) {
        line->str[i] = '-';
    }
    if (from == to) { /* to itself */
        put_between(line, from + 1, from + 1 + width_of(label), label);
    } else {
        line->str[rung->from < rung->to ? to - 1 : from + 1] = rung->from < rung->to ? '>' : '<';
        put_between(line, from + 2, to - 2, label);
    }
    g_free(label);
    g_free(name);
}

static void append_finding(GString *line, const struct report_finding *finding,
                           enum sip_language language)
{
    GString *evidence = g_string_new(NULL);

    report_text_append_cut(evidence, finding->evidence, MAX_EVIDENCE);
    report_say(line, language, "  ! $1: $2: $3",
               report_severity_text(report_finding_severity(finding), language), finding->rule->id,
               evidence->str, NULL);
    g_string_free(evidence, TRUE);
}

static void end_line(GString *out, GString *line)
{
    while (line->len > 0 && line->str[line->len - 1] == ' ') {
        g_string_truncate(line, line->len - 1);
    }
    g_string_append(out, line->str);
    g_string_append_c(out, '\n');
    g_string_free(line, TRUE);
}

static void append_hosts(GString *out, const struct report_ladder *ladder, guint distance)
{
    GString *line = g_string_new(sip_text(" frame       time", ladder->language));
    guint end = 0;

    for (guint i = 0; i < ladder->hosts->len; i++) {
        const char *host = g_ptr_array_index(ladder->hosts, i);
        guint width = width_of(host), middle = LEFT + distance * i;
        guint at = MAX(middle - MIN(width / 2, middle), MAX(end + 1, LEFT - 2));
        while (width_of(line->str) < at) {
            g_string_append_c(line, ' ');
        }
        g_string_append(line, host);
        end = at + width;
    }
    end_line(out, line);
}

static void append_left_out(GString *out, guint left_out, enum sip_language language)
{
    if (left_out > 0) {
        char *number =
            report_number(left_out, "$1 message left out", "$1 messages left out", language);
        g_string_append_printf(out, "%*s... %s ...\n", LEFT, "", number);
        g_free(number);
    }
}

static void put_time(GString *line, const struct report_message *m)
{
    char *stamp = report_seconds(m->stamp, 3);
    char *text = g_strdup_printf("%6u %10s", m->frame, stamp);

    g_string_overwrite(line, 0, text);
    g_free(text);
    g_free(stamp);
}

static void append_rung(GString *out, const struct report_ladder *ladder,
                        const struct report_rung *rung, guint distance)
{
    append_left_out(out, rung->left_out, ladder->language);
    if (rung->message == NULL) {
        return;
    }
    GString *line = bars(ladder, distance);
    put_arrow(line, ladder, rung, distance);
    put_time(line, rung->message);
    for (guint i = 0; i < rung->message->findings->len; i++) {
        if (i > 0) {
            end_line(out, line);
            line = bars(ladder, distance);
        }
        append_finding(line, g_ptr_array_index(rung->message->findings, i), ladder->language);
    }
    end_line(out, line);
}

/* A message as one line that names both hosts. */
static void append_item(GString *out, const struct report_ladder *ladder,
                        const struct report_rung *rung)
{
    append_left_out(out, rung->left_out, ladder->language);
    if (rung->message == NULL) {
        return;
    }
    char *stamp = report_seconds(rung->message->stamp, 3);
    char *label = report_rung_label(rung->message, ladder->language);
    GString *line = g_string_new(NULL);

    g_string_printf(line, "%6u %10s  %s -> %s: %s", rung->message->frame, stamp,
                    (char *)g_ptr_array_index(ladder->hosts, rung->from),
                    (char *)g_ptr_array_index(ladder->hosts, rung->to), label);
    for (guint i = 0; i < rung->message->findings->len; i++) {
        g_string_append_printf(line, "\n%*s", LEFT, "");
        append_finding(line, g_ptr_array_index(rung->message->findings, i), ladder->language);
    }
    end_line(out, line);
    g_free(label);
    g_free(stamp);
}

void report_ladder_append(GString *out, const struct report_ladder *ladder)
{
    bool wide = ladder->hosts->len > REPORT_LADDER_HOSTS;
    guint distance = report_ladder_distance(ladder);

    if (!wide) {
        append_hosts(out, ladder, distance);
    }
    for (guint i = 0; i < ladder->rungs->len; i++) {
        const struct report_rung *rung = &g_array_index(ladder->rungs, struct report_rung, i);
        if (wide) {
            append_item(out, ladder, rung);
        } else {
            append_rung(out, ladder, rung, distance);
        }
    }
}
