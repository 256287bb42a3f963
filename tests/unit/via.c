/* via.c
 * Tests of plugin/sip/via.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/message.h"
#include "sip/via.h"

#include <glib.h>

#include "guard.h"
#include "history/keys.h"

/* RFC 3261 section 18.1.1: default ports. */
static void test_same_sent_by(void)
{
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {"SIP/2.0/UDP 192.0.2.1:5060", "SIP/2.0/UDP 192.0.2.1", true},
        {"SIP/2.0/TLS 192.0.2.1:5061", "SIP/2.0/TLS 192.0.2.1", true},
        {"SIP/2.0/TLS 192.0.2.1:5060", "SIP/2.0/TLS 192.0.2.1", false},
        {"SIP/2.0/UDP Example.com", "SIP/2.0/UDP example.COM:5060", true},
        {"SIP/2.0/UDP [2001:db8::1]", "SIP/2.0/UDP 2001:db8:0:0:0:0:0:1:5060", true},
        {"SIP/2.0/UDP 192.0.2.1:5070", "SIP/2.0/UDP 192.0.2.1", false},
        {"SIP/2.0/UDP 192.0.2.1", "SIP/2.0/UDP 192.0.2.2", false},
        {"SIP/2.0/UDP a.example", "SIP/2.0/UDP b.example", false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct sip_via a, b;
        g_test_message("%s %s", cases[i].a, cases[i].b);
        g_assert_true(sip_via_read(guard_text(cases[i].a), &a));
        g_assert_true(sip_via_read(guard_text(cases[i].b), &b));
        g_assert_cmpint(sip_via_same_sent_by(&a, &b), ==, cases[i].same);
        g_assert_cmpint(sip_via_same_sent_by(&b, &a), ==, cases[i].same);
        g_assert_cmpint(sip_via_key(&a) == sip_via_key(&b), ==, cases[i].same);
    }
    guard_release();
}

void test_via_register(void);

static void test_values(void)
{
    g_test_add_func("/via/same-sent-by", test_same_sent_by);
    static const struct {
        const char *text, *transport, *host, *port, *branch;
    } cases[] = {
        /* RFC 3261 section 20.42 */
        {"SIP/2.0/UDP erlang.bell-telephone.com:5060;branch=z9hG4bK87asdks7", "UDP",
         "erlang.bell-telephone.com", "5060", "z9hG4bK87asdks7"},
        {"SIP/2.0/UDP 192.0.2.1:5060 ;received=192.0.2.207\r\n ;branch=z9hG4bK77asjd", "UDP",
         "192.0.2.1", "5060", "z9hG4bK77asjd"},
        {"SIP / 2.0 / UDP first.example.com: 4000;ttl=16\r\n"
         " ;maddr=224.2.0.1 ;branch=z9hG4bKa7c6a8dlze.1",
         "UDP", "first.example.com", "4000", "z9hG4bKa7c6a8dlze.1"},
        /* RFC 5118 section 4: IPv6, and received with and without brackets */
        {"SIP/2.0/UDP [2001:db8::9:1];received=[2001:db8::9:255];branch=z9hG4bKas3-111", "UDP",
         "[2001:db8::9:1]", NULL, "z9hG4bKas3-111"},
        {"SIP/2.0/TCP [2001:db8::9:1]:5061;received=2001:db8::9:255;branch=z9hG4bKas3", "TCP",
         "[2001:db8::9:1]", "5061", "z9hG4bKas3"},
        /* RFC 4475 section 3.1.1.1: odd spacing, a transport of its own */
        {"SIP  / 2.0\r\n /UDP\r\n    192.0.2.2;branch=390skdjuw", "UDP", "192.0.2.2", NULL,
         "390skdjuw"},
        {"SIP/2.0/UNKNOWN t1.example.com", "UNKNOWN", "t1.example.com", NULL, NULL},
    };
    struct sip_via via;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct sip_slice text = guard_text(cases[i].text);

        g_test_message("%s", cases[i].text);
        g_assert_true(sip_via_read(text, &via));
        g_assert_true(sip_slice_equal(via.text, text));
        assert_slice(via.transport, cases[i].transport);
        assert_slice(via.host, cases[i].host);
        assert_slice(via.port, cases[i].port);
        assert_slice(via.branch, cases[i].branch);
    }
    guard_release();
}

static void test_broken(void)
{
    static const char *const texts[] = {"",
                                        "SIP",
                                        "SIP/2.0",
                                        "SIP/2.0/UDP",
                                        "SIP/2.0/UDP ",
                                        ";branch=z9hG4bK1",
                                        "SIP/2.0/UDP;branch=z9hG4bK1"};
    struct sip_via via;

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_test_message("%s", texts[i]);
        g_assert_false(sip_via_read(guard_text(texts[i]), &via));
    }
    g_assert_false(sip_via_read((struct sip_slice){NULL, 0}, &via));
    guard_release();
}

/* RFC 3261 section 8.1.1.7; tokens ignore case (section 7.3.1). */
static void test_cookie(void)
{
    static const struct {
        const char *text;
        bool cookie;
    } cases[] = {
        {"SIP/2.0/UDP a;branch=z9hG4bKx", true},
        {"SIP/2.0/UDP a;BRANCH=Z9HG4BKx", true},
        {"SIP/2.0/UDP a;branch=z9hG4b", false},
        {"SIP/2.0/UDP a;branch=1", false},
        {"SIP/2.0/UDP a;branch=", false},
        {"SIP/2.0/UDP a;branch", false},
        {"SIP/2.0/UDP a", false},
    };
    struct sip_via via;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        g_assert_true(sip_via_read(guard_text(cases[i].text), &via));
        g_assert_cmpint(sip_via_has_cookie(&via), ==, cases[i].cookie);
    }
    guard_release();
}

static void test_topmost(void)
{
    static struct sip_message m;
    struct sip_slice bytes = guard_text("SIP/2.0 200 OK\r\n"
                                        "v:\r\n SIP/2.0/TLS a;branch=z9hG4bK1, SIP/2.0/UDP b\r\n"
                                        "Via: SIP/2.0/TCP c\r\n\r\n");
    struct sip_via via;

    g_assert_true(sip_message_read(&m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
    g_assert_true(sip_message_top_via(&m, &via));
    assert_slice(via.transport, "TLS");
    assert_slice(via.branch, "z9hG4bK1");
    bytes = guard_text("SIP/2.0 200 OK\r\n\r\n");
    g_assert_true(sip_message_read(&m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
    g_assert_false(sip_message_top_via(&m, &via));
    guard_release();
}

/* RFC 3261 section 20.42. */
static void test_mirrors(void)
{
    static const struct {
        const char *request, *response;
        bool top, below;
    } cases[] = {
        {"SIP/2.0/UDP a:5060;branch=1;x=y", "sip / 2.0 / udp A ;X=Y; branch=1", true, true},
        {"SIP/2.0/TLS [2001:db8::1];received=2001:db8::2",
         "SIP/2.0/TLS [2001:DB8:0::1]:5061;received=[2001:db8::2]", true, true},
        {"SIP/2.0/UDP a;rport;keep;oc", "SIP/2.0/UDP a;rport=1;received=::1;keep=9;oc=2;z", true,
         false},
        {"SIP/2.0/UDP a;ttl=1", "SIP/2.0/UDP a", false, false},
        {"SIP/2.0/UDP a;branch=1", "SIP/2.0/UDP a;branch=2", false, false},
        {"SIP/2.0/UDP a;x=1;x=2", "SIP/2.0/UDP a;x=1;x=2", true, true},
        {"SIP/2.0/UDP a", "SIP/2.0/UDP b", false, false},
        {"SIP/2.0/UDP a", "SIP/2.0/UDP a:5061", false, false},
        {"SIP/2.0/UDP a", "SIP/2.0/TCP a", false, false},
    };
    struct sip_via request, response;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].response);
        g_assert_true(sip_via_read(guard_text(cases[i].request), &request));
        g_assert_true(sip_via_read(guard_text(cases[i].response), &response));
        g_assert_cmpint(sip_via_mirrors(&response, &request, true), ==, cases[i].top);
        g_assert_cmpint(sip_via_mirrors(&response, &request, false), ==, cases[i].below);
    }
    guard_release();
}

static void test_port(void)
{
    static const struct {
        const char *text;
        uint16_t port;
    } cases[] = {
        {"SIP/2.0/UDP a", 5060},    {"SIP/2.0/TLS a", 5061}, {"SIP/2.0/TLS a:5060", 5060},
        {"SIP/2.0/UDP a:65536", 0}, {"SIP/2.0/UDP a:x", 0},
    };
    struct sip_via via;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        g_assert_true(sip_via_read(guard_text(cases[i].text), &via));
        g_assert_cmpuint(sip_via_port(&via), ==, cases[i].port);
    }
    guard_release();
}

void test_via_register(void)
{
    g_test_add_func("/via/values", test_values);
    g_test_add_func("/via/broken", test_broken);
    g_test_add_func("/via/cookie", test_cookie);
    g_test_add_func("/via/topmost", test_topmost);
    g_test_add_func("/via/mirrors", test_mirrors);
    g_test_add_func("/via/port", test_port);
}
