/* choice.h
 * Which rules are switched on, and the judgement of a message by those of them that concern it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_CHOICE_H
#define SIP_RULES_ENGINE_CHOICE_H

#include "rules/engine/rule.h"

/* Which rules are switched on. */
struct sip_choice;
struct sip_choice *sip_choice_new(void); /* all on; sip_choice_free frees it */
void sip_choice_free(struct sip_choice *choice);
void sip_choice_set(struct sip_choice *choice, unsigned number, bool on);
void sip_choice_add(struct sip_choice *choice, unsigned number); /* a custom rule */

/* Whether any rule that is switched on judges a message by more than itself: by what came before, came
 * later, or never came. If none does, a context with nothing but message and packet is enough. */
bool sip_choice_needs_history(const struct sip_choice *choice);

/* Called once for each broken rule, by number. finding is valid during the call. */
typedef void (*sip_report)(void *user, unsigned number, const struct sip_finding *finding);

/* Judges the message of the context by every chosen rule that admits it. */
void sip_judge(struct sip_choice *choice, const struct sip_context *context, sip_report report,
               void *user);

/* The same at the end of its transaction, or of a binding (context->grant): by the rules about what never
 * came. */
void sip_judge_end(struct sip_choice *choice, const struct sip_context *context, sip_report report,
                   void *user);

#endif
