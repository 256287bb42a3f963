/* table.h
 * The table of all rules, and the choice of those that apply to one message.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_TABLE_H
#define SIP_RULES_ENGINE_TABLE_H

#include "rules/engine/rule.h"

/* The rules of one subject. Ends with an entry without title. */
struct sip_subject {
    const char *title; /* "Session timers" */
    const char
        *name; /* "session_timer": its source file in subjects/, and its folder in captures/ */
    const struct sip_rule *rules;
    const size_t *count;
};
extern const struct sip_subject sip_subjects[];

/* Whether the rule judges a message by more than itself: see sip_choice_needs_history(). */
bool sip_rule_needs_history(const struct sip_rule *rule);

/* All rules of all subjects as one list; a rule's place in it is its number. The numbers from
 * sip_rules_count() on are those of custom rules (custom.h). */
unsigned sip_rules_count(void);
const struct sip_rule *sip_rule_at(unsigned number);

/* The rule's number by its id, or -1. */
int sip_rule_find(const char *id);

/* Whether another rule of the table explains its findings. */
bool sip_rule_is_explained(unsigned number);

/* The address of the page about the rule, to be freed; NULL for a custom rule, which has none. */
char *sip_rule_url(unsigned number);

/* Whether the rule's codes and methods admit a response. A code of 0 is one outside 100-699:
 * only rules without codes apply to it. */
bool sip_rule_admits(const struct sip_rule *rule, unsigned code, enum sip_method method);

/* Whether a text like "401,407", "101-199" or "!2xx" can be understood. NULL can. */
bool sip_codes_valid(const char *codes);

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
