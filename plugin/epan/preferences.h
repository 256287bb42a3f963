/* preferences.h
 * What the user may set, under Edit > Preferences > Protocols > SIP Response Semantics.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_EPAN_PREFERENCES_H
#define SIP_EPAN_PREFERENCES_H

#include <stdbool.h>

#include "rules/engine/presets.h"
#include "rules/engine/choice.h"
#include "texts/text.h"
#include "sip/message.h"

/* Registers the preferences of the protocol. */
void preferences_register(int protocol);

/* Preferences count as they are now, also those that a program changed without applying them, as
 * sharkd does. */
void preferences_begin_file(void);

/* The rules that the user wants to hear of. Owned here, valid until preferences change. */
struct sip_choice *preferences_choice(void);

/* The presets that the user has chosen. Owned here, valid until preferences change. */
const struct sip_presets *preferences_presets(void);

/* Whether to judge this message as one of an IMS network. */
bool preferences_ims(const struct sip_message *m);

/* The language of all texts. Ask again for each text: it may change at any time. */
enum sip_language preferences_language(void);

/* The same before Wireshark has read its preferences: as the preferences file of the profile has it,
 * English where it says nothing. For what is registered once and for all. */
enum sip_language preferences_language_at_start(void);

/* Whether the worst problem of a packet is to be shown in its Info column. */
bool preferences_info_column(void);

/* A phrase in this language. */
static inline const char *preferences_text(const char *english) __attribute__((format_arg(1)));

static inline const char *preferences_text(const char *english)
{
    return sip_text(english, preferences_language());
}

/* The header fields that hold the Call-ID of a B2BUA's inbound leg: names, separated by commas. */
const char *preferences_leg_headers(void);

/* T1 and T2 of RFC 3261, in microseconds. */
int64_t preferences_t1(void);
int64_t preferences_t2(void);

#endif
