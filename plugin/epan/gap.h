/* gap.h
 * What the capture itself lacks: a fragment, a piece of a stream, one of two directions. Where it is
 * incomplete, silence proves nothing. Each kind is said once, at the first frame that shows it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_EPAN_GAP_H
#define SIP_EPAN_GAP_H

#include <epan/packet.h>

#include "history/packet.h"

enum gap_kind {
    GAP_FRAGMENT,  /* of a packet with a SIP message, not all IP fragments were captured */
    GAP_SEGMENT,   /* in a stream that carried SIP before, a piece is missing */
    GAP_DIRECTION, /* of the two directions between endpoints, only one was captured */
    GAP_CUT,       /* packets were captured up to a snapshot length, and SIP messages are longer */
    GAP_KINDS,
};

void gap_begin_file(void);
void gap_end_file(void);

/* What is before a SIP message with these sequence numbers in its stream; to be asked before
 * gap_note_message. */
enum sip_before gap_before(const struct sip_packet *packet, guint32 begin, guint32 end);

/* Each once, in the order of the capture, with the number of the frame in the file: */
/* a frame in which no SIP was dissected, */
void gap_note_other(packet_info *pinfo, tvbuff_t *tvb, guint32 frame);
/* a frame of which not all octets were captured, and a SIP message goes on in these, */
void gap_note_cut(guint32 frame);
/* a SIP message, */
void gap_note_message(const struct sip_packet *packet);
/* and the sequence numbers of a TCP segment or of SCTP chunks, after the messages in it. packet->message does
 * not matter. */
void gap_note_segment(const struct sip_packet *packet, guint32 begin, guint32 end);

/* Whether segments count: a stream has carried SIP. */
bool gap_wants_segments(void);

/* The first frame that shows such a gap; 0: none does, as far as is known now. The rest of a packet may
 * come until the capture ends. */
guint32 gap_frame(enum gap_kind kind);

/* "an IP fragment of a SIP message was not captured" */
const char *gap_text(enum gap_kind kind);

#endif
