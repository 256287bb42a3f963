/* packets.h
 * A capture as an input of a fuzzer, and how it is judged. An input is a row of packets; each begins
 * with a separator and four octets: who sends to whom; how it came, and how much of it was captured;
 * and the time since the packet before (an octet, shifted by another).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_TESTS_FUZZ_PACKETS_H
#define SIP_TESTS_FUZZ_PACKETS_H

#include <glib.h>

#include "fuzz.h"
#include "rules/engine/analysis.h"

#define SEPARATOR "\xfe\xfd"
#define SEPARATOR_SIZE 2
#define CONTROL_SIZE 4

#define MAX_PACKETS 1024 /* of more, nothing is judged */

struct run {
    struct sip_analysis *analysis;
    struct sip_settings settings;
    struct sip_packet packet;
    size_t snapshot;               /* octets of each message that are captured */
    uint32_t cookies[MAX_PACKETS]; /* the frame of each message */
};

static inline struct sip_endpoint endpoint(unsigned number, bool six)
{
    struct sip_endpoint end = {.family = six ? 6 : 4, .port = number & 4 ? 5062 : 5060};

    end.address[0] = 192;
    end.address[2] = 2;
    end.address[3] = (uint8_t)(1 + (number & 3));
    return end;
}

/* The clock never leaves the range that is promised to the core. */
static inline void pass_time(struct sip_packet *packet, uint8_t steps, uint8_t shift)
{
    int64_t by = (int64_t)(int8_t)steps * (INT64_C(1) << shift % 54);

    packet->stamp = CLAMP(packet->stamp + by, -SIP_TIME_MAX, SIP_TIME_MAX);
}

/* What was captured of a packet is gone when it is judged: nothing may point into it. */
static inline void judge_packet(struct run *run, const uint8_t *control, const uint8_t *octets,
                                size_t n)
{
    static struct sip_message message;
    struct sip_packet *packet = &run->packet;
    struct sip_slice bytes = exact_copy(octets, MIN(n, run->snapshot));

    packet->source = endpoint(control[0] & 7, control[0] & 0x40);
    packet->destination = endpoint(control[0] >> 3 & 7, control[0] & 0x40);
    packet->overdue = control[0] & 0x80;
    packet->transport = (enum sip_transport)((control[1] & 15) % (SIP_TRANSPORT_WEBSOCKET + 1));
    pass_time(packet, control[2], control[3]);
    packet->message = &message;
    packet->frame++;
    if (sip_message_read(&message, bytes, n + (control[1] >> 5), control[1] & 0x10,
                         sip_transport_is_stream(packet->transport) ? SIP_FRAMING_STREAM
                                                                    : SIP_FRAMING_DATAGRAM)) {
        uint32_t *cookie = &run->cookies[packet->frame - 1];
        *cookie = packet->frame;
        sip_analysis_add(run->analysis, &run->settings, packet, cookie);
    }
    memset(&message, 0xaa, sizeof(message));
    free((char *)bytes.p);
}

static inline const uint8_t *next_packet(const uint8_t *at, const uint8_t *end)
{
    while (end - at >= SEPARATOR_SIZE && memcmp(at, SEPARATOR, SEPARATOR_SIZE) != 0) {
        at++;
    }
    return end - at >= SEPARATOR_SIZE ? at : end;
}

/* Judges a whole input; found gets a cookie that points to the number of the frame. */
static inline void judge_input(struct run *run, const struct sip_analysis_reports *reports,
                               const uint8_t *at, const uint8_t *end)
{
    run->settings.t1 = 500000;
    run->settings.t2 = 4000000;
    run->settings.ims = sip_message_is_ims;
    run->settings.history = true;
    run->settings.ends = true;
    run->analysis = sip_analysis_new(reports);
    run->packet.frame = 0;
    run->packet.stamp = INT64_C(1767603600000000); /* 2026-01-05 09:00:00 UTC */
    while (end - at >= SEPARATOR_SIZE + CONTROL_SIZE && run->packet.frame < MAX_PACKETS) {
        const uint8_t *text = at + SEPARATOR_SIZE + CONTROL_SIZE;
        const uint8_t *next = next_packet(text, end);
        judge_packet(run, at + SEPARATOR_SIZE, text, (size_t)(next - text));
        at = next;
    }
    sip_analysis_finish(run->analysis, &run->settings);
    sip_analysis_free(run->analysis);
}

#endif
