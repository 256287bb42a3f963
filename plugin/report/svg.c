/* svg.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/svg.h"

#include <math.h>
#include <string.h>

#include "report/order.h"

void report_html_text(GString *out, const char *text)
{
    char *escaped = g_markup_escape_text(text, -1);
    g_string_append(out, escaped);
    g_free(escaped);
}

static void append_text(GString *out, int x, int y, const char *class, const char *text)
{
    g_string_append_printf(out, "<text x=\"%d\" y=\"%d\" class=\"%s\">", x, y, class);
    report_html_text(out, text);
    g_string_append(out, "</text>");
}

static void append_line(GString *out, int x1, int y1, int x2, int y2, const char *class)
{
    g_string_append_printf(out, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" class=\"%s\"/>", x1,
                           y1, x2, y2, class);
}

static void open_svg(GString *out, int width, int height, const char *class, const char *name)
{
    g_string_append_printf(out,
                           "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" class=\"%s\" "
                           "role=\"group\" aria-label=\"",
                           width, height, width, height, class);
    report_html_text(out, name);
    g_string_append(out, "\">");
}

/* The ladder: pixels. */
#define CHARACTER 7 /* width of one, about */
#define ROW 26      /* height of a message */
#define LINE 17     /* height of a finding behind the first */
#define GAP 20      /* height of "... left out" */
#define TOP 30
#define LEFT 190     /* frame and time */
#define FINDINGS 420 /* width of what stands beside the last host */

static int x_of(guint host, int distance)
{
    return LEFT + (int)host * distance;
}

static int height_of(const struct report_rung *rung)
{
    guint findings = rung->message != NULL ? rung->message->findings->len : 0;

    return (rung->left_out > 0 ? GAP : 0) +
           (rung->message != NULL ? ROW + (findings > 1 ? (int)(findings - 1) * LINE : 0) : 0);
}

static void append_head(GString *out, int x, int y, bool to_right)
{
    int back = to_right ? -8 : 8;
    g_string_append_printf(out, "<path d=\"M%d %d l%d -4 v8 z\" class=\"head\"/>", x, y, back);
}

static void append_arrow(GString *out, const struct report_rung *rung, int y, int distance,
                         enum sip_language language)
{
    int from = x_of(rung->from, distance), to = x_of(rung->to, distance);
    char *label = report_rung_label(rung->message, language);

    if (from == to) { /* to itself */
        g_string_append_printf(out, "<path d=\"M%d %d h24 v9 h-17\" class=\"arrow\"/>", from,
                               y - 9);
        append_head(out, from + 1, y, false);
        append_text(out, from + 30, y, "label start", label);
    } else {
        append_line(out, from, y, to, y, rung->message->original ? "arrow again" : "arrow");
        append_head(out, to, y, to > from);
        append_text(out, (from + to) / 2, y - 4, "label", label);
    }
    g_free(label);
}

static void append_finding(GString *out, const struct report_finding *finding, int x, int y,
                           enum sip_language language)
{
    enum sip_severity severity = finding->rule->severity;

    g_string_append_printf(out, "<g><title>");
    report_html_text(out, finding->evidence);
    g_string_append_printf(out, "</title><circle cx=\"%d\" cy=\"%d\" r=\"4\" class=\"dot %s\"/>",
                           x + 4, y - 4, report_severity_name(severity));
    char *text = g_strdup_printf(sip_text("%s: %s", language),
                                 report_severity_text(severity, language), finding->rule->id);
    append_text(out, x + 14, y, "finding", text);
    g_string_append(out, "</g>");
    g_free(text);
}

static void append_time(GString *out, const struct report_message *m, guint capture, int y,
                        enum sip_language language)
{
    char *time = report_seconds(m->time, 3);
    char *frame = g_strdup_printf("%u", m->frame);

    if (m->text != NULL) {
        g_string_append_printf(out, "<a href=\"#c%u-f%u-%u\" aria-label=\"", capture, m->frame,
                               m->item);
        g_string_append_printf(out, sip_text("Frame %u in full\">", language), m->frame);
    }
    append_text(out, 60, y, "frame", frame);
    g_string_append(out, m->text != NULL ? "</a>" : "");
    append_text(out, 140, y, "time", time);
    g_free(frame);
    g_free(time);
}

static void append_rung(GString *out, const struct report_rung *rung, guint capture, int y,
                        int distance, int findings, enum sip_language language)
{
    if (rung->left_out > 0) {
        char *number =
            report_number_of(rung->left_out, SIP_TEXT_IN("left out", "message"), language);
        char *text = g_strdup_printf(sip_text("… %s left out …", language), number);
        append_text(out, LEFT + 10, y + GAP - 6, "gap", text);
        y += GAP;
        g_free(text);
        g_free(number);
    }
    if (rung->message == NULL) {
        return;
    }
    y += ROW - 6;
    append_time(out, rung->message, capture, y, language);
    append_arrow(out, rung, y, distance, language);
    for (guint i = 0; i < rung->message->findings->len; i++) {
        append_finding(out, g_ptr_array_index(rung->message->findings, i), findings,
                       y + (int)i * LINE, language);
    }
}

void report_svg_ladder(GString *out, const struct report_ladder *ladder, guint capture,
                       const char *name)
{
    int distance = (int)report_ladder_distance(ladder) * CHARACTER;
    int last = x_of(MAX(ladder->hosts->len, 1) - 1, distance);
    int height = TOP, y = TOP;

    for (guint i = 0; i < ladder->rungs->len; i++) {
        height += height_of(&g_array_index(ladder->rungs, struct report_rung, i));
    }
    open_svg(out, last + FINDINGS, height + 10, "ladder", name);
    append_text(out, 60, 18, "frame", sip_text("frame", ladder->language));
    append_text(out, 140, 18, "time", sip_text("time/s", ladder->language));
    for (guint i = 0; i < ladder->hosts->len; i++) {
        int x = x_of(i, distance);
        append_text(out, x, 18, "host", g_ptr_array_index(ladder->hosts, i));
        append_line(out, x, TOP - 4, x, height + 4, "lifeline");
    }
    for (guint i = 0; i < ladder->rungs->len; i++) {
        const struct report_rung *rung = &g_array_index(ladder->rungs, struct report_rung, i);
        append_rung(out, rung, capture, y, distance, last + 16, ladder->language);
        y += height_of(rung);
    }
    g_string_append(out, "</svg>");
}

/* The charts: pixels. */
#define WIDTH 640
#define HEIGHT 190
#define X0 52
#define X1 (WIDTH - 12)
#define Y0 (HEIGHT - 24)
#define Y1 12

static const char *const classes[] = {"1xx", "2xx", "3xx", "4xx", "5xx", "6xx"};

static const struct report_interval *interval_at(const struct report_capture *capture, guint i)
{
    return g_ptr_array_index(capture->intervals, i);
}

static guint64 sum_of(const struct report_interval *interval)
{
    guint64 sum = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(interval->responses); i++) {
        sum += interval->responses[i];
    }
    return sum;
}

bool report_svg_has_responses(const struct report_capture *capture)
{
    for (guint i = 0; i < capture->intervals->len; i++) {
        if (sum_of(interval_at(capture, i)) > 0) {
            return true;
        }
    }
    return false;
}

bool report_svg_has_times(const struct report_capture *capture)
{
    for (guint i = 0; i < capture->intervals->len; i++) {
        if (interval_at(capture, i)->timed > 0) {
            return true;
        }
    }
    return false;
}

/* Where the interval begins on the time axis; n is one behind the last. */
static int x_of_interval(const struct report_capture *capture, guint i)
{
    return X0 + (int)((guint64)(X1 - X0) * i / capture->intervals->len);
}

static void append_time_axis(GString *out, const struct report_capture *capture)
{
    guint n = capture->intervals->len;
    guint places[] = {0, n / 2, n};

    append_line(out, X0, Y0, X1, Y0, "axis");
    for (guint i = n > 1 ? 0 : 1; i < G_N_ELEMENTS(places); i++) {
        gint64 time = interval_at(capture, 0)->begin + capture->interval_length * places[i];
        char *seconds = report_seconds(time, capture->interval_length < 1000000 ? 3 : 0);
        char *text = g_strconcat(seconds, " s", NULL);
        append_text(out, x_of_interval(capture, places[i]), HEIGHT - 8,
                    i == 0   ? "tick start"
                    : i == 2 ? "tick end"
                             : "tick",
                    text);
        g_free(text);
        g_free(seconds);
    }
}

/* "from 10.000 s": the beginning of what a pointer resting on it shows. */
static void append_title(GString *out, const struct report_interval *interval,
                         enum sip_language language)
{
    char *begin = report_seconds(interval->begin, 3);
    g_string_append_printf(out, sip_text("<title>from %s s", language), begin);
    g_free(begin);
}

static void append_stack(GString *out, const struct report_capture *capture, guint i, guint64 most,
                         enum sip_language language)
{
    const struct report_interval *interval = interval_at(capture, i);
    int x = x_of_interval(capture, i), next = x_of_interval(capture, i + 1);
    guint64 below = 0;

    g_string_append(out, "<g>");
    append_title(out, interval, language);
    for (size_t c = 0; c < G_N_ELEMENTS(classes); c++) {
        if (interval->responses[c] > 0) {
            g_string_append_printf(out, ", %" G_GUINT64_FORMAT " × %s", interval->responses[c],
                                   classes[c]);
        }
    }
    g_string_append(out, "</title>");
    for (size_t c = 0; c < G_N_ELEMENTS(classes); c++) {
        double scale = (double)(Y0 - Y1) / (double)most;
        double height = (double)interval->responses[c] * scale;
        double y = Y0 - (double)below * scale - height;
        if (interval->responses[c] > 0) {
            g_string_append_printf(out,
                                   "<rect x=\"%d\" y=\"%d.%d\" width=\"%d\" height=\"%d.%d\" "
                                   "class=\"bar r%s\"/>",
                                   x, (int)y, (int)(y * 10) % 10, MAX(next - x - 1, 1), (int)height,
                                   (int)(height * 10) % 10, classes[c]);
        }
        below += interval->responses[c];
    }
    g_string_append(out, "</g>");
}

void report_svg_responses(GString *out, const struct report_capture *capture,
                          enum sip_language language)
{
    guint64 most = 1;

    for (guint i = 0; i < capture->intervals->len; i++) {
        most = MAX(most, sum_of(interval_at(capture, i)));
    }
    char *length = report_seconds(capture->interval_length, 3);
    char *name = g_strdup_printf(
        sip_text("Responses by class in each %s s of the capture; at most %" G_GUINT64_FORMAT,
                 language),
        length, most);
    char *top = g_strdup_printf("%" G_GUINT64_FORMAT, most);
    open_svg(out, WIDTH, HEIGHT, "chart", name);
    append_line(out, X0, Y1, X1, Y1, "grid");
    append_text(out, X0 - 6, Y1 + 4, "tick end", top);
    append_text(out, X0 - 6, Y0 + 4, "tick end", "0");
    for (guint i = 0; i < capture->intervals->len; i++) {
        append_stack(out, capture, i, most, language);
    }
    append_time_axis(out, capture);
    g_string_append(out, "</svg>");
    g_free(top);
    g_free(name);
    g_free(length);
}

/* Response times stand on a scale on which each step is ten times the one before, from 0.1 ms. */
#define SMALLEST 100.0 /* microseconds */

/* Steps up to the longest time there is. */
static int decades_of(const struct report_capture *capture)
{
    gint64 longest = 0;

    for (guint i = 0; i < capture->intervals->len; i++) {
        longest = MAX(longest, interval_at(capture, i)->longest);
    }
    return MAX((int)ceil(log10(MAX((double)longest, SMALLEST) / SMALLEST)), 2);
}

static int y_of_time(gint64 time, int decades)
{
    double steps = log10(MAX((double)time, SMALLEST) / SMALLEST);
    return Y0 - (int)(steps / decades * (Y0 - Y1));
}

static void append_decades(GString *out, int decades)
{
    double time = SMALLEST;

    for (int i = 0; i <= decades; i++, time *= 10) {
        int y = Y0 - i * (Y0 - Y1) / decades;
        char *text = time < G_USEC_PER_SEC ? g_strdup_printf("%g ms", time / 1000)
                                           : g_strdup_printf("%g s", time / G_USEC_PER_SEC);
        append_line(out, X0, y, X1, y, "grid");
        append_text(out, X0 - 6, y + 4, "tick end", text);
        g_free(text);
    }
}

static void append_range(GString *out, const struct report_capture *capture, guint i, int decades,
                         enum sip_language language)
{
    const struct report_interval *interval = interval_at(capture, i);
    int x = (x_of_interval(capture, i) + x_of_interval(capture, i + 1)) / 2;
    char *shortest = report_seconds(interval->shortest, 4);
    char *median = report_seconds(interval->median, 4);
    char *longest = report_seconds(interval->longest, 4);

    g_string_append(out, "<g>");
    append_title(out, interval, language);
    g_string_append_printf(
        out,
        sip_text(", %" G_GUINT64_FORMAT " timed: %s s, median %s s, up to %s s</title>", language),
        interval->timed, shortest, median, longest);
    append_line(out, x, y_of_time(interval->shortest, decades), x,
                y_of_time(interval->longest, decades), "range");
    g_string_append_printf(out, "<circle cx=\"%d\" cy=\"%d\" r=\"3.5\" class=\"median\"/></g>", x,
                           y_of_time(interval->median, decades));
    g_free(longest);
    g_free(median);
    g_free(shortest);
}

void report_svg_times(GString *out, const struct report_capture *capture,
                      enum sip_language language)
{
    int decades = decades_of(capture);

    open_svg(out, WIDTH, HEIGHT, "chart",
             sip_text("Time from a request to its first response, over the capture: shortest, "
                      "median and longest",
                      language));
    append_decades(out, decades);
    for (guint i = 0; i < capture->intervals->len; i++) {
        if (interval_at(capture, i)->timed > 0) {
            append_range(out, capture, i, decades, language);
        }
    }
    append_time_axis(out, capture);
    g_string_append(out, "</svg>");
}
