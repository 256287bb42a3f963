/* shorten.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/shorten.h"

#include <string.h>

#define BEGINNING 4
#define END 2
#define AROUND 2 /* on either side of what must be seen */

static void add(bool *keep, guint i, guint *left)
{
    if (!keep[i] && *left > 0) {
        keep[i] = true;
        (*left)--;
    }
}

/* What must be seen may itself be too much: then its first ones. */
static guint left_of(bool *keep, guint n, guint limit)
{
    guint left = limit;

    for (guint i = 0; i < n; i++) {
        keep[i] = keep[i] && left > 0;
        left -= keep[i];
    }
    return left;
}

static void add_around(bool *keep, const bool *must, guint n, guint *left)
{
    for (guint distance = 1; distance <= AROUND; distance++) {
        for (guint i = 0; i < n; i++) {
            if (must[i] && i >= distance) {
                add(keep, i - distance, left);
            }
            if (must[i] && i + distance < n) {
                add(keep, i + distance, left);
            }
        }
    }
}

void report_shorten(bool *keep, guint n, guint limit)
{
    if (n <= limit) {
        memset(keep, true, n * sizeof(*keep));
        return;
    }
    guint left = left_of(keep, n, limit);
    bool *must = g_memdup2(keep, n * sizeof(*keep));
    for (guint i = 0; i < BEGINNING; i++) {
        add(keep, MIN(i, n - 1), &left);
    }
    for (guint i = 0; i < END; i++) {
        add(keep, n - 1 - MIN(i, n - 1), &left);
    }
    add_around(keep, must, n, &left);
    g_free(must);
}
