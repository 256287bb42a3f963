/* success_context.c
 * Success that does not fit its request: what a 2xx (or a provisional response) owes to what was
 * asked.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "rules/response.h"
#include "rules/subjects.h"
#include "sip/uri.h"
#include "sip/value.h"

/* Whether a list holds a token; SIP_PERHAPS where a row of it may have been cut off. */
static enum sip_presence list_holds(const struct sip_message *m, enum sip_header_id id,
                                    const char *token)
{
    if (sip_values_contain(m, id, token)) {
        return SIP_PRESENT;
    }
    return m->headers_complete ? SIP_ABSENT : SIP_PERHAPS;
}

/* For the evidence: a header field as it stood in the request. */
#define AS_WRITTEN "%s%.*s%s"
#define AS_WRITTEN_ARG(value) \
    (value).p ? "\"" : "", SIP_ARG((value).p ? (value) : SIP_SLICE("absent")), (value).p ? "\"" : ""

/* Dialogs */

/* Whether this response makes a dialog (RFC 3261 section 12.1): the request was outside of any, and
 * the response has a tag. */
static bool makes_dialog(const struct sip_context *context)
{
    const struct sip_message *m = context->message;

    if (sip_message_tag(context->request, SIP_HDR_TO).p != NULL ||
        sip_message_tag(m, SIP_HDR_TO).p == NULL) {
        return false;
    }
    return m->method != SIP_METHOD_REFER || !sip_response_refers_alone(context);
}

static bool is_sips(struct sip_slice uri)
{
    return sip_slice_starts_with(uri, "sips:");
}

/* The URI of the first value of a header field; p == NULL where there is none. */
static struct sip_slice first_uri(const struct sip_message *m, enum sip_header_id id)
{
    struct sip_values it = sip_values_of(m, id);
    struct sip_slice value;
    struct sip_address address;

    return sip_values_next(&it, &value) && sip_address_read(value, &address) ? address.uri
                                                                             : SIP_START_LINE;
}

/* Whether that one is a SIPS URI, which need not be read where no such word is in the row. */
static bool first_is_sips(const struct sip_message *m, enum sip_header_id id)
{
    return sip_slice_find(sip_message_value(m, id), "sips:") != NULL && is_sips(first_uri(m, id));
}

/* What obliges the UAS to give a SIPS Contact; NULL where nothing does. The Record-Route that the
 * UAS saw is the one in its response: proxies behind this hop add to it. */
static const char *reason_for_sips(const struct sip_context *context)
{
    const struct sip_message *request = context->request;
    bool routed_back = sip_message_has(context->message, SIP_HDR_RECORD_ROUTE);
    const struct sip_message *routed = routed_back ? context->message : request;

    if (is_sips(request->uri)) {
        return "the Request-URI";
    }
    if (sip_message_has(routed, SIP_HDR_RECORD_ROUTE)) {
        return first_is_sips(routed, SIP_HDR_RECORD_ROUTE) ? "the top Record-Route" : NULL;
    }
    return first_is_sips(request, SIP_HDR_CONTACT) ? "the Contact" : NULL;
}

static enum sip_verdict check_contact_sips(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_CONTACT);
    const char *reason = makes_dialog(context) ? reason_for_sips(context) : NULL;

    if (reason == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_slice uri = first_uri(m, SIP_HDR_CONTACT);
    if (uri.p == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_slice_starts_with(uri, "sip:")) {
        return SIP_KEPT; /* of other schemes contact-not-sip-uri speaks */
    }
    if (!m->headers_complete) {
        return SIP_UNDECIDED; /* a Record-Route may have been cut off */
    }
    return sip_broken(finding, context, sip_row_bytes(row), "Contact: %.*s, but %s was SIPS",
                      SIP_ARG(row->value), reason);
}

/* A piece of ";lr;transport=tcp". False at the end. */
static bool next_param(struct sip_slice *params, struct sip_slice *name, struct sip_slice *value)
{
    struct sip_slice piece;

    while (params->p != NULL) {
        *params = sip_value_cut(*params, ';', &piece);
        *value = sip_slice_trim(sip_slice_cut(piece, '=', name));
        *name = sip_slice_trim(*name);
        if (name->n > 0) {
            return true;
        }
    }
    return false;
}

static bool find_param(struct sip_slice params, struct sip_slice wanted, struct sip_slice *value)
{
    struct sip_slice name;

    while (next_param(&params, &name, value)) {
        if (sip_slice_equal_nocase(name, wanted)) {
            return true;
        }
    }
    return false;
}

/* Whether a Record-Route value came back with all its URI parameters: flow tokens and the like,
 * which a comparison of URIs would pass over. */
static bool is_copy(struct sip_slice sent, struct sip_slice returned)
{
    struct sip_address a, b;
    struct sip_uri x, y;
    struct sip_slice name, value, other;

    if (sip_slice_equal(sent, returned)) {
        return true;
    }
    if (!sip_address_read(sent, &a) || !sip_address_read(returned, &b) ||
        !sip_uri_equal(a.uri, b.uri) || !sip_uri_read(a.uri, &x) || !sip_uri_read(b.uri, &y)) {
        return false;
    }
    while (next_param(&x.params, &name, &value)) {
        if (!find_param(y.params, name, &other)) {
            return false;
        }
    }
    return true;
}

static enum sip_verdict check_record_route(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_values sent = sip_values_of(context->request, SIP_HDR_RECORD_ROUTE);
    struct sip_values returned = sip_values_of(m, SIP_HDR_RECORD_ROUTE);
    struct sip_slice a, b;

    if (!sip_message_has(context->request, SIP_HDR_RECORD_ROUTE) || !makes_dialog(context)) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_response_returns(context, SIP_HDR_RECORD_ROUTE)) {
        return SIP_KEPT;
    }
    unsigned want = sip_values_count(context->request, SIP_HDR_RECORD_ROUTE);
    unsigned got = sip_values_count(m, SIP_HDR_RECORD_ROUTE);
    if (!m->headers_complete) {
        return SIP_UNDECIDED;
    }
    if (got < want) {
        sip_values_next(&sent, &a);
        return sip_broken(finding, context, SIP_START_LINE,
                          "%u Record-Route value%s, but %u in frame %u, the first: %.*s", got,
                          got == 1 ? "" : "s", want, sip_response_request_frame(context),
                          SIP_ARG(a));
    }
    for (unsigned i = want; i < got; i++) {
        sip_values_next(&returned, &b); /* of proxies behind this hop, which put theirs before */
    }
    while (sip_values_next(&sent, &a) && sip_values_next(&returned, &b)) {
        if (!is_copy(a, b)) {
            return sip_broken(finding, context, b, "Record-Route: %.*s, but in frame %u: %.*s",
                              SIP_ARG(b), sip_response_request_frame(context), SIP_ARG(a));
        }
    }
    return SIP_KEPT;
}

/* Registrations */

/* A Contact of a REGISTER that asks for a binding. */
struct binding {
    struct sip_address contact;
    struct sip_uri uri;
    struct sip_slice instance; /* "<urn:uuid:…>"; p == NULL: none */
    struct sip_slice reg_id;
    uint32_t expires; /* seconds asked for; 0: it was left to the registrar */
};

static struct sip_slice contact_param(const struct sip_address *contact, const char *name)
{
    struct sip_slice value;
    return sip_value_param(contact->params, name, &value) ? value : (struct sip_slice){NULL, 0};
}

/* The next binding that a REGISTER asks for. Those that it removes are passed over. */
static bool next_binding(struct sip_values *it, struct binding *b)
{
    struct sip_slice value, expires;

    while (sip_values_next(it, &value)) {
        if (!sip_address_read(value, &b->contact) || !sip_uri_read(b->contact.uri, &b->uri)) {
            continue; /* "*", or nothing that a registrar could bind */
        }
        b->instance = contact_param(&b->contact, "+sip.instance");
        b->reg_id = contact_param(&b->contact, "reg-id");
        expires = contact_param(&b->contact, "expires");
        if (expires.p == NULL) {
            expires = sip_message_value(it->message, SIP_HDR_EXPIRES);
        }
        bool given = sip_value_seconds(expires, &b->expires);
        if (!given || b->expires != 0) {
            b->expires = given ? b->expires : 0;
            return true;
        }
    }
    return false;
}

static struct sip_values bindings_of(const struct sip_context *context)
{
    return sip_values_of(context->request, SIP_HDR_CONTACT);
}

/* Whether a flow is registered: RFC 5626 ignores a reg-id without instance. */
static bool is_flow(const struct binding *b)
{
    return b->instance.p != NULL && b->reg_id.p != NULL;
}

static bool same_binding(const struct binding *b, const struct sip_address *contact)
{
    struct sip_slice instance = contact_param(contact, "+sip.instance");

    /* Of a flow the URI does not count, only instance and reg-id (RFC 5626 section 6). */
    return sip_uri_equal(b->contact.uri, contact->uri) ||
           (b->instance.p != NULL && instance.p != NULL &&
            sip_slice_equal_nocase(b->instance, instance) &&
            sip_slice_equal(b->reg_id, contact_param(contact, "reg-id")));
}

/* The Contact value of a 2xx that tells of a binding. */
static bool find_binding(const struct sip_message *m, const struct binding *b,
                         struct sip_slice *value, struct sip_address *contact)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_CONTACT);

    while (sip_values_next(&it, value)) {
        if (sip_address_read(*value, contact) && same_binding(b, contact)) {
            return true;
        }
    }
    return false;
}

/* The one binding that the REGISTER asks for came back octet for octet, and no other: nothing can be
 * said against that. */
static bool one_contact_came_back(const struct sip_context *context)
{
    const struct sip_row *asked = sip_message_row(context->request, SIP_HDR_CONTACT);
    const struct sip_row *given = sip_message_row(context->message, SIP_HDR_CONTACT);

    return asked != NULL && given != NULL && asked->next == SIP_NO_ROW &&
           given->next == SIP_NO_ROW && sip_slice_equal(asked->value, given->value) &&
           memchr(asked->value.p, ',', asked->value.n) == NULL;
}

static enum sip_verdict check_register_contact(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    struct sip_values it = bindings_of(context);
    struct binding b;

    switch (sip_message_presence(context->message, SIP_HDR_CONTACT)) {
    case SIP_PRESENT:
        return SIP_KEPT;
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    }
    if (!next_binding(&it, &b)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, SIP_START_LINE, "Contact absent; frame %u registered %.*s",
                      sip_response_request_frame(context), SIP_ARG(b.contact.uri));
}

static enum sip_verdict check_own_binding(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_CONTACT);
    struct sip_values it = bindings_of(context);
    struct binding b;
    struct sip_slice value;
    struct sip_address contact;

    if (row == NULL) {
        return SIP_NOT_APPLICABLE; /* 2xx-register-contact-missing speaks */
    }
    if (one_contact_came_back(context)) {
        return SIP_KEPT;
    }
    while (next_binding(&it, &b)) {
        /* A registrar may list what it made of a bulk registration (RFC 6140, erratum 3144). */
        if (sip_value_param(b.uri.params, "bnc", NULL) || find_binding(m, &b, &value, &contact)) {
            continue;
        }
        return !m->headers_complete
                   ? SIP_UNDECIDED
                   : sip_broken(finding, context, sip_row_bytes(row),
                                "%.*s of frame %u is not among %u Contacts; the first: %.*s",
                                SIP_ARG(b.contact.uri), sip_response_request_frame(context),
                                sip_values_count(m, SIP_HDR_CONTACT),
                                SIP_ARG(first_uri(m, SIP_HDR_CONTACT)));
    }
    return SIP_KEPT;
}

static enum sip_verdict check_register_expires(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    struct sip_values it = bindings_of(context);
    struct binding b;
    struct sip_slice value;
    struct sip_address contact;
    uint32_t granted;

    if (one_contact_came_back(context)) {
        return SIP_KEPT;
    }
    if (context->ims || sip_message_is_ims(context->request)) {
        return SIP_NOT_APPLICABLE; /* an S-CSCF has minimums of its own */
    }
    while (next_binding(&it, &b)) {
        if (b.expires != 0 && find_binding(context->message, &b, &value, &contact) &&
            sip_value_seconds(contact_param(&contact, "expires"), &granted) &&
            granted > b.expires) {
            return sip_broken(finding, context, value,
                              "%" PRIu32 " s granted to %.*s; frame %u asked for %" PRIu32, granted,
                              SIP_ARG(contact.uri), sip_response_request_frame(context), b.expires);
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_path(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_values it = bindings_of(context);
    const struct sip_row *path = sip_message_row(context->request, SIP_HDR_PATH);
    struct binding b;

    if (path == NULL || !next_binding(&it, &b)) {
        return SIP_NOT_APPLICABLE;
    }
    enum sip_verdict verdict = sip_check_required(context, finding);
    return verdict != SIP_BROKEN
               ? verdict
               : sip_broken(finding, context, SIP_START_LINE,
                            "Path absent; in frame %u it was \"%.*s\"",
                            sip_response_request_frame(context), SIP_ARG(path->value));
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

/* Whether the REGISTER has a flow to register. */
static bool registers_flow(const struct sip_context *context, struct binding *b)
{
    struct sip_values it = bindings_of(context);

    while (next_binding(&it, b)) {
        if (is_flow(b)) {
            return true;
        }
    }
    return false;
}

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
        if (sip_address_read(value, &contact) && contact_param(&contact, "reg-id").p != NULL &&
            contact_param(&contact, "+sip.instance").p != NULL) {
            return SIP_NOT_APPLICABLE;
        }
    }
    while (sip_values_next(&require, &value)) {
        if (sip_slice_is(sip_value_main(value), "outbound")) {
            struct sip_slice asked = sip_message_value(request, SIP_HDR_CONTACT);
            return sip_broken(finding, context, sip_row_bytes(require.row),
                              "Require: outbound; Contact in frame %u was " AS_WRITTEN,
                              sip_response_request_frame(context), AS_WRITTEN_ARG(asked));
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_outbound_missing(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    struct binding b;

    if (!may_have_param(context->request, "reg-id") ||
        !sip_values_contain(context->request, SIP_HDR_SUPPORTED, "outbound") ||
        !registers_flow(context, &b)) {
        return SIP_NOT_APPLICABLE;
    }
    switch (list_holds(context->message, SIP_HDR_REQUIRE, "outbound")) {
    case SIP_PRESENT:
        return SIP_KEPT;
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "No Require: outbound; frame %u supports it and registered reg-id %.*s",
                      sip_response_request_frame(context), SIP_ARG(b.reg_id));
}

static enum sip_verdict check_gruu(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_values it = bindings_of(context);
    struct binding b;
    struct sip_slice value;
    struct sip_address contact;

    if (!sip_values_contain(context->request, SIP_HDR_SUPPORTED, "gruu")) {
        return SIP_NOT_APPLICABLE;
    }
    while (next_binding(&it, &b)) {
        /* Where not even the instance comes back, register-feature-params-dropped speaks. */
        if (b.instance.p != NULL && find_binding(context->message, &b, &value, &contact) &&
            contact_param(&contact, "+sip.instance").p != NULL &&
            contact_param(&contact, "pub-gruu").p == NULL &&
            contact_param(&contact, "temp-gruu").p == NULL) {
            return sip_broken(finding, context, value,
                              "Neither pub-gruu nor temp-gruu for %.*s; frame %u supports gruu",
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

    while (next_param(&asked, &name, &value)) {
        if (is_feature(name) && !find_param(kept, name, &other)) {
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
    struct sip_values it = bindings_of(context);
    struct binding b;
    struct sip_slice value;
    struct sip_address contact;
    char names[SIP_EVIDENCE_SIZE / 2];

    if (one_contact_came_back(context)) {
        return SIP_KEPT;
    }
    while (next_binding(&it, &b)) {
        if (find_binding(context->message, &b, &value, &contact) &&
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
            return sip_broken(
                finding, context, SIP_START_LINE, "%.*s to a bulk Contact with %s: %.*s",
                SIP_ARG(context->message->code_text),
                uri.user.p ? "a user part" : "a user parameter", SIP_ARG(contact.uri));
        }
    }
    return SIP_KEPT;
}

/* Subscriptions, publications and REFER */

static enum sip_verdict check_expires_increased(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_EXPIRES);
    uint32_t asked, granted;

    /* Without Expires in the request a default counts that only the event package knows. */
    if (row == NULL || !sip_value_seconds(row->value, &granted) ||
        !sip_value_seconds(sip_message_value(context->request, SIP_HDR_EXPIRES), &asked)) {
        return SIP_NOT_APPLICABLE;
    }
    return granted <= asked ? SIP_KEPT
                            : sip_broken(finding, context, sip_row_bytes(row),
                                         "Expires: %" PRIu32 "; frame %u asked for %" PRIu32,
                                         granted, sip_response_request_frame(context), asked);
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

/* Extensions of a session */

static enum sip_verdict check_recv_info(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_RECV_INFO);

    if (row == NULL || sip_message_has(context->request, SIP_HDR_RECV_INFO)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, sip_row_bytes(row),
                      "Recv-Info: \"%.*s\"; frame %u had no Recv-Info", SIP_ARG(row->value),
                      sip_response_request_frame(context));
}

/* The session timer: Session-Expires of request and response, and who refreshes (RFC 4028). */
struct timer {
    const struct sip_row *row; /* of the response; NULL: none */
    struct sip_slice asked;    /* the value in the request; p == NULL: none */
};

static struct timer timer_of(const struct sip_context *context)
{
    return (struct timer){
        .row = sip_message_row(context->message, SIP_HDR_SESSION_EXPIRES),
        .asked = sip_message_value(context->request, SIP_HDR_SESSION_EXPIRES),
    };
}

static bool client_supports_timer(const struct sip_context *context)
{
    return sip_values_contain(context->request, SIP_HDR_SUPPORTED, "timer");
}

static bool refresher_is(struct sip_slice session_expires, const char *who)
{
    struct sip_slice refresher;
    return sip_value_param(session_expires, "refresher", &refresher) &&
           sip_slice_is(refresher, who);
}

static enum sip_verdict check_se_increased(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    struct timer timer = timer_of(context);
    uint32_t asked, granted, minimum;

    /* Without support in the client proxies may raise Min-SE, and Session-Expires with it (RFC 4028
     * section 8.1; erratum 1687). */
    if (timer.row == NULL || !sip_value_seconds(timer.asked, &asked) ||
        !sip_value_seconds(timer.row->value, &granted)) {
        return SIP_NOT_APPLICABLE;
    }
    if (granted <= asked) {
        return SIP_KEPT;
    }
    if (!sip_value_seconds(sip_message_value(context->request, SIP_HDR_MIN_SE), &minimum)) {
        minimum = 90;
    }
    if (asked < minimum || !client_supports_timer(context)) {
        return SIP_NOT_APPLICABLE; /* too small to be kept: proxies must raise it */
    }
    return sip_broken(finding, context, sip_row_bytes(timer.row),
                      "Session-Expires: %" PRIu32 "; frame %u asked for %" PRIu32, granted,
                      sip_response_request_frame(context), asked);
}

static enum sip_verdict check_refresher(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    struct timer timer = timer_of(context);

    if (timer.row == NULL || !sip_value_param(timer.asked, "refresher", NULL) ||
        !client_supports_timer(context)) {
        return SIP_NOT_APPLICABLE;
    }
    bool to_uas = refresher_is(timer.row->value, "uas") && refresher_is(timer.asked, "uac");
    /* A proxy puts in "uac" for a UAS that knows no timer, whatever the client chose (section 8.2;
     * erratum 8926): only of one that does can it be said that it chose by itself. */
    bool to_uac = refresher_is(timer.asked, "uas") && refresher_is(timer.row->value, "uac") &&
                  sip_values_contain(context->message, SIP_HDR_SUPPORTED, "timer");
    return !to_uas && !to_uac
               ? SIP_KEPT
               : sip_broken(finding, context, sip_row_bytes(timer.row),
                            "Session-Expires: %.*s; in frame %u it was \"%.*s\"",
                            SIP_ARG(timer.row->value), sip_response_request_frame(context),
                            SIP_ARG(timer.asked));
}

static enum sip_verdict check_refresher_unable(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    struct timer timer = timer_of(context);

    /* A client that names itself as refresher knows the timer, whatever Supported says. */
    if (timer.row == NULL || !refresher_is(timer.row->value, "uac") ||
        refresher_is(timer.asked, "uac") || sip_response_option(context, "timer")) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_slice supported = sip_message_value(context->request, SIP_HDR_SUPPORTED);
    return sip_broken(finding, context, sip_row_bytes(timer.row),
                      "Session-Expires: %.*s; Supported in frame %u was " AS_WRITTEN,
                      SIP_ARG(timer.row->value), sip_response_request_frame(context),
                      AS_WRITTEN_ARG(supported));
}

/* Reliable provisional responses */

static enum sip_verdict check_rel1xx_not_offered(const struct sip_context *context,
                                                 struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_RSEQ);

    if (row == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_response_option(context, "100rel")) {
        return SIP_KEPT;
    }
    struct sip_slice supported = sip_message_value(context->request, SIP_HDR_SUPPORTED);
    return sip_broken(finding, context, sip_row_bytes(row),
                      "RSeq: %.*s; Supported in frame %u was " AS_WRITTEN, SIP_ARG(row->value),
                      sip_response_request_frame(context), AS_WRITTEN_ARG(supported));
}

static enum sip_verdict check_rel1xx_required(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    /* Where one half of the mark is there, rel1xx-rseq-missing or rel1xx-require-missing speaks. */
    if (!sip_values_contain(context->request, SIP_HDR_REQUIRE, "100rel") ||
        sip_values_contain(m, SIP_HDR_REQUIRE, "100rel")) {
        return SIP_NOT_APPLICABLE;
    }
    switch (sip_message_presence(m, SIP_HDR_RSEQ)) {
    case SIP_PRESENT:
        return SIP_KEPT;
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "RSeq absent; Require in frame %u was \"%.*s\"",
                      sip_response_request_frame(context),
                      SIP_ARG(sip_message_value(context->request, SIP_HDR_REQUIRE)));
}

#define DIALOG_MAKING (SIP_M(INVITE) | SIP_M(SUBSCRIBE) | SIP_M(REFER))
#define REFRESHING (SIP_M(INVITE) | SIP_M(UPDATE))

/* The tag that the publication had is the one that its refresh names. */
static enum sip_verdict check_etag(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_SIP_ETAG);
    struct sip_slice before = sip_message_value(context->request, SIP_HDR_SIP_IF_MATCH);
    uint32_t expires;

    if (row == NULL || before.n == 0 ||
        (sip_value_seconds(sip_message_value(context->request, SIP_HDR_EXPIRES), &expires) &&
         expires == 0)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_slice_equal(row->value, before)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, sip_row_bytes(row),
                      "SIP-ETag is %.*s, as SIP-If-Match in frame %u was", SIP_ARG(row->value),
                      context->transaction->request_frame);
}

const struct sip_rule sip_rules_success_context[] = {
    {
        .id = "contact-sips-required",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_SECURITY,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.1.1",
        .see = "RFC 5630 §5.1.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-198,2xx",
        .methods = DIALOG_MAKING,
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
        .id = "record-route-not-copied",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.1.1",
        .see = "RFC 3261 §13.3.1.1; RFC 3261 §16.7",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-198,2xx",
        .methods = DIALOG_MAKING,
        .check = check_record_route,
        .problem = "Record-Route of the request not copied into the response",
        .requirement = "A response that creates a dialog repeats all Record-Route values of the "
                       "request in the same order",
        .remedy = "The UAS must copy every Record-Route value of the request, including all "
                  "parameters, in the same order.",
        .silence = "Not reported where the response is a 199, which ends a dialog, or belongs to a "
                   "REFER without subscription. Values that proxies behind this hop have put "
                   "before these are ignored.",
    },
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
        .requirement = "A 2xx to REGISTER lists the Contact that the REGISTER has bound",
        .remedy = "The registrar must return the Contact as the client sent it. If a device on the "
                  "path rewrites Contact in the REGISTER, it must restore it in the response.",
        .silence = "Not reported where the registration is a bulk registration. A flow is "
                   "recognized by its instance and reg-id, whatever its URI.",
    },
    {
        .id = "2xx-register-expires-increased",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6665 §4.2.1.1",
        .see = "RFC 3261 §10.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .needs = {SIP_HDR_CONTACT},
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
        .remedy = "The registrar must add Require: outbound if it supports RFC 5626. Otherwise the "
                  "client must not rely on its flow.",
        .silence =
            "Only reported as a note: a registrar without RFC 5626 is right to leave outbound out.",
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
        .id = "2xx-subscribe-expires-increased",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6665 §3.1.1",
        .see = "RFC 6665 §4.2.1.1; RFC 6665 §4.2.1.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(SUBSCRIBE),
        .needs = {SIP_HDR_EXPIRES},
        .check = check_expires_increased,
        .problem = "Subscription granted for longer than requested",
        .requirement =
            "The duration granted to a subscription is not longer than the subscriber requested",
        .remedy = "The notifier must grant the requested duration or less, or reject the SUBSCRIBE "
                  "with 423 if it is too short.",
        .silence = "Not reported where no duration was requested: the default of the event package "
                   "then applies.",
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
        .id = "2xx-publish-expires-increased",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MAY,
        .reference = "RFC 3903 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(PUBLISH),
        .needs = {SIP_HDR_EXPIRES},
        .check = check_expires_increased,
        .problem = "Publication granted for longer than requested",
        .requirement = "The lifetime granted to a publication is the requested one or shorter",
        .remedy = "The event state compositor should grant the requested lifetime or less.",
        .silence = "Not reported where no time was requested. RFC 3903 only permits a shorter "
                   "time; that a longer one is wrong is inferred from this.",
    },
    {
        .id = "2xx-publish-etag-reused",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3903 §6",
        .see = "RFC 3903 §8.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(PUBLISH),
        .needs = {SIP_HDR_SIP_ETAG},
        .check = check_etag,
        .problem = "SIP-ETag of an earlier PUBLISH used again",
        .requirement = "Each successful PUBLISH gets a new entity-tag in SIP-ETag",
        .remedy = "The event state compositor must generate a new SIP-ETag for each accepted "
                  "PUBLISH, including refreshes.",
        .silence = "Not reported where the PUBLISH removed the publication (Expires: 0), because "
                   "nothing is left to be tagged.",
    },
    {
        .id = "recv-info-unsolicited",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6086 §5.2.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199,2xx",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE) | SIP_M(PRACK) | SIP_M(REGISTER),
        .needs = {SIP_HDR_RECV_INFO},
        .check = check_recv_info,
        .problem = "Recv-Info in the response, but not in the request",
        .requirement = "A response contains Recv-Info only if the request did",
        .remedy = "The UAS must leave out Recv-Info where the request had none.",
        .silence = "Not reported where the request has Recv-Info and the response has none: a UAS "
                   "without RFC 6086 does not know it.",
    },
    {
        .id = "se-increased",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4028 §9",
        .see = "RFC 4028 §8.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = REFRESHING,
        .needs = {SIP_HDR_SESSION_EXPIRES},
        .check = check_se_increased,
        .problem = "Session-Expires in the 2xx higher than requested",
        .requirement = "Session-Expires in a 2xx is not higher than in the request",
        .remedy = "The UAS must keep the Session-Expires of the request or reduce it.",
        .silence = "Not reported where the client does not support timer or requested less than "
                   "the minimum: proxies then raise the interval on the way.",
    },
    {
        .id = "se-refresher-overridden",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §9",
        .see = "RFC 4028 §8.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = REFRESHING,
        .needs = {SIP_HDR_SESSION_EXPIRES},
        .check = check_refresher,
        .problem = "refresher in the 2xx differs from the client's choice",
        .requirement = "The refresher parameter of the request is kept in the 2xx",
        .remedy = "The UAS must return the refresher parameter of the request unchanged.",
        .silence = "Not reported where refresher=uac replaces uas and the UAS does not list timer "
                   "in Supported: a proxy may have added it. A client without timer is covered by "
                   "se-unsupported-by-uac.",
    },
    {
        .id = "se-unsupported-by-uac",
        /* Of an option tag seen on one hop no more than a warning: who strips Supported on the
         * way there may be somebody else. */
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 4028 §9",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = REFRESHING,
        .needs = {SIP_HDR_SESSION_EXPIRES},
        .check = check_refresher_unable,
        .problem = "refresher=uac for a client that does not support timer",
        .requirement = "A 2xx to a client without Supported: timer has refresher=uas",
        .remedy = "The UAS must set refresher=uas and refresh the session itself.",
        .silence = "Not reported where Require of the request lists timer, or where the client "
                   "asked for refresher=uac.",
    },
    {
        .id = "rel1xx-not-offered",
        .severity = SIP_WARN, /* as above */
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3262 §3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199",
        .methods = SIP_M(INVITE),
        .needs = {SIP_HDR_RSEQ},
        .check = check_rel1xx_not_offered,
        .problem = "Reliable 1xx sent to a client that did not offer 100rel",
        .requirement = "A provisional response is sent reliably only if Supported or Require of "
                       "the request lists 100rel",
        .remedy = "The UAS must send this 1xx unreliably, without RSeq and Require: 100rel. The "
                  "client will not send PRACK.",
    },
    {
        .id = "rel1xx-required-but-unreliable",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199",
        .methods = SIP_M(INVITE),
        .check = check_rel1xx_required,
        .problem = "Unreliable 1xx though the INVITE requires 100rel",
        .requirement = "Every 1xx except 100 to an INVITE with Require: 100rel is sent reliably",
        .remedy = "The UAS must add RSeq and Require: 100rel to its 1xx, or reject the INVITE with "
                  "420 if it does not support 100rel.",
    },
};

SIP_SUBJECT_END(success_context);
