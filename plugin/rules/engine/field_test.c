/* field_test.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/field_test.h"

#include <string.h>

/* Limits that no sane rule meets. A value that is longer than this, or that a pattern takes more
 * steps for, neither fits nor fails: nobody waits for a regular expression that runs wild. */
#define MAX_NAME 64
#define MAX_TEXT 256
#define MAX_VALUE 4096
#define MAX_STEPS "100000"

static const char *const words[] = {
    [SIP_MATCHES] = "matches", [SIP_CONTAINS] = "contains", [SIP_EQUALS] = "equals"};

char *sip_field_test_check_header(const char *header)
{
    size_t n = strlen(header);

    if (n == 0 || n > MAX_NAME ||
        strspn(header, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-.!%*_+`'~") != n) {
        return g_strdup("A custom rule needs the name of one header field, such as Retry-After, "
                        "without the colon.");
    }
    return NULL;
}

char *sip_field_test_check_text(const char *text)
{
    return strlen(text) <= MAX_TEXT
               ? NULL
               : g_strdup_printf("The value of a custom rule has at most %d characters.", MAX_TEXT);
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

char *sip_field_test_check_pattern(const char *pattern)
{
    GError *error = NULL;
    char *wrong = sip_field_test_check_text(pattern);

    if (wrong != NULL) {
        return wrong;
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

struct sip_field_test sip_field_test_make(const char *header, enum sip_comparison comparison,
                                          const char *text)
{
    enum sip_header_id id = sip_header_from((struct sip_slice){header, strlen(header)});

    return (struct sip_field_test){
        .header = id,
        .name = g_strdup(id == SIP_HDR_OTHER ? header : sip_header_name(id)),
        .comparison = comparison,
        .text = g_strdup(text),
        .regex = comparison == SIP_MATCHES && text[0] != '\0' ? compile(text, NULL) : NULL,
    };
}

void sip_field_test_clear(struct sip_field_test *test)
{
    g_free(test->name);
    g_free(test->text);
    g_clear_pointer(&test->regex, g_regex_unref);
}

/* Where a word of a comparison begins, between spaces; NULL: there is none. */
static char *find_word(char *written, enum sip_comparison *comparison)
{
    char *word = strchr(written, ' ');

    for (size_t i = 0; word != NULL && i < G_N_ELEMENTS(words); i++) {
        size_t n = strlen(words[i]);
        if (strncmp(word + 1, words[i], n) == 0 && word[n + 1] == ' ') {
            *comparison = (enum sip_comparison)i;
            return word + 1;
        }
    }
    return NULL;
}

bool sip_field_test_read(const char *written, struct sip_field_test *test, char **wrong)
{
    char *header = g_strdup(written);
    enum sip_comparison comparison = SIP_MATCHES;
    char *word = find_word(header, &comparison);
    const char *text = word != NULL ? strchr(word, ' ') + 1 : "";

    if (word != NULL) {
        word[-1] = '\0';
    }
    if (strchr(header, ' ') != NULL || (word != NULL && text[0] == '\0')) {
        *wrong = g_strdup_printf("\"%s\" is no condition: write a header field, or one with "
                                 "contains, equals or matches and a value behind it.",
                                 written);
    } else if ((*wrong = sip_field_test_check_header(header)) == NULL) {
        *wrong = comparison == SIP_MATCHES ? sip_field_test_check_pattern(text)
                                           : sip_field_test_check_text(text);
    }
    if (*wrong == NULL) {
        *test = sip_field_test_make(header, comparison, text);
    }
    g_free(header);
    return *wrong == NULL;
}

static bool is_row_of(const struct sip_field_test *test, const struct sip_row *row)
{
    return row->id == test->header &&
           (row->id != SIP_HDR_OTHER || sip_slice_is(row->name, test->name));
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

static enum sip_verdict matches(const GRegex *regex, const char *value, gssize n)
{
    GError *error = NULL;
    bool found = g_regex_match_full(regex, value, n, 0, 0, NULL, &error);

    if (error != NULL) {
        g_error_free(error);
        return SIP_UNDECIDED;
    }
    return found ? SIP_KEPT : SIP_BROKEN;
}

/* Whether a value fits; undecided where that would take too long. */
static enum sip_verdict fits(const struct sip_field_test *test, struct sip_slice value)
{
    char room[MAX_VALUE + 1];

    if (test->text[0] == '\0') {
        return SIP_KEPT;
    }
    if (value.n > MAX_VALUE) {
        return SIP_UNDECIDED;
    }
    gssize n = unfold(value, room);
    switch (test->comparison) {
    case SIP_MATCHES:
        return matches(test->regex, room, n);
    case SIP_CONTAINS:
        return g_strstr_len(room, n, test->text) != NULL ? SIP_KEPT : SIP_BROKEN;
    default:
        return (size_t)n == strlen(test->text) && memcmp(room, test->text, (size_t)n) == 0
                   ? SIP_KEPT
                   : SIP_BROKEN;
    }
}

enum sip_verdict sip_field_test_find(const struct sip_field_test *test, const struct sip_message *m,
                                     const struct sip_row **row)
{
    bool undecided = !m->headers_complete;

    *row = NULL;
    for (unsigned i = 0; i < m->row_count; i++) {
        const struct sip_row *one = &m->rows[i];
        enum sip_verdict fit = is_row_of(test, one) ? fits(test, one->value) : SIP_NOT_APPLICABLE;
        if (fit == SIP_KEPT) {
            *row = one;
            return SIP_KEPT;
        }
        *row = fit == SIP_BROKEN && *row == NULL ? one : *row;
        undecided = undecided || fit == SIP_UNDECIDED;
    }
    return undecided ? SIP_UNDECIDED : SIP_BROKEN;
}
