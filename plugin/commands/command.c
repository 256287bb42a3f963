/* command.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "commands/command.h"

#include <locale.h>
#include <stdio.h>

bool command_fail(GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_propagate_error(error, g_error_new_valist(COMMAND_ERROR, 0, format, arguments));
    va_end(arguments);
    return false;
}

static void complain(const char *format, va_list arguments)
{
    char *sentence = g_strdup_vprintf(format, arguments);

    fprintf(stderr, "%s: %s\n", g_get_prgname(), sentence);
    g_free(sentence);
}

void command_complain(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    complain(format, arguments);
    va_end(arguments);
}

int command_misused(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    complain(format, arguments);
    va_end(arguments);
    fprintf(stderr, "Try \"%s --help\".\n", g_get_prgname());
    return COMMAND_MISUSED;
}

static GPtrArray *tshark_options;

static gboolean take_preference(const char *name, const char *value, void *user, GError **error)
{
    (void)name;
    (void)user;
    (void)error; /* tshark knows what is a preference */
    g_ptr_array_add(tshark_options, g_strdup("-o"));
    g_ptr_array_add(tshark_options, g_strdup(value));
    return TRUE;
}

/* Wireshark would take an unknown level for the default. */
static gboolean take_level(const char *name, const char *value, void *user, GError **error)
{
    static const char *const levels[] = {"essential", "standard", "pedantic", NULL};

    if (!g_strv_contains(levels, value)) {
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                    "there is no level \"%s\", only essential, standard and pedantic", value);
        return FALSE;
    }
    char *preference = g_strconcat("sip_response.level:", value, NULL);
    take_preference(name, preference, user, error);
    g_free(preference);
    return TRUE;
}

bool command_options(int argc, char **argv, const GOptionEntry *entries, const char *arguments,
                     const char *summary, char ***files, int *status)
{
    static gboolean version;
    static char **names;
    static const GOptionEntry common[] = {
        {"level", 0, 0, G_OPTION_ARG_CALLBACK, take_level,
         "Which findings: essential, standard or pedantic", "LEVEL"},
        {"preference", 'o', 0, G_OPTION_ARG_CALLBACK, take_preference,
         "Set any preference of Wireshark, as tshark's -o does", "NAME:VALUE"},
        {"version", 0, 0, G_OPTION_ARG_NONE, &version, "Show the version and end", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    GOptionContext *context = g_option_context_new(arguments);
    GError *error = NULL;

    setlocale(LC_ALL, "");
    tshark_options = g_ptr_array_new_with_free_func(g_free);
    g_option_context_set_summary(context, summary);
    if (entries != NULL) {
        g_option_context_add_main_entries(context, entries, NULL);
    }
    g_option_context_add_main_entries(context, common, NULL);
    *status = COMMAND_DONE;
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        *status = command_misused("%s.", error->message);
        g_clear_error(&error);
    } else if (version) {
        printf("%s %s\n", g_get_prgname(), SIP_RESPONSE_VERSION);
    }
    g_option_context_free(context);
    g_ptr_array_add(tshark_options, NULL);
    *files = names ? names : g_new0(char *, 1);
    return *status == COMMAND_DONE && !version;
}

const char *const *command_tshark_options(void)
{
    return (const char *const *)tshark_options->pdata;
}
