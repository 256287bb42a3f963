/* collect.h
 * Makes a capture's part of a report out of its messages, which come one by one. What findings a
 * message has may not be known before the capture has ended, so of each message a little is kept
 * until then, and its text as long as there is room.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_COLLECT_H
#define SIP_REPORT_COLLECT_H

#include "report/failed.h"
#include "report/model.h"
#include "sip/message.h"

/* What a report holds at most. */
struct report_limits {
    gsize kept_octets;    /* of texts, of messages whose findings are not known yet */
    gsize text_octets;    /* of one text */
    guint texts_per_rule; /* findings whose messages are shown in full */
    guint dialogs;
    guint messages_per_dialog;
};
extern const struct report_limits report_default_limits;

/* One message, as it came by. Texts are copied. */
struct report_seen {
    const struct sip_message *message;
    guint32 frame;
    guint32 item;       /* which SIP message of the frame, counted from 0 */
    gint64 stamp;       /* since the capture's first packet */
    const char *source; /* addresses */
    const char *destination;
    guint16 source_port;
    guint16 destination_port;
    const char *transport; /* of report_transport, or NULL */
    bool is_stream;        /* ports are of connections, not of servers */
    guint32 original;      /* frame of the earlier message that it repeats; 0: none */
    guint32 request;       /* frame of the request that a response answers; 0: none */
    gint64 request_time;   /* of the first response to a request: how long it took; -1: else */
    bool is_passed_on;     /* a response that its sender has from another server */
    const void *record;    /* what its findings are asked for with; lives as long as this */
};

/* What became of what messages are part of (report/failed.h). */
struct report_outcomes {
    GPtrArray *failed;                      /* of struct report_failed: those that failed */
    guint64 counts[REPORT_KINDS_OF_RECORD]; /* all of each kind */
    const void *(*part_of)(
        const void *record); /* by what a message's findings are asked for with */
};

/* Calls back for each finding that a message has by now. More may be added later, at the end. */
struct report_told {
    const char *rule; /* its id; these as in struct report_finding */
    const char *evidence;
    guint32 related;
    guint32 explained_by;
    guint32 same_as;
    guint32 where, where_length; /* the octets of the message that it is about */
};
typedef void (*report_found)(void *user, const struct report_told *told);
typedef void (*report_ask)(const void *record, report_found found, void *user);

/* Fills in the texts of a rule that is new in the report. */
typedef void (*report_describe)(struct report_rule *rule);

struct report_collector;
struct report_collector *report_collector_new(const struct report_limits *limits, report_ask ask);
void report_collector_free(struct report_collector *c);
void report_collector_add(struct report_collector *c, const struct report_seen *seen);

/* Adds a capture with all that was collected; the caller sets file, filter and begin. outcomes NULL: none
 * are known. May be called again when more was added. */
struct report_capture *report_collector_write(struct report_collector *c, struct report *report,
                                              report_describe describe,
                                              const struct report_outcomes *outcomes);

#endif
