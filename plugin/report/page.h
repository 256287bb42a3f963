/* page.h
 * The template, style sheet and script of the HTML report: page.html, page.css, and the script of charts.js,
 * ladder.js and page.js, built in by CMake.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_PAGE_H
#define SIP_REPORT_PAGE_H

extern const char report_page_html[];
extern const char report_page_css[];
extern const char report_page_js[];

#endif
