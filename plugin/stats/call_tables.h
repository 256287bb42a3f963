/* call_tables.h
 * -z sip_response,calls · registrations · subscriptions · requests: a table of each kind of record, with the
 * columns of calls/columns.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_STATS_CALL_TABLES_H
#define SIP_STATS_CALL_TABLES_H

void call_tables_register(void);

#endif
