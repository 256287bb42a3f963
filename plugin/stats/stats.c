/* stats.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/stats.h"

#include "stats/findings.h"
#include "stats/kpi_table.h"
#include "stats/report.h"
#include "stats/rules.h"
#include "stats/tree.h"

void stats_register_tables(void)
{
    response_tree_register();
    rules_table_register();
    kpi_table_register();
}

void stats_register(void)
{
    findings_register();
    report_register();
}
