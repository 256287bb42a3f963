/* custom.h
 * Rules of the user's own: a message must have a header field, or must not have it. What the
 * built-in table is made of is made here from texts, while the program runs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_CUSTOM_H
#define SIP_RULES_ENGINE_CUSTOM_H

#include "rules/engine/field_test.h"

/* The id of a custom rule is this and its name. */
#define SIP_CUSTOM_PREFIX "custom:"

enum sip_custom_condition { SIP_CUSTOM_REQUIRED = 1, SIP_CUSTOM_FORBIDDEN };

/* A rule as the user writes it. No text is NULL. */
struct sip_custom_texts {
    const char *name;
    const char *codes;   /* as in struct sip_rule; empty: every response; "request": requests;
                            "request,2xx": both */
    const char *methods; /* "INVITE,UPDATE"; empty: any */
    enum sip_custom_condition condition;
    const char *header;  /* a header field, known or not, by its long or compact name */
    const char *pattern; /* what its value is compared with, each row by itself; empty: any */
    enum sip_severity severity;
    const char *text; /* what the rule demands, for the reader; empty: said from the rest */
    enum sip_comparison comparison;
    const char *given; /* the rule applies only where this holds: see sip_field_test_read; with !
                          before it, where it does not; empty: always */
};

/* Each checks one of the texts. NULL: it makes sense; else one sentence that says what is wrong, to
 * be freed with g_free. */
char *sip_custom_check_name(const char *name);
char *sip_custom_check_codes(const char *codes);
char *sip_custom_check_methods(const char *methods);
char *sip_custom_check_value(const char *value, enum sip_comparison comparison);
char *sip_custom_check_text(const char *text);
char *sip_custom_check_given(const char *given);

/* The rule that these texts make, and its place among those made so far; the same texts give the
 * same rule again. Rules live until the process ends, since findings mention them. NULL if a text
 * makes no sense, or if so many rules have been made that their numbers would not fit into 16 bits. */
const struct sip_rule *sip_custom_rule(const struct sip_custom_texts *texts, unsigned *place);

const struct sip_rule *sip_custom_at(unsigned place);

/* The place of the rule with this id that was asked for last, or -1. */
int sip_custom_find(const char *id);

#endif
