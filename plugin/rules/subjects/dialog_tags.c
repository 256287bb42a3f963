/* dialog_tags.c
 * Tags of requests inside a dialog: whether they are those of a dialog that exists (RFC 3261 section 12.2.1.1). A copy
 * that a proxy forwarded is judged where it came from.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/duty.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"
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

/* The side whose requests come from the client of this transaction. */
static bool sender_of(const struct sip_dialog *d, const struct sip_transaction *t, unsigned *sender)
{
    bool maker = sip_endpoint_same_address(&t->hop->client, &d->hop->client);
    bool other = sip_endpoint_same_address(&t->hop->client, &d->hop->server);

    *sender = maker ? d->maker : !d->maker;
    return maker != other; /* on one host nobody knows */
}

/* The newest dialog that a request without any tag may be meant for: whichever it is, its tags are missing. Peers of
 * RFC 2543 have shown no tag in the dialog either. */
static struct meant find_without_tags(const struct sip_context *context)
{
    const struct sip_dialog *d = newest_sibling(context);
    unsigned sender;

    for (int i = 0; d != NULL && i < SIBLINGS; d = d->older, i++) {
        bool both = d->sides[0].tag != NULL && d->sides[1].tag != NULL;
        if (both && d->from_start && d->confirmed_frame != 0 &&
            sender_of(d, context->transaction, &sender)) {
            return (struct meant){d, sender};
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
    bool both = from_missing && tag_of(m, SIP_HDR_TO).p == NULL;

    if (context->dialog != NULL || (tag_of(m, SIP_HDR_TO).p != NULL && !from_missing)) {
        return SIP_KEPT;
    }
    if (context->transaction->is_branch || m->method != context->transaction->method) {
        return SIP_NOT_APPLICABLE; /* an ACK to a failure: ack-non2xx-to-mismatch */
    }
    enum sip_header_id where = from_missing ? SIP_HDR_FROM : SIP_HDR_TO;
    struct meant meant = both ? find_without_tags(context) : find_by_one_tag(context);
    if (meant.dialog == NULL || !needs_dialog(m, &meant, context->now)) {
        return SIP_NOT_APPLICABLE;
    }
    bool may_be_for_failure = m->method == SIP_METHOD_ACK && context->transaction->invite == NULL;
    if (may_be_for_failure || sip_message_presence(m, where) != SIP_PRESENT) {
        return SIP_UNDECIDED;
    }
    if (both) {
        return sip_broken_by(finding, context, meant.dialog->first_frame,
                             sip_context_bytes(context, where),
                             "neither From nor To has a tag; in the dialog that frame %u made they "
                             "are %s and %s",
                             meant.dialog->first_frame, meant.dialog->sides[meant.sender].tag,
                             meant.dialog->sides[!meant.sender].tag);
    }
    return sip_broken_by(finding, context, meant.dialog->first_frame,
                         sip_context_bytes(context, where),
                         "%s has no tag; in the dialog that frame %u made it is %s",
                         from_missing ? "From" : "To", meant.dialog->first_frame,
                         meant.dialog->sides[from_missing ? meant.sender : !meant.sender].tag);
}

/* In what a request with two tags differs from the dialog that it seems to be meant for. */
enum difference { UNRELATED, NONE, SWAPPED, FROM_TAG, TO_TAG };

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

/* Whether the tag of the callee that no dialog has may be that of a fork whose responses are not in the capture: a
 * PRACK or an ACK names one, or the callee itself sends the request before it is known who answers the call. What
 * became of the request that has the tag says nothing about it. */
static bool may_be_of_lost_fork(const struct sip_context *context, const struct meant *meant,
                                enum difference difference)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *d = meant->dialog;
    const struct sip_transaction *invite = sip_dialog_first_invite(d);
    bool by_maker = meant->sender == d->maker;

    if (invite == NULL || difference != (by_maker ? TO_TAG : FROM_TAG)) {
        return false;
    }
    return (invite->prack_unknown && t->method != SIP_METHOD_PRACK) ||
           (invite->ack_unknown && sip_dialog_ack(d) != SIP_ABSENT) ||
           (!by_maker && (d->confirmed_frame == 0 || d->confirmed_frame > t->request_frame) &&
            !sip_transaction_has_all_responses(invite, invite->request_time));
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
        context->transaction->is_branch || !was_not_found(context)) {
        return SIP_NOT_APPLICABLE;
    }
    enum difference difference = find_difference(context, &meant);
    if (difference == UNRELATED || difference == NONE ||
        (m->method == SIP_METHOD_NOTIFY && difference == FROM_TAG &&
         !is_of_same_notifier(meant.dialog, meant.sender, m)) ||
        may_be_of_lost_fork(context, &meant, difference)) {
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

/* Of a dialog that was not captured nobody knows the tags, but who refuses the request has some: it gives one in
 * its 481, as peers of RFC 2543 do not. */
static enum sip_verdict check_denied_without_tag(const struct sip_context *context,
                                                 struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *denial = sip_transaction_first(t, 481, 481);

    if (t->in_dialog || denial == NULL || denial->frame != t->final_frame ||
        context->dialog != NULL || t->is_branch || newest_sibling(context) != NULL) {
        return SIP_NOT_APPLICABLE; /* or in-dialog-tag-missing reports it */
    }
    if (denial->to_tag == NULL || t->request_varied ||
        sip_message_presence(context->message, SIP_HDR_TO) != SIP_PRESENT) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, denial->frame, sip_context_bytes(context, SIP_HDR_TO),
                         "To has no tag; the 481 in frame %u has %s", denial->frame,
                         denial->to_tag);
}

const struct sip_rule sip_rules_dialog_tags[] = {
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
        .silence =
            "Only reported where the response that created the dialog was captured on this "
            "hop and both sides use tags elsewhere in the dialog: an RFC 2543 server "
            "without To tag creates none. Not reported where a new INVITE, SUBSCRIBE or "
            "REGISTER has the same Call-ID (a retry after 401 or 3xx): an INVITE is judged "
            "only where the call is up and the Request-URI is the Contact of the peer, a "
            "SUBSCRIBE only where the subscription lasts and the Request-URI is the Contact "
            "of the notifier and not the URI in To. Nor is it reported where MESSAGE, "
            "OPTIONS or REFER has a From tag other than the one that the callee chose: "
            "these may be outside of the dialog. An ACK to a 2xx is judged, too. A request "
            "without any tag is judged by the newest confirmed dialog with its Call-ID. A tag with "
            "spaces around its semicolon or equals sign is accepted.",
        .explains = {"2xx-not-acked", "rel1xx-not-pracked", "from-tag-missing", "481-to-bye",
                     "unanswered-request"},
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
                     "subscribe-no-notify"},
    },
    {
        .id = "denied-without-to-tag",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.2.1.1",
        .see = "RFC 3261 §15.1.2; RFC 3261 §12.2.2",
        .when = SIP_AT_END,
        .methods = SIP_M(BYE) | SIP_M(PRACK) | SIP_M(UPDATE),
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_denied_without_tag,
        .problem = "481 to an in-dialog request that has no To tag",
        .requirement = "BYE, PRACK and UPDATE have the tag of the peer in To",
        .remedy = "The user agent that sent the request must put the peer's tag into To, as the "
                  "response or the INVITE that made the dialog had it. Without it the peer cannot "
                  "find the dialog.",
        .silence =
            "Only reported where no dialog with this Call-ID was captured on this hop: else "
            "in-dialog-tag-missing reports it, with the tag that is due. Not reported where "
            "the 481 has no To tag either, as its sender may use none. Not "
            "for INFO, which some send as a keep-alive. Tags that are swapped cannot be told "
            "without the dialog.",
        .explains = {"request-refused"},
    },
};

SIP_SUBJECT_END(dialog_tags);
