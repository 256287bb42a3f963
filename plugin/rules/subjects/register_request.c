/* register_request.c
 * REGISTER as it is sent: its CSeq, and how it removes bindings (RFC 3261 sections 10.2 and 10.3).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/attempt.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"
#include "sip/binding.h"
#include "sip/value.h"

/* --- Contact: * --- */

/* What a REGISTER must have that removes all bindings. */
enum star { NO_STAR, STAR_ALONE, STAR_NOT_ALONE, STAR_WITHOUT_EXPIRES, STAR_EXPIRES, STAR_UNKNOWN };

static enum star read_star(const struct sip_message *request)
{
    struct sip_values it = sip_values_of(request, SIP_HDR_CONTACT);
    struct sip_slice value;
    unsigned stars = 0, contacts = 0;

    while (sip_values_next(&it, &value)) {
        contacts++;
        stars += sip_slice_is(sip_value_main(value), "*");
    }
    if (stars == 0) {
        return NO_STAR;
    }
    if (contacts > 1) {
        return STAR_NOT_ALONE;
    }
    if (!request->headers_complete) {
        return STAR_UNKNOWN; /* Expires, or its value, may have been cut off */
    }
    if (!sip_message_has(request, SIP_HDR_EXPIRES)) {
        return STAR_WITHOUT_EXPIRES;
    }
    return sip_message_expires_is_zero(request) ? STAR_ALONE : STAR_EXPIRES;
}

/* "with Expires: 3600" */
static void describe_star(const struct sip_context *context, const struct sip_message *request,
                          enum star star, char *text, size_t size)
{
    if (star == STAR_NOT_ALONE) {
        sip_piece(context, text, size, "beside other Contacts");
    } else if (star == STAR_WITHOUT_EXPIRES) {
        sip_piece(context, text, size, "without Expires");
    } else {
        sip_piece(context, text, size, "with Expires: %.*s",
                  SIP_ARG(sip_message_value(request, SIP_HDR_EXPIRES)));
    }
}

static bool is_wrong(enum star star)
{
    return star == STAR_NOT_ALONE || star == STAR_WITHOUT_EXPIRES || star == STAR_EXPIRES;
}

static enum sip_verdict check_star(const struct sip_context *context, struct sip_finding *finding)
{
    enum star star = read_star(context->message);
    char text[64];

    if (!is_wrong(star)) {
        return star == STAR_UNKNOWN ? SIP_UNDECIDED : SIP_KEPT;
    }
    describe_star(context, context->message, star, text, sizeof(text));
    return sip_broken(finding, context, sip_context_bytes(context, SIP_HDR_CONTACT),
                      "Contact is * %s", text);
}

static enum sip_verdict check_star_accepted(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    enum star star = read_star(context->request);
    char text[64];

    if (!is_wrong(star) || !sip_response_belongs(context)) {
        return SIP_NOT_APPLICABLE;
    }
    describe_star(context, context->request, star, text, sizeof(text));
    return sip_broken(finding, context, SIP_START_LINE, "%u to Contact: * %s in frame %u",
                      context->message->code, text, sip_response_request_frame(context));
}

/* --- Expires --- */

/* Expires counts only for a Contact without a time of its own. */
static enum sip_verdict check_overridden(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    struct sip_bindings it = sip_bindings_of(m);
    struct sip_binding b, first = {.value = {NULL, 0}};

    if (!sip_message_expires_is_zero(m)) {
        return SIP_KEPT;
    }
    while (sip_bindings_next(&it, &b)) {
        if (!b.has_expires || b.expires == 0) {
            return SIP_KEPT;
        }
        first = first.value.p == NULL ? b : first;
    }
    if (first.value.p == NULL || !m->headers_complete) {
        return m->headers_complete ? SIP_NOT_APPLICABLE : SIP_UNDECIDED;
    }
    return sip_broken(finding, context, first.value,
                      "expires=%u of %.*s counts, not Expires: 0: the binding is kept",
                      first.expires, SIP_ARG(first.contact.uri));
}

/* Whether a text is delta-seconds: digits and nothing else. */
static bool is_seconds(struct sip_slice text)
{
    bool digits = text.n > 0;

    for (size_t i = 0; i < text.n && digits; i++) {
        digits = sip_is_digit(text.p[i]);
    }
    return digits;
}

static enum sip_verdict malformed(const struct sip_context *context, struct sip_finding *finding,
                                  struct sip_slice where, const char *what, struct sip_slice value)
{
    return sip_broken(finding, context, where, "%s \"%.*s\" is no number of seconds", what,
                      SIP_ARG(value));
}

/* Who lists a Contact for a while: REGISTER and its 2xx, and a redirection. Elsewhere its expires means nothing. */
static bool has_timed_contacts(const struct sip_message *m)
{
    return m->method == SIP_METHOD_REGISTER || (m->is_response && m->code / 100 == 3);
}

static enum sip_verdict check_malformed(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_row *header = sip_message_row(m, SIP_HDR_EXPIRES);
    struct sip_values it = sip_values_of(m, SIP_HDR_CONTACT);
    struct sip_slice value, seconds;
    struct sip_address address;
    uint32_t room;

    if (header != NULL && !sip_value_seconds(header->value, &room)) {
        return malformed(context, finding, sip_row_bytes(header), "Expires", header->value);
    }
    while (has_timed_contacts(m) && sip_values_next(&it, &value)) {
        if (sip_address_read(value, &address) &&
            sip_value_param(address.params, "expires", &seconds) && !is_seconds(seconds)) {
            return malformed(context, finding, value, "expires", seconds);
        }
    }
    return SIP_KEPT;
}

/* --- CSeq --- */

/* What is larger may begin again at 0 (RFC 3261 section 8.1.1.5). */
#define NEARLY_OVERFLOWN UINT32_C(0x7fffff00)

/* Whether the REGISTER before is over, and this one follows from it: a request that was under way then may
 * arrive later. */
static bool follows(const struct sip_context *context, const struct sip_transaction *before)
{
    const struct sip_transaction *t = context->transaction;

    return before->request_frame != 0 && before->final_code / 100 == 2 &&
           before->addressee == t->addressee && sip_same_server(before, t) &&
           before->cseq_number < NEARLY_OVERFLOWN && !before->request_cut &&
           context->packet->stamp - before->final_time > sip_longest_crossing_time(context);
}

/* Behind proxies: whether it may be the request before, which one of them has sent once more. */
static bool may_be_the_same(const struct sip_message *m, const struct sip_transaction *before)
{
    struct sip_message room;

    if (m->cseq_number != before->cseq_number || sip_values_count(m, SIP_HDR_VIA) == 1) {
        return false;
    }
    const struct sip_message *request = sip_transaction_request(before, &room);
    return request == NULL || sip_message_same_origin(m, request);
}

static enum sip_verdict check_cseq(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_transaction *before = sip_attempt_of_call(context->transaction);

    if (before == NULL || !m->has_cseq_number || m->cseq_number > before->cseq_number) {
        return SIP_KEPT;
    }
    if (!m->headers_complete || !follows(context, before) || may_be_the_same(m, before)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(
        finding, context, before->request_frame, sip_context_bytes(context, SIP_HDR_CSEQ),
        "CSeq is %u; the REGISTER with the same Call-ID in frame %u, which was accepted, had %u",
        m->cseq_number, before->request_frame, before->cseq_number);
}

const struct sip_rule sip_rules_register_request[] = {
    {
        .id = "register-star-not-zero",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §10.2.2",
        .see = "RFC 3261 §10.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(REGISTER),
        .needs = {SIP_HDR_CONTACT},
        .check = check_star,
        .problem = "Contact: * not alone, or not with Expires: 0",
        .requirement = "Contact: * is used alone and with Expires: 0",
        .remedy = "The client must send Expires: 0 with Contact: *, and no other Contact. To "
                  "register, it must name its Contact.",
    },
    {
        .id = "2xx-register-star-not-zero",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §10.3",
        .see = "RFC 3261 §10.2.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .check = check_star_accepted,
        .problem = "2xx to a REGISTER with an invalid Contact: *",
        .requirement =
            "A REGISTER whose Contact: * is not alone, or not with Expires: 0, is refused with 400",
        .remedy = "The registrar must respond with 400 and leave the bindings as they are: it "
                  "cannot know whether they are to be removed.",
    },
    {
        .id = "register-expires-zero-overridden",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §10.2.1.1",
        .see = "RFC 3261 §10.2.2; RFC 3261 §10.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(REGISTER),
        .needs = {SIP_HDR_EXPIRES},
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_overridden,
        .problem = "Expires: 0, but each Contact has its own expires",
        .requirement = "A binding is removed by expires=0 in its Contact, or by Expires: 0 if the "
                       "Contact has no expires of its own",
        .remedy = "To unregister, the client must leave out the expires parameter or set it to 0. "
                  "Often it has copied the Contact with its expires from the last 2xx. As it is, "
                  "the registrar rightly keeps the binding, and calls still go there.",
        .silence = "Not reported where one Contact has no expires, which Expires: 0 then removes, "
                   "or where the capture cut off the header.",
    },
    {
        .id = "register-cseq-not-increased",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §10.2",
        .see = "RFC 3261 §10.3",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(REGISTER),
        .timed = true,
        .check = check_cseq,
        .problem = "CSeq of a REGISTER is not higher than before",
        .requirement = "Each REGISTER with the same Call-ID has a higher CSeq number",
        .remedy = "The client must increase CSeq with every REGISTER, also after a challenge. One "
                  "that has lost its count, after a restart, must take a new Call-ID: a registrar "
                  "refuses or ignores lower numbers.",
        .silence = "Only reported after a REGISTER of the same client, Call-ID and address of "
                   "record that was accepted more than a round trip before. Behind proxies "
                   "(several Vias) the same number is only reported where the last Via shows that "
                   "it is another request. After a challenge see auth-cseq-not-incremented.",
    },
    {
        .id = "expires-malformed",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §20.19",
        .see = "RFC 3261 §20.10; RFC 3261 §10.2.1.1; RFC 3261 §25.1",
        .codes = "2xx,300-399",
        .methods =
            SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH) | SIP_M(INVITE) | SIP_M(REFER),
        .requests =
            SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH) | SIP_M(INVITE) | SIP_M(REFER),
        .needs = {SIP_HDR_EXPIRES, SIP_HDR_CONTACT},
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_malformed,
        .problem = "Expires, or expires of a Contact, is no number",
        .requirement = "Expires and the expires parameter of a Contact are a number of seconds, "
                       "without sign or fraction",
        .remedy = "The sender, or a proxy that rewrites the time, must send digits only, and 0 to "
                  "remove a binding. A registrar takes anything else for 3600: a removal with "
                  "a negative number leaves the binding in place.",
        .silence = "Not reported for a number in quotes, which is understood. The expires of a "
                   "Contact is judged in REGISTER, its 2xx and redirections: elsewhere it means "
                   "nothing.",
        .explains = {"2xx-register-contact-missing", "2xx-register-own-binding-missing"},
    },
};

SIP_SUBJECT_END(register_request);
