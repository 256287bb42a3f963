/* uri.c
 * Tests of plugin/sip/uri.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
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
        {"sip:alice:secretword@atlanta.com;transport=tcp", "sip", "alice:secretword",
         "atlanta.com", NULL, ";transport=tcp", NULL},
        {"sips:alice@atlanta.com?subject=project%20x&priority=urgent", "sips", "alice",
         "atlanta.com", NULL, NULL, "subject=project%20x&priority=urgent"},
        {"sip:+1-212-555-1212:1234@gateway.com;user=phone", "sip", "+1-212-555-1212:1234",
         "gateway.com", NULL, ";user=phone", NULL},
        {"sips:1212@gateway.com", "sips", "1212", "gateway.com", NULL, NULL, NULL},
        {"sip:alice@192.0.2.4", "sip", "alice", "192.0.2.4", NULL, NULL, NULL},
        {"sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com", "sip", NULL, "atlanta.com",
         NULL, ";method=REGISTER", "to=alice%40atlanta.com"},
        {"sip:alice;day=tuesday@atlanta.com", "sip", "alice;day=tuesday", "atlanta.com", NULL,
         NULL, NULL},
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

void test_uri_register(void)
{
    g_test_add_func("/uri/examples", test_examples);
    g_test_add_func("/uri/ipv6", test_ipv6);
    g_test_add_func("/uri/torture", test_torture);
    g_test_add_func("/uri/other-schemes", test_other_schemes);
    g_test_add_func("/uri/broken", test_broken);
    g_test_add_func("/uri/host-port", test_host_port);
}
