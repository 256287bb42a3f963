/* call_lists.h
 * Calls, registrations, subscriptions and refused requests for programs:
 *
 *   -z sip_response,csv,calls[,FILTER]   and registrations, subscriptions, requests: RFC 4180
 *   -z sip_response,records[,FILTER]     all of them, each as one line of JSON
 *
 * with the columns of calls/columns.h. With a filter: those with a message that it lets pass.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_STATS_CALL_LISTS_H
#define SIP_STATS_CALL_LISTS_H

void call_lists_register(void);

#endif
