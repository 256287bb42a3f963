/* challenged.c
 * Clients that were challenged, again and again, and have sent no credentials.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "history/challenged.h"

void test_challenged_register(void);

#define SECOND G_TIME_SPAN_SECOND
#define CHALLENGE "WWW-Authenticate: Digest realm=\"a\",nonce=\"1\"\r\n"
#define CREDENTIALS "Authorization: Digest username=\"a\",realm=\"a\",nonce=\"1\"\r\n"

/* The server is another host than the client, by its last octet. */
struct world {
    struct sip_challenges *challenges;
    uint32_t frame;
};

static struct sip_endpoint at(uint8_t host)
{
    return (struct sip_endpoint){.family = 4, .address = {192, 0, 2, host}, .port = 5060};
}

/* The message that a text holds, on its way between client and server. */
struct passing {
    char *text;
    struct sip_message message;
    struct sip_packet packet;
};

/* lines: header fields after From, To, CSeq. cut: the message was not captured whole. */
static void pass(struct world *w, struct passing *p, const char *start_line, const char *lines,
                 bool cut)
{
    p->text = g_strconcat(start_line,
                          "\r\nFrom: <sip:a@example.com>;tag=a\r\nTo: <sip:a@example.com>\r\n",
                          "CSeq: 1 REGISTER\r\n", lines, cut ? NULL : "\r\n", NULL);
    size_t length = strlen(p->text);
    struct sip_slice bytes = {p->text, length};
    g_assert_true(
        sip_message_read(&p->message, bytes, length + (cut ? 10 : 0), false, SIP_FRAMING_DATAGRAM));
    p->packet = (struct sip_packet){.message = &p->message, .frame = ++w->frame};
}

static void pass_request(struct world *w, struct passing *p, uint8_t server, const char *lines,
                         bool cut, int64_t stamp)
{
    pass(w, p, "REGISTER sip:example.com SIP/2.0", lines, cut);
    p->packet.source = at(1);
    p->packet.destination = at(server);
    p->packet.stamp = stamp;
}

/* How many requests without credentials were challenged before this one, which is then noted. */
static uint32_t ask(struct world *w, uint8_t server, const char *lines, bool cut, int64_t stamp)
{
    struct passing p;

    pass_request(w, &p, server, lines, cut, stamp);
    const struct sip_challenged *before = sip_challenges_find(w->challenges, &p.packet);
    uint32_t count = before != NULL ? before->count : 0;
    sip_challenges_note_request(w->challenges, &p.packet);
    g_free(p.text);
    return count;
}

/* The same, and what the server says to it at once. */
static uint32_t ask_and_get(struct world *w, uint8_t server, const char *lines, const char *status,
                            const char *answered, int64_t stamp)
{
    uint32_t count = ask(w, server, lines, false, stamp);
    struct passing request, response;

    pass_request(w, &request, server, lines, false, stamp);
    pass(w, &response, status, answered, false);
    response.packet.source = at(server);
    response.packet.destination = at(1);
    response.packet.stamp = stamp + 1;
    sip_challenges_note_response(w->challenges, &response.packet, &request.message,
                                 request.packet.frame, stamp);
    g_free(request.text);
    g_free(response.text);
    return count;
}

static uint32_t refuse(struct world *w, uint8_t server, int64_t stamp)
{
    return ask_and_get(w, server, "", "SIP/2.0 401 Unauthorized", CHALLENGE, stamp);
}

static struct world begin(void)
{
    return (struct world){sip_challenges_new(), 0};
}

static void end(struct world *w)
{
    sip_challenges_free(w->challenges);
}

static void test_series(void)
{
    struct world w = begin();

    g_assert_cmpuint(refuse(&w, 9, 1 * SECOND), ==, 0);
    g_assert_cmpuint(refuse(&w, 9, 2 * SECOND), ==, 1);
    g_assert_cmpuint(refuse(&w, 9, 3 * SECOND), ==, 2);
    /* Elsewhere it is another matter. */
    g_assert_cmpuint(ask(&w, 8, "", false, 4 * SECOND), ==, 0);
    g_assert_cmpuint(ask(&w, 9, "", false, 4 * SECOND), ==, 3);
    /* After too long a time, too. */
    g_assert_cmpuint(refuse(&w, 9, 4 * SECOND + SIP_CHALLENGED_GAP), ==, 0);
    g_assert_cmpuint(ask(&w, 9, "", false, 5 * SECOND + SIP_CHALLENGED_GAP), ==, 1);
    end(&w);
}

static void test_ended(void)
{
    struct world w = begin();

    /* Credentials, to whatever server. */
    refuse(&w, 9, 1 * SECOND);
    g_assert_cmpuint(ask(&w, 8, CREDENTIALS, false, 2 * SECOND), ==, 0);
    g_assert_cmpuint(ask(&w, 9, "", false, 3 * SECOND), ==, 0);
    /* Another response. */
    refuse(&w, 9, 4 * SECOND);
    ask_and_get(&w, 9, "", "SIP/2.0 200 OK", "", 5 * SECOND);
    g_assert_cmpuint(ask(&w, 9, "", false, 6 * SECOND), ==, 0);
    end(&w);
}

/* What was cut off may have had credentials. */
static void test_cut_off(void)
{
    struct world w = begin();

    refuse(&w, 9, 1 * SECOND);
    ask(&w, 9, "Authoriz", true, 2 * SECOND);
    g_assert_cmpuint(ask(&w, 9, "", false, 3 * SECOND), ==, 0);
    end(&w);
}

/* A challenge of a kind that a client need not know is none. */
static void test_other_schemes(void)
{
    struct world w = begin();

    ask_and_get(&w, 9, "", "SIP/2.0 401 Unauthorized",
                "WWW-Authenticate: Digest realm=\"a\",nonce=\"1\",algorithm=SHA-256\r\n",
                1 * SECOND);
    g_assert_cmpuint(ask(&w, 9, "", false, 2 * SECOND), ==, 0);
    ask_and_get(&w, 9, "", "SIP/2.0 401 Unauthorized", "WWW-Authenticate: Basic realm=\"a\"\r\n",
                3 * SECOND);
    g_assert_cmpuint(ask(&w, 9, "", false, 4 * SECOND), ==, 0);
    end(&w);
}

void test_challenged_register(void)
{
    g_test_add_func("/challenged/series", test_series);
    g_test_add_func("/challenged/ended", test_ended);
    g_test_add_func("/challenged/cut-off", test_cut_off);
    g_test_add_func("/challenged/other-schemes", test_other_schemes);
}
