/* analysis.h
 * The way of a message through history and rules: it is judged against what came before, and then
 * belongs to what came before. All that is known of one capture file.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_ANALYSIS_H
#define SIP_RULES_ENGINE_ANALYSIS_H

#include "rules/engine/copies.h"
#include "rules/engine/choice.h"

/* By what the user wants messages to be judged. */
struct sip_settings {
    struct sip_choice *choice;
    int64_t t1, t2;                           /* microseconds */
    enum sip_language language;               /* of the evidence */
    bool (*ims)(const struct sip_message *m); /* whether it is one of an IMS network */
    /* The same for all messages: */
    bool history; /* whether what came before is remembered; without it, only the rules that judge a
                     message by itself may be switched on (sip_choice_needs_history) */
    bool ends;    /* whether what never came is judged */
};

/* What the caller wants to hear. cookie: what it keeps for a message. */
struct sip_analysis_reports {
    /* A rule is broken, by number. finding and the message, which it points into, are valid during the
     * call. At the ends of a transaction the same rule may be reported again. Gives what the caller
     * keeps for the finding, or NULL. */
    void *(*found)(void *cookie, const struct sip_message *message, unsigned number,
                   const struct sip_finding *finding);
    /* What was found before is a consequence of what was found in that frame, by the rule of that
     * number. */
    void (*explained)(void *kept, uint32_t frame, unsigned number);
    /* A copy of its message, which is not reported, has what was found before, too. */
    void (*repeated)(void *kept);
    /* A message came once more: the cookies of both. NULL: the caller does not want to know. */
    void (*again)(void *first, void *copy, enum sip_copy_kind kind);
};

struct sip_analysis;
struct sip_analysis *sip_analysis_new(const struct sip_analysis_reports *reports);
void sip_analysis_free(struct sip_analysis *analysis);

/* Where a message belongs. */
struct sip_match {
    const struct sip_transaction *transaction; /* NULL: none */
    uint32_t original_frame;                   /* the earlier message that it repeats; 0: none */
    uint32_t same_as; /* the first of which it is a copy, on whatever hop; 0: none */
};

/* Judges the next message of the capture and adds it to the history, if there is one; messages may
 * close older transactions, which are judged then. Fills in packet->keys. cookie, not NULL, must be
 * valid as long as the analysis if ends are judged, as must be what is kept for findings. */
struct sip_match sip_analysis_add(struct sip_analysis *analysis,
                                  const struct sip_settings *settings, struct sip_packet *packet,
                                  void *cookie);

/* Notes an ICMP error about a packet; in the order of the capture, as messages. */
void sip_analysis_refuse(struct sip_analysis *analysis, const struct sip_refusal *refusal);

/* Judges what never came, now that the capture is read to its end; it may grow later. Cheap if
 * nothing is new. */
void sip_analysis_finish(struct sip_analysis *analysis, const struct sip_settings *settings);

/* When the newest message came by; microseconds. */
int64_t sip_analysis_newest_time(const struct sip_analysis *analysis);

#endif
