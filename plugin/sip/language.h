/* language.h
 * The languages that texts for people are written in. Ids, field names, header names and evidence
 * are the same in all of them.
 *
 * The French texts follow French typography: a narrow no-break space (U+202F) before : ; ? ! and
 * inside « », a curly apostrophe (U+2019). Names and values of SIP stay as the RFCs write them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_LANGUAGE_H
#define SIP_LANGUAGE_H

#include <stddef.h>

enum sip_language { SIP_ENGLISH, SIP_FRENCH };

/* Chooses one of two texts that say the same. A text without translation (french == NULL, as that
 * of a rule which the user has written) stays as it is. */
static inline const char *sip_text(const char *english, const char *french,
                                   enum sip_language language)
    __attribute__((format_arg(1), format_arg(2)));

static inline const char *sip_text(const char *english, const char *french,
                                   enum sip_language language)
{
    return language == SIP_FRENCH && french != NULL ? french : english;
}

#endif
