/* replaced.h
 * Dialogs of calls by Call-ID and one end, the tag and the address: where a message names a dialog that it does not
 * belong to (Replaces, RFC 3891).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_REPLACED_H
#define SIP_HISTORY_REPLACED_H

#include "history/dialog.h"
#include "history/kept/recent.h"
#include "sip/replaces.h"

/* Ends that are known; of more, the oldest are forgotten. */
#define SIP_ENDS_KNOWN 16384

/* Adds both ends of a dialog, made by this message on dialog->hop, if it is that of a call. */
void sip_replaced_add(struct sip_recent *ends, struct sip_dialog *dialog,
                      const struct sip_message *m);

/* The dialog that an INVITE replaces, or that a REFER has replaced, if its tags fit only the other way round than they
 * are written: to-tag is that of the user agent that gets the INVITE (RFC 3891 section 3). Where it is not sure who
 * that is, or the dialog not known, NULL. *replaces gets what was written. */
struct sip_dialog *sip_replaced_swapped(const struct sip_recent *ends, const struct sip_message *m,
                                        const struct sip_hop *hop, struct sip_replaces *replaces);

/* The dialog of a call that the client of the hop has from the same address by the tags of a message, whatever its peer
 * is; NULL: it is not known. */
const struct sip_dialog *sip_replaced_of_client(const struct sip_recent *ends,
                                                const struct sip_message *m,
                                                const struct sip_hop *hop);

#endif
