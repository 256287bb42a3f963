/* tshark.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "commands/tshark.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "commands/command.h"

struct tshark {
    GSubprocess *process;
    int errors;  /* a file without a name: what it writes to standard error */
    char *blame; /* the line of it that tshark_wait has printed; NULL: none */
};

/* A pipe might fill up while its output is still being read. */
static int nameless_file(GError **error)
{
    char *path;
    int descriptor = g_file_open_tmp("sip-response-XXXXXX", &path, error);

    if (descriptor >= 0) {
        g_unlink(path);
        g_free(path);
    }
    return descriptor;
}

static void end_with_parent(void *user)
{
    (void)user;
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
}

static char **arguments_for(const char *statistic, const char *path)
{
    const char *const first[] = {"tshark", "-q", "-z", statistic, "-r", path};
    GPtrArray *arguments = g_ptr_array_new();

    for (size_t i = 0; i < G_N_ELEMENTS(first); i++) {
        g_ptr_array_add(arguments, g_strdup(first[i]));
    }
    for (const char *const *o = command_tshark_options(); *o != NULL; o++) {
        g_ptr_array_add(arguments, g_strdup(*o));
    }
    g_ptr_array_add(arguments, NULL);
    return (char **)g_ptr_array_free(arguments, FALSE);
}

static GSubprocess *launch(int errors, char **arguments, GError **error)
{
    GSubprocessLauncher *launcher = g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDOUT_PIPE);

    g_subprocess_launcher_take_stderr_fd(launcher, fcntl(errors, F_DUPFD_CLOEXEC, 0));
    g_subprocess_launcher_set_child_setup(launcher, end_with_parent, NULL, NULL);
    GSubprocess *process =
        g_subprocess_launcher_spawnv(launcher, (const char *const *)arguments, error);
    g_object_unref(launcher);
    return process;
}

struct tshark *tshark_start(const char *statistic, const char *path, GError **error)
{
    char *program = g_find_program_in_path("tshark");

    if (program == NULL) {
        command_fail(error, "there is no tshark on the path: install it (the package is called "
                            "tshark or wireshark-cli), or add its folder to PATH.");
        return NULL;
    }
    g_free(program);
    int errors = nameless_file(error);
    if (errors < 0) {
        return NULL;
    }
    char **arguments = arguments_for(statistic, path);
    GSubprocess *process = launch(errors, arguments, error);
    g_strfreev(arguments);
    if (process == NULL) {
        close(errors);
        return NULL;
    }
    struct tshark *tshark = g_new0(struct tshark, 1);
    tshark->process = process;
    tshark->errors = errors;
    return tshark;
}

GInputStream *tshark_output(const struct tshark *tshark)
{
    return g_subprocess_get_stdout_pipe(tshark->process);
}

/* The lines of standard error, without tshark's name before them. */
static char **read_errors(const struct tshark *tshark)
{
    GString *text = g_string_new(NULL);
    char part[4096];
    ssize_t n;

    lseek(tshark->errors, 0, SEEK_SET);
    while ((n = read(tshark->errors, part, sizeof part)) > 0) {
        g_string_append_len(text, part, n);
    }
    char **lines = g_strsplit(text->str, "\n", -1);
    g_string_free(text, TRUE);
    for (char **line = lines; *line != NULL; line++) {
        if (g_str_has_prefix(*line, "tshark: ")) {
            memmove(*line, *line + strlen("tshark: "), strlen(*line + strlen("tshark: ")) + 1);
        }
    }
    return lines;
}

/* The version of tshark, as in "4.4.19"; NULL: it does not say. To be freed. */
static char *tshark_version(void)
{
    const char *const arguments[] = {"tshark", "--version", NULL};
    char *text = NULL, *version = NULL;
    GMatchInfo *match = NULL;
    GRegex *regex = g_regex_new("^TShark .*?(\\d+\\.\\d+[.\\d]*)", 0, 0, NULL);

    if (g_spawn_sync(NULL, (char **)arguments, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &text, NULL,
                     NULL, NULL) &&
        g_regex_match(regex, text, 0, &match)) {
        version = g_match_info_fetch(match, 1);
    }
    g_match_info_free(match);
    g_regex_unref(regex);
    g_free(text);
    return version;
}

/* Wireshark passes over the plugins of another series without a word: after an upgrade, say. NULL:
 * it is not that. To be freed. */
static char *other_series(void)
{
    static const char series[] = SIP_RESPONSE_SERIES;
    char *version = tshark_version(), *sentence = NULL;
    size_t n = strlen(series);

    if (version != NULL && (strncmp(version, series, n) != 0 || g_ascii_isdigit(version[n]))) {
        sentence = g_strdup_printf("this is for Wireshark %s, but tshark is of version %s, and has "
                                   "not loaded the plugin sip_response: build and install both "
                                   "again for that version.",
                                   series, version);
    }
    g_free(version);
    return sentence;
}

/* The version of the plugin that tshark loads, to be freed; NULL: it loads none. "tshark -G plugins"
 * lists name, version, type and path, with tabs between them. */
static char *plugin_version(void)
{
    char *command[] = {(char *)"tshark", (char *)"-G", (char *)"plugins", NULL};
    char *list = NULL, *version = NULL;

    g_spawn_sync(NULL, command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                 &list, NULL, NULL, NULL);
    char **lines = g_strsplit(list != NULL ? list : "", "\n", -1);
    for (char **line = lines; *line != NULL && version == NULL; line++) {
        char **columns = g_strsplit(*line, "\t", -1);
        if (g_str_has_prefix(*line, "sip_response.") && g_strv_length(columns) > 1) {
            version = g_strdup(g_strstrip(columns[1]));
        }
        g_strfreev(columns);
    }
    g_strfreev(lines);
    g_free(list);
    return version;
}

/* Why tshark may have refused the statistic; NULL: not because of the plugin. To be freed. */
static char *trouble_with_plugin(void)
{
    char *version = plugin_version(), *sentence = NULL;

    if (version == NULL) {
        sentence = other_series();
    }
    if (version == NULL && sentence == NULL) {
        sentence = g_strdup(
            geteuid() == 0
                ? "tshark has not loaded the plugin sip_response. For root it loads only plugins "
                  "that are installed for everybody: install it for everybody, or run this as an "
                  "ordinary user."
                : "tshark has not loaded the plugin sip_response: install it for the version of "
                  "Wireshark that \"tshark --version\" shows.");
    } else if (version != NULL && strcmp(version, SIP_RESPONSE_VERSION) != 0) {
        sentence = g_strdup_printf("the plugin that tshark loads is of version %s, this command of "
                                   "%s: install both from the same release.",
                                   version, SIP_RESPONSE_VERSION);
    }
    g_free(version);
    return sentence;
}

/* The last line that tshark wrote to standard error says why it ended; NULL: it wrote none. */
static char *last_word(struct tshark *tshark)
{
    char **lines = read_errors(tshark);

    for (char **line = lines + g_strv_length(lines); line > lines && tshark->blame == NULL;) {
        line--;
        tshark->blame = **line != '\0' ? g_strdup(*line) : NULL;
    }
    g_strfreev(lines);
    return g_strdup(tshark->blame);
}

enum tshark_end tshark_wait(struct tshark *tshark, char **why)
{
    GSubprocess *process = tshark->process;

    *why = NULL;
    g_subprocess_wait(process, NULL, NULL);
    if (!g_subprocess_get_if_exited(process)) {
        *why =
            g_strdup_printf("tshark was ended by signal %d.", g_subprocess_get_term_sig(process));
        return TSHARK_DIED;
    }
    int status = g_subprocess_get_exit_status(process);
    if (status == 0) {
        return TSHARK_DONE;
    }
    *why = status == 1 ? trouble_with_plugin() : NULL; /* 1 is for options */
    if (*why == NULL) {
        *why = last_word(tshark);
    }
    if (*why == NULL) {
        *why = g_strdup_printf("tshark ended with status %d, without a word.", status);
    }
    return status == 1 ? TSHARK_REFUSED : TSHARK_CUT;
}

static bool is_news(const char *line)
{
    static GMutex mutex;
    static GHashTable *told;

    g_mutex_lock(&mutex);
    if (told == NULL) {
        told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    }
    bool news = g_hash_table_add(told, g_strdup(line));
    g_mutex_unlock(&mutex);
    return news;
}

void tshark_pass_on_warnings(const struct tshark *tshark)
{
    char **lines = read_errors(tshark);

    for (char **line = lines; *line != NULL; line++) {
        if (**line != '\0' && g_strcmp0(*line, tshark->blame) != 0 &&
            !g_str_has_prefix(*line, "Running as user \"root\"") && is_news(*line)) {
            command_complain("tshark says: %s", *line);
        }
    }
    g_strfreev(lines);
}

void tshark_free(struct tshark *tshark)
{
    g_subprocess_force_exit(tshark->process);
    g_object_unref(tshark->process);
    close(tshark->errors);
    g_free(tshark->blame);
    g_free(tshark);
}
