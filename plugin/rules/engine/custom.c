/* custom.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/custom.h"

#include <glib.h>
#include <string.h>

#include "rules/engine/table.h"

/* Limits that no sane rule meets. A value that is longer than this, or that a pattern takes more
 * steps for, is neither kept nor broken: nobody waits for a regular expression that runs wild. */
#define MAX_NAME 64
#define MAX_PATTERN 256
#define MAX_TEXT 200
#define MAX_VALUE 4096
#define MAX_STEPS "100000"
#define MAX_RULES 32768

struct custom {
    struct sip_rule rule; /* first: a check gets this and needs the rest */
    enum sip_custom_condition condition;
    enum sip_header_id header;
    const char *header_name;
    const char *pattern;
    GRegex *regex; /* NULL: any value */
};

static GPtrArray *made;     /* of struct custom */
static GHashTable *numbers; /* texts in one string: index + 1 */
static GHashTable *newest;  /* id: index + 1 of the rule that was asked for last */

static bool only(const char *text, const char *others)
{
    for (; *text != '\0'; text++) {
        if (!g_ascii_isalnum(*text) && strchr(others, *text) == NULL) {
            return false;
        }
    }
    return true;
}

char *sip_custom_check_name(const char *name)
{
    if (name[0] == '\0' || strlen(name) > MAX_NAME || !only(name, "._-")) {
        return g_strdup_printf(
            "A custom rule needs a name of 1 to %d letters, digits, dots, hyphens "
            "or underscores.",
            MAX_NAME);
    }
    return NULL;
}

char *sip_custom_check_codes(const char *codes)
{
    if (codes[0] != '\0' && !sip_codes_valid(codes)) {
        return g_strdup_printf(
            "\"%s\" is no list of status codes: write 420, 4xx, 101-199, 401,407 "
            "or !423 (all but), or nothing for every response.",
            codes);
    }
    return NULL;
}

/* Reads a list of methods. False if *unknown, to be freed, is none. */
static bool read_methods(const char *text, sip_methods *methods, char **unknown)
{
    gchar **names = g_strsplit(text, ",", -1);

    *methods = SIP_M_ANY;
    *unknown = NULL;
    for (gchar **name = names; *name != NULL && *unknown == NULL; name++) {
        g_strstrip(*name);
        enum sip_method method = sip_method_from((struct sip_slice){*name, strlen(*name)});
        if (method == SIP_METHOD_UNKNOWN || method == SIP_METHOD_OTHER) {
            *unknown = g_strdup(*name);
        }
        *methods |= UINT32_C(1) << method;
    }
    g_strfreev(names);
    return *unknown == NULL;
}

char *sip_custom_check_methods(const char *text)
{
    sip_methods methods;
    char *unknown, *wrong = NULL;

    if (!read_methods(text, &methods, &unknown)) {
        wrong =
            g_strdup_printf("\"%s\" is no method: write INVITE, or several as INVITE,UPDATE (in "
                            "capitals), or nothing for any method.",
                            unknown);
    }
    g_free(unknown);
    return wrong;
}

char *sip_custom_check_header(const char *header)
{
    if (header[0] == '\0' || strlen(header) > MAX_NAME || !only(header, "-.!%*_+`'~")) {
        return g_strdup("A custom rule needs the name of one header field, such as Retry-After, "
                        "without the colon.");
    }
    return NULL;
}

/* Verbs such as (*UTF) would change how everything else is read, and lift the limit. */
static GRegex *compile(const char *pattern, GError **error)
{
    gchar *limited = g_strconcat("(*LIMIT_MATCH=" MAX_STEPS ")", pattern, NULL);
    GRegex *regex =
        g_regex_new(limited, G_REGEX_RAW | G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, error);

    g_free(limited);
    return regex;
}

/* GLib's message quotes the pattern before it says what is wrong with it. */
static const char *reason(const GError *error)
{
    const char *last = g_strrstr(error->message, ": ");
    return last ? last + 2 : error->message;
}

char *sip_custom_check_pattern(const char *pattern)
{
    GError *error = NULL;
    char *wrong = NULL;

    if (strlen(pattern) > MAX_PATTERN) {
        return g_strdup_printf("The pattern of a custom rule has at most %d characters.",
                               MAX_PATTERN);
    }
    if (g_str_has_prefix(pattern, "(*")) {
        return g_strdup("The pattern of a custom rule must not begin with \"(*\".");
    }
    GRegex *regex = compile(pattern, &error);
    if (regex == NULL) {
        wrong = g_strdup_printf("\"%s\" is no regular expression: %s.", pattern, reason(error));
        g_error_free(error);
        return wrong;
    }
    g_regex_unref(regex);
    return NULL;
}

char *sip_custom_check_text(const char *text)
{
    bool plain = g_utf8_validate(text, -1, NULL) && g_utf8_strlen(text, -1) <= MAX_TEXT;

    for (const char *p = text; plain && *p != '\0'; p = g_utf8_next_char(p)) {
        plain = g_unichar_isprint(g_utf8_get_char(p));
    }
    return plain ? NULL
                 : g_strdup_printf(
                       "The text of a custom rule is one line of at most %d characters.", MAX_TEXT);
}

static bool is_row_of(const struct custom *custom, const struct sip_row *row)
{
    return row->id == custom->header &&
           (row->id != SIP_HDR_OTHER || sip_slice_is(row->name, custom->header_name));
}

/* Spaces and folded lines count as one space (RFC 3261 section 7.3.1). room is as long as value. */
static gssize unfold(struct sip_slice value, char *room)
{
    gssize n = 0;

    for (size_t i = 0; i < value.n; i++) {
        char c = sip_is_lws(value.p[i]) ? ' ' : value.p[i];
        if (c != ' ' || n == 0 || room[n - 1] != ' ') {
            room[n++] = c;
        }
    }
    return n;
}

/* Whether a value fits the pattern; undecided where that would take too long. */
static enum sip_verdict fits(const struct custom *custom, struct sip_slice value)
{
    char room[MAX_VALUE];
    GError *error = NULL;

    if (custom->regex == NULL) {
        return SIP_KEPT;
    }
    if (value.n > sizeof(room)) {
        return SIP_UNDECIDED;
    }
    bool found = g_regex_match_full(custom->regex, room, unfold(value, room), 0, 0, NULL, &error);
    if (error != NULL) {
        g_error_free(error);
        return SIP_UNDECIDED;
    }
    return found ? SIP_KEPT : SIP_BROKEN;
}

static enum sip_verdict forbidden(const struct custom *custom, const struct sip_context *context,
                                  const struct sip_row *row, struct sip_finding *finding)
{
    return sip_broken(finding, context, sip_row_bytes(row), "%s: %.*s", custom->header_name,
                      SIP_ARG(row->value));
}

static enum sip_verdict missing(const struct custom *custom, const struct sip_context *context,
                                const struct sip_row *row, struct sip_finding *finding)
{
    if (row == NULL) {
        return sip_broken(finding, context, (struct sip_slice){NULL, 0}, "%s absent",
                          custom->header_name);
    }
    return sip_broken(finding, context, sip_row_bytes(row), "%s: %.*s does not match %s",
                      custom->header_name, SIP_ARG(row->value), custom->pattern);
}

static enum sip_verdict check(const struct sip_context *context, struct sip_finding *finding)
{
    const struct custom *custom = (const struct custom *)context->rule;
    const struct sip_message *m = context->message;
    const struct sip_row *unfit = NULL;
    bool undecided = !m->headers_complete;

    for (unsigned i = 0; i < m->row_count; i++) {
        const struct sip_row *row = &m->rows[i];
        enum sip_verdict fit =
            is_row_of(custom, row) ? fits(custom, row->value) : SIP_NOT_APPLICABLE;
        if (fit == SIP_KEPT) {
            return custom->condition == SIP_CUSTOM_REQUIRED
                       ? SIP_KEPT
                       : forbidden(custom, context, row, finding);
        }
        unfit = fit == SIP_BROKEN && unfit == NULL ? row : unfit;
        undecided = undecided || fit == SIP_UNDECIDED;
    }
    if (undecided) {
        return SIP_UNDECIDED;
    }
    return custom->condition == SIP_CUSTOM_FORBIDDEN ? SIP_KEPT
                                                     : missing(custom, context, unfit, finding);
}

/* What a rule demands, unless its user says so, and what its remedy is: with %s for the header field
 * and for the pattern. */
struct phrases {
    const char *requirement, *remedy;
};

static const struct phrases phrases_of[] = {
    [SIP_CUSTOM_REQUIRED] = {"%s%s is required here", "The server must send %s%s here."},
    [SIP_CUSTOM_FORBIDDEN] = {"%s%s is forbidden here", "The server must not send %s%s here."},
};

static struct sip_rule_texts *make_texts(const struct custom *custom, const char *text,
                                         enum sip_language language)
{
    const struct phrases *phrases = &phrases_of[custom->condition];
    struct sip_rule_texts *texts = g_new0(struct sip_rule_texts, 1);
    char *value =
        custom->regex == NULL
            ? g_strdup("")
            : g_strconcat(sip_text(" with a value that matches ", language), custom->pattern, NULL);

    texts->id = custom->rule.id;
    texts->requirement = text[0] != '\0' ? g_strdup(text)
                                         : g_strdup_printf(sip_text(phrases->requirement, language),
                                                           custom->header_name, value);
    texts->problem = texts->requirement;
    texts->remedy =
        g_strdup_printf(sip_text(phrases->remedy, language), custom->header_name, value);
    g_free(value);
    return texts;
}

static void set_texts(struct custom *custom, const char *text)
{
    struct sip_rule *rule = &custom->rule;

    for (int language = 0; language < SIP_LANGUAGES; language++) {
        rule->translated[language] = make_texts(custom, text, (enum sip_language)language);
    }
    rule->problem = rule->translated[SIP_ENGLISH]->problem;
    rule->requirement = rule->translated[SIP_ENGLISH]->requirement;
    rule->remedy = rule->translated[SIP_ENGLISH]->remedy;
}

static struct custom *make(const struct sip_custom_texts *texts)
{
    struct custom *custom = g_new0(struct custom, 1);
    struct sip_rule *rule = &custom->rule;
    char *unknown;

    custom->condition = texts->condition;
    custom->header = sip_header_from((struct sip_slice){texts->header, strlen(texts->header)});
    custom->header_name =
        custom->header == SIP_HDR_OTHER ? g_strdup(texts->header) : sip_header_name(custom->header);
    custom->pattern = g_strdup(texts->pattern);
    custom->regex = texts->pattern[0] != '\0' ? compile(texts->pattern, NULL) : NULL;
    rule->id = g_strconcat(SIP_CUSTOM_PREFIX, texts->name, NULL);
    rule->severity = texts->severity;
    rule->group = SIP_GROUP_PROTOCOL;
    rule->strength = SIP_OF_CUSTOM_RULE;
    rule->reference = "custom rule";
    rule->when = SIP_ON_RESPONSE;
    rule->codes = texts->codes[0] != '\0' ? g_strdup(texts->codes) : NULL;
    if (texts->methods[0] != '\0') {
        read_methods(texts->methods, &rule->methods, &unknown);
    }
    rule->check = check;
    set_texts(custom, texts->text);
    return custom;
}

static bool sensible(const struct sip_custom_texts *texts)
{
    char *wrong[] = {
        sip_custom_check_name(texts->name),       sip_custom_check_codes(texts->codes),
        sip_custom_check_methods(texts->methods), sip_custom_check_header(texts->header),
        sip_custom_check_pattern(texts->pattern), sip_custom_check_text(texts->text),
    };
    bool sense = true;

    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        sense = sense && wrong[i] == NULL;
        g_free(wrong[i]);
    }
    return sense;
}

static char *key_of(const struct sip_custom_texts *texts)
{
    return g_strdup_printf("%s\n%s\n%s\n%d\n%s\n%s\n%d\n%s", texts->name, texts->codes,
                           texts->methods, texts->condition, texts->header, texts->pattern,
                           texts->severity, texts->text);
}

const struct sip_rule *sip_custom_rule(const struct sip_custom_texts *texts, unsigned *number)
{
    if (made == NULL) {
        made = g_ptr_array_new();
        numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        newest = g_hash_table_new(g_str_hash, g_str_equal);
    }
    char *key = key_of(texts);
    unsigned known = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, key));
    if (known == 0 && made->len < MAX_RULES && sensible(texts)) {
        g_ptr_array_add(made, make(texts));
        known = made->len;
        g_hash_table_insert(numbers, g_strdup(key), GUINT_TO_POINTER(known));
    }
    g_free(key);
    if (known == 0) {
        return NULL;
    }
    const struct sip_rule *rule = sip_custom_at(known - 1);
    g_hash_table_insert(newest, (gpointer)rule->id, GUINT_TO_POINTER(known));
    *number = sip_rules_count() + known - 1;
    return rule;
}

int sip_custom_find(const char *id)
{
    unsigned known = newest ? GPOINTER_TO_UINT(g_hash_table_lookup(newest, id)) : 0;
    return known ? (int)(sip_rules_count() + known - 1) : -1;
}

unsigned sip_custom_count(void)
{
    return made ? made->len : 0;
}

const struct sip_rule *sip_custom_at(unsigned index)
{
    return &((const struct custom *)g_ptr_array_index(made, index))->rule;
}
