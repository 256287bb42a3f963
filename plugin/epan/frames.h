/* frames.h
 * Numbers of frames in the order in which the capture is read for the first time.
 *
 * A read filter (tshark -2 -R, "Read filter" in the window) drops frames after they were dissected, and
 * gives their numbers again to the frames that follow. What came before must know frames apart, so it
 * counts all that were read: these are the numbers of the frames in the file. Without a read filter
 * both are the same.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_EPAN_FRAMES_H
#define SIP_EPAN_FRAMES_H

#include <epan/packet.h>
#include <stdbool.h>

/* Call when a capture file is opened, or is about to be dissected again; and when it is closed. */
void frames_begin_file(void);
void frames_end_file(void);

/* Call once for each frame that is read for the first time. Gives its number in the file, from 1. */
guint32 frames_read(packet_info *pinfo);

/* The number under which Wireshark shows a frame of the file; 0: the read filter dropped it, or 0 was
 * given. The newest frame counts as shown. */
guint32 frames_shown(guint32 frame);

/* Whether the capture is dissected again, for other settings, without the frames that a read filter
 * dropped: what seems to be missing may be among them. */
bool frames_lack_some(void);

#endif
