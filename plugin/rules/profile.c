/* profile.c
 * Profiles of networks, and summaries.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "rules/readings.h"
#include "rules/subjects.h"
#include "sip/body.h"
#include "sip/code.h"
#include "sip/uri.h"
#include "sip/value.h"

#define IMS_XML "application/3gpp-ims+xml"

static enum sip_verdict check_call_failed(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_code *code = sip_code_describe(m->code);

    return sip_broken(finding, context, (struct sip_slice){NULL, 0},
                      "%.*s %.*s: %s, reaches %s, %s; next: %s", SIP_ARG(m->code_text),
                      SIP_ARG(m->phrase), sip_class_name(m->code / 100),
                      sip_scope_name(code->scope), sip_permanence_name(code->permanence),
                      sip_action_name(code->action));
}

/* 405 and 501 speak of the method itself, every other code tells how an INVITE would fare. */
static enum sip_verdict check_options(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    bool method_refused = m->code == 405 || m->code == 501;

    return sip_broken(
        finding, context, (struct sip_slice){NULL, 0}, "%.*s %.*s: whoever sent it is alive%s",
        SIP_ARG(m->code_text), SIP_ARG(m->phrase),
        method_refused ? " and does not serve OPTIONS" : "; an INVITE would get the same code");
}

/* What the XML body of TS 24.229 section 7.6 tells the terminal. */
struct ims_service {
    struct sip_part part;
    struct sip_slice type;   /* "emergency", "restoration"; p == NULL where absent */
    struct sip_slice action; /* "initial-registration", "emergency-registration" */
};

/* The text of the first element that begins with this tag: the schema knows no attributes. */
static struct sip_slice element(struct sip_slice xml, const char *tag)
{
    const char *at = sip_slice_find(xml, tag);
    struct sip_slice text = {NULL, 0};

    if (at != NULL) {
        sip_slice_cut(sip_slice_between(at + strlen(tag), xml.p + xml.n), '<', &text);
    }
    return sip_slice_trim(text);
}

/* Whether the body is there and of that type; SIP_PERHAPS where it was cut off before it. */
static enum sip_presence ims_service(const struct sip_message *m, const char *type,
                                     struct ims_service *service)
{
    enum sip_presence presence = sip_message_part(m, IMS_XML, &service->part);

    if (presence != SIP_PRESENT) {
        return presence;
    }
    service->type = element(service->part.content, "<type>");
    service->action = element(service->part.content, "<action>");
    if (sip_slice_is(service->type, type)) {
        return SIP_PRESENT;
    }
    return m->body_complete ? SIP_ABSENT : SIP_PERHAPS;
}

/* The terminal obeys only if P-Asserted-Identity names its own network: shown, not judged, for
 * what it must match was agreed at registration. */
static enum sip_verdict check_504_restoration(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_slice identity = sip_message_value(m, SIP_HDR_P_ASSERTED_IDENTITY);
    struct ims_service service;
    enum sip_presence restoration = ims_service(m, "restoration", &service);

    if (restoration == SIP_ABSENT) {
        return SIP_NOT_APPLICABLE;
    }
    if (restoration == SIP_PERHAPS || !sip_slice_is(service.action, "initial-registration")) {
        return m->body_complete ? SIP_NOT_APPLICABLE : SIP_UNDECIDED;
    }
    return sip_broken(finding, context, service.part.content,
                      "Type restoration, action initial-registration; P-Asserted-Identity%s%.*s",
                      identity.p ? ": " : " absent", SIP_ARG(identity));
}

/* A Contact with an emergency service URN, or NULL. */
static const struct sip_row *sos_contact(const struct sip_message *m)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_CONTACT);
    struct sip_address address;
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_address_read(value, &address) &&
            sip_slice_starts_with(address.uri, "urn:service:sos")) {
            return it.row;
        }
    }
    return NULL;
}

static enum sip_verdict check_380_emergency(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *contact = sos_contact(m);
    struct ims_service service;
    enum sip_presence emergency = ims_service(m, "emergency", &service);

    if (emergency == SIP_PRESENT) {
        return sip_broken(finding, context, service.part.content, "Type emergency%s%.*s",
                          service.action.n ? ", action " : "", SIP_ARG(service.action));
    }
    if (contact != NULL) {
        return sip_broken(finding, context, sip_row_bytes(contact), "Contact: %.*s",
                          SIP_ARG(contact->value));
    }
    return emergency == SIP_PERHAPS ? SIP_UNDECIDED : SIP_NOT_APPLICABLE;
}

static enum sip_verdict check_401_security_server(const struct sip_context *context,
                                                  struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *server = sip_message_row(m, SIP_HDR_SECURITY_SERVER);

    if (server != NULL && context->ims) {
        const struct sip_auth *aka =
            sip_auths_find_aka(sip_auths_of(context, m, SIP_HDR_WWW_AUTHENTICATE));
        if (aka != NULL) {
            return sip_broken(finding, context, sip_row_bytes(server),
                              "Challenge with %.*s; Security-Server: %.*s",
                              SIP_ARG(aka->params[SIP_AUTH_ALGORITHM]), SIP_ARG(server->value));
        }
    }
    return m->headers_complete ? SIP_NOT_APPLICABLE : SIP_UNDECIDED;
}

const struct sip_rule sip_rules_profile[] = {
    {
        .id = "call-failed-summary",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21",
        /* all of 3xx to 6xx but 401, 407, 421, 422, 487, 491 and 494 */
        .codes = "300-400,402-406,408-420,423-486,488-490,492-493,495-699",
        .methods = SIP_M(INVITE),
        .check = check_call_failed,
        .problem = "Call failed",
        .requirement = "A final response from 300 to 699 ends the call attempt; the code shows how "
                       "widely and how long this applies",
        .remedy =
            "Check the code and the reason phrase first. The response itself breaks no rule here.",
        .silence = "Not reported when the code only asks for another attempt (401, 407, 421, 422, "
                   "491, 494) or shows that the caller gave up (487). Whether the INVITE was the "
                   "first of its call cannot be seen in the response.",
    },
    {
        .id = "ims-504-restoration",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "3GPP TS 24.229 §5.1.2A.1.6",
        .codes = "504",
        .check = check_504_restoration,
        .problem = "Network lost the registration and asks for a new one",
        .requirement = "The terminal registers again when a 504 with type restoration asks for it",
        .remedy = "The terminal has to register again. Check the network for a restart or failure "
                  "of the S-CSCF or P-CSCF.",
        .silence = "Not reported when the 504 has no XML body that asks for the registration.",
    },
    {
        .id = "ims-380-emergency",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "3GPP TS 24.229 §5.1.2A",
        .see = "3GPP TS 24.229 §5.1.6",
        .codes = "380",
        .check = check_380_emergency,
        .problem = "Network treats the call as an emergency call",
        .requirement = "The terminal starts an emergency call when a 380 reports that the number "
                       "is an emergency number",
        .remedy = "The terminal has to start an emergency call to the service indicated. If the "
                  "number is not an emergency number, the network operator must correct its list "
                  "of emergency numbers.",
        .silence =
            "Not reported when the 380 has neither the XML body nor an emergency URN in Contact.",
    },
    {
        .id = "ims-401-security-server",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "3GPP TS 33.203 §7.2",
        .see = "3GPP TS 24.229 §5.2.2; RFC 3329 §2.6",
        .looks_back = true,
        .codes = "401",
        .methods = SIP_M(REGISTER),
        .check = check_401_security_server,
        .problem = "IMS registration challenged with AKA",
        .requirement =
            "A 401 with Security-Server is the normal first step of an IMS registration with AKA",
        .remedy = "The terminal sets up its security association and registers again over it. "
                  "There is nothing to fix.",
    },
    {
        .id = "options-code-vs-invite",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §11.2",
        /* all of 4xx to 6xx but the challenges 401, 407 and 494 */
        .codes = "400,402-406,408-493,495-699",
        .methods = SIP_M(OPTIONS),
        .check = check_options,
        .problem = "OPTIONS refused, but the peer is alive",
        .requirement = "Any final response to OPTIONS shows that the peer is alive",
        .remedy = "The client that uses OPTIONS as a sign of life should accept any final response "
                  "as one.",
        .silence = "Not reported when the response is a challenge. Whether an INVITE really gets "
                   "the same code cannot be seen here.",
    },
};

SIP_SUBJECT_END(profile);
