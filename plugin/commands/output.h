/* output.h
 * A file to be written that appears under its name when it is complete, or not at all: not even
 * when the command is interrupted. Until then it lies beside that name. One at a time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_COMMANDS_OUTPUT_H
#define SIP_COMMANDS_OUTPUT_H

#include <glib.h>
#include <stdbool.h>

struct output;

/* inputs: what must not be overwritten, by whatever name; ends with NULL. A symbolic link stays and
 * the file that it leads to is written. NULL, with an error: one of the inputs, not a regular file,
 * not permitted. */
struct output *output_open(const char *path, const char *const *inputs, GError **error);

/* To write to; the code that closes it may do so. */
int output_descriptor(const struct output *output);

/* Both free the output. */
bool output_publish(struct output *output, GError **error);
void output_discard(struct output *output);

#endif
