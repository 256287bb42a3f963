/* findings.h
 * The findings of a capture, one after the other as the plugin's statistic "findings" prints them:
 * only one is held at a time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_COMMANDS_FINDINGS_H
#define SIP_COMMANDS_FINDINGS_H

#include <glib.h>
#include <stdbool.h>

struct finding {
    guint32 frame;
    char *comment; /* one line of text with everything about it */
};

struct findings;

/* NULL, with an error: tshark could not be started. */
struct findings *findings_of(const char *path, GError **error);

/* The next finding in order of frames, not to be freed; valid until the next call. NULL without an
 * error: there is no more. The first one comes when tshark has read the whole capture. */
const struct finding *findings_next(struct findings *findings, GError **error);

/* When there is no more: whether tshark ended well. A capture that cannot be read to its end is no
 * failure: its reader notices that too. */
bool findings_complete(struct findings *findings, GError **error);

void findings_free(struct findings *findings);

#endif
