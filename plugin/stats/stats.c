/* stats.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/stats.h"

#include "stats/call_lists.h"
#include "stats/call_tables.h"
#include "stats/findings.h"
#include "stats/kpi_table.h"
#include "stats/report.h"
#include "stats/report_window.h"
#include "stats/results.h"
#include "stats/rules.h"
#include "stats/tree.h"

void stats_register_tables(void)
{
    response_tree_register();
    rules_table_register();
    kpi_table_register();
    results_register();
    call_tables_register();
}

void stats_register(void)
{
    findings_register();
    call_lists_register();
    report_register();
    report_window_register();
}
