/* answer_streams.c
 * The streams of an answer, beside those of its offer: number, ports, directions (RFC 3264 section 6).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/exchange.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"

static unsigned count_streams(struct sip_slice sdp, struct sip_media *last)
{
    struct sip_media_streams it = sip_media_of(sdp);
    struct sip_media media;
    unsigned count = 0;

    *last = it.session;
    while (sip_media_next(&it, &media)) {
        *last = media;
        count++;
    }
    return count;
}

/* As nearly all answers: as many streams, of the same types. */
static bool same_streams(const struct sip_outline *offer, const struct sip_outline *answer)
{
    unsigned i = 0;

    if (offer->count != answer->count || offer->count > SIP_OUTLINE_STREAMS) {
        return false;
    }
    while (i < offer->count && sip_slice_equal_nocase(offer->streams[i], answer->streams[i])) {
        i++;
    }
    return i == offer->count;
}

static enum sip_verdict check_mline_count(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    struct sip_exchange exchange;
    struct sip_media offered, answered;
    char wanted[80], got[80];
    enum sip_verdict verdict = sip_exchange_find(context, &exchange);

    if (verdict != SIP_KEPT ||
        (context->message->is_response &&
         same_streams(sip_outline_asked(context), sip_outline_given(context)))) {
        return verdict;
    }
    if (count_streams(exchange.offer, &offered) != count_streams(exchange.answer, &answered)) {
        sip_list_streams(context, exchange.offer, wanted, sizeof(wanted));
        sip_list_streams(context, exchange.answer, got, sizeof(got));
        return sip_broken(finding, context, answered.line.p ? answered.line : exchange.answer,
                          "frame %u offered %s; answered: %s", exchange.offer_frame, wanted, got);
    }
    struct sip_stream_pairs it = sip_stream_pairs_of(&exchange);
    while (sip_stream_pairs_next(&it, &offered, &answered)) {
        if (!sip_slice_equal_nocase(offered.type, answered.type)) {
            return sip_broken(finding, context, answered.line,
                              "stream %u was offered as %.*s in frame %u, answered as %.*s",
                              it.number, SIP_ARG(offered.type), exchange.offer_frame,
                              SIP_ARG(answered.type));
        }
    }
    return SIP_KEPT;
}

static bool direction_fits(const struct sip_media *offered, const struct sip_media *answered)
{
    enum sip_direction answer = answered->direction;

    if (offered->multicast) { /* one view for all (RFC 3264 section 6.2) */
        return answer == offered->direction;
    }
    switch (offered->direction) {
    case SIP_SENDONLY:
        return answer == SIP_RECVONLY || answer == SIP_INACTIVE;
    case SIP_RECVONLY:
        return answer == SIP_SENDONLY || answer == SIP_INACTIVE;
    case SIP_INACTIVE:
        return answer == SIP_INACTIVE;
    case SIP_SENDRECV:
        break;
    }
    return true;
}

/* Streams without RTP know directions too, but many say nothing of it where nothing is meant. */
static bool directions_count(const struct sip_media *offered, const struct sip_media *answered)
{
    return !offered->refused && !answered->refused &&
           sip_slice_equal_nocase(offered->type, answered->type) &&
           sip_slice_find(offered->proto, "RTP/") != NULL;
}

static enum sip_verdict check_direction(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    struct sip_exchange exchange;
    struct sip_media offered, answered;
    enum sip_verdict verdict = sip_exchange_find(context, &exchange);

    if (verdict != SIP_KEPT ||
        (context->message->is_response && !sip_outline_asked(context)->limits_directions)) {
        return verdict;
    }
    struct sip_stream_pairs it = sip_stream_pairs_of(&exchange);
    while (sip_stream_pairs_next(&it, &offered, &answered)) {
        if (directions_count(&offered, &answered) && !direction_fits(&offered, &answered)) {
            struct sip_slice where = answered.direction_line;
            return sip_broken(finding, context, where.p ? where : answered.line,
                              "stream %u (%.*s)%s was offered %s in frame %u, answered %s%s",
                              it.number, SIP_ARG(offered.type),
                              offered.multicast ? sip_word(context, ", multicast,") : "",
                              sip_direction_name(offered.direction), exchange.offer_frame,
                              sip_direction_name(answered.direction),
                              where.p ? "" : sip_word(context, " by default"));
        }
    }
    return SIP_KEPT;
}

/* "0 0", one word after the other: blanks do not tell. */
static bool same_words(struct sip_slice a, struct sip_slice b)
{
    struct sip_slice x, y;

    if (sip_slice_equal(a, b)) {
        return true;
    }
    a = sip_slice_trim(a);
    b = sip_slice_trim(b);
    while (a.n > 0 && b.n > 0) {
        a = sip_slice_trim(sip_slice_cut(a, ' ', &x));
        b = sip_slice_trim(sip_slice_cut(b, ' ', &y));
        if (!sip_slice_equal(x, y)) {
            return false;
        }
    }
    return a.n == 0 && b.n == 0;
}

/* With bundle-only, port 0 means that the stream has the port of another one (RFC 8843 section 6). */
static bool was_withdrawn(const struct sip_media *offered)
{
    return offered->refused && sip_slice_find(offered->lines, "a=bundle-only") == NULL;
}

static enum sip_verdict check_withdrawn(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    struct sip_exchange exchange;
    struct sip_media offered, answered;
    enum sip_verdict verdict = sip_exchange_find(context, &exchange);

    if (verdict != SIP_KEPT ||
        (context->message->is_response && !sip_outline_asked(context)->refuses)) {
        return verdict;
    }
    struct sip_stream_pairs it = sip_stream_pairs_of(&exchange);
    while (sip_stream_pairs_next(&it, &offered, &answered)) {
        if (was_withdrawn(&offered) && !answered.refused &&
            sip_slice_equal_nocase(offered.type, answered.type)) {
            return sip_broken_by(finding, context, exchange.offer_frame, answered.line,
                                 "stream %u (%.*s) had port 0 in frame %u, and is answered with "
                                 "another port",
                                 it.number, SIP_ARG(offered.type), exchange.offer_frame);
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_t_line(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_exchange exchange;
    enum sip_verdict verdict = sip_exchange_find(context, &exchange);

    if (verdict != SIP_KEPT) {
        return verdict;
    }
    struct sip_slice offered = sip_outline_asked(context)->timing;
    struct sip_slice answered = sip_outline_given(context)->timing;
    if (offered.p == NULL || answered.p == NULL) {
        return SIP_NOT_APPLICABLE; /* malformed SDP is another matter */
    }
    return same_words(offered, answered)
               ? SIP_KEPT
               : sip_broken(finding, context, answered, "t=%.*s; frame %u offered t=%.*s",
                            SIP_ARG(answered), context->transaction->request_frame,
                            SIP_ARG(offered));
}

/* Whether the session of the call may have been changed since, or may still be: who controls other calls accepts one
 * without media, and offers some when the other side has answered. */
static bool goes_on(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *d = context->dialog;

    if (d == NULL || d->partial || t->renegotiated) {
        return true;
    }
    for (unsigned i = 0; i < 2; i++) {
        const struct sip_dialog_side *side = &d->sides[i];
        if (side->updates[0] != NULL || side->invites[1] != NULL ||
            (side->invites[0] != NULL && side->invites[0] != t) || side->skipped ||
            sip_side_missed(side, t->final_frame) != NULL) {
            return true;
        }
    }
    return d->ended_frame == 0 && context->now - t->final_time < sip_timer_64_t1(context);
}

static enum sip_verdict check_all_refused(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    struct sip_exchange exchange;
    struct sip_media offered, answered;
    unsigned wanted = 0;

    if (context->transaction->in_dialog || sip_exchange_find(context, &exchange) != SIP_KEPT) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_stream_pairs it = sip_stream_pairs_of(&exchange);
    while (sip_stream_pairs_next(&it, &offered, &answered)) {
        if (!answered.refused) {
            return SIP_KEPT;
        }
        wanted += !was_withdrawn(&offered);
    }
    if (wanted == 0 ||
        count_streams(exchange.offer, &offered) != count_streams(exchange.answer, &answered)) {
        return SIP_NOT_APPLICABLE; /* nothing was offered; or answer-mline-count tells more */
    }
    if (goes_on(context)) {
        return SIP_UNDECIDED;
    }
    char streams[SIP_EVIDENCE_SIZE / 2];
    sip_list_streams(context, exchange.offer, streams, sizeof(streams));
    return sip_broken(finding, context, context->message->code_text,
                      "%.*s, but port 0 for all that frame %u offered: %s",
                      SIP_ARG(context->message->code_text), exchange.offer_frame, streams);
}

const struct sip_rule sip_rules_answer_streams[] = {
    {
        .id = "answer-mline-count",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3264 §6",
        .see = "RFC 3264 §6.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199,2xx",
        .methods = SIP_M_WITH_OFFERS,
        .needs = {SIP_HDR_CONTENT_TYPE},
        .acks = true,
        .check = check_mline_count,
        .problem = "SDP answer's m= lines do not match those of the offer",
        .requirement = "An SDP answer has as many m= lines as the offer, with the same media types "
                       "in the same order",
        .remedy = "The UAS must include one m= line for each offered stream, at the same position. "
                  "It rejects a stream with port 0.",
        .silence = "Only reported for the first reliable answer of each dialog, and only where "
                   "each message contains exactly one complete session description.",
    },
    {
        .id = "answer-to-port-0",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3264 §8.2",
        .see = "RFC 3264 §5.1; RFC 3264 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199,2xx",
        .methods = SIP_M_WITH_OFFERS,
        .needs = {SIP_HDR_CONTENT_TYPE},
        .acks = true,
        .check = check_withdrawn,
        .problem = "Stream offered with port 0 is answered with another port",
        .requirement = "A stream that is offered with port 0 has port 0 in the answer",
        .remedy = "The user agent that sent the answer must put port 0 on the m= line of a stream "
                  "that the offer removes or does not want.",
        .silence = "Not reported where the offer has a=bundle-only (RFC 8843), where a body is cut "
                   "off, or where the m= lines do not match (answer-mline-count).",
    },
    {
        .id = "answer-direction",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3264 §6.1",
        .see = "RFC 3264 §6.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199,2xx",
        .methods = SIP_M_WITH_OFFERS,
        .needs = {SIP_HDR_CONTENT_TYPE},
        .acks = true,
        .check = check_direction,
        .problem = "Media direction in the SDP answer does not fit the offer",
        .requirement = "sendonly is answered with recvonly, recvonly with sendonly, or either with "
                       "inactive; inactive with inactive",
        .remedy = "The UAS must give the stream the direction that mirrors the offer, or inactive. "
                  "A multicast stream keeps the direction of the offer.",
        .silence =
            "Not reported where either side rejected the stream with port 0, or where the stream "
            "is not RTP. For a multicast stream, any direction other than the offer's is reported.",
    },
    {
        .id = "answer-t-line",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3264 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199,2xx",
        .methods = SIP_M_WITH_OFFERS,
        .needs = {SIP_HDR_CONTENT_TYPE},
        .check = check_t_line,
        .problem = "t= line of the SDP answer differs from the offer",
        .requirement = "The t= line of an SDP answer is equal to that of the offer",
        .remedy = "The UAS must copy the t= line of the offer into its answer.",
    },
    {
        .id = "2xx-invite-no-stream",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §13.3.1.3",
        .see = "RFC 3261 §21.4.26; RFC 3264 §6",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .timed = true,
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_all_refused,
        .problem = "Call accepted, but none of its streams",
        .requirement =
            "A callee that can use none of the streams that an INVITE offers rejects it with 488",
        .remedy = "The callee should send 488 with a Warning instead of a 2xx that refuses every "
                  "stream with port 0: the call is up, and nobody hears anything. Check first why "
                  "it accepts none: codecs, encryption, addresses.",
        .silence = "Only reported for the INVITE that makes a call. Not reported where nothing was "
                   "offered (no stream, or port 0), where a re-INVITE or UPDATE follows, as with "
                   "third-party call control, or where the capture ends within 64*T1 and before "
                   "a BYE. A re-INVITE, for instance one that changes to fax, is not judged.",
    },
};

SIP_SUBJECT_END(answer_streams);
