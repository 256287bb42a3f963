/* tshark.h
 * tshark as a child that reads one capture and prints one of the plugin's statistics.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_COMMANDS_TSHARK_H
#define SIP_COMMANDS_TSHARK_H

#include <gio/gio.h>
#include <stdbool.h>

struct tshark;

/* tshark -q -z STATISTIC -r PATH, with the user's environment and options for tshark. On Linux it
 * does not outlive the thread that started it. NULL, with an error: it could not be started. */
struct tshark *tshark_start(const char *statistic, const char *path, GError **error);

/* What it prints. To be read to the end. */
GInputStream *tshark_output(const struct tshark *tshark);

enum tshark_end {
    TSHARK_DONE, /* it has read the whole capture */
    TSHARK_CUT,  /* the capture cannot be read, or not to its end: the output describes the rest */
    TSHARK_DIED, /* by a signal: the output is of no use */
    TSHARK_REFUSED, /* it did not begin, and will not with other captures: no plugin, bad options */
};

/* Waits for its end. If that is not TSHARK_DONE, *why is one sentence, to be freed. */
enum tshark_end tshark_wait(struct tshark *tshark, char **why);

/* After TSHARK_DONE and TSHARK_CUT: passes on to standard error what Wireshark had to say about
 * settings and the like; each line only once, whatever child said it. */
void tshark_pass_on_warnings(const struct tshark *tshark);

void tshark_free(struct tshark *tshark);

#endif
