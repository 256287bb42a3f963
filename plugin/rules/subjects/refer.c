/* refer.c
 * REFER, with and without a subscription (RFC 3515, 4488 and 7614).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/response.h"
#include "rules/subjects/notify.h"
#include "rules/subjects/subjects.h"
#include "sip/replaces.h"
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

/* The parameters are escaped in a URI: "%3Bto-tag%3D". */
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
    bool to = sip_slice_find(replaces, "to-tag") != NULL;
    bool from = sip_slice_find(replaces, "from-tag") != NULL;
    return to && from ? SIP_KEPT
                      : sip_broken(finding, context, sip_row_bytes(row), "no %s in %.*s",
                                   !to && !from ? "to-tag, from-tag"
                                   : to         ? "from-tag"
                                                : "to-tag",
                                   SIP_ARG(replaces));
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
        .explains = {"refer-no-notify"},
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
};

SIP_SUBJECT_END(refer);
