/* told.h
 * What was reported already, so that one fault is reported once: not again for a copy of the message, in full
 * only the first time that the same sender has it, and as a consequence where another finding explains
 * it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_TOLD_H
#define SIP_RULES_ENGINE_TOLD_H

#include "rules/engine/rule.h"

/* The message that a finding is about. */
struct sip_told_message {
    const struct sip_message *message;
    const struct sip_endpoint *client, *server; /* of its transaction, or who they seem to be */
    uint64_t call;                              /* a hash of its Call-ID */
    uint64_t identity;                          /* see sip_copy_identity */
    uint32_t frame;
    bool is_copy; /* of an earlier message */
    bool cut;     /* the capture cuts messages off, and copies with other Vias at other places */
    bool at_end;  /* the finding is made when nothing more is expected: about what never came */
};

/* Called for a finding that was reported before, kept by the caller: the one in that frame explains it, by
 * the rule of that number. */
typedef void (*sip_told_explained)(void *kept, uint32_t frame, unsigned rule);

/* The same: a copy of its message has it, too. */
typedef void (*sip_told_repeated)(void *kept);

struct sip_told;
struct sip_told *sip_told_new(sip_told_explained explained, sip_told_repeated repeated);
void sip_told_free(struct sip_told *told);

/* A hash of evidence in English, without times, lengths, numbers of frames, and the ends of the hop where they are named
 * (NULL: they are not known): these differ where the same is seen again. */
uint64_t sip_told_sense(const char *english, const struct sip_endpoint *one,
                        const struct sip_endpoint *other);

/* Whether there is anything to report: false where the same was reported of the message that this one is a copy
 * of. Fills in finding->same_as and finding->explained_by. */
bool sip_told_worth(struct sip_told *told, const struct sip_told_message *about, unsigned number,
                    struct sip_finding *finding);

/* Notes that it was reported. kept: what sip_told_explained is called with; NULL: nothing is kept. */
void sip_told_note(struct sip_told *told, const struct sip_told_message *about, unsigned number,
                   const struct sip_finding *finding, void *kept);

#endif
