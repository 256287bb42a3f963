/* sips.c
 * SIPS URIs, and clients that go on without them (RFC 3261 section 26.2, RFC 5630).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/attempt.h"
#include "rules/engine/fields.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

static bool is_sips(struct sip_slice uri)
{
    return sip_slice_starts_with(uri, "sips:");
}

/* Whether that one is a SIPS URI, which need not be read where no such word is in the row. */
static bool first_is_sips(const struct sip_message *m, enum sip_header_id id)
{
    return sip_slice_find(sip_message_value(m, id), "sips:") != NULL &&
           is_sips(sip_message_first_uri(m, id));
}

/* What makes a SIPS Contact mandatory for the UAS; NULL where nothing does. The Record-Route that the
 * UAS saw is the one in its response: proxies behind this hop add to it. */
static const char *reason_for_sips(const struct sip_context *context)
{
    const struct sip_message *request = context->request;
    bool routed_back = sip_message_has(context->message, SIP_HDR_RECORD_ROUTE);
    const struct sip_message *routed = routed_back ? context->message : request;

    if (is_sips(request->uri)) {
        return SIP_PHRASE("the Request-URI");
    }
    if (sip_message_has(routed, SIP_HDR_RECORD_ROUTE)) {
        return first_is_sips(routed, SIP_HDR_RECORD_ROUTE) ? SIP_PHRASE("the top Record-Route")
                                                           : NULL;
    }
    return first_is_sips(request, SIP_HDR_CONTACT) ? SIP_PHRASE("the Contact") : NULL;
}

static enum sip_verdict check_contact_sips(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_CONTACT);
    const char *reason = sip_response_makes_dialog(context) ? reason_for_sips(context) : NULL;

    if (reason == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_slice uri = sip_message_first_uri(m, SIP_HDR_CONTACT);
    if (uri.p == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_slice_starts_with(uri, "sip:")) {
        return SIP_KEPT; /* other schemes are reported by contact-not-sip-uri */
    }
    if (!m->headers_complete) {
        return SIP_UNDECIDED; /* a Record-Route may have been cut off */
    }
    return sip_broken(finding, context, sip_row_bytes(row), "Contact: %.*s, but %s was SIPS",
                      SIP_ARG(row->value), sip_word(context, reason));
}

static enum sip_verdict check_416_sip_uri(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    struct sip_uri uri;

    if (!sip_uri_read(context->request->uri, &uri) || !sip_slice_is(uri.scheme, "sip")) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "Request-URI in frame %u: %.*s",
                      context->transaction->request_frame, SIP_ARG(context->request->uri));
}

static bool is_downgrade(struct sip_slice from, struct sip_slice to)
{
    return sip_slice_starts_with(from, "sips:") && sip_slice_starts_with(to, "sip:");
}

/* 480 alone says nothing of SIPS; with warn-code 380 it does (RFC 5630 section 5.1.1). */
static bool refuses_sips(const struct sip_message *failure)
{
    struct sip_values it = sip_values_of(failure, SIP_HDR_WARNING);
    struct sip_slice value, code;

    while (sip_values_next(&it, &value)) {
        sip_slice_cut(value, ' ', &code);
        if (sip_slice_is(code, "380")) {
            return true;
        }
    }
    return failure->code == 416;
}

/* Nobody has been asked in so short a time. */
#define NOBODY_ASKED SIP_SECOND

static enum sip_verdict check_416(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;
    struct sip_slice scheme;

    if (!is_downgrade(failed->uri, m->uri) || !refuses_sips(context->failure) ||
        !sip_slice_equal(sip_slice_cut(m->uri, ':', &scheme),
                         sip_slice_cut(failed->uri, ':', &scheme))) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_attempt_delay(context) > NOBODY_ASKED) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, m->uri, "%.*s in frame %u, then %.*s %.3f s after its %u",
                      SIP_ARG(failed->uri), context->transaction->attempt->request_frame,
                      SIP_ARG(m->uri), sip_seconds(sip_attempt_delay(context)),
                      context->failure->code);
}

/* RFC 5630 codes the two causes as warnings; the phrase tells that it is one of them. */
static enum sip_verdict check_480_sips(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_values it = sip_values_of(m, SIP_HDR_WARNING);
    struct sip_slice value;

    if (sip_slice_find(m->phrase, "SIPS") == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    while (sip_values_next(&it, &value)) {
        if (sip_slice_starts_with(value, "380") || sip_slice_starts_with(value, "381")) {
            return SIP_KEPT;
        }
    }
    return m->headers_complete
               ? sip_broken(finding, context, SIP_START_LINE, "\"%.*s\" without Warning 380 or 381",
                            SIP_ARG(m->phrase))
               : SIP_UNDECIDED;
}

static enum sip_verdict check_redirect_downgrade(const struct sip_context *context,
                                                 struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;

    if (!is_downgrade(failed->uri, m->uri) || !sip_attempt_is_branch(context) ||
        !sip_message_lists_contact(context->failure, m->uri)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, m->uri, "redirected from %.*s to %.*s by frame %u",
                      SIP_ARG(failed->uri), SIP_ARG(m->uri),
                      context->transaction->attempt->final_frame);
}

const struct sip_rule sip_rules_sips[] = {
    {
        .id = "contact-sips-required",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.1.1",
        .see = "RFC 5630 §5.1.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-198,2xx",
        .methods = SIP_M_DIALOG_MAKING,
        .needs = {SIP_HDR_CONTACT},
        .check = check_contact_sips,
        .problem = "Contact is not a SIPS URI though the request used SIPS",
        .requirement = "The Contact of a response that creates a dialog is a SIPS URI if the "
                       "request was made with SIPS",
        .remedy = "The UAS must put a SIPS URI into Contact, or reject the request with 480 and "
                  "Warning 380.",
        .silence = "Not reported where the request is within a dialog: what created the dialog is "
                   "not known here. Record-Route is taken from the response, as the UAS saw it; "
                   "the Contact of the request matters only without Record-Route.",
    },
    {
        .id = "416-with-sip-uri",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.4.14",
        .see = "RFC 3261 §8.2.2.1; RFC 3261 §16.7",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "416",
        .check = check_416_sip_uri,
        .problem = "416 to a request for a sip URI",
        .requirement = "416 is sent only where the scheme of the Request-URI is not sip",
        .remedy =
            "The server should respond with 404 if it does not know the address. A proxy that "
            "changed the sip URI to another scheme should retry with sip and not pass on the 416.",
        .silence =
            "Not reported when the Request-URI is a sips URI, which may be refused (RFC 5630).",
    },
    {
        .id = "416-sips-downgrade-retry",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 5630 §5.1.1",
        .see = "RFC 3261 §8.1.3.5; RFC 5630 §5.3",
        .when = SIP_ON_RETRY,
        .codes = "416,480",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .check = check_416,
        .problem = "Refused SIPS request sent again at once as SIP",
        .requirement = "A refused SIPS request is not automatically sent again as SIP",
        .remedy = "The client must not replace sips by sip on its own. It should ask its user "
                  "before it gives up the protection of SIPS.",
        .silence = "Not reported when more than a second has passed, as the user may have agreed, "
                   "or when a 480 has no Warning with warn-code 380.",
    },
    {
        .id = "480-sips-warning",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 5630 §5.1.2",
        .see = "RFC 5630 §5.3",
        .when = SIP_ON_RESPONSE, /* the phrase tells the cause: the request need not be there */
        .codes = "480",
        .check = check_480_sips,
        .problem = "480 because of SIPS without Warning 380 or 381",
        .requirement = "A 480 sent because of SIPS contains Warning 380 or 381",
        .remedy = "The server should add Warning 380 (SIPS Not Allowed) or 381 (SIPS Required).",
        .silence = "Only reported where the reason phrase mentions SIPS: a sips URI alone does not "
                   "prove the cause.",
    },
    {
        .id = "redirect-sips-downgrade",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 5630 §5.3",
        .see = "RFC 3261 §16.7; RFC 3261 §8.1.3.4",
        .when = SIP_ON_RETRY,
        .codes = "300-302",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .check = check_redirect_downgrade,
        .problem = "Proxy followed a redirection from a SIPS to a SIP URI",
        .requirement = "A proxy does not follow a redirection from a SIPS to a SIP URI",
        .remedy = "The proxy must forward the redirection to the caller, who can then decide.",
        .silence = "Not reported when a user agent follows the redirection, which RFC 3261 "
                   "§8.1.3.4 allows: whether it informed its user cannot be seen.",
    },
};

SIP_SUBJECT_END(sips);
