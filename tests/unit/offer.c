/* offer.c
 * Which offer waits for its answer (RFC 3264, RFC 6337 section 2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "call.h"

void test_offer_register(void);

#define SDP "Content-Type: application/sdp\r\n\r\nv=0\r\n"
#define RELIABLE(number) "Require: 100rel\r\nRSeq: " number "\r\n"
#define RACK(number) "RAck: " number " 1 INVITE\r\n"

/* An offer of a or b, made in this transaction, waits. */
static void check_pending(const struct call *call, char offerer, const struct sip_transaction *t)
{
    g_assert_nonnull(t);
    g_assert_true(call->dialog->offer == t);
    g_assert_cmpuint(call->dialog->offerer, ==, offerer == 'b'); /* a has the lower tag */
}

static void check_no_offer(const struct call *call, enum sip_agreement agreement)
{
    g_assert_null(call->dialog->offer);
    g_assert_cmpuint(call->dialog->agreement, ==, agreement);
}

/* The call between a and b, with offer and answer. */
static struct call established(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, SDP);
    answer(&call, 'a', "INVITE", 1, 180, NULL);
    check_pending(&call, 'a', call.last);
    g_assert_cmpuint(call.dialog->agreement, ==, SIP_AGREEMENT_NONE);
    g_assert_false(call.dialog->previewed);
    answer(&call, 'a', "INVITE", 1, 200, SDP);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    ask(&call, 'a', "ACK", 1, NULL);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    return call;
}

/* A call without the answer that the 2xx owes; nothing is pending, nothing agreed on. */
static void test_answer_missing(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, SDP);
    answer(&call, 'a', "INVITE", 1, 200, NULL);
    check_no_offer(&call, SIP_AGREEMENT_NONE);
    end(&call);
}

static void test_unreliable_answer(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, SDP);
    answer(&call, 'a', "INVITE", 1, 183, SDP);
    check_pending(&call, 'a', call.last);
    g_assert_true(call.dialog->previewed);
    g_assert_cmpuint(call.dialog->agreement, ==, SIP_AGREEMENT_NONE);
    end(&call);
}

static void test_reliable_answer(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, SDP);
    answer(&call, 'a', "INVITE", 1, 183, RELIABLE("1") SDP);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    ask(&call, 'a', "PRACK", 2, RACK("1"));
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    answer(&call, 'a', "PRACK", 2, 200, NULL);
    /* What comes later repeats the answer. */
    answer(&call, 'a', "INVITE", 1, 200, SDP);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    end(&call);
}

/* The answer is given; then the PRACK makes another offer (RFC 3262 section 5). */
static void test_offer_in_prack(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, SDP);
    answer(&call, 'a', "INVITE", 1, 183, RELIABLE("1") SDP);
    ask(&call, 'a', "PRACK", 2, RACK("1") SDP);
    check_pending(&call, 'a', call.last);
    answer(&call, 'a', "PRACK", 2, 200, SDP);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    end(&call);
}

static void test_offer_in_2xx(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, NULL);
    answer(&call, 'a', "INVITE", 1, 183, SDP);
    check_no_offer(&call, SIP_AGREEMENT_NONE); /* it was not reliable, and is no offer */
    answer(&call, 'a', "INVITE", 1, 200, SDP);
    check_pending(&call, 'b', call.last);
    ask(&call, 'a', "ACK", 1, SDP);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    end(&call);
}

static void test_answer_missing_in_ack(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, NULL);
    answer(&call, 'a', "INVITE", 1, 200, SDP);
    ask(&call, 'a', "ACK", 1, NULL);
    check_no_offer(&call, SIP_AGREEMENT_NONE);
    end(&call);
}

static void test_offer_in_reliable_1xx(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, NULL);
    answer(&call, 'a', "INVITE", 1, 183, RELIABLE("1") SDP);
    struct sip_transaction *invite = call.last;
    check_pending(&call, 'b', invite);
    answer(&call, 'a', "INVITE", 1, 180, RELIABLE("2"));
    check_pending(&call, 'b', invite);
    ask(&call, 'a', "PRACK", 2, RACK("1") SDP);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    answer(&call, 'a', "PRACK", 2, 200, NULL);
    answer(&call, 'a', "INVITE", 1, 200, SDP); /* again, which is no other offer */
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    end(&call);
}

/* The same where the 183 was not captured: what the PRACK brings is not known to be an offer. */
static void test_offer_not_captured(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, NULL);
    answer(&call, 'a', "INVITE", 1, 180, NULL);
    check_no_offer(&call, SIP_AGREEMENT_NONE);
    ask(&call, 'a', "PRACK", 2, RACK("1") SDP);
    check_no_offer(&call, SIP_AGREEMENT_UNKNOWN);
    end(&call);
}

static void test_update(void)
{
    struct call call = established();

    ask(&call, 'b', "UPDATE", 7, SDP);
    check_pending(&call, 'b', call.last);
    answer(&call, 'b', "UPDATE", 7, 200, SDP);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    ask(&call, 'b', "UPDATE", 8, SDP);
    check_pending(&call, 'b', call.last);
    answer(&call, 'b', "UPDATE", 8, 488, NULL);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    ask(&call, 'b', "UPDATE", 9, NULL); /* only refreshes */
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    end(&call);
}

/* A refused offer leaves what was agreed on. */
static void test_refused(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, SDP);
    answer(&call, 'a', "INVITE", 1, 180, NULL);
    answer(&call, 'a', "INVITE", 1, 488, NULL);
    check_no_offer(&call, SIP_AGREEMENT_NONE);
    end(&call);
    call = established();
    ask(&call, 'a', "INVITE", 2, SDP);
    check_pending(&call, 'a', call.last);
    answer(&call, 'a', "INVITE", 2, 100, NULL);
    check_pending(&call, 'a', call.last);
    answer(&call, 'a', "INVITE", 2, 488, NULL);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    end(&call);
}

static void test_reinvite_without_offer(void)
{
    struct call call = established();

    ask(&call, 'b', "INVITE", 7, NULL);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    answer(&call, 'b', "INVITE", 7, 200, SDP);
    check_pending(&call, 'a', call.last);
    /* The second copy of the 2xx is nothing new, nor is an ACK to another one. */
    struct sip_transaction *invite = call.last;
    answer(&call, 'b', "INVITE", 7, 200, SDP);
    ask(&call, 'b', "ACK", 6, SDP);
    check_pending(&call, 'a', invite);
    ask(&call, 'b', "ACK", 7, SDP);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    end(&call);
}

/* Both have offered: the second is refused, and here the first, too. */
static void test_glare(void)
{
    struct call call = established();

    ask(&call, 'a', "INVITE", 2, SDP);
    struct sip_transaction *first = call.last;
    ask(&call, 'b', "INVITE", 7, SDP);
    check_pending(&call, 'a', first);
    answer(&call, 'b', "INVITE", 7, 491, NULL);
    check_pending(&call, 'a', first);
    answer(&call, 'a', "INVITE", 2, 491, NULL);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    ask(&call, 'b', "INVITE", 8, SDP);
    check_pending(&call, 'b', call.last);
    answer(&call, 'b', "INVITE", 8, 200, SDP);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    end(&call);
}

/* An UPDATE that should have waited: the INVITE has no answer yet. */
static void test_second_offer(void)
{
    struct call call = begin();

    ask(&call, 'a', "INVITE", 1, SDP);
    answer(&call, 'a', "INVITE", 1, 180, NULL);
    struct sip_transaction *invite = call.last;
    ask(&call, 'a', "UPDATE", 2, SDP);
    check_pending(&call, 'a', invite);
    answer(&call, 'a', "UPDATE", 2, 500, NULL);
    check_pending(&call, 'a', invite);
    end(&call);
}

/* The 2xx was not captured, only its ACK; or an UPDATE and its 2xx, of which only the 2xx was. */
static void test_final_not_captured(void)
{
    struct call call = established();

    ask(&call, 'a', "INVITE", 2, SDP);
    check_pending(&call, 'a', call.last);
    ask(&call, 'a', "ACK", 2, NULL);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    end(&call);
    call = begin();
    ask(&call, 'a', "INVITE", 1, NULL);
    answer(&call, 'a', "INVITE", 1, 180, NULL);
    answer(&call, 'a', "UPDATE", 2, 200, SDP);
    check_no_offer(&call, SIP_AGREEMENT_UNKNOWN);
    end(&call);
}

/* Each early dialog has an answer of its own (RFC 3261 section 13.2.1). */
static void test_forks(void)
{
    struct call call = begin();
    struct step ringing = {"SIP/2.0 180 R", "a", "b", 1, "INVITE", "a-INVITE-1", 1, 2, 1, NULL};

    ask(&call, 'a', "INVITE", 1, SDP);
    pass(&call, ringing);
    struct sip_dialog *one = call.dialog;
    ringing.start = "SIP/2.0 183 S";
    ringing.to = "c";
    ringing.more = RELIABLE("1") SDP;
    pass(&call, ringing);
    g_assert_true(call.dialog != one);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    call.dialog = one;
    check_pending(&call, 'a', call.last);
    end(&call);
}

/* What may have been an offer, or an answer, or have had one. */
static void test_unknown(void)
{
    static const char *const bodies[] = {
        "Content-Type: application/pkcs7-mime\r\n\r\nx\r\n",
        "Content-Type: application/sdp\r\nContent-Encoding: gzip\r\n\r\nx\r\n",
        "Content-Type: application/sdp\r\n",
    };
    struct call call;

    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        call = begin();
        ask(&call, 'a', "INVITE", 1, bodies[i]);
        answer(&call, 'a', "INVITE", 1, 180, NULL);
        check_no_offer(&call, SIP_AGREEMENT_UNKNOWN);
        end(&call);
    }
    /* Cut off before its body, which was its answer, perhaps. */
    call = begin();
    ask(&call, 'a', "INVITE", 1, SDP);
    call.cut = strlen("v=0\r\n") + strlen("\r\n");
    answer(&call, 'a', "INVITE", 1, 183, RELIABLE("1") SDP);
    check_pending(&call, 'a', call.last);
    g_assert_true(call.dialog->previewed);
    call.cut = strlen("v=0\r\n") + strlen("\r\n");
    answer(&call, 'a', "INVITE", 1, 200, "X: 1\r\n" SDP);
    check_no_offer(&call, SIP_AGREEMENT_UNKNOWN);
    end(&call);
    /* The capture begins in the midst of the call; later they agree. */
    call = begin();
    ask(&call, 'b', "INVITE", 7, NULL);
    answer(&call, 'b', "INVITE", 7, 200, NULL);
    check_no_offer(&call, SIP_AGREEMENT_UNKNOWN);
    ask(&call, 'b', "INVITE", 8, SDP);
    check_pending(&call, 'b', call.last);
    answer(&call, 'b', "INVITE", 8, 200, SDP);
    check_no_offer(&call, SIP_AGREEMENT_MADE);
    end(&call);
}

/* Of more responses than are kept, the final one still ends the offer. */
static void test_too_many_responses(void)
{
    struct call call = begin();
    char more[20];

    ask(&call, 'a', "INVITE", 1, SDP);
    for (int i = 0; i < SIP_TRANSACTION_MAX_RESPONSES; i++) {
        g_snprintf(more, sizeof(more), "X: %d\r\n", i);
        answer(&call, 'a', "INVITE", 1, 180, more);
        check_pending(&call, 'a', call.last);
    }
    answer(&call, 'a', "INVITE", 1, 200, SDP);
    check_no_offer(&call, SIP_AGREEMENT_UNKNOWN);
    end(&call);
}

static void test_in_invite(void)
{
    struct call call = established();
    end(&call);
}

void test_offer_register(void)
{
    g_test_add_func("/offer/in-invite", test_in_invite);
    g_test_add_func("/offer/answer-missing", test_answer_missing);
    g_test_add_func("/offer/unreliable-answer", test_unreliable_answer);
    g_test_add_func("/offer/reliable-answer", test_reliable_answer);
    g_test_add_func("/offer/in-prack", test_offer_in_prack);
    g_test_add_func("/offer/in-2xx", test_offer_in_2xx);
    g_test_add_func("/offer/answer-missing-in-ack", test_answer_missing_in_ack);
    g_test_add_func("/offer/in-reliable-1xx", test_offer_in_reliable_1xx);
    g_test_add_func("/offer/not-captured", test_offer_not_captured);
    g_test_add_func("/offer/in-update", test_update);
    g_test_add_func("/offer/refused", test_refused);
    g_test_add_func("/offer/reinvite-without", test_reinvite_without_offer);
    g_test_add_func("/offer/glare", test_glare);
    g_test_add_func("/offer/second", test_second_offer);
    g_test_add_func("/offer/final-not-captured", test_final_not_captured);
    g_test_add_func("/offer/forks", test_forks);
    g_test_add_func("/offer/unknown", test_unknown);
    g_test_add_func("/offer/too-many-responses", test_too_many_responses);
}
