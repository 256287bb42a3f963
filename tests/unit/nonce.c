/* nonce.c
 * Nonces: whose credentials were accepted, and which refusal is one of fresh credentials.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "history/nonce.h"

void test_nonce_register(void);

struct sent {
    struct sip_message message;
    struct sip_packet packet;
    char text[700];
};

static struct sip_endpoint at(uint8_t host)
{
    return (struct sip_endpoint){.family = 4, .address = {192, 0, 2, host}, .port = 5060};
}

static void read_sent(struct sent *s, uint8_t from, uint8_t to, uint32_t frame)
{
    struct sip_slice bytes = {s->text, strlen(s->text)};

    g_assert_true(sip_message_read(&s->message, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
    s->packet =
        (struct sip_packet){&s->message, SIP_TRANSPORT_UDP, at(from), at(to), frame, frame * 1000,
                            false,       SIP_BEFORE_ALL,    {0}};
}

#define HEAD(start)                                                                       \
    start "\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nFrom: <sip:a@example.com>;tag=a\r\n" \
          "To: <sip:a@example.com>\r\nCall-ID: c\r\nCSeq: 1 REGISTER\r\n"

static void ask(struct sent *s, const char *nonce, unsigned count)
{
    g_snprintf(s->text, sizeof(s->text),
               HEAD("REGISTER sip:example.com SIP/2.0") "Authorization: Digest username=\"a\", "
                                                        "realm=\"r\", nonce=\"%s\", "
                                                        "response=\"x\", nc=%08x\r\n\r\n",
               nonce, count);
    read_sent(s, 1, 2, 0);
}

/* The response of the server at address 2, with a challenge where nonce is not NULL. */
static void respond(struct sent *s, int code, const char *nonce, uint32_t frame)
{
    char *challenge =
        nonce != NULL
            ? g_strdup_printf("WWW-Authenticate: Digest realm=\"r\", nonce=\"%s\"\r\n", nonce)
            : g_strdup("");
    g_snprintf(s->text, sizeof(s->text), HEAD("SIP/2.0 %d Phrase") "%s\r\n", code, challenge);
    g_free(challenge);
    read_sent(s, 2, 1, frame);
}

/* What a response is to the credentials of the request that it answers, before it is noted. */
static bool refuses_fresh(struct sip_nonces *all, struct sent *asked, struct sent *s)
{
    struct sip_auths auths;
    bool refuses = false;

    sip_auths_read(&auths, &asked->message, SIP_HDR_AUTHORIZATION);
    const struct sip_nonce *nonce = sip_nonces_find(all, &s->packet, &auths.all[0]);
    const struct sip_login *login =
        sip_nonces_login(all, &s->packet, auths.all[0].params[SIP_AUTH_REALM]);
    if (nonce != NULL && login != NULL) {
        refuses = sip_response_refuses_fresh(&s->message, &auths.all[0], nonce, login,
                                             sip_nonces_accepted(all, &s->packet, login));
    }
    sip_nonces_note(all, &s->packet, &asked->message);
    return refuses;
}

static void test_nonce(void)
{
    struct sip_nonces *all = sip_nonces_new();
    struct sent asked, s;
    struct sip_auths auths;

    ask(&asked, "old", 1);
    respond(&s, 401, "n1", 1);
    g_assert_false(refuses_fresh(all, &asked, &s)); /* nobody knows where "old" is from */
    ask(&asked, "n1", 1);
    respond(&s, 401, "n2", 2);
    g_assert_true(refuses_fresh(all, &asked, &s));
    ask(&asked, "n2", 1);
    respond(&s, 401, "n3", 3);
    g_assert_false(refuses_fresh(all, &asked, &s)); /* the second time */
    ask(&asked, "n3", 1);
    respond(&s, 200, NULL, 4);
    g_assert_false(refuses_fresh(all, &asked, &s));
    sip_auths_read(&auths, &asked.message, SIP_HDR_AUTHORIZATION);
    const struct sip_nonce *nonce = sip_nonces_find(all, &s.packet, &auths.all[0]);
    g_assert_cmpuint(nonce->challenge_frame, ==, 3);
    g_assert_cmpuint(nonce->accepted_frame, ==, 4);
    g_assert_cmpuint(nonce->count, ==, 1);
    g_assert_cmpuint(nonce->account, ==, sip_account(&auths.all[0]));
    ask(&asked, "n3", 2);
    respond(&s, 401, "n4", 5);
    g_assert_false(refuses_fresh(all, &asked, &s)); /* it was accepted: it is old */
    g_assert_cmpuint(nonce->count, ==, 2);
    respond(&s, 401, "n5", 6);
    sip_nonces_note(all, &s.packet, NULL);
    ask(&asked, "n4", 1);
    respond(&s, 401, "n6", 7);
    g_assert_false(refuses_fresh(all, &asked, &s)); /* there was a newer one */
    ask(&asked, "n6", 1);
    respond(&s, 403, NULL, 8);
    g_assert_false(refuses_fresh(all, &asked, &s)); /* a policy: the user was accepted before */
    sip_nonces_free(all);
}

/* A 403 to a user of whom an accepted request was not captured whole: it may be a policy. */
static void test_accepted_unseen(void)
{
    struct sip_nonces *all = sip_nonces_new();
    struct sent asked, s;

    respond(&s, 401, "n1", 1);
    sip_nonces_note(all, &s.packet, NULL);
    ask(&asked, "n1", 1);
    respond(&s, 403, NULL, 2);
    g_assert_true(refuses_fresh(all, &asked, &s));
    sip_nonces_free(all);

    all = sip_nonces_new();
    respond(&s, 200, NULL, 1);
    sip_nonces_note(all, &s.packet, NULL);
    respond(&s, 401, "n1", 2);
    sip_nonces_note(all, &s.packet, NULL);
    ask(&asked, "n1", 1);
    respond(&s, 403, NULL, 3);
    g_assert_false(refuses_fresh(all, &asked, &s));
    sip_nonces_free(all);
}

void test_nonce_register(void)
{
    g_test_add_func("/nonce/accepted-unseen", test_accepted_unseen);
    g_test_add_func("/nonce", test_nonce);
}
