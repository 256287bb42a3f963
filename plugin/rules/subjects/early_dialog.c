/* early_dialog.c
 * Early dialogs, 199, and requests that fork (RFC 3261 section 12.1, RFC 6228).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/exchange.h"
#include "rules/engine/fields.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"
#include "sip/body.h"
#include "sip/value.h"

/* "SIP;cause=486". A 199 may give other protocols' reasons besides (RFC 3326 section 2). */
static enum sip_verdict check_199_reason(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_values it = sip_values_of(m, SIP_HDR_REASON);
    const struct sip_row *row = it.row;
    struct sip_slice value, cause;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_is(sip_value_main(value), "SIP") && sip_value_param(value, "cause", &cause)) {
            return SIP_KEPT;
        }
    }
    if (row == NULL) {
        return sip_check_required(context, finding);
    }
    if (!m->headers_complete) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, sip_row_bytes(row), "Reason: %.*s gives no SIP code",
                      SIP_ARG(row->value));
}

static enum sip_verdict check_199_tag(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    for (int i = 0; i < SIP_RULE_MAX_HEADERS && context->rule->headers[i]; i++) {
        const struct sip_row *row =
            sip_message_option_row(context->message, context->rule->headers[i], "199");
        if (row != NULL) {
            return sip_broken(finding, context, sip_row_bytes(row), "%s: %.*s",
                              sip_header_name(context->rule->headers[i]), SIP_ARG(row->value));
        }
    }
    return context->message->headers_complete ? SIP_KEPT : SIP_UNDECIDED;
}

/* A reliable 199 may have to bring an offer, where the INVITE had none; it then has no m= lines
 * (RFC 6228 section 8). */
static enum sip_verdict check_199_sdp(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    bool reliable = sip_message_reliable_row(m) != NULL;
    struct sip_slice lines, value;
    struct sip_part part;
    char type;

    switch (sip_message_part(m, "application/sdp", &part)) {
    case SIP_ABSENT:
        return SIP_KEPT;
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_PRESENT:
        break;
    }
    for (lines = part.content; sip_sdp_next(&lines, &type, &value);) {
        if (type == 'm') {
            return sip_broken(finding, context, part.content, "SDP has m=%.*s", SIP_ARG(value));
        }
    }
    return reliable ? SIP_KEPT
                    : sip_broken(finding, context, part.content, "SDP in a 199 without RSeq");
}

static enum sip_verdict check_199(const struct sip_context *context, struct sip_finding *finding)
{
    if (sip_response_option(context, "199")) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "%s",
                      sip_response_to(context, SIP_HDR_SUPPORTED).text);
}

static enum sip_verdict check_unknown_199(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_message *m = context->message;
    struct sip_slice dialog = sip_message_to_tag(m);

    if (t->in_dialog || dialog.n == 0 || sip_message_presence(m, SIP_HDR_RSEQ) != SIP_ABSENT) {
        return SIP_NOT_APPLICABLE; /* a reliable 199 makes a dialog of its own */
    }
    if (!sip_values_contain(context->request, SIP_HDR_SUPPORTED, "199")) {
        return SIP_NOT_APPLICABLE; /* reported by 199-not-supported */
    }
    if (sip_transaction_response(t, 101, 199, dialog) != NULL) {
        return SIP_KEPT;
    }
    if (!sip_response_belongs(context) || t->heard_elsewhere) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, dialog,
                      "no provisional response before had the To tag %.*s", SIP_ARG(dialog));
}

static enum sip_verdict check_early_dialogs(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice dialog = sip_message_to_tag(context->message);
    const struct sip_response *other = NULL;
    unsigned dialogs = 1;

    if (t->in_dialog || dialog.n == 0 || !sip_response_belongs(context)) {
        return SIP_NOT_APPLICABLE;
    }
    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        if (sip_response_has_tag(r, dialog)) {
            return SIP_KEPT;
        }
        if (r->code > 100 && r->code < 200 && r->to_tag != NULL) {
            dialogs += sip_transaction_response(t, 101, 199, sip_response_to_tag(r)) == r;
            other = r;
        }
    }
    if (other == NULL) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, other->frame, dialog,
                         "early dialog %u, To tag %.*s; the %u in frame %u has %s", dialogs,
                         SIP_ARG(dialog), other->code, other->frame, other->to_tag);
}

/* An earlier 2xx to the INVITE in another dialog, or NULL. */
static const struct sip_response *earlier_fork(const struct sip_context *context)
{
    struct sip_slice tag = sip_message_to_tag(context->message);
    const struct sip_response *first = sip_transaction_first(context->transaction, 200, 299);

    if (first == NULL || first->to_tag == NULL || tag.p == NULL ||
        context->transaction->in_dialog || !sip_response_belongs(context)) {
        return NULL;
    }
    return sip_transaction_response(context->transaction, 200, 299, tag) ? NULL : first;
}

static enum sip_verdict another_dialog(const struct sip_context *context,
                                       struct sip_finding *finding,
                                       const struct sip_response *first)
{
    return sip_broken_by(finding, context, first->frame,
                         sip_row_bytes(sip_message_row(context->message, SIP_HDR_TO)),
                         "To tag %.*s, %.1f s after the %u in frame %u with tag %s",
                         SIP_ARG(sip_message_to_tag(context->message)),
                         sip_seconds(context->packet->stamp - first->stamp), first->code,
                         first->frame, first->to_tag);
}

static enum sip_verdict check_2xx_forked(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_response *first = earlier_fork(context);

    if (first == NULL || context->packet->stamp - first->stamp > sip_timer_64_t1(context)) {
        return SIP_NOT_APPLICABLE; /* or reported by 2xx-late */
    }
    return another_dialog(context, finding, first);
}

static enum sip_verdict check_2xx_late(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_response *first = earlier_fork(context);

    if (first == NULL || context->packet->stamp - first->stamp <= sip_timer_64_t1(context)) {
        return SIP_KEPT;
    }
    return another_dialog(context, finding, first);
}

/* Over UDP a provisional response may have been lost before the capture. An offer of the callee is still wrong before
 * there was a reliable one with its PRACK (RFC 3311 section 5.1). */
static enum sip_verdict judge_early_offer(const struct sip_context *context,
                                          const struct sip_transaction *invite,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *d = context->dialog;
    const struct sip_response *first =
        sip_transaction_response(invite, 101, 199, sip_kept_slice(d->sides[!d->maker].tag));
    bool before = first != NULL && first->frame == d->first_frame &&
                  first->stamp - t->request_time > SIP_CAPTURE_JITTER;
    const char *why = before && t->offers ? sip_exchange_proof(d, invite, t->request_frame) : NULL;

    if (why == NULL || sip_transaction_lost_request(invite, invite->request_time)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, invite->request_frame, SIP_START_LINE,
                         "UPDATE with an offer %.1f s after the INVITE in frame %u; the first "
                         "response with a To tag came in frame %u, after the UPDATE, and no PRACK "
                         "can have come before: %s",
                         sip_seconds(t->request_time - invite->request_time), invite->request_frame,
                         first->frame, sip_word(context, why));
}

/* The INVITE that makes the dialog of an UPDATE later, where both run over one stream: no response with the tag can
 * have come before, if all of it was captured. */
static enum sip_verdict check_update_before(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *d = sip_known_dialog(context);
    const struct sip_transaction *invite =
        d != NULL && d->from_start ? d->sides[d->maker].invites[0] : NULL;

    if (invite == NULL || invite->in_dialog || d->first_frame < t->request_frame ||
        invite->request_frame == 0 || invite->request_frame > t->request_frame ||
        sip_dialog_client(d, context->message) == d->maker) {
        return SIP_NOT_APPLICABLE;
    }
    if (d->partial) {
        return SIP_UNDECIDED;
    }
    if (!sip_transaction_is_back(invite, t) ||
        !sip_transaction_has_all_responses(invite, invite->request_time)) {
        return judge_early_offer(context, invite, finding);
    }
    return sip_broken_by(finding, context, invite->request_frame, SIP_START_LINE,
                         "UPDATE %.1f s after the INVITE in frame %u; the first response with a To "
                         "tag came in frame %u, after the UPDATE",
                         sip_seconds(t->request_time - invite->request_time), invite->request_frame,
                         d->first_frame);
}

/* Whether a reliable response of the dialog, as far as was captured, has brought a session description before. */
static bool has_reliable_answer(const struct sip_transaction *invite, struct sip_slice callee,
                                uint32_t before)
{
    for (const struct sip_response *r = invite->responses; r != NULL && r->frame < before;
         r = r->next) {
        if (r->code > 100 && r->code < 200 && sip_exchange_same_dialog(r, callee) &&
            (r->uncertain || (r->rseq != 0 && r->has_sdp))) {
            return true;
        }
    }
    return false;
}

/* A 2xx whose first copies were lost before the capture comes again after T1, after 2*T1 more, and so on. */
#define COPIES_LOST 3

/* Whether the INVITE was pending for the sender of the request. The caller acknowledges a 2xx that it has; the callee
 * may have sent a copy of it before. */
static bool is_invite_pending(const struct sip_context *context,
                              const struct sip_transaction *invite, struct sip_slice callee,
                              bool of_caller)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *final = sip_transaction_response(invite, 200, 699, callee);

    if (final == NULL || final->frame < t->request_frame ||
        invite->final_frame < t->request_frame ||
        final->stamp - t->request_time <= SIP_CAPTURE_JITTER ||
        (invite->ack_frame != 0 && invite->ack_frame < final->frame)) {
        return false;
    }
    return of_caller || final->code >= 300 ||
           final->stamp - t->request_time > COPIES_LOST * sip_timer_t1(context);
}

/* The offer of an INVITE has its answer in a reliable response, or in the 2xx: until then there is no other offer. */
static enum sip_verdict check_update_pending(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *d = t->offers && !t->is_branch ? sip_known_dialog(context) : NULL;
    const struct sip_transaction *invite =
        d != NULL && d->from_start ? sip_dialog_first_invite(d) : NULL;

    if (invite == NULL || !invite->offers || d->first_frame > t->request_frame) {
        return SIP_NOT_APPLICABLE; /* or reported by update-before-dialog */
    }
    struct sip_slice callee = sip_kept_slice(d->sides[!d->maker].tag), sdp;
    bool of_caller = sip_dialog_client(d, context->message) == d->maker;
    struct sip_message room;
    const struct sip_message *request = sip_transaction_request(invite, &room);
    const char *why = sip_exchange_proof(d, invite, t->request_frame);

    if (has_reliable_answer(invite, callee, t->request_frame) ||
        !is_invite_pending(context, invite, callee, of_caller)) {
        return SIP_KEPT;
    }
    if (why == NULL || d->partial || invite->request_varied || request == NULL ||
        sip_message_session(request, &sdp) != SIP_PRESENT ||
        sip_message_session(context->message, &sdp) != SIP_PRESENT ||
        sip_transaction_lost_request(invite, invite->request_time)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, invite->request_frame, SIP_START_LINE,
                         "UPDATE of %s with an offer, %.1f s after that of the INVITE in frame %u; "
                         "no reliable response has answered it, and none can be missing here: %s",
                         of_caller ? sip_word(context, "the caller")
                                   : sip_word(context, "the callee"),
                         sip_seconds(t->request_time - invite->request_time), invite->request_frame,
                         sip_word(context, why));
}

const struct sip_rule sip_rules_early_dialog[] = {
    {
        .id = "199-reason-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 6228 §5",
        .see = "RFC 6228 §6; RFC 3326 §2",
        .codes = "199",
        .headers = {SIP_HDR_REASON},
        .check = check_199_reason,
        .problem = "199 without a SIP response code in Reason",
        .requirement = "A 199 gives in Reason the response code that ended the early dialog",
        .remedy = "The user agent server or proxy that created the 199 must add Reason with "
                  "protocol SIP and that code as cause.",
    },
    {
        .id = "199-option-tag",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6228 §5",
        .see = "RFC 6228 §6",
        .codes = "199",
        .headers = {SIP_HDR_SUPPORTED, SIP_HDR_REQUIRE, SIP_HDR_PROXY_REQUIRE},
        .check = check_199_tag,
        .problem = "Option tag 199 in a 199 response",
        .requirement =
            "A 199 does not list the option tag 199 in Supported, Require or Proxy-Require",
        .remedy = "The user agent server or proxy that created the 199 must remove the option tag "
                  "199 from these header fields.",
    },
    {
        .id = "199-sdp",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 6228 §8",
        .see = "RFC 6228 §5",
        .codes = "199",
        .check = check_199_sdp,
        .problem = "SDP in a 199",
        .requirement = "A 199 carries no SDP, unless a reliable one has to make the offer",
        .remedy = "The user agent server or proxy that created the 199 should leave SDP out. If a "
                  "reliable 199 must carry an offer, that offer should have no m= lines.",
        .silence = "Not reported when a reliable 199 carries an offer without m= lines: an INVITE "
                   "without an offer makes that necessary.",
    },
    {
        .id = "199-not-supported",
        /* Option tags warn at most: another server of the path may have added the tag. */
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6228 §5",
        .see = "RFC 6228 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "199",
        .methods = SIP_M(INVITE),
        .check = check_199,
        .problem = "199 sent to a client that does not support it",
        .requirement = "A 199 is sent only if the request lists 199 in Supported",
        .remedy = "The server or forking proxy must not send a 199 to this client. A proxy that "
                  "added the option tag itself must not forward the 199.",
    },
    {
        .id = "199-unknown-early-dialog",
        .severity = SIP_CHAT, /* a note in the catalogue: one lost packet looks the same */
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 6228 §4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "199",
        .methods = SIP_M(INVITE),
        .check = check_unknown_199,
        .problem = "199 for an unknown early dialog",
        .requirement =
            "The client discards an unreliable 199 for an early dialog that it does not know",
        .remedy = "The server or proxy that created the 199 must use the To tag of the early "
                  "dialog that ended. The client discards this one.",
        .silence =
            "Not reported when the 199 has RSeq, since it must be acknowledged in any case, or "
            "when the INVITE does not support 199 (199-not-supported reports that). The capture "
            "may have lost the response that created the early dialog; this cannot be seen.",
    },
    {
        .id = "1xx-multiple-early-dialogs",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §13.2.2.1",
        .see = "RFC 3261 §13.3.1.1; RFC 3261 §12.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-198",
        .methods = SIP_M(INVITE),
        .check = check_early_dialogs,
        .problem = "Several early dialogs for one INVITE",
        .requirement = "A single user agent uses a single To tag in its provisional responses",
        .remedy = "Check first whether the call was forked, diverted or sent to an announcement: "
                  "nothing is wrong then. A single user agent must use a single To tag.",
    },
    {
        .id = "2xx-forked-multiple",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §13.2.2.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_2xx_forked,
        .problem = "Several 2xx to one INVITE (forking)",
        .requirement = "The client acknowledges each 2xx of a forked INVITE and ends unwanted "
                       "dialogs with BYE",
        .remedy = "The client must acknowledge every dialog, and end those that it does not want "
                  "with BYE.",
    },
    {
        .id = "2xx-late",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §13.2.2.4",
        .see = "RFC 6026 §7.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_2xx_late,
        .problem = "Another 2xx more than 64*T1 after the first",
        .requirement = "All 2xx of a forked INVITE arrive within 64*T1 of the first",
        .remedy = "The proxy should cancel its other branches as soon as one has brought a 2xx: "
                  "the client can no longer match this 2xx to its INVITE.",
    },
    {
        .id = "update-before-dialog",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3311 §5.1",
        .see = "RFC 3261 §12.1; RFC 3261 §12.2",
        .when = SIP_AT_END,
        .methods = SIP_M(UPDATE),
        .timed = true,
        .check = check_update_before,
        .problem = "UPDATE of the callee before any early dialog",
        .requirement = "UPDATE is sent in a dialog, early or confirmed; a response with a To tag "
                       "creates it",
        .remedy = "The callee must first send a provisional response with its To tag, best "
                  "reliably, and then the UPDATE. The caller cannot match the UPDATE, and rightly "
                  "refuses it.",
        .silence = "Only reported over TCP or TLS, where INVITE, UPDATE and responses run over one "
                   "connection without a gap: over UDP a provisional response may have been lost "
                   "before it came to the capture. There an UPDATE with an offer is reported, for "
                   "which a PRACK must have come before, where none can have: the INVITE does not "
                   "list 100rel, or the caller's CSeq numbers leave none out.",
        .explains = {"request-refused"},
    },
    {
        .id = "update-offer-pending",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3311 §5.1",
        .see = "RFC 3261 §13.2.1; RFC 6337 §2.2",
        .when = SIP_AT_END,
        .methods = SIP_M(UPDATE),
        .needs = {SIP_HDR_CONTENT_TYPE},
        .timed = true,
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_update_pending,
        .problem = "UPDATE with an offer while that of the INVITE is pending",
        .requirement = "Before the 2xx, UPDATE contains an offer only after a reliable response "
                       "with the answer to that of the INVITE",
        .remedy = "The callee must first send its answer in a reliable provisional response, and "
                  "wait for the PRACK. If the INVITE does not allow that, both sides must wait for "
                  "the 2xx. SDP in a provisional response without RSeq is no answer.",
        .silence = "Only reported where a reliable response and its PRACK cannot both be missing "
                   "in the capture: the INVITE does not list 100rel, the caller's CSeq numbers "
                   "leave none out, or a TCP stream has no gap. Not reported where a 2xx may have "
                   "come before: the final response was not captured, or is a 2xx within 3*T1 of "
                   "an UPDATE of the callee.",
        .explains = {"request-refused"},
    },
};

SIP_SUBJECT_END(early_dialog);
