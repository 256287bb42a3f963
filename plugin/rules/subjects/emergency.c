/* emergency.c
 * Location, alerts, emergency calls and restoration in IMS (RFC 6442, RFC 8876, TS 24.229).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "sip/body.h"
#include "sip/value.h"

static enum sip_verdict check_424(const struct sip_context *context, struct sip_finding *finding)
{
    return sip_response_without(context, finding, SIP_HDR_GEOLOCATION);
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

/* What the XML body of TS 24.229 section 7.6 tells the terminal. */
struct ims_service {
    struct sip_part part;
    struct sip_slice type;   /* "emergency", "restoration"; p == NULL where absent */
    struct sip_slice action; /* "initial-registration", "emergency-registration" */
};

#define IMS_XML "application/3gpp-ims+xml"

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
        return sip_broken(finding, context, service.part.content, "type emergency%s%.*s",
                          service.action.n ? sip_word(context, ", action ") : "",
                          SIP_ARG(service.action));
    }
    if (contact != NULL) {
        return sip_broken(finding, context, sip_row_bytes(contact), "Contact: %.*s",
                          SIP_ARG(contact->value));
    }
    return emergency == SIP_PERHAPS ? SIP_UNDECIDED : SIP_NOT_APPLICABLE;
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
                      "type restoration, action initial-registration; P-Asserted-Identity%s%.*s",
                      identity.p ? ": " : sip_word(context, " absent"), SIP_ARG(identity));
}

const struct sip_rule sip_rules_emergency[] = {
    {
        .id = "geolocation-error-multiple",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 6442 §4.4",
        .headers = {SIP_HDR_GEOLOCATION_ERROR},
        .check = sip_check_single_value,
        .problem = "Several Geolocation-Error codes in one response",
        .requirement = "A response has at most one Geolocation-Error code",
        .remedy = "The server that evaluated the location must choose one of the errors.",
    },
    {
        .id = "424-geolocation-error-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 6442 §4.3",
        .see = "RFC 6442 §4.4",
        .codes = "424",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .headers = {SIP_HDR_GEOLOCATION_ERROR},
        .check = sip_check_listed,
        .problem = "424 without Geolocation-Error",
        .requirement = "A 424 gives in Geolocation-Error what is wrong with the location",
        .remedy = "The server or proxy that rejected the location must add Geolocation-Error with "
                  "an error code.",
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
        .id = "425-alertmsg-error-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 8876 §5.1",
        .see = "RFC 8876 §5.2",
        .codes = "425",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .headers = {SIP_HDR_ALERTMSG_ERROR},
        .check = sip_check_listed,
        .problem = "425 without AlertMsg-Error",
        .requirement = "A 425 gives in AlertMsg-Error what is wrong with the alert",
        .remedy = "The server or proxy that rejected the alert must add AlertMsg-Error with an "
                  "error code.",
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
};

SIP_SUBJECT_END(emergency);
