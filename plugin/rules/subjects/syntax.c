/* syntax.c
 * What every response must have (RFC 3261 sections 7 and 8.2.6).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <stdio.h>

#include "rules/engine/readings.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

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
    unsigned which = 0;

    for (int i = 0; i < SIP_RULE_MAX_HEADERS && context->rule->headers[i]; i++) {
        if (!sip_message_has(m, context->rule->headers[i]) &&
            sip_message_presence(m, context->rule->headers[i]) == SIP_ABSENT) {
            add_name(&missing, context->rule->headers[i]);
            which |= 1U << i;
        }
    }
    if (which != 0) {
        sip_broken(finding, context, SIP_START_LINE, "%s absent", missing.text);
        finding->reason = which;
        return SIP_BROKEN;
    }
    return m->headers_complete ? SIP_KEPT : SIP_UNDECIDED;
}

/* Whether the client implements RFC 3261: its own Via, the lowest one, has the magic cookie. An
 * RFC 2543 client need not send a tag, and its server may be as old as itself. */
static bool client_is_rfc3261(const struct sip_message *m)
{
    struct sip_via via;

    return sip_via_read(sip_values_last(m, SIP_HDR_VIA), &via) && sip_via_has_cookie(&via);
}

/* A tag that follows the URI, in a value too malformed to be read: \"Bob\" <sip:b@c>;tag=1 */
static bool hides_tag(struct sip_slice value)
{
    const char *close = sip_slice_find(value, ">");

    return close != NULL && sip_slice_find(sip_slice_between(close, value.p + value.n), "tag");
}

/* Requests that make no dialog: whose response has no To tag works all the same. */
#define WITHOUT_DIALOG (SIP_M(REGISTER) | SIP_M(OPTIONS) | SIP_M(MESSAGE) | SIP_M(PUBLISH))

/* Whether From lacks its tag since the request: then that has the finding. In a dialog that is known it is
 * in-dialog-tag-missing. */
static bool has_fault_from_request(const struct sip_context *context)
{
    bool of_from = context->rule->headers[0] == SIP_HDR_FROM;

    if (!context->message->is_response) {
        return sip_message_in_dialog(context->message) &&
               sip_dialogs_newest(context->dialogs, context->message, context->transaction->hop) !=
                   NULL;
    }
    return of_from && context->request != NULL &&
           sip_message_tag(context->request, SIP_HDR_FROM).n == 0;
}

static enum sip_verdict check_tag(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, context->rule->headers[0]);
    struct sip_address address;

    if (row == NULL) {
        return SIP_NOT_APPLICABLE; /* reported by resp-mandatory-header-missing */
    }
    if (sip_message_tag(m, context->rule->headers[0]).n > 0) {
        return SIP_KEPT;
    }
    if (!m->headers_complete || !sip_address_read(row->value, &address) ||
        (!address.bracketed && hides_tag(row->value))) {
        return SIP_UNDECIDED;
    }
    if (!client_is_rfc3261(m) || has_fault_from_request(context)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, sip_row_bytes(row), "no tag in %s: %.*s",
                      sip_header_name(context->rule->headers[0]), SIP_ARG(row->value));
}

/* CSeq numbers begin below this one (RFC 3261 section 8.1.1.5), so that those of a dialog can go on. */
#define CSEQ_END 0x80000000u

static enum sip_verdict check_cseq_range(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (!m->has_cseq_number || m->cseq_number < CSEQ_END) {
        return SIP_KEPT;
    }
    if (m->is_response && context->transaction != NULL &&
        context->transaction->request_frame != 0) {
        return SIP_NOT_APPLICABLE; /* the request has the finding */
    }
    return sip_broken(finding, context, sip_context_bytes(context, SIP_HDR_CSEQ),
                      "CSeq number is %u, the highest allowed is %u", m->cseq_number, CSEQ_END - 1);
}

/* The second tag parameter of From or To; p == NULL where there is none. Mostly nothing at all follows
 * the first one. */
static struct sip_slice second_tag(const struct sip_party_header *party)
{
    struct sip_slice params = party->address.params, name, value;
    unsigned tags = 0;

    if (party->tag.p == NULL || party->tag.p + party->tag.n == params.p + params.n) {
        return (struct sip_slice){NULL, 0};
    }
    while (sip_params_next(&params, &name, &value)) {
        if (sip_slice_is(name, "tag") && value.p != NULL && ++tags == 2) {
            return name;
        }
    }
    return (struct sip_slice){NULL, 0};
}

/* Of a response: the request had the same value, or perhaps: the capture cut it off. Then that has the
 * finding. */
static bool has_it_from_request(const struct sip_context *context, enum sip_header_id id)
{
    const struct sip_transaction *t = context->transaction;

    if (t == NULL) {
        return !context->message->headers_complete; /* its request was not looked for */
    }
    if (!context->message->is_response || t->request_frame == 0) {
        return false;
    }
    return context->request == NULL || sip_slice_equal(sip_message_value(context->request, id),
                                                       sip_message_value(context->message, id));
}

static enum sip_verdict check_second_tag(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    static const enum sip_header_id parties[] = {SIP_HDR_TO, SIP_HDR_FROM};
    const struct sip_message *m = context->message;

    for (size_t i = 0; i < 2; i++) {
        if (second_tag(sip_message_party(m, parties[i])).p != NULL &&
            !has_it_from_request(context, parties[i])) {
            return sip_broken(finding, context, sip_context_bytes(context, parties[i]),
                              "%s has more than one tag: %.*s", sip_header_name(parties[i]),
                              SIP_ARG(sip_message_value(m, parties[i])));
        }
    }
    return SIP_KEPT;
}

static const char *const address_faults[] = {
    [SIP_ADDRESS_QUOTE_OPEN] = SIP_PHRASE("a quote does not end"),
    [SIP_ADDRESS_BRACKET_OPEN] = SIP_PHRASE("no > after <"),
    [SIP_ADDRESS_EMPTY] = SIP_PHRASE("no URI"),
    [SIP_ADDRESS_SPACE] = SIP_PHRASE("a space in the URI"),
    [SIP_ADDRESS_NO_SCHEME] = SIP_PHRASE("the URI has no scheme"),
    [SIP_ADDRESS_NO_HOST] = SIP_PHRASE("the URI has no host"),
    [SIP_ADDRESS_TWO_ATS] = SIP_PHRASE("a second @ in the URI"),
    [SIP_ADDRESS_TRAILER] = SIP_PHRASE("no parameter follows the >"),
    [SIP_ADDRESS_BARE] = SIP_PHRASE("a URI as parameter, but no < and >"),
    [SIP_ADDRESS_NAME] = SIP_PHRASE("a display name with characters that need quotes"),
};

/* Of one value: what this rule reports of it. The display name alone is for the rule that is a note. */
static enum sip_address_fault value_fault(const struct sip_context *context, struct sip_slice value)
{
    enum sip_address_fault fault =
        sip_slice_is(value, "*") ? SIP_ADDRESS_SOUND : sip_address_fault(value);
    bool is_for_note = fault == SIP_ADDRESS_NAME;

    if (fault != SIP_ADDRESS_SOUND) {
        context->readings->has_address_fault = true;
    }
    return is_for_note == (context->rule->severity == SIP_NOTE) ? fault : SIP_ADDRESS_SOUND;
}

/* The first value of the header field that cannot be read. *row is where it is. */
static enum sip_address_fault address_fault(const struct sip_context *context,
                                            const struct sip_message *m, enum sip_header_id id,
                                            const struct sip_row **row, struct sip_slice *value)
{
    struct sip_values it = sip_values_of(m, id);
    enum sip_address_fault fault = SIP_ADDRESS_SOUND;

    if (sip_header_form_of(id) == SIP_FORM_SINGLE) { /* a comma in it ends nothing */
        *row = sip_message_row(m, id);
        *value = sip_message_value(m, id);
        return value->n > 0 ? value_fault(context, *value) : SIP_ADDRESS_SOUND;
    }
    while (fault == SIP_ADDRESS_SOUND && sip_values_next(&it, value)) {
        *row = it.row;
        fault = value_fault(context, *value);
    }
    return fault;
}

/* Whether somebody else wrote the header field: From and To repeat those of the request, or of the one that
 * made the dialog. */
static bool is_repeated(const struct sip_message *m, enum sip_header_id id)
{
    return (id == SIP_HDR_FROM || id == SIP_HDR_TO) && (m->is_response || sip_message_in_dialog(m));
}

/* Whether somebody else wrote the value: Record-Route, Path and a Contact that was registered come back.
 * Perhaps: the request is unknown. */
static enum sip_presence has_address_from_request(const struct sip_context *context,
                                                  enum sip_header_id id,
                                                  enum sip_address_fault fault)
{
    const struct sip_message *m = context->message;
    bool returned = id == SIP_HDR_RECORD_ROUTE || id == SIP_HDR_PATH ||
                    (id == SIP_HDR_CONTACT && m->method == SIP_METHOD_REGISTER);
    const struct sip_row *row;
    struct sip_slice value;

    if (!m->is_response || !returned) {
        return SIP_ABSENT;
    }
    if (context->request == NULL) {
        return SIP_PERHAPS;
    }
    return address_fault(context, context->request, id, &row, &value) == fault ? SIP_PRESENT
                                                                               : SIP_ABSENT;
}

static enum sip_verdict check_addresses(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    static const enum sip_header_id ids[] = {SIP_HDR_CONTACT,
                                             SIP_HDR_FROM,
                                             SIP_HDR_TO,
                                             SIP_HDR_RECORD_ROUTE,
                                             SIP_HDR_PATH,
                                             SIP_HDR_SERVICE_ROUTE,
                                             SIP_HDR_P_ASSERTED_IDENTITY,
                                             SIP_HDR_P_ASSOCIATED_URI};
    struct sip_readings *readings = context->readings;
    const struct sip_row *row;
    struct sip_slice value;

    if (readings->addresses_are_read && !readings->has_address_fault) {
        return SIP_KEPT; /* the other rule has read them all */
    }
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        if (!sip_message_has(context->message, ids[i]) || is_repeated(context->message, ids[i])) {
            continue;
        }
        enum sip_address_fault fault =
            address_fault(context, context->message, ids[i], &row, &value);
        if (fault == SIP_ADDRESS_SOUND ||
            has_address_from_request(context, ids[i], fault) != SIP_ABSENT) {
            continue;
        }
        if (!context->message->headers_complete) {
            return SIP_UNDECIDED; /* what was cut off may be the rest of it */
        }
        sip_broken(finding, context, sip_row_bytes(row), "%s in %s: %.*s",
                   sip_word(context, address_faults[fault]), sip_header_name(ids[i]),
                   SIP_ARG(value));
        finding->reason = ids[i] * 16 + fault;
        return SIP_BROKEN;
    }
    readings->addresses_are_read = true;
    return SIP_KEPT;
}

/* Whether a header field may occur once only. Those for requests only are to be ignored in a response,
 * however often they occur. */
static bool is_singleton(enum sip_header_id id)
{
    return id != SIP_HDR_OTHER && sip_header_form_of(id) == SIP_FORM_SINGLE &&
           sip_header_place_of(id) != SIP_PLACE_REQUEST;
}

/* Only people read these. */
static bool is_information(enum sip_header_id id)
{
    return id == SIP_HDR_USER_AGENT || id == SIP_HDR_SERVER || id == SIP_HDR_DATE;
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
        if (row != NULL && is_singleton(id) && sip_message_next_row(m, row) != NULL &&
            is_information(id) == (context->rule->severity == SIP_NOTE)) {
            second = second ? second : sip_message_next_row(m, row);
            add_name(&names, id);
        }
    }
    return second == NULL
               ? SIP_KEPT
               : sip_broken(finding, context, sip_row_bytes(second), "%s more than once: %.*s",
                            names.text, SIP_ARG(sip_row_bytes(second)));
}

const struct sip_rule sip_rules_syntax[] = {
    {
        .id = "resp-mandatory-header-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §20",
        .headers = {SIP_HDR_VIA, SIP_HDR_FROM, SIP_HDR_TO, SIP_HDR_CALL_ID, SIP_HDR_CSEQ},
        .once = SIP_ONCE_A_SERVER,
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
        .looks_back = true,
        .requests = SIP_M_NOT(SIP_M_ANY),
        .headers = {SIP_HDR_FROM},
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_tag,
        .problem = "From tag missing",
        .requirement = "From has a tag in every request, and the response returns it",
        .remedy =
            "The client that sent the request must put a tag into its From. If the request has "
            "one, the server must return From unchanged.",
        .silence = "Not reported when the bottom Via has no magic cookie: an RFC 2543 client is "
                   "not obliged to send a tag (RFC 3261 §12.1.1). Once, with the request, if that "
                   "was captured. Inside a dialog that was captured, in-dialog-tag-missing reports "
                   "it.",
    },
    {
        .id = "cseq-out-of-range",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.1.1.5",
        .see = "RFC 3261 §12.2.1.1; RFC 3261 §20.16",
        .looks_back = true,
        .requests = SIP_M_NOT(SIP_M_ANY),
        .once = SIP_ONCE_A_CLIENT,
        .handed_on = true,
        .check = check_cseq_range,
        .problem = "CSeq number is 2^31 or higher",
        .requirement = "The CSeq number of a request is less than 2^31",
        .remedy = "The client that sent the request must begin with a lower number. A server that "
                  "reads CSeq into a signed number takes this one for a negative one: it refuses "
                  "the request, or takes it for an old one.",
        .silence = "Once a client, with the request, if that was captured. A number of 2^32 or "
                   "more is not read at all.",
    },
    {
        .id = "to-tag-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.6.2",
        .codes = "!100",
        .methods = SIP_M_BUT(WITHOUT_DIALOG),
        .headers = {SIP_HDR_TO},
        .once = SIP_ONCE_A_CALL_AND_SERVER,
        .check = check_tag,
        .problem = "To tag missing",
        .requirement = "Every response except 100 has a tag in To",
        .remedy =
            "The server that generated the response must add its own tag to To, or keep the "
            "one that the request has. Without it no dialog can be established, or the client "
            "cannot find the one that it has.",
        .silence =
            "Not reported when the bottom Via has no magic cookie: in an RFC 2543 network "
            "the server may be as old as the client. REGISTER, OPTIONS, MESSAGE and PUBLISH, which "
            "make no dialog, have a rule of their own: to-tag-missing-without-dialog.",
    },
    {
        .id = "to-tag-missing-without-dialog",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.6.2",
        .codes = "!100",
        .methods = WITHOUT_DIALOG,
        .headers = {SIP_HDR_TO},
        .once = SIP_ONCE_A_SERVER,
        .check = check_tag,
        .problem = "To tag missing in a response that makes no dialog",
        .requirement = "Every response except 100 has a tag in To",
        .remedy = "The server that generated the response must add its own tag to To, or keep the "
                  "one that the request has.",
        .silence = "Not reported when the bottom Via has no magic cookie: in an RFC 2543 network "
                   "the server may be as old as the client.",
    },
    {
        .id = "duplicate-tag-parameter",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §7.3.1",
        .see = "RFC 3261 §25.1",
        .looks_back = true,
        .requests = SIP_M_NOT(SIP_M_ANY),
        .check = check_second_tag,
        .problem = "More than one tag in From or To",
        .requirement = "From and To have one tag parameter each",
        .remedy = "The sender of the message must keep the tag that is there, and add one only "
                  "where there is none. Receivers disagree on which of two applies, so that the "
                  "dialog is not found.",
        .silence = "Not reported when From or To comes back as the request had it: the request has "
                   "the finding. A tag within the angle brackets is a parameter of the URI.",
        .explains = {"to-tag-mismatch", "from-mismatch", "to-tag-changes", "in-dialog-tag-wrong"},
    },
    {
        .id = "address-malformed",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §25.1",
        .see = "RFC 3261 §20.10; RFC 3261 §19.1.1",
        .looks_back = true,
        .requests = SIP_M_NOT(SIP_M_ANY),
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_addresses,
        .problem = "Address in a header field cannot be read",
        .requirement = "An address is a URI with scheme and host, or a display name and such a URI "
                       "between < and >",
        .remedy = "The sender of the message must write the address as the grammar has it. Parsers "
                  "reject the message or ignore the header field: the response is then lost, or no "
                  "request can be sent to the address.",
        .silence = "Looks at Contact, From, To, Record-Route, Path, Service-Route, "
                   "P-Asserted-Identity and P-Associated-URI. From and To are only judged in a "
                   "request outside a dialog: later messages repeat them. Record-Route, Path and "
                   "the Contacts of a 2xx to REGISTER are only judged where their request was "
                   "captured and has not the same fault.",
        .explains = {"2xx-not-acked", "2xx-repeated-despite-ack", "ack-2xx-wrong-target",
                     "in-dialog-wrong-target", "in-dialog-wrong-route"},
    },
    {
        .id = "display-name-unquoted",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §25.1",
        .see = "RFC 3261 §20.10; RFC 4475 §3.1.2.15",
        .looks_back = true,
        .requests = SIP_M_NOT(SIP_M_ANY),
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_addresses,
        .problem = "Display name needs quotes",
        .requirement = "A display name without quotes consists of tokens, without , : ; ( ) @ and "
                       "the like",
        .remedy = "The sender of the message must put the display name between quotes. A strict "
                  "parser rejects the message or ignores the header field.",
        .silence = "Not reported for octets above ASCII, which parsers let pass. From and To are "
                   "only judged in a request outside a dialog: later messages repeat them. "
                   "Record-Route, Path and the Contacts of a 2xx to REGISTER are only judged where "
                   "their request was captured and has not the same fault.",
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
                   "receiver of a response ignores. User-Agent, Server and Date have a rule of "
                   "their own: duplicate-information-header.",
    },
    {
        .id = "duplicate-information-header",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §7.3.1",
        .see = "RFC 3261 §20",
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_duplicates,
        .problem = "User-Agent, Server or Date occurs more than once",
        .requirement = "User-Agent, Server and Date each occur once",
        .remedy = "The sender, or the proxy that added the second header line, should remove one "
                  "of them. Calls work nevertheless.",
    },
};

SIP_SUBJECT_END(syntax);
