/* frames.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/frames.h"

#include <epan/frame_data.h>

static GArray *dropped; /* numbers in the file, ascending */

/* A frame that was read: its number when it was read, and where and when it is in the capture. */
struct place {
    guint32 number; /* 0: none */
    gint64 offset;
    nstime_t stamp;
};
static struct place newest;

/* Of the last capture that a read filter was used on: they outlive frames_end_file(). */
static struct place first_shown, first_dropped;
static bool may_lack; /* so far this capture reads as what the read filter left of that one */
static bool lack_some;

static struct place place_of(packet_info *pinfo)
{
    return (struct place){pinfo->num, pinfo->fd->file_off, pinfo->abs_ts};
}

static bool is_same(const struct place *a, const struct place *b)
{
    return a->number != 0 && b->number != 0 && a->offset == b->offset &&
           nstime_cmp(&a->stamp, &b->stamp) == 0;
}

void frames_begin_file(void)
{
    dropped = g_array_new(FALSE, FALSE, sizeof(guint32));
    newest = (struct place){0};
    lack_some = false;
}

void frames_end_file(void)
{
    g_clear_pointer(&dropped, g_array_unref);
}

/* Dissected again, the capture begins with the first frame that was shown, and another frame has the
 * number of the first one that was dropped. Opened again without the filter, it has not. */
static void look_for_what_is_lacking(const struct place *now)
{
    if (now->number == 1) {
        may_lack = is_same(now, &first_shown);
    }
    if (!may_lack) {
        first_dropped.number = 0;
    } else if (now->number == first_dropped.number) {
        may_lack = lack_some = !is_same(now, &first_dropped);
    }
}

guint32 frames_read(packet_info *pinfo)
{
    struct place now = place_of(pinfo);

    if (now.number != newest.number) {
        first_shown = newest.number == 1 ? newest : first_shown;
        look_for_what_is_lacking(&now);
    } else {
        guint32 before = newest.number + dropped->len;

        first_dropped = dropped->len == 0 ? newest : first_dropped;
        g_array_append_val(dropped, before);
        may_lack = false;
    }
    newest = now;
    return now.number + dropped->len;
}

guint32 frames_shown(guint32 frame)
{
    guint low = 0, high = dropped != NULL ? dropped->len : 0;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(dropped, guint32, middle) < frame) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool shown =
        dropped == NULL || low == dropped->len || g_array_index(dropped, guint32, low) != frame;
    return shown ? frame - low : 0;
}

bool frames_lack_some(void)
{
    return lack_some;
}
