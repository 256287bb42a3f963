/* tshark.h
 * tshark as a child that reads one capture and prints one of the plugin's statistics.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef TSHARK_H
#define TSHARK_H

#include <gio/gio.h>
#include <stdbool.h>

struct tshark;

/* tshark -q -z STATISTIC -r PATH, with the user's environment and options for tshark. On Linux it
 * does not outlive the thread that started it. NULL, with an error: it could not be started. */
struct tshark *tshark_start(const char *statistic, const char *path, GError **error);

/* What it prints. To be read to the end. */
GInputStream *tshark_output(const struct tshark *tshark);

/* Waits for its end. NULL: all went well. Else one sentence, to be freed; then *of_capture says
 * whether only the capture is to blame: what could be read of it is in the output. */
char *tshark_wait(struct tshark *tshark, bool *of_capture);

/* After a success, or a failure of the capture alone: passes on to standard error what Wireshark had
 * to say about settings and the like. */
void tshark_pass_on_warnings(const struct tshark *tshark);

void tshark_free(struct tshark *tshark);

#endif
