/* offer_refused.c
 * 406, 488, 580 and 606 (RFC 3261 sections 21.4.26 and 21.6.4, RFC 3312).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>

#include "rules/engine/fields.h"
#include "rules/engine/readings.h"
#include "rules/engine/response.h"
#include "rules/subjects/overlap.h"
#include "rules/subjects/subjects.h"
#include "sip/body.h"
#include "sip/value.h"

#define OFFERING (SIP_M(INVITE) | SIP_M(UPDATE))
/* Those that never have an offer, and do not ask for a body either, as SUBSCRIBE does with Accept. */
#define OTHERS (SIP_M(MESSAGE) | SIP_M(INFO) | SIP_M(NOTIFY) | SIP_M(PUBLISH) | SIP_M(REGISTER))

/* Whether one value of Accept admits a media type: by its name, "application" or all. */
static bool accepts(struct sip_slice value, struct sip_slice type)
{
    struct sip_slice range = sip_value_main(value);
    struct sip_slice q, top, range_top, range_sub;

    if (sip_value_param(value, "q", &q) && q.n > 0 && q.p[0] == '0') {
        return false; /* refused, or (0.5) at least not asked for first: none is counted on */
    }
    sip_slice_cut(type, '/', &top);
    range_sub = sip_slice_cut(range, '/', &range_top);
    return sip_slice_equal_nocase(range, type) || sip_slice_is(range, "*/*") ||
           (sip_slice_is(range_sub, "*") && sip_slice_equal_nocase(range_top, top));
}

static bool accepts_sdp(const struct sip_message *request)
{
    struct sip_values it = sip_values_of(request, SIP_HDR_ACCEPT);
    struct sip_slice value;

    if (!sip_message_has(request, SIP_HDR_ACCEPT)) {
        return true;
    }
    while (sip_values_next(&it, &value)) {
        if (accepts(value, SIP_SLICE("application/sdp"))) {
            return true;
        }
    }
    return false;
}

static enum sip_verdict check_406_for_offer(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_message *request = context->request;
    struct sip_part sdp;

    if (sip_message_part(request, "application/sdp", &sdp) != SIP_PRESENT ||
        sip_message_has(request, SIP_HDR_ACCEPT_ENCODING) ||
        sip_message_has(request, SIP_HDR_ACCEPT_LANGUAGE) || !accepts_sdp(request)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, SIP_START_LINE, "an offer, and %s",
                      sip_response_to(context, SIP_HDR_ACCEPT).text);
}

/* The code of a Warning that says what is wrong with a session description (RFC 3261 section 20.43); 0: none
 * does. */
static unsigned warning_about_offer(const struct sip_message *m)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_WARNING);
    struct sip_slice value, rest;
    uint32_t code;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_to_u32(sip_slice_first_word(value, &rest), &code) && code >= 301 &&
            code <= 307) {
            return code;
        }
    }
    return 0;
}

/* Whether an INVITE or UPDATE since then has no final response: it may have agreed on something else. */
static bool may_have_agreed(const struct sip_context *context, uint32_t since)
{
    const struct sip_dialog *d = context->dialog;

    for (unsigned i = 0; d != NULL && i < 2 * SIP_DIALOG_KEPT; i++) {
        const struct sip_transaction *sent[] = {d->sides[i % 2].invites[i / 2],
                                                d->sides[i % 2].updates[i / 2]};
        for (unsigned j = 0; j < G_N_ELEMENTS(sent); j++) {
            if (sent[j] != NULL && sent[j] != context->transaction && sent[j]->final_frame == 0 &&
                sent[j]->request_frame > since) {
                return true;
            }
        }
    }
    return false;
}

/* Whether a request of the dialog was not captured, as its CSeq numbers show, or a description of the client, as the
 * versions do: something else may have been agreed on. */
static bool lacks_some(const struct sip_context *context, const struct sip_description *offer)
{
    const struct sip_dialog *d = context->dialog;

    return offer->skipped || (d != NULL && (d->sides[0].skipped || d->sides[1].skipped));
}

/* The same description as before, but for its version, changes nothing: it has an answer, if need be another one. */
static enum sip_verdict check_488_agreed(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_description *offer =
        sip_message_in_dialog(context->request)
            ? sip_descriptions_agreed(context->descriptions, context->packet)
            : NULL;
    struct sip_slice sdp;

    if (offer == NULL || offer->agreed_frame > t->request_frame) {
        return SIP_NOT_APPLICABLE;
    }
    if (t->is_branch || !sip_response_belongs(context) ||
        sip_session_asked(context, &sdp) != SIP_PRESENT ||
        sip_overlap_find(context).other != NULL || may_have_agreed(context, offer->agreed_frame) ||
        lacks_some(context, offer)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, offer->agreed_frame, context->message->code_text,
                         "%u to %s in frame %u; all lines of its session description but the "
                         "version are those that the "
                         "2xx in frame %u agreed on",
                         context->message->code, sip_method_name(context->message->method),
                         t->request_frame, offer->agreed_frame);
}

static enum sip_verdict check_488_without_offer(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    const struct sip_message *request = context->request;
    unsigned warning = warning_about_offer(context->message);

    if (request->body.n > 0) {
        return SIP_KEPT;
    }
    /* RFC 3911 section 4, and RFC 4497 section 8.3.1: a gateway to QSIG cannot make an offer, and says no more
     * than that. A telephone is none. */
    bool gateway = request->method == SIP_METHOD_INVITE && !sip_message_in_dialog(request) &&
                   !sip_response_option(context, "100rel") && warning == 0 &&
                   sip_seen_as_phone(context) == 0;
    if (sip_message_has(request, SIP_HDR_JOIN) || gateway) {
        return SIP_NOT_APPLICABLE;
    }
    if (warning != 0) {
        return sip_broken(finding, context, sip_context_bytes(context, SIP_HDR_WARNING),
                          "no body in frame %u, so no offer, but Warning %u is about one",
                          context->transaction->request_frame, warning);
    }
    return sip_broken(finding, context, SIP_START_LINE, "no body in frame %u, so no offer",
                      context->transaction->request_frame);
}

static enum sip_verdict check_606(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_part part;

    switch (sip_message_part(context->message, "application/sdp", &part)) {
    case SIP_PRESENT:
        return SIP_KEPT;
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    }
    return sip_check_required(context, finding);
}

/* Whether an attribute names the precondition that failed: "des:qos failure e2e send". RFC 3312
 * section 9 wants "unknown" where the type of the precondition is not known. */
static bool names_failure(struct sip_slice attribute)
{
    return sip_slice_starts_with(attribute, "des:") &&
           (sip_slice_find(attribute, " failure ") || sip_slice_find(attribute, " unknown "));
}

static enum sip_verdict check_580(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_part part;
    struct sip_slice value, port;
    bool failure_named = false;
    char type;

    switch (sip_message_part(m, "application/sdp", &part)) {
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        return sip_broken(finding, context, SIP_START_LINE, "no session description in the body");
    case SIP_PRESENT:
        break;
    }
    for (struct sip_slice rest = part.content; sip_sdp_next(&rest, &type, &value);) {
        failure_named = failure_named || (type == 'a' && names_failure(value));
        if (type == 'm') {
            sip_slice_cut(sip_slice_cut(value, ' ', &port), ' ', &port);
            if (port.n > 0 && !sip_slice_equal(port, SIP_SLICE("0"))) {
                return sip_broken(finding, context, value, "m=%.*s", SIP_ARG(value));
            }
        }
    }
    if (!m->body_complete) {
        return SIP_UNDECIDED;
    }
    return failure_named ? SIP_KEPT
                         : sip_broken(finding, context, part.content,
                                      "no a=des line with the strength failure or unknown");
}

/* Whether the description has a line a=curr, a=des or a=conf, whatever its type (qos, sec …). */
static bool has_precondition(struct sip_slice sdp)
{
    struct sip_slice value;
    char type;

    while (sip_sdp_next(&sdp, &type, &value)) {
        if (type == 'a' &&
            (sip_slice_starts_with(value, "curr:") || sip_slice_starts_with(value, "des:") ||
             sip_slice_starts_with(value, "conf:"))) {
            return true;
        }
    }
    return false;
}

/* Whether an offer or answer came back before, which may have brought preconditions with it. */
static bool was_negotiated(const struct sip_transaction *t)
{
    for (const struct sip_response *response = t->responses; response != NULL;
         response = response->next) {
        if (response->has_sdp) {
            return true;
        }
    }
    return false;
}

static enum sip_verdict check_580_unasked(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_message *request = context->request;
    struct sip_part sdp;

    if (context->ims || sip_message_is_ims(request) || was_negotiated(context->transaction) ||
        sip_response_option(context, "precondition") ||
        sip_message_part(request, "application/sdp", &sdp) != SIP_PRESENT) {
        return SIP_NOT_APPLICABLE;
    }
    if (has_precondition(sdp.content)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "an offer without a=curr, a=des or a=conf in frame %u",
                      context->transaction->request_frame);
}

const struct sip_rule sip_rules_offer_refused[] = {
    {
        .id = "406-for-offer",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.4.7",
        .see = "RFC 3261 §13.3.1.3; RFC 3261 §21.4.26",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "406",
        .methods = OFFERING,
        .check = check_406_for_offer,
        .problem = "Offer refused with 406 instead of 488 or 606",
        .requirement = "An unacceptable offer is refused with 488 or 606; 406 is for an Accept "
                       "that cannot be met",
        .remedy = "The server should respond with 488 and a Warning. A 406 says that it cannot "
                  "produce any of the body types that Accept lists.",
        .silence = "Not reported when Accept excludes SDP, or when Accept-Encoding or "
                   "Accept-Language may be the reason.",
    },
    {
        .id = "488-without-offer",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §13.3.1.3",
        .see = "RFC 3261 §21.6.4; RFC 3261 §21.4.26",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "488,606",
        .methods = OFFERING | OTHERS,
        .check = check_488_without_offer,
        .problem = "488 or 606 to a request without an offer",
        .requirement =
            "488 and 606 refuse a session description, so the request has to contain one",
        .remedy =
            "The server should make an offer of its own, or use the code for its real reason.",
        .silence =
            "Not reported when the request has Join (RFC 3911 requires 488), or outside a dialog "
            "when 100rel is not supported: RFC 4497 lets a gateway refuse an INVITE without offer. "
            "Reported even there when a Warning from 301 to 307 objects to a session "
            "description, or when an earlier message shows that the server is a phone.",
    },
    {
        .id = "488-to-agreed-offer",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3264 §8",
        .see = "RFC 3261 §21.4.26; RFC 4028 §7.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "488,606",
        .methods = OFFERING,
        .timed = true,
        .once = SIP_ONCE_A_DIALOG,
        .check = check_488_agreed,
        .problem = "Offer refused that is the same as the one agreed on",
        .requirement = "An offer that changes nothing gets a valid answer; with the same version "
                       "in o= it is a no-op",
        .remedy = "The server must answer such an offer, with its last session description or "
                  "another one. Look for a request that crossed this one shortly before: a 491, or "
                  "a failed re-INVITE, may have left its session in a wrong state.",
        .silence =
            "Only reported where all lines but o= are those of the description that the "
            "same side had when both agreed last, and that 2xx was captured on this way. "
            "Not reported where CSeq numbers or versions show that requests or offers are "
            "missing in the capture. Where the offer overlaps another one see glare-wrong-code.",
        .explains = {"488-warning-missing", "606-warning-missing", "bye-after-failed-reinvite"},
    },
    {
        .id = "488-warning-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §13.3.1.3",
        .see = "RFC 3261 §14.2; RFC 3311 §5.2; RFC 6794 §4.4.5.2",
        .codes = "488",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .headers = {SIP_HDR_WARNING, SIP_HDR_POLICY_CONTACT},
        .once = SIP_ONCE_A_USER_AGENT,
        .check = sip_check_required,
        .problem = "488 without Warning",
        .requirement = "A 488 explains in Warning why the offer was rejected",
        .remedy = "The user agent that rejected the offer should add a Warning with the reason. A "
                  "session description alone does not explain the rejection.",
        .silence = "Not reported when Policy-Contact is present, which directs the client to a "
                   "policy server (RFC 6794).",
    },
    {
        .id = "606-warning-missing",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MAY,
        .reference = "RFC 3261 §21.6.4",
        .codes = "606",
        .headers = {SIP_HDR_WARNING},
        .check = check_606,
        .problem = "606 without Warning",
        .requirement = "A 606 may list in Warning what the callee could not accept",
        .remedy =
            "The callee's user agent could add a Warning, so that the caller knows what to change.",
        .silence =
            "Not reported when a session description in the body shows what the callee supports.",
    },
    {
        .id = "580-sdp",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3312 §8",
        .see = "RFC 3312 §9",
        .codes = "580",
        .check = check_580,
        .problem = "SDP missing from 580, or not in the prescribed form",
        .requirement = "The SDP in a 580 marks the failed precondition, and all its ports are 0",
        .remedy = "The answerer should return the m= lines of the offer with port 0. It should "
                  "mark the failed precondition in an a=des line with the strength failure.",
        .silence = "Not reported when only the number of m= lines differs from the offer, which "
                   "the response alone does not show. The example in RFC 3312 has a port other "
                   "than 0 by mistake (erratum 3117).",
    },
    {
        .id = "580-no-preconditions",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3312 §8",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "580",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .check = check_580_unasked,
        .problem = "580 to an offer without preconditions",
        .requirement = "A 580 is sent only to an offer with preconditions",
        .remedy = "The server should respond with 488 if it is the offer that it cannot accept.",
        .silence = "Not reported when the network is an IMS, where 580 also reports bearers that "
                   "could not be set up, when the option tag precondition is present, or after SDP "
                   "was sent back, which may have had preconditions of its own.",
    },
};

SIP_SUBJECT_END(offer_refused);
