/* rule.h
 * What a rule is. All rules are in one table (table.h), entry by entry, grouped by subject.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_RULE_H
#define SIP_RULES_ENGINE_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "rules/engine/context.h"
#include "sip/header.h"
#include "sip/method.h"
#include "sip/slice.h"
#include "texts/catalogue.h"

enum sip_severity { SIP_CHAT = 1, SIP_NOTE, SIP_WARN, SIP_ERROR };

/* Wireshark's expert groups of the same names. */
enum sip_group {
    SIP_GROUP_PROTOCOL = 1,
    SIP_GROUP_RESPONSE_CODE,
    SIP_GROUP_SEQUENCE,
    SIP_GROUP_MALFORMED,
    SIP_GROUP_SECURITY,
    SIP_GROUP_DEPRECATED,
    SIP_GROUP_ASSUMPTION,
};

/* How strongly the text demands it, in the words of RFC 2119. */
enum sip_strength {
    SIP_MUST = 1,
    SIP_MUST_NOT,
    SIP_SHOULD,
    SIP_SHOULD_NOT,
    SIP_MAY,
    SIP_HEURISTIC,      /* no text demands it: experience */
    SIP_OF_CUSTOM_RULE, /* the user does */
};

enum sip_verdict {
    SIP_NOT_APPLICABLE, /* the rule does not apply to this message */
    SIP_KEPT,
    SIP_BROKEN,
    SIP_UNDECIDED, /* what would decide was not captured: never shown as broken */
};

/* A set of methods: SIP_M(INVITE) | SIP_M(UPDATE). */
typedef uint32_t sip_methods;
#define SIP_M(method) (UINT32_C(1) << SIP_METHOD_##method)
#define SIP_M_ANY UINT32_C(0)
/* Every method that could be read, but not these. */
#define SIP_M_NOT(methods) (~(methods) & ~SIP_M(UNKNOWN))
/* The same and where none could be read: CSeq is missing as well, and what is excepted is rare. */
#define SIP_M_BUT(methods) (~(methods))
#define SIP_M_NON_INVITE SIP_M_NOT(SIP_M(INVITE) | SIP_M(ACK))
#define SIP_M_DIALOG_MAKING (SIP_M(INVITE) | SIP_M(SUBSCRIBE) | SIP_M(REFER))
#define SIP_M_WITH_OFFERS (SIP_M(INVITE) | SIP_M(UPDATE) | SIP_M(PRACK))
/* Tables 2 and 3 of RFC 3261, and those of its extensions, ask no header field of a failure to
 * ACK, which is never answered, or to CANCEL, which cannot be sent again. */
#define SIP_M_NOT_ACK_CANCEL SIP_M_NOT(SIP_M(ACK) | SIP_M(CANCEL))

/* Which messages a rule is asked about. */
enum sip_when {
    SIP_ON_RESPONSE,         /* every response, each copy of it */
    SIP_ON_MATCHED_RESPONSE, /* the first copy of a response whose request was captured whole */
    SIP_ON_LATE_RESPONSE,    /* the same where the request is not kept any more (context->request is
                        NULL), but its dialog is: for those of SIP_ON_MATCHED_RESPONSE that are .late */
    SIP_ON_REQUEST,          /* the first copy of a request; codes do not matter */
    SIP_ON_REPEATED_REQUEST, /* a later copy of a request, and of a response (SIP_ON_MATCHED_RESPONSE); */
    SIP_ON_REPEATED_RESPONSE, /* never of a packet that was only captured twice */
    SIP_ON_RETRY, /* such a request after a failure: context->failure; codes are the failure's */
    SIP_AT_END,   /* a request, when nothing more is expected of its transaction, or the capture
                        has ended: context->now is when; codes do not matter */
    SIP_AT_END_OF_FINAL, /* the first final response of a transaction, at the same time */
    SIP_AT_END_OF_GRANT, /* a 2xx to REGISTER whose binding has lapsed: context->grant. Message and
                            packet are not kept any more: there is nothing but the start line */
    SIP_WHEN_COUNT,
};

/* How often the same fault is reported in full: see told.h. Later it is a chat that points to the first. */
enum sip_once {
    SIP_EACH_TIME,
    SIP_ONCE_A_CLIENT, /* the one that sends the request has it in all of them */
    SIP_ONCE_A_SERVER, /* the same of the one that sends the response */
    SIP_ONCE_A_USER_AGENT, /* who made the message, a request or a response, be it behind a proxy: known by
                            its address on this hop and its software, or else its own URI */
    SIP_ONCE_A_DIALOG,
    SIP_ONCE_A_CALL_AND_SERVER, /* once for a Call-ID and a server */
};

/* What a broken rule has to say. Evidence is plain text without its final full stop, cut at the
 * size given here. */
#define SIP_EVIDENCE_SIZE 256
struct sip_finding {
    struct sip_slice where; /* the bytes to highlight, in the message: the header at fault, the
                               status line where something is absent */
    char evidence[SIP_EVIDENCE_SIZE];
    uint32_t related; /* frame of the other message concerned; 0: none (of an answer: its request;
                         of a repetition: the first copy) */
    const struct sip_response *
        at; /* at the end of a request: the response at fault, on which the finding lies; NULL: the request.
                where is its status line then */
    uint32_t
        of_server; /* frame where a rule that is .of_server explains it if it is broken there, be it
                           found before or later; 0: none */
    unsigned
        reason; /* which of several reasons it is, where the rule is .once: by default, which text the evidence
                   has */
    uint64_t sense; /* of the evidence, whatever its language: see sip_told_sense() */
    /* Filled in when it is reported (told.h): */
    uint64_t copy_key;     /* what it is known by, and what is found in copies of the message */
    uint32_t same_as;      /* frame where its sender had the same fault first; 0: here */
    uint32_t explained_by; /* frame of the finding that it is a consequence of; 0: none */
};

struct sip_rule;

/* Judges one message by context->rule. Reads the context, writes only *finding, and that only if
 * broken. */
typedef enum sip_verdict (*sip_check)(const struct sip_context *context,
                                      struct sip_finding *finding);

#define SIP_RULE_MAX_HEADERS 5
#define SIP_RULE_MAX_NEEDS 20
#define SIP_RULE_MAX_EXPLAINS 12

struct sip_rule {
    const char *id; /* its stable name: "420-unsupported-missing" */
    enum sip_severity severity;
    enum sip_group group;
    enum sip_strength strength;
    const char *reference; /* the one place that says it: "RFC 3261 §21.4.15" */
    const char *see;       /* further places, separated by "; ", or NULL */
    enum sip_when when;
    bool looks_back;     /* of SIP_ON_RESPONSE: it reads more of the context than message and
                                packet, as all others do anyway */
    const char *codes;   /* status codes: "420", "401,407", "101-199", "2xx", "!423" (all but);
                                NULL: every response */
    sip_methods methods; /* methods in CSeq; SIP_M_ANY: any, even none that could be read */
    sip_methods
        requests; /* of SIP_ON_RESPONSE: it is also asked about the first copy of a request with
                             one of these methods; codes do not matter */
    enum sip_header_id headers[SIP_RULE_MAX_HEADERS]; /* for the checks of one shape; 0 ends it */
    enum sip_header_id
        needs[SIP_RULE_MAX_NEEDS]; /* without one of these in the message it cannot be
                                broken, and is not asked: saves time; none: it is always asked */
    bool late; /* of SIP_ON_MATCHED_RESPONSE: it is also asked where the request is not kept */
    bool ends; /* of a rule on responses or requests: it is also asked at the end of the request, as
                  with SIP_AT_END: then context->packet is NULL, and codes are for it to look at */
    bool
        order; /* of SIP_ON_MATCHED_RESPONSE: it judges when a response comes, not what it says, and
                   is also asked about a repeated one */
    bool
        acks; /* of SIP_ON_MATCHED_RESPONSE: it is also asked about an ACK that is a transaction of its
                  own: the answer to an offer in a 2xx */
    enum sip_once once; /* where the same sender has the same fault again and again */
    bool
        alone; /* of SIP_AT_END_OF_FINAL: it is also asked where the request was not captured: response
                   and ACK alone decide */
    bool
        handed_on; /* proxies hand on what is wrong, with other numbers on each hop: it is not said again of copies of
                       the message, whatever the evidence */
    bool of_server; /* it tells of the server, whatever the call: see sip_finding */
    bool timed;     /* it compares times: not asked where time stamps are broken */
    sip_check check;
    const char *problem;     /* what is wrong where it is broken: at most 60 characters, no full
                                stop */
    const char *requirement; /* what the text demands: one line, no full stop */
    const char *remedy;  /* who has to change what: one or two sentences with their full stops */
    const char *silence; /* where it is not reported on purpose, and why: sentences, or NULL */
    const char *explains[SIP_RULE_MAX_EXPLAINS]; /* ids of rules whose findings are a consequence
                                                    of this one where both are found in one dialog
                                                    or transaction, or one names the message of the
                                                    other: they are chats then; NULL ends it */
    const struct sip_rule_texts *translated[SIP_LANGUAGES]; /* of a custom rule: what the
                                                               catalogues do not have */
};

/* "chat", "note", "warning" or "error", and the same in a language. */
const char *sip_severity_name(enum sip_severity severity);
const char *sip_severity_text(unsigned severity, enum sip_language language);

/* The texts of a rule in that language; in English where it has none. */
const char *sip_rule_problem(const struct sip_rule *rule, enum sip_language language);
const char *sip_rule_requirement(const struct sip_rule *rule, enum sip_language language);
const char *sip_rule_remedy(const struct sip_rule *rule, enum sip_language language);
const char *sip_rule_silence(const struct sip_rule *rule, enum sip_language language);

/* "MUST NOT": the same in all languages. */
const char *sip_strength_name(enum sip_strength strength);

/* Whether the rule judges a message by more than itself: by what came before, came later, or never
 * came. */
bool sip_rule_needs_history(const struct sip_rule *rule);

/* Whether the rule's codes and methods admit a response. A code of 0 is one outside 100-699:
 * only rules without codes apply to it. */
bool sip_rule_admits(const struct sip_rule *rule, unsigned code, enum sip_method method);
bool sip_rule_admits_method(const struct sip_rule *rule, enum sip_method method);

/* Whether a text like "401,407", "101-199" or "!2xx" can be understood. NULL can. */
bool sip_codes_valid(const char *codes);

/* For where: the start line. */
#define SIP_START_LINE ((struct sip_slice){NULL, 0})
/* The same: the header field of the message, or the start line where there is none. */
struct sip_slice sip_context_bytes(const struct sip_context *context, enum sip_header_id id);

/* Fills *finding and gives SIP_BROKEN. where: the bytes to highlight, or SIP_START_LINE. The evidence is
 * written in the language of the context, by the translation of its format. */
enum sip_verdict sip_broken(struct sip_finding *finding, const struct sip_context *context,
                            struct sip_slice where, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same of SIP_AT_END: the finding lies on a response, at its status line. */
enum sip_verdict sip_broken_at(struct sip_finding *finding, const struct sip_context *context,
                               const struct sip_response *response, uint32_t related,
                               const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The same, with the frame of the other message concerned. */
enum sip_verdict sip_broken_by(struct sip_finding *finding, const struct sip_context *context,
                               uint32_t related, struct sip_slice where, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* For a part of the evidence: a word or a phrase in the language of the context. */
const char *sip_word(const struct sip_context *context, const char *english)
    __attribute__((format_arg(2)));

/* The same, written into text by the translation of a format. Gives its length; what does not fit is cut
 * off. */
size_t sip_piece(const struct sip_context *context, char *text, size_t size, const char *format,
                 ...) __attribute__((format(printf, 4, 5)));

/* How much of the first n octets of a text is left if they may not end within a character of UTF-8. */
size_t sip_whole_characters(const char *text, size_t n);

/* Checks of one shape: pure data in the table. */

/* One of the header fields listed must be there. */
enum sip_verdict sip_check_required(const struct sip_context *context, struct sip_finding *finding);
/* None of the header fields listed may be there. */
enum sip_verdict sip_check_misplaced(const struct sip_context *context,
                                     struct sip_finding *finding);
/* The header fields listed may each have one value only. */
enum sip_verdict sip_check_single_value(const struct sip_context *context,
                                        struct sip_finding *finding);
/* The one header field listed must be there and, since its grammar demands it, have a value … */
enum sip_verdict sip_check_listed(const struct sip_context *context, struct sip_finding *finding);
/* … that is a number of seconds. */
enum sip_verdict sip_check_seconds(const struct sip_context *context, struct sip_finding *finding);
/* The code itself is the finding, wherever codes and methods of the entry apply. */
enum sip_verdict sip_check_code(const struct sip_context *context, struct sip_finding *finding);

/* Parts of checks. */

/* The header fields listed belong in a 2xx to one of the methods and nowhere else. */
enum sip_verdict sip_misplaced_but_in_2xx(const struct sip_context *context,
                                          struct sip_finding *finding, sip_methods methods);
/* A header field that may only be there together with "Require: option". */
enum sip_verdict sip_needs_require(const struct sip_context *context, const struct sip_row *row,
                                   const char *option, struct sip_finding *finding);

#endif
