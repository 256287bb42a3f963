/* model.h
 * A report as data: what was captured, what is wrong in it, and what shows it. The side that has
 * captures fills it (the plugin's taps, or a reader of its JSON), and a renderer (render.h) writes it down.
 *
 * Every text is valid UTF-8. Those that came from packets are set as they are to be shown: with
 * credentials masked and control characters made visible (mask.h). They are not yet safe in
 * Markdown or HTML; that is up to the renderers.
 *
 * Everything is owned by the report and freed with it. Functions copy the strings they are given.
 * Other objects are added with report_object_add (shape.h).
 * Times are microseconds. Lists are GPtrArrays of pointers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_MODEL_H
#define SIP_REPORT_MODEL_H

#include <glib.h>
#include <stdbool.h>

#include "rules/engine/rule.h"
#include "texts/text.h"

/* A rule that is broken somewhere, with its texts in the user's language. */
struct report_rule {
    char *id;     /* "420-unsupported-missing" */
    char *filter; /* finds its packets in Wireshark: "sip_response.420_unsupported_missing" */
    enum sip_severity severity;
    char *strength;    /* "MUST", "heuristic" … */
    char *reference;   /* "RFC 3261 §21.4.15" */
    char *see;         /* further places, separated by "; "; NULL: none */
    char *problem;     /* what is wrong where it is broken: the headline of its findings */
    char *requirement; /* what it demands */
    char *remedy;      /* what has to change, and who has to do it */
    char *url;         /* of the page that explains it; NULL: none */
    guint64 count;     /* its findings in all captures */
};

/* One side of a packet. */
struct report_end {
    char *address;
    guint16 port;
};

struct report_finding {
    const struct report_rule *rule;
    guint32 frame;            /* of the message that breaks the rule, or that got no answer */
    guint32 item;             /* which SIP message of the frame, counted from 0 */
    gint64 stamp;             /* since the capture's first packet */
    struct report_end source; /* who sent that message */
    char *subject;            /* that message in short: "420 Bad Extension to INVITE" */
    guint32 related;          /* frame of the other message concerned; 0: none */
    char *evidence;           /* what was seen, in one line */
    guint32 explained_by;     /* frame of the finding that this one is a consequence of; 0: none */
    guint32 same_as;          /* frame where its sender had the same fault first; 0: here */
    guint32 line;             /* of the message's text, from 1: the first that it is about, … */
    guint32 last_line;        /* … and the last; 0: not known */
};

struct report_message {
    guint32 frame;
    guint32 item; /* which SIP message of the frame, counted from 0 */
    gint64 stamp; /* since the capture's first packet */
    struct report_end source;
    struct report_end destination;
    const char *transport; /* "UDP", "TCP", "TLS", "SCTP", "WebSocket"; NULL: unknown */
    guint32 code;          /* of a response with a valid code; 0: anything else */
    bool is_response;
    bool has_sdp;
    char *method;          /* of the request line, or of CSeq; NULL: unknown */
    char *cseq;            /* "1 INVITE"; NULL: unknown */
    char *start_line;      /* one line, cut at REPORT_START_LINE characters */
    guint32 original;      /* frame of the earlier message that it repeats; 0: none */
    guint32 left_out;      /* messages of its dialog that are left out just before it */
    GPtrArray *findings;   /* of report_finding, owned by the capture */
    char *text;            /* the message in full, lines ending in \n; NULL: not shown */
    guint64 text_left_out; /* octets of the message behind text that are not shown */
    bool masked;           /* something in text was masked */
};
#define REPORT_START_LINE 200

/* All messages with one Call-ID, on whatever hops: a call, a registration, a subscription. */
struct report_dialog {
    char *call_id; /* NULL: messages without any */
    char *from;    /* From of its first message, without the tag; NULL: unknown */
    char *to;
    char *method;          /* of the request it begins with; NULL: unknown */
    char *outcome;         /* what that request came to: "486 Busy Here"; NULL: unknown */
    guint64 message_count; /* all, the ones left out too */
    guint32 left_out;      /* messages left out behind the last one */
    GPtrArray *messages;   /* of report_message, owned by the capture; in order */
};

/* Calls, registrations, subscriptions or other requests that came to the same bad end: what a report
 * begins with. Sentences are about the first of them; what comes from packets is between backticks in
 * them, and has none itself. */
struct report_failure {
    char *kind;            /* "call", "registration", "subscription", "request" */
    char *result;          /* as filters know it: "busy", "refused" … */
    bool is_fault;         /* false: somebody chose so (busy, declined, cancelled) */
    guint32 code;          /* the final response; 0: none */
    guint64 count;         /* how many came to this end */
    guint32 frame;         /* the first message of the first one */
    gint64 stamp;          /* of that message, since the capture's first packet */
    char *filter;          /* finds their packets */
    char *happened;        /* what happened to the user, in one sentence */
    char *wrong;           /* what is wrong */
    char *remedy;          /* what has to change; NULL: nothing has to */
    char *role;            /* of who has to change it: "caller", "callee", "proxy", "client",
                              "server", "registrar", "notifier", in English; NULL: nobody */
    struct report_end who; /* and its address; empty: nobody's, or not known */
    char *software;        /* what it calls itself; NULL: not known */
    GPtrArray
        *rules; /* of char *: ids of rules that messages of the first one break, the worst first */
    GPtrArray *messages; /* of report_message, owned by the capture: those of the first one */
    guint32 left_out;    /* messages of it left out behind the last one */
};

/* One address that broke rules. */
struct report_device {
    char *address;
    GPtrArray *software; /* of char *: what it calls itself, as in report_sender */
    guint64 findings;
    guint64 dialogs;  /* that have some of them */
    GPtrArray *rules; /* of report_device_rule: the worst first */
};

struct report_device_rule {
    char *rule; /* its id */
    guint64 count;
};

/* What became of the calls and other requests of one kind. */
struct report_tally {
    char *kind;     /* as in report_failure */
    guint64 count;  /* all that the report is about */
    guint64 faults; /* those among the failures that are faults … */
    guint64 others; /* … and the other failures */
};

struct report_code {
    guint32 code;
    char *name;    /* as IANA has it; NULL: it is not registered */
    guint64 count; /* repetitions left out */
};

/* Who sent messages. */
struct report_sender {
    struct report_end end; /* port 0: several, of one address (connections of a stream) */
    const char *transport; /* as in struct report_message */
    guint64 requests;
    guint64 responses;
    guint64 findings;    /* in messages that it sent */
    GPtrArray *codes;    /* of report_code: its responses, ascending */
    GPtrArray *software; /* of char *: "Server: x", "User-Agent: y" as first seen; in order */
};

/* A part of the capture's time. */
#define REPORT_CLASSES 6
struct report_interval {
    gint64 begin;                      /* since the capture's first packet */
    guint64 responses[REPORT_CLASSES]; /* by class, 1xx first; repetitions left out */
    guint64 timed; /* requests that got their first response in it; then, from the
                                 first sending of the request to that response: */
    gint64 shortest;
    gint64 median;
    gint64 longest;
};

struct report_capture {
    char *file;       /* its name without folders; NULL: unknown */
    char *error;      /* why it could not be read, then the rest is empty; NULL: it could */
    char *incomplete; /* why only its beginning could be read; NULL: all of it was */
    char *gap;    /* what the capture lacks inside, and where; NULL: nothing, as far as is known */
    char *filter; /* only messages that match it were looked at; NULL: all */
    gint64 begin; /* of its first packet, since 1970; 0: unknown */
    gint64 first; /* of the first and the last SIP message, since begin */
    gint64 last;
    guint64 requests; /* each counts all copies */
    guint64 responses;
    guint64 repetitions;      /* of these */
    guint64 dialog_count;     /* all, with or without findings */
    guint64 dialogs_left_out; /* dialogs with findings that are not in the list */
    guint64 texts_left_out;   /* messages concerned whose text is not shown, here or there */
    gint64 interval_length;
    guint64 failures_left_out; /* calls and others that failed, and are in no failure of the list */
    GPtrArray *tallies;        /* of report_tally: of kinds that the capture has */
    GPtrArray *failures;       /* of report_failure: faults first, then the most frequent */
    GPtrArray *devices;        /* of report_device: the one with the worst finding first */
    GPtrArray *senders;        /* of report_sender */
    GPtrArray *codes;          /* of report_code, ascending */
    GPtrArray *intervals;      /* of report_interval, in order; empty: no responses */
    GPtrArray *findings;       /* of report_finding, in order of frames */
    GPtrArray *messages;       /* of report_message, in order of frames: those of
                                 dialogs, and others that a finding is related to */
    GPtrArray *dialogs; /* of report_dialog, with findings, in order of their first message */
};

struct report {
    enum sip_language language; /* of its rules' texts, and of what is written around them */
    char *generator;            /* "SIP Response Semantics 0.1.0" */
    GPtrArray *rules;           /* of report_rule: those with findings, in no order */
    GPtrArray *captures;        /* of report_capture */
};

/* A finding by itself, as the statistic "findings" writes it. */
struct report_line {
    guint32 frame;
    enum sip_severity severity;
    char *rule; /* its id; this and the following as in struct report_rule and report_finding */
    char *problem;
    char *requirement;
    char *evidence;
    char *remedy;
    char *strength;
    char *reference;
    char *url;
    guint32 related;
    guint32 explained_by; /* these as in struct report_finding */
    guint32 same_as;
};

/* In English, unless the caller sets another language. */
struct report *report_new(const char *generator);
void report_free(struct report *report);

/* The rule of that id, or NULL. */
struct report_rule *report_find_rule(const struct report *report, const char *id);

/* The rule of that id, made if it is new: with its filter, of severity SIP_NOTE; the caller sets the
 * rest. */
struct report_rule *report_add_rule(struct report *report, const char *id);

struct report_capture *report_add_capture(struct report *report);

/* Adds it at the end of the capture's list, and counts it. */
struct report_finding *report_add_finding(struct report_capture *capture, struct report_rule *rule,
                                          guint32 frame, const char *evidence);

/* As it is shown: a consequence of another finding, or what its sender did before, is a chat. */
enum sip_severity report_finding_severity(const struct report_finding *finding);

/* Sets a string member to a copy (NULL: to nothing): report_set(&rule->remedy, "…"). What is not
 * UTF-8 in it is replaced by U+FFFD. */
void report_set(char **member, const char *text);

/* The constant that stands for this name of a transport, NULL for any other. */
const char *report_transport(const char *name);

/* "error", "warning", "note", "chat", as Wireshark has them, and back; false for any other. */
const char *report_severity_name(enum sip_severity severity);
/* The same as people read it. */
const char *report_severity_text(enum sip_severity severity, enum sip_language language);
bool report_severity_read(const char *name, enum sip_severity *severity);

#endif
