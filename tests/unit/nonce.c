/* nonce.c
 * Nonces: whose credentials were accepted, which refusal is one of fresh credentials, and how clients count.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "history/keys.h"
#include "history/nonce.h"
#include "history/nonce_count.h"

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
    g_snprintf(s->text, sizeof(s->text), HEAD("SIP/2.0 %d Forbidden") "%s\r\n", code, challenge);
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

/* Another request each time, by its CSeq number. */
static struct sip_count_use count(struct sip_nonce_counts *all, const char *nonce, unsigned nc,
                                  uint32_t frame, const struct sip_failed_attempt *failed)
{
    static const struct sip_failed_attempt none;
    struct sent s;

    ask(&s, nonce, nc);
    s.packet.frame = frame;
    s.packet.keys = sip_keys_read(&s.message);
    s.packet.keys.identity = frame;
    return sip_nonce_counts_note(all, &s.packet, failed != NULL ? failed : &none);
}

static void test_counts(void)
{
    struct sip_nonce_counts *all = sip_nonce_counts_new();
    struct sent asked, s;

    g_assert_cmpuint(count(all, "n", 1, 1, NULL).frame, ==, 0);
    g_assert_cmpuint(count(all, "n", 1, 1, NULL).frame, ==, 0); /* the same request */
    g_assert_cmpuint(count(all, "n", 5, 2, NULL).frame, ==, 0); /* others may have been lost */
    g_assert_cmpuint(count(all, "n", 3, 3, NULL).frame, ==, 0); /* one of these */
    struct sip_count_use use = count(all, "n", 5, 4, NULL);
    g_assert_cmpuint(use.frame, ==, 2);
    g_assert_cmpuint(use.header, ==, SIP_HDR_AUTHORIZATION);
    g_assert_false(use.does_not_mind);
    g_assert_false(use.given_again);
    g_assert_cmpuint(count(all, "other", 5, 5, NULL).frame, ==, 0);
    g_assert_cmpuint(count(all, "n", 0, 6, NULL).frame, ==, 0); /* none, or none that can be read */
    ask(&asked, "n", 5);
    respond(&s, 200, NULL, 7);
    sip_nonce_counts_note_accepted(all, &s.packet, &asked.message);
    g_assert_true(count(all, "n", 5, 8, NULL).does_not_mind);
    respond(&s, 401, "n", 9); /* given once more */
    struct sip_failed_attempt failed = {NULL, &s.message};
    use = count(all, "n", 5, 10, &failed);
    g_assert_cmpuint(use.frame, ==, 8);
    g_assert_true(use.given_again);
    failed = (struct sip_failed_attempt){&asked.message, NULL}; /* just refused */
    g_assert_cmpuint(count(all, "n", 5, 11, &failed).frame, ==, 0);
    sip_nonce_counts_free(all);
}

void test_nonce_register(void)
{
    g_test_add_func("/nonce/counts", test_counts);
    g_test_add_func("/nonce/accepted-unseen", test_accepted_unseen);
    g_test_add_func("/nonce", test_nonce);
}
