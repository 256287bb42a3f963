/* results.h
 * The table of what became of calls: how many had which result, final code and cause of Q.850.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_STATS_RESULTS_H
#define SIP_STATS_RESULTS_H

void results_register(void);

#endif
