/* uri.c
 * Tests of plugin/sip/uri.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/address.h"
#include "sip/uri.h"

#include <glib.h>

#include "guard.h"

void test_uri_register(void);

struct vector {
    const char *text, *scheme, *user, *host, *port, *params, *headers;
};

static void check(const struct vector *vectors, size_t count)
{
    struct sip_uri uri;

    for (size_t i = 0; i < count; i++) {
        g_test_message("%s", vectors[i].text);
        g_assert_true(sip_uri_read(guard_text(vectors[i].text), &uri));
        assert_slice(uri.scheme, vectors[i].scheme);
        assert_slice(uri.user, vectors[i].user);
        assert_slice(uri.host, vectors[i].host);
        assert_slice(uri.port, vectors[i].port);
        assert_slice(uri.params, vectors[i].params);
        assert_slice(uri.headers, vectors[i].headers);
    }
    guard_release();
}

/* RFC 3261 section 19.1.3: the examples. */
static void test_examples(void)
{
    static const struct vector vectors[] = {
        {"sip:alice@atlanta.com", "sip", "alice", "atlanta.com", NULL, NULL, NULL},
        {"sip:alice:secretword@atlanta.com;transport=tcp", "sip", "alice:secretword", "atlanta.com",
         NULL, ";transport=tcp", NULL},
        {"sips:alice@atlanta.com?subject=project%20x&priority=urgent", "sips", "alice",
         "atlanta.com", NULL, NULL, "subject=project%20x&priority=urgent"},
        {"sip:+1-212-555-1212:1234@gateway.com;user=phone", "sip", "+1-212-555-1212:1234",
         "gateway.com", NULL, ";user=phone", NULL},
        {"sips:1212@gateway.com", "sips", "1212", "gateway.com", NULL, NULL, NULL},
        {"sip:alice@192.0.2.4", "sip", "alice", "192.0.2.4", NULL, NULL, NULL},
        {"sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com", "sip", NULL, "atlanta.com", NULL,
         ";method=REGISTER", "to=alice%40atlanta.com"},
        {"sip:alice;day=tuesday@atlanta.com", "sip", "alice;day=tuesday", "atlanta.com", NULL, NULL,
         NULL},
    };
    check(vectors, G_N_ELEMENTS(vectors));
}

/* RFC 5118 section 4: IPv6 addresses. */
static void test_ipv6(void)
{
    static const struct vector vectors[] = {
        {"sip:[2001:db8::10]", "sip", NULL, "[2001:db8::10]", NULL, NULL, NULL},
        {"sip:user@[2001:db8::10]:5070;lr", "sip", "user", "[2001:db8::10]", "5070", ";lr", NULL},
        {"sip:[2001:db8::10]:5070?a=b", "sip", NULL, "[2001:db8::10]", "5070", NULL, "a=b"},
        /* cut off, or never closed */
        {"sip:[2001:db8::10", "sip", NULL, "[2001:db8::10", NULL, NULL, NULL},
    };
    check(vectors, G_N_ELEMENTS(vectors));
}

/* RFC 4475 section 3.1.1: what looks odd and is right. */
static void test_torture(void)
{
    static const struct vector vectors[] = {
        {"SIP:user@example.com:5060", "SIP", "user", "example.com", "5060", NULL, NULL},
        {"sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too."
         "(doesn't-it)@example.com",
         "sip",
         "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too."
         "(doesn't-it)",
         "example.com", NULL, NULL, NULL},
        {"sip:user;par=u%40example.net@example.com", "sip", "user;par=u%40example.net",
         "example.com", NULL, NULL, NULL},
    };
    check(vectors, G_N_ELEMENTS(vectors));
}

static void test_other_schemes(void)
{
    static const struct vector vectors[] = {
        {"tel:+1-201-555-0123;ext=5", "tel", NULL, NULL, NULL, NULL, NULL},
        {"mailto:carol@chicago.com", "mailto", NULL, NULL, NULL, NULL, NULL},
        {"urn:service:sos", "urn", NULL, NULL, NULL, NULL, NULL},
    };
    struct sip_uri uri;

    check(vectors, G_N_ELEMENTS(vectors));
    for (size_t i = 0; i < G_N_ELEMENTS(vectors); i++) {
        g_assert_true(sip_uri_read(guard_text(vectors[i].text), &uri));
        g_assert_false(sip_uri_is_sip(&uri));
    }
    g_assert_true(sip_uri_read(guard_text("SiPs:a"), &uri));
    g_assert_true(sip_uri_is_sip(&uri));
    guard_release();
}

static void test_broken(void)
{
    static const char *const texts[] = {"", "*", "alice", ":alice", "alice@atlanta.com"};
    struct sip_uri uri;

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_test_message("%s", texts[i]);
        g_assert_false(sip_uri_read(guard_text(texts[i]), &uri));
    }
    g_assert_false(sip_uri_read((struct sip_slice){NULL, 0}, &uri));
    g_assert_true(sip_uri_read(guard_text("sip:"), &uri));
    assert_slice(uri.host, "");
    guard_release();
}

static void test_host_port(void)
{
    static const struct {
        const char *text, *host, *port;
    } cases[] = {
        {"192.0.2.1", "192.0.2.1", NULL},
        {"192.0.2.1:5060", "192.0.2.1", "5060"},
        {"first.example.com : 4000", "first.example.com", "4000"}, /* RFC 3261 section 20.42 */
        {"[2001:db8::9:1]", "[2001:db8::9:1]", NULL},
        {"[2001:db8::9:1]:5060", "[2001:db8::9:1]", "5060"},
        {"2001:db8:0:0:0:0:0:1:5060", "2001:db8:0:0:0:0:0:1", "5060"}, /* RFC 5118: careless */
        {"fe80::1", "fe80::1", NULL},
        {"2001:db8::9:1 : 5060", "2001:db8::9:1", "5060"},
        {"a:b:c", "a", "b:c"},
        {"host:", "host", ""},
        {"", "", NULL},
        {"[", "[", NULL},
    };
    struct sip_slice host, port;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        sip_host_port_read(guard_text(cases[i].text), &host, &port);
        assert_slice(host, cases[i].host);
        assert_slice(port, cases[i].port);
    }
    guard_release();
}

/* RFC 3261 section 19.1.4: its examples, and what else it says. */
static void test_equal(void)
{
    static const struct {
        const char *a, *b;
        bool equal;
    } cases[] = {
        {"sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp", true},
        {"sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5", true},
        {"sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
         "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com", true},
        {"sip:alice@atlanta.com?subject=project%20x&priority=urgent",
         "sip:alice@atlanta.com?priority=urgent&subject=project%20x", true},
        {"SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP", false},
        {"sip:bob@biloxi.com", "sip:bob@biloxi.com:5060", false},
        {"sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp", false},
        {"sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp", false},
        {"sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting", false},
        {"sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4", false},
        {"sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off", false},
        {"sip:bob@biloxi.com", "sips:bob@biloxi.com", false},
        {"sip:biloxi.com", "sip:bob@biloxi.com", false},
        {"sip:a%3Bb@c", "sip:a%3bb@c", true}, /* a reserved character … */
        {"sip:a%3Bb@c", "sip:a;b@c", false},  /* … is not its own escape */
        {"sip:a@[2001:db8::1]", "sip:a@[2001:0DB8:0::1]", true},
        {"sip:a@b;maddr=192.0.2.1", "sip:a@b", false},
        {"sip:a@b?x=1&x=2", "sip:a@b?x=1&x=2", true},
        {"sip:a%", "sip:a%4", false},
        {"tel:+1", "TEL:+1", true},
        {"urn:service:sos", "urn:service:SOS", false},
        {"alice", "alice", true},
        {"alice", "bob", false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct sip_slice a = guard_text(cases[i].a), b = guard_text(cases[i].b);
        g_test_message("%s %s", cases[i].a, cases[i].b);
        g_assert_cmpint(sip_uri_equal(a, b), ==, cases[i].equal);
        g_assert_cmpint(sip_uri_equal(b, a), ==, cases[i].equal);
    }
    guard_release();
}

/* RFC 3261 section 19.1.1, table 1; RFC 3263 section 4. */
static void test_equal_at(void)
{
    static const struct {
        const char *a, *b;
        bool equal[4]; /* by enum sip_uri_place */
    } cases[] = {
        {"sip:bob@10.0.0.2:5060", "sip:bob@10.0.0.2", {false, true, true, true}},
        {"sip:bob@10.0.0.2:5070", "sip:bob@10.0.0.2", {false, true, false, false}},
        {"sip:bob@[2001:db8::1]:5060", "sip:bob@[2001:DB8:0::1]", {false, true, true, true}},
        {"sips:bob@10.0.0.2:5061", "sips:bob@10.0.0.2", {false, true, true, true}},
        {"sips:bob@10.0.0.2:5060", "sips:bob@10.0.0.2", {false, true, false, false}},
        {"sip:b@10.0.0.2:5061;transport=tls", "sip:b@10.0.0.2;transport=tls", {0, 1, 1, 1}},
        {"sip:bob@biloxi.com:5060", "sip:bob@biloxi.com", {false, true, false, false}},
        {"sip:bob@10.0.0.2;transport=UDP", "sip:bob@10.0.0.2", {false, true, true, true}},
        {"sip:bob@10.0.0.2;transport=tcp", "sip:bob@10.0.0.2", {false, true, false, false}},
        {"sips:bob@10.0.0.2;transport=tcp", "sips:bob@10.0.0.2", {false, true, true, true}},
        {"sip:bob@biloxi.com;transport=udp", "sip:bob@biloxi.com", {false, true, false, false}},
        {"sip:10.0.0.1;lr=on", "sip:10.0.0.1;lr", {true, true, true, true}},
        {"sip:10.0.0.1;lr", "sip:10.0.0.1", {true, true, true, true}},
        {"sip:bob@b;maddr=10.0.0.1", "sip:bob@b", {false, true, false, false}},
        {"sip:bob@b;ttl=1", "sip:bob@b", {false, true, false, true}},
        {"sip:bob@b;method=INVITE", "sip:bob@b", {false, true, true, true}},
        {"sip:bob@b;user=phone", "sip:bob@b", {false, false, false, false}},
        {"sip:bob@b?Subject=x", "sip:bob@b", {false, true, false, true}},
        {"sip:bob@b;x=1", "sip:bob@b;x=2", {false, false, false, false}},
        {"sip:%62ob@B", "sip:bob@b", {true, true, true, true}},
        {"sip:Bob@b", "sip:bob@b", {false, false, false, false}},
        {"sip:bob@b", "sips:bob@b", {false, false, false, false}},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct sip_slice a = guard_text(cases[i].a), b = guard_text(cases[i].b);
        for (int place = SIP_URI_ANYWHERE; place <= SIP_URI_DIALOG; place++) {
            g_test_message("%s %s %d", cases[i].a, cases[i].b, place);
            g_assert_cmpint(sip_uri_equal_at((enum sip_uri_place)place, a, b), ==,
                            cases[i].equal[place]);
            g_assert_cmpint(sip_uri_equal_at((enum sip_uri_place)place, b, a), ==,
                            cases[i].equal[place]);
        }
    }
    guard_release();
}

/* Of plugin/sip/address.h: what is no address, and what only looks so. */
static void test_address_fault(void)
{
    static const struct {
        const char *text;
        enum sip_address_fault fault;
    } vectors[] = {
        {"sip:bob@example.com;tag=1", SIP_ADDRESS_SOUND},
        {"\"Bob \\\" <x>, \" <sip:bob@example.com>\r\n ;tag=1", SIP_ADDRESS_SOUND},
        {"Bob<sip:user;par=u%40example.net@example.com>", SIP_ADDRESS_SOUND},
        {"sip:bob@example.com;+sip.instance=\"<urn:uuid:1>\"", SIP_ADDRESS_SOUND},
        {"< tel:+15550100 >", SIP_ADDRESS_SOUND},
        {"sip:bob@example.com;x=\"https://example.com/1\"", SIP_ADDRESS_SOUND},
        {"<sip:bob@example.com;pn-prid=https://example.com/1>", SIP_ADDRESS_SOUND},
        {"\"Bob <sip:bob@example.com>", SIP_ADDRESS_QUOTE_OPEN},
        {"\"", SIP_ADDRESS_QUOTE_OPEN},
        {"<", SIP_ADDRESS_BRACKET_OPEN},
        {"Bob <sip:bob@example.com", SIP_ADDRESS_BRACKET_OPEN},
        {"<>", SIP_ADDRESS_EMPTY},
        {";tag=1", SIP_ADDRESS_EMPTY},
        {"Bob sip:bob@example.com", SIP_ADDRESS_SPACE},
        {"<bob@example.com:5060>", SIP_ADDRESS_NO_SCHEME},
        {"<sip:bob@;lr>", SIP_ADDRESS_NO_HOST},
        {"<sip:bob@a@example.com>", SIP_ADDRESS_TWO_ATS},
        {"<sip:bob@example.com>>", SIP_ADDRESS_TRAILER},
        {"sip:bob@example.com;pn-prid=https://example.com/1;tag=a", SIP_ADDRESS_BARE},
        {": <sip:bob@example.com>", SIP_ADDRESS_NAME},
        {"Bob \"B\" <sip:bob@example.com>", SIP_ADDRESS_NAME},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(vectors); i++) {
        g_test_message("%s", vectors[i].text);
        g_assert_cmpint(sip_address_fault(guard_text(vectors[i].text)), ==, vectors[i].fault);
    }
    guard_release();
}

void test_uri_register(void)
{
    g_test_add_func("/uri/address-fault", test_address_fault);
    g_test_add_func("/uri/equal-at", test_equal_at);
    g_test_add_func("/uri/examples", test_examples);
    g_test_add_func("/uri/ipv6", test_ipv6);
    g_test_add_func("/uri/torture", test_torture);
    g_test_add_func("/uri/other-schemes", test_other_schemes);
    g_test_add_func("/uri/broken", test_broken);
    g_test_add_func("/uri/host-port", test_host_port);
    g_test_add_func("/uri/equal", test_equal);
}
