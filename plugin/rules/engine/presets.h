/* presets.h
 * Rules that a product or a network breaks on purpose. A preset silences them, for the messages of that
 * product alone; none does unless the user asks for it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_PRESETS_H
#define SIP_RULES_ENGINE_PRESETS_H

#include "history/packet.h"
#include "rules/engine/rule.h"

#define SIP_PRESET_MAX_MARKS 4
#define SIP_PRESET_MAX_RULES 10

struct sip_preset {
    const char *name;  /* as the preference has it: "asterisk" */
    const char *title; /* "Asterisk and FreePBX" */
    const char *known; /* how its messages are recognised, for the reader; a sentence */
    const char
        *products[SIP_PRESET_MAX_MARKS]; /* what User-Agent or Server contains (case ignored);
                                                   NULL ends it */
    const char *tag;                     /* what its own tag contains, or NULL */
    bool ims;                            /* every message of an IMS network */
    struct {
        const char *id;
        const char *reason;        /* why it is broken on purpose: a sentence */
    } rules[SIP_PRESET_MAX_RULES]; /* an id of NULL ends it */
};

extern const struct sip_preset sip_presets_all[];
extern const unsigned sip_presets_count;

/* A set of presets: bit n is that of sip_presets_all[n]. */
typedef uint8_t sip_preset_set;

/* Those that the user has chosen. */
struct sip_presets;

/* names: "asterisk, cisco"; addresses: "asterisk=192.0.2.1, cisco=2001:db8::5", whose messages are that
 * product's whatever they call themselves. Case and spaces do not matter; NULL counts as empty. *wrong gets
 * NULL, or one sentence about the first entry that makes no sense, to be freed with g_free; the others
 * count. sip_presets_free frees it. */
struct sip_presets *sip_presets_read(const char *names, const char *addresses, char **wrong);
void sip_presets_free(struct sip_presets *presets);

/* Whose message it is, of those chosen. is_ims: whether it belongs to an IMS network; asked only if that
 * matters. */
sip_preset_set sip_presets_of(const struct sip_presets *presets, const struct sip_packet *packet,
                              bool (*is_ims)(const struct sip_message *m));

/* Whether one of the presets silences the rule with this number. */
bool sip_presets_silence(sip_preset_set presets, unsigned rule);

#endif
