/* rule.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/rule.h"

#include <glib.h>

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

/* A number at the beginning of text; what no status code can be is given as 700. */
static unsigned read_code(const char *text, char **end)
{
    guint64 code = g_ascii_strtoull(text, end, 10);
    return code < 700 ? (unsigned)code : 700;
}

/* Reads one piece of a codes text, "420", "4xx" or "101-199", up to a comma or the end.
 * Gives where it ends, or NULL if it makes no sense. */
static const char *read_range(const char *text, unsigned *low, unsigned *high)
{
    char *end;

    *low = *high = read_code(text, &end);
    if (end - text == 1 && end[0] == 'x' && end[1] == 'x') {
        *low *= 100;
        *high = *low + 99;
        end += 2;
    } else if (*end == '-') {
        *high = read_code(end + 1, &end);
    }
    bool sane = *low >= 100 && *low <= *high && *high <= 699 && (*end == ',' || *end == '\0');
    return sane ? end : NULL;
}

/* Whether code is in the ranges of text. *valid tells whether the text could be read. */
static bool codes_hold(const char *text, unsigned code, bool *valid)
{
    bool except = text[0] == '!';
    bool inside = false;
    unsigned low, high;

    *valid = true;
    for (const char *at = text + except; at != NULL;) {
        at = read_range(at, &low, &high);
        if (at == NULL) {
            *valid = false;
            return false;
        }
        inside = inside || (code >= low && code <= high);
        at = *at == ',' ? at + 1 : NULL;
    }
    return code != 0 && inside != except;
}

bool sip_codes_valid(const char *codes)
{
    bool valid = true;

    if (codes != NULL) {
        codes_hold(codes, 100, &valid);
    }
    return valid;
}

bool sip_rule_admits_method(const struct sip_rule *rule, enum sip_method method)
{
    return rule->methods == SIP_M_ANY || (rule->methods & (UINT32_C(1) << method)) != 0;
}

bool sip_rule_admits(const struct sip_rule *rule, unsigned code, enum sip_method method)
{
    bool valid;

    if (!sip_rule_admits_method(rule, method)) {
        return false;
    }
    return rule->codes == NULL || codes_hold(rule->codes, code, &valid);
}

bool sip_rule_needs_history(const struct sip_rule *rule)
{
    return rule->when != SIP_ON_RESPONSE || rule->looks_back || rule->requests != 0;
}
