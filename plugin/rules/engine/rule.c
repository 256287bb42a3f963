/* rule.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/rule.h"

const char *sip_strength_name(enum sip_strength strength)
{
    static const char *const names[] = {
        [SIP_MUST] = "MUST",
        [SIP_MUST_NOT] = "MUST NOT",
        [SIP_SHOULD] = "SHOULD",
        [SIP_SHOULD_NOT] = "SHOULD NOT",
        [SIP_MAY] = "MAY",
        [SIP_HEURISTIC] = "heuristic",
        [SIP_OF_CUSTOM_RULE] = "custom",
    };
    return names[strength];
}

const char *sip_severity_name(enum sip_severity severity)
{
    static const char *const names[] = {
        [SIP_CHAT] = "chat",
        [SIP_NOTE] = "note",
        [SIP_WARN] = "warning",
        [SIP_ERROR] = "error",
    };
    return names[severity];
}

const char *sip_severity_text(unsigned severity, enum sip_language language)
{
    return sip_text(sip_severity_name((enum sip_severity)severity), language);
}

/* NULL where the language has none. */
static const struct sip_rule_texts *texts_of(const struct sip_rule *rule,
                                             enum sip_language language)
{
    return rule->translated[language] != NULL ? rule->translated[language]
                                              : sip_catalogue_rule(language, rule->id);
}

const char *sip_rule_problem(const struct sip_rule *rule, enum sip_language language)
{
    const struct sip_rule_texts *texts = texts_of(rule, language);
    return texts != NULL && texts->problem != NULL ? texts->problem : rule->problem;
}

const char *sip_rule_requirement(const struct sip_rule *rule, enum sip_language language)
{
    const struct sip_rule_texts *texts = texts_of(rule, language);
    return texts != NULL && texts->requirement != NULL ? texts->requirement : rule->requirement;
}

const char *sip_rule_remedy(const struct sip_rule *rule, enum sip_language language)
{
    const struct sip_rule_texts *texts = texts_of(rule, language);
    return texts != NULL && texts->remedy != NULL ? texts->remedy : rule->remedy;
}

const char *sip_rule_silence(const struct sip_rule *rule, enum sip_language language)
{
    const struct sip_rule_texts *texts = texts_of(rule, language);
    return texts != NULL && texts->silence != NULL ? texts->silence : rule->silence;
}
