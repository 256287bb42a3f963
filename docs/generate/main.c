/* main.c
 * Writes the pages about rules, codes and presets from the tables, in all languages: generate pages DIR. For the
 * tests, "generate texts" lists every text in both languages, and "generate rules" the rules: id,
 * filter, subject, and what they explain.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <errno.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "calls/columns.h"
#include "page.h"
#include "rules/engine/presets.h"
#include "sip/code.h"
#include "texts/catalogue.h"

/* One line for each text: what it is, English, French (empty where it is missing). */
static void print_text(const char *kind, const char *of, const char *english, const char *french)
{
    printf("%s\t%s\t%s\t%s\n", kind, of, english, french != NULL ? french : "");
}

static void print_phrase(const char *kind, const char *of, const char *english)
{
    print_text(kind, of, english, sip_catalogue_phrase(SIP_FRENCH, english));
}

static void print_names(const char *kind, unsigned last,
                        const char *(*text)(unsigned, enum sip_language))
{
    for (unsigned value = 0; value <= last; value++) {
        char number[12];
        snprintf(number, sizeof(number), "%u", value);
        print_phrase(kind, number, text(value, SIP_ENGLISH));
    }
}

static void print_texts_of_rule(const struct sip_rule *rule)
{
    static const struct sip_rule_texts nothing = {.problem = NULL};
    const struct sip_rule_texts *french = sip_catalogue_rule(SIP_FRENCH, rule->id);

    french = french != NULL ? french : &nothing;
    print_text("problem", rule->id, rule->problem, french->problem);
    print_text("requirement", rule->id, rule->requirement, french->requirement);
    print_text("remedy", rule->id, rule->remedy, french->remedy);
    if (rule->silence != NULL) {
        print_text("silence", rule->id, rule->silence, french->silence);
    }
}

static void print_texts_of_code(const struct sip_code *code)
{
    static const struct sip_code_texts nothing = {0};
    const struct sip_code_texts *french = sip_catalogue_code(SIP_FRENCH, code->code);

    french = french != NULL ? french : &nothing;
    print_text("meaning", code->name, code->meaning, french->meaning);
    print_text("advice", code->name, code->advice, french->advice);
}

static void print_texts_of_preset(const struct sip_preset *preset)
{
    print_phrase("preset", preset->name, preset->title);
    print_phrase("known", preset->name, preset->known);
    for (unsigned i = 0; i < SIP_PRESET_MAX_RULES && preset->rules[i].id != NULL; i++) {
        print_phrase("reason", preset->rules[i].id, preset->rules[i].reason);
    }
}

static void print_columns(void)
{
    for (unsigned kind = 0; kind < SIP_RECORD_KINDS; kind++) {
        unsigned count;
        const struct sip_column *columns = sip_columns((enum sip_record_kind)kind, &count);
        for (unsigned i = 0; i < count; i++) {
            char *of = g_strdup_printf("%s.%s", sip_record_kind_name((enum sip_record_kind)kind),
                                       columns[i].name);
            print_phrase("column", of, columns[i].title);
            print_phrase("help", of, columns[i].help);
            g_free(of);
        }
    }
}

static void print_texts(void)
{
    for (unsigned i = 0; i < sip_rules_count(); i++) {
        print_texts_of_rule(sip_rule_at(i));
    }
    for (const struct sip_subject *s = sip_subjects; s->title != NULL; s++) {
        print_phrase("title", s->name, s->title);
    }
    for (size_t i = 0; i < sip_codes_count; i++) {
        print_texts_of_code(&sip_codes[i]);
    }
    for (unsigned i = 0; i < sip_presets_count; i++) {
        print_texts_of_preset(&sip_presets_all[i]);
    }
    print_columns();
    print_names("class", 6, sip_class_text);
    print_names("action", SIP_ACTION_STOP, sip_action_text);
    print_names("scope", SIP_SCOPE_EVERYWHERE, sip_scope_text);
    print_names("permanence", SIP_CONDITIONAL, sip_permanence_text);
    print_names("status", SIP_CODE_UNREGISTERED, sip_code_status_text);
    print_names("outcome", SIP_OUTCOME_OTHER_SUCCESS, sip_outcome_text);
}

static void print_rules(void)
{
    for (const struct sip_subject *s = sip_subjects; s->title != NULL; s++) {
        for (size_t i = 0; i < *s->count; i++) {
            char *filter = g_strdelimit(g_strdup(s->rules[i].id), "-", '_');
            char *explains = g_strjoinv(" ", (char **)s->rules[i].explains);
            printf("%s\tsip_response.%s\t%s\t%s\n", s->rules[i].id, filter, s->name, explains);
            g_free(explains);
            g_free(filter);
        }
    }
}

static GHashTable *all_pages(void)
{
    GHashTable *pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    for (int language = 0; language < SIP_LANGUAGES; language++) {
        index_pages(pages, (enum sip_language)language);
        rule_pages(pages, (enum sip_language)language);
        code_page(pages, (enum sip_language)language);
        preset_page(pages, (enum sip_language)language);
        language_page(pages, (enum sip_language)language);
    }
    return pages;
}

/* Whether all could be written; says which could not. */
static bool write_pages(const char *folder)
{
    GHashTable *pages = all_pages();
    GHashTableIter it;
    gpointer path, text;
    bool written = true;

    g_hash_table_iter_init(&it, pages);
    while (g_hash_table_iter_next(&it, &path, &text)) {
        char *whole = g_build_filename(folder, path, NULL);
        char *parent = g_path_get_dirname(whole);
        GError *error = NULL;
        if (g_mkdir_with_parents(parent, 0755) != 0 ||
            !g_file_set_contents(whole, text, -1, &error)) {
            fprintf(stderr, "generate: cannot write %s: %s\n", whole,
                    error != NULL ? error->message : g_strerror(errno));
            g_clear_error(&error);
            written = false;
        }
        g_free(parent);
        g_free(whole);
    }
    g_hash_table_unref(pages);
    return written;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "pages") == 0) {
        return write_pages(argv[2]) ? 0 : 1;
    }
    if (argc == 2 && strcmp(argv[1], "texts") == 0) {
        print_texts();
        return 0;
    }
    if (argc == 2 && strcmp(argv[1], "rules") == 0) {
        print_rules();
        return 0;
    }
    fprintf(stderr, "usage: %s pages FOLDER | texts | rules\n", argv[0]);
    return 2;
}
