/* kept.c
 * Hashes, the tables of what they stand for, and the memory for it: plugin/history/kept/.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "guard.h"
#include "history/kept/hash.h"
#include "history/kept/pool.h"
#include "history/kept/keyed.h"

void test_kept_register(void);

#define THINGS 10000

struct thing {
    uint32_t number;
    uint64_t key;
};

static struct thing *find(const struct sip_keyed *table, uint64_t key)
{
    return SIP_KEYED_THING(sip_keyed_find(table, key), struct thing, key);
}

static void test_find(void)
{
    struct sip_keyed table = {NULL, 0, 0};
    struct sip_pool pool = {NULL, 0};

    g_assert_null(find(&table, 0));
    for (uint32_t i = 0; i < THINGS; i++) {
        struct thing *thing = SIP_POOL_NEW(&pool, struct thing);
        thing->number = i;
        /* many want the same place */
        thing->key = i % 2 ? i * UINT64_C(4096) : sip_hash_number(0, i);
        sip_keyed_put(&table, &thing->key);
        g_assert_true(find(&table, thing->key) == thing);
    }
    g_assert_cmpuint(table.count, ==, THINGS);
    for (uint32_t i = 1; i < THINGS; i += 2) {
        g_assert_cmpuint(find(&table, i * UINT64_C(4096))->number, ==, i);
    }
    g_assert_null(find(&table, 2 * UINT64_C(4096)));
    sip_keyed_clear(&table);
    g_assert_null(find(&table, 4096));
    sip_pool_clear(&pool);
}

/* The newer of two with the same key takes the place of the older. */
static void test_replace(void)
{
    struct sip_keyed table = {NULL, 0, 0};
    struct thing older = {1, 7}, newer = {2, 7};

    sip_keyed_put(&table, &older.key);
    sip_keyed_put(&table, &newer.key);
    g_assert_cmpuint(table.count, ==, 1);
    g_assert_true(find(&table, 7) == &newer);
    sip_keyed_clear(&table);
}

/* Pieces are filled with 0, aligned, and keep apart. */
static void test_pool(void)
{
    struct sip_pool pool = {NULL, 0};
    const size_t sizes[] = {1, 8, 13, 184, 4096, 100000};
    char *last = NULL;
    size_t last_size = 0;

    for (size_t i = 0; i < 1000; i++) {
        size_t size = sizes[i % G_N_ELEMENTS(sizes)];
        char *piece = sip_pool_take(&pool, size);
        g_assert_cmpuint((uintptr_t)piece % sizeof(uint64_t), ==, 0);
        for (size_t j = 0; j < size; j++) {
            g_assert_cmpint(piece[j], ==, 0);
        }
        memset(piece, 0xAA, size);
        g_assert_true(last == NULL || piece >= last + last_size || piece + size <= last);
        last = piece;
        last_size = size;
    }
    sip_pool_clear(&pool);
}

/* Every octet counts, whatever the length, and none beyond is read. */
static void test_hash(void)
{
    char octets[100];

    memset(octets, 'x', sizeof(octets));
    for (size_t n = 0; n <= sizeof(octets); n++) {
        uint64_t plain = sip_hash_key(0, guard_copy(octets, n));
        g_assert_true(plain == sip_hash_key(0, (struct sip_slice){octets, n}));
        g_assert_true(plain != sip_hash_key(1, (struct sip_slice){octets, n}));
        g_assert_true(n == 0 || plain != sip_hash_key(0, (struct sip_slice){octets, n - 1}));
        for (size_t i = 0; i < n; i++) {
            octets[i] = 'y';
            g_assert_true(plain != sip_hash_key(0, guard_copy(octets, n)));
            octets[i] = 'x';
        }
        guard_release();
    }
    g_assert_true(sip_hash_number(0, 1) != sip_hash_number(0, 2));
    g_assert_true(sip_hash_number(0, 1) != sip_hash_number(1, 1));
}

void test_kept_register(void)
{
    g_test_add_func("/kept/find", test_find);
    g_test_add_func("/kept/replace", test_replace);
    g_test_add_func("/kept/pool", test_pool);
    g_test_add_func("/kept/hash", test_hash);
}
