/* dialog.c
 * Which message belongs to which dialog (RFC 3261 section 12), and what is known of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <string.h>
#include <time.h>

#include "history/dialog.h"

void test_dialog_register(void);

struct call {
    struct sip_transactions *transactions;
    struct sip_dialogs *dialogs;
    struct sip_dialog *dialog;   /* of the message that passed last, as it is after it */
    struct sip_transaction *last; /* its transaction */
};

static uint32_t frames;

static void ignore_closing(void *user, struct sip_transaction *t, const struct sip_end *end)
{
    (void)user;
    (void)t;
    (void)end;
}

static struct call begin(void)
{
    return (struct call){sip_transactions_new(ignore_closing, NULL), sip_dialogs_new(), NULL, NULL};
}

static void end(struct call *call)
{
    sip_transactions_free(call->transactions);
    sip_dialogs_free(call->dialogs);
}

static struct sip_endpoint at(uint8_t host)
{
    return (struct sip_endpoint){.family = 4, .address = {192, 0, 2, host}, .port = 5060};
}

/* A start line, who asks and who is asked, on which hop, and what else the message says. */
struct step {
    const char *start;
    const char *from, *to; /* tags; NULL: none */
    uint32_t cseq;
    const char *method;
    const char *branch;
    uint8_t client, server;
    double seconds;
    const char *more; /* further header rows and the body, or NULL */
};

/* The text is overwritten afterwards: what is kept must be a copy. */
static void pass(struct call *call, struct step s)
{
    bool response = g_str_has_prefix(s.start, "SIP/");
    char *text = g_strdup_printf("%s\r\nVia: SIP/2.0/UDP h%u;branch=z9hG4bK%s\r\n"
                                 "From: <sip:x@example.com>%s%s\r\nTo: <sip:y@example.com>%s%s\r\n"
                                 "Call-ID: c\r\nCSeq: %u %s\r\n%s\r\n", s.start, s.client, s.branch,
                                 s.from ? ";tag=" : "", s.from ? s.from : "", s.to ? ";tag=" : "",
                                 s.to ? s.to : "", s.cseq, s.method, s.more ? s.more : "");
    struct sip_slice bytes = {text, strlen(text)};
    struct sip_message m, room;

    g_assert_true(sip_message_read(&m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
    struct sip_arrival arrival = {&m, SIP_TRANSPORT_UDP, at(response ? s.server : s.client),
                                  at(response ? s.client : s.server), ++frames,
                                  (int64_t)(s.seconds * 1e6), false,
                                  {0}};
    call->last = sip_transactions_place(call->transactions, &arrival);
    g_assert_nonnull(call->last);
    struct sip_dialog *dialog = sip_dialogs_find(call->dialogs, &m, call->last);
    const struct sip_message *request =
        response ? sip_transaction_request(call->last, &room) : NULL;
    sip_transaction_add(call->transactions, call->last, &arrival, NULL);
    sip_dialogs_add(call->dialogs, dialog, call->last, &arrival, request);
    call->dialog = sip_dialogs_find(call->dialogs, &m, call->last);
    memset(text, 0xAA, bytes.n);
    g_free(text);
}

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
    g_assert_true(d->from_start && !d->tangled);
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
    g_assert_false(first->tangled || call.dialog->tangled);
    pass(&call, (struct step){"BYE sip:x SIP/2.0", "b", "a", 1, "BYE", "q", 3, 1, 2, NULL});
    g_assert_null(call.dialog);
    /* Out to a server and back to where it came from: the same two addresses, the other way. */
    pass(&call, (struct step){"INVITE sip:y SIP/2.0", "a", NULL, 1, "INVITE", "r", 2, 1, 0, NULL});
    pass(&call, (struct step){"SIP/2.0 200 K", "a", "b", 1, "INVITE", "r", 2, 1, 1, NULL});
    g_assert_true(call.dialog != NULL && call.dialog != first);
    end(&call);
}

/* All on one machine: what cannot be told apart is marked. */
static void test_tangled(void)
{
    struct call call = begin();

    pass(&call, (struct step){"INVITE sip:y SIP/2.0", "a", NULL, 1, "INVITE", "1", 1, 1, 0, NULL});
    pass(&call, (struct step){"INVITE sip:y SIP/2.0", "a", NULL, 1, "INVITE", "2", 1, 1, 0, NULL});
    pass(&call, (struct step){"SIP/2.0 200 K", "a", "b", 1, "INVITE", "2", 1, 1, 1, NULL});
    g_assert_false(call.dialog->tangled);
    pass(&call, (struct step){"SIP/2.0 200 K", "a", "b", 1, "INVITE", "1", 1, 1, 1, NULL});
    g_assert_true(call.dialog->tangled);
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
    pass(&call, (struct step){"OPTIONS sip:y SIP/2.0", "a", NULL, 2, "OPTIONS", "3", 1, 2, 0,
                              NULL});
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
    g_assert_false(call.dialog->tangled);
    end(&call);
}

static void test_notify(void)
{
    struct call call = begin();

    pass(&call, (struct step){"SUBSCRIBE sip:y SIP/2.0", "a", NULL, 1, "SUBSCRIBE", "1", 1, 2, 0,
                              NULL});
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
            pass(call, (struct step){"SIP/2.0 200 K", "a", "b", number, "INFO", branch, 1, 2, i,
                                     NULL});
        } else {
            pass(call, (struct step){"SUBSCRIBE sip:y SIP/2.0", tag, NULL, 1, "SUBSCRIBE", branch,
                                     1, 2, i, NULL});
            pass(call, (struct step){"SIP/2.0 200 K", tag, "b", 1, "SUBSCRIBE", branch, 1, 2, i,
                                     NULL});
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
    g_test_add_func("/dialog/challenged-bye", test_challenged_bye);
    g_test_add_func("/dialog/failed-invite", test_failed_invite);
    g_test_add_func("/dialog/forks", test_forks);
    g_test_add_func("/dialog/hops", test_hops);
    g_test_add_func("/dialog/tangled", test_tangled);
    g_test_add_func("/dialog/begins-in-the-midst", test_begins_in_the_midst);
    g_test_add_func("/dialog/none", test_no_dialog);
    g_test_add_func("/dialog/requests-kept", test_requests_kept);
    g_test_add_func("/dialog/notify", test_notify);
    g_test_add_func("/dialog/session-timer-off", test_session_timer_off);
    g_test_add_data_func("/dialog/100000-messages", GINT_TO_POINTER(true), test_many);
    g_test_add_data_func("/dialog/100000", GINT_TO_POINTER(false), test_many);
}
