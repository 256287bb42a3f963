/* message.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/message.h"

#include <stddef.h>
#include <string.h>

#include "sip/lines.h"
#include "sip/value.h"

static bool is_number(struct sip_slice s)
{
    size_t n = 0;

    while (n < s.n && sip_is_digit(s.p[n])) {
        n++;
    }
    return n > 0 && n == s.n;
}

/* "SIP/" 1*DIGIT "." 1*DIGIT (RFC 3261 section 25.1): "SIP/2.0/TCP" is a piece of a Via. */
static bool is_version(struct sip_slice version)
{
    struct sip_slice numbers = {version.p + 4, version.n - 4}, major, minor;

    minor = sip_slice_cut(numbers, '.', &major);
    return is_number(major) && is_number(minor);
}

/* In a stream what looks like a status line may be the middle of a message whose beginning was not
 * captured: there its code must be a number, if perhaps a wrong one. */
static bool is_status_line(const struct sip_message *m, enum sip_framing framing)
{
    return is_version(m->version) && (framing == SIP_FRAMING_DATAGRAM || is_number(m->code_text));
}

static bool read_status_line(struct sip_message *m, struct sip_slice line, enum sip_framing framing)
{
    struct sip_slice rest = sip_slice_cut(line, ' ', &m->version);
    uint32_t code;

    m->is_response = true;
    while (rest.n > 0 && rest.p[0] == ' ') { /* more than one SP: read on, a rule reports it */
        rest.p++;
        rest.n--;
    }
    struct sip_slice phrase = sip_slice_cut(rest, ' ', &m->code_text);
    m->phrase_separated = phrase.p != NULL;
    m->phrase = m->phrase_separated ? phrase : sip_slice_between(line.p + line.n, line.p + line.n);
    if (m->code_text.n == 3 && sip_slice_to_u32(m->code_text, &code) && code >= 100 && code < 700) {
        m->code = (unsigned)code;
    }
    return is_status_line(m, framing);
}

/* Where " SIP/" is; NULL where it does not. */
static const char *find_version(struct sip_slice rest)
{
    for (const char *end = rest.p + rest.n, *at = rest.p; at < end; at++) {
        at = memchr(at, ' ', (size_t)(end - at));
        if (at == NULL || sip_slice_starts_with(sip_slice_between(at, end), " SIP/")) {
            return at;
        }
    }
    return NULL;
}

static bool read_request_line(struct sip_message *m, struct sip_slice line)
{
    struct sip_slice rest = sip_slice_cut(line, ' ', &m->method_name);
    const char *version = rest.p != NULL ? find_version(rest) : NULL;

    if (m->method_name.n == 0 || version == NULL) {
        return false;
    }
    m->method = sip_method_from(m->method_name);
    m->uri = sip_slice_trim(sip_slice_between(rest.p, version));
    return true;
}

static bool read_start_line(struct sip_message *m, struct sip_slice line, enum sip_framing framing)
{
    m->start_line = line;
    return sip_slice_starts_with(line, "SIP/") ? read_status_line(m, line, framing)
                                               : read_request_line(m, line);
}

/* Chains the rows of each header field, which is simplest from the last to the first. */
static void link_rows(struct sip_message *m)
{
    for (unsigned i = m->row_count; i-- > 0;) {
        struct sip_row *row = &m->rows[i];
        row->next = m->first[row->id];
        m->first[row->id] = (uint8_t)i;
        sip_header_set_add(&m->present, (enum sip_header_id)row->id);
    }
}

/* Rows up to the blank line. Returns whether the blank line was reached with every row kept. A
 * line without a colon is no header field: skipped, the SIP dissector itself complains about it. */
static bool read_rows(struct sip_message *m, struct sip_lines *lines, bool *blank_line)
{
    struct sip_slice line;
    bool kept = true;

    *blank_line = false;
    while (!*blank_line && sip_lines_next_unfolded(lines, &line)) {
        const char *colon = line.n > 0 ? memchr(line.p, ':', line.n) : NULL;
        if (colon == NULL) {
            *blank_line = line.n == 0;
        } else if (m->row_count == SIP_MESSAGE_MAX_ROWS) {
            kept = false;
        } else {
            struct sip_row *row = &m->rows[m->row_count++];
            row->name = sip_trim_between(line.p, colon);
            row->value = sip_trim_between(colon + 1, line.p + line.n);
            row->id = (uint8_t)sip_header_from(row->name);
        }
    }
    link_rows(m);
    return kept;
}

static void read_cseq(struct sip_message *m)
{
    struct sip_slice value = sip_message_value(m, SIP_HDR_CSEQ), digits = {value.p, 0};

    while (digits.n < value.n && sip_is_digit(value.p[digits.n])) {
        digits.n++;
    }
    m->has_cseq_number = sip_slice_to_u32(digits, &m->cseq_number);
    if (m->is_response && value.n > digits.n) {
        m->method_name = sip_trim_between(value.p + digits.n, value.p + value.n);
        m->method = sip_method_from(m->method_name);
    }
}

static void read_top_via(struct sip_message *m)
{
    struct sip_slice value = sip_message_value(m, SIP_HDR_VIA);

    if (value.n == 0 || memchr(value.p, ',', value.n) != NULL) { /* not simply one value a row */
        struct sip_values it = sip_values_of(m, SIP_HDR_VIA);
        if (!sip_values_next(&it, &value)) {
            return;
        }
    }
    if (!sip_via_read(value, &m->top_via)) {
        m->top_via.host.n = 0;
    }
}

static void read_party(struct sip_slice value, struct sip_party_header *party)
{
    if (!sip_address_read(value, &party->address)) {
        party->address.uri = (struct sip_slice){NULL, 0};
    } else if (!sip_value_param(party->address.params, "tag", &party->tag) || party->tag.n == 0) {
        party->tag = (struct sip_slice){NULL, 0}; /* a tag is a token: ";tag=" names none */
    }
}

static void read_body(struct sip_message *m, struct sip_lines *s, size_t reported, bool cut,
                      enum sip_framing framing)
{
    size_t captured = (size_t)(s->end - s->at);
    size_t header_octets = (size_t)(s->at - m->bytes.p);

    m->body_octets = reported > header_octets ? reported - header_octets : 0;
    m->has_content_length =
        sip_slice_to_u32(sip_message_value(m, SIP_HDR_CONTENT_LENGTH), &m->content_length);
    m->body = sip_slice_between(s->at, s->end);
    m->body_complete = !cut;
    if (m->has_content_length && m->content_length <= captured) {
        m->body.n = m->content_length;
        if (framing == SIP_FRAMING_DATAGRAM) {
            m->excess = sip_slice_between(m->body.p + m->body.n, s->end);
        }
        m->body_complete = true;
    } else if (m->has_content_length && framing == SIP_FRAMING_STREAM) {
        m->body_complete = false;
    }
    m->bytes.n = (size_t)(m->body.p + m->body.n - m->bytes.p);
}

bool sip_message_read(struct sip_message *m, struct sip_slice bytes, size_t reported, bool fragment,
                      enum sip_framing framing)
{
    bool cut = reported > bytes.n || fragment;
    bool whole = framing == SIP_FRAMING_DATAGRAM && !cut;
    struct sip_lines s = {bytes.p, bytes.p + bytes.n, whole};
    struct sip_slice line;
    bool blank_line, kept;

    memset(m, 0, offsetof(struct sip_message, first));
    memset(m->first, SIP_NO_ROW, sizeof(m->first));
    while (s.at < s.end && (*s.at == '\r' || *s.at == '\n')) { /* RFC 3261 section 7.5 */
        s.at++;
    }
    m->bytes = sip_slice_between(s.at, s.end);
    reported -= (size_t)(s.at - bytes.p);
    if (!sip_lines_next(&s, &line) || !read_start_line(m, line, framing)) {
        return false;
    }
    kept = read_rows(m, &s, &blank_line);
    /* A datagram that simply ends without a blank line is complete, only badly written. */
    m->headers_complete = kept && (blank_line || whole);
    read_cseq(m);
    read_top_via(m);
    read_party(sip_message_value(m, SIP_HDR_FROM), &m->from);
    read_party(sip_message_value(m, SIP_HDR_TO), &m->to);
    read_body(m, &s, reported, !blank_line ? !whole : cut, framing);
    return true;
}

static void move(struct sip_slice *s, const char *from, const char *to)
{
    if (s->p != NULL) {
        s->p = to + (s->p - from);
    }
}

static void move_via(struct sip_via *via, const char *from, const char *to)
{
    move(&via->text, from, to);
    move(&via->transport, from, to);
    move(&via->host, from, to);
    move(&via->port, from, to);
    move(&via->branch, from, to);
    move(&via->received, from, to);
    move(&via->rport, from, to);
    move(&via->maddr, from, to);
}

static void move_party(struct sip_party_header *party, const char *from, const char *to)
{
    move(&party->address.uri, from, to);
    move(&party->address.params, from, to);
    move(&party->tag, from, to);
}

size_t sip_message_size(const struct sip_message *m)
{
    return offsetof(struct sip_message, rows) + m->row_count * sizeof(m->rows[0]);
}

void sip_message_copy(const struct sip_message *m, const char *bytes, struct sip_message *copy)
{
    const char *from = m->bytes.p;

    memcpy(copy, m, sip_message_size(m));
    move(&copy->bytes, from, bytes);
    move(&copy->start_line, from, bytes);
    move(&copy->version, from, bytes);
    move(&copy->code_text, from, bytes);
    move(&copy->phrase, from, bytes);
    move(&copy->uri, from, bytes);
    move(&copy->method_name, from, bytes);
    move(&copy->body, from, bytes);
    move_via(&copy->top_via, from, bytes);
    move_party(&copy->from, from, bytes);
    move_party(&copy->to, from, bytes);
    for (struct sip_row *row = copy->rows; row < copy->rows + m->row_count; row++) {
        row->name.p = bytes + (row->name.p - from);
        row->value.p = bytes + (row->value.p - from);
    }
    copy->body_octets = copy->body.n; /* what lies beyond is not part of the message */
    copy->excess = (struct sip_slice){NULL, 0};
}

enum sip_presence sip_message_presence(const struct sip_message *m, enum sip_header_id id)
{
    if (sip_message_has(m, id)) {
        return SIP_PRESENT;
    }
    return m->headers_complete ? SIP_ABSENT : SIP_PERHAPS;
}

struct sip_slice sip_row_bytes(const struct sip_row *row)
{
    return row != NULL ? sip_slice_between(row->name.p, row->value.p + row->value.n)
                       : (struct sip_slice){NULL, 0};
}
