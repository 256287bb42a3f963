/* stream.c
 * What is before a message of a connection: sequence numbers that are known, unknown, or begin anew.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>

#include "history/stream.h"

void test_stream_register(void);

static struct sip_packet from_port(uint16_t port)
{
    return (struct sip_packet){
        .transport = SIP_TRANSPORT_TCP,
        .source = {.family = 4, .address = {192, 0, 2, 1}, .port = port},
        .destination = {.family = 4, .address = {192, 0, 2, 2}, .port = 5060},
    };
}

/* A message that begins there, 500 octets long. */
static enum sip_before before(struct sip_streams *all, uint16_t port, uint32_t begin)
{
    struct sip_packet packet = from_port(port);
    enum sip_before before = sip_streams_before(all, &packet, begin, begin + 500);

    sip_streams_add(all, &packet);
    return before;
}

static void test_gap(void)
{
    struct sip_streams *all = sip_streams_new();

    g_assert_cmpint(before(all, 5060, 1000), ==, SIP_BEFORE_UNKNOWN);
    g_assert_cmpint(before(all, 5060, 1500), ==, SIP_BEFORE_ALL);
    g_assert_cmpint(before(all, 5060, 2000 + SIP_BETWEEN_MESSAGES - 1), ==, SIP_BEFORE_ALL);
    g_assert_cmpint(before(all, 5060, 2699 + SIP_BETWEEN_MESSAGES), ==, SIP_BEFORE_GAP);
    /* Sent again: the newest octets are those that count afterwards. */
    g_assert_cmpint(before(all, 5060, 1000), ==, SIP_BEFORE_ALL);
    g_assert_cmpint(before(all, 5060, 3199 + SIP_BETWEEN_MESSAGES), ==, SIP_BEFORE_ALL);
    /* Another connection has its own numbers. */
    g_assert_cmpint(before(all, 5062, 9000), ==, SIP_BEFORE_UNKNOWN);
    g_assert_cmpint(before(all, 5062, 9500), ==, SIP_BEFORE_ALL);
    sip_streams_free(all);
}

/* Of the first message it is not known where its octets are, as its TCP header was not captured. What the
 * numbers of the next one begin with shows nothing. */
static void test_unknown(void)
{
    struct sip_streams *all = sip_streams_new();
    struct sip_packet packet = from_port(5060);

    g_assert_false(sip_streams_has(all, &packet));
    sip_streams_add(all, &packet);
    g_assert_true(sip_streams_has(all, &packet));
    g_assert_cmpint(before(all, 5060, 100000), ==, SIP_BEFORE_UNKNOWN);
    g_assert_cmpint(before(all, 5060, 100500), ==, SIP_BEFORE_ALL);
    g_assert_cmpint(before(all, 5060, 200000), ==, SIP_BEFORE_GAP);
    sip_streams_free(all);
}

/* Sequence numbers go from the highest one to 0. */
static void test_wrap(void)
{
    struct sip_streams *all = sip_streams_new();

    g_assert_cmpint(before(all, 5060, (uint32_t)-500), ==, SIP_BEFORE_UNKNOWN);
    g_assert_cmpint(before(all, 5060, 0), ==, SIP_BEFORE_ALL);
    g_assert_cmpint(before(all, 5062, (uint32_t)-500), ==, SIP_BEFORE_UNKNOWN);
    g_assert_cmpint(before(all, 5062, 1000), ==, SIP_BEFORE_GAP);
    sip_streams_free(all);
}

static void test_most(void)
{
    struct sip_streams *all = sip_streams_new();

    for (unsigned i = 0; i < SIP_STREAMS_MAX; i++) {
        before(all, (uint16_t)(1 + i), 1000);
    }
    g_assert_cmpint(before(all, 1, 1500), ==, SIP_BEFORE_ALL);
    g_assert_cmpint(before(all, 1 + SIP_STREAMS_MAX, 1000), ==, SIP_BEFORE_UNKNOWN);
    g_assert_cmpint(before(all, 1 + SIP_STREAMS_MAX, 9000), ==, SIP_BEFORE_UNKNOWN);
    sip_streams_free(all);
}

void test_stream_register(void)
{
    g_test_add_func("/stream/gap", test_gap);
    g_test_add_func("/stream/unknown", test_unknown);
    g_test_add_func("/stream/wrap", test_wrap);
    g_test_add_func("/stream/most", test_most);
}
