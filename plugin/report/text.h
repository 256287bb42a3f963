/* text.h
 * Octets of a packet as a text that people may look at: valid UTF-8, and nothing in it that a
 * terminal, an editor or a browser obeys or hides.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_TEXT_H
#define SIP_REPORT_TEXT_H

#include <glib.h>
#include <stdbool.h>

/* Appends the octets: control characters as their pictures (ESC as U+241B), characters that
 * reorder, join or hide others by their number (<U+202E>), octets that are no UTF-8 as \xff.
 * lines: line ends (CR LF or LF) become \n, and tabs stay; else all these become spaces. */
void report_text_append(GString *out, const char *octets, gsize n, bool lines);

/* The same as a new text of one line, cut after so many characters. */
char *report_text_line(const char *octets, gsize n, glong characters);

/* Appends at most so many characters of a text; "…" is the last where some are left out. */
void report_text_append_cut(GString *out, const char *text, glong characters);

#endif
