/* overlap.h
 * What was pending in a dialog when a request came: one INVITE and one offer at a time (RFC 3261 section 14,
 * RFC 3311). What was not captured is never pending.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_OVERLAP_H
#define SIP_RULES_SUBJECTS_OVERLAP_H

#include "rules/engine/context.h"

/* What a request has run into. */
struct sip_overlap {
    const struct sip_transaction *other; /* NULL: nothing */
    bool own;                            /* the server sent it; else the client, before this one */
    bool
        settled; /* perhaps it only seems to be pending: its offer may have had its answer in a reliable response
                     that was not captured, as was its PRACK */
};

/* Of a response to INVITE or UPDATE in a dialog: by RFC 3261 section 14.2 and RFC 3311 section 5.2. */
struct sip_overlap sip_overlap_find(const struct sip_context *context);

/* Of an INVITE alone, with other INVITEs; one of the server only where it had a response before: the two did
 * not cross. The dialog must be known. */
struct sip_overlap sip_overlap_with_invite(const struct sip_context *context);

/* Whether no INVITE or UPDATE of this side had to do with the time from a while before the request until its
 * response. False also where those before are forgotten. */
bool sip_side_is_at_rest(const struct sip_context *context, const struct sip_dialog_side *side);

#endif
