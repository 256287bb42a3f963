/* render.h
 * Writes a report down. Whatever a text holds, it is inert in what is written: Markdown, HTML,
 * script or escape sequences of a terminal in a packet come out as the characters they are.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_RENDER_H
#define SIP_REPORT_RENDER_H

#include "report/model.h"

/* Each returns a new text, valid UTF-8, to be freed with g_free. */

/* For a tracker: tables, fenced blocks and headings as GitHub, GitLab and others show them. Long
 * parts are shortened, and say so. */
char *report_markdown(const struct report *report);

/* One document with everything that the report has; docs/json.md describes it. */
char *report_json(const struct report *report);

/* One page that needs nothing else: no network, no other file. */
char *report_html(const struct report *report);

#endif
