/* outbound.c
 * Outbound, GRUU, features, bulk and push registrations (RFC 5626, 5627, 3840, 6140 and 8599).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>

#include "rules/engine/fields.h"
#include "rules/engine/response.h"
#include "rules/subjects/bindings.h"
#include "rules/subjects/subjects.h"

static enum sip_verdict check_outbound_unasked(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_message *request = context->request;
    struct sip_values require = sip_values_of(context->message, SIP_HDR_REQUIRE);
    struct sip_values contacts = sip_values_of(request, SIP_HDR_CONTACT);
    struct sip_slice value;
    struct sip_address contact;

    /* A flow that is removed was a flow all the same. */
    while (sip_values_next(&contacts, &value)) {
        if (sip_address_read(value, &contact) && sip_contact_param(&contact, "reg-id").p != NULL &&
            sip_contact_param(&contact, "+sip.instance").p != NULL) {
            return SIP_NOT_APPLICABLE;
        }
    }
    while (sip_values_next(&require, &value)) {
        if (sip_slice_is(sip_value_main(value), "outbound")) {
            struct sip_slice asked = sip_message_value(request, SIP_HDR_CONTACT);
            return sip_broken(finding, context, sip_row_bytes(require.row),
                              "Require: outbound; Contact in frame %u was %s",
                              sip_response_request_frame(context), sip_quoted(context, asked).s);
        }
    }
    return SIP_KEPT;
}

/* Whether any Contact of the REGISTER may have a parameter of this name: it is somewhere in a row. */
static bool may_have_param(const struct sip_message *request, const char *name)
{
    const struct sip_row *row = sip_message_row(request, SIP_HDR_CONTACT);

    while (row != NULL && sip_slice_find(row->value, name) == NULL) {
        row = sip_message_next_row(request, row);
    }
    return row != NULL;
}

/* Whether a flow is registered: RFC 5626 ignores a reg-id without instance. */
static bool is_flow(const struct sip_binding *b)
{
    return b->instance.p != NULL && b->reg_id.p != NULL;
}

/* Whether the REGISTER has a flow to register. */
static bool registers_flow(const struct sip_context *context, struct sip_binding *b)
{
    struct sip_bindings it = sip_bindings_asked(context);

    while (sip_bindings_next_asked(&it, b)) {
        if (is_flow(b)) {
            return true;
        }
    }
    return false;
}

static enum sip_verdict check_outbound_missing(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    struct sip_binding b;

    if (!may_have_param(context->request, "reg-id") ||
        !sip_values_contain(context->request, SIP_HDR_SUPPORTED, "outbound") ||
        !registers_flow(context, &b) ||
        !sip_values_contain(context->message, SIP_HDR_SUPPORTED, "outbound") ||
        sip_message_has(context->message, SIP_HDR_FLOW_TIMER)) {
        return SIP_NOT_APPLICABLE; /* the latter is reported by flow-timer-without-outbound */
    }
    switch (sip_message_lists(context->message, SIP_HDR_REQUIRE, "outbound")) {
    case SIP_PRESENT:
        return SIP_KEPT;
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "no Require: outbound; frame %u supports it and registered reg-id %.*s",
                      sip_response_request_frame(context), SIP_ARG(b.reg_id));
}

static enum sip_verdict check_flow_timer(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_FLOW_TIMER);

    return row == NULL ? SIP_NOT_APPLICABLE : sip_needs_require(context, row, "outbound", finding);
}

static enum sip_verdict check_gruu(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_bindings it = sip_bindings_asked(context);
    struct sip_binding b;
    struct sip_slice value;
    struct sip_address contact;

    if (!sip_values_contain(context->request, SIP_HDR_SUPPORTED, "gruu")) {
        return SIP_NOT_APPLICABLE;
    }
    while (sip_bindings_next_asked(&it, &b)) {
        /* Where not even the instance comes back, register-feature-params-dropped reports it. */
        if (b.instance.p != NULL && sip_binding_find(context->message, &b, &value, &contact) &&
            sip_contact_param(&contact, "+sip.instance").p != NULL &&
            sip_contact_param(&contact, "pub-gruu").p == NULL &&
            sip_contact_param(&contact, "temp-gruu").p == NULL) {
            return sip_broken(finding, context, value,
                              "neither pub-gruu nor temp-gruu for %.*s; frame %u supports gruu",
                              SIP_ARG(contact.uri), sip_response_request_frame(context));
        }
    }
    return SIP_KEPT;
}

/* Media feature tags: those of RFC 3840 section 9, and all that begin with '+'. */
static bool is_feature(struct sip_slice name)
{
    static const char *const base[] = {
        "audio",       "automata", "class",    "duplex",  "data",    "control",     "mobility",
        "description", "events",   "priority", "methods", "schemes", "application", "video",
        "language",    "type",     "isfocus",  "actor",   "text",    "extensions",
    };

    for (size_t i = 0; i < sizeof(base) / sizeof(base[0]); i++) {
        if (sip_slice_is(name, base[i])) {
            return true;
        }
    }
    return name.n > 1 && name.p[0] == '+';
}

/* Lists the feature parameters of one Contact that another has not: how many there are. */
static unsigned list_dropped(struct sip_slice asked, struct sip_slice kept, char *text, size_t size)
{
    struct sip_slice name, value, other;
    unsigned dropped = 0;
    size_t used = 0;

    while (sip_params_next(&asked, &name, &value)) {
        if (is_feature(name) && !sip_params_find(kept, name, &other)) {
            if (used < size) {
                used += (size_t)snprintf(text + used, size - used, "%s%.*s", dropped ? ", " : "",
                                         SIP_ARG(name));
            }
            dropped++;
        }
    }
    return dropped;
}

static enum sip_verdict check_features(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    struct sip_bindings it = sip_bindings_asked(context);
    struct sip_binding b;
    struct sip_slice value;
    struct sip_address contact;
    char names[SIP_EVIDENCE_SIZE / 2];

    if (sip_binding_came_back(context)) {
        return SIP_KEPT;
    }
    while (sip_bindings_next_asked(&it, &b)) {
        if (sip_binding_find(context->message, &b, &value, &contact) &&
            list_dropped(b.contact.params, contact.params, names, sizeof(names)) > 0) {
            return sip_broken(finding, context, value, "%.*s of frame %u came back without %s",
                              SIP_ARG(contact.uri), sip_response_request_frame(context), names);
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_bulk(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->request, SIP_HDR_CONTACT);
    struct sip_slice value;
    struct sip_address contact;
    struct sip_uri uri;

    if (!may_have_param(context->request, "bnc")) {
        return SIP_NOT_APPLICABLE;
    }
    while (sip_values_next(&it, &value)) {
        if (sip_address_read(value, &contact) && sip_uri_read(contact.uri, &uri) &&
            sip_value_param(uri.params, "bnc", NULL) &&
            (uri.user.p != NULL || sip_value_param(uri.params, "user", NULL))) {
            return sip_broken(finding, context, SIP_START_LINE,
                              "%.*s to a bulk Contact with %s: %.*s",
                              SIP_ARG(context->message->code_text),
                              uri.user.p ? sip_word(context, "a user part")
                                         : sip_word(context, "a user parameter"),
                              SIP_ARG(contact.uri));
        }
    }
    return SIP_KEPT;
}

/* Whether the client routes over flows, as an authoritative proxy does: the flow token is in
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
    if (sip_values_count(context->request, SIP_HDR_VIA) != 1 ||
        sip_message_in_dialog(context->request) || routes_over_flow(context->request)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "only one Via in frame %u: its sender made the request",
                      context->transaction->request_frame);
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

static enum sip_verdict check_439(const struct sip_context *context, struct sip_finding *finding)
{
    if (context->request->method != SIP_METHOD_REGISTER) {
        return sip_response_to_other_method(context, finding);
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

static enum sip_verdict check_555(const struct sip_context *context, struct sip_finding *finding)
{
    if (context->request->method != SIP_METHOD_REGISTER) {
        return sip_response_to_other_method(context, finding);
    }
    if (contact_has(context->request, "pn-provider", true)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "no pn-provider; %s",
                      sip_response_to(context, SIP_HDR_CONTACT).text);
}

const struct sip_rule sip_rules_outbound[] = {
    {
        .id = "outbound-require-without-regid",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 5626 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .needs = {SIP_HDR_REQUIRE},
        .check = check_outbound_unasked,
        .problem = "Require: outbound, but the REGISTER has no valid flow",
        .requirement =
            "Require: outbound is sent only to a REGISTER with reg-id and +sip.instance in Contact",
        .remedy =
            "The registrar must leave outbound out of Require where the client registered no flow.",
    },
    {
        .id = "outbound-require-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 5626 §6",
        .see = "RFC 5626 §4.2.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .check = check_outbound_missing,
        .problem = "No Require: outbound though the client registered a flow",
        .requirement = "A registrar that applies outbound to a registration sends Require: "
                       "outbound in its 2xx",
        .remedy =
            "The registrar must add Require: outbound. Without it the client must not rely on "
            "its flow.",
        .silence = "Only reported where the registrar shows with outbound in Supported that it "
                   "knows RFC 5626: others are right to leave it out. With Flow-Timer, "
                   "flow-timer-without-outbound is reported.",
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
        .id = "gruu-param-missing",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 5627 §5.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .needs = {SIP_HDR_CONTACT},
        .check = check_gruu,
        .problem = "No pub-gruu or temp-gruu for a client that supports gruu",
        .requirement =
            "A registrar that has assigned GRUUs returns them to a client with Supported: gruu",
        .remedy = "The registrar must add pub-gruu and temp-gruu to the Contact if it has assigned "
                  "GRUUs to this instance.",
        .silence = "Not reported where the registrar does not even return the instance. It is only "
                   "a chat, because a registrar without GRUUs violates nothing.",
    },
    {
        .id = "register-feature-params-dropped",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3840 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .needs = {SIP_HDR_CONTACT},
        .check = check_features,
        .problem = "Feature parameters of the Contact missing from the 2xx",
        .requirement = "A registrar returns each Contact with all its feature parameters",
        .remedy = "The registrar should store the feature parameters of each Contact and return "
                  "them in its 2xx.",
        .silence =
            "Only reported as a chat: a registrar without RFC 3840 ignores these parameters.",
    },
    {
        .id = "bnc-accepted-with-user",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6140 §5.2",
        .see = "RFC 6140 §5.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .check = check_bulk,
        .problem = "Bulk registration accepted despite a user in its bnc Contact",
        .requirement =
            "A REGISTER whose Contact URI has bnc and a user part or user parameter gets no 2xx",
        .remedy = "The registrar must reject such a REGISTER, for example with 400. The PBX must "
                  "remove the user part and the user parameter from its Contact.",
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
};

SIP_SUBJECT_END(outbound);
