/* tree.h
 * -z sip_response,tree: how many responses there are of each class and code, to each method, from
 * each sender.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_STATS_TREE_H
#define SIP_STATS_TREE_H

void response_tree_register(void);

#endif
