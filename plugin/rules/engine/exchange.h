/* exchange.h
 * An offer and what answers it (RFC 3264, RFC 6337 section 2): in a request and its response, or in a
 * 2xx and its ACK.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_EXCHANGE_H
#define SIP_RULES_ENGINE_EXCHANGE_H

#include "rules/engine/readings.h"
#include "rules/engine/rule.h"
#include "sip/sdp.h"

struct sip_exchange {
    struct sip_slice offer, answer; /* session descriptions */
    uint32_t offer_frame;
    struct sip_message room; /* of an ACK: the 2xx, as it was read again */
};

/* Whether an earlier response belongs to the dialog of this To tag. Each fork has an offer and an answer
 * of its own (RFC 3261 section 13.2.1). */
bool sip_exchange_same_dialog(const struct sip_response *response, struct sip_slice tag);

/* Whether a reliable provisional response of the same dialog has brought a session description, which
 * was then the offer or the answer. Only an INVITE has such responses. */
enum sip_presence sip_exchange_came_before(const struct sip_transaction *t, struct sip_slice tag);

/* What proves that no reliable response to an INVITE brought a session description before a frame unless the capture
 * shows it, as a phrase for the evidence; NULL: nothing does, the response and its PRACK may both be missing. d: the
 * dialog, NULL where it is not known. */
const char *sip_exchange_proof(const struct sip_dialog *d, const struct sip_transaction *invite,
                               uint32_t until);

/* The 2xx that an ACK with this To tag is for, where its INVITE had no offer, so that the 2xx brings it; NULL: it
 * had one, or either was not captured whole. room: for the 2xx. */
const struct sip_message *sip_offering_2xx(const struct sip_transaction *invite,
                                           struct sip_slice to_tag, struct sip_message *room);

/* SIP_KEPT where the message of the context decides: it is the first response that counts (2xx, or
 * reliable) with a session description, and its request has one, too; or it is the ACK with one to a
 * 2xx that has the first of all. What comes later repeats it. */
enum sip_verdict sip_exchange_find(const struct sip_context *context,
                                   struct sip_exchange *exchange);

/* The first streams of the exchange of the context that both sides accept and whose formats can be
 * compared. */
const struct sip_streams *sip_exchange_streams(const struct sip_context *context,
                                               const struct sip_exchange *exchange);

/* Walks the streams of an offer and its answer side by side. */
struct sip_stream_pairs {
    struct sip_media_streams offered, answered;
    unsigned number; /* of the pair that came last, from 1 */
};
struct sip_stream_pairs sip_stream_pairs_of(const struct sip_exchange *exchange);
bool sip_stream_pairs_next(struct sip_stream_pairs *it, struct sip_media *offered,
                           struct sip_media *answered);

/* Writes the types of the streams of a session description: "audio, video", or "no stream". */
void sip_list_streams(const struct sip_context *context, struct sip_slice sdp, char *text,
                      size_t size);

#endif
