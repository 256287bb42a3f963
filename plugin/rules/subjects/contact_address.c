/* contact_address.c
 * Where Contact leads (RFC 3261 section 8.1.1.8).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "rules/engine/endpoint.h"
#include "rules/engine/fields.h"
#include "rules/engine/readings.h"
#include "rules/subjects/subjects.h"
#include "sip/ip.h"

/* Addresses that lead back to the host that uses them: loopback and unspecified. */
static bool leads_back(const struct sip_ip_block *block)
{
    return strcmp(block->kind, "loopback") == 0 || strcmp(block->kind, "unspecified") == 0;
}

/* The same of a host, with the name of the loopback. */
static bool names_own_host(struct sip_slice host)
{
    const struct sip_ip_block *block;
    struct sip_ip ip;

    if (!sip_ip_read(host, &ip)) {
        return sip_slice_is(host, "localhost") || sip_slice_ends_with(host, ".localhost");
    }
    block = sip_ip_block_of(ip.family, ip.address);
    return block != NULL && leads_back(block);
}

/* Why a host cannot be reached from elsewhere: "private", "a name that never resolves"; NULL where it can,
 * or contact-loopback reports it. *block is the address block, if it is an address. */
static const char *unroutable(struct sip_slice host, const struct sip_ip_block **block)
{
    struct sip_ip ip;

    *block = NULL;
    if (names_own_host(host)) {
        return NULL;
    }
    if (sip_ip_read(host, &ip)) {
        *block = sip_ip_block_of(ip.family, ip.address);
        return *block ? (*block)->kind : NULL;
    }
    return sip_slice_ends_with(host, ".invalid") ? SIP_PHRASE("a name that never resolves") : NULL;
}

/* The flow of the dialog leads to the callee whatever its Contact says: outbound (RFC 5626), or
 * SIP over WebSocket (RFC 7118), whose clients have no address to name. */
static bool reached_by_flow(const struct sip_context *context, const struct sip_contact *contact)
{
    struct sip_slice transport;

    return context->packet->transport == SIP_TRANSPORT_WEBSOCKET ||
           (sip_value_param(contact->uri.params, "transport", &transport) &&
            (sip_slice_is(transport, "ws") || sip_slice_is(transport, "wss"))) ||
           sip_value_param(contact->uri.params, "ob", NULL) ||
           sip_value_param(contact->address.params, "reg-id", NULL) ||
           (sip_value_param(contact->address.params, "+sip.instance", NULL) &&
            sip_values_contain(context->message, SIP_HDR_SUPPORTED, "outbound"));
}

/* Caller and callee may sit in one private network and meet through a public proxy: the host
 * that the packet goes to, or the bottom Via (the caller's), has an address of the same block. */
static bool caller_shares(const struct sip_context *context, const struct sip_ip_block *block)
{
    const struct sip_endpoint *to = &context->packet->destination;
    struct sip_values it = sip_values_of(context->message, SIP_HDR_VIA);
    struct sip_slice value;
    struct sip_via via;
    struct sip_ip ip;
    bool shares = sip_ip_block_of(to->family, to->address) == block;

    if (!block->hosts) {
        return false;
    }
    while (sip_values_next(&it, &value)) {
        shares = shares || (sip_via_read(value, &via) && sip_ip_read(via.host, &ip) &&
                            sip_ip_block_of(ip.family, ip.address) == block);
    }
    return shares;
}

static enum sip_verdict check_unroutable(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_endpoint *from = &context->packet->source;
    struct sip_contacts it = sip_contacts_of(context);
    const struct sip_ip_block *block;

    if (from->family == 0 || sip_message_has(m, SIP_HDR_RECORD_ROUTE) ||
        sip_ip_block_of(from->family, from->address) != NULL) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_contact *contact = sip_contacts_next(&it);
    if (contact == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    const char *why = unroutable(contact->uri.host, &block);
    if (why == NULL || reached_by_flow(context, contact) ||
        (block != NULL && caller_shares(context, block))) {
        return SIP_KEPT;
    }
    if (!m->headers_complete) {
        return SIP_UNDECIDED; /* Record-Route or Supported: outbound may follow */
    }
    return sip_broken(finding, context, sip_row_bytes(contact->row),
                      "Contact host %.*s (%s) in a packet from a public address",
                      SIP_ARG(contact->uri.host), sip_word(context, why));
}

/* A registrar repeats what its clients registered: their REGISTER is at fault, if it is to be seen. */
static bool registered_so(const struct sip_context *context, const struct sip_contact *contact)
{
    return context->message->is_response && context->message->method == SIP_METHOD_REGISTER &&
           context->request != NULL &&
           sip_message_lists_contact(context->request, contact->address.uri);
}

/* Whether its sender has shown this Contact before, in the same dialog or in the request that failed. */
static bool shown_before(const struct sip_context *context, struct sip_slice uri)
{
    const struct sip_dialog *dialog = context->dialog;
    const struct sip_message *m = context->message;

    if (context->failed_request != NULL &&
        sip_message_lists_contact(context->failed_request, uri)) {
        return true;
    }
    if (dialog == NULL) {
        return false;
    }
    const char *shown = dialog->sides[sip_dialog_client(dialog, m) ^ m->is_response].contact;
    return shown != NULL && sip_slice_equal(sip_kept_slice(shown), uri);
}

/* Both ends of the packet are one host, where these addresses mean what they say. */
static bool is_on_one_host(const struct sip_packet *packet)
{
    const struct sip_endpoint *from = &packet->source;
    const struct sip_ip_block *block = sip_ip_block_of(from->family, from->address);

    return from->family == 0 || sip_endpoint_same_address(from, &packet->destination) ||
           (block != NULL && leads_back(block));
}

static enum sip_verdict check_loopback(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    struct sip_contacts it = sip_contacts_of(context);
    const struct sip_contact *contact = sip_contacts_next(&it);
    struct sip_ip ip;

    while (contact != NULL && !names_own_host(contact->uri.host)) {
        contact = sip_contacts_next(&it);
    }
    if (contact == NULL || is_on_one_host(context->packet) || registered_so(context, contact) ||
        shown_before(context, contact->address.uri)) {
        return SIP_KEPT;
    }
    if (reached_by_flow(context, contact) || sip_value_param(contact->uri.params, "gr", NULL)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!context->message->headers_complete) {
        return SIP_UNDECIDED; /* Supported: outbound may follow */
    }
    return sip_broken(finding, context, sip_row_bytes(contact->row),
                      "Contact host %.*s (%s); sent from %s", SIP_ARG(contact->uri.host),
                      sip_word(context, sip_ip_read(contact->uri.host, &ip)
                                            ? sip_ip_block_of(ip.family, ip.address)->kind
                                            : "loopback"),
                      sip_endpoint_text(&context->packet->source).s);
}

static enum sip_verdict check_transport_tls(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    struct sip_contacts it = sip_contacts_of(context);
    const struct sip_contact *contact;
    struct sip_slice transport;

    while ((contact = sip_contacts_next(&it)) != NULL) {
        if (sip_value_param(contact->uri.params, "transport", &transport) &&
            sip_slice_is(transport, "tls")) {
            return sip_broken(finding, context, sip_row_bytes(contact->row), "Contact: %.*s",
                              SIP_ARG(contact->value));
        }
    }
    return SIP_KEPT;
}

const struct sip_rule sip_rules_contact_address[] = {
    {
        .id = "contact-unroutable",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §12.1.1",
        .see = "RFC 5626 §4.3; RFC 7118 §8.1",
        .codes = "101-299",
        .methods = SIP_M_DIALOG_MAKING | SIP_M(UPDATE),
        .needs = {SIP_HDR_CONTACT},
        .once = SIP_ONCE_A_DIALOG,
        .check = check_unroutable,
        .problem = "Contact host cannot be reached from outside",
        .requirement = "Contact has a host that the peer can reach",
        .remedy = "The user agent that sent the response, or the SBC in front of it, must put an "
                  "address into Contact that can be reached from outside. Otherwise ACK, BYE and "
                  "other requests are lost.",
        .silence = "Only reported for packets from a public address. Not reported with "
                   "Record-Route, WebSocket and outbound flows, which lead back whatever Contact "
                   "says, and where the caller has an address in the same private block.",
        .explains = {"2xx-not-acked", "2xx-repeated-despite-ack", "unanswered-request",
                     "sdp-private-address"},
    },
    {
        .id = "contact-loopback",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §8.1.1.8",
        .see = "RFC 3261 §12.1.1; RFC 3261 §10.2.1",
        .looks_back = true,
        .codes = "101-299",
        .methods = SIP_M_DIALOG_MAKING | SIP_M(UPDATE) | SIP_M(REGISTER),
        .requests = SIP_M_DIALOG_MAKING | SIP_M(UPDATE) | SIP_M(NOTIFY) | SIP_M(REGISTER),
        .needs = {SIP_HDR_CONTACT},
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_loopback,
        .problem = "Contact names the loopback or no address at all",
        .requirement = "Contact has an address at which its owner can be reached from other hosts",
        .remedy = "The user agent that sent Contact must put the address of its network interface "
                  "into it. ACK, BYE and calls that go to this one come back to their own sender.",
        .silence =
            "Not reported when both ends are one host, with WebSocket, outbound flows and "
            "GRUUs, which lead back whatever the host is, and in the 2xx to a REGISTER "
            "that has this Contact: the REGISTER has the finding. Once a dialog, and in full "
            "once a sender.",
        .explains = {"2xx-not-acked", "2xx-repeated-despite-ack", "unanswered-request",
                     "refer-no-notify"},
    },
    {
        .id = "contact-transport-tls",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_DEPRECATED,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 5630 §5.1.2",
        .see = "RFC 5630 §3.1.4; RFC 5630 §5.4; RFC 3261 §26.2.2",
        .methods = SIP_M_NOT(SIP_M(REGISTER)),
        .needs = {SIP_HDR_CONTACT},
        .check = check_transport_tls,
        .problem = "Contact with transport=tls",
        .requirement = "Contact must not contain transport=tls",
        .remedy = "The user agent or redirect server that sent the response should use a SIPS URI, "
                  "or transport=tcp, for a contact behind TLS.",
        .silence = "Not reported where a registrar sent the response to REGISTER: it only repeats "
                   "what its clients registered.",
    },
};

SIP_SUBJECT_END(contact_address);
