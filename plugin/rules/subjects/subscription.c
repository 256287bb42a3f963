/* subscription.c
 * SUBSCRIBE and the NOTIFY that follows (RFC 6665).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/endpoint.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/notify.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

/* A response that grants no time (a fetch, or the end of a subscription) starts nothing that would
 * need an address for later. */
static enum sip_verdict check_subscribe_contact(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    if (sip_message_expires_is_zero(context->message)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_check_required(context, finding);
}

static enum sip_verdict check_204(const struct sip_context *context, struct sip_finding *finding)
{
    if (context->request->method != SIP_METHOD_SUBSCRIBE) {
        return sip_response_to_other_method(context, finding);
    }
    if (!sip_message_in_dialog(context->request)) {
        return sip_broken(finding, context, SIP_START_LINE, "no To tag in frame %u, so no dialog",
                          context->transaction->request_frame);
    }
    return sip_response_without(context, finding, SIP_HDR_SUPPRESS_IF_MATCH);
}

/* NOTIFY within this time of a 204 is what the SUBSCRIBE triggered. */
#define TRIGGERED (2 * SIP_SECOND)

static enum sip_verdict check_204_then_notify(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    const struct sip_transaction *t =
        sip_known_dialog(context) != NULL ? sip_server_side(context)->accepted : NULL;
    const struct sip_row *etag = sip_message_row(context->message, SIP_HDR_SIP_ETAG);
    const struct sip_message *subscribe;
    struct sip_message room;

    if (t == NULL || t->method != SIP_METHOD_SUBSCRIBE || t->final_code != 204 ||
        context->now - t->final_time > TRIGGERED || etag == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_slice state = sip_message_value(context->message, SIP_HDR_SUBSCRIPTION_STATE);
    subscribe = sip_transaction_request(t, &room);
    if (subscribe == NULL || !sip_slice_is(sip_value_main(state), "active") ||
        !sip_slice_equal(sip_message_value(subscribe, SIP_HDR_SUPPRESS_IF_MATCH), etag->value)) {
        return SIP_KEPT; /* the state has changed, or the subscription has */
    }
    enum sip_verdict verdict =
        sip_broken(finding, context, sip_row_bytes(etag),
                   "SIP-ETag %.*s is the one that the 204 in frame %u was about",
                   SIP_ARG(etag->value), t->final_frame);
    finding->related = t->final_frame;
    return verdict;
}

static bool same_tag(const struct sip_message *a, const struct sip_message *b,
                     enum sip_header_id id)
{
    struct sip_slice tag = sip_message_tag(a, id);
    return tag.p != NULL && sip_tags_equal(tag, sip_message_tag(b, id));
}

/* The same dialog and the same event: id=… tells subscriptions in one dialog apart. */
static bool same_subscription(const struct sip_message *a, const struct sip_message *b)
{
    struct sip_slice one = sip_message_value(a, SIP_HDR_EVENT);
    struct sip_slice other = sip_message_value(b, SIP_HDR_EVENT);
    struct sip_slice id = {NULL, 0}, other_id = {NULL, 0};

    sip_value_param(one, "id", &id);
    sip_value_param(other, "id", &other_id);
    return same_tag(a, b, SIP_HDR_FROM) && same_tag(a, b, SIP_HDR_TO) && one.p != NULL &&
           other.p != NULL && sip_slice_equal(id, other_id) &&
           sip_slice_equal_nocase(sip_value_main(one), sip_value_main(other));
}

static enum sip_verdict check_subscription_gone(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    const struct sip_transaction *failed = context->transaction->attempt;

    if (!same_subscription(context->message, context->failed_request)) {
        return SIP_NOT_APPLICABLE;
    }
    if (failed->final_time + sip_crossing_time(context) > context->now) {
        return SIP_KEPT;
    }
    return sip_broken(
        finding, context, SIP_START_LINE, "%s sent again %.1f s after the %u in frame %u",
        sip_method_name(context->message->method), sip_seconds(context->now - failed->final_time),
        failed->final_code, failed->final_frame);
}

static enum sip_verdict check_489_lists(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_ALLOW_EVENTS);
    struct sip_slice package = sip_value_main(sip_message_value(context->request, SIP_HDR_EVENT));
    struct sip_slice value;

    /* Octet by octet, as event types are compared (RFC 6665 section 8.2.1). */
    while (package.n > 0 && sip_values_next(&it, &value)) {
        if (sip_slice_equal(value, package)) {
            return sip_broken(finding, context, sip_row_bytes(it.row),
                              "Allow-Events lists %.*s; %s", SIP_ARG(value),
                              sip_response_to(context, SIP_HDR_EVENT).text);
        }
    }
    return SIP_KEPT;
}

/* The subscriber ended the subscription: many have forgotten it when the last NOTIFY comes. */
static bool unsubscribes(const struct sip_message *asked)
{
    return sip_message_in_dialog(asked) && sip_message_expires_is_zero(asked);
}

/* Whether a NOTIFY of another notifier, or a 2xx, came before: it is a fork, and a package may allow one
 * dialog only (RFC 6665 section 5.4.9). */
static bool is_second_fork(const struct sip_context *context, const struct sip_transaction *asked)
{
    struct sip_slice tag = sip_message_tag(context->message, SIP_HDR_FROM);
    const struct sip_response *ok = sip_transaction_first(asked, 200, 299);

    return context->subscriber->notifier != sip_message_notifier(context->message) ||
           (ok != NULL && !sip_tags_equal(sip_response_to_tag(ok), tag));
}

static enum sip_verdict check_early_notify(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_party *subscriber = context->subscriber;
    const struct sip_transaction *t = context->transaction;
    const struct sip_transaction *asked = subscriber != NULL ? subscriber->asked : NULL;
    struct sip_message room;
    const struct sip_message *subscribe = asked ? sip_transaction_request(asked, &room) : NULL;

    if (subscribe == NULL || !sip_notify_reports(context->request, subscribe) ||
        unsubscribes(subscribe)) {
        return SIP_NOT_APPLICABLE;
    }
    if (t->branches != NULL) {
        return SIP_KEPT; /* a proxy has it from the subscriber: the finding is there */
    }
    while (asked->is_branch && asked->received != NULL) {
        asked = asked->received; /* as the subscriber sent it */
    }
    int64_t age = t->request_time - asked->request_time;
    if (age < 0 || age >= sip_timer_64_t1(context) || asked->final_code >= 300 ||
        is_second_fork(context, asked) || t->cseq_number != subscriber->first_notify ||
        !sip_response_belongs(context)) {
        return SIP_UNDECIDED;
    }
    struct sip_ended_text ended = sip_call_ended_text(context);
    return sip_broken_by(
        finding, context, asked->request_frame, context->message->code_text,
        "%u from %s to the NOTIFY of frame %u, whose Call-ID, To tag and Event fit the %s sent "
        "%.3f s before in frame %u%s%s",
        context->message->code, sip_endpoint_text(&context->packet->source).s, t->request_frame,
        sip_method_name(asked->method), sip_seconds(age), asked->request_frame,
        asked->final_frame == 0 ? sip_word(context, ", whose 2xx had not come yet") : "", ended.s);
}

const struct sip_rule sip_rules_subscription[] = {
    {
        .id = "event-header-in-response",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6665 §8.2.1",
        .headers = {SIP_HDR_EVENT},
        .once = SIP_ONCE_A_USER_AGENT,
        .check = sip_check_misplaced,
        .problem = "Event in a response",
        .requirement = "Event must not appear in a response",
        .remedy = "The user agent that answered (for SUBSCRIBE the notifier, for NOTIFY the "
                  "subscriber) must not copy Event from the request. The other side knows from "
                  "its transaction what it requested.",
    },
    {
        .id = "subscription-state-in-response",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6665 §8.2.3",
        .see = "RFC 6665 §4.1.3",
        .headers = {SIP_HDR_SUBSCRIPTION_STATE},
        .once = SIP_ONCE_A_USER_AGENT,
        .check = sip_check_misplaced,
        .problem = "Subscription-State in a response",
        .requirement = "Subscription-State appears in NOTIFY requests only",
        .remedy = "The user agent that sent the response (for SUBSCRIBE the notifier, for NOTIFY "
                  "the subscriber) must remove Subscription-State. The notifier gives the state in "
                  "NOTIFY requests.",
    },
    {
        .id = "2xx-subscribe-expires-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 6665 §3.1.1",
        .codes = "2xx",
        .methods = SIP_M(SUBSCRIBE),
        .headers = {SIP_HDR_EXPIRES},
        .check = sip_check_required,
        .problem = "Expires missing from the 2xx to SUBSCRIBE",
        .requirement = "A 2xx to SUBSCRIBE contains Expires with the granted duration",
        .remedy = "The notifier must add Expires with the duration of the subscription.",
    },
    {
        .id = "2xx-subscribe-contact-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.1.1",
        .see = "RFC 3265 §7.1; RFC 6665 §4.4.1",
        .codes = "200-203,205-299", /* 204 is for subscriptions that have a dialog already */
        .methods = SIP_M(SUBSCRIBE),
        .headers = {SIP_HDR_CONTACT},
        .check = check_subscribe_contact,
        .problem = "Contact missing from the 2xx to SUBSCRIBE",
        .requirement =
            "A 2xx to SUBSCRIBE that creates a dialog contains the Contact of the notifier",
        .remedy =
            "The notifier must add a Contact with a SIP or SIPS URI at which it can be reached.",
        .silence = "Not reported where Expires is 0, nor for 204: neither creates a dialog.",
    },
    {
        .id = "subscribe-no-notify",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 6665 §4.2.2",
        .see = "RFC 6665 §4.2.1.2; RFC 6665 §4.1.2.4",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "200-203,205-299",
        .methods = SIP_M(SUBSCRIBE),
        .timed = true,
        .check = sip_check_no_notify,
        .problem = "SUBSCRIBE accepted, but no NOTIFY followed",
        .requirement = "A 2xx to SUBSCRIBE is immediately followed by a NOTIFY",
        .remedy = "The notifier must send NOTIFY for every SUBSCRIBE that it accepts, even for one "
                  "that ends the subscription.",
        .silence = "Only reported where the NOTIFY has to take the same hop: Contact or "
                   "Record-Route contain its two addresses, or that of the notifier, and it has "
                   "sent other requests over it to a subscriber behind NAT. Not reported where "
                   "the capture ends within 64*T1. Any NOTIFY that came to this subscriber is "
                   "enough, from any source, even one sent before the 2xx; one that was only seen "
                   "on its way to a proxy is not.",
    },
    {
        .id = "204-context",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 5839 §7.1",
        .see = "RFC 5839 §6.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "204",
        .check = check_204,
        .problem = "204 not to a conditional in-dialog SUBSCRIBE",
        .requirement =
            "A 204 is sent only to a SUBSCRIBE within a dialog that has Suppress-If-Match",
        .remedy = "The notifier must respond with 200 and send the NOTIFY that a 204 suppresses.",
    },
    {
        .id = "204-then-notify",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 5839 §6.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(NOTIFY),
        .timed = true,
        .check = check_204_then_notify,
        .problem = "NOTIFY with unchanged state sent after a 204 to SUBSCRIBE",
        .requirement = "After a 204 to SUBSCRIBE, no NOTIFY is sent for the same state",
        .remedy = "The notifier must send either 204 and no NOTIFY, or 200 and a NOTIFY.",
        .silence = "Not reported where the capture lacks the messages that created the dialog on "
                   "this hop, or where two hops run between the same addresses. Only reported for "
                   "a NOTIFY within 2 s that is active and has the SIP-ETag of Suppress-If-Match: "
                   "any other NOTIFY reports a change.",
    },
    {
        .id = "subscription-terminated-by-code",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 6665 §4.2.2",
        .see = "RFC 6665 §4.1.2.2; RFC 5057 §5.1",
        .when = SIP_ON_RETRY,
        .codes = "404,405,410,416,480-485,489,501,604",
        .methods = SIP_M(SUBSCRIBE) | SIP_M(NOTIFY),
        .timed = true,
        .check = check_subscription_gone,
        .problem = "Request sent in a subscription that a failure had ended",
        .requirement =
            "After a failure code that ends a subscription, no SUBSCRIBE or NOTIFY is sent in it",
        .remedy =
            "The subscriber must subscribe again with a new Call-ID and From tag after its "
            "SUBSCRIBE failed. The notifier must remove the subscription after its NOTIFY failed.",
        .silence = "Not reported when the request follows within one round trip, because its "
                   "sender cannot know of the failure yet, or when it is for another event or id "
                   "in the same dialog.",
        .explains = {"dialog-denied"},
    },
    {
        .id = "489-allow-events-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 6665 §4.4.4",
        .see = "RFC 3265 §7.2; RFC 6665 §8.3.2",
        .codes = "489",
        .methods = SIP_M(SUBSCRIBE),
        .headers = {SIP_HDR_ALLOW_EVENTS},
        .check = sip_check_required,
        .problem = "489 to SUBSCRIBE without Allow-Events",
        .requirement = "A 489 to SUBSCRIBE lists in Allow-Events the supported event packages",
        .remedy = "The notifier should list its event packages in Allow-Events, so that the "
                  "subscriber can choose another one.",
        .silence = "Not reported when the request is NOTIFY: its receiver need not be a notifier, "
                   "and only RFC 3265, now obsolete, required Allow-Events there.",
    },
    {
        .id = "489-lists-refused-package",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 6665 §8.3.2",
        .see = "RFC 6665 §4.4.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "489",
        .methods = SIP_M(SUBSCRIBE),
        .check = check_489_lists,
        .problem = "489, but Allow-Events lists the refused package",
        .requirement = "The Allow-Events of a 489 does not list the event package that is refused",
        .remedy = "The notifier should use the code of its real reason (403, 404 and so on), since "
                  "it knows the event package.",
        .silence = "Not reported when the two differ in a template: presence.winfo is another "
                   "package than presence. Not reported for NOTIFY and PUBLISH, which may be "
                   "refused, since Allow-Events lists what can be subscribed to.",
    },
    {
        .id = "489-context",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 6665 §8.3.2",
        .see = "RFC 3903 §6; RFC 5057 §5.1",
        .codes = "489",
        .methods = SIP_M_NOT(SIP_M(SUBSCRIBE) | SIP_M(NOTIFY) | SIP_M(PUBLISH) | SIP_M(REFER) |
                             SIP_M(ACK) | SIP_M(OTHER)),
        .check = sip_check_code,
        .problem = "489 to a method that has no event package",
        .requirement =
            "489 is sent only to requests with an event package: SUBSCRIBE, NOTIFY and PUBLISH",
        .remedy = "The server should use a code that fits the method. A client can only treat this "
                  "489 as a 400.",
        .silence = "Not reported when the request is REFER, which subscribes implicitly, or when "
                   "the method is not registered.",
    },
    {
        .id = "early-notify-refused",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 6665 §4.1.2.4",
        .see = "RFC 6665 §4.4.1; RFC 6665 §5.4.9",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "405,481,489,501",
        .methods = SIP_M(NOTIFY),
        .timed = true,
        .check = check_early_notify,
        .problem = "NOTIFY refused that matches a recent SUBSCRIBE or REFER",
        .requirement =
            "The NOTIFY that a SUBSCRIBE or REFER brings is accepted, also before the 2xx "
            "to it",
        .remedy =
            "The subscriber must support NOTIFY for what it asks for, and match it by Call-ID, To "
            "tag and Event, without waiting for the 2xx to its SUBSCRIBE. Where a proxy sends the "
            "failure, the proxy must forward the NOTIFY. After such a failure the notifier drops "
            "the subscription.",
        .silence = "Only reported where the SUBSCRIBE was sent less than 64*T1 before and has not "
                   "failed. Not reported once a NOTIFY or a 2xx with another remote tag came "
                   "before: a 481 is then right if the package allows one dialog only (RFC 6665 "
                   "§5.4.9). Not reported where the subscriber has ended the subscription, or for "
                   "any but the first NOTIFY (see dialog-denied). Event is compared with its id; a "
                   "REFER creates such a subscription too (Event: refer).",
        .explains = {"subscribe-no-notify", "refer-no-notify", "subscription-terminated-by-code"},
    },
};

SIP_SUBJECT_END(subscription);
