/* preferences.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/preferences.h"

#include <epan/prefs.h>
#include <wsutil/filesystem.h>
#include <wsutil/report_message.h>

#include "calls/calls.h"
#include "compat.h"
#include "epan/custom_rules.h"
#include "epan/silenced.h"
#include "rules/engine/table.h"

/* The values of the enumerations below, as Wireshark stores them. */
enum { LEVEL_ESSENTIAL = SIP_WARN, LEVEL_STANDARD = SIP_NOTE, LEVEL_PEDANTIC = SIP_CHAT };
enum { IMS_AUTO, IMS_ON, IMS_OFF };

static gint level = LEVEL_STANDARD;
static const char *silenced_rules = "";
static const char *preset_names = "";
static const char *preset_addresses = "";
static gint ims = IMS_AUTO;
static gint language = SIP_ENGLISH;
static compat_bool info_column = FALSE;
static guint t1 = 500; /* milliseconds */
static guint t2 = 4000;

static const char *leg_headers = SIP_LEG_HEADERS;

static struct sip_choice *choice;
static struct sip_presets *presets;

static const enum_val_t levels[] = {
    {"essential", "Essential: errors and warnings", LEVEL_ESSENTIAL},
    {"standard", "Standard: notes too", LEVEL_STANDARD},
    {"pedantic", "Pedantic: chats too", LEVEL_PEDANTIC},
    {NULL, NULL, 0},
};

static const enum_val_t ims_values[] = {
    {"auto", "Automatic: by the headers of each message", IMS_AUTO},
    {"on", "On: every message is of an IMS network", IMS_ON},
    {"off", "Off: no message is", IMS_OFF},
    {NULL, NULL, 0},
};

static const enum_val_t languages[] = {
    {"en", "English", SIP_ENGLISH},
    {"fr", "Français", SIP_FRENCH},
    {NULL, NULL, 0},
};

static bool is_chosen(gchar **patterns, const struct sip_rule *rule)
{
    return (gint)rule->severity >= level && !silenced_matches(patterns, rule->id);
}

static struct sip_choice *make_choice(void)
{
    struct sip_choice *made = sip_choice_new();
    gchar **patterns = silenced_patterns(silenced_rules);
    GArray *custom = custom_rules_numbers();

    for (unsigned number = 0; number < sip_rules_count(); number++) {
        sip_choice_set(made, number, is_chosen(patterns, sip_rule_at(number)));
    }
    for (guint i = 0; i < custom->len; i++) {
        unsigned number = g_array_index(custom, unsigned, i);
        if (is_chosen(patterns, sip_rule_at(number))) {
            sip_choice_add(made, number);
        }
    }
    g_array_unref(custom);
    g_strfreev(patterns);
    return made;
}

static void forget_choice(void)
{
    g_clear_pointer(&choice, sip_choice_free);
    g_clear_pointer(&presets, sip_presets_free);
}

/* Says once what is wrong, when the preferences are set. */
static void check_presets(void)
{
    char *wrong;

    sip_presets_free(sip_presets_read(preset_names, preset_addresses, &wrong));
    if (wrong != NULL) {
        report_failure("SIP Response Semantics: %s (Preferences sip_response.preset and "
                       "sip_response.preset_addresses.)",
                       wrong);
    }
    g_free(wrong);
}

static void check_silenced(void)
{
    gchar **patterns = silenced_patterns(silenced_rules);
    GArray *custom = custom_rules_numbers();

    silenced_check(patterns, custom);
    g_array_unref(custom);
    g_strfreev(patterns);
}

static void apply(void)
{
    forget_choice();
    check_silenced();
    check_presets();
    if (t1 == 0 || t2 < t1) {
        report_failure("SIP Response Semantics: the preferences sip_response.t1 (%u ms) and "
                       "sip_response.t2 (%u ms) make no sense together; T1 must be above 0 and T2 "
                       "not below T1. 500 and 4000 are used.",
                       t1, t2);
        t1 = 500;
        t2 = 4000;
    }
}

/* The names and descriptions of preferences are registered once; those of their values are written into the
 * preferences file and stay English. */
static const char *text_at_start(const char *english)
{
    return sip_text(english, preferences_language_at_start());
}

void preferences_register(int protocol)
{
    module_t *module = prefs_register_protocol(protocol, apply);

    prefs_register_enum_preference(module, "level", text_at_start("Level"),
                                   text_at_start("How severe a broken rule must be to be shown"),
                                   &level, levels, FALSE);
    prefs_register_string_preference(
        module, "silenced_rules", text_at_start("Silenced rules"),
        text_at_start("Rules that are never shown: ids or patterns with * and ?, "
                      "separated by commas"),
        &silenced_rules);
    prefs_register_string_preference(
        module, "preset", text_at_start("Presets"),
        text_at_start("Products whose messages are not reported for what they do on "
                      "purpose: asterisk, cisco, ims, sipp; several separated by "
                      "commas"),
        &preset_names);
    prefs_register_string_preference(
        module, "preset_addresses", text_at_start("Addresses of presets"),
        text_at_start("Addresses of devices that do not say what they are: "
                      "cisco=192.0.2.1, asterisk=2001:db8::1"),
        &preset_addresses);
    custom_rules_register(module, forget_choice);
    prefs_register_enum_preference(
        module, "ims", text_at_start("IMS network"),
        text_at_start("Whether messages are judged by the habits of an IMS network"), &ims,
        ims_values, FALSE);
    prefs_register_enum_preference(
        module, "language", text_at_start("Language"),
        text_at_start("The language of all texts; filters are the same in both. Names of fields "
                      "and expert infos follow when Wireshark is started again"),
        &language, languages, FALSE);
    prefs_register_bool_preference(
        module, "info_column", text_at_start("Problem in the Info column"),
        text_at_start("Append the worst problem of a packet to its Info column"), &info_column);
    prefs_register_uint_preference(
        module, "t1", text_at_start("T1 (ms)"),
        text_at_start("The round trip that clients assume (RFC 3261, timer T1)"), 10, &t1);
    prefs_register_uint_preference(
        module, "t2", text_at_start("T2 (ms)"),
        text_at_start("The longest time between two copies (RFC 3261, timer T2)"), 10, &t2);
    prefs_register_string_preference(
        module, "leg_headers", text_at_start("Header fields that join legs"),
        text_at_start("Header fields of an INVITE with the Call-ID of the leg that "
                      "a B2BUA got it from, separated by commas"),
        &leg_headers);
}

void preferences_begin_file(void)
{
    forget_choice();
}

struct sip_choice *preferences_choice(void)
{
    if (choice == NULL) {
        choice = make_choice();
    }
    return choice;
}

const struct sip_presets *preferences_presets(void)
{
    char *wrong = NULL;

    if (presets == NULL) {
        presets = sip_presets_read(preset_names, preset_addresses, &wrong);
        g_free(wrong); /* was said by check_presets */
    }
    return presets;
}

bool preferences_ims(const struct sip_message *m)
{
    return ims == IMS_ON || (ims == IMS_AUTO && sip_message_is_ims(m));
}

bool preferences_info_column(void)
{
    return info_column;
}

/* Wireshark writes the description into its file; a user may write the name. */
static void read_language(const char *value, enum sip_language *found)
{
    for (const enum_val_t *known = languages; known->name != NULL; known++) {
        if (g_ascii_strcasecmp(value, known->name) == 0 ||
            g_ascii_strcasecmp(value, known->description) == 0) {
            *found = (enum sip_language)known->value;
        }
    }
}

static enum sip_language language_of_file(void)
{
    static const char name[] = "sip_response.language:";
    char *path = get_persconffile_path("preferences", TRUE);
    char *text = NULL;
    enum sip_language found = SIP_ENGLISH;

    if (g_file_get_contents(path, &text, NULL, NULL)) {
        gchar **lines = g_strsplit(text, "\n", -1);
        for (gchar **line = lines; *line != NULL; line++) {
            if (g_str_has_prefix(*line, name)) {
                read_language(g_strstrip(*line + strlen(name)), &found);
            }
        }
        g_strfreev(lines);
    }
    g_free(text);
    g_free(path);
    return found;
}

enum sip_language preferences_language_at_start(void)
{
    static gsize known; /* and 1 more; 0: not read yet */

    if (g_once_init_enter(&known)) {
        g_once_init_leave(&known, (gsize)language_of_file() + 1);
    }
    return (enum sip_language)(known - 1);
}

enum sip_language preferences_language(void)
{
    return language == SIP_FRENCH ? SIP_FRENCH : SIP_ENGLISH;
}

const char *preferences_leg_headers(void)
{
    return leg_headers != NULL ? leg_headers : "";
}

int64_t preferences_t1(void)
{
    return (int64_t)t1 * 1000;
}

int64_t preferences_t2(void)
{
    return (int64_t)t2 * 1000;
}
