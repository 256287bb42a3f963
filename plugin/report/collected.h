/* collected.h
 * What a collector keeps, for the two files that are the collector: collect.c gathers, write.c
 * makes a capture of the report.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_COLLECTED_H
#define SIP_REPORT_COLLECTED_H

#include "report/collect.h"

/* A text that is kept in the collector's chunk, equal ones once. */
typedef const char *text_kept;

struct sender {
    text_kept address;
    const char *transport;
    GPtrArray *software; /* of text_kept */
    guint64 requests;
    guint64 responses;
    guint16 port;
};

struct dialog {
    text_kept call_id; /* NULL: none */
    text_kept from;
    text_kept to;
    text_kept method;
    text_kept outcome;
    GPtrArray *messages; /* of struct kept */
    bool challenged;     /* outcome is a 401 or 407: another final response replaces it */
    bool has_findings;   /* these and the following: known when the report is written */
    bool has_text;
    unsigned severity;
};

/* One message. There may be millions. */
struct kept {
    const void *record;
    struct dialog *dialog;
    struct sender *sender;
    gint64 stamp;
    text_kept source;
    text_kept destination;
    const char *transport;
    text_kept start_line;
    text_kept method;
    text_kept cseq;
    char *text; /* octets as captured; NULL: dropped */
    guint32 text_length;
    guint32 frame;
    guint32 item;
    guint32 original;
    guint32 request;
    guint16 source_port;
    guint16 destination_port;
    guint16 code;
    guint16 findings_counted; /* how many were looked at: new ones come behind them */
    bool is_response;
    bool has_sdp;
    bool wanted; /* shown in full: it, or a message related to it, breaks a rule */
    bool has_findings;
};

/* A final or first response, for the charts. */
struct answer {
    gint64 stamp;
    gint64 request_time; /* -1: not the first to its request */
    guint16 code;
    const struct sender *sender;
};

struct report_collector {
    struct report_limits limits;
    report_ask ask;
    GStringChunk *texts;
    GHashTable *dialogs;     /* Call-ID -> struct dialog */
    GPtrArray *dialog_order; /* the same, in order */
    GHashTable *senders;     /* "192.0.2.1 5060 UDP" -> struct sender */
    GPtrArray *sender_order;
    GPtrArray *messages; /* of struct kept, in order of frames */
    GArray *answers;     /* of struct answer */
    GHashTable *shown;   /* rule id -> how many of its findings have their messages shown */
    guint oldest_text;   /* in messages: before it, only wanted messages have texts */
    gsize text_octets;   /* of texts from there on */
    guint64 requests;
    guint64 responses;
    guint64 repetitions;
};

/* The place in messages of the first one of that frame or, if it has none, of a later one. */
guint report_collector_find(const struct report_collector *c, guint32 frame);

/* Looks at the findings that are new, and decides which messages are shown in full. */
void report_collector_count(struct report_collector *c, struct kept *message);

#endif
