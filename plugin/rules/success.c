/* success.c
 * Success, method by method: what each 2xx must carry.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>

#include "rules/subjects.h"
#include "sip/value.h"

/* The rule's header fields, from the index first on, must all be there: "Accept and Supported
 * absent". */
static enum sip_verdict all_required(int first, const struct sip_context *context,
                                     struct sip_finding *finding)
{
    const char *missing[SIP_RULE_MAX_HEADERS];
    char names[SIP_EVIDENCE_SIZE / 2] = "";
    size_t used = 0;
    int count = 0;

    for (int i = first; i < SIP_RULE_MAX_HEADERS && context->rule->headers[i]; i++) {
        enum sip_presence presence =
            sip_message_presence(context->message, context->rule->headers[i]);
        if (presence == SIP_PERHAPS) {
            return SIP_UNDECIDED;
        }
        if (presence == SIP_ABSENT) {
            missing[count++] = sip_header_name(context->rule->headers[i]);
        }
    }
    if (count == 0) {
        return SIP_KEPT;
    }
    for (int i = 0; i < count; i++) {
        const char *link = i == 0 ? "" : i + 1 < count ? ", " : " and ";
        used += (size_t)snprintf(names + used, sizeof(names) - used, "%s%s", link, missing[i]);
    }
    return sip_broken(finding, context, SIP_START_LINE, "%s absent", names);
}

static enum sip_verdict check_all_required(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    return all_required(0, context, finding);
}

/* Line ends behind the header of a datagram without Content-Length are no body. */
static bool has_body(const struct sip_message *m)
{
    return sip_slice_trim(m->body).n > 0;
}

/* A proxy that answers by itself should omit Allow, the first of the headers (RFC 3261 section
 * 11.2). It sends no body and has no Contact of its own, so only these betray a user agent. */
static enum sip_verdict check_options_capabilities(const struct sip_context *context,
                                                   struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    bool user_agent = has_body(m) || sip_message_has(m, SIP_HDR_CONTACT);

    return all_required(user_agent ? 0 : 1, context, finding);
}

/* ", Expires is 3600": what the client falls back to (RFC 3261 section 10.2.4). */
static void describe_expires(const struct sip_message *m, char *text, size_t size)
{
    struct sip_slice expires = sip_message_value(m, SIP_HDR_EXPIRES);

    text[0] = '\0';
    if (expires.p != NULL) {
        snprintf(text, size, ", Expires is %.*s", SIP_ARG(expires));
    } else if (sip_message_presence(m, SIP_HDR_EXPIRES) == SIP_ABSENT) {
        snprintf(text, size, ", Expires absent");
    }
}

static enum sip_verdict check_register_expires_param(const struct sip_context *context,
                                                     struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_CONTACT);
    struct sip_slice value;
    struct sip_address address;
    char fallback[64];

    while (sip_values_next(&it, &value)) {
        /* "*" is no binding; contact-star-in-response speaks of it. */
        if (sip_slice_is(value, "*") || !sip_address_read(value, &address) ||
            sip_value_param(address.params, "expires", NULL)) {
            continue;
        }
        describe_expires(context->message, fallback, sizeof(fallback));
        return sip_broken(finding, context, value, "no expires parameter at %.*s%s",
                          SIP_ARG(address.uri), fallback);
    }
    return sip_message_presence(context->message, SIP_HDR_CONTACT) == SIP_PERHAPS ? SIP_UNDECIDED
                                                                                  : SIP_KEPT;
}

static enum sip_verdict check_register_expires_zero(const struct sip_context *context,
                                                    struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_CONTACT);
    struct sip_slice value, param;
    struct sip_address address;
    uint32_t seconds;

    while (sip_values_next(&it, &value)) {
        if (sip_address_read(value, &address) &&
            sip_value_param(address.params, "expires", &param) &&
            sip_value_seconds(param, &seconds) && seconds == 0) {
            return sip_broken(finding, context, value, "expires=0 at %.*s", SIP_ARG(address.uri));
        }
    }
    return SIP_KEPT;
}

/* Whether Require lists the option tag. */
static enum sip_presence requires(const struct sip_message *m, const char *option) {
    if (sip_values_contain(m, SIP_HDR_REQUIRE, option)){return SIP_PRESENT;}
return m->headers_complete ? SIP_ABSENT : SIP_PERHAPS;
}

/* The finding at a row that may stand there only together with "Require: option". */
static enum sip_verdict needs_require(const struct sip_context *context, const struct sip_row *row,
                                      const char *option, struct sip_finding *finding)
{
    struct sip_slice listed = sip_message_value(context->message, SIP_HDR_REQUIRE);

    switch (requires(context->message, option)) {
    case SIP_PRESENT:
        return SIP_KEPT;
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    }
    if (listed.p == NULL) {
        return sip_broken(finding, context, sip_row_bytes(row), "%.*s, but Require absent",
                          SIP_ARG(sip_row_bytes(row)));
    }
    return sip_broken(finding, context, sip_row_bytes(row), "%.*s, but %s not in Require: %.*s",
                      SIP_ARG(sip_row_bytes(row)), option, SIP_ARG(listed));
}

static enum sip_verdict check_flow_timer(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_FLOW_TIMER);

    return row == NULL ? SIP_NOT_APPLICABLE : needs_require(context, row, "outbound", finding);
}

/* A response that grants no time (a fetch, or the end of a subscription) starts nothing that would
 * need an address for later. */
static enum sip_verdict check_subscribe_contact(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    uint32_t seconds;

    if (sip_value_seconds(sip_message_value(context->message, SIP_HDR_EXPIRES), &seconds) &&
        seconds == 0) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_check_required(context, finding);
}

/* Whether a 2xx to REFER shows by itself that no subscription, and so no dialog, came of it. */
static bool refer_without_subscription(const struct sip_message *m)
{
    return sip_slice_is(sip_value_main(sip_message_value(m, SIP_HDR_REFER_SUB)), "false") ||
           sip_message_has(m, SIP_HDR_REFER_EVENTS_AT) ||
           requires(m, "explicitsub") == SIP_PRESENT || requires(m, "nosub") == SIP_PRESENT;
}

static enum sip_verdict check_refer_contact(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    if (refer_without_subscription(context->message)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_check_required(context, finding);
}

static enum sip_verdict check_message_body_or_contact(const struct sip_context *context,
                                                      struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *contact = sip_message_row(m, SIP_HDR_CONTACT);

    if (contact != NULL) {
        return sip_broken(finding, context, sip_row_bytes(contact), "Contact: %.*s",
                          SIP_ARG(contact->value));
    }
    if (has_body(m)) {
        return sip_broken(finding, context, m->body, "body of %zu octets, %s%.*s",
                          m->has_content_length ? (size_t)m->content_length : m->body.n,
                          sip_message_has(m, SIP_HDR_CONTENT_TYPE) ? "Content-Type: "
                                                                   : "no Content-Type",
                          SIP_ARG(sip_message_value(m, SIP_HDR_CONTENT_TYPE)));
    }
    return m->headers_complete && m->body_complete ? SIP_KEPT : SIP_UNDECIDED;
}

static enum sip_verdict check_refresher(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_SESSION_EXPIRES);
    struct sip_slice refresher;

    if (row == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_value_param(row->value, "refresher", &refresher) &&
        (sip_slice_is(refresher, "uac") || sip_slice_is(refresher, "uas"))) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, sip_row_bytes(row), "Session-Expires: %.*s",
                      SIP_ARG(row->value));
}

/* Only refresher=uac: with "uas" it depends on what the request supported. */
static enum sip_verdict check_require_timer(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_SESSION_EXPIRES);
    struct sip_slice refresher;

    if (row == NULL || !sip_value_param(row->value, "refresher", &refresher) ||
        !sip_slice_is(refresher, "uac")) {
        return SIP_NOT_APPLICABLE;
    }
    return needs_require(context, row, "timer", finding);
}

#define SESSION_INTERVAL_MIN 90 /* seconds, RFC 4028 section 4 */

/* Min-SE of the request, or what holds without it. Proxies may have raised it on the way, never
 * lowered: the response must respect at least this one. */
static uint32_t least_interval(const struct sip_context *context)
{
    uint32_t minimum = SESSION_INTERVAL_MIN;

    if (context->request != NULL) {
        sip_value_seconds(sip_message_value(context->request, SIP_HDR_MIN_SE), &minimum);
    }
    return minimum > SESSION_INTERVAL_MIN ? minimum : SESSION_INTERVAL_MIN;
}

static enum sip_verdict check_session_interval(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_SESSION_EXPIRES);
    uint32_t seconds;

    if (row == NULL || !sip_value_seconds(row->value, &seconds)) {
        return SIP_NOT_APPLICABLE;
    }
    uint32_t minimum = least_interval(context);
    if (seconds >= minimum) {
        return SIP_KEPT;
    }
    if (minimum == SESSION_INTERVAL_MIN) {
        return sip_broken(finding, context, sip_row_bytes(row), "Session-Expires: %.*s",
                          SIP_ARG(row->value));
    }
    return sip_broken_by(finding, context, context->transaction->request_frame, sip_row_bytes(row),
                         "Session-Expires: %.*s; Min-SE in frame %u: %u", SIP_ARG(row->value),
                         context->transaction->request_frame, minimum);
}

const struct sip_rule sip_rules_success[] = {
    {
        .id = "2xx-invite-allow-supported",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §13.3.1.4",
        .see = "RFC 3261 §20",
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .headers = {SIP_HDR_ALLOW, SIP_HDR_SUPPORTED},
        .check = check_all_required,
        .problem = "Allow or Supported missing from the 2xx to INVITE",
        .requirement =
            "A 2xx to INVITE lists the methods and extensions of the UAS in Allow and Supported",
        .remedy = "The UAS should add Allow and Supported to its 2xx, so that the client knows its "
                  "capabilities without probing.",
    },
    {
        .id = "2xx-update-contact-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3311 §7",
        .see = "RFC 3261 §12.2.1.2; RFC 5630 §5.1.2",
        .codes = "2xx",
        .methods = SIP_M(UPDATE),
        .headers = {SIP_HDR_CONTACT},
        .check = sip_check_required,
        .problem = "Contact missing from the 2xx to UPDATE",
        .requirement =
            "A 2xx to UPDATE contains a Contact, the target of later requests in the dialog",
        .remedy = "The user agent that accepts the UPDATE must add its Contact to the 2xx.",
    },
    {
        .id = "2xx-register-expires-param-missing",
        /* No warning: nearly everybody who leaves the parameter out sends Expires, which the client
         * may fall back to. */
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §10.3",
        .see = "RFC 3261 §10.2.4",
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .needs = {SIP_HDR_CONTACT},
        .check = check_register_expires_param,
        .problem = "Contact without expires parameter in the 2xx to REGISTER",
        .requirement = "Each Contact in a 2xx to REGISTER has an expires parameter",
        .remedy = "The registrar must add an expires parameter to every Contact in its 2xx; an "
                  "Expires header field does not replace it.",
        .silence = "Not reported where Contact is *: this is not a binding and is left to "
                   "contact-star-in-response.",
    },
    {
        .id = "2xx-register-expires-zero",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §10.3",
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .needs = {SIP_HDR_CONTACT},
        .check = check_register_expires_zero,
        .problem = "Removed binding (expires=0) listed in the 2xx to REGISTER",
        .requirement = "A 2xx to REGISTER lists current bindings only, not those just removed",
        .remedy = "The registrar should not list a binding that it has removed.",
    },
    {
        .id = "2xx-register-date",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §10.3",
        .see = "RFC 3261 §10.2.5",
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .headers = {SIP_HDR_DATE},
        .check = sip_check_required,
        .problem = "Date missing from the 2xx to REGISTER",
        .requirement = "A 2xx to REGISTER contains Date",
        .remedy = "The registrar should add Date to its 2xx; clients can set their clocks by it.",
    },
    {
        .id = "flow-timer-without-outbound",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MAY,
        .reference = "RFC 5626 §5.4",
        .see = "RFC 5626 §6; RFC 6223 §5",
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .needs = {SIP_HDR_FLOW_TIMER},
        .check = check_flow_timer,
        .problem = "Flow-Timer without outbound in Require",
        .requirement = "Flow-Timer may be sent only in a 2xx to REGISTER with Require: outbound",
        .remedy = "The edge proxy or registrar that added Flow-Timer must send it only where the "
                  "2xx has Require: outbound.",
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
        .id = "2xx-refer-contact-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3515 §2.2",
        .see = "RFC 7647 §3; RFC 4488 §4; RFC 7614 §4.3",
        .codes = "2xx",
        .methods = SIP_M(REFER),
        .headers = {SIP_HDR_CONTACT},
        .check = check_refer_contact,
        .problem = "Contact missing from the 2xx to REFER",
        .requirement = "A 2xx to REFER contains the Contact of the user agent that accepted it",
        .remedy = "The user agent that accepts the REFER must add its Contact to the 2xx.",
        .silence = "Not reported where the response shows that no subscription was created: "
                   "Refer-Sub: false, Refer-Events-At, or explicitsub or nosub in Require.",
    },
    {
        .id = "2xx-publish-etag-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3903 §6",
        .see = "RFC 3903 §11.1.1",
        .codes = "2xx",
        .methods = SIP_M(PUBLISH),
        .headers = {SIP_HDR_SIP_ETAG},
        .check = sip_check_required,
        .problem = "SIP-ETag missing from the 2xx to PUBLISH",
        .requirement = "A 2xx to PUBLISH contains a SIP-ETag that identifies the publication",
        .remedy = "The event state compositor must add SIP-ETag to every 2xx, even when the "
                  "publication is removed.",
    },
    {
        .id = "2xx-publish-expires-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3903 §6",
        .see = "RFC 3903 §11.1.1",
        .codes = "2xx",
        .methods = SIP_M(PUBLISH),
        .headers = {SIP_HDR_EXPIRES},
        .check = sip_check_required,
        .problem = "Expires missing from the 2xx to PUBLISH",
        .requirement = "A 2xx to PUBLISH contains Expires with the lifetime of the publication",
        .remedy =
            "The event state compositor must add Expires with the duration that it has chosen.",
    },
    {
        .id = "2xx-publish-contact",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3903 §11.1.1",
        .codes = "2xx",
        .methods = SIP_M(PUBLISH),
        .headers = {SIP_HDR_CONTACT},
        .check = sip_check_misplaced,
        .problem = "Contact present in the 2xx to PUBLISH",
        .requirement = "A 2xx to PUBLISH contains no Contact, because PUBLISH creates no dialog",
        .remedy = "The event state compositor should remove Contact from its 2xx.",
    },
    {
        .id = "2xx-message-body-or-contact",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3428 §7",
        .codes = "2xx",
        .methods = SIP_M(MESSAGE),
        .check = check_message_body_or_contact,
        .problem = "Body or Contact in the 2xx to MESSAGE",
        .requirement = "A 2xx to MESSAGE contains neither a body nor a Contact",
        .remedy = "The server must send its 2xx without body and Contact. A text reply is sent in "
                  "a MESSAGE request of its own.",
        .silence = "Not reported where only line ends follow the header of a datagram without "
                   "Content-Length: they are padding, not a body.",
    },
    {
        .id = "2xx-options-capabilities",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §11.2",
        .codes = "200",
        .methods = SIP_M(OPTIONS),
        .headers = {SIP_HDR_ALLOW, SIP_HDR_ACCEPT, SIP_HDR_ACCEPT_ENCODING, SIP_HDR_ACCEPT_LANGUAGE,
                    SIP_HDR_SUPPORTED},
        .check = check_options_capabilities,
        .problem = "Capability header fields missing from the 200 to OPTIONS",
        .requirement = "A 200 to OPTIONS contains Allow, Accept, Accept-Encoding, Accept-Language "
                       "and Supported",
        .remedy = "The server should add the missing header fields to its 200.",
        .silence = "Not reported where only Allow is missing from a response without body and "
                   "Contact: it may come from a proxy, which should omit Allow.",
    },
    {
        .id = "se-refresher-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §9",
        .see = "RFC 4028 §7.2; RFC 4028 §8.2",
        .codes = "2xx",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .needs = {SIP_HDR_SESSION_EXPIRES},
        .check = check_refresher,
        .problem = "Session-Expires without refresher in the 2xx",
        .requirement = "Session-Expires in a 2xx has refresher=uac or refresher=uas",
        .remedy = "The UAS, or the proxy that added Session-Expires to the 2xx, must add the "
                  "refresher parameter.",
    },
    {
        .id = "se-require-timer-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §9",
        .see = "RFC 4028 §8.2",
        .codes = "2xx",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .needs = {SIP_HDR_SESSION_EXPIRES},
        .check = check_require_timer,
        .problem = "refresher=uac without Require: timer in the 2xx",
        .requirement = "A 2xx with refresher=uac contains Require: timer",
        .remedy = "The UAS, or the proxy that set refresher=uac, must add Require: timer.",
        .silence = "Not reported where refresher is uas: whether timer should then be required "
                   "depends on the request.",
    },
    {
        .id = "se-below-minimum",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4028 §9",
        .see = "RFC 4028 §4",
        .looks_back = true,
        .codes = "2xx",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE),
        .needs = {SIP_HDR_SESSION_EXPIRES},
        .check = check_session_interval,
        .problem = "Session-Expires in the 2xx below Min-SE or 90 seconds",
        .requirement =
            "Session-Expires in a 2xx is not lower than the Min-SE of the request or 90 seconds",
        .remedy = "The UAS must not reduce Session-Expires below 90 seconds or below the Min-SE "
                  "that it received.",
        .silence = "Not reported where only a Min-SE raised by a proxy further on is violated: "
                   "that value is not known here.",
    },
    {
        .id = "202-deprecated",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_DEPRECATED,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6665 §8.3.1",
        .see = "RFC 7647 §5",
        .codes = "202",
        .methods = SIP_M(SUBSCRIBE) | SIP_M(NOTIFY) | SIP_M(REFER),
        .check = sip_check_code,
        .problem = "Deprecated 202 sent to SUBSCRIBE, NOTIFY or REFER",
        .requirement = "SUBSCRIBE, NOTIFY and REFER are accepted with 200, not with 202",
        .remedy = "The server should send 200 instead of 202; clients treat both alike.",
    },
    {
        .id = "202-other-method",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 6665 §8.3.1",
        .see = "RFC 3428 §7; RFC 5360 §5.10",
        .codes = "202",
        .methods = SIP_M_NOT(SIP_M(MESSAGE) | SIP_M(SUBSCRIBE) | SIP_M(NOTIFY) | SIP_M(REFER) |
                             SIP_M(PUBLISH) | SIP_M(REGISTER) | SIP_M(OTHER)),
        .check = sip_check_code,
        .problem = "202 sent to a method for which it has no meaning",
        .requirement =
            "202 is sent only to methods for which a specification defines it, such as MESSAGE",
        .remedy =
            "The server should send 200, because no specification defines 202 for this method.",
        .silence =
            "Not reported where the method is REGISTER, whose bindings may be pending (RFC 5360), "
            "PUBLISH or an unregistered method, which may have uses of their own for 202.",
    },
};

SIP_SUBJECT_END(success);
