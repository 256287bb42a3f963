/* registration.c
 * REGISTER, and the contacts that its 2xx lists (RFC 3261 section 10).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <inttypes.h>

#include "rules/engine/attempt.h"
#include "rules/engine/fields.h"
#include "rules/engine/response.h"
#include "rules/subjects/bindings.h"
#include "rules/subjects/subjects.h"

static enum sip_verdict check_register_contact(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    struct sip_bindings it = sip_bindings_asked(context);
    struct sip_binding b;

    switch (sip_message_presence(context->message, SIP_HDR_CONTACT)) {
    case SIP_PRESENT:
        return SIP_KEPT;
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    }
    if (!sip_bindings_next_asked(&it, &b)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, SIP_START_LINE, "Contact absent; frame %u registered %.*s",
                      sip_response_request_frame(context), SIP_ARG(b.contact.uri));
}

/* Where the registrar saw the client: the source of the REGISTER, or what received and rport say of it. */
static bool leads_to_client(const struct sip_context *context, const struct sip_uri *uri)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_via *via = &context->message->top_via;
    struct sip_endpoint seen = sip_endpoint_of_host(via->received);
    uint32_t port;

    if (sip_response_uri_is(uri, &t->hop->client, t->transport)) {
        return true;
    }
    if (seen.family == 0 || !sip_slice_to_u32(via->rport, &port) || port > UINT16_MAX) {
        return false;
    }
    seen.port = (uint16_t)port;
    return sip_response_uri_is(uri, &seen, t->transport);
}

/* Whether the REGISTER came from the host in its Contact, and the registrar saw it so: no NAT is between them. */
static bool is_seen_at_contact(const struct sip_context *context, const struct sip_binding *asked)
{
    const struct sip_endpoint *client = &context->transaction->hop->client;
    struct sip_endpoint named = sip_endpoint_of_host(asked->uri.host);
    struct sip_endpoint seen = sip_endpoint_of_host(context->message->top_via.received);

    return named.family != 0 && sip_endpoint_same_address(&named, client) &&
           (seen.family == 0 || sip_endpoint_same_address(&seen, client));
}

/* Whether a binding of the same user at the address that the client is reached at, with its time, is in the list:
 * a registrar for clients behind NAT binds that in place of the Contact. */
static bool is_bound_by_source(const struct sip_context *context, const struct sip_binding *asked)
{
    struct sip_bindings it = sip_bindings_of(context->message);
    struct sip_binding listed;
    struct sip_slice value;
    struct sip_address contact;

    if (is_seen_at_contact(context, asked)) {
        return false;
    }
    while (sip_bindings_next(&it, &listed)) {
        if (sip_slice_equal(asked->uri.user, listed.uri.user) &&
            leads_to_client(context, &listed.uri) &&
            sip_contact_param(&listed.contact, "expires").p != NULL &&
            !sip_binding_find(context->request, &listed, &value, &contact)) {
            return true;
        }
    }
    return false;
}

/* Whether the binding is only listed as one that is over. False where it is not listed, or also with a time. */
static bool is_listed_as_removed(const struct sip_message *m, const struct sip_binding *asked,
                                 struct sip_slice *value)
{
    struct sip_bindings it = sip_bindings_of(m);
    struct sip_binding listed;
    uint32_t seconds;
    bool removed = false;

    while (sip_bindings_next(&it, &listed)) {
        if (!sip_binding_same(asked, &listed)) {
            continue;
        }
        if (!sip_value_seconds(sip_contact_param(&listed.contact, "expires"), &seconds) ||
            seconds != 0) {
            return false;
        }
        *value = listed.value;
        removed = true;
    }
    return removed;
}

static enum sip_verdict check_own_binding(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_CONTACT);
    struct sip_bindings it = sip_bindings_asked(context);
    struct sip_binding b;
    struct sip_slice value;
    struct sip_address contact;

    if (row == NULL) {
        return SIP_NOT_APPLICABLE; /* reported by 2xx-register-contact-missing */
    }
    if (sip_binding_came_back(context)) {
        return SIP_KEPT;
    }
    while (sip_bindings_next_asked(&it, &b)) {
        /* A registrar may list what it made of a bulk registration (RFC 6140, erratum 3144). */
        if (sip_value_param(b.uri.params, "bnc", NULL)) {
            continue;
        }
        if (m->headers_complete && is_listed_as_removed(m, &b, &value)) {
            return sip_broken(finding, context, value,
                              "%.*s is listed with expires=0, though frame %u asks to bind it",
                              SIP_ARG(b.contact.uri), sip_response_request_frame(context));
        }
        if (sip_binding_find(m, &b, &value, &contact) || is_bound_by_source(context, &b)) {
            continue;
        }
        return !m->headers_complete
                   ? SIP_UNDECIDED
                   : sip_broken(finding, context, sip_row_bytes(row),
                                "%.*s of frame %u is not among %u Contacts; the first: %.*s",
                                SIP_ARG(b.contact.uri), sip_response_request_frame(context),
                                sip_values_count(m, SIP_HDR_CONTACT),
                                SIP_ARG(sip_message_first_uri(m, SIP_HDR_CONTACT)));
    }
    return SIP_KEPT;
}

/* ", Expires is 3600": what the client falls back to (RFC 3261 section 10.2.4). */
static void describe_expires(const struct sip_context *context, char *text, size_t size)
{
    const struct sip_message *m = context->message;
    struct sip_slice expires = sip_message_value(m, SIP_HDR_EXPIRES);

    text[0] = '\0';
    if (expires.p != NULL) {
        sip_piece(context, text, size, ", Expires is %.*s", SIP_ARG(expires));
    } else if (sip_message_presence(m, SIP_HDR_EXPIRES) == SIP_ABSENT) {
        sip_piece(context, text, size, ", Expires absent");
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
        /* "*" is no binding; contact-star-in-response reports it. */
        if (sip_slice_is(value, "*") || !sip_address_read(value, &address) ||
            sip_value_param(address.params, "expires", NULL)) {
            continue;
        }
        describe_expires(context, fallback, sizeof(fallback));
        return sip_broken(finding, context, value, "no expires parameter for %.*s%s",
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
            return sip_broken(finding, context, value, "expires=0 for %.*s", SIP_ARG(address.uri));
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_register_expires(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    struct sip_bindings it = sip_bindings_asked(context);
    struct sip_binding b;
    struct sip_slice value;
    struct sip_address contact;
    uint32_t granted;

    if (sip_binding_came_back(context)) {
        return SIP_KEPT;
    }
    if (context->ims || sip_message_is_ims(context->request)) {
        return SIP_NOT_APPLICABLE; /* an S-CSCF has minimums of its own */
    }
    while (sip_bindings_next_asked(&it, &b)) {
        if (b.expires != 0 && sip_binding_find(context->message, &b, &value, &contact) &&
            sip_value_seconds(sip_contact_param(&contact, "expires"), &granted) &&
            granted > b.expires) {
            return sip_broken(finding, context, value,
                              "%u s granted to %.*s; frame %u asked for %u", granted,
                              SIP_ARG(contact.uri), sip_response_request_frame(context), b.expires);
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_path(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_bindings it = sip_bindings_asked(context);
    const struct sip_row *path = sip_message_row(context->request, SIP_HDR_PATH);
    struct sip_binding b;

    if (path == NULL || !sip_bindings_next_asked(&it, &b)) {
        return SIP_NOT_APPLICABLE;
    }
    enum sip_verdict verdict = sip_check_required(context, finding);
    return verdict != SIP_BROKEN
               ? verdict
               : sip_broken(finding, context, SIP_START_LINE,
                            "Path absent; in frame %u it was \"%.*s\"",
                            sip_response_request_frame(context), SIP_ARG(path->value));
}

static enum sip_verdict check_but_in_2xx_register(const struct sip_context *context,
                                                  struct sip_finding *finding)
{
    return sip_misplaced_but_in_2xx(context, finding, SIP_M(REGISTER));
}

/* Outbound flows register side by side (RFC 5626 section 4.2). */
static bool is_plain_registration(const struct sip_message *m)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_CONTACT);
    struct sip_address address;
    struct sip_slice value;
    bool binds = false;

    while (sip_values_next(&it, &value)) {
        if (!sip_address_read(value, &address) || sip_slice_is(address.uri, "*") ||
            sip_value_param(address.params, "reg-id", NULL)) {
            return false;
        }
        binds = true;
    }
    return binds;
}

static enum sip_verdict check_overlap(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction, *before = t->attempt;

    return before != NULL && before->addressee == t->addressee &&
                   is_plain_registration(context->message)
               ? sip_attempt_overlaps(context, before, finding)
               : SIP_NOT_APPLICABLE;
}

/* Whether the client certainly had no response: retransmissions up to the end prove it over UDP, whatever was
 * captured; on a stream all that its server sent since. */
#define MANY_COPIES 6

static bool was_in_vain(const struct sip_transaction *t)
{
    if (t->response_count > 0 || t->heard_elsewhere || sip_transaction_lost_response(t)) {
        return false;
    }
    return t->request_copies >= MANY_COPIES ||
           (t->hop->to_client->last_response != INT64_MIN &&
            sip_transaction_has_all_responses(t, t->request_time));
}

static enum sip_verdict check_immediate(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction, *before = t->attempt;

    if (before == NULL || !was_in_vain(before) || before->cseq_number == t->cseq_number ||
        before->addressee != t->addressee || !sip_same_server(before, t)) {
        return SIP_NOT_APPLICABLE;
    }
    int64_t since = context->now - before->request_time - sip_timer_64_t1(context);
    if (since < -SIP_SECOND / 2 || since > SIP_SECOND) {
        return SIP_KEPT;
    }
    return sip_broken_by(
        finding, context, before->request_frame, SIP_START_LINE,
        "the REGISTER in frame %u was sent %u times without an answer; this one came %.3f s later",
        before->request_frame, before->request_copies,
        sip_seconds(context->now - before->last_request_time));
}

const struct sip_rule sip_rules_registration[] = {
    {
        .id = "2xx-register-contact-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §10.3",
        .see = "RFC 3261 §10.2.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .check = check_register_contact,
        .problem = "Contact missing from the 2xx to a REGISTER with bindings",
        .requirement = "A 2xx to REGISTER lists all current bindings in Contact",
        .remedy = "The registrar must list all current bindings in its 2xx, each with an expires "
                  "parameter.",
        .silence = "Not reported where the REGISTER only queried or removed bindings: none may be "
                   "left then.",
    },
    {
        .id = "2xx-register-own-binding-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §10.3",
        .see = "RFC 3261 §10.2.4; RFC 3261 §19.1.4; RFC 5626 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .needs = {SIP_HDR_CONTACT},
        .check = check_own_binding,
        .problem = "Contact just registered is not listed in the 2xx",
        .requirement =
            "A 2xx to REGISTER lists the Contact that the REGISTER has bound, with its time",
        .remedy = "The registrar must return the Contact as the client sent it. If a device on the "
                  "path rewrites Contact in the REGISTER, it must restore it in the response.",
        .silence =
            "Not reported where the registration is a bulk registration. A flow is "
            "recognized by its instance and reg-id, whatever its URI; a client behind NAT by "
            "its user and the address that its REGISTER came from, if that is not the host in its "
            "Contact.",
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
        .once = SIP_ONCE_A_SERVER,
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
        .id = "2xx-register-expires-increased",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6665 §4.2.1.1",
        .see = "RFC 3261 §10.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .needs = {SIP_HDR_CONTACT},
        .once = SIP_ONCE_A_SERVER,
        .check = check_register_expires,
        .problem = "Registrar granted a longer time than requested",
        .requirement = "The expiry of a binding is not longer than the client requested",
        .remedy = "The registrar should grant the requested time or less, or reject the REGISTER "
                  "with 423 if it is too short.",
        .silence =
            "Not reported where the Contact is another client's, where no time was requested, or "
            "in IMS networks, whose registrars set minimums. RFC 3261 only permits a shorter time; "
            "that a longer one is forbidden is how RFC 6665 reads it.",
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
        .id = "2xx-register-path-not-echoed",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3327 §5.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .headers = {SIP_HDR_PATH},
        .check = check_path,
        .problem = "Path of the REGISTER not returned in the 2xx",
        .requirement = "A registrar copies the Path of the REGISTER into its 2xx",
        .remedy =
            "The registrar should store the Path with the binding and return it in its 2xx. If it "
            "does not support Path, calls to this client may not pass through the edge proxy.",
        .silence = "Not reported where the REGISTER only queried or removed bindings. RFC 3327 "
                   "describes this behavior without requiring it.",
    },
    {
        .id = "p-associated-uri-misplaced",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 7976 §3",
        .see = "RFC 7315 §5.7",
        .codes = "100-699",
        .headers = {SIP_HDR_P_ASSOCIATED_URI},
        .needs = {SIP_HDR_P_ASSOCIATED_URI},
        .check = check_but_in_2xx_register,
        .problem = "P-Associated-URI outside a 2xx to REGISTER",
        .requirement = "The only responses with P-Associated-URI are 2xx to REGISTER",
        .remedy = "The registrar, or the server that sent this response, should give the user's "
                  "identities in the 2xx to REGISTER only.",
    },
    {
        .id = "service-route-misplaced",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3608 §5",
        .codes = "100-699",
        .headers = {SIP_HDR_SERVICE_ROUTE},
        .needs = {SIP_HDR_SERVICE_ROUTE},
        .check = check_but_in_2xx_register,
        .problem = "Service-Route outside a 2xx to REGISTER",
        .requirement = "Service-Route is used in a 2xx to REGISTER only",
        .remedy = "The registrar, or the server that sent this response, should give the service "
                  "route in the 2xx to REGISTER only.",
    },
    {
        .id = "6xx-to-register",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §10.3",
        .codes = "6xx",
        .methods = SIP_M(REGISTER),
        .check = sip_check_code,
        .problem = "6xx sent to REGISTER",
        .requirement = "A registrar does not send 6xx",
        .remedy = "The registrar must refuse a registration with a 4xx or 5xx. The same holds for "
                  "a proxy in front of it.",
    },
    {
        .id = "register-overlap",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §10.2",
        .when = SIP_AT_END,
        .methods = SIP_M(REGISTER),
        .timed = true,
        .check = check_overlap,
        .problem = "REGISTER sent while the previous one was pending",
        .requirement = "A new REGISTER is sent only after the final response to the previous one, "
                       "or after its timeout",
        .remedy = "The client must wait for the final response to its previous REGISTER, or for "
                  "the timeout.",
        .silence = "Only reported where the response to the first REGISTER was seen after the "
                   "second. Not reported for queries and removals, other users, other servers, and "
                   "outbound flows (reg-id), which register side by side.",
    },
    {
        .id = "register-immediate-retry",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §10.2.7",
        .see = "RFC 5626 §4.5",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(REGISTER),
        .timed = true,
        .check = check_immediate,
        .problem = "REGISTER retried at once after a timeout",
        .requirement = "After a REGISTER has timed out, the client waits before it tries the same "
                       "registrar again",
        .remedy = "The client should wait, longer after each failure, or try another registrar.",
        .silence = "Only reported where it is proved that no response came: over UDP by the "
                   "retransmissions, over TCP and TLS by a stream that was captured without a gap. "
                   "Not reported where another registrar is tried, or where a second has passed.",
    },
};

SIP_SUBJECT_END(registration);
