/* refer.c
 * REFER, with and without a subscription (RFC 3515, 4488 and 7614).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/usage.h"
#include "rules/engine/endpoint.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/notify.h"
#include "rules/subjects/subjects.h"
#include "sip/body.h"
#include "sip/replaces.h"
#include "sip/uri.h"
#include "sip/value.h"

static enum sip_verdict check_refer_contact(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    if (context->message->code == 202 || sip_refer_without_subscription(context)) {
        return SIP_NOT_APPLICABLE; /* an old server: see 202-deprecated */
    }
    return sip_check_required(context, finding);
}

static enum sip_verdict check_refer_events_at(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    if (!sip_values_contain(context->request, SIP_HDR_REQUIRE, "explicitsub")) {
        return SIP_NOT_APPLICABLE;
    }
    enum sip_verdict verdict = sip_check_required(context, finding);
    return verdict != SIP_BROKEN
               ? verdict
               : sip_broken(finding, context, SIP_START_LINE,
                            "Refer-Events-At absent; Require in frame %u was \"%.*s\"",
                            sip_response_request_frame(context),
                            SIP_ARG(sip_message_value(context->request, SIP_HDR_REQUIRE)));
}

/* The values of Refer-To. It may have one only, so that its comma is no separator by grammar; but
 * several addresses in one row are what is looked for. */
static unsigned count_refer_to(const struct sip_message *request)
{
    struct sip_values it = sip_values_of(request, SIP_HDR_REFER_TO);
    struct sip_slice rest, value;
    struct sip_address address;
    unsigned count = 0;

    while (sip_values_next(&it, &rest)) {
        count++;
        rest = sip_value_cut(rest, ',', &value);
        while (rest.p != NULL) {
            rest = sip_value_cut(rest, ',', &value);
            count += sip_address_read(value, &address) && address.bracketed;
        }
    }
    return count;
}

static enum sip_verdict check_refer_to(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    unsigned count = count_refer_to(context->request);

    return count == 1 ? SIP_KEPT
                      : sip_broken(finding, context, SIP_START_LINE,
                                   "%.*s to a REFER with %u Refer-To in frame %u",
                                   SIP_ARG(context->message->code_text), count,
                                   sip_response_request_frame(context));
}

/* Whether a parameter is there and has a value. It is escaped in a URI: "%3Bto-tag%3D". */
static bool has_value(struct sip_slice replaces, const char *name)
{
    const char *at = sip_slice_find(replaces, name);
    bool escaped;

    if (at == NULL) {
        return false;
    }
    struct sip_slice rest = sip_slice_between(at + strlen(name), replaces.p + replaces.n);
    if (rest.n == 0 || sip_uri_take_octet(&rest, &escaped) != '=' || rest.n == 0) {
        return false;
    }
    return sip_uri_take_octet(&rest, &escaped) != ';';
}

static enum sip_verdict check_replaces(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_REFER_TO);
    struct sip_slice replaces = {NULL, 0};

    if (row != NULL) {
        replaces = sip_refer_to_replaces(row->value);
    }
    if (replaces.p == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    bool to = has_value(replaces, "to-tag"), from = has_value(replaces, "from-tag");
    const char *lacking = !to && !from ? "to-tag, from-tag" : to ? "from-tag" : "to-tag";
    if (to && from) {
        return SIP_KEPT;
    }
    return sip_slice_find(replaces, lacking) != NULL
               ? sip_broken(finding, context, sip_row_bytes(row), "%s without a value in %.*s",
                            lacking, SIP_ARG(replaces))
               : sip_broken(finding, context, sip_row_bytes(row), "no %s in %.*s", lacking,
                            SIP_ARG(replaces));
}

/* --- NOTIFY --- */

/* Octets of the body that are quoted. */
#define QUOTED 60

/* The first line of a body of type message/sipfrag: "SIP/2.0 200 OK" and CR LF. A last line without any line end
 * harms nobody. */
static enum sip_verdict judge_fragment(const struct sip_context *context,
                                       const struct sip_part *part, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_slice content = part->content, line;
    struct sip_message fragment;
    bool is_start = sip_part_read_start(m, part, &line, &fragment);

    if (line.p == NULL) {
        return SIP_UNDECIDED;
    }
    if (line.n == 0) {
        return sip_broken(finding, context, content, "the body begins with an empty line");
    }
    struct sip_slice quoted = {line.p, line.n < QUOTED ? line.n : QUOTED};
    if (!is_start || !sip_slice_is(fragment.version, "SIP/2.0") || fragment.code == 0) {
        return sip_broken(finding, context, line, "the body begins with \"%.*s\"", SIP_ARG(quoted));
    }
    if (!fragment.phrase_separated) {
        return sip_broken(finding, context, line,
                          "the body begins with \"%.*s\": no space after the status code",
                          SIP_ARG(quoted));
    }
    /* Where the header has LF alone, too, it is the capture that was written so. */
    if (line.p + line.n < content.p + content.n && line.p[line.n] == '\n' &&
        m->start_line.p[m->start_line.n] == '\r') {
        return sip_broken(finding, context, line, "LF alone, without CR, after \"%.*s\"",
                          SIP_ARG(quoted));
    }
    return SIP_KEPT;
}

static enum sip_verdict check_fragment(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_slice event = sip_value_main(sip_message_value(m, SIP_HDR_EVENT));
    struct sip_part part;

    if (!sip_slice_is(event, "refer") || m->body.n == 0) {
        return SIP_NOT_APPLICABLE; /* see refer-notify-body-missing */
    }
    switch (sip_message_part(m, "message/sipfrag", &part)) {
    case SIP_PRESENT:
        return part.encoded || part.content.n == 0 ? SIP_UNDECIDED
                                                   : judge_fragment(context, &part, finding);
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    default:
        break;
    }
    if (!sip_message_has(m, SIP_HDR_CONTENT_TYPE)) {
        return m->headers_complete
                   ? sip_broken(finding, context, SIP_START_LINE,
                                "a body of %zu octets without Content-Type", m->body.n)
                   : SIP_UNDECIDED;
    }
    return sip_broken(finding, context, sip_context_bytes(context, SIP_HDR_CONTENT_TYPE),
                      "Content-Type is %.*s", SIP_ARG(sip_message_value(m, SIP_HDR_CONTENT_TYPE)));
}

/* The NOTIFY that shows that the subscription of this REFER lasted when the next one was sent: it was accepted, and
 * the one before. NULL: there is none, or the time that it gives was over. */
static const struct sip_transaction *shows_that_it_lasts(const struct sip_context *context,
                                                         const struct sip_message *refer)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_transaction *before = sip_attempt_of_call(t);
    struct sip_slice state, expires;
    struct sip_message room;
    uint32_t seconds;

    if (before != NULL && sip_transaction_is_challenged(before)) {
        before = sip_attempt_of_call(before);
    }
    const struct sip_message *notify = before ? sip_transaction_request(before, &room) : NULL;
    if (notify == NULL || before->final_code / 100 != 2 || !sip_notify_reports(notify, refer) ||
        sip_notify_terminates(notify)) {
        return NULL;
    }
    state = sip_message_value(notify, SIP_HDR_SUBSCRIPTION_STATE);
    if (!sip_value_param(state, "expires", &expires) || !sip_value_seconds(expires, &seconds) ||
        t->request_time - before->request_time >= seconds * SIP_SECOND) {
        return NULL;
    }
    return before;
}

/* The first NOTIFY is for early-notify-refused to judge. */
static enum sip_verdict check_after_bye(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_dialog *d = sip_confirmed_dialog(context);
    const struct sip_party *subscriber = context->subscriber;
    const struct sip_transaction *asked = subscriber != NULL ? subscriber->asked : NULL;
    struct sip_message room;

    if (d == NULL || d->ended_frame == 0 || asked == NULL || asked->method != SIP_METHOD_REFER ||
        asked->final_code / 100 != 2 || context->transaction->branches != NULL) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_message *refer = sip_transaction_request(asked, &room);
    if (refer == NULL || !sip_notify_reports(context->request, refer) ||
        !sip_response_belongs(context)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_transaction *before = shows_that_it_lasts(context, refer);
    if (before == NULL) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, asked->request_frame, context->message->code_text,
                         "%u from %s to the NOTIFY of frame %u about its REFER in frame %u; the "
                         "NOTIFY before, in frame %u, was accepted%s",
                         context->message->code, sip_endpoint_text(&context->packet->source).s,
                         context->transaction->request_frame, asked->request_frame,
                         before->request_frame, sip_call_ended_text(context).s);
}

/* What an INVITE with Replaces gets where the dialog is not found, or is taken for one that is over. */
static bool is_not_found(unsigned code)
{
    return code == 481 || code == 486 || code == 603;
}

static enum sip_verdict check_swapped(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_message *m = context->message;
    bool refer = m->method == SIP_METHOD_REFER;
    struct sip_replaces replaces;

    if (!refer && !is_not_found(t->final_code)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_dialog *d = sip_dialogs_swapped(context->dialogs, m, t->hop, &replaces);
    if (d == NULL || d->first_frame > t->request_frame || (!refer && d->swapped_frame != 0)) {
        return SIP_UNDECIDED; /* or the REFER is at fault */
    }
    return sip_broken_by(finding, context, d->first_frame,
                         sip_context_bytes(context, refer ? SIP_HDR_REFER_TO : SIP_HDR_REPLACES),
                         "to-tag %.*s and from-tag %.*s are swapped: in the dialog that frame %u "
                         "made, the target of the INVITE has the tag %.*s",
                         SIP_ARG(replaces.to_tag), SIP_ARG(replaces.from_tag), d->first_frame,
                         SIP_ARG(replaces.from_tag));
}

const struct sip_rule sip_rules_refer[] = {
    {
        .id = "2xx-refer-contact-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3515 §2.2",
        .see = "RFC 7647 §3; RFC 4488 §4; RFC 7614 §4.3",
        .looks_back = true,
        .codes = "2xx",
        .methods = SIP_M(REFER),
        .headers = {SIP_HDR_CONTACT},
        .check = check_refer_contact,
        .problem = "Contact missing from the 2xx to REFER",
        .requirement = "A 2xx to REFER contains the Contact of the user agent that accepted it",
        .remedy = "The user agent that accepts the REFER must add its Contact to the 2xx.",
        .silence = "Not reported where the response shows that no subscription was created: "
                   "Refer-Sub: false, Refer-Events-At, or explicitsub or nosub in Require. Nor for "
                   "a 202, which 202-deprecated reports: its sender follows older documents.",
    },
    {
        .id = "refer-events-at-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 7614 §4.3",
        .see = "RFC 7614 §4.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(REFER),
        .headers = {SIP_HDR_REFER_EVENTS_AT},
        .check = check_refer_events_at,
        .problem = "Refer-Events-At missing though REFER requires explicitsub",
        .requirement = "A 2xx to a REFER with Require: explicitsub contains Refer-Events-At",
        .remedy = "The server must add Refer-Events-At with the URI to subscribe to, or reject the "
                  "REFER with 420 if it does not support explicitsub.",
    },
    {
        .id = "refer-bad-refer-to",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3515 §2.4.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(REFER),
        .check = check_refer_to,
        .problem = "REFER accepted without exactly one Refer-To",
        .requirement = "A REFER without Refer-To, or with more than one, is rejected with 400",
        .remedy = "The client must send exactly one Refer-To. The server must reject any other "
                  "REFER with 400.",
        .silence = "Only reported for success responses: other failures may take precedence over "
                   "this one. Several targets in a list (RFC 5368) are one Refer-To.",
    },
    {
        .id = "refer-replaces-tag-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3891 §6.1",
        .see = "RFC 3891 §3; RFC 5589 §7.1",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(REFER),
        .check = check_replaces,
        .problem = "Replaces in Refer-To without to-tag or from-tag",
        .requirement = "Replaces has exactly one to-tag and one from-tag",
        .remedy = "The user agent that transfers the call must write both tags of the dialog to be "
                  "replaced, as the transfer target knows them: its own in to-tag. Otherwise the "
                  "target finds no dialog, and the transfer fails.",
    },
    {
        .id = "replaces-tags-swapped",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3891 §3",
        .see = "RFC 3891 §4; RFC 5589 §7.1",
        .when = SIP_AT_END,
        .methods = SIP_M(REFER) | SIP_M(INVITE),
        .needs = {SIP_HDR_REFER_TO, SIP_HDR_REPLACES},
        .check = check_swapped,
        .problem = "to-tag and from-tag of Replaces swapped",
        .requirement =
            "In Replaces, to-tag is the tag of the user agent that gets the INVITE, and from-tag "
            "the tag of the other side of the dialog to be replaced",
        .remedy = "The user agent that wrote the Replaces must write the tags as the target of the "
                  "INVITE knows them. One that transfers its own call puts its own tag into "
                  "from-tag and the remote tag into to-tag, whichever side had called.",
        .silence =
            "Only reported where the dialog to be replaced was captured. Of a REFER only where its "
            "sender is one side of that dialog, and Refer-To leads to the other side; of an "
            "INVITE only where its Request-URI is the Contact of the one that gets it, it was "
            "refused with 481, 486 or 603, and no REFER with the same fault was captured: behind "
            "a B2BUA, and for a call that is picked up through one, the tags may be right.",
    },
    {
        .id = "refer-no-notify",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3515 §2.4.4",
        .see = "RFC 3515 §2.4.2; RFC 4488 §4; RFC 7614 §4.3",
        .when = SIP_AT_END_OF_FINAL,
        .codes = "2xx",
        .methods = SIP_M(REFER),
        .timed = true,
        .check = sip_check_no_notify,
        .problem = "REFER accepted, but no NOTIFY followed",
        .requirement =
            "A 2xx to REFER is followed by a NOTIFY, unless the REFER creates no subscription",
        .remedy = "The user agent that accepts a REFER must send NOTIFY at once, and again with "
                  "the final result.",
        .silence = "Not reported where Refer-Sub: false, explicitsub or nosub prevent the "
                   "subscription, or where subscribe-no-notify would not be reported: the same "
                   "conditions apply to the hop and to the end of the capture.",
    },
    {
        .id = "refer-notify-body-malformed",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3515 §2.4.5",
        .see = "RFC 3420 §2; RFC 3261 §7.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(NOTIFY),
        .needs = {SIP_HDR_EVENT},
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_fragment,
        .problem = "NOTIFY about a REFER does not begin with a status line",
        .requirement = "The body of a NOTIFY of event refer is a message/sipfrag that begins with "
                       "a status line",
        .remedy = "The notifier must send Content-Type: message/sipfrag and a body that begins "
                  "with a complete status line: \"SIP/2.0 200 OK\" and CR LF. Otherwise the "
                  "other side may refuse the NOTIFY, or not learn how the transfer ended.",
        .silence = "Not reported where the last line has no line end at all, which receivers "
                   "accept, or where the body is encoded or cut off. A NOTIFY without a body is "
                   "reported by refer-notify-body-missing.",
    },
    {
        .id = "refer-notify-refused-after-bye",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 5057 §5.5",
        .see = "RFC 6665 §4.1.3; RFC 3515 §2.4.4; RFC 5057 §3.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "405,481,489,501",
        .methods = SIP_M(NOTIFY),
        .timed = true,
        .check = check_after_bye,
        .problem = "NOTIFY about a REFER refused after the BYE",
        .requirement = "BYE ends the call, not the subscription that a REFER made in its dialog",
        .remedy = "The user agent that sent the REFER must keep the dialog until its subscription "
                  "ends, and accept each NOTIFY until then, also after BYE. It can wait with its "
                  "BYE for the final NOTIFY.",
        .silence = "Only reported where the NOTIFY before was accepted and said that the "
                   "subscription still lasts (expires). For the first NOTIFY see "
                   "early-notify-refused, without BYE dialog-denied.",
        .explains = {"subscription-terminated-by-code"},
    },
};

SIP_SUBJECT_END(refer);
