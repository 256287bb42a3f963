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
        .strength = "MUST NOT",
        .reference = "RFC 6228 §5",
        .see = "RFC 6228 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "199",
        .methods = SIP_M(INVITE),
        .check = check_199,
        .summary = "A 199 is sent only to a client that lists 199 in Supported",
        .summary_fr = "Un 199 n’est envoyé qu’à un client qui annonce 199 dans Supported",
        .remedy = "The server or forking proxy must not send 199 to this client; if a proxy has "
                  "added the tag, it must keep the 199 to itself.",
        .remedy_fr = "Le serveur ou le proxy à l’origine du forking ne doit pas envoyer de 199 à "
                     "ce client ; si un proxy a ajouté l’option tag, il doit garder le 199 pour "
                     "lui.",
    },
    {
        .id = "204-context",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MUST",
        .reference = "RFC 5839 §7.1",
        .see = "RFC 5839 §6.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "204",
        .check = check_204,
        .summary = "A 204 answers a SUBSCRIBE within a dialog that has Suppress-If-Match",
        .summary_fr = "Un 204 répond à un SUBSCRIBE émis dans un dialogue et porteur de "
                      "Suppress-If-Match",
        .remedy = "The notifier must answer 200, and send the NOTIFY that 204 says is not to come.",
        .remedy_fr = "Le notifieur doit répondre 200, et envoyer le NOTIFY dont 204 annonce "
                     "l’absence.",
    },
    {
        .id = "412-without-condition",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "definition",
        .reference = "RFC 3903 §11.2.1",
        .see = "RFC 3903 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "412",
        .check = check_412,
        .summary = "A 412 answers a request with SIP-If-Match",
        .summary_fr = "Un 412 répond à une requête qui porte SIP-If-Match",
        .remedy = "The server should name its real reason: there was no condition that could fail.",
        .remedy_fr = "Le serveur devrait donner sa vraie raison : aucune condition ne pouvait "
                     "échouer.",
    },
    {
        .id = "417-without-require",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MUST",
        .reference = "RFC 4412 §4.6.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "417",
        .check = check_417,
        .summary = "A 417 answers a request with Require: resource-priority",
        .summary_fr = "Un 417 répond à une requête qui porte Require: resource-priority",
        .remedy = "Without that tag the server must process the request with default priority.",
        .remedy_fr = "Sans cet option tag, le serveur doit traiter la requête avec la priorité "
                     "par défaut.",
    },
    {
        .id = "420-unsupported-not-requested",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §8.2.2.3",
        .see = "RFC 3261 §16.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "420",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL)),
        .check = check_420_not_requested,
        .summary = "The tags in Unsupported come from Require or Proxy-Require of the request",
        .summary_fr = "Les option tags d’Unsupported viennent du Require ou du Proxy-Require de "
                      "la requête",
        .remedy = "The server must list only tags that the request requires; what it merely "
                  "supports is no reason to refuse it.",
        .remedy_fr = "Le serveur doit n’énumérer que les option tags exigés par la requête ; une "
                     "extension simplement prise en charge n’est pas un motif de refus.",
        .silence = "The tags timer and path, which a proxy may have brought in (RFC 4028, RFC "
                   "3327). A request that requires nothing is the matter of 420-without-require.",
    },
    {
        .id = "420-without-require",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "heuristic",
        .reference = "RFC 3261 §21.4.15",
        .see = "RFC 3261 §8.2.2.3; RFC 3261 §16.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "420",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL)),
        .check = check_420_without_require,
        .summary = "A 420 answers a request with Require or Proxy-Require",
        .summary_fr = "Un 420 répond à une requête qui porte Require ou Proxy-Require",
        .remedy = "The server must ignore extensions that it does not know unless the request "
                  "requires them.",
        .remedy_fr = "Le serveur doit ignorer les extensions qu’il ne connaît pas, sauf si la "
                     "requête les exige.",
        .silence = "Where Unsupported lists timer or path and nothing else: a proxy may have "
                   "brought them in (RFC 4028, RFC 3327).",
    },
    {
        .id = "421-already-supported",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "definition",
        .reference = "RFC 3261 §21.4.16",
        .see = "RFC 3329 §2.3.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "421",
        .check = check_421,
        .summary = "A 421 asks for an extension that the request does not support yet",
        .summary_fr = "Un 421 réclame une extension que la requête ne prend pas encore en charge",
        .remedy = "The server should use the extension, since the client supports it; if it is "
                  "sec-agree, it must answer 494.",
        .remedy_fr = "Le serveur devrait utiliser l’extension, puisque le client la prend en "
                     "charge ; s’il s’agit de sec-agree, il doit répondre 494.",
        .silence = "Where the request lacks one of the tags: the list is of all that are needed.",
    },
    {
        .id = "422-context",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "definition",
        .reference = "RFC 4028 §9",
        .see = "RFC 4028 §8.1; RFC 4028 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "422",
        .check = check_422_context,
        .summary = "A 422 answers an INVITE or UPDATE whose sender supports session timers",
        .summary_fr = "Un 422 répond à un INVITE ou UPDATE dont l’émetteur gère les session timers",
        .remedy = "The server must accept the request: a client without session timers does not "
                  "know what to do about a 422.",
        .remedy_fr = "Le serveur doit accepter la requête : un client sans session timers ne sait "
                     "que faire d’un 422.",
        .silence = "Where only Session-Expires is missing: a proxy further on may have added it.",
    },
    {
        .id = "422-min-se-not-greater",
        /* Not a warning: a proxy may shorten Session-Expires (RFC 4028 section 8.1), and a server
         * behind it find that too short. */
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "definition",
        .reference = "RFC 4028 §6",
        .see = "RFC 4028 §8.1; RFC 4028 §9",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "422",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .check = check_422_min_se,
        .summary = "The Min-SE of a 422 is longer than the Session-Expires that it refuses",
        .summary_fr = "Dans un 422, Min-SE dépasse le Session-Expires refusé",
        .remedy = "The server must not refuse an interval that its own Min-SE allows; see whether "
                  "a proxy in between has shortened it.",
        .remedy_fr = "Le serveur ne doit pas refuser un intervalle que son propre Min-SE "
                     "autorise ; voyez si un proxy intermédiaire l’a réduit.",
    },
    {
        .id = "424-without-geolocation",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MUST NOT",
        .reference = "RFC 6442 §4.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "424",
        .check = check_424,
        .summary = "A 424 answers a request with Geolocation",
        .summary_fr = "Un 424 répond à une requête qui porte Geolocation",
        .remedy = "The server must not send 424 to a client that gave no location; a proxy that "
                  "added one must deal with the 424 itself.",
        .remedy_fr = "Le serveur ne doit pas envoyer de 424 à un client qui n’a pas donné de "
                     "localisation ; un proxy qui en a ajouté une doit traiter lui-même le 424.",
    },
    {
        .id = "425-without-alert",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MUST NOT",
        .reference = "RFC 8876 §5.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "425",
        .check = check_425,
        .summary = "A 425 answers a request with an alert (CAP)",
        .summary_fr = "Un 425 répond à une requête qui contient une alerte (CAP)",
        .remedy = "The server must name its real reason with another code.",
        .remedy_fr = "Le serveur doit donner sa vraie raison par un autre code.",
        .silence = "Where Call-Info says that the alert is elsewhere, or a part of the body is "
                   "encrypted or encoded.",
    },
    {
        .id = "428-identity-present",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "heuristic",
        .reference = "RFC 8224 §6.2.2",
        .see = "RFC 8224 §6.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "428",
        .check = check_428,
        .summary = "A 428 answers a request without an Identity that can be used",
        .summary_fr = "Un 428 répond à une requête sans Identity utilisable",
        .remedy = "The verifier should answer 436, 437 or 438 if the Identity displeases it; see "
                  "whether it was removed on the way.",
        .remedy_fr = "Le vérificateur devrait répondre 436, 437 ou 438 si l’Identity ne lui "
                     "convient pas ; voyez si elle a été retirée en chemin.",
        .silence = "Where every Identity has a ppt, which the verifier need not support, or is of "
                   "RFC 4474.",
    },
    {
        .id = "429-context",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "heuristic",
        .reference = "RFC 3892 §5",
        .see = "RFC 3892 §2.2; RFC 3892 §2.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "429",
        .methods = SIP_M_NOT(SIP_M(REFER)),
        .check = check_429,
        .summary = "A 429 answers a REFER, or a request with Referred-By",
        .summary_fr = "Un 429 répond à un REFER ou à une requête qui porte Referred-By",
        .remedy = "The server should name its real reason: nobody referred this request.",
        .remedy_fr = "Le serveur devrait donner sa vraie raison : cette requête ne résulte "
                     "d’aucun renvoi par REFER.",
    },
    {
        .id = "430-reaches-endpoint",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "descriptive",
        .reference = "RFC 5626 §11.5",
        .see = "RFC 5626 §5.3.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "430",
        .check = check_430,
        .summary = "A 430 goes from an edge proxy to the authoritative proxy, no further",
        .summary_fr = "Un 430 va de l’edge proxy au proxy faisant autorité, pas plus loin",
        .remedy = "The authoritative proxy should try another flow, or pass on another failure.",
        .remedy_fr = "Le proxy faisant autorité devrait essayer un autre flux, ou transmettre un "
                     "autre échec.",
        .silence = "Within a dialog, where the edge proxy may hear from an endpoint itself, and "
                   "where the client routes over the flow, as an authoritative proxy does.",
    },
    {
        .id = "433-not-anonymous",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "SHOULD NOT",
        .reference = "RFC 5079 §3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "433",
        .check = check_433,
        .summary = "A 433 answers a request whose sender hides who it is",
        .summary_fr = "Un 433 répond à une requête dont l’émetteur masque son identité",
        .remedy = "The server should not take a missing or unproven identity for anonymity.",
        .remedy_fr = "Le serveur ne devrait pas prendre une identité absente ou non prouvée pour "
                     "de l’anonymat.",
        .silence = "Where the header speaks in any way of privacy, and unless the request had "
                   "reached the address in its Request-URI: a privacy service further on may have "
                   "hidden the sender.",
    },
    {
        .id = "436-437-438-without-identity",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "heuristic",
        .reference = "RFC 8224 §6.2.2",
        .see = "RFC 6072 §7.10",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "436,437,438",
        .check = check_436_to_438,
        .summary = "A 436, 437 or 438 answers a request with Identity",
        .summary_fr = "Un 436, 437 ou 438 répond à une requête qui porte Identity",
        .remedy = "The verifier should answer 428 if it wants an Identity that is not there.",
        .remedy_fr = "Le vérificateur devrait répondre 428 s’il demande une Identity qui n’est "
                     "pas là.",
        .silence = "Unless the request had reached the address in its Request-URI: further on an "
                   "authentication service may have added Identity. RFC 6072 has a 437 of its own "
                   "for bodies.",
    },
    {
        .id = "439-context",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MUST NOT",
        .reference = "RFC 5626 §11.6",
        .see = "RFC 5626 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "439",
        .check = check_439,
        .summary = "A 439 answers a REGISTER with reg-id and Supported: outbound",
        .summary_fr = "Un 439 répond à un REGISTER avec reg-id et Supported: outbound",
        .remedy = "The registrar must ignore reg-id where outbound is not supported.",
        .remedy_fr = "Le registrar doit ignorer reg-id si outbound n’est pas pris en charge.",
    },
    {
        .id = "440-context",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "heuristic",
        .reference = "RFC 5393 §5.3.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "440",
        .check = check_440,
        .summary = "A 440 answers a request that has little Max-Breadth left",
        .summary_fr = "Un 440 répond à une requête à laquelle il reste peu de Max-Breadth",
        .remedy = "See how many branches the proxies further on open; they may fork one after the "
                  "other instead.",
        .remedy_fr = "Voyez combien de branches ouvrent les proxies suivants ; ils peuvent les "
                     "essayer l’une après l’autre.",
        .silence = "Below 60, the value recommended for the start of a search.",
    },
    {
        .id = "469-context",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "definition",
        .reference = "RFC 6086 §4.2.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "469",
        .check = check_469,
        .summary = "A 469 answers an INFO with Info-Package",
        .summary_fr = "Un 469 répond à un INFO qui porte Info-Package",
        .remedy = "The server must take an INFO without Info-Package as of old, or name its real "
                  "reason.",
        .remedy_fr = "Le serveur doit accepter un INFO sans Info-Package à l’ancienne manière, ou "
                     "donner sa vraie raison.",
    },
    {
        .id = "489-lists-refused-package",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "heuristic",
        .reference = "RFC 6665 §8.3.2",
        .see = "RFC 6665 §4.4.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "489",
        .methods = SIP_M(SUBSCRIBE),
        .check = check_489_lists,
        .summary = "The Allow-Events of a 489 leaves out the package that it refuses",
        .summary_fr = "Dans un 489, Allow-Events ne contient pas l’event package refusé",
        .remedy = "The notifier should name its real reason (403, 404 …): it knows the package.",
        .remedy_fr = "Le notifieur devrait donner sa vraie raison (403, 404…) : il connaît cet "
                     "event package.",
        .silence = "A template such as presence.winfo is another package than presence. "
                   "Allow-Events lists what can be subscribed to: NOTIFY and PUBLISH may be "
                   "refused.",
    },
    {
        .id = "494-without-sec-agree",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MUST",
        .reference = "RFC 3329 §2.3.2",
        .see = "RFC 3329 §2.3.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "494",
        .check = check_494,
        .summary = "A 494 answers a request that supports or requires sec-agree",
        .summary_fr = "Un 494 répond à une requête qui prend en charge ou exige sec-agree",
        .remedy = "The server must answer 421 with Require: sec-agree.",
        .remedy_fr = "Le serveur doit répondre 421 avec Require: sec-agree.",
    },
    {
        .id = "555-context",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "definition",
        .reference = "RFC 8599 §8.1",
        .see = "RFC 8599 §5.6.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "555",
        .check = check_555,
        .summary = "A 555 answers a REGISTER with pn-provider in its Contact",
        .summary_fr = "Un 555 répond à un REGISTER avec pn-provider dans son Contact",
        .remedy = "The server must name its real reason with another code.",
        .remedy_fr = "Le serveur doit donner sa vraie raison par un autre code.",
    },
    {
        .id = "580-no-preconditions",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "heuristic",
        .reference = "RFC 3312 §8",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "580",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .check = check_580,
        .summary = "A 580 answers an offer with preconditions",
        .summary_fr = "Un 580 répond à une offre avec préconditions",
        .remedy = "The server should answer 488 if it is the offer that it cannot accept.",
        .remedy_fr = "Le serveur devrait répondre 488 si c’est l’offre qu’il ne peut accepter.",
        .silence = "In IMS networks, where 580 also tells of bearers that could not be set up; "
                   "with the option tag precondition; and after a session description came back, "
                   "which may have had preconditions of its own.",
    },
    {
        .id = "607-in-dialog",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MAY",
        .reference = "RFC 8197 §4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "607",
        .check = check_607,
        .summary = "A 607 refuses a request outside of any dialog",
        .summary_fr = "Un 607 refuse une requête hors de tout dialogue",
        .remedy = "The user agent should end the call with BYE and a Reason that says 607.",
        .remedy_fr = "L’agent utilisateur devrait mettre fin à l’appel par un BYE avec un Reason "
                     "qui indique 607.",
    },
};

SIP_SUBJECT_END(extension_context);
