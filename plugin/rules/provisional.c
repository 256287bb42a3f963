/* provisional.c
 * Provisional responses and their reliable delivery.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects.h"
#include "sip/body.h"
#include "sip/value.h"

/* Extensions may define methods with provisional responses of their own (RFC 3262 section 3):
 * of a method that is not known, nothing is said. ACK has no responses at all. */
#define NON_INVITE SIP_M_NOT(SIP_M(INVITE) | SIP_M(ACK) | SIP_M(OTHER))
#define PERHAPS_RELIABLE (SIP_M(INVITE) | SIP_M(OTHER))

/* The row that holds the option tag, or NULL. */
static const struct sip_row *row_with_tag(const struct sip_message *m, enum sip_header_id id,
                                          const char *tag)
{
    struct sip_values it = sip_values_of(m, id);
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_is(sip_value_main(value), tag)) {
            return it.row;
        }
    }
    return NULL;
}

/* The row that marks a response as sent reliably: RSeq, or Require with 100rel; or NULL. */
static const struct sip_row *reliable_row(const struct sip_message *m)
{
    const struct sip_row *rseq = sip_message_row(m, SIP_HDR_RSEQ);
    return rseq ? rseq : row_with_tag(m, SIP_HDR_REQUIRE, "100rel");
}

static enum sip_verdict check_non_invite(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    if (reliable_row(context->message) != NULL) {
        return SIP_NOT_APPLICABLE; /* rel1xx-non-invite speaks */
    }
    return context->message->headers_complete ? sip_check_code(context, finding) : SIP_UNDECIDED;
}

/* For codes and methods that cannot be sent reliably at all. */
static enum sip_verdict check_not_reliable(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = reliable_row(m);

    if (row == NULL) {
        return m->headers_complete ? SIP_KEPT : SIP_UNDECIDED;
    }
    return sip_broken(finding, context, sip_row_bytes(row), "%s: %.*s in a %.*s to %.*s",
                      sip_header_name((enum sip_header_id)row->id), SIP_ARG(row->value),
                      SIP_ARG(m->code_text), SIP_ARG(m->method_name));
}

static enum sip_verdict check_rseq_missing(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    if (!sip_values_contain(context->message, SIP_HDR_REQUIRE, "100rel")) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_check_required(context, finding);
}

static enum sip_verdict check_require_missing(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *rseq = sip_message_row(m, SIP_HDR_RSEQ);

    if (rseq == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_values_contain(m, SIP_HDR_REQUIRE, "100rel")) {
        return SIP_KEPT;
    }
    if (!m->headers_complete) {
        return SIP_UNDECIDED;
    }
    struct sip_slice require = sip_message_value(m, SIP_HDR_REQUIRE);
    return sip_broken(finding, context, (struct sip_slice){NULL, 0},
                      "RSeq: %.*s, but Require %s%.*s", SIP_ARG(rseq->value),
                      require.p ? "is " : "absent", SIP_ARG(require));
}

static enum sip_verdict check_rseq_range(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_RSEQ);
    uint32_t number;

    if (row == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_slice_to_u32(row->value, &number) && number > 0) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, sip_row_bytes(row), "RSeq: %.*s", SIP_ARG(row->value));
}

static enum sip_verdict check_ringing_with_sdp(const struct sip_context *context,
                                               struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_slice lines, value;
    struct sip_part part;
    char type;

    switch (sip_message_part(m, "application/sdp", &part)) {
    case SIP_ABSENT:
        return SIP_KEPT;
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_PRESENT:
        break;
    }
    if (sip_message_has(m, SIP_HDR_P_EARLY_MEDIA)) {
        return SIP_KEPT;
    }
    for (lines = part.content; sip_sdp_next(&lines, &type, &value);) {
        if (type == 'm') {
            return sip_broken(finding, context, part.content,
                              "180 with m=%.*s, and P-Early-Media absent", SIP_ARG(value));
        }
    }
    return SIP_KEPT; /* a description without media competes with nothing */
}

/* "SIP;cause=486". A 199 may give other protocols' reasons besides (RFC 3326 section 2). */
static enum sip_verdict check_199_reason(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_values it = sip_values_of(m, SIP_HDR_REASON);
    const struct sip_row *row = it.row;
    struct sip_slice value, cause;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_is(sip_value_main(value), "SIP") && sip_value_param(value, "cause", &cause)) {
            return SIP_KEPT;
        }
    }
    if (row == NULL) {
        return sip_check_required(context, finding);
    }
    if (!m->headers_complete) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, sip_row_bytes(row), "Reason: %.*s gives no SIP code",
                      SIP_ARG(row->value));
}

static enum sip_verdict check_199_tag(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    for (int i = 0; i < SIP_RULE_MAX_HEADERS && context->rule->headers[i]; i++) {
        const struct sip_row *row =
            row_with_tag(context->message, context->rule->headers[i], "199");
        if (row != NULL) {
            return sip_broken(finding, context, sip_row_bytes(row), "%s: %.*s",
                              sip_header_name(context->rule->headers[i]), SIP_ARG(row->value));
        }
    }
    return context->message->headers_complete ? SIP_KEPT : SIP_UNDECIDED;
}

/* A reliable 199 may have to bring an offer, where the INVITE had none; it then has no m= lines
 * (RFC 6228 section 8). */
static enum sip_verdict check_199_sdp(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    bool reliable = reliable_row(m) != NULL;
    struct sip_slice lines, value;
    struct sip_part part;
    char type;

    switch (sip_message_part(m, "application/sdp", &part)) {
    case SIP_ABSENT:
        return SIP_KEPT;
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_PRESENT:
        break;
    }
    for (lines = part.content; sip_sdp_next(&lines, &type, &value);) {
        if (type == 'm') {
            return sip_broken(finding, context, part.content, "SDP with m=%.*s", SIP_ARG(value));
        }
    }
    return reliable ? SIP_KEPT
                    : sip_broken(finding, context, part.content, "SDP in a 199 without RSeq");
}

const struct sip_rule sip_rules_provisional[] = {
    {
        .id = "1xx-non-100-to-non-invite",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4320 §4.1",
        .see = "RFC 3261 §8.2.6.1",
        .codes = "101-199",
        .methods = NON_INVITE,
        .check = check_non_invite,
        .problem = "Provisional response other than 100 to a non-INVITE",
        .requirement = "The only provisional response to a request other than INVITE is 100",
        .remedy =
            "The server must send its final response at once, or a 100 if it needs more time.",
        .silence = "Not reported when the method is not a registered one, since it may define "
                   "provisional responses of its own, or when the response is a reliable one, "
                   "which rel1xx-non-invite reports.",
    },
    {
        .id = "100-reliable",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3262 §3",
        .see = "RFC 3262 §4",
        .codes = "100",
        .check = check_not_reliable,
        .problem = "100 marked as reliable (RSeq or Require: 100rel)",
        .requirement = "A 100 is never sent reliably",
        .remedy = "The server must leave RSeq and Require: 100rel out of a 100. A 100 goes to the "
                  "next hop only, whereas PRACK works end to end.",
    },
    {
        .id = "rel1xx-rseq-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §3",
        .codes = "101-199",
        .methods = PERHAPS_RELIABLE,
        .headers = {SIP_HDR_RSEQ},
        .check = check_rseq_missing,
        .problem = "Reliable provisional response without RSeq",
        .requirement = "A provisional response with Require: 100rel has an RSeq header field",
        .remedy = "The server must add RSeq. Without it, no PRACK can refer to this response.",
        .silence =
            "Not reported when the request is not an INVITE: rel1xx-non-invite reports that.",
    },
    {
        .id = "rel1xx-require-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §3",
        .codes = "101-199",
        .methods = PERHAPS_RELIABLE,
        .check = check_require_missing,
        .problem = "RSeq without Require: 100rel",
        .requirement = "A provisional response with RSeq has Require: 100rel",
        .remedy = "The server must add Require: 100rel. Without it, the client takes the response "
                  "for an unreliable one and sends no PRACK.",
        .silence =
            "Not reported when the request is not an INVITE: rel1xx-non-invite reports that.",
    },
    {
        .id = "rel1xx-non-invite",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3262 §3",
        .see = "RFC 3262 §7.1; RFC 4320 §4.1",
        .codes = "101-199",
        .methods = NON_INVITE,
        .check = check_not_reliable,
        .problem = "Reliable provisional response to a non-INVITE",
        .requirement = "Reliable provisional responses are sent to INVITE only",
        .remedy =
            "The server must send its final response at once, without RSeq and Require: 100rel.",
        .silence = "Not reported when the method is not a registered one: it may have been "
                   "designed for reliable provisional responses.",
    },
    {
        .id = "rseq-out-of-range",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3262 §3",
        .see = "RFC 3262 §7.1",
        .codes = "101-199",
        .methods = PERHAPS_RELIABLE,
        .check = check_rseq_range,
        .problem = "RSeq is not a number from 1 to 4294967295",
        .requirement = "RSeq is a number from 1 to 4294967295; the first one is at most 2147483647",
        .remedy = "The server must start with an RSeq from 1 to 2147483647 and add one for each "
                  "new reliable response.",
        .silence = "Not reported when RSeq exceeds 2147483647 only: that limit applies to the "
                   "first reliable response to a request, and this message alone does not show "
                   "whether it is the first.",
    },
    {
        .id = "ringing-with-sdp-no-media-auth",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3960 §3.2",
        .see = "RFC 5009 §8",
        .codes = "180",
        .methods = SIP_M(INVITE),
        .check = check_ringing_with_sdp,
        .problem = "180 with SDP: ringback tone or early media unclear",
        .requirement = "A 180 with SDP says in P-Early-Media whether early media is sent",
        .remedy = "The server breaks no rule. If callers hear silence or two tones, it should "
                  "state in P-Early-Media whether it sends media, or leave SDP out of the 180.",
        .silence = "Not reported when P-Early-Media is present, or when the SDP has no media.",
    },
    {
        .id = "199-reason-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 6228 §5",
        .see = "RFC 6228 §6; RFC 3326 §2",
        .codes = "199",
        .headers = {SIP_HDR_REASON},
        .check = check_199_reason,
        .problem = "199 without a SIP response code in Reason",
        .requirement = "A 199 gives in Reason the response code that ended the early dialog",
        .remedy = "The user agent server or proxy that created the 199 must add Reason with "
                  "protocol SIP and that code as cause.",
    },
    {
        .id = "199-option-tag",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6228 §5",
        .see = "RFC 6228 §6",
        .codes = "199",
        .headers = {SIP_HDR_SUPPORTED, SIP_HDR_REQUIRE, SIP_HDR_PROXY_REQUIRE},
        .check = check_199_tag,
        .problem = "Option tag 199 in a 199 response",
        .requirement =
            "A 199 does not list the option tag 199 in Supported, Require or Proxy-Require",
        .remedy = "The user agent server or proxy that created the 199 must remove the option tag "
                  "199 from these header fields.",
    },
    {
        .id = "199-sdp",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 6228 §8",
        .see = "RFC 6228 §5",
        .codes = "199",
        .check = check_199_sdp,
        .problem = "SDP in a 199",
        .requirement = "A 199 carries no SDP, unless a reliable one has to make the offer",
        .remedy = "The user agent server or proxy that created the 199 should leave SDP out. If a "
                  "reliable 199 must carry an offer, that offer should have no m= lines.",
        .silence = "Not reported when a reliable 199 carries an offer without m= lines: an INVITE "
                   "without an offer makes that necessary.",
    },
};

SIP_SUBJECT_END(provisional);
