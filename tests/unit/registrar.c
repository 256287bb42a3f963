/* registrar.c
 * What registrars have granted, and until when.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "history/registrar.h"
#include "registering.h"

void test_registrar_register(void);

#define SECOND G_TIME_SPAN_SECOND

/* A REGISTER and what came of it, in a history of their own. */
struct world {
    struct sip_transactions *transactions;
    struct sip_grants *grants;
    unsigned count;
};

/* From the client at host, answered by 200 at once. asked, granted: lines of header fields. */
static void do_register(struct world *w, uint8_t host, const char *asked, const char *granted,
                        int64_t stamp)
{
    struct registering r;

    registering_begin(&r, w->transactions, host, w->count, asked, "200 OK", granted, w->count + 1,
                      stamp);
    w->count += 2;
    sip_grants_note_request(w->grants, r.t, &r.out);
    sip_grants_note(w->grants, r.t, &r.back, &r.request, w);
    registering_over(&r);
}

static const struct sip_grant *find(struct world *w, const char *contact)
{
    char *text = g_strconcat("REGISTER sip:example.com SIP/2.0\r\nTo: <sip:a@example.com>\r\n",
                             contact, "\r\n", NULL);
    struct sip_message m;

    read_text(&m, text);
    const struct sip_grant *grant = sip_grants_find(w->grants, &m);
    g_free(text);
    return grant;
}

static void count_one(void *user, const struct sip_grant *grant)
{
    (void)grant;
    ++*(unsigned *)user;
}

static unsigned count_over(struct world *w, int64_t now)
{
    unsigned count = 0;

    sip_grants_each_over(w->grants, now, count_one, &count);
    return count;
}

static void test_grants(void)
{
    struct world w = {sip_transactions_new(ignore_closing, NULL), sip_grants_new(), 0};
    const struct sip_grant *one, *flow;

    do_register(&w, 1, "Contact: <sip:a@h>;expires=600\r\n",
                "Contact: <sip:b@h>;expires=9, <sip:a@h>;expires=60\r\n", 10 * SECOND);
    one = find(&w, "Contact: <sip:a@h>\r\n");
    g_assert_cmpint(sip_grant_end(one), ==, 70 * SECOND);
    g_assert_cmpuint(one->asked, ==, 600);
    g_assert_cmpstr(one->contact, ==, "sip:a@h");
    g_assert_true(sip_grant_is_alone(one));
    g_assert_null(find(&w, "Contact: <sip:c@h>\r\n"));
    g_assert_null(find(&w, "Contact: *\r\n"));

    /* Expires, where no Contact comes back; another binding of the same client. */
    do_register(&w, 1, "Contact: <sip:c@h>\r\nExpires: 600\r\n", "Expires: 30\r\n", 20 * SECOND);
    g_assert_cmpint(sip_grant_end(find(&w, "Contact: <sip:c@h>\r\n")), ==, 50 * SECOND);
    g_assert_false(sip_grant_is_alone(one));
    g_assert_cmpuint(count_over(&w, 40 * SECOND), ==, 0);
    g_assert_cmpuint(count_over(&w, 60 * SECOND), ==, 1);
    g_assert_cmpuint(count_over(&w, 80 * SECOND), ==, 2);

    /* Of a flow the URI does not count. */
    do_register(&w, 2, "Contact: <sip:d@h>;+sip.instance=\"<x>\";reg-id=1\r\n",
                "Contact: <sip:d@h>;+sip.instance=\"<x>\";reg-id=1;expires=60\r\n", 30 * SECOND);
    flow = find(&w, "Contact: <sip:e@h>;+sip.instance=\"<x>\";reg-id=1\r\n");
    g_assert_nonnull(flow);
    g_assert_true(flow != find(&w, "Contact: <sip:d@h>;+sip.instance=\"<x>\";reg-id=2\r\n"));

    /* Removed; not granted for any time that is said; all removed at once. */
    do_register(&w, 1, "Contact: <sip:a@h>;expires=0\r\n", "", 40 * SECOND);
    g_assert_cmpint(sip_grant_end(one), ==, INT64_MAX);
    do_register(&w, 1, "Contact: <sip:a@h>\r\n", "Contact: <sip:a@h>\r\n", 50 * SECOND);
    g_assert_cmpint(sip_grant_end(one), ==, INT64_MAX);
    do_register(&w, 1, "Contact: *\r\nExpires: 0\r\n", "", 60 * SECOND);
    g_assert_cmpint(sip_grant_end(flow), ==, INT64_MAX);
    sip_grants_free(w.grants);
    sip_transactions_free(w.transactions);
}

/* A REGISTER that was cut off may have renewed any binding. */
static void test_cut_off(void)
{
    static const char cut[] = "REGISTER sip:example.com SIP/2.0\r\nTo: <sip:a@exam";
    struct world w = {sip_transactions_new(ignore_closing, NULL), sip_grants_new(), 0};
    struct sip_slice bytes = {cut, strlen(cut)};
    struct sip_message m;
    struct sip_packet packet = {.message = &m, .frame = 9, .stamp = 20 * SECOND};

    do_register(&w, 1, "Contact: <sip:a@h>;expires=60\r\n", "Contact: <sip:a@h>;expires=60\r\n",
                10 * SECOND);
    g_assert_cmpuint(count_over(&w, 80 * SECOND), ==, 1);
    g_assert_true(sip_message_read(&m, bytes, bytes.n + 300, false, SIP_FRAMING_DATAGRAM));
    sip_grants_note_request(w.grants, NULL, &packet);
    g_assert_cmpuint(count_over(&w, 80 * SECOND), ==, 0);
    do_register(&w, 1, "Contact: <sip:a@h>;expires=60\r\n", "Contact: <sip:a@h>;expires=60\r\n",
                30 * SECOND);
    g_assert_cmpuint(count_over(&w, 100 * SECOND), ==, 1);
    sip_grants_free(w.grants);
    sip_transactions_free(w.transactions);
}

void test_registrar_register(void)
{
    g_test_add_func("/registrar/cut-off", test_cut_off);
    g_test_add_func("/registrar", test_grants);
}
