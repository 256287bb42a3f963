/* record.h
 * What the first pass found out about the SIP responses of one frame. It lives as long as the
 * capture file is open (wmem_file_scope) and is all that later passes know.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef RECORD_H
#define RECORD_H

#include <epan/packet.h>

#include "sip/code.h"
#include "sip/method.h"

struct finding_record {
    struct finding_record *next;
    const char *evidence; /* valid UTF-8, one line */
    guint32 where;        /* the bytes to highlight: offset in the message, octets */
    guint32 where_length;
    guint16 rule;         /* its number in the table */
};

struct message_record {
    struct message_record *next;     /* in the same frame */
    struct finding_record *findings;
    const char *method;              /* NULL where CSeq gave none */
    guint32 retry_after;             /* seconds */
    guint16 sip_item;                /* which of the frame's SIP items it is, counted from 0 */
    guint16 start;                   /* octets that the dissector's item has before the start line */
    guint16 code;                    /* 0: not a status code of SIP */
    guint16 effective_code;          /* 0: unknown */
    guint16 status_line_length;
    guint8 outcome;                  /* enum sip_outcome */
    bool has_retry_after;
};

/* The record of the frame, NULL if it has no response. */
struct message_record *record_of_frame(packet_info *pinfo);

/* Reads and judges the SIP messages of the frame and keeps the record: first pass only. */
void record_make(packet_info *pinfo, proto_tree *tree);

#endif
