/* custom.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/custom.h"

#include <glib.h>
#include <string.h>

#include "rules/engine/field_test.h"

#define MAX_NAME 64
#define MAX_TEXT 200
#define MAX_RULES 32768

/* In the list of codes: the rule is about requests. */
static const char request_word[] = "request";

/* Which messages a rule is about. */
enum sender { SERVER, CLIENT, EITHER };

struct custom {
    struct sip_rule rule; /* first: a check gets this and needs the rest */
    enum sip_custom_condition condition;
    enum sender sender;
    struct sip_field_test field;
    bool has_given;
    bool given_absent; /* the rule applies only where there is no such field */
    struct sip_field_test given;
};

static GPtrArray *made;     /* of struct custom */
static GHashTable *numbers; /* texts in one string: index + 1 */
static GHashTable *newest;  /* id: index + 1 of the rule that was asked for last */

char *sip_custom_check_name(const char *name)
{
    size_t n = strlen(name);

    if (n == 0 || n > MAX_NAME ||
        strspn(name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-") != n) {
        return g_strdup_printf(
            "A custom rule needs a name of 1 to %d letters, digits, dots, hyphens "
            "or underscores.",
            MAX_NAME);
    }
    return NULL;
}

/* Takes "request" off the front of a list of codes. NULL for responses: there are none in the list. */
static const char *read_sender(const char *text, enum sender *sender)
{
    size_t n = strlen(request_word);

    *sender = SERVER;
    if (strncmp(text, request_word, n) != 0 || (text[n] != '\0' && text[n] != ',')) {
        return text;
    }
    *sender = text[n] == ',' ? EITHER : CLIENT;
    return text[n] == ',' ? text + n + 1 : NULL;
}

char *sip_custom_check_codes(const char *written)
{
    enum sender sender;
    const char *codes = read_sender(written, &sender);

    if (codes != NULL && (codes[0] != '\0' || sender == EITHER) && !sip_codes_valid(codes)) {
        return g_strdup_printf(
            "\"%s\" is no list of status codes: write 420, 4xx, 101-199, 401,407 "
            "or !423 (all but), request for requests, request,4xx for both, or nothing for every "
            "response.",
            written);
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

/* Reads the cell "only if": "Require contains timer"; with ! before it, where there is none. */
static bool read_given(const char *written, struct sip_field_test *given, bool *absent,
                       char **wrong)
{
    *absent = written[0] == '!';
    return sip_field_test_read(written + *absent, given, wrong);
}

char *sip_custom_check_given(const char *written)
{
    struct sip_field_test given;
    bool absent;
    char *wrong = NULL;

    if (written[0] != '\0' && read_given(written, &given, &absent, &wrong)) {
        sip_field_test_clear(&given);
    }
    return wrong;
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

char *sip_custom_check_value(const char *value, enum sip_comparison comparison)
{
    return comparison == SIP_MATCHES ? sip_field_test_check_pattern(value)
                                     : sip_field_test_check_text(value);
}

static enum sip_verdict forbidden(const struct custom *custom, const struct sip_context *context,
                                  const struct sip_row *row, struct sip_finding *finding)
{
    return sip_broken(finding, context, sip_row_bytes(row), "%s: %.*s", custom->field.name,
                      SIP_ARG(row->value));
}

static enum sip_verdict missing(const struct custom *custom, const struct sip_context *context,
                                const struct sip_row *row, struct sip_finding *finding)
{
    static const char *const formats[] = {
        [SIP_MATCHES] = SIP_PHRASE("%s: %.*s does not match %s"),
        [SIP_CONTAINS] = SIP_PHRASE("%s: %.*s does not contain %s"),
        [SIP_EQUALS] = SIP_PHRASE("%s: %.*s is not %s"),
    };
    const struct sip_field_test *field = &custom->field;

    if (row == NULL) {
        return sip_broken(finding, context, SIP_START_LINE, "%s absent", field->name);
    }
    return sip_broken(finding, context, sip_row_bytes(row), formats[field->comparison], field->name,
                      SIP_ARG(row->value), field->text);
}

/* Whether the rule applies to this message: SIP_KEPT. */
static enum sip_verdict is_given(const struct custom *custom, const struct sip_message *m)
{
    const struct sip_row *row;

    if (!custom->has_given) {
        return SIP_KEPT;
    }
    enum sip_verdict there = sip_field_test_find(&custom->given, m, &row);
    if (there == SIP_UNDECIDED) {
        return SIP_UNDECIDED;
    }
    return (there == SIP_KEPT) != custom->given_absent ? SIP_KEPT : SIP_NOT_APPLICABLE;
}

static enum sip_verdict check(const struct sip_context *context, struct sip_finding *finding)
{
    const struct custom *custom = (const struct custom *)context->rule;
    const struct sip_row *row;
    enum sip_verdict given = is_given(custom, context->message);
    enum sip_verdict there = sip_field_test_find(&custom->field, context->message, &row);

    if (given != SIP_KEPT || there == SIP_UNDECIDED) {
        return given != SIP_KEPT ? given : there;
    }
    if (custom->condition == SIP_CUSTOM_REQUIRED) {
        return there == SIP_KEPT ? SIP_KEPT : missing(custom, context, row, finding);
    }
    return there == SIP_KEPT ? forbidden(custom, context, row, finding) : SIP_KEPT;
}

/* What a rule demands, unless its user says so, and what its remedy is: with %s for the header field
 * and for the value. */
struct phrases {
    const char *requirement;
    const char *remedy[EITHER + 1];
};

static const struct phrases phrases_of[] = {
    [SIP_CUSTOM_REQUIRED] = {"%s%s is required here",
                             {"The server must send %s%s here.", "The client must send %s%s here.",
                              "The sender must send %s%s here."}},
    [SIP_CUSTOM_FORBIDDEN] = {"%s%s is forbidden here",
                              {"The server must not send %s%s here.",
                               "The client must not send %s%s here.",
                               "The sender must not send %s%s here."}},
};

/* " with a value that matches ^A", or nothing where any value will do. To be freed. */
static char *value_phrase(const struct sip_field_test *field, enum sip_language language)
{
    static const char *const phrases[] = {
        [SIP_MATCHES] = " with a value that matches ",
        [SIP_CONTAINS] = " with a value that contains ",
        [SIP_EQUALS] = " with the value ",
    };

    return field->text[0] == '\0'
               ? g_strdup("")
               : g_strconcat(sip_text(phrases[field->comparison], language), field->text, NULL);
}

static struct sip_rule_texts *make_texts(const struct custom *custom,
                                         const struct sip_custom_texts *written,
                                         enum sip_language language)
{
    const struct phrases *phrases = &phrases_of[custom->condition];
    struct sip_rule_texts *texts = g_new0(struct sip_rule_texts, 1);
    char *value = value_phrase(&custom->field, language);
    char *here =
        g_strdup_printf(sip_text(phrases->requirement, language), custom->field.name, value);

    texts->id = custom->rule.id;
    if (written->text[0] != '\0') {
        texts->requirement = g_strdup(written->text);
    } else if (custom->has_given) {
        texts->requirement =
            g_strdup_printf(sip_text("%s (only if: %s)", language), here, written->given);
    } else {
        texts->requirement = g_strdup(here);
    }
    texts->problem = texts->requirement;
    texts->remedy = g_strdup_printf(sip_text(phrases->remedy[custom->sender], language),
                                    custom->field.name, value);
    g_free(here);
    g_free(value);
    return texts;
}

static void set_texts(struct custom *custom, const struct sip_custom_texts *written)
{
    struct sip_rule *rule = &custom->rule;

    for (int language = 0; language < SIP_LANGUAGES; language++) {
        rule->translated[language] = make_texts(custom, written, (enum sip_language)language);
    }
    rule->problem = rule->translated[SIP_ENGLISH]->problem;
    rule->requirement = rule->translated[SIP_ENGLISH]->requirement;
    rule->remedy = rule->translated[SIP_ENGLISH]->remedy;
}

/* Which messages it is asked about. */
static void set_scope(struct custom *custom, const struct sip_custom_texts *texts)
{
    struct sip_rule *rule = &custom->rule;
    const char *codes = read_sender(texts->codes, &custom->sender);
    char *unknown;

    if (texts->methods[0] != '\0') {
        read_methods(texts->methods, &rule->methods, &unknown);
    }
    rule->when = custom->sender == CLIENT ? SIP_ON_REQUEST : SIP_ON_RESPONSE;
    rule->codes = codes != NULL && codes[0] != '\0' ? g_strdup(codes) : NULL;
    if (custom->sender == EITHER) {
        rule->requests = rule->methods != SIP_M_ANY ? rule->methods : ~SIP_M_ANY;
    }
}

static struct custom *make(const struct sip_custom_texts *texts)
{
    struct custom *custom = g_new0(struct custom, 1);
    struct sip_rule *rule = &custom->rule;
    char *wrong;

    custom->condition = texts->condition;
    custom->field = sip_field_test_make(texts->header, texts->comparison, texts->pattern);
    custom->has_given = texts->given[0] != '\0' &&
                        read_given(texts->given, &custom->given, &custom->given_absent, &wrong);
    rule->id = g_strconcat(SIP_CUSTOM_PREFIX, texts->name, NULL);
    rule->severity = texts->severity;
    rule->group = SIP_GROUP_PROTOCOL;
    rule->strength = SIP_OF_CUSTOM_RULE;
    rule->reference = "custom rule";
    rule->check = check;
    set_scope(custom, texts);
    set_texts(custom, texts);
    return custom;
}

static bool sensible(const struct sip_custom_texts *texts)
{
    char *wrong[] = {
        sip_custom_check_name(texts->name),
        sip_custom_check_codes(texts->codes),
        sip_custom_check_methods(texts->methods),
        sip_field_test_check_header(texts->header),
        sip_custom_check_value(texts->pattern, texts->comparison),
        sip_custom_check_given(texts->given),
        sip_custom_check_text(texts->text),
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
    return g_strdup_printf("%s\n%s\n%s\n%d\n%s\n%d\n%s\n%s\n%d\n%s", texts->name, texts->codes,
                           texts->methods, texts->condition, texts->header, texts->comparison,
                           texts->pattern, texts->given, texts->severity, texts->text);
}

const struct sip_rule *sip_custom_rule(const struct sip_custom_texts *texts, unsigned *place)
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
    *place = known - 1;
    return rule;
}

int sip_custom_find(const char *id)
{
    unsigned known = newest ? GPOINTER_TO_UINT(g_hash_table_lookup(newest, id)) : 0;
    return (int)known - 1;
}

const struct sip_rule *sip_custom_at(unsigned place)
{
    return &((const struct custom *)g_ptr_array_index(made, place))->rule;
}
