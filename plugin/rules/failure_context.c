/* failure_context.c
 * Failures and redirections of RFC 3261 that do not fit the request they answer.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/response.h"
#include "rules/readings.h"
#include "rules/subjects.h"
#include "sip/body.h"
#include "sip/host.h"
#include "sip/uri.h"
#include "sip/value.h"
#include "sip/via.h"

#define OFFERING (SIP_M(INVITE) | SIP_M(UPDATE))

/* Whether the request has credentials for the realm in this header field. */
static bool has_credentials(const struct sip_context *context, enum sip_header_id id,
                            struct sip_slice realm)
{
    const struct sip_auths *credentials = sip_auths_of(context, context->request, id);

    return sip_auths_find(credentials, SIP_AUTH_REALM, realm) != NULL;
}

/* A realm belongs to one protection domain. If the client answered a proxy's challenge for it, and
 * none of a user agent, it was the proxy that spoke. */
static enum sip_verdict check_401_by_proxy(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (sip_message_presence(m, SIP_HDR_PROXY_AUTHENTICATE) != SIP_ABSENT ||
        !sip_message_has(context->request, SIP_HDR_PROXY_AUTHORIZATION)) {
        return SIP_NOT_APPLICABLE; /* gathered from several branches (RFC 3261 section 16.7) */
    }
    const struct sip_auths *challenges = sip_auths_of(context, m, SIP_HDR_WWW_AUTHENTICATE);
    for (unsigned i = 0; i < challenges->count; i++) {
        struct sip_slice realm = challenges->all[i].params[SIP_AUTH_REALM];
        if (has_credentials(context, SIP_HDR_PROXY_AUTHORIZATION, realm) &&
            !has_credentials(context, SIP_HDR_AUTHORIZATION, realm)) {
            return sip_broken(finding, context, sip_row_bytes(challenges->all[i].row),
                              "realm \"%.*s\", for which frame %u had Proxy-Authorization",
                              SIP_ARG(realm), context->transaction->request_frame);
        }
    }
    return SIP_KEPT;
}

/* The server that a REGISTER names by its address is the registrar; the one that a SUBSCRIBE within
 * a dialog names is the notifier. Any other may be a proxy in front of them. */
static enum sip_verdict check_407_by_uas(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *request = context->request;

    if (!sip_response_from_target(context) ||
        (request->method == SIP_METHOD_SUBSCRIBE && !sip_response_in_dialog(context))) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, SIP_START_LINE, "407 to %.*s by %.*s itself",
                      SIP_ARG(request->method_name), SIP_ARG(request->uri));
}

static enum sip_verdict check_305_by_non_uas(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_CONTACT);
    struct sip_address address;
    struct sip_slice value;
    struct sip_uri uri;

    while (sip_values_next(&it, &value)) {
        if (sip_address_read(value, &address) && sip_uri_read(address.uri, &uri) &&
            sip_response_uri_is(&uri, &context->packet->source, context->packet->transport)) {
            return sip_broken(finding, context, sip_row_bytes(it.row),
                              "the proxy to use, %.*s, is where the 305 came from",
                              SIP_ARG(address.uri));
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_3xx_same_uri(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_CONTACT);
    struct sip_address address;
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (!sip_address_read(value, &address)) {
            continue;
        }
        /* Without brackets the parameters are Contact's, but mostly meant to be the URI's. */
        struct sip_slice uri = address.bracketed ? address.uri : value;
        if (sip_uri_equal(uri, context->request->uri)) {
            return sip_broken(finding, context, sip_row_bytes(it.row),
                              "Contact %.*s equals the Request-URI %.*s", SIP_ARG(uri),
                              SIP_ARG(context->request->uri));
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_405_allow(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_values it = sip_values_of(m, SIP_HDR_ALLOW);
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_equal(value, m->method_name)) {
            return sip_broken(finding, context, sip_row_bytes(it.row), "Allow lists %.*s",
                              SIP_ARG(value));
        }
    }
    return SIP_KEPT;
}

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

static enum sip_verdict check_415_accept(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *request = context->request;
    struct sip_slice value, type = sip_message_value(request, SIP_HDR_CONTENT_TYPE);
    struct sip_slice disposition = sip_message_value(request, SIP_HDR_CONTENT_DISPOSITION);
    struct sip_values it = sip_values_of(m, SIP_HDR_ACCEPT);

    type = sip_value_main(type);
    disposition = sip_value_main(disposition);
    if (request->body.n == 0 || type.n == 0 || sip_slice_starts_with(type, "multipart/") ||
        (disposition.n > 0 && !sip_slice_is(disposition, "session") &&
         !sip_slice_is(disposition, "render")) ||
        sip_message_has(request, SIP_HDR_CONTENT_ENCODING) ||
        sip_message_has(request, SIP_HDR_INFO_PACKAGE) ||
        sip_message_presence(m, SIP_HDR_ACCEPT_ENCODING) != SIP_ABSENT ||
        sip_message_presence(m, SIP_HDR_ACCEPT_LANGUAGE) != SIP_ABSENT) {
        return SIP_NOT_APPLICABLE;
    }
    while (sip_values_next(&it, &value)) {
        /* Another parameter (charset, version …) may be what mattered. */
        if (sip_slice_equal_nocase(value, type)) {
            return sip_broken(finding, context, sip_row_bytes(it.row), "Accept lists %.*s; %s",
                              SIP_ARG(value), sip_response_to(context, SIP_HDR_CONTENT_TYPE).text);
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_415_body(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    if (context->request->body.n > 0) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "no body in frame %u",
                      context->transaction->request_frame);
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

/* The shortest interval longer than 0 that the request asks for; 0 if it asks for nothing but
 * removal. False if it leaves one to the server, or asks for none. */
static bool shortest_interval(const struct sip_message *request, uint32_t *shortest)
{
    struct sip_values it = sip_values_of(request, SIP_HDR_CONTACT);
    bool has_expires = sip_value_seconds(sip_message_value(request, SIP_HDR_EXPIRES), shortest);
    uint32_t seconds, expires = has_expires ? *shortest : 0;
    struct sip_address address;
    struct sip_slice value;

    if (request->method != SIP_METHOD_REGISTER) {
        return has_expires;
    }
    if (!sip_message_has(request, SIP_HDR_CONTACT)) {
        return false;
    }
    *shortest = 0;
    while (sip_values_next(&it, &value)) {
        struct sip_slice param = {NULL, 0};
        bool is_star = sip_slice_is(value, "*");
        if (!is_star && !sip_address_read(value, &address)) {
            return false;
        }
        if (!is_star && sip_value_param(address.params, "expires", &param)) {
            if (!sip_slice_to_u32(param, &seconds)) {
                return false;
            }
        } else if (has_expires) {
            seconds = expires;
        } else {
            return false;
        }
        if (seconds > 0 && (*shortest == 0 || seconds < *shortest)) {
            *shortest = seconds;
        }
    }
    return true;
}

/* A proxy that sends push notifications may refuse any interval (RFC 8599 section 5.6.1.1). */
static bool asks_for_push(const struct sip_message *request)
{
    struct sip_values it = sip_values_of(request, SIP_HDR_CONTACT);
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_find(value, "pn-provider") != NULL) {
            return true;
        }
    }
    return false;
}

/* Whether Min-Expires is no more than what was asked for, which is a contradiction in itself. */
static bool min_expires_fits(const struct sip_message *m, uint32_t asked)
{
    uint32_t minimum;

    return sip_value_seconds(sip_message_value(m, SIP_HDR_MIN_EXPIRES), &minimum) && asked > 0 &&
           minimum <= asked;
}

static enum sip_verdict check_423_min_expires(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_MIN_EXPIRES);
    uint32_t asked;

    if (row == NULL || !shortest_interval(context->request, &asked)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!min_expires_fits(context->message, asked)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, sip_row_bytes(row),
                      "Min-Expires: %.*s; frame %u asked for %u s", SIP_ARG(row->value),
                      context->transaction->request_frame, (unsigned)asked);
}

static enum sip_verdict check_423_hour_or_zero(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_message *request = context->request;
    unsigned frame = context->transaction->request_frame;
    uint32_t asked;

    if (!shortest_interval(request, &asked) || asks_for_push(request)) {
        return SIP_NOT_APPLICABLE;
    }
    if (asked == 0) {
        return sip_broken(finding, context, SIP_START_LINE, "frame %u asked for removal: 0 s",
                          frame);
    }
    if (asked < 3600 || request->method == SIP_METHOD_PUBLISH ||
        min_expires_fits(context->message, asked)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "frame %u asked for %u s, an hour or more",
                      frame, (unsigned)asked);
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

/* Whether two Via values name the same sender: the mark of a loop or a spiral. */
static bool sent_by_repeats(const struct sip_message *request)
{
    struct sip_values first = sip_values_of(request, SIP_HDR_VIA), second;
    struct sip_slice a, b;
    struct sip_via x, y;

    while (sip_values_next(&first, &a)) {
        second = first;
        while (sip_via_read(a, &x) && sip_values_next(&second, &b)) {
            if (sip_via_read(b, &y) && sip_host_equal(x.host, y.host) &&
                sip_slice_equal(x.port, y.port)) {
                return true;
            }
        }
    }
    return false;
}

static enum sip_verdict check_482_no_loop(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    unsigned vias = sip_values_count(context->request, SIP_HDR_VIA);

    if (!sip_response_in_dialog(context) || !sip_response_from_target(context) || vias == 0) {
        return SIP_NOT_APPLICABLE;
    }
    if (sent_by_repeats(context->request)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "%u Via in frame %u, none twice; within a dialog, and at its target", vias,
                      context->transaction->request_frame);
}

/* Few enough hops may well be used up beyond the capture. */
#define AMPLE_MAX_FORWARDS 10
/* No hop is faster than this, not even a proxy that sends to itself. Microseconds. */
#define FASTEST_HOP 50

static enum sip_verdict check_483_max_forwards(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice value = sip_message_value(context->request, SIP_HDR_MAX_FORWARDS);
    int64_t elapsed = context->packet->time - t->request_time;
    uint32_t hops;

    if (!sip_slice_to_u32(value, &hops) || hops < AMPLE_MAX_FORWARDS) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "Max-Forwards in frame %u: %u; refused after %.1f ms%s", t->request_frame,
                      (unsigned)hops, (double)elapsed / 1000,
                      elapsed < (int64_t)hops * FASTEST_HOP ? ", too soon for so many hops"
                                                            : ", as by a loop further on");
}

static enum sip_verdict check_488_without_offer(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    const struct sip_message *request = context->request;

    if (request->body.n > 0) {
        return SIP_KEPT;
    }
    /* RFC 3911 section 4, and RFC 4497 section 8.3.1. */
    if (sip_message_has(request, SIP_HDR_JOIN) ||
        (!sip_response_in_dialog(context) && !sip_response_option(context, "100rel"))) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, SIP_START_LINE, "no body in frame %u, so no offer",
                      context->transaction->request_frame);
}

/* Whether a part is encrypted, or may hold an encrypted one. */
static bool may_be_encrypted(const struct sip_part *part)
{
    static const char *const marks[] = {"pkcs7", "pgp", "encrypted", "jose", "message/"};

    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        if (sip_slice_find(part->type, marks[i]) != NULL) {
            return true;
        }
    }
    return part->encoded || sip_slice_starts_with(part->type, "multipart/");
}

static enum sip_verdict check_493_plain(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    struct sip_parts it = sip_parts_of(context->request);
    unsigned frame = context->transaction->request_frame;
    struct sip_part part;
    unsigned parts = 0;

    while (sip_parts_next(&it, &part)) {
        if (may_be_encrypted(&part)) {
            return SIP_KEPT;
        }
        parts++;
    }
    if (parts == 0) {
        return sip_broken(finding, context, SIP_START_LINE, "no body in frame %u", frame);
    }
    return sip_broken(finding, context, SIP_START_LINE, "nothing encrypted: %s",
                      sip_response_to(context, SIP_HDR_CONTENT_TYPE).text);
}

static enum sip_verdict check_505_sip20(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_message *request = context->request;
    const char *end = request->start_line.p + request->start_line.n;
    struct sip_slice version =
        sip_slice_trim(sip_slice_between(request->uri.p + request->uri.n, end));

    if (!sip_slice_is(version, "SIP/2.0")) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "frame %u is a request of %.*s",
                      context->transaction->request_frame, SIP_ARG(version));
}

/* Octets. Every implementation must take 65,535 of them (RFC 3261 section 18.1.1), but many stop at
 * what one packet holds: 1,500, less some 500 by which proxies further on may have made it grow. */
#define SMALL_MESSAGE 1000

static enum sip_verdict check_513_small(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    size_t octets = context->request->bytes.n;

    if (octets >= SMALL_MESSAGE) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "frame %u had %zu octets",
                      context->transaction->request_frame, octets);
}

const struct sip_rule sip_rules_failure_context[] = {
    {
        .id = "305-by-non-uas",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §21.3.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "305",
        .check = check_305_by_non_uas,
        .problem = "305 points to the proxy that sent it",
        .requirement = "Only a user agent server sends 305, not the proxy to which it points",
        .remedy = "The proxy must not send 305. It should forward the request, or reject it with "
                  "another code.",
        .silence = "Only reported where Contact is the very address that the response came from: "
                   "the role of any other sender cannot be seen.",
    },
    {
        .id = "3xx-contact-equals-request-uri",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §8.3",
        .see = "RFC 3261 §19.1.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "300,301,302",
        .check = check_3xx_same_uri,
        .problem = "Redirection to the same URI as in the request",
        .requirement = "A redirect server never redirects to a URI equal to the Request-URI",
        .remedy =
            "The redirect server must remove the Request-URI from Contact; it can instead forward "
            "the request or reject it with 404. As it is, the client would come back forever.",
        .silence =
            "Not reported when the URIs differ in transport, port, maddr, ttl, user or method. Not "
            "reported when the code is 305 or 380, which give no new target in this sense.",
    },
    {
        .id = "401-by-proxy",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §22.1",
        .see = "RFC 3261 §16.7",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "401",
        .methods = SIP_M_NOT(SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH)),
        .check = check_401_by_proxy,
        .problem = "401 instead of 407 from a proxy",
        .requirement = "A proxy challenges with 407, never with 401",
        .remedy = "The proxy that has challenged with 407 must not challenge with 401 for the same "
                  "realm: the client already sends its credentials in Proxy-Authorization. Check "
                  "whether a user agent behind it uses that realm too.",
        .silence =
            "Only reported where the request had Proxy-Authorization, and no Authorization, for "
            "the same realm: nothing else distinguishes a proxy from a user agent. Not reported "
            "where the 401 has Proxy-Authenticate as well, as it may be merged from several "
            "branches. Not reported to REGISTER, SUBSCRIBE and PUBLISH, as registrars, notifiers "
            "and publication servers often share a realm with the proxy.",
    },
    {
        .id = "405-allow-lists-method",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.4.6",
        .see = "RFC 3261 §8.2.1",
        .when = SIP_ON_RESPONSE, /* CSeq tells the method: the request need not be there */
        .codes = "405",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(BYE) | SIP_M(CANCEL) | SIP_M(OPTIONS)),
        .check = check_405_allow,
        .problem = "405, but Allow lists the refused method",
        .requirement = "Allow in a 405 does not list the method that is refused",
        .remedy =
            "The server must list in Allow only what it accepts for this address. If it refuses "
            "the method for another reason, another code fits better (403, 481, 491 …).",
        .silence = "Not reported when the method is BYE, CANCEL or OPTIONS, which must never be "
                   "refused in this way: see 501-baseline-method.",
    },
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
        .id = "407-by-uas-or-registrar",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §22.1",
        .see = "RFC 3261 §21.4.2; RFC 6665 §4.2.1.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "407",
        .methods = SIP_M(REGISTER) | SIP_M(SUBSCRIBE),
        .check = check_407_by_uas,
        .problem = "407 instead of 401 from a registrar or notifier",
        .requirement = "Registrars and notifiers challenge with 401; 407 is for proxies",
        .remedy = "The registrar or notifier should send 401 with WWW-Authenticate.",
        .silence =
            "Only reported where the Request-URI is the very address that the request was sent to "
            "and, for SUBSCRIBE, a dialog exists: a proxy in front may well send 407.",
    },
    {
        .id = "415-accept-lists-refused-type",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.4.13",
        .see = "RFC 5621 §8.4; RFC 3261 §8.2.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "415",
        .check = check_415_accept,
        .problem = "415, but Accept lists the refused media type",
        .requirement = "Accept in a 415 does not list the media type that is refused",
        .remedy = "The server should list in Accept only what it takes in this request. As it is, "
                  "the client cannot see what to change.",
        .silence = "Not reported when something other than the media type may be the reason: "
                   "encoding, language, disposition, a part of a multipart body, an Info Package. "
                   "RFC 5621 allows the same type where its context is not supported.",
    },
    {
        .id = "415-without-body",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.4.13",
        .see = "RFC 3261 §8.2.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "415",
        .check = check_415_body,
        .problem = "415 to a request without a body",
        .requirement = "415 is sent only to a request that has a body",
        .remedy =
            "The server should use the code for its real reason: there was no body to refuse.",
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
        .id = "423-min-expires-not-greater",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §10.3",
        .see = "RFC 3261 §10.2.8; RFC 6665 §4.2.1.1; RFC 3903 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "423",
        .methods = SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH),
        .check = check_423_min_expires,
        .problem = "423, but the requested interval satisfies Min-Expires",
        .requirement = "An interval is not refused with 423 if it reaches the server's own minimum "
                       "in Min-Expires",
        .remedy = "The server must not refuse an interval that its own Min-Expires allows.",
        .silence = "Not reported when an interval was left to the server, or cannot be read. With "
                   "several contacts the shortest interval is compared, and the one in Contact "
                   "takes precedence over Expires.",
    },
    {
        .id = "423-requested-hour-or-zero",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §10.3",
        .see = "RFC 6665 §4.2.1.1; RFC 3903 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "423",
        .methods = SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH),
        .check = check_423_hour_or_zero,
        .problem = "423 to a removal or to an interval of an hour or more",
        .requirement =
            "423 refuses neither a removal nor (except for PUBLISH) an interval of an hour or more",
        .remedy = "The server must accept removals, and intervals of an hour or more, which it may "
                  "shorten.",
        .silence = "Not reported when an interval was left to the server, or when the client asks "
                   "for push notifications, for which RFC 8599 sets other limits.",
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
        .id = "482-no-loop-visible",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §8.2.2.2",
        .see = "RFC 3261 §16.3; RFC 5393 §4.2.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "482",
        .check = check_482_no_loop,
        .problem = "482, but no loop is visible in the request",
        .requirement = "482 is sent only to a request that has looped or arrived twice",
        .remedy = "The server should use the code for its real reason; 482 ends the dialog.",
        .silence = "Only reported within a dialog, and where the request had reached the address "
                   "in its Request-URI. Outside a dialog the other copy of the request may not be "
                   "captured; before the target the loop may lie further on.",
    },
    {
        .id = "483-max-forwards-positive",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §16.3",
        .see = "RFC 3261 §21.4.21",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "483",
        .check = check_483_max_forwards,
        .problem = "483, but Max-Forwards was far from 0",
        .requirement = "483 is sent only to a request whose Max-Forwards has reached 0",
        .remedy =
            "Check first how long the 483 took. An immediate 483 means that the peer miscounts "
            "Max-Forwards; a late one means a loop further on: check the routing there.",
        .silence = "Not reported when fewer than ten hops were left, which may be used up without "
                   "any fault.",
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
        .methods = OFFERING,
        .check = check_488_without_offer,
        .problem = "488 or 606 to a request without an offer",
        .requirement =
            "488 and 606 refuse a session description, so the request has to contain one",
        .remedy =
            "The server should make an offer of its own, or use the code for its real reason.",
        .silence =
            "Not reported when the request has Join (RFC 3911 requires 488), or outside a dialog "
            "when 100rel is not supported: RFC 4497 lets a gateway refuse an INVITE without offer.",
    },
    {
        .id = "493-plain-request",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.4.28",
        .see = "RFC 3261 §23.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "493",
        .check = check_493_plain,
        .problem = "493 to a request without an encrypted body",
        .requirement = "493 is sent only to a request with an encrypted body",
        .remedy =
            "The server should use the code for its real reason: there was nothing to decrypt.",
        .silence = "Not reported when a body part is encoded, nested too deeply or a message of "
                   "its own: it may contain encrypted parts.",
    },
    {
        .id = "505-for-sip20",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.5.6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "505",
        .check = check_505_sip20,
        .problem = "505 to a SIP/2.0 request",
        .requirement = "505 is sent only to a request of a version other than SIP/2.0",
        .remedy =
            "The server should use the code for its real reason: its own response is SIP/2.0 too.",
    },
    {
        .id = "513-small-message",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.5.7",
        .see = "RFC 3261 §18.1.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "513",
        .check = check_513_small,
        .problem = "513 to a small message",
        .requirement = "513 is sent only to a large message",
        .remedy =
            "The server should accept messages of this size, or use the code for its real reason.",
        .silence = "Not reported when the request has 1,000 bytes or more: proxies may have "
                   "enlarged it beyond what one packet holds.",
    },
};

SIP_SUBJECT_END(failure_context);
