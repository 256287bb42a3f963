/* pipeline.c
 * Fuzzes the whole way of a capture: scanner, history, rules. What is checked: every finding lies
 * inside its message, tells of a frame that was there, and nothing of a packet is used when the
 * packet is gone.
 *
 * An input is a row of packets. Each begins with SEPARATOR and four octets: who sends to whom; how it
 * came; and the time since the packet before (an octet, shifted by another).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>

#include "fuzz.h"
#include "rules/analysis.h"

#define SEPARATOR "\xfe\xfd"
#define SEPARATOR_SIZE 2
#define CONTROL_SIZE 4

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct run {
    struct sip_analysis *analysis;
    struct sip_settings settings;
    struct sip_arrival arrival;
};

static uint32_t frames;
static uint32_t cookies[1024]; /* one for each packet, of as many as are judged */

static void check_finding(void *cookie, const struct sip_message *m, unsigned number,
                          const struct sip_finding *finding)
{
    const uint32_t *frame = cookie;

    CHECK(frame >= cookies && frame < cookies + frames);
    CHECK(number < sip_rules_count());
    CHECK(finding->where.p != NULL);
    check_within(finding->where, m->bytes);
    CHECK(memchr(finding->evidence, '\0', sizeof(finding->evidence)) != NULL);
    CHECK(finding->evidence[0] != '\0');
    CHECK(finding->related <= frames);
}

static struct sip_endpoint endpoint(unsigned number, bool six)
{
    struct sip_endpoint end = {.family = six ? 6 : 4, .port = number & 4 ? 5062 : 5060};

    end.address[0] = 192;
    end.address[2] = 2;
    end.address[3] = (uint8_t)(1 + (number & 3));
    return end;
}

/* The clock never leaves the range that is promised to the core. */
static void pass_time(struct sip_arrival *arrival, uint8_t steps, uint8_t shift)
{
    int64_t by = (int64_t)(int8_t)steps * (INT64_C(1) << shift % 54);

    arrival->time = CLAMP(arrival->time + by, -SIP_TIME_MAX, SIP_TIME_MAX);
}

static void judge(struct run *run, const uint8_t *control, const uint8_t *octets, size_t n)
{
    static struct sip_message message;
    struct sip_arrival *arrival = &run->arrival;
    bool six = control[0] & 0x40, fragment = control[1] & 0x10;
    size_t lost = control[1] >> 5;
    struct sip_slice bytes = exact_copy(octets, n);

    arrival->source = endpoint(control[0] & 7, six);
    arrival->destination = endpoint(control[0] >> 3 & 7, six);
    arrival->transport = (enum sip_transport)((control[1] & 15) % (SIP_TRANSPORT_WEBSOCKET + 1));
    arrival->overdue = control[0] & 0x80;
    pass_time(arrival, control[2], control[3]);
    arrival->message = &message;
    if (sip_message_read(&message, bytes, n + lost, fragment,
                         sip_transport_is_stream(arrival->transport) ? SIP_FRAMING_STREAM
                                                                     : SIP_FRAMING_DATAGRAM)) {
        arrival->frame = ++frames;
        cookies[frames - 1] = frames;
        sip_analysis_add(run->analysis, &run->settings, arrival, &cookies[frames - 1]);
    }
    memset(&message, 0xaa, sizeof(message));
    free((char *)bytes.p);
}

static const uint8_t *next_packet(const uint8_t *at, const uint8_t *end)
{
    while (end - at >= SEPARATOR_SIZE && memcmp(at, SEPARATOR, SEPARATOR_SIZE) != 0) {
        at++;
    }
    return end - at >= SEPARATOR_SIZE ? at : end;
}

static void judge_all(struct run *run, const uint8_t *at, const uint8_t *end)
{
    const size_t head = SEPARATOR_SIZE + CONTROL_SIZE;

    while ((size_t)(end - at) >= head && frames < G_N_ELEMENTS(cookies)) {
        const uint8_t *text = at + head;
        const uint8_t *next = next_packet(text, end);
        judge(run, at + SEPARATOR_SIZE, text, (size_t)(next - text));
        at = next;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct sip_choice *all_rules;
    struct run run = {.settings = {.t1 = 500000, .t2 = 4000000, .ims = sip_message_is_ims}};

    if (all_rules == NULL) {
        all_rules = sip_choice_new();
    }
    frames = 0;
    run.settings.choice = all_rules;
    run.analysis = sip_analysis_new(check_finding);
    run.arrival.time = INT64_C(1767603600000000); /* 2026-01-05 09:00:00 UTC */
    judge_all(&run, data, data + size);
    sip_analysis_finish(run.analysis, &run.settings);
    sip_analysis_free(run.analysis);
    return 0;
}
