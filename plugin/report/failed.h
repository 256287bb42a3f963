/* failed.h
 * A call, registration, subscription or other request that came to a bad end, as records know it, and
 * how a report puts it: what happened to the user, what is wrong, who has to change something.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_FAILED_H
#define SIP_REPORT_FAILED_H

#include "report/model.h"

enum report_kind_of_record {
    REPORT_CALL,
    REPORT_REGISTRATION,
    REPORT_SUBSCRIPTION,
    REPORT_REQUEST_REFUSED,
};
#define REPORT_KINDS_OF_RECORD (REPORT_REQUEST_REFUSED + 1)

/* How it ended. */
enum report_bad_end {
    REPORT_END_NONE, /* it did not fail */
    REPORT_END_REFUSED,
    REPORT_END_NO_ANSWER, /* it rang, and nobody answered */
    REPORT_END_BUSY,
    REPORT_END_DECLINED,
    REPORT_END_CANCELLED,
    REPORT_END_UNHEARD,    /* the caller gave up, as nothing rang for long */
    REPORT_END_SILENCE,    /* nothing came back */
    REPORT_END_UNSEEN,     /* refused, with what was not captured */
    REPORT_END_LOST,       /* it was up, and the other side no longer knew it */
    REPORT_END_TRANSFER,   /* it was up, and was not transferred */
    REPORT_END_CHALLENGED, /* the client did not come back with credentials */
    REPORT_END_LAPSED,     /* nobody refreshed it in time */
};

/* One record. Texts are as packets have them, NULL where there is none. */
struct report_failed {
    const void *part_of; /* what its messages are part of */
    enum report_kind_of_record kind;
    enum report_bad_end end;
    const char *result; /* as filters know it */
    const char *method; /* of a request */
    const char *event;  /* of a subscription */
    const char *from, *to;
    const char *phrase, *warning;
    char *cause; /* for g_free */
    guint32 number;
    guint32 code;        /* 0: none */
    guint32 failed_code; /* what the server answered that it came from; 0: nothing */
    guint32 tries;
    guint32 frame;
    gint64 stamp;             /* since the capture's first packet */
    gint64 rang, lasted;      /* how long; -1: not known */
    struct report_end client; /* who asked; its address empty: not known */
    struct report_end server; /* where the failure came from, or who did not answer */
    bool sent_on;             /* by that server */
    bool is_callee;           /* that server is where the call rang, or was turned down */
    bool has_credentials;     /* the client sent some */
    bool was_granted;         /* a registration or subscription that was made before */
};

/* Says of a failure what happened, what is wrong, and who has to change what. */
void report_failed_tell(struct report_failure *failure, const struct report_failed *failed,
                        enum sip_language language);

/* "call", … as in the JSON document. */
const char *report_kind_name(enum report_kind_of_record kind);

/* Equal for those that came to the same end; for g_free. */
char *report_failed_key(const struct report_failed *failed);

/* Whether somebody has to change something. */
bool report_failed_is_fault(const struct report_failed *failed);

#endif
