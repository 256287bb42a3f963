/* report.c
 * sip-report: one report of one or more captures, which are read side by side; or what has changed
 * between two.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/capture.h"
#include "commands/command.h"
#include "commands/output.h"
#include "commands/report_reader.h"
#include "commands/tshark.h"
#include "report/compare.h"
#include "report/render.h"
#include "report/text.h"

#define LONGEST_NAME 200
#define LONGEST_ERROR 500

/* A capture on its way into the report. */
struct job {
    const char *path;
    char *foreign; /* why it is perhaps no network capture at all */
    GString *json; /* its report */
    char *failure; /* why it could not be read, or not to its end */
    bool done;
};

static struct {
    char *format, *out;
    int jobs;
    gboolean compare;
    char *fail_on;
} options;

/* How a comparison ends, so that a build can tell. */
enum { COMPARE_SAME = 0, COMPARE_WORSE = 1, COMPARE_FAILED = 2 };

static const struct format {
    const char *name;
    const char *extension;
    char *(*render)(const struct report *report);
    char *(*compare)(const struct report_comparison *comparison); /* NULL: not in this format */
} formats[] = {
    {"markdown", ".md", report_markdown, report_comparison_markdown},
    {"json", ".json", report_json, report_comparison_json},
    {"html", ".html", report_html, NULL},
};

static const struct format *format_called(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (strcmp(name, formats[i].name) == 0) {
            return &formats[i];
        }
    }
    return NULL;
}

static const struct format *format_with_extension(const char *extension)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (strcmp(extension, formats[i].extension) == 0) {
            return &formats[i];
        }
    }
    return NULL;
}

/* By --format, else by the name of the output. False, with the exit status: the user was told why
 * there is none, or that the two do not fit. */
static bool choose_format(const struct format **format, int *status)
{
    char *name = options.out ? g_path_get_basename(options.out) : NULL;
    const char *dot = name ? strrchr(name, '.') : NULL;
    const struct format *by_extension = dot ? format_with_extension(dot) : NULL;

    *format = options.format ? format_called(options.format)
              : by_extension ? by_extension
                             : &formats[0];
    *status = COMMAND_DONE;
    if (*format == NULL) {
        *status = command_misused("there is no format \"%s\", only markdown, json and html.",
                                  options.format);
    } else if (options.format == NULL && dot != NULL && by_extension == NULL) {
        *status = command_misused("no format has names that end in \"%s\": choose .md, .json or "
                                  ".html, or give the format with --format.",
                                  dot);
    } else if (by_extension != NULL && by_extension != *format) {
        *status = command_misused("%s is a name for %s, but --format asks for %s.", options.out,
                                  by_extension->name, (*format)->name);
    }
    g_free(name);
    return *status == COMMAND_DONE;
}

/* To the end: tshark writes only when it has read the capture. */
static void read_all(GInputStream *stream, GString *text)
{
    char part[1 << 16];
    gssize n;

    while ((n = g_input_stream_read(stream, part, sizeof part, NULL, NULL)) > 0) {
        g_string_append_len(text, part, n);
    }
}

/* Waits for tshark; what it printed counts only if it ended by itself. */
static void finish(struct job *job, struct tshark *tshark)
{
    char *why;

    switch (tshark_wait(tshark, &why)) {
    case TSHARK_DONE:
    case TSHARK_CUT:
        tshark_pass_on_warnings(tshark);
        job->failure = why;
        return;
    case TSHARK_DIED:
        job->failure = g_strdup_printf("%s cannot be read: %s", job->path, why);
        break;
    case TSHARK_REFUSED:
        job->failure = g_strdup(why);
    }
    g_string_truncate(job->json, 0);
    g_free(why);
}

/* In a thread of its own. */
static void read_capture(void *data, void *user)
{
    struct job *job = data;
    GAsyncQueue *finished = user;
    GError *error = NULL;
    struct tshark *tshark = tshark_start("sip_response,json", job->path, &error);

    if (tshark != NULL) {
        read_all(tshark_output(tshark), job->json);
        finish(job, tshark);
        tshark_free(tshark);
    } else {
        job->failure = g_strdup(error->message);
        g_clear_error(&error);
    }
    g_async_queue_push(finished, job);
}

/* On a terminal only, and on one line of it. */
static void show_progress(guint done, guint all)
{
    if (isatty(STDERR_FILENO)) {
        if (done < all) {
            fprintf(stderr, "\rReading captures: %u of %u done", done, all);
        } else {
            fputs("\r\033[K", stderr);
        }
        fflush(stderr);
    }
}

/* Its name without folders, as in every report; with them where another one is called the same. To
 * be freed. */
static char *name_of(const struct job *job, const struct job *jobs, guint n)
{
    char *name = g_filename_display_basename(job->path);
    guint same = 0;

    for (guint i = 0; i < n; i++) {
        char *other = g_filename_display_basename(jobs[i].path);
        same += strcmp(name, other) == 0;
        g_free(other);
    }
    if (same > 1) {
        g_free(name);
        name = g_filename_display_name(job->path);
    }
    char *text = report_text_line(name, strlen(name), LONGEST_NAME);
    g_free(name);
    return text;
}

static bool is_empty(const struct report_capture *capture)
{
    return capture->requests + capture->responses == 0;
}

/* Why it could not be read, without the folders of this machine, which are nobody's business who
 * reads the report; to be freed. */
static char *failure_text(const struct job *job, const char *name)
{
    char **parts = g_strsplit(job->failure, job->path, -1);
    char *sentence = g_strjoinv(name, parts);
    char *text = report_text_line(sentence, strlen(sentence), LONGEST_ERROR);

    g_free(sentence);
    g_strfreev(parts);
    return text;
}

/* What is wrong with all captures is said once. */
static void complain_once(const char *sentence)
{
    static char *last;

    if (g_strcmp0(sentence, last) != 0) {
        command_complain("%s", sentence);
        report_set(&last, sentence);
    }
}

/* Adds what is known of the capture. False: the user was told that not all is well. */
static bool add_to_report(struct report *report, struct job *job, char *name)
{
    GError *error = NULL;
    struct report_capture *capture =
        job->json->len > 0 ? report_read(report, job->json->str, job->json->len, &error) : NULL;

    if (capture == NULL) {
        capture = report_add_capture(report);
        if (job->failure == NULL) {
            job->failure = g_strdup_printf("%s: %s", job->path,
                                           error ? error->message : "tshark printed no report.");
        }
        capture->error = failure_text(job, name);
    } else if (job->foreign != NULL && is_empty(capture)) {
        report_set(&job->failure, job->foreign);
        capture->error = failure_text(job, name);
    } else if (job->failure != NULL) {
        capture->incomplete = failure_text(job, name);
    }
    g_clear_error(&error);
    g_free(capture->file);
    capture->file = name;
    g_string_free(job->json, TRUE);
    if (job->failure != NULL) {
        complain_once(job->failure);
    }
    return job->failure == NULL;
}

/* Reads the captures and adds them in the order that they were given. */
static bool add_all(struct report *report, struct job *jobs, guint n)
{
    GAsyncQueue *finished = g_async_queue_new();
    GThreadPool *readers = g_thread_pool_new(read_capture, finished, options.jobs, FALSE, NULL);
    guint next = 0;
    bool good = true;

    for (guint i = 0; i < n; i++) {
        if (jobs[i].failure == NULL) {
            g_thread_pool_push(readers, &jobs[i], NULL);
        } else {
            g_async_queue_push(finished, &jobs[i]);
        }
    }
    for (guint i = 0; i < n; i++) {
        show_progress(i, n);
        ((struct job *)g_async_queue_pop(finished))->done = true;
        show_progress(n, n);
        for (; next < n && jobs[next].done; next++) {
            good &= add_to_report(report, &jobs[next], name_of(&jobs[next], jobs, n));
        }
    }
    g_thread_pool_free(readers, FALSE, TRUE);
    g_async_queue_unref(finished);
    return good;
}

/* What can be said before the captures are read. */
static void look_at(struct job *job, const char *path)
{
    GError *error = NULL;
    struct capture *capture = capture_open(path, &error);

    job->path = path;
    job->json = g_string_new(NULL);
    if (capture == NULL) {
        job->failure = g_strdup(error->message);
    } else if (!capture_fits_pcapng(capture, &error)) {
        job->foreign = g_strdup(error->message);
    }
    g_clear_pointer(&capture, capture_close);
    g_clear_error(&error);
}

static bool write_text(int descriptor, const char *text, GError **error)
{
    FILE *file = fdopen(descriptor, "w");

    if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0) {
        return command_fail(error, "the report cannot be written: %s.", g_strerror(errno));
    }
    return true;
}

/* output: NULL for standard output; it is closed. */
static bool publish(const char *text, struct output *output, GError **error)
{
    if (output == NULL) {
        return write_text(STDOUT_FILENO, text, error);
    }
    if (!write_text(output_descriptor(output), text, error)) {
        output_discard(output);
        return false;
    }
    return output_publish(output, error);
}

static bool has_any(const struct report *report)
{
    for (guint i = 0; i < report->captures->len; i++) {
        if (((struct report_capture *)g_ptr_array_index(report->captures, i))->error == NULL) {
            return true;
        }
    }
    return false;
}

/* The text of the report; of a comparison, *worse: it has new findings as grave as --fail-on. */
static char *text_of(const struct report *report, const struct format *format, bool *worse)
{
    enum sip_severity severity = SIP_CHAT;

    if (!options.compare) {
        return format->render(report);
    }
    struct report_comparison *comparison = report_compare(report);
    char *text = format->compare(comparison);
    report_severity_read(options.fail_on, &severity);
    *worse = report_comparison_is_worse(comparison, severity);
    report_comparison_free(comparison);
    return text;
}

/* Whether all that was asked for could be written. What could be read of captures makes a report,
 * but no comparison. */
static bool make_report(char **paths, guint n, const struct format *format, struct output *output,
                        bool *worse, GError **error)
{
    struct report *report = report_new("SIP Response Semantics " SIP_RESPONSE_VERSION);
    struct job *jobs = g_new0(struct job, n);

    for (guint i = 0; i < n; i++) {
        look_at(&jobs[i], paths[i]);
    }
    bool good = add_all(report, jobs, n);
    if (options.compare ? good : has_any(report)) {
        char *text = text_of(report, format, worse);
        good &= publish(text, output, error);
        g_free(text);
    } else if (output != NULL) {
        output_discard(output);
    }
    for (guint i = 0; i < n; i++) {
        g_free(jobs[i].foreign);
        g_free(jobs[i].failure);
    }
    g_free(jobs);
    report_free(report);
    return good;
}

static int run(char **paths, guint n, const struct format *format)
{
    GError *error = NULL;
    struct output *output =
        options.out ? output_open(options.out, (const char *const *)paths, &error) : NULL;
    bool worse = false;
    bool good = error == NULL && make_report(paths, n, format, output, &worse, &error);

    if (error != NULL) {
        command_complain("%s", error->message);
        g_clear_error(&error);
    }
    if (options.compare) {
        return !good ? COMPARE_FAILED : worse ? COMPARE_WORSE : COMPARE_SAME;
    }
    return good ? COMMAND_DONE : COMMAND_FAILED;
}

/* What is wrong with the options; NULL: nothing. To be freed. */
static char *misuse(char **files, const struct format *format)
{
    enum sip_severity severity;

    if (options.jobs < 1) {
        return g_strdup("--jobs needs a number from 1 on.");
    }
    if (options.compare && g_strv_length(files) != 2) {
        return g_strdup("--compare needs two captures: the one before, and the one after.");
    }
    if (options.compare && format->compare == NULL) {
        return g_strdup_printf("a comparison is written as markdown or json, not as %s.",
                               format->name);
    }
    if (options.fail_on != NULL && !options.compare) {
        return g_strdup("--fail-on belongs to --compare.");
    }
    if (options.fail_on != NULL && !report_severity_read(options.fail_on, &severity)) {
        return g_strdup_printf("there is no severity \"%s\", only error, warning, note and chat.",
                               options.fail_on);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    static const GOptionEntry entries[] = {
        {"format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
         "markdown (the default), json or html; if not given, the name of the output may tell",
         "FORMAT"},
        {"out", 'w', 0, G_OPTION_ARG_FILENAME, &options.out,
         "Write the report to FILE instead of standard output", "FILE"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs,
         "How many captures are read at the same time (default: one for each processor)", "N"},
        {"compare", 'c', 0, G_OPTION_ARG_NONE, &options.compare,
         "Write what has changed between two captures; the exit status is 1 if there are new "
         "findings",
         NULL},
        {"fail-on", 0, 0, G_OPTION_ARG_STRING, &options.fail_on,
         "With --compare: only new findings as grave as this count for the exit status: error, "
         "warning, note or chat",
         "SEVERITY"},
        G_OPTION_ENTRY_NULL,
    };
    char **files;
    int status;

    g_set_prgname("sip-report");
    options.jobs = (int)g_get_num_processors();
    if (!command_options(argc, argv, entries, "IN…",
                         "Writes one report of what is wrong with the SIP responses in the "
                         "captures IN…",
                         &files, &status)) {
        return status;
    }
    const struct format *format;
    if (files[0] == NULL) {
        return command_misused("name at least one capture.");
    }
    if (!choose_format(&format, &status)) {
        return status;
    }
    char *mistake = misuse(files, format);
    if (mistake != NULL) {
        status = command_misused("%s", mistake);
        g_free(mistake);
        return status;
    }
    capture_init();
    return run(files, g_strv_length(files), format);
}
