/* markup.h
 * Texts as Markdown in which nothing of them is Markdown, HTML, a link or a mention.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_MARKUP_H
#define SIP_REPORT_MARKUP_H

#include <glib.h>

/* What comes from packets is in code spans and fenced blocks only, each with more backticks around
 * it than are in it. A code span is cut after some 300 characters. */
void report_markup_code(GString *out, const char *text);
void report_markup_block(GString *out, const char *text);

/* A code span inside of a table. */
void report_markup_cell(GString *out, const char *text);

/* A text of our own: prose. */
void report_markup_prose(GString *out, const char *text);

#endif
