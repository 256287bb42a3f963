/* message.c
 * Tests of plugin/sip/message.h, and of every reader on messages cut off anywhere.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/message.h"

#include <glib.h>
#include <string.h>

#include "guard.h"
#include "sip/body.h"
#include "sip/auth.h"
#include "sip/uri.h"
#include "sip/value.h"
#include "sip/via.h"

void test_message_register(void);

static struct sip_message m; /* too large for the stack of some systems */

static bool read_octets(const char *octets, size_t n, size_t reported, enum sip_framing framing)
{
    return sip_message_read(&m, guard_copy(octets, n), reported, false, framing);
}

static bool read_datagram(const char *text)
{
    return read_octets(text, strlen(text), strlen(text), SIP_FRAMING_DATAGRAM);
}

static bool read_stream(const char *text)
{
    return read_octets(text, strlen(text), strlen(text), SIP_FRAMING_STREAM);
}

/* RFC 3261 section 7.2, and what is seen in its place. */
static void test_status_line(void)
{
    static const struct {
        const char *line;
        unsigned code;
        const char *version, *code_text, *phrase;
        bool separated;
    } cases[] = {
        {"SIP/2.0 200 OK", 200, "SIP/2.0", "200", "OK", true},
        {"SIP/2.0 180 ", 180, "SIP/2.0", "180", "", true},
        {"SIP/2.0 180", 180, "SIP/2.0", "180", "", false},
        {"SIP/2.0  486 Busy Here", 486, "SIP/2.0", "486", "Busy Here", true},
        {"SIP/2.0 200  OK", 200, "SIP/2.0", "200", " OK", true},
        {"sip/2.0 699 \xc3\xa9t\xc3\xa9", 699, "sip/2.0", "699", "\xc3\xa9t\xc3\xa9", true},
        {"SIP/7.0 100 Trying", 100, "SIP/7.0", "100", "Trying", true},
        {"SIP/2.0 99 Low", 0, "SIP/2.0", "99", "Low", true},
        {"SIP/2.0 700 High", 0, "SIP/2.0", "700", "High", true},
        {"SIP/2.0 0200 OK", 0, "SIP/2.0", "0200", "OK", true},
        {"SIP/2.0 4294967301 better", 0, "SIP/2.0", "4294967301", "better", true},
        {"SIP/2.0 2OO OK", 0, "SIP/2.0", "2OO", "OK", true},
        {"SIP/2.0", 0, "SIP/2.0", "", "", false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].line);
        g_assert_true(read_datagram(cases[i].line));
        g_assert_true(m.is_response);
        g_assert_cmpuint(m.code, ==, cases[i].code);
        assert_slice(m.start_line, cases[i].line);
        assert_slice(m.version, cases[i].version);
        g_assert_cmpuint(m.code_text.n, ==, strlen(cases[i].code_text));
        assert_slice(m.phrase, cases[i].phrase);
        g_assert_cmpint(m.phrase_separated, ==, cases[i].separated);
    }
    guard_release();
}

/* RFC 3261 section 7.1. */
static void test_request_line(void)
{
    g_assert_true(read_datagram("INVITE sip:bob@biloxi.com SIP/2.0\r\nCSeq: 3 INVITE\r\n\r\n"));
    g_assert_false(m.is_response);
    g_assert_cmpint(m.method, ==, SIP_METHOD_INVITE);
    assert_slice(m.method_name, "INVITE");
    assert_slice(m.uri, "sip:bob@biloxi.com");
    g_assert_cmpuint(m.code, ==, 0);
    assert_slice(m.code_text, NULL);

    /* The method is that of the request line, whatever CSeq says. */
    g_assert_true(read_datagram("NEWMETHOD sip:a;x=\" SIP\" SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\n"));
    g_assert_cmpint(m.method, ==, SIP_METHOD_OTHER);
    guard_release();
}

static void test_no_message(void)
{
    static const char *const texts[] = {
        "",
        "\r\n\r\n",
        "\r\n",
        "HTTP/1.1 200 OK\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        " sip:a SIP/2.0\r\n\r\n",
        "hello",
        "SIP",
        "SIP/2.0/TCP 192.0.2.1;branch=z9hG4bK1\r\n\r\n", /* a piece of a Via */
        "SIP/2.0/UDP 200 OK\r\n\r\n",
        "SIP/2 200 OK\r\n\r\n",
        "SIP/.0 200 OK\r\n\r\n",
        "SIP/two.0 200 OK\r\n\r\n",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_test_message("%s", texts[i]);
        g_assert_false(read_datagram(texts[i]));
        g_assert_false(read_stream(texts[i]));
    }
    g_assert_false(read_stream("SIP/2.0 200 OK")); /* more of the line may follow */
    guard_release();
}

/* What a lost segment leaves may begin like a message. */
static void test_stream_start_line(void)
{
    static const char *const others[] = {"SIP/2.0 2OO OK\r\n\r\n", "SIP/2.0 \r\n\r\n",
                                         "SIP/2.0 - OK\r\n\r\n", "SIP/2.0\r\n\r\n"};

    g_assert_true(read_stream("SIP/2.0 200 OK\r\n\r\n"));
    g_assert_true(read_stream("SIP/2.0 999 High\r\n\r\n"));
    g_assert_true(read_stream("SIP/3.0 200\r\n\r\n"));
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_test_message("%s", others[i]);
        g_assert_false(read_stream(others[i]));
        g_assert_true(read_datagram(others[i]));
    }
    guard_release();
}

/* RFC 3261 section 7.3.1: spaces around the colon, folding, rows of one name. */
static void test_rows(void)
{
    g_assert_true(read_datagram("SIP/2.0 200 OK\r\n"
                                "Subject:            lunch\r\n"
                                "SUPPORTED      :      a\r\n"
                                "Organization: I know you're there,\r\n"
                                "         pick up the phone\r\n"
                                "\tand talk to me!\r\n"
                                "no colon here\r\n"
                                "k:\r\n"
                                "supported: b: c\r\n"
                                "X-Empty:\r\n"
                                "\r\n"
                                "Supported: body\r\n"));
    g_assert_true(m.headers_complete);
    assert_slice(sip_message_value(&m, SIP_HDR_SUBJECT), "lunch");
    assert_slice(sip_message_value(&m, SIP_HDR_ORGANIZATION),
                 "I know you're there,\r\n         pick up the phone\r\n\tand talk to me!");

    const struct sip_row *row = sip_message_row(&m, SIP_HDR_SUPPORTED);
    assert_slice(row->name, "SUPPORTED");
    assert_slice(row->value, "a");
    assert_slice(sip_row_bytes(row), "SUPPORTED      :      a");
    g_assert_null(sip_row_bytes(NULL).p);
    row = sip_message_next_row(&m, row);
    assert_slice(row->name, "k");
    assert_slice(row->value, "");
    row = sip_message_next_row(&m, row);
    assert_slice(row->value, "b: c");
    g_assert_null(sip_message_next_row(&m, row));

    g_assert_true(sip_message_has(&m, SIP_HDR_OTHER)); /* X-Empty */
    g_assert_false(sip_message_has(&m, SIP_HDR_VIA));
    g_assert_null(sip_message_row(&m, SIP_HDR_VIA));
    assert_slice(sip_message_value(&m, SIP_HDR_VIA), NULL);
    guard_release();
}

/* The order of the header fields of one message says nothing of the next one's, and a name that
 * only begins like the one that came there before is another one. */
static void test_order(void)
{
    static const struct {
        const char *second;
        enum sip_header_id id;
        const char *name;
    } cases[] = {
        {"Via: a", SIP_HDR_VIA, "Via"}, {"To: a", SIP_HDR_TO, "To"},
        {"To : a", SIP_HDR_TO, "To"},   {"Topic: a", SIP_HDR_OTHER, "Topic"},
        {"to: a", SIP_HDR_TO, "to"},    {"t: a", SIP_HDR_TO, "t"},
        {"To:", SIP_HDR_TO, "To"},      {"T: a", SIP_HDR_TO, "T"},
        {": a", SIP_HDR_OTHER, ""},     {"Tp: a", SIP_HDR_OTHER, "Tp"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        for (size_t before = 0; before < G_N_ELEMENTS(cases); before++) {
            char *first =
                g_strdup_printf("SIP/2.0 200 OK\r\nCall-ID: a\r\n%s\r\n\r\n", cases[before].second);
            char *text = g_strdup_printf("SIP/2.0 200 OK\r\nCall-ID: a\r\n%s", cases[i].second);

            g_test_message("%s after %s", cases[i].second, cases[before].second);
            g_assert_true(read_datagram(first));
            g_assert_true(read_datagram(text));
            g_assert_cmpuint(m.row_count, ==, 2);
            g_assert_cmpint(m.rows[1].id, ==, cases[i].id);
            assert_slice(m.rows[1].name, cases[i].name);
            g_free(first);
            g_free(text);
            guard_release();
        }
    }
}

/* What careless senders write: LF alone, no blank line, empty lines in front (section 7.5). */
static void test_line_ends(void)
{
    g_assert_true(read_datagram("\r\n\r\nSIP/2.0 200 OK\nVia: a\n b\nTo: c\n\nbody"));
    g_assert_true(m.headers_complete);
    assert_slice(m.start_line, "SIP/2.0 200 OK");
    assert_slice(sip_message_value(&m, SIP_HDR_VIA), "a\n b");
    assert_slice(sip_message_value(&m, SIP_HDR_TO), "c");
    assert_slice(m.body, "body");
    assert_slice(m.bytes, "SIP/2.0 200 OK\nVia: a\n b\nTo: c\n\nbody");

    g_assert_true(read_datagram("SIP/2.0 200 OK\r\nTo: a\r\nVia: b"));
    g_assert_true(m.headers_complete);
    assert_slice(sip_message_value(&m, SIP_HDR_VIA), "b");
    g_assert_cmpint(sip_message_presence(&m, SIP_HDR_FROM), ==, SIP_ABSENT);
    guard_release();
}

/* RFC 3261 section 20.16. */
static void test_cseq(void)
{
    static const struct {
        const char *value;
        bool has_number;
        uint32_t number;
        enum sip_method method;
    } cases[] = {
        {"4711 INVITE", true, 4711, SIP_METHOD_INVITE},
        {"0009\r\n  INVITE", true, 9, SIP_METHOD_INVITE}, /* RFC 4475 section 3.1.1.1 */
        {"1 invite", true, 1, SIP_METHOD_OTHER},
        {"1INVITE", true, 1, SIP_METHOD_INVITE},
        {"4294967296 BYE", false, 0, SIP_METHOD_BYE},
        {"INVITE", false, 0, SIP_METHOD_INVITE},
        {"7", true, 7, SIP_METHOD_UNKNOWN},
        {"", false, 0, SIP_METHOD_UNKNOWN},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *text = g_strdup_printf("SIP/2.0 200 OK\r\nCSeq: %s\r\n\r\n", cases[i].value);

        g_test_message("%s", cases[i].value);
        g_assert_true(read_datagram(text));
        g_assert_cmpint(m.has_cseq_number, ==, cases[i].has_number);
        g_assert_cmpuint(m.cseq_number, ==, cases[i].number);
        g_assert_cmpint(m.method, ==, cases[i].method);
        g_free(text);
    }
    g_assert_true(read_datagram("SIP/2.0 200 OK\r\n\r\n"));
    g_assert_cmpint(m.method, ==, SIP_METHOD_UNKNOWN);
    guard_release();
}

/* RFC 3261 section 18.3. */
static void test_body_datagram(void)
{
    g_assert_true(read_datagram("SIP/2.0 200 OK\r\nl: 4\r\n\r\nbody"));
    assert_slice(m.body, "body");
    g_assert_true(m.has_content_length && m.body_complete);
    g_assert_cmpuint(m.body_octets, ==, 4);

    /* Octets beyond the body are no part of the message. */
    g_assert_true(read_datagram("SIP/2.0 200 OK\r\nl: 4\r\n\r\nbodybuilder"));
    assert_slice(m.body, "body");
    assert_slice(m.bytes, "SIP/2.0 200 OK\r\nl: 4\r\n\r\nbody");
    g_assert_cmpuint(m.body_octets, ==, 11);
    assert_slice(m.excess, "builder");

    g_assert_true(read_datagram("SIP/2.0 200 OK\r\n\r\nbody"));
    assert_slice(m.body, "body");
    g_assert_true(!m.has_content_length && m.body_complete);

    /* Too much is promised: what is there is all. */
    g_assert_true(read_datagram("SIP/2.0 200 OK\r\nl: 99\r\n\r\nbody"));
    assert_slice(m.body, "body");
    g_assert_true(m.body_complete);
    g_assert_cmpuint(m.content_length, ==, 99);

    g_assert_true(read_datagram("SIP/2.0 200 OK\r\nl: 4294967296\r\n\r\nbody"));
    g_assert_false(m.has_content_length);
    g_assert_true(read_datagram("SIP/2.0 200 OK\r\nl: -1\r\n\r\nbody"));
    g_assert_false(m.has_content_length);
    guard_release();
}

static void test_body_stream(void)
{
    g_assert_true(read_stream("SIP/2.0 200 OK\r\nl: 4\r\n\r\nbodySIP/2.0 100 Trying\r\n"));
    assert_slice(m.bytes, "SIP/2.0 200 OK\r\nl: 4\r\n\r\nbody");
    g_assert_true(m.body_complete);
    g_assert_true(read_stream("SIP/2.0 200 OK\r\nl: 9\r\n\r\nbody"));
    assert_slice(m.body, "body");
    g_assert_false(m.body_complete);
    guard_release();
}

static const char snapped[] = "SIP/2.0 200 OK\r\nl: 8\r\nTo: a\r\n ;tag=b\r\n\r\nbody";

/* What a snap length cuts off is unknown, never absent. */
static void test_cut_off(void)
{
    size_t whole = strlen(snapped) + 4; /* the body's second half */

    g_assert_true(read_octets(snapped, strlen(snapped), whole, SIP_FRAMING_DATAGRAM));
    g_assert_true(m.headers_complete);
    g_assert_false(m.body_complete);
    g_assert_cmpuint(m.body_octets, ==, 8);
    g_assert_cmpint(sip_message_presence(&m, SIP_HDR_TO), ==, SIP_PRESENT);
    g_assert_cmpint(sip_message_presence(&m, SIP_HDR_VIA), ==, SIP_ABSENT);

    /* Behind a line end, the line folded into it may be missing. */
    size_t fold = (size_t)(strstr(snapped, " ;tag") - snapped);
    g_assert_true(read_octets(snapped, fold, whole, SIP_FRAMING_DATAGRAM));
    g_assert_false(m.headers_complete);
    g_assert_cmpint(sip_message_presence(&m, SIP_HDR_CONTENT_LENGTH), ==, SIP_PRESENT);
    g_assert_cmpint(sip_message_presence(&m, SIP_HDR_TO), ==, SIP_PERHAPS);
    g_assert_cmpint(sip_message_presence(&m, SIP_HDR_VIA), ==, SIP_PERHAPS);

    /* A fragment: all that was reported is there, but the datagram goes on. */
    g_assert_true(
        sip_message_read(&m, guard_copy(snapped, fold), fold, true, SIP_FRAMING_DATAGRAM));
    g_assert_cmpint(sip_message_presence(&m, SIP_HDR_VIA), ==, SIP_PERHAPS);
    guard_release();
}

/* More rows than are kept: what lies beyond is unknown. */
static void test_too_many_rows(void)
{
    GString *text = g_string_new("SIP/2.0 200 OK\r\n");

    for (unsigned i = 0; i < SIP_MESSAGE_MAX_ROWS; i++) {
        g_string_append_printf(text, "X-%u: %u\r\n", i, i);
    }
    char *full = g_strconcat(text->str, "\r\n", NULL);
    g_assert_true(read_datagram(full));
    g_assert_cmpuint(m.row_count, ==, SIP_MESSAGE_MAX_ROWS);
    g_assert_cmpint(sip_message_presence(&m, SIP_HDR_VIA), ==, SIP_ABSENT);

    char *over = g_strconcat(text->str, "Via: a\r\nl: 4\r\n\r\nbody", NULL);
    g_assert_true(read_datagram(over));
    g_assert_cmpuint(m.row_count, ==, SIP_MESSAGE_MAX_ROWS);
    g_assert_cmpint(sip_message_presence(&m, SIP_HDR_VIA), ==, SIP_PERHAPS);
    assert_slice(m.body, "body");
    g_free(full);
    g_free(over);
    g_string_free(text, TRUE);
    guard_release();
}

/* Messages with something for every reader. */
static const char *const samples[] = {
    "SIP/2.0 200 OK\r\n"
    "Via: SIP/2.0/UDP server10.biloxi.com\r\n"
    "   ;branch=z9hG4bKnashds8;received=192.0.2.3,\r\n"
    " SIP/2.0/TCP [2001:db8::1]:5061;branch=z9hG4bK2\r\n"
    "v : SIP / 2.0 / UDP first.example.com: 4000;ttl=16\r\n"
    "Record-Route: <sip:p2.example.com;lr>,\r\n <sip:p1.example.com;lr>\r\n"
    "To: \"Bob, \\\"the\\\" builder\" <sip:bob@biloxi.com>;tag=a6c85cf\r\n"
    "From: sip:alice@atlanta.com;tag=1928301774\r\n"
    "Call-ID: a84b4c76e66710@pc33.atlanta.com\r\n"
    "CSeq: 314159 INVITE\r\n"
    "Contact: \"Mr. Watson\" <sip:watson@worcester.bell-telephone.com?a=b>\r\n"
    "   ;q=0.7; expires=3600, <mailto:watson@bell-telephone.com> ;q=0.1\r\n"
    "Session-Expires: 1800;refresher=uac\r\n"
    "Require: timer, 100rel\r\n"
    "Content-Type: application/sdp\r\n"
    "Content-Length: 33\r\n"
    "\r\n"
    "v=0\r\ns=-\r\nm=audio 49170 RTP/AVP 0\r\n",

    "SIP/2.0 401 Unauthorized\r\n"
    "WWW-Authenticate: Digest realm=\"a, b\", nonce=\"x\\\"y\",\r\n"
    " algorithm=SHA-256, qop=\"auth\"\r\n"
    "WWW-Authenticate: Digest realm=\"c\", Basic realm=\"d\", Bearer scope = \"e\"\r\n"
    "Retry-After: 120 (I'm in a meeting)\r\n"
    "Warning: 307 isi.edu \"Session parameter 'foo' not understood\", 301 isi.edu \"b\"\r\n"
    "CSeq: 1 REGISTER\r\n"
    "Content-Length: 0\r\n"
    "\r\n",

    "SIP/2.0 200 OK\r\n"
    "CSeq: 2 INVITE\r\n"
    "Content-Type: multipart/mixed ; boundary=\"b;1\"\r\n"
    "\r\n"
    "preamble\r\n"
    "--b;1\r\n"
    "Content-Type: multipart/alternative;boundary=in\r\n"
    "\r\n"
    "--in\r\n"
    "c: text/plain\r\n"
    "\r\n"
    "hello\r\n"
    "--in--\r\n"
    "--b;1\r\n"
    "Content-Type: application/sdp\r\n"
    "Content-Transfer-Encoding: binary\r\n"
    "\r\n"
    "v=0\r\n"
    "--b;1--\r\n"
    "epilogue\r\n",

    "MESSAGE sip:user2@domain.com SIP/2.0\n"
    "From: sip:user1@domain.com;tag=49583\n"
    "To: sip:user2@domain.com\n"
    "CSeq: 1 MESSAGE\n"
    "Content-Length: 18\n"
    "\n"
    "Watson, come here.",
};

static void read_addresses(struct sip_slice value, struct sip_slice whole)
{
    struct sip_address address;
    struct sip_slice param;
    struct sip_uri uri;

    if (!sip_address_read(value, &address)) {
        return;
    }
    assert_within(address.uri, whole);
    assert_within(address.params, whole);
    if (sip_value_param(address.params, "tag", &param)) {
        assert_within(param, whole);
    }
    if (sip_uri_read(address.uri, &uri)) {
        assert_within(uri.user, whole);
        assert_within(uri.host, whole);
        assert_within(uri.port, whole);
        assert_within(uri.params, whole);
        assert_within(uri.headers, whole);
    }
}

static void read_values(enum sip_header_id id, struct sip_slice whole)
{
    struct sip_values it = sip_values_of(&m, id);
    struct sip_slice value, param;
    struct sip_via via;
    uint32_t seconds;

    while (sip_values_next(&it, &value)) {
        assert_within(value, whole);
        g_assert_cmpuint(value.n, >, 0);
        assert_within(sip_row_bytes(it.row), whole);
        assert_within(sip_value_main(value), whole);
        if (sip_value_param(value, "boundary", &param)) {
            assert_within(param, whole);
        }
        sip_value_seconds(value, &seconds);
        read_addresses(value, whole);
        if (sip_via_read(value, &via)) {
            assert_within(via.transport, whole);
            assert_within(via.host, whole);
            assert_within(via.port, whole);
            assert_within(via.branch, whole);
        }
    }
    sip_values_count(&m, id);
    sip_values_contain(&m, id, "timer");
}

static void read_challenges(enum sip_header_id id, struct sip_slice whole)
{
    static struct sip_auths auths;

    sip_auths_read(&auths, &m, id);
    for (unsigned i = 0; i < auths.count; i++) {
        assert_within(auths.all[i].scheme, whole);
        assert_within(auths.all[i].text, whole);
        assert_within(auths.all[i].params[SIP_AUTH_NONCE], whole);
    }
}

static void read_parts(struct sip_slice whole)
{
    struct sip_parts it = sip_parts_of(&m);
    struct sip_part part;
    struct sip_slice rest, value;
    char type;

    while (sip_parts_next(&it, &part)) {
        assert_within(part.type, whole);
        assert_within(part.content, whole);
        for (rest = part.content; sip_sdp_next(&rest, &type, &value);) {
            assert_within(value, whole);
        }
    }
    sip_message_part(&m, "application/sdp", &part);
}

/* Uses every reader on m. */
static void read_everything(void)
{
    struct sip_slice whole = m.bytes;
    struct sip_via via;

    assert_within(m.start_line, whole);
    assert_within(m.version, whole);
    assert_within(m.code_text, whole);
    assert_within(m.phrase, whole);
    assert_within(m.uri, whole);
    assert_within(m.method_name, whole);
    assert_within(m.body, whole);
    for (int id = 0; id < SIP_HDR_COUNT; id++) {
        read_values((enum sip_header_id)id, whole);
        read_challenges((enum sip_header_id)id, whole);
    }
    assert_within(sip_message_tag(&m, SIP_HDR_TO), whole);
    assert_within(sip_message_tag(&m, SIP_HDR_FROM), whole);
    sip_message_top_via(&m, &via);
    read_parts(whole);
}

/* Cut off at any octet: no reader leaves the message, what the whole message holds is never called
 * absent, and no value is taken for whole that is not. */
static void check_truncation(const char *text, enum sip_framing framing)
{
    static struct sip_message whole;
    size_t n = strlen(text);

    g_assert_true(sip_message_read(&whole, (struct sip_slice){text, n}, n, false, framing));
    for (size_t captured = 0; captured <= n; captured++) {
        if (!read_octets(text, captured, n, framing)) {
            g_assert_cmpuint(captured, <=, whole.start_line.n + 2);
            guard_release();
            continue;
        }
        read_everything();
        g_assert_cmpuint(m.row_count, <=, whole.row_count);
        for (unsigned i = 0; i < m.row_count; i++) {
            g_assert_true(sip_slice_equal(m.rows[i].value, whole.rows[i].value));
        }
        for (int id = 0; id < SIP_HDR_COUNT; id++) {
            g_assert_false(sip_message_has(&whole, (enum sip_header_id)id) &&
                           sip_message_presence(&m, (enum sip_header_id)id) == SIP_ABSENT);
        }
        struct sip_part part;
        if (sip_message_part(&whole, "application/sdp", &part) == SIP_PRESENT) {
            g_assert_cmpint(sip_message_part(&m, "application/sdp", &part), !=, SIP_ABSENT);
        }
        guard_release();
    }
}

static void test_truncation(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
        g_test_message("sample %zu", i);
        check_truncation(samples[i], SIP_FRAMING_DATAGRAM);
        check_truncation(samples[i], SIP_FRAMING_STREAM);
    }
}

/* A datagram that really ends at any octet: complete, however odd. */
static void test_short_datagrams(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
        for (size_t n = 0; n <= strlen(samples[i]); n++) {
            if (read_octets(samples[i], n, n, SIP_FRAMING_DATAGRAM)) {
                g_assert_true(m.headers_complete && m.body_complete);
                read_everything();
            }
            guard_release();
        }
    }
}

/* Any octet of the message replaced by one that means something to some reader. */
static void test_mutation(void)
{
    static const char octets[] = {'\0', '\r', '\n', ' ', '"', '\\', '<', '>', ',', ';',
                                  ':',  '=',  '[',  ']', '@', '?',  '-', '/', '9', '\xff'};

    for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
        size_t n = strlen(samples[i]);
        for (size_t at = 0; at < n; at++) {
            for (size_t o = 0; o < sizeof(octets); o++) {
                char *copy = g_strdup(samples[i]);
                copy[at] = octets[o];
                if (read_octets(copy, n, n, SIP_FRAMING_DATAGRAM)) {
                    read_everything();
                }
                g_free(copy);
                guard_release();
            }
        }
    }
}

void test_message_register(void)
{
    g_test_add_func("/message/status-line", test_status_line);
    g_test_add_func("/message/request-line", test_request_line);
    g_test_add_func("/message/no-message", test_no_message);
    g_test_add_func("/message/stream-start-line", test_stream_start_line);
    g_test_add_func("/message/rows", test_rows);
    g_test_add_func("/message/order", test_order);
    g_test_add_func("/message/line-ends", test_line_ends);
    g_test_add_func("/message/cseq", test_cseq);
    g_test_add_func("/message/body-datagram", test_body_datagram);
    g_test_add_func("/message/body-stream", test_body_stream);
    g_test_add_func("/message/cut-off", test_cut_off);
    g_test_add_func("/message/too-many-rows", test_too_many_rows);
    g_test_add_func("/message/truncation", test_truncation);
    g_test_add_func("/message/short-datagrams", test_short_datagrams);
    g_test_add_func("/message/mutation", test_mutation);
}
