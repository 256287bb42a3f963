/* timeline.h
 * Whether time stamps can be compared. A capture that was put together of several, converted, or taken by
 * a box without a clock has packets years apart, or out of order: no deadline can be judged by them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_TIMELINE_H
#define SIP_HISTORY_TIMELINE_H

#include "history/packet.h"

/* From one message to the next. */
enum sip_step {
    SIP_STEP_SOUND,
    SIP_STEP_LONG, /* more than an hour: no transaction lasts so long, the capture may have paused */
    SIP_STEP_BROKEN, /* more than a week, or more than a second back: the time stamps are wrong */
};

/* The one judgement of two time stamps, in microseconds. */
enum sip_step sip_time_step(int64_t before, int64_t after);

/* Times of messages compare with each other where no step lies between them. */
struct sip_timeline {
    int64_t last;         /* of the newest message */
    uint32_t since;       /* the first message after the newest step that is not sound; … */
    uint32_t sound_since; /* … that is broken */
    bool runs;            /* there was a message */
};

/* The step that the next message makes; SIP_STEP_SOUND for the first. Adds nothing. */
enum sip_step sip_timeline_next(const struct sip_timeline *line, const struct sip_packet *packet);
void sip_timeline_add(struct sip_timeline *line, const struct sip_packet *packet);

#endif
