/* text.h
 * The languages that texts for people are written in. The English text is where it is used: in the
 * entry of a rule or a code, or in the call that shows it. The other languages are catalogues
 * (texts/catalogue.h), and what a catalogue lacks is shown in English. Ids, field names and header
 * names are the same in all languages.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_TEXTS_TEXT_H
#define SIP_TEXTS_TEXT_H

enum sip_language { SIP_ENGLISH, SIP_FRENCH };
#define SIP_LANGUAGES (SIP_FRENCH + 1)

/* A phrase in this language. The conversions of a format are the same in all languages. */
const char *sip_text(const char *english, enum sip_language language)
    __attribute__((format_arg(1)));

/* Marks a text that sip_text() is called with elsewhere, in a table for instance, so that
 * tests/check-table asks for its translation. */
#define SIP_PHRASE(english) english

#endif
