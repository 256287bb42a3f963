/* host.c
 * Tests of plugin/sip/host.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/host.h"

#include <glib.h>

#include "guard.h"
#include "sip/ip.h"

void test_host_register(void);

static void test_address(void)
{
    static const struct {
        const char *text;
        int family;
        uint8_t first, last;
    } cases[] = {
        {"192.0.2.4", 4, 192, 0},
        {"2001:db8::9:ff", 6, 0x20, 0xff},
        {"[2001:db8::9:ff]", 6, 0x20, 0xff},
        {"::ffff:192.0.2.4", 4, 192, 0},
        {"example.com", 0, 0, 0},
        {"192.0.2", 0, 0, 0},
        {"[2001:db8::1", 0, 0, 0},
        {"[]", 0, 0, 0},
        {"", 0, 0, 0},
        {"2001:0db8:0000:0000:0000:0000:0000:0001:2001:0db8:0000:0000:0000", 0, 0, 0},
    };
    uint8_t address[16];

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        g_assert_cmpint(sip_host_address(guard_text(cases[i].text), address), ==, cases[i].family);
        g_assert_cmpint(address[0], ==, cases[i].first);
        g_assert_cmpint(address[15], ==, cases[i].last);
    }
    g_assert_cmpint(sip_host_address((struct sip_slice){NULL, 0}, address), ==, 0);
    guard_release();
}

/* RFC 5952 section 4; what is written reads as the same address. */
static void test_write(void)
{
    static const struct {
        const char *text, *written;
    } cases[] = {
        {"192.0.2.1", "192.0.2.1"},
        {"255.255.255.255", "255.255.255.255"},
        {"2001:0DB8::0001", "2001:db8::1"},
        {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
        {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
        {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},
        {"::", "::"},
        {"::1", "::1"},
        {"fe80::", "fe80::"},
        {"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct sip_ip ip, again;
        char text[SIP_IP_TEXT];

        g_test_message("%s", cases[i].text);
        g_assert_true(sip_ip_read(guard_text(cases[i].text), &ip));
        sip_ip_write(ip.family, ip.address, text);
        g_assert_cmpstr(text, ==, cases[i].written);
        g_assert_true(sip_ip_read(guard_text(text), &again));
        g_assert_cmpint(again.family, ==, ip.family);
        g_assert_cmpmem(again.address, 16, ip.address, 16);
        guard_release();
    }
    char none[SIP_IP_TEXT] = "x";
    sip_ip_write(0, (const uint8_t[16]){1}, none);
    g_assert_cmpstr(none, ==, "");
}

static void test_equal(void)
{
    static const struct {
        const char *a, *b;
        bool equal;
    } cases[] = {
        {"Example.COM", "example.com", true},    {"[2001:db8::1]", "2001:0DB8:0::0001", true},
        {"192.0.2.1", "::ffff:192.0.2.1", true}, {"192.0.2.1", "192.0.2.2", false},
        {"192.0.2.1", "example.com", false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s %s", cases[i].a, cases[i].b);
        g_assert_cmpint(sip_host_equal(guard_text(cases[i].a), guard_text(cases[i].b)), ==,
                        cases[i].equal);
    }
    guard_release();
}

/* What looks like an IPv4 address and is none. */
static void test_not_v4(void)
{
    static const char *const texts[] = {"192.0.2",    "192.0.2.",   "192.0.2.1.", "192.0.2.256",
                                        "192.0.2.1a", "192..2.1",   ".192.0.2.1", "192.0.2.0001",
                                        "192.0.2.-1", "192.0.2.1 ", "",           "1.2.3.4.5"};
    struct sip_ip ip;

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_test_message("%s", texts[i]);
        g_assert_false(sip_ip_read(guard_text(texts[i]), &ip));
        guard_release();
    }
    g_assert_true(sip_ip_read(guard_text("192.000.002.001"), &ip));
    g_assert_cmpmem(ip.address, 4, ((const uint8_t[]){192, 0, 2, 1}), 4);
    guard_release();
}

void test_host_register(void)
{
    g_test_add_func("/host/not-v4", test_not_v4);
    g_test_add_func("/host/write", test_write);
    g_test_add_func("/host/address", test_address);
    g_test_add_func("/host/equal", test_equal);
}
