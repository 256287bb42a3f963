/* outcome.h
 * How a call ended, by what was captured of it until now.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_OUTCOME_H
#define SIP_CALLS_OUTCOME_H

#include "calls/call.h"
#include "calls/clock.h"
#include "texts/text.h"

enum sip_call_result {
    SIP_CALL_ANSWERED = 1, /* and over */
    SIP_CALL_STILL_UP,     /* answered, and no end of it was captured */
    SIP_CALL_BUSY,
    SIP_CALL_DECLINED,
    SIP_CALL_CANCELLED,
    SIP_CALL_NO_ANSWER,  /* it rang, and nobody answered */
    SIP_CALL_FAILED,     /* any other failure, or silence */
    SIP_CALL_INCOMPLETE, /* the capture does not show it */
};
#define SIP_CALL_RESULTS SIP_CALL_INCOMPLETE

enum sip_call_ended_by {
    SIP_ENDED_BY_NOTHING, /* it goes on, as far as was captured */
    SIP_ENDED_BY_CALLER,  /* BYE */
    SIP_ENDED_BY_CALLEE,  /* BYE */
    SIP_ENDED_BY_BYE,     /* of one of them: the beginning was not captured */
    SIP_ENDED_BY_CANCEL,  /* of the caller */
    SIP_ENDED_BY_FAILURE, /* a final response; or the other side no longer knew the dialog */
    SIP_ENDED_BY_TIMEOUT, /* nobody answered the INVITE for 64*T1, or 408 */
    SIP_ENDED_UNSEEN,     /* what ended it was not captured */
};
#define SIP_CALL_ENDS SIP_ENDED_UNSEEN

/* What the capture does not have: bits. */
enum {
    SIP_LACKS_INVITE = 1,    /* the INVITE */
    SIP_LACKS_BEGINNING = 2, /* all that made the call */
    SIP_LACKS_ANSWERS = 4,   /* any answer to the INVITE, though others show that there was one */
    SIP_LACKS_FINAL = 8,     /* the final response */
    SIP_LACKS_END = 16,      /* the end of an answered call */
    SIP_LACKS_OCTETS = 32,   /* parts of messages */
    SIP_LACKS_NEXT_TRY = 64, /* where a redirection led to */
};
#define SIP_LACKS_COUNT 7

/* A time that is not known. */
#define SIP_NEVER INT64_MIN

struct sip_outcome_of_call {
    enum sip_call_result result;
    enum sip_call_ended_by ended_by;
    unsigned lacks; /* SIP_LACKS_… */

    /* The final response that the caller got, or the nearest party that was captured. */
    uint16_t code; /* 0: none */
    uint32_t final_frame;
    const char *phrase, *warning; /* NULL: none */
    struct sip_cause cause; /* of that, of what came before it, or of the request that ended it */

    /* Where a failure came from: the server that nobody was asked behind. */
    const struct sip_endpoint *failed_at; /* NULL: not a failure, or not known */
    uint16_t
        failed_code; /* what it answered; 0: nothing. Another than code: somebody changed it. */
    bool other_leg;  /* that was in another leg of a B2BUA */

    const struct sip_endpoint *client, *server; /* of the INVITE nearest to the caller; NULL: not
                                                   captured */

    /* Microseconds, as the caller saw it; SIP_NEVER: did not happen, or not captured. */
    int64_t begin;    /* the first INVITE */
    int64_t response; /* the first response to it */
    int64_t ringing;  /* the first 180 */
    int64_t answered; /* the first 2xx */
    int64_t end;      /* BYE, or the final response to a call that was not answered */
    uint32_t answered_frame, end_frame; /* 0: none */
    bool end_unanswered;                /* the BYE that ended it was sent until Timer F ran out */

    unsigned attempts, legs; /* tries; INVITEs on all hops, and those of other legs of a B2BUA */
    unsigned branches;       /* callees that answered with more than 100 Trying */
};

/* Of the call that the caller sees: call must be a first leg (sip_call_first). */
struct sip_outcome_of_call sip_call_outcome(const struct sip_call *call,
                                            const struct sip_clock *clock);

/* "answered", "caller BYE" … as filters know them. */
const char *sip_call_result_name(unsigned result);
const char *sip_call_ended_by_name(unsigned ended_by);

/* "the INVITE, the end": to be freed with g_free; NULL where nothing is lacking. */
char *sip_call_lacks_text(unsigned lacks, enum sip_language language);

#endif
