/* custom_rules.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/custom_rules.h"

#include <epan/uat-int.h>

#include "compat.h"
#include "rules/engine/custom.h"
#include "rules/engine/table.h"

/* A row of the table. Wireshark makes it of zeroes and fills it cell by cell. */
struct row {
    char *name, *codes, *methods, *header, *pattern, *text, *given;
    guint condition;  /* enum sip_custom_condition */
    guint severity;   /* enum sip_severity */
    guint comparison; /* enum sip_comparison */
};

static uat_t *table;
static struct row *rows; /* those without a mistake */
static guint row_count;

static const value_string conditions[] = {
    {SIP_CUSTOM_REQUIRED, "required"},
    {SIP_CUSTOM_FORBIDDEN, "forbidden"},
    {0, NULL},
};

static const value_string severities[] = {
    {SIP_ERROR, "error"}, {SIP_WARN, "warning"}, {SIP_NOTE, "note"}, {SIP_CHAT, "chat"}, {0, NULL},
};

static const value_string comparisons[] = {
    {SIP_MATCHES, "matches"},
    {SIP_CONTAINS, "contains"},
    {SIP_EQUALS, "equals"},
    {0, NULL},
};

UAT_CSTRING_CB_DEF(rows, name, struct row)
UAT_CSTRING_CB_DEF(rows, codes, struct row)
UAT_CSTRING_CB_DEF(rows, methods, struct row)
UAT_VS_DEF(rows, condition, struct row, guint, SIP_CUSTOM_REQUIRED, "required")
UAT_CSTRING_CB_DEF(rows, header, struct row)
UAT_CSTRING_CB_DEF(rows, pattern, struct row)
UAT_VS_DEF(rows, severity, struct row, guint, SIP_WARN, "warning")
UAT_CSTRING_CB_DEF(rows, text, struct row)
UAT_VS_DEF(rows, comparison, struct row, guint, SIP_MATCHES, "matches")
UAT_CSTRING_CB_DEF(rows, given, struct row)

/* What a cell holds is checked by one of the functions of rules/engine. */
#define CELL_CHECK(cell, check)                                                                    \
    static compat_bool check_##cell(void *row, const char *buffer, guint length, const void *data, \
                                    const void *field, char **error)                               \
    {                                                                                              \
        char *written = g_strndup(buffer, length);                                                 \
        (void)row, (void)data, (void)field;                                                        \
        *error = check(written);                                                                   \
        g_free(written);                                                                           \
        return *error == NULL;                                                                     \
    }
CELL_CHECK(name, sip_custom_check_name)
CELL_CHECK(codes, sip_custom_check_codes)
CELL_CHECK(methods, sip_custom_check_methods)
CELL_CHECK(header, sip_field_test_check_header)
CELL_CHECK(pattern, sip_field_test_check_text)
CELL_CHECK(text, sip_custom_check_text)
CELL_CHECK(given, sip_custom_check_given)

/* A choice: data are the words that it can be. */
static compat_bool check_choice(void *row, const char *buffer, guint length, const void *data,
                                const void *field, char **error)
{
    char *written = g_strndup(buffer, length);
    GString *words = g_string_new("");

    (void)row, (void)field;
    *error = NULL;
    for (const value_string *word = data; word->strptr != NULL; word++) {
        if (g_str_equal(word->strptr, written)) {
            g_free(written);
            g_string_free(words, TRUE);
            return TRUE;
        }
        g_string_append_printf(words, "%s%s", words->len > 0 ? ", " : "", word->strptr);
    }
    *error =
        ws_strdup_printf("\"%s\" is not one of the words allowed here: %s.", written, words->str);
    g_free(written);
    g_string_free(words, TRUE);
    return FALSE;
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

/* The place of the row among all rows, faulty ones too: there itself while the user edits the
 * table; else it was read from a text, and the newest is its copy. */
static guint place_of(const struct row *row)
{
    for (guint i = 0; i < table->raw_data->len; i++) {
        if (&g_array_index(table->raw_data, struct row, i) == row) {
            return i;
        }
    }
    return table->raw_data->len - 1;
}

/* Two rules of one name could not be told apart in a report. A value is checked here, as what it has to be
 * depends on another cell. */
static compat_bool check_row(void *record, char **error)
{
    const struct row *row = record;
    guint place = place_of(row);

    for (guint i = 0; i < table->raw_data->len; i++) {
        const struct row *other = &g_array_index(table->raw_data, struct row, i);
        if (i != place && g_strcmp0(other->name, row->name) == 0) {
            *error = ws_strdup_printf("There is a custom rule \"%s\" already: give this one "
                                      "another name.",
                                      row->name);
            return FALSE;
        }
    }
    *error = sip_custom_check_value(or_empty(row->pattern), (enum sip_comparison)row->comparison);
    return *error == NULL;
}

static void *copy_row(void *to, const void *from, size_t size)
{
    struct row *copy = to;
    const struct row *row = from;

    (void)size;
    *copy = *row;
    copy->name = g_strdup(row->name);
    copy->codes = g_strdup(row->codes);
    copy->methods = g_strdup(row->methods);
    copy->header = g_strdup(row->header);
    copy->pattern = g_strdup(row->pattern);
    copy->text = g_strdup(row->text);
    copy->given = g_strdup(row->given);
    return to;
}

static void free_row(void *record)
{
    struct row *row = record;

    g_free(row->name);
    g_free(row->codes);
    g_free(row->methods);
    g_free(row->header);
    g_free(row->pattern);
    g_free(row->text);
    g_free(row->given);
}

/* Not done when Wireshark says that the table has changed: of a file with a mistake in it, it does
 * not say so, but the rows without one count. */
GArray *custom_rules_numbers(void)
{
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(unsigned));
    unsigned place;

    for (guint i = 0; i < row_count; i++) {
        const struct row *row = &rows[i];
        const struct sip_custom_texts texts = {
            .name = or_empty(row->name),
            .codes = or_empty(row->codes),
            .methods = or_empty(row->methods),
            .condition = (enum sip_custom_condition)row->condition,
            .header = or_empty(row->header),
            .pattern = or_empty(row->pattern),
            .severity = (enum sip_severity)row->severity,
            .text = or_empty(row->text),
            .comparison = (enum sip_comparison)row->comparison,
            .given = or_empty(row->given),
        };
        if (sip_custom_rule(&texts, &place) != NULL) {
            unsigned number = sip_rule_number_of_custom(place);
            g_array_append_val(numbers, number);
        }
    }
    return numbers;
}

#define CHOICE(cell, title, words, description)                            \
    {                                                                      \
#cell, title, PT_TXTMOD_ENUM,                                      \
            {check_choice, rows_##cell##_set_cb, rows_##cell##_tostr_cb }, \
             {words, words, words }, words, description, FLDFILL           \
    }
#define CELL(cell, title, description) \
    UAT_FLD_CSTRING_OTHER(rows, cell, title, check_##cell, description)

static uat_field_t cells[] = {
    CELL(name, "Name", "What the rule is called: custom:NAME in filters and reports"),
    CELL(codes, "Codes",
         "420, 4xx, 101-199, 401,407 or !423 (all but); empty: every response; request: requests; "
         "request,4xx: both"),
    CELL(methods, "Methods", "INVITE, or several as INVITE,UPDATE; empty: any method"),
    CHOICE(condition, "Condition", conditions,
           "Whether the header field must, or must not, be there"),
    CELL(header, "Header", "The header field, by its long or compact name"),
    CELL(pattern, "Value",
         "What the value must, or must not, match, contain or equal; empty: any value"),
    CHOICE(severity, "Severity", severities, "How severe it is if the rule is broken"),
    CELL(text, "Text", "What the rule demands, as it shall be shown; may be empty"),
    CHOICE(comparison, "Comparison", comparisons,
           "matches: a regular expression, case ignored; contains, equals: a text"),
    CELL(
        given, "Only if",
        "Another header field that must be there, such as Require, or Require contains timer; with "
        "! before it: that must not be there; empty: always"),
    UAT_END_FIELDS,
};

void custom_rules_register(module_t *module, void (*changed)(void))
{
    /* Tables that were written before there were the last columns. */
    static const char *defaults[] = {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, "matches", ""};
    G_STATIC_ASSERT(G_N_ELEMENTS(defaults) == G_N_ELEMENTS(cells) - 1);

    table = uat_new("SIP Response Custom Rules", sizeof(struct row), "sip_response_custom_rules",
                    TRUE, &rows, &row_count, UAT_AFFECTS_DISSECTION, NULL, copy_row, check_row,
                    free_row, changed, changed, cells);
    uat_set_default_values(table, defaults);
    prefs_register_uat_preference(module, "custom_rules", "Custom rules",
                                  "Rules of your own about the header fields of messages", table);
}
