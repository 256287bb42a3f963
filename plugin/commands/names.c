/* names.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "commands/names.h"

#include <string.h>

#include "compat.h"

#ifdef COMPAT_NAMES_ARE_NOT_COPIED

/* The lists live until the program ends: the copy is closed before. */
static addrinfo_lists_t lists;
static GHashTable *known; /* "address name" */

/* Captures that were merged repeat the same names. A name that is too long for the list
 * would be another one when it is cut. */
static bool is_new(const void *address, size_t n, const char *name)
{
    char *text = g_malloc(n + strlen(name) + 1);

    memcpy(text, address, n);
    strcpy(text + n, name);
    GBytes *key = g_bytes_new_take(text, n + strlen(name));
    return strlen(name) < MAXNAMELEN && g_hash_table_add(known, key);
}

static void keep_ipv4(const guint address, const gchar *name)
{
    if (is_new(&address, sizeof address, name)) {
        hashipv4_t *entry = g_new0(hashipv4_t, 1);
        entry->addr = address;
        strcpy(entry->name, name);
        lists.ipv4_addr_list = g_list_prepend(lists.ipv4_addr_list, entry);
    }
}

static void keep_ipv6(const void *address, const gchar *name)
{
    hashipv6_t *entry;

    if (is_new(address, sizeof entry->addr, name)) {
        entry = g_new0(hashipv6_t, 1);
        memcpy(entry->addr, address, sizeof entry->addr);
        strcpy(entry->name, name);
        lists.ipv6_addr_list = g_list_prepend(lists.ipv6_addr_list, entry);
    }
}

void names_gather(wtap *from)
{
    known = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    wtap_set_cb_new_ipv4(from, keep_ipv4);
    wtap_set_cb_new_ipv6(from, keep_ipv6);
}

void names_give(wtap_dumper *to)
{
    wtap_dump_set_addrinfo_list(to, &lists);
}

#else

void names_gather(wtap *from)
{
    (void)from;
}

void names_give(wtap_dumper *to)
{
    (void)to;
}

#endif
