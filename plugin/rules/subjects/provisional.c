/* provisional.c
 * When provisional responses are sent, and to what (RFC 3261 section 17, RFC 4320).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/fields.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"
#include "sip/body.h"

/* Extensions may define methods with provisional responses of their own (RFC 3262 section 3):
 * of a method that is not known, nothing is said. ACK has no responses at all. */
#define NON_INVITE SIP_M_NOT(SIP_M(INVITE) | SIP_M(ACK) | SIP_M(OTHER))

static enum sip_verdict check_non_invite(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    if (sip_message_reliable_row(context->message) != NULL) {
        return SIP_NOT_APPLICABLE; /* reported by rel1xx-non-invite */
    }
    return context->message->headers_complete ? sip_check_code(context, finding) : SIP_UNDECIDED;
}

static enum sip_verdict check_100_too_early(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    int64_t waited = context->packet->stamp - t->request_time;

    /* The first copy may have been lost by the capture: T1 more. */
    if (t->transport != SIP_TRANSPORT_UDP || t->response_count > 0 ||
        waited + sip_timer_t1(context) >= sip_timer_e_at_t2(context)) {
        return SIP_KEPT;
    }
    return sip_response_belongs(context)
               ? sip_broken(finding, context, SIP_START_LINE,
                            "100 came %.3f s after the %.*s; it is allowed after %.1f s",
                            sip_seconds(waited), SIP_ARG(context->message->method_name),
                            sip_seconds(sip_timer_e_at_t2(context)))
               : SIP_UNDECIDED;
}

static enum sip_verdict check_100_missing(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    int64_t waited = sip_time_waited(context);

    if (t->response_count > 0 || waited <= sip_time_of_100(context) ||
        waited > 64 * sip_timer_shortest_t1(context)) { /* reported by late-non-invite-final */
        return SIP_KEPT;
    }
    return sip_response_belongs(context) && !t->heard_elsewhere && !sip_transaction_lost_response(t)
               ? sip_broken(finding, context, SIP_START_LINE,
                            "%u is the first response, %.1f s after the %.*s",
                            context->message->code, sip_seconds(waited),
                            SIP_ARG(context->message->method_name))
               : SIP_UNDECIDED;
}

/* Counted from the last copy: the earlier ones may have been lost on their way to the server. */
static enum sip_verdict check_100_late(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    int64_t waited = context->packet->stamp - t->last_request_time;

    if (t->response_count > 0 || waited <= sip_timer_t1(context) + SIP_SECOND / 5) {
        return SIP_KEPT;
    }
    return sip_response_belongs(context) && !sip_transaction_lost_response(t) &&
                   !sip_server_may_be_stateless(t) &&
                   sip_client_unheard(context, t, context->packet->stamp)
               ? sip_broken(finding, context, SIP_START_LINE,
                            "the first response came %.1f s after the INVITE was sent%s",
                            sip_seconds(waited),
                            t->request_copies > 1 ? sip_word(context, " for the last time") : "")
               : SIP_UNDECIDED;
}

/* The longest time in which an INVITE had no response but perhaps 100. */
struct gap {
    int64_t length;
    const struct sip_response *after; /* the last response before it; NULL: the request was */
    const struct sip_response *end;   /* the one that came then; NULL: a CANCEL did */
    bool reliable;                    /* responses were sent reliably by then */
};

static void widen(struct gap *widest, struct gap *now, int64_t from, int64_t to,
                  const struct sip_response *end)
{
    now->length = to - from;
    now->end = end;
    if (now->length > widest->length) {
        *widest = *now;
    }
}

/* The first response from r on that is not 100, and came before a CANCEL; or NULL. */
static const struct sip_response *next_but_100(const struct sip_transaction *t,
                                               const struct sip_response *r)
{
    while (r != NULL && r->code == 100) {
        r = r->next;
    }
    bool cancelled = r != NULL && t->cancel != NULL && t->cancel->request_frame != 0 &&
                     t->cancel->request_frame < r->frame;
    return cancelled ? NULL : r;
}

/* Only gaps that something ended: what comes after the last message is not known. Of a response
 * that was repeated it is not known when, between first and last copy: that is taken as filled. */
static struct gap widest_gap(const struct sip_transaction *t)
{
    struct gap widest = {0}, now = {0};
    int64_t heard = t->last_request_time;
    const struct sip_response *r = next_but_100(t, t->responses);

    for (; r != NULL && r->code < 200; r = next_but_100(t, r->next)) {
        widen(&widest, &now, heard, r->stamp, r);
        if (r->last_time > heard) {
            heard = r->last_time;
            now.after = r;
        }
        now.reliable = now.reliable || r->reliable;
    }
    if (r != NULL) {
        widen(&widest, &now, heard, r->stamp, r);
    } else if (t->cancel != NULL && t->cancel->request_frame != 0) {
        widen(&widest, &now, heard, t->cancel->request_time, NULL);
    }
    return widest;
}

/* Said of the response that came too late; where none did, of the last one, or else of the INVITE. */
static enum sip_verdict too_long(const struct sip_context *context, struct sip_finding *finding,
                                 const struct gap *gap)
{
    const struct sip_transaction *t = context->transaction;
    uint32_t since = gap->after != NULL ? gap->after->frame : t->request_frame;
    double seconds = sip_seconds(gap->length);
    char after[32];

    if (gap->after != NULL) {
        sip_piece(context, after, sizeof(after), "the %u", gap->after->code);
    } else {
        sip_piece(context, after, sizeof(after), "the INVITE");
    }
    if (gap->end != NULL) {
        return sip_broken_at(finding, context, gap->end, since, "%.0f s after %s in frame %u",
                             seconds, after, since);
    }
    return sip_broken_at(finding, context, gap->after, t->cancel->request_frame,
                         "%.0f s from %s to the CANCEL in frame %u", seconds, after,
                         t->cancel->request_frame);
}

static bool is_followed(const struct sip_transaction *t)
{
    return t->response_count > 0 && t->response_count < SIP_TRANSACTION_MAX_RESPONSES &&
           !t->request_varied && !t->heard_elsewhere && !sip_transaction_lost_response(t);
}

static enum sip_verdict check_refresh(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    struct gap gap = widest_gap(context->transaction);
    const struct sip_response *shown = gap.end != NULL ? gap.end : gap.after;
    bool all =
        shown != NULL && shown->from_contact &&
        sip_has_all_responses(context, gap.after != NULL ? gap.after->stamp
                                                         : context->transaction->request_time);
    int64_t limit = (gap.reliable ? 150 : all ? 60 : 2 * 60) * SIP_SECOND;

    if (!is_followed(context->transaction) || context->transaction->prack_unknown) {
        return SIP_UNDECIDED;
    }
    /* Within two minutes one may have been lost, but on a stream. The server's clock, and the network, may be some
     * seconds off. */
    if (gap.length <= limit + 5 * SIP_SECOND || gap.length > sip_timer_c(context)) {
        return SIP_KEPT; /* or reported by timer-c-risk */
    }
    return too_long(context, finding, &gap);
}

static enum sip_verdict check_timer_c(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    struct gap gap = widest_gap(context->transaction);

    if (!is_followed(context->transaction)) {
        return SIP_UNDECIDED;
    }
    return gap.length > sip_timer_c(context) ? too_long(context, finding, &gap) : SIP_KEPT;
}

/* The first response of that code, for 183 one with SDP, in the dialog; or NULL. */
static const struct sip_response *first_ringing(const struct sip_transaction *t, unsigned code,
                                                struct sip_slice dialog)
{
    const struct sip_response *r = t->responses;

    while (r != NULL &&
           !(r->code == code && sip_response_has_tag(r, dialog) && (code != 183 || r->has_sdp))) {
        r = r->next;
    }
    return r;
}

static enum sip_verdict check_ringing_order(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_message *m = context->message;
    struct sip_slice dialog = sip_message_to_tag(m);
    struct sip_part sdp;
    bool has_sdp = sip_message_part(m, "application/sdp", &sdp) != SIP_ABSENT;
    bool early_media = m->code == 183;
    const struct sip_response *other = first_ringing(t, early_media ? 180 : 183, dialog);

    /* A 180 with SDP is reported by ringing-with-sdp-no-media-auth. */
    if (has_sdp != early_media || other == NULL || first_ringing(t, m->code, dialog) != NULL ||
        sip_message_presence(m, SIP_HDR_P_EARLY_MEDIA) != SIP_ABSENT ||
        !sip_response_belongs(context)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken_by(finding, context, other->frame, SIP_START_LINE,
                         "%s after the %u%s in frame %u",
                         early_media ? sip_word(context, "183 with SDP") : "180", other->code,
                         other->has_sdp ? sip_word(context, " with SDP") : "", other->frame);
}

const struct sip_rule sip_rules_provisional[] = {
    {
        .id = "1xx-non-100-to-non-invite",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4320 §4.1",
        .see = "RFC 3261 §8.2.6.1",
        .codes = "101-199",
        .methods = NON_INVITE,
        .check = check_non_invite,
        .problem = "Provisional response other than 100 to a non-INVITE",
        .requirement = "The only provisional response to a request other than INVITE is 100",
        .remedy =
            "The server must send its final response at once, or a 100 if it needs more time.",
        .silence = "Not reported when the method is not a registered one, since it may define "
                   "provisional responses of its own, or when the response is a reliable one, "
                   "which rel1xx-non-invite reports.",
    },
    {
        .id = "100-non-invite-too-early",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4320 §4.1",
        .see = "RFC 4320 §2.1; RFC 4321 §1.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "100",
        .methods = SIP_M_NON_INVITE,
        .timed = true,
        .once = SIP_ONCE_A_SERVER,
        .check = check_100_too_early,
        .problem = "100 to a non-INVITE sent too early",
        .requirement = "Over UDP, a 100 to a non-INVITE is not sent before Timer E reaches T2",
        .remedy = "The server must not send a 100 at first. The client would then retransmit only "
                  "every T2, and notice a lost response late.",
        .silence = "Not reported when the transport is not UDP, where a 100 may come at any time, "
                   "or in the last T1 before the 100 is allowed: the first copy of the request may "
                   "not have been captured.",
    },
    {
        .id = "100-non-invite-missing",
        .severity = SIP_CHAT, /* widely ignored */
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 4320 §4.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "200-699",
        .methods = SIP_M_NON_INVITE,
        .timed = true,
        .check = check_100_missing,
        .problem = "No 100 to a slow non-INVITE request",
        .requirement = "A non-INVITE without a final response when Timer E reaches T2 gets a 100",
        .remedy = "The server must send a 100 after 3.5 s, on any transport, if it has no final "
                  "response yet.",
        .silence = "Not reported when the final response came within 5 s over UDP: two copies of "
                   "the request may have been lost.",
    },
    {
        .id = "100-late",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.2.1",
        .see = "RFC 3261 §21.1.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_100_late,
        .problem = "No response within 200 ms of INVITE, not even a 100",
        .requirement = "An INVITE without another response within 200 ms gets a 100 at once",
        .remedy = "The server must send a 100 as soon as it receives an INVITE to which it cannot "
                  "respond within 200 ms.",
        .silence = "Not reported when the response came within 200 ms plus a round trip (T1 is "
                   "assumed) of the last copy of the INVITE: earlier copies may have been lost on "
                   "their way. Not reported over UDP either when the client did not retransmit its "
                   "INVITE in time: it has received a response that was not captured.",
    },
    {
        .id = "provisional-gap-60s",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.3.1.1",
        .see = "RFC 3262 §3",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_refresh,
        .problem = "Pending INVITE not refreshed every minute",
        .requirement = "A pending INVITE gets a provisional response other than 100 every minute",
        .remedy = "The server must repeat its provisional response every minute, or every 150 s if "
                  "it sends it reliably, so that no proxy gives up.",
        .silence = "Not reported when the gap is at most 2 minutes and 5 s, as the capture may "
                   "have lost one response (65 s over TCP and TLS where the stream was captured "
                   "without a gap), or 155 s with reliable responses, whose PRACK would show a "
                   "loss. Not reported when nothing ended the gap, or when it exceeds 3 "
                   "minutes: timer-c-risk reports that.",
    },
    {
        .id = "timer-c-risk",
        .severity = SIP_NOTE, /* a warning in the catalogue: one lost packet may look the same */
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.3.1.1",
        .see = "RFC 3261 §16.6; RFC 3261 §16.7; RFC 3261 §16.8",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_timer_c,
        .problem = "Over 3 minutes without a provisional response (Timer C)",
        .requirement =
            "A pending INVITE never goes 3 minutes without a provisional response other than 100",
        .remedy = "The server must send a provisional response every minute. Proxies may cancel "
                  "the call after three, when their Timer C fires.",
        .silence = "Not reported when nothing ended the gap: no-final-response reports that. The "
                   "capture may have lost a response in between, which cannot be seen: check "
                   "whether the intervals leave room for another one.",
    },
    {
        .id = "180-183-order-info",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3960 §3.2",
        .see = "RFC 3261 §21.1.2; RFC 3261 §21.1.5; RFC 5009 §8",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "180,183",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_ringing_order,
        .problem = "Ringing and early media in the same dialog",
        .requirement =
            "P-Early-Media says what the caller hears if both 180 and 183 with SDP are sent",
        .remedy = "The server may send both in either order. If callers hear silence or two tones, "
                  "it should state in P-Early-Media whether it sends media.",
        .silence = "Not reported when P-Early-Media is present, or when a 180 has SDP: "
                   "ringing-with-sdp-no-media-auth reports that. Each fork is checked separately.",
    },
};

SIP_SUBJECT_END(provisional);
