/* exchange.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/exchange.h"

bool sip_exchange_same_dialog(const struct sip_response *response, struct sip_slice tag)
{
    return response->to_tag == NULL || tag.p == NULL || sip_response_has_tag(response, tag);
}

enum sip_presence sip_exchange_came_before(const struct sip_transaction *t, struct sip_slice tag)
{
    bool perhaps = t->response_count == SIP_TRANSACTION_MAX_RESPONSES || t->prack_unknown ||
                   t->request_skipped;

    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        bool provisional = r->code > 100 && r->code < 200;
        if (provisional && sip_exchange_same_dialog(r, tag)) {
            if (r->rseq != 0 && r->has_sdp) {
                return SIP_PRESENT;
            }
            perhaps = perhaps || r->uncertain;
        }
    }
    return perhaps ? SIP_PERHAPS : SIP_ABSENT;
}

/* The side of the dialog that sent the INVITE; NULL: it is not known to be of the dialog. */
static const struct sip_dialog_side *client_of(const struct sip_dialog *d,
                                               const struct sip_transaction *invite)
{
    for (unsigned i = 0; d != NULL && i < 2 * SIP_DIALOG_KEPT; i++) {
        if (d->sides[i % 2].invites[i / 2] == invite) {
            return &d->sides[i % 2];
        }
    }
    return NULL;
}

const char *sip_exchange_proof(const struct sip_dialog *d, const struct sip_transaction *invite,
                               uint32_t until)
{
    const struct sip_dialog_side *client = client_of(d, invite);
    const struct sip_transaction *later = client != NULL ? client->highest : NULL;

    if (invite->request_frame == 0 || invite->prack_unknown || invite->request_skipped) {
        return NULL;
    }
    if (!invite->lists_100rel) {
        return SIP_PHRASE("the INVITE does not list 100rel");
    }
    if (sip_transaction_has_all_responses(invite, invite->request_time)) {
        return SIP_PHRASE("the stream of its responses has no gap");
    }
    return later != NULL && later->cseq_number > invite->cseq_number &&
                   later->request_frame >= until
               ? SIP_PHRASE("the CSeq numbers of the caller leave none out")
               : NULL;
}

static enum sip_verdict decide(const struct sip_exchange *exchange, enum sip_presence before)
{
    if (before == SIP_PRESENT) {
        return SIP_NOT_APPLICABLE;
    }
    return exchange->offer.p == NULL || exchange->answer.p == NULL || before == SIP_PERHAPS
               ? SIP_UNDECIDED
               : SIP_KEPT;
}

static enum sip_verdict find_in_response(const struct sip_context *context,
                                         struct sip_exchange *exchange)
{
    const struct sip_message *m = context->message;
    bool counts = m->code >= 200 || sip_message_has(m, SIP_HDR_RSEQ);

    if (!counts || sip_session_asked(context, &exchange->offer) != SIP_PRESENT ||
        sip_session_given(context, &exchange->answer) != SIP_PRESENT) {
        return SIP_NOT_APPLICABLE;
    }
    exchange->offer_frame = context->transaction->request_frame;
    return decide(exchange, sip_exchange_came_before(context->transaction, sip_message_to_tag(m)));
}

const struct sip_message *sip_offering_2xx(const struct sip_transaction *invite,
                                           struct sip_slice to_tag, struct sip_message *room)
{
    if (invite == NULL || invite->request_frame == 0 || invite->request_cut || invite->offers ||
        invite->final_code / 100 != 2) {
        return NULL;
    }
    const struct sip_message *ok = sip_transaction_final(invite, room);
    return ok != NULL && sip_tags_equal(sip_message_to_tag(ok), to_tag) ? ok : NULL;
}

static enum sip_verdict find_in_ack(const struct sip_context *context,
                                    struct sip_exchange *exchange)
{
    const struct sip_transaction *invite = context->transaction->invite;
    struct sip_slice tag = sip_message_to_tag(context->message);
    const struct sip_message *ok = sip_offering_2xx(invite, tag, &exchange->room);

    if (ok == NULL || sip_message_session(ok, &exchange->offer) != SIP_PRESENT ||
        sip_session_given(context, &exchange->answer) != SIP_PRESENT) {
        return SIP_NOT_APPLICABLE;
    }
    exchange->offer_frame = invite->final_frame;
    return decide(exchange, sip_exchange_came_before(invite, tag));
}

enum sip_verdict sip_exchange_find(const struct sip_context *context, struct sip_exchange *exchange)
{
    return context->message->is_response ? find_in_response(context, exchange)
                                         : find_in_ack(context, exchange);
}

struct sip_stream_pairs sip_stream_pairs_of(const struct sip_exchange *exchange)
{
    return (struct sip_stream_pairs){sip_media_of(exchange->offer), sip_media_of(exchange->answer),
                                     0};
}

bool sip_stream_pairs_next(struct sip_stream_pairs *it, struct sip_media *offered,
                           struct sip_media *answered)
{
    it->number++;
    return sip_media_next(&it->offered, offered) && sip_media_next(&it->answered, answered);
}

const struct sip_streams *sip_exchange_streams(const struct sip_context *context,
                                               const struct sip_exchange *exchange)
{
    struct sip_streams *streams = &context->readings->streams;
    struct sip_media offered;

    if (streams->is_read) {
        return streams;
    }
    struct sip_stream_pairs it = sip_stream_pairs_of(exchange);
    streams->is_read = true;
    streams->count = 0;
    while (streams->count < SIP_STREAMS_MAX) {
        struct sip_stream *stream = &streams->all[streams->count];
        if (!sip_stream_pairs_next(&it, &offered, &stream->media)) {
            break;
        }
        stream->number = it.number;
        if (!offered.refused && !stream->media.refused &&
            sip_slice_equal_nocase(offered.type, stream->media.type) &&
            sip_formats_read(&offered, &stream->offered) && stream->offered.count > 0 &&
            sip_formats_read(&stream->media, &stream->answered)) {
            streams->count++;
        }
    }
    return streams;
}

void sip_list_streams(const struct sip_context *context, struct sip_slice sdp, char *text,
                      size_t size)
{
    struct sip_media_streams it = sip_media_of(sdp);
    struct sip_media media;
    size_t used = 0;

    sip_piece(context, text, size, "no stream");
    while (sip_media_next(&it, &media)) {
        used += sip_piece(context, text + used, size - used, "%s%.*s", used ? ", " : "",
                          SIP_ARG(media.type));
    }
}
