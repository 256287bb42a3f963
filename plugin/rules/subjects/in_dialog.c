/* in_dialog.c
 * Requests inside a dialog: whether their tags, Request-URI, Route and CSeq are those of the dialog (RFC 3261
 * section 12.2.1.1), and what a 481 or 500 to them means (section 12.2.2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/duty.h"
#include "rules/engine/response.h"
#include "rules/engine/endpoint.h"
#include "rules/subjects/subjects.h"
#include "sip/uri.h"
#include "rules/engine/timers.h"
#include "sip/value.h"

/* Siblings that are looked through: it keeps the time for a message constant. */
#define SIBLINGS 8

static struct sip_slice tag_of(const struct sip_message *m, enum sip_header_id from_or_to)
{
    return sip_message_tag(m, from_or_to);
}

static bool is_tag(struct sip_slice tag, const struct sip_dialog_side *side)
{
    return tag.p != NULL && sip_tags_equal(tag, sip_kept_slice(side->tag));
}

/* A copy that a proxy forwarded is judged where it came from. */
static bool is_forwarded(const struct sip_context *context)
{
    return context->transaction->is_branch;
}

/* --- Tags --- */

/* A dialog that a request may be meant for, and the side that sent it. */
struct meant {
    const struct sip_dialog *dialog; /* NULL: there is none */
    unsigned sender;
};

static const struct sip_dialog *newest_sibling(const struct sip_context *context)
{
    return sip_dialogs_newest(context->dialogs, context->message, context->transaction->hop);
}

/* The dialog that has the one tag which the request has. */
static struct meant find_by_one_tag(const struct sip_context *context)
{
    struct sip_slice from = tag_of(context->message, SIP_HDR_FROM);
    struct sip_slice to = tag_of(context->message, SIP_HDR_TO);
    const struct sip_dialog *d = newest_sibling(context);

    for (int i = 0; d != NULL && i < SIBLINGS; d = d->older, i++) {
        for (unsigned side = 0; side < 2; side++) {
            if (is_tag(from, &d->sides[side]) || is_tag(to, &d->sides[!side])) {
                return (struct meant){d, side};
            }
        }
    }
    return (struct meant){NULL, 0};
}

/* Whether an INVITE goes to the peer of a call that is up: a new one has another Call-ID, and goes to an address
 * of record. */
static bool is_reinvite(const struct sip_message *m, const struct meant *meant)
{
    const struct sip_dialog *d = meant->dialog;
    const struct sip_dialog_side *peer = &d->sides[!meant->sender];

    return d->from_start && !d->ambiguous && d->confirmed_frame != 0 && d->ended_frame == 0 &&
           d->over_frame == 0 && sip_dialog_is_acknowledged(d) && peer->target != NULL &&
           sip_duty_same_uri(sip_kept_slice(peer->target), m->uri);
}

/* Whether a SUBSCRIBE refreshes a subscription that lasts: one that makes a new subscription goes to the address in
 * To. */
static bool is_refresh(const struct sip_message *m, const struct meant *meant, int64_t now)
{
    const struct sip_dialog *d = meant->dialog;
    const struct sip_dialog_side *peer = &d->sides[!meant->sender];
    struct sip_address to;

    return d->from_start && !d->ambiguous && d->confirmed_frame != 0 && d->ended_frame == 0 &&
           d->over_frame == 0 && d->session_frame == 0 && d->lapses > now &&
           meant->sender == d->maker && peer->target != NULL &&
           sip_duty_same_uri(sip_kept_slice(peer->target), m->uri) &&
           sip_address_read(sip_message_value(m, SIP_HDR_TO), &to) &&
           !sip_duty_same_uri(to.uri, m->uri);
}

/* Whether the request can only be meant for a dialog. Others may be sent outside of it with its Call-ID and
 * the tag of the caller, but not with the tag that the callee made in its response. */
static bool needs_dialog(const struct sip_message *m, const struct meant *meant, int64_t now)
{
    switch (m->method) {
    case SIP_METHOD_SUBSCRIBE:
        return is_refresh(m, meant, now);
    case SIP_METHOD_INVITE:
        return is_reinvite(m, meant);
    case SIP_METHOD_REFER:
    case SIP_METHOD_MESSAGE:
    case SIP_METHOD_OPTIONS:
        return meant->sender != meant->dialog->maker && tag_of(m, SIP_HDR_FROM).p != NULL;
    default:
        return true;
    }
}

static enum sip_verdict check_tag_missing(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    bool from_missing = tag_of(m, SIP_HDR_FROM).p == NULL;

    if (context->dialog != NULL || (tag_of(m, SIP_HDR_TO).p != NULL && !from_missing)) {
        return SIP_KEPT;
    }
    if (is_forwarded(context) || m->method != context->transaction->method) {
        return SIP_NOT_APPLICABLE; /* an ACK to a failure: ack-non2xx-to-mismatch */
    }
    enum sip_header_id where = from_missing ? SIP_HDR_FROM : SIP_HDR_TO;
    struct meant meant = find_by_one_tag(context);
    if (meant.dialog == NULL || !needs_dialog(m, &meant, context->now)) {
        return SIP_NOT_APPLICABLE;
    }
    bool may_be_for_failure = m->method == SIP_METHOD_ACK && context->transaction->invite == NULL;
    if (may_be_for_failure || sip_message_presence(m, where) != SIP_PRESENT) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, meant.dialog->first_frame,
                         sip_context_bytes(context, where),
                         "%s has no tag; in the dialog that frame %u made it is %s",
                         from_missing ? "From" : "To", meant.dialog->first_frame,
                         meant.dialog->sides[from_missing ? meant.sender : !meant.sender].tag);
}

/* In what a request with two tags differs from the dialog that it seems to be meant for. */
enum difference { UNRELATED, NONE, SWAPPED, FROM_TAG, TO_TAG };

/* The side whose requests come from the client of this transaction. */
static bool sender_of(const struct sip_dialog *d, const struct sip_transaction *t, unsigned *sender)
{
    bool maker = sip_endpoint_same_address(&t->hop->client, &d->hop->client);
    bool other = sip_endpoint_same_address(&t->hop->client, &d->hop->server);

    *sender = maker ? d->maker : !d->maker;
    return maker != other; /* on one host nobody knows */
}

static enum difference compare_tags(const struct sip_dialog *d, unsigned sender,
                                    const struct sip_message *m)
{
    struct sip_slice from = tag_of(m, SIP_HDR_FROM), to = tag_of(m, SIP_HDR_TO);

    bool from_fits = is_tag(from, &d->sides[sender]), to_fits = is_tag(to, &d->sides[!sender]);

    if (is_tag(from, &d->sides[!sender]) && is_tag(to, &d->sides[sender])) {
        return SWAPPED;
    }
    return from_fits ? (to_fits ? NONE : TO_TAG) : to_fits ? FROM_TAG : UNRELATED;
}

/* Whether an ACK with the wrong To tag did not help: the 2xx came again, and nothing else acknowledges
 * it. */
static bool ack_failed(const struct sip_transaction *ack)
{
    const struct sip_response *ok =
        ack->invite != NULL ? sip_transaction_first(ack->invite, 200, 299) : NULL;

    return ok != NULL && ok->acks == 0 && ok->copies > 1 &&
           ok->last_time > ack->request_time + SIP_CAPTURE_JITTER;
}

/* Whether the server shows that it found no dialog: by 481, or by silence when the request was repeated, though
 * it was heard later. */
static bool was_not_found(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;

    if (t->method == SIP_METHOD_ACK) {
        return ack_failed(t);
    }
    if (t->final_frame != 0 || t->method == SIP_METHOD_NOTIFY) {
        return t->final_code == 481;
    }
    return t->response_count == 0 && t->request_copies > 1 && !t->heard_elsewhere &&
           context->end->server_heard > t->request_time &&
           context->now - t->request_time > sip_timer_64_t1(context);
}

/* Whether the notifier itself made this dialog: a NOTIFY from another one is that of a fork, which has a tag of
 * its own. */
static bool is_of_same_notifier(const struct sip_dialog *d, unsigned sender,
                                const struct sip_message *m)
{
    struct sip_address contact;

    return d->sides[sender].target != NULL &&
           sip_address_read(sip_message_value(m, SIP_HDR_CONTACT), &contact) &&
           sip_duty_same_uri(sip_kept_slice(d->sides[sender].target), contact.uri);
}

/* Whether a 2xx to the INVITE that made the dialog may have been missed, and with it a dialog. The ACK to a failure
 * is none to a 2xx. */
static bool may_lack_fork(const struct sip_dialog *d)
{
    const struct sip_transaction *invite = d->sides[d->maker].invites[0];

    return !d->from_start || (d->confirmed_frame == 0 && invite != NULL && invite->ack_frame != 0 &&
                              invite->final_code < 300);
}

/* The dialog that the request differs from least; UNRELATED where there is none, or where one may be missing
 * here. */
static enum difference find_difference(const struct sip_context *context, struct meant *meant)
{
    const struct sip_dialog *d = newest_sibling(context);
    enum difference difference = UNRELATED;

    for (int i = 0; d != NULL && i < SIBLINGS && difference == UNRELATED; d = d->older, i++) {
        if (may_lack_fork(d) || !sender_of(d, context->transaction, &meant->sender)) {
            return UNRELATED;
        }
        meant->dialog = d;
        difference = compare_tags(d, meant->sender, context->message);
    }
    return difference;
}

/* The server had an early dialog with this tag before: the INVITE was forked, and the 2xx of another fork may be
 * lost. */
static bool is_of_fork(const struct sip_transaction *invite, const struct sip_response *ok)
{
    for (const struct sip_response *r = invite->responses; r != NULL; r = r->next) {
        if (r->code < 200 && sip_response_has_tag(r, sip_response_to_tag(ok))) {
            return true;
        }
    }
    return false;
}

/* Whether an ACK has the tag of a provisional response, while the 2xx that it must be for has another. */
static const struct sip_response *acked_by_early_tag(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *ok =
        t->invite != NULL ? sip_transaction_first(t->invite, 200, 299) : NULL;

    return t->method == SIP_METHOD_ACK && ok != NULL && ok->to_tag != NULL &&
                   context->dialog->confirmed_frame == 0 && ack_failed(t) &&
                   !is_of_fork(t->invite, ok)
               ? ok
               : NULL;
}

static enum sip_verdict check_early_tag(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_response *ok = acked_by_early_tag(context);

    if (ok == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken_by(finding, context, ok->frame, sip_context_bytes(context, SIP_HDR_TO),
                         "To tag is %.*s, as in frame %u; that of the %u in frame %u is %s",
                         SIP_ARG(tag_of(context->message, SIP_HDR_TO)),
                         context->dialog->first_frame, ok->code, ok->frame, ok->to_tag);
}

static enum sip_verdict check_tag_wrong(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct meant meant = {NULL, 0};

    if (context->dialog != NULL) {
        return check_early_tag(context, finding);
    }
    if (!context->transaction->in_dialog || tag_of(m, SIP_HDR_FROM).p == NULL ||
        is_forwarded(context) || !was_not_found(context)) {
        return SIP_NOT_APPLICABLE;
    }
    enum difference difference = find_difference(context, &meant);
    if (difference == UNRELATED || difference == NONE ||
        (m->method == SIP_METHOD_NOTIFY && difference == FROM_TAG &&
         !is_of_same_notifier(meant.dialog, meant.sender, m))) {
        return SIP_UNDECIDED;
    }
    const struct sip_dialog_side *sides = meant.dialog->sides;
    enum sip_header_id where = difference == TO_TAG ? SIP_HDR_TO : SIP_HDR_FROM;
    struct sip_slice bytes = sip_context_bytes(context, where);
    uint32_t made = meant.dialog->first_frame;
    if (difference == SWAPPED) {
        return sip_broken_by(finding, context, made, bytes,
                             "the tags are swapped: by frame %u the sender's is %s, the peer's %s",
                             made, sides[meant.sender].tag, sides[!meant.sender].tag);
    }
    return sip_broken_by(finding, context, made, bytes,
                         "%s tag is %.*s; in the dialog that frame %u made it is %s",
                         difference == TO_TAG ? "To" : "From", SIP_ARG(tag_of(m, where)), made,
                         sides[difference == TO_TAG ? !meant.sender : meant.sender].tag);
}

/* --- Request-URI, Route, CSeq --- */

typedef enum sip_verdict (*judgement)(const struct sip_duty *duty, struct sip_finding *finding);

/* Said once, where a client goes on in the same way. */
static enum sip_verdict judge_address(const struct sip_context *context,
                                      struct sip_finding *finding, judgement of)
{
    struct sip_duty duty;

    if (context->dialog == NULL || is_forwarded(context) || !sip_duty_read(context, &duty)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_duty_is_own_hop(&duty) && !sip_duty_is_as_before(&duty) ? of(&duty, finding)
                                                                       : SIP_KEPT;
}

static enum sip_verdict check_target(const struct sip_context *context, struct sip_finding *finding)
{
    return judge_address(context, finding, sip_duty_target);
}

/* Whether a request leaves the hop of its dialog because it has no Route. One with Route goes where that leads: a
 * proxy may have several addresses. */
static enum sip_verdict check_route_past(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    struct sip_duty duty;

    if (sip_message_presence(context->message, SIP_HDR_ROUTE) != SIP_ABSENT ||
        is_forwarded(context) || !sip_duty_read_elsewhere(context, &duty)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_duty_is_own_hop(&duty) ? sip_duty_route(&duty, finding) : SIP_UNDECIDED;
}

static enum sip_verdict check_route(const struct sip_context *context, struct sip_finding *finding)
{
    if (context->dialog == NULL && context->dialogs != NULL) {
        return check_route_past(context, finding);
    }
    return judge_address(context, finding, sip_duty_route);
}

static enum sip_verdict check_cseq(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_duty duty;

    if (context->dialog == NULL || is_forwarded(context) || !sip_duty_read(context, &duty)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_duty_cseq(&duty, finding);
}

/* --- 481 and 500 --- */

/* early-notify-refused speaks of it. */
static bool is_first_notify(const struct sip_duty *duty)
{
    const struct sip_transaction *accepted = duty->sender->accepted;

    return duty->transaction->method == SIP_METHOD_NOTIFY &&
           (accepted == NULL || accepted->method != SIP_METHOD_NOTIFY);
}

/* Whether the response comes from where the Contact of its side leads: no proxy is between. */
static bool is_target(const struct sip_duty *duty, const struct sip_packet *packet)
{
    struct sip_uri uri;

    return sip_uri_read(sip_kept_slice(duty->peer->target), &uri) &&
           sip_response_uri_is(&uri, &packet->source, packet->transport);
}

static enum sip_verdict check_denied(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_dialog *d = context->dialog;
    struct sip_duty duty;

    if (d == NULL || is_forwarded(context) || !sip_duty_read(context, &duty)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_duty_is_done(&duty) || is_first_notify(&duty)) {
        return SIP_UNDECIDED;
    }
    bool itself = is_target(&duty, context->packet);
    return sip_broken_by(
        finding, context, d->confirmed_frame, context->message->code_text,
        itself ? SIP_PHRASE(
                     "%s denies the dialog that frame %u confirmed: tags, Request-URI, Route and "
                     "CSeq of the %s are right, and nothing captured has ended it")
               : SIP_PHRASE("%s, or a server behind it, denies the dialog that frame %u confirmed: "
                            "tags, Request-URI, Route and "
                            "CSeq of the %s are right, and nothing captured has ended it"),
        sip_endpoint_text(&context->packet->source).s, d->confirmed_frame,
        sip_method_name(context->message->method));
}

static bool speaks_of_order(struct sip_slice text)
{
    return sip_slice_find(text, "out of order") != NULL || sip_slice_find(text, "cseq") != NULL;
}

static enum sip_verdict check_in_order(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_finding room;
    struct sip_duty duty;

    if (context->dialog == NULL || !context->dialog->from_start || is_forwarded(context) ||
        (!speaks_of_order(m->phrase) && !speaks_of_order(sip_message_value(m, SIP_HDR_WARNING)) &&
         !speaks_of_order(sip_message_value(m, SIP_HDR_REASON)))) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_duty_read(context, &duty) || duty.sender->highest != context->transaction ||
        sip_duty_cseq(&duty, &room) != SIP_KEPT) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, m->code_text,
                      "%u %.*s, but CSeq number %u of the %s in frame %u is higher than all before",
                      m->code, SIP_ARG(m->phrase), context->transaction->cseq_number,
                      sip_method_name(m->method), context->transaction->request_frame);
}

const struct sip_rule sip_rules_in_dialog[] = {
    {
        .id = "in-dialog-tag-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.2.1.1",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(ACK) | SIP_M(BYE) | SIP_M(PRACK) | SIP_M(UPDATE) | SIP_M(INFO) |
                   SIP_M(NOTIFY) | SIP_M(REFER) | SIP_M(MESSAGE) | SIP_M(OPTIONS) | SIP_M(INVITE) |
                   SIP_M(SUBSCRIBE),
        .timed = true,
        .check = check_tag_missing,
        .problem = "Tag missing from a request inside a dialog",
        .requirement =
            "A request inside a dialog has both tags: its sender's in From, the peer's in To",
        .remedy =
            "The user agent that sent the request must put its own tag into From and the peer's "
            "into To. Without both tags the peer cannot find the dialog and replies 481.",
        .silence = "Only reported where the response that created the dialog was captured on this "
                   "hop and both sides use tags elsewhere in the dialog: an RFC 2543 server "
                   "without To tag creates none. Not reported where a new INVITE, SUBSCRIBE or "
                   "REGISTER has the same Call-ID (a retry after 401 or 3xx): an INVITE is judged "
                   "only where the call is up and the Request-URI is the Contact of the peer, a "
                   "SUBSCRIBE only where the subscription lasts and the Request-URI is the Contact "
                   "of the notifier and not the URI in To. Nor is it reported where MESSAGE, "
                   "OPTIONS or REFER has a From tag other than the one that the callee chose: "
                   "these may be outside of the dialog. An ACK to a 2xx is judged, too. A tag with "
                   "spaces around its semicolon or equals sign is accepted.",
        .explains = {"2xx-not-acked", "rel1xx-not-pracked", "from-tag-missing", "481-to-bye"},
    },
    {
        .id = "in-dialog-tag-wrong",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.2.1.1",
        .see = "RFC 6665 §4.4.1; RFC 3261 §7.3.1",
        .when = SIP_AT_END,
        .methods = SIP_M(ACK) | SIP_M(BYE) | SIP_M(PRACK) | SIP_M(UPDATE) | SIP_M(INVITE) |
                   SIP_M(INFO) | SIP_M(REFER) | SIP_M(NOTIFY) | SIP_M(SUBSCRIBE) | SIP_M(MESSAGE) |
                   SIP_M(OPTIONS),
        .timed = true,
        .check = check_tag_wrong,
        .problem = "Tags of the request match no dialog",
        .requirement = "The tags of a request inside a dialog are those of a dialog that exists",
        .remedy = "The user agent that sent the request must use the tags of the dialog: its own "
                  "in From, the peer's in To. Check first which tag differs, and whether the two "
                  "were swapped.",
        .silence = "Only reported where the responses that created the dialogs with this Call-ID "
                   "were captured on this hop, one tag is that of such a dialog (or both are "
                   "swapped), and the request got 481 or no response at all; a NOTIFY only with "
                   "481, and an ACK only where the 2xx came again. Not reported where a fork may "
                   "have responded by another path, where the capture begins late, where a B2BUA "
                   "uses the same Call-ID on both legs, or where a NOTIFY follows a refused "
                   "SUBSCRIBE. A NOTIFY whose From tag alone differs may come from a fork: it is "
                   "reported only if its Contact is that of the 2xx. The case of tags is ignored.",
        .explains = {"2xx-not-acked", "rel1xx-not-pracked", "unanswered-request", "481-to-bye",
                     "dialog-gone-481-408"},
    },
    {
        .id = "in-dialog-wrong-target",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.2.1.1",
        .see = "RFC 3261 §12.2.2; RFC 3262 §4; RFC 3311 §5.1; RFC 6141 §4.6; RFC 6141 §4.7",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE) | SIP_M(PRACK) | SIP_M(UPDATE) | SIP_M(INVITE) | SIP_M(INFO) |
                   SIP_M(REFER) | SIP_M(NOTIFY) | SIP_M(SUBSCRIBE) | SIP_M(MESSAGE) |
                   SIP_M(OPTIONS),
        .timed = true,
        .check = check_target,
        .problem = "Request-URI inside a dialog is not the peer's Contact",
        .requirement =
            "The Request-URI of a request inside a dialog is the latest Contact of the peer",
        .remedy =
            "The user agent that sent the request must put the URI from the peer's latest Contact "
            "into the Request-URI. The address of record or the URI in To is not the target.",
        .silence =
            "Only reported on the hop next to the sender (one Via), and once, as long as the "
            "sender goes on in the same way. Not reported where the route set begins with a strict "
            "router, where a proxy rewrites Contact or Request-URI, where a GRUU is used, or where "
            "the server uses the source address of a peer behind NAT instead of its private "
            "Contact. URIs are compared as in RFC 3261 §19.1.4, without the parts that table 1 of "
            "§19.1.1 forbids. Contacts of requests and of responses, reliable 1xx included, move "
            "the target; a failed re-INVITE or UPDATE and an unreliable 1xx do not (RFC 6141).",
        .explains = {"in-dialog-wrong-route", "dialog-destroying-code", "dialog-gone-481-408",
                     "481-to-bye", "prack-unmatched-code", "early-notify-refused", "bye-not-2xx",
                     "unanswered-request", "482-no-loop-visible"},
    },
    {
        .id = "in-dialog-wrong-route",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.2.1.1",
        .see = "RFC 3261 §12.1.1; RFC 3261 §12.1.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE) | SIP_M(PRACK) | SIP_M(UPDATE) | SIP_M(INVITE) | SIP_M(INFO) |
                   SIP_M(REFER) | SIP_M(NOTIFY) | SIP_M(SUBSCRIBE) | SIP_M(MESSAGE) |
                   SIP_M(OPTIONS),
        .timed = true,
        .check = check_route,
        .problem = "Route inside a dialog is not the route set",
        .requirement =
            "Route of a request inside a dialog is the route set, taken from Record-Route",
        .remedy = "The user agent that sent the request must build Route from Record-Route: the "
                  "caller from the response, in reverse order, the callee from the request, in "
                  "order, with all parameters of the URIs. Often the preloaded Route of the INVITE "
                  "is used by mistake.",
        .silence =
            "Only reported on the hop next to the sender (one Via), where the request and "
            "the response that created the dialog were captured, and once, as long as the "
            "sender goes on in the same way; a missing Route is reported too. Not reported "
            "where the one value too many is the next hop itself (an outbound proxy, a "
            "P-CSCF), where a strict router swaps values with the Request-URI, or where the "
            "callee has not copied Record-Route (record-route-not-copied). How lr is written, "
            "and a transport that is added or left out, make no difference.",
        .explains = {"dialog-destroying-code", "dialog-gone-481-408", "prack-unmatched-code",
                     "bye-not-2xx", "unanswered-request", "482-no-loop-visible"},
    },
    {
        .id = "in-dialog-cseq-not-increased",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.2.1.1",
        .see = "RFC 3261 §12.2.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(BYE) | SIP_M(PRACK) | SIP_M(UPDATE) | SIP_M(INVITE) | SIP_M(INFO) |
                   SIP_M(REFER) | SIP_M(NOTIFY) | SIP_M(SUBSCRIBE) | SIP_M(MESSAGE) |
                   SIP_M(OPTIONS),
        .timed = true,
        .check = check_cseq,
        .problem = "CSeq inside a dialog is not higher than before",
        .requirement = "Each new request of a side inside a dialog has a higher CSeq number",
        .remedy = "The user agent that sent the request must raise CSeq for each new request in "
                  "the dialog, PRACK and UPDATE included. A proxy or B2BUA that sends a BYE of its "
                  "own must continue the numbers of that side.",
        .silence = "Not reported where the request is an ACK, a CANCEL or a repetition, was "
                   "captured twice, was seen on another hop, is out of order within the jitter, or "
                   "shares its frame with a parallel request. A retry with credentials is left to "
                   "auth-cseq-not-incremented.",
        .explains = {"500-low-cseq", "500-cseq-in-order"},
    },
    {
        .id = "dialog-denied",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §12.2.2",
        .see = "RFC 3261 §12.1.1; RFC 3261 §15.1.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "481",
        .methods = SIP_M(BYE) | SIP_M(UPDATE) | SIP_M(INVITE) | SIP_M(INFO) | SIP_M(REFER) |
                   SIP_M(MESSAGE) | SIP_M(OPTIONS) | SIP_M(SUBSCRIBE) | SIP_M(NOTIFY),
        .timed = true,
        .check = check_denied,
        .problem = "481 inside a dialog that has not ended",
        .requirement = "A server keeps a dialog that it confirmed until the dialog ends",
        .remedy =
            "The server that sent the 481, or one behind it, has lost the dialog. Check first for "
            "a restart, a failover to a node without its state, or an internal timer.",
        .silence =
            "Only reported in calls whose 2xx have an ACK, and where tags, Request-URI, Route and "
            "CSeq of the request can be seen to be right: see in-dialog-tag-wrong, "
            "in-dialog-wrong-target, in-dialog-wrong-route and in-dialog-cseq-not-increased. Not "
            "reported where a BYE (even if it has no response yet), a failure that ends a dialog "
            "or an expired session timer has ended the call. SUBSCRIBE and NOTIFY are judged where "
            "the subscription is known to last still, and nobody has ended it; other rules judge "
            "the first NOTIFY (early-notify-refused) and PRACK (prack-unmatched-code). It "
            "replaces 481-to-bye.",
        .explains = {"dialog-gone-481-408"},
    },
    {
        .id = "500-cseq-in-order",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §12.2.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "500",
        .methods = SIP_M(BYE) | SIP_M(PRACK) | SIP_M(UPDATE) | SIP_M(INVITE) | SIP_M(INFO) |
                   SIP_M(REFER) | SIP_M(NOTIFY) | SIP_M(SUBSCRIBE) | SIP_M(MESSAGE) |
                   SIP_M(OPTIONS),
        .check = check_in_order,
        .problem = "500 for a wrong CSeq, but the CSeq is in order",
        .requirement =
            "A request whose CSeq number is higher than all before is in order, even after a gap",
        .remedy = "The server must compare CSeq with earlier requests of the same side in the same "
                  "dialog only, and accept gaps. Check first whether a request of that side "
                  "reached it by another path.",
        .silence =
            "Only reported where \"out of order\" or \"CSeq\" occurs in the reason phrase, Warning "
            "or Reason, because a 500 has many other causes, and where the start of the dialog was "
            "captured on this hop. Not reported where requests of that side were not captured.",
    },
};
SIP_SUBJECT_END(in_dialog);
