/* silenced.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/silenced.h"

#include <string.h>
#include <wsutil/report_message.h>

#include "rules/engine/table.h"

#define FILTER_PREFIX "sip_response."
#define SUGGESTIONS 3
/* Longer than any id; what is longer is like none. */
#define LONGEST 100

/* Filters have _ where ids have -. To be freed. */
static char *with_hyphens(const char *name)
{
    return g_strdelimit(g_strdup(name), "_", '-');
}

gchar **silenced_patterns(const char *preference)
{
    gchar **patterns = g_strsplit(preference ? preference : "", ",", -1);

    for (gchar **pattern = patterns; *pattern != NULL; pattern++) {
        const char *name = g_strstrip(*pattern);
        if (g_str_has_prefix(name, FILTER_PREFIX)) {
            name += strlen(FILTER_PREFIX);
        }
        char *id = with_hyphens(name);
        g_free(*pattern);
        *pattern = id;
    }
    return patterns;
}

bool silenced_matches(gchar *const *patterns, const char *id)
{
    char *name = with_hyphens(id); /* a custom rule may have _ in its id */
    bool matches = false;

    for (; *patterns != NULL && !matches; patterns++) {
        matches = g_pattern_match_simple(*patterns, name);
    }
    g_free(name);
    return matches;
}

/* How many letters must be changed, put in or left out to make one of the other (Levenshtein). */
static unsigned distance(const char *a, const char *b)
{
    unsigned row[LONGEST + 1];
    size_t n = strlen(b);

    if (strlen(a) > LONGEST || n > LONGEST) {
        return LONGEST;
    }
    for (unsigned j = 0; j <= n; j++) {
        row[j] = j;
    }
    for (unsigned i = 1; *a != '\0'; a++, i++) {
        unsigned diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            unsigned changed = diagonal + (*a != b[j - 1]);
            diagonal = row[j];
            row[j] = MIN(changed, MIN(row[j], row[j - 1]) + 1);
        }
    }
    return row[n];
}

static const char *id_at(unsigned i, const GArray *custom)
{
    unsigned built_in = sip_rules_count();

    return sip_rule_at(i < built_in ? i : g_array_index(custom, unsigned, i - built_in))->id;
}

/* The ids most like a name, the nearest first, as a list for a sentence; to be freed. */
static char *nearest(const char *name, const GArray *custom)
{
    GString *list = g_string_new(NULL);
    unsigned at_most = (unsigned)strlen(name) / 2;
    guint found = 0;

    for (unsigned wanted = 0; wanted <= at_most && found < SUGGESTIONS; wanted++) {
        for (unsigned i = 0; i < sip_rules_count() + custom->len && found < SUGGESTIONS; i++) {
            if (distance(name, id_at(i, custom)) == wanted) {
                g_string_append_printf(list, "%s%s", found > 0 ? ", " : "", id_at(i, custom));
                found++;
            }
        }
    }
    return g_string_free(list, FALSE);
}

static bool matches_any(const char *pattern, const GArray *custom)
{
    gchar *const one[] = {(gchar *)pattern, NULL};

    for (unsigned i = 0; i < sip_rules_count() + custom->len; i++) {
        if (silenced_matches(one, id_at(i, custom))) {
            return true;
        }
    }
    return false;
}

void silenced_check(gchar *const *patterns, const GArray *custom)
{
    for (; *patterns != NULL; patterns++) {
        if (**patterns != '\0' && !matches_any(*patterns, custom)) {
            char *like = nearest(*patterns, custom);
            report_failure("SIP Response Semantics: no rule is called \"%s\" (preference "
                           "sip_response.silenced_rules).%s%s%s The rules are listed in "
                           "docs/rules.md; patterns such as \"2xx-register-*\" may be used.",
                           *patterns, *like ? " Similar: " : "", like, *like ? "." : "");
            g_free(like);
        }
    }
}
