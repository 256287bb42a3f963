/* value.c
 * Tests of plugin/sip/value.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/value.h"

#include <glib.h>
#include <string.h>

#include "guard.h"

void test_value_register(void);

static struct sip_message m;

/* A response with these header lines, each with its line end. */
static void read_header(const char *lines)
{
    char *text = g_strconcat("SIP/2.0 200 OK\r\n", lines, "\r\n", NULL);
    struct sip_slice bytes = guard_text(text);

    g_assert_true(sip_message_read(&m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
    g_free(text);
}

/* All values of a header field, joined by '|'. */
static void assert_values(const char *lines, enum sip_header_id id, const char *expected)
{
    GString *joined = g_string_new(NULL);
    struct sip_slice value;
    unsigned count = 0;

    read_header(lines);
    struct sip_values it = sip_values_of(&m, id);
    while (sip_values_next(&it, &value)) {
        g_string_append_printf(joined, "%s%.*s", count++ ? "|" : "", SIP_ARG(value));
    }
    g_assert_cmpstr(joined->str, ==, expected);
    g_assert_cmpuint(sip_values_count(&m, id), ==, count);
    g_assert_false(sip_values_next(&it, &value)); /* the end stays the end */
    g_string_free(joined, TRUE);
    guard_release();
}

/* RFC 3261 section 7.3.1: one row or several make no difference. */
static void test_lists(void)
{
    static const char expected[] =
        "<sip:alice@atlanta.com>|<sip:bob@biloxi.com>|<sip:carol@chicago.com>";

    assert_values("Route: <sip:alice@atlanta.com>\r\nSubject: Lunch\r\n"
                  "Route: <sip:bob@biloxi.com>\r\nRoute: <sip:carol@chicago.com>\r\n",
                  SIP_HDR_ROUTE, expected);
    assert_values("Route: <sip:alice@atlanta.com>, <sip:bob@biloxi.com>\r\n"
                  "Route: <sip:carol@chicago.com>\r\nSubject: Lunch\r\n",
                  SIP_HDR_ROUTE, expected);
    assert_values("Subject: Lunch\r\nRoute: <sip:alice@atlanta.com>, <sip:bob@biloxi.com>,\r\n"
                  "       <sip:carol@chicago.com>\r\n",
                  SIP_HDR_ROUTE, expected);
}

static void test_commas(void)
{
    /* in quotes, behind a backslash, in angle brackets */
    assert_values("m: \"a, \\\", b\" <sip:a,b@c>;x=\"1,2\", sip:d\r\n", SIP_HDR_CONTACT,
                  "\"a, \\\", b\" <sip:a,b@c>;x=\"1,2\"|sip:d");
    /* a quotation mark that is never closed, a bracket that is never closed */
    assert_values("m: \"a, <sip:b>\r\n", SIP_HDR_CONTACT, "\"a, <sip:b>");
    assert_values("m: <sip:a, sip:b\r\nm: sip:c\r\n", SIP_HDR_CONTACT, "<sip:a, sip:b|sip:c");
    /* nothing between commas is no value */
    assert_values("k: , a,,\t,b ,\r\nk:\r\nk: c\r\n", SIP_HDR_SUPPORTED, "a|b|c");
    assert_values("k:\r\n", SIP_HDR_SUPPORTED, "");
    assert_values("", SIP_HDR_SUPPORTED, "");
    /* single values and challenges are not split */
    assert_values("Date: Sat, 13 Nov 2010 23:29:00 GMT\r\n", SIP_HDR_DATE,
                  "Sat, 13 Nov 2010 23:29:00 GMT");
    assert_values("WWW-Authenticate: Digest a=\"b\", c=d\r\nWWW-Authenticate: Digest e\r\n",
                  SIP_HDR_WWW_AUTHENTICATE, "Digest a=\"b\", c=d|Digest e");
}

static void test_contain(void)
{
    read_header("Require: 100rel,\r\n Timer;x=y\r\nRequire: path\r\n");
    g_assert_true(sip_values_contain(&m, SIP_HDR_REQUIRE, "100rel"));
    g_assert_true(sip_values_contain(&m, SIP_HDR_REQUIRE, "timer"));
    g_assert_true(sip_values_contain(&m, SIP_HDR_REQUIRE, "PATH"));
    g_assert_false(sip_values_contain(&m, SIP_HDR_REQUIRE, "100re"));
    g_assert_false(sip_values_contain(&m, SIP_HDR_REQUIRE, ""));
    g_assert_false(sip_values_contain(&m, SIP_HDR_SUPPORTED, "path"));
    guard_release();
}

/* RFC 3261 sections 7.3.1 and 25.1: name, EQUAL with LWS around it, value; names ignore case. */
static void test_params(void)
{
    static const struct {
        const char *value, *name;
        bool found;
        const char *param;
    } cases[] = {
        {"a;tag=b", "tag", true, "b"},
        {"a ; TAG = b ; c", "tag", true, "b"},
        {"a;tag=\"b;c\"", "tag", true, "b;c"},
        {"a;x=\";tag=no\";tag=yes", "tag", true, "yes"},
        {"<sip:a;tag=no>;tag=yes", "tag", true, "yes"},
        {"<sip:a;tag=no>", "tag", false, NULL},
        {"a;tag=b;tag=c", "tag", true, "b"},
        {"a;tag=", "tag", true, ""},
        {"a;tag", "tag", true, ""},
        {"a;tagged=b", "tag", false, NULL},
        {"a;b=tag", "tag", false, NULL},
        {"tag=b", "tag", false, NULL}, /* the main part is no parameter */
        {"a;;tag=b;", "tag", true, "b"},
        {"a;tag=b=c", "tag", true, "b=c"},
        {"a;\r\n tag\r\n =\r\n b", "tag", true, "b"},
        {";tag=b", "tag", true, "b"},
        {"", "tag", false, NULL},
        {"a;", "tag", false, NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct sip_slice param = {NULL, 0};

        g_test_message("%s", cases[i].value);
        g_assert_cmpint(sip_value_param(guard_text(cases[i].value), cases[i].name, &param), ==,
                        cases[i].found);
        assert_slice(param, cases[i].param);
        g_assert_cmpint(sip_value_param(guard_text(cases[i].value), cases[i].name, NULL), ==,
                        cases[i].found);
    }
    g_assert_false(sip_value_param((struct sip_slice){NULL, 0}, "tag", NULL));
    assert_slice(sip_value_main(guard_text(" timer ; a")), "timer");
    assert_slice(sip_value_main(guard_text("<sip:a;b> ;c")), "<sip:a;b>");
    guard_release();
}

static void test_unquote(void)
{
    assert_slice(sip_unquote(guard_text("\"a\"")), "a");
    assert_slice(sip_unquote(guard_text("\"\"")), "");
    assert_slice(sip_unquote(guard_text("\"")), "\"");
    assert_slice(sip_unquote(guard_text("\"a")), "\"a");
    assert_slice(sip_unquote(guard_text("a\"")), "a\"");
    assert_slice(sip_unquote(guard_text("")), "");
    guard_release();
}

static void test_seconds(void)
{
    static const struct {
        const char *value;
        bool ok;
        uint32_t seconds;
    } cases[] = {
        /* RFC 3261 section 20.33 */
        {"18000;duration=3600", true, 18000},
        {"120 (I'm in a meeting)", true, 120},
        {"300(soon);duration=3600", true, 300},
        /* RFC 3261 section 20.19: no more than 2**32-1 */
        {"5", true, 5},
        {"4294967295", true, UINT32_MAX},
        {"4294967296", true, UINT32_MAX},
        {"999999999999999999999999999", true, UINT32_MAX},
        /* RFC 4028 section 4 */
        {"4000;refresher=uac", true, 4000},
        {"1800\r\n ;refresher=uas", true, 1800},
        {"0", true, 0},
        {"00090", true, 90},
        {"", false, 0},
        {"-5", false, 0},
        {"+5", false, 0},
        {" 5", false, 0},
        {"5s", false, 0},
        {"5.5", false, 0},
        {"Thu, 01 Dec 1994 16:00:00 GMT", false, 0}, /* RFC 2543's dates */
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        uint32_t seconds = 0;

        g_test_message("%s", cases[i].value);
        g_assert_cmpint(sip_value_seconds(guard_text(cases[i].value), &seconds), ==, cases[i].ok);
        g_assert_cmpuint(seconds, ==, cases[i].seconds);
    }
    guard_release();
}

static void test_addresses(void)
{
    static const struct {
        const char *value, *uri, *params;
        bool bracketed;
    } cases[] = {
        /* RFC 3261 section 20.10 */
        {"\"Mr. Watson\" <sip:watson@worcester.bell-telephone.com>\r\n ;q=0.7; expires=3600",
         "sip:watson@worcester.bell-telephone.com", "\r\n ;q=0.7; expires=3600", true},
        {"\"Mr. Watson\" <mailto:watson@bell-telephone.com> ;q=0.1",
         "mailto:watson@bell-telephone.com", " ;q=0.1", true},
        {"<sips:bob@192.0.2.4>;expires=60", "sips:bob@192.0.2.4", ";expires=60", true},
        /* RFC 3261 sections 20.20 and 20.39 */
        {"sip:+12125551212@server.phone2net.com;tag=887s", "sip:+12125551212@server.phone2net.com",
         ";tag=887s", false},
        {"sip:+12125551212@server.phone2net.com", "sip:+12125551212@server.phone2net.com", NULL,
         false},
        {"The Operator <sip:operator@cs.columbia.edu>;tag=287447", "sip:operator@cs.columbia.edu",
         ";tag=287447", true},
        /* RFC 4475 section 3.1.1: no space, empty name, escapes, brackets in quotes */
        {"caller<sip:caller@example.com>;tag=323", "sip:caller@example.com", ";tag=323", true},
        {"\"\" <sip:a@b>", "sip:a@b", "", true},
        {"\"J Rosenberg \\\\\\\"\" <sip:jdrosen@example.com>;tag=9", "sip:jdrosen@example.com",
         ";tag=9", true},
        /* A real sender that escapes the wrong quotes. */
        {"\\\"arik\\\" <sip:a@b>;tag=6", "sip:a@b", ";tag=6", true},
        {"\"arik <sip:a@b>;tag=6", "sip:a@b", ";tag=6", true},
        {"\"<sip:no@no>\" < sip:yes@yes >", "sip:yes@yes", "", true},
        /* Without brackets a quoted value may have one. */
        {"sip:a@b;x=\"<\"", "sip:a@b", ";x=\"<\"", false},
        {"sip:a@b;x=\"<sip:no@no>\";tag=7", "sip:a@b", ";x=\"<sip:no@no>\";tag=7", false},
        {"sip:a@b;x=\"\\\"<\"", "sip:a@b", ";x=\"\\\"<\"", false},
        /* Not grammatical, but clear. */
        {"Sales; first \"floor <sip:a@b>;tag=8", "sip:a@b", ";tag=8", true},
    };
    struct sip_address address;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].value);
        g_assert_true(sip_address_read(guard_text(cases[i].value), &address));
        assert_slice(address.uri, cases[i].uri);
        assert_slice(address.params, cases[i].params);
        g_assert_cmpint(address.bracketed, ==, cases[i].bracketed);
    }
    guard_release();
}

static void test_broken_addresses(void)
{
    static const char *const values[] = {"", "<sip:a@b", "<>", "\"a\" <", ";tag=1", "< >;tag=1"};
    struct sip_address address;

    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        g_test_message("%s", values[i]);
        g_assert_false(sip_address_read(guard_text(values[i]), &address));
    }
    g_assert_false(sip_address_read((struct sip_slice){NULL, 0}, &address));
    guard_release();
}

/* RFC 3261 section 19.3. */
static void test_tag(void)
{
    read_header("f: \"Alice;tag=no\" <sip:alice@atlanta.com;tag=no>;x;TAG=yes\r\n"
                "To: Bob <sip:bob@biloxi.com>\r\n");
    assert_slice(sip_message_tag(&m, SIP_HDR_FROM), "yes");
    assert_slice(sip_message_tag(&m, SIP_HDR_TO), NULL);
    read_header("f: sip:alice@atlanta.com;tag=1\r\n");
    assert_slice(sip_message_tag(&m, SIP_HDR_FROM), "1");
    assert_slice(sip_message_tag(&m, SIP_HDR_TO), NULL);
    guard_release();
}

void test_value_register(void)
{
    g_test_add_func("/value/lists", test_lists);
    g_test_add_func("/value/commas", test_commas);
    g_test_add_func("/value/contain", test_contain);
    g_test_add_func("/value/params", test_params);
    g_test_add_func("/value/unquote", test_unquote);
    g_test_add_func("/value/seconds", test_seconds);
    g_test_add_func("/value/addresses", test_addresses);
    g_test_add_func("/value/broken-addresses", test_broken_addresses);
    g_test_add_func("/value/tag", test_tag);
}
