/* report_window.h
 * The report in Wireshark's window: a text that can be copied, and saved as HTML, Markdown or JSON.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_STATS_REPORT_WINDOW_H
#define SIP_STATS_REPORT_WINDOW_H

/* Adds the entries to the menu. */
void report_window_register(void);

#endif
