/* capture.h
 * A capture file, read through Wireshark's library: whatever Wireshark opens, compressed or not.
 * One record is held at a time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_COMMANDS_CAPTURE_H
#define SIP_COMMANDS_CAPTURE_H

#include <glib.h>
#include <stdbool.h>

struct capture;

/* Once, before anything else. */
void capture_init(void);

/* NULL, with an error: missing, not permitted, empty, not a capture. */
struct capture *capture_open(const char *path, GError **error);
void capture_close(struct capture *capture);

/* Whether its packets can be written as pcapng; if not, it is hardly a network capture. */
bool capture_fits_pcapng(const struct capture *capture, GError **error);

/* Adds to the list the comments that a frame is to have besides its own: texts, to be freed.
 * Asked once for each frame, in order, from 1 on. False, with an error: the copy is given up. */
typedef bool (*capture_comments)(void *user, guint32 frame, GPtrArray *comments, GError **error);

struct capture_copied {
    guint32 frames;
    guint32 commented; /* frames with comments from us */
    guint32 comments;  /* of ours: those that were there already count too */
    char *trouble;     /* why the rest could not be read, to be freed; NULL: it is complete */
};

/* Writes it as pcapng with comments added, and takes the descriptor. A comment that the frame has
 * already is not added again. False, with an error: what is written is of no use. */
bool capture_copy(struct capture *capture, int descriptor, capture_comments comments, void *user,
                  struct capture_copied *copied, GError **error);

#endif
