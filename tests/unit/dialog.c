/* dialog.c
 * Which message belongs to which dialog (RFC 3261 section 12), and what is known of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <time.h>

#include "call.h"

void test_dialog_register(void);

#define SDP "Content-Type: application/sdp\r\n\r\nv=0\r\n"

/* INVITE from a to b on the hop 1-2, ringing, answered. */
static void establish(struct call *call)
{
    pass(call, (struct step){"INVITE sip:y SIP/2.0", "a", NULL, 1, "INVITE", "1", 1, 2, 0, SDP});
    g_assert_null(call->dialog);
    pass(call, (struct step){"SIP/2.0 180 R", "a", "b", 1, "INVITE", "1", 1, 2, 0.1, NULL});
    pass(call, (struct step){"SIP/2.0 200 K", "a", "b", 1, "INVITE", "1", 1, 2, 1,
                             "Session-Expires: 90;refresher=uac\r\n"});
    g_assert_nonnull(call->dialog);
}

static void test_life(void)
{
    struct call call = begin();

    pass(&call, (struct step){"INVITE sip:y SIP/2.0", "a", NULL, 1, "INVITE", "1", 1, 2, 0, SDP});
    pass(&call, (struct step){"SIP/2.0 100 T", "a", NULL, 1, "INVITE", "1", 1, 2, 0, NULL});
    g_assert_null(call.dialog);
    pass(&call, (struct step){"SIP/2.0 180 R", "a", "b", 1, "INVITE", "1", 1, 2, 0.1, NULL});
    struct sip_dialog *d = call.dialog;
    g_assert_nonnull(d);
    g_assert_true(d->from_start && !d->ambiguous);
    g_assert_cmpuint(d->first_frame, ==, frames);
    g_assert_cmpuint(d->confirmed_frame, ==, 0);
    g_assert_true(d->sides[0].invites[0] == call.last);
    g_assert_true(d->sides[0].invites[0]->offers);
    pass(&call, (struct step){"SIP/2.0 200 K", "a", "b", 1, "INVITE", "1", 1, 2, 1,
                              "x: 90;refresher=uac\r\n"});
    g_assert_true(call.dialog == d);
    g_assert_cmpuint(d->confirmed_frame, ==, frames);
    g_assert_cmpuint(d->session_interval, ==, 90);
    g_assert_cmpuint(d->sides[0].accepted->cseq_number, ==, 1);
    pass(&call, (struct step){"ACK sip:y SIP/2.0", "a", "b", 1, "ACK", "2", 1, 2, 1.1, NULL});
    g_assert_true(call.dialog == d);
    g_assert_null(d->sides[1].last);
    /* The other side hangs up: its From tag is the dialog's other tag. */
    pass(&call, (struct step){"BYE sip:x SIP/2.0", "b", "a", 7, "BYE", "3", 2, 1, 9, NULL});
    g_assert_true(call.dialog == d);
    g_assert_cmpuint(d->ended_frame, ==, frames);
    g_assert_true(d->sides[1].said_bye);
    end(&call);
}

/* A BYE that says in words that no ACK came. */
static void test_misses_ack(void)
{
    static const struct {
        const char *reason;
        bool misses;
    } cases[] = {
        {"Reason: SIP;cause=408;text=\"ACK Timeout\"\r\n", true},
        {"Reason: Q.850;cause=102;text=\"No ACK received\"\r\n", true},
        {"Reason: SIP;cause=500;text=\"timed out, waiting for ack\"\r\n", true},
        {"Reason: SIP;cause=200;text=\"BYE after ACK\"\r\n", false},
        {"Reason: SIP;cause=408;text=\"Callback timeout\"\r\n", false},
        {"Reason: SIP;cause=408;text=\"Session timeout\"\r\n", false},
        {"Subject: ACK timeout\r\n", false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct call call = begin();
        establish(&call);
        pass(&call,
             (struct step){"BYE sip:x SIP/2.0", "b", "a", 7, "BYE", "3", 2, 1, 9, cases[i].reason});
        g_assert_cmpint(call.dialog->misses_ack, ==, cases[i].misses);
        end(&call);
    }
}

static void test_challenged_bye(void)
{
    struct call call = begin();

    establish(&call);
    pass(&call, (struct step){"BYE sip:y SIP/2.0", "a", "b", 2, "BYE", "2", 1, 2, 2, NULL});
    g_assert_cmpuint(call.dialog->ended_frame, ==, frames);
    pass(&call, (struct step){"SIP/2.0 407 P", "a", "b", 2, "BYE", "2", 1, 2, 2, NULL});
    g_assert_cmpuint(call.dialog->ended_frame, ==, 0);
    end(&call);
}

static void test_failed_invite(void)
{
    struct call call = begin();

    pass(&call, (struct step){"INVITE sip:y SIP/2.0", "a", NULL, 1, "INVITE", "1", 1, 2, 0, NULL});
    pass(&call, (struct step){"SIP/2.0 180 R", "a", "b", 1, "INVITE", "1", 1, 2, 1, NULL});
    pass(&call, (struct step){"SIP/2.0 486 B", "a", "b", 1, "INVITE", "1", 1, 2, 2, NULL});
    g_assert_cmpuint(call.dialog->ended_frame, ==, frames);
    g_assert_cmpuint(call.dialog->confirmed_frame, ==, 0);
    end(&call);
}

/* Each To tag is a dialog of its own (RFC 3261 section 12.1). */
static void test_forks(void)
{
    struct call call = begin();

    pass(&call, (struct step){"INVITE sip:y SIP/2.0", "a", NULL, 1, "INVITE", "1", 1, 2, 0, NULL});
    pass(&call, (struct step){"SIP/2.0 180 R", "a", "b", 1, "INVITE", "1", 1, 2, 1, NULL});
    struct sip_dialog *one = call.dialog;
    pass(&call, (struct step){"SIP/2.0 180 R", "a", "c", 1, "INVITE", "1", 1, 2, 1, NULL});
    struct sip_dialog *two = call.dialog;
    g_assert_true(one != NULL && two != NULL && one != two);
    pass(&call, (struct step){"SIP/2.0 200 K", "a", "c", 1, "INVITE", "1", 1, 2, 2, NULL});
    g_assert_true(call.dialog == two);
    g_assert_cmpuint(one->confirmed_frame, ==, 0);
    g_assert_cmpuint(two->confirmed_frame, ==, frames);
    end(&call);
}

/* A proxy between 1 and 3: two hops, two dialogs. And a message that takes a short cut has none. */
static void test_hops(void)
{
    struct call call = begin();

    establish(&call);
    struct sip_dialog *first = call.dialog;
    pass(&call, (struct step){"INVITE sip:y SIP/2.0", "a", NULL, 1, "INVITE", "p", 2, 3, 0, NULL});
    pass(&call, (struct step){"SIP/2.0 200 K", "a", "b", 1, "INVITE", "p", 2, 3, 1, NULL});
    g_assert_true(call.dialog != NULL && call.dialog != first);
    g_assert_false(first->ambiguous || call.dialog->ambiguous);
    pass(&call, (struct step){"BYE sip:x SIP/2.0", "b", "a", 1, "BYE", "q", 3, 1, 2, NULL});
    g_assert_null(call.dialog);
    /* Out to a server and back to where it came from: the same two addresses, the other way. */
    pass(&call, (struct step){"INVITE sip:y SIP/2.0", "a", NULL, 1, "INVITE", "r", 2, 1, 0, NULL});
    pass(&call, (struct step){"SIP/2.0 200 K", "a", "b", 1, "INVITE", "r", 2, 1, 1, NULL});
    g_assert_true(call.dialog != NULL && call.dialog != first);
    end(&call);
}

/* All on one machine: what cannot be told apart is marked. */
static void test_ambiguous(void)
{
    struct call call = begin();

    pass(&call, (struct step){"INVITE sip:y SIP/2.0", "a", NULL, 1, "INVITE", "1", 1, 1, 0, NULL});
    pass(&call, (struct step){"INVITE sip:y SIP/2.0", "a", NULL, 1, "INVITE", "2", 1, 1, 0, NULL});
    pass(&call, (struct step){"SIP/2.0 200 K", "a", "b", 1, "INVITE", "2", 1, 1, 1, NULL});
    g_assert_false(call.dialog->ambiguous);
    pass(&call, (struct step){"SIP/2.0 200 K", "a", "b", 1, "INVITE", "1", 1, 1, 1, NULL});
    g_assert_true(call.dialog->ambiguous);
    end(&call);
}

static void test_begins_in_the_midst(void)
{
    struct call call = begin();

    pass(&call, (struct step){"BYE sip:y SIP/2.0", "a", "b", 5, "BYE", "1", 1, 2, 0, NULL});
    g_assert_null(call.dialog);
    pass(&call, (struct step){"INVITE sip:y SIP/2.0", "a", "b", 6, "INVITE", "2", 1, 2, 1, SDP});
    g_assert_null(call.dialog);
    pass(&call, (struct step){"SIP/2.0 200 K", "a", "b", 6, "INVITE", "2", 1, 2, 2, NULL});
    g_assert_nonnull(call.dialog);
    g_assert_false(call.dialog->from_start);
    g_assert_cmpuint(call.dialog->confirmed_frame, ==, frames);
    end(&call);
}

static void test_no_dialog(void)
{
    struct call call = begin();

    /* No request captured; twice the same tag; a method that makes none; a failure. */
    pass(&call, (struct step){"SIP/2.0 200 K", "a", "b", 1, "INVITE", "1", 1, 2, 0, NULL});
    g_assert_null(call.dialog);
    pass(&call, (struct step){"INVITE sip:y SIP/2.0", "a", NULL, 1, "INVITE", "2", 1, 2, 0, NULL});
    pass(&call, (struct step){"SIP/2.0 200 K", "a", "a", 1, "INVITE", "2", 1, 2, 0, NULL});
    g_assert_null(call.dialog);
    pass(&call, (struct step){"SIP/2.0 486 B", "a", "b", 1, "INVITE", "2", 1, 2, 0, NULL});
    g_assert_null(call.dialog);
    pass(&call,
         (struct step){"OPTIONS sip:y SIP/2.0", "a", NULL, 2, "OPTIONS", "3", 1, 2, 0, NULL});
    pass(&call, (struct step){"SIP/2.0 200 K", "a", "b", 2, "OPTIONS", "3", 1, 2, 0, NULL});
    g_assert_null(call.dialog);
    end(&call);
}

static void test_requests_kept(void)
{
    struct call call = begin();
    struct sip_transaction *sent[3];
    const char *branches[] = {"u", "v", "w"};

    establish(&call);
    const struct sip_dialog_side *a = &call.dialog->sides[0];
    struct sip_transaction *first = (struct sip_transaction *)a->invites[0];
    for (uint32_t i = 0; i < 3; i++) {
        pass(&call, (struct step){"INVITE sip:y SIP/2.0", "a", "b", 2 + i, "INVITE", branches[i], 1,
                                  2, 2 + i, i == 1 ? SDP : NULL});
        sent[i] = call.last;
        g_assert_true(a->invites[0] == sent[i]);
        g_assert_true(a->invites[1] == (i == 0 ? first : sent[i - 1]));
    }
    g_assert_false(a->invites[0]->offers);
    g_assert_true(a->invites[1]->offers);
    /* A repetition of the one before changes nothing. */
    pass(&call, (struct step){"INVITE sip:y SIP/2.0", "a", "b", 3, "INVITE", "v", 1, 2, 9, SDP});
    g_assert_true(a->invites[0] == sent[2] && a->last == sent[2]);
    g_assert_false(call.dialog->ambiguous);
    end(&call);
}

static void test_notify(void)
{
    struct call call = begin();

    pass(&call,
         (struct step){"SUBSCRIBE sip:y SIP/2.0", "a", NULL, 1, "SUBSCRIBE", "1", 1, 2, 0, NULL});
    /* From another address, under another tag, before the response: it is a NOTIFY all the same. */
    pass(&call, (struct step){"NOTIFY sip:x SIP/2.0", "z", "a", 1, "NOTIFY", "2", 9, 1, 0.1, NULL});
    g_assert_null(call.dialog);
    pass(&call, (struct step){"SIP/2.0 200 K", "a", "b", 1, "SUBSCRIBE", "1", 1, 2, 0.2, NULL});
    g_assert_nonnull(call.dialog);
    g_assert_nonnull(call.dialog->sides[0].party);
    g_assert_cmpuint(call.dialog->sides[0].party->notify_frame, ==, frames - 1);
    g_assert_null(call.dialog->sides[1].party);
    end(&call);
}

static void test_session_timer_off(void)
{
    struct call call = begin();

    establish(&call);
    g_assert_cmpuint(call.dialog->session_interval, ==, 90);
    pass(&call, (struct step){"UPDATE sip:x SIP/2.0", "b", "a", 1, "UPDATE", "u", 2, 1, 30, NULL});
    pass(&call, (struct step){"SIP/2.0 200 K", "b", "a", 1, "UPDATE", "u", 2, 1, 31, NULL});
    g_assert_cmpuint(call.dialog->session_interval, ==, 0);
    g_assert_cmpint(call.dialog->session_time, ==, 31000000);
    g_assert_cmpuint(call.dialog->sides[1].accepted->cseq_number, ==, 1);
    end(&call);
}

#define CONTACT(who) "Contact: <sip:" who "@192.0.2.9>\r\n"
#define TARGET(who) "sip:" who "@192.0.2.9"

static const struct sip_dialog_side *a_of(const struct call *call)
{
    return &call->dialog->sides[0]; /* its tag is the lower one */
}

static const struct sip_dialog_side *b_of(const struct call *call)
{
    return &call->dialog->sides[1];
}

/* The call between a and b, whose Contacts are a1 and b2; while it rang, b1. */
static void establish_with_targets(struct call *call)
{
    ask(call, 'a', "INVITE", 1, CONTACT("a1"));
    answer(call, 'a', "INVITE", 1, 180, CONTACT("b1"));
    g_assert_cmpstr(a_of(call)->target, ==, TARGET("a1"));
    g_assert_cmpstr(b_of(call)->target, ==, TARGET("b1"));
    answer(call, 'a', "INVITE", 1, 200, CONTACT("b2"));
    g_assert_cmpstr(b_of(call)->target, ==, TARGET("b2"));
    g_assert_cmpuint(a_of(call)->target_frame, ==, frames - 2);
    g_assert_cmpuint(b_of(call)->target_frame, ==, frames);
}

/* Requests that may move a target, and one that may not: RFC 5057 section 5.4. */
static void test_target_refresh(void)
{
    static const struct {
        const char *method;
        unsigned code;
        bool moves;
    } requests[] = {
        {"INVITE", 200, true},   {"INVITE", 488, false},   {"UPDATE", 200, true},
        {"UPDATE", 504, false},  {"SUBSCRIBE", 202, true}, {"SUBSCRIBE", 403, false},
        {"NOTIFY", 200, true},   {"NOTIFY", 481, false},   {"REFER", 202, true},
        {"OPTIONS", 200, false}, {"INFO", 200, false},     {"MESSAGE", 200, false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(requests); i++) {
        struct call call = begin();
        bool moves = requests[i].moves;
        establish_with_targets(&call);
        ask(&call, 'b', requests[i].method, 7, CONTACT("b3"));
        g_assert_cmpstr(b_of(&call)->target, ==, TARGET("b2"));
        answer(&call, 'b', requests[i].method, 7, requests[i].code, CONTACT("a3"));
        g_assert_cmpstr(a_of(&call)->target, ==, moves ? TARGET("a3") : TARGET("a1"));
        g_assert_cmpstr(b_of(&call)->target, ==, moves ? TARGET("b3") : TARGET("b2"));
        end(&call);
    }
}

/* Messages without Contact leave the targets as they are, and so does the second copy of an old 2xx. */
static void test_target_stays(void)
{
    struct call call = begin();

    establish_with_targets(&call);
    ask(&call, 'a', "UPDATE", 2, CONTACT("a2"));
    answer(&call, 'a', "UPDATE", 2, 200, NULL);
    g_assert_cmpstr(a_of(&call)->target, ==, TARGET("a2"));
    g_assert_cmpstr(b_of(&call)->target, ==, TARGET("b2"));
    ask(&call, 'b', "UPDATE", 1, NULL);
    answer(&call, 'b', "UPDATE", 1, 200, CONTACT("a3"));
    g_assert_cmpstr(b_of(&call)->target, ==, TARGET("b2"));
    answer(&call, 'a', "INVITE", 1, 200, CONTACT("b2"));
    answer(&call, 'a', "UPDATE", 2, 200, NULL);
    g_assert_cmpstr(a_of(&call)->target, ==, TARGET("a3"));
    end(&call);
}

/* Long after the texts of what made the dialog have been dropped. */
static void test_target_outlives_texts(void)
{
    struct call call = begin();

    establish_with_targets(&call);
    struct sip_transaction *invite = call.last;
    call.seconds = 1000;
    ask(&call, 'b', "OPTIONS", 1, NULL);
    g_assert_null(invite->open);
    g_assert_cmpstr(a_of(&call)->target, ==, TARGET("a1"));
    g_assert_cmpstr(b_of(&call)->target, ==, TARGET("b2"));
    end(&call);
}

static void test_target_unknown(void)
{
    struct sip_transaction *invite;
    struct call call = begin();
    char *longest =
        g_strdup_printf("Contact: <sip:%0*u@192.0.2.9>\r\n", SIP_DIALOG_TARGET_MAX - 14, 5U);
    char *too_long =
        g_strdup_printf("Contact: <sip:%0*u@192.0.2.9>\r\n", SIP_DIALOG_TARGET_MAX - 13, 5U);
    const char *const unusable[] = {CONTACT("c") CONTACT("d"), "m: <sip:c>, <sip:d>\r\n",
                                    "Contact: <sip:c\r\n", "Contact:\r\n", too_long};

    for (size_t i = 0; i < G_N_ELEMENTS(unusable); i++) {
        establish_with_targets(&call);
        ask(&call, 'a', "INVITE", 2, unusable[i]);
        answer(&call, 'a', "INVITE", 2, 200, unusable[i]);
        g_assert_null(a_of(&call)->target);
        g_assert_null(b_of(&call)->target);
        end(&call);
        call = begin();
    }
    establish_with_targets(&call);
    ask(&call, 'a', "INVITE", 2, longest);
    answer(&call, 'a', "INVITE", 2, 200, NULL);
    g_assert_cmpuint(strlen(a_of(&call)->target), ==, SIP_DIALOG_TARGET_MAX);
    /* The request was not captured: it may have moved its sender's target. */
    answer(&call, 'b', "UPDATE", 4, 200, NULL);
    g_assert_cmpstr(b_of(&call)->target, ==, NULL);
    g_assert_nonnull(a_of(&call)->target);
    end(&call);

    /* Answered so late that the text of the request is gone: what was known of it is kept. */
    call = begin();
    ask(&call, 'a', "INVITE", 1, CONTACT("a1"));
    answer(&call, 'a', "INVITE", 1, 180, NULL);
    invite = call.last;
    g_assert_null(b_of(&call)->target);
    call.seconds = 500;
    ask(&call, 'b', "OPTIONS", 1, NULL);
    g_assert_null(invite->open);
    answer(&call, 'a', "INVITE", 1, 200, CONTACT("b1"));
    g_assert_cmpstr(a_of(&call)->target, ==, TARGET("a1"));
    g_assert_cmpstr(b_of(&call)->target, ==, TARGET("b1"));
    end(&call);
    g_free(longest);
    g_free(too_long);
}

/* What was cut off may have had another Contact, and any Record-Route. */
static void test_cut_off(void)
{
    struct call call = begin();

    establish_with_targets(&call);
    ask(&call, 'a', "INVITE", 2, CONTACT("a2"));
    call.cut = 1;
    answer(&call, 'a', "INVITE", 2, 200, CONTACT("b3"));
    g_assert_null(b_of(&call)->target);
    g_assert_cmpstr(a_of(&call)->target, ==, TARGET("a2"));
    end(&call);

    call = begin();
    call.cut = 1;
    ask(&call, 'a', "INVITE", 1, CONTACT("a1"));
    answer(&call, 'a', "INVITE", 1, 200, CONTACT("b1"));
    g_assert_null(a_of(&call)->target);
    g_assert_null(b_of(&call)->routes);
    g_assert_cmpstr(a_of(&call)->routes, ==, "");
    g_assert_cmpuint(a_of(&call)->agent, ==, 0);
    end(&call);
}

static void check_routes(const struct call *call, unsigned side, const char *expected, bool loose)
{
    struct sip_routes routes;
    GString *text = g_string_new(NULL);

    g_assert_true(sip_dialog_routes(call->dialog, side, &routes));
    g_assert_true(routes.loose == loose);
    for (unsigned i = 0; i < routes.count; i++) {
        g_string_append_printf(text, "%s%.*s", i > 0 ? " " : "", SIP_ARG(routes.uris[i]));
    }
    g_assert_cmpstr(text->str, ==, expected);
    g_string_free(text, TRUE);
}

static void check_routes_unknown(const struct call *call, unsigned side)
{
    struct sip_routes routes;
    g_assert_false(sip_dialog_routes(call->dialog, side, &routes));
}

/* RFC 3261 section 12.1: on the hop between two proxies the response has all of them, the request
 * those that it has passed. */
static void test_routes(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, "Record-Route: <sip:p1;lr>\r\n");
    answer(&call, 'a', "INVITE", 1, 200,
           "Record-Route: <sip:p3;lr>, \"two, or so\" <sip:p2;lr>\r\n"
           "Record-Route: <sip:p1;lr>\r\n");
    check_routes(&call, 0, "sip:p1;lr sip:p2;lr sip:p3;lr", true);
    check_routes(&call, 1, "sip:p1;lr", true);
    /* Whatever is recorded again, the route set stays. */
    ask(&call, 'b', "INVITE", 1, "Record-Route: <sip:p9;lr>\r\n");
    answer(&call, 'b', "INVITE", 1, 200, "Record-Route: <sip:p8;lr>\r\n");
    check_routes(&call, 0, "sip:p1;lr sip:p2;lr sip:p3;lr", true);
    check_routes(&call, 1, "sip:p1;lr", true);
    /* Nor does a 2xx whose request was not captured change it. */
    answer(&call, 'a', "INVITE", 9, 200, "Record-Route: <sip:p8;lr>\r\n");
    check_routes(&call, 0, "sip:p1;lr sip:p2;lr sip:p3;lr", true);
    end(&call);
}

/* Who calls has the higher tag here. */
static void test_routes_of_callee(void)
{
    struct call call = begin();

    pass(&call, (struct step){"INVITE sip:a SIP/2.0", "b", NULL, 1, "INVITE", "i", 2, 1, 0,
                              "Record-Route: <sip:p2;lr>,<sip:p1;lr>\r\n"});
    pass(&call, (struct step){"SIP/2.0 200 K", "b", "a", 1, "INVITE", "i", 2, 1, 1,
                              "Record-Route: <sip:p2;lr>,<sip:p1;lr>\r\n"});
    check_routes(&call, 0, "sip:p2;lr sip:p1;lr", true);
    check_routes(&call, 1, "sip:p1;lr sip:p2;lr", true);
    g_assert_cmpuint(call.dialog->maker, ==, 1);
    end(&call);
}

static void test_strict_router(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, NULL);
    answer(&call, 'a', "INVITE", 1, 200, "Record-Route: <sip:p2>,<sip:p1;lr>\r\n");
    check_routes(&call, 0, "sip:p1;lr sip:p2", false);
    check_routes(&call, 1, "", true);
    end(&call);
}

/* The first 2xx decides, whatever was in the early dialog: RFC 3261 section 13.2.2.4. */
static void test_routes_of_first_2xx(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, NULL);
    answer(&call, 'a', "INVITE", 1, 180, "Record-Route: <sip:p1;lr>\r\n");
    check_routes(&call, 0, "sip:p1;lr", true);
    answer(&call, 'a', "INVITE", 1, 183, "Record-Route: <sip:p4;lr>\r\n");
    check_routes(&call, 0, "sip:p1;lr", true);
    g_assert_false(call.dialog->routes_changed);
    answer(&call, 'a', "INVITE", 1, 200, "Record-Route: <sip:p2;lr>,<sip:p1;lr>\r\n");
    check_routes(&call, 0, "sip:p1;lr sip:p2;lr", true);
    g_assert_true(call.dialog->routes_changed);
    end(&call);

    call = begin();
    ask(&call, 'a', "INVITE", 1, NULL);
    answer(&call, 'a', "INVITE", 1, 180, "Record-Route: <sip:p1;lr>\r\n");
    answer(&call, 'a', "INVITE", 1, 200, "Record-Route: <sip:p1;lr>\r\n");
    g_assert_false(call.dialog->routes_changed);
    end(&call);

    /* It was not captured. */
    call = begin();
    ask(&call, 'a', "INVITE", 1, NULL);
    answer(&call, 'a', "INVITE", 1, 180, "Record-Route: <sip:p1;lr>\r\n");
    ask(&call, 'a', "INVITE", 2, NULL);
    answer(&call, 'a', "INVITE", 2, 200, "Record-Route: <sip:p1;lr>\r\n");
    check_routes_unknown(&call, 0);
    check_routes_unknown(&call, 1);
    end(&call);
}

static void test_routes_unknown(void)
{
    struct call call = begin();
    GString *many = g_string_new("Record-Route: <sip:p0;lr>");
    char *long_value = g_strdup_printf("Record-Route: <sip:%0*u;lr>\r\n", SIP_INTERNED_MAX, 5U);
    char *long_rows = g_strdup_printf("Record-Route: <sip:%0*u;lr>\r\n"
                                      "Record-Route: <sip:%0*u;lr>\r\n",
                                      SIP_INTERNED_MAX / 2, 5U, SIP_INTERNED_MAX / 2, 5U);

    for (int i = 1; i < SIP_ROUTES_MAX; i++) {
        g_string_append(many, ",<sip:p;lr>");
    }
    char *most = g_strdup_printf("%s\r\n", many->str);
    char *too_many = g_strdup_printf("%s,<sip:p;lr>\r\n", many->str);
    const char *const unusable[] = {too_many, long_value, long_rows,
                                    "Record-Route: <sip:p1;lr>, <sip:p2\r\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(unusable); i++) {
        ask(&call, 'a', "INVITE", 1, unusable[i]);
        answer(&call, 'a', "INVITE", 1, 200, unusable[i]);
        check_routes_unknown(&call, 0);
        check_routes_unknown(&call, 1);
        end(&call);
        call = begin();
    }
    ask(&call, 'a', "INVITE", 1, NULL);
    answer(&call, 'a', "INVITE", 1, 200, most);
    struct sip_routes routes;
    g_assert_true(sip_dialog_routes(call.dialog, 0, &routes));
    g_assert_cmpuint(routes.count, ==, SIP_ROUTES_MAX);
    end(&call);

    /* The capture begins in its midst: no Record-Route means nothing. */
    call = begin();
    ask(&call, 'b', "INVITE", 1, NULL);
    answer(&call, 'b', "INVITE", 1, 200, CONTACT("a1"));
    check_routes_unknown(&call, 0);
    check_routes_unknown(&call, 1);
    g_assert_cmpstr(a_of(&call)->target, ==, TARGET("a1"));
    end(&call);
    g_free(too_many);
    g_free(most);
    g_free(long_rows);
    g_free(long_value);
    g_string_free(many, TRUE);
}

static void test_agent(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, NULL);
    answer(&call, 'a', "INVITE", 1, 180, NULL);
    g_assert_cmpuint(a_of(&call)->agent, !=, 0);
    g_assert_cmpuint(b_of(&call)->agent, ==, 0);
    answer(&call, 'a', "INVITE", 1, 200, NULL);
    ask(&call, 'b', "INVITE", 1, NULL);
    answer(&call, 'b', "INVITE", 1, 200, NULL);
    g_assert_cmpuint(b_of(&call)->agent, !=, 0);
    g_assert_cmpuint(b_of(&call)->agent, !=, a_of(&call)->agent);
    ask(&call, 'b', "INVITE", 2, "Via: SIP/2.0/UDP behind;branch=z9hG4bKx\r\n");
    answer(&call, 'b', "INVITE", 2, 200, NULL);
    g_assert_cmpuint(b_of(&call)->agent, ==, 0);
    end(&call);

    call = begin();
    ask(&call, 'a', "INVITE", 1, "Record-Route: <sip:p1;lr>\r\n");
    answer(&call, 'a', "INVITE", 1, 200, NULL);
    g_assert_cmpuint(a_of(&call)->agent, ==, 0);
    end(&call);
}

/* The ACK may run straight to the user agent, past the proxy at 2: it has the dialog of its INVITE. */
static void test_ack_past_proxy(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, NULL);
    answer(&call, 'a', "INVITE", 1, 200, NULL);
    struct sip_dialog *d = call.dialog;
    pass(&call, (struct step){"ACK sip:y SIP/2.0", "a", "b", 1, "ACK", "k", 1, 3, 3, NULL});
    g_assert_true(call.dialog == d);
    pass(&call, (struct step){"BYE sip:y SIP/2.0", "a", "b", 2, "BYE", "l", 1, 3, 4, NULL});
    g_assert_null(call.dialog);
    end(&call);
}

/* Equal addresses are kept once, different ones in bounds. */
static void test_texts(void)
{
    struct sip_interned *texts = sip_interned_new();
    char room[SIP_INTERNED_MAX + 1];
    const char *one = sip_interned_keep(texts, SIP_SLICE("one"));

    memset(room, 'x', sizeof(room));
    g_assert_cmpstr(one, ==, "one");
    g_assert_true(sip_interned_keep(texts, (struct sip_slice){"one more", 3}) == one);
    g_assert_cmpstr(sip_interned_keep(texts, SIP_SLICE("")), ==, "");
    g_assert_null(sip_interned_keep(texts, SIP_SLICE("a\0b")));
    g_assert_null(sip_interned_keep(texts, (struct sip_slice){NULL, 0}));
    g_assert_null(sip_interned_keep(texts, (struct sip_slice){room, SIP_INTERNED_MAX + 1}));
    g_assert_cmpuint(strlen(sip_interned_keep(texts, (struct sip_slice){room, SIP_INTERNED_MAX})),
                     ==, SIP_INTERNED_MAX);
    sip_interned_free(texts);
}

/* The time for a message must not grow with what came before. */
static double seconds_for(struct call *call, int n, bool same_dialog)
{
    clock_t begun = clock(); /* of this process: others may run beside */

    for (int i = 0; i < n; i++) {
        char tag[16], branch[16];
        uint32_t number = frames + 10;
        g_snprintf(tag, sizeof(tag), "t%u", number);
        g_snprintf(branch, sizeof(branch), "n%u", number);
        if (same_dialog) {
            pass(call, (struct step){"INFO sip:y SIP/2.0", "a", "b", number, "INFO", branch, 1, 2,
                                     i, NULL});
            pass(call,
                 (struct step){"SIP/2.0 200 K", "a", "b", number, "INFO", branch, 1, 2, i, NULL});
        } else {
            pass(call, (struct step){"SUBSCRIBE sip:y SIP/2.0", tag, NULL, 1, "SUBSCRIBE", branch,
                                     1, 2, i, NULL});
            pass(call,
                 (struct step){"SIP/2.0 200 K", tag, "b", 1, "SUBSCRIBE", branch, 1, 2, i, NULL});
        }
        g_assert_nonnull(call->dialog);
    }
    double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
    return seconds;
}

static void test_many(gconstpointer same_dialog)
{
    struct call call = begin();

    establish(&call);
    double early = seconds_for(&call, 10000, GPOINTER_TO_INT(same_dialog));
    seconds_for(&call, 80000, GPOINTER_TO_INT(same_dialog));
    /* Generous, as other programs may run beside; a search through all would take 9 times that. */
    g_assert_cmpfloat(seconds_for(&call, 10000, GPOINTER_TO_INT(same_dialog)), <, 4 * early + 0.1);
    end(&call);
}

void test_dialog_register(void)
{
    g_test_add_func("/dialog/life", test_life);
    g_test_add_func("/dialog/misses-ack", test_misses_ack);
    g_test_add_func("/dialog/challenged-bye", test_challenged_bye);
    g_test_add_func("/dialog/failed-invite", test_failed_invite);
    g_test_add_func("/dialog/forks", test_forks);
    g_test_add_func("/dialog/hops", test_hops);
    g_test_add_func("/dialog/ambiguous", test_ambiguous);
    g_test_add_func("/dialog/begins-in-the-midst", test_begins_in_the_midst);
    g_test_add_func("/dialog/none", test_no_dialog);
    g_test_add_func("/dialog/requests-kept", test_requests_kept);
    g_test_add_func("/dialog/notify", test_notify);
    g_test_add_func("/dialog/session-timer-off", test_session_timer_off);
    g_test_add_func("/dialog/target-refresh", test_target_refresh);
    g_test_add_func("/dialog/target-stays", test_target_stays);
    g_test_add_func("/dialog/target-outlives-texts", test_target_outlives_texts);
    g_test_add_func("/dialog/target-unknown", test_target_unknown);
    g_test_add_func("/dialog/cut-off", test_cut_off);
    g_test_add_func("/dialog/routes", test_routes);
    g_test_add_func("/dialog/routes-of-callee", test_routes_of_callee);
    g_test_add_func("/dialog/strict-router", test_strict_router);
    g_test_add_func("/dialog/routes-of-first-2xx", test_routes_of_first_2xx);
    g_test_add_func("/dialog/routes-unknown", test_routes_unknown);
    g_test_add_func("/dialog/agent", test_agent);
    g_test_add_func("/dialog/ack-past-proxy", test_ack_past_proxy);
    g_test_add_func("/dialog/texts", test_texts);
    g_test_add_data_func("/dialog/100000-messages", GINT_TO_POINTER(true), test_many);
    g_test_add_data_func("/dialog/100000", GINT_TO_POINTER(false), test_many);
}
