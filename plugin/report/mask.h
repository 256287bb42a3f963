/* mask.h
 * Messages as they may be shown to others: what would let a reader log in, or listen to a call, is
 * replaced by "***".
 *
 * Masked are: in Authorization, Proxy-Authorization, WWW-Authenticate, Proxy-Authenticate and
 * Authentication-Info whatever is not known to be harmless (response, cnonce, ik, ck and the tokens
 * of Basic and Bearer are not; username, realm and nonce are); passwords in URIs; keys in SDP
 * (SDES, MIKEY, k=, ice-pwd); and such parameters wherever else they are. A body that is encoded,
 * and may hide any of this, is left out.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_MASK_H
#define SIP_REPORT_MASK_H

#include <glib.h>
#include <stdbool.h>

#define REPORT_MASK "***"

/* A message as a new text, made plain as text.h says, lines ending in \n. *masked: something was
 * masked or left out for this reason. */
char *report_mask_message(const char *octets, gsize n, bool *masked);

/* Any other text of a packet (a start line, evidence) as one line, cut after so many characters. */
char *report_mask_line(const char *octets, gsize n, glong characters);

#endif
