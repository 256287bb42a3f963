/* stats.h
 * Statistics and reports: listeners on the tap "sip_response". The tap gives each SIP message's
 * record (struct message_record, which lives as long as the file), in the order of the capture, on
 * every pass that taps are run in. What never came is found when the capture ends, so a listener
 * keeps records, calls record_finish() before it draws, and reads their findings then.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_STATS_STATS_H
#define SIP_STATS_STATS_H

/* Registers the tables and trees, together with the protocol: sharkd asks for no others. */
void stats_register_tables(void);

/* Registers every other statistic, for -z and for the menus. */
void stats_register(void);

#endif
