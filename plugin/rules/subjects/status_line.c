/* status_line.c
 * The version, the code and the reason phrase (RFC 3261 sections 7.2 and 21).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "rules/subjects/subjects.h"
#include "sip/code.h"

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
        return sip_broken(finding, context, SIP_START_LINE, "no space after %.*s",
                          SIP_ARG(m->code_text));
    }
    return SIP_KEPT;
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
    return sip_broken(finding, context, m->code_text, "%u %.*s is treated as %u", m->code,
                      SIP_ARG(sip_slice_trim(m->phrase)), sip_code_effective(m->code));
}

/* Codes of HTTP/1.1 and of RFC 2543 that SIP did not take over. */
#define HTTP_CODES "101,201,203,205,206,303,304,306,307,409,411"

static enum sip_verdict check_phrase_there(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (!m->phrase_separated) {
        return SIP_NOT_APPLICABLE; /* reported by status-line-spacing */
    }
    if (sip_slice_trim(m->phrase).n > 0) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, SIP_START_LINE, "nothing after %.*s",
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
 * (202 "OK"), the words of 607 and 608, which were in use long before these codes, and a 500 with the phrase of
 * the 503 that a proxy has to make it of (RFC 3261 section 16.7, step 6). */
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
        bool by_proxy = code->code == 500 && other->code == 503;
        if (sip_slice_is(phrase, other->name) && !both_succeed && !by_proxy && other->code != 607 &&
            other->code != 608) {
            return other;
        }
    }
    return NULL;
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
    return sip_broken(finding, context, phrase, "%u called \"%.*s\", which is the phrase of %u",
                      m->code, SIP_ARG(phrase), owner->code);
}

static enum sip_verdict check_explained(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_code *code = sip_code_find(m->code);
    struct sip_slice phrase = sip_slice_trim(m->phrase);

    if (phrase.n == 0) {
        return SIP_NOT_APPLICABLE; /* reported by reason-phrase-empty */
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

static enum sip_verdict check_202(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    return sip_broken(finding, context, SIP_START_LINE, "%.*s %.*s to %.*s (%s)",
                      SIP_ARG(m->code_text), SIP_ARG(m->phrase), SIP_ARG(m->method_name),
                      m->method == SIP_METHOD_REFER ? "RFC 7647 §5" : "RFC 6665 §8.3.1");
}

const struct sip_rule sip_rules_status_line[] = {
    {
        .id = "sip-version-not-2",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §7.1",
        .check = check_version,
        .problem = "SIP version is not written as SIP/2.0",
        .requirement = "The status line begins with SIP/2.0 in upper case",
        .remedy = "The sender must write SIP/2.0. Receivers ignore the case, but accept no other "
                  "version number.",
        .silence = "Not reported where Wireshark does not show the message as SIP. It shows other "
                   "versions as SIP only if it already knows that the stream carries SIP (over TCP "
                   "or TLS), or if its preference for strict SIP versions is off.",
    },
    {
        .id = "status-line-spacing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §7.2",
        .see = "RFC 3261 §25.1; RFC 4475 §3.1.1.13",
        .codes = "100-699",
        .check = check_spacing,
        .problem = "Wrong spacing around the status code",
        .requirement = "One space precedes the status code and one follows it, even if the reason "
                       "phrase is empty",
        .remedy = "The sender must put exactly one space on each side of the status code.",
        .silence =
            "Not reported when more than one space follows the code: a reason phrase may begin "
            "with a space. The other cases are only reported where Wireshark already knows that "
            "the stream carries SIP; elsewhere it does not recognise the message.",
    },
    {
        .id = "status-code-out-of-range",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_MALFORMED,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §7.2",
        .see = "RFC 3261 §25.1; RFC 4475 §3.1.2.19",
        .check = check_code_range,
        .problem = "Status code is not a number from 100 to 699",
        .requirement = "A status code is a three-digit number from 100 to 699",
        .remedy =
            "The server must send a status code that SIP defines. Clients drop this response.",
        .silence = "Not reported when the code is not three characters long and Wireshark does not "
                   "already know that the stream carries SIP (over TCP or TLS): it then does not "
                   "recognise the message as SIP.",
    },
    {
        .id = "status-code-unregistered",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.1.3.2",
        .see = "RFC 3261 §27.4",
        .codes = "!" HTTP_CODES,
        .check = check_registered,
        .problem = "Status code not registered with IANA",
        .requirement =
            "A client treats an unregistered code as the x00 of its class, and a 1xx as 183",
        .remedy = "The server should send a registered code, unless all clients are known to "
                  "understand this one.",
    },
    {
        .id = "status-code-obsolete-or-http",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_DEPRECATED,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §21",
        .see = "RFC 2543 §7.4.10; RFC 2543 §7.4.12",
        .codes = HTTP_CODES,
        .check = sip_check_code,
        .problem = "Status code exists in HTTP or RFC 2543 only",
        .requirement =
            "Status codes that RFC 3261 did not adopt from HTTP or RFC 2543 are not used",
        .remedy = "The server should send the code that RFC 3261 defines for the situation. "
                  "Clients treat this one as the x00 of its class.",
    },
    {
        .id = "reason-phrase-empty",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MAY,
        .reference = "RFC 3261 §25.1",
        .see = "RFC 3261 §7.2; RFC 4475 §3.1.1.13",
        .check = check_phrase_there,
        .problem = "Reason phrase is empty",
        .requirement = "A reason phrase explains the code to a human reader; it may be empty",
        .remedy =
            "The server may add a reason phrase for people who read the trace. Nothing is broken.",
    },
    {
        .id = "reason-phrase-nonstandard",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MAY,
        .reference = "RFC 3261 §7.2",
        .see = "RFC 3261 §21; RFC 3261 §25.1",
        .codes = "!400,480,484",
        .check = check_phrase_standard,
        .problem = "Reason phrase differs from the registered one",
        .requirement =
            "The reason phrase is usually the registered one; a server may send any other",
        .remedy = "The server need not change anything. The phrase may show what the server means "
                  "by the code.",
        .silence = "Not reported when the phrase has either spelling of RFC 3261, is a name in "
                   "established use, adds detail after the standard phrase or is not ASCII (a "
                   "translation), nor for 400, 480 and 484, whose phrase should say more.",
    },
    {
        .id = "reason-phrase-of-other-code",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §7.2",
        .see = "RFC 3261 §21",
        .check = check_phrase_owner,
        .problem = "Reason phrase belongs to another status code",
        .requirement = "The reason phrase is not the standard phrase of another code",
        .remedy = "Check first which element changed the code but kept the phrase, or changed the "
                  "phrase but kept the code. Clients act on the code.",
        .silence = "Not reported where two codes share a phrase (406 and 606), where the phrase is "
                   "the beginning of the code's own phrase, where both codes are a success, "
                   "for the words of 607 and 608, which are older than these codes, and for a 500 "
                   "with the phrase of the 503 that a proxy changed.",
    },
    {
        .id = "reason-phrase-should-explain",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §21.4.1",
        .see = "RFC 3261 §21.4.18; RFC 3261 §21.4.22",
        .codes = "400,480,484",
        .headers = {SIP_HDR_REASON, SIP_HDR_WARNING, SIP_HDR_ERROR_INFO},
        .check = check_explained,
        .problem = "Reason phrase of 400, 480 or 484 gives no detail",
        .requirement = "The reason phrase of a 400, 480 or 484 gives the precise cause",
        .remedy = "The server should give the cause in the reason phrase: the syntax error, why "
                  "the user is unavailable, or what the address lacks.",
        .silence = "Not reported when Reason, Warning, Error-Info or a body may give the cause.",
    },
    {
        .id = "202-deprecated",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_DEPRECATED,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 6665 §8.3.1",
        .see = "RFC 7647 §5",
        .codes = "202",
        .methods = SIP_M(SUBSCRIBE) | SIP_M(NOTIFY) | SIP_M(REFER),
        .check = check_202,
        .problem = "Deprecated 202 sent to SUBSCRIBE, NOTIFY or REFER",
        .requirement = "SUBSCRIBE, NOTIFY and REFER are accepted with 200, not with 202",
        .remedy = "The server should send 200 instead of 202; clients treat both alike.",
    },
    {
        .id = "202-other-method",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 6665 §8.3.1",
        .see = "RFC 3428 §7; RFC 5360 §5.10",
        .codes = "202",
        .methods = SIP_M_NOT(SIP_M(MESSAGE) | SIP_M(SUBSCRIBE) | SIP_M(NOTIFY) | SIP_M(REFER) |
                             SIP_M(PUBLISH) | SIP_M(REGISTER) | SIP_M(OTHER)),
        .check = sip_check_code,
        .problem = "202 sent to a method for which it has no meaning",
        .requirement =
            "202 is sent only to methods for which a specification defines it, such as MESSAGE",
        .remedy =
            "The server should send 200, because no specification defines 202 for this method.",
        .silence =
            "Not reported where the method is REGISTER, whose bindings may be pending (RFC 5360), "
            "PUBLISH or an unregistered method, which may have uses of their own for 202.",
    },
};

SIP_SUBJECT_END(status_line);
