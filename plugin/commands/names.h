/* names.h
 * The names of addresses that a capture brings along (pcapng's name resolution blocks). Since 4.2
 * libwiretap copies them itself; before, it only gives them while it reads. One capture at a time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_COMMANDS_NAMES_H
#define SIP_COMMANDS_NAMES_H

#include <wiretap/wtap.h>

/* Remembers the names of a capture while it is read. */
void names_gather(wtap *from);

/* Has them written when the copy is closed. */
void names_give(wtap_dumper *to);

#endif
