/* header.c
 * Tests of plugin/sip/header.h and plugin/sip/method.h: names of header fields and methods.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/header.h"

#include <glib.h>
#include <string.h>

#include "guard.h"
#include "sip/method.h"

void test_header_register(void);

static enum sip_header_id header_of(const char *name)
{
    enum sip_header_id id = sip_header_from(guard_text(name));
    guard_release();
    return id;
}

/* Every name of the table is found, in any case, and stands there once. */
static void test_names(void)
{
    for (int id = 1; id < SIP_HDR_COUNT; id++) {
        const char *name = sip_header_name((enum sip_header_id)id);
        char *upper = g_ascii_strup(name, -1), *lower = g_ascii_strdown(name, -1);

        g_test_message("%s", name);
        g_assert_cmpint(header_of(name), ==, id);
        g_assert_cmpint(header_of(upper), ==, id);
        g_assert_cmpint(header_of(lower), ==, id);
        g_free(upper);
        g_free(lower);
    }
}

static void test_unknown_names(void)
{
    static const char *const names[] = {"",  "X-Header", "Contac", "Contactt", "Content", "q",
                                        "-", "[",        "\x80",   "Via ",     "Vi\xe1"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_test_message("%s", names[i]);
        g_assert_cmpint(header_of(names[i]), ==, SIP_HDR_OTHER);
    }
    g_assert_cmpint(sip_header_from((struct sip_slice){NULL, 0}), ==, SIP_HDR_OTHER);
}

/* RFC 3261 section 7.3.3, and those that extensions have added. */
static void test_compact_names(void)
{
    static const struct {
        const char *compact, *name;
    } cases[] = {
        /* RFC 3261 section 20 */
        {"i", "Call-ID"},
        {"m", "Contact"},
        {"e", "Content-Encoding"},
        {"l", "Content-Length"},
        {"c", "Content-Type"},
        {"f", "From"},
        {"s", "Subject"},
        {"k", "Supported"},
        {"t", "To"},
        {"v", "Via"},
        /* RFC 6665 section 8.2 */
        {"o", "Event"},
        {"u", "Allow-Events"},
        /* RFC 3515 section 2.1, RFC 3892 section 2.1 */
        {"r", "Refer-To"},
        {"b", "Referred-By"},
        /* RFC 3841 section 9 */
        {"a", "Accept-Contact"},
        {"j", "Reject-Contact"},
        {"d", "Request-Disposition"},
        /* RFC 4028 section 4 */
        {"x", "Session-Expires"},
        /* RFC 8224 section 4 */
        {"y", "Identity"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *upper = g_ascii_strup(cases[i].compact, -1);

        g_test_message("%s", cases[i].name);
        g_assert_cmpint(header_of(cases[i].compact), ==, header_of(cases[i].name));
        g_assert_cmpint(header_of(upper), ==, header_of(cases[i].name));
        g_free(upper);
    }
}

static void test_forms(void)
{
    g_assert_cmpint(sip_header_form_of(SIP_HDR_VIA), ==, SIP_FORM_LIST);
    g_assert_cmpint(sip_header_form_of(SIP_HDR_CONTACT), ==, SIP_FORM_LIST);
    g_assert_cmpint(sip_header_form_of(SIP_HDR_CSEQ), ==, SIP_FORM_SINGLE);
    g_assert_cmpint(sip_header_form_of(SIP_HDR_DATE), ==, SIP_FORM_SINGLE); /* it has a comma */
    /* RFC 3261 section 7.3.1: commas separate parameters, not values, in these four. */
    g_assert_cmpint(sip_header_form_of(SIP_HDR_WWW_AUTHENTICATE), ==, SIP_FORM_ROWS);
    g_assert_cmpint(sip_header_form_of(SIP_HDR_AUTHORIZATION), ==, SIP_FORM_ROWS);
    g_assert_cmpint(sip_header_form_of(SIP_HDR_PROXY_AUTHENTICATE), ==, SIP_FORM_ROWS);
    g_assert_cmpint(sip_header_form_of(SIP_HDR_PROXY_AUTHORIZATION), ==, SIP_FORM_ROWS);
    g_assert_cmpint(sip_header_place_of(SIP_HDR_MAX_FORWARDS), ==, SIP_PLACE_REQUEST);
    g_assert_cmpint(sip_header_place_of(SIP_HDR_VIA), ==, SIP_PLACE_ANY);
}

static void test_methods(void)
{
    for (int method = SIP_METHOD_ACK; method < SIP_METHOD_OTHER; method++) {
        const char *name = sip_method_name((enum sip_method)method);
        g_assert_cmpint(sip_method_from(guard_text(name)), ==, method);
    }
    g_assert_cmpint(sip_method_from(guard_text("")), ==, SIP_METHOD_UNKNOWN);
    /* RFC 3261 section 7.1: names of methods are case-sensitive. */
    g_assert_cmpint(sip_method_from(guard_text("invite")), ==, SIP_METHOD_OTHER);
    g_assert_cmpint(sip_method_from(guard_text("INVITES")), ==, SIP_METHOD_OTHER);
    g_assert_cmpint(sip_method_from(guard_text("SERVICE")), ==, SIP_METHOD_OTHER);
    guard_release();
}

void test_header_register(void)
{
    g_test_add_func("/header/names", test_names);
    g_test_add_func("/header/unknown-names", test_unknown_names);
    g_test_add_func("/header/compact-names", test_compact_names);
    g_test_add_func("/header/forms", test_forms);
    g_test_add_func("/header/methods", test_methods);
}
