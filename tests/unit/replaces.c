/* replaces.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>

#include "guard.h"
#include "sip/replaces.h"

void test_replaces_register(void);

static void assert_text(struct sip_slice slice, const char *text)
{
    g_assert_cmpmem(slice.p, slice.n, text, strlen(text));
}

/* RFC 3891 section 6.1. */
static void test_header(void)
{
    static const char *const broken[] = {
        "",
        "a@b",
        "a@b;to-tag=1",
        "a@b;from-tag=1",
        "a@b;to-tag=;from-tag=2",
        ";to-tag=1;from-tag=2",
    };
    struct sip_replaces replaces;

    g_assert_true(sip_replaces_read(
        guard_text("98732@sip.example.com\r\n ;from-tag=r33th4x0r\r\n ;to-tag=ff87ff"), &replaces));
    assert_text(replaces.call_id, "98732@sip.example.com");
    assert_text(replaces.to_tag, "ff87ff");
    assert_text(replaces.from_tag, "r33th4x0r");
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_assert_false(sip_replaces_read(guard_text(broken[i]), &replaces));
    }
    guard_release();
}

static void test_refer_to(void)
{
    static const char *const broken[] = {
        "<sip:c@example.com>",
        "<sip:c@example.com?Subject=x>",
        "<sip:c@example.com?Replaces=a%40b%3Bto-tag%3D1>",
        "<sip:c@example.com?Replaces=>",
        "<sip:c@example.com?Replaces=%",
        "<sip:c@example.com?Replaces=a%4",
    };
    struct sip_replaces replaces;

    g_assert_true(sip_refer_to_replaces_read(
        guard_text("<sip:c@example.com?Require=replaces&"
                   "Replaces=a%40b%3bto-tag%3D1%25%3Bfrom-tag=2&Subject=x>"),
        &replaces));
    assert_text(replaces.call_id, "a@b");
    assert_text(replaces.to_tag, "1%");
    assert_text(replaces.from_tag, "2");
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_assert_false(sip_refer_to_replaces_read(guard_text(broken[i]), &replaces));
    }
    char *longer = g_strdup_printf("<sip:c@d?Replaces=%0600d;to-tag=1;from-tag=2>", 1);
    g_assert_false(sip_refer_to_replaces_read(guard_text(longer), &replaces));
    g_free(longer);
    guard_release();
}

void test_replaces_register(void)
{
    g_test_add_func("/replaces/header", test_header);
    g_test_add_func("/replaces/refer-to", test_refer_to);
}
