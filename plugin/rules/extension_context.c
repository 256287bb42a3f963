/* extension_context.c
 * Codes that belong to an extension, in answer to a request that does not use it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/response.h"
#include "rules/subjects.h"
#include "sip/body.h"
#include "sip/uri.h"
#include "sip/value.h"

/* The request lacks the header field, and that is all there is to it. */
static enum sip_verdict without(const struct sip_context *context, struct sip_finding *finding,
                                enum sip_header_id id)
{
    if (sip_message_has(context->request, id)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "%s", sip_response_to(context, id).text);
}

/* The response answers another method than the code is made for. */
static enum sip_verdict other_method(const struct sip_context *context, struct sip_finding *finding)
{
    return sip_broken(finding, context, SIP_START_LINE, "%.*s to %.*s",
                      SIP_ARG(context->message->code_text), SIP_ARG(context->request->method_name));
}

/* Whether one of the values has a header parameter of that name, or, with in_uri, its URI has one
 * (who forgot the brackets meant the URI's). */
static bool contact_has(const struct sip_message *m, const char *name, bool in_uri)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_CONTACT);
    struct sip_address address;
    struct sip_slice value;
    struct sip_uri uri;

    while (sip_values_next(&it, &value)) {
        if (sip_address_read(value, &address) && (sip_value_param(address.params, name, NULL) ||
                                                  (in_uri && sip_uri_read(address.uri, &uri) &&
                                                   sip_value_param(uri.params, name, NULL)))) {
            return true;
        }
    }
    return false;
}

static enum sip_verdict check_199(const struct sip_context *context, struct sip_finding *finding)
{
    if (sip_response_option(context, "199")) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "%s",
                      sip_response_to(context, SIP_HDR_SUPPORTED).text);
}

static enum sip_verdict check_204(const struct sip_context *context, struct sip_finding *finding)
{
    if (context->request->method != SIP_METHOD_SUBSCRIBE) {
        return other_method(context, finding);
    }
    if (!sip_response_in_dialog(context)) {
        return sip_broken(finding, context, SIP_START_LINE, "no To tag in frame %u, so no dialog",
                          context->transaction->request_frame);
    }
    return without(context, finding, SIP_HDR_SUPPRESS_IF_MATCH);
}

static enum sip_verdict check_412(const struct sip_context *context, struct sip_finding *finding)
{
    if (sip_message_has(context->request, SIP_HDR_SUPPRESS_IF_MATCH)) {
        return SIP_NOT_APPLICABLE; /* a condition too, though 412 is not how it fails */
    }
    return without(context, finding, SIP_HDR_SIP_IF_MATCH);
}

static enum sip_verdict check_417(const struct sip_context *context, struct sip_finding *finding)
{
    if (sip_values_contain(context->request, SIP_HDR_REQUIRE, "resource-priority") ||
        sip_values_contain(context->request, SIP_HDR_PROXY_REQUIRE, "resource-priority")) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "%s",
                      sip_response_to(context, SIP_HDR_REQUIRE).text);
}

/* Tags that somebody between the client and whoever refuses may have brought in: session timers in
 * Require (RFC 4028 section 8.1); Path, which a registrar refuses by its tag (RFC 3327 section
 * 5.3). */
static bool is_proxy_tag(struct sip_slice tag)
{
    return sip_slice_is(tag, "timer") || sip_slice_is(tag, "path");
}

static bool requires_nothing(const struct sip_message *request)
{
    return sip_values_count(request, SIP_HDR_REQUIRE) == 0 &&
           sip_values_count(request, SIP_HDR_PROXY_REQUIRE) == 0;
}

static enum sip_verdict check_420_without_require(const struct sip_context *context,
                                                  struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_values it = sip_values_of(m, SIP_HDR_UNSUPPORTED);
    unsigned frame = context->transaction->request_frame;
    struct sip_slice tag;
    bool any = false;

    if (!requires_nothing(context->request)) {
        return SIP_KEPT;
    }
    while (sip_values_next(&it, &tag)) {
        any = true;
        if (!is_proxy_tag(tag)) {
            return sip_broken(finding, context, sip_row_bytes(it.row),
                              "Unsupported: %.*s; no Require or Proxy-Require in frame %u",
                              SIP_ARG(tag), frame);
        }
    }
    if (any || sip_message_presence(m, SIP_HDR_UNSUPPORTED) == SIP_PERHAPS) {
        return any ? SIP_KEPT : SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE, "no Require or Proxy-Require in frame %u",
                      frame);
}

static enum sip_verdict check_420_not_requested(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_UNSUPPORTED);
    const struct sip_message *request = context->request;
    struct sip_slice tag;

    if (requires_nothing(request)) {
        return SIP_NOT_APPLICABLE; /* 420-without-require speaks */
    }
    while (sip_values_next(&it, &tag)) {
        if (!is_proxy_tag(tag) && !sip_response_lists(request, SIP_HDR_REQUIRE, tag) &&
            !sip_response_lists(request, SIP_HDR_PROXY_REQUIRE, tag)) {
            enum sip_header_id id =
                sip_message_has(request, SIP_HDR_REQUIRE) ? SIP_HDR_REQUIRE : SIP_HDR_PROXY_REQUIRE;
            return sip_broken(finding, context, sip_row_bytes(it.row), "Unsupported: %.*s; %s",
                              SIP_ARG(tag), sip_response_to(context, id).text);
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_421(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *request = context->request;
    struct sip_values it = sip_values_of(m, SIP_HDR_REQUIRE);
    const struct sip_row *row = sip_message_row(m, SIP_HDR_REQUIRE);
    struct sip_slice tag;

    if (sip_values_count(m, SIP_HDR_REQUIRE) == 0) {
        return SIP_NOT_APPLICABLE;
    }
    while (sip_values_next(&it, &tag)) {
        if (!sip_response_lists(request, SIP_HDR_SUPPORTED, tag) &&
            !sip_response_lists(request, SIP_HDR_REQUIRE, tag)) {
            return SIP_KEPT;
        }
    }
    if (!m->headers_complete) { /* a tag that the request did lack may have been cut off */
        return SIP_UNDECIDED;
    }
    return sip_broken(
        finding, context, sip_row_bytes(row), "Require: %.*s; %s", SIP_ARG(row->value),
        sip_response_to(context, sip_message_has(request, SIP_HDR_SUPPORTED) ? SIP_HDR_SUPPORTED
                                                                             : SIP_HDR_REQUIRE)
            .text);
}

static bool is_session_refresh(const struct sip_message *request)
{
    return request->method == SIP_METHOD_INVITE || request->method == SIP_METHOD_UPDATE;
}

static enum sip_verdict check_422_context(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    if (!is_session_refresh(context->request)) {
        return other_method(context, finding);
    }
    if (sip_response_option(context, "timer")) {
        return SIP_KEPT; /* if Session-Expires is missing, a proxy may have added it */
    }
    return sip_broken(finding, context, SIP_START_LINE, "%s",
                      sip_response_to(context, SIP_HDR_SUPPORTED).text);
}

static enum sip_verdict check_422_min_se(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_MIN_SE);
    uint32_t minimum, asked;

    if (row == NULL || !sip_value_seconds(row->value, &minimum) ||
        !sip_value_seconds(sip_message_value(context->request, SIP_HDR_SESSION_EXPIRES), &asked)) {
        return SIP_NOT_APPLICABLE;
    }
    if (minimum > asked) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, sip_row_bytes(row), "Min-SE: %.*s; %s", SIP_ARG(row->value),
                      sip_response_to(context, SIP_HDR_SESSION_EXPIRES).text);
}

static enum sip_verdict check_424(const struct sip_context *context, struct sip_finding *finding)
{
    return without(context, finding, SIP_HDR_GEOLOCATION);
}

/* An alert is in the body, or Call-Info tells where it is (RFC 8876 section 4.1). */
static enum sip_verdict check_425(const struct sip_context *context, struct sip_finding *finding)
{
    static const char *const types[] = {
        "application/EmergencyCallData.cap+xml",
        "application/common-alerting-protocol+xml", /* of its drafts */
    };
    struct sip_values it = sip_values_of(context->request, SIP_HDR_CALL_INFO);
    struct sip_slice value, purpose;
    struct sip_part part;

    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        if (sip_message_part(context->request, types[i], &part) != SIP_ABSENT) {
            return SIP_KEPT;
        }
    }
    while (sip_values_next(&it, &value)) {
        if (sip_value_param(value, "purpose", &purpose) &&
            sip_slice_starts_with(purpose, "EmergencyCallData")) {
            return SIP_KEPT;
        }
    }
    return sip_broken(finding, context, SIP_START_LINE, "no alert in frame %u",
                      context->transaction->request_frame);
}

static enum sip_verdict check_428(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->request, SIP_HDR_IDENTITY);
    unsigned frame = context->transaction->request_frame;
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        /* Without "info" it is of RFC 4474, which RFC 8224 has replaced. */
        if (sip_value_param(value, "info", NULL) && !sip_value_param(value, "ppt", NULL)) {
            return sip_broken(finding, context, SIP_START_LINE, "Identity without ppt in frame %u",
                              frame);
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_429(const struct sip_context *context, struct sip_finding *finding)
{
    return without(context, finding, SIP_HDR_REFERRED_BY);
}

/* Whether the client routes over flows, as an authoritative proxy does: the flow token stands in
 * the user part of the topmost Route, or "ob" behind it (RFC 5626 sections 5.1 to 5.3). */
static bool routes_over_flow(const struct sip_message *request)
{
    struct sip_values it = sip_values_of(request, SIP_HDR_ROUTE);
    struct sip_address route;
    struct sip_slice value;
    struct sip_uri uri;

    if (!sip_values_next(&it, &value)) {
        return false;
    }
    return !sip_address_read(value, &route) || !sip_uri_read(route.uri, &uri) ||
           uri.user.p != NULL || sip_value_param(uri.params, "ob", NULL);
}

static enum sip_verdict check_430(const struct sip_context *context, struct sip_finding *finding)
{
    if (sip_values_count(context->request, SIP_HDR_VIA) != 1 || sip_response_in_dialog(context) ||
        routes_over_flow(context->request)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, SIP_START_LINE, "one Via in frame %u: its sender made it",
                      context->transaction->request_frame);
}

/* Whether a row tells of its sender, or may do so. */
static bool is_of_sender(const struct sip_row *row)
{
    switch (row->id) {
    case SIP_HDR_OTHER:
    case SIP_HDR_CONTACT:
    case SIP_HDR_FROM:
    case SIP_HDR_P_ASSERTED_IDENTITY:
    case SIP_HDR_PRIVACY:
    case SIP_HDR_PROXY_REQUIRE:
        return true;
    default:
        return false;
    }
}

/* RFC 5079 section 3 leaves room for other signs than those it names. */
static bool may_be_anonymous(const struct sip_message *request)
{
    static const char *const signs[] = {
        "anonym", "privacy", "restricted", "unavailable", "unknown", "withheld", "private",
    };

    for (unsigned i = 0; i < request->row_count; i++) {
        const struct sip_row *row = &request->rows[i];
        for (size_t j = 0; is_of_sender(row) && j < sizeof(signs) / sizeof(signs[0]); j++) {
            if (sip_slice_find(sip_row_bytes(row), signs[j]) != NULL) {
                return true;
            }
        }
    }
    return false;
}

static enum sip_verdict check_433(const struct sip_context *context, struct sip_finding *finding)
{
    if (!sip_response_from_target(context)) {
        return SIP_NOT_APPLICABLE;
    }
    if (may_be_anonymous(context->request)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "no Privacy, and %s",
                      sip_response_to(context, SIP_HDR_FROM).text);
}

static enum sip_verdict check_436_to_438(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *request = context->request;
    struct sip_slice type = sip_message_value(request, SIP_HDR_CONTENT_TYPE);

    /* 437 also refuses keys and bodies of S/MIME (RFC 6072 sections 4 and 7.10). */
    if (!sip_response_from_target(context) ||
        (context->message->code == 437 && request->body.n > 0 &&
         !sip_media_type_is(type, "application/sdp"))) {
        return SIP_NOT_APPLICABLE;
    }
    return without(context, finding, SIP_HDR_IDENTITY);
}

static enum sip_verdict check_439(const struct sip_context *context, struct sip_finding *finding)
{
    if (context->request->method != SIP_METHOD_REGISTER) {
        return other_method(context, finding);
    }
    if (!sip_response_option(context, "outbound")) {
        return sip_broken(finding, context, SIP_START_LINE, "%s",
                          sip_response_to(context, SIP_HDR_SUPPORTED).text);
    }
    if (contact_has(context->request, "reg-id", false)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "no reg-id; %s",
                      sip_response_to(context, SIP_HDR_CONTACT).text);
}

/* What RFC 5393 recommends for the start of a search. */
#define AMPLE_MAX_BREADTH 60

static enum sip_verdict check_440(const struct sip_context *context, struct sip_finding *finding)
{
    uint32_t breadth;

    if (!sip_slice_to_u32(sip_message_value(context->request, SIP_HDR_MAX_BREADTH), &breadth)) {
        return SIP_NOT_APPLICABLE;
    }
    if (breadth < AMPLE_MAX_BREADTH) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "%s",
                      sip_response_to(context, SIP_HDR_MAX_BREADTH).text);
}

static enum sip_verdict check_469(const struct sip_context *context, struct sip_finding *finding)
{
    return context->request->method == SIP_METHOD_INFO
               ? without(context, finding, SIP_HDR_INFO_PACKAGE)
               : other_method(context, finding);
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

static enum sip_verdict check_494(const struct sip_context *context, struct sip_finding *finding)
{
    if (sip_response_option(context, "sec-agree")) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "no sec-agree; %s",
                      sip_response_to(context, SIP_HDR_SUPPORTED).text);
}

static enum sip_verdict check_555(const struct sip_context *context, struct sip_finding *finding)
{
    if (context->request->method != SIP_METHOD_REGISTER) {
        return other_method(context, finding);
    }
    if (contact_has(context->request, "pn-provider", true)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "no pn-provider; %s",
                      sip_response_to(context, SIP_HDR_CONTACT).text);
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

static enum sip_verdict check_580(const struct sip_context *context, struct sip_finding *finding)
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

static enum sip_verdict check_607(const struct sip_context *context, struct sip_finding *finding)
{
    if (!sip_response_in_dialog(context)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "%s",
                      sip_response_to(context, SIP_HDR_TO).text);
}

const struct sip_rule sip_rules_extension_context[] = {
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
        .id = "412-without-condition",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3903 §11.2.1",
        .see = "RFC 3903 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "412",
        .check = check_412,
        .problem = "412 to a request without SIP-If-Match",
        .requirement = "A 412 is sent only to a request with SIP-If-Match",
        .remedy = "The server should use the code of its real reason: there was no condition that "
                  "could fail.",
    },
    {
        .id = "417-without-require",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 4412 §4.6.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "417",
        .check = check_417,
        .problem = "417 although resource-priority was not required",
        .requirement = "A 417 is sent only to a request with Require: resource-priority",
        .remedy = "The server must process the request with default priority if this option tag is "
                  "absent.",
    },
    {
        .id = "420-unsupported-not-requested",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.2.3",
        .see = "RFC 3261 §16.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "420",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL)),
        .check = check_420_not_requested,
        .problem = "Unsupported lists a tag that the request did not require",
        .requirement =
            "Unsupported lists only option tags from Require or Proxy-Require of the request",
        .remedy = "The server must list only option tags that the request requires. An extension "
                  "that the client merely supports is no reason to reject the request.",
        .silence =
            "Not reported when the tag is timer or path, which a proxy may have added (RFC 4028, "
            "RFC 3327), or when the request requires nothing: 420-without-require reports that.",
    },
    {
        .id = "420-without-require",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.4.15",
        .see = "RFC 3261 §8.2.2.3; RFC 3261 §16.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "420",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL)),
        .check = check_420_without_require,
        .problem = "420 to a request that requires no extension",
        .requirement = "A 420 is sent only to a request with Require or Proxy-Require",
        .remedy = "The server must ignore extensions that it does not know unless the request "
                  "requires them.",
        .silence = "Not reported when Unsupported lists timer or path and nothing else: a proxy "
                   "may have added them (RFC 4028, RFC 3327).",
    },
    {
        .id = "421-already-supported",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.4.16",
        .see = "RFC 3329 §2.3.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "421",
        .check = check_421,
        .problem = "421 for an extension that the client supports",
        .requirement = "A 421 asks for an extension that is not in Supported of the request",
        .remedy = "The server should use the extension, since the client supports it. If it is "
                  "sec-agree, the server must respond with 494.",
        .silence = "Not reported when the request lacks at least one of the tags: a 421 lists all "
                   "extensions that are needed.",
    },
    {
        .id = "422-context",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 4028 §9",
        .see = "RFC 4028 §8.1; RFC 4028 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "422",
        .check = check_422_context,
        .problem = "422 to a request that cannot use session timers",
        .requirement =
            "A 422 is sent only to an INVITE or UPDATE whose sender supports session timers",
        .remedy = "The server must accept the request: a client without session timers cannot "
                  "handle a 422.",
        .silence = "Not reported when only Session-Expires is missing: a proxy further on may have "
                   "added it.",
    },
    {
        .id = "422-min-se-not-greater",
        /* Not a warning: a proxy may shorten Session-Expires (RFC 4028 section 8.1), and a server
         * behind it find that too short. */
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §6",
        .see = "RFC 4028 §8.1; RFC 4028 §9",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "422",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .check = check_422_min_se,
        .problem = "422 although Session-Expires is not below its Min-SE",
        .requirement = "The Min-SE of a 422 is longer than the Session-Expires that it rejects",
        .remedy = "The server must not reject an interval that its own Min-SE allows. Check first "
                  "whether a proxy in between shortened the interval.",
    },
    {
        .id = "424-without-geolocation",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6442 §4.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "424",
        .check = check_424,
        .problem = "424 to a request without Geolocation",
        .requirement = "A 424 is sent only to a request with Geolocation",
        .remedy = "The server must not send a 424 to a client that gave no location. A proxy that "
                  "added a location must process the 424 itself.",
    },
    {
        .id = "425-without-alert",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 8876 §5.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "425",
        .check = check_425,
        .problem = "425 to a request without an alert (CAP)",
        .requirement = "A 425 is sent only to a request that carries an alert (CAP)",
        .remedy = "The server must use the code of its real reason.",
        .silence = "Not reported when Call-Info refers to an alert stored elsewhere, or when a "
                   "part of the body is encrypted or encoded.",
    },
    {
        .id = "428-identity-present",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 8224 §6.2.2",
        .see = "RFC 8224 §6.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "428",
        .check = check_428,
        .problem = "428 although the request has a usable Identity",
        .requirement = "A 428 is sent only to a request without a usable Identity",
        .remedy =
            "The verification service should respond with 436, 437 or 438 if it cannot accept the "
            "Identity. Check first whether the header field was removed on the way.",
        .silence = "Not reported when every Identity has a ppt parameter, which the verification "
                   "service need not support, or follows RFC 4474.",
    },
    {
        .id = "429-context",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3892 §5",
        .see = "RFC 3892 §2.2; RFC 3892 §2.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "429",
        .methods = SIP_M_NOT(SIP_M(REFER)),
        .check = check_429,
        .problem = "429 to a request without Referred-By",
        .requirement = "A 429 is sent only to a REFER or to a request with Referred-By",
        .remedy = "The server should use the code of its real reason: this request does not result "
                  "from a REFER.",
    },
    {
        .id = "430-reaches-endpoint",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 5626 §11.5",
        .see = "RFC 5626 §5.3.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "430",
        .check = check_430,
        .problem = "430 reached an endpoint",
        .requirement = "A 430 goes from an edge proxy to the authoritative proxy and no further",
        .remedy =
            "The authoritative proxy should try another flow, or forward another failure response.",
        .silence = "Not reported when the request is within a dialog, where the edge proxy may "
                   "respond to an endpoint directly, or when the client routes over the flow as an "
                   "authoritative proxy does.",
    },
    {
        .id = "433-not-anonymous",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 5079 §3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "433",
        .check = check_433,
        .problem = "433 to a request that is not anonymous",
        .requirement = "A 433 is sent only to a request whose sender withholds its identity",
        .remedy = "The server should not treat a missing or unverified identity as anonymity.",
        .silence = "Not reported when any header field about the sender hints at privacy, or when "
                   "the request had not yet reached the address in its Request-URI: a privacy "
                   "service further on may have hidden the sender.",
    },
    {
        .id = "436-437-438-without-identity",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 8224 §6.2.2",
        .see = "RFC 6072 §7.10",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "436,437,438",
        .check = check_436_to_438,
        .problem = "436, 437 or 438 to a request without Identity",
        .requirement = "A 436, 437 or 438 is sent only to a request with Identity",
        .remedy = "The verification service should respond with 428 if it requires an Identity "
                  "that is missing.",
        .silence =
            "Not reported when the request had not yet reached the address in its Request-URI: an "
            "authentication service further on may have added Identity. Not reported for a 437 to "
            "a request with a body other than SDP: RFC 6072 defines a 437 of its own for bodies.",
    },
    {
        .id = "439-context",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 5626 §11.6",
        .see = "RFC 5626 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "439",
        .check = check_439,
        .problem = "439 to a request without reg-id and outbound",
        .requirement = "A 439 is sent only to a REGISTER with reg-id and Supported: outbound",
        .remedy = "The registrar must ignore reg-id if outbound is not in Supported.",
    },
    {
        .id = "440-context",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 5393 §5.3.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "440",
        .check = check_440,
        .problem = "440 although Max-Breadth was 60 or more",
        .requirement = "A 440 is sent when little Max-Breadth is left",
        .remedy = "The proxies further on use up Max-Breadth: check how many branches they open at "
                  "a time. They can fork sequentially instead.",
        .silence = "Not reported when Max-Breadth is below 60, the recommended initial value.",
    },
    {
        .id = "469-context",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 6086 §4.2.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "469",
        .check = check_469,
        .problem = "469 not to an INFO with Info-Package",
        .requirement = "A 469 is sent only to an INFO with Info-Package",
        .remedy = "The server must treat an INFO without Info-Package as legacy INFO usage, or use "
                  "the code of its real reason.",
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
        .id = "494-without-sec-agree",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3329 §2.3.2",
        .see = "RFC 3329 §2.3.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "494",
        .check = check_494,
        .problem = "494 to a client that did not offer sec-agree",
        .requirement = "A 494 is sent only to a request that supports or requires sec-agree",
        .remedy = "The server must respond with 421 and Require: sec-agree instead.",
    },
    {
        .id = "555-context",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 8599 §8.1",
        .see = "RFC 8599 §5.6.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "555",
        .check = check_555,
        .problem = "555 not to a REGISTER with pn-provider",
        .requirement = "A 555 is sent only to a REGISTER with pn-provider in its Contact",
        .remedy = "The server must use the code of its real reason.",
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
        .check = check_580,
        .problem = "580 to an offer without preconditions",
        .requirement = "A 580 is sent only to an offer with preconditions",
        .remedy = "The server should respond with 488 if it is the offer that it cannot accept.",
        .silence = "Not reported when the network is an IMS, where 580 also reports bearers that "
                   "could not be set up, when the option tag precondition is present, or after SDP "
                   "was sent back, which may have had preconditions of its own.",
    },
    {
        .id = "607-in-dialog",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MAY,
        .reference = "RFC 8197 §4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "607",
        .check = check_607,
        .problem = "607 sent within a dialog",
        .requirement = "A 607 rejects a request outside a dialog",
        .remedy = "The called user agent should end the call with BYE and put 607 into its Reason.",
    },
};

SIP_SUBJECT_END(extension_context);
