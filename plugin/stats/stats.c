/* stats.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/stats.h"

#include "stats/report.h"

void stats_register(void)
{
    report_register();
}
