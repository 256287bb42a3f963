/* kpi_table.h
 * -z sip_response,kpi: the KPIs of kpi.h for all servers together and for each of them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_STATS_KPI_TABLE_H
#define SIP_STATS_KPI_TABLE_H

void kpi_table_register(void);

#endif
