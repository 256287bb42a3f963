/* via.c
 * The Via values of a response, and what its server adds to the topmost one (RFC 3261 section 18.2.1,
 * RFC 3581 section 4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "rules/engine/endpoint.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "rules/subjects/way_back.h"
#include "sip/value.h"

static enum sip_verdict check_cookie(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_via via;

    if (!sip_message_top_via(context->message, &via)) {
        return SIP_UNDECIDED;
    }
    if (sip_via_has_cookie(&via)) {
        return SIP_KEPT;
    }
    if (via.branch.p == NULL && memchr(via.host.p, '=', via.host.n) != NULL) {
        return sip_broken(finding, context, via.text,
                          "the sent-by of the topmost Via is missing: %.*s", SIP_ARG(via.text));
    }
    if (via.branch.p == NULL) {
        return sip_broken(finding, context, via.text, "topmost Via without branch: %.*s",
                          SIP_ARG(via.text));
    }
    return sip_broken(finding, context, via.text, "branch of the topmost Via is \"%.*s\"",
                      SIP_ARG(via.branch));
}

/* The row of the topmost Via, if it holds no other value. */
static const struct sip_row *top_via_row(const struct sip_message *m)
{
    const struct sip_row *row = sip_message_row(m, SIP_HDR_VIA);
    return row != NULL && row->value.n == m->top_via.text.n ? row : NULL;
}

/* Whether all Via values below the topmost came back octet for octet, and no others, as they nearly
 * always do. Where it cannot be seen row by row, this says no. */
static bool lower_vias_are_same(const struct sip_context *context)
{
    const struct sip_row *asked = top_via_row(context->request);
    const struct sip_row *given = top_via_row(context->message);

    while (asked != NULL && given != NULL) {
        asked = sip_message_next_row(context->request, asked);
        given = sip_message_next_row(context->message, given);
        if (asked == NULL || given == NULL) {
            return asked == given;
        }
        if (!sip_slice_equal(asked->value, given->value)) {
            return false;
        }
    }
    return false;
}

static enum sip_verdict check_via_count(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    if (lower_vias_are_same(context)) {
        return SIP_KEPT;
    }
    if (!sip_response_matches(context) || !context->message->headers_complete) {
        return SIP_UNDECIDED;
    }
    if (sip_via_own_left(context)) {
        return SIP_NOT_APPLICABLE; /* reported by via-own-left-on-top */
    }
    unsigned asked = sip_values_count(context->request, SIP_HDR_VIA);
    unsigned given = sip_values_count(context->message, SIP_HDR_VIA);
    if (asked == 1) {
        return SIP_NOT_APPLICABLE; /* via-extra-at-uac */
    }
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_VIA);
    return asked == given ? SIP_KEPT
                          : sip_broken(finding, context, sip_row_bytes(row),
                                       "%u Via values; in frame %u there were %u", given,
                                       sip_response_request_frame(context), asked);
}

static enum sip_verdict check_via_extra(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    struct sip_values it = sip_values_of(context->message, SIP_HDR_VIA);
    struct sip_slice value;

    if (lower_vias_are_same(context)) {
        return SIP_KEPT;
    }
    if (!sip_response_matches(context) || sip_values_count(context->request, SIP_HDR_VIA) != 1 ||
        sip_via_own_left(context)) { /* reported by via-own-left-on-top */
        return SIP_NOT_APPLICABLE;
    }
    sip_values_next(&it, &value);
    if (!sip_values_next(&it, &value)) {
        return context->message->headers_complete ? SIP_KEPT : SIP_UNDECIDED;
    }
    return sip_broken(finding, context, value, "second Via %.*s; in frame %u there was only one",
                      SIP_ARG(value), sip_response_request_frame(context));
}

static enum sip_verdict check_via_values(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    struct sip_slice asked_text, given_text;
    struct sip_via asked, given;

    if (lower_vias_are_same(context) &&
        sip_via_mirrors(sip_given_via(context), sip_asked_via(context), true)) {
        return SIP_KEPT;
    }
    if (!sip_response_matches(context)) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_values ours = sip_values_of(context->request, SIP_HDR_VIA);
    struct sip_values theirs = sip_values_of(context->message, SIP_HDR_VIA);
    for (unsigned place = 1;
         sip_values_next(&ours, &asked_text) && sip_values_next(&theirs, &given_text); place++) {
        if (sip_slice_equal(asked_text, given_text)) {
            continue;
        }
        if (!sip_via_read(asked_text, &asked) || !sip_via_read(given_text, &given)) {
            return SIP_UNDECIDED;
        }
        if (!sip_via_mirrors(&given, &asked, place == 1)) {
            if (context->message->headers_complete &&
                sip_values_count(context->request, SIP_HDR_VIA) !=
                    sip_values_count(context->message, SIP_HDR_VIA)) {
                return SIP_NOT_APPLICABLE; /* via-count-mismatch */
            }
            return sip_broken(finding, context, given_text,
                              "Via %u is %.*s; in frame %u it was %.*s", place, SIP_ARG(given_text),
                              sip_response_request_frame(context), SIP_ARG(asked_text));
        }
    }
    return context->message->headers_complete ? SIP_KEPT : SIP_UNDECIDED;
}

static enum sip_verdict check_received(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_via *given = sip_given_via(context);

    if (given->received.n > 0) {
        return SIP_KEPT;
    }
    if (!sip_top_vias_fit(context)) {
        return SIP_UNDECIDED;
    }
    enum sip_verdict due = sip_received_is_due(context, sip_asked_via(context));
    return due != SIP_BROKEN
               ? due
               : sip_broken(finding, context, given->text,
                            "no received parameter beside %.*s; frame %u came from %s",
                            SIP_ARG(given->host), sip_response_request_frame(context),
                            sip_endpoint_text(&context->transaction->hop->client).s);
}

static enum sip_verdict check_received_own(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_endpoint *server = &context->packet->source;
    const struct sip_via *given = sip_given_via(context);

    if (given->received.n == 0) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_endpoint named = sip_endpoint_of_host(given->received);
    if (!sip_endpoint_same_address(&named, server) || named.family == 0) {
        return SIP_KEPT; /* a public address that the server saw behind a NAT, mostly */
    }
    if (!sip_top_vias_fit(context) || !sip_ends_are_known(context) ||
        !sip_endpoint_same_address(server, &context->transaction->hop->server) ||
        sip_server_may_be_nat(context)) {
        return SIP_UNDECIDED;
    }
    if (sip_endpoint_same_address(server, &context->transaction->hop->client) ||
        sip_asked_via(context)->received.n > 0 ||
        !sip_via_carried_as_said(sip_asked_via(context), context->packet->transport)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, given->text,
                      "received=%.*s is the server itself; frame %u came from %s",
                      SIP_ARG(given->received), sip_response_request_frame(context),
                      sip_endpoint_text(&context->transaction->hop->client).s);
}

static enum sip_verdict check_own_left(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    if (!sip_via_own_left(context)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, sip_given_via(context)->text,
                      "top Via %.*s is the sender itself; sent to %s",
                      SIP_ARG(sip_given_via(context)->text),
                      sip_endpoint_text(&context->packet->destination).s);
}

static enum sip_verdict check_rport(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_via *asked = sip_asked_via(context), *given = sip_given_via(context);

    if (context->packet->transport == SIP_TRANSPORT_WEBSOCKET || asked->rport.p == NULL ||
        asked->rport.n > 0) {
        return SIP_NOT_APPLICABLE;
    }
    if (given->received.n > 0 && sip_via_rport(given) != 0) {
        return SIP_KEPT;
    }
    if (!sip_top_vias_fit(context)) {
        return SIP_UNDECIDED;
    }
    if (sip_via_rport(given) == 0) {
        return sip_broken(finding, context, given->text, "rport %s; frame %u asked for it",
                          given->rport.p != NULL ? sip_word(context, "without value")
                                                 : sip_word(context, "absent"),
                          sip_response_request_frame(context));
    }
    if (sip_received_is_due(context, asked) == SIP_BROKEN) {
        return SIP_KEPT; /* reported by via-received-missing */
    }
    return sip_broken(finding, context, given->text, "rport=%u without received",
                      sip_via_rport(given));
}

static enum sip_verdict check_sent_by(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_VIA);

    if (m->is_response || m->top_via.host.n > 0 || row == NULL || context->transaction->is_branch) {
        return SIP_KEPT;
    }
    if (sip_message_presence(m, SIP_HDR_VIA) != SIP_PRESENT ||
        !sip_slice_starts_with(m->top_via.text, "SIP/2.0/")) {
        return SIP_UNDECIDED; /* what is wrong with it is not known */
    }
    return sip_broken(finding, context, sip_row_bytes(row), "the topmost Via names no host: %.*s",
                      SIP_ARG(m->top_via.text));
}

const struct sip_rule sip_rules_via[] = {
    {
        .id = "via-no-magic-cookie",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.1.1.7",
        .see = "RFC 3261 §20.42; RFC 3261 §17.2.3",
        .once = SIP_ONCE_A_CLIENT,
        .check = check_cookie,
        .problem = "Branch of the topmost Via does not begin with z9hG4bK",
        .requirement = "The branch of the topmost Via begins with z9hG4bK",
        .remedy = "The client or proxy that sent the request must generate branches that begin "
                  "with z9hG4bK. An RFC 2543 element cannot do so; its transactions are matched by "
                  "the fallback rules of RFC 3261 §17.2.3.",
    },
    {
        .id = "via-count-mismatch",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §16.7",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "!100",
        .check = check_via_count,
        .problem = "Number of Via values differs from the request",
        .requirement = "On one hop, a response has as many Via values as its request",
        .remedy = "The server must copy all Via values. A proxy must remove its own and no other.",
        .silence = "Not reported when the request had one Via only (via-extra-at-uac reports "
                   "that), or when the top Via differs: messages of other hops are not compared. "
                   "For a 100, which goes no further, 100-via-count-mismatch is reported.",
    },
    {
        .id = "100-via-count-mismatch",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.6.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "100",
        .check = check_via_count,
        .problem = "Number of Via values in the 100 differs from the request",
        .requirement = "On one hop, a 100 has as many Via values as its request",
        .remedy = "The server must copy all Via values. This 100 goes no further than the next "
                  "hop, which needs its own Via only.",
        .silence = "Not reported when the request had one Via only (via-extra-at-uac reports "
                   "that), or when the top Via differs: messages of other hops are not compared.",
    },
    {
        .id = "via-extra-at-uac",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §8.1.3.3",
        .see = "RFC 3261 §8.2.6.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .check = check_via_extra,
        .problem = "More than one Via in a response at the client",
        .requirement = "A response that reaches the client has one Via only, the client's own",
        .remedy =
            "The server must copy the Via of the request and add nothing to it. Check the element "
            "whose address is in the second Via: the client should discard this response.",
    },
    {
        .id = "via-value-mismatch",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §20.42; RFC 3261 §18.2.1; RFC 3581 §4; RFC 6223 §4.4; RFC 7339 §4; "
               "RFC 8055 §5",
        .when = SIP_ON_MATCHED_RESPONSE,
        .once = SIP_ONCE_A_SERVER,
        .handed_on = true,
        .check = check_via_values,
        .problem = "Via value differs from that of the request",
        .requirement =
            "Each Via is returned unchanged, except for what the server adds to the top one",
        .remedy = "The server, or a device in between that rewrites addresses, must return each "
                  "Via with its sent-by and all its parameters. The proxies on the way back need "
                  "them to route the response.",
        .silence = "Not reported when only white space, case, the order of parameters or the "
                   "spelling of an address differs, or when the top Via gains received, rport, "
                   "keep, oc or further parameters. A changed branch or sent-by in the top Via "
                   "makes another transaction: nothing then links the response to the request.",
    },
    {
        .id = "via-received-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §18.2.1",
        .see = "RFC 7118 §5.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .once = SIP_ONCE_A_SERVER,
        .check = check_received,
        .problem = "received missing in the top Via",
        .requirement = "The server adds received if the Via does not contain the source address of "
                       "the request",
        .remedy = "The server must add received with the source address of the packet. Without it, "
                  "later responses may be sent to an address that cannot be reached.",
        .silence =
            "Not reported when the transport is WebSocket (RFC 7118 lets the server omit it), on "
            "the loopback interface, when TLS was terminated in front of the server, or when NAT "
            "may change a private source address to the one in Via before the server sees it.",
    },
    {
        .id = "via-received-wrong",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §18.2.1",
        .see = "RFC 3261 §18.2.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .once = SIP_ONCE_A_SERVER,
        .check = check_received_own,
        .problem = "received in the top Via is the server's own address",
        .requirement = "received is the address that the request came from",
        .remedy = "The server must put the source address of the packet into received, not its "
                  "own. Proxies send later responses to this address, which is the wrong end.",
        .silence = "Only reported where received is the address that the response came from, and "
                   "the request came from another one: any other address may be that of a NAT. Not "
                   "reported when TLS or a tunnel ended in front of the server, or when the client "
                   "has a private address and the server a public one: both may be behind one NAT, "
                   "which is then the source that the server sees.",
    },
    {
        .id = "via-own-left-on-top",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §16.7",
        .see = "RFC 3261 §18.1.2; RFC 3261 §8.1.3.3",
        .looks_back = true,
        .check = check_own_left,
        .problem = "Response sent with the proxy's own Via on top",
        .requirement =
            "A proxy removes its own Via from a response that it forwards, and puts none "
            "into one of its own",
        .remedy = "The proxy or gateway that sent the response must remove the topmost Via, which "
                  "is its own. The client discards a response whose top Via is not its own, and "
                  "goes on waiting.",
        .silence = "Not reported when the response goes to the host that sent it, when received "
                   "leads elsewhere (a client behind NAT may have the same private address), and "
                   "when the request came with this Via: its client wrote it.",
    },
    {
        .id = "via-rport-unfilled",
        /* A note in the catalogue. But a common phone fills rport and leaves received out where it
         * would repeat sent-by, harmlessly, in every response; and where rport comes back empty the
         * server may simply not know RFC 3581. */
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3581 §4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .check = check_rport,
        .problem = "rport left empty, or filled in without received",
        .requirement =
            "The server fills rport with the source port of the request and adds received",
        .remedy = "The server should implement RFC 3581. Without it, a client behind NAT cannot be "
                  "reached.",
        .silence = "Not reported when the transport is WebSocket. The MUST applies to servers that "
                   "implement RFC 3581; whether this one does cannot be seen.",
    },
    {
        .id = "via-sent-by-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §18.1.1",
        .see = "RFC 3261 §25.1; RFC 3261 §17.2.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M_BUT(SIP_M(CANCEL)),
        .once = SIP_ONCE_A_CLIENT,
        .check = check_sent_by,
        .problem = "Request whose topmost Via names no host",
        .requirement = "The client writes its host and port into the Via that it adds",
        .remedy = "The client must write its host name or address behind the transport of its Via. "
                  "Without it the server does not know where its response goes, and mostly drops "
                  "the request.",
        .silence =
            "Only reported where the branch begins with z9hG4bK: of any other no transaction "
            "is known. For a CANCEL cancel-via-mismatch reports it, with the Via that is "
            "due.",
        .explains = {"unanswered-request"},
    },
};

SIP_SUBJECT_END(via);
