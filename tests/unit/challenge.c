/* challenge.c
 * Tests of plugin/sip/challenge.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/challenge.h"

#include <glib.h>

#include "guard.h"

void test_challenge_register(void);

static struct sip_message m;

static struct sip_challenges challenges_in(const char *lines)
{
    char *text = g_strconcat("SIP/2.0 401 Unauthorized\r\n", lines, "\r\n", NULL);
    struct sip_slice bytes = guard_text(text);

    g_assert_true(sip_message_read(&m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
    g_free(text);
    return sip_challenges_of(&m, SIP_HDR_WWW_AUTHENTICATE);
}

static void assert_param(const struct sip_challenge *challenge, const char *name,
                         const char *expected)
{
    struct sip_slice param = {NULL, 0};

    g_assert_cmpint(sip_challenge_param(challenge, name, &param), ==, expected != NULL);
    assert_slice(param, expected);
}

/* RFC 3261 section 20.44. */
static void test_example(void)
{
    struct sip_challenges it = challenges_in("WWW-Authenticate: Digest realm=\"atlanta.com\",\r\n"
                                             "  domain=\"sip:boxesbybob.com\", qop=\"auth\",\r\n"
                                             "  nonce=\"f84f1cec41e6cbe5aea9c8e88d359\",\r\n"
                                             "  opaque=\"\", stale=FALSE, algorithm=MD5\r\n");
    struct sip_challenge challenge;
    bool combined = true;

    g_assert_true(sip_challenges_next(&it, &challenge, &combined));
    g_assert_false(combined);
    assert_slice(challenge.scheme, "Digest");
    assert_param(&challenge, "realm", "atlanta.com");
    assert_param(&challenge, "DOMAIN", "sip:boxesbybob.com");
    assert_param(&challenge, "nonce", "f84f1cec41e6cbe5aea9c8e88d359");
    assert_param(&challenge, "opaque", "");
    assert_param(&challenge, "stale", "FALSE");
    assert_param(&challenge, "algorithm", "MD5");
    assert_param(&challenge, "charset", NULL);
    g_assert_false(sip_challenges_next(&it, &challenge, &combined));
    g_assert_false(sip_challenges_next(&it, &challenge, NULL));
    guard_release();
}

/* RFC 7616 section 3.9.1, and RFC 8760: one row for each algorithm. */
static void test_rows(void)
{
    struct sip_challenges it = challenges_in(
        "WWW-Authenticate: Digest\r\n       realm=\"http-auth@example.org\",\r\n"
        "       qop=\"auth, auth-int\",\r\n       algorithm=SHA-256,\r\n       nonce=\"a\"\r\n"
        "Server: x\r\n"
        "WWW-Authenticate: Digest\r\n       realm=\"http-auth@example.org\",\r\n"
        "       qop=\"auth, auth-int\",\r\n       algorithm=MD5\r\n");
    static const char *const algorithms[] = {"SHA-256", "MD5"};
    struct sip_challenge challenge;
    bool combined;

    for (size_t i = 0; i < G_N_ELEMENTS(algorithms); i++) {
        g_assert_true(sip_challenges_next(&it, &challenge, &combined));
        g_assert_false(combined);
        assert_slice(challenge.scheme, "Digest");
        assert_param(&challenge, "realm", "http-auth@example.org");
        assert_param(&challenge, "qop", "auth, auth-int");
        assert_param(&challenge, "algorithm", algorithms[i]);
    }
    g_assert_false(sip_challenges_next(&it, &challenge, &combined));
    guard_release();
}

/* RFC 3261 section 7.3.1 forbids several challenges in one row; they are read all the same. */
static void test_combined(void)
{
    struct sip_challenges it =
        challenges_in("WWW-Authenticate: Digest realm=\"a, Basic realm=b\" , nonce = \"x\",\r\n"
                      " Basic realm=\"c\", Bearer scope = \"d\", realm=e\r\n");
    struct sip_challenge challenge;
    bool combined;

    g_assert_true(sip_challenges_next(&it, &challenge, &combined));
    g_assert_false(combined);
    assert_slice(challenge.text, "Digest realm=\"a, Basic realm=b\" , nonce = \"x\"");
    assert_param(&challenge, "nonce", "x");
    g_assert_true(sip_challenges_next(&it, &challenge, &combined));
    g_assert_true(combined);
    assert_slice(challenge.text, "Basic realm=\"c\"");
    assert_param(&challenge, "realm", "c");
    g_assert_true(sip_challenges_next(&it, &challenge, &combined));
    g_assert_true(combined);
    assert_slice(challenge.scheme, "Bearer");
    assert_param(&challenge, "scope", "d");
    assert_param(&challenge, "realm", "e");
    g_assert_false(sip_challenges_next(&it, &challenge, &combined));
    guard_release();
}

static void test_odd(void)
{
    struct sip_challenge challenge;
    struct sip_challenges it = challenges_in("Server: x\r\n");

    g_assert_false(sip_challenges_next(&it, &challenge, NULL));
    it = challenges_in("WWW-Authenticate:\r\nWWW-Authenticate: NTLM\r\n");
    g_assert_true(sip_challenges_next(&it, &challenge, NULL)); /* the empty row has none */
    assert_slice(challenge.scheme, "NTLM");
    assert_param(&challenge, "realm", NULL);
    g_assert_false(sip_challenges_next(&it, &challenge, NULL));
    it = challenges_in("WWW-Authenticate: Digest realm=\"never closed, nonce=a\r\n");
    g_assert_true(sip_challenges_next(&it, &challenge, NULL));
    assert_param(&challenge, "nonce", NULL);
    g_assert_false(sip_challenges_next(&it, &challenge, NULL));
    guard_release();
}

/* Of a header field without end the first ones are enough. */
static void test_many(void)
{
    GString *text = g_string_new("WWW-Authenticate: Digest realm=a");
    struct sip_challenge challenge;
    unsigned count = 0;

    for (int i = 1; i < 10000; i++) {
        g_string_append(text, ", Digest realm=a");
    }
    g_string_append(text, "\r\n");
    struct sip_challenges it = challenges_in(text->str);
    while (sip_challenges_next(&it, &challenge, NULL)) {
        count++;
    }
    g_assert_cmpuint(count, ==, SIP_CHALLENGES_MAX);
    g_assert_false(sip_challenges_next(&it, &challenge, NULL));
    g_string_free(text, TRUE);
    guard_release();
}

void test_challenge_register(void)
{
    g_test_add_func("/challenge/example", test_example);
    g_test_add_func("/challenge/rows", test_rows);
    g_test_add_func("/challenge/combined", test_combined);
    g_test_add_func("/challenge/odd", test_odd);
    g_test_add_func("/challenge/many", test_many);
}
