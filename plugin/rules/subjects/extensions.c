/* extensions.c
 * Option tags, and 420 and 421 (RFC 3261 section 8.2.2.3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/fields.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "sip/body.h"
#include "sip/value.h"

/* A REGISTER that asks for a flow (RFC 5626 section 4.2). */
static bool registers_flow(const struct sip_message *request)
{
    struct sip_values it = sip_values_of(request, SIP_HDR_CONTACT);
    struct sip_slice value;
    struct sip_address contact;

    while (sip_values_next(&it, &value)) {
        if (sip_address_read(value, &contact) && sip_value_param(contact.params, "reg-id", NULL) &&
            sip_value_param(contact.params, "+sip.instance", NULL)) {
            return true;
        }
    }
    return false;
}

/* Option tags with a rule of their own: rel1xx-not-offered, se-unsupported-by-uac,
 * outbound-require-without-regid. */
static bool has_its_own_rule(const struct sip_context *context, struct sip_slice tag)
{
    const struct sip_message *m = context->message;
    struct sip_slice expires = sip_message_value(m, SIP_HDR_SESSION_EXPIRES), refresher;

    if (sip_slice_is(tag, "100rel")) {
        return m->code < 200;
    }
    if (sip_slice_is(tag, "outbound")) {
        return m->method == SIP_METHOD_REGISTER && !registers_flow(context->request);
    }
    return sip_slice_is(tag, "timer") && sip_value_param(expires, "refresher", &refresher) &&
           sip_slice_is(refresher, "uac");
}

static enum sip_verdict check_require(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    static const enum sip_header_id offers[] = {SIP_HDR_SUPPORTED, SIP_HDR_REQUIRE,
                                                SIP_HDR_PROXY_REQUIRE};
    struct sip_values it = sip_values_of(context->message, SIP_HDR_REQUIRE);
    struct sip_slice tag, entry;

    if (!sip_response_matches(context)) {
        return SIP_UNDECIDED;
    }
    while (sip_values_next(&it, &tag)) {
        bool offered = has_its_own_rule(context, tag);
        for (size_t i = 0; i < sizeof(offers) / sizeof(offers[0]) && !offered; i++) {
            offered = sip_response_find(context->request, offers[i], tag, &entry);
        }
        if (!offered) {
            return sip_broken(
                finding, context, sip_row_bytes(it.row),
                "Require: %.*s; Supported in frame %u was %.*s", SIP_ARG(tag),
                sip_response_request_frame(context),
                SIP_ARG(sip_or_absent(context,
                                      sip_message_value(context->request, SIP_HDR_SUPPORTED))));
        }
    }
    return SIP_KEPT;
}

/* "a=des:qos mandatory local sendrecv" somewhere in the session description. */
static bool has_mandatory_precondition(struct sip_slice sdp)
{
    struct sip_slice rest = sdp, value, word;
    char type;

    while (sip_sdp_next(&rest, &type, &value)) {
        if (type == 'a' && sip_slice_starts_with(value, "des:")) {
            sip_slice_first_word(value, &value);
            word = sip_slice_first_word(value, &value);
            if (sip_slice_is(word, "mandatory")) {
                return true;
            }
        }
    }
    return false;
}

static enum sip_verdict check_precondition_tag(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_part sdp;

    if (context->ims || !has_mandatory_precondition(m->body)) {
        return SIP_NOT_APPLICABLE; /* nearly always, and sooner seen than where the SDP is */
    }
    enum sip_presence presence = sip_message_part(m, "application/sdp", &sdp);
    if (presence == SIP_ABSENT || sip_values_contain(m, SIP_HDR_REQUIRE, "precondition") ||
        (sip_message_has(m, SIP_HDR_RSEQ) && !sip_values_contain(m, SIP_HDR_REQUIRE, "100rel"))) {
        return SIP_NOT_APPLICABLE;
    }
    if (presence == SIP_PERHAPS || !m->headers_complete) {
        return SIP_UNDECIDED;
    }
    if (has_mandatory_precondition(sdp.content)) {
        return sip_broken(finding, context, (struct sip_slice){NULL, 0},
                          "SDP has a mandatory precondition, but Require is %.*s",
                          SIP_ARG(sip_or_absent(context, sip_message_value(m, SIP_HDR_REQUIRE))));
    }
    return SIP_KEPT;
}

/* Tags that a server between the client and the refusing one may have added: session timers in Require,
 * where the client does not support them (RFC 4028 section 8.1); Path, which a registrar refuses by its tag
 * (RFC 3327 section 5.3). */
static bool is_proxy_tag(const struct sip_message *request, struct sip_slice tag)
{
    if (sip_slice_is(tag, "path")) {
        return request->method == SIP_METHOD_REGISTER;
    }
    return sip_slice_is(tag, "timer") &&
           (request->method == SIP_METHOD_INVITE || request->method == SIP_METHOD_UPDATE) &&
           !sip_response_lists(request, SIP_HDR_SUPPORTED, tag);
}

static bool requires_nothing(const struct sip_message *request)
{
    return sip_values_count(request, SIP_HDR_REQUIRE) == 0 &&
           sip_values_count(request, SIP_HDR_PROXY_REQUIRE) == 0;
}

static enum sip_verdict check_420_not_requested(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_UNSUPPORTED);
    const struct sip_message *request = context->request;
    struct sip_slice tag;

    if (requires_nothing(request)) {
        return SIP_NOT_APPLICABLE; /* reported by 420-without-require */
    }
    while (sip_values_next(&it, &tag)) {
        if (!is_proxy_tag(request, tag) && !sip_response_lists(request, SIP_HDR_REQUIRE, tag) &&
            !sip_response_lists(request, SIP_HDR_PROXY_REQUIRE, tag)) {
            enum sip_header_id id =
                sip_message_has(request, SIP_HDR_REQUIRE) ? SIP_HDR_REQUIRE : SIP_HDR_PROXY_REQUIRE;
            return sip_broken(finding, context, sip_row_bytes(it.row), "Unsupported: %.*s; %s",
                              SIP_ARG(tag), sip_response_to(context, id).text);
        }
    }
    return SIP_KEPT;
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
        if (!is_proxy_tag(context->request, tag)) {
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

static enum sip_verdict check_417(const struct sip_context *context, struct sip_finding *finding)
{
    if (sip_values_contain(context->request, SIP_HDR_REQUIRE, "resource-priority") ||
        sip_values_contain(context->request, SIP_HDR_PROXY_REQUIRE, "resource-priority")) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "%s",
                      sip_response_to(context, SIP_HDR_REQUIRE).text);
}

const struct sip_rule sip_rules_extensions[] = {
    {
        .id = "response-require-not-supported",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §8.2.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "!421,494",
        .needs = {SIP_HDR_REQUIRE},
        .check = check_require,
        .problem = "Response requires an extension the client did not offer",
        .requirement = "A response requires only extensions that the client supports",
        .remedy = "The server must do without an extension that is not in Supported, or reject the "
                  "request with 421.",
        .silence = "Not reported when the code is 421 or 494, which list what the client must "
                   "support. Three cases have rules of their own: 100rel in a provisional response "
                   "(rel1xx-not-offered), timer with refresher=uac (se-unsupported-by-uac), and "
                   "outbound without a flow (outbound-require-without-regid).",
    },
    {
        .id = "response-applied-extension-unlisted",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.4",
        .see = "RFC 3312 §11",
        .looks_back = true,
        .codes = "101-299",
        .methods = SIP_M(INVITE),
        .needs = {SIP_HDR_CONTENT_TYPE},
        .check = check_precondition_tag,
        .problem = "Mandatory preconditions in SDP, but not in Require",
        .requirement =
            "A response with mandatory preconditions in its SDP has precondition in Require",
        .remedy = "The callee's user agent must add precondition to Require, or make the "
                  "preconditions optional.",
        .silence = "Only reported for preconditions, the only other extension that shows in a "
                   "single message. 100rel, session timers and outbound have rules of their own; "
                   "where one of these is missing from Require, this rule is not reported in "
                   "addition. Not reported in IMS, which signals preconditions in Supported.",
    },
    {
        .id = "unsupported-outside-420",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §20",
        .see = "RFC 3261 §20.40; RFC 3261 §8.2.2.3",
        .codes = "!420",
        .headers = {SIP_HDR_UNSUPPORTED},
        .check = sip_check_misplaced,
        .problem = "Unsupported in a response other than 420",
        .requirement = "Unsupported is used in a 420 response only",
        .remedy = "The server should remove Unsupported, or reject the request with 420 if the "
                  "client requires an extension that it does not support.",
    },
    {
        .id = "420-unsupported-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §21.4.15",
        .see = "RFC 3261 §8.2.2.3; RFC 3261 §16.3",
        .codes = "420",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .headers = {SIP_HDR_UNSUPPORTED},
        .check = sip_check_listed,
        .problem = "420 without Unsupported",
        .requirement =
            "A 420 lists in Unsupported the option tags that the server does not understand",
        .remedy = "The server must list in Unsupported the option tags of Require or Proxy-Require "
                  "that it does not understand. Without the list the client cannot retry.",
        .silence = "Not reported when the request is CANCEL: see 420-to-cancel.",
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
            "Not reported when a proxy may have added the tag: path in a REGISTER (RFC 3327), "
            "timer in an INVITE or UPDATE whose client does not support it (RFC 4028). Not "
            "reported either when the request requires nothing: 420-without-require reports that.",
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
        .silence = "Not reported when Unsupported lists only what a proxy may have added: path in "
                   "a REGISTER (RFC 3327), timer in an INVITE or UPDATE whose client does not "
                   "support it (RFC 4028).",
    },
    {
        .id = "421-require-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §21.4.16",
        .see = "RFC 3261 §8.2.4",
        .codes = "421",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .headers = {SIP_HDR_REQUIRE},
        .check = sip_check_listed,
        .problem = "421 without Require",
        .requirement = "A 421 lists in Require the extensions that the client has to support",
        .remedy = "The server must list in Require the option tags that it needs. Without them the "
                  "client cannot know which extension is missing.",
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
        .id = "417-accept-resource-priority",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 4412 §3.2",
        .see = "RFC 4412 §4.6.2",
        .codes = "417",
        .headers = {SIP_HDR_ACCEPT_RESOURCE_PRIORITY},
        .check = sip_check_required,
        .problem = "417 without Accept-Resource-Priority",
        .requirement = "The accepted priorities are not withheld from a 417: "
                       "Accept-Resource-Priority lists them",
        .remedy = "The server should list the accepted priorities in Accept-Resource-Priority. "
                  "Local policy may hide them, but this makes troubleshooting harder.",
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
};

SIP_SUBJECT_END(extensions);
