/* server.c
 * Servers that asked for time (RFC 3261 section 20.33): whom it concerns, and for how long.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "history/server.h"

void test_server_register(void);

/* A message; its text must outlive it. */
struct sent {
    struct sip_message message;
    struct sip_packet packet;
    char text[512];
};

static struct sip_endpoint at(uint8_t host)
{
    return (struct sip_endpoint){.family = 4, .address = {192, 0, 2, host}, .port = 5060};
}

static void read_sent(struct sent *s, uint8_t from, uint8_t to, double seconds)
{
    struct sip_slice bytes = {s->text, strlen(s->text)};

    g_assert_true(sip_message_read(&s->message, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
    s->packet = (struct sip_packet){&s->message, SIP_TRANSPORT_UDP,      at(from), at(to),
                                    7,           llround(seconds * 1e6), false,    SIP_BEFORE_ALL,
                                    {0}};
}

/* From a client that calls itself sent_by, at address 1, to the server at address 2. */
static void request(struct sent *s, const char *method, const char *user, const char *sent_by,
                    double seconds)
{
    g_snprintf(s->text, sizeof(s->text),
               "%s sip:b@example.com SIP/2.0\r\nVia: SIP/2.0/UDP %s;branch=z9hG4bK1\r\n"
               "From: <sip:%s@example.com>;tag=a\r\nTo: <sip:b@example.com>\r\nCall-ID: c\r\n"
               "CSeq: 1 %s\r\n\r\n",
               method, sent_by, user, method);
    read_sent(s, 1, 2, seconds);
}

/* The server's response to such a request. */
static void note(struct sip_servers *all, const char *method, const char *user, const char *sent_by,
                 int code, const char *retry_after, double seconds)
{
    struct sent asked, s;

    request(&asked, method, user, sent_by, seconds);
    g_snprintf(s.text, sizeof(s.text),
               "SIP/2.0 %d Phrase\r\nVia: SIP/2.0/UDP %s;branch=z9hG4bK1\r\n"
               "From: <sip:%s@example.com>;tag=a\r\nTo: <sip:b@example.com>;tag=b\r\nCall-ID: c\r\n"
               "CSeq: 1 %s\r\nRetry-After: %s\r\n\r\n",
               code, sent_by, user, method, retry_after);
    read_sent(&s, 2, 1, seconds);
    sip_servers_note(all, &s.packet, &asked.message);
}

static const struct sip_backoff *ask(struct sip_servers *all, const char *method, const char *user,
                                     const char *sent_by, double seconds)
{
    struct sent s;

    request(&s, method, user, sent_by, seconds);
    return sip_servers_backoff(all, &s.packet);
}

static void test_503(void)
{
    struct sip_servers *all = sip_servers_new();

    note(all, "INVITE", "a", "one:5060", 503, "60 (busy)", 0);
    const struct sip_backoff *found = ask(all, "MESSAGE", "carol", "one:5060", 59);
    g_assert_nonnull(found);
    g_assert_cmpuint(found->seconds, ==, 60);
    g_assert_cmpuint(found->frame, ==, 7);
    g_assert_cmpint(found->until, ==, 60 * G_TIME_SPAN_SECOND);
    g_assert_null(ask(all, "MESSAGE", "carol", "two:5060", 59));
    g_assert_null(ask(all, "MESSAGE", "carol", "one:5060", 60));
    note(all, "INVITE", "a", "one:5060", 200, "60", 5);
    g_assert_null(ask(all, "MESSAGE", "carol", "one:5060", 6));
    sip_servers_free(all);
}

static void test_user(void)
{
    struct sip_servers *all = sip_servers_new();

    note(all, "INVITE", "a", "one:5060", 486, "60", 0);
    g_assert_nonnull(ask(all, "INVITE", "a", "one:5060", 1));
    g_assert_null(ask(all, "INVITE", "carol", "one:5060", 1));
    g_assert_null(ask(all, "MESSAGE", "a", "one:5060", 1));
    note(all, "REGISTER", "a", "one:5060", 403, "60", 0);
    g_assert_null(ask(all, "REGISTER", "a", "one:5060", 1));
    note(all, "REGISTER", "a", "one:5060", 500, "soon", 0);
    g_assert_null(ask(all, "REGISTER", "a", "one:5060", 1));
    sip_servers_free(all);
}

static void test_bounded(void)
{
    struct sip_servers *all = sip_servers_new();
    char user[16];

    for (int i = 0; i <= SIP_SERVERS_MAX; i++) {
        g_snprintf(user, sizeof(user), "user%d", i);
        note(all, "INVITE", user, "one:5060", 480, "4294967296", 0);
    }
    g_assert_null(ask(all, "INVITE", "user0", "one:5060", 1));
    g_assert_nonnull(ask(all, "INVITE", "user1", "one:5060", 1));
    g_assert_nonnull(ask(all, "INVITE", user, "one:5060", 1));
    sip_servers_free(all);
}

void test_server_register(void)
{
    g_test_add_func("/server/503", test_503);
    g_test_add_func("/server/user", test_user);
    g_test_add_func("/server/bounded", test_bounded);
}
