/* slice.c
 * Tests of plugin/sip/slice.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/slice.h"

#include <glib.h>

#include "guard.h"

void test_slice_register(void);

static const struct sip_slice nothing = {NULL, 0};

static void test_trim(void)
{
    static const struct {
        const char *text, *trimmed;
    } cases[] = {
        {"", ""},    {" ", ""},    {"\r\n \t", ""},          {"a", "a"},
        {" a", "a"}, {"a\t", "a"}, {"\r\n a b \r\n", "a b"}, {"a\r\n b", "a\r\n b"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        assert_slice(sip_slice_trim(guard_text(cases[i].text)), cases[i].trimmed);
    }
    assert_slice(sip_slice_trim(nothing), NULL);
    guard_release();
}

static void test_between(void)
{
    struct sip_slice s = guard_text("abc");

    assert_slice(sip_slice_between(s.p, s.p + 3), "abc");
    assert_slice(sip_slice_between(s.p + 3, s.p + 3), "");
    assert_slice(sip_slice_between(s.p + 2, s.p + 1), ""); /* the wrong way round */
    guard_release();
}

static void test_equal(void)
{
    struct sip_slice a = guard_text("Via"), b = guard_text("vIA"), c = guard_text("Vi");

    g_assert_true(sip_slice_equal(a, a));
    g_assert_false(sip_slice_equal(a, b));
    g_assert_false(sip_slice_equal(a, c));
    g_assert_true(sip_slice_equal_nocase(a, b));
    g_assert_false(sip_slice_equal_nocase(a, c));
    g_assert_false(sip_slice_equal_nocase(a, nothing));
    g_assert_true(sip_slice_equal(nothing, guard_text("")));
    g_assert_true(sip_slice_equal_nocase(nothing, nothing));
    guard_release();
}

/* Texts of any length that differ anywhere, in one bit: the one that tells small letters from
 * capitals, or another. */
static void test_equal_octets(void)
{
    static const char text[] = "Accept-Resource-Priority1";

    for (size_t n = 0; n < sizeof(text); n++) {
        struct sip_slice a = guard_copy(text, n);

        g_assert_true(sip_octets_equal_nocase(a.p, text, n));
        for (size_t at = 0; at < n; at++) {
            for (unsigned bit = 0; bit < 8; bit++) {
                char other[sizeof(text)];
                memcpy(other, text, sizeof(text));
                other[at] = (char)((unsigned char)other[at] ^ 1u << bit);

                struct sip_slice b = guard_copy(other, n);
                g_assert_cmpint(sip_octets_equal_nocase(a.p, b.p, n), ==,
                                bit == 5 && g_ascii_isalpha(text[at]));
            }
        }
        guard_release();
    }
}

static void test_text(void)
{
    struct sip_slice s = guard_text("Session-Expires");

    g_assert_true(sip_slice_is(s, "session-expires"));
    g_assert_false(sip_slice_is(s, "session-expire"));
    g_assert_false(sip_slice_is(s, "session-expiress"));
    g_assert_true(sip_slice_is(nothing, ""));
    g_assert_false(sip_slice_is(nothing, "x"));
    g_assert_true(sip_slice_starts_with(s, "SESSION"));
    g_assert_true(sip_slice_starts_with(s, ""));
    g_assert_false(sip_slice_starts_with(s, "session-expires;"));
    /* ASCII only: '[' is '{' less 0x20, as 'A' is 'a', but no letter. */
    g_assert_false(sip_slice_is(guard_text("["), "{"));
    guard_release();
}

static void test_find(void)
{
    struct sip_slice s = guard_text("INVITE sip:a SIP/2.0");

    g_assert_true(sip_slice_find(s, " sip/") == s.p + 12);
    g_assert_true(sip_slice_find(s, "INVITE") == s.p);
    g_assert_true(sip_slice_find(s, "2.0") == s.p + s.n - 3);
    g_assert_null(sip_slice_find(s, "2.00"));
    g_assert_null(sip_slice_find(nothing, "x"));
    guard_release();
}

static void test_cut(void)
{
    struct sip_slice head;

    assert_slice(sip_slice_cut(guard_text("a=b=c"), '=', &head), "b=c");
    assert_slice(head, "a");
    assert_slice(sip_slice_cut(guard_text("a="), '=', &head), "");
    assert_slice(head, "a");
    assert_slice(sip_slice_cut(guard_text("=a"), '=', &head), "a");
    assert_slice(head, "");
    assert_slice(sip_slice_cut(guard_text("abc"), '=', &head), NULL);
    assert_slice(head, "abc");
    assert_slice(sip_slice_cut(nothing, '=', &head), NULL);
    assert_slice(head, NULL);
    guard_release();
}

static void test_to_u32(void)
{
    static const struct {
        const char *text;
        bool ok;
        uint32_t value;
    } cases[] = {
        {"0", true, 0},
        {"00090", true, 90},
        {"4294967295", true, UINT32_MAX},
        {"4294967296", false, 0},
        {"9999999999", false, 0},
        {"99999999999", false, 0},
        {"99999999999999999999999999", false, 0},
        {"00000000000000000000000090", true, 90},
        {"0000000000", true, 0},
        {"00000000000", true, 0},
        {"0000000000a", false, 0},
        {"a0000000000", false, 0},
        {"", false, 0},
        {"-1", false, 0},
        {"+1", false, 0},
        {"1 ", false, 0},
        {"1a", false, 0},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        uint32_t value = 0;

        g_test_message("%s", cases[i].text);
        g_assert_cmpint(sip_slice_to_u32(guard_text(cases[i].text), &value), ==, cases[i].ok);
        g_assert_cmpuint(value, ==, cases[i].value);
    }
    guard_release();
}

void test_slice_register(void)
{
    g_test_add_func("/slice/trim", test_trim);
    g_test_add_func("/slice/between", test_between);
    g_test_add_func("/slice/equal", test_equal);
    g_test_add_func("/slice/equal-octets", test_equal_octets);
    g_test_add_func("/slice/text", test_text);
    g_test_add_func("/slice/find", test_find);
    g_test_add_func("/slice/cut", test_cut);
    g_test_add_func("/slice/to-u32", test_to_u32);
}
