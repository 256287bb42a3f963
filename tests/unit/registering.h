/* registering.h
 * Lets a REGISTER and its response pass through history, for the tests of what it keeps of registrations.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_TESTS_UNIT_REGISTERING_H
#define SIP_TESTS_UNIT_REGISTERING_H

#include <glib.h>
#include <string.h>

#include "history/transaction.h"

static inline void ignore_closing(void *user, struct sip_transaction *t, const struct sip_end *end)
{
    (void)user;
    (void)t;
    (void)end;
}

static inline void read_text(struct sip_message *m, char *text)
{
    struct sip_slice bytes = {text, strlen(text)};
    g_assert_true(sip_message_read(m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
}

/* A REGISTER and what came of it. Nothing of it is read by history after registering_over. */
struct registering {
    char *ask, *answer;
    struct sip_message request, response;
    struct sip_packet out, back;
    struct sip_transaction *t;
};

/* The client, 192.0.2.host, asks 192.0.2.9. status: "200 OK"; asked, answered: lines of header fields; frame: of the
 * request, the response is in the next one. */
static inline void registering_begin(struct registering *r, struct sip_transactions *transactions,
                                     uint8_t host, uint32_t cseq, const char *asked,
                                     const char *status, const char *answered, uint32_t frame,
                                     int64_t stamp)
{
    struct sip_endpoint client = {.family = 4, .address = {192, 0, 2, host}, .port = 5060};
    struct sip_endpoint server = {.family = 4, .address = {192, 0, 2, 9}, .port = 5060};
    char *head = g_strdup_printf("Via: SIP/2.0/UDP h;branch=z9hG4bK%u\r\n"
                                 "From: <sip:a@example.com>;tag=a\r\nTo: <sip:a@example.com>\r\n"
                                 "Call-ID: c\r\nCSeq: %u REGISTER\r\n",
                                 frame, cseq);

    r->ask = g_strconcat("REGISTER sip:example.com SIP/2.0\r\n", head, asked, "\r\n", NULL);
    r->answer = g_strconcat("SIP/2.0 ", status, "\r\n", head, answered, "\r\n", NULL);
    g_free(head);
    read_text(&r->request, r->ask);
    read_text(&r->response, r->answer);
    r->out = (struct sip_packet){.message = &r->request, .source = client, .destination = server};
    r->back = (struct sip_packet){.message = &r->response, .source = server, .destination = client};
    r->out.frame = frame;
    r->back.frame = frame + 1;
    r->out.stamp = r->back.stamp = stamp;
    r->t = sip_transactions_place(transactions, &r->out);
    sip_transaction_add(transactions, r->t, &r->out, NULL);
    g_assert_true(sip_transactions_place(transactions, &r->back) == r->t);
}

static inline void registering_over(struct registering *r)
{
    g_free(r->ask);
    g_free(r->answer);
}

#endif
