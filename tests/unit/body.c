/* body.c
 * Tests of plugin/sip/body.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/body.h"

#include <glib.h>
#include <string.h>

#include "guard.h"

void test_body_register(void);

static struct sip_message m;

/* A response with this header and body; of the body, so many octets were cut off. */
static void read_message(const char *header, const char *body, size_t cut)
{
    char *text = g_strconcat("SIP/2.0 200 OK\r\n", header, "\r\n", body, NULL);
    size_t n = strlen(text);

    g_assert_true(sip_message_read(&m, guard_copy(text, n - cut), n, false, SIP_FRAMING_DATAGRAM));
    g_free(text);
}

/* All parts as "type:first word", joined by '|'. */
static void assert_parts(const char *expected)
{
    struct sip_parts it = sip_parts_of(&m);
    GString *joined = g_string_new(NULL);
    struct sip_slice word;
    struct sip_part part;

    while (sip_parts_next(&it, &part)) {
        sip_slice_cut(sip_slice_trim(part.content), ' ', &word);
        g_string_append_printf(joined, "%s%.*s%s:%.*s", joined->len ? "|" : "", SIP_ARG(part.type),
                               part.encoded ? " (encoded)" : "", SIP_ARG(word));
    }
    g_assert_cmpstr(joined->str, ==, expected);
    g_string_free(joined, TRUE);
}

static void test_plain(void)
{
    read_message("c: application/sdp\r\n", "v=0\r\n", 0);
    assert_parts("application/sdp:v=0");
    read_message("", "v=0\r\n", 0);
    assert_parts(":v=0");
    read_message("c: application/sdp\r\n", "", 0);
    assert_parts("");
    read_message("c: application/sdp\r\nContent-Encoding: gzip\r\n", "xyz", 0);
    assert_parts("application/sdp (encoded):xyz");
    read_message("c: application/sdp\r\ne: identity\r\n", "v=0\r\n", 0);
    assert_parts("application/sdp:v=0");
    guard_release();
}

/* RFC 2046 section 5.1.1, RFC 5621 section 3. */
static void test_multipart(void)
{
    read_message("Content-Type: multipart/mixed;boundary=boundary1\r\n",
                 "preamble\r\n--boundary1\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n"
                 "--boundary1 \t\r\nContent-Transfer-Encoding: Base64\r\nc:text/plain\r\n"
                 "\r\naGk=\r\n"
                 "--boundary1\r\n\r\nno header\r\n--boundary10\r\n"
                 "--boundary1--\r\nepilogue\r\n--boundary1\r\n\r\nbeyond\r\n",
                 0);
    assert_parts("application/sdp:v=0|text/plain (encoded):aGk=|:no");
    guard_release();
}

static void test_boundaries(void)
{
    static const char body[] = "--a;b c\r\nc: x/y\r\n\r\none\r\n--a;b c--\r\n";

    read_message("c: multipart/mixed ; charset=utf-8; Boundary = \"a;b c\"\r\n", body, 0);
    assert_parts("x/y:one");
    /* Without a boundary, or with one that never comes, it is one part. */
    read_message("c: multipart/mixed\r\n", body, 0);
    assert_parts("multipart/mixed:--a;b");
    read_message("c: multipart/mixed;boundary=z\r\n", body, 0);
    assert_parts("multipart/mixed;boundary=z:--a;b");
    read_message("c: multipart/mixed;boundary=\"\"\r\n", body, 0);
    assert_parts("multipart/mixed;boundary=\"\":--a;b");
    guard_release();
}

static void test_nested(void)
{
    read_message("c: multipart/mixed;boundary=1\r\n",
                 "--1\r\nContent-Type: multipart/alternative;\r\n boundary=2\r\n\r\n"
                 "--2\r\nc: multipart/related;boundary=3\r\n\r\n"
                 "--3\r\nc: multipart/mixed;boundary=4\r\n\r\n"
                 "--4\r\nc: a/deep\r\n\r\ndeep\r\n--4--\r\n--3--\r\n"
                 "--2\r\nc: a/b\r\n\r\nsecond\r\n--2--\r\n"
                 "--1\r\nc: a/c\r\n\r\nthird\r\n--1--\r\n",
                 0);
    /* The fourth level is not entered (SIP_PART_MAX_DEPTH). */
    assert_parts("multipart/mixed;boundary=4:--4\r\nc:|a/b:second|a/c:third");
    guard_release();
}

static enum sip_presence presence_of_sdp(void)
{
    struct sip_part part;
    return sip_message_part(&m, "application/sdp", &part);
}

static void test_presence(void)
{
    static const char multipart[] = "c: multipart/mixed;boundary=1\r\n";
    static const char two[] = "--1\r\nc: text/plain\r\n\r\nhi\r\n"
                              "--1\r\nc: Application/SDP;x=y\r\n\r\nv=0\r\n--1--\r\n";

    read_message(multipart, two, 0);
    g_assert_cmpint(presence_of_sdp(), ==, SIP_PRESENT);
    read_message(multipart, two, 40); /* within the second part's header */
    g_assert_cmpint(presence_of_sdp(), ==, SIP_PERHAPS);
    read_message("c: text/plain\r\n", "hi", 0);
    g_assert_cmpint(presence_of_sdp(), ==, SIP_ABSENT);
    read_message("c: text/plain\r\n", "", 0);
    g_assert_cmpint(presence_of_sdp(), ==, SIP_ABSENT);
    read_message("c: application/sdp\r\n", "v=0\r\n", 3);
    g_assert_cmpint(presence_of_sdp(), ==, SIP_PRESENT);
    read_message("c: application/sdp\r\n", "v=0\r\n", 5);
    g_assert_cmpint(presence_of_sdp(), ==, SIP_PERHAPS);
    read_message("c: application/sdp\r\ne: deflate\r\n", "xyz", 0);
    g_assert_cmpint(presence_of_sdp(), ==, SIP_PERHAPS);
    read_message("c: multipart/mixed;boundary=1\r\ne: deflate\r\n", "xyz", 0);
    g_assert_cmpint(presence_of_sdp(), ==, SIP_PERHAPS);
    /* RFC 3261 section 23: what S/MIME has encrypted may be anything. */
    read_message("c: application/pkcs7-mime;smime-type=enveloped-data\r\n", "xyz", 0);
    g_assert_cmpint(presence_of_sdp(), ==, SIP_PERHAPS);
    guard_release();
}

static void test_media_type(void)
{
    g_assert_true(sip_media_type_is(guard_text("application/sdp"), "application/sdp"));
    g_assert_true(sip_media_type_is(guard_text("APPLICATION/SDP ;a=b"), "application/sdp"));
    g_assert_false(sip_media_type_is(guard_text("application/sdpx"), "application/sdp"));
    g_assert_false(sip_media_type_is(guard_text(""), "application/sdp"));
    g_assert_false(sip_media_type_is((struct sip_slice){NULL, 0}, "application/sdp"));
    guard_release();
}

/* RFC 8866 section 5: type=value, lines end in CRLF, and parsers should accept LF. */
static void test_sdp(void)
{
    static const struct {
        char type;
        const char *value;
    } expected[] = {
        {'v', "0"}, {'s', " "},        {'m', "audio 49170 RTP/AVP 0"}, {'a', "rtpmap:0 PCMU/8000"},
        {'x', ""},  {'a', "recvonly"},
    };
    struct sip_slice rest = guard_text("v=0\r\ns= \r\nnonsense\r\n\r\nm=audio 49170 RTP/AVP 0\n"
                                       "a=rtpmap:0 PCMU/8000\nx=\r\na=recvonly");
    struct sip_slice value;
    char type;

    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
        g_assert_true(sip_sdp_next(&rest, &type, &value));
        g_assert_cmpint(type, ==, expected[i].type);
        assert_slice(value, expected[i].value);
    }
    g_assert_false(sip_sdp_next(&rest, &type, &value));
    guard_release();
}

void test_body_register(void)
{
    g_test_add_func("/body/plain", test_plain);
    g_test_add_func("/body/multipart", test_multipart);
    g_test_add_func("/body/boundaries", test_boundaries);
    g_test_add_func("/body/nested", test_nested);
    g_test_add_func("/body/presence", test_presence);
    g_test_add_func("/body/media-type", test_media_type);
    g_test_add_func("/body/sdp", test_sdp);
}
