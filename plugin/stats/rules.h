/* rules.h
 * -z sip_response,rules: the rules that are broken, how often, and where first.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_STATS_RULES_H
#define SIP_STATS_RULES_H

void rules_table_register(void);

#endif
