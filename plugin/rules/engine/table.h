/* table.h
 * The table of all rules, by subject.
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

/* All rules of all subjects as one list; a rule's place in it is its number. The numbers from
 * sip_rules_count() on are those of custom rules, by their places (custom.h). */
unsigned sip_rules_count(void);
const struct sip_rule *sip_rule_at(unsigned number);
unsigned sip_rule_number_of_custom(unsigned place);

/* The number of the rule with this id, or -1; of custom rules that were changed, the one that was asked
 * for last. */
int sip_rule_find(const char *id);

/* Whether another rule of the table explains its findings. */
bool sip_rule_is_explained(unsigned number);

/* The address of the page about the rule, to be freed; NULL for a custom rule, which has none. */
char *sip_rule_url(unsigned number);

#endif
