/* framing.c
 * Where the header ends, and where the message does (RFC 3261 sections 7.5 and 18.3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects/framing.h"

#include <string.h>

#include "rules/subjects/subjects.h"
#include "sip/value.h"

/* Line ends before a start line are to be ignored (RFC 3261 section 7.5); NULs come from C strings. */
static struct sip_slice without_padding(struct sip_slice s)
{
    while (s.n > 0 && (sip_is_lws(s.p[0]) || s.p[0] == '\0')) {
        s.p++;
        s.n--;
    }
    return s;
}

static struct sip_slice first_line(struct sip_slice s)
{
    struct sip_slice line;

    sip_slice_cut(s, '\n', &line);
    return sip_slice_trim(line);
}

/* "SIP/2.0 180 Ringing", "BYE sip:bob@example.com SIP/2.0". */
static bool is_start_line(struct sip_slice line)
{
    static const char version[] = "SIP/2.0";
    const size_t n = sizeof(version) - 1;

    if (line.n < n + 5) {
        return false;
    }
    if (memcmp(line.p, version, n) == 0) {
        return line.p[n] == ' ' && sip_is_digit(line.p[n + 1]) && sip_is_digit(line.p[n + 2]) &&
               sip_is_digit(line.p[n + 3]) && (line.n == n + 4 || line.p[n + 4] == ' ');
    }
    const char *space = memchr(line.p, ' ', line.n), *end = line.p + line.n - n;
    return line.p[0] >= 'A' && line.p[0] <= 'Z' && memcmp(end, version, n) == 0 && end[-1] == ' ' &&
           space + 1 < end && memchr(space + 1, ':', (size_t)(end - space - 1)) != NULL;
}

static struct sip_slice message_at(struct sip_slice octets)
{
    struct sip_slice begin = without_padding(octets);

    return is_start_line(first_line(begin)) ? begin : (struct sip_slice){NULL, 0};
}

struct sip_slice sip_second_message(const struct sip_context *context)
{
    const struct sip_message *m = context->message;
    struct sip_slice second = {NULL, 0};

    if (context->packet->transport != SIP_TRANSPORT_UDP) {
        return second;
    }
    /* A body with a type may quote a message: message/sip, message/sipfrag, plain text. */
    if (m->body.n > 0 && sip_message_presence(m, SIP_HDR_CONTENT_TYPE) == SIP_ABSENT) {
        second = message_at(m->body);
    }
    return second.p == NULL && m->excess.n > 0 ? message_at(m->excess) : second;
}

static bool is_number(struct sip_slice value)
{
    uint32_t seconds;
    return sip_value_seconds(value, &seconds);
}

static bool has_address(struct sip_slice value)
{
    struct sip_address address;

    return sip_address_read(value, &address) && memchr(address.uri.p, ':', address.uri.n) != NULL;
}

/* Whether the value is one of that header field, not what somebody says about it in plain text. */
static bool fits(enum sip_header_id id, struct sip_slice value)
{
    struct sip_via via;

    switch (id) {
    case SIP_HDR_OTHER:
        return false;
    case SIP_HDR_VIA:
        return sip_via_read(value, &via);
    case SIP_HDR_CONTENT_LENGTH:
    case SIP_HDR_EXPIRES:
    case SIP_HDR_MIN_EXPIRES:
    case SIP_HDR_MIN_SE:
    case SIP_HDR_SESSION_EXPIRES:
    case SIP_HDR_RSEQ:
    case SIP_HDR_MAX_FORWARDS:
    case SIP_HDR_RETRY_AFTER:
    case SIP_HDR_CSEQ:
    case SIP_HDR_WARNING:
        return is_number(value);
    case SIP_HDR_FROM:
    case SIP_HDR_TO:
    case SIP_HDR_CONTACT:
    case SIP_HDR_ROUTE:
    case SIP_HDR_RECORD_ROUTE:
    case SIP_HDR_PATH:
    case SIP_HDR_SERVICE_ROUTE:
    case SIP_HDR_P_ASSERTED_IDENTITY:
        return has_address(value);
    case SIP_HDR_WWW_AUTHENTICATE:
    case SIP_HDR_PROXY_AUTHENTICATE:
        return sip_slice_find(value, "=") != NULL;
    case SIP_HDR_REASON:
        return sip_slice_find(value, ";") != NULL;
    default: /* lists of words, and free text */
        return sip_header_form_of(id) != SIP_FORM_LIST || sip_slice_find(value, ". ") == NULL;
    }
}

static struct sip_slice field_at(struct sip_slice octets)
{
    struct sip_slice name, line = first_line(without_padding(octets));
    struct sip_slice value = sip_slice_cut(line, ':', &name);

    name = sip_slice_trim(name);
    value = sip_slice_trim(value);
    return name.n > 1 && value.n > 0 && fits(sip_header_from(name), value)
               ? line
               : (struct sip_slice){NULL, 0};
}

/* Whether the capture cut off the first line of what follows the header, or the body. */
static bool line_is_cut(const struct sip_message *m)
{
    struct sip_slice octets = without_padding(m->excess.n > 0 ? m->excess : m->body);
    size_t captured = m->body.n + m->excess.n;

    return (octets.n == 0 || memchr(octets.p, '\n', octets.n) == NULL) &&
           (!m->body_complete || captured < m->body_octets);
}

struct sip_slice sip_misplaced_field(const struct sip_context *context)
{
    const struct sip_message *m = context->message;
    struct sip_slice octets = m->body.n > 0 ? m->body : m->excess;

    if (octets.n == 0 || sip_message_presence(m, SIP_HDR_CONTENT_TYPE) != SIP_ABSENT ||
        (context->packet->transport != SIP_TRANSPORT_UDP && !m->has_content_length)) {
        return (struct sip_slice){NULL, 0}; /* on a stream it may be of the next message */
    }
    return line_is_cut(m) ? (struct sip_slice){NULL, 0} : field_at(octets);
}

enum sip_presence sip_body_is_misframed(const struct sip_context *context)
{
    if (sip_second_message(context).p != NULL || sip_misplaced_field(context).p != NULL) {
        return SIP_PRESENT;
    }
    return line_is_cut(context->message) ? SIP_PERHAPS : SIP_ABSENT;
}

static enum sip_verdict check_second(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_slice second = sip_second_message(context);

    if (second.p == NULL) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, second, "another message begins after the header: %.*s",
                      SIP_ARG(first_line(second)));
}

static enum sip_verdict check_misplaced(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    struct sip_slice field = sip_misplaced_field(context);

    if (field.p == NULL) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, field, "header field after the empty line: %.*s",
                      SIP_ARG(field));
}

/* Whether the header of a datagram that was captured whole ends without an empty line. */
static bool lacks_empty_line(const struct sip_context *context)
{
    const struct sip_message *m = context->message;
    struct sip_slice bytes = m->bytes;

    if (context->packet->transport != SIP_TRANSPORT_UDP || !m->headers_complete ||
        !m->body_complete || m->body.n > 0 || m->excess.n > 0 || bytes.n < 4) {
        return false;
    }
    const char *end = bytes.p + bytes.n;
    return end[-1] != '\n' || !(end[-2] == '\n' || (end[-2] == '\r' && end[-3] == '\n'));
}

static enum sip_verdict check_empty_line(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (!lacks_empty_line(context) || m->row_count == 0) {
        return SIP_KEPT;
    }
    const struct sip_row *last = &m->rows[m->row_count - 1];
    return sip_broken(finding, context, sip_row_bytes(last),
                      "the datagram ends with %.*s, and no empty line follows",
                      SIP_ARG(last->name));
}

const struct sip_rule sip_rules_framing[] = {
    {
        .id = "several-messages-in-datagram",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §18.3",
        .see = "RFC 3261 §7.5",
        .check = check_second,
        .problem = "Another SIP message in the same datagram",
        .requirement = "Over UDP, each message is a datagram of its own",
        .remedy = "The sender must send each message in a datagram of its own, with a call of its "
                  "own to its socket. The receiver takes the second message as the body of the "
                  "first, or discards it.",
        .silence = "Not reported when a body with a Content-Type quotes a message, such as "
                   "message/sipfrag.",
    },
    {
        .id = "header-behind-blank-line",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §7.5",
        .see = "RFC 3261 §25.1",
        .check = check_misplaced,
        .problem = "Header field after the empty line",
        .requirement = "All header fields are before the empty line that ends the header",
        .remedy = "The sender must write this header field before the empty line. Where it is now, "
                  "it is part of the body, and receivers do not see it.",
        .silence = "Not reported when the response has a Content-Type, as its body may quote "
                   "header fields, and when the line is no header field with a fitting value.",
        .explains = {"resp-mandatory-header-missing", "401-www-authenticate-missing",
                     "2xx-invite-contact-missing"},
    },
    {
        .id = "empty-line-missing",
        .severity = SIP_WARN,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §7",
        .see = "RFC 3261 §25.1",
        .check = check_empty_line,
        .problem = "No empty line at the end of the header",
        .requirement = "An empty line ends the header, also of a message without body",
        .remedy = "The sender must write CR LF once more after its last header field. Many "
                  "receivers take such a datagram as cut off, and drop it.",
        .silence =
            "Not reported over TCP, TLS or WebSocket, or when the capture cut the datagram off.",
    },
};

SIP_SUBJECT_END(framing);
