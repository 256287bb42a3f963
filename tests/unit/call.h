/* call.h
 * Lets the messages of calls pass through history, for the tests of what it keeps of them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_TESTS_UNIT_CALL_H
#define SIP_TESTS_UNIT_CALL_H

#include <glib.h>
#include <string.h>

#include "history/dialog.h"

struct call {
    struct sip_transactions *transactions;
    struct sip_dialogs *dialogs;
    struct sip_dialog *dialog;    /* of the message that passed last, as it is after it */
    struct sip_transaction *last; /* its transaction */
    double seconds;               /* when ask and answer let the next one pass */
    size_t cut;                   /* octets at the end of the next one that are not captured */
};

static uint32_t frames; /* so many have passed */

static inline void ignore_closing(void *user, struct sip_transaction *t, const struct sip_end *end)
{
    (void)user;
    (void)t;
    (void)end;
}

static inline struct call begin(void)
{
    return (struct call){
        sip_transactions_new(ignore_closing, NULL), sip_dialogs_new(), NULL, NULL, 0, 0};
}

static inline void end(struct call *call)
{
    sip_transactions_free(call->transactions);
    sip_dialogs_free(call->dialogs);
}

static inline struct sip_endpoint at(uint8_t host)
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

/* Judged by nobody, only told to history. The text is overwritten afterwards: what is kept must be a copy. */
static inline void pass(struct call *call, struct step s)
{
    bool response = g_str_has_prefix(s.start, "SIP/");
    char *text = g_strdup_printf("%s\r\nVia: SIP/2.0/UDP h%u;branch=z9hG4bK%s\r\n"
                                 "From: <sip:x@example.com>%s%s\r\nTo: <sip:y@example.com>%s%s\r\n"
                                 "Call-ID: c\r\nCSeq: %u %s\r\n%s\r\n",
                                 s.start, s.client, s.branch, s.from ? ";tag=" : "",
                                 s.from ? s.from : "", s.to ? ";tag=" : "", s.to ? s.to : "",
                                 s.cseq, s.method, s.more ? s.more : "");
    size_t length = strlen(text);
    struct sip_slice bytes = {text, length - call->cut};
    struct sip_message m, room;

    g_assert_true(sip_message_read(&m, bytes, length, false, SIP_FRAMING_DATAGRAM));
    struct sip_packet packet = {&m,
                                SIP_TRANSPORT_UDP,
                                at(response ? s.server : s.client),
                                at(response ? s.client : s.server),
                                ++frames,
                                (int64_t)(s.seconds * 1e6),
                                false,
                                SIP_BEFORE_ALL,
                                {0}};
    call->last = sip_transactions_place(call->transactions, &packet);
    g_assert_nonnull(call->last);
    struct sip_dialog *dialog = sip_dialogs_find(call->dialogs, &m, call->last);
    const struct sip_message *request =
        response ? sip_transaction_request(call->last, &room) : NULL;
    sip_transaction_add(call->transactions, call->last, &packet, NULL);
    sip_dialogs_add(call->dialogs, dialog, call->last, &packet, request);
    call->dialog = sip_dialogs_find(call->dialogs, &m, call->last);
    call->cut = 0;
    memset(text, 0xAA, length);
    g_free(text);
}

/* A request of a at 1 to b at 2, or the other way round. The INVITE of a with CSeq 1 begins the call. */
static inline void ask(struct call *call, char who, const char *method, uint32_t cseq,
                       const char *more)
{
    bool a = who == 'a', first = a && cseq == 1 && strcmp(method, "INVITE") == 0;
    char *start = g_strdup_printf("%s sip:%c SIP/2.0", method, a ? 'b' : 'a');
    char *branch = g_strdup_printf("%c-%s-%u", who, method, cseq);

    pass(call, (struct step){.start = start,
                             .from = a ? "a" : "b",
                             .to = first ? NULL
                                   : a   ? "b"
                                         : "a",
                             .cseq = cseq,
                             .method = method,
                             .branch = branch,
                             .client = a ? 1 : 2,
                             .server = a ? 2 : 1,
                             .seconds = call->seconds++,
                             .more = more});
    g_free(branch);
    g_free(start);
}

/* What answers it. */
static inline void answer(struct call *call, char who, const char *method, uint32_t cseq,
                          unsigned code, const char *more)
{
    bool a = who == 'a';
    char *start = g_strdup_printf("SIP/2.0 %u Phrase", code);
    char *branch = g_strdup_printf("%c-%s-%u", who, method, cseq);

    pass(call, (struct step){.start = start,
                             .from = a ? "a" : "b",
                             .to = a ? "b" : "a",
                             .cseq = cseq,
                             .method = method,
                             .branch = branch,
                             .client = a ? 1 : 2,
                             .server = a ? 2 : 1,
                             .seconds = call->seconds++,
                             .more = more});
    g_free(branch);
    g_free(start);
}

#endif
