/* methods.c
 * Allow, OPTIONS, and requests whose method or Info package is refused (RFC 3261 section 8.2.1, RFC
 * 6086).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "rules/engine/fields.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

/* Those that every user agent for calls knows, INVITE first. */
static const struct sip_slice core_methods[] = {
    {"INVITE", 6}, {"ACK", 3}, {"BYE", 3}, {"CANCEL", 6}, {"OPTIONS", 7},
};

/* Its bit; 0 for any other method. */
static unsigned core_method(struct sip_slice value)
{
    struct sip_slice name = value;

    if (value.n > 0 && memchr(value.p, ';', value.n) != NULL) { /* no method has parameters */
        name = sip_value_main(value);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(core_methods); i++) {
        struct sip_slice core = core_methods[i];
        if (name.n == core.n && sip_lower(name.p[0]) == sip_lower(core.p[0]) &&
            sip_slice_equal_nocase(name, core)) {
            return 1U << i;
        }
    }
    return 0;
}

/* Which of them Allow lists: bit 0 for the first. Methods are tokens, so that nothing hides a comma. */
static unsigned core_methods_allowed(const struct sip_message *m)
{
    unsigned listed = 0;

    for (const struct sip_row *row = sip_message_row(m, SIP_HDR_ALLOW); row != NULL;
         row = sip_message_next_row(m, row)) {
        struct sip_slice rest = row->value, name;
        while (rest.p != NULL) {
            rest = sip_slice_cut(rest, ',', &name);
            listed |= core_method(sip_slice_trim(name));
        }
    }
    return listed;
}

/* Who lists INVITE understands the methods that come with it; only then is the sender known to be
 * a user agent for calls. The Allow of a 405 is about one address, which need not have OPTIONS. */
static enum sip_verdict check_allow(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    unsigned listed = core_methods_allowed(m);
    char missing[40] = "";
    size_t used = 0;

    if (!(listed & 1)) {
        return SIP_NOT_APPLICABLE;
    }
    for (size_t i = 1; i < G_N_ELEMENTS(core_methods) - (m->code == 405); i++) {
        if (!(listed & (1U << i))) {
            used += (size_t)snprintf(missing + used, sizeof(missing) - used, "%s%.*s",
                                     used ? ", " : "", SIP_ARG(core_methods[i]));
        }
    }
    if (used == 0) {
        return SIP_KEPT;
    }
    if (!m->headers_complete) {
        return SIP_UNDECIDED; /* another row may follow */
    }
    return sip_broken(finding, context, sip_row_bytes(sip_message_row(m, SIP_HDR_ALLOW)),
                      "Allow lists INVITE, but not %s", missing);
}

/* The rule's header fields, from the index first on, must all be there: "Accept and Supported
 * absent". */
static enum sip_verdict all_required(int first, const struct sip_context *context,
                                     struct sip_finding *finding)
{
    const char *missing[SIP_RULE_MAX_HEADERS];
    char names[SIP_EVIDENCE_SIZE / 2] = "";
    size_t used = 0;
    int count = 0;

    for (int i = first; i < SIP_RULE_MAX_HEADERS && context->rule->headers[i]; i++) {
        enum sip_presence presence =
            sip_message_presence(context->message, context->rule->headers[i]);
        if (presence == SIP_PERHAPS) {
            return SIP_UNDECIDED;
        }
        if (presence == SIP_ABSENT) {
            missing[count++] = sip_header_name(context->rule->headers[i]);
        }
    }
    if (count == 0) {
        return SIP_KEPT;
    }
    for (int i = 0; i < count; i++) {
        const char *link = i == 0 ? "" : i + 1 < count ? ", " : sip_word(context, " and ");
        used += (size_t)snprintf(names + used, sizeof(names) - used, "%s%s", link, missing[i]);
    }
    return sip_broken(finding, context, SIP_START_LINE, "%s absent", names);
}

static enum sip_verdict check_all_required(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    return all_required(0, context, finding);
}

/* A proxy that answers by itself should omit Allow, the first of the headers (RFC 3261 section
 * 11.2). It sends no body and has no Contact of its own, so only these betray a user agent. */
static enum sip_verdict check_options_capabilities(const struct sip_context *context,
                                                   struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    bool user_agent = sip_message_has_body(m) || sip_message_has(m, SIP_HDR_CONTACT);

    return all_required(user_agent ? 0 : 1, context, finding);
}

/* 405 and 501 are about the method itself; every other code shows what an INVITE would get. */
static enum sip_verdict check_options(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    bool method_refused = m->code == 405 || m->code == 501;

    return sip_broken(finding, context, (struct sip_slice){NULL, 0},
                      "%.*s %.*s: its sender is alive%s", SIP_ARG(m->code_text), SIP_ARG(m->phrase),
                      method_refused ? sip_word(context, " and does not serve OPTIONS")
                                     : sip_word(context, "; an INVITE would get the same code"));
}

static enum sip_verdict check_405_allow(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_values it = sip_values_of(m, SIP_HDR_ALLOW);
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_equal(value, m->method_name)) {
            return sip_broken(finding, context, sip_row_bytes(it.row), "Allow lists %.*s",
                              SIP_ARG(value));
        }
    }
    return SIP_KEPT;
}

/* Whether products know this method although it is not registered: a 405 from them is correct. */
static bool is_vendor_method(struct sip_slice method)
{
    static const char *const names[] = {"BENOTIFY", "KDMQ", "NEGOTIATE", "PING", "SERVICE"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (sip_slice_is(method, names[i])) {
            return true;
        }
    }
    return false;
}

static bool allow_lists(const struct sip_message *m, struct sip_slice method)
{
    struct sip_values it = sip_values_of(m, SIP_HDR_ALLOW);
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_equal(value, method)) {
            return true;
        }
    }
    return false;
}

static enum sip_verdict check_405_vs_501(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (is_vendor_method(m->method_name) || allow_lists(m, m->method_name)) {
        return SIP_NOT_APPLICABLE;
    }
    return m->headers_complete ? sip_broken(finding, context, SIP_START_LINE,
                                            "405 to %.*s, which is not a registered method",
                                            SIP_ARG(m->method_name))
                               : SIP_UNDECIDED;
}

static enum sip_verdict check_501_baseline(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    switch (sip_message_presence(m, SIP_HDR_ALLOW)) {
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_ABSENT:
        break;
    case SIP_PRESENT:
        /* No INVITE, then no calls to end either; and OPTIONS must get the very code that an
         * INVITE would get (RFC 3261 section 11.2). */
        if (!allow_lists(m, SIP_SLICE("INVITE"))) {
            return m->headers_complete ? SIP_NOT_APPLICABLE : SIP_UNDECIDED;
        }
        break;
    }
    return sip_broken(
        finding, context, SIP_START_LINE, "%.*s to %.*s%s", SIP_ARG(m->code_text),
        SIP_ARG(m->method_name),
        sip_message_has(m, SIP_HDR_ALLOW) ? sip_word(context, ", though Allow lists INVITE") : "");
}

static enum sip_verdict check_recv_info(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_RECV_INFO);

    if (row == NULL || sip_message_has(context->request, SIP_HDR_RECV_INFO)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_broken(finding, context, sip_row_bytes(row),
                      "Recv-Info: \"%.*s\"; frame %u had no Recv-Info", SIP_ARG(row->value),
                      sip_response_request_frame(context));
}

static enum sip_verdict check_469(const struct sip_context *context, struct sip_finding *finding)
{
    return context->request->method == SIP_METHOD_INFO
               ? sip_response_without(context, finding, SIP_HDR_INFO_PACKAGE)
               : sip_response_to_other_method(context, finding);
}

const struct sip_rule sip_rules_methods[] = {
    {
        .id = "allow-incomplete",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §20.5",
        .see = "RFC 3261 §13.1; RFC 3261 §11",
        .needs = {SIP_HDR_ALLOW},
        .check = check_allow,
        .problem = "Allow with INVITE lacks ACK, BYE, CANCEL or OPTIONS",
        .requirement =
            "Allow lists every method understood: with INVITE also ACK, BYE, CANCEL and OPTIONS",
        .remedy = "The user agent that sent the response must list every method that it "
                  "understands, including ACK and CANCEL.",
        .silence = "Not reported when Allow does not list INVITE: the element may not handle "
                   "calls. OPTIONS may be absent from a 405, whose list concerns one address that "
                   "need not respond to OPTIONS.",
    },
    {
        .id = "2xx-invite-allow-supported",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §13.3.1.4",
        .see = "RFC 3261 §20",
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .headers = {SIP_HDR_ALLOW, SIP_HDR_SUPPORTED},
        .check = check_all_required,
        .problem = "Allow or Supported missing from the 2xx to INVITE",
        .requirement =
            "A 2xx to INVITE lists the methods and extensions of the UAS in Allow and Supported",
        .remedy = "The UAS should add Allow and Supported to its 2xx, so that the client knows its "
                  "capabilities without probing.",
    },
    {
        .id = "2xx-options-capabilities",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §11.2",
        .codes = "200",
        .methods = SIP_M(OPTIONS),
        .headers = {SIP_HDR_ALLOW, SIP_HDR_ACCEPT, SIP_HDR_ACCEPT_ENCODING, SIP_HDR_ACCEPT_LANGUAGE,
                    SIP_HDR_SUPPORTED},
        .check = check_options_capabilities,
        .problem = "Capability header fields missing from the 200 to OPTIONS",
        .requirement = "A 200 to OPTIONS contains Allow, Accept, Accept-Encoding, Accept-Language "
                       "and Supported",
        .remedy = "The server should add the missing header fields to its 200.",
        .silence = "Not reported where only Allow is missing from a response without body and "
                   "Contact: it may come from a proxy, which should omit Allow.",
    },
    {
        .id = "options-code-vs-invite",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §11.2",
        /* all of 4xx to 6xx but the challenges 401, 407 and 494 */
        .codes = "400,402-406,408-493,495-699",
        .methods = SIP_M(OPTIONS),
        .check = check_options,
        .problem = "OPTIONS refused, but the peer is alive",
        .requirement = "Any final response to OPTIONS shows that the peer is alive",
        .remedy = "The client that uses OPTIONS as a sign of life should accept any final response "
                  "as one.",
        .silence = "Not reported when the response is a challenge. Whether an INVITE really gets "
                   "the same code cannot be seen here.",
    },
    {
        .id = "405-allow-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §21.4.6",
        .see = "RFC 3261 §8.2.1; RFC 3261 §20.5",
        .codes = "405",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .headers = {SIP_HDR_ALLOW},
        .check = sip_check_required,
        .problem = "405 without Allow",
        .requirement = "A 405 lists in Allow the methods that are valid for the address",
        .remedy = "The server must add Allow with the methods that it accepts for this address.",
        .silence = "Not reported when Allow is present but empty, which is legal: no method is "
                   "accepted. Not reported when the request is CANCEL, for which Allow is not "
                   "required (RFC 3261, table 2).",
    },
    {
        .id = "405-allow-lists-method",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.4.6",
        .see = "RFC 3261 §8.2.1",
        .when = SIP_ON_RESPONSE, /* CSeq tells the method: the request need not be there */
        .codes = "405",
        .methods = SIP_M_NOT(SIP_M(ACK) | SIP_M(BYE) | SIP_M(CANCEL) | SIP_M(OPTIONS)),
        .check = check_405_allow,
        .problem = "405, but Allow lists the refused method",
        .requirement = "Allow in a 405 does not list the method that is refused",
        .remedy =
            "The server must list in Allow only what it accepts for this address. If it refuses "
            "the method for another reason, another code fits better (403, 481, 491 …).",
        .silence = "Not reported when the method is BYE, CANCEL or OPTIONS, which must never be "
                   "refused in this way: see 501-baseline-method.",
    },
    {
        .id = "405-vs-501",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §21.5.2",
        .see = "RFC 3261 §8.2.1; RFC 3261 §21.4.6",
        .codes = "405",
        .methods = SIP_M(OTHER),
        .check = check_405_vs_501,
        .problem = "405 instead of 501 to an unregistered method",
        .requirement = "A server that does not recognize the method responds with 501; 405 is for "
                       "a known method that is not allowed here",
        .remedy = "The server should respond with 501 if it does not know the method. A 405 says "
                  "that it knows the method and does not allow it for this address.",
        .silence = "Not reported when the server may well know the method: vendor methods "
                   "(SERVICE, BENOTIFY, NEGOTIATE, KDMQ, PING) and methods that Allow in the "
                   "response lists. A 501 to a registered method is not reported either, since it "
                   "is correct where the server does not know the method.",
    },
    {
        .id = "501-baseline-method",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §11",
        .see = "RFC 3261 §13.1; RFC 3261 §11.2",
        .codes = "405,501",
        .methods = SIP_M(OPTIONS) | SIP_M(BYE) | SIP_M(CANCEL),
        .check = check_501_baseline,
        .problem = "OPTIONS, BYE or CANCEL refused as unsupported",
        .requirement = "Every user agent supports OPTIONS; one that accepts INVITE also supports "
                       "BYE and CANCEL",
        .remedy = "The server must support OPTIONS. If it accepts INVITE, it must support BYE and "
                  "CANCEL too.",
        .silence =
            "Not reported when Allow in the response does not list INVITE: a registrar or presence "
            "server has no calls to end, and handles OPTIONS as it would handle INVITE.",
    },
    {
        .id = "recv-info-unsolicited",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6086 §5.2.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "101-199,2xx",
        .methods = SIP_M(INVITE) | SIP_M(UPDATE) | SIP_M(PRACK) | SIP_M(REGISTER),
        .needs = {SIP_HDR_RECV_INFO},
        .check = check_recv_info,
        .problem = "Recv-Info in the response, but not in the request",
        .requirement = "A response contains Recv-Info only if the request did",
        .remedy = "The UAS must leave out Recv-Info where the request had none.",
        .silence = "Not reported where the request has Recv-Info and the response has none: a UAS "
                   "without RFC 6086 does not know it.",
    },
    {
        .id = "469-recv-info-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 6086 §4.2.2",
        .see = "RFC 6086 §7.1; RFC 6086 §11.6",
        .codes = "469",
        .methods = SIP_M(INFO),
        .headers = {SIP_HDR_RECV_INFO},
        .check = sip_check_required,
        .problem = "469 without Recv-Info",
        .requirement =
            "A 469 lists in Recv-Info the Info Packages that the user agent is willing to receive",
        .remedy = "The user agent that received the INFO must add Recv-Info, empty if it accepts "
                  "no Info Package.",
        .silence = "Not reported when Recv-Info is present but empty, which is legal: no Info "
                   "Package is accepted.",
    },
    {
        .id = "469-context",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 6086 §4.2.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "469",
        .check = check_469,
        .problem = "469 not to an INFO with Info-Package",
        .requirement = "A 469 is sent only to an INFO with Info-Package",
        .remedy = "The server must treat an INFO without Info-Package as legacy INFO usage, or use "
                  "the code of its real reason.",
    },
};

SIP_SUBJECT_END(methods);
