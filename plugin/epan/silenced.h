/* silenced.h
 * The rules that the user does not want to hear of: the preference "Silenced rules", a list of ids,
 * or of patterns with * and ?. A rule may be given by its id (420-unsupported-missing) or by the name
 * that filters have for it (sip_response.420_unsupported_missing).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_EPAN_SILENCED_H
#define SIP_EPAN_SILENCED_H

#include <glib.h>
#include <stdbool.h>

/* The patterns of the preference (NULL counts as empty); to be freed with g_strfreev. */
gchar **silenced_patterns(const char *preference);

/* Whether one of the patterns matches this id. */
bool silenced_matches(gchar *const *patterns, const char *id);

/* Warns the user of each pattern that matches no rule, and which ids are like it. custom: the numbers
 * of the user's own rules. */
void silenced_check(gchar *const *patterns, const GArray *custom);

#endif
