/* report.h
 * Reports: -z sip_response,report · json · html, and the entry in the Tools menu.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_STATS_REPORT_H
#define SIP_STATS_REPORT_H

void report_register(void);

#endif
