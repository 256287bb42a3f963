/* compare.h
 * Two captures of one system side by side, by device: which findings and which outcomes are new in
 * the second, gone, more frequent or less.
 *
 * A device is an address. A finding counts against all messages that the device sent, an outcome (the
 * code of a final response, repetitions not counted) against its final responses. A rate has changed
 * where it differs by half or more of the lower one, and by three standard deviations, so that chance
 * hardly explains it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_COMPARE_H
#define SIP_REPORT_COMPARE_H

#include "report/model.h"

struct report_change {
    char *change;   /* "new", "more", "less", "gone" */
    char *device;   /* address */
    char *software; /* what it calls itself: "Server: x"; NULL: unknown */
    char *rule;     /* the rule's id and the following are of findings */
    enum sip_severity severity;
    char *problem;
    guint32 frame; /* of the first one: in the second capture, or in the first where it is gone */
    guint32 code;  /* of an outcome */
    char *name;    /* of the code; NULL: it is not registered */
    guint64 before, before_of; /* how many, of how many messages; in the first capture, … */
    guint64 after, after_of;   /* … and in the second */
};

struct report_comparison {
    char *format;
    guint32 format_version;
    char *generator;
    char *language; /* "en", "fr" */
    char *before;   /* names of the captures; NULL: unknown */
    char *after;
    GPtrArray
        *findings; /* of report_change: new ones first, then more, less, gone; the worst first */
    GPtrArray *outcomes; /* the same, by code */
};

/* The report has two captures, both of which could be read. */
struct report_comparison *report_compare(const struct report *report);
void report_comparison_free(struct report_comparison *comparison);

/* Whether there is a new finding of that severity, or a graver one. */
bool report_comparison_is_worse(const struct report_comparison *comparison,
                                enum sip_severity severity);

/* As a text for a tracker, and as one JSON document (docs/commands.md); to be freed with g_free. */
char *report_comparison_markdown(const struct report_comparison *comparison);
char *report_comparison_json(const struct report_comparison *comparison);

#endif
