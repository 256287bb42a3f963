/* offer.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/offer.h"

#include "sip/sdp.h"

static void begin(struct sip_dialog *d, unsigned side, const struct sip_transaction *t)
{
    bool crossed = d->offer != NULL && d->offerer != side;
    bool early =
        d->offer != NULL && d->offer->method == SIP_METHOD_INVITE && t->method != SIP_METHOD_INVITE;

    if (crossed || early) {
        return; /* it will be refused */
    }
    d->offer = t;
    d->offerer = (uint8_t)side;
    d->previewed = false;
}

/* An exchange that may have taken place. */
static void doubt(struct sip_dialog *d)
{
    if (d->agreement == SIP_AGREEMENT_NONE) {
        d->agreement = SIP_AGREEMENT_UNKNOWN;
    }
}

static void end(struct sip_dialog *d, enum sip_presence answer)
{
    d->offer = NULL;
    if (answer == SIP_PRESENT) {
        d->agreement = SIP_AGREEMENT_MADE;
    } else if (answer == SIP_PERHAPS) {
        doubt(d);
    }
}

/* A body of whatever type may hold a session description, and Content-Type says that there was one. */
static bool is_empty(const struct sip_message *m)
{
    return m->body.n == 0 && !sip_message_has(m, SIP_HDR_CONTENT_TYPE);
}

void sip_offer_of_first(struct sip_dialog *d, unsigned client, const struct sip_transaction *t,
                        const struct sip_message *request)
{
    if (t->method != SIP_METHOD_INVITE) {
        return;
    }
    if (t->offers) {
        begin(d, client, t);
    }
    if (d->from_start && (t->offers || (request != NULL && is_empty(request)))) {
        d->agreement = SIP_AGREEMENT_NONE;
    }
}

static enum sip_presence session_in(const struct sip_message *m)
{
    struct sip_slice sdp;
    return sip_message_session(m, &sdp);
}

/* Brings the answer to an offer in a reliable response, or an offer of its own once that of the
 * INVITE is answered (RFC 3262 section 5). What came unreliably may have been taken for an answer. */
static void add_prack(struct sip_dialog *d, unsigned client, const struct sip_transaction *t,
                      const struct sip_message *m)
{
    enum sip_presence sdp = session_in(m);

    if (sdp == SIP_ABSENT) {
        return;
    }
    if (d->offer != NULL && d->offer == t->invite && d->offerer != client) {
        end(d, sdp);
    } else if (sdp == SIP_PRESENT && t->invite != NULL && t->invite->offers) {
        begin(d, client, t);
    } else {
        doubt(d);
    }
}

/* Answers the offer of a 2xx. One of the INVITE itself has had its answer in a 2xx that was not
 * captured. */
static void add_ack(struct sip_dialog *d, unsigned client, const struct sip_transaction *t,
                    const struct sip_message *m)
{
    if (d->offer != NULL && d->offer == t->invite) {
        end(d, d->offerer != client ? session_in(m) : SIP_PERHAPS);
    }
}

void sip_offer_add_request(struct sip_dialog *d, unsigned client, const struct sip_transaction *t,
                           const struct sip_message *m)
{
    switch (t->method) {
    case SIP_METHOD_INVITE:
    case SIP_METHOD_UPDATE:
        if (t->offers) {
            begin(d, client, t);
        }
        break;
    case SIP_METHOD_PRACK:
        add_prack(d, client, t, m);
        break;
    case SIP_METHOD_ACK:
        add_ack(d, client, t, m);
        break;
    default:
        break;
    }
}

static enum sip_presence session_of(const struct sip_response *response)
{
    if (response == NULL || response->uncertain) {
        return SIP_PERHAPS;
    }
    return response->has_sdp ? SIP_PRESENT : SIP_ABSENT;
}

/* Whether no response before this one, to the same INVITE and in the same dialog, has made an offer
 * that counts. */
static bool is_first_offer(const struct sip_transaction *t, const struct sip_response *response)
{
    for (const struct sip_response *r = t->responses; r != response; r = r->next) {
        if (sip_response_has_tag(r, sip_kept_slice(response->to_tag)) && r->has_sdp &&
            (r->rseq != 0 || r->code >= 200)) {
            return false;
        }
    }
    return true;
}

static void answer_invite(struct sip_dialog *d, unsigned client, const struct sip_transaction *t,
                          const struct sip_message *m, const struct sip_response *response)
{
    enum sip_presence sdp = session_of(response);
    bool counts = m->code >= 200 || (response != NULL && response->rseq != 0);

    if (d->offer == t && d->offerer == client) {
        if (m->code >= 200 || (counts && sdp == SIP_PRESENT)) {
            end(d, sdp);
        } else {
            d->previewed = d->previewed || sdp != SIP_ABSENT;
        }
    } else if (counts && sdp == SIP_PRESENT && !t->offers && !t->request_cut &&
               t->request_frame != 0 && is_first_offer(t, response)) {
        begin(d, !client, t);
    }
}

void sip_offer_add_response(struct sip_dialog *d, unsigned client, const struct sip_transaction *t,
                            const struct sip_message *m, const struct sip_response *response)
{
    if (m->code >= 300) {
        if (d->offer == t) {
            end(d, SIP_ABSENT);
        }
    } else if (m->method == SIP_METHOD_INVITE) {
        answer_invite(d, client, t, m, response);
    } else if (d->offer == t && m->code >= 200) { /* UPDATE or PRACK */
        end(d, session_of(response));
    } else if (t->request_frame == 0) {
        doubt(d);
    }
}
