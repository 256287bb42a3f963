/* record.h
 * What was found out about the SIP messages of one frame when it was first met. It is all that later passes
 * know, and lives as long as the capture file is open (wmem_file_scope); where no later pass and no
 * statistic will read it, as long as the packet is dissected.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_EPAN_RECORD_H
#define SIP_EPAN_RECORD_H

#include <epan/packet.h>

#include "calls/calls.h"
#include "rules/engine/copies.h"

struct finding_record {
    struct finding_record *next;
    struct message_record *of; /* the message that it is about */
    const char *evidence;      /* valid UTF-8, one line */
    guint32 related;           /* frame of the other message concerned; 0: none */
    guint32 explained_by;      /* frame of the finding that it is a consequence of; 0: none */
    guint32 same_as;           /* frame where its sender had the same fault first; 0: here */
    guint32 copies;            /* copies of its message that have it, too, and are not reported */
    guint32 where;             /* the bytes to highlight: offset in the message, octets */
    guint32 where_length;
    guint16 rule;    /* its number in the table */
    guint8 severity; /* enum sip_severity, as it is shown */
};

struct message_record {
    struct message_record *next;               /* in the same frame */
    struct finding_record *findings;           /* the worst first */
    const struct sip_transaction *transaction; /* NULL: it belongs to none */
    struct sip_record *part_of;  /* a call, a registration …; NULL: it is part of none */
    struct message_record *copy; /* the newest copy of it; of a copy: the one before; NULL: none */
    const char *method;          /* NULL where CSeq gave none */
    gint64 stamp;                /* microseconds, as in the transaction */
    guint32 frame;               /* number in the file */
    guint32 number;              /* the same as Wireshark shows it */
    guint32 original;            /* frame of the earlier message that it repeats; 0: none */
    guint32 same_as;             /* frame of the first of which it is a copy, on any hop; 0: none */
    guint32 retry_after;         /* seconds */
    gint32 item_start;           /* where the dissector's item starts in its data source, … */
    guint16 sip_item;            /* … and which it was on the first pass, counted from 0 */
    guint16 start;               /* octets that the dissector's item has before the start line */
    guint16 code;                /* 0: not a status code of SIP, or a request */
    guint16 effective_code;      /* 0: unknown */
    guint16 start_line_length;
    guint8 outcome;   /* enum sip_outcome */
    guint8 copy_kind; /* enum sip_copy_kind: whether it is one, and what kind of */
    guint8 presets;   /* sip_preset_set: whose product sent it, of those that the user has chosen */
    bool is_response;
    bool has_retry_after;
};

/* Begins and ends the memory of what came before. */
void record_begin_file(void);
void record_end_file(void);

/* The record of the frame, NULL if it has no SIP message, nobody reads it, or it cannot be known yet.
 * The first time that a frame comes with a tree its messages are read and judged, provided that this was
 * done with all frames before it: what cannot be seen is no ground for a finding. It is kept for later
 * passes if there can be any. */
struct message_record *record_of(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);

/* Judges what never came, now that the capture was read to its end. Cheap if nothing is new. */
void record_finish(void);

/* When the newest message of the file came by: microseconds, as in the transactions. */
gint64 record_newest_time(void);

/* What there is to know of calls when the newest message of the file has come. */
struct sip_clock record_clock(void);

#endif
