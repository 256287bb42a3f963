/* mask.c
 * Tests of plugin/report/mask.h and plugin/report/text.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/mask.h"

#include <glib.h>
#include <string.h>

#include "guard.h"
#include "report/text.h"

void test_mask_register(void);

/* What a text comes to, in a message of its own line or as evidence. */
static void assert_masked(const char *text, const char *expected)
{
    struct sip_slice copy = guard_text(text);
    bool masked;
    char *whole = report_mask_message(copy.p, copy.n, &masked);

    g_assert_cmpstr(whole, ==, expected);
    g_assert_cmpint(masked, ==, strcmp(text, expected) != 0);
    g_free(whole);
    guard_release();
}

static void test_credentials(void)
{
    assert_masked("Authorization: Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"sip:h\", "
                  "response=\"0123\", cnonce=\"9\", nc=00000001, qop=auth",
                  "Authorization: Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"sip:h\", "
                  "response=***, cnonce=***, nc=00000001, qop=auth");
    assert_masked("PROXY-AUTHORIZATION :Basic dXNlcjpwYXNz", "PROXY-AUTHORIZATION :Basic ***");
    assert_masked("Authorization: Basic dXNlcjpwYXNzdw==", "Authorization: Basic ***");
    assert_masked("Authorization: dXNlcjpwYXNz", "Authorization: ***");
    assert_masked("Authorization: Bearer eyJ.a-b_c.d", "Authorization: Bearer ***");
    assert_masked("Authorization: Unheard secret", "Authorization: ***");
    assert_masked("Authorization: Digest unheard=\"secret\", realm=\"r\"",
                  "Authorization: Digest ***, realm=\"r\"");
    /* folded, spaced, quoted with a comma, unterminated */
    assert_masked("Authorization: Digest\n response =\n \"01\\\"23\",\n realm=\"r\"\nTo: x",
                  "Authorization: Digest\n response =\n ***,\n realm=\"r\"\nTo: x");
    assert_masked("Authorization: Digest realm=\"a, response=0123",
                  "Authorization: Digest realm=***");
    assert_masked("Authorization: Digest realm=\"r\" secret, qop=auth",
                  "Authorization: Digest realm=\"r\"***, qop=auth");
    assert_masked("WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", ik=\"0\", ck=\"1\"",
                  "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", ik=***, ck=***");
    assert_masked("Authentication-Info: rspauth=\"0\", nextnonce=\"n\"",
                  "Authentication-Info: rspauth=***, nextnonce=\"n\"");
    assert_masked("Authorization: Digest uri=\"sip:a:secret@h\", username=\"a\"",
                  "Authorization: Digest uri=\"sip:a:***@h\", username=\"a\"");
}

static void test_uris(void)
{
    assert_masked("To: <sip:alice:secret@example.com>", "To: <sip:alice:***@example.com>");
    assert_masked("To: SIPS:alice:se:c,ret@h;x", "To: SIPS:alice:***@h;x");
    assert_masked("To: <sip:a:p@ss@h>", "To: <sip:a:***@h>");
    assert_masked("Call-Info: <http://u:p@h/x>", "Call-Info: <http://u:***@h/x>");
    assert_masked("To: <sip:1234@192.0.2.1:5060>", "To: <sip:1234@192.0.2.1:5060>");
    assert_masked("Route: <sip:h:5060;lr;ob=a@b>", "Route: <sip:h:5060;lr;ob=a@b>");
    assert_masked("Call-ID: a:b@c", "Call-ID: a:b@c");
    assert_masked("was sip:192.0.2.1:5060", "was sip:192.0.2.1:5060");
    assert_masked("was sip:[2001:db8::1]", "was sip:[2001:db8::1]");
    assert_masked("To: <sip:1234:5678@h>", "To: <sip:1234:***@h>");
    assert_masked("Refer-To: <sip:b@h?Authorization=Digest&password=x&y=z>",
                  "Refer-To: <sip:b@h?Authorization=Digest&password=***&y=z>");
}

static void test_keys(void)
{
    assert_masked("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVC|2^20|1:32",
                  "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:***|2^20|1:32");
    assert_masked("a=crypto:1 SUITE inline:AA;inline:BB FEC_KEY=inline:CC",
                  "a=crypto:1 SUITE inline:***;inline:*** FEC_KEY=inline:***");
    assert_masked("a=crypto:1 SUITE other:AA x", "a=crypto:1 SUITE *** x");
    assert_masked("a=key-mgmt:mikey AQAFgM0X", "a=key-mgmt:mikey ***");
    assert_masked("k=base64:c2VjcmV0", "k=base64:***");
    assert_masked("k=prompt", "k=prompt");
    assert_masked("a=ice-pwd:asd88fgpdd777uzjYhagZg", "a=ice-pwd:***");
    assert_masked("a=fingerprint:sha-256 12:34", "a=fingerprint:sha-256 12:34");
}

static void test_bodies(void)
{
    bool masked;
    static const char encoded[] = "INFO sip:b@h SIP/2.0\r\nContent-Encoding: gzip\r\n"
                                  "Content-Type: application/sdp\r\nContent-Length: 4\r\n\r\nabcd";
    static const char binary[] = "INFO sip:b@h SIP/2.0\r\nContent-Length: 4\r\n\r\n\1\2\3\4";
    char *text = report_mask_message(encoded, sizeof(encoded) - 1, &masked);

    g_assert_true(masked);
    g_assert_nonnull(strstr(text, "\n\n(4 octets, encoded: left out)\n"));
    g_assert_null(strstr(text, "abcd"));
    g_free(text);
    text = report_mask_message(binary, sizeof(binary) - 1, &masked);
    g_assert_nonnull(strstr(text, "(4 octets, not a text: left out)"));
    g_free(text);
}

/* Every prefix of a message is read without a step too far, and lets nothing through. */
static void test_prefixes(void)
{
    static const char whole[] =
        "INVITE sip:a:hunter2@h SIP/2.0\r\nAuthorization: Digest response=\""
        "hunter2\", realm=\"r\", cnonce = hunter2\r\nTo: <sip:a:hunter2@h>"
        "\r\nContent-Type: application/sdp\r\n\r\nk=clear:hunter2\r\n"
        "a=crypto:1 X inline:hunter2|1\r\na=key-mgmt:mikey hunter2\r\n";
    bool masked;

    for (gsize n = 0; n < sizeof(whole); n++) {
        struct sip_slice copy = guard_copy(whole, n);
        char *text = report_mask_message(copy.p, copy.n, &masked);
        g_assert_true(g_utf8_validate(text, -1, NULL));
        g_assert_null(strstr(text, "hunter2"));
        g_free(text);
        guard_release();
    }
}

/* What looks like the beginning of something over and over is looked through once. */
static void test_linear(void)
{
    static const char *const beginnings[] = {"sip:",
                                             "inline:",
                                             "a=crypto:",
                                             "authorization:",
                                             "\"",
                                             "response=\"",
                                             "\nauthorization: a=\"",
                                             "sip:a:"};
    gsize size = 2 << 20;
    bool masked;

    for (size_t i = 0; i < G_N_ELEMENTS(beginnings); i++) {
        GString *text = g_string_sized_new(size);
        while (text->len < size) {
            g_string_append(text, beginnings[i]);
        }
        gint64 begin = g_get_monotonic_time();
        g_free(report_mask_message(text->str, text->len, &masked));
        g_test_message("%s: %d ms", beginnings[i], (int)(g_get_monotonic_time() - begin) / 1000);
        g_assert_cmpint(g_get_monotonic_time() - begin, <, 20 * G_USEC_PER_SEC);
        g_string_free(text, TRUE);
    }
}

static void test_text(void)
{
    static const struct {
        const char *octets, *line;
    } cases[] = {
        {"plain é 日本", "plain é 日本"},
        {"a\r\nb\tc", "a b c"},
        {"\033[31mred\033]0;title\a", "␛[31mred␛]0;title␇"},
        {"\177\200\377", "␡\\x80\\xff"},
        {"\302\233m", "<U+009B>m"},       /* CSI as one character */
        {"a\342\200\256b", "a<U+202E>b"}, /* right-to-left override */
        {"a\342\200\213b\357\273\277", "a<U+200B>b<U+FEFF>"},
        {"a\342\200\250b", "a<U+2028>b"},    /* line separator */
        {"\355\240\200", "\\xed\\xa0\\x80"}, /* surrogate */
        {"\360\237", "\\xf0\\x9f"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct sip_slice copy = guard_text(cases[i].octets);
        char *line = report_text_line(copy.p, copy.n, 100);
        g_assert_cmpstr(line, ==, cases[i].line);
        g_free(line);
        guard_release();
    }
    char *cut = report_text_line("äöüß", 8, 3);
    g_assert_cmpstr(cut, ==, "äö…");
    g_free(cut);
    GString *lines = g_string_new(NULL);
    report_text_append(lines, "a\r\nb\nc\rd\0\t", 10, true);
    g_assert_cmpstr(lines->str, ==, "a\nb\nc␍d␀\t");
    g_string_free(lines, TRUE);
}

void test_mask_register(void)
{
    g_test_add_func("/mask/credentials", test_credentials);
    g_test_add_func("/mask/uris", test_uris);
    g_test_add_func("/mask/keys", test_keys);
    g_test_add_func("/mask/bodies", test_bodies);
    g_test_add_func("/mask/prefixes", test_prefixes);
    g_test_add_func("/mask/linear", test_linear);
    g_test_add_func("/mask/text", test_text);
}
