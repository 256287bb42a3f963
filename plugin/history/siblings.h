/* siblings.h
 * Dialogs with one Call-ID between two addresses: those of the forks of one call, for the most part. They
 * are looked up where the tags of a message lead to none of them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_SIBLINGS_H
#define SIP_HISTORY_SIBLINGS_H

#include "history/dialog.h"

struct sip_siblings;
struct sip_siblings *sip_siblings_new(void);
void sip_siblings_free(struct sip_siblings *all);

/* Puts a dialog, made by this message on dialog->hop, in front of its siblings. */
void sip_siblings_add(struct sip_siblings *all, struct sip_dialog *dialog,
                      const struct sip_message *m);

/* The newest with the Call-ID of the message between the ends of the hop, or NULL. */
const struct sip_dialog *sip_siblings_newest(const struct sip_siblings *all,
                                             const struct sip_message *m,
                                             const struct sip_hop *hop);

/* The newest with the Call-ID and the From tag of a request that its sender had from the same address, with
 * any peer; NULL: there is none, or it has no Record-Route. */
const struct sip_dialog *sip_siblings_of_sender(const struct sip_siblings *all,
                                                const struct sip_message *m,
                                                const struct sip_hop *hop);

/* The newest that a request inside a dialog has made, from another address than those before, to the sender of a request
 * at the same address; NULL: there is none. */
const struct sip_dialog *sip_siblings_moved(const struct sip_siblings *all,
                                            const struct sip_message *m, const struct sip_hop *hop);

#endif
