/* auth.c
 * Tests of plugin/sip/auth.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/auth.h"

#include <glib.h>

#include "guard.h"

void test_auth_register(void);

static struct sip_message m;
static struct sip_auths auths;

/* Reads the challenges in these rows, of which there must be so many. */
static void read_challenges(const char *lines, unsigned count)
{
    char *text = g_strconcat("SIP/2.0 401 Unauthorized\r\n", lines, "\r\n", NULL);
    struct sip_slice bytes = guard_text(text);

    g_assert_true(sip_message_read(&m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
    g_free(text);
    sip_auths_read(&auths, &m, SIP_HDR_WWW_AUTHENTICATE);
    g_assert_cmpuint(auths.count, ==, count);
    for (unsigned i = 0; i < count; i++) {
        g_assert_cmpint(auths.all[i].header, ==, SIP_HDR_WWW_AUTHENTICATE);
        assert_within(auths.all[i].text, auths.all[i].row->value);
    }
}

static void assert_param(unsigned challenge, enum sip_auth_param param, const char *expected)
{
    assert_slice(auths.all[challenge].params[param], expected);
}

/* RFC 3261 section 20.44. */
static void test_example(void)
{
    read_challenges("WWW-Authenticate: Digest realm=\"atlanta.com\",\r\n"
                    "  domain=\"sip:boxesbybob.com\", QOP=\"auth\",\r\n"
                    "  nonce=\"f84f1cec41e6cbe5aea9c8e88d359\",\r\n"
                    "  opaque=\"\", stale=FALSE, algorithm=MD5\r\n",
                    1);
    g_assert_false(auths.all[0].combined);
    g_assert_true(auths.all[0].whole);
    assert_slice(auths.all[0].scheme, "Digest");
    assert_param(0, SIP_AUTH_REALM, "atlanta.com");
    assert_param(0, SIP_AUTH_QOP, "auth");
    assert_param(0, SIP_AUTH_NONCE, "f84f1cec41e6cbe5aea9c8e88d359");
    assert_param(0, SIP_AUTH_STALE, "FALSE");
    assert_param(0, SIP_AUTH_ALGORITHM, "MD5");
    assert_param(0, SIP_AUTH_USERNAME, NULL);
    guard_release();
}

/* RFC 3261 section 22.4. */
static void test_credentials(void)
{
    struct sip_slice bytes =
        guard_text("REGISTER sip:biloxi.com SIP/2.0\r\n"
                   "Authorization: Digest username=\"bob\",\r\n"
                   "  realm=\"biloxi.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\",\r\n"
                   "  uri=\"sip:bob@biloxi.com\", qop=auth, nc=00000001, cnonce=\"0a4f113b\",\r\n"
                   "  response=\"6629fae49393a05397450978507c4ef1\", auts=\"\"\r\n\r\n");

    g_assert_true(sip_message_read(&m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
    sip_auths_read(&auths, &m, SIP_HDR_AUTHORIZATION);
    g_assert_cmpuint(auths.count, ==, 1);
    assert_param(0, SIP_AUTH_USERNAME, "bob");
    assert_param(0, SIP_AUTH_REALM, "biloxi.com");
    assert_param(0, SIP_AUTH_URI, "sip:bob@biloxi.com");
    assert_param(0, SIP_AUTH_QOP, "auth");
    assert_param(0, SIP_AUTH_NC, "00000001");
    assert_param(0, SIP_AUTH_CNONCE, "0a4f113b");
    assert_param(0, SIP_AUTH_RESPONSE, "6629fae49393a05397450978507c4ef1");
    assert_param(0, SIP_AUTH_AUTS, "");
    g_assert_true(sip_auths_find(&auths, SIP_AUTH_NC, SIP_SLICE("00000001")) == &auths.all[0]);
    g_assert_null(sip_auths_find(&auths, SIP_AUTH_NC, SIP_SLICE("00000002")));
    g_assert_null(sip_auths_find(&auths, SIP_AUTH_AUTS, SIP_SLICE("")));
    g_assert_null(sip_auths_find_aka(&auths));
    guard_release();
}

/* RFC 7616 section 3.9.1, and RFC 8760: one row for each algorithm. */
static void test_rows(void)
{
    static const char *const algorithms[] = {"SHA-256", "AKAv1-MD5"};

    read_challenges("WWW-Authenticate: Digest\r\n       realm=\"http-auth@example.org\",\r\n"
                    "       qop=\"auth, auth-int\",\r\n       algorithm=SHA-256,\r\n"
                    "       nonce=\"a\"\r\n"
                    "Server: x\r\n"
                    "WWW-Authenticate: Digest\r\n       realm=\"http-auth@example.org\",\r\n"
                    "       qop=\"auth, auth-int\",\r\n       algorithm=AKAv1-MD5\r\n",
                    2);
    for (unsigned i = 0; i < G_N_ELEMENTS(algorithms); i++) {
        g_assert_false(auths.all[i].combined);
        assert_slice(auths.all[i].scheme, "Digest");
        assert_param(i, SIP_AUTH_REALM, "http-auth@example.org");
        assert_param(i, SIP_AUTH_QOP, "auth, auth-int");
        assert_param(i, SIP_AUTH_ALGORITHM, algorithms[i]);
    }
    g_assert_true(sip_auths_find_aka(&auths) == &auths.all[1]);
    guard_release();
}

/* RFC 3261 section 7.3.1 forbids several challenges in one row; they are read all the same. */
static void test_combined(void)
{
    read_challenges("WWW-Authenticate: Digest realm=\"a, Basic realm=b\" , nonce = \"x\",\r\n"
                    " Basic realm=\"c\", Bearer \"authz_server\" = \"d\", realm=e\r\n",
                    3);
    g_assert_false(auths.all[0].combined);
    assert_slice(auths.all[0].text, "Digest realm=\"a, Basic realm=b\" , nonce = \"x\"");
    assert_param(0, SIP_AUTH_NONCE, "x");
    g_assert_true(auths.all[1].combined);
    assert_slice(auths.all[1].text, "Basic realm=\"c\"");
    assert_param(1, SIP_AUTH_REALM, "c");
    g_assert_true(auths.all[2].combined);
    assert_slice(auths.all[2].scheme, "Bearer");
    assert_param(2, SIP_AUTH_AUTHZ_SERVER, "d");
    assert_param(2, SIP_AUTH_REALM, "e");
    guard_release();
}

static void test_odd(void)
{
    read_challenges("Server: x\r\n", 0);
    read_challenges("WWW-Authenticate:\r\nWWW-Authenticate: NTLM\r\n", 1);
    assert_slice(auths.all[0].scheme, "NTLM"); /* the empty row has none */
    assert_param(0, SIP_AUTH_REALM, NULL);
    read_challenges("WWW-Authenticate: Digest realm=\"never closed, nonce=a\r\n", 1);
    assert_param(0, SIP_AUTH_NONCE, NULL);
    g_assert_false(auths.all[0].whole);
    read_challenges("WWW-Authenticate: Digest realm=first, realm=second, nonce\r\n", 1);
    assert_param(0, SIP_AUTH_REALM, "first");
    assert_param(0, SIP_AUTH_NONCE, NULL);
    g_assert_true(auths.all[0].whole);
    guard_release();
}

/* Of a header field without end the first ones are enough. */
static void test_many(void)
{
    GString *text = g_string_new("WWW-Authenticate: Digest realm=a");

    for (int i = 1; i < 10000; i++) {
        g_string_append(text, ", Digest realm=a");
    }
    g_string_append(text, "\r\n");
    read_challenges(text->str, SIP_AUTHS_MAX);
    g_string_free(text, TRUE);
    guard_release();
}

void test_auth_register(void)
{
    g_test_add_func("/auth/example", test_example);
    g_test_add_func("/auth/credentials", test_credentials);
    g_test_add_func("/auth/rows", test_rows);
    g_test_add_func("/auth/combined", test_combined);
    g_test_add_func("/auth/odd", test_odd);
    g_test_add_func("/auth/many", test_many);
}
