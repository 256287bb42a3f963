/* line.h
 * Texts of messages as records keep them: valid UTF-8 on one line, nothing in it that a terminal might
 * obey, and not too long.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_LINE_H
#define SIP_CALLS_LINE_H

#include <glib.h>

#include "history/kept/interned.h"

/* Octets that are kept of a text. */
#define SIP_LINE_MAX 256

/* NULL for p == NULL. */
const char *sip_line_keep(struct sip_interned *texts, struct sip_slice text);

/* The same of a text that hardly comes again. */
const char *sip_line_copy(GStringChunk *texts, struct sip_slice text);

#endif
