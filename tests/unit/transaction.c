/* transaction.c
 * Which message belongs to which transaction (RFC 3261 sections 17.1.3 and 17.2.3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "history/timeline.h"
#include "history/transaction.h"

void test_transaction_register(void);

/* A message on its way; its text must outlive it. */
struct sent {
    struct sip_message message;
    struct sip_packet packet;
    char text[512];
};

static uint32_t frames, closed;

static void count_closed(void *user, struct sip_transaction *t, const struct sip_end *end)
{
    (void)user;
    g_assert_cmpuint(t->open->length, >, 0);
    g_assert_cmpint(end->now, >, 0);
    closed++;
}

static struct sip_endpoint at(uint8_t host, uint16_t port)
{
    return (struct sip_endpoint){.family = 4, .address = {192, 0, 2, host}, .port = port};
}

static void read_sent(struct sent *s, uint8_t from, uint8_t to, double seconds)
{
    struct sip_slice bytes = {s->text, strlen(s->text)};

    g_assert_true(sip_message_read(&s->message, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
    s->packet = (struct sip_packet){&s->message,  SIP_TRANSPORT_UDP, at(from, 5060),
                                    at(to, 5060), ++frames,          llround(seconds * 1e6),
                                    false,        SIP_BEFORE_ALL,    {0}};
}

/* to_tag: "" for none. */
static struct sent *request_to(const char *method, const char *branch, int cseq, uint8_t from,
                               uint8_t to, double seconds, const char *to_tag)
{
    struct sent *s = g_new0(struct sent, 1);

    g_snprintf(s->text, sizeof(s->text),
               "%s sip:b@example.com SIP/2.0\r\nVia: SIP/2.0/UDP host%u;branch=%s\r\n"
               "From: <sip:a@example.com>;tag=a\r\nTo: <sip:b@example.com>%s%s\r\nCall-ID: c\r\n"
               "CSeq: %d %s\r\n\r\n",
               method, from, branch, *to_tag ? ";tag=" : "", to_tag, cseq, method);
    read_sent(s, from, to, seconds);
    return s;
}

static struct sent *request(const char *method, const char *branch, int cseq, uint8_t from,
                            uint8_t to, double seconds)
{
    return request_to(method, branch, cseq, from, to, seconds, "");
}

/* The response goes from `to` back to `from`: the ends are those of the request. */
static struct sent *response(int code, const char *method, const char *branch, int cseq,
                             uint8_t from, uint8_t to, double seconds, const char *to_tag)
{
    struct sent *s = g_new0(struct sent, 1);

    g_snprintf(s->text, sizeof(s->text),
               "SIP/2.0 %d Phrase\r\nVia: SIP/2.0/UDP host%u;received=192.0.2.9;branch=%s\r\n"
               "From: <sip:a@example.com>;tag=a\r\nTo: <sip:b@example.com>;tag=%s\r\nCall-ID: c\r\n"
               "CSeq: %d %s\r\n\r\n",
               code, from, branch, to_tag, cseq, method);
    read_sent(s, to, from, seconds);
    return s;
}

/* Places and adds it, and frees it: what is kept must be a copy. */
static struct sip_transaction *pass(struct sip_transactions *all, struct sent *s)
{
    struct sip_transaction *t = sip_transactions_place(all, &s->packet);

    if (t != NULL) {
        sip_transaction_add(all, t, &s->packet, NULL);
    }
    memset(s, 0xAA, sizeof(*s));
    g_free(s);
    return t;
}

static void test_call(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *t = pass(all, request("INVITE", "z9hG4bK1", 1, 1, 2, 0));
    uint32_t first = frames;

    g_assert_nonnull(t);
    g_assert_true(pass(all, response(100, "INVITE", "z9hG4bK1", 1, 1, 2, 0.1, "b")) == t);
    g_assert_cmpuint(t->provisional_frame, ==, frames);
    g_assert_true(pass(all, response(486, "INVITE", "z9hG4bK1", 1, 1, 2, 1, "b")) == t);
    g_assert_cmpuint(t->final_frame, ==, frames);
    g_assert_cmpuint(t->final_code, ==, 486);
    g_assert_cmpuint(t->request_frame, ==, first);
    g_assert_true(pass(all, request("ACK", "z9hG4bK1", 1, 1, 2, 1.1)) == t);
    g_assert_cmpuint(t->ack_frame, ==, frames);
    g_assert_true(t->failure_acked);
    g_assert_cmpuint(t->request_copies, ==, 1);
    g_assert_true(g_str_has_prefix(t->open->bytes, "INVITE "));
    sip_transactions_free(all);
}

static void test_ack_to_2xx(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);

    struct sip_transaction *invite = pass(all, request("INVITE", "z9hG4bK1", 1, 1, 2, 0));
    pass(all, response(200, "INVITE", "z9hG4bK1", 1, 1, 2, 1, "b"));
    struct sip_transaction *ack = pass(all, request("ACK", "z9hG4bK0", 1, 1, 2, 1.05));

    g_assert_true(ack != NULL && ack->invite == invite);
    g_assert_cmpuint(invite->ack_frame, ==, 0); /* it has no To tag: it acknowledges nothing */
    ack = pass(all, request_to("ACK", "z9hG4bK2", 1, 1, 2, 1.1, "b"));
    g_assert_true(ack != NULL && ack != invite);
    g_assert_true(ack->invite == invite);
    g_assert_cmpuint(invite->ack_frame, ==, frames);
    g_assert_false(invite->failure_acked);
    g_assert_true(pass(all, request_to("ACK", "z9hG4bK2", 1, 1, 2, 1.6, "b")) == ack);
    g_assert_cmpuint(ack->request_copies, ==, 2);
    g_assert_cmpuint(invite->responses->acks, ==, 2);
    g_assert_true(invite->responses->ack == ack);
    sip_transactions_free(all);
}

static void test_cancel_is_its_own(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *invite = pass(all, request("INVITE", "z9hG4bK1", 1, 1, 2, 0));
    struct sip_transaction *cancel = pass(all, request("CANCEL", "z9hG4bK1", 1, 1, 2, 1));

    g_assert_true(cancel != NULL && cancel != invite);
    g_assert_true(cancel->invite == invite && invite->cancel == cancel);
    g_assert_true(pass(all, response(200, "CANCEL", "z9hG4bK1", 1, 1, 2, 1.1, "b")) == cancel);
    g_assert_true(pass(all, response(487, "INVITE", "z9hG4bK1", 1, 1, 2, 1.2, "b")) == invite);
    sip_transactions_free(all);
}

static void test_repetitions(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *t = pass(all, request("OPTIONS", "z9hG4bK1", 1, 1, 2, 0));
    struct sent *again;

    g_assert_true(pass(all, request("OPTIONS", "z9hG4bK1", 1, 1, 2, 0.5)) == t);
    g_assert_cmpuint(t->request_copies, ==, 2);
    g_assert_cmpint(t->request_time, ==, 0);
    pass(all, response(200, "OPTIONS", "z9hG4bK1", 1, 1, 2, 0.6, "b"));
    again = response(200, "OPTIONS", "z9hG4bK1", 1, 1, 2, 0.7, "b");
    g_assert_true(sip_transactions_place(all, &again->packet) == t);
    g_assert_nonnull(sip_transaction_original(t, &again->packet));
    pass(all, again);
    g_assert_cmpuint(t->response_count, ==, 1);
    g_assert_cmpuint(t->responses->copies, ==, 2);
    again = response(200, "OPTIONS", "z9hG4bK1", 1, 1, 2, 0.8, "fork");
    g_assert_true(sip_transactions_place(all, &again->packet) == t);
    g_assert_null(sip_transaction_original(t, &again->packet));
    pass(all, again);
    g_assert_cmpuint(t->response_count, ==, 2);
    sip_transactions_free(all);
}

/* A load balancer forwards without adding a Via: the same message, another hop. */
static void test_hops_are_kept_apart(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *first = pass(all, request("INVITE", "z9hG4bK1", 1, 1, 2, 0));
    struct sent *second = request("INVITE", "z9hG4bK1", 1, 1, 2, 0.001);

    second->packet.source = at(2, 5060);
    second->packet.destination = at(3, 5060);
    struct sip_transaction *other = pass(all, second);
    g_assert_true(other != first);

    struct sent *back = response(180, "INVITE", "z9hG4bK1", 1, 1, 2, 0.5, "b");
    back->packet.source = at(3, 5060);
    back->packet.destination = at(2, 5060);
    g_assert_true(pass(all, back) == other);
    g_assert_true(pass(all, response(180, "INVITE", "z9hG4bK1", 1, 1, 2, 0.5, "b")) == first);
    sip_transactions_free(all);
}

/* RFC 2543 peers use no magic cookie, or the same branch for ever: Call-ID and CSeq decide. */
static void test_old_branches(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *one = pass(all, request("INFO", "1", 1, 1, 2, 0));
    struct sip_transaction *two = pass(all, request("INFO", "1", 2, 1, 2, 1));
    struct sip_transaction *three = pass(all, request("INFO", "z9hG4bK", 3, 1, 2, 2));
    struct sip_transaction *four = pass(all, request("INFO", "z9hG4bK", 4, 1, 2, 3));

    g_assert_true(one != two && two != three && three != four);
    g_assert_true(pass(all, response(200, "INFO", "1", 1, 1, 2, 4, "b")) == one);
    g_assert_true(pass(all, response(200, "INFO", "z9hG4bK", 3, 1, 2, 4, "b")) == three);
    sip_transactions_free(all);
}

static void test_response_alone(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *t = pass(all, response(200, "BYE", "z9hG4bK1", 1, 1, 2, 0, "b"));

    g_assert_nonnull(t);
    g_assert_cmpuint(t->request_frame, ==, 0);
    sip_transactions_free(all);
}

static void test_requests_are_forgotten(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *answered = pass(all, request("INVITE", "z9hG4bK1", 1, 1, 2, 0));
    struct sip_transaction *quiet = pass(all, request("INFO", "z9hG4bK2", 2, 1, 2, 0));

    pass(all, response(180, "INVITE", "z9hG4bK1", 1, 1, 2, 200, "b"));
    closed = 0;
    struct sip_transaction *last = pass(all, request("INFO", "z9hG4bK3", 3, 1, 2, 300));
    g_assert_cmpuint(closed, ==, 1);
    g_assert_nonnull(answered->open);
    g_assert_null(quiet->open);
    sip_transactions_close_all(all, 400000000);
    g_assert_cmpuint(closed, ==, 3);
    g_assert_nonnull(last->open);
    g_assert_true(last->attempt == quiet);
    g_assert_cmpuint(quiet->request_frame, !=, 0);
    sip_transactions_free(all);
}

/* A request with these Vias: "p;branch=z9hG4bK2, h;branch=z9hG4bK1". */
static struct sent *method_via(const char *method, const char *vias, const char *from_tag,
                               uint8_t from, uint8_t to)
{
    struct sent *s = g_new0(struct sent, 1);
    gchar **each = g_strsplit(vias, ", ", -1);
    GString *rows = g_string_new(NULL);

    for (int i = 0; each[i] != NULL; i++) {
        g_string_append_printf(rows, "Via: SIP/2.0/UDP %s\r\n", each[i]);
    }
    g_snprintf(s->text, sizeof(s->text),
               "%s sip:b@example.com SIP/2.0\r\n%s"
               "From: <sip:a@example.com>;tag=%s\r\nTo: <sip:b@example.com>\r\nCall-ID: c\r\n"
               "CSeq: 1 %s\r\n\r\n",
               method, rows->str, from_tag, method);
    g_string_free(rows, TRUE);
    g_strfreev(each);
    read_sent(s, from, to, 1);
    return s;
}

static struct sent *request_via(const char *vias, const char *from_tag, uint8_t from, uint8_t to)
{
    return method_via("INVITE", vias, from_tag, from, to);
}

/* Host 1 calls through the proxies 2, which forks, and 3. */
static void test_branches(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *first = pass(all, request_via("h;branch=z9hG4bK1", "a", 1, 2));
    struct sip_transaction *second = pass(
        all, request_via("p;branch=z9hG4bK2, h;received=192.0.2.1;branch=z9hG4bK1", "a", 2, 3));
    struct sip_transaction *third = pass(all, request_via("q;branch=z9hG4bK3, p;branch=z9hG4bK2, "
                                                          "h;received=192.0.2.1;branch=z9hG4bK1",
                                                          "a", 3, 4));
    const char *vias = "p;branch=z9hG4bK4, h;branch=z9hG4bK1";
    struct sip_transaction *fork = pass(all, request_via(vias, "a", 2, 5));

    g_assert_true(first->branches == second && second->next_branch == fork);
    g_assert_null(fork->next_branch);
    g_assert_cmpuint(first->branch_count, ==, 2);
    g_assert_true(second->branches == third);
    g_assert_true(pass(all, request_via(vias, "a", 2, 5)) == fork);
    g_assert_cmpuint(first->branch_count, ==, 2);
    sip_transactions_free(all);
}

/* The transaction of a request that was answered, and whose like may be repeated for 64 seconds. */
static struct sip_transaction *answered(struct sip_transactions *all, const char *method,
                                        const char *branch, int cseq, int code)
{
    struct sip_transaction *t = pass(all, request(method, branch, cseq, 1, 2, 0));

    pass(all, response(code, method, branch, cseq, 1, 2, 1, "b"));
    sip_transaction_expect(t, 64 * G_TIME_SPAN_SECOND);
    return t;
}

/* What a 2xx has settled is closed sooner than what may go on. */
static void test_settled(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *options = answered(all, "OPTIONS", "z9hG4bK1", 1, 200);
    struct sip_transaction *failed = answered(all, "OPTIONS", "z9hG4bK2", 2, 404);
    struct sip_transaction *subscribe = answered(all, "SUBSCRIBE", "z9hG4bK3", 3, 200);
    struct sip_transaction *invite = answered(all, "INVITE", "z9hG4bK4", 4, 200);
    struct sip_transaction *unacked = answered(all, "INVITE", "z9hG4bK5", 5, 200);
    struct sip_transaction *ack = pass(all, request_to("ACK", "z9hG4bK6", 4, 1, 2, 2, "b"));
    struct sip_message room;

    sip_transaction_expect(ack, 64 * G_TIME_SPAN_SECOND);
    g_assert_true(ack->invite == invite);
    g_assert_null(sip_transaction_final(options, &room));
    g_assert_nonnull(sip_transaction_final(failed, &room));
    g_assert_nonnull(sip_transaction_final(invite, &room));
    closed = 0;
    pass(all, request("INFO", "z9hG4bK7", 6, 1, 2, 60));
    g_assert_cmpuint(closed, ==, 0);
    pass(all, request("INFO", "z9hG4bK8", 7, 1, 2, 90));
    g_assert_cmpuint(closed, ==, 3);
    g_assert_null(options->open);
    g_assert_null(invite->open);
    g_assert_null(ack->open);
    g_assert_true(failed->open != NULL && subscribe->open != NULL && unacked->open != NULL);
    sip_transactions_free(all);
}

/* Of a branch of a proxy the 2xx is compared with what the proxy passes on. */
static void test_final_of_a_branch(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_message room;

    pass(all, method_via("INFO", "h;branch=z9hG4bK1", "a", 1, 2));
    struct sip_transaction *branch =
        pass(all, method_via("INFO", "host2;branch=z9hG4bK2, h;branch=z9hG4bK1", "a", 2, 3));
    g_assert_true(pass(all, response(200, "INFO", "z9hG4bK2", 1, 2, 3, 1, "b")) == branch);
    g_assert_nonnull(sip_transaction_final(branch, &room));
    sip_transactions_free(all);
}

/* What was read is kept for the newest messages only: the others are read again. */
static void test_read_again(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *t = answered(all, "INVITE", "z9hG4bK-first", 1, 486);
    struct sip_message room, final;

    g_assert_true(sip_transaction_request(t, &room) != &room);
    for (int i = 0; i < 1000; i++) {
        char branch[32];
        g_snprintf(branch, sizeof(branch), "z9hG4bK%d", i);
        answered(all, "INVITE", branch, i + 2, 486);
    }
    g_assert_true(sip_transaction_request(t, &room) == &room);
    g_assert_cmpint(room.method, ==, SIP_METHOD_INVITE);
    g_assert_true(sip_transaction_final(t, &final) == &final);
    g_assert_cmpuint(final.code, ==, 486);
    g_assert_cmpuint(final.cseq_number, ==, 1);
    sip_transactions_free(all);
}

/* Whatever is not certainly the same request on the other side of a proxy. */
static void test_no_branches(void)
{
    static const struct {
        const char *vias, *from_tag;
        uint8_t from;
    } cases[] = {
        {"p;branch=z9hG4bK2", "a", 2},                            /* hides what was */
        {"p;branch=z9hG4bK2, h;branch=z9hG4bK1;x=1", "other", 2}, /* another call */
        {"p;branch=z9hG4bK2, h;branch=z9hG4bK1;x=1", "a", 7},     /* another host */
        {"p;branch=z9hG4bK2, h;branch=z9hG4bK9;x=1", "a", 2},     /* not the branch */
        {"p;branch=z9hG4bK2, x;branch=z9hG4bK0, h;branch=z9hG4bK1;x=1", "a", 2}, /* two hops on */
        {"p;branch=z9hG4bK2, h;branch=z9hG4bK1;x=1, x;branch=z9hG4bK0", "a", 2}, /* another way */
        {"p;branch=z9hG4bK2, h;branch=z9hG4bK1;x=2", "a", 2},                    /* changed */
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
        struct sip_transaction *t = pass(all, request_via("h;branch=z9hG4bK1;x=1", "a", 1, 2));
        struct sip_transaction *next =
            pass(all, request_via(cases[i].vias, cases[i].from_tag, cases[i].from, 3));
        g_test_message("%s", cases[i].vias);
        g_assert_true(next != t && t->branches == NULL);
        sip_transactions_free(all);
    }
}

/* A branch without magic cookie is not unique: it ties nothing. */
static void test_old_branches_tie_nothing(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *t = pass(all, request_via("h;branch=1", "a", 1, 2));

    pass(all, request_via("p;branch=z9hG4bK2, h;branch=1", "a", 2, 3));
    g_assert_null(t->branches);
    sip_transactions_free(all);
}

static void test_branches_are_bounded(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *t = pass(all, request_via("h;branch=z9hG4bK1", "a", 1, 2));

    for (int i = 0; i < 2 * SIP_TRANSACTION_MAX_BRANCHES; i++) {
        gchar *vias = g_strdup_printf("p;branch=z9hG4bK-%d, h;branch=z9hG4bK1", i);
        pass(all, request_via(vias, "a", 2, 3));
        g_assert_cmpuint(t->branch_count, ==, MIN(i + 1, SIP_TRANSACTION_MAX_BRANCHES));
        g_free(vias);
    }
    g_assert_cmpuint(t->branch_count, ==, SIP_TRANSACTION_MAX_BRANCHES);
    sip_transactions_free(all);
}

/* A packet that a mirrored port shows twice is one copy, and nothing is to be said of it. */
static void test_captured_twice(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *t = pass(all, request("INFO", "z9hG4bK1", 1, 1, 2, 0));
    struct sent *again = request("INFO", "z9hG4bK1", 1, 1, 2, 0.0003);

    g_assert_true(sip_transactions_place(all, &again->packet) == t);
    g_assert_false(sip_transaction_repeats(t, &again->packet));
    pass(all, again);
    g_assert_cmpuint(t->request_copies, ==, 1);
    again = request("INFO", "z9hG4bK1", 1, 1, 2, 0.5);
    g_assert_true(sip_transactions_place(all, &again->packet) == t);
    g_assert_true(sip_transaction_repeats(t, &again->packet));
    pass(all, again);
    pass(all, request("INFO", "z9hG4bK1", 1, 1, 2, 0.5003));
    g_assert_cmpuint(t->request_copies, ==, 2);
    g_assert_cmpuint(t->copies_since_final, ==, 0);
    g_assert_false(t->request_varied);

    pass(all, response(200, "INFO", "z9hG4bK1", 1, 1, 2, 0.6, "b"));
    again = response(200, "INFO", "z9hG4bK1", 1, 1, 2, 0.6003, "b");
    g_assert_true(sip_transactions_place(all, &again->packet) == t);
    g_assert_false(sip_transaction_repeats(t, &again->packet));
    pass(all, again);
    g_assert_cmpuint(t->responses->copies, ==, 1);
    pass(all, request_to("INFO", "z9hG4bK1", 1, 1, 2, 1.5, "changed"));
    g_assert_cmpuint(t->copies_since_final, ==, 1);
    g_assert_true(t->request_varied);
    pass(all, response(200, "INFO", "z9hG4bK1", 1, 1, 2, 1.6, "b"));
    g_assert_cmpuint(t->responses->copies, ==, 2);
    g_assert_cmpuint(t->copies_since_final, ==, 0);
    sip_transactions_free(all);
}

/* A load balancer forwards without adding a Via, and the server answers the client itself. */
static void test_answered_past_the_balancer(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *first = pass(all, request("INFO", "z9hG4bK1", 1, 1, 2, 0));
    struct sent *forwarded = request("INFO", "z9hG4bK1", 1, 1, 2, 0.001);

    forwarded->packet.source = at(2, 5060);
    forwarded->packet.destination = at(3, 5060);
    struct sip_transaction *second = pass(all, forwarded);
    g_assert_true(first->heard_elsewhere && !second->heard_elsewhere);
    struct sent *back = response(200, "INFO", "z9hG4bK1", 1, 1, 2, 0.01, "b");
    back->packet.source = at(3, 5060);
    struct sip_transaction *answered = pass(all, back);
    g_assert_true(answered == first || answered == second);
    g_assert_true(answered == second || second->heard_elsewhere);
    sip_transactions_free(all);
}

static void test_response_misrouted(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *t = pass(all, request("INFO", "z9hG4bK1", 1, 1, 2, 5));
    struct sip_transaction *stray = pass(all, response(200, "INFO", "z9hG4bKx", 1, 1, 2, 6, "b"));

    g_assert_true(stray != t);
    g_assert_true(t->heard_elsewhere);
    g_assert_cmpint(stray->client_since, ==, 5000000);
    stray = pass(all, response(200, "INFO", "z9hG4bKy", 1, 4, 2, 6, "b"));
    g_assert_cmpint(stray->client_since, ==, INT64_MAX);
    sip_transactions_free(all);
}

/* A proxy has an INVITE with the same CSeq number for each branch. */
static void test_ack_of_a_fork(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *one = pass(all, request("INVITE", "z9hG4bK1", 1, 1, 2, 0));
    struct sip_transaction *two = pass(all, request("INVITE", "z9hG4bK2", 1, 1, 3, 0));

    pass(all, response(200, "INVITE", "z9hG4bK1", 1, 1, 2, 1, "one"));
    pass(all, response(487, "INVITE", "z9hG4bK2", 1, 1, 3, 1, "two"));
    struct sip_transaction *ack = pass(all, request_to("ACK", "z9hG4bK3", 1, 1, 2, 2, "one"));
    g_assert_true(ack->invite == one && ack->intended == NULL);
    g_assert_cmpuint(one->ack_frame, ==, frames);
    g_assert_cmpuint(two->ack_frame, ==, 0);
    sip_transactions_free(all);
}

static void test_ack_with_wrong_number(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);

    pass(all, request("INVITE", "z9hG4bK1", 1, 1, 2, 0));
    pass(all, response(401, "INVITE", "z9hG4bK1", 1, 1, 2, 1, "one"));
    pass(all, request_to("ACK", "z9hG4bK1", 1, 1, 2, 1, "one"));
    struct sip_transaction *second = pass(all, request("INVITE", "z9hG4bK2", 2, 1, 2, 2));
    pass(all, response(200, "INVITE", "z9hG4bK2", 2, 1, 2, 3, "two"));
    struct sip_transaction *ack = pass(all, request_to("ACK", "z9hG4bK3", 1, 1, 2, 4, "two"));
    g_assert_true(ack->intended == second && sip_ack_is_misdirected(ack, 0, true, false));
    ack = pass(all, request_to("ACK", "z9hG4bK2", 2, 1, 2, 4, "two"));
    g_assert_true(ack->invite == second && ack->intended == NULL);
    g_assert_true(sip_transaction_same_branch(ack, second));
    sip_transactions_free(all);
}

static void test_what_stops_an_invite(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    struct sip_transaction *info = pass(all, request("INFO", "z9hG4bK0", 1, 1, 2, 0));
    struct sip_transaction *cancel = pass(all, request("CANCEL", "z9hG4bK0", 1, 1, 2, 0.1));

    g_assert_true(cancel->invite == NULL && cancel->intended == info);

    struct sip_transaction *one = pass(all, request("INVITE", "z9hG4bK1", 2, 1, 2, 1));
    cancel = pass(all, request("CANCEL", "z9hG4bKx", 2, 1, 2, 2));
    g_assert_true(cancel->invite == NULL && cancel->intended == one && one->end_explained);

    struct sip_transaction *two = pass(all, request_to("INVITE", "z9hG4bK2", 3, 1, 2, 3, "b"));
    g_assert_true(two->in_dialog && !one->in_dialog);
    pass(all, request_to("BYE", "z9hG4bK3", 1, 2, 1, 4, "a"));
    g_assert_true(two->end_explained);
    sip_transactions_free(all);
}

/* What the transactions say at their end of who was heard. */
static int64_t client_heard, server_heard;
static bool acked_anywhere;

static void note_heard(void *user, struct sip_transaction *t, const struct sip_end *end)
{
    (void)user;
    if (t->method == SIP_METHOD_INVITE) {
        client_heard = end->client_heard;
        server_heard = end->server_heard;
        acked_anywhere = end->acked_anywhere;
    }
}

static void test_who_was_heard(void)
{
    struct sip_transactions *all = sip_transactions_new(note_heard, NULL);

    pass(all, request("INVITE", "z9hG4bK1", 1, 1, 2, 10));
    pass(all, request("BYE", "z9hG4bK2", 1, 2, 1, 11));
    sip_transactions_close_all(all, 12000000);
    g_assert_cmpint(client_heard, ==, 10000000);
    g_assert_cmpint(server_heard, ==, INT64_MIN); /* it asks, but answers nothing */
    g_assert_false(acked_anywhere);
    pass(all, request("INFO", "z9hG4bK3", 2, 1, 2, 20));
    pass(all, response(200, "INFO", "z9hG4bK3", 2, 1, 2, 21, "b"));
    pass(all, request("ACK", "z9hG4bK4", 1, 7, 8, 22)); /* on another hop */
    sip_transactions_close_all(all, 30000000);
    g_assert_cmpint(client_heard, ==, 20000000);
    g_assert_cmpint(server_heard, ==, 21000000);
    g_assert_true(acked_anywhere);
    sip_transactions_free(all);
}

static bool heard_acked, final_acked;

static void note_acked(void *user, struct sip_transaction *t, const struct sip_end *end)
{
    (void)user;
    if (t->hop->client.address[3] == 2 && t->method == SIP_METHOD_INVITE) {
        heard_acked = end->acked_anywhere;
        final_acked = end->final_acked_anywhere;
    }
}

/* What the ACK of the caller says about the hop from the proxy to the callee. */
static void acked_on_other_hop(int code, const char *ack_branch, uint8_t ack_to)
{
    struct sip_transactions *all = sip_transactions_new(note_acked, NULL);

    pass(all, request("INVITE", "z9hG4bK1", 1, 1, 2, 0));
    pass(all, request("INVITE", "z9hG4bK2", 1, 2, 3, 0.01));
    if (code / 100 == 2) {
        pass(all, response(code, "INVITE", "z9hG4bK2", 1, 2, 3, 1, "b"));
    }
    pass(all, response(code, "INVITE", "z9hG4bK1", 1, 1, 2, 1.01, "b"));
    pass(all, request_to("ACK", ack_branch, 1, 1, ack_to, 1.02, "b"));
    sip_transactions_close_all(all, 300 * G_TIME_SPAN_SECOND);
    sip_transactions_free(all);
}

static void test_ack_on_another_hop(void)
{
    acked_on_other_hop(408, "z9hG4bK1", 2);
    g_assert_false(heard_acked);
    g_assert_false(final_acked);
    acked_on_other_hop(200, "z9hG4bK3", 2);
    g_assert_true(heard_acked); /* the call was answered somewhere */
    g_assert_false(final_acked);
    acked_on_other_hop(200, "z9hG4bK3", 3); /* the direct way */
    g_assert_true(heard_acked);
    g_assert_true(final_acked);
}

static void test_broken_times(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    const struct sip_transaction *t = pass(all, request("OPTIONS", "z9hG4bK1", 1, 1, 2, 1000));

    g_assert_cmpint(sip_time_step(0, 3600 * G_TIME_SPAN_SECOND), ==, SIP_STEP_SOUND);
    g_assert_cmpint(sip_time_step(0, 3601 * G_TIME_SPAN_SECOND), ==, SIP_STEP_LONG);
    g_assert_cmpint(sip_time_step(0, 8 * G_TIME_SPAN_DAY), ==, SIP_STEP_BROKEN);
    g_assert_cmpint(sip_time_step(G_TIME_SPAN_SECOND, 0), ==, SIP_STEP_SOUND);
    g_assert_cmpint(sip_time_step(2 * G_TIME_SPAN_SECOND, 0), ==, SIP_STEP_BROKEN);
    pass(all, response(100, "OPTIONS", "z9hG4bK1", 1, 1, 2, 1001, "b"));
    g_assert_false(t->untimed);
    pass(all, response(200, "OPTIONS", "z9hG4bK1", 1, 1, 2, 9000, "b"));
    g_assert_true(t->untimed);
    closed = 0;
    t = pass(all, request("OPTIONS", "z9hG4bK2", 2, 1, 2, 9001));
    sip_transactions_start_run(all, 9001 * G_TIME_SPAN_SECOND);
    g_assert_cmpuint(closed, ==, 2);
    pass(all, response(200, "OPTIONS", "z9hG4bK2", 2, 1, 2, 9002, "b"));
    g_assert_true(t->untimed);
    sip_transactions_close_all(all, 9003 * G_TIME_SPAN_SECOND);
    g_assert_cmpuint(closed, ==, 3); /* the first was judged already */
    sip_transactions_free(all);
}

/* A response with another sent-by belongs to its transaction, by branch and method; one with another branch
 * does not, nor one from another server. */
static void test_other_sent_by(void)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    const struct sip_transaction *t = pass(all, request("OPTIONS", "z9hG4bK1", 1, 1, 2, 0));
    struct sent *other = response(200, "OPTIONS", "z9hG4bK1", 1, 1, 2, 1, "b");
    struct sent *branch = response(200, "OPTIONS", "z9hG4bK2", 1, 1, 2, 1, "b");
    struct sent *server = response(200, "OPTIONS", "z9hG4bK1", 1, 1, 3, 1, "b");

    memcpy(strstr(other->text, "host1"), "host9", 5);
    memcpy(strstr(server->text, "host1"), "host8", 5);
    read_sent(other, 2, 1, 1);
    read_sent(server, 3, 1, 1);
    g_assert_true(pass(all, branch) != t);
    g_assert_true(pass(all, server) != t);
    g_assert_true(pass(all, other) == t);
    g_assert_cmpuint(t->final_code, ==, 200);
    sip_transactions_free(all);
}

static void test_points_to(void)
{
    struct sip_endpoint v4 = at(2, 5060);
    struct sip_endpoint v6 = {.family = 6, .address = {0x20, 0x01, 0x0d, 0xb8, [15] = 2}};

    g_assert_true(sip_endpoint_is_at(&v4, SIP_SLICE("\"B, b\" <sip:b@192.0.2.2:5070;lr>;q=1")));
    g_assert_true(sip_endpoint_is_at(&v4, SIP_SLICE("sip:192.0.2.2")));
    g_assert_false(sip_endpoint_is_at(&v4, SIP_SLICE("<sip:b@192.0.2.3>")));
    g_assert_false(sip_endpoint_is_at(&v4, SIP_SLICE("<sip:b@example.com>")));
    g_assert_false(sip_endpoint_is_at(&v4, SIP_SLICE("<tel:+1-555-0100>")));
    g_assert_false(sip_endpoint_is_at(&v4, (struct sip_slice){NULL, 0}));
    g_assert_true(sip_endpoint_is_at(&v6, SIP_SLICE("<sip:b@[2001:0DB8::2]>")));
    g_assert_false(sip_endpoint_is_at(&v6, SIP_SLICE("<sip:b@192.0.2.2>")));
}

/* The time for a message must not grow with what came before. */
static double seconds_for(struct sip_transactions *all, int n, bool same_branch)
{
    clock_t begun = clock(); /* of this process: others may run beside */

    for (int i = 0; i < n; i++) {
        char branch[32];
        g_snprintf(branch, sizeof(branch), "z9hG4bK%d", same_branch ? 0 : (int)frames);
        pass(all, request("INFO", branch, same_branch ? (int)frames : 1, 1, 2, i));
        pass(all, response(200, "INFO", branch, 1, 1, 2, i, branch));
    }
    double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
    return seconds;
}

static void test_many(gconstpointer same_branch)
{
    struct sip_transactions *all = sip_transactions_new(count_closed, NULL);
    double early = seconds_for(all, 10000, GPOINTER_TO_INT(same_branch));

    seconds_for(all, 80000, GPOINTER_TO_INT(same_branch));
    /* Generous, as other programs may run beside; a search through all would take 9 times as long. */
    g_assert_cmpfloat(seconds_for(all, 10000, GPOINTER_TO_INT(same_branch)), <, 4 * early + 0.1);
    sip_transactions_free(all);
}

void test_transaction_register(void)
{
    g_test_add_func("/transaction/call", test_call);
    g_test_add_func("/transaction/ack-to-2xx", test_ack_to_2xx);
    g_test_add_func("/transaction/cancel", test_cancel_is_its_own);
    g_test_add_func("/transaction/repetitions", test_repetitions);
    g_test_add_func("/transaction/hops", test_hops_are_kept_apart);
    g_test_add_func("/transaction/old-branches", test_old_branches);
    g_test_add_func("/transaction/response-alone", test_response_alone);
    g_test_add_func("/transaction/forgotten", test_requests_are_forgotten);
    g_test_add_func("/transaction/settled", test_settled);
    g_test_add_func("/transaction/final-of-a-branch", test_final_of_a_branch);
    g_test_add_func("/transaction/read-again", test_read_again);
    g_test_add_func("/transaction/branches", test_branches);
    g_test_add_func("/transaction/no-branches", test_no_branches);
    g_test_add_func("/transaction/old-branches-tie-nothing", test_old_branches_tie_nothing);
    g_test_add_func("/transaction/branches-are-bounded", test_branches_are_bounded);
    g_test_add_func("/transaction/captured-twice", test_captured_twice);
    g_test_add_func("/transaction/balancer", test_answered_past_the_balancer);
    g_test_add_func("/transaction/misrouted", test_response_misrouted);
    g_test_add_func("/transaction/ack-of-a-fork", test_ack_of_a_fork);
    g_test_add_func("/transaction/ack-with-wrong-number", test_ack_with_wrong_number);
    g_test_add_func("/transaction/end_explained", test_what_stops_an_invite);
    g_test_add_func("/transaction/heard", test_who_was_heard);
    g_test_add_func("/transaction/ack-on-another-hop", test_ack_on_another_hop);
    g_test_add_func("/transaction/broken-times", test_broken_times);
    g_test_add_func("/transaction/other-sent-by", test_other_sent_by);
    g_test_add_func("/transaction/points-to", test_points_to);
    g_test_add_data_func("/transaction/100000", GINT_TO_POINTER(false), test_many);
    g_test_add_data_func("/transaction/100000-equal-branches", GINT_TO_POINTER(true), test_many);
}
