/* values.c
 * Fuzzes everything that reads a header value or a body. What is checked: nothing outside the value
 * is read or pointed to, and every walk comes to its end.
 *
 * The first octet of an input says which header field the rest is the value of.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>

#include "fuzz.h"
#include "sip/auth.h"
#include "sip/body.h"
#include "sip/host.h"
#include "sip/ip.h"
#include "sip/rack.h"
#include "sip/sdp.h"
#include "sip/uri.h"
#include "sip/value.h"
#include "sip/via.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_params(struct sip_slice params)
{
    struct sip_slice rest = params, name, value;

    for (size_t steps = 0; sip_params_next(&rest, &name, &value); steps++) {
        CHECK(steps <= params.n);
        check_within(name, params);
        check_within(value, params);
    }
}

static void read_uri(struct sip_slice text)
{
    struct sip_uri uri;
    struct sip_slice port;

    if (!sip_uri_read(text, &uri)) {
        return;
    }
    check_within(uri.scheme, text);
    check_within(uri.user, text);
    check_within(uri.host, text);
    check_within(uri.port, text);
    check_within(uri.params, text);
    check_within(uri.headers, text);
    read_params(uri.params);
    sip_uri_is_sip(&uri);
    CHECK(sip_uri_equal(text, text));
    sip_value_param(uri.params, "transport", &port);
    CHECK(sip_host_equal(uri.host, uri.host));
}

static void read_address(struct sip_slice value)
{
    struct sip_address address;

    sip_address_fault(value);
    if (sip_address_read(value, &address)) {
        check_within(address.uri, value);
        check_within(address.params, value);
        read_uri(address.uri);
        read_params(address.params);
    }
}

static void read_via(struct sip_slice value)
{
    struct sip_via via;

    if (sip_via_read(value, &via)) {
        check_within(via.text, value);
        check_within(via.transport, value);
        check_within(via.host, value);
        check_within(via.port, value);
        check_within(via.branch, value);
        sip_via_has_cookie(&via);
        sip_via_port(&via);
        CHECK(sip_via_mirrors(&via, &via, true));
        CHECK(sip_via_mirrors(&via, &via, false));
    }
}

static void read_host(struct sip_slice value)
{
    struct sip_slice host, port;
    struct sip_ip ip;
    uint8_t address[16];

    sip_host_port_read(value, &host, &port);
    check_within(host, value);
    check_within(port, value);
    sip_host_address(host, address);
    if (sip_ip_read(host, &ip)) {
        CHECK(ip.family == 4 || ip.family == 6);
        sip_ip_block_of(ip.family, ip.address);
    }
}

static void read_value(struct sip_slice value)
{
    struct sip_slice head, param;
    uint32_t number;

    check_within(sip_value_main(value), value);
    check_within(sip_unquote(value), value);
    check_within(sip_value_cut(value, ',', &head), value);
    check_within(head, value);
    if (sip_value_param(value, "tag", &param)) {
        check_within(param, value);
    }
    sip_value_seconds(value, &number);
    sip_slice_to_u32(value, &number);
    read_params(value);
    read_uri(value);
    read_address(value);
    read_via(value);
    read_host(value);
}

static void read_sdp(struct sip_slice sdp)
{
    struct sip_media_streams streams = sip_media_of(sdp);
    struct sip_media media;

    for (size_t steps = 0; sip_media_next(&streams, &media); steps++) {
        CHECK(steps <= sdp.n);
        check_within(media.line, sdp);
        check_within(media.type, sdp);
        check_within(media.proto, sdp);
        check_within(media.address, sdp);
        check_within(media.direction_line, sdp);
        CHECK(sip_direction_name(media.direction) != NULL);
    }
}

static void read_body(const struct sip_message *m)
{
    struct sip_parts parts = sip_parts_of(m);
    struct sip_part part;
    struct sip_slice sdp;
    char text[256];

    for (size_t steps = 0; sip_parts_next(&parts, &part); steps++) {
        CHECK(steps <= m->bytes.n);
        check_within(part.type, m->bytes);
        check_within(part.disposition, m->bytes);
        check_within(part.content, m->bytes);
        read_sdp(part.content);
    }
    sip_message_part(m, "application/sdp", &part);
    if (sip_message_session(m, &sdp) == SIP_PRESENT) {
        check_within(sdp, m->bytes);
    }
    if (sip_message_media(m, text, sizeof(text))) {
        CHECK(memchr(text, '\0', sizeof(text)) != NULL);
    }
}

static void read_header(const struct sip_message *m, enum sip_header_id id)
{
    struct sip_values values = sip_values_of(m, id);
    static struct sip_auths auths;
    struct sip_slice value;
    struct sip_rack rack;
    size_t steps;

    for (steps = 0; sip_values_next(&values, &value); steps++) {
        CHECK(steps <= m->bytes.n);
        check_within(value, m->bytes);
        read_value(value);
    }
    CHECK(sip_values_count(m, id) == steps);
    sip_values_contain(m, id, "100rel");
    sip_auths_read(&auths, m, id);
    CHECK(auths.count <= SIP_AUTHS_MAX);
    for (unsigned i = 0; i < auths.count; i++) {
        check_within(auths.all[i].scheme, m->bytes);
        check_within(auths.all[i].text, m->bytes);
        for (int param = 0; param < SIP_AUTH_PARAM_COUNT; param++) {
            check_within(auths.all[i].params[param], m->bytes);
        }
    }
    check_within(sip_message_tag(m, id), m->bytes);
    sip_message_rack(m, &rack);
    sip_message_reliable_rseq(m);
}

/* The value in a message; what it holds may well make more header fields, and a body. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct sip_message m;

    if (size < 1) {
        return 0;
    }
    enum sip_header_id id = (enum sip_header_id)(data[0] % SIP_HDR_COUNT);
    struct sip_slice value = exact_copy(data + 1, size - 1);
    read_value(value);
    free((char *)value.p);

    GString *text = g_string_new("SIP/2.0 183 Session Progress\r\n");
    g_string_append_printf(text, "%s: ", id == SIP_HDR_OTHER ? "X" : sip_header_name(id));
    g_string_append_len(text, (const char *)data + 1, (gssize)(size - 1));
    struct sip_slice bytes = exact_copy((const uint8_t *)text->str, text->len);
    g_string_free(text, TRUE);
    if (sip_message_read(&m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM)) {
        read_header(&m, id);
        read_body(&m);
    }
    free((char *)bytes.p);
    return 0;
}
