/* custom_rules.h
 * The table of custom rules that the user edits: a preference of its own kind (a UAT), kept in the
 * file sip_response_custom_rules of each profile, or given as -o uat:sip_response_custom_rules:…
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_EPAN_CUSTOM_RULES_H
#define SIP_EPAN_CUSTOM_RULES_H

#include <epan/prefs.h>

/* Adds the table to the preferences. changed is called when the user has changed it,
 * or has chosen another profile. */
void custom_rules_register(module_t *module, void (*changed)(void));

/* The rules that are in force, by their numbers, which sip_rule_at() knows: an array of unsigned,
 * to be given back with g_array_unref. */
GArray *custom_rules_numbers(void);

#endif
