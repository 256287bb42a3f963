/* french.h
 * The French catalogue. Typography: a narrow no-break space (U+202F) before : ; ? ! and inside
 * « », a curly apostrophe (U+2019). Names and values of SIP stay as the RFCs write them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_TEXTS_FR_FRENCH_H
#define SIP_TEXTS_FR_FRENCH_H

#include "texts/catalogue.h"

extern const struct sip_rule_texts sip_french_rules[];
extern const struct sip_code_texts sip_french_codes[];
extern const struct sip_phrase sip_french_phrases[];
extern const struct sip_phrase sip_french_calls[];
extern const struct sip_phrase sip_french_pages[];
extern const struct sip_phrase sip_french_evidence[];
extern const struct sip_phrase sip_french_evidence_message[];
extern const struct sip_phrase sip_french_evidence_transaction[];
extern const struct sip_phrase sip_french_evidence_service[];

#endif
