/* findings.h
 * -z sip_response,findings[,FILTER]: every finding as one line of JSON, in order of frames, for
 * programs. One pass is enough, as with all statistics: docs/commands.md has the keys.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_STATS_FINDINGS_H
#define SIP_STATS_FINDINGS_H

void findings_register(void);

#endif
