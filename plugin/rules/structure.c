/* structure.c
 * Structure and syntax of any response.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "rules/subjects.h"
#include "sip/code.h"
#include "sip/value.h"
#include "sip/via.h"

/* Header names for an evidence: "To, CSeq". */
struct names {
    char text[SIP_EVIDENCE_SIZE / 2];
    size_t used;
};

static void add_name(struct names *names, enum sip_header_id id)
{
    size_t room = sizeof(names->text) - names->used;
    int n = snprintf(names->text + names->used, room, "%s%s", names->used > 0 ? ", " : "",
                     sip_header_name(id));
    names->used += (size_t)n < room ? (size_t)n : room - 1;
}

static enum sip_verdict check_mandatory(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct names missing = {"", 0};

    for (int i = 0; i < SIP_RULE_MAX_HEADERS && context->rule->headers[i]; i++) {
        if (!sip_message_has(m, context->rule->headers[i]) &&
            sip_message_presence(m, context->rule->headers[i]) == SIP_ABSENT) {
            add_name(&missing, context->rule->headers[i]);
        }
    }
    if (missing.used > 0) {
        return sip_broken(finding, context, SIP_START_LINE, "%s absent", missing.text);
    }
    return m->headers_complete ? SIP_KEPT : SIP_UNDECIDED;
}

/* Whether the client speaks RFC 3261: its own Via, the lowest one, bears the magic cookie. An
 * RFC 2543 client need not send a tag, and its server may be as old as itself. */
static bool client_is_rfc3261(const struct sip_message *m)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_VIA);
    struct sip_slice value;
    struct sip_via via;
    bool cookie = false;

    while (sip_values_next(&it, &value)) {
        cookie = sip_via_read(value, &via) && sip_via_has_cookie(&via);
    }
    return cookie;
}

/* A tag that stands behind the URI, in a value too malformed to be read: \"Bob\" <sip:b@c>;tag=1 */
static bool hides_tag(struct sip_slice value)
{
    const char *close = sip_slice_find(value, ">");

    return close != NULL && sip_slice_find(sip_slice_between(close, value.p + value.n), "tag");
}

static enum sip_verdict check_tag(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, context->rule->headers[0]);
    struct sip_address address;

    if (row == NULL) {
        return SIP_NOT_APPLICABLE; /* resp-mandatory-header-missing speaks of that */
    }
    if (sip_message_tag(m, context->rule->headers[0]).n > 0) {
        return SIP_KEPT;
    }
    if (!m->headers_complete || !sip_address_read(row->value, &address) ||
        (!address.bracketed && hides_tag(row->value))) {
        return SIP_UNDECIDED;
    }
    if (!client_is_rfc3261(m)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, sip_row_bytes(row), "no tag in %s: %.*s",
                      sip_header_name(context->rule->headers[0]), SIP_ARG(row->value));
}

static enum sip_verdict check_cookie(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_via via;

    if (!sip_message_top_via(context->message, &via)) {
        return SIP_UNDECIDED;
    }
    if (sip_via_has_cookie(&via)) {
        return SIP_KEPT;
    }
    if (via.branch.p == NULL) {
        return sip_broken(finding, context, via.text, "topmost Via without branch: %.*s",
                          SIP_ARG(via.text));
    }
    return sip_broken(finding, context, via.text, "branch of the topmost Via is \"%.*s\"",
                      SIP_ARG(via.branch));
}

static enum sip_verdict check_code_range(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (m->code != 0) {
        return SIP_KEPT;
    }
    if (m->code_text.n == 0) {
        return sip_broken(finding, context, SIP_START_LINE, "no status code");
    }
    return sip_broken(finding, context, m->code_text, "status code %.*s", SIP_ARG(m->code_text));
}

static enum sip_verdict check_registered(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (sip_code_find(m->code) != NULL) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, m->code_text, "%u %.*s counts as %u", m->code,
                      SIP_ARG(sip_slice_trim(m->phrase)), sip_code_effective(m->code));
}

static enum sip_verdict check_version(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (sip_slice_equal(m->version, SIP_SLICE("SIP/2.0"))) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, m->version, "version is \"%.*s\"", SIP_ARG(m->version));
}

/* More than one space behind the code is grammatical: a phrase may begin with a space. */
static enum sip_verdict check_spacing(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    size_t spaces = (size_t)(m->code_text.p - (m->version.p + m->version.n));
    if (spaces > 1) {
        return sip_broken(finding, context, SIP_START_LINE, "%zu spaces before %.*s", spaces,
                          SIP_ARG(m->code_text));
    }
    if (!m->phrase_separated) {
        return sip_broken(finding, context, SIP_START_LINE, "no space behind %.*s",
                          SIP_ARG(m->code_text));
    }
    return SIP_KEPT;
}

static enum sip_verdict check_phrase_there(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (!m->phrase_separated) {
        return SIP_NOT_APPLICABLE; /* status-line-spacing speaks of that */
    }
    if (sip_slice_trim(m->phrase).n > 0) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "nothing behind %.*s",
                      SIP_ARG(m->code_text));
}

static bool is_letter_or_digit(char c)
{
    return sip_is_digit(c) || (sip_lower(c) >= 'a' && sip_lower(c) <= 'z');
}

/* A phrase that begins with a name of the code says the same, only in more detail. */
static bool begins_with_own_name(const struct sip_code *code, struct sip_slice phrase)
{
    enum { LONGEST_NAME = 64 };

    for (size_t n = phrase.n < LONGEST_NAME ? phrase.n : LONGEST_NAME; n > 0; n--) {
        bool word_ends = n == phrase.n || !is_letter_or_digit(phrase.p[n]);
        if (word_ends && sip_code_has_phrase(code, (struct sip_slice){phrase.p, n})) {
            return true;
        }
    }
    return false;
}

/* The other code whose registered phrase this is, or NULL. Some coincidences prove nothing: the
 * beginning of the code's own name (488 "Not Acceptable"), one success called like another
 * (202 "OK"), and the words of 607 and 608, which were in use long before these codes. */
static const struct sip_code *phrase_owner(const struct sip_code *code, struct sip_slice phrase)
{
    size_t length = strlen(code->name);
    struct sip_slice beginning = {code->name, length < phrase.n ? length : phrase.n};

    if (begins_with_own_name(code, phrase) || sip_slice_equal_nocase(beginning, phrase)) {
        return NULL;
    }
    for (size_t i = 0; i < sip_codes_count; i++) {
        const struct sip_code *other = &sip_codes[i];
        bool both_succeed = code->code / 100 == 2 && other->code / 100 == 2;
        if (sip_slice_is(phrase, other->name) && !both_succeed && other->code != 607 &&
            other->code != 608) {
            return other;
        }
    }
    return NULL;
}

static enum sip_verdict check_phrase_owner(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_code *code = sip_code_find(m->code);
    struct sip_slice phrase = sip_slice_trim(m->phrase);

    if (code == NULL || phrase.n == 0) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_slice_is(phrase, code->name)) {
        return SIP_KEPT; /* nearly always */
    }
    const struct sip_code *owner = phrase_owner(code, phrase);
    if (owner == NULL) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, phrase, "%u called \"%.*s\", the phrase of %u", m->code,
                      SIP_ARG(phrase), owner->code);
}

static bool is_ascii(struct sip_slice s)
{
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] > 0x7f) {
            return false;
        }
    }
    return true;
}

static enum sip_verdict check_phrase_standard(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_code *code = sip_code_find(m->code);
    struct sip_slice phrase = sip_slice_trim(m->phrase);

    if (code == NULL || phrase.n == 0) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_slice_is(phrase, code->name)) {
        return SIP_KEPT; /* nearly always */
    }
    if (!is_ascii(phrase) || phrase_owner(code, phrase) != NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (begins_with_own_name(code, phrase)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, phrase, "%u called \"%.*s\", not \"%s\"", m->code,
                      SIP_ARG(phrase), code->name);
}

static enum sip_verdict check_explained(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_code *code = sip_code_find(m->code);
    struct sip_slice phrase = sip_slice_trim(m->phrase);

    if (phrase.n == 0) {
        return SIP_NOT_APPLICABLE; /* reason-phrase-empty speaks of that */
    }
    if (!sip_code_has_phrase(code, phrase) || m->body.n > 0) {
        return SIP_KEPT;
    }
    enum sip_verdict verdict = sip_check_required(context, finding);
    if (verdict != SIP_BROKEN) {
        return verdict;
    }
    return m->body_complete
               ? sip_broken(finding, context, phrase,
                            "only \"%.*s\", without Reason, Warning or Error-Info", SIP_ARG(phrase))
               : SIP_UNDECIDED;
}

static enum sip_verdict check_length_on_stream(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    return sip_transport_is_stream(context->packet->transport)
               ? sip_check_required(context, finding)
               : SIP_NOT_APPLICABLE;
}

static enum sip_verdict check_length_in_datagram(const struct sip_context *context,
                                                 struct sip_finding *finding)
{
    return context->packet->transport == SIP_TRANSPORT_UDP ? sip_check_required(context, finding)
                                                           : SIP_NOT_APPLICABLE;
}

/* The one Content-Length that can be compared with the size of a datagram, or NULL. Of two rows
 * nobody knows which one counts: duplicate-singleton-header speaks of them. */
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
    return sip_broken(finding, context, sip_row_bytes(row),
                      "Content-Length is %u, but %zu octets follow the header", m->content_length,
                      m->body_octets);
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

/* Whether a header field may stand once only. Those for requests only are to be ignored in a response,
 * however often they occur. */
static bool is_singleton(enum sip_header_id id)
{
    return id != SIP_HDR_OTHER && sip_header_form_of(id) == SIP_FORM_SINGLE &&
           sip_header_place_of(id) != SIP_PLACE_REQUEST;
}

static bool has_singleton_twice(const struct sip_message *m)
{
    for (unsigned i = 0; i < m->row_count; i++) {
        if (m->rows[i].next != SIP_NO_ROW && is_singleton((enum sip_header_id)m->rows[i].id)) {
            return true;
        }
    }
    return false;
}

static enum sip_verdict check_duplicates(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *second = NULL;
    struct names names = {"", 0};

    if (!has_singleton_twice(m)) {
        return SIP_KEPT;
    }
    for (enum sip_header_id id = SIP_HDR_OTHER + 1; id < SIP_HDR_COUNT; id++) {
        const struct sip_row *row = sip_message_row(m, id);
        if (row != NULL && is_singleton(id) && sip_message_next_row(m, row) != NULL) {
            second = second ? second : sip_message_next_row(m, row);
            add_name(&names, id);
        }
    }
    return sip_broken(finding, context, sip_row_bytes(second), "more than one row of %s: %.*s",
                      names.text, SIP_ARG(sip_row_bytes(second)));
}

/* Codes of HTTP/1.1 and of RFC 2543 that SIP did not take over. */
#define HTTP_CODES "101,201,203,205,206,303,304,306,307,409,411"

const struct sip_rule sip_rules_structure[] = {
    {
        .id = "resp-mandatory-header-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §20",
        .headers = {SIP_HDR_VIA, SIP_HDR_FROM, SIP_HDR_TO, SIP_HDR_CALL_ID, SIP_HDR_CSEQ},
        .check = check_mandatory,
        .problem = "Mandatory header field missing from the response",
        .requirement = "Every response has Via, From, To, Call-ID and CSeq",
        .remedy = "The server must copy these header fields from the request. Without them the "
                  "client cannot match the response to its request.",
    },
    {
        .id = "from-tag-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.1.1.3",
        .see = "RFC 3261 §8.2.6.2",
        .headers = {SIP_HDR_FROM},
        .check = check_tag,
        .problem = "From tag missing",
        .requirement = "From has a tag in every request, and the response returns it",
        .remedy = "The client must put a tag into From of its request. If the request has one, the "
                  "server must return From unchanged.",
        .silence = "Not reported when the bottom Via has no magic cookie: an RFC 2543 client is "
                   "not obliged to send a tag (RFC 3261 §12.1.1).",
    },
    {
        .id = "to-tag-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.6.2",
        .codes = "!100",
        .headers = {SIP_HDR_TO},
        .check = check_tag,
        .problem = "To tag missing",
        .requirement = "Every response except 100 has a tag in To",
        .remedy = "The server that generated the response must add its own tag to To, or keep the "
                  "one that the request has. For requests that create a dialog, such as INVITE, no "
                  "dialog can be established without it.",
        .silence = "Not reported when the bottom Via has no magic cookie: in an RFC 2543 network "
                   "the server may be as old as the client.",
    },
    {
        .id = "response-to-ack",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §17",
        .see = "RFC 3261 §8.2.7",
        .methods = SIP_M(ACK),
        .check = sip_check_code,
        .problem = "Response sent to an ACK",
        .requirement = "An ACK never gets a response",
        .remedy = "The server must silently discard an ACK that it cannot match, instead of "
                  "sending a response.",
    },
    {
        .id = "via-no-magic-cookie",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.1.1.7",
        .see = "RFC 3261 §20.42; RFC 3261 §17.2.3",
        .check = check_cookie,
        .problem = "Branch of the topmost Via does not begin with z9hG4bK",
        .requirement = "The branch of the topmost Via begins with z9hG4bK",
        .remedy = "The client or proxy that sent the request must generate branches that begin "
                  "with z9hG4bK. An RFC 2543 element cannot do so; its transactions are matched by "
                  "the fallback rules of RFC 3261 §17.2.3.",
    },
    {
        .id = "status-code-out-of-range",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §7.2",
        .see = "RFC 3261 §25.1; RFC 4475 §3.1.2.19",
        .check = check_code_range,
        .problem = "Status code is not a number from 100 to 699",
        .requirement = "A status code is a three-digit number from 100 to 699",
        .remedy =
            "The server must send a status code that SIP defines. Clients drop this response.",
        .silence = "Not reported when the code is not three characters long and Wireshark does not "
                   "already know that the stream carries SIP (over TCP or TLS): it then does not "
                   "recognise the message as SIP.",
    },
    {
        .id = "status-code-unregistered",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.1.3.2",
        .see = "RFC 3261 §27.4",
        .codes = "!" HTTP_CODES,
        .check = check_registered,
        .problem = "Status code not registered with IANA",
        .requirement =
            "A client treats an unregistered code as the x00 of its class, and a 1xx as 183",
        .remedy = "The server should send a registered code, unless all clients are known to "
                  "understand this one.",
    },
    {
        .id = "status-code-obsolete-or-http",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_DEPRECATED,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §21",
        .see = "RFC 2543 §7.4.10; RFC 2543 §7.4.12",
        .codes = HTTP_CODES,
        .check = sip_check_code,
        .problem = "Status code exists in HTTP or RFC 2543 only",
        .requirement =
            "Status codes that RFC 3261 did not adopt from HTTP or RFC 2543 are not used",
        .remedy = "The server should send the code that RFC 3261 defines for the situation. "
                  "Clients treat this one as the x00 of its class.",
    },
    {
        .id = "sip-version-not-2",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §7.1",
        .check = check_version,
        .problem = "SIP version is not written as SIP/2.0",
        .requirement = "The status line begins with SIP/2.0 in upper case",
        .remedy = "The sender must write SIP/2.0. Receivers ignore the case, but accept no other "
                  "version number.",
        .silence = "Not reported where Wireshark does not show the message as SIP. It shows other "
                   "versions as SIP only if it already knows that the stream carries SIP (over TCP "
                   "or TLS), or if its preference for strict SIP versions is off.",
    },
    {
        .id = "status-line-spacing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §7.2",
        .see = "RFC 3261 §25.1; RFC 4475 §3.1.1.13",
        .codes = "100-699",
        .check = check_spacing,
        .problem = "Wrong spacing around the status code",
        .requirement = "One space precedes the status code and one follows it, even if the reason "
                       "phrase is empty",
        .remedy = "The sender must put exactly one space on each side of the status code.",
        .silence =
            "Not reported when more than one space follows the code: a reason phrase may begin "
            "with a space. The other cases are only reported where Wireshark already knows that "
            "the stream carries SIP; elsewhere it does not recognise the message.",
    },
    {
        .id = "reason-phrase-empty",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MAY,
        .reference = "RFC 3261 §25.1",
        .see = "RFC 3261 §7.2; RFC 4475 §3.1.1.13",
        .check = check_phrase_there,
        .problem = "Reason phrase is empty",
        .requirement = "A reason phrase explains the code to a human reader; it may be empty",
        .remedy =
            "The server may add a reason phrase for people who read the trace. Nothing is broken.",
    },
    {
        .id = "reason-phrase-nonstandard",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MAY,
        .reference = "RFC 3261 §7.2",
        .see = "RFC 3261 §21; RFC 3261 §25.1",
        .codes = "!400,480,484",
        .check = check_phrase_standard,
        .problem = "Reason phrase differs from the registered one",
        .requirement =
            "The reason phrase is usually the registered one; a server may send any other",
        .remedy = "The server need not change anything. The phrase may show what the server means "
                  "by the code.",
        .silence = "Not reported when the phrase has either spelling of RFC 3261, is a name in "
                   "established use, adds detail after the standard phrase or is not ASCII (a "
                   "translation), nor for 400, 480 and 484, whose phrase should say more.",
    },
    {
        .id = "reason-phrase-of-other-code",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §7.2",
        .see = "RFC 3261 §21",
        .check = check_phrase_owner,
        .problem = "Reason phrase belongs to another status code",
        .requirement = "The reason phrase is not the standard phrase of another code",
        .remedy = "Check first which element changed the code but kept the phrase, or changed the "
                  "phrase but kept the code. Clients act on the code.",
        .silence = "Not reported where two codes share a phrase (406 and 606), where the phrase is "
                   "the beginning of the code's own phrase, where both codes are a success, and "
                   "for the words of 607 and 608, which are older than these codes.",
    },
    {
        .id = "reason-phrase-should-explain",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §21.4.1",
        .see = "RFC 3261 §21.4.18; RFC 3261 §21.4.22",
        .codes = "400,480,484",
        .headers = {SIP_HDR_REASON, SIP_HDR_WARNING, SIP_HDR_ERROR_INFO},
        .check = check_explained,
        .problem = "Reason phrase of 400, 480 or 484 gives no detail",
        .requirement = "The reason phrase of a 400, 480 or 484 gives the precise cause",
        .remedy = "The server should give the cause in the reason phrase: the syntax error, why "
                  "the user is unavailable, or what the address lacks.",
        .silence = "Not reported when Reason, Warning, Error-Info or a body may give the cause.",
    },
    {
        .id = "content-length-missing-stream",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §18.3",
        .see = "RFC 3261 §20.14",
        .headers = {SIP_HDR_CONTENT_LENGTH},
        .check = check_length_on_stream,
        .problem = "Content-Length missing over TCP or TLS",
        .requirement = "Over TCP and TLS, every response has Content-Length",
        .remedy = "The sender must add Content-Length, with 0 if there is no body. Without it the "
                  "receiver cannot find the next message in the stream.",
        .silence =
            "Only reported for the transport that really carried the response, whatever its Via "
            "says. Not reported over WebSocket and SCTP, which keep messages apart (RFC 7118 §5).",
    },
    {
        .id = "content-length-over-datagram",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §18.3",
        .headers = {SIP_HDR_CONTENT_LENGTH},
        .check = check_length_over,
        .problem = "Content-Length is larger than the body in the datagram",
        .requirement =
            "Over UDP, the body is as long as Content-Length says; a client discards a shorter one",
        .remedy = "Check first whether part of the datagram was lost on a path that truncates "
                  "large datagrams, or whether the sender wrote the wrong length. Clients must "
                  "discard this response.",
        .silence = "Not reported when the capture truncated the packet or a fragment of it is "
                   "missing, and when Content-Length occurs twice.",
    },
    {
        .id = "content-length-under-datagram",
        .severity = SIP_WARN,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §18.3",
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
        .see = "RFC 3261 §7.4.1",
        .headers = {SIP_HDR_CONTENT_TYPE},
        .check = check_content_type,
        .problem = "Body without Content-Type",
        .requirement = "A response with a body gives the type of the body in Content-Type",
        .remedy =
            "The sender must add Content-Type. Without it the receiver cannot interpret the body.",
        .silence = "Not reported when only line ends follow the header, which are keep-alives and "
                   "not a body. Not reported on a stream without Content-Length either: what "
                   "follows may be the next message.",
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
        .id = "duplicate-singleton-header",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §7.3.1",
        .see = "RFC 3261 §20",
        .check = check_duplicates,
        .problem = "Single-value header field occurs more than once",
        .requirement = "A header field that is not a comma-separated list occurs only once",
        .remedy = "The sender, or the proxy that added the second header line, must remove one of "
                  "them. Receivers disagree on which one applies.",
        .silence = "Not reported where several header lines are allowed (challenges and "
                   "credentials), and for header fields that belong in requests only, which the "
                   "receiver of a response ignores.",
    },
};

SIP_SUBJECT_END(structure);
