/* shorten.h
 * Chooses which messages of a long dialog are shown.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_SHORTEN_H
#define SIP_REPORT_SHORTEN_H

#include <glib.h>
#include <stdbool.h>

/* keep has n places: on entry, true for each message that must be seen. On return, at most limit
 * are true: these, the beginning and the end of the dialog, and the messages around them; all where
 * n <= limit. */
void report_shorten(bool *keep, guint n, guint limit);

#endif
