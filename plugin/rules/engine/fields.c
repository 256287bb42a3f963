/* fields.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/fields.h"

#include "sip/address.h"
#include "sip/uri.h"
#include "sip/value.h"

enum sip_presence sip_message_lists(const struct sip_message *m, enum sip_header_id id,
                                    const char *token)
{
    if (sip_values_contain(m, id, token)) {
        return SIP_PRESENT;
    }
    return m->headers_complete ? SIP_ABSENT : SIP_PERHAPS;
}

enum sip_presence sip_message_requires(const struct sip_message *m, const char *option)
{
    return sip_message_lists(m, SIP_HDR_REQUIRE, option);
}

const struct sip_row *sip_message_option_row(const struct sip_message *m, enum sip_header_id id,
                                             const char *option)
{
    struct sip_values it = sip_values_of(m, id);
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_is(sip_value_main(value), option)) {
            return it.row;
        }
    }
    return NULL;
}

const struct sip_row *sip_message_reliable_row(const struct sip_message *m)
{
    const struct sip_row *rseq = sip_message_row(m, SIP_HDR_RSEQ);
    return rseq ? rseq : sip_message_option_row(m, SIP_HDR_REQUIRE, "100rel");
}

struct sip_slice sip_message_first_uri(const struct sip_message *m, enum sip_header_id id)
{
    struct sip_values it = sip_values_of(m, id);
    struct sip_slice value;
    struct sip_address address;

    return sip_values_next(&it, &value) && sip_address_read(value, &address) ? address.uri
                                                                             : SIP_START_LINE;
}

bool sip_message_lists_contact(const struct sip_message *m, struct sip_slice uri)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_CONTACT);
    struct sip_address address;
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_address_read(value, &address) &&
            sip_uri_equal_at(SIP_URI_BINDING, address.uri, uri)) {
            return true;
        }
    }
    return false;
}

bool sip_message_has_body(const struct sip_message *m)
{
    return sip_slice_trim(m->body).n > 0;
}

struct sip_slice sip_slice_first_word(struct sip_slice text, struct sip_slice *rest)
{
    size_t n = 0;

    while (n < text.n && !sip_is_lws(text.p[n])) {
        n++;
    }
    *rest = sip_slice_trim((struct sip_slice){text.p + n, text.n - n});
    return (struct sip_slice){text.p, n};
}

struct sip_slice sip_or_absent(const struct sip_context *context, struct sip_slice s)
{
    return s.n > 0 ? s : sip_kept_slice(sip_word(context, "absent"));
}

struct sip_quoted_text sip_quoted(const struct sip_context *context, struct sip_slice value)
{
    struct sip_quoted_text text = {""};

    if (value.p != NULL) {
        sip_piece(context, text.s, sizeof(text.s), "\"%.*s\"", SIP_ARG(value));
    } else {
        sip_piece(context, text.s, sizeof(text.s), "absent");
    }
    return text;
}
