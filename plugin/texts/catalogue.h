/* catalogue.h
 * The texts of another language than English: those of rules by id, those of status codes by
 * number, all others by the English text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_TEXTS_CATALOGUE_H
#define SIP_TEXTS_CATALOGUE_H

#include "texts/text.h"

/* See struct sip_rule for what they say. NULL: missing, or there is none in English either. */
struct sip_rule_texts {
    const char *id;
    const char *problem;
    const char *requirement;
    const char *remedy;
    const char *silence;
};

/* See struct sip_code. */
struct sip_code_texts {
    unsigned code;
    const char *meaning;
    const char *advice;
};

struct sip_phrase {
    const char *english;
    const char *translation;
};

/* Each list ends with an entry of zeros, the list of lists with NULL. */
struct sip_catalogue {
    const struct sip_rule_texts *rules;
    const struct sip_code_texts *codes;
    const struct sip_phrase *const *phrases; /* formats of evidence among them */
};

/* The catalogue of a language; NULL for English. */
const struct sip_catalogue *sip_catalogue_of(enum sip_language language);

/* What it has for a rule, a code, an English text; NULL where it has nothing. */
const struct sip_rule_texts *sip_catalogue_rule(enum sip_language language, const char *id);
const struct sip_code_texts *sip_catalogue_code(enum sip_language language, unsigned code);
const char *sip_catalogue_phrase(enum sip_language language, const char *english);

#endif
