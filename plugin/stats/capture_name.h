/* capture_name.h
 * The name of the capture file that is being read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_STATS_CAPTURE_NAME_H
#define SIP_STATS_CAPTURE_NAME_H

/* Its name without folders, valid UTF-8, to be freed; NULL where it cannot be told. Ask while
 * packets are read: the file is open then. */
char *capture_name(void);

#endif
