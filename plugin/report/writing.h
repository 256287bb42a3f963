/* writing.h
 * What the files share that make a capture of the report out of what was collected.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_WRITING_H
#define SIP_REPORT_WRITING_H

#include "report/collected.h"

/* What is being written. */
struct writing {
    struct report_collector *c;
    struct report *report;
    struct report_capture *capture;
    report_describe describe;
    GHashTable *findings; /* struct kept -> GPtrArray of its report_finding */
    GHashTable *shown;    /* struct kept -> report_message */
    struct kept *message; /* whose findings are being added */
};

/* Shows a message that was not shown yet, with its findings. */
struct report_message *report_write_message(struct writing *w, struct kept *from);

/* Shows messages (struct kept), shortened if they are too many: adds them to a list of report_message.
 * Gives how many are left out behind the last one. */
guint report_write_messages(struct writing *w, const GPtrArray *from, GPtrArray *to);

/* Adds what failed, with its messages; then the addresses that broke rules. Findings must be there. */
void report_write_failures(struct writing *w, const struct report_outcomes *outcomes);
void report_write_devices(struct writing *w);

#endif
