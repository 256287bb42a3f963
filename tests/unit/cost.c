/* cost.c
 * What history keeps of ordinary traffic: at most 512 octets a transaction, beside strings.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "calls/calls.h"
#include "history/dialog.h"

void test_cost_register(void);

/* The bound itself, and what it leaves for hash tables, flows and responses of other kinds. */
G_STATIC_ASSERT(sizeof(struct sip_transaction) <= 184);
G_STATIC_ASSERT(sizeof(struct sip_open) <= 96);
G_STATIC_ASSERT(sizeof(struct sip_response) <= 80);
G_STATIC_ASSERT(sizeof(struct sip_dialog) <= 344);
G_STATIC_ASSERT(sizeof(struct sip_call) <= 144);
G_STATIC_ASSERT(sizeof(struct sip_leg) <= 64);
#define BOUND 512
#define SIZES 4 /* from n to nearly 2 * n */

struct history {
    struct sip_transactions *transactions;
    struct sip_dialogs *dialogs;
    struct sip_calls *calls; /* NULL: nobody asks for them */
    uint32_t frames, number, made;
    int64_t stamp;
    size_t strings;                    /* octets in texts that are kept of what has passed */
    const struct sip_transaction *was; /* that of the last message */
};

static void ignore_closing(void *user, struct sip_transaction *t, const struct sip_end *end)
{
    (void)user;
    (void)t;
    (void)end;
}

/* What the allocator has given away, whatever it was asked for; 0: it does not say. */
static size_t allocated(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/* A message of a call: from a phone to the proxy, or back. */
struct line {
    bool from_phone;
    const char *start; /* "INVITE sip:b@example.com", "SIP/2.0 200 OK" */
    unsigned cseq;
    const char *method; /* in CSeq */
    const char *branch; /* its last part */
    const char *to_tag; /* "" or ";tag=b…" */
    const char *more;   /* further header rows, and the body */
};

#define SDP                                                       \
    "Content-Type: application/sdp\r\nContent-Length: 61\r\n\r\n" \
    "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nm=audio 4000 RTP/AVP 0\r\n"
#define NO_BODY "Content-Length: 0\r\n\r\n"

static const struct line call[] = {
    {true, "INVITE sip:b@example.com", 1, "INVITE", "i", "", SDP},
    {false, "SIP/2.0 100 Trying", 1, "INVITE", "i", "", NO_BODY},
    {false, "SIP/2.0 180 Ringing", 1, "INVITE", "i", ";tag=b", NO_BODY},
    {false, "SIP/2.0 200 OK", 1, "INVITE", "i", ";tag=b", SDP},
    {true, "ACK sip:b@192.0.2.1", 1, "ACK", "a", ";tag=b", NO_BODY},
    {true, "BYE sip:b@192.0.2.1", 2, "BYE", "y", ";tag=b", NO_BODY},
    {false, "SIP/2.0 200 OK", 2, "BYE", "y", ";tag=b", NO_BODY},
};

static const struct line registration[] = {
    {true, "REGISTER sip:example.com", 1, "REGISTER", "r", "", NO_BODY},
    {false, "SIP/2.0 401 Unauthorized", 1, "REGISTER", "r", ";tag=r", NO_BODY},
    {true, "REGISTER sip:example.com", 2, "REGISTER", "s", "", NO_BODY},
    {false, "SIP/2.0 200 OK", 2, "REGISTER", "s", ";tag=s", NO_BODY},
};

static void count_strings(struct history *h, const struct sip_transaction *t,
                          const struct sip_message *m)
{
    const struct sip_response *r = t->last_response;

    if (t != h->was) {
        h->made++;
        h->strings += sizeof(t->key) + sizeof(t->call_key); /* they stand for Via and Call-ID */
    }
    if (m->is_response && r->to_tag != NULL) {
        h->strings += strlen(r->to_tag) + 1;
    }
    const struct sip_dialog *d = sip_dialogs_find(h->dialogs, m, t);
    if (d != NULL && d->first_frame == h->frames) {
        h->strings += strlen(d->sides[0].tag) + strlen(d->sides[1].tag) + 2;
    }
    h->was = t;
}

static void pass(struct history *h, const struct line *l, unsigned number)
{
    struct sip_endpoint phone = {4, {192, 0, 2, (uint8_t)(number % 200)}, 5060};
    struct sip_endpoint proxy = {4, {192, 0, 2, 250}, 5060};
    char *text = g_strdup_printf(
        "%s%s\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK-%u-%s\r\nFrom: <sip:a@example.com>;tag=a%u\r\n"
        "To: <sip:b@example.com>%s\r\nCall-ID: %u@192.0.2.1\r\nCSeq: %u %s\r\n"
        "Contact: <sip:c@192.0.2.1>\r\n%s",
        l->start, l->from_phone ? " SIP/2.0" : "", number, l->branch, number, l->to_tag, number,
        l->cseq, l->method, l->more);
    struct sip_slice bytes = {text, strlen(text)};
    struct sip_message m, room;

    g_assert_true(sip_message_read(&m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
    struct sip_packet packet = {&m,
                                SIP_TRANSPORT_UDP,
                                l->from_phone ? phone : proxy,
                                l->from_phone ? proxy : phone,
                                ++h->frames,
                                h->stamp,
                                false,
                                SIP_BEFORE_ALL,
                                {0}};
    struct sip_transaction *t = sip_transactions_place(h->transactions, &packet);
    struct sip_dialog *dialog = sip_dialogs_find(h->dialogs, &m, t);
    sip_transaction_add(h->transactions, t, &packet, NULL);
    sip_dialogs_add(h->dialogs, dialog, t, &packet, sip_transaction_request(t, &room));
    count_strings(h, t, &m);
    if (h->calls != NULL) {
        sip_calls_add(h->calls, &packet, t);
    }
    g_free(text);
    h->stamp += 1000;
}

static void pass_all(struct history *h, unsigned calls, unsigned registrations)
{
    for (unsigned i = 0; i < calls; i++, h->number++) {
        for (size_t j = 0; j < G_N_ELEMENTS(call); j++) {
            pass(h, &call[j], h->number);
        }
    }
    for (unsigned i = 0; i < registrations; i++, h->number++) {
        for (size_t j = 0; j < G_N_ELEMENTS(registration); j++) {
            pass(h, &registration[j], h->number);
        }
    }
}

/* The texts of messages are strings: waits until they are dropped. What was open beside them is
 * counted as if it still were. */
static void pass_time(struct history *h)
{
    h->stamp += 1000 * G_TIME_SPAN_SECOND;
    pass(h, &registration[0], h->number++);
}

/* Octets a transaction, without strings, of so many calls and registrations. What history takes
 * whatever comes, as room for the newest messages, is taken by some that come before. */
static double cost(unsigned calls, unsigned registrations)
{
    struct history h = {.transactions = sip_transactions_new(ignore_closing, NULL),
                        .dialogs = sip_dialogs_new()};

    pass_all(&h, 300, 300);
    pass_time(&h);
    size_t before = allocated();
    h.strings = h.made = 0;
    pass_all(&h, calls, registrations);
    pass_time(&h);
    g_assert_cmpuint(h.made, ==, 3 * calls + 2 * registrations + 1);
    double kept = (double)(allocated() - before - h.strings) / h.made;
    sip_transactions_free(h.transactions);
    sip_dialogs_free(h.dialogs);
    return kept;
}

static void test_traffic(void)
{
    if (allocated() == 0) {
        g_test_skip("this allocator does not tell what it has given away");
        return;
    }
    /* The tables of a hash grow by doubling: the mean of sizes from just after that to just
     * before. */
    double calls = 0, registrations = 0, mixed = 0;
    for (unsigned i = 0; i < SIZES; i++) {
        unsigned n = 3000 + 750 * i;
        calls += cost(n, 0) / SIZES;
        registrations += cost(0, n) / SIZES;
        mixed += cost(n, n) / SIZES;
    }
    g_test_message(
        "%.0f octets a transaction of calls, %.0f of registrations, %.0f of both; %zu more "
        "while it is open",
        calls, registrations, mixed, sizeof(struct sip_open));
    g_assert_cmpfloat(calls, <=, BOUND);
    g_assert_cmpfloat(registrations + sizeof(struct sip_open), <=, BOUND);
    g_assert_cmpfloat(mixed + sizeof(struct sip_open), <=, BOUND);
}

/* Octets that are taken for the calls alone, strings among them. */
static size_t cost_of_calls(void (*traffic)(struct history *h, unsigned n), unsigned n)
{
    size_t taken[2];

    for (int with = 0; with <= 1; with++) {
        struct history h = {.transactions = sip_transactions_new(ignore_closing, NULL),
                            .dialogs = sip_dialogs_new(),
                            .calls = with ? sip_calls_new() : NULL};
        size_t before = allocated();
        traffic(&h, n);
        taken[with] = allocated() - before;
        sip_transactions_free(h.transactions);
        sip_dialogs_free(h.dialogs);
        g_clear_pointer(&h.calls, sip_calls_free);
    }
    return taken[1] - taken[0];
}

static void pass_calls(struct history *h, unsigned n)
{
    pass_all(h, n, 0);
}

/* Calls with an answer in their 183. */
static void pass_early(struct history *h, unsigned n)
{
    struct line early = call[2];

    early.start = "SIP/2.0 183 Session Progress";
    early.more = SDP;
    for (unsigned i = 0; i < n; i++, h->number++) {
        for (size_t j = 0; j < G_N_ELEMENTS(call); j++) {
            pass(h, j == 2 ? &early : &call[j], h->number);
        }
    }
}

/* One call whose INVITE is challenged again and again. */
static void pass_tries(struct history *h, unsigned n)
{
    char branch[16];

    for (unsigned i = 0; i < n; i++) {
        struct line tried = call[0],
                    refused = {false, "SIP/2.0 407 Again", 0, "INVITE", "", ";tag=b", NO_BODY};
        snprintf(branch, sizeof(branch), "i%u", i);
        tried.branch = refused.branch = branch;
        tried.cseq = refused.cseq = i + 1;
        pass(h, &tried, 0);
        pass(h, &refused, 0);
    }
}

/* A call that is over keeps its line and little else, however long the capture and the call are. */
static void test_calls(void)
{
    if (allocated() == 0) {
        g_test_skip("this allocator does not tell what it has given away");
        return;
    }
    double each = (double)cost_of_calls(pass_calls, 100000) / 100000;
    double early = (double)cost_of_calls(pass_early, 10000) / 10000;
    size_t short_one = cost_of_calls(pass_tries, 100), long_one = cost_of_calls(pass_tries, 10000);

    g_test_message(
        "%.0f octets a call, %.0f with an early answer; %zu for one of 100 INVITEs, %zu for "
        "one of 10,000",
        each, early, short_one, long_one);
    g_assert_cmpfloat(each, <=, 320);
    g_assert_cmpfloat(early, <=, 320);
    g_assert_cmpuint(long_one, <=, short_one + 4096);
}

void test_cost_register(void)
{
    g_test_add_func("/cost/calls", test_calls);
    g_test_add_func("/cost/traffic", test_traffic);
}
