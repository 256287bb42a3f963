/* code.h
 * What a status code means: the IANA registry "SIP Response Codes" as data.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CODE_H
#define SIP_CODE_H

#include <stdbool.h>
#include <stddef.h>

#include "sip/method.h"
#include "sip/slice.h"
#include "texts/text.h"

/* What the client should do next. */
enum sip_action {
    SIP_ACTION_WAIT = 1,
    SIP_ACTION_PROCEED,
    SIP_ACTION_REDIRECT,
    SIP_ACTION_AUTHENTICATE,
    SIP_ACTION_CHANGE_REQUEST,
    SIP_ACTION_RETRY_LATER,
    SIP_ACTION_TRY_ANOTHER_SERVER,
    SIP_ACTION_STOP,
};

/* How far the answer reaches. */
enum sip_scope {
    SIP_SCOPE_NEXT_HOP = 1,
    SIP_SCOPE_THIS_SERVER,
    SIP_SCOPE_THIS_USER_HERE,
    SIP_SCOPE_EVERYWHERE,
};

/* How long it holds. */
enum sip_permanence {
    SIP_TRANSIENT = 1, /* superseded by the next response */
    SIP_TEMPORARY,     /* until some time has passed */
    SIP_PERMANENT,     /* the same request will fail again */
    SIP_CONDITIONAL,   /* until the request, or something else that is named, changes */
};

enum sip_code_status {
    SIP_CODE_REGISTERED = 1,
    SIP_CODE_DEPRECATED,
    SIP_CODE_RESERVED,
    SIP_CODE_UNREGISTERED,
};

/* What became of the request, in the words of a call record. */
enum sip_outcome {
    SIP_OUTCOME_NONE = 0, /* a provisional response other than ringing: nothing yet */
    SIP_OUTCOME_RINGING,
    SIP_OUTCOME_ANSWERED,
    SIP_OUTCOME_CHALLENGED,
    SIP_OUTCOME_REDIRECTED,
    SIP_OUTCOME_BUSY,
    SIP_OUTCOME_DECLINED,
    SIP_OUTCOME_UNAVAILABLE,
    SIP_OUTCOME_CANCELLED,
    SIP_OUTCOME_TIMED_OUT,
    SIP_OUTCOME_CLIENT_FAULT,
    SIP_OUTCOME_SERVER_FAULT,
    SIP_OUTCOME_OTHER_SUCCESS,
};

struct sip_code {
    unsigned code;    /* 100 to 699 */
    const char *name; /* the registered reason phrase */
    const char
        *alt_names; /* other phrases in established use for the code, separated by '|', or NULL */
    const char *meaning; /* one sentence: what this code says */
    const char *advice;  /* one sentence: what the client should do next */
    enum sip_action action;
    enum sip_scope scope;
    enum sip_permanence permanence;
    enum sip_code_status status;
    enum sip_outcome outcome; /* of an INVITE; sip_code_outcome knows the other methods */
    const char *reference;    /* where it is defined: "RFC 3261 §21.4.15" */
};

/* The registry, ascending by code. */
extern const struct sip_code sip_codes[];
extern const size_t sip_codes_count;

/* The entry of a registered code, or NULL. */
const struct sip_code *sip_code_find(unsigned code);

/* The code that a client must treat an unregistered one as: x00 of its class, 183 for a
 * provisional one (RFC 3261 section 8.1.3.2). A registered code gives itself, a code outside
 * 100-699 gives 0. */
unsigned sip_code_effective(unsigned code);

/* Whether it asks the client for credentials. */
static inline bool sip_code_is_challenge(unsigned code)
{
    return code == 401 || code == 407;
}

/* The entry that describes code: its own, or that of its effective code. NULL outside 100-699. */
const struct sip_code *sip_code_describe(unsigned code);

/* What became of a request with this method. */
enum sip_outcome sip_code_outcome(unsigned code, enum sip_method method);

/* True if phrase is the registered name of code or one of its alternatives, case ignored. */
bool sip_code_has_phrase(const struct sip_code *code, struct sip_slice phrase);

/* The sentences of an entry in the language chosen. */
const char *sip_code_meaning(const struct sip_code *code, enum sip_language language);
const char *sip_code_advice(const struct sip_code *code, enum sip_language language);

/* Names for the enumerations, as filters know them: always English. */
const char *sip_class_name(unsigned class_digit); /* "Request Failure" */
const char *sip_action_name(enum sip_action action);
const char *sip_scope_name(enum sip_scope scope);
const char *sip_permanence_name(enum sip_permanence permanence);
const char *sip_code_status_name(enum sip_code_status status);
const char *sip_outcome_name(enum sip_outcome outcome);

/* The same as people read them, in the language chosen. */
const char *sip_class_text(unsigned class_digit, enum sip_language language);
const char *sip_action_text(unsigned action, enum sip_language language);
const char *sip_scope_text(unsigned scope, enum sip_language language);
const char *sip_permanence_text(unsigned permanence, enum sip_language language);
const char *sip_code_status_text(unsigned status, enum sip_language language);
const char *sip_outcome_text(unsigned outcome, enum sip_language language);

#endif
