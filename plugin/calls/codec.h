/* codec.h
 * The codecs that an answer settles on (RFC 3264 section 6.1: its first format is the one that its
 * sender prefers, and what is used unless somebody knows better).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_CODEC_H
#define SIP_CALLS_CODEC_H

#include <glib.h>

#include "sip/message.h"

/* Of each stream that is not refused: "PCMA", "PCMU, video H264", "image t38". Telephone events and
 * comfort noise are passed over. False where the session description is not known, or refuses all.
 * The text may hold any octets of the message. */
bool sip_message_codecs(const struct sip_message *m, GString *text);

#endif
