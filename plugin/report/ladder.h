/* ladder.h
 * A dialog as a ladder: hosts side by side, messages as arrows between them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_LADDER_H
#define SIP_REPORT_LADDER_H

#include "report/model.h"

struct report_rung {
    const struct report_message *message; /* NULL: only left_out */
    guint from;                           /* places in hosts */
    guint to;
    guint left_out; /* messages left out just before this one */
};

struct report_ladder {
    GPtrArray *hosts; /* of char *, as they appear: "192.0.2.1", with ports where one address has
                         both ends of a message */
    GArray *rungs;    /* of struct report_rung */
    enum sip_language language;
};

/* At most limit messages of the dialog are on the ladder: those with findings and what is
 * around them. */
struct report_ladder *report_ladder_new(const struct report_dialog *dialog, guint limit,
                                        enum sip_language language);
void report_ladder_free(struct report_ladder *ladder);

/* The label of a message's arrow: "200 OK to INVITE, SDP, repeats 12". To be freed. */
char *report_rung_label(const struct report_message *message, enum sip_language language);

/* How many characters must be between the hosts, so that every label has room. */
guint report_ladder_distance(const struct report_ladder *ladder);

/* More hosts than this are not shown side by side. */
#define REPORT_LADDER_HOSTS 8

/* Appends it as lines of text for a monospaced font: frame, time, arrow, findings. With many hosts
 * as a list instead. */
void report_ladder_append(GString *out, const struct report_ladder *ladder);

#endif
