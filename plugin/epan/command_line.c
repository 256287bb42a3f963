/* command_line.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/command_line.h"

#include <gmodule.h>
#include <stdbool.h>
#include <string.h>

/* tshark's options by which it still reads each packet once, alone or put together (-nr FILE). Not among
 * them: -2 and -R, -X (a script may read anything), -U, -M, all long ones. */
static const char flags[] = "glnpqxIPQV", with_value[] = "aAbBcCdeEfFHijJKNoOrsStTuwWyYz";

/* Those of them with which Wireshark builds a tree of each packet, or reads more than a list of packets. */
static const char more_flags[] = "xV", more_with_value[] = "ejJOTYz";

/* A word that does not begin with "-" is the value of an option, or part of a filter. */
static bool is_understood(const char *word, bool *more)
{
    if (word[0] != '-' || word[1] == '\0') {
        return true;
    }
    const char *last = word + 1 + strspn(word + 1, flags);
    if (*last != '\0' && strchr(with_value, *last) == NULL) {
        return false;
    }
    const char *read = strpbrk(word + 1, more_flags);
    *more = *more || (read != NULL && read < last) ||
            (*last != '\0' && strchr(more_with_value, *last) != NULL);
    return true;
}

/* Scripts may read anything at any time. */
static bool has_no_lua(void)
{
    GModule *program = g_module_open(NULL, 0);
    unsigned (*count)(void) = NULL;
    bool found = program != NULL &&
                 g_module_symbol(program, "wslua_count_plugins", (gpointer *)(void *)&count);
    bool none = found && count != NULL && count() == 0;

    g_clear_pointer(&program, g_module_close);
    return none;
}

/* Linux shows it as words that each end with a null character. */
enum command_line command_line_read(void)
{
    char *line = NULL, *name;
    gsize length;
    bool more = false;

    if (!has_no_lua() || !g_file_get_contents("/proc/self/cmdline", &line, &length, NULL)) {
        return COMMAND_LINE_UNKNOWN;
    }
    name = g_path_get_basename(line);
    bool understood = strcmp(name, "tshark") == 0;
    for (const char *word = line; word < line + length; word += strlen(word) + 1) {
        understood = understood && is_understood(word, &more);
    }
    g_free(name);
    g_free(line);
    return !understood ? COMMAND_LINE_UNKNOWN : more ? COMMAND_LINE_ONE_PASS : COMMAND_LINE_LISTS;
}
