/* call.h
 * A call as a user thinks of it: the INVITE that is to make a dialog, its tries (after a challenge, a
 * redirection, another refusal that the client can answer), its copies on other hops, its branches, and
 * whatever else its Call-ID brings.
 *
 * What is kept of a call is small: transactions keep the rest (history/transaction.h), which last as
 * long as the capture. How a call ended is worked out when it is asked for: see outcome.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_CALL_H
#define SIP_CALLS_CALL_H

#include "calls/cause.h"
#include "calls/record.h"
#include "history/kept/pool.h"
#include "history/transaction.h"

/* Calls of one Call-ID that are looked through. */
#define SIP_CALL_MAX_USES 8

/* INVITEs that are kept of one call: further ones only count. */
#define SIP_CALL_MAX_LEGS 64

/* Dialogs of one leg whose early codecs are kept, and dialogs of one call that a BYE ended. */
#define SIP_LEG_MAX_BRANCHES 8
#define SIP_CALL_MAX_HANGUPS 4

/* What one callee has answered on one leg before its 2xx. */
struct sip_branch {
    struct sip_branch *next;
    const char *codecs;
    uint32_t tag; /* a hash of its To tag */
};

/* One INVITE of the call on one hop. */
struct sip_leg {
    struct sip_leg *next;
    const struct sip_transaction *invite;
    struct sip_branch *branches;
    const char *phrase, *warning; /* of its 2xx, or of its first failure; NULL: none */
    struct sip_cause cause;       /* of its final response, or else of a provisional one */
    uint16_t attempt;             /* the how manieth try of the call it belongs to, from 1 */
    bool
        onward; /* sent on by a proxy, or by a B2BUA that keeps the Call-ID; else sent by the caller,
                    or by the nearest party that was captured */
};

enum sip_side { SIP_SIDE_UNKNOWN, SIP_SIDE_CALLER, SIP_SIDE_CALLEE };

/* The end of one dialog of the call. */
struct sip_hangup {
    struct sip_hangup *next;
    const struct sip_transaction *bye;
    int64_t stamp;
    uint32_t frame; /* of the BYE, or of what answered it where only that was captured */
    uint32_t tag;   /* a hash of the callee's tag */
    uint8_t by;     /* enum sip_side */
};

/* What few calls have. */
struct sip_call_extra {
    /* Legs of a B2BUA, each with a Call-ID of its own: all have the record of the first one. */
    struct sip_call
        *inbound; /* the first leg, where this is another one; NULL: it is no such leg */
    struct sip_call *outbound; /* of the first leg: the others, by … */
    struct sip_call *last_outbound;
    struct sip_call *next_outbound; /* … this */

    const char *transfer_target; /* Refer-To of the newest REFER; NULL: none */
    struct sip_call *replaces;   /* the call whose place it takes (RFC 3891); NULL: none */
    struct sip_cause end_cause;  /* of BYE or CANCEL */
    int64_t cancel_time;         /* of the caller's CANCEL; only if cancel_frame is not 0 */
    uint32_t cancel_frame;
    uint32_t lost_frame; /* the answer that shows that the other side no longer knows the dialog
                            (RFC 5057 section 5.1); 0: none */
    uint16_t
        transfer_code; /* what the referee says of the transfer, or the REFER was refused with; 0:
                               nothing yet */
    uint8_t joined_by; /* enum sip_join: what proves that it is a leg of another call */
};

struct sip_call {
    struct sip_record record;
    uint64_t key;           /* of Call-ID */
    struct sip_call *older; /* an earlier call with the same Call-ID */

    struct sip_call_extra *extra; /* NULL: it has nothing of that. See sip_call_extra */

    const char *call_id;
    const char *caller, *callee; /* the URIs in From and To */
    struct sip_leg *legs;
    const char *codecs; /* agreed on, and its changes: "PCMA, then image t38"; NULL: not known */
    const char *last_codecs;
    struct sip_hangup *hangups; /* the first first */

    uint32_t caller_tag; /* a hash of the caller's tag */
    uint16_t attempts;
    uint16_t leg_count; /* those that are not kept counted, too */
    uint8_t vias;       /* the fewest values of Via that an INVITE of it has */
    uint8_t hangup_count;
    uint8_t codec_changes;
    bool from_start : 1; /* an INVITE that is to make a dialog, or an answer to one, was captured */
    bool answered : 1;   /* there was a 2xx, or an ACK to one */
    bool confirmed : 1;  /* a 2xx to an INVITE nearest to the caller was captured */
    bool cut : 1;        /* the capture cut off some of its messages */
};

struct sip_calls;

/* The call that a message belongs to, after it was added to its transaction (t); NULL: none. Makes new
 * calls. Further calls of the same Call-ID are found by `older`. */
struct sip_call *sip_call_add(struct sip_calls *all, const struct sip_packet *packet,
                              const struct sip_transaction *t);

/* A hash of a tag, never 0; 0 where there is none. */
uint32_t sip_call_tag(struct sip_slice tag);

/* A new call that begins with this message; it has no number yet: see sip_calls_enter. */
struct sip_call *sip_call_new(struct sip_calls *all, const struct sip_packet *packet);

/* The newest call with this Call-ID, which leads to earlier ones; NULL: none. */
struct sip_call *sip_call_find(const struct sip_calls *all, uint64_t call_id);

/* What few calls have, to be read: all 0 where this one has none of it. */
const struct sip_call_extra *sip_call_extra(const struct sip_call *call);

/* The same, to be written. */
struct sip_call_extra *sip_call_add_extra(struct sip_calls *all, struct sip_call *call);

/* The call that a leg of a B2BUA belongs to: itself where it is no such leg. */
struct sip_call *sip_call_first(struct sip_call *call);

#endif
