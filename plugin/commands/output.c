/* output.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "commands/output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "commands/command.h"

struct output {
    char *path;   /* as the user says */
    char *target; /* the same without symbolic links */
    char *temporary;
    int descriptor;
};

/* For the signal handler. */
static const char *volatile unfinished;

static void clean_up(int signal_number)
{
    if (unfinished != NULL) {
        unlink(unfinished);
    }
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static void watch_signals(void)
{
    static const int numbers[] = {SIGHUP, SIGINT, SIGTERM};

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        if (signal(numbers[i], clean_up) == SIG_IGN) {
            signal(numbers[i], SIG_IGN);
        }
    }
}

static bool is_input(const GStatBuf *output, const char *const *inputs)
{
    GStatBuf input;

    for (; *inputs != NULL; inputs++) {
        if (g_stat(*inputs, &input) == 0 && input.st_dev == output->st_dev &&
            input.st_ino == output->st_ino) {
            return true;
        }
    }
    return false;
}

/* Whether a file that is there already may be replaced. */
static bool may_replace(const char *path, const GStatBuf *status, const char *const *inputs,
                        GError **error)
{
    if (is_input(status, inputs)) {
        return command_fail(error,
                            "%s is an input too, and would be overwritten: "
                            "choose another name for the output.",
                            path);
    }
    if (!S_ISREG(status->st_mode)) {
        return command_fail(error,
                            "%s is not a regular file: "
                            "choose another name for the output.",
                            path);
    }
    if (access(path, W_OK) != 0) {
        return command_fail(error, "%s cannot be written: %s.", path, g_strerror(errno));
    }
    return true;
}

static bool make_temporary(struct output *output, GError **error)
{
    char *folder = g_path_get_dirname(output->target);
    char *name = g_path_get_basename(output->target);

    /* A name that is nearly too long must not become so. */
    output->temporary = g_strdup_printf("%s/.%.200s.XXXXXX", folder, name);
    g_free(folder);
    g_free(name);
    output->descriptor = g_mkstemp_full(output->temporary, O_RDWR | O_CLOEXEC, 0666);
    if (output->descriptor < 0) {
        return command_fail(error, "%s cannot be written: %s.", output->path, g_strerror(errno));
    }
    unfinished = output->temporary;
    watch_signals();
    return true;
}

static void output_free(struct output *output)
{
    unfinished = NULL;
    g_free(output->path);
    g_free(output->target);
    g_free(output->temporary);
    g_free(output);
}

static char *without_links(const char *path)
{
    char *real = realpath(path, NULL);
    char *copy = g_strdup(real ? real : path);

    free(real);
    return copy;
}

struct output *output_open(const char *path, const char *const *inputs, GError **error)
{
    GStatBuf status;
    bool exists = g_stat(path, &status) == 0;

    if (exists && !may_replace(path, &status, inputs, error)) {
        return NULL;
    }
    struct output *output = g_new0(struct output, 1);
    output->path = g_strdup(path);
    output->target = exists ? without_links(path) : g_strdup(path);
    if (!make_temporary(output, error)) {
        output_free(output);
        return NULL;
    }
    if (exists) { /* a copy that only its owner may read stays so */
        (void)fchmod(output->descriptor, status.st_mode & 0777);
    }
    return output;
}

int output_descriptor(const struct output *output)
{
    return output->descriptor;
}

bool output_publish(struct output *output, GError **error)
{
    if (g_rename(output->temporary, output->target) != 0) {
        command_fail(error, "%s cannot be written: %s.", output->path, g_strerror(errno));
        output_discard(output);
        return false;
    }
    output_free(output);
    return true;
}

void output_discard(struct output *output)
{
    g_unlink(output->temporary);
    output_free(output);
}
