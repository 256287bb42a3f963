/* context.h
 * What a check may know: the message, how it came, and what its transaction has seen before.
 * Nothing here belongs to Wireshark.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_CONTEXT_H
#define SIP_RULES_ENGINE_CONTEXT_H

#include "history/challenged.h"
#include "history/descriptions.h"
#include "history/dialog.h"
#include "history/nonce.h"
#include "history/registrar.h"
#include "history/server.h"
#include "history/service_route.h"
#include "history/subscriptions.h"
#include "history/timeline.h"
#include "history/transaction.h"
#include "texts/text.h"

struct sip_readings;

struct sip_rule;

struct sip_context {
    const struct sip_rule *rule; /* the one that is asked */
    const struct sip_message *message;
    const struct sip_packet *packet; /* of the message */
    int64_t t1, t2;                  /* microseconds, as the user sets them; 0: as RFC 3261 does */
    bool ims; /* message or request have the marks of an IMS network, or the user says so */
    enum sip_language language; /* of the evidence */

    /* The transaction as it was before this message; NULL where it has none. */
    const struct sip_transaction *transaction;
    /* The request of the transaction; NULL where it was not captured, or only a part of it. */
    const struct sip_message *request;
    /* The dialog that the message belongs to, as it was before; NULL where nothing that makes one
     * was captured on this hop. At the end: as it is then. */
    const struct sip_dialog *dialog;
    /* All dialogs: see sip_dialogs_newest. NULL where no history is kept. */
    const struct sip_dialogs *dialogs;
    /* The earlier message that this one repeats, octet by octet; 0: none. */
    uint32_t original_frame;
    /* Of a response that goes to where it came from: the frame in which it came, with one more Via; 0: it does
     * not. */
    uint32_t came_from_there;
    /* Of a request whose client failed before with the same Call-ID and method
     * (transaction->attempt): that request, and the failure that answered it. Otherwise NULL. */
    const struct sip_message *failed_request;
    const struct sip_message *failure;
    /* Of a request: what its server asked of its client, and that is not over; otherwise NULL. */
    const struct sip_backoff *backoff;
    /* Of a final response to NOTIFY: what is known of the one who sent it; otherwise NULL. */
    const struct sip_party *subscriber;
    /* Of a REGISTER: what was granted to its first Contact before; SIP_AT_END_OF_GRANT: what lapsed. Otherwise
     * NULL. */
    const struct sip_grant *grant;
    /* What became of credentials before: see sip_nonces_find(). */
    const struct sip_nonces *nonces;
    /* Which clients were challenged and have sent none; NULL where no history is kept. */
    const struct sip_challenges *challenges;
    /* The same of subscriptions, and of session descriptions. */
    const struct sip_subscriptions *subscriptions;
    const struct sip_descriptions *descriptions;
    /* At the end of a transaction: what 2xx to REGISTER have told of routes; otherwise NULL. */
    const struct sip_services *services;
    /* Microseconds: when this is judged. At the end of a transaction long after the message. */
    int64_t now;
    /* Since when time stamps compare with now; NULL where no history is kept. */
    const struct sip_timeline *timeline;
    /* At the end of a transaction: who was heard until then; otherwise NULL. */
    const struct sip_end *end;
    /* What checks have read of these messages already; see readings.h. Set while they are judged. */
    struct sip_readings *readings;
};

/* Whether a message has the marks of an IMS network (TS 24.229): P-Access-Network-Info,
 * P-Charging-Vector, a security agreement about ipsec-3gpp (others are plain RFC 3329), an AKA
 * challenge. */
bool sip_message_is_ims(const struct sip_message *m);

/* The dialog, if it is known who sent what in it on this hop; the same once it is confirmed. NULL
 * otherwise. */
const struct sip_dialog *sip_known_dialog(const struct sip_context *context);
const struct sip_dialog *sip_confirmed_dialog(const struct sip_context *context);

/* The dialog of the call and the hop in which a side has this tag, as a response had it; *side: which one. NULL: it is not
 * known. Only so many are looked at: more come only of an INVITE that was forked widely. */
const struct sip_dialog *sip_dialog_with_tag(const struct sip_context *context,
                                             struct sip_slice tag, unsigned *side);

/* Whether the capture has all that the server sent since then, up to the message that is judged. A user agent
 * that is the server itself then sent nothing else; behind a proxy more may have been lost. */
bool sip_has_all_responses(const struct sip_context *context, int64_t since);

/* The side of the dialog that sent the request of the message, and the other one. */
const struct sip_dialog_side *sip_client_side(const struct sip_context *context);
const struct sip_dialog_side *sip_server_side(const struct sip_context *context);

/* Whether the request of a response was sent in a dialog, with a tag in To; perhaps: what was captured of it
 * does not show. Absent where no request was captured. */
enum sip_presence sip_request_in_dialog(const struct sip_context *context);

#endif
