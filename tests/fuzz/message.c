/* message.c
 * Fuzzes the message scanner: any octets, cut off anywhere. What is checked: it reads nothing outside
 * them and points to nothing outside them, and what a cut-off message lacks is never "absent" if the
 * whole one has it.
 *
 * The first octet of an input says how the message came, the next two how much of it was captured.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdlib.h>

#include "fuzz.h"
#include "sip/message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_rows(const struct sip_message *m)
{
    unsigned reached = 0;

    CHECK(m->row_count <= SIP_MESSAGE_MAX_ROWS);
    for (unsigned i = 0; i < m->row_count; i++) {
        const struct sip_row *row = &m->rows[i];
        check_within(row->name, m->bytes);
        check_within(row->value, m->bytes);
        check_within(sip_row_bytes(row), m->bytes);
        CHECK(row->next == SIP_NO_ROW || (row->next > i && row->next < m->row_count));
    }
    for (int id = 0; id < SIP_HDR_COUNT; id++) {
        const struct sip_row *row = sip_message_row(m, (enum sip_header_id)id);
        for (; row != NULL; row = sip_message_next_row(m, row)) {
            CHECK(row->id == id);
            reached++;
        }
    }
    CHECK(reached == m->row_count);
}

static void check_message(const struct sip_message *m, struct sip_slice bytes)
{
    check_within(m->bytes, bytes);
    check_within(m->start_line, m->bytes);
    check_within(m->version, m->start_line);
    check_within(m->code_text, m->start_line);
    check_within(m->phrase, m->start_line);
    check_within(m->uri, m->start_line);
    check_within(m->method_name, m->bytes);
    check_within(m->body, m->bytes);
    check_within(m->excess, bytes);
    CHECK(m->code == 0 || (m->code >= 100 && m->code < 700));
    CHECK(m->code == 0 || m->is_response);
    CHECK(m->method < SIP_METHOD_COUNT);
    CHECK(!m->has_content_length || m->body.n <= m->content_length);
    check_rows(m);
}

/* Unknown is never broken: what the whole message has, its beginning does not deny. */
static void check_beginning(const struct sip_message *whole, const struct sip_message *beginning)
{
    for (int id = 0; id < SIP_HDR_COUNT; id++) {
        CHECK(sip_message_presence(beginning, (enum sip_header_id)id) != SIP_ABSENT ||
              !sip_message_has(whole, (enum sip_header_id)id));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct sip_message whole, beginning;

    if (size < 3) {
        return 0;
    }
    enum sip_framing framing = data[0] & 1 ? SIP_FRAMING_STREAM : SIP_FRAMING_DATAGRAM;
    bool fragment = data[0] & 2;
    size_t captured = (size_t)(data[1] << 8 | data[2]);
    struct sip_slice bytes = exact_copy(data + 3, size - 3);
    bool read = sip_message_read(&whole, bytes, bytes.n + (data[0] >> 2), fragment, framing);
    if (read) {
        check_message(&whole, bytes);
    }
    if (captured < bytes.n) {
        struct sip_slice cut = exact_copy(data + 3, captured);
        if (sip_message_read(&beginning, cut, bytes.n, fragment, framing)) {
            check_message(&beginning, cut);
            CHECK(read);
            check_beginning(&whole, &beginning);
        }
        free((char *)cut.p);
    }
    free((char *)bytes.p);
    return 0;
}
