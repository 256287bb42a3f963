/* command.h
 * What the commands have in common: how they complain, and the options that go on to tshark.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_COMMANDS_COMMAND_H
#define SIP_COMMANDS_COMMAND_H

#include <glib.h>
#include <stdbool.h>

/* How a command ends. */
enum {
    COMMAND_DONE = 0,
    COMMAND_FAILED = 1, /* at least one file could not be read or written as a whole */
    COMMAND_MISUSED = 2,
};

/* The error of a command: its message is one sentence for the user. */
#define COMMAND_ERROR (g_quark_from_static_string("sip-response-command"))

/* Sets the error; false, so that one can return it. */
bool command_fail(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Writes "sip-annotate: the sentence" to standard error. */
void command_complain(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* Complains, and says where help is; the exit status. */
int command_misused(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* Reads the options: the command's own entries (NULL: none) and those that all have. *files are the
 * names that are left, ended by NULL. False where there is nothing more to do: *status is set, and
 * the user was told of the mistake, or of the version. */
bool command_options(int argc, char **argv, const GOptionEntry *entries, const char *arguments,
                     const char *summary, char ***files, int *status);

/* The options for tshark that the user chose: --level, -o. Ends with NULL, owned by this module. */
const char *const *command_tshark_options(void);

#endif
