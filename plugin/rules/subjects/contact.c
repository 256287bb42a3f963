/* contact.c
 * Contact: where the next request goes (RFC 3261 sections 8.1.1.8 and 12.1).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "rules/engine/fields.h"
#include "rules/engine/readings.h"
#include "rules/subjects/subjects.h"

/* A PRACK must be sent to where Contact says. */
static bool is_reliable(const struct sip_message *m)
{
    return sip_message_reliable_row(m) != NULL;
}

/* Whether the response answers an INVITE that begins a dialog. Of one that was not captured a 100 tells: it has the
 * To of the INVITE as it is (RFC 3261 section 8.2.6.2). */
static enum sip_presence answers_first_invite(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_response *trying;

    if (t == NULL) {
        return SIP_PERHAPS;
    }
    if (t->request_frame != 0) {
        return t->in_dialog ? SIP_ABSENT : t->request_cut ? SIP_PERHAPS : SIP_PRESENT;
    }
    trying = sip_transaction_first(t, 100, 100);
    return trying == NULL || trying->uncertain ? SIP_PERHAPS
           : trying->to_tag == NULL            ? SIP_PRESENT
                                    : SIP_PERHAPS; /* a server that gives one by itself */
}

/* Only a To tag makes an early dialog, and only if the request had none: one within a dialog, a
 * re-INVITE, makes no other. A peer of the times of RFC 2543 need not know of it. */
static enum sip_verdict check_early_contact(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    if (sip_message_to_tag(context->message).n == 0 ||
        answers_first_invite(context) == SIP_ABSENT || !sip_message_has_cookie(context->message)) {
        return SIP_NOT_APPLICABLE;
    }
    if (is_reliable(context->message) != (context->rule->severity == SIP_WARN)) {
        return SIP_NOT_APPLICABLE; /* for the other of the two rules */
    }
    if (answers_first_invite(context) == SIP_PERHAPS) {
        return SIP_UNDECIDED; /* perhaps it is of a dialog: not captured, or cut off before its To tag */
    }
    return sip_check_required(context, finding);
}

/* A proxy that sends it on does not add one. RFC 2543 did not ask for it. */
static enum sip_verdict check_request_contact(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    if (context->transaction->is_branch || sip_message_in_dialog(context->message) ||
        !sip_message_has_cookie(context->message)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_check_required(context, finding);
}

#define DIALOG_METHODS (SIP_M(INVITE) | SIP_M(SUBSCRIBE) | SIP_M(UPDATE) | SIP_M(REFER))

/* Where there is no URI at all, address-malformed reports it. */
static bool has_uri(struct sip_slice value)
{
    enum sip_address_fault fault = sip_address_fault(value);
    return fault == SIP_ADDRESS_SOUND || fault == SIP_ADDRESS_NAME;
}

static enum sip_verdict check_sip_uri(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    struct sip_contacts it = sip_contacts_of(context);
    const struct sip_contact *contact;

    while ((contact = sip_contacts_next(&it)) != NULL) {
        if (!sip_uri_is_sip(&contact->uri) && has_uri(contact->value)) {
            return sip_broken(finding, context, sip_row_bytes(contact->row), "Contact: %.*s",
                              SIP_ARG(contact->value));
        }
    }
    return SIP_KEPT;
}

static bool any_has_star(const struct sip_message *m)
{
    const struct sip_row *row = sip_message_row(m, SIP_HDR_CONTACT);

    while (row != NULL && memchr(row->value.p, '*', row->value.n) == NULL) {
        row = sip_message_next_row(m, row);
    }
    return row != NULL;
}

static enum sip_verdict check_star(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_CONTACT);
    struct sip_slice value;

    if (!any_has_star(context->message)) {
        return SIP_KEPT;
    }
    while (sip_values_next(&it, &value)) {
        if (value.p[0] == '*' && sip_slice_is(sip_value_main(value), "*")) {
            return sip_broken(finding, context, sip_row_bytes(it.row),
                              "Contact: %.*s in a %u to %.*s", SIP_ARG(value),
                              context->message->code, SIP_ARG(context->message->method_name));
        }
    }
    return SIP_KEPT;
}

/* "conf", "conference", "conf-1234", "conference.example.com", but not "confucius". */
static bool names_conference(struct sip_slice name)
{
    static const char *const words[] = {"conference", "conf"};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        size_t n = strlen(words[i]);
        if (sip_slice_starts_with(name, words[i])) {
            char next = name.n > n ? sip_lower(name.p[n]) : '.';
            return next < 'a' || next > 'z';
        }
    }
    return false;
}

/* A focus is known by two marks together: it offers subscriptions to the conference package, and
 * its Contact is named as a conference. Phones list the package among "talk, hold, conference",
 * which is about another thing: three-way calls. */
static enum sip_verdict check_isfocus(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_contacts it = sip_contacts_of(context);
    const struct sip_contact *contact;

    if (!sip_values_contain(m, SIP_HDR_ALLOW_EVENTS, "conference") ||
        sip_values_contain(m, SIP_HDR_ALLOW_EVENTS, "talk") ||
        sip_values_contain(m, SIP_HDR_ALLOW_EVENTS, "hold") ||
        (contact = sip_contacts_next(&it)) == NULL ||
        (!names_conference(contact->uri.user) && !names_conference(contact->uri.host))) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_value_param(contact->address.params, "isfocus", NULL) ||
        sip_value_param(contact->uri.params, "isfocus", NULL)) {
        return SIP_KEPT;
    }
    if (!m->headers_complete) {
        return SIP_UNDECIDED; /* talk and hold may follow */
    }
    return sip_broken(finding, context, sip_row_bytes(contact->row),
                      "Allow-Events has conference, but Contact has no isfocus: %.*s",
                      SIP_ARG(contact->value));
}

const struct sip_rule sip_rules_contact[] = {
    {
        .id = "request-contact-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.1.1.8",
        .see = "RFC 6665 §4.1.2.1; RFC 3515 §2.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M_DIALOG_MAKING,
        .headers = {SIP_HDR_CONTACT},
        .once = SIP_ONCE_A_CLIENT,
        .check = check_request_contact,
        .problem = "Request that makes a dialog has no Contact",
        .requirement = "A request that can make a dialog has a Contact",
        .remedy = "The client must add Contact with the URI at which it takes the requests of the "
                  "dialog. Without it the peer cannot send its BYE or NOTIFY; many refuse the "
                  "request with 400.",
        .silence =
            "Not reported within a dialog, not again where a proxy sends the request on, and "
            "not of clients of RFC 2543 (branch without z9hG4bK).",
        .explains = {"call-failed-summary", "request-refused"},
    },
    {
        .id = "2xx-invite-contact-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.1.1",
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .headers = {SIP_HDR_CONTACT},
        .check = sip_check_required,
        .problem = "2xx to INVITE without Contact",
        .requirement = "A 2xx to INVITE says in Contact where ACK and BYE must go",
        .remedy =
            "The callee's user agent must add a Contact with a SIP or SIPS URI that reaches it.",
        .explains = {"2xx-not-acked", "2xx-repeated-despite-ack", "in-dialog-wrong-target"},
    },
    {
        .id = "1xx-invite-contact-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.1.1",
        .see = "RFC 3261 §13.3.1.1; RFC 6228 §6",
        .looks_back = true,
        .codes = "101-198",
        .methods = SIP_M(INVITE),
        .headers = {SIP_HDR_CONTACT},
        .once = SIP_ONCE_A_DIALOG,
        .check = check_early_contact,
        .problem = "Provisional response with To tag, but without Contact",
        .requirement =
            "A provisional response with a To tag says in Contact where PRACK and UPDATE must go",
        .remedy =
            "The callee's user agent must add a Contact with a SIP or SIPS URI that reaches it.",
        .silence =
            "Not reported when the response is reliable (rel1xx-contact-missing reports "
            "that); when it is a 199, which ends an early dialog and should "
            "have no Contact if a proxy sent it; when it has no To tag, as there is no "
            "dialog then; for a re-INVITE, which creates no new dialog, or where neither the "
            "INVITE nor a 100 without To tag was captured, as it may be one; or when the "
            "branch lacks z9hG4bK, as the caller is an RFC 2543 peer then.",
    },
    {
        .id = "rel1xx-contact-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.1.1",
        .see = "RFC 3262 §4; RFC 3261 §12.2.1.1",
        .looks_back = true,
        .codes = "101-198",
        .methods = SIP_M(INVITE),
        .headers = {SIP_HDR_CONTACT},
        .check = check_early_contact,
        .problem = "Reliable provisional response without Contact",
        .requirement = "A reliable provisional response says in Contact where its PRACK must go",
        .remedy =
            "The callee's user agent must add a Contact with a SIP or SIPS URI that reaches it. "
            "Without it the caller does not know where to send PRACK and UPDATE.",
        .silence =
            "Not reported for a re-INVITE, which creates no new dialog, or where neither the "
            "INVITE nor a 100 without To tag was captured, as it may be one; or when the "
            "branch lacks z9hG4bK, as the caller is an RFC 2543 peer then.",
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
        .id = "contact-multiple-in-dialog-response",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.1.1",
        .codes = "101-299",
        .methods = DIALOG_METHODS,
        .headers = {SIP_HDR_CONTACT},
        .check = sip_check_single_value,
        .problem = "Several Contact addresses, but a dialog takes one",
        .requirement = "A response that creates or refreshes a dialog has exactly one Contact",
        .remedy = "The user agent that sent the response must choose one Contact. Otherwise its "
                  "peer may send ACK, BYE and other requests to any of them.",
    },
    {
        .id = "contact-not-sip-uri",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §12.1.1",
        .codes = "101-299",
        .methods = DIALOG_METHODS,
        .needs = {SIP_HDR_CONTACT},
        .once = SIP_ONCE_A_DIALOG,
        .check = check_sip_uri,
        .problem = "Contact is not a SIP or SIPS URI",
        .requirement =
            "In a response that creates or refreshes a dialog, Contact is a SIP or SIPS URI",
        .remedy = "The user agent that sent the response must give a SIP or SIPS URI. No request "
                  "can be sent to this one.",
        .explains = {"2xx-not-acked", "2xx-repeated-despite-ack"},
    },
    {
        .id = "contact-star-in-response",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §10.2.2",
        .see = "RFC 3261 §20.10",
        .needs = {SIP_HDR_CONTACT},
        .check = check_star,
        .problem = "Contact: * in a response",
        .requirement = "Contact: * is allowed in REGISTER requests only",
        .remedy = "The server must list the remaining contacts, or send no Contact at all.",
    },
    {
        .id = "focus-isfocus-missing",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 4579 §4.2",
        .see = "RFC 4579 §4.3; RFC 4579 §5.1",
        .codes = "200",
        .methods = SIP_M(INVITE) | SIP_M(OPTIONS),
        .needs = {SIP_HDR_CONTACT},
        .check = check_isfocus,
        .problem = "isfocus missing from the Contact of a conference focus",
        .requirement = "A conference focus has isfocus in its Contact",
        .remedy = "The conference server must add ;isfocus to its Contact, unless it wants to hide "
                  "that it is a focus.",
        .silence =
            "Only reported where Allow-Events lists the conference package without talk or hold, "
            "and the URI in Contact is named like a conference: there is no sure sign of a focus.",
    },
};

SIP_SUBJECT_END(contact);
