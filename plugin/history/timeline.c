/* timeline.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/timeline.h"

#define SECOND INT64_C(1000000)
#define HOUR (3600 * SECOND)
#define WEEK (168 * HOUR)

/* Packets that several taps or queues have seen may change places within a second. */
enum sip_step sip_time_step(int64_t before, int64_t after)
{
    int64_t step = after - before;

    if (step < -SECOND || step > WEEK) {
        return SIP_STEP_BROKEN;
    }
    return step > HOUR ? SIP_STEP_LONG : SIP_STEP_SOUND;
}

enum sip_step sip_timeline_next(const struct sip_timeline *line, const struct sip_packet *packet)
{
    return line->runs ? sip_time_step(line->last, packet->stamp) : SIP_STEP_SOUND;
}

void sip_timeline_add(struct sip_timeline *line, const struct sip_packet *packet)
{
    enum sip_step step = sip_timeline_next(line, packet);

    if (step != SIP_STEP_SOUND) {
        line->since = packet->frame;
    }
    if (step == SIP_STEP_BROKEN) {
        line->sound_since = packet->frame;
    }
    line->last = packet->stamp;
    line->runs = true;
}
