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
        .strength = "MUST",
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §20",
        .headers = {SIP_HDR_VIA, SIP_HDR_FROM, SIP_HDR_TO, SIP_HDR_CALL_ID, SIP_HDR_CSEQ},
        .check = check_mandatory,
        .summary = "A response carries Via, From, To, Call-ID and CSeq",
        .summary_fr = "Une réponse porte Via, From, To, Call-ID et CSeq",
        .remedy = "The server must copy these header fields from the request; without them no "
                  "client recognises the response.",
        .remedy_fr = "Le serveur doit recopier ces en-têtes depuis la requête ; sans eux, aucun "
                     "client ne reconnaît la réponse.",
    },
    {
        .id = "from-tag-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §8.1.1.3",
        .see = "RFC 3261 §8.2.6.2",
        .headers = {SIP_HDR_FROM},
        .check = check_tag,
        .summary = "From in a response carries the tag of the request",
        .summary_fr = "Dans une réponse, From porte le tag de la requête",
        .remedy = "The client must put a tag into From of its request, and the server must return "
                  "it.",
        .remedy_fr = "Le client doit mettre un tag dans le From de sa requête, et le serveur doit "
                     "le renvoyer.",
        .silence = "Silent where the lowest Via has no magic cookie: an RFC 2543 client need not "
                   "send a tag (RFC 3261 §12.1.1).",
    },
    {
        .id = "to-tag-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §8.2.6.2",
        .codes = "!100",
        .headers = {SIP_HDR_TO},
        .check = check_tag,
        .summary = "Every response but 100 has a tag in To",
        .summary_fr = "Toute réponse autre que 100 porte un tag dans To",
        .remedy = "The server that made the response must add its own tag to To, unless the "
                  "request already had one; without it no dialog can be formed.",
        .remedy_fr = "Le serveur auteur de la réponse doit ajouter son propre tag à To, sauf si "
                     "la requête en avait déjà un ; sans ce tag, aucun dialogue ne peut s’établir.",
        .silence = "Silent where the lowest Via has no magic cookie: in a network of RFC 2543 the "
                   "server may be as old as the client.",
    },
    {
        .id = "response-to-ack",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST NOT",
        .reference = "RFC 3261 §17",
        .see = "RFC 3261 §8.2.7",
        .methods = SIP_M(ACK),
        .check = sip_check_code,
        .summary = "An ACK is never answered",
        .summary_fr = "On ne répond jamais à un ACK",
        .remedy = "The server must drop an ACK that it cannot match instead of answering it.",
        .remedy_fr = "Le serveur doit ignorer un ACK qu’il ne peut rattacher à rien, au lieu d’y "
                     "répondre.",
    },
    {
        .id = "via-no-magic-cookie",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §8.1.1.7",
        .see = "RFC 3261 §20.42; RFC 3261 §17.2.3",
        .check = check_cookie,
        .summary = "The branch of the topmost Via begins with z9hG4bK",
        .summary_fr = "Le paramètre branch du premier Via commence par z9hG4bK",
        .remedy = "The element that sent the request must choose branches that begin with "
                  "z9hG4bK; an RFC 2543 element cannot, and is matched by the rules of RFC 3261 "
                  "§17.2.3.",
        .remedy_fr = "L’élément qui a émis la requête doit choisir des valeurs de branch "
                     "commençant par z9hG4bK ; un équipement RFC 2543 en est incapable, et relève "
                     "des règles de la RFC 3261 §17.2.3.",
    },
    {
        .id = "status-code-out-of-range",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = "MUST",
        .reference = "RFC 3261 §7.2",
        .see = "RFC 3261 §25.1; RFC 4475 §3.1.2.19",
        .check = check_code_range,
        .summary = "A status code is a number of three digits between 100 and 699",
        .summary_fr = "Un code de réponse est un nombre de trois chiffres compris entre 100 et 699",
        .remedy = "The server must send one of the codes that SIP defines; clients drop this "
                  "response.",
        .remedy_fr = "Le serveur doit envoyer l’un des codes définis par SIP ; les clients "
                     "rejettent cette réponse.",
        .silence = "Wireshark takes a code that has not three characters for SIP only where it "
                   "already knows the stream for SIP, over TCP or TLS.",
    },
    {
        .id = "status-code-unregistered",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MUST",
        .reference = "RFC 3261 §8.1.3.2",
        .see = "RFC 3261 §27.4",
        .codes = "!" HTTP_CODES,
        .check = check_registered,
        .summary = "A code outside the registry counts as the x00 of its class, a 1xx as 183",
        .summary_fr = "Un code non enregistré vaut le x00 de sa classe, et un 1xx vaut 183",
        .remedy = "The server should send a registered code, unless all clients are known to "
                  "understand this one.",
        .remedy_fr = "Le serveur devrait envoyer un code enregistré, à moins que tous les clients "
                     "ne comprennent celui-ci.",
    },
    {
        .id = "status-code-obsolete-or-http",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_DEPRECATED,
        .strength = "SHOULD NOT",
        .reference = "RFC 3261 §21",
        .see = "RFC 2543 §7.4.10; RFC 2543 §7.4.12",
        .codes = HTTP_CODES,
        .check = sip_check_code,
        .summary = "SIP has no use for the codes that only HTTP or RFC 2543 define",
        .summary_fr = "SIP n’emploie pas les codes que seuls HTTP ou la RFC 2543 définissent",
        .remedy = "The server should send the code that RFC 3261 has for the case; clients take "
                  "this one for the x00 of its class.",
        .remedy_fr = "Le serveur devrait envoyer le code prévu par la RFC 3261 pour ce cas ; les "
                     "clients traitent celui-ci comme le x00 de sa classe.",
    },
    {
        .id = "sip-version-not-2",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §7.1",
        .check = check_version,
        .summary = "The version is SIP/2.0, in upper case",
        .summary_fr = "La version s’écrit SIP/2.0, en majuscules",
        .remedy = "The sender must write SIP/2.0; receivers ignore the case, but know no other "
                  "number.",
        .remedy_fr = "L’émetteur doit écrire SIP/2.0 ; les récepteurs tolèrent les minuscules, "
                     "mais ne connaissent pas d’autre numéro.",
        .silence = "Wireshark shows other versions as SIP only where it already knows the stream "
                   "for SIP, over TCP or TLS, or with its preference for strict versions switched "
                   "off.",
    },
    {
        .id = "status-line-spacing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_MALFORMED,
        .strength = "MUST",
        .reference = "RFC 3261 §7.2",
        .see = "RFC 3261 §25.1; RFC 4475 §3.1.1.13",
        .codes = "100-699",
        .check = check_spacing,
        .summary = "One space stands before the status code, and one behind it even without a "
                   "phrase",
        .summary_fr = "Un espace précède le code de réponse et un autre le suit, même sans libellé",
        .remedy = "The sender must put exactly one space on each side of the status code.",
        .remedy_fr = "L’émetteur doit placer exactement un espace de chaque côté du code de "
                     "réponse.",
        .silence = "More spaces behind the code are grammatical: a phrase may begin with one. "
                   "Wireshark shows the others as SIP only where it already knows the stream for "
                   "SIP.",
    },
    {
        .id = "reason-phrase-empty",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MAY",
        .reference = "RFC 3261 §25.1",
        .see = "RFC 3261 §7.2; RFC 4475 §3.1.1.13",
        .check = check_phrase_there,
        .summary = "A reason phrase tells people what the code means; it may be empty",
        .summary_fr = "Le libellé explique le code à un lecteur humain ; il peut être vide",
        .remedy = "Nothing is broken; the server could add a phrase for whoever reads the trace.",
        .remedy_fr = "Rien n’est en défaut ; le serveur pourrait ajouter un libellé pour qui lira "
                     "la trace.",
    },
    {
        .id = "reason-phrase-nonstandard",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "MAY-with-consequence",
        .reference = "RFC 3261 §7.2",
        .see = "RFC 3261 §21; RFC 3261 §25.1",
        .codes = "!400,480,484",
        .check = check_phrase_standard,
        .summary = "The reason phrase is the registered one, though any other may be sent",
        .summary_fr = "Le libellé est celui du registre, bien que tout autre soit permis",
        .remedy = "Nothing is broken; the phrase may tell what the server means by the code.",
        .remedy_fr = "Rien n’est en défaut ; le libellé peut indiquer ce que le serveur entend "
                     "par ce code.",
        .silence = "Silent for both spellings of RFC 3261, for names in established use, for more "
                   "detail behind the standard phrase, for text that is not ASCII (a "
                   "translation), and for 400, 480 and 484, whose phrase should say more.",
    },
    {
        .id = "reason-phrase-of-other-code",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "heuristic",
        .reference = "RFC 3261 §7.2",
        .see = "RFC 3261 §21",
        .check = check_phrase_owner,
        .summary = "The reason phrase is not the standard phrase of another code",
        .summary_fr = "Le libellé n’est pas le libellé standard d’un autre code",
        .remedy = "Look for the element that changed the code and kept the phrase, or the other "
                  "way round; clients obey the code.",
        .remedy_fr = "Cherchez l’élément qui a changé le code en gardant le libellé, ou "
                     "l’inverse ; les clients se fient au code.",
        .silence = "Silent where codes share a phrase (406 and 606), where it is the beginning of "
                   "the code's own, where both codes are a success, and for the words of 607 and "
                   "608, which are older than these codes.",
    },
    {
        .id = "reason-phrase-should-explain",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = "SHOULD",
        .reference = "RFC 3261 §21.4.1",
        .see = "RFC 3261 §21.4.18; RFC 3261 §21.4.22",
        .codes = "400,480,484",
        .headers = {SIP_HDR_REASON, SIP_HDR_WARNING, SIP_HDR_ERROR_INFO},
        .check = check_explained,
        .summary = "The phrase of a 400, 480 or 484 says more precisely what is the matter",
        .summary_fr = "Le libellé d’un 400, 480 ou 484 précise la cause du problème",
        .remedy = "The server should name the cause in the reason phrase: the syntax error, why "
                  "the user is unavailable, what the address lacks.",
        .remedy_fr = "Le serveur devrait nommer la cause dans le libellé : l’erreur de syntaxe, "
                     "la raison de l’indisponibilité, ce qui manque à l’adresse.",
        .silence = "Silent where Reason, Warning, Error-Info or a body may tell the cause.",
    },
    {
        .id = "content-length-missing-stream",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = "MUST",
        .reference = "RFC 3261 §18.3",
        .see = "RFC 3261 §20.14",
        .headers = {SIP_HDR_CONTENT_LENGTH},
        .check = check_length_on_stream,
        .summary = "Over TCP and TLS, Content-Length says where the response ends",
        .summary_fr = "Sur TCP et TLS, Content-Length indique où finit la réponse",
        .remedy = "The sender must add Content-Length, 0 where there is no body; without it the "
                  "receiver cannot find the next message.",
        .remedy_fr = "L’émetteur doit ajouter Content-Length, à 0 en l’absence de corps ; sans "
                     "lui, le récepteur ne peut pas trouver le message suivant.",
        .silence = "Speaks of the transport that really carried the response, whatever its Via "
                   "says; silent over WebSocket and SCTP, which keep messages apart (RFC 7118 §5).",
    },
    {
        .id = "content-length-over-datagram",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = "MUST",
        .reference = "RFC 3261 §18.3",
        .headers = {SIP_HDR_CONTENT_LENGTH},
        .check = check_length_over,
        .summary = "A datagram holds as many octets of body as Content-Length says",
        .summary_fr = "Un datagramme contient autant d’octets de corps que l’annonce "
                      "Content-Length",
        .remedy = "Find out where the rest was lost (a path that cuts large datagrams) or who "
                  "wrote the wrong number; clients must discard this response.",
        .remedy_fr = "Cherchez où le reste s’est perdu (un chemin qui tronque les grands "
                     "datagrammes) ou qui a écrit une valeur fausse ; les clients doivent rejeter "
                     "cette réponse.",
        .silence = "Silent where the capture cut the packet off or a fragment of it is missing, "
                   "and where there are two Content-Length rows.",
    },
    {
        .id = "content-length-under-datagram",
        .severity = SIP_WARN,
        .group = SIP_GROUP_MALFORMED,
        .strength = "MUST",
        .reference = "RFC 3261 §18.3",
        .headers = {SIP_HDR_CONTENT_LENGTH},
        .check = check_length_under,
        .summary = "No content follows in a datagram beyond the octets of Content-Length",
        .summary_fr = "Dans un datagramme, rien ne suit les octets comptés par Content-Length",
        .remedy = "Whoever wrote or edited the body must count it anew; receivers discard the "
                  "rest, so the end of the body is lost.",
        .remedy_fr = "Qui a écrit ou modifié le corps doit le recompter ; les récepteurs ignorent "
                     "le surplus, et la fin du corps est perdue.",
        .silence = "Line ends, spaces and NULs behind the body are no content.",
    },
    {
        .id = "content-length-missing-datagram",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "SHOULD",
        .reference = "RFC 3261 §20.14",
        .headers = {SIP_HDR_CONTENT_LENGTH},
        .check = check_length_in_datagram,
        .summary = "A response says in Content-Length how long its body is, over UDP too",
        .summary_fr = "Une réponse annonce dans Content-Length la longueur de son corps, y "
                      "compris sur UDP",
        .remedy = "The sender should add Content-Length, over UDP too.",
        .remedy_fr = "L’émetteur devrait ajouter Content-Length, y compris sur UDP.",
    },
    {
        .id = "content-type-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST",
        .reference = "RFC 3261 §20.15",
        .see = "RFC 3261 §7.4.1",
        .headers = {SIP_HDR_CONTENT_TYPE},
        .check = check_content_type,
        .summary = "A response with a body says in Content-Type what it is",
        .summary_fr = "Une réponse qui a un corps en donne le type dans Content-Type",
        .remedy = "The sender must add Content-Type; without it the receiver cannot read the body.",
        .remedy_fr = "L’émetteur doit ajouter Content-Type ; sans lui, le récepteur ne peut pas "
                     "lire le corps.",
        .silence = "Line ends behind the header are keep-alives, not a body. Silent on a stream "
                   "without Content-Length: what follows may be the next message.",
    },
    {
        .id = "chunked-transfer",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = "MUST NOT",
        .reference = "RFC 3261 §7.4.2",
        .headers = {SIP_HDR_TRANSFER_ENCODING},
        .needs = {SIP_HDR_TRANSFER_ENCODING},
        .check = check_chunked,
        .summary = "SIP bodies are not sent in HTTP's chunks",
        .summary_fr = "Un corps SIP ne s’envoie pas découpé en chunks comme en HTTP",
        .remedy = "The sender must send the body as it is, with its length in Content-Length.",
        .remedy_fr = "L’émetteur doit envoyer le corps tel quel, avec sa longueur dans "
                     "Content-Length.",
    },
    {
        .id = "duplicate-singleton-header",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = "MUST",
        .reference = "RFC 3261 §7.3.1",
        .see = "RFC 3261 §20",
        .check = check_duplicates,
        .summary = "A header field that is not a comma-separated list occurs only once",
        .summary_fr = "Un en-tête qui n’est pas une liste séparée par des virgules n’apparaît "
                      "qu’une fois",
        .remedy = "The sender, or the proxy that added the second row, must leave one of them "
                  "out; receivers disagree about which one counts.",
        .remedy_fr = "L’émetteur, ou le proxy qui a ajouté la seconde ligne, doit en supprimer "
                     "une ; les récepteurs ne s’accordent pas sur celle qui compte.",
        .silence = "Silent for challenges and credentials, which may occur in several rows, and "
                   "for header fields that belong in requests only: a response's receiver ignores "
                   "them.",
    },
};

SIP_SUBJECT_END(structure);
