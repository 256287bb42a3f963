/* calls.c
 * Whole calls, registrations, subscriptions and requests, and what is recorded of them: each expectation
 * is worked out by hand from the messages above it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "calls/calls.h"
#include "calls/codec.h"

void test_calls_register(void);

/* A capture that is being made. */
static struct {
    struct sip_transactions *transactions;
    struct sip_calls *calls;
    const char *call_id, *from, *to; /* of the messages that follow: Call-ID, From and To user */
    const char *a, *b;               /* tags of caller and callee */
    uint32_t frame;
    int64_t now;
} capture;

static void ignore(void *user, struct sip_transaction *t, const struct sip_end *end)
{
    (void)user;
    (void)t;
    (void)end;
}

static void begin(void)
{
    memset(&capture, 0, sizeof(capture));
    capture.transactions = sip_transactions_new(ignore, NULL);
    capture.calls = sip_calls_new();
    capture.call_id = "c1";
    capture.from = "alice";
    capture.to = "bob";
    capture.a = "a";
    capture.b = "b";
}

static void end(void)
{
    sip_calls_free(capture.calls);
    sip_transactions_free(capture.transactions);
}

static struct sip_endpoint at(unsigned host)
{
    return (struct sip_endpoint){.family = 4, .address = {192, 0, 2, (uint8_t)host}, .port = 5060};
}

static struct sip_record *pass(double seconds, unsigned from, unsigned to, const char *text)
{
    struct sip_message m;
    struct sip_slice bytes = {text, strlen(text)};

    g_assert_true(sip_message_read(&m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
    struct sip_packet packet = {&m,     SIP_TRANSPORT_UDP, at(from),
                                at(to), ++capture.frame,   llround(seconds * 1e6),
                                false,  SIP_BEFORE_ALL,    {0}};
    struct sip_transaction *t = sip_transactions_place(capture.transactions, &packet);
    if (t != NULL) {
        sip_transaction_add(capture.transactions, t, &packet, NULL);
    }
    capture.now = MAX(capture.now, packet.stamp);
    return sip_calls_add(capture.calls, &packet, t);
}

/* vias: the branches from the top on, each as "branch@host", separated by spaces. */
static char *via_rows(const char *vias)
{
    GString *rows = g_string_new(NULL);
    gchar **all = g_strsplit(vias, " ", -1);

    for (gchar **via = all; *via != NULL; via++) {
        gchar **parts = g_strsplit(*via, "@", 2);
        g_string_append_printf(rows, "Via: SIP/2.0/UDP 192.0.2.%s;branch=z9hG4bK%s%s\r\n", parts[1],
                               capture.call_id, parts[0]);
        g_strfreev(parts);
    }
    g_strfreev(all);
    return g_string_free(rows, FALSE);
}

/* cseq: "1 INVITE"; tags: those of From and To, NULL for none; more: further rows and the body. */
static struct sip_record *say(double seconds, unsigned from, unsigned to, const char *start,
                              const char *vias, const char *cseq, const char *from_tag,
                              const char *to_tag, const char *more)
{
    bool backwards =
        from_tag != NULL && g_strcmp0(from_tag, capture.a) != 0 && strstr(cseq, "INVITE") == NULL;
    char *rows = via_rows(vias);
    char *text = g_strdup_printf(
        "%s\r\n%sFrom: <sip:%s@example.com>%s%s\r\nTo: <sip:%s@example.com>%s%s\r\n"
        "Call-ID: %s\r\nCSeq: %s\r\n%s\r\n",
        start, rows, backwards ? capture.to : capture.from, from_tag ? ";tag=" : "",
        from_tag ? from_tag : "", backwards ? capture.from : capture.to, to_tag ? ";tag=" : "",
        to_tag ? to_tag : "", capture.call_id, cseq, more != NULL ? more : "");
    struct sip_record *record = pass(seconds, from, to, text);

    g_free(text);
    g_free(rows);
    return record;
}

#define SDP(media) \
    "Content-Type: application/sdp\r\n\r\nv=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\n" media

/* Requests and responses of the caller's first hop, from 1 to 2. */
static void invite(double seconds, unsigned cseq, const char *more)
{
    char *branch = g_strdup_printf("i%u@1", cseq), *number = g_strdup_printf("%u INVITE", cseq);

    say(seconds, 1, 2, "INVITE sip:bob@example.com SIP/2.0", branch, number, capture.a, NULL, more);
    g_free(branch);
    g_free(number);
}

static void answer(double seconds, unsigned cseq, const char *status, const char *more)
{
    char *branch = g_strdup_printf("i%u@1", cseq), *number = g_strdup_printf("%u INVITE", cseq);
    char *start = g_strdup_printf("SIP/2.0 %s", status);

    say(seconds, 2, 1, start, branch, number, capture.a,
        strncmp(status, "100", 3) == 0 ? NULL : capture.b, more);
    g_free(branch);
    g_free(number);
    g_free(start);
}

/* To a refusal, whose branch it has; and to a 2xx. */
static void ack_failure(double seconds, unsigned cseq)
{
    char *branch = g_strdup_printf("i%u@1", cseq), *number = g_strdup_printf("%u ACK", cseq);

    say(seconds, 1, 2, "ACK sip:bob@example.com SIP/2.0", branch, number, capture.a, capture.b,
        NULL);
    g_free(branch);
    g_free(number);
}

static void ack(double seconds, unsigned cseq, const char *more)
{
    char *branch = g_strdup_printf("a%u@1", cseq), *number = g_strdup_printf("%u ACK", cseq);

    say(seconds, 1, 2, "ACK sip:bob@example.com SIP/2.0", branch, number, capture.a, capture.b,
        more);
    g_free(branch);
    g_free(number);
}

static void bye(double seconds, char who, const char *more)
{
    bool a = who == 'a';

    say(seconds, a ? 1 : 2, a ? 2 : 1, "BYE sip:x@example.com SIP/2.0", a ? "bye@1" : "bye@2",
        "9 BYE", a ? capture.a : capture.b, a ? capture.b : capture.a, more);
}

static void cancel(double seconds, unsigned cseq, const char *more)
{
    char *branch = g_strdup_printf("i%u@1", cseq), *number = g_strdup_printf("%u CANCEL", cseq);

    say(seconds, 1, 2, "CANCEL sip:bob@example.com SIP/2.0", branch, number, capture.a, NULL, more);
    g_free(branch);
    g_free(number);
}

static struct sip_clock clock_of(void)
{
    return (struct sip_clock){capture.now, 500000, 4000000};
}

static struct sip_call *call(unsigned number)
{
    g_assert_cmpuint(number, <=, sip_calls_count(capture.calls, SIP_RECORD_CALL));
    struct sip_record *record = sip_calls_at(capture.calls, SIP_RECORD_CALL, number - 1);
    g_assert_nonnull(record);
    return sip_record_call(record);
}

static struct sip_outcome_of_call outcome(unsigned number)
{
    struct sip_clock clock = clock_of();
    return sip_call_outcome(call(number), &clock);
}

static double seconds(int64_t from, int64_t to)
{
    return from == SIP_NEVER || to == SIP_NEVER ? -1 : (double)(to - from) / 1e6;
}

#define assert_outcome(o, result_, ended_by_, code_)                            \
    G_STMT_START                                                                \
    {                                                                           \
        g_assert_cmpstr(sip_call_result_name((o).result), ==, (result_));       \
        g_assert_cmpstr(sip_call_ended_by_name((o).ended_by), ==, (ended_by_)); \
        g_assert_cmpuint((o).code, ==, (code_));                                \
    }                                                                           \
    G_STMT_END

static void assert_lacks(const struct sip_outcome_of_call *o, const char *expected)
{
    char *text = sip_call_lacks_text(o->lacks, SIP_ENGLISH);

    g_assert_cmpstr(text, ==, expected);
    g_free(text);
}

static void assert_cause(const struct sip_cause *cause, const char *expected)
{
    char *text = sip_cause_text(cause, SIP_ENGLISH);

    g_assert_cmpstr(text, ==, expected);
    g_free(text);
}

static void assert_calls(unsigned count)
{
    g_assert_cmpuint(sip_calls_count(capture.calls, SIP_RECORD_CALL), ==, count);
}

static void test_answered(void)
{
    begin();
    invite(1, 1, SDP("m=audio 4000 RTP/AVP 8 0\r\n"));
    answer(1.5, 1, "100 Trying", NULL);
    answer(2, 1, "180 Ringing", NULL);
    answer(4, 1, "200 OK",
           SDP("m=audio 5000 RTP/AVP 101 0\r\na=rtpmap:101 telephone-event/8000\r\n"));
    ack(4.1, 1, NULL);
    bye(10, 'b', "Reason: Q.850;cause=16;text=\"x\"\r\n");
    say(10.1, 1, 2, "SIP/2.0 200 OK", "bye@2", "9 BYE", "b", "a", NULL);
    struct sip_outcome_of_call o = outcome(1);

    assert_calls(1);
    assert_outcome(o, "answered", "callee BYE", 200);
    g_assert_cmpfloat_with_epsilon(seconds(o.begin, o.response), 0.5, 1e-9);
    g_assert_cmpfloat_with_epsilon(seconds(o.begin, o.ringing), 1, 1e-9);
    g_assert_cmpfloat_with_epsilon(seconds(o.begin, o.answered), 3, 1e-9);
    g_assert_cmpfloat_with_epsilon(seconds(o.answered, o.end), 6, 1e-9);
    g_assert_cmpstr(call(1)->codecs, ==, "PCMU");
    assert_cause(&o.cause, "Q.850 16 Normal call clearing");
    assert_lacks(&o, NULL);
    g_assert_cmpuint(call(1)->record.messages, ==, 7);
    end();
}

/* A challenge, an interval that is too small, then busy: one call with three tries. Half a minute later
 * the phone calls again with the same Call-ID: another call. */
static void test_tries(void)
{
    begin();
    invite(0, 1, NULL);
    answer(0.1, 1, "407 Proxy Authentication Required", NULL);
    ack_failure(0.2, 1);
    invite(0.3, 2, NULL);
    answer(0.4, 2, "422 Session Interval Too Small", NULL);
    ack_failure(0.5, 2);
    invite(0.6, 3, NULL);
    answer(2, 3, "486 Busy Here", NULL);
    ack_failure(2.1, 3);
    invite(30, 4, NULL);
    answer(31, 4, "180 Ringing", NULL);
    answer(50, 4, "480 Temporarily Unavailable", NULL);
    struct sip_outcome_of_call busy = outcome(1), unanswered = outcome(2);

    assert_calls(2);
    assert_outcome(busy, "busy", "failure", 486);
    g_assert_cmpuint(busy.attempts, ==, 3);
    g_assert_cmpfloat_with_epsilon(seconds(busy.begin, busy.end), 2, 1e-9);
    assert_outcome(unanswered, "no answer", "failure", 480);
    end();
}

/* A challenge that the user answers after 50 s, by typing a password. */
static void test_slow_retry(void)
{
    begin();
    invite(0, 1, NULL);
    answer(0.1, 1, "407 Proxy Authentication Required", NULL);
    invite(50, 2, NULL);
    answer(51, 2, "403 Wrong Password", NULL);
    assert_calls(1);
    assert_outcome(outcome(1), "failed", "failure", 403);
    g_assert_cmpstr(outcome(1).phrase, ==, "Wrong Password");
    end();
}

/* The CANCEL and the 200 cross: the call is up, and the caller ends it at once. */
static void test_cancel_crosses_answer(void)
{
    begin();
    invite(0, 1, NULL);
    answer(1, 1, "180 Ringing", NULL);
    cancel(5, 1, NULL);
    answer(5.01, 1, "200 OK", NULL);
    ack(5.02, 1, NULL);
    bye(5.03, 'a', NULL);
    assert_outcome(outcome(1), "answered", "caller BYE", 200);
    end();
}

/* The CANCEL and the 486 cross: the callee was busy. A 408 after the caller had enough is the caller's
 * end. */
static void test_cancel_crosses_failure(void)
{
    begin();
    invite(0, 1, NULL);
    answer(1, 1, "180 Ringing", NULL);
    cancel(5, 1, NULL);
    answer(5.01, 1, "486 Busy Here", NULL);
    assert_outcome(outcome(1), "busy", "failure", 486);
    end();

    begin();
    invite(0, 1, NULL);
    answer(1, 1, "100 Trying", NULL);
    cancel(32, 1, "Reason: SIP;cause=200;text=\"Call completed elsewhere\"\r\n");
    answer(34, 1, "408 Request Timeout", NULL);
    struct sip_outcome_of_call o = outcome(1);
    assert_outcome(o, "cancelled", "CANCEL", 408);
    assert_cause(&o.cause, "SIP 200 Call completed elsewhere");
    end();
}

/* Q.850 says more than 480; it came in the 183 before. */
static void test_cause_of_183(void)
{
    begin();
    invite(0, 1, NULL);
    answer(1, 1, "183 Session Progress", "Reason: q.850 ;cause=17\r\n");
    answer(2, 1, "480 Error", NULL);
    struct sip_outcome_of_call o = outcome(1);
    assert_outcome(o, "busy", "failure", 480);
    assert_cause(&o.cause, "Q.850 17 User busy");
    end();
}

/* 1 calls by the proxy 2, which forks to 3 and 4: 3 is busy, 4 rings until the caller gives up. */
static void fork_(double seconds)
{
    invite(seconds, 1, NULL);
    say(seconds + 0.1, 2, 3, "INVITE sip:b@3 SIP/2.0", "f3@2 i1@1", "1 INVITE", "a", NULL, NULL);
    say(seconds + 0.1, 2, 4, "INVITE sip:b@4 SIP/2.0", "f4@2 i1@1", "1 INVITE", "a", NULL, NULL);
    say(seconds + 0.2, 3, 2, "SIP/2.0 486 Busy Here", "f3@2 i1@1", "1 INVITE", "a", "b3", NULL);
    say(seconds + 0.3, 4, 2, "SIP/2.0 180 Ringing", "f4@2 i1@1", "1 INVITE", "a", "b4", NULL);
    capture.b = "b4";
    answer(seconds + 0.4, 1, "180 Ringing", NULL);
}

static void test_fork(void)
{
    begin();
    fork_(0);
    assert_outcome(outcome(1), "incomplete", "nothing", 0);
    say(3, 4, 2, "SIP/2.0 200 OK", "f4@2 i1@1", "1 INVITE", "a", "b4", NULL);
    answer(3.1, 1, "200 OK", NULL);
    struct sip_outcome_of_call o = outcome(1);
    assert_calls(1);
    assert_outcome(o, "still up", "nothing", 200);
    assert_lacks(&o, "the end");
    g_assert_cmpuint(o.legs, ==, 3);
    g_assert_cmpfloat_with_epsilon(seconds(o.begin, o.answered), 3.1, 1e-9);
    end();
}

/* The same, seen behind the proxy only: as long as one branch rings, the busy one decides nothing. */
static void test_fork_from_behind(void)
{
    begin();
    say(0.1, 2, 3, "INVITE sip:b@3 SIP/2.0", "f3@2 i1@1", "1 INVITE", "a", NULL, NULL);
    say(0.1, 2, 4, "INVITE sip:b@4 SIP/2.0", "f4@2 i1@1", "1 INVITE", "a", NULL, NULL);
    say(0.2, 3, 2, "SIP/2.0 486 Busy Here", "f3@2 i1@1", "1 INVITE", "a", "b3", NULL);
    say(0.3, 4, 2, "SIP/2.0 180 Ringing", "f4@2 i1@1", "1 INVITE", "a", "b4", NULL);
    assert_outcome(outcome(1), "incomplete", "nothing", 0);
    say(5, 2, 4, "CANCEL sip:b@4 SIP/2.0", "f4@2", "1 CANCEL", "a", NULL, NULL);
    say(5.1, 4, 2, "SIP/2.0 487 Request Terminated", "f4@2 i1@1", "1 INVITE", "a", "b4", NULL);
    assert_calls(1);
    assert_outcome(outcome(1), "cancelled", "CANCEL", 487);
    end();
}

/* Two callees answer; the caller ends one of the dialogs at once, the other goes on. */
static void test_two_answers(void)
{
    begin();
    fork_(0);
    capture.b = "b3";
    answer(1, 1, "200 OK", NULL);
    capture.b = "b4";
    answer(1.1, 1, "200 OK", NULL);
    say(1.2, 1, 3, "BYE sip:b@3 SIP/2.0", "e1@1", "2 BYE", "a", "b3", NULL);
    assert_outcome(outcome(1), "still up", "nothing", 200);
    say(60, 4, 1, "BYE sip:a@1 SIP/2.0", "e2@4", "2 BYE", "b4", "a", NULL);
    struct sip_outcome_of_call o = outcome(1);
    assert_outcome(o, "answered", "callee BYE", 200);
    g_assert_cmpfloat_with_epsilon(seconds(o.answered, o.end), 59, 1e-9);
    end();
}

/* 503 far away, which the proxy in between made 480. */
static void test_origin(void)
{
    begin();
    invite(0, 1, NULL);
    say(0.1, 2, 3, "INVITE sip:b@3 SIP/2.0", "f3@2 i1@1", "1 INVITE", "a", NULL, NULL);
    say(0.2, 3, 4, "INVITE sip:b@4 SIP/2.0", "g4@3 f3@2 i1@1", "1 INVITE", "a", NULL, NULL);
    say(0.3, 4, 3, "SIP/2.0 503 Service Unavailable", "g4@3 f3@2 i1@1", "1 INVITE", "a", "b4",
        NULL);
    say(0.4, 3, 2, "SIP/2.0 500 Server Error", "f3@2 i1@1", "1 INVITE", "a", "b3", NULL);
    answer(0.5, 1, "480 Temporarily Unavailable", NULL);
    struct sip_outcome_of_call o = outcome(1);
    assert_outcome(o, "failed", "failure", 480);
    g_assert_cmpuint(o.failed_code, ==, 503);
    g_assert_cmpuint(o.failed_at->address[3], ==, 4);
    end();
}

/* Packets changed places: the second hop is seen first. */
static void test_disorder(void)
{
    begin();
    say(0.001, 2, 3, "INVITE sip:b@3 SIP/2.0", "f3@2 i1@1", "1 INVITE", "a", NULL, NULL);
    invite(0, 1, NULL);
    say(0.2, 3, 2, "SIP/2.0 503 Service Unavailable", "f3@2 i1@1", "1 INVITE", "a", "b", NULL);
    answer(0.3, 1, "480 Temporarily Unavailable", NULL);
    struct sip_outcome_of_call o = outcome(1);
    assert_calls(1);
    assert_outcome(o, "failed", "failure", 480);
    g_assert_cmpuint(o.failed_code, ==, 503);
    g_assert_cmpfloat_with_epsilon(seconds(o.begin, o.end), 0.3, 1e-9);
    end();
}

/* Nobody answers: eleven INVITEs over 32 s show that the client heard nothing; one does not. */
static void test_silence(void)
{
    static const double copies[] = {0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5};

    begin();
    for (size_t i = 0; i < G_N_ELEMENTS(copies); i++) {
        invite(copies[i], 1, NULL);
    }
    assert_outcome(outcome(1), "incomplete", "nothing", 0);
    capture.now = 33000000;
    struct sip_outcome_of_call o = outcome(1);
    assert_outcome(o, "failed", "timeout", 0);
    g_assert_cmpuint(o.failed_at->address[3], ==, 2);
    end();

    begin();
    invite(0, 1, NULL);
    capture.now = 3600000000;
    o = outcome(1);
    assert_outcome(o, "incomplete", "nothing", 0);
    assert_lacks(&o, "the final response");
    end();
}

/* Captures that begin late, or show one direction. */
static void test_cut(void)
{
    begin();
    bye(5, 'a', NULL); /* nothing before it */
    struct sip_outcome_of_call o = outcome(1);
    assert_outcome(o, "incomplete", "BYE", 0);
    assert_lacks(&o, "the beginning");
    end();

    begin();
    invite(0, 1, NULL); /* requests only */
    ack(4, 1, NULL);
    bye(9, 'a', NULL);
    o = outcome(1);
    assert_outcome(o, "answered", "caller BYE", 0);
    assert_lacks(&o, "what answered the INVITE, the final response");
    end();

    begin();
    answer(1, 1, "180 Ringing", NULL); /* responses only */
    answer(2, 1, "200 OK", NULL);
    say(9, 2, 1, "SIP/2.0 200 OK", "bye@1", "9 BYE", "a", "b", NULL);
    o = outcome(1);
    assert_outcome(o, "answered", "caller BYE", 200);
    assert_lacks(&o, "the INVITE");
    g_assert_cmpfloat_with_epsilon(seconds(o.answered, o.end), 7, 1e-9);
    end();

    begin();
    invite(0, 1, NULL); /* a response was lost, and one direction of the rest */
    answer(1, 1, "180 Ringing", NULL);
    o = outcome(1);
    assert_outcome(o, "incomplete", "nothing", 0);
    assert_lacks(&o, "the final response");
    end();
}

/* A second failure on the same hop changes nothing. */
static void test_two_failures(void)
{
    begin();
    invite(0, 1, NULL);
    answer(1, 1, "486 Busy Here", NULL);
    answer(2, 1, "302 Moved Temporarily", NULL);
    struct sip_outcome_of_call o = outcome(1);
    assert_outcome(o, "busy", "failure", 486);
    g_assert_cmpstr(o.phrase, ==, "Busy Here");
    end();
}

/* 302, and nothing of where it led to. */
static void test_redirected_away(void)
{
    begin();
    invite(0, 1, NULL);
    answer(1, 1, "302 Moved Temporarily", NULL);
    struct sip_outcome_of_call o = outcome(1);
    assert_outcome(o, "incomplete", "not captured", 302);
    assert_lacks(&o, "where the redirection led to");
    end();
}

/* The other side no longer knows the dialog. */
static void test_lost_dialog(void)
{
    begin();
    invite(0, 1, NULL);
    answer(1, 1, "200 OK", NULL);
    ack(1.1, 1, NULL);
    say(60, 1, 2, "UPDATE sip:b@2 SIP/2.0", "u@1", "2 UPDATE", "a", "b", NULL);
    say(60.1, 2, 1, "SIP/2.0 481 Gone", "u@1", "2 UPDATE", "a", "b", NULL);
    assert_outcome(outcome(1), "answered", "failure", 200);
    end();
}

/* A B2BUA at 2: the INVITE that comes in has Call-ID c1, that which goes out c2. */
static void test_b2bua(const void *more_)
{
    const char *const *more = more_;

    begin();
    invite(0, 1, more[0]);
    capture.call_id = "c2";
    capture.a = "x";
    say(0.1, 2, 3, "INVITE sip:b@3 SIP/2.0", "o@2", "1 INVITE", "x", NULL, more[1]);
    say(0.2, 3, 2, "SIP/2.0 503 Service Unavailable", "o@2", "1 INVITE", "x", "y",
        "Reason: Q.850;cause=34\r\n");
    capture.call_id = "c1";
    capture.a = "a";
    answer(0.3, 1, "480 Temporarily Unavailable", NULL);
    struct sip_outcome_of_call o = outcome(1);
    assert_calls(1);
    assert_outcome(o, "failed", "failure", 480);
    g_assert_cmpuint(o.failed_code, ==, 503);
    g_assert_true(o.other_leg);
    g_assert_cmpuint(o.failed_at->address[3], ==, 3);
    assert_cause(&o.cause, "Q.850 34 No circuit or channel available");
    end();
}

static const char *const by_header[] = {NULL, "X-CID: c1\r\n"};
static const char *const by_session_id[] = {
    "Session-ID: ab30317f1a784dc48ff824d0d3715d86;remote=00000000000000000000000000000000\r\n",
    "Session-ID: ab30317f1a784dc48ff824d0d3715d86;remote=00000000000000000000000000000000\r\n"};
static const char *const by_icid[] = {
    "P-Charging-Vector: icid-value=\"one\";icid-generated-at=192.0.2.9\r\n",
    "P-Charging-Vector: icid-generated-at=192.0.2.9;icid-value=one\r\n"};

/* What proves nothing: a nil UUID, two guests that one focus calls, a call that was over. */
static void test_not_joined(void)
{
    static const char nil[] = "Session-ID: 00000000000000000000000000000000\r\n";
    static const char same[] = "Session-ID: ab30317f1a784dc48ff824d0d3715d86\r\n";

    begin();
    invite(0, 1, nil);
    capture.call_id = "c2";
    say(0.1, 2, 3, "INVITE sip:b@3 SIP/2.0", "o@2", "1 INVITE", "x", NULL, nil);
    assert_calls(2);
    end();

    begin();
    say(0, 2, 3, "INVITE sip:b@3 SIP/2.0", "o@2", "1 INVITE", "x", NULL, same);
    capture.call_id = "c2";
    say(0.1, 2, 4, "INVITE sip:b@4 SIP/2.0", "o@2", "1 INVITE", "z", NULL, same);
    assert_calls(2);
    end();

    begin();
    invite(0, 1, NULL);
    answer(1, 1, "486 Busy Here", NULL);
    capture.call_id = "c2";
    say(60, 2, 3, "INVITE sip:b@3 SIP/2.0", "o@2", "1 INVITE", "x", NULL, "X-CID: c1\r\n");
    assert_calls(2);
    end();
}

/* The outbound leg is seen before the inbound one. */
static void test_joined_late(void)
{
    begin();
    capture.call_id = "c2";
    say(0.001, 2, 3, "INVITE sip:b@3 SIP/2.0", "o@2", "1 INVITE", "x", NULL, "X-Call-ID: c1\r\n");
    capture.call_id = "c1";
    invite(0, 1, NULL);
    g_assert_null(sip_calls_at(capture.calls, SIP_RECORD_CALL, 0));
    g_assert_cmpstr(call(2)->call_id, ==, "c1");
    g_assert_cmpstr(sip_call_extra(call(2))->outbound->call_id, ==, "c2");
    end();
}

/* A transfer: b asks a to call c, who is busy. The new call replaces nothing. */
static void test_transfer(void)
{
    begin();
    invite(0, 1, NULL);
    answer(1, 1, "200 OK", NULL);
    ack(1.1, 1, NULL);
    say(5, 2, 1, "REFER sip:a@1 SIP/2.0", "r@2", "5 REFER", "b", "a",
        "Refer-To: <sip:carol@example.com>\r\n");
    say(5.1, 1, 2, "SIP/2.0 202 Accepted", "r@2", "5 REFER", "b", "a", NULL);
    say(6, 1, 2, "NOTIFY sip:b@2 SIP/2.0", "n@1", "4 NOTIFY", "a", "b",
        "Event: refer\r\nSubscription-State: terminated;reason=noresource\r\n"
        "Content-Type: message/sipfrag\r\n\r\nSIP/2.0 486 Busy Here");
    g_assert_cmpstr(sip_call_extra(call(1))->transfer_target, ==, "sip:carol@example.com");
    g_assert_cmpuint(sip_call_extra(call(1))->transfer_code, ==, 486);
    assert_calls(1);
    g_assert_cmpuint(sip_calls_count(capture.calls, SIP_RECORD_SUBSCRIPTION), ==, 0);

    /* And an attended one: the INVITE of c takes the place of the call. */
    capture.call_id = "c9";
    say(9, 5, 2, "INVITE sip:b@2 SIP/2.0", "i@5", "1 INVITE", "z", NULL,
        "Replaces: c1;to-tag=b;from-tag=a\r\n");
    g_assert_true(sip_call_extra(call(2))->replaces == call(1));
    end();
}

/* Codecs: of the branch that was answered, and what a re-INVITE and an ACK made of them. */
static void test_codecs(void)
{
    begin();
    invite(0, 1, SDP("m=audio 4000 RTP/AVP 8 0 9\r\n"));
    capture.b = "b3";
    answer(1, 1, "183 Session Progress", SDP("m=audio 5000 RTP/AVP 8\r\n"));
    capture.b = "b4";
    answer(2, 1, "183 Session Progress",
           SDP("m=audio 5000 RTP/AVP 96\r\na=rtpmap:96 opus/48000/2\r\n"
               "m=video 5002 RTP/AVP 34\r\nm=text 0 RTP/AVP 98\r\n"));
    answer(3, 1, "200 OK", NULL);
    ack(3.1, 1, NULL);
    g_assert_cmpstr(call(1)->codecs, ==, "opus, video H263");
    say(9, 2, 1, "INVITE sip:a@1 SIP/2.0", "re@2", "7 INVITE", "b4", "a",
        SDP("m=image 6000 udptl t38\r\n"));
    say(9.1, 1, 2, "SIP/2.0 200 OK", "re@2", "7 INVITE", "b4", "a",
        SDP("m=image 7000 udptl t38\r\n"));
    g_assert_cmpstr(call(1)->codecs, ==, "opus, video H263, then image t38");
    assert_calls(1);
    end();

    begin(); /* no offer in the INVITE: the answer is in the ACK */
    invite(0, 1, NULL);
    answer(1, 1, "200 OK", SDP("m=audio 5000 RTP/AVP 8 0\r\n"));
    g_assert_null(call(1)->codecs);
    ack(1.1, 1, SDP("m=audio 4000 RTP/AVP 0\r\n"));
    g_assert_cmpstr(call(1)->codecs, ==, "PCMU");
    end();
}

static void registers(double seconds, unsigned cseq, const char *more)
{
    char *branch = g_strdup_printf("r%u@1", cseq), *number = g_strdup_printf("%u REGISTER", cseq);

    say(seconds, 1, 2, "REGISTER sip:example.com SIP/2.0", branch, number, "a", NULL, more);
    g_free(branch);
    g_free(number);
}

static void registered(double seconds, unsigned cseq, const char *status, const char *more)
{
    char *branch = g_strdup_printf("r%u@1", cseq), *number = g_strdup_printf("%u REGISTER", cseq);
    char *start = g_strdup_printf("SIP/2.0 %s", status);

    say(seconds, 2, 1, start, branch, number, "a", "r", more);
    g_free(branch);
    g_free(number);
    g_free(start);
}

static const struct sip_lease *lease(enum sip_record_kind kind)
{
    g_assert_cmpuint(sip_calls_count(capture.calls, kind), ==, 1);
    return sip_record_lease(sip_calls_at(capture.calls, kind, 0));
}

static void assert_lease(enum sip_record_kind kind, const char *expected)
{
    struct sip_clock clock = clock_of();

    g_assert_cmpstr(sip_lease_result_name(sip_lease_result(lease(kind), &clock)), ==, expected);
}

#define CONTACT(seconds) "Contact: <sip:alice@192.0.2.1>;expires=" seconds "\r\n"
#define CREDENTIALS "Authorization: Digest username=\"alice\", response=\"0123\"\r\n"

/* Challenged, granted for 60 s, refreshed in time, then too late, then refused, then left alone. */
static void test_registration(void)
{
    begin();
    capture.to = "alice";
    registers(0, 1, CONTACT("3600"));
    registered(0.1, 1, "401 Unauthorized", NULL);
    assert_lease(SIP_RECORD_REGISTRATION, "challenged");
    registers(0.2, 2, CONTACT("3600") CREDENTIALS);
    registered(0.3, 2, "200 OK", "Contact: <sip:other@192.0.2.7>;expires=5\r\n" CONTACT("60"));
    assert_lease(SIP_RECORD_REGISTRATION, "granted");
    g_assert_cmpuint(lease(SIP_RECORD_REGISTRATION)->granted, ==, 60);
    registers(50, 3, CONTACT("3600"));
    registered(50.1, 3, "200 OK", CONTACT("60"));
    registers(140, 4, CONTACT("3600"));
    registered(140.1, 4, "200 OK", CONTACT("60"));
    g_assert_cmpuint(lease(SIP_RECORD_REGISTRATION)->grants, ==, 3);
    g_assert_cmpuint(lease(SIP_RECORD_REGISTRATION)->lapses, ==, 1);
    g_assert_cmpuint(lease(SIP_RECORD_REGISTRATION)->attempts, ==, 3);
    capture.now = 240000000;
    assert_lease(SIP_RECORD_REGISTRATION, "lapsed");
    registers(250, 5, CONTACT("3600") CREDENTIALS);
    registered(250.1, 5, "403 Forbidden", "Warning: 399 example.com \"No account\"\r\n");
    assert_lease(SIP_RECORD_REGISTRATION, "refused");
    g_assert_cmpstr(lease(SIP_RECORD_REGISTRATION)->warning, ==, "399 example.com \"No account\"");
    registers(260, 6, "Contact: *\r\nExpires: 0\r\n" CREDENTIALS);
    registered(260.1, 6, "200 OK", NULL);
    assert_lease(SIP_RECORD_REGISTRATION, "ended");
    end();
}

/* A wrong password; a nonce that is only too old; what the registrar got from an edge proxy is the same
 * registration. */
static void test_registration_refused(void)
{
    begin();
    capture.to = "alice";
    registers(0, 1, CONTACT("60") CREDENTIALS);
    say(0.01, 2, 3, "REGISTER sip:example.com SIP/2.0", "p1@2 r1@1", "1 REGISTER", "a", NULL,
        CONTACT("60") CREDENTIALS);
    say(0.02, 3, 2, "SIP/2.0 401 Unauthorized", "p1@2 r1@1", "1 REGISTER", "a", "r", NULL);
    registered(0.1, 1, "401 Unauthorized", NULL);
    assert_lease(SIP_RECORD_REGISTRATION, "refused");
    g_assert_cmpuint(lease(SIP_RECORD_REGISTRATION)->attempts, ==, 1);
    g_assert_cmpuint(lease(SIP_RECORD_REGISTRATION)->record.messages, ==, 4);
    registers(1, 2, CONTACT("60") CREDENTIALS);
    registered(1.1, 2, "401 Unauthorized",
               "WWW-Authenticate: Digest realm=\"x\", nonce=\"y\", stale=true\r\n");
    assert_lease(SIP_RECORD_REGISTRATION, "challenged");
    end();

    begin(); /* a phone of an IMS network: the response is empty */
    capture.to = "alice";
    registers(0, 1, CONTACT("60") "Authorization: Digest username=\"alice\", response=\"\"\r\n");
    registered(0.1, 1, "401 Unauthorized", NULL);
    assert_lease(SIP_RECORD_REGISTRATION, "challenged");
    end();
}

static void test_subscription(void)
{
    begin();
    say(0, 1, 2, "SUBSCRIBE sip:bob@example.com SIP/2.0", "s1@1", "1 SUBSCRIBE", "a", NULL,
        "Event: presence;id=7\r\nExpires: 600\r\n");
    say(0.1, 2, 1, "SIP/2.0 202 Accepted", "s1@1", "1 SUBSCRIBE", "a", "b", "Expires: 300\r\n");
    g_assert_cmpstr(lease(SIP_RECORD_SUBSCRIPTION)->event, ==, "presence");
    g_assert_cmpuint(lease(SIP_RECORD_SUBSCRIPTION)->granted, ==, 300);
    assert_lease(SIP_RECORD_SUBSCRIPTION, "granted");
    say(1, 2, 1, "NOTIFY sip:a@1 SIP/2.0", "n1@2", "1 NOTIFY", "b", "a",
        "Event: presence;id=7\r\nSubscription-State: terminated;reason=rejected\r\n");
    assert_lease(SIP_RECORD_SUBSCRIPTION, "ended");
    g_assert_cmpstr(lease(SIP_RECORD_SUBSCRIPTION)->reason, ==, "rejected");
    end();

    begin();
    say(0, 1, 2, "SUBSCRIBE sip:bob@example.com SIP/2.0", "s1@1", "1 SUBSCRIBE", "a", NULL,
        "Event: dialog\r\n");
    say(0.1, 2, 1, "SIP/2.0 489 Bad Event", "s1@1", "1 SUBSCRIBE", "a", "b", NULL);
    assert_lease(SIP_RECORD_SUBSCRIPTION, "refused");
    end();
}

/* Only what was refused is listed; a challenge that the client answers is no refusal. */
static void test_requests(void)
{
    begin();
    say(0, 1, 2, "OPTIONS sip:2 SIP/2.0", "o1@1", "1 OPTIONS", "a", NULL, NULL);
    say(0.1, 2, 1, "SIP/2.0 200 OK", "o1@1", "1 OPTIONS", "a", "b", NULL);
    g_assert_null(sip_calls_at(capture.calls, SIP_RECORD_REQUEST, 0));
    say(1, 1, 2, "MESSAGE sip:2 SIP/2.0", "m1@1", "2 MESSAGE", "a", NULL, NULL);
    say(1.1, 2, 1, "SIP/2.0 407 Proxy Authentication Required", "m1@1", "2 MESSAGE", "a", "b",
        NULL);
    g_assert_nonnull(sip_calls_at(capture.calls, SIP_RECORD_REQUEST, 1));
    say(1.2, 1, 2, "MESSAGE sip:2 SIP/2.0", "m2@1", "3 MESSAGE", "a", NULL, NULL);
    g_assert_null(sip_calls_at(capture.calls, SIP_RECORD_REQUEST, 1));
    say(1.3, 2, 1, "SIP/2.0 404 Not Found", "m2@1", "3 MESSAGE", "a", "b", NULL);
    const struct sip_request *request =
        sip_record_request(sip_calls_at(capture.calls, SIP_RECORD_REQUEST, 1));
    g_assert_cmpstr(request->method, ==, "MESSAGE");
    g_assert_cmpuint(request->attempts, ==, 1);
    g_assert_cmpuint(request->refusals, ==, 1);
    g_assert_cmpuint(request->code, ==, 404);
    end();
}

/* The worst finding is kept, of those the first. */
static void test_findings(void)
{
    struct sip_record record = {0};

    sip_record_note_finding(&record, 7, 1, 10);
    sip_record_note_finding(&record, 8, 3, 11);
    sip_record_note_finding(&record, 9, 3, 12);
    sip_record_note_finding(&record, 7, 1, 13);
    g_assert_cmpuint(record.findings, ==, 4);
    g_assert_cmpuint(record.worst_rule, ==, 8);
    g_assert_cmpuint(record.worst_frame, ==, 11);
}

/* One Call-ID with 5,000 INVITEs that hop on and on, and 5,000 legs that name it: what is kept, and the
 * time, stay bounded. */
static void test_bounds(void)
{
    enum { MANY = 5000 };
    char text[16], row[32];

    begin();
    invite(0, 1, NULL);
    gint64 start = g_get_monotonic_time();
    for (unsigned i = 0; i < MANY; i++) {
        g_snprintf(text, sizeof(text), "h%u@2 i1@1", i);
        say(1, 2, 3, "INVITE sip:b@3 SIP/2.0", text, "1 INVITE", "a", NULL, NULL);
    }
    for (unsigned i = 0; i < MANY; i++) {
        g_snprintf(text, sizeof(text), "leg%u", i);
        g_snprintf(row, sizeof(row), "X-CID: %s\r\n", "c1");
        capture.call_id = text;
        say(2, 2, 3, "INVITE sip:b@3 SIP/2.0", "o@2", "1 INVITE", "x", NULL, row);
    }
    g_assert_cmpint(g_get_monotonic_time() - start, <, 5000000);
    assert_calls(1);
    unsigned legs = 0;
    for (const struct sip_leg *leg = call(1)->legs; leg != NULL; leg = leg->next) {
        legs++;
    }
    g_assert_cmpuint(legs, ==, SIP_CALL_MAX_LEGS);
    g_assert_cmpuint(outcome(1).legs, ==, 1 + 2 * MANY);
    end();
}

void test_calls_register(void)
{
    g_test_add_func("/calls/answered", test_answered);
    g_test_add_func("/calls/tries", test_tries);
    g_test_add_func("/calls/slow-retry", test_slow_retry);
    g_test_add_func("/calls/cancel-crosses-answer", test_cancel_crosses_answer);
    g_test_add_func("/calls/cancel-crosses-failure", test_cancel_crosses_failure);
    g_test_add_func("/calls/cause-of-183", test_cause_of_183);
    g_test_add_func("/calls/fork", test_fork);
    g_test_add_func("/calls/fork-from-behind", test_fork_from_behind);
    g_test_add_func("/calls/two-answers", test_two_answers);
    g_test_add_func("/calls/origin", test_origin);
    g_test_add_func("/calls/disorder", test_disorder);
    g_test_add_func("/calls/silence", test_silence);
    g_test_add_func("/calls/cut", test_cut);
    g_test_add_func("/calls/two-failures", test_two_failures);
    g_test_add_func("/calls/redirected-away", test_redirected_away);
    g_test_add_func("/calls/lost-dialog", test_lost_dialog);
    g_test_add_data_func("/calls/b2bua/header", by_header, test_b2bua);
    g_test_add_data_func("/calls/b2bua/session-id", by_session_id, test_b2bua);
    g_test_add_data_func("/calls/b2bua/icid", by_icid, test_b2bua);
    g_test_add_func("/calls/b2bua/not-joined", test_not_joined);
    g_test_add_func("/calls/b2bua/late", test_joined_late);
    g_test_add_func("/calls/transfer", test_transfer);
    g_test_add_func("/calls/codecs", test_codecs);
    g_test_add_func("/calls/registration", test_registration);
    g_test_add_func("/calls/registration-refused", test_registration_refused);
    g_test_add_func("/calls/subscription", test_subscription);
    g_test_add_func("/calls/requests", test_requests);
    g_test_add_func("/calls/findings", test_findings);
    g_test_add_func("/calls/bounds", test_bounds);
}
