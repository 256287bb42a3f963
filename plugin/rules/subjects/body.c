/* body.c
 * The body of a response, its length and its encryption, and 415 to that of a request (RFC 3261 sections
 * 7.4, 18.3 and 23).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/fields.h"
#include "rules/engine/response.h"
#include "rules/subjects/framing.h"
#include "rules/subjects/subjects.h"
#include "sip/body.h"
#include "sip/value.h"

static enum sip_verdict check_length_on_stream(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    return sip_transport_is_stream(context->packet->transport)
               ? sip_check_required(context, finding)
               : SIP_NOT_APPLICABLE;
}

/* The one Content-Length that can be compared with the size of a datagram, or NULL. Of two rows
 * nobody knows which one counts: duplicate-singleton-header reports them. */
static const struct sip_row *length_row(const struct sip_context *context)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_CONTENT_LENGTH);

    return context->packet->transport == SIP_TRANSPORT_UDP && m->has_content_length &&
                   sip_message_next_row(m, row) == NULL
               ? row
               : NULL;
}

static enum sip_verdict check_length_over(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = length_row(context);

    if (row == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (!m->headers_complete || !m->body_complete) {
        return SIP_UNDECIDED;
    }
    if (m->content_length <= m->body_octets) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, sip_row_bytes(row),
                      "Content-Length is %u, but only %zu octets follow the header",
                      m->content_length, m->body_octets);
}

/* Line ends are keep-alives or carelessness, NULs come from C strings: neither is content. */
static bool is_padding(struct sip_slice s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (!sip_is_lws(s.p[i]) && s.p[i] != '\0') {
            return false;
        }
    }
    return true;
}

static enum sip_verdict check_length_under(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = length_row(context);

    if (row == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (!m->headers_complete) {
        return SIP_UNDECIDED;
    }
    if (m->content_length >= m->body_octets) {
        return SIP_KEPT;
    }
    if (is_padding(m->excess)) {
        bool all_captured = m->excess.n == m->body_octets - m->content_length;
        return all_captured ? SIP_KEPT : SIP_UNDECIDED;
    }
    if (sip_body_is_misframed(context) != SIP_ABSENT) {
        return SIP_NOT_APPLICABLE; /* for the rules on framing */
    }
    return sip_broken(finding, context, sip_row_bytes(row),
                      "Content-Length is %u, but %zu octets follow the header", m->content_length,
                      m->body_octets);
}

static enum sip_verdict check_length_in_datagram(const struct sip_context *context,
                                                 struct sip_finding *finding)
{
    return context->packet->transport == SIP_TRANSPORT_UDP ? sip_check_required(context, finding)
                                                           : SIP_NOT_APPLICABLE;
}

static enum sip_verdict check_content_type(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    bool datagram = context->packet->transport == SIP_TRANSPORT_UDP ||
                    context->packet->transport == SIP_TRANSPORT_SCTP ||
                    context->packet->transport == SIP_TRANSPORT_WEBSOCKET;

    if (!m->has_content_length && !datagram) {
        return SIP_UNDECIDED; /* what follows may as well be the next message */
    }
    if (is_padding(m->body)) {
        return m->body_complete ? SIP_NOT_APPLICABLE : SIP_UNDECIDED;
    }
    enum sip_verdict verdict = sip_check_required(context, finding);
    if (verdict == SIP_BROKEN && sip_body_is_misframed(context) != SIP_ABSENT) {
        return SIP_NOT_APPLICABLE; /* for the rules on framing */
    }
    if (verdict == SIP_BROKEN) {
        struct sip_slice line;
        sip_slice_cut(sip_slice_trim(m->body), '\n', &line);
        return sip_broken(finding, context, m->body,
                          "Content-Type absent, body of %zu octets: %.*s", m->body.n,
                          SIP_ARG(sip_slice_trim(line)));
    }
    return verdict;
}

static enum sip_verdict check_chunked(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, context->rule->headers[0]);
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_is(sip_value_main(value), "chunked")) {
            return sip_broken(finding, context, sip_row_bytes(it.row), "Transfer-Encoding: %.*s",
                              SIP_ARG(it.row->value));
        }
    }
    return SIP_KEPT;
}

/* "q=0", "q=0.000": not acceptable (RFC 2616 section 14.3). */
static bool is_refused(struct sip_slice entry)
{
    struct sip_slice q;

    if (!sip_value_param(entry, "q", &q) || q.n == 0) {
        return false;
    }
    for (size_t i = 0; i < q.n; i++) {
        if (q.p[i] != '0' && q.p[i] != '.') {
            return false;
        }
    }
    return true;
}

static bool accepts_encoding(const struct sip_message *request, struct sip_slice coding)
{
    struct sip_slice entry;

    /* "x-gzip" is an old name of "gzip" (RFC 2616 section 3.5). */
    if (sip_slice_starts_with(coding, "x-")) {
        coding = (struct sip_slice){coding.p + 2, coding.n - 2};
    }
    if (sip_response_find(request, SIP_HDR_ACCEPT_ENCODING, coding, &entry) ||
        sip_response_find(request, SIP_HDR_ACCEPT_ENCODING, SIP_SLICE("*"), &entry)) {
        return !is_refused(entry);
    }
    return sip_slice_is(coding, "identity");
}

static enum sip_verdict check_encoding(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_CONTENT_ENCODING);
    struct sip_slice coding;

    if (!sip_response_matches(context)) {
        return SIP_UNDECIDED;
    }
    while (sip_values_next(&it, &coding)) {
        if (!accepts_encoding(context->request, coding)) {
            return sip_broken(
                finding, context, sip_row_bytes(it.row),
                "Content-Encoding is %.*s; Accept-Encoding in frame %u was %.*s", SIP_ARG(coding),
                sip_response_request_frame(context),
                SIP_ARG(sip_or_absent(
                    context, sip_message_value(context->request, SIP_HDR_ACCEPT_ENCODING))));
        }
    }
    return SIP_KEPT;
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
    if (sip_message_has_body(m)) {
        return sip_broken(finding, context, m->body, "body of %zu octets, %s%.*s",
                          m->has_content_length ? (size_t)m->content_length : m->body.n,
                          sip_message_has(m, SIP_HDR_CONTENT_TYPE)
                              ? "Content-Type: "
                              : sip_word(context, "no Content-Type"),
                          SIP_ARG(sip_message_value(m, SIP_HDR_CONTENT_TYPE)));
    }
    return m->headers_complete && m->body_complete ? SIP_KEPT : SIP_UNDECIDED;
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

static enum sip_verdict check_493_cert(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    /* RFC 3261 asks for a certs-only pkcs7-mime body; signed data and a bare certificate hand over
     * the key as well. */
    static const char *const bearers[] = {
        "application/pkcs7-mime",      "application/x-pkcs7-mime",      "application/pkix-cert",
        "application/pkcs7-signature", "application/x-pkcs7-signature",
    };
    bool perhaps = false;
    struct sip_part part;

    for (size_t i = 0; i < sizeof(bearers) / sizeof(bearers[0]); i++) {
        switch (sip_message_part(context->message, bearers[i], &part)) {
        case SIP_PRESENT:
            return SIP_KEPT;
        case SIP_PERHAPS:
            perhaps = true;
            break;
        case SIP_ABSENT:
            break;
        }
    }
    return perhaps ? SIP_UNDECIDED
                   : sip_broken(finding, context, SIP_START_LINE, "no certificate in the body");
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
    return sip_broken(finding, context, SIP_START_LINE, "nothing was encrypted: %s",
                      sip_response_to(context, SIP_HDR_CONTENT_TYPE).text);
}

const struct sip_rule sip_rules_body[] = {
    {
        .id = "content-length-missing-stream",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §18.3",
        .see = "RFC 3261 §20.14",
        .requests = SIP_M_NOT(SIP_M_ANY),
        .headers = {SIP_HDR_CONTENT_LENGTH},
        .check = check_length_on_stream,
        .problem = "Content-Length missing over TCP or TLS",
        .requirement = "Over TCP and TLS, every message has Content-Length",
        .remedy = "The sender must add Content-Length, with 0 if there is no body. Without it the "
                  "receiver cannot find the next message in the stream.",
        .silence =
            "Only reported for the transport that really carried the message, whatever its Via "
            "says. Not reported over WebSocket and SCTP, which keep messages apart (RFC 7118 §5).",
    },
    {
        .id = "content-length-over-datagram",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §18.3",
        .requests = SIP_M_NOT(SIP_M_ANY),
        .headers = {SIP_HDR_CONTENT_LENGTH},
        .check = check_length_over,
        .problem = "Content-Length is larger than the body in the datagram",
        .requirement = "Over UDP, the body is as long as Content-Length says; a shorter response "
                       "is discarded, a shorter request refused with 400",
        .remedy = "Check first whether part of the datagram was lost on a path that truncates "
                  "large datagrams, or whether the sender, or an SBC or ALG that changed the body, "
                  "wrote the wrong length. Clients must discard such a response, servers should "
                  "refuse such a request with 400.",
        .silence = "Not reported when the capture truncated the packet or a fragment of it is "
                   "missing, and when Content-Length occurs twice.",
        .explains = {"2xx-invite-answer-missing", "2xx-invite-offer-missing"},
    },
    {
        .id = "content-length-under-datagram",
        .severity = SIP_WARN,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §18.3",
        .requests = SIP_M_NOT(SIP_M_ANY),
        .headers = {SIP_HDR_CONTENT_LENGTH},
        .check = check_length_under,
        .problem = "Body continues beyond Content-Length in the datagram",
        .requirement =
            "Over UDP, the body ends where Content-Length says; receivers discard the rest",
        .remedy = "The sender, or an SBC or ALG that changed the body, must recalculate "
                  "Content-Length. Receivers discard the excess, so the end of the body is lost.",
        .silence = "Not reported when only line ends, spaces or NULs follow the body: they are not "
                   "content.",
    },
    {
        .id = "content-length-missing-datagram",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §20.14",
        .headers = {SIP_HDR_CONTENT_LENGTH},
        .check = check_length_in_datagram,
        .problem = "Content-Length missing over UDP",
        .requirement = "A response gives the length of its body in Content-Length, over UDP too",
        .remedy = "The sender should add Content-Length over UDP too.",
    },
    {
        .id = "content-type-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §20.15",
        .see = "RFC 3261 §7.4.1; RFC 3261 §8.2.3",
        .requests = SIP_M_NOT(SIP_M_ANY),
        .headers = {SIP_HDR_CONTENT_TYPE},
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_content_type,
        .problem = "Body without Content-Type",
        .requirement = "A message with a body gives the type of the body in Content-Type",
        .remedy = "The sender must add Content-Type. Without it the receiver cannot interpret the "
                  "body; many servers refuse such a request with 400 or 415.",
        .silence = "Not reported when only line ends follow the header, which are keep-alives and "
                   "not a body. Not reported on a stream without Content-Length either: what "
                   "follows may be the next message.",
        .explains = {"call-failed-summary", "request-refused"},
    },
    {
        .id = "chunked-transfer",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §7.4.2",
        .headers = {SIP_HDR_TRANSFER_ENCODING},
        .needs = {SIP_HDR_TRANSFER_ENCODING},
        .check = check_chunked,
        .problem = "Body sent with HTTP chunked transfer encoding",
        .requirement = "SIP does not use the chunked transfer encoding of HTTP",
        .remedy = "The sender must send the body as it is, with its length in Content-Length.",
    },
    {
        .id = "content-encoding-not-offered",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §20.12",
        .see = "RFC 3261 §20.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .needs = {SIP_HDR_CONTENT_ENCODING},
        .check = check_encoding,
        .problem = "Content-Encoding not offered by the client",
        .requirement = "A body is encoded only as the Accept-Encoding of the request allows",
        .remedy = "The server must send the body unencoded or in an encoding that the client "
                  "offered. Without Accept-Encoding, only identity is allowed.",
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
        .id = "415-accept-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §21.4.13",
        .see = "RFC 3261 §8.2.3; RFC 3428 §9; RFC 3903 §11.1.1; RFC 5621 §8.4",
        .codes = "415",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL) | SIP_M(INFO)),
        .headers = {SIP_HDR_ACCEPT, SIP_HDR_ACCEPT_ENCODING, SIP_HDR_ACCEPT_LANGUAGE},
        .check = sip_check_required,
        .problem = "415 without Accept, Accept-Encoding or Accept-Language",
        .requirement = "A 415 lists the acceptable media types, encodings or languages",
        .remedy = "The server must add Accept, Accept-Encoding or Accept-Language, depending on "
                  "what was wrong with the body. Without it the client cannot correct its request.",
        .silence = "Not reported when the request is INFO, for which RFC 6086 §6.1 makes Accept "
                   "optional. Any one of the three header fields is enough, since only the request "
                   "shows which is needed; each of them may be empty.",
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
        .id = "493-cert-missing",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §23.2",
        .see = "RFC 3261 §21.4.28; RFC 8591 §7.3",
        .codes = "493",
        .check = check_493_cert,
        .problem = "493 without a certificate",
        .requirement = "A 493 contains the certificate to encrypt with",
        .remedy = "The callee's user agent should send its certificate in a certs-only body. "
                  "Without it the client concludes that encrypted bodies are not possible at all.",
        .silence = "Not reported when the response has any S/MIME body, whatever it contains.",
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
};

SIP_SUBJECT_END(body);
