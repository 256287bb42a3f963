/* guard.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "guard.h"

#include <glib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct region {
    void *start;
    size_t size;
};
static GArray *regions;

struct sip_slice guard_copy(const void *octets, size_t n)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t readable = (n / page + 1) * page;
    struct region region = {NULL, readable + page};

    region.start =
        mmap(NULL, region.size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    g_assert_true(region.start != MAP_FAILED);
    g_assert_cmpint(mprotect((char *)region.start + readable, page, PROT_NONE), ==, 0);
    if (regions == NULL) {
        regions = g_array_new(FALSE, FALSE, sizeof(struct region));
    }
    g_array_append_val(regions, region);

    char *copy = (char *)region.start + readable - n;
    if (n > 0) {
        memcpy(copy, octets, n);
    }
    return (struct sip_slice){copy, n};
}

struct sip_slice guard_text(const char *text)
{
    return guard_copy(text, strlen(text));
}

void guard_release(void)
{
    for (guint i = 0; regions != NULL && i < regions->len; i++) {
        struct region *region = &g_array_index(regions, struct region, i);
        munmap(region->start, region->size);
    }
    g_clear_pointer(&regions, g_array_unref);
}

void assert_slice_at(const char *file, int line, struct sip_slice slice, const char *text)
{
    char *copy = slice.p ? g_strndup(slice.p, slice.n) : NULL;

    if (g_strcmp0(copy, text) != 0 || (copy != NULL && strlen(copy) != slice.n)) {
        g_error("%s:%d: \"%s\" is not \"%s\"", file, line, copy ? copy : "(none)",
                text ? text : "(none)");
    }
    g_free(copy);
}

void assert_within(struct sip_slice slice, struct sip_slice whole)
{
    if (slice.p == NULL) {
        g_assert_cmpuint(slice.n, ==, 0);
        return;
    }
    g_assert_true(slice.p >= whole.p);
    g_assert_true(slice.p + slice.n <= whole.p + whole.n);
}
